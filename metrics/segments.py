"""Customer segments: the cells of R, F and M scores in named groups. Customer level.

How customers are scored says :mod:`metrics.scores`; which group a cell belongs to, :mod:`metrics.partitions`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from metrics.findings import Finding
from metrics.partitions import LEVELS, SCHEMES, SEGMENTS, cells, group_of
from metrics.scores import MEASURES, METHODS, SCORES, Quantiles, SegmentThresholds, cut_points, quantiles, scored

__all__ = [
    "MEASURES",
    "METHODS",
    "SCHEMES",
    "SEGMENTS",
    "Quantiles",
    "SegmentThresholds",
    "Segments",
    "TypicalCustomers",
    "findings",
    "group_of",
    "quantiles",
    "segmented",
    "segments",
    "typical_customers",
]

DEFAULTS = SegmentThresholds()


@dataclass(frozen=True)
class Segments:
    """How the customers fall into segments.

    sizes: one row a segment, in the scheme's order, empty ones too: segment, customers, share (of customers), revenue (money),
        revenue_share, mean_days_since_order (days), mean_orders, mean_spend (money a customer); means are NaN where nobody is.
    grid: one row a cell of R × F, zeros included: r, f, customers, revenue (money), share (of customers).
    cuts: one row a cut point: measure, level (the score that begins there), cut (days, orders or money; NaN without customers).
    """

    sizes: pd.DataFrame
    grid: pd.DataFrame
    cuts: pd.DataFrame
    customers: int
    revenue: float


@dataclass(frozen=True)
class TypicalCustomers:
    """One row a segment in the scheme's order: segment, median_days_since_order, median_orders, median_spend (NaN where nobody is)."""

    table: pd.DataFrame


def segmented(activity: ir.Table, as_of: date, thresholds: SegmentThresholds, quantiles: Quantiles) -> ir.Table:
    """One row a customer: activity's columns, days_since_order (int), r, f, m (1 is worst) and segment (code). Lazy.

    Cut points are those of all of ``activity``: select rows afterwards, and they do not move.
    """
    table = scored(activity, as_of, cut_points(thresholds, quantiles), thresholds.method)
    code = table.r.cast("int64") * 100 + table.f.cast("int64") * 10 + table.m.cast("int64")
    groups: dict[str, list[int]] = {}
    for (r, f, m), group in cells(thresholds.scheme).items():
        groups.setdefault(group, []).append(100 * r + 10 * f + m)
    first, *others = groups
    branches = [(code.isin(groups[group]), group) for group in others]
    return table.mutate(segment=ibis.cases(*branches, else_=first))


def segments(activity: ir.Table, as_of: date, thresholds: SegmentThresholds, quantiles: Quantiles) -> Segments:
    """How the customers of ``activity`` fall into segments: one grouped query, at most 125 rows come back."""
    cuts = cut_points(thresholds, quantiles)
    needed = activity.select("last_order_on", "orders", "spend")  # fewer columns compile faster
    cube = _cube(scored(needed, as_of, cuts, thresholds.method), thresholds.scheme)
    revenue = sum(cube["revenue"], Decimal(0))
    return Segments(
        sizes=_sizes(cube, thresholds.scheme, revenue),
        grid=_grid(cube, thresholds.scheme),
        cuts=_cuts_table(cuts),
        customers=int(cube["customers"].sum()),
        revenue=float(revenue),
    )


def _cube(table: ir.Table, scheme: str) -> pd.DataFrame:
    """One row a cell that somebody is in: r, f, m, customers, days, orders, revenue (Decimal), segment."""
    rows = (
        table.group_by(*SCORES)
        .agg(
            customers=table.count(),
            days=table.days_since_order.sum(),
            orders=table.orders.sum(),
            revenue=table.spend.sum(),
        )
        .to_pyarrow()
        .to_pydict()
    )
    # Sorted, because sums of doubles depend on their order and an engine returns groups in any.
    cube = pd.DataFrame(rows).sort_values(list(SCORES), ignore_index=True)
    group = cells(scheme)
    cube["segment"] = [group[cell] for cell in zip(cube["r"], cube["f"], cube["m"], strict=True)]
    return cube


def _totals(cube: pd.DataFrame, keys: list[str], values: list[str]) -> dict[object, list[Decimal]]:
    """The exact sums of ``values`` for each combination of ``keys``."""
    totals: dict[object, list[Decimal]] = {}
    keyed = zip(*(cube[key] for key in keys), strict=True)
    for key, row in zip(keyed, zip(*(cube[value] for value in values), strict=True), strict=True):
        sums = totals.setdefault(key, [Decimal(0)] * len(values))
        for position, value in enumerate(row):
            sums[position] += Decimal(value)
    return totals


