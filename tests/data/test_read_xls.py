"""Old workbooks: the cells of an .xls read as those of an .xlsx, whatever wrote it; what is broken is told in words."""

import io
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest
import xlwt

from data.parse import parse
from data.parse_xls import number_text
from data.read import LIMITS, Limits, ReadError
from tests.data.biff import container, entry, excel_2, excel_95, record
from tests.data.reading import rows, upload

MOMENT, DAY, CLOCK = (xlwt.easyxf(num_format_str=form) for form in ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "hh:mm:ss"))


def gbk(*cells: str | float | None) -> list[bytes | float | None]:
    return [cell.encode("gbk") if isinstance(cell, str) else cell for cell in cells]


def xls(sheets: dict[str, Sequence[Sequence[object]]], hidden: dict[str, int] | None = None) -> bytes:
    """A workbook of Excel 97 to 2003."""
    book = xlwt.Workbook(encoding="utf-8")
    for title, records in sheets.items():
        sheet = book.add_sheet(title)
        sheet.visibility = (hidden or {}).get(title, 0)
        for row, cells in enumerate(records):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: xlwt.Worksheet, row: int, column: int, cell: object) -> None:
    styles = {datetime: MOMENT, date: DAY, clock: CLOCK}
    if cell == "#N/A":
        sheet.row(row).set_cell_error(column, 0x2A)
    elif isinstance(cell, str) and cell.startswith("="):
        sheet.write(row, column, xlwt.Formula(cell[1:]))
    elif cell is not None:
        sheet.write(row, column, cell, styles.get(type(cell), xlwt.Style.default_style))


def xlsx(records: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for cells in records:
        book.worksheets[0].append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(tmp_path: Path, content: bytes, name: str = "旧.xls", limits: Limits = LIMITS) -> ReadError:
    """What is said of a file that cannot be read; within 20 seconds, and nothing of it stays."""
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        upload(tmp_path, content, name, limits)
    assert time.monotonic() - started < 20
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]
    return error.value


CELLS: list[tuple[object, str | None]] = [
    ("00123", "00123"),
    ("张三 🍵", "张三 🍵"),
    (17850.0, "17850"),
    (2.55, "2.55"),
    (-3, "-3"),
    (1e-7, "0.0000001"),
    (0.1 + 0.2, "0.3"),
    (123456.75, "123456.75"),
    (999999999999999, "999999999999999"),
    ("123456789012345678", "123456789012345678"),
    (datetime(2024, 3, 5, 10, 30), "2024-03-05 10:30:00"),
    (date(2024, 3, 5), "2024-03-05 00:00:00"),
    (clock(10, 30), "10:30:00"),
    (True, "true"),
    (False, "false"),
    ("#N/A", None),
    ("   ", None),
    ("line\nbreak", "line\nbreak"),
    ("=1+1", None),
    ("x" * 32_767, "x" * 32_767),
    ("end", "end"),
]


def test_cells_read_as_those_of_a_new_workbook(tmp_path: Path) -> None:
    records = [["kind", "cell"], *[[str(number), cell] for number, (cell, _) in enumerate(CELLS)]]
    [old] = upload(tmp_path, xls({"a": records}), "a.xls")
    found = rows(old, tmp_path)
    assert [cell for _, cell in found] == [text for _, text in CELLS]
    assert (old.header, old.header_row, old.format, old.encoding, old.delimiter) == (("kind", "cell"), 1, "parquet", "utf-8", "")
    [new] = upload(tmp_path, xlsx(records), "a.xlsx")
    assert found == rows(new, tmp_path)


def test_sheets_of_an_old_workbook(tmp_path: Path) -> None:
    content = xls(
        {
            "订单": [["id", "id", None], ["1", "2", "3"]],
            "nothing": [],
            "only names": [["a", "b"]],
            "secret": [["a"], ["b"]],
            "very secret": [["a"], ["b"]],
            "客户": [[], [None, "a"], [None, "b"], [], [None, "c"]],
        },
        {"secret": 1, "very secret": 2},
    )
    sheets = upload(tmp_path, content, "店.xls")
    assert [(sheet.name, sheet.header[-1], sheet.header_row, sheet.rows) for sheet in sheets] == [("订单", "", 1, 1), ("客户", "a", 2, 3)]
    assert sheets.skipped == (("nothing", "empty"), ("only names", "header_only"), ("secret", "hidden"), ("very secret", "hidden"))
    assert rows(sheets[0], tmp_path) == [("1", "2", "3")]
    assert [row[-1] for row in rows(sheets[1], tmp_path)] == ["b", None, "c"]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv"])
