"""Merged cells of a worksheet, which the reader of workbooks gives as one value among blanks.

A value merged down several rows is said of each of them, so the records below the first get it too; but an amount is one amount
for all, and stays where it is. Names merged across columns are groups of exactly these.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.parse_marks import Merged
from data.region import Found
from data.region_blocks import Block
from data.region_cells import NUMBER, Spread, kind, plain
from data.region_header import names
from data.region_looks import Row

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = re.compile(
    r".*(?:编号|编码|单号|账号|卡号|号码|序号|电话|手机|年份?|月份?|工号|id)|.*\b(?:no|number|code|phone|mobile|tel|year|month|key|#)\.?"
)


def named(one: Found, blocks: Iterable[Block], merged: Sequence[Merged]) -> Found:
    """The table with its names in exactly the groups that are merged above them."""
    across = [cell for cell in merged if cell.right > cell.left and one.header.row <= cell.bottom and cell.top < one.first]
    if not across or one.header.lines < 2:
        return one
    rows = [(number, cells[: one.right]) for block in blocks for number, cells in block.rows if number >= one.start]
    above, lines = sum(number < one.header.row for number, _ in rows), sum(one.header.row <= number < one.first for number, _ in rows)
    given = [*rows[:above], *_with_groups(rows[above : above + lines], across), *rows[above + lines :]]
    return replace(one, header=replace(one.header, names=("",) * one.left + names(given, above, lines)[one.left :]))


def _with_groups(rows: Sequence[Row], across: Iterable[Merged]) -> list[Row]:
    """Rows of names, each merged cell's text in all of its columns."""
    filled: list[Row] = []
    for number, cells in rows:
        said = list(cells)
        for one in across:
            if one.top <= number <= one.bottom and one.left < len(cells) and (text := cells[one.left]):
                for place in range(one.left, min(one.right + 1, len(said))):
                    said[place] = Spread(text)
        filled.append((number, said))
    return filled


def filled_down(column: "pa.Array", name: str, place: int, first: int, merged: Sequence[Merged], said: Sequence[bool]) -> tuple["pa.Array", int]:
    """A column of records, row ``first`` the first, with what is merged down over others that say anything; and how many cells that are."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    source, room = np.arange(len(column)), 4 * len(column)
    for one in merged:
        top, bottom = one.top - first, min(one.bottom - first, len(column) - 1)
        if one.left != place or top < 0 or bottom <= top or not _is_said_of_each(column[top].as_py(), name):
            continue
        room -= bottom - top
        if room < 0:  # ranges that overlap: no spreadsheet program writes them
            break
        source[top : bottom + 1] = top
    blank = column.is_null().to_numpy(zero_copy_only=False)
    source = np.where(blank & np.asarray(said), source, np.arange(len(column)))
    count = int((source != np.arange(len(column))).sum())
    return (pc.take(column, pa.array(source)), count) if count else (column, 0)


def _is_said_of_each(text: str | None, name: str) -> bool:
    """Whether a value that is merged down rows is said of each of them: a name, a day, a number that counts nothing."""
    return text is not None and (kind(text) != NUMBER or _KEY.fullmatch(plain(name)) is not None)
