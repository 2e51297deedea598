"""Rows that stayed out: downloaded, corrected in a spreadsheet, dropped again; then all is as if the file had been right."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import store
from data.mapping import Mapping
from data.notes import BESIDE, SHEET
from data.parse import parse
from data.read import LIMITS, ReadError, Sheet, Sheets
from data.recognise import propose
from data.report import LoadReport
from data.returns import returning
from data.schema import TABLES
from data.sql import quoted
from data.workspace import Workspace
from exports.problems import problem_book
from locales import LANGUAGES, Words, words
from tests.data.loading import NOW, TODAY, load, staged

HEAD = "订单编号,客户编号,下单时间,实付金额,商品名称,备注\n"
GOOD = [
    "D1,007,25/03/2024 10:00,\"1.234,50\",=1+1,快",
    "D2,K002,05/03/2024 11:00,\"12,5\",龙井,慢",
    "D3,K001,31/12/2099,99,绿茶,快",  # goes in, and is told: it is dated after the load
]  # fmt: skip
BAD = [
    "D4,008,32/03/2024 09:00,\"1.000,00\",-5 °C 茶,快",
    "D5,K009,04/03/2024 09:30,约一百,\"a\n+b, \"\"c\"\"\",慢",
    "D6,K002,,很多,'曲奇,快",
]  # fmt: skip
MENDED = [
    "D4,008,02/03/2024 09:00,\"1.000,00\",-5 °C 茶,快",
    "D5,K009,04/03/2024 09:30,\"100,00\",\"a\n+b, \"\"c\"\"\",慢",
    "D6,K002,06/03/2024,\"3,5\",'曲奇,快",
]  # fmt: skip
w = words("zh")
ROWS = [GOOD[0], BAD[0], GOOD[1], BAD[1], GOOD[2], BAD[2]]


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Workspace]:
    """Workspaces, each of its own."""
    return lambda: Workspace(tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb", memory=1 << 30)


def text_of(rows: list[str]) -> str:
    return HEAD + "\n".join(rows) + "\n"


def book_of(w: Words, workspace: Workspace, one: tuple[LoadReport, Sheet, Mapping]) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(problem_book(w, workspace, *one)))


def cell(page: Worksheet, header: str, row: int) -> Cell:
    """A cell below a header."""
    names = [found.value for found in page[1]]
    found: Cell = page.cell(row, names.index(header) + 1)
    return found


def dropped(workspace: Workspace, book: Workbook) -> Sheets:
    """What the importer finds when the workbook is saved and dropped."""
    path = workspace.incoming / "mended.xlsx"
    book.save(path)
    return parse(path, "mended.xlsx", workspace.incoming, Path(tempfile.mkdtemp(dir=workspace.incoming)), LIMITS)


def take(workspace: Workspace, sheets: Sheets, mapping: Mapping | None = None) -> tuple[LoadReport, Sheet, Mapping]:
    """The only sheet loaded, as the matcher proposes or as it is remembered."""
    (sheet,) = sheets
    proposal = propose(sheet.header, sheet.sample)
    mapping = mapping or Mapping(proposal.table or "", tuple(match.target for match in proposal.matches))
    report = store.stage(workspace, sheet, mapping, TODAY)
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    return report, sheet, mapping


def held(workspace: Workspace, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table with all its columns, the file's own too."""
    names = sorted(row[0] for row in workspace.cursor().execute(f"DESCRIBE {table}").fetchall() if not row[0].startswith("_"))
    assert set(TABLES[table].names) <= set(names)
    return workspace.cursor().execute(f"SELECT {', '.join(map(quoted, names))} FROM {table} ORDER BY ALL").fetchall()


def test_corrected_rows_go_in_once_as_if_the_file_had_been_right(fresh: Callable[[], Workspace]) -> None:
    with fresh() as mended, fresh() as right:
        one = staged(mended, text_of(ROWS))
        store.commit(mended, [one], NOW, "ann")
        assert (one[0].rows_stored, one[0].rows_rejected) == (3, 3)
        book = book_of(w, mended, one)
        page = book.worksheets[0]
        cell(page, "下单时间", 2).value = "2024-03-02 09:00"
        cell(page, "实付金额", 3).value = 100
        cell(page, "下单时间", 4).value, cell(page, "实付金额", 4).value = "2024/3/6", "3.50"
        report, *_ = take(mended, dropped(mended, book))
        assert (report.rows_read, report.rows_stored) == (3, 3)
        load(right, text_of([GOOD[0], MENDED[0], GOOD[1], MENDED[1], GOOD[2], MENDED[2]]))
        assert held(mended, "orders") == held(right, "orders")
        assert len(held(right, "orders")) == 6


def test_nothing_corrected_nothing_goes_in(fresh: Callable[[], Workspace]) -> None:
    with fresh() as workspace:
        one = staged(workspace, text_of(ROWS))
        store.commit(workspace, [one], NOW, "ann")
        two = take(workspace, dropped(workspace, book_of(w, workspace, one)), one[2])
        assert (two[0].rows_read, two[0].rows_stored) == (3, 0)
        former, again = book_of(w, workspace, one).worksheets[0], book_of(w, workspace, two).worksheets[0]  # what stayed out again can be had again
        assert [[found.value for found in row][:6] for row in again] == [[found.value for found in row][:6] for row in former]
        assert again.max_column == former.max_column


