"""The sample company on Spark and on DuckDB: equal facts, equal tables, equal answers, whatever the filters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from answers import Question, answer, rows
from data.filters import CustomerFilters, OrderFilters
from data.sample import generate
from data.sample.truths import END
from metrics.segments import METHODS, SCHEMES, SegmentThresholds
from tests.parity.desks import Pair, alike, material, pair


@pytest.fixture(scope="module")
def desks(spark: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    company = generate()
    with pair(tmp_path_factory.mktemp("sample"), spark, company.orders, company.customers, datetime.combine(END, time(23, 59))) as found:
        yield found


def same(desks: Pair, question: Question) -> None:
    alike(answer(desks.spark, question), answer(desks.duckdb, question), question.to_json())


def test_facts(desks: Pair) -> None:
    alike(desks.spark.facts, desks.duckdb.facts)
    assert desks.spark.facts.orders > 40_000 and len(desks.spark.facts.regions) > 5 and desks.spark.facts.currency == "CNY"


@pytest.mark.parametrize("name", ["activity", "customer_days", "ledger"])
def test_what_is_aggregated_there_is_equal_to_the_last_decimal(desks: Pair, name: str) -> None:
    far, near = (material(desk, name, END) for desk in desks)
    assert far.num_rows > 50 and far.schema == near.schema
    assert far.equals(near)


def test_answers(desks: Pair) -> None:
    for metric in ("overview", "segments", "segments.typical_customers"):
        same(desks, Question(metric))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_segments_in_every_scheme(desks: Pair, scheme: str, method: str) -> None:
    thresholds = SegmentThresholds(scheme, method)
    same(desks, Question("segments", thresholds))
    same(desks, Question("segments.typical_customers", thresholds))
    far, near = (rows(desk, Question("segments", thresholds)).order_by("customer_id").to_pyarrow() for desk in desks)
    assert far.equals(near) and far.num_rows > 5_000


def test_filters(desks: Pair) -> None:
    known = desks.duckdb.facts
    lists = OrderFilters(date(2024, 1, 1), known.channels[:2], known.categories[:3])
    some = CustomerFilters(known.regions[:2], known.kinds[:1])
    for as_of, orders in ((None, lists), (date(2024, 2, 29), OrderFilters()), (date(2023, 1, 31), OrderFilters(channels=("no such",)))):
        for customers in (CustomerFilters(), some):
            question = Question("overview", as_of=as_of, orders=orders, customers=customers)
            same(desks, question)
            same(desks, replace(question, metric="segments"))
            same(desks, replace(question, segments=("important_value", "general_keep")))
