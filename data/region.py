"""Where the tables of a worksheet stand: what is title, header, unit, record, total and note, told by looking at some of its rows.

A worksheet is given as its blocks, the runs of rows between blank ones, each with its first and its last rows. Blocks make one
table unless a later one begins with names of its own; a table parts into two where blank columns lie between unequal halves.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from data.region_blocks import HEAD, TAIL, Block, blocks_of, texts
from data.region_cells import WORDS, Cells, filled, is_label, kind, plain
from data.region_header import Header, header_of, names
from data.region_looks import COMPLETE, HALF, Row, is_name
from data.region_sides import NARROW, STRONG, ends_known, spans_of, unequal
from data.region_totals import is_aside, is_lone, is_note_row, is_total_of, is_wordless_sum, totals_among
from data.region_wordless import unnamed_totals

SHOWN, ACROSS, WIDE = 12, 40, 60  # rows that are shown as they stand, their cells, characters of one


@dataclass(frozen=True)
class Region:
    """Where a user says that a table stands; None is what is found. ``header`` 0: it has none, and the records begin in its place."""

    header: int | None = None  # the first row of names, as a spreadsheet program numbers rows
    lines: int | None = None  # rows of names, units among them
    last: int | None = None  # the last record's row
    totals: bool = False  # rows that add up others are records too


Regions = Mapping[str, Region]  # by the name of the sheet
NOWHERE: Regions = {}


@dataclass(frozen=True)
class Found:
    """One table: its header as ``Header`` says, its records in rows ``first`` to ``last``, its columns from ``left`` (from 0) up to ``right``.

    ``right`` None: to the last that says something. ``start`` is where its part of the worksheet begins, titles included.
    """

    name: str
    header: Header
    first: int
    last: int
    left: int = 0
    right: int | None = None
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    left_above: int = 0
    left_below: int = 0
    start: int = 1
    totals: tuple[Row, ...] = ()  # rows among the records that are none: they add others up, or say the names again
    totals_until: int | None = 1 << 62  # where to look for them: not below the end that is found, where a user says it is; None: nowhere
    shown: tuple[tuple[str | None, ...], ...] = ()

    @property
    def size(self) -> int:
        """How many cells there are, about."""
        return max(0, self.last - self.first + 1) * max(1, sum(map(bool, self.header.names)))


def with_totals(one: Found, records: Iterator[Row]) -> Found:
    """The table, its ``records`` given whole, with the rows among them that are none."""
    return replace(one, totals=tuple(row for row in totals_among(records, one.header.names[one.left :]) if row[0] <= (one.totals_until or 0)))


def with_unnamed(one: Found, records: Iterator[Row], blank: Sequence[int]) -> Found:
    """The same of totals that no word names, which leave some columns ``blank``."""
    return replace(one, totals=tuple(row for row in unnamed_totals(records, blank) if row[0] <= (one.totals_until or 0)))


def letters(place: int) -> str:
    """The name that a spreadsheet program gives to a column, the first being 0."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name, place = chr(65 + letter) + name, place - 1
    return name


def tables(blocks: Sequence[Block], title: str, regions: Regions, used: Set[int]) -> list[Found]:
    """The tables of a worksheet called ``title``, the largest under its name, the others under it and a number.

    ``used`` are all columns of the worksheet that say something. A table without a record has ``last`` before ``first``.
    """
    groups = _groups(blocks)
    found = [part for group in groups for part in _parts(group, used)]
    main = max(range(len(found)), key=lambda place: (found[place].size, -place))
    others = iter(range(2, len(found) + 1))
    found = [replace(one, name=title if place == main else f"{title} #{next(others)}".strip()) for place, one in enumerate(found)]
    moved = {one.name: _moved(one, blocks, regions[one.name]) for one in found if regions.get(one.name, Region()) != Region()}
    kept = [one for one in found if one.name in moved or not any(_overlap(one, other) for other in moved.values())]
    known = dict(row for block in blocks for row in block.rows)
    return [replace(one, shown=_shown(one, known)) for one in (moved.get(one.name, one) for one in kept)]


