import datetime as dt
import math
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.overview import FIGURES, STATES, Overview, OverviewThresholds, overview
from tests.metrics.tables import ACTIVITY, AS_OF, CUSTOMER_DAYS, LEDGER, NOT_PORTABLE, activity, customer, customer_days, ledger

MONTHLY = OverviewThresholds(period_days=30, resurrected_after=40)
SALES = (
    ("A", "2025-10-03", 1, 10),
    ("A", "2025-11-15", 1, 20),
    ("A", "2025-12-31", 2, 40),
    ("B", "2025-11-02", 2, 30),
    ("C", "2025-12-02", 1, 5),
    ("C", "2025-12-20", 1, 15),
    ("D", "2025-12-01", 1, 100),
)
MONTHS = (
    ("2025-10-01", True, 1, 10, 0, 0),
    ("2025-11-01", True, 4, 50, 0, 0),
    ("2025-12-01", True, 5, 160, 7.25, 2),
    ("2025-10-01", False, 3, 1000, 50, 1),
    ("2025-12-01", False, 2, 33.5, 0, 0),
)


def people(*names: str) -> ir.Table:
    return activity(*(customer(1, 1, 1, customer_id=name) for name in names))


def seen(sales: tuple[tuple[str, str, int, float], ...] = SALES, start: dt.date | None = None, **moved: float) -> Overview:
    thresholds = replace(MONTHLY, **moved)  # type: ignore[arg-type]
    return overview(people(*{sale[0] for sale in sales}), customer_days(*sales), ledger(*MONTHS), start, AS_OF, thresholds)


def figures(result: Overview) -> pd.DataFrame:
    return result.figures.set_index("figure")


def series(result: Overview, figure: str) -> list[float]:
    return result.trend.loc[result.trend["figure"] == figure, "value"].tolist()


def test_figures_counted_by_hand() -> None:
    table = figures(seen())
    assert tuple(table.index) == FIGURES
    assert table["value"].tolist() == [4, 2, 220, 9, 220 / 9, 3 / 4]
    assert table["current"].tolist() == [4, 2, 60, 4, 15, 3 / 4]
    assert table["previous"].tolist() == [3, 3, 150, 4, 37.5, 2 / 3]
    assert table["change"].tolist() == pytest.approx([1 / 3, -1 / 3, -0.6, 0, -0.6, 3 / 4 - 2 / 3])


def test_the_trend_has_complete_periods_oldest_first() -> None:
    result = seen()
    ends = [dt.date(2025, 11, 1), dt.date(2025, 12, 1), AS_OF]
    assert result.trend["period_end"].tolist() == ends * len(FIGURES)
    assert series(result, "customers") == [1, 3, 4]
    assert series(result, "active_customers") == [1, 3, 2]
    assert series(result, "revenue") == [10, 150, 60]
    assert series(result, "orders") == [1, 4, 4]
    assert series(result, "average_order_value") == [10, 37.5, 15]
    assert series(result, "repeat_rate") == [0, 2 / 3, 3 / 4]
    assert result.first_day == dt.date(2025, 10, 3)
    assert result.period == (dt.date(2025, 10, 3), AS_OF)
    assert result.previous == (dt.date(2025, 11, 2), dt.date(2025, 12, 1))


def test_a_range_moves_what_is_counted_but_not_what_is_compared() -> None:
    result = seen(start=dt.date(2025, 11, 10))
    table = figures(result)
    assert table["value"].tolist() == [3, 2, 180, 6, 30, 2 / 3]
    assert table.loc["revenue", ["previous", "current"]].tolist() == [150, 60]
    assert table.loc["customers", ["previous", "current"]].tolist() == [2, 3]
    assert table.loc["repeat_rate", ["previous", "current", "change"]].tolist() == [0, 2 / 3, 2 / 3]
    assert series(result, "revenue") == [10, 150, 60]
    assert series(result, "customers") == [2, 3]  # the oldest period ends before the range begins
    assert result.period == (dt.date(2025, 11, 10), AS_OF)


def test_a_range_shorter_than_a_period_has_nothing_cumulative_to_compare_with() -> None:
    table = figures(seen(start=dt.date(2025, 12, 20)))
    assert table["value"].tolist() == [2, 2, 55, 3, 55 / 3, 1 / 2]
    assert table.loc[["customers", "repeat_rate"], ["previous", "change"]].isna().all(axis=None)
    assert table.loc["revenue", "change"] == pytest.approx(-0.6)


@pytest.mark.parametrize(("first", "periods"), [("2025-10-02", 3), ("2025-10-03", 3), ("2025-10-04", 2), ("2025-11-02", 2), ("2025-11-03", 1)])
def test_a_period_is_complete_when_the_data_reach_its_first_day(first: str, periods: int) -> None:
    result = overview(people("A"), customer_days(("A", first, 1, 10)), ibis.memtable(LEDGER.empty_table()), None, AS_OF, MONTHLY)
    assert len(series(result, "revenue")) == periods
    assert math.isnan(figures(result).loc["revenue", "previous"]) == (periods < 2)
    assert (result.previous is None) == (periods < 2)


