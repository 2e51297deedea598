import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.partitions import LEVELS, group_of
from metrics.segments import (
    METHODS,
    SCHEMES,
    SEGMENTS,
    Segments,
    SegmentThresholds,
    findings,
    quantiles,
    segmented,
    segments,
    typical_customers,
)
from tests.metrics.tables import ACTIVITY, AS_OF, NOT_PORTABLE, activity, customer, money

FIXED = SegmentThresholds(method="fixed", eight_days_cuts=(90,), eight_orders_cuts=(2,), eight_spend_cuts=(1000.5,))


def cut(table: ir.Table, thresholds: SegmentThresholds) -> Segments:
    return segments(table, AS_OF, thresholds, quantiles(table, AS_OF))


def scores(table: ir.Table, thresholds: SegmentThresholds) -> pd.DataFrame:
    return segmented(table, AS_OF, thresholds, quantiles(table, AS_OF)).to_pyarrow().to_pandas().set_index("customer_id").sort_index()


@pytest.mark.parametrize(
    ("days", "orders", "spend", "expected"),
    [
        (90, 2, "1000.5", (2, 2, 2, "important_value")),
        (89, 2, "1000.5", (2, 2, 2, "important_value")),
        (91, 2, "1000.5", (1, 2, 2, "important_keep")),
        (90, 1, "1000.5", (2, 1, 2, "important_develop")),
        (90, 3, "1000.5", (2, 2, 2, "important_value")),
        (90, 2, "1000.4999", (2, 2, 1, "general_value")),
        (90, 2, "1000.5001", (2, 2, 2, "important_value")),
        (91, 1, "1000.4999", (1, 1, 1, "general_win_back")),
        (0, 1, "0.0001", (2, 1, 1, "general_develop")),
    ],
)
def test_fixed_cut_points_at_just_below_and_just_above(days: int, orders: int, spend: str, expected: tuple[Any, ...]) -> None:
    row = scores(activity(customer(days, orders, spend)), FIXED).iloc[0]
    assert (row.r, row.f, row.m, row.segment) == expected
    assert row.days_since_order == days


def test_fixed_scores_rise_one_at_each_of_several_cut_points() -> None:
    five = SegmentThresholds(
        scheme="five", method="fixed", five_days_cuts=(10, 20, 30, 40), five_orders_cuts=(2, 3, 4, 5), five_spend_cuts=(1, 2, 3, 4)
    )
    rows = [customer(days, orders, spend) for days, orders, spend in [(10, 1, 0.5), (11, 2, 1), (30, 3, 2), (40, 4, 3.99), (41, 5, 4), (41, 9, 99)]]
    found = scores(activity(*rows), five).sort_values("orders")
    assert found[["r", "f", "m"]].to_numpy().tolist() == [[5, 1, 1], [4, 2, 2], [3, 3, 3], [2, 4, 4], [1, 5, 5], [1, 5, 5]]


def test_quantile_cut_points_are_values_and_high_means_above() -> None:
    # Median of 1, 2, 3, 4: rank floor(3 · .5) = 1, the value 2. Two customers lie above, two do not.
    table = activity(*(customer(days, days, f"{days}.25") for days in (1, 2, 3, 4)))
    points = quantiles(table, AS_OF)
    assert points("days_since_order", (0.5,)) == (2,)
    assert points("orders", (0.5,)) == (2,)
    assert points("spend", (0.25, 0.5)) == (1.25, 2.25)
    found = scores(table, SegmentThresholds()).sort_values("orders")
    assert found["r"].tolist() == [2, 2, 1, 1]
    assert found["f"].tolist() == [1, 1, 2, 2]
    assert found["m"].tolist() == [1, 1, 2, 2]