def _sizes(cube: pd.DataFrame, scheme: str, revenue: Decimal) -> pd.DataFrame:
    """One row a segment of the scheme, as ``Segments.sizes`` says."""
    columns = ["customers", "days", "orders", "revenue"]
    totals = _totals(cube, ["segment"], columns)
    zeros = [Decimal(0)] * len(columns)
    sums = np.array([totals.get((segment,), zeros) for segment in SEGMENTS[scheme]], dtype=float)
    heads = sums[:, 0]
    means = np.divide(sums[:, 1:], heads[:, None], out=np.full((len(sums), 3), np.nan), where=heads[:, None] > 0)
    return pd.DataFrame(
        {
            "segment": SEGMENTS[scheme],
            "customers": heads.astype(np.int64),
            "share": _shares(heads, heads.sum()),
            "revenue": sums[:, 3],
            "revenue_share": _shares(sums[:, 3], float(revenue)),
            "mean_days_since_order": means[:, 0],
            "mean_orders": means[:, 1],
            "mean_spend": means[:, 2],
        }
    )


def _shares(parts: np.ndarray, whole: float) -> np.ndarray:
    """Parts of a whole; NaN when the whole is nothing."""
    return parts / whole if whole > 0 else np.full(len(parts), np.nan)


def _grid(cube: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """One row a cell of R × F, as ``Segments.grid`` says."""
    scores = range(1, LEVELS[scheme] + 1)
    totals = _totals(cube, ["r", "f"], ["customers", "revenue"])
    pairs = list(product(scores, scores))
    sums = np.array([totals.get(pair, [Decimal(0), Decimal(0)]) for pair in pairs], dtype=float)
    return pd.DataFrame(
        {
            "r": [r for r, _ in pairs],
            "f": [f for _, f in pairs],
            "customers": sums[:, 0].astype(np.int64),
            "revenue": sums[:, 1],
            "share": _shares(sums[:, 0], sums[:, 0].sum()),
        }
    )


def _cuts_table(cuts: dict[str, tuple[float, ...]]) -> pd.DataFrame:
    """One row a cut point, as ``Segments.cuts`` says."""
    rows = [
        (measure, len(points) + 1 - rank if measure == "days_since_order" else rank + 2, float(cut))
        for measure, points in cuts.items()
        for rank, cut in enumerate(points)
    ]
    return pd.DataFrame(rows, columns=["measure", "level", "cut"])


def typical_customers(activity: ir.Table, as_of: date, thresholds: SegmentThresholds, quantiles: Quantiles) -> TypicalCustomers:
    """The median customer of each segment; apart from ``segments`` because medians by group are dearer."""
    labelled = segmented(activity, as_of, thresholds, quantiles)
    medians = {f"median_{measure}": labelled[measure].cast("float64").median() for measure in MEASURES}
    found = labelled.group_by("segment").agg(**medians).to_pyarrow().to_pandas()
    table = found.set_index("segment").astype(float).reindex(list(SEGMENTS[thresholds.scheme])).rename_axis("segment").reset_index()
    return TypicalCustomers(table=table)


def findings(result: Segments, thresholds: SegmentThresholds = DEFAULTS) -> tuple[Finding, ...]:
    """What the title may say, at most two findings; they describe these very customers, a whole and no sample.

    segment_share: the segment with the largest lead of its revenue share over its share of heads, when the first is at
        least ``stated_ratio`` times the second. Numbers: segment, revenue_share, customer_share.
    segment_tail: the segment with the largest lead the other way, under the same ratio. Same numbers.
    """
    sizes = result.sizes[result.sizes["customers"] > 0]
    if sizes.empty or not result.revenue > 0:
        return ()
    lead = sizes["revenue_share"] - sizes["share"]
    stated = []
    for code, place, above, below in (
        ("segment_share", int(lead.argmax()), "revenue_share", "share"),
        ("segment_tail", int(lead.argmin()), "share", "revenue_share"),
    ):
        row = sizes.iloc[place]
        if row[above] >= thresholds.stated_ratio * row[below]:
            stated.append(Finding.of(code, segment=row["segment"], revenue_share=row["revenue_share"], customer_share=row["share"]))
    return tuple(stated)
