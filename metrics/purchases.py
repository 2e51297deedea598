"""Purchase days, aggregated: what the overview asks of the order level, in few grouped queries.

Everything that depends on a customer's previous purchase comes from ``gap_days``: with ``age`` the days from a purchase to
as_of, the purchase before it has age + gap_days, so that no window function is needed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from metrics.headlines import DIMENSIONS

FIGURES = ("customers", "active_customers", "revenue", "orders", "average_order_value", "repeat_rate")
STATES = ("new", "returning", "resurrected")

_CLASSES_PER_E = 50  # classes of amounts 2 % wide: only the worlds of alike customers are dealt from them


@dataclass(frozen=True)
class Span:
    """The days counted, as ages: the range reaches back to age ``days``; ``periods`` complete periods of ``length`` end at age 0."""

    start: date
    as_of: date
    length: int
    periods: int

    @property
    def days(self) -> int:
        """The age of the range's first day."""
        return (self.as_of - self.start).days

    def end(self, period: int) -> date:
        """The last day of a period; 0 is the last one."""
        return self.as_of - timedelta(days=period * self.length)


def aged_days(customer_days: ir.Table, as_of: date) -> ir.Table:
    """One row a (customer, purchase day up to as_of): customer_days' columns and age, the days from it to as_of."""
    aged = customer_days.mutate(age=ibis.literal(as_of, type="date").delta(customer_days.day, unit="day"))
    return aged.filter(aged.age >= 0)


def earliest_day(aged: ir.Table, months: pd.DataFrame, as_of: date) -> date:
    """The first purchase day, or the end of the ledger's first month when that is earlier (selected customers came later); else as_of."""
    known = [aged.day.min().to_pyarrow().as_py()]
    if len(months):
        earliest = pd.Timestamp(months["month"].min())
        known.append((earliest + pd.offsets.MonthEnd(0)).date())
    return min((day for day in known if day is not None and day <= as_of), default=as_of)


def _first_in(aged: ir.Table, first_age: int | ir.IntegerValue) -> ir.BooleanValue:
    """Whether a purchase day is its customer's first since the day of age ``first_age``: the one before it is older."""
    return aged.gap_days.isnull() | (aged.age + aged.gap_days > first_age)


def buyers_of(aged: ir.Table, activity: ir.Table, span: Span) -> pd.DataFrame:
    """One row a customer who bought in the range or the last three periods.

    spend (money), orders, first_age and repeat_age (age of the first day in the range with one, with two orders so far; NaN
    without), spend_0, spend_1, spend_2 (money in the last three periods), region, kind, acquisition_channel (categorical).
    """
    reach = max(span.days, 3 * span.length - 1)
    near = aged.filter(aged.age <= reach)
    in_range = near.age <= span.days
    first = _first_in(near, span.days)
    in_period = [near.age.between(k * span.length, (k + 1) * span.length - 1) for k in range(3)]
    rows = near.group_by("customer_id").agg(
        spend=_when(in_range, near.spend).sum().cast("float64"),
        orders=_when(in_range, near.orders).sum(),
        first_age=_when(in_range, near.age).max(),
        first_orders=_when(in_range & first, near.orders).max(),
        second_age=_when(in_range & ~first, near.age).max(),
        **{f"spend_{k}": _when(within, near.spend).sum().cast("float64") for k, within in enumerate(in_period)},
    )
    buyers = _fetched(rows, activity)
    buyers["repeat_age"] = buyers["first_age"].where(buyers["first_orders"] >= 2, buyers["second_age"])
    return buyers.drop(columns=["first_orders", "second_age"])


def _when(condition: ir.BooleanValue, value: ir.Value) -> ir.Value:
    """The value where the condition holds, else NULL: a third faster than a filtered aggregate."""
    return ibis.cases((condition, value))


