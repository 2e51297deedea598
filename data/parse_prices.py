"""In which currency a workbook shows the numbers of each column: one for all of them, or one cell by cell.

A column that shows several currencies says them in its cells, as a text file would: what is in another currency is told by them.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.currencies import SHARED, formatted

if TYPE_CHECKING:
    import pyarrow as pa

AFTER = "元"  # a sign that stands behind its number
SHARE = "%"  # a format that shows shares


def shown_as(code: str) -> str:
    """The currency or sign that a number format shows, or that it shows shares; blank for other formats."""
    return formatted(code) or (SHARE if "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code) else "")


class Shown:
    """The numbers of a worksheet that are shown in a currency: by their columns and currencies, the rows in which they stand."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))

    def add(self, column: int, row: int, currency: str) -> None:
        """One number; it may come twice."""
        self.rows[column][currency].append(row)

    @property
    def formats(self) -> dict[int, str]:
        """Column → what all of its numbers show that show a currency."""
        return {column: currency for column, found in self.rows.items() if (currency := agreed(found))}

    @property
    def mixed(self) -> dict[int, dict[str, Sequence[int]]]:
        """Column → currency or sign → rows, of the columns that show several."""
        several = {column: dict(found) for column, found in self.rows.items() if not agreed(found)}
        return {column: {currency: rows for currency, rows in found.items() if currency != SHARE} for column, found in several.items()}


def agreed(shown: Mapping[str, object]) -> str:
    """The one currency or sign that several names stand for, as $ and USD do; blank where they differ. A share among money is none."""
    money = [currency for currency in shown if currency != SHARE] or [*shown]
    named = [currency for currency in money if currency not in SHARED]
    if len(money) == 1 or len(named) == 1 and all(named[0] in SHARED[sign] for sign in money if sign in SHARED):
        return (named or money)[0]
    return ""


def said_in_cells(column: "pa.Array", first: int, shown: Mapping[str, Sequence[int]]) -> "pa.Array":
    """A column of records, row ``first`` the first, whose cells say the currencies that they are ``shown`` in."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    before, after = np.full(len(column), "", dtype=object), np.full(len(column), "", dtype=object)
    for currency, numbers in shown.items():
        rows = np.asarray(numbers, dtype=np.int64) - first
        rows = rows[(rows >= 0) & (rows < len(column))]
        (after if currency == AFTER else before)[rows] = currency if len(currency) == 1 else f"{currency} "
    return pc.binary_join_element_wise(pa.array(before, pa.string()), column, pa.array(after, pa.string()), "")
