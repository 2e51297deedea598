"""Several tables on a worksheet, every kind of file, a user's own word, and tables that come back from among titles and notes."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from data.headers import scale_of
from data.parse_columns import _with_totals
from data.read import LIMITS, ReadError, read
from data.region import Found, Region, letters, tables
from data.region_blocks import blocks_of
from data.region_cells import filled, kind
from data.region_header import Header
from data.region_looks import Row
from data.region_totals import totals_among
from data.workspace import Workspace
from exports.tables import csv_bytes, xlsx_bytes
from tests.data.loading import staged
from tests.data.reading import rows, upload
from tests.data.test_read_disguises import book, worksheet
from tests.data.test_read_disguises import data as xml_cell
from tests.data.test_read_other_books import cell as ods_cell
from tests.data.test_read_other_books import ods, row, table, xlsb
from tests.data.test_region import book_of, parsed, text_of

ORDERS = [["编号", "日期", "金额"], *([f"A{n}", f"2024-05-{n + 10}", f"{n}.5"] for n in range(8))]
PEOPLE = [["姓名", "电话"], ["张三", "138001"], ["李四", "139002"], ["王五", "137003"]]
TRADITIONAL = str.maketrans("编号报计备税额", "編號報計備稅額")
TITLED = [["五月报表"], [], *ORDERS, ["合计", "", "32"], [], ["备注：含税"]]


def found(grid: list[list[str]], **regions: Region) -> list[Found]:
    """The tables of a grid."""
    said = [(number, cells) for number, cells in enumerate(grid, 1) if filled(cells)]
    return tables(blocks_of(said), "", {name.replace("_", "#"): region for name, region in regions.items()}, {p for _, c in said for p in filled(c)})


def beside(*grids: list[list[str]]) -> list[list[str]]:
    """Grids side by side, a blank column between."""
    height = max(map(len, grids))
    parts = [[[*line, ""] for line in [*grid, *[[""] * len(grid[0])] * (height - len(grid))]] for grid in grids]
    return [sum(lines, []) for lines in zip(*parts, strict=True)]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_tables_below_each_other(tmp_path: Path, name: str) -> None:
    grid = [["五月订单"], *ORDERS, ["合计", "", "32"], [], ["客户"], *PEOPLE, [], ["备注：a"]]
    content = book_of(grid, "五月") if name == "a.xlsx" else text_of(grid, ragged=True)
    one, two = parsed(tmp_path, content, name)
    title = "五月" if name == "a.xlsx" else ""
    assert (one.name, one.header, one.header_row, one.rows, one.above, one.below) == (title, tuple(ORDERS[0]), 2, 8, ("五月订单",), ("合计 · 32",))
    assert (two.name, two.header, two.header_row, two.rows, two.above) == (f"{title} #2".strip(), tuple(PEOPLE[0]), 14, 3, ("客户",))
    assert (rows(one, tmp_path), rows(two, tmp_path)) == ([tuple(line) for line in ORDERS[1:]], [tuple(line) for line in PEOPLE[1:]])
    assert (two.below, two.shown_row, two.shown[:2]) == (("备注：a",), 13, (("客户",), ("姓名", "电话")) if name == "a.csv" else two.shown[:2])


def test_the_larger_table_bears_the_name(tmp_path: Path) -> None:
    two, one = parsed(tmp_path, book_of([*PEOPLE, [], *ORDERS], "五月"), "a.xlsx")
    assert (one.name, one.header, two.name, two.header) == ("五月", tuple(ORDERS[0]), "五月 #2", tuple(PEOPLE[0]))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_tables_beside_each_other(tmp_path: Path, name: str) -> None:
    grid = beside(ORDERS, PEOPLE)
    one, two = parsed(tmp_path, book_of(grid) if name == "a.xlsx" else text_of(grid, ragged=False), name)
    assert (one.header, one.rows, two.header, two.rows) == (tuple(ORDERS[0]), 8, tuple(PEOPLE[0]), 3)
    assert (rows(one, tmp_path), rows(two, tmp_path)) == ([tuple(line) for line in ORDERS[1:]], [tuple(line) for line in PEOPLE[1:]])


def test_a_blank_column_alone_parts_no_table() -> None:
    """The same rows and other names on both sides are one table with a gap."""
    [one] = found(beside(ORDERS[:4], PEOPLE))
    assert one.header.names == ("编号", "日期", "金额", "", "姓名", "电话", "")


def test_names_again_on_the_next_page_are_no_table_of_their_own() -> None:
    [one] = found([*ORDERS, [], *ORDERS])
    assert (one.first, one.last) == (2, 19)


def test_cells_far_down_between_two_tables_are_not_lost() -> None:
    """What was not looked at may lie between the tables: then they stay one."""
    grid = beside([["a", "b"], *([str(n), str(n + 1)] for n in range(300))], [["a", "b"], *([str(n), str(n + 1)] for n in range(299))])
    assert len(found(grid)) == 2
    grid[150][2] = "here"
    [one] = found(grid)
    assert (one.first, one.last) == (2, 301)


def xls(grid: list[list[str]]) -> bytes:
    made, out = xlwt.Workbook(), io.BytesIO()
    page = made.add_sheet("a")
    for number, line in enumerate(grid):
        for column, text in enumerate(line):
            page.write(number, column, text)
    made.save(out)
    return out.getvalue()


def page(grid: list[list[str]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in grid)
    return f"<html><table>{cells}</table></html>".encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", text_of(TITLED, ragged=True)),
        ("semicolons.csv", text_of(TITLED, ragged=True).replace(b",", b";")),
        ("few.csv", text_of([["Report"], ["May"], ["by me"], [], *TITLED[:5]], ragged=True).replace(b",", b";")),
        ("a.txt", text_of(TITLED, ragged=True).replace(b",", b"\t").decode().encode("utf-16")),
        ("big5.csv", text_of(TITLED, ragged=True).decode().translate(TRADITIONAL).encode("big5")),
        ("a.xlsx", book_of(TITLED)),
        ("a.xls", xls(TITLED)),
        ("page.xls", page(TITLED)),
        ("xml.xls", book(worksheet("a", *("".join(map(xml_cell, line)) or "<Cell/>" for line in TITLED))).encode()),
        ("a.ods", ods(table("a", *(row(*map(ods_cell, line)) for line in TITLED)))),
        ("a.xlsb", xlsb({"a": [list(line) for line in TITLED if line]})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_every_kind_of_file(tmp_path: Path, name: str, content: bytes) -> None:
    [sheet] = parsed(tmp_path, content, name)
    assert sheet.header[1:2] == ("日期",) and len(sheet.header) == 3
    few = name == "few.csv"
    assert sheet.header_row == {"few.csv": 7, "a.xlsb": 2}.get(name, 3)
    assert rows(sheet, tmp_path) == [tuple(line) for line in (ORDERS[1:3] if few else ORDERS[1:])]
    assert (sheet.left_above, sheet.left_below) == ((4, 0) if few else (1, 2))


def test_a_survey_in_parquet_has_no_titles(tmp_path: Path) -> None:
    out = io.BytesIO()
    pd.DataFrame({"x": ["报表", "编号", "1"], "y": [None, "金额", "2"]}).to_parquet(out)
    [sheet] = upload(tmp_path, out.getvalue(), "a.parquet")
    assert (sheet.header, sheet.header_row, sheet.rows, sheet.shown) == (("x", "y"), 1, 3, ())


MOVED = [
    (Region(header=3), (3, 1, 4, 11)),
    (Region(header=1), (1, 1, 2, 11)),
    (Region(header=0), (3, 0, 3, 11)),
    (Region(header=5), (5, 1, 6, 11)),
    (Region(lines=2), (3, 2, 5, 11)),
    (Region(header=3, last=12), (3, 1, 4, 12)),
    (Region(last=7), (3, 1, 4, 7)),
    (Region(last=99), (3, 1, 4, 14)),
]


@pytest.mark.parametrize(("region", "wanted"), MOVED, ids=str)
def test_the_user_knows_better(tmp_path: Path, region: Region, wanted: tuple[int, int, int, int]) -> None:
    for name, content in (("a.csv", text_of(TITLED, ragged=True)), ("even.csv", text_of(TITLED, ragged=False)), ("a.xlsx", book_of(TITLED))):
        key = "a" if name == "a.xlsx" else ""
        [sheet] = parsed(tmp_path, content, name, {key: region})
        assert (name, sheet.header_row, sheet.header_rows, sheet.first_row, sheet.first_row + sheet.rows - 1) == (name, *wanted)
        lines = [[*line, "", "", ""][:3] for line in TITLED]
        assert rows(sheet, tmp_path) == [tuple(text or None for text in line[: len(sheet.header)]) for line in lines[wanted[2] - 1 : wanted[3]]]
        if region == Region(header=0):
            assert sheet.header == ("A", "B", "C")
        if region == Region(lines=2):
            assert sheet.header == ("A0", "2024-05-10", "0.5")


def test_a_table_that_takes_in_the_next_one(tmp_path: Path) -> None:
    grid = [*ORDERS, [], *PEOPLE]
    [one] = parsed(tmp_path, book_of(grid, "a"), "a.xlsx", {"a": Region(last=14)})
    assert (one.name, one.rows) == ("a", 13)
    first, second = parsed(tmp_path, book_of(grid, "a"), "a.xlsx", {"a #2": Region(header=12)})
    assert (first.rows, second.name, second.header, second.rows) == (8, "a #2", ("张三", "138001"), 2)


def test_a_place_beyond_the_file_has_no_records(tmp_path: Path) -> None:
    for name, content in (("a.csv", text_of(ORDERS, ragged=True)), ("a.xlsx", book_of(ORDERS))):
        with pytest.raises(ReadError) as error:
            parsed(tmp_path, content, name, {"a" if name == "a.xlsx" else "": Region(header=80)})
        assert error.value.code == "header_only"


def test_regions_reach_the_reading_process(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(text_of(ORDERS, ragged=True))
    [sheet] = read(tmp_path / "upload", "a.csv", tmp_path, LIMITS, {"": Region(header=0)})
    assert (sheet.header, sheet.rows, sheet.row("0")) == (("A", "B", "C"), 9, "0 // 1 + 1")


def test_problems_name_the_rows_of_the_file(workspace: Workspace) -> None:
    """Row 3 is the header, row 4 its units, row 6 the bad one."""
    text = "五月,,,\n,,,\n订单编号,客户编号,下单时间,金额\n,,yyyy-mm-dd,元\nA1,C1,2024-05-01,5\nA2,C2,nonsense,6\nA3,C3,2024-05-03,7\n合计,,,18\n"
    report, sheet, _ = staged(workspace, text)
    assert sheet.header == ("订单编号", "客户编号", "下单时间", "金额(元)")
    assert ({problem.row for problem in report.problems}, report.rows_read, report.rows_stored) == ({6}, 3, 2)


def test_a_unit_multiplies(workspace: Workspace) -> None:
    text = "订单编号,客户编号,下单时间,金额\n,,,万元\nA1,C1,2024-05-01,5\nA2,C2,2024-05-02,6\n"
    report, sheet, _ = staged(workspace, text)
    assert (sheet.header[3], scale_of(sheet.header[3]), report.total) == ("金额(万元)", 10_000, 110_000)


def test_what_is_shown_is_what_stands_in_the_file(tmp_path: Path) -> None:
    [sheet] = parsed(tmp_path, text_of(TITLED, ragged=True), "a.csv")
    assert (sheet.shown_row, len(sheet.shown), sheet.shown[0], sheet.shown[1], sheet.shown[2]) == (1, 12, ("五月报表",), (), tuple(ORDERS[0]))


def test_a_large_clean_file_under_titles_stays_where_it_is(tmp_path: Path) -> None:
    lines = "".join(f"A{n},2024-05-01,{n}.5\n" for n in range(60_000))
    content = f"报表\n导出时间：2024\n\n编号,日期,金额\n{lines}合计,,1\n\n备注：a\n".encode()
    [sheet] = upload(tmp_path, content, "a.csv")
    assert (sheet.header, sheet.header_row, sheet.rows, sheet.skip, sheet.below) == (("编号", "日期", "金额"), 4, 60_000, 4, ("合计 · 1", "备注：a"))
    fetched = rows(sheet, tmp_path)
    assert (fetched[0], fetched[-1]) == (("A0", "2024-05-01", "0.5"), ("A59999", "2024-05-01", "59999.5"))
    [sheet] = upload(tmp_path, content.rpartition("合计".encode())[0], "a.csv")
    assert (sheet.path, sheet.rows) == (tmp_path / "upload", 60_000)


DAYS = "订单|客户|日期|金额\nA1|C1|2024-05-01|5\nA2||2024-05-01|6\n||2024-05-01|11\nA3|C1|2024-05-02|7\nA4|C2|2024-05-02|1\n"
SUBTOTALS = [
    ("by city", "编号|城市|金额\nA1|北京|5\nA2|北京|6\n小计||11\nA3|上海|7\n小计||7\n合计||18", (4,), 2),
    ("Excel's own", "region|shop|amount\nNorth|a|5\nNorth|b|6\nNorth Total||11\nSouth|c|7\nSouth Total||7\nGrand Total||18", (4, 6), 1),
    ("Excel's own, Chinese", "区域|门店|金额\n北京|a|5\n北京|b|6\n北京 汇总||11\n上海|c|7\n上海 汇总||7\n总计||18", (4, 6), 1),
    ("nothing blank", "channel|amount\nweb|5\nshop|6\n小计|11\nb|1\nc|2\n小计|3\nd|1", (4, 7), 0),
    ("dated", "id|day|amount\n1|2024-12-01|5\n2|2024-12-02|6\nSubtotal|2024-12-02|11\n3|2024-12-03|1", (4,), 0),
    ("of totals", "店|金额\na|5\nb|6\n小计|11\nc|1\nd|2\n小计|3\n合计|14\ne|8", (4, 7, 8), 0),
    ("after each name", "shop|day|amount\na|2024-12-01|5.5\na|2024-12-02|6.25\nTotal a||11.75\nb|2024-12-03|1", (4,), 0),
    ("first of all", "channel|amount\nTotal|11\nweb|5\nshop|6", (2,), 0),
    ("names again", "id|day|amount\n1|2024-01-01|5\nid|day|amount\n2|2024-01-02|6", (3,), 0),
    ("names and totals on each page", "编号|城市|金额\nA1|北京|5\n小计||5\n编号|城市|金额\nA2|上海|6\n小计||6\n总计||11", (3, 4), 2),
    ("rounded", "id|name|amount\n1|a|5.333\n2|b|6.333\nTotal||11.67\n3|c|1", (4,), 0),
    ("customers of such names", "customer|amount\nAnn|5\nTotal Wine|5\nTotal Wine|11\nCy|7\nDi|2\nTotal Fina|9\nEd|1", (), 0),
    ("a product of such a name", "商品|金额\n杯子|5\n纸|6\n合计|7\n笔|8", (), 0),
    ("days without a word", f"{DAYS}||2024-05-02|8", (4, 7), 0),
    ("days, and all of them", f"{DAYS}||2024-05-02|8\n|||19", (4, 7, 8), 0),
    ("days, one that is wrong", f"{DAYS}||2024-05-02|9", (), 0),
    ("days, the last without a sum", f"{DAYS}A5|C1|2024-05-03|8", (), 0),
    ("days, and a sale to nobody", f"{DAYS}||2024-05-02|8\n||2024-05-03|4", (), 0),
    ("days, one with one sale", f"{DAYS}||2024-05-02|8\nA5|C1|2024-05-03|4\n||2024-05-03|4", (4, 7, 9), 0),
    ("days, one with one sale among them", "id|who|n|amount\n1|a|1|5\n2|b|2|6\n||3|11\n3|a|1|7\n||1|7\n4|b|1|8\n5|b|2|9\n||3|17", (4, 6, 9), 0),
    ("one day of several sales", f"{DAYS.rsplit('A4', 1)[0]}||2024-05-02|7\nA4|C1|2024-05-03|8\n||2024-05-03|8", (), 0),
    ("one sale a day, and one to nobody", "id|who|day|amount\n1|a|1 Mar 2024|5\n||1 Mar 2024|5\n2|b|2 Mar 2024|6\n||2 Mar 2024|6", (), 0),
    ("shops without a word", "shop|id|at|n|amount\na|1|2024-05-01 10:30|1|5\na|2|2024-05-01 11:30|3|6\na||2024-05-01|4|11\n"
     "b|3|2024-05-01 10:30|1|1\nb|4|2024-05-02 10:30|2|2.5\nb||2024-05-02|3|3.5", (4, 7), 0),
    ("a sum and no word", "customer|amount\nAnn|5\nBob|6\nCy|11\nDi|2", (), 0),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "totals", "below"), [case[1:] for case in SUBTOTALS], ids=[case[0] for case in SUBTOTALS])
def test_totals_among_the_records_are_told_and_stand_blank(tmp_path: Path, lines: str, totals: tuple[int, ...], below: int) -> None:
    grid = [line.split("|") for line in lines.split("\n")]
    for name, content in (("a.csv", text_of(grid, ragged=False)), ("a.xlsx", book_of(grid))):
        [sheet] = parsed(tmp_path, content, name)
        assert (name, sheet.totals, sheet.left_within, sheet.left_below) == (name, totals, len(totals), below)
        assert sheet.within == tuple(" · ".join(filter(None, grid[row - 1])) for row in totals)
        blank = (None,) * len(grid[0])
        wanted = [blank if row in totals else tuple(cell or None for cell in cells) for row, cells in enumerate(grid[1 : len(grid) - below], 2)]
        assert rows(sheet, tmp_path) == wanted
        [kept] = parsed(tmp_path, content, name, {sheet.name: Region(totals=True)})
        assert (kept.totals, None in [record[-1] for record in rows(kept, tmp_path)]) == ((), False)


def test_subtotals_are_no_sales(workspace: Workspace) -> None:
    text = "订单编号,客户编号,下单时间,金额\nA1,C1,2024-05-01,5\nA2,C2,2024-05-02,6\n小计,,2024-05-02,11\nA3,C3,2024-05-03,7\n合计,,2024-05-31,18\n"
    report, sheet, _ = staged(workspace, text)
    assert (report.rows_read, report.rows_stored, report.total, sheet.left_within, sheet.left_below) == (3, 3, 18, 1, 1)


@settings(max_examples=50, deadline=None)
@given(
    groups=st.lists(st.lists(st.integers(1, 999), min_size=1, max_size=6), min_size=1, max_size=6),
    word=st.sampled_from(["小计", "Subtotal", "G Total"]),
)
def test_every_subtotal_is_found_and_no_record_lost(groups: list[list[int]], word: str) -> None:
    lines = [[cells for n, amount in enumerate(group) for cells in [("G", f"K{n}", str(amount))]] + [(word, "", str(sum(group)))] for group in groups]
    records = list(enumerate((cells for group in lines for cells in group), 2))
    assert [row for row, _ in totals_among(records)] == [row for row, cells in records if cells[0] == word]


WORDS = st.sampled_from(["张三", "李四", "北京", "silk scarf", "A-1", "x", "Total SE", "注", "2 kg tea"])
NUMBERS = st.integers(-9_999, 99_999).map(str)
DATES = st.dates(date(2020, 1, 1), date(2024, 12, 31)).map(str)
NAMES = ["编号", "客户", "日期", "金额", "数量", "城市", "备注", "name", "Order Date", "amount", "e-mail", "VIP 等级", "电话"]
TITLES = [["报表"], ["Exported on 2024-05-01"], ["店铺：北京店"], ["导出时间：2024-05-01"], []]
NOTES = [["备注：含税"], ["Page 1 of 3"], ["合计"], ["制表人：王五"], ["12 rows selected."], []]


@st.composite
def clean(draw: st.DrawFn) -> list[list[str]]:
    """A table with a header in its first row, every cell filled."""
    width = draw(st.integers(3, 6))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=width, max_size=width, unique=True))
    kinds = draw(st.lists(st.sampled_from([WORDS, NUMBERS, DATES]), min_size=width, max_size=width))
    records = draw(st.lists(st.tuples(*kinds).map(list), min_size=2, max_size=9))
    return [names, *records]


@settings(max_examples=100, deadline=None)
@given(grid=clean(), titles=st.lists(st.sampled_from(TITLES), max_size=5), notes=st.lists(st.sampled_from(NOTES), max_size=5))
def test_a_table_comes_back_from_among_titles_and_notes(grid: list[list[str]], titles: list[list[str]], notes: list[list[str]]) -> None:
    [bare], [dressed] = found(grid), found([*titles, *grid, *notes])
    above = len(titles)
    assert (bare.header.row, bare.header.lines, bare.first, bare.last, bare.header.names) == (1, 1, 2, len(grid), tuple(grid[0]))
    assert (dressed.header.row, dressed.first, dressed.last) == (above + 1, above + 2, above + len(grid))
    assert (dressed.header.names, dressed.left_above, dressed.left_below) == (
        tuple(grid[0]),
        len(list(filter(None, titles))),
        len(list(filter(None, notes))),
    )


FRAME = pd.DataFrame(
    {
        "客户编号": ["001", "002", "003"],
        "客户名称": ["=张三", "Total SE", None],
        "金额": [1.5, 2.25, 3.0],
        "下单时间": [datetime(2024, 5, 1, 10, 30), datetime(2024, 5, 2), datetime(2024, 5, 3)],
    }
)


@pytest.mark.parametrize(("name", "content"), [("a.csv", csv_bytes(FRAME)), ("a.xlsx", xlsx_bytes(FRAME))], ids=["csv", "xlsx"])
def test_our_own_tables_come_back(tmp_path: Path, name: str, content: bytes) -> None:
    [sheet] = parsed(tmp_path, content, name)
    assert (sheet.header, sheet.header_row, sheet.rows, sheet.left_above, sheet.left_below) == (tuple(FRAME.columns), 1, 3, 0, 0)
    assert [line[0] for line in rows(sheet, tmp_path)] == ["001", "002", "003"]


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
def test_columns_are_called_as_in_a_spreadsheet(place: int, name: str) -> None:
    assert letters(place) == name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("001", "number"), ("¥1,234.50", "number"), ("(1,5)", "number"), ("12%", "number"), ("１２", "number"), ("1.2万", "number"),
        ("2024-01-05 10:30:00", "date"), ("2024年1月", "date"), ("5.3.24", "date"), ("Mar 5, 2024", "date"), ("10:30", "date"),
        ("A-001", "code"), ("a@b.cn", "code"), ("Q1", "code"), ("张三", "words"), ("-", "words"), ("  ", ""), (None, ""),
    ],
)  # fmt: skip
def test_what_a_cell_looks_like(text: str | None, wanted: str) -> None:
    assert kind(text) == wanted


def test_a_large_sheet_of_products_called_total_is_not_gone_through_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(one: Found, records: Iterator[Row]) -> Found:
        asked.append(len(list(records)))
        return one

    monkeypatch.setattr("data.parse_columns.with_totals", counted)
    columns = [[f"A{n}" for n in range(9)], ["Wine in total red"] * 9, [f"{n}.5" for n in range(9)]]
    one = Found("", Header(1, 0, ("Order", "Product", "Amount")), first=1, last=9, right=3)
    _with_totals([pa.array(column, pa.string()) for column in columns], one)
    assert asked == []
    columns[0][5], columns[1][5] = "", "Total"
    _with_totals([pa.array(column, pa.string()) for column in columns], one)
    assert asked == [9]