def _shown(one: Found, known: Mapping[int, Cells]) -> tuple[tuple[str | None, ...], ...]:
    """The first rows of a table's part of the worksheet, down to its first records."""
    rows = max(SHOWN, min(HEAD + SHOWN, one.first + 3 - one.start))
    return tuple(tuple(cell and cell.strip()[:WIDE] for cell in known.get(one.start + row, ())[:ACROSS]) for row in range(rows))


def _overlap(one: Found, other: Found) -> bool:
    """Whether two tables, header and all, share rows and columns."""
    across = (one.right is None or one.right > other.left) and (other.right is None or other.right > one.left)
    return across and one.header.row <= other.last and other.header.row <= one.last


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that belong together: those of a table, with the titles above and the notes below it."""
    groups = [[blocks[0]]]
    for block in blocks[1:]:
        now = groups[-1]
        if not _begins(block, now):
            now.append(block)
            continue
        titles = len(now)
        while titles > 1 and now[titles - 1].width == 1 and not any(map(is_aside, now[titles - 1].head)):
            titles -= 1
        groups.append([*now[titles:], block])
        del now[titles:]
    return groups


def _begins(block: Block, before: Sequence[Block]) -> bool:
    """Whether a block is a table of its own: names of its own above values, below another table."""
    if block.width < NARROW or len(block.rows) < 2:
        return False
    header = header_of(block.rows)
    said = {plain(name) for name in header.names if name}
    records = sum(number >= header.row + header.lines for number, _ in block.rows)
    if not header.lines or header.strength < STRONG or len(said) < NARROW or not records:
        return False
    if not any(map(is_name, said)) and not (records > NARROW and header.strength >= HALF and _is_full(block, header)):
        return False  # too little to believe in names that nobody has heard of
    rows = [row for one in before for row in one.rows]
    earlier = header_of(rows)
    named = earlier.strength >= COMPLETE and sum(map(bool, earlier.names)) >= NARROW
    labels = not named or any(_has_label(cells) for _, cells in rows)
    if labels and len(rows) < TAIL and all(len(filled(cells)) <= NARROW < block.width or _has_label(cells) for _, cells in rows):
        return False  # labels and titles, of the table that begins here
    slight = earlier.strength < STRONG and len(rows) < TAIL and max(len(filled(cells)) for _, cells in rows) < block.width
    if slight or earlier.row + max(1, earlier.lines) > rows[-1][0] or len(rows) < NARROW:
        return False
    return said != {plain(name) for name in earlier.names if name}


def _is_full(block: Block, header: Header) -> bool:
    """Whether a block has a name for every column, of more than a sign, and hardly a blank cell."""
    said = [name for name in header.names if name]
    cells = sum(len(filled(cells)) for number, cells in block.rows if number >= header.row)
    rows = sum(number >= header.row for number, _ in block.rows)
    return all(kind(name) == WORDS and sum(map(str.isalnum, name)) > 1 for name in said) and cells >= COMPLETE * rows * len(said)


def _has_label(cells: Cells) -> bool:
    """Whether a cell of a row introduces another."""
    return any(is_label(cell or "") for cell in cells)


def _parts(group: Sequence[Block], used: Set[int]) -> list[Found]:
    """The table of a group, or the two and more that stand side by side in it."""
    rows = [row for block in group for row in block.rows]
    spans = spans_of(rows)
    if len(spans) > 1 and all(any(left <= place < right for left, right in spans) for place in used):
        parts = [[(number, cells[left:right]) for number, cells in rows if filled(cells[left:right])] for left, right in spans]
        if unequal(parts, rows) and ends_known(parts, group):
            return [
                _shifted(_found(blocks_of(part), group[0].first), left, right, group[-1].last)
                for part, (left, right) in zip(parts, spans, strict=True)
            ]
    return [_found(group, group[0].first)]


def _shifted(one: Found, left: int, right: int, last: int) -> Found:
    """A table found in columns from ``left`` on, among others; its rows are known up to ``last`` when it reaches so far."""
    header = replace(one.header, names=("",) * left + one.header.names)
    return replace(one, header=header, left=left, right=right, last=min(one.last, last))


def _found(group: Sequence[Block], start: int) -> Found:
    """The table in a group of blocks."""
    rows = [row for block in group for row in block.rows]
    header = header_of([*rows[: HEAD + TAIL], *rows[HEAD + TAIL :][-TAIL:]])  # a note at the end may say what the amounts are in
    return _told(header, group, rows, start, _last(header, group, rows))


def _told(header: Header, group: Sequence[Block], rows: Sequence[Row], start: int, last: int) -> Found:
    """The table with what lies around it in its group."""
    first = header.row + header.lines
    above = [cells for number, cells in rows if number < header.row]
    below = [cells for number, cells in rows if number > last >= first - 1]
    return Found(
        "", header, first, last, 0, None, texts(above), texts(below),
        sum(max(0, min(block.last, header.row - 1) - block.first + 1) for block in group),
        sum(max(0, block.last - max(block.first, last + 1) + 1) for block in group), start,
    )  # fmt: skip


def _last(header: Header, group: Sequence[Block], rows: Sequence[Row]) -> int:
    """The last record's row: totals and notes at the end are none, nor are lone texts that a blank row parts from the records."""
    first = header.row + header.lines
    body = [row for row in rows if row[0] >= first]
    if not body:
        return first - 1
    widths = sorted(len(filled(cells)) for _, cells in body[:HEAD] if not is_aside(cells)) or [1]
    typical, whole = widths[len(widths) // 2], all(block.whole for block in group)
    while len(body) > 1 and typical > 1 and _is_below(body, group, first, typical, whole=whole):
        body.pop()
    return body[-1][0]


def _is_below(body: Sequence[Row], group: Sequence[Block], first: int, typical: int, *, whole: bool) -> bool:
    """Whether the last row known is none of the records."""
    (number, cells), before = body[-1], body[:-1]
    apart = number - _starts(group, number) < TAIL and any(block.first > first and block.first <= number for block in group)
    if is_lone(cells, typical, apart=apart) or is_wordless_sum(cells, before):
        return True
    return is_note_row(cells) or is_total_of(cells, [record for _, record in before], whole=whole)


def _starts(group: Sequence[Block], number: int) -> int:
    """Where the block begins that holds a row."""
    return max(block.first for block in group if block.first <= number)


def _moved(one: Found, blocks: Sequence[Block], region: Region) -> Found:
    """The table where the user says that it stands; a row of names that was not looked at has none."""
    rows = [row for block in blocks for row in block.rows]
    if one.right is not None:
        rows = [(number, cells[: one.right]) for number, cells in rows]
    if region.header == 0:
        header = Header(one.header.row, 0, ())
    else:
        header = _named(rows, region.header or one.header.row, region.lines or (one.header.lines if region.header is None else 0))
    group = [block for block in blocks if block.last >= one.start]
    own = [*_own(blocks, header.row, one)]
    ends = _last(header, own, [row for block in own for row in block.rows])
    last = region.last if region.last is not None else ends
    last = max(header.row + header.lines - 1, min(last, blocks[-1].last))
    told = _told(header, group, [row for row in rows if row[0] >= one.start], one.start, last)
    return replace(told, name=one.name, left=one.left, right=one.right, totals_until=None if region.totals else ends)


def _own(blocks: Sequence[Block], row: int, one: Found) -> Iterator[Block]:
    """The blocks up to the next table's, from a row on."""
    for group in _groups(blocks):
        if group[-1].last >= row:
            yield from group
            return
    yield from blocks[-1:]


def _named(rows: Sequence[Row], row: int, lines: int) -> Header:
    """A header that begins in a row that the user names; how many lines it has is found when they do not say it."""
    place = next((place for place, (number, _) in enumerate(rows) if number >= row), len(rows))
    if place == len(rows) or rows[place][0] > row:
        return Header(row, max(1, lines), ())
    if not lines:
        found = header_of(rows[place:])
        lines = found.lines if found.row == row and found.lines else 1
    until = sum(number < row + lines for number, _ in rows[place:])
    return Header(row, lines, names(rows, place, until))
