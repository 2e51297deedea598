"""A workbook as sheets: the tables of each visible worksheet that have at least one record, every cell text, written as Parquet.

Numbers read as a spreadsheet keeps them (17850, not 17850.0), dates as ISO text, times of day without a date; a cell with an
error such as #N/A says nothing and is None. Text that looks like a number, leading zeros included, stays as it is.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.notes import explains
from data.read import Limits, ReadError, Sheet, Sheets
from data.region import NOWHERE, TOLD, Found, Regions, letters, tables, texts, with_totals
from data.region_blocks import BLOCKS, HEAD, TAIL, Block
from data.region_looks import Row
from data.region_totals import NEEDLES, PLACES

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

    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        reader = fastexcel.read_excel(str(path))

        def loaded(position: int, title: str) -> list[Sheet] | None:
            if states[position : position + 1] == [True]:
                return None
            if states:
                columns = reader.load_sheet(position, header_row=None, skip_rows=0, dtypes="string", eager=True).columns
            else:
                found = reader.load_sheet(position, header_row=None, skip_rows=0, dtypes="string")
                if found.visible != "visible":
                    return None
                columns = _opendocument(*found.to_arrow_with_errors())
            return table_sheets(columns, title, folder / f"sheet-{position}.parquet", File(name, sha256), limits, regions)

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


@dataclass(frozen=True)
class File:
    """The uploaded file that sheets come from: its name, its digest, the encoding of its text."""

    name: str
    sha256: str
    encoding: str = "utf-8"


def table_sheets(cells: Sequence["pa.Array"], title: str, path: Path, file: File, limits: Limits, regions: Regions) -> list[Sheet]:
    """The tables of a worksheet, given as columns of text, written beside ``path``; ReadError with a code for one that is left out."""
    columns = [_text(column) for column in cells]
    used = [place for place, column in enumerate(columns) if column.null_count < len(column)]
    if not used:
        raise ReadError("empty")
    if explains(columns):
        raise ReadError("notes")
    columns = columns[: used[-1] + 1]
    if len(columns) > limits.columns:
        raise ReadError("too_many_columns", {"columns": len(columns), "limit": limits.columns})
    found = tables(_blocks(columns), title, regions, set(used))
    full = [_with_totals(columns, one) for one in found if one.last >= one.first]
    if not full:
        raise ReadError("header_only", {"columns": len(columns)})
    return [_written(columns, one, path if not n else path.with_stem(f"{path.stem}-{n}"), file, limits) for n, one in enumerate(full)]


def _blocks(columns: Sequence["pa.Array"]) -> list[Block]:
    """The runs of rows that say something; what is looked at of them is taken out of the columns."""
    import numpy as np

    said = np.zeros(len(columns[0]), dtype=bool)
    for column in columns:
        said |= column.is_valid().to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(said)
    breaks = np.flatnonzero(np.diff(rows) > 1)[: BLOCKS - 1]
    firsts, lasts = [rows[0], *rows[breaks + 1]], [*rows[breaks], rows[-1]]
    return [_block(columns, int(first), int(last)) for first, last in zip(firsts, lasts, strict=True)]


def _block(columns: Sequence["pa.Array"], first: int, last: int) -> Block:
    def rows(start: int, stop: int) -> list[tuple[str | None, ...]]:
        return list(zip(*(column.slice(start, stop - start).to_pylist() for column in columns), strict=True))

    return Block(first + 1, last + 1, [*rows(first, min(first + HEAD, last + 1))], [*rows(max(first, last + 1 - TAIL), last + 1)])


def _with_totals(columns: Sequence["pa.Array"], one: Found) -> Found:
    """The table with the rows among its records that add others up, unless the user says that they are records."""
    count = one.last - one.first + 1
    cut = [column.slice(one.first - 1, count) for column in columns[one.left : one.right]]
    if one.totals_until is None or not any(map(_is_likely, cut[:PLACES])):
        return one
    return with_totals(one, _rows(cut, one.first))


def _is_likely(column: "pa.Array") -> bool:
    """Whether a column holds what is in every word for totals; its bytes tell, whole, in a hundredth of a second a million cells."""
    import pyarrow as pa

    packed = pa.concat_arrays([column]) if isinstance(column, pa.Array) else column.combine_chunks()
    content = packed.buffers()[-1]
    return content is not None and any(needle in content.to_pybytes() for needle in NEEDLES)


def _rows(columns: Sequence["pa.Array"], first: int) -> Iterator[Row]:
    """The rows of columns, numbered from ``first`` on."""
    for start in range(0, len(columns[0]), CHUNK_ROWS):
        yield from enumerate(zip(*(column.slice(start, CHUNK_ROWS).to_pylist() for column in columns), strict=True), first + start)


def _blanked(column: "pa.Array", rows: Sequence[int]) -> "pa.Array":
    """A column without its cells in some rows."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    out = np.zeros(len(column), dtype=bool)
    out[list(rows)] = True
    return pc.if_else(pa.array(out), pa.scalar(None, pa.string()), column)


