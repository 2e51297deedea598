"""Hidden rows and columns of a workbook: they are read as any other, and counted, so that somebody can be told."""

import io
from pathlib import Path

import pytest
import xlwt
from xlsxwriter.worksheet import Worksheet

from data import parse_marks
from data.read import Sheet
from tests.data import biff
from tests.data.odd_books import GOOD, xlsx
from tests.data.reading import rows
from tests.data.test_read_merged import lines, made, only
from tests.data.test_read_other_books import BLANKS, cell, ods, row, table
from tests.data.test_region import parsed

HIDDEN = {"hidden": True}
RECORDS: list[tuple[str | float | None, ...]] = [("customer", "day", "note", "amount"), *((f"c{n}", f"2024-01-0{n}", "x", n) for n in range(1, 8))]


def drawn(sheet: Worksheet) -> None:
    """A title, a table from column B and row 3 on, and much that is hidden besides: rows below, columns beside."""
    sheet.write("B1", "Orders")
    lines(sheet, 2, 1, *RECORDS, ("Total", None, None, 28))
    for place in (4, 5, 8, 10, 30):  # three records, the total, and a blank row far below
        sheet.set_row(place, None, None, HIDDEN)
    sheet.set_column("A:A", None, None, HIDDEN)
    sheet.set_column("D:D", None, None, HIDDEN)
    sheet.set_column("G:XFD", None, None, HIDDEN)


def counted(sheet: Sheet) -> tuple[int, int]:
    return sheet.hidden_rows, sheet.hidden_columns


def test_hidden_records_and_columns_are_read_and_counted(tmp_path: Path) -> None:
    sheet = only(tmp_path, made(drawn))
    assert (sheet.rows, sheet.header, counted(sheet)) == (7, RECORDS[0], (3, 1))
    assert [record[0] for record in rows(sheet, tmp_path)] == [f"c{n}" for n in range(1, 8)]


def test_rows_that_a_filter_hides_are_counted(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        lines(sheet, 0, 0, *RECORDS)
        sheet.autofilter(0, 0, 7, 3)
        sheet.filter_column(0, "x == c1")
        for place in range(2, 8):
            sheet.set_row(place, None, None, HIDDEN)

    assert counted(only(tmp_path, made(draw))) == (6, 0)


def test_nothing_is_said_where_nothing_is_hidden(tmp_path: Path) -> None:
    assert counted(only(tmp_path, made(lambda sheet: lines(sheet, 0, 0, *RECORDS)))) == (0, 0)
    said = GOOD.replace("<row ", '<row hidden="false" ')  # as LibreOffice says it of each row
    assert counted(only(tmp_path, xlsx(said, around='<cols><col hidden="0" min="1" max="5"/></cols>'))) == (0, 0)


@pytest.mark.parametrize(("filtered", "found"), [("", (0, 1)), ('<sheetPr filterMode="1"/>', (2, 1))])
def test_a_large_sheet_is_looked_through_only_where_a_filter_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filtered: str, found: tuple[int, int]
) -> None:
    monkeypatch.setattr(parse_marks, "LARGEST", 100)
    hidden = GOOD.replace('<row r="2"', '<row hidden="true" r="2"').replace('<row r="4"', "<row r='4' hidden='1'")
    around = f'{filtered}<cols><col min="2" max="2" hidden="1"/></cols>'
    assert counted(only(tmp_path, xlsx(hidden, around=around))) == found


def test_hidden_rows_of_each_table_of_a_sheet(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        lines(sheet, 0, 0, *RECORDS)
        lines(sheet, 10, 0, ("product", "price"), ("tea", 5), ("pot", 9), ("cup", 3))
        sheet.set_row(2, None, None, HIDDEN)
        for place in (11, 12):
            sheet.set_row(place, None, None, HIDDEN)

    assert [(sheet.header[0], counted(sheet)) for sheet in parsed(tmp_path, made(draw), "a.xlsx")] == [("customer", (1, 0)), ("product", (2, 0))]


def test_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for title in ("a", "b"):
        sheet = book.add_sheet(title)
        for place, record in enumerate(RECORDS):
            for column, value in enumerate(record):
                sheet.write(place, column, value)
        for place in (2, 5, 6, 40):
            sheet.row(place).hidden = title == "b"
        sheet.col(1).hidden = sheet.col(9).hidden = title == "b"
    out = io.BytesIO()
    book.save(out)
    assert [counted(one) for one in parsed(tmp_path, out.getvalue(), "a.xls")] == [(0, 0), (3, 1)]
    early = biff.excel_95((b"a", [(b"id", b"amount"), *((b"x", n) for n in range(4))]))
    assert counted(parsed(tmp_path, biff.container(early, "Book"), "a.xls")[0]) == (0, 0)


def test_an_opendocument(tmp_path: Path) -> None:
    def records(*hidden: int) -> list[str]:
        texts = [row(*(cell(str(value)) for value in record)) for record in RECORDS]
        return [text.replace("<table:table-row", f'<table:table-row table:visibility="{kind}"') if place in hidden else text
                for (place, text), kind in zip(enumerate(texts), 4 * ("collapse", "filter"), strict=False)]  # fmt: skip

    plain, some = table("a", *records()), table("b", row(BLANKS, times=3), *records(2, 3, 6))
    again = table("c", records()[0], records()[1].replace('repeated="1"', 'repeated="5" table:visibility="collapse"', 1), *records()[2:])
    assert [counted(sheet) for sheet in parsed(tmp_path, ods(plain, some, again), "a.ods")] == [(0, 0), (3, 0), (5, 0)]