def _fetched(rows: ir.Table, activity: ir.Table) -> pd.DataFrame:
    """The buyers with their groups, in memory, in no particular order."""
    named = [dimension for dimension in DIMENSIONS if dimension in activity.columns]
    numeric = [name for name in rows.columns if name != "customer_id"]
    joined = rows.left_join(activity.select("customer_id", *named), "customer_id")
    table = joined.select(*numeric, *named).to_pyarrow()
    buyers = pd.DataFrame({name: table[name].to_numpy().astype(float) for name in numeric})
    for dimension in named:
        buyers[dimension] = table[dimension].dictionary_encode().combine_chunks().to_pandas()
    spent = ["spend_0", "spend_1", "spend_2"]
    buyers[spent] = buyers[spent].fillna(0.0)
    return buyers


def spend_of(buyers: pd.DataFrame) -> np.ndarray:
    """The spend of each customer with a sale in the range."""
    return buyers["spend"].dropna().to_numpy()


def period_series(aged: ir.Table, buyers: pd.DataFrame, span: Span) -> pd.DataFrame:
    """One row a period, the last one first (incomplete if it is the only one): the figures, cumulative ones NaN before the range."""
    count = max(1, span.periods)
    near = aged.filter(aged.age < count * span.length)
    near = near.mutate(period=near.age // span.length)
    found = near.group_by("period").agg(
        active_customers=_first_in(near, (near.period + 1) * span.length - 1).sum(),
        revenue=near.spend.sum().cast("float64"),
        orders=near.orders.sum(),
    )
    series = found.to_pyarrow().to_pandas().set_index("period").astype(float).reindex(range(count), fill_value=0.0)
    series["average_order_value"] = series["revenue"] / series["orders"].where(series["orders"] > 0)
    first, repeat = buyers["first_age"].to_numpy(), buyers["repeat_age"].to_numpy()
    ends = np.arange(count) * span.length
    within = ends <= span.days
    customers = np.array([(first >= end).sum() for end in ends], dtype=float)
    repeaters = np.array([(repeat >= end).sum() for end in ends], dtype=float)
    series["customers"] = np.where(within, customers, np.nan)
    series["repeat_rate"] = repeaters / np.where(within & (customers > 0), customers, np.nan)
    return series[list(FIGURES)]


def revenue_by_state(aged: ir.Table, span: Span, resurrected_after: int) -> pd.DataFrame:
    """One row a month and state, as ``Overview.revenue_by_state`` says."""
    counted = aged.filter(aged.age <= span.days)
    state = ibis.cases((counted.gap_days.isnull(), "new"), (counted.gap_days >= resurrected_after, "resurrected"), else_="returning")
    # The purchase before lies in an earlier month when the gap reaches back past the month's first day.
    first_of_month = _first_in(counted, span.days) | (counted.gap_days >= counted.day.day())
    labelled = counted.mutate(state=state, month_number=counted.day.year() * 12 + counted.day.month() - 1, first=first_of_month)
    sums = labelled.group_by("month_number", "state").agg(revenue=labelled.spend.sum().cast("float64"), customers=labelled.first.sum())
    found = sums.to_pyarrow().to_pandas()
    columns = ["month", "state", "revenue", "customers"]
    if found.empty:
        return pd.DataFrame({"month": [], "state": [], "revenue": np.array([], float), "customers": np.array([], np.int64)})
    numbers = range(int(found["month_number"].min()), int(found["month_number"].max()) + 1)
    every = pd.MultiIndex.from_product([numbers, STATES], names=["month_number", "state"])
    table = found.set_index(["month_number", "state"]).reindex(every, fill_value=0).reset_index()
    table["month"] = [date(number // 12, number % 12 + 1, 1) for number in table["month_number"]]
    return table[columns].astype({"revenue": float, "customers": np.int64})


def amounts(aged: ir.Table, span: Span) -> pd.DataFrame:
    """One row a class of amounts paid on a purchase day in the range: days and amount (money, the class's mean)."""
    counted = aged.filter(aged.age <= span.days, aged.spend > 0)
    amount = counted.spend.cast("float64")
    classed = counted.select(amount=amount, place=(amount.ln() * _CLASSES_PER_E).floor().cast("int64"))
    found = classed.group_by("place").agg(days=classed.count(), amount=classed.amount.mean()).to_pyarrow().to_pandas()
    return found.sort_values("place", ignore_index=True)[["days", "amount"]]
