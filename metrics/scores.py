"""Scores of recency, frequency and money (RFM): the cut points, and each customer's R, F and M. Customer level.

R is ``days_since_order`` (as_of − last order; smaller is better), F is ``orders``, M is ``spend`` (sales before
returns). Each is scored 1 (worst) to 2, 3 or 5 (best), by one of two methods:

- ``quantile``: the cut points stand at given shares of the customers. R scores well when days <= cut; F and M when
  value > cut. The cut is a discrete quantile, a value that a customer has, so equal customers never part.
- ``fixed``: the cut points are numbers. R scores well when days <= cut; F and M when value >= cut.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache, partial

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray

from metrics.partitions import SCHEMES
from metrics.thresholds import check, choice, threshold

METHODS = ("quantile", "fixed")
MEASURES = ("days_since_order", "orders", "spend")
Quantiles = Callable[[str, tuple[float, ...]], tuple[float, ...]]
Ranked = NDArray[np.float64]

SCORES = ("r", "f", "m")
_MONEY = dt.Decimal(18, 4)  # not "decimal(18,4)": reading such a text the first time takes a quarter of a second
_THIRDS = (1 / 3, 2 / 3)
_FIFTHS = (0.2, 0.4, 0.6, 0.8)


def _levels(default: tuple[float, ...]) -> tuple[float, ...]:
    """Shares of the customers at which quantile cut points stand."""
    return threshold(default, unit="share", low=0.001, high=0.999, step=0.01)


def _days(default: tuple[int, ...]) -> tuple[int, ...]:
    """Ages of the last order, in days."""
    return threshold(default, unit="days", low=0, high=3650, step=1)


def _orders(default: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers of orders."""
    return threshold(default, unit="orders", low=1, high=10_000, step=1)


def _money(default: tuple[float, ...]) -> tuple[float, ...]:
    """Sums of money in the reporting currency."""
    return threshold(default, unit="money", low=0, high=1e12, step=50)


@dataclass(frozen=True)
class SegmentThresholds:
    """What decides a customer's segment. Only three tuples are in use at a time: see :meth:`field_of`."""

    scheme: str = choice("eight", SCHEMES)
    method: str = choice("quantile", METHODS)
    eight_days_levels: tuple[float, ...] = _levels((0.5,))
    eight_orders_levels: tuple[float, ...] = _levels((0.5,))
    eight_spend_levels: tuple[float, ...] = _levels((0.5,))
    eight_days_cuts: tuple[int, ...] = _days((90,))
    eight_orders_cuts: tuple[int, ...] = _orders((2,))
    eight_spend_cuts: tuple[float, ...] = _money((1000,))
    three_days_levels: tuple[float, ...] = _levels(_THIRDS)
    three_orders_levels: tuple[float, ...] = _levels(_THIRDS)
    three_spend_levels: tuple[float, ...] = _levels(_THIRDS)
    three_days_cuts: tuple[int, ...] = _days((60, 180))
    three_orders_cuts: tuple[int, ...] = _orders((2, 5))
    three_spend_cuts: tuple[float, ...] = _money((500, 2000))
    five_days_levels: tuple[float, ...] = _levels(_FIFTHS)
    five_orders_levels: tuple[float, ...] = _levels(_FIFTHS)
    five_spend_levels: tuple[float, ...] = _levels(_FIFTHS)
    five_days_cuts: tuple[int, ...] = _days((30, 90, 180, 365))
    five_orders_cuts: tuple[int, ...] = _orders((2, 3, 5, 10))
    five_spend_cuts: tuple[float, ...] = _money((200, 500, 1000, 5000))
    stated_ratio: float = threshold(2.0, unit="ratio", low=1.1, high=20, step=0.1)

    def __post_init__(self) -> None:
        check(self)

    def field_of(self, measure: str) -> str:
        """The name of the field that cuts ``measure`` under the scheme and method in use."""
        short = "days" if measure == "days_since_order" else measure
        return f"{self.scheme}_{short}_{'levels' if self.method == 'quantile' else 'cuts'}"

    def in_use(self, measure: str) -> tuple[float, ...]:
        """The levels (quantile) or cut points (fixed) in use for ``measure``, ascending."""
        return getattr(self, self.field_of(measure))


def ranked(activity: ir.Table, as_of: date, measure: str) -> Ranked:
    """The customers' values of a measure in ascending order, 8 bytes each: keep them, and every quantile is one look away."""
    column = _measured(activity.select("last_order_on", "orders", "spend"), as_of)[measure]
    return np.sort(column.cast("float64").name("value").as_table().to_pyarrow()["value"].to_numpy())


def quantiles_of(values: Callable[[str], Ranked]) -> Quantiles:
    """A callable giving the cut points of a measure at ascending levels, from its ranked values.

    The quantile at p is the value of rank floor((n − 1)·p), counted from 0: discrete and exact, a value that a customer
    has. NaN when there is no customer.
    """

    def points(measure: str, levels: tuple[float, ...]) -> tuple[float, ...]:
        known = values(measure)
        if not len(known):
            return (math.nan,) * len(levels)
        return tuple(float(known[math.floor((len(known) - 1) * level + 1e-9)]) for level in levels)

    return points


def quantiles(activity: ir.Table, as_of: date) -> Quantiles:
    """The quantiles of ``activity``; each measure is ranked once, when it is first asked for."""
    return quantiles_of(cache(partial(ranked, activity, as_of)))


def _measured(activity: ir.Table, as_of: date) -> ir.Table:
    """One row a customer: activity's columns and days_since_order."""
    return activity.mutate(days_since_order=ibis.literal(as_of, type="date").delta(activity.last_order_on, unit="day"))


def cut_points(thresholds: SegmentThresholds, quantiles: Quantiles) -> dict[str, tuple[float, ...]]:
    """The effective cut points of each measure, ascending."""
    if thresholds.method == "fixed":
        return {measure: thresholds.in_use(measure) for measure in MEASURES}
    return {measure: quantiles(measure, thresholds.in_use(measure)) for measure in MEASURES}


def _score(column: ir.Value, measure: str, cuts: tuple[float, ...], method: str) -> ir.Value:
    """1 for the worst level of a measure, one more with each cut point on whose better side the customer is."""
    known = [cut for cut in cuts if not math.isnan(cut)]
    if not known:
        return ibis.literal(1, type="int8")
    best = len(known) + 1
    if measure == "days_since_order":
        branches = [(column <= _literal(measure, cut), ibis.literal(best - rank, type="int8")) for rank, cut in enumerate(known)]
    else:
        better = operator.gt if method == "quantile" else operator.ge
        branches = [(better(column, _literal(measure, cut)), ibis.literal(best - rank, type="int8")) for rank, cut in enumerate(reversed(known))]
    return ibis.cases(*branches, else_=ibis.literal(1, type="int8"))


def _literal(measure: str, cut: float) -> ir.Scalar:
    """A cut point in its column's own type: a decimal column compared with a double is slow and differs between engines."""
    if measure != "spend":
        return ibis.literal(math.floor(cut), type="int64")
    exact = Decimal(str(cut)).quantize(Decimal("0.0001"), rounding=ROUND_CEILING)
    return ibis.literal(exact, type=_MONEY)


def scored(activity: ir.Table, as_of: date, cuts: dict[str, tuple[float, ...]], method: str) -> ir.Table:
    """One row a customer: activity's columns, days_since_order, r, f and m."""
    measured = _measured(activity, as_of)
    scores = {name: _score(measured[measure], measure, cuts[measure], method) for name, measure in zip(SCORES, MEASURES, strict=True)}
    return measured.mutate(**scores)
