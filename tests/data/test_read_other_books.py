"""Workbooks of other makes: .ods and .xlsb, written by hand, read as an .xlsx of the same cells."""

import io
import struct
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from data.read import LIMITS, ReadError
from tests.data.reading import rows, upload

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
BLANKS = '<table:table-cell table:number-columns-repeated="16000"/>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def ods(*tables: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text", "style", "manifest"))
    hidden = '<style:style style:name="secret" style:family="table"><style:table-properties table:display="false"/></style:style>'
    styles = f"<office:automatic-styles>{hidden}</office:automatic-styles>"
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<?xml version="1.0"?><office:document-content {spaces}>{styles}{body}</office:document-content>',
            "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest {spaces}/>',
        }
    )


def table(title: str, *records: str, style: str = "") -> str:
    return f'<table:table table:name="{title}" table:style-name="{style}">{"".join(records)}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str, kind: str = "string", value: str = "", times: int = 1) -> str:
    attribute = {"float": "value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind)
    given = f'office:{attribute}="{value}"' if attribute else ""
    return f'<table:table-cell office:value-type="{kind}" {given} table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'


def test_an_opendocument(tmp_path: Path) -> None:
    orders = table(
        "订单",
        row(BLANKS, times=2),
        row(*map(cell, ("编号", "day", "at", "n", "b", "time")), BLANKS),
        row(
            cell("001"),
            cell("5.3.24", "date", "2024-03-05"),
            cell("5.3.", "date", "2024-03-05T10:30:00"),
            cell("1,5", "float", "1.50"),
            cell("WAHR", "boolean", "true"),
            cell("10:30", "time", "PT10H30M00S"),
        ),
        row(BLANKS, times=2),
        row(cell("x", times=2), cell(""), cell("17.850,00", "float", "17850"), cell("FALSCH", "boolean", "false"), cell("0:05", "time", "PT5M7.5S")),
        row(BLANKS, times=1_048_000),
    )
    sheets = upload(tmp_path, ods(orders, table("secret", row(cell("a")), row(cell("b")), style="secret"), table("nothing")), "店.ods")
    assert sheets.skipped == (("secret", "hidden"), ("nothing", "empty"))
    assert (sheets[0].name, sheets[0].header, sheets[0].header_row) == ("订单", ("编号", "day", "at", "n", "b", "time"), 3)
    assert rows(sheets[0], tmp_path) == [
        ("001", "2024-03-05", "2024-03-05 10:30:00", "1.5", "true", "10:30:00"),
        (None,) * 6,
        (None,) * 6,
        ("x", "x", None, "17850", "false", "00:05:07"),
    ]


@pytest.mark.parametrize(
    ("records", "memory", "codes"),
    [
        ([row(cell("a", times=16_384), times=1_048_576)], 4 << 30, {"damaged", "out_of_memory", "too_large"}),
        ([row(cell("id")), row(cell("a" * 500, times=300), times=20_000)], 600 << 20, {"damaged", "out_of_memory"}),
    ],
)
def test_cells_that_repeat_without_end(tmp_path: Path, records: list[str], memory: int, codes: set[str]) -> None:
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        upload(tmp_path, ods(table("a", *records)), "a.ods", replace(LIMITS, memory=memory))
    assert error.value.code in codes
    assert time.monotonic() - started < 20


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of a binary workbook; kinds and lengths are written seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets: dict[str, list[list[str | float | bool | None]]], hidden: str = "") -> bytes:
    names = list(sheets)
    listed = b"".join(record(156, struct.pack("<II", name == hidden, n) + wide(f"rId{n}") + wide(name)) for n, name in enumerate(names, 1))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(f'<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n in range(1, len(names) + 1))
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}">{links}</Relationships>',
    }
    return zipped(parts | {f"xl/worksheets/sheet{n}.bin": _binary(records) for n, records in enumerate(sheets.values(), 1)})


def _binary(records: list[list[str | float | bool | None]]) -> bytes:
    parts = [record(129), record(148, struct.pack("<IIII", 0, len(records) - 1, 0, max(map(len, records)) - 1)), record(145)]
    for number, cells in enumerate(records):
        parts.append(record(0, struct.pack("<I21x", number)))
        for column, value in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(value, bool):
                parts.append(record(4, place + bytes([value])))
            elif isinstance(value, float):
                parts.append(record(5, place + struct.pack("<d", value)))
            elif value is not None:
                parts.append(record(6, place + wide(value)))
    return b"".join([*parts, record(146), record(130)])


@pytest.mark.parametrize("name", ["a.xlsb", "a.xlsx"])
def test_a_binary_workbook(tmp_path: Path, name: str) -> None:
    content = xlsb({"secret": [["a"], ["b"]], "订单": [["编号", "n", "b"], ["001", 17850.0, True], [None, None, None], ["x", 2.55, False]]}, "secret")
    sheets = upload(tmp_path, content, name)
    assert sheets.skipped == (("secret", "hidden"),)
    assert (sheets[0].name, sheets[0].header, sheets[0].header_row) == ("订单", ("编号", "n", "b"), 1)
    assert rows(sheets[0], tmp_path) == [("001", "17850", "true"), (None, None, None), ("x", "2.55", "false")]


def test_a_cut_binary_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsb({"a": [["id"], ["1"], ["2"]]}))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    content = zipped({name: part[:60] if name.endswith("sheet1.bin") else part for name, part in parts.items()})
    with pytest.raises(ReadError) as error:
        upload(tmp_path, content, "a.xlsb")
    assert error.value.code == "damaged"