def test_before_the_first_complete_period_only_values_are_known() -> None:
    result = seen(sales=(("A", "2025-12-05", 1, 10),), period_days=60)
    assert result.first_day == dt.date(2025, 10, 31)  # the ledger's first month ends here
    result = overview(people("A"), customer_days(("A", "2025-12-05", 1, 10)), ledger(MONTHS[2]), None, AS_OF, MONTHLY)
    table = figures(result)
    assert table["value"].tolist() == [1, 1, 10, 1, 10, 0]
    assert table[["current", "previous", "change"]].isna().all(axis=None)
    assert len(result.trend) == 0


def test_selected_customers_are_compared_over_all_the_data() -> None:
    result = seen(sales=(("D", "2025-12-01", 1, 100),))
    assert result.first_day == dt.date(2025, 10, 31)
    assert series(result, "revenue") == [100, 0]
    assert figures(result).loc["revenue", "change"] == -1
    assert result.anonymous_revenue == 1033.5


def test_at_most_twelve_periods() -> None:
    result = seen(sales=(("A", "2024-01-01", 1, 10), *SALES), period_days=30)
    assert len(series(result, "orders")) == 12


def states(result: Overview) -> dict[tuple[int, str], tuple[float, int]]:
    return {(row.month.month, row.state): (row.revenue, row.customers) for row in result.revenue_by_state.itertuples()}


def test_revenue_by_state_counted_by_hand() -> None:
    result = seen()
    table = result.revenue_by_state
    assert table["month"].tolist() == [dt.date(2025, month, 1) for month in (10, 11, 12) for _ in STATES]
    assert table["state"].tolist() == list(STATES) * 3
    assert states(result) == {
        (10, "new"): (10, 1),
        (10, "returning"): (0, 0),
        (10, "resurrected"): (0, 0),
        (11, "new"): (30, 1),
        (11, "returning"): (0, 0),
        (11, "resurrected"): (20, 1),
        (12, "new"): (105, 2),
        (12, "returning"): (15, 0),  # C's second purchase day: a buyer is counted once a month, as what they came in
        (12, "resurrected"): (40, 1),
    }


@pytest.mark.parametrize(("after", "state"), [(42, "resurrected"), (43, "resurrected"), (44, "returning")])
def test_a_customer_is_resurrected_from_the_threshold_on(after: int, state: str) -> None:
    assert states(seen(resurrected_after=after))[11, state] == (20, 1)


def test_a_month_cut_by_the_range_still_counts_its_buyers_once() -> None:
    sales = (("A", "2025-12-01", 1, 1), ("A", "2025-12-10", 1, 2), ("A", "2025-12-20", 1, 4))
    found = states(seen(sales=sales, start=dt.date(2025, 12, 5)))
    assert found == {(12, "new"): (0, 0), (12, "returning"): (6, 1), (12, "resurrected"): (0, 0)}


@pytest.mark.parametrize(("day", "buyers"), [("2025-11-30", 1), ("2025-12-01", 0)])
def test_the_first_purchase_day_of_a_month_is_told_by_its_gap(day: str, buyers: int) -> None:
    assert states(seen(sales=(("A", day, 1, 1), ("A", "2025-12-05", 1, 2))))[12, "returning"] == (2, buyers)


def test_concentration_is_exact_at_heads_and_linear_between() -> None:
    result = seen(top_share=0.2)
    curve = result.concentration.set_index("customer_share")["revenue_share"]
    assert len(curve) == 101
    assert curve.loc[[0, 0.25, 0.5, 0.75, 1]].tolist() == pytest.approx([0, 100 / 220, 170 / 220, 200 / 220, 1])
    assert curve.loc[0.1] == pytest.approx(40 / 220)
    assert result.top_share == 0.2
    assert result.top_revenue_share == pytest.approx(80 / 220)


def test_anonymous_sales_and_returns_stand_apart() -> None:
    result = seen()
    assert (result.anonymous_revenue, result.anonymous_orders, result.returned, result.return_lines) == (1033.5, 5, 57.25, 3)
    assert result.total_revenue == 1253.5
    later = seen(start=dt.date(2025, 11, 10))
    assert (later.anonymous_revenue, later.anonymous_orders, later.returned, later.return_lines) == (33.5, 2, 7.25, 2)
    assert later.total_revenue == 213.5


def test_sales_after_as_of_are_not_seen() -> None:
    tomorrow = (("A", "2026-01-01", 5, 500), ("E", "2026-02-01", 5, 500))
    months = (*MONTHS, ("2026-01-01", False, 9, 999, 9, 9))
    result = overview(people("A", "E"), customer_days(*SALES, *tomorrow), ledger(*months), None, AS_OF, MONTHLY)
    pd.testing.assert_frame_equal(result.figures, seen().figures)
    pd.testing.assert_frame_equal(result.revenue_by_state, seen().revenue_by_state)
    assert result.anonymous_revenue == 1033.5


