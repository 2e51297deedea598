"""The rows of a worksheet as runs between blank ones, each known by its first and its last rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.region_cells import Cells, filled
from data.region_looks import Row

HEAD, TAIL = 100, 30  # rows of a block that are looked at, from its start and its end
TOLD, CUT = 30, 200  # rows of what is left out that are told, and characters of one
BLOCKS = 64  # of a worksheet; what follows belongs to the last


@dataclass
class Block:
    """A run of rows that say something, from row ``first`` to row ``last``; ``head`` and ``tail`` are those that were looked at."""

    first: int
    last: int
    head: list[Cells] = field(default_factory=list)
    tail: list[Cells] = field(default_factory=list)  # may be rows of the head too

    def add(self, row: int, cells: Cells) -> None:
        """One more row at the end."""
        self.last = row
        if len(self.head) < HEAD:
            self.head.append(cells)
        self.tail.append(cells)
        if len(self.tail) > 2 * TAIL:
            del self.tail[:TAIL]

    @property
    def rows(self) -> list[Row]:
        """The rows that are known and say something, with their numbers."""
        head = list(enumerate(self.head, self.first))
        start = self.last - len(self.tail) + 1
        rows = head + [(number, cells) for number, cells in enumerate(self.tail, start) if number >= self.first + len(head)]
        return [row for row in rows if filled(row[1])]

    @property
    def whole(self) -> bool:
        """Whether all of its rows are known."""
        return self.last - self.first < len(self.head) + len(self.tail)

    @property
    def width(self) -> int:
        """Cells of its fullest row."""
        return max((len(filled(cells)) for cells in [*self.head, *self.tail]), default=0)


def blocks_of(rows: Iterator[Row] | Sequence[Row]) -> list[Block]:
    """Numbered rows, all of which say something, as blocks."""
    found: list[Block] = []
    for number, cells in rows:
        see(found, number, cells)
    return found


def see(blocks: list[Block], number: int, cells: Cells) -> None:
    """One more row that says something, after those of the blocks."""
    if not blocks or number > blocks[-1].last + 1 and len(blocks) < BLOCKS:
        blocks.append(Block(number, number))
    for blank in range(blocks[-1].last + 1, number):
        blocks[-1].add(blank, ())
    blocks[-1].add(number, cells)


def texts(rows: Sequence[Cells]) -> tuple[str, ...]:
    """Rows as they are told."""
    return tuple(" · ".join((cells[place] or "").strip() for place in filled(cells))[:CUT] for cells in rows[:TOLD])
