"""Tables as files: CSV and Excel workbooks that a spreadsheet opens as data and never runs.

A text cell that a spreadsheet would take for a formula (it, or a later line of it, begins with = + - @ after blanks or none,
a tab, a carriage return or NUL) gets an apostrophe before it, the mark by which spreadsheets call a cell text. That holds for a text such as
"-5" too; numbers are numbers and stay as they are. A line that begins with apostrophes before such a sign gets one more: so whoever reads
the file by program takes one apostrophe off such lines, and has the text again. `data.cells` does.
"""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count, islice
from typing import Final, TypeAlias

import pandas as pd
import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.cell_texts import NAMED_TOTAL, SUMS
from data.region_cells import is_total
from data.region_totals import is_average

Table: TypeAlias = pd.DataFrame | pa.Table | pa.RecordBatchReader
Record: TypeAlias = tuple[object, ...]

CELL: Final = 32_767  # characters that a cell of a workbook holds
ROWS: Final = 1_048_576  # rows of a sheet, its header included
SHEET_NAME: Final = 31

_BATCH = 10_000
_EXACT = 10**15  # beyond it a spreadsheet rounds whole numbers
_DIGITS = 15  # that a spreadsheet keeps of a number
_FIRST_DAY = date(1900, 1, 2)  # from which on spreadsheets agree how a moment is counted
_SAMPLED = 200  # rows from which a column's width is taken
_WIDEST = 60

_STARTS = frozenset(" '=+-@＝＋－＠")
_FORMULA = re.compile(  # signs of full width too: some spreadsheets fold them
    r"^(?=[ \u00a0\u3000]*\r)|(?:^|(?<=[\n\r]))(?=[ \u00a0\u3000']*[=+\-@＝＋－＠\t\x00])"
)
_GUARD = re.compile(r"(^|(?<=[\n\r]))'(?=[ \u00a0\u3000']*[=+\-@＝＋－＠\t])")
_SUMS = re.compile(SUMS)
_TOTAL_GUARD = re.compile(f"'(?:{NAMED_TOTAL})")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def safe(text: str) -> str:
    """The text with an apostrophe wherever it, or a line of it, would begin a formula, or pass for the word of a row of totals."""
    if not text:
        return text
    if text.isprintable() and text[0] not in _STARTS:  # nearly every cell: one line, and an ordinary one
        return f"'{text}" if _SUMS.search(text) and (is_total(text) or is_average(text)) else text
    return f"'{text}" if _TOTAL_GUARD.match(text) else _FORMULA.sub("'", text)


def bare(text: str) -> str:
    """The text that `safe` was given, as imports read it: one apostrophe less where it keeps a line from being a formula, or a total."""
    return text[1:] if _TOTAL_GUARD.match(text) else _GUARD.sub("", text) if "'" in text else text


def _printable(text: str) -> str:
    """The text without control characters, which no file of ours can hold."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def csv_bytes(table: Table) -> bytes:
    """The table as UTF-8 CSV with a byte order mark, so that Excel reads Chinese; lines end with CR LF (RFC 4180).

    Missing values are empty, dates ISO 8601, numbers plain.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([safe(_printable(name)) for name in _columns(table)])
    writer.writerows([_csv_cell(value) for value in record] for record in _records(table))
    return file.getvalue().encode("utf-8-sig", errors="replace")


def _csv_cell(value: object) -> object:
    if _missing(value):
        return ""
    if isinstance(value, str):
        return safe(_printable(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value


@dataclass(frozen=True)
class _Formats:
    """The cell formats of one workbook."""

    header: Format
    date: Format
    moment: Format
    whole: Format
    money: Format
    share: Format
    wrapped: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Formats":
        return cls(
            header=book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}),
            date=book.add_format({"num_format": "yyyy-mm-dd"}),
            moment=book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            whole=book.add_format({"num_format": "#,##0"}),
            money=book.add_format({"num_format": "#,##0.00"}),
            share=book.add_format({"num_format": "0.0%"}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        )


def xlsx_bytes(
    table: Table,
    *,
    sheet: str = "Data",
    about: Mapping[str, str] | None = None,
    about_sheet: str = "About",
    money: Sequence[str] = (),
    shares: Sequence[str] = (),
) -> bytes:
    """The table as an Excel workbook: typed cells, frozen header, filter buttons, and a last sheet saying how it was computed.

    Columns come with the headers that the reader shall see. ``money`` and ``shares`` name columns (as in the table) written
    with two decimals and as percentages. ``about`` are the lines of the last sheet, label to text; none, no sheet. More rows
    than a sheet holds go on in further sheets, "Data 2", …; a text longer than a cell ends in "…".
    """
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True}
    with xlsxwriter.Workbook(file, options) as book:
        formats = _Formats.of(book)
        columns = _columns(table)
        styles = [formats.money if name in money else formats.share if name in shares else None for name in columns]
        _write_rows(book, sheet, columns, _records(table), styles, formats)
        if about:
            _write_about(book, about_sheet, about, formats)
    return file.getvalue()