@pytest.mark.parametrize("start", [None, dt.date(2025, 1, 1)])
def test_nothing_gives_an_empty_result_with_its_columns(start: dt.date | None) -> None:
    tables = (ibis.memtable(schema.empty_table()) for schema in (ACTIVITY, CUSTOMER_DAYS, LEDGER))
    result = overview(*tables, start, AS_OF, OverviewThresholds())  # type: ignore[call-arg]
    table = figures(result)
    assert table.loc[["customers", "active_customers", "revenue", "orders"], "value"].tolist() == [0, 0, 0, 0]
    assert table.loc[["average_order_value", "repeat_rate"], "value"].isna().all()
    assert list(result.trend.columns) == ["figure", "period_end", "value"]
    assert list(result.revenue_by_state.columns) == ["month", "state", "revenue", "customers"]
    assert list(result.concentration.columns) == ["customer_share", "revenue_share"]
    assert len(result.trend) == len(result.revenue_by_state) == len(result.concentration) == 0
    assert math.isnan(result.top_revenue_share)
    assert (result.total_revenue, result.previous, result.findings) == (0, None, ())
    assert result.first_day == AS_OF
    assert result.period == (start or AS_OF, AS_OF)


def test_an_activity_without_groups_is_enough() -> None:
    bare = people("A", "B").select("customer_id")
    result = overview(bare, customer_days(*SALES), ledger(*MONTHS), None, AS_OF, MONTHLY)
    assert figures(result).loc["customers", "value"] == 4  # C and D are in customer_days


def test_a_range_cannot_begin_after_its_end() -> None:
    with pytest.raises(ValueError, match="^start: 2026-01-01 is after 2025-12-31"):
        seen(start=dt.date(2026, 1, 1))


histories = st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.integers(0, 400), st.integers(1, 3), st.integers(1, 10_000)), min_size=1, max_size=40)


@given(histories, st.none() | st.integers(0, 400))
@settings(max_examples=40)
def test_figures_agree_with_counting(history: list[tuple[str, int, int, int]], reach: int | None) -> None:
    once = {(name, age): (name, age, orders, cents) for name, age, orders, cents in history}.values()
    sales = tuple((name, (AS_OF - dt.timedelta(days=age)).isoformat(), orders, cents / 100) for name, age, orders, cents in once)
    start = None if reach is None else AS_OF - dt.timedelta(days=reach)
    result = overview(people(*"ABCDEFGH"), customer_days(*sales), ibis.memtable(LEDGER.empty_table()), start, AS_OF, MONTHLY)
    counted = [row for row in once if reach is None or row[1] <= reach]
    bought = {name: sum(row[2] for row in counted if row[0] == name) for name, *_ in counted}
    value = figures(result)["value"]
    assert value["customers"] == len(bought)
    assert value["orders"] == sum(bought.values())
    assert value["revenue"] == pytest.approx(sum(row[3] for row in counted) / 100)
    assert value["active_customers"] == len({row[0] for row in once if row[1] < 30})
    assert value["repeat_rate"] == pytest.approx(np.mean([n >= 2 for n in bought.values()]) if bought else math.nan, nan_ok=True)
    table = result.revenue_by_state
    assert table["revenue"].sum() == pytest.approx(value["revenue"])
    months = {(row[0], (AS_OF - dt.timedelta(days=row[1])).replace(day=1)) for row in counted}
    assert table["customers"].sum() == len(months)
    periods = min(12, (max(row[1] for row in once) + 1) // 30)
    assert series(result, "active_customers") == [len({r[0] for r in once if k * 30 <= r[1] < k * 30 + 30}) for k in reversed(range(periods))]
    if bought:
        assert result.concentration["revenue_share"].is_monotonic_increasing
        assert result.concentration["revenue_share"].iloc[[0, -1]].tolist() == [0, 1]


def test_the_order_of_rows_does_not_matter() -> None:
    backwards = overview(people(*"DCBA"), customer_days(*SALES).order_by(ibis.desc("spend")), ledger(*MONTHS[::-1]), None, AS_OF, MONTHLY)
    result = seen()
    for name in ("figures", "trend", "revenue_by_state", "concentration"):
        pd.testing.assert_frame_equal(getattr(backwards, name), getattr(result, name), check_exact=True)


def test_six_queries_and_none_needs_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def spy(kind: type) -> None:
        original = kind.to_pyarrow

        def noted(self: ir.Expr, **options: object) -> object:
            sent.append(ibis.to_sql(self, dialect="databricks").upper())
            return original(self, **options)

        monkeypatch.setattr(kind, "to_pyarrow", noted)

    spy(ir.Table)
    spy(ir.Scalar)
    seen(start=dt.date(2025, 11, 10))
    assert len(sent) == 6
    assert [sql for sql in sent if NOT_PORTABLE.search(sql)] == []