def _written(columns: Sequence["pa.Array"], one: Found, path: Path, file: File, limits: Limits) -> Sheet:
    """A table as a sheet, its records written to ``path``, without columns at its sides that have neither a name nor a cell."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names, count = [*one.header.names, *[""] * (len(columns) - len(one.header.names))], one.last - one.first + 1
    cut = [column.slice(one.first - 1, count) for column in columns]
    if one.totals:
        cut = [_blanked(column, [row - one.first for row, _ in one.totals]) for column in cut]
    used = [place for place in range(one.left, one.right or len(cut)) if names[place].strip() or cut[place].null_count < count]
    if not used:
        raise ReadError("empty")
    kept = range(used[0], used[-1] + 1)
    table = pa.table({f"c{n}": cut[place] for n, place in enumerate(kept)})
    check_cells(table, one.first, limits)
    with path.open("wb") as out:
        pq.write_table(table, out)
    header = tuple(names[place].strip() if one.header.lines else letters(place) for place in kept)
    return Sheet(
        file.name, one.name, path, "parquet", header, one.header.row, count, tuple(_sample(table)), file.encoding, "", file.sha256, **told(one)
    )


def told(one: Found) -> "dict[str, Any]":
    """What a sheet says of where its table stands."""
    return {
        "header_rows": one.header.lines, "above": one.above, "below": one.below, "left_above": one.left_above, "left_below": one.left_below,
        "shown": one.shown, "shown_row": one.start, "left_within": len(one.totals), "within": texts([cells for _, cells in one.totals]),
        "totals": tuple(row for row, _ in one.totals[:TOLD]),
    }  # fmt: skip


def _text(column: "pa.Array") -> "pa.Array":
    """The column with blank cells as None and times of day without the day that nobody wrote."""
    import pyarrow.compute as pc

    column = filled(column)
    if pc.any(pc.starts_with(column, "1899-12-3")).as_py():
        column = pc.replace_substring_regex(column, TIME_OF_DAY, "")
    return column


def filled(column: "pa.Array") -> "pa.Array":
    """The column of text with blank cells as None."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pc.equal(pc.binary_length(pc.utf8_trim_whitespace(column)), 0), pa.scalar(None, pa.string()), column)


def check_cells(table: "pa.Table", first_row: int, limits: Limits) -> None:
    """Refuse a cell that no spreadsheet program could have held."""
    import pyarrow.compute as pc

    for position, column in enumerate(table.columns):
        lengths = pc.binary_length(column)
        longest = pc.max(lengths).as_py()
        if longest is not None and longest > limits.record:
            row = pc.index(lengths, longest).as_py()
            raise ReadError("too_large", {"row": first_row + row, "column": position + 1, "limit": limits.record})


def _sample(table: "pa.Table") -> Iterator[tuple[Any, ...]]:
    """Up to 1,000 records: half from the start, a quarter each from the middle and the end."""
    wanted = min(SAMPLED, max(1, SAMPLED_CELLS // table.num_columns))
    half, quarter = wanted // 2, wanted // 4
    starts = [(0, wanted)] if table.num_rows <= wanted else [(0, half), (table.num_rows // 2, quarter), (table.num_rows - quarter, quarter)]
    for start, length in starts:
        part = table.slice(start, length)
        yield from islice(zip(*(column.to_pylist() for column in part.columns), strict=True), length)
