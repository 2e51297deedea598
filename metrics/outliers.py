"""Values far from the others, and silences far from the usual: to look at, no errors by themselves.

Amounts and quantities are skewed, so their fences stand on the logarithm: the quartiles less and plus three times the
distance between them, Tukey's "far out" (Exploratory Data Analysis, 1977, section 2D), which in a lognormal crowd one value in
400,000 passes on either side. Where more than half the values are one, the range of the middle nine tenths, scaled to the
same normal spread, takes the place of the quartiles' distance; where that is nothing either, nothing is called far.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

import ibis.expr.types as ir
import numpy as np
import pandas as pd

MEASURES: Mapping[str, tuple[str, ...]] = {
    "customers": ("income",),
    "orders": ("amount", "quantity", "unit_price"),
    "interactions": ("minutes",),
    "tickets": ("cost",),
    "leads": ("expected_value",),
    "invoices": ("amount",),
    "spend": ("amount",),
}
LEVELS = (0.05, 0.25, 0.75, 0.95)
NINE_TENTHS = 2 * 1.6448536269514722 / (2 * 0.6744897501960817)  # of a normal: the 5–95 % range over the quartiles' distance
FEWEST = 30  # values, below which nothing is called far

Fences: TypeAlias = tuple[float, float]
Stretch: TypeAlias = tuple[str, date, date, int]  # kind, first and last without an order, how many


def fences(table: ir.Table, column: str, reach: float) -> Fences | None:
    """The lowest and highest value that is not far out; None where the values do not tell. Values of 0 and below are left aside."""
    positive = table.filter(table[column] > 0).select(value=table[column].cast("float64"))
    found = positive.agg(values=positive.count(), levels=positive.value.quantile(list(LEVELS))).to_pyarrow().to_pylist()[0]
    if found["values"] < FEWEST:
        return None
    low, first, third, high = map(math.log, found["levels"])  # a logarithm keeps the order, and with it the quantiles
    spread = third - first or (high - low) / NINE_TENTHS
    return (math.exp(first - reach * spread), math.exp(third + reach * spread)) if spread > 0 else None


def beyond(table: ir.Table, column: str, found: Fences, side: str) -> ir.BooleanValue:
    """Whether a value lies beyond its fence on one side ("low", "high"); never NULL."""
    value = table[column].cast("float64")
    far = value > found[1] if side == "high" else (value > 0) & (value < found[0])
    return far.fill_null(False)


def silences(days: Sequence[date], reach: float, least: int) -> list[Stretch]:
    """The unusual stretches of days without an order, of the different days that have one, ascending.

    Unusual is longer than ``least`` days and than the third quartile of all stretches between such days plus ``reach`` times
    their quartiles' distance: a shop that opens on Saturdays is silent for six days every week.
    """
    gaps = [(later - earlier).days - 1 for earlier, later in pairwise(days)]
    if not gaps:
        return []
    first, third = np.quantile(gaps, (0.25, 0.75))
    usual = max(least, third + reach * (third - first))
    pairs = zip(pairwise(days), gaps, strict=True)
    return [("days", earlier + timedelta(days=1), later - timedelta(days=1), gap) for (earlier, later), gap in pairs if gap > usual]


def empty_months(days: Sequence[date]) -> tuple[list[Stretch], int]:
    """The stretches of whole months without an order (their first and last month's first days), and all months from the first to the last."""
    seen = sorted({day.year * 12 + day.month - 1 for day in days})
    found: list[Stretch] = [("months", _month(one + 1), _month(other - 1), other - one - 1) for one, other in pairwise(seen) if other - one > 1]
    return found, seen[-1] - seen[0] + 1 if seen else 0


def stretches(rows: Sequence[Stretch]) -> pd.DataFrame:
    """One row a stretch: kind, first, last, length."""
    return pd.DataFrame(rows, columns=["kind", "first", "last", "length"])


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
