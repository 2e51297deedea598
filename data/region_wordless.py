"""Rows without a word that add up those above, as a report gives below each day: no id, the day once more, and sums.

One of them alone may be a sale to nobody known. So they are totals only where each row without these ids adds up the rows since the
one before it, several of them at least twice, and where one ends the table; below the last the sum of all may stand.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from data.region_cells import DATE, Cells, filled, kind
from data.region_looks import Row
from data.region_totals import FEWEST, Sums

ENDS = 3  # rows at the end of a table: the sum of all, that of the last day, and a record
LOOKED = 3_000  # rows at the end of a table among which the last such row must have its own


def ends_blank(rows: Sequence[Cells]) -> bool:
    """Whether one of a table's last rows leaves a cell blank that the one above it says: what to ask before many are looked at."""
    return any(_blank(cells, above) for above, cells in pairwise(rows[-ENDS:]))


def unnamed(rows: Sequence[Cells]) -> tuple[int, ...]:
    """The columns that the last rows of a table leave blank because they add up others; none where they do not."""
    for end in (len(rows), len(rows) - 1):
        blank = _blank(rows[end - 1], rows[end - 2]) if end > FEWEST else ()
        if not blank or any(_is_record(cells, blank) for cells in rows[end:]):
            continue
        before = next((place for place in range(end - 2, -1, -1) if filled(rows[place]) and not _is_record(rows[place], blank)), None)
        if before is not None and _adds_up(rows[end - 1], rows[before + 1 : end - 1]):
            return blank
    return ()


def unnamed_totals(records: Iterable[Row], blank: Sequence[int]) -> list[Row]:
    """The rows of a table, given whole and in order, that leave some columns blank; none unless all of them are totals."""
    group, found, whole, several = list[Cells](), list[Row](), False, 0
    for number, cells in records:
        if _is_record(cells, blank):
            group.append(cells)
        elif filled(cells):
            whole = not group
            if whole and len(found) < FEWEST or not _adds_up(cells, [total for _, total in found] if whole else group):
                return []
            found.append((number, cells))
            several += len(group) >= FEWEST
            group.clear()
        if whole and group:  # nothing may follow the sum of all
            return []
    return found if several >= FEWEST and not group else []


def _blank(cells: Cells, above: Cells) -> tuple[int, ...]:
    """What a row leaves blank that the one above it says; none where it says nothing at all."""
    said = filled(cells)
    return tuple(place for place in filled(above) if place not in said) if said else ()


def _is_record(cells: Cells, blank: Sequence[int]) -> bool:
    """Whether a row says one of the columns that totals leave blank."""
    return any(place < len(cells) and (cells[place] or "").strip() for place in blank)


def _adds_up(cells: Cells, group: Sequence[Cells]) -> bool:
    """Whether a row holds nothing but sums of others, one at least, and what the last of them says too."""
    sums, summed = Sums(), False
    for record in group:
        sums.add(record)
    for place in filled(cells):
        if sums.matches([*[None] * place, cells[place]]):
            summed = True
        elif not group or place >= len(group[-1]) or not _is_again(cells[place] or "", group[-1][place] or ""):
            return False
    return summed


def _is_again(text: str, above: str) -> bool:
    """Whether a cell says what the one above it says, or its day."""
    return text.strip() == above.strip() or kind(text) == DATE and above.strip().startswith(text.strip())