def test_ties_never_part_equal_customers() -> None:
    rows = [customer(5, 1, "9.90", customer_id=f"C{i}") for i in range(9)] + [customer(6, 2, "9.91", customer_id="D")]
    for scheme in SCHEMES:
        found = scores(activity(*rows), SegmentThresholds(scheme=scheme))
        assert found.drop("D").groupby(["r", "f", "m", "segment"]).ngroups == 1


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40), st.lists(st.integers(1, 999), min_size=1, max_size=4, unique=True))
@settings(max_examples=40)
def test_quantiles_are_the_values_of_their_exact_rank(values: list[int], mills: list[int]) -> None:
    table = activity(*(customer(v, v + 1, Decimal(v) / 7, customer_id=str(i)) for i, v in enumerate(values)))
    levels = tuple(mill / 1000 for mill in sorted(mills))
    expected = [sorted(values)[(len(values) - 1) * mill // 1000] for mill in sorted(mills)]
    points = quantiles(table, AS_OF)
    assert points("days_since_order", levels) == tuple(expected)
    assert points("orders", levels) == tuple(v + 1 for v in expected)
    assert points("spend", levels) == tuple(float(money(Decimal(v) / 7)) for v in expected)


customers = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 12), st.decimals("0.01", "9999.99", places=2)), min_size=1, max_size=40).map(
    lambda rows: [customer(*row, customer_id=str(number)) for number, row in enumerate(rows)]
)


