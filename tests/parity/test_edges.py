"""Orders made by hand, with everything that engines are apt to see differently, on Spark and on DuckDB."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from answers import Question, answer
from data.filters import CustomerFilters, OrderFilters
from metrics.overview import OverviewThresholds
from metrics.segments import METHODS, SCHEMES, SegmentThresholds
from tests.parity.desks import Pair, alike, material, pair

NOW, AS_OF = datetime(2024, 12, 31, 18), date(2024, 12, 31)
MONEY = pa.decimal128(18, 4)
ORDERS = pa.schema(
    [
        ("customer_id", pa.string()), ("ordered_at", pa.timestamp("us")), ("amount", MONEY), ("order_id", pa.string()), ("status", pa.string()),
        ("is_return", pa.bool_()), ("refund", MONEY), ("channel", pa.string()), ("category", pa.string()), ("customer_name", pa.string()),
        ("customer_kind", pa.string()), ("country", pa.string()),
    ]
)  # fmt: skip
CUSTOMERS = pa.schema([(name, pa.string()) for name in ("customer_id", "name", "kind", "acquisition_channel", "country")])
MOST, LEAST = Decimal("999999999999.9999"), Decimal("0.0001")


def line(customer: str | None, at: str, amount: object, **others: object) -> dict[str, Any]:
    """One order line."""
    return {"customer_id": customer, "ordered_at": datetime.fromisoformat(at), "amount": Decimal(str(amount))} | others


LINES = [
    # the largest and the smallest money; sums that no double holds
    line("rich", "2024-01-31 23:59:59.999999", MOST, order_id="r1"),
    line("rich", "2024-02-01 00:00:00", MOST, order_id="r2"),
    line("rich", "2024-02-01 00:00:00.000001", LEAST, order_id="r2"),
    line("poor", "2024-02-29 12:00", LEAST, order_id="p1"),
    *(line("dimes", f"2024-03-{day:02} 08:00", "0.1", order_id=f"d{day}") for day in range(1, 31)),
    # orders of the same second, some without a number: one order of the same customer, several of nobody
    line("twin", "2024-04-01 10:00:00.1", 5, channel="web"),
    line("twin", "2024-04-01 10:00:00.9", 6, channel="web"),
    line("twin", "2024-04-01 10:00:01", 7, channel="shop"),
    line(None, "2024-04-01 10:00:00", 8),
    line(None, "2024-04-01 10:00:00", 9, order_id="x"),
    # returns, refunds, what never became a sale, nothing at all
    line("back", "2024-05-01 00:00", 50, order_id="b1"),
    line("back", "2024-05-02 00:00", -20, order_id="b1"),
    line("back", "2024-05-03 00:00", 30, order_id="b2", is_return=True),
    line("back", "2024-05-04 00:00", 40, order_id="b3", refund=Decimal("-15.5")),
    line("back", "2024-05-05 00:00", 60, order_id="b4", status="refunded"),
    line("only back", "2024-05-06 00:00", -5, order_id="b5"),
    line("void", "2024-06-01 00:00", 70, order_id="v1", status="cancelled"),
    line("void", "2024-06-02 00:00", 80, order_id="v2", status="unpaid", refund=Decimal(80)),
    line("free", "2024-06-03 00:00", 0, order_id="f1"),
    line(None, "2024-06-04 00:00", -3, order_id="y"),
    # days at the ends of months and years, the last instant that counts, and the first that does not
    line("clock", "2022-12-31 23:59:59", 1, order_id="c1"),
    line("clock", "2023-01-01 00:00:00", 2, order_id="c2"),
    line("clock", "2024-12-31 23:59:59.999999", 3, order_id="c3"),
    line("clock", "2025-01-01 00:00:00", 4, order_id="c4"),
    line("future", "2099-01-01 00:00:00", 5, order_id="c5"),
    line("antique", "1900-01-01 00:00:00", 6, order_id="c6"),
    # names, kinds and places in the orders; text of all sorts
    line("王芳", "2024-07-01 09:00", 11, channel="天猫", category="绿茶", customer_name="王 芳", customer_kind="person", country="CN"),
    line("o'neil", "2024-07-02 09:00", 12, channel="o'shop", category='"tea"', customer_name="O\\'Neil", customer_kind="company", country="IE"),
    line("emoji 🙂", "2024-07-03 09:00", 13, channel="web", category="tea\tleaf", customer_name="line\nbreak", country="é"),
]
PEOPLE = [
    {"customer_id": "rich", "name": "Rich", "kind": "company", "acquisition_channel": "fair", "country": "CN"},
    {"customer_id": "poor", "name": None, "kind": "person", "acquisition_channel": None, "country": "IE"},
    {"customer_id": "never bought", "name": "Nobody", "kind": "person", "acquisition_channel": "fair", "country": "NO"},
]


@pytest.fixture(scope="module")
def desks(spark: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    orders, customers = pa.Table.from_pylist(LINES, ORDERS), pa.Table.from_pylist(PEOPLE, CUSTOMERS)
    with pair(tmp_path_factory.mktemp("edges"), spark, orders, customers, NOW) as found:
        yield found


def test_facts(desks: Pair) -> None:
    alike(desks.spark.facts, desks.duckdb.facts)
    known = desks.spark.facts
    assert (known.orders, known.first_day, known.as_of) == (len(LINES) - 2, date(1900, 1, 1), AS_OF)
    assert known.channels == ("o'shop", "shop", "web", "天猫") and known.regions == ("CN", "IE", "NO")


@pytest.mark.parametrize("name", ["activity", "customer_days", "ledger"])
@pytest.mark.parametrize("as_of", [AS_OF, date(1899, 12, 31)])
def test_what_is_aggregated_is_equal(desks: Pair, name: str, as_of: date) -> None:
    far, near = (material(desk, name, as_of) for desk in desks)
    assert far.schema == near.schema and far.equals(near)


def test_the_aggregates_are_those_counted_by_hand(desks: Pair) -> None:
    rows = {row["customer_id"]: row for row in material(desks.spark, "activity", AS_OF).to_pylist()}
    assert set(rows) == {"rich", "poor", "dimes", "twin", "back", "clock", "antique", "王芳", "o'neil", "emoji 🙂"}
    assert (rows["rich"]["spend"], rows["rich"]["orders"], rows["rich"]["active_days"]) == (2 * MOST + LEAST, 2, 2)
    assert (rows["dimes"]["spend"], rows["dimes"]["orders"]) == (Decimal("3.0000"), 30)
    assert (rows["twin"]["orders"], rows["twin"]["active_days"]) == (2, 1)
    assert (rows["back"]["spend"], rows["back"]["returned"], rows["back"]["orders"]) == (Decimal(150), Decimal("125.5"), 3)
    assert (rows["clock"]["first_order_on"], rows["clock"]["last_order_on"], rows["clock"]["orders"]) == (date(2022, 12, 31), AS_OF, 3)
    assert (rows["o'neil"]["name"], rows["o'neil"]["kind"], rows["rich"]["region"]) == ("O\\'Neil", "company", "CN")
    months = {(row["month"], row["known"]): row for row in material(desks.spark, "ledger", AS_OF).to_pylist()}
    nobody = months[date(2024, 4, 1), False]
    assert (nobody["orders"], nobody["lines"], nobody["spend"]) == (2, 2, Decimal(17))
    assert months[date(2024, 6, 1), True]["lines"] == 0 and months[date(2024, 6, 1), False]["returned"] == Decimal(3)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_answers(desks: Pair, scheme: str) -> None:
    for method in METHODS:
        for customers in (CustomerFilters(), CustomerFilters(regions=("CN", "no such")), CustomerFilters(kinds=("company",))):
            for metric in ("segments", "segments.typical_customers"):
                question = Question(metric, SegmentThresholds(scheme, method), customers=customers)
                alike(*(answer(desk, question) for desk in desks), question.to_json())


@pytest.mark.parametrize(
    "orders",
    [OrderFilters(), OrderFilters(date(2024, 4, 1), channels=("web", "o'shop")), OrderFilters(categories=("绿茶", '"tea"'))],
    ids=["all", "start and channels", "categories"],
)
def test_overviews(desks: Pair, orders: OrderFilters) -> None:
    for thresholds in (OverviewThresholds(), OverviewThresholds(period_days=7, resurrected_after=1)):
        question = Question("overview", thresholds, orders=orders)
        alike(*(answer(desk, question) for desk in desks), question.to_json())
