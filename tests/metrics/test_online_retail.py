"""UCI Online Retail, known by its published facts: 4,338 customers, 18,532 orders, 8,911,407.90, 65.58 % repeat."""

import datetime as dt
from functools import cache
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pandas as pd
import pytest

from metrics.overview import OverviewThresholds, overview
from metrics.segments import METHODS, SCHEMES, SegmentThresholds, quantiles, segments

AS_OF = dt.date(2011, 12, 9)


SETUP = """
    CREATE TABLE sold AS
    SELECT "CustomerID" AS customer_id, "InvoiceNo" AS order_id, "InvoiceDate"::TIMESTAMP::DATE AS day,
           "UnitPrice"::DECIMAL(18, 4) * "Quantity"::BIGINT AS amount
    FROM read_csv(?, all_varchar = true) WHERE "UnitPrice"::DOUBLE > 0 AND "Quantity"::BIGINT > 0 AND NOT starts_with("InvoiceNo", 'C');

    CREATE TABLE customer_days AS
    WITH days AS (SELECT customer_id, day, count(DISTINCT order_id) AS orders, sum(amount)::DECIMAL(18, 4) AS spend
                  FROM sold WHERE customer_id IS NOT NULL GROUP BY customer_id, day)
    SELECT *, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap_days FROM days;

    CREATE TABLE activity AS
    SELECT customer_id, min(day) AS first_order_on, max(day) AS last_order_on, count(DISTINCT order_id) AS orders,
           count(DISTINCT day) AS active_days, sum(amount)::DECIMAL(18, 4) AS spend
    FROM sold WHERE customer_id IS NOT NULL GROUP BY customer_id;

    CREATE TABLE ledger AS
    SELECT date_trunc('month', day)::DATE AS month, customer_id IS NOT NULL AS known, count(DISTINCT order_id) AS orders,
           count(*) AS lines, sum(amount)::DECIMAL(18, 4) AS spend, 0::DECIMAL(18, 4) AS returned, 0::BIGINT AS return_lines
    FROM sold GROUP BY ALL
"""


@cache
def tables(folder: Path) -> tuple[ir.Table, ir.Table, ir.Table]:
    """activity, customer_days and ledger; a sale is a line that brings money."""
    connection = duckdb.connect()
    first, *others = SETUP.split(";")
    connection.execute(first, [str(folder / "online_retail/online_retail.csv.gz")])
    for statement in others:
        connection.execute(statement)
    activity, days, ledger = (ibis.memtable(connection.table(name).to_arrow_table()) for name in ("activity", "customer_days", "ledger"))
    return activity, days, ledger


def test_the_overview_has_the_published_facts(shared_data: Path) -> None:
    result = overview(*tables(shared_data), None, AS_OF, OverviewThresholds())
    value = result.figures.set_index("figure")["value"]
    assert value["customers"] == 4338
    assert value["orders"] == 18_532
    assert value["revenue"] == 8_911_407.904
    assert value["repeat_rate"] == pytest.approx(0.6558, abs=5e-5)
    assert round(result.total_revenue, 2) == 10_666_684.54
    assert result.first_day == dt.date(2010, 12, 1)
    assert result.trend["period_end"].nunique() == 4
    assert result.revenue_by_state["revenue"].sum() == pytest.approx(8_911_407.904)
    first_days = result.revenue_by_state.loc[result.revenue_by_state["state"] == "new", "customers"]
    assert first_days.sum() == 4338
    assert [finding.code for finding in result.findings][0] == "top_share"
    assert 0.7 < result.top_revenue_share < 0.8


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_the_segments_hold_every_customer_and_every_penny(shared_data: Path, scheme: str, method: str) -> None:
    activity, _, _ = tables(shared_data)
    result = segments(activity, AS_OF, SegmentThresholds(scheme=scheme, method=method), quantiles(activity, AS_OF))
    assert result.customers == result.sizes["customers"].sum() == 4338
    assert result.revenue == 8_911_407.904
    assert result.sizes["revenue"].sum() == pytest.approx(8_911_407.904, abs=1e-6)


def test_quantile_cut_points_agree_with_pandas(shared_data: Path) -> None:
    activity, _, _ = tables(shared_data)
    points = quantiles(activity, AS_OF)
    spend = activity.spend.cast("float64").to_pyarrow().to_pandas()
    days = (pd.Timestamp(AS_OF) - pd.to_datetime(activity.last_order_on.to_pyarrow().to_pandas())).dt.days
    levels = (0.2, 0.4, 0.6, 0.8)
    assert points("spend", levels) == pytest.approx(tuple(spend.quantile(levels, interpolation="lower")))
    assert points("days_since_order", levels) == tuple(days.quantile(levels, interpolation="lower"))