@given(customers, st.sampled_from(SCHEMES), st.sampled_from(METHODS), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_segments_are_a_partition_that_adds_up(rows: list[dict[str, Any]], scheme: str, method: str, random: Random) -> None:
    thresholds = SegmentThresholds(scheme=scheme, method=method)
    result = cut(activity(*rows), thresholds)
    total = sum(row["spend"] for row in rows)
    assert result.customers == len(rows) == result.sizes["customers"].sum() == result.grid["customers"].sum()
    assert result.revenue == float(total)
    assert tuple(result.sizes["segment"]) == SEGMENTS[scheme]
    assert len(result.grid) == LEVELS[scheme] ** 2
    for column in (result.sizes["share"], result.sizes["revenue_share"], result.grid["share"]):
        assert math.isclose(column.sum(), 1, abs_tol=1e-12)
    for column in (result.sizes["revenue"], result.grid["revenue"]):
        assert math.isclose(column.sum(), float(total), rel_tol=1e-12)

    labelled = scores(activity(*rows), thresholds)
    assert labelled["segment"].tolist() == [group_of(scheme, r, f, m) for r, f, m in labelled[["r", "f", "m"]].to_numpy()]
    assert labelled.groupby("segment").size().to_dict() == {
        s: n for s, n in zip(result.sizes["segment"], result.sizes["customers"], strict=True) if n
    }

    random.shuffle(rows)
    again = cut(activity(*rows), thresholds)
    pd.testing.assert_frame_equal(again.sizes, result.sizes, check_exact=True)
    pd.testing.assert_frame_equal(again.grid, result.grid, check_exact=True)
    pd.testing.assert_frame_equal(again.cuts, result.cuts, check_exact=True)


def test_sizes_counted_by_hand() -> None:
    table = activity(customer(10, 3, 2000), customer(20, 5, 1001), customer(200, 1, 10), customer(10, 1, 89))
    result = cut(table, FIXED)
    sizes = result.sizes.set_index("segment")
    champions = sizes.loc["important_value"]
    assert champions[["customers", "share", "revenue"]].tolist() == [2, 0.5, 3001]
    assert champions["revenue_share"] == 3001 / 3100
    assert champions[["mean_days_since_order", "mean_orders", "mean_spend"]].tolist() == [15, 4, 1500.5]
    assert sizes.loc["general_win_back", ["customers", "revenue"]].tolist() == [1, 10]
    assert sizes.loc["general_develop", ["customers", "mean_spend"]].tolist() == [1, 89]
    assert sizes.loc["important_keep", ["customers", "share", "revenue"]].tolist() == [0, 0, 0]
    assert math.isnan(sizes.loc["important_keep", "mean_spend"])
    assert result.grid[["r", "f", "customers", "revenue", "share"]].to_numpy().tolist() == [
        [1, 1, 1, 10, 0.25],
        [1, 2, 0, 0, 0],
        [2, 1, 1, 89, 0.25],
        [2, 2, 2, 3001, 0.5],
    ]


def test_revenue_is_exact_to_the_cent() -> None:
    # A thousand sums that doubles cannot hold exactly, beside one that swallows their last digits.
    spends = [Decimal("0.1001")] * 1000 + [Decimal("90000000000.0300")]
    result = cut(activity(*(customer(1, 1, spend, customer_id=str(i)) for i, spend in enumerate(spends))), FIXED)
    assert Decimal(result.revenue).quantize(Decimal("0.0001")) == sum(spends)
    assert result.sizes["revenue"].sum() == float(sum(spends))


def test_cuts_say_what_scores_begin_where() -> None:
    three = SegmentThresholds(scheme="three", method="fixed")
    cuts = cut(activity(customer(1, 1, 1)), three).cuts
    assert cuts.to_numpy().tolist() == [
        ["days_since_order", 3, 60.0],
        ["days_since_order", 2, 180.0],
        ["orders", 2, 2.0],
        ["orders", 3, 5.0],
        ["spend", 2, 500.0],
        ["spend", 3, 2000.0],
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_nobody_gives_an_empty_result_with_its_rows(scheme: str, method: str) -> None:
    nobody = ibis.memtable(ACTIVITY.empty_table())
    thresholds = SegmentThresholds(scheme=scheme, method=method)
    result = cut(nobody, thresholds)
    assert (result.customers, result.revenue) == (0, 0.0)
    assert result.sizes["customers"].tolist() == [0] * len(SEGMENTS[scheme])
    assert result.sizes["share"].isna().all()
    assert len(result.grid) == LEVELS[scheme] ** 2
    assert result.cuts["cut"].isna().all() == (method == "quantile")
    assert findings(result) == ()
    assert typical_customers(nobody, AS_OF, thresholds, quantiles(nobody, AS_OF)).table["median_spend"].isna().all()
    assert len(scores(nobody, thresholds)) == 0


def test_typical_customers_are_medians_in_the_schemes_order() -> None:
    table = activity(customer(10, 3, 2000), customer(20, 5, 1001), customer(30, 9, 1100), customer(200, 1, 10), customer(300, 1, 20))
    typical = typical_customers(table, AS_OF, FIXED, quantiles(table, AS_OF)).table
    assert tuple(typical["segment"]) == SEGMENTS["eight"]
    medians = typical.set_index("segment")
    assert medians.loc["important_value"].tolist() == [20, 5, 1100]
    assert medians.loc["general_win_back"].tolist() == [250, 1, 15]
    assert medians.loc["general_keep"].isna().all()


def test_selecting_rows_afterwards_does_not_move_cut_points() -> None:
    table = activity(*(customer(d, d, d, region="north" if d > 3 else "south") for d in range(1, 7)))
    labelled = segmented(table, AS_OF, SegmentThresholds(), quantiles(table, AS_OF))
    north = labelled.filter(labelled.region == "north").to_pyarrow().to_pandas()
    assert set(north["f"]) == {2}


def test_one_query_serves_a_moved_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    table = activity(*(customer(d, d, d) for d in range(1, 9)))
    points = quantiles(table, AS_OF)
    segments(table, AS_OF, SegmentThresholds(), points)
    sent = []
    original = ir.Table.to_pyarrow
    monkeypatch.setattr(ir.Table, "to_pyarrow", lambda self, **options: sent.append(self) or original(self, **options))
    segments(table, AS_OF, FIXED, points)
    assert len(sent) == 1
    segments(table, AS_OF, replace(SegmentThresholds(), eight_spend_levels=(0.6,)), points)
    assert len(sent) == 2  # no more for a quantile: the values are ranked already


def typed_activity() -> ir.Table:
    return ibis.table(ibis.Schema.from_pyarrow(ACTIVITY), name="activity")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_the_sql_for_spark_has_no_window(scheme: str, method: str) -> None:
    thresholds = SegmentThresholds(scheme=scheme, method=method)
    levels = {"eight": (10.0,), "three": (10.0, 20.0), "five": (1.0, 2.0, 3.0, 4.0)}[scheme]
    sql = ibis.to_sql(segmented(typed_activity(), AS_OF, thresholds, lambda measure, asked: levels), dialect="databricks").upper()
    assert "CASE" in sql
    assert NOT_PORTABLE.search(sql) is None


def test_all_that_is_sent_compiles_for_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    original = ir.Table.to_pyarrow

    def noted(self: ir.Table, **options: object) -> object:
        sent.append(ibis.to_sql(self, dialect="databricks").upper())
        return original(self, **options)

    monkeypatch.setattr(ir.Table, "to_pyarrow", noted)
    table = activity(*(customer(d, d, d) for d in range(1, 9)))
    for scheme in SCHEMES:
        cut(table, SegmentThresholds(scheme=scheme))
        typical_customers(table, AS_OF, FIXED, quantiles(table, AS_OF))
    assert len(sent) == 3 * (3 + 1 + 1)  # three measures ranked, the cube, the medians
    assert [sql for sql in sent if NOT_PORTABLE.search(sql)] == []


def segment_result(*rows: tuple[str, int, float]) -> Segments:
    names, heads, revenue = zip(*rows, strict=True)
    sizes = pd.DataFrame({"segment": names, "customers": heads, "share": np.array(heads) / sum(heads), "revenue": revenue})
    sizes["revenue_share"] = sizes["revenue"] / sum(revenue)
    return Segments(sizes, pd.DataFrame(), pd.DataFrame(), sum(heads), float(sum(revenue)))


@pytest.mark.parametrize(("revenue", "stated"), [(19.99, False), (20.0, True), (20.01, True)])
def test_a_segment_is_stated_from_twice_its_heads_on(revenue: float, stated: bool) -> None:
    found = findings(segment_result(("a", 10, revenue), ("b", 90, 100 - revenue)))
    assert [finding.code for finding in found] == ["segment_share"] * stated
    if stated:
        assert found[0].number("segment") == "a"
        assert found[0].number("customer_share") == pytest.approx(0.1)
        assert found[0].number("revenue_share") == pytest.approx(revenue / 100)


@pytest.mark.parametrize(("revenue", "stated"), [(29.99, True), (30.0, True), (30.01, False)])
def test_a_tail_is_stated_from_half_its_heads_down(revenue: float, stated: bool) -> None:
    found = findings(segment_result(("many", 60, revenue), ("few", 40, 100 - revenue)))
    assert [finding.code for finding in found] == ["segment_tail"] * stated


def test_the_ratio_that_is_worth_saying_is_a_threshold() -> None:
    result = segment_result(("a", 10, 25), ("b", 90, 75))
    assert findings(result, SegmentThresholds(stated_ratio=2.5))[0].code == "segment_share"
    assert findings(result, SegmentThresholds(stated_ratio=2.6)) == ()


def test_equal_customers_say_nothing() -> None:
    table = activity(*(customer(5, 2, 100, customer_id=str(i)) for i in range(50)))
    assert all(findings(cut(table, SegmentThresholds(scheme=scheme))) == () for scheme in SCHEMES)


def test_days_are_counted_to_the_given_date() -> None:
    table = activity(customer(90, 2, 5000))
    later = AS_OF + dt.timedelta(days=1)
    assert segments(table, AS_OF, FIXED, quantiles(table, AS_OF)).sizes.set_index("segment").loc["important_value", "customers"] == 1
    assert segments(table, later, FIXED, quantiles(table, later)).sizes.set_index("segment").loc["important_keep", "customers"] == 1
