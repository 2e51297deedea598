"""A worksheet, given as columns of text, as sheets: its tables, each written as Parquet. Every kind of workbook ends here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.notes import explains
from data.parse_marks import PLAIN, Marks, Merged
from data.parse_merged import filled_down, named
from data.parse_prices import said_in_cells
from data.read import Limits, ReadError, Sheet
from data.region import Found, Regions, letters, tables, with_totals, with_unnamed
from data.region_blocks import BLOCKS, HEAD, TAIL, TOLD, Block, texts
from data.region_looks import Row
from data.region_totals import LIKELY, NEEDLES, PLACES, may_be_total
from data.region_wordless import ENDS, LOOKED, ends_blank, unnamed

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK_ROWS = 50_000
SAMPLED, SAMPLED_CELLS = 1_000, 200_000
TIME_OF_DAY = r"^1899-12-3[01] "  # how a date without a day reads


@dataclass(frozen=True)
class File:
    """The uploaded file that sheets come from: its name, the encoding of its text."""

    name: str
    encoding: str = "utf-8"


def table_sheets(
    cells: Sequence["pa.Array"], title: str, path: Path, file: File, limits: Limits, regions: Regions, marks: Marks = PLAIN
) -> list[Sheet]:
    """The tables of a worksheet, its cells and what it says of them, written beside ``path``; ReadError with a code for one that is left out."""
    columns = [_text(column) for column in cells]
    used = [place for place, column in enumerate(columns) if column.null_count < len(column)]
    if not used:
        raise ReadError("empty")
    if explains(columns):
        raise ReadError("notes")
    columns = columns[: used[-1] + 1]
    if len(columns) > limits.columns:
        raise ReadError("too_many_columns", {"columns": len(columns), "limit": limits.columns})
    blocks = _blocks(columns)
    found = tables(blocks, title, regions, set(used))
    full = [_with_totals(columns, named(one, blocks, marks.merged)) for one in found if one.last >= one.first]
    if not full:
        raise ReadError("header_only", {"columns": len(columns)})
    return [_written(columns, one, path if not n else path.with_stem(f"{path.stem}-{n}"), file, limits, marks) for n, one in enumerate(full)]


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
    again = any(name and _holds(column, name) for column, name in zip(cut[:PLACES], one.header.names[one.left :], strict=False))
    if one.totals_until is None:
        return one
    if ends_blank(_last_rows(cut, ENDS)) and (blank := unnamed(_last_rows(cut, LOOKED))):
        found = with_unnamed(one, _rows(cut, one.first), blank)
        if found.totals:
            return found
    return with_totals(one, _rows(cut, one.first)) if again or _may_hold_totals(cut) else one


def _last_rows(columns: Sequence["pa.Array"], most: int) -> list[tuple[str | None, ...]]:
    """The last rows of columns."""
    return list(zip(*(column.slice(max(0, len(column) - most)).to_pylist() for column in columns), strict=True))


def _holds(column: "pa.Array", name: str) -> bool:
    """Whether a cell of a column is its own name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.index(column, pa.scalar(name, column.type)).as_py() >= 0


def _is_likely(column: "pa.Array") -> bool:
    """Whether a column holds what is in every word for totals; its bytes tell, whole, in a hundredth of a second a million cells."""
    import pyarrow as pa

    packed = pa.concat_arrays([column]) if isinstance(column, pa.Array) else column.combine_chunks()
    content = packed.buffers()[-1]
    return content is not None and any(needle in content.to_pybytes() for needle in NEEDLES)


def _may_hold_totals(columns: Sequence["pa.Array"]) -> bool:
    """Whether a row looks like a total, alone and beside the one above it: to go through all rows takes a second for each 20,000."""
    import functools

    import pyarrow as pa
    import pyarrow.compute as pc

    likely = [column for column in columns[:PLACES] if _is_likely(column)]
    said = [pc.fill_null(pc.match_substring_regex(column, LIKELY.pattern, ignore_case=True), False) for column in likely]
    if not said:
        return False
    rows = pc.indices_nonzero(functools.reduce(pc.or_, said))
    above = pc.max_element_wise(pc.subtract(rows.cast(pa.int64()), 1), 0)
    here, there = (zip(*(pc.take(column, at).to_pylist() for column in columns), strict=True) for at in (rows, above))
    return any(may_be_total(cells, before) for cells, before in zip(here, there, strict=True))


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


def _written(columns: Sequence["pa.Array"], one: Found, path: Path, file: File, limits: Limits, marks: Marks) -> Sheet:
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
    hidden = _hidden(cut, one, kept, marks)
    spread = _filled_down(cut, names, one, marks.merged)
    for place in marks.mixed.keys() & set(kept):
        cut[place] = said_in_cells(cut[place], one.first, marks.mixed[place])
    table = pa.table({f"c{n}": cut[place] for n, place in enumerate(kept)})
    check_cells(table, one.first, limits)
    with path.open("wb") as out:
        pq.write_table(table, out)
    header = tuple(names[place].strip() if one.header.lines else letters(place) for place in kept)
    return Sheet(
        file.name,
        one.name,
        path,
        "parquet",
        header,
        one.header.row,
        count,
        tuple(_sample(table)),
        file.encoding,
        "",
        spread=spread,
        hidden_rows=hidden[0],
        hidden_columns=hidden[1],
        formats=tuple((n, marks.formats[place]) for n, place in enumerate(kept) if place in marks.formats),
        cut=tuple(n for n, place in enumerate(kept) if place in marks.cut),
        **told(one),
    )


def _filled_down(cut: "list[pa.Array]", names: Sequence[str], one: Found, merged: Sequence[Merged]) -> int:
    """Give records what is merged down over them; how many cells that are."""
    import numpy as np

    down = [cell for cell in merged if cell.bottom > cell.top and one.first <= cell.bottom and cell.top <= one.last]
    if not down:
        return 0
    said = np.logical_or.reduce([column.is_valid().to_numpy(zero_copy_only=False) for column in cut])
    count = 0
    for place in {cell.left for cell in down} & set(range(one.left, one.right or len(cut))):
        cut[place], many = filled_down(cut[place], names[place], place, one.first, down, said)
        count += many
    return count


def _hidden(cut: "Sequence[pa.Array]", one: Found, kept: range, marks: Marks) -> tuple[int, int]:
    """How many of the records, and of the columns that are kept, are hidden; blank rows and columns are not missed."""
    import numpy as np

    count = one.last - one.first + 1
    places = [row - one.first for row in marks.rows if one.first <= row <= one.last]
    rows = 0
    if places:
        said = np.logical_or.reduce([cut[column].is_valid().to_numpy(zero_copy_only=False) for column in kept])
        rows = int(said[places].sum())
    names = (*one.header.names, *[""] * len(cut))
    return rows, sum(place in marks.columns and bool(names[place].strip() or cut[place].null_count < count) for place in kept)


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