def test_the_file_says_what_is_wrong_beside_and_in_the_cell(fresh: Callable[[], Workspace]) -> None:
    with fresh() as workspace:
        one = staged(workspace, text_of(ROWS))
        page = book_of(w, workspace, one).worksheets[0]
    mark = BESIDE[w.lang]
    beside = [mark + w(f"problems.note.{name}") for name in ("row", "what", "how")]
    assert [found.value for found in page[1]] == [*HEAD.strip().split(","), *beside]
    assert [cell(page, beside[0], row).value for row in (2, 3, 4)] == ["3", "5", "7"]
    assert page.max_row == 4
    bad = cell(page, "下单时间", 2)
    assert bad.value == "32/03/2024 09:00"
    assert bad.fill.fgColor.rgb == "FFFFC7CE"
    assert w("problem.unreadable_timestamp.name") in bad.comment.text
    assert w("problem.unreadable_timestamp.name") in cell(page, beside[1], 2).value
    assert cell(page, "实付金额", 2).comment is None
    both = cell(page, beside[1], 4).value
    assert w("problem.missing_required.name") in both
    assert w("problem.unreadable_money.name") in both
    assert cell(page, "商品名称", 2).value == "'-5 °C 茶"


def test_rows_that_went_in_are_told_on_a_sheet_that_is_not_loaded(fresh: Callable[[], Workspace]) -> None:
    with fresh() as workspace:
        one = staged(workspace, text_of(ROWS))
        book = book_of(w, workspace, one)
        assert book.sheetnames == [w("problems.sheet"), w("problems.noted_sheet")]
        title, _, row = book.worksheets[1].iter_rows(values_only=True)
        assert str(title[0]).startswith(SHEET[w.lang])
        assert (row[0], row[3]) == ("6", "D3")
        sheets = dropped(workspace, book)
        assert ([sheet.name for sheet in sheets], sheets.skipped) == ([w("problems.sheet")], ((w("problems.noted_sheet"), "notes"),))
        only = staged(workspace, text_of(GOOD))
        alone = book_of(w, workspace, only)
        assert alone.sheetnames == [w("problems.noted_sheet")]
        with pytest.raises(ReadError, match="notes"):
            dropped(workspace, alone)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_saved_as_text_the_explanations_are_left_out_too(lang: str, fresh: Callable[[], Workspace]) -> None:
    with fresh() as workspace:
        mark = BESIDE[lang]
        one = staged(workspace, f"客户编号,下单时间,{mark}x,实付金额,{mark}y\nK1,2024-03-05,bad,12,\nK2,2024-03-06,,13,worse\n")
        assert one[1].header == ("客户编号", "下单时间", "实付金额")
        assert one[0].rows_stored == 2
        noted = f"{SHEET[lang]}x\n客户编号,下单时间,实付金额\nK1,2024-03-05,12\n"
        with pytest.raises(ReadError, match="notes"):
            staged(workspace, noted)


def test_a_survey_with_a_question_a_column_is_corrected_answer_by_answer(fresh: Callable[[], Workspace]) -> None:
    text = "答卷编号,您满意吗？,您愿意推荐吗？\n" + "".join(f"A{n},{1 + n % 5},{n % 11}\n" for n in range(12))
    wrong = text.replace("A3,4,3", "A3,四,3").replace("A7,3,7", "A7,3,七分")
    with fresh() as mended, fresh() as right:
        one = staged(mended, wrong, "surveys")
        store.commit(mended, [one], NOW, "ann")
        book = book_of(w, mended, one)
        page = book.worksheets[0]
        assert page.max_row == 3
        cell(page, "score", 2).value, cell(page, "score", 3).value = 4, 7
        report, *_ = take(mended, dropped(mended, book))
        assert report.rows_stored == 2
        load(right, text, "surveys")
        keys = "SELECT response_id, question, score FROM surveys ORDER BY ALL"
        assert mended.cursor().execute(keys).fetchall() == right.cursor().execute(keys).fetchall()


def test_many_rows_have_comments_only_at_first(fresh: Callable[[], Workspace], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.problems.COMMENTED", 3)
    with fresh() as workspace:
        one = staged(
            workspace, "客户编号,下单时间,实付金额\n" + "".join(f"K{n},x,y\n" for n in range(4)), targets=("customer_id", "ordered_at", "amount")
        )
        page = book_of(w, workspace, one).worksheets[0]
    assert sum(found.comment is not None for row in page.iter_rows() for found in row) == 3
    assert all(found.fill.fgColor.rgb == "FFFFC7CE" for row in page.iter_rows(min_row=2, min_col=2, max_col=3) for found in row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_returns_come_back_as_returns(lang: str, fresh: Callable[[], Workspace]) -> None:
    with fresh() as workspace:
        one = staged(workspace, text_of(ROWS), name="退货.csv")
        returns = replace(one[2], returns=True)
        book = book_of(words(lang), workspace, (store.stage(workspace, one[1], returns, TODAY), one[1], returns))
        [sheet] = dropped(workspace, book)
        assert returning(sheet, Mapping("orders", ("order_id",))).returns
