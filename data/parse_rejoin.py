"""Numbers that a missing quote parted at their thousands: ``1,a,2024-01-01,1,234.50`` below four names.

A file is mended only when each of its broken lines can be joined in one way alone: columns that take a joined number hold numbers
below a thousand in the whole lines, and every other cell looks as its column does there. And only when the numbers prove it, for
``25,100`` at the end of a line may be 25 and what a column without a name says: a number has several groups; or decimals, where all
numbers of its column have some, or where one with several groups stands in it; or a date has no place unless the number is joined.
Otherwise all stays as it is.
"""

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.parse_rewrite import trimmed
from data.region_cells import BLANK, DATE, NUMBER, VALUES, kind
from data.region_totals import number_of

THOUSANDS = re.compile(r"[^\d,]{0,4}[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?[^\d,]{0,4}")
DECIMALS = re.compile(r"\.\d+\D*$")
GROUPS = 4  # of digits in one number
LEARNT = 10_000  # whole lines that say how columns look


def rejoined(path: Path, names: int, rows: int) -> int:
    """Join what belongs together in the lines with more cells than there are names; how many, 0 where that is not sure.

    ``path`` is a file of records parted by commas, as they were written anew.
    """
    columns = _Columns(names)
    for record in itertools.islice(_records(path, names, rows, broken=False), LEARNT):
        columns.learn(record)
    count = 0
    for record in _records(path, names, rows, broken=True):
        found = columns.joined(record)
        if found is None or not columns.believes(record, found):
            return 0
        count += 1
    if columns.doubted - columns.proved:
        return 0
    target = path.with_suffix(".joined")
    with path.open(encoding="utf-8", newline="") as file, target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        for record in itertools.islice(csv.reader(file), rows):
            write((columns.joined(trimmed(record, names)) if is_longer(record, names) else None) or record[:names])
    target.replace(path)
    return count


def longer_lines(path: Path, delimiter: str, named: int, rows: int) -> int:
    """How many records of a file written anew have more cells than there are names.

    None where all have: that is a column without a name, unless each time the last cells make a number with thousands (1,234).
    """
    with path.open(encoding="utf-8", newline="") as file:
        records = itertools.islice(csv.reader(file, delimiter=delimiter), rows)
        beyond = [delimiter.join(trimmed(record, named)[named - 1 :]) for record in records if is_longer(record, named)]
    return len(beyond) if len(beyond) < rows or all(map(THOUSANDS.fullmatch, beyond)) else 0


def is_longer(record: Sequence[str], names: int) -> bool:
    """Whether a record says something beyond the last name."""
    return any(cell.strip() for cell in record[names:])


def _records(path: Path, names: int, rows: int, *, broken: bool) -> Iterator[list[str]]:
    """The broken records of a file, or the whole ones."""
    with path.open(encoding="utf-8", newline="") as file:
        for record in itertools.islice(csv.reader(file), rows):
            if is_longer(record, names) is broken:
                yield trimmed(record, names)


class _Columns:
    """How columns look in the whole lines: the kinds of their cells, and whether their numbers may be parted elsewhere.

    ``proved``: columns where a joined number proves that numbers are parted; ``doubted``: those where one has to.
    """

    def __init__(self, names: int) -> None:
        self.kinds: list[set[str]] = [set() for _ in range(names)]
        self.small = [True] * names
        self.fine = [True] * names  # all numbers have decimals
        self.proved, self.doubted = set[int](), set[int]()

    def learn(self, record: Sequence[str]) -> None:
        """One more whole line."""
        for place, cell in enumerate(record):
            self.kinds[place].add(kind(cell))
            if (amount := number_of(cell)) is not None and abs(amount) >= 1000 and "," not in cell:
                self.small[place] = False
            if kind(cell) == NUMBER and not DECIMALS.search(cell):
                self.fine[place] = False

    def joined(self, cells: Sequence[str]) -> list[str] | None:
        """The cells of a broken line, joined; None where there is no way, or more than one."""
        extra = len(cells) - len(self.kinds)
        ways, first = {(len(cells), 0): 1}, dict[tuple[int, int], int]()  # from a cell on, with so many too many: how many; cells in the first
        for place in range(len(cells) - 1, -1, -1):
            for left in range(max(0, extra - place), extra + 1):
                sizes = [size for size in range(1, min(left + 1, GROUPS) + 1) if ways.get((place + size, left - size + 1))]
                fitting = [size for size in sizes if self._fits(place - extra + left, cells[place : place + size])]
                ways[place, left] = sum(ways[place + size, left - size + 1] for size in fitting)
                first[place, left] = fitting[0] if fitting else 0
        if ways[0, extra] != 1:
            return None
        place, left, found = 0, extra, list[str]()
        while place < len(cells):
            size = first[place, left]
            found.append(",".join(cells[place : place + size]))
            place, left = place + size, left - size + 1
        return found

    def believes(self, cells: Sequence[str], joined: Sequence[str]) -> bool:
        """Whether nothing speaks against the way a line was joined; where only another line can prove it, its columns are noted."""
        place = 0
        for column, text in enumerate(joined):
            size = next(size for size in range(1, GROUPS + 1) if ",".join(cells[place : place + size]) == text)
            place += size
            if size > 2:
                self.proved.add(column)
            elif size == 2 and not (self.fine[column] and DECIMALS.search(text)) and not self._shifts(column, cells):
                if not DECIMALS.search(text):
                    return False
                self.doubted.add(column)
        return True

    def _shifts(self, column: int, cells: Sequence[str]) -> bool:
        """Whether numbers and dates alone stand right of a column, and without it joined a date would not be one."""
        right = range(column + 1, len(self.kinds))
        return all(self.kinds[place] <= {BLANK, *VALUES} for place in right) and any(
            self.kinds[place] - {BLANK} == {DATE} and kind(cells[place]) not in (BLANK, DATE) for place in right
        )

    def _fits(self, column: int, part: Sequence[str]) -> bool:
        """Whether some cells, one or several of one number, may stand in a column."""
        if column >= len(self.kinds):
            return False
        if len(part) == 1:
            return kind(part[0]) in (BLANK, *self.kinds[column])
        return self.small[column] and self.kinds[column] - {BLANK} == {NUMBER} and THOUSANDS.fullmatch(",".join(part)) is not None
