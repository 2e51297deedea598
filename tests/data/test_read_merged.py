"""Merged cells of a workbook: groups reach over exactly their columns, names over all of their rows, amounts are not multiplied."""

import io
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.read import Sheet
from tests.data.odd_books import GOOD, parts_of, with_parts
from tests.data.reading import rows
from tests.data.test_region import parsed


def made(draw: Callable[[Worksheet], object]) -> bytes:
    """A workbook of one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        draw(book.add_worksheet("a"))
    return out.getvalue()


def lines(sheet: Worksheet, top: int, left: int, *records: tuple[str | float | None, ...]) -> None:
    for row, record in enumerate(records, top):
        for column, cell in enumerate(record, left):
            sheet.write(row, column, cell)


def only(folder: Path, content: bytes) -> Sheet:
    [sheet] = parsed(folder, content, "a.xlsx")
    return sheet


def test_groups_reach_over_exactly_the_columns_that_are_merged(tmp_path: Path) -> None:
    """Nothing stands in column A and row 1: columns are counted from the first that says something."""

    def draw(sheet: Worksheet) -> None:
        sheet.merge_range("B2:C2", "订单")
        sheet.merge_range("E2:F2", "客户")
        lines(sheet, 2, 1, ("编号", "金额", "备注", "姓名", "电话"), *((f"A{n}", 5.5, "x", "张三", "138") for n in range(3)))

    sheet = only(tmp_path, made(draw))
    assert (sheet.header, sheet.header_row, sheet.header_rows) == (("订单 编号", "订单 金额", "备注", "客户 姓名", "客户 电话"), 2, 2)


def test_what_is_merged_down_rows_is_said_of_each_but_amounts_are_one(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        lines(sheet, 0, 0, ("客户编号", "客户", "日期", "商品", "金额"))
        for top, bottom, customer in ((1, 3, 1001), (4, 5, 1002)):
            sheet.merge_range(top, 0, bottom, 0, customer)
            sheet.merge_range(top, 1, bottom, 1, f"客户{customer}")
            sheet.merge_range(top, 4, bottom, 4, 99.5)
            lines(sheet, top, 2, *((f"2024-01-0{n + 1}", "茶") for n in range(bottom - top + 1)))
        lines(sheet, 6, 0, ("合计", None, None, None, 199))

    sheet = only(tmp_path, made(draw))
    assert (sheet.rows, sheet.spread, sheet.below) == (5, 6, ("合计 · 199",))
    first, second = ("1001", "客户1001"), ("1002", "客户1002")
    wanted = [(*first, "99.5"), (*first, None), (*first, None), (*second, "99.5"), (*second, None)]
    assert [(row[0], row[1], row[4]) for row in rows(sheet, tmp_path)] == wanted


def test_blank_rows_below_a_merged_cell_stay_blank(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        lines(
            sheet,
            0,
            0,
            ("customer", "day", "amount"),
            ("Ann", "2024-01-01", 5),
            (None, None, None),
            (None, "2024-01-02", 6),
            ("Bob", "2024-01-03", 7),
        )
        sheet.merge_range(1, 0, 3, 0, "Ann")

    sheet = only(tmp_path, made(draw))
    assert ([row[0] for row in rows(sheet, tmp_path)], sheet.spread) == (["Ann", None, "Ann", "Bob"], 1)


def test_a_title_over_all_columns_and_a_signature_stay_outside(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet.merge_range("A1:C1", "五月订单")
        lines(sheet, 1, 0, ("编号", "日期", "金额"), *((f"A{n}", f"2024-05-0{n + 1}", 5) for n in range(3)))
        sheet.merge_range("A5:A6", "A2")
        sheet.merge_range("A8:C9", "制表人：王五")

    sheet = only(tmp_path, made(draw))
    assert (sheet.header, sheet.header_row, sheet.rows, sheet.above, sheet.below) == (
        ("编号", "日期", "金额"),
        2,
        3,
        ("五月订单",),
        ("制表人：王五",),
    )


def merging(ranges: str) -> bytes:
    """The good workbook with these merged ranges, whether they make sense or not."""
    parts = parts_of(GOOD)
    listed = f"</sheetData><mergeCells>{ranges}</mergeCells>"
    name = "xl/worksheets/sheet1.xml"
    return with_parts({name: str(parts[name]).replace("</sheetData>", listed)})


def test_ranges_that_make_no_sense_change_nothing(tmp_path: Path) -> None:
    wild = ["A2:A1048576", "ZZZ1:ZZZ9999999", "A9:A2", "A2:XFD1048576", "B0:B0", "A1:E1"]
    everywhere = [f"{column}{top}:{column}{top + deep}" for column in "ABCDE" for top in range(2, 5) for deep in range(400)]
    for ranges in (wild, everywhere, ["A2:A3"] * 100_001, ["A2:A3' onload='x", "A2"]):
        sheet = only(tmp_path, merging("".join(f'<mergeCell ref="{one}"/>' for one in ranges)))
        assert (sheet.rows, sheet.spread, [row[0] for row in rows(sheet, tmp_path)]) == (3, 0, ["A1", "A2", "A3"])
