"""The metrics themselves on Spark: the same expressions, run where the orders live, give the same results."""

from typing import NamedTuple

import ibis.expr.types as ir
import pandas as pd
import pytest

from answers import Desk, Question, answer
from data.activity import activity, customer_days, ledger
from data.sample.truths import END
from metrics.overview import OverviewThresholds, overview
from metrics.quality import QualityThresholds, quality
from metrics.segments import METHODS, SCHEMES, SegmentThresholds, quantiles, segments, typical_customers
from tests.metrics.tables import NOT_PORTABLE
from tests.parity.desks import Pair, alike

# Ibis fetches Spark's rows through pandas, in words that pandas 3 calls old; the app does not come this way.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
AS_OF = END


class Far(NamedTuple):
    """Tables that lie in Spark, and the desk on DuckDB that knows the answers."""

    activity: ir.Table
    customer_days: ir.Table
    ledger: ir.Table
    near: Desk


@pytest.fixture(scope="module")
def far(sample: Pair) -> Far:
    engine, region = sample.spark.engine, sample.spark.workspace.meta("region")
    assert engine is not None
    orders = engine.orders("CNY")
    made = (activity(orders, engine.customers(), AS_OF, region=region), customer_days(orders, AS_OF), ledger(orders, AS_OF))
    assert [NOT_PORTABLE.findall(orders.get_backend().compile(table)) for table in (made[0], made[2])] == [[], []]
    return Far(*(table.cache() for table in made), sample.duckdb)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_segments(far: Far, scheme: str, method: str) -> None:
    thresholds = SegmentThresholds(scheme, method)
    points = quantiles(far.activity, AS_OF)
    alike(segments(far.activity, AS_OF, thresholds, points), answer(far.near, Question("segments", thresholds)))


def test_typical_customers(far: Far) -> None:
    thresholds = SegmentThresholds("five")
    found = typical_customers(far.activity, AS_OF, thresholds, quantiles(far.activity, AS_OF))
    alike(found, answer(far.near, Question("segments.typical_customers", thresholds)))


def test_quality(sample: Pair) -> None:
    """Of the tables that an engine supplies: every count, score and fence."""
    engine, backend = sample.spark.engine, sample.duckdb.workspace.backend()
    assert engine is not None
    nobody = pd.DataFrame({"group": [], "confidence": pd.Series(dtype=str), "keep": pd.Series(dtype=bool)})
    there = {"orders": engine.orders("CNY").cache(), "customers": engine.customers().cache()}
    here = {name: backend.table(name) for name in there}
    one, other = (quality(tables, nobody, AS_OF, QualityThresholds()) for tables in (there, here))
    assert len(other.issues) and other.columns["filled"].sum() > 0
    alike(one, other)


def test_overview(far: Far) -> None:
    found = overview(far.activity, far.customer_days, far.ledger, None, AS_OF, OverviewThresholds())
    alike(found, answer(far.near, Question("overview")))
    assert found.findings
