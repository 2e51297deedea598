"""Files that are broken, disguised or made to hurt: each is refused for the reason written beside it, quickly, leaving nothing behind."""

import errno
import gzip
import io
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from data.parse_dialect import Dialect
from data.parse_rewrite import Rewrite
from data.read import LIMITS, Limits, ReadError, _child, _death, read
from tests.data.reading import rows, upload

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
GOOD_CELLS = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'


def cell(address: str, text: str = "x") -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def raw_workbook(data: str, *, before: str = "", title: str = "a", more: dict[str, bytes] | None = None) -> bytes:
    """A workbook whose only sheet has ``data`` between its sheetData tags."""
    target = "worksheets/sheet1.xml"
    sheet = f'<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets>'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{RELATIONS}<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {MAIN}><sheetData>{data}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
        for name, extra in (more or {}).items():
            file.writestr(name, extra)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """An OLE2 container: its header and a directory that names the streams."""
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory.ljust(1024, b"\0")


def saved(*records: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for record in records:
        book.worksheets[0].append(record)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def declaring(content: bytes, size: int) -> bytes:
    """The same zip with another uncompressed size of its last entry in the directory."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a0 "ha">{entities}]>'


@pytest.fixture(autouse=True, scope="module")
def read_warm() -> None:
    """Each file has a process of its own, as in the app: how that dies is what is asserted."""


def refused(tmp_path: Path, content: bytes, name: str, limits: Limits = LIMITS) -> ReadError:
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        upload(tmp_path, content, name, limits)
    assert time.monotonic() - started < 30
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]
    assert error.value.details["file"] == name
    return error.value


WIDE = tuple(f"column {number}" for number in range(10_000))
GZ = gzip.compress(b"a,b\n" + b"1,2\n" * 50_000)


@pytest.mark.parametrize(
    ("content", "name", "code", "details"),
    [
        pytest.param(lambda: b"", "a.csv", "empty", {}, id="no bytes"),
        pytest.param(lambda: b"", "a.xlsx", "empty", {}, id="no bytes named xlsx"),
        pytest.param(lambda: b"\xef\xbb\xbf\r\n \r\n", "a.csv", "empty", {}, id="blank lines"),
        pytest.param(lambda: b",,,\n,,\n", "a.csv", "empty", {}, id="blank records"),
        pytest.param(lambda: gzip.compress(b""), "a.csv.gz", "empty", {}, id="gzip of nothing"),
        pytest.param(lambda: saved(), "a.xlsx", "empty", {}, id="empty workbook"),
        pytest.param(lambda: b"id,amount\n", "a.csv", "header_only", {"columns": 2}, id="header only"),
        pytest.param(lambda: b"id,amount\n,\n\n", "a.csv", "header_only", {"columns": 2}, id="header and blanks"),
        pytest.param(lambda: saved(("id", "amount")), "a.xlsx", "header_only", {"columns": 2}, id="header only workbook"),
        pytest.param(lambda: ole("EncryptionInfo", "EncryptedPackage"), "a.xlsx", "encrypted", {}, id="password"),
        pytest.param(lambda: ole("Workbook"), "a.xls", "damaged", {"kind": "workbook"}, id="nothing in an xls"),
        pytest.param(lambda: ole("WordDocument"), "a.xlsx", "not_a_workbook", {"kind": "ole"}, id="old Word"),
        pytest.param(lambda: saved(("a",), (1,))[:-200], "a.xlsx", "damaged", {"kind": "zip"}, id="workbook cut at its end"),
        pytest.param(lambda: saved(("a",), (1,))[:900], "a.xlsx", "damaged", {"kind": "zip"}, id="workbook cut early"),
        pytest.param(lambda: raw_workbook("<row><c"), "a.xlsx", "damaged", {"kind": "workbook"}, id="XML cut"),
        pytest.param(lambda: GZ[:-30], "a.csv.gz", "damaged", {"kind": "gzip"}, id="gzip cut"),
        pytest.param(lambda: GZ[:40] + b"\xff" * 20 + GZ[60:], "a.csv.gz", "damaged", {"kind": "gzip"}, id="gzip garbled"),
        pytest.param(lambda: b"%PDF-1.7\n%\xe2\xe3", "a.xlsx", "not_a_workbook", {"kind": "pdf"}, id="PDF"),
        pytest.param(lambda: b"<html><table><tr><td>1", "a.xlsx", "not_a_workbook", {"kind": "html"}, id="HTML"),
        pytest.param(lambda: b'\xef\xbb\xbf <html xmlns:x="urn:x">', "a.xls", "not_a_workbook", {"kind": "html"}, id="HTML named xls"),
        pytest.param(lambda: b'<?xml version="1.0"?><Workbook/>', "a.xls", "not_a_workbook", {"kind": "xml"}, id="XML spreadsheet"),
        pytest.param(lambda: b"a,b\n1,2\n", "a.xlsx", "not_a_workbook", {"kind": "text"}, id="text named xlsx"),
        pytest.param(lambda: GZ, "a.xlsx", "not_a_workbook", {"kind": "gzip"}, id="gzip named xlsx"),
        pytest.param(lambda: bytes(range(256)) * 9, "a.xlsx", "not_a_workbook", {"kind": "binary"}, id="noise named xlsx"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n", "a.csv", "unsupported", {"kind": "image"}, id="picture named csv"),
        pytest.param(lambda: b"<!DOCTYPE html>", "a.csv", "unsupported", {"kind": "html"}, id="web page named csv"),
        pytest.param(lambda: bytes(range(256)) * 9, "a.txt", "unsupported", {"kind": "binary"}, id="noise named txt"),
        pytest.param(lambda: bytes(5_000), "a.csv", "unsupported", {"kind": "binary"}, id="NULs"),
        pytest.param(lambda: gzip.compress(b"%PDF-1.7"), "a.csv.gz", "unsupported", {"kind": "pdf"}, id="packed PDF"),
        pytest.param(lambda: b"a,b\n1,2\n", "a.doc", "unsupported", {"kind": "text", "extension": "doc"}, id="unknown extension"),
        pytest.param(lambda: b"a,b\n1,2\n", "noextension", "unsupported", {"kind": "text", "extension": ""}, id="no extension"),
        pytest.param(lambda: raw_workbook("").replace(b"xl/workbook.xml", b"xl/workbook.bin"), "a.xlsx", "empty", {}, id="xlsb without sheets"),
        pytest.param(lambda: ",".join(WIDE).encode() + b"\n1\n", "a.csv", "too_many_columns", {"columns": 10_000, "limit": 2_000}, id="wide text"),
        pytest.param(
            lambda: b"a,b\n1,2\n" + b"x," * 2_500 + b"x\n",
            "a.csv",
            "too_many_columns",
            {"columns": 2_501, "limit": 2_000, "row": 3},
            id="wide record",
        ),
        pytest.param(
            lambda: saved(WIDE, WIDE), "a.xlsx", "too_many_columns", {"sheet": "Sheet", "columns": 10_000, "limit": 2_000}, id="wide workbook"
        ),
        pytest.param(
            lambda: raw_workbook(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'),
            "a.xlsx",
            "too_large",
            {"rows": 1_048_576, "columns": 16_384, "limit": 50_000_000},
            id="one cell in the last corner",
        ),
        pytest.param(
            lambda: raw_workbook(f'<row r="1">{cell("A1")}</row><row r="1000000">{cell("CV1000000")}</row>'),
            "a.xlsx",
            "too_large",
            {"rows": 1_000_000, "columns": 100, "limit": 50_000_000},
            id="sparse hundred columns by a million rows",
        ),
        pytest.param(
            lambda: raw_workbook(f'<row r="1">{cell("A1", "id")}</row><row r="2">{cell("A2", "x" * 100_000_000)}</row>'),
            "a.xlsx",
            "too_large",
            {"sheet": "a", "row": 2, "column": 1, "limit": 500_000},
            id="cell of 100 MB",
        ),
        pytest.param(lambda: b"a,b\n1," + b"x" * 100_000_000 + b"\n", "a.csv", "too_large", {"row": 2, "limit": 500_000}, id="text cell of 100 MB"),
        pytest.param(lambda: b'a,b\n1,"x\n' + b"2,3\n" * 400_000, "a.csv", "unclosed_quote", {"row": 2}, id="quote never closed, long"),
        pytest.param(lambda: b'a,b\n1,2\n3,"x\n4,5\n', "a.csv", "unclosed_quote", {"row": 3}, id="quote never closed, short"),
        pytest.param(
            lambda: raw_workbook(GOOD_CELLS, more={f"{number}.xml": b"" for number in range(10_001)}),
            "a.xlsx",
            "too_large",
            {"parts": 10_006, "limit": 10_000},
            id="too many parts",
        ),
        pytest.param(
            lambda: raw_workbook(GOOD_CELLS, more={f"{number}.xml": b"" for number in range(3)}).replace(
                b"\x50\x4b\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
            ),
            "a.xlsx",
            "encrypted",
            {},
            id="parts with a password",
        ),
    ],
)
def test_refused(tmp_path: Path, content: Callable[[], bytes], name: str, code: str, details: dict[str, str | int]) -> None:
    error = refused(tmp_path, content(), name)
    assert error.code == code
    assert error.details.items() >= {"file": name, **details}.items()


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = declaring(raw_workbook(GOOD_CELLS, more={"xl/media/image.png": b"0"}), 0xFFFFFFF0)
    assert refused(tmp_path, bomb, "a.xlsx", replace(LIMITS, unpacked=1 << 30)).code == "too_large"


def test_a_sheet_that_declares_less_than_it_unpacks_to_is_damaged(tmp_path: Path) -> None:
    bomb = declaring(raw_workbook(GOOD_CELLS + " " * 1_000_000), 100)
    assert refused(tmp_path, bomb, "a.xlsx").code == "damaged"


def test_a_gzip_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    error = refused(tmp_path, gzip.compress(b"a,b\n" * 10_000_000), "a.csv.gz", replace(LIMITS, unpacked=10_000_000))
    assert error.code == "too_large" and error.details["limit"] == 10_000_000


def test_billion_laughs_expand_to_nothing(tmp_path: Path) -> None:
    content = raw_workbook(f'<row r="1">{cell("A1", "id")}</row><row r="2">{cell("A2", "&a9;")}</row>', before=laughs())
    assert refused(tmp_path, content, "a.xlsx").code == "damaged"


def test_a_large_sparse_sheet_runs_into_the_memory_limit(tmp_path: Path) -> None:
    dense = "".join(f'<row r="{row}">{cell(f"A{row}", "x" * 1_000)}</row>' for row in range(1, 20_000))
    content = raw_workbook(dense + f'<row r="1048576">{cell("XFD1048576")}</row>')
    assert refused(tmp_path, content, "a.xlsx").code == "out_of_memory"


def test_too_little_memory(tmp_path: Path) -> None:
    content = saved(("a",), *((number,) for number in range(10)))
    assert refused(tmp_path, content, "a.xlsx", replace(LIMITS, memory=120 << 20)).code == "out_of_memory"


def test_timeout(tmp_path: Path) -> None:
    error = refused(tmp_path, b"a,b\n1,2\n", "a.csv", replace(LIMITS, seconds=0.01))
    assert (error.code, error.details["seconds"]) == ("timeout", 0)


def test_memory_is_watched_where_the_system_does_not_limit_it() -> None:
    greedy = "import time; held = bytearray(b'x') * 300_000_000; time.sleep(60)"
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        _child([sys.executable, "-c", greedy], "", replace(LIMITS, memory=100 << 20))
    assert error.value.code == "out_of_memory"
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("status", "complaint", "code"),
    [
        (-9, "", "out_of_memory"),
        (-6, "memory allocation of 412316860416 bytes failed", "out_of_memory"),
        (3221226505, "memory allocation of 5 bytes failed", "out_of_memory"),
        (1, "MemoryError", "out_of_memory"),
        (1, "thread panicked at 'capacity overflow'", "out_of_memory"),
        (-11, "", "crashed"),
        (1, "ZeroDivisionError", "crashed"),
    ],
)
def test_why_the_reading_process_died(status: int, complaint: str, code: str) -> None:
    assert _death(status, complaint).code == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_raises_what_the_reading_process_reports_as_no_space() -> None:
    with pytest.raises(OSError) as error:
        Rewrite(Dialect(","), LIMITS).run(io.StringIO("a,b\n" + "1,2\n" * 100_000), Path("/dev/full"))
    assert error.value.errno == errno.ENOSPC


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data import parse

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parse, "_unpack", full)
    (tmp_path / "upload").write_bytes(GZ)
    order = {"path": str(tmp_path / "upload"), "name": "a.csv.gz", "incoming": str(tmp_path), "folder": str(tmp_path), "limits": {}}
    assert parse.answer(order) == {"error": "no_space", "details": {}}


def test_names_that_look_like_paths_do_no_harm(tmp_path: Path) -> None:
    content = raw_workbook(GOOD_CELLS, title="../../evil", more={"../../outside.txt": b"x", "/etc/absolute": b"x"})
    incoming = tmp_path / "deep" / "incoming"
    incoming.mkdir(parents=True)
    [sheet] = upload(incoming, content, "../../../evil.xlsx")
    assert (sheet.file, sheet.name, rows(sheet, incoming)) == ("evil.xlsx", "../../evil", [("1",)])
    assert sheet.path.is_relative_to(incoming)
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]


def test_a_bad_sheet_does_not_spoil_the_others(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved(("id",), ("1",))))
    wide = book.create_sheet("wide")
    wide.append(WIDE)
    wide.append(WIDE)
    out = io.BytesIO()
    book.save(out)
    sheets = upload(tmp_path, out.getvalue(), "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert sheets.skipped == (("wide", "too_many_columns"),)


def test_a_missing_upload_is_a_programming_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "absent", "a.csv", tmp_path)
    assert not list(tmp_path.iterdir())
