"""Small hand-made results for the charts."""

from datetime import date

import pandas as pd

from metrics.findings import Finding
from metrics.overview import Overview
from metrics.partitions import SEGMENTS
from metrics.segments import Segments


def segments(scheme: str = "eight", customers: tuple[int, ...] = (8, 20), revenue: tuple[float, ...] = (4200.0, 2800.0)) -> Segments:
    """The scheme's first segments hold these customers and this revenue, the others nobody; all of them in one cell of R × F."""
    codes = SEGMENTS[scheme]
    heads = [*customers, *[0] * (len(codes) - len(customers))]
    money = [*revenue, *[0.0] * (len(codes) - len(revenue))]
    nobody = float("nan")
    sizes = pd.DataFrame(
        {
            "segment": codes,
            "customers": heads,
            "share": [n / sum(heads) if sum(heads) else nobody for n in heads],
            "revenue": money,
            "revenue_share": [m / sum(money) if sum(money) else nobody for m in money],
            "mean_days_since_order": [12.0 if n else nobody for n in heads],
            "mean_orders": [3.5 if n else nobody for n in heads],
            "mean_spend": [m / n if n else nobody for m, n in zip(money, heads, strict=True)],
        }
    )
    levels = {"eight": 2, "three": 3, "five": 5}[scheme]
    cells = [(r, f) for r in range(1, levels + 1) for f in range(1, levels + 1)]
    best = [r == f == levels for r, f in cells]
    grid = pd.DataFrame(
        {
            "r": [r for r, _ in cells],
            "f": [f for _, f in cells],
            "customers": [sum(heads) * here for here in best],
            "revenue": [sum(money) * here for here in best],
            "share": [float(here) for here in best],
        }
    )
    return Segments(sizes=sizes, grid=grid, cuts=cuts(levels), customers=sum(heads), revenue=sum(money))


def cuts(levels: int) -> pd.DataFrame:
    """Cut points at 30, 60, … days and 1, 3, 5, … orders."""
    rows = [("days_since_order", levels - i, 30.0 * (i + 1)) for i in range(levels - 1)]
    rows += [("orders", i + 2, 1.0 + 2 * i) for i in range(levels - 1)]
    return pd.DataFrame(rows, columns=["measure", "level", "cut"])


def overview(months: int = 3, last: date = date(2024, 3, 31)) -> Overview:
    """Months from January 2024: each state earns 100, 200, 300 and more with the month."""
    starts = [date(2024 + i // 12, i % 12 + 1, 1) for i in range(months)]
    states = {"new": 100.0, "returning": 200.0, "resurrected": 300.0}
    revenue = pd.DataFrame(
        [(start, state, amount + 10 * i, 2 + i) for i, start in enumerate(starts) for state, amount in states.items()],
        columns=["month", "state", "revenue", "customers"],
    )
    shares = [i / 100 for i in range(101)]
    return Overview(
        figures=pd.DataFrame(columns=["figure", "value", "previous", "current", "change"]),
        trend=pd.DataFrame(columns=["figure", "period_end", "value"]),
        revenue_by_state=revenue,
        concentration=pd.DataFrame({"customer_share": shares, "revenue_share": [1 - (1 - x) ** 3 for x in shares]}),
        top_share=0.2,
        top_revenue_share=1 - 0.8**3,
        anonymous_revenue=0.0,
        anonymous_orders=0,
        returned=0.0,
        return_lines=0,
        total_revenue=float(revenue["revenue"].sum()),
        period=(date(2024, 1, 1), last),
        previous=None,
        first_day=date(2024, 1, 1),
        as_of=last,
        findings=(Finding.of("top_share", share=0.488, customers=0.2),),
    )


def nobody(scheme: str = "eight") -> Segments:
    """A workspace without customers."""
    return segments(scheme, customers=(), revenue=())
