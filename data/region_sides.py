"""Tables that stand side by side in a worksheet, told from the halves of one that a blank column parts."""

from collections.abc import Sequence

from data.region_blocks import Block
from data.region_cells import filled, plain
from data.region_header import header_of
from data.region_looks import Row
from data.region_totals import is_aside

STRONG = 0.3  # share of names above values that a second table's header needs
NARROW = 2  # columns of a list of labels above a table


def spans_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Runs of columns that say something."""
    used = sorted({place for _, cells in rows for place in filled(cells)})
    starts = [place for n, place in enumerate(used) if not n or used[n - 1] < place - 1]
    ends = [place + 1 for n, place in enumerate(used) if n == len(used) - 1 or used[n + 1] > place + 1]
    return list(zip(starts, ends, strict=True))


def ends_known(parts: Sequence[Sequence[Row]], group: Sequence[Block]) -> bool:
    """Whether every part ends in a row that was looked at: with all that follow it."""
    ends = {block.first + len(block.head) - 1 for block in group if block.last - block.first >= len(block.head) + len(block.tail)}
    return not any(part[-1][0] in ends for part in parts)


def unequal(parts: Sequence[Sequence[Row]], rows: Sequence[Row]) -> bool:
    """Whether each part is a table, and they are no halves of one: names twice, or other rows."""
    headers = [header_of(part) for part in parts]
    for part, header in zip(parts, headers, strict=True):
        body = [cells for number, cells in part if number >= header.row + header.lines and not is_aside(cells)]
        within = sum(header.row <= number <= part[-1][0] for number, _ in rows)
        dense = sum(0 in filled(cells) for cells in body) >= 0.9 * len(body) and within <= len(part) + NARROW
        if len(part[0][1]) < NARROW or sum(map(bool, header.names)) < NARROW or not body or not dense or header.strength < STRONG:
            return False
    said = [{plain(name) for name in header.names if name} for header in headers]
    repeated = any(one & two for n, one in enumerate(said) for two in said[n + 1 :])
    return repeated or len({(header.row, part[-1][0]) for part, header in zip(parts, headers, strict=True)}) > 1
