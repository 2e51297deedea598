"""The overview: how many customers, what they bring, and where that is heading. Order level: six grouped queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from metrics.findings import Finding, concentration
from metrics.headlines import headlines
from metrics.purchases import FIGURES, STATES, Span, aged_days, amounts, buyers_of, earliest_day, period_series, revenue_by_state, spend_of
from metrics.thresholds import check, threshold

__all__ = ["FIGURES", "MAX_PERIODS", "STATES", "Overview", "OverviewThresholds", "overview"]

CUMULATIVE = ("customers", "repeat_rate")
MAX_PERIODS = 12
_MONEY_DIGITS = 4


@dataclass(frozen=True)
class OverviewThresholds:
    """Every number that the overview can be moved by."""

    period_days: int = threshold(90, unit="days", low=7, high=366, step=1)
    resurrected_after: int = threshold(180, unit="days", low=1, high=1095, step=1)
    top_share: float = threshold(0.20, unit="share", low=0.01, high=0.5, step=0.01)
    stated_excess: float = threshold(0.10, unit="share", low=0.01, high=0.5, step=0.01)
    stated_change: float = threshold(0.10, unit="share", low=0.01, high=1, step=0.01)
    stated_points: float = threshold(0.05, unit="share", low=0.01, high=0.5, step=0.01)
    stated_gap: float = threshold(0.25, unit="share", low=0.01, high=0.9, step=0.01)
    group_customers: int = threshold(30, unit="count", low=10, high=100_000, step=10)
    chance: float = threshold(0.001, unit="share", low=1e-9, high=0.05, step=0.001)

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Overview:
    """The business in a few figures; ``period`` is the counted range of days, both ends included.

    figures: one row each of customers (with a sale in the range), active_customers (buyers in the last period_days up to as_of),
        revenue (money), orders, average_order_value (money), repeat_rate (share of the customers with two or more orders in the
        range). value: over the range; current, previous: the last period of period_days and the one before (customers and
        repeat_rate: cumulative from the range's start to their ends); change: relative, for repeat_rate in share points (.02 is
        two percentage points). previous and change are NaN unless both periods are complete, that is, lie within the data.
    trend: one row a figure and complete period: figure, period_end (date), value; oldest first, at most 12 periods. Periods may
        reach before the range; the cumulative figures begin with the range.
    revenue_by_state: one row a calendar month of the range and state, zeros included: month (its first day), state, revenue
        (money), customers. A purchase day is new when it is the customer's first, resurrected when its gap_days reach
        resurrected_after, else returning, and its revenue with it; a month's buyers are counted once, in the state of their
        first purchase day of the month.
    concentration: 101 rows: customer_share (0, .01 … 1, from the best customer down), revenue_share; linear between heads.
    top_share, top_revenue_share: one point of that curve.
    anonymous_revenue, anonymous_orders (sales without a customer), returned (money), return_lines: from the ledger's months that
        the range touches, of all customers even where others are counted for selected ones.
    total_revenue: the range's revenue and anonymous_revenue together.
    previous: first and last day of the period before the last one, None unless both are complete.
    first_day: the first day of the data as far as the tables tell; as_of when they are empty.
    """

    figures: pd.DataFrame
    trend: pd.DataFrame
    revenue_by_state: pd.DataFrame
    concentration: pd.DataFrame
    top_share: float
    top_revenue_share: float
    anonymous_revenue: float
    anonymous_orders: int
    returned: float
    return_lines: int
    total_revenue: float
    period: tuple[date, date]
    previous: tuple[date, date] | None
    first_day: date
    as_of: date
    findings: tuple[Finding, ...]


def overview(
    history: ir.Table, customer_days: ir.Table, ledger: ir.Table, start: date | None, as_of: date, thresholds: OverviewThresholds
) -> Overview:
    """The overview of [start or the first day, as_of]. ValueError when start lies after as_of."""
    if start is not None and start > as_of:
        raise ValueError(f"start: {start} is after {as_of}")
    aged = aged_days(customer_days, as_of)
    months = ledger.filter(ledger.month <= ibis.literal(as_of, type="date")).to_pyarrow().to_pandas()
    first_day = earliest_day(aged, months, as_of)
    length = thresholds.period_days
    span = Span(start or first_day, as_of, length, min(MAX_PERIODS, ((as_of - first_day).days + 1) // length))
    buyers = buyers_of(aged, history, span)
    series = period_series(aged, buyers, span)
    figures = _figures(buyers, series, span)
    revenue = float(figures.set_index("figure")["value"]["revenue"])
    apart = _apart(months, span)
    curve = _concentration(buyers)
    comparable = span.periods >= 2
    return Overview(
        figures=figures,
        trend=_trend(series, span),
        revenue_by_state=revenue_by_state(aged, span, thresholds.resurrected_after),
        concentration=curve,
        top_share=thresholds.top_share,
        top_revenue_share=float(concentration(spend_of(buyers), np.array([thresholds.top_share]))[0]),
        **apart,
        total_revenue=round(revenue + apart["anonymous_revenue"], _MONEY_DIGITS),
        period=(span.start, as_of),
        previous=(span.end(2) + timedelta(days=1), span.end(1)) if comparable else None,
        first_day=first_day,
        as_of=as_of,
        findings=headlines(buyers, amounts(aged, span), span.periods, thresholds),
    )


def _figures(buyers: pd.DataFrame, series: pd.DataFrame, span: Span) -> pd.DataFrame:
    """One row a figure, as ``Overview.figures`` says."""
    spend, orders = spend_of(buyers), buyers["orders"].sum()
    value = {
        "customers": float(len(spend)),
        "active_customers": series["active_customers"].iloc[0],
        "revenue": round(float(spend.sum()), _MONEY_DIGITS),
        "orders": orders,
        "average_order_value": round(float(spend.sum()), _MONEY_DIGITS) / orders if orders > 0 else np.nan,
        "repeat_rate": buyers["repeat_age"].notna().sum() / len(spend) if len(spend) else np.nan,
    }
    missing = pd.Series(np.nan, index=list(FIGURES))
    current = series.iloc[0] if span.periods >= 1 else missing
    previous = series.iloc[1] if span.periods >= 2 else missing
    change = current / previous.where(previous > 0) - 1
    change["repeat_rate"] = current["repeat_rate"] - previous["repeat_rate"]
    table = pd.DataFrame({"value": pd.Series(value), "previous": previous, "current": current, "change": change})
    return table.loc[list(FIGURES)].astype(float).rename_axis("figure").reset_index()


def _trend(series: pd.DataFrame, span: Span) -> pd.DataFrame:
    """One row a figure and complete period, as ``Overview.trend`` says."""
    ends = [span.end(period) for period in range(span.periods)]
    rows = [
        (figure, end, value)
        for figure in FIGURES
        for end, value in reversed(list(zip(ends, series[figure].head(span.periods), strict=True)))
        if not (figure in CUMULATIVE and np.isnan(value))
    ]
    return pd.DataFrame(rows, columns=["figure", "period_end", "value"]).astype({"value": float})


def _concentration(buyers: pd.DataFrame) -> pd.DataFrame:
    """One row a hundredth of the customers, as ``Overview.concentration`` says; no rows without customers."""
    spend = spend_of(buyers)
    shares = np.arange(101) / 100 if len(spend) else np.array([], float)
    return pd.DataFrame({"customer_share": shares, "revenue_share": concentration(spend, shares)})


def _apart(months: pd.DataFrame, span: Span) -> dict[str, Any]:
    """What is shown apart, from the ledger's months that the range touches."""
    touched = months[pd.to_datetime(months["month"]) >= pd.Timestamp(span.start.replace(day=1))]
    anonymous = touched[~touched["known"].astype(bool)]
    return {
        "anonymous_revenue": float(sum(anonymous["spend"])),
        "anonymous_orders": int(anonymous["orders"].sum()),
        "returned": float(sum(touched["returned"])),
        "return_lines": int(touched["return_lines"].sum()),
    }
