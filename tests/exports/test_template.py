"""The template: opened as a spreadsheet would, filled in, loaded back without a question."""

import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from data import store
from data.mapping import Mapping
from data.notes import SHEET
from data.parse import parse
from data.read import LIMITS, ReadError, Sheets
from data.recognise import propose
from data.schema import TABLES, Table
from data.sql import quoted
from data.workspace import Workspace
from exports.template import choices, example, header, template
from locales import LANGUAGES, Words, words

NOW = datetime(2024, 12, 31, 18, 0)


@pytest.fixture(params=LANGUAGES)
def w(request: pytest.FixtureRequest) -> Words:
    return words(request.param)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "test.duckdb", memory=1 << 30) as opened:
        yield opened


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def read_back(book: Workbook, folder: Path) -> Sheets:
    """What the importer finds in the workbook once it is saved."""
    path = folder / "filled.xlsx"
    book.save(path)
    return parse(path, "filled.xlsx", folder, Path(tempfile.mkdtemp(dir=folder)), LIMITS)


def rows_of(w: Words, table: Table) -> list[list[object]]:
    """Three rows as a user may write them: the example, and two more with other keys and, the last, with required cells only."""
    first = example(w, table)
    second = [f"{value}2" if table.columns[i].kind == "id" and "@" not in str(value) else value for i, value in enumerate(first)]
    third = [value if table.columns[i].required else None for i, value in enumerate(first)]
    place = next((i for i, column in enumerate(table.columns) if column.name in table.key), 0)
    third[place] = f"{first[place]}3" if isinstance(first[place], str) else first[place]
    return [first, second, third]


def meant(w: Words, table: Table, row: list[object]) -> list[object]:
    """The row as the workspace shall hold it."""
    return [_meant(w, table, i, value) for i, value in enumerate(row)]


def _meant(w: Words, table: Table, place: int, value: object) -> object:
    column = table.columns[place]
    if value is None:
        return None
    if column.kind == "boolean":
        return value == w("example.yes")
    if column.values:
        return list(column.values)[choices(w, column).index(str(value))]
    return Decimal(str(value)) if column.kind == "money" else value


def test_a_sheet_for_every_table_with_its_headers(w: Words) -> None:
    book = opened(template(w))
    assert book.sheetnames == [w("template.sheet"), *(w(f"table.{name}") for name in TABLES)]
    for table in TABLES.values():
        (found,) = book[w(f"table.{table.name}")].iter_rows(values_only=True)
        assert list(found) == header(w, table)
    assert str(book.worksheets[0]["A1"].value).startswith(SHEET[w.lang])


def test_headers_say_what_is_required_and_what_belongs_there(w: Words) -> None:
    book = opened(template(w))
    for table in TABLES.values():
        for column, cell in zip(table.columns, next(book[w(f"table.{table.name}")].iter_rows()), strict=True):
            assert cell.comment is not None
            assert cell.comment.text.startswith(w("column.required" if column.required else "column.optional"))
            assert w(f"template.kind.{column.kind}") in cell.comment.text
            assert (cell.fill.fgColor.rgb == "FF1F4E79") is column.required


def test_columns_with_codes_offer_a_list_and_columns_have_formats(w: Words) -> None:
    book = opened(template(w))
    for table in TABLES.values():
        page = book[w(f"table.{table.name}")]
        offered = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
        assert len(offered) == sum(column.kind == "boolean" or bool(column.values) for column in table.columns)
        for place, column in enumerate(table.columns, start=1):
            letter = openpyxl.utils.get_column_letter(place)
            if listed := choices(w, column):
                assert offered[f"{letter}2"].formula1 == f'"{",".join(listed)}"'
            if column.kind == "id":
                assert page.column_dimensions[letter].number_format == "@"
            if column.kind == "timestamp":
                assert page.column_dimensions[letter].number_format == "yyyy-mm-dd hh:mm"


def test_the_first_sheet_shows_an_example_of_every_column(w: Words) -> None:
    shown = {cell for row in opened(template(w)).worksheets[0].iter_rows(values_only=True) for cell in row if cell is not None}
    for table in TABLES.values():
        assert {w(f"table.{table.name}.about"), *header(w, table)} <= shown
        assert sum(value is not None for value in example(w, table)) >= len(table.columns) - 2


def test_an_unfilled_template_gives_no_rows(w: Words, tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refused:
        read_back(opened(template(w)), tmp_path)
    assert refused.value.code == "notes"


def test_one_sheet_filled_in_is_taken_and_the_others_are_told(w: Words, tmp_path: Path) -> None:
    book = opened(template(w))
    book[w("table.spend")].append(example(w, TABLES["spend"]))
    sheets = read_back(book, tmp_path)
    assert [sheet.name for sheet in sheets] == [w("table.spend")]
    assert dict(sheets.skipped) == {w("template.sheet"): "notes"} | {w(f"table.{name}"): "header_only" for name in TABLES if name != "spend"}


@pytest.mark.parametrize("filled", ["required columns", "one row"])
def test_every_column_maps_itself(w: Words, filled: str, tmp_path: Path) -> None:
    book = opened(template(w))
    for table in TABLES.values():
        first, _, third = rows_of(w, table)
        book[w(f"table.{table.name}")].append(third if filled == "required columns" else first)
    for name, sheet in zip(TABLES, read_back(book, tmp_path), strict=True):
        proposal = propose(sheet.header, sheet.sample)
        assert (sheet.name, proposal.table, proposal.missing) == (w(f"table.{name}"), name, ())
        assert tuple(match.target for match in proposal.matches)[: len(sheet.header)] == TABLES[name].names[: len(sheet.header)]


def test_what_is_filled_in_is_what_is_loaded(w: Words, workspace: Workspace, tmp_path: Path) -> None:
    book = opened(template(w))
    for table in TABLES.values():
        for row in rows_of(w, table):
            book[w(f"table.{table.name}")].append(row)
    staged = []
    for sheet in read_back(book, workspace.incoming):
        proposal = propose(sheet.header, sheet.sample)
        mapping = Mapping(proposal.table or "", tuple(match.target for match in proposal.matches))
        assert mapping.targets == TABLES[mapping.table].names
        report = store.stage(workspace, sheet, mapping, NOW.date())
        assert (report.rows_stored, report.problems) == (3, ())
        staged.append((report, sheet, mapping))
    store.commit(workspace, staged, NOW, "ann")
    for table in TABLES.values():
        shown = ", ".join(quoted(column.name) for column in table.columns)
        held = sorted((list(row) for row in workspace.cursor().execute(f"SELECT {shown} FROM {table.name}").fetchall()), key=str)
        expected = sorted((meant(w, table, row) for row in rows_of(w, table)), key=str)
        for one, other in zip(held, expected, strict=True):
            told = {column.name: (a, b) for column, a, b in zip(table.columns, one, other, strict=True) if a != b and b is not None}
            assert told == {}
        assert all(
            isinstance(row[i], date) for i, c in enumerate(table.columns) for row in held if c.kind in ("date", "month", "timestamp") and row[i]
        )
