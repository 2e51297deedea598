"""The sample company on Spark and on DuckDB: equal facts, equal tables, equal answers, whatever the filters."""

from dataclasses import replace
from datetime import date

import pytest

from answers import Question, answer, rows
from data.filters import CustomerFilters, OrderFilters
from data.sample.truths import END
from metrics.segments import METHODS, SCHEMES, SegmentThresholds
from tests.parity.desks import Pair, alike, material


def same(sample: Pair, question: Question) -> None:
    alike(answer(sample.spark, question), answer(sample.duckdb, question), question.to_json())


def test_facts(sample: Pair) -> None:
    alike(sample.spark.facts, sample.duckdb.facts)
    assert sample.spark.facts.orders > 40_000 and len(sample.spark.facts.regions) > 5 and sample.spark.facts.currency == "CNY"


@pytest.mark.parametrize("name", ["activity", "customer_days", "ledger"])
def test_what_is_aggregated_there_is_equal_to_the_last_decimal(sample: Pair, name: str) -> None:
    far, near = (material(desk, name, END) for desk in sample)
    assert far.num_rows > 50 and far.schema == near.schema
    assert far.equals(near)


def test_answers(sample: Pair) -> None:
    for metric in ("overview", "segments", "segments.typical_customers"):
        same(sample, Question(metric))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_segments_in_every_scheme(sample: Pair, scheme: str, method: str) -> None:
    thresholds = SegmentThresholds(scheme, method)
    same(sample, Question("segments", thresholds))
    same(sample, Question("segments.typical_customers", thresholds))
    far, near = (rows(desk, Question("segments", thresholds)).order_by("customer_id").to_pyarrow() for desk in sample)
    assert far.equals(near) and far.num_rows > 5_000


def test_filters(sample: Pair) -> None:
    known = sample.duckdb.facts
    lists = OrderFilters(date(2024, 1, 1), known.channels[:2], known.categories[:3])
    for as_of, orders in ((None, lists), (date(2024, 2, 29), OrderFilters())):
        for customers in (CustomerFilters(), CustomerFilters(known.regions[:2], known.kinds[:1])):
            question = Question("overview", as_of=as_of, orders=orders, customers=customers)
            same(sample, question)
            same(sample, replace(question, metric="segments"))
            same(sample, replace(question, segments=("important_value", "general_keep")))
