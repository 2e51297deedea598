"""A workbook of Excel 2.1 to 2003 as sheets: every cell as the text that an .xlsx of the same table would give.

Since Excel 97 text is Unicode. Older files, and those that small exporters still write, hold bytes in a code page that many
of them name wrongly or not at all: where a file names none or the Western one, its bytes decide.
"""

import codecs
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import xlrd
from xlrd import compdoc
from xlrd.biffh import encoding_from_codepage
from xlrd.xldate import xldate_as_datetime

from data.currencies import formatted
from data.parse_columns import File, table_sheets
from data.parse_digits import KEPT, fifteen
from data.parse_encoding import EVIDENCE, guess
from data.parse_marks import LOOKED, Marks
from data.parse_prices import Shown
from data.parse_workbook import gathered
from data.read import Limits, ReadError, Sheet, Sheets
from data.region import NOWHERE, Regions

if TYPE_CHECKING:
    import pyarrow as pa

LAST_ROW = 65_536
STORAGE = 1  # an entry of a container's directory that has entries of its own
UNNAMED = 40  # the last version of the format whose sheets have no names
UNICODE = 80  # the version of the format since which text is Unicode
BYTES = "latin-1"  # reads every byte as the character of the same number
UNSURE = (None, 0, 367, 1200, 1252, 32769)  # code pages named by writers that do not know better
RECORD, BEGIN, END = struct.Struct("<HH"), (0x9, 0x209, 0x409, 0x809), 0xA
ROW, HIDDEN_ROW, COLUMNS = 0x208, 0x20, 0x7D
NUMBERS, NUMBERS_BESIDE = (0x203, 0x27E, 0x6), 0xBD  # records of a number and its style, and of several
# The library meets bytes that are no workbook with whatever its code runs into.
GARBAGE = (
    xlrd.XLRDError, compdoc.CompDocError, struct.error, ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip


class _Book(xlrd.book.Book):
    """A workbook without its defined names: no cell needs them, and their formulas can be made to grow without end."""

    def handle_name(self, data: bytes) -> None:
        """Pass a name over."""

    def names_epilogue(self) -> None:
        """Evaluate none."""


class _Sheet(xlrd.sheet.Sheet):
    """A sheet of any version with as many rows as the last: small exporters write more than their version had."""

    utter_max_rows = property(lambda self: LAST_ROW, lambda self, rows: None)


def _family(nodes: list[compdoc.DirNode], parent: int, child: int) -> None:
    """Hang the entries of a container's directory into their storages, each of them once: a directory may be made to go in circles."""
    waiting, seen = [(parent, child)], set()
    while waiting:
        parent, child = waiting.pop()
        if child < 0:
            continue
        if child in seen:
            raise compdoc.CompDocError("directory corruption")
        seen.add(child)
        nodes[child].parent = parent
        nodes[parent].children.append(child)
        waiting += [(parent, nodes[child].left_DID), (parent, nodes[child].right_DID)]
        if nodes[child].etype == STORAGE:
            waiting.append((child, nodes[child].root_DID))


# What open_workbook makes and calls.
xlrd.book.Book, xlrd.sheet.Sheet, compdoc._build_family_tree = _Book, _Sheet, _family


def read_xls(path: Path, name: str, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The sheets of an .xls file; ReadError when it is encrypted, damaged, no workbook, or has no sheet."""
    with open(os.devnull, "w") as log:
        book = _opened(path, log)
        try:
            encoding = _encoding(book)

            def loaded(position: int, title: str) -> list[Sheet] | None:
                sheet = _loaded(book, position)
                if sheet.visibility:
                    return None
                columns, marks = _columns(sheet, book.datemode, encoding, limits), _marks(book, position)
                book.unload_sheet(position)
                file = File(name, encoding or "utf-8")
                return table_sheets(columns, title, folder / f"sheet-{position}.parquet", file, limits, regions, marks)

            named = book.biff_version > UNNAMED
            return gathered([_decoded(title, encoding) if named else "" for title in book.sheet_names()], loaded)
        finally:
            book.release_resources()


@contextmanager
def _told() -> Iterator[None]:
    """Say why the library cannot go on."""
    try:
        yield
    except GARBAGE as error:
        if "encrypted" in str(error):
            raise ReadError("encrypted") from None
        if "Can't find workbook" in str(error):
            raise ReadError("not_a_workbook", {"kind": "ole"}) from None
        raise ReadError("damaged", {"kind": "workbook"}) from None


def _opened(path: Path, log: TextIO) -> xlrd.Book:
    """The workbook, none of its sheets read yet."""
    with _told():
        book = xlrd.open_workbook(path, logfile=log, on_demand=True, ragged_rows=True, encoding_override=BYTES, ignore_workbook_corruption=True)
    places = book._sh_abs_posn
    if len(set(places)) < len(places):  # a sheet that many names share would be read once for each
        raise ReadError("damaged", {"kind": "workbook"})
    return book


def _loaded(book: xlrd.Book, position: int) -> xlrd.sheet.Sheet:
    with _told():
        return book.sheet_by_index(position)


def _encoding(book: xlrd.Book) -> str:
    """The encoding that text was written in and has been read as bytes; "" when it is Unicode."""
    if book.biff_version >= UNICODE:
        return ""
    if book.codepage not in UNSURE:
        try:
            return codecs.lookup(encoding_from_codepage.get(book.codepage, f"cp{book.codepage}")).name
        except LookupError:
            pass  # an unknown code page says as little as none
    evidence = "\n".join(title for title in book.sheet_names() if not title.isascii())
    for position in range(book.nsheets):
        for row in _loaded(book, position).get_rows():
            evidence += "\n".join(cell.value for cell in row if cell.ctype == xlrd.XL_CELL_TEXT and not cell.value.isascii())
            if len(evidence) > EVIDENCE:
                break
    return guess(evidence.encode(BYTES)) if evidence.strip() else "cp1252"


def _marks(book: xlrd.Book, position: int) -> Marks:
    """What is hidden in a sheet, and how numbers are shown: the library passes it over, unless it is to keep how each cell looks."""
    content, place, nested = book.mem or b"", book._sh_abs_posn[position], 0  # of a file before Excel 5 nothing is kept
    rows, columns, shown, styles = set[int](), set[int](), Shown(), _priced(book)
    looked = len(content) if len(set(styles.values())) > 1 else place + LOOKED
    while place + 4 <= len(content):
        kind, size = RECORD.unpack_from(content, place)
        if kind == ROW and size >= 16:
            number, flags = struct.unpack_from("<H10xI", content, place + 4)
            if flags & HIDDEN_ROW:
                rows.add(number + 1)
        elif place < looked and kind in NUMBERS and size >= 10:
            row, column, style = struct.unpack_from("<HHH", content, place + 4)
            if style in styles:
                shown.add(column, row + 1, styles[style])
        elif place < looked and kind == NUMBERS_BESIDE and size >= 6:
            row, first = struct.unpack_from("<HH", content, place + 4)
            beside = ((first + n, struct.unpack_from("<H", content, place + 8 + 6 * n)[0]) for n in range((size - 6) // 6))
            for column, style in beside:
                if style in styles:
                    shown.add(column, row + 1, styles[style])
        elif kind == COLUMNS and size >= 10:
            first, last, flags = struct.unpack_from("<HH4xH", content, place + 4)
            if flags & 1:
                columns.update(range(first, last + 1))
        elif kind == END:
            nested -= 1
            if nested <= 0:
                break
        elif kind in BEGIN:  # a drawing has records of its own
            nested += 1
        place += 4 + size
    return Marks(rows=frozenset(rows), columns=frozenset(columns), formats=shown.formats, mixed=shown.mixed)


def _priced(book: xlrd.Book) -> dict[int, str]:
    """The styles that show a currency, with that currency or its sign."""
    forms = {style: book.format_map.get(one.format_key) for style, one in enumerate(book.xf_list)}
    return {style: currency for style, form in forms.items() if form and (currency := formatted(form.format_str))}


def _decoded(text: str, encoding: str) -> str:
    """Text as its writer meant it."""
    if not encoding or text.isascii():
        return text
    return text.encode(BYTES).decode(encoding, errors="cp1252-or-latin-1" if encoding == "cp1252" else "replace")


def _columns(sheet: xlrd.sheet.Sheet, datemode: int, encoding: str, limits: Limits) -> "list[pa.Array]":
    """The columns of a sheet, from its first row and column, every cell text or None."""
    import pyarrow as pa

    if sheet.nrows * sheet.ncols > limits.cells:
        raise ReadError("too_large", {"rows": sheet.nrows, "columns": sheet.ncols, "limit": limits.cells})
    columns: list[list[str | None]] = [[None] * sheet.nrows for _ in range(sheet.ncols)]
    for row in range(sheet.nrows):
        for column, kind, value in zip(columns, sheet.row_types(row), sheet.row_values(row), strict=False):
            if kind == xlrd.XL_CELL_TEXT:
                column[row] = _decoded(value, encoding)
            elif kind == xlrd.XL_CELL_NUMBER:
                column[row] = number_text(value)
            elif kind == xlrd.XL_CELL_DATE:
                column[row] = _moment_text(value, datemode)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                column[row] = "true" if value else "false"
    return [pa.array(column, pa.string()) for column in columns]


def number_text(value: float) -> str | None:
    """A number as a spreadsheet keeps it: 15 digits, no exponent, whole ones without a point; None for one that is none."""
    if value.is_integer():
        return str(int(value)) if abs(value) <= KEPT else fifteen(value)
    if value != value or value in (float("inf"), float("-inf")):
        return None
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _moment_text(value: float, datemode: int) -> str | None:
    """A date and time of day; the time alone where there is no date; the bare number where there is no such day."""
    if value < 0:
        return number_text(value)
    try:
        moment = xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError):
        return number_text(value)
    text = moment.isoformat(" ", "milliseconds" if moment.microsecond else "seconds")
    return text if value >= 1 else text[11:]
