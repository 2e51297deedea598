"""A workbook as sheets: the tables of each visible worksheet that have at least one record, every cell text, written as Parquet.

Numbers read as a spreadsheet keeps them (17850, not 17850.0), dates as ISO text, times of day without a date; a cell with an
error such as #N/A says nothing and is None. Text that looks like a number, leading zeros included, stays as it is.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.parse_columns import File, table_sheets
from data.parse_digits import sure_digits
from data.parse_marks import PLAIN, marks_of, opendocument_marks, priced_styles
from data.read import Limits, ReadError, Sheet, Sheets
from data.region import NOWHERE, Regions

if TYPE_CHECKING:
    import fastexcel
    import pyarrow as pa

CHUNK = 1 << 20
CHUNK_ROWS = 50_000
SMALL_PART = 16 << 20  # bytes of XML that are read cell by cell for the true extent: a fifth of a second
SAMPLED, SAMPLED_CELLS = 1_000, 200_000
WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
MANIFEST, LOCKED = "META-INF/manifest.xml", b"encryption-data"  # where an .ods with a password says so
SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
HIDDEN = re.compile(rb"\bstate\s*=\s*[\"'](?:very)?hidden[\"']", re.IGNORECASE)
CELL = re.compile(rb"\br=[\"']([A-Z]{1,4})([0-9]{1,10})[\"']")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s+ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
TIME_OF_DAY = r"^1899-12-3[01] "  # how a date without a day reads

DAY_AND_TIME = r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)"  # how .ods keeps them
LASTED = re.compile(r"\"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?\"")  # how .ods keeps a time of day


def read_workbook(path: Path, name: str, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The sheets of an .xlsx, .xlsm, .xlsb or .ods file; ReadError when it has none, or when its declared or true size is beyond the limits."""
    states = _checked_parts(path, limits)
    import fastexcel

    try:
        reader = fastexcel.read_excel(str(path))
        opened = [] if states else opendocument_marks(path)
        styles = priced_styles(path) if states else {}

        def loaded(position: int, title: str) -> list[Sheet] | None:
            if states[position : position + 1] == [True]:
                return None
            marks = PLAIN
            if states:
                marks = marks_of(path, position, styles)
                columns = reader.load_sheet(position, header_row=None, skip_rows=0, dtypes="string", eager=True).columns
            else:
                found = reader.load_sheet(position, header_row=None, skip_rows=0, dtypes="string")
                if found.visible != "visible":
                    return None
                columns = _opendocument(*found.to_arrow_with_errors())
                marks = opened[position] if position < len(opened) else PLAIN

            def numbers(place: int) -> "pa.Array":
                return reader.load_sheet(position, header_row=None, skip_rows=0, dtypes="boolean", use_columns=[place], eager=True).columns[0]

            columns, cut = sure_digits(columns, numbers)
            return table_sheets(columns, title, folder / f"sheet-{position}.parquet", File(name), limits, regions, replace(marks, cut=cut))

        return gathered(reader.sheet_names, loaded)
    except fastexcel.FastExcelError:
        raise ReadError("damaged", {"kind": "workbook"}) from None


def _opendocument(batch: "pa.RecordBatch", refused: "fastexcel.CellErrors | None") -> "list[pa.Array]":
    """The columns of an .ods sheet as those of an .xlsx: a blank before the time, and times of day, which the reader leaves out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [pc.replace_substring_regex(column, DAY_AND_TIME, r"\1 \2") for column in batch.columns]
    times: dict[int, dict[int, str]] = {}
    for error in refused.errors if refused else ():
        if lasted := LASTED.search(error.detail):
            row, column = error.offset_position
            times.setdefault(column, {})[row] = ":".join(f"{int(part or 0):02}" for part in lasted.groups())
    for column, cells in times.items():
        columns[column] = pa.array([cells.get(row, cell) for row, cell in enumerate(columns[column].to_pylist())], pa.string())
    return columns


def gathered(titles: Iterable[str], load: Callable[[int, str], list[Sheet] | None]) -> Sheets:
    """The sheets of a workbook, the tables of each worksheet loaded by position and title; None is a hidden one.

    ReadError when nothing is left or when a sheet is damaged: half a file would pass for a whole one.
    """
    sheets: list[Sheet] = []
    skipped: list[tuple[str, str]] = []
    refused: list[ReadError] = []
    for position, title in enumerate(titles):
        try:
            found = load(position, title)
        except ReadError as error:
            if error.code == "damaged":
                raise
            skipped.append((title, error.code))
            refused.append(ReadError(error.code, {"sheet": title, **error.details}))
            continue
        if found is None:
            skipped.append((title, "hidden"))
        else:
            sheets += found
    if not sheets:
        nothing = ReadError("hidden" if any(code == "hidden" for _, code in skipped) else "empty")
        raise next((error for error in refused if error.code != "empty"), nothing)
    return Sheets(sheets, skipped)


def _checked_parts(path: Path, limits: Limits) -> list[bool]:
    """Whether each sheet is hidden, in the workbook's order, after the zip directory and the sheets' extents are found bearable.

    Empty for .xlsb and .ods: what is hidden there, the reader knows once it has read the sheet.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            entries = parts.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > limits.parts:
                raise ReadError("too_large", {"parts": len(entries), "limit": limits.parts})
            if size > limits.unpacked:
                raise ReadError("too_large", {"bytes": size, "limit": limits.unpacked})
            if any(entry.flag_bits & 1 or entry.filename == MANIFEST and LOCKED in _start(parts, entry) for entry in entries):
                raise ReadError("encrypted")
            for entry in entries:
                if WORKSHEET.fullmatch(entry.filename):
                    _check_extent(parts, entry, limits)
            directory = next((entry for entry in entries if entry.filename.lower().replace("\\", "/") == "xl/workbook.xml"), None)
            if directory is None:
                return []
            return [bool(HIDDEN.search(tag)) for tag in SHEET_TAG.findall(_start(parts, directory))]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise ReadError("damaged", {"kind": "workbook"}) from None


def _start(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What a part begins with: all of it, unless it is much larger than such a part ever is."""
    with parts.open(entry) as part:
        return part.read(SMALL_PART)


def _check_extent(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a sheet whose cells, blank ones included, would not fit: the reader lays out the whole rectangle.

    What a large sheet declares may be untrue; the memory limit stays as the last word.
    """
    if entry.file_size > SMALL_PART:
        with parts.open(entry) as part:
            declared = DIMENSION.search(part.read(CHUNK))
        corners = [(declared[1], declared[2]), (declared[3], declared[4])] if declared else []
    else:
        corners = list(_corners(parts, entry))
    if not corners:
        return
    rows = [int(row) for _, row in corners]
    columns = [column_number(letters) for letters, _ in corners]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width > limits.cells:
        raise ReadError("too_large", {"rows": height, "columns": width, "limit": limits.cells})


def _corners(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Every cell's address in a sheet's XML as (letters, digits)."""
    rest = b""
    with parts.open(entry) as part:
        while chunk := part.read(CHUNK):
            block = rest + chunk
            yield from CELL.findall(block)
            rest = block[-16:].rpartition(b" ")[2]


def column_number(letters: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
