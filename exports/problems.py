"""The rows of an import that stayed out, as a workbook to correct and drop again: its own headers, what is wrong beside and in each cell.

What we add the importer knows by its marks (`data.notes`) and leaves out: the columns behind the file's own, and the sheet of
rows that went in and only need a look. So whatever is corrected goes in once.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from typing import Final, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.mapping import Mapping
from data.mending import NUMBERS, Cell, Line, Lines, lines
from data.notes import BESIDE, SHEET
from data.read import Sheet
from data.report import LoadReport
from data.schema import Kind
from data.workspace import Workspace
from exports.tables import ROWS, bare, safe_cell
from locales import Words

COMMENTED: Final = 1_000  # cells with a comment: more would make the file slow to open, and the columns beside say the same
WIDTH, WIDE = 16, 48

_PLAIN: Final = re.compile(r"[-+]?[0-9]{1,15}|[-+]?[0-9]{1,10}[.][0-9]{1,5}")


class _Looks(NamedTuple):
    """The formats of the workbook."""

    header: Format
    beside: Format
    title: Format
    bad: Format
    note: Format
    day: Format
    moment: Format


def problem_book(w: Words, workspace: Workspace, report: LoadReport, sheet: Sheet, mapping: Mapping) -> bytes:
    """An .xlsx of the lines of a staged or committed load that have problems; those that went in on a sheet of their own."""
    found = lines(workspace, report, sheet, mapping)
    rejected, noted = _peeked(found.rejected), _peeked(found.noted)
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        looks = _looks(book)
        if rejected is not None or noted is None:
            page = book.add_worksheet(w("problems.sheet.returns" if mapping.returns else "problems.sheet"))  # a name that says so once more
            _write_rejected(page, w, report.table, found, rejected or iter(()), looks)
        if noted is not None:
            _write_noted(book, w, report.table, found, noted, looks)
    return file.getvalue()


def _peeked(found: Iterator[Line]) -> Iterator[Line] | None:
    """The lines; None when there are none."""
    first = next(found, None)
    return None if first is None else _chained(first, found)


def _chained(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest


def _looks(book: Workbook) -> _Looks:
    return _Looks(
        header=book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}),
        beside=book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "font_color": "#7F7F7F"}),
        title=book.add_format({"bold": True}),
        bad=book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "num_format": "@"}),
        note=book.add_format({"font_color": "#7F7F7F"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        moment=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    )


def _beside(w: Words) -> list[str]:
    """The headers of the columns that explain."""
    return [BESIDE[w.lang] + w(f"problems.note.{name}") for name in ("row", "what", "how")]


def _write_rejected(page: Worksheet, w: Words, table: str, found: Lines, rejected: Iterator[Line], looks: _Looks) -> None:
    """The lines that stayed out: the file's own columns first, so that the sheet is read as the file was."""
    width = len(found.header)
    page.freeze_panes(1, 0)
    page.set_column(0, width - 1, WIDTH)
    page.set_column(width, width, WIDTH)
    page.set_column(width + 1, width + 2, WIDE)
    for place, name in enumerate(found.header):
        page.write_string(0, place, safe_cell(name), looks.header)
    for place, name in enumerate(_beside(w), start=width):
        page.write_string(0, place, name, looks.beside)
    left = COMMENTED
    for row, line in enumerate(islice(rejected, ROWS - 1), start=1):
        _write_cells(page, row, 0, line, found.kinds, looks)
        _write_notes(page, row, width, _told(w, table, line), looks)
        left = _comment(page, w, table, row, line, left)


def _write_noted(book: Workbook, w: Words, table: str, found: Lines, noted: Iterator[Line], looks: _Looks) -> None:
    """The lines that went in and need a look, under a title that keeps the sheet from being imported."""
    page, names = book.add_worksheet(w("problems.noted_sheet")), _beside(w)
    page.freeze_panes(2, 0)
    page.set_column(0, 0, WIDTH)
    page.set_column(1, 2, WIDE)
    page.set_column(3, 2 + len(found.header), WIDTH)
    page.write_string(0, 0, SHEET[w.lang] + w("problems.noted_title"), looks.title)
    for place, name in enumerate([*names, *found.header]):
        page.write_string(1, place, safe_cell(name), looks.beside if place < len(names) else looks.header)
    for row, line in enumerate(islice(noted, ROWS - 2), start=2):
        _write_notes(page, row, 0, _told(w, table, line), looks)
        _write_cells(page, row, len(names), line, found.kinds, looks)


def _told(w: Words, table: str, line: Line) -> tuple[str, str, str]:
    """Row, what is wrong and how to mend it."""
    what = [f"{_column(w, table, column)}: {w(f'problem.{code}.name')}" for _, column, code in line.problems]
    how = dict.fromkeys(w(f"problem.{code}.fix", column=_column(w, table, column)) for _, column, code in line.problems)
    return str(line.row), "\n".join(what), "\n".join(how)


def _column(w: Words, table: str, column: str) -> str:
    return w.code(f"column.{table}", column).removeprefix("@")


def _write_notes(page: Worksheet, row: int, place: int, told: tuple[str, str, str], looks: _Looks) -> None:
    for shift, text in enumerate(told):
        page.write_string(row, place + shift, safe_cell(text), looks.note)


def _write_cells(page: Worksheet, row: int, start: int, line: Line, kinds: tuple[Kind, ...], looks: _Looks) -> None:
    """A line's own cells; those with a problem stand out."""
    bad = {place for place, *_ in line.problems}
    for place, cell in enumerate(line.cells):
        _write_cell(page, row, start + place, cell, kinds[place], looks.bad if place in bad else None, looks)


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, kind: Kind, bad: Format | None, looks: _Looks) -> None:
    """A cell as it came, or as the day or number that it says."""
    if cell is None:
        page.write_blank(row, place, None, bad)
    elif isinstance(cell, datetime):
        page.write_datetime(row, place, cell, looks.day if cell.time() == time() else looks.moment)
    elif isinstance(cell, str) and not (kind in NUMBERS and _PLAIN.fullmatch(cell)):
        page.write_string(row, place, safe_cell(bare(cell)), bad)
    else:
        page.write_number(row, place, float(cell), bad)


def _comment(page: Worksheet, w: Words, table: str, row: int, line: Line, left: int) -> int:
    """A comment on each cell with a problem, while there are any ``left``; how many are left then."""
    for place, column, code in line.problems[: max(left, 0)]:
        if place >= 0:
            said = f"{w(f'problem.{code}.name')}\n{w(f'problem.{code}.fix', column=_column(w, table, column))}"
            page.write_comment(row, place, said, {"x_scale": 2})
            left -= 1
    return left