def _write_rows(
    book: Workbook, name: str, columns: Sequence[str], records: Iterator[Record], styles: Sequence[Format | None], formats: _Formats
) -> None:
    """Write the records, as many sheets as they need. Widths come first: with constant memory a written row is gone."""
    first = list(islice(records, _SAMPLED))
    widths = [_width([column, *(record[i] for record in first)]) for i, column in enumerate(columns)]
    rest = chain(first, records)
    for part in count(1):
        page = book.add_worksheet(_sheet_name(book, name, part))
        _write_header(page, columns, widths, formats)
        row = 0
        for row, record in enumerate(islice(rest, ROWS - 1), start=1):
            for column, value in enumerate(record):
                _write_cell(page, row, column, value, styles[column], formats)
        if columns:
            page.autofilter(0, 0, max(row, 1), len(columns) - 1)
        upcoming = next(rest, None)
        if upcoming is None:
            return
        rest = chain([upcoming], rest)


def _write_header(page: Worksheet, columns: Sequence[str], widths: Sequence[int], formats: _Formats) -> None:
    """The frozen header row and the columns' widths."""
    page.freeze_panes(1, 0)
    for column, (name, width) in enumerate(zip(columns, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, safe_cell(name), formats.header)


def _write_cell(page: Worksheet, row: int, column: int, value: object, style: Format | None, formats: _Formats) -> None:
    """One typed cell; what is missing stays blank."""
    if _missing(value):
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        _write_number(page, row, column, value, style, formats)
    elif isinstance(value, date) and _spreadsheet_knows(value):
        page.write_datetime(row, column, value, formats.moment if isinstance(value, datetime) else formats.date)
    else:
        page.write_string(row, column, safe_cell(str(value)))


def _spreadsheet_knows(value: date) -> bool:
    """Whether a spreadsheet's own dates can say it: not before 1900, no finer than a millisecond."""
    if isinstance(value, datetime):
        return value.date() >= _FIRST_DAY and value.microsecond % 1000 == 0
    return value >= _FIRST_DAY


def _write_number(page: Worksheet, row: int, column: int, value: float | Decimal, style: Format | None, formats: _Formats) -> None:
    """A number in its column's format; one with more digits than a spreadsheet keeps is written as text, whole."""
    if isinstance(value, int) and abs(value) > _EXACT or isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > _DIGITS:
        page.write_string(row, column, f"{value:f}" if isinstance(value, Decimal) else str(value))
        return
    own = formats.money if isinstance(value, Decimal) else formats.whole if isinstance(value, int) else None
    page.write_number(row, column, value, style or own)


def _write_about(book: Workbook, name: str, about: Mapping[str, str], formats: _Formats) -> None:
    """The last sheet: label and text, a line each."""
    page = book.add_worksheet(_sheet_name(book, name, 1))
    page.set_column(0, 0, _width(list(about)))
    page.set_column(1, 1, 100)
    for row, (label, text) in enumerate(about.items()):
        page.write_string(row, 0, safe_cell(label), formats.header)
        page.write_string(row, 1, safe_cell(text), formats.wrapped)


def _sheet_name(book: Workbook, name: str, part: int) -> str:
    """A name that a sheet may have and no other has: no forbidden characters, at most 31 long."""
    clean = _NO_SHEET_NAME.sub(" ", name).strip(" '") or "Data"
    taken = {page.get_name().lower() for page in book.worksheets()} | {"history"}  # a name that Excel keeps for itself
    for number in count(part):
        suffix = "" if number == 1 else f" {number}"
        found = clean[: SHEET_NAME - len(suffix)].rstrip(" '") + suffix
        if found.lower() not in taken:
            return found
    raise AssertionError("count never ends")


def safe_cell(text: str) -> str:
    """A text as a cell takes it: printable, no formula, and no longer than a cell."""
    clean = safe(_printable(text))
    if len(clean) * 2 <= CELL:
        return clean
    units = clean.encode("utf-16-le", errors="replace")  # the limit counts UTF-16 units
    return clean if len(units) <= 2 * CELL else units[: 2 * (CELL - 1)].decode("utf-16-le", errors="ignore") + "…"


def _width(values: Sequence[object]) -> int:
    """A column's width in digits: Chinese characters take two."""
    shown = [str(value).split("\n")[0][:_WIDEST] for value in values if not _missing(value)]
    return min(max((sum(1 + (char >= "\u1100") for char in text) for text in shown), default=0) + 3, _WIDEST)


def _missing(value: object) -> bool:
    """None, NaN, infinity, NaT or NA."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, float | Decimal) and not math.isfinite(value)


def _columns(table: Table) -> list[str]:
    """The headers, in order."""
    return [str(name) for name in (table.columns if isinstance(table, pd.DataFrame) else table.schema.names)]


def _records(table: Table) -> Iterator[Record]:
    """The rows as tuples of plain values, read in batches; a frame's index is no column."""
    if isinstance(table, pd.DataFrame):
        return table.itertuples(index=False, name=None)
    batches = table.to_batches(max_chunksize=_BATCH) if isinstance(table, pa.Table) else table
    return (record for batch in batches for record in zip(*(column.to_pylist() for column in batch.columns), strict=True))