def test_an_old_workbook_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    [sheet] = upload(tmp_path, xls({"a": [["x"], ["1"]]}), name)
    assert rows(sheet, tmp_path) == [("1",)]


def test_a_new_workbook_named_xls(tmp_path: Path) -> None:
    [sheet] = upload(tmp_path, xlsx([["x"], ["1"]]), "a.xls")
    assert rows(sheet, tmp_path) == [("1",)]


def test_moments(tmp_path: Path) -> None:
    """Half a second; the leap day that only Lotus knew; what is no day stays a number."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "at")
    for row, number in enumerate((45_356.43750578704, 61.0, 0.75, -1.0, 1e9), 1):
        sheet.write(row, 0, number, MOMENT)
    out = io.BytesIO()
    book.save(out)
    [found] = upload(tmp_path, out.getvalue(), "a.xls")
    assert [cell for (cell,) in rows(found, tmp_path)] == ["2024-03-05 10:30:00.500", "1900-03-01 00:00:00", "18:00:00", "-1", "1000000000"]


def test_dates_since_1904(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "at")
    sheet.write(1, 0, datetime(2024, 3, 5, 10, 30), MOMENT)
    out = io.BytesIO()
    book.save(out)
    [found] = upload(tmp_path, out.getvalue(), "a.xls")
    assert rows(found, tmp_path) == [("2024-03-05 10:30:00",)]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1e21, "1" + "0" * 21),
        (-2.5, "-2.5"),
        (1 / 3, "0.333333333333333"),
        (1.5e-12, "0.0000000000015"),
        (4.35, "4.35"),
        (2.0**53, "9007199254740992"),
        (1.23456789012345e18, "1234567890123450000"),
    ],
)
def test_numbers(number: float, text: str) -> None:
    assert number_text(number) == text
    assert number_text(float("nan")) is number_text(float("inf")) is None


@pytest.mark.parametrize("rich", [False, True])
@pytest.mark.parametrize(
    ("page", "codec", "said"),
    [(936, "gbk", "gbk"), (950, "big5", "cp950"), (None, "gbk", "gb18030"), (1252, "gbk", "gb18030"), (1252, "big5", "big5")],
)
def test_code_pages_of_excel_95(tmp_path: Path, page: int | None, codec: str, said: str, rich: bool) -> None:
    """Also those that a file names wrongly or not at all, and text with fonts within a cell."""
    table = [["姓名", "城市", "amount"], ["王小明", "台北市", 12.5], ["林文山", None, 1000.0], ["ABC", "高雄", 0.1]]
    cells = [[cell.encode(codec) if isinstance(cell, str) else cell for cell in record] for record in table]
    [sheet] = upload(tmp_path, container(excel_95(("名單".encode(codec), cells), page=page, rich=rich), "Book"), "a.xls")
    assert (sheet.name, sheet.header, sheet.encoding) == ("名單", ("姓名", "城市", "amount"), said)
    assert rows(sheet, tmp_path) == [("王小明", "台北市", "12.5"), ("林文山", None, "1000"), ("ABC", "高雄", "0.1")]


@pytest.mark.parametrize(
    ("page", "codec", "names"),
    [(1252, "cp1252", ["José", "Müller", "£5"]), (1251, "cp1251", ["Иван Петров", "Москва", "я"]), (1252, "ascii", ["Ann", "Bob", "c"])],
)
def test_western_and_cyrillic_code_pages(tmp_path: Path, page: int, codec: str, names: list[str]) -> None:
    cells: list[list[bytes | float | None]] = [[b"name"], *[[name.encode(codec)] for name in names]]
    [sheet] = upload(tmp_path, container(excel_95((b"a", cells), page=page), "Book"), "a.xls")
    assert [name for (name,) in rows(sheet, tmp_path)] == names


def test_hidden_sheets_and_dates_of_excel_95(tmp_path: Path) -> None:
    stream = excel_95((gbk("秘密")[0], [gbk("a"), gbk("b")]), ("订单".encode("gbk"), [gbk("编号", "at"), gbk("甲", 45_356.0)]), hidden=[0])
    sheets = upload(tmp_path, container(stream, "Book"), "a.xls")
    assert sheets.skipped == (("秘密", "hidden"),)
    assert rows(sheets[0], tmp_path) == [("甲", "2024-03-05 00:00:00")]


@pytest.mark.parametrize("long", [3, 20_000])
def test_a_file_of_excel_2_without_a_container(tmp_path: Path, long: int) -> None:
    """Small exporters write it to this day, with more rows than Excel 2.1 had."""
    [sheet] = upload(tmp_path, excel_2([gbk("客户", "amount"), *[gbk(f"张{number}", number + 0.5) for number in range(long)]]), "a.xls")
    assert (sheet.name, sheet.header, sheet.encoding, sheet.rows) == ("", ("客户", "amount"), "gb18030", long)
    assert rows(sheet, tmp_path)[-1] == (f"张{long - 1}", f"{long - 1}.5")


NOISE = random.Random(1).randbytes(20_000)  # noqa: S311 - noise, no secret
GOOD = container(excel_95((b"a", [gbk("客户", "amount"), *[gbk(f"张{number}", float(number)) for number in range(300)]])), "Book")


def circular() -> bytes:
    """A container whose directory names each entry twice: whoever follows both sides visits the last one 2 to the 60th time."""
    entries = [entry("Book", 2, 17, 4096, left=number + 1, right=number + 1) for number in range(1, 60)]
    return container(GOOD[2_000:6_000], directory=entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + b"".join(entries) + entry("Book", 2, 17, 4096))


@pytest.mark.parametrize(
    ("content", "code", "details"),
    [
        pytest.param(
            lambda: container(excel_95((b"a", [gbk("a"), gbk("b")]), before=record(0x2F, bytes(6))), "Book"), "encrypted", {}, id="password 95"
        ),
        pytest.param(lambda: _encrypted(), "encrypted", {}, id="password 97"),
        pytest.param(lambda: xls({"a": [["x"], ["1"]]})[:-700], "damaged", {}, id="cut at its end"),
        pytest.param(lambda: GOOD[:3_000], "damaged", {}, id="cut in its sheet"),
        pytest.param(lambda: GOOD[:700], "damaged", {}, id="cut in its tables"),
        pytest.param(lambda: GOOD[:8] + NOISE, "damaged", {"kind": "ole"}, id="noise after the signature"),
        pytest.param(lambda: GOOD[:2_000] + NOISE[:9_000], "damaged", {"kind": "workbook"}, id="noise in the sheet"),
        pytest.param(lambda: GOOD[:512] + b"\0" * 9_000, "damaged", {"kind": "ole"}, id="zeros after the header"),
        pytest.param(circular, "damaged", {"kind": "workbook"}, id="directory in circles"),
        pytest.param(lambda: container(bytes(5_000), "WordDocument"), "not_a_workbook", {"kind": "ole"}, id="Word"),
        pytest.param(lambda: container(GOOD, "__substg1.0_37010102"), "not_a_workbook", {"kind": "ole"}, id="mail with a workbook in it"),
        pytest.param(lambda: container(bytes(5_000), "PowerPoint Document"), "not_a_workbook", {"kind": "ole"}, id="PowerPoint"),
        pytest.param(lambda: container(b"", "Workbook"), "damaged", {"kind": "workbook"}, id="no record"),
        pytest.param(lambda: container(excel_95((b"a", [])), "Book"), "empty", {}, id="no cell"),
        pytest.param(lambda: container(excel_95((b"a", [gbk("id", "amount")])), "Book"), "header_only", {"columns": 2}, id="names alone"),
        pytest.param(lambda: xls({"a": [["x"], ["1" * 20_000]]}), "too_large", {"sheet": "a"}, id="long cell"),
        pytest.param(lambda: b"%PDF-1.4", "not_a_workbook", {"kind": "pdf"}, id="PDF"),
        pytest.param(lambda: b"MIME-Version: 1.0\r\n", "not_a_workbook", {"kind": "mhtml"}, id="web archive"),
    ],
)
def test_refused(tmp_path: Path, content: Callable[[], bytes], code: str, details: dict[str, str | int]) -> None:
    limits = replace(LIMITS, record=10_000) if code == "too_large" else LIMITS
    error = refused(tmp_path, content(), limits=limits)
    assert error.code == code
    assert error.details.items() >= {"file": "旧.xls", **details}.items()


def _encrypted() -> bytes:
    """A workbook of Excel 97 whose second record says that the rest is encrypted."""
    content = xls({"a": [["x"], ["1"]]})
    start = content.index(record(0xE1, b"\xb0\x04"))
    return content[:start] + record(0x2F, b"\1\0")[:6] + content[start + 6 :]


def test_a_damaged_sheet_spoils_the_file(tmp_path: Path) -> None:
    """Rather than half of the rows nothing goes in."""
    stream = excel_95((b"first", [gbk("id"), gbk("1")]), (b"second", [gbk("id"), gbk("2")]))
    cut = stream[:-4] + record(0x204, b"\0")
    assert refused(tmp_path, container(cut, "Book")).code == "damaged"


def test_names_that_share_a_sheet_are_refused(tmp_path: Path) -> None:
    """Or a small file could have one large sheet read thousands of times."""
    stream = bytearray(excel_95((b"a", [gbk("id"), gbk("1")]), (b"b", [gbk("id"), gbk("2")])))
    first, second = (stream.index(name) - 7 for name in (b"\x01a", b"\x01b"))
    stream[second + 1 : second + 5] = stream[first + 1 : first + 5]
    assert refused(tmp_path, container(bytes(stream), "Book")).code == "damaged"


@pytest.mark.parametrize("content", [GOOD, xls({"a": [["客户", "amount"], *[[f"张{n}", n] for n in range(300)]]})], ids=["95", "97"])
def test_a_cut_or_garbled_file_never_gives_fewer_rows(tmp_path: Path, content: bytes) -> None:
    """Cut anywhere, a file is refused or all of it is there; garbled, it is refused or still a table of text."""
    lots = random.Random(7)  # noqa: S311 - which bytes to garble is no secret
    for attempt in range(200):
        broken = bytearray(content[: lots.randrange(1, len(content))] if attempt % 2 else content)
        if not attempt % 2:
            start, length = lots.randrange(len(broken)), lots.randrange(1, 60)
            broken[start : start + length] = lots.randbytes(length)
        path, folder = tmp_path / "upload", tmp_path / f"sheets-{attempt}"
        path.write_bytes(broken)
        folder.mkdir()
        try:
            sheets = parse(path, "a.xls", tmp_path, folder, LIMITS)
        except ReadError as error:
            assert error.code in ("damaged", "not_a_workbook", "empty", "header_only", "encrypted")
            continue
        if attempt % 2:
            assert [sheet.rows for sheet in sheets] == [300]
        assert all(isinstance(cell, str | None) for sheet in sheets for record in sheet.sample for cell in record)


def test_a_sheet_of_corners_alone(tmp_path: Path) -> None:
    """One cell in the last column of each of 65,536 rows: the widest sheet that a megabyte can declare."""
    cells: list[list[bytes | float | None]] = [[None] * 255 + [float(row % 9)] for row in range(65_536)]
    content = container(excel_95((b"a", cells)), "Book")
    started = time.monotonic()
    [sheet] = upload(tmp_path, content, "a.xls")
    assert (sheet.rows, sheet.header[-1]) == (65_535, "0")
    assert time.monotonic() - started < 40
    (tmp_path / "again").mkdir()
    assert refused(tmp_path / "again", content, limits=replace(LIMITS, cells=1_000_000)).code == "too_large"


def test_a_full_sheet_loses_no_row(tmp_path: Path) -> None:
    records = [[f"SO{row:07}", row % 997, row / 4, f"备注 {row}" if row % 3 else None] for row in range(65_535)]
    [sheet] = upload(tmp_path, xls({"订单": [["订单编号", "客户编号", "金额", "备注"], *records]}), "订单.xls")
    assert (sheet.rows, len(sheet.sample)) == (65_535, 1_000)
    wanted = [(order, str(customer), f"{amount:.15g}", note) for order, customer, amount, note in records]
    assert rows(sheet, tmp_path) == wanted
