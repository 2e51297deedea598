"""The order level, counted by hand: customers, their purchase days, and the months."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ibis.backends.duckdb import Backend

from data.activity import NO_FILTERS, activity, customer_days, ledger, lines
from data.filters import OrderFilters
from data.schema import TABLES

AS_OF = date(2024, 3, 31)
HAND = """
    customer_id ordered_at          amount order_id status    is_return refund channel country customer_name
    a           2024-01-05T10:00:00  10     1        -         -         -      web     NO      Ann
    a           2024-01-05T10:00:00  5      1        -         -         -      web     NO      Ann
    a           2024-01-06T00:00:00  7      1        -         -         -      web     NO      Ann
    a           2024-02-04T23:59:59  20     2        completed -         2      shop    SE      Anna
    a           2024-02-10T00:00:00  -4     2        -         true      -      shop    SE      -
    a           2024-03-31T23:59:59  1      3        -         -         -      web     NO      -
    a           2024-04-01T00:00:00  99     4        -         -         -      web     NO      -
    b           2024-01-31T12:00:00  30     5        refunded  -         -      web     NO      -
    b           2024-03-01T12:00:00  8      6        cancelled -         3      web     NO      -
    b           2024-03-02T12:00:00  9      7        unpaid    -         -      web     NO      -
    c           2024-02-01T12:00:00  11     8        cancelled -         -      web     NO      -
    d           2024-02-01T12:00:00  -6     9        -         -         -      web     NO      -
    e           2024-02-02T12:00:00  0      10       -         -         -      web     NO      -
    -           2024-02-29T12:00:00  50     11       -         -         -      web     NO      -
    -           2024-02-29T13:00:00  2      12       -         -         -      shop    NO      -
    -           2024-01-01T13:00:00  -3     13       -         -         -      -       NO      -
    f           2024-01-01T09:00:00  40     14       shipped   -         -5     -       -       -
"""


@pytest.fixture(scope="module")
def backend() -> Iterator[Backend]:
    with duckdb.connect() as connection:
        for table in (TABLES["orders"], TABLES["customers"]):
            connection.execute(f"CREATE TABLE {table.name} ({', '.join(f'{c.name} {c.sql_type}' for c in table.columns)})")
        header, *rows = (line.split() for line in HAND.strip().splitlines())
        for row in rows:
            cells = {name: cell for name, cell in zip(header, row, strict=True) if cell != "-"}
            connection.execute(f"INSERT INTO orders BY NAME SELECT {', '.join(f'{cell!r} AS {name}' for name, cell in cells.items())}")
        connection.execute(
            "INSERT INTO customers (customer_id, name, kind, city, acquisition_channel) VALUES ('a', 'Ann Berg', 'person', 'Oslo', 'ads')"
        )
        connection.execute("INSERT INTO customers (customer_id, name, city) VALUES ('zz', 'Nobody', 'Rome')")
        yield ibis.duckdb.from_connection(connection)


def rows(table: ir.Table, *keys: str) -> list[dict[str, Any]]:
    return table.order_by(*keys).to_pyarrow().to_pylist()


def customers(backend: Backend, filters: OrderFilters = NO_FILTERS, as_of: date = AS_OF, region: str = "") -> dict[str, dict[str, Any]]:
    found = rows(activity(backend.table("orders"), backend.table("customers"), as_of, filters, region), "customer_id")
    return {row["customer_id"]: row for row in found}


def test_one_row_a_customer_with_a_sale(backend: Backend) -> None:
    a, b, f = customers(backend).values()
    assert a == {
        "customer_id": "a", "name": "Ann Berg", "kind": "person", "acquisition_channel": "ads", "region": None,
        "first_order_on": date(2024, 1, 5), "last_order_on": AS_OF, "orders": 3, "active_days": 4, "spend": 43, "returned": 6,
    }  # fmt: skip
    assert (b["orders"], b["active_days"], b["spend"], b["returned"], b["last_order_on"]) == (1, 1, 30, 30, date(2024, 1, 31))
    assert (f["spend"], f["returned"], f["name"]) == (40, 5, None)


def test_the_columns_and_their_types_are_those_that_metrics_read(backend: Backend) -> None:
    money = "decimal(18, 4)"
    table = activity(backend.table("orders"), backend.table("customers"), AS_OF)
    assert {name: str(kind) for name, kind in table.schema().items()} == {
        "customer_id": "string", "name": "string", "kind": "string", "region": "string", "acquisition_channel": "string",
        "first_order_on": "date", "last_order_on": "date", "orders": "int64", "active_days": "int64", "spend": money, "returned": money,
    }  # fmt: skip
    days = customer_days(backend.table("orders"), AS_OF)
    assert {n: str(k) for n, k in days.schema().items()} == {
        "customer_id": "string",
        "day": "date",
        "orders": "int64",
        "spend": money,
        "gap_days": "int64",
    }
    months = ledger(backend.table("orders"), AS_OF)
    assert {n: str(k) for n, k in months.schema().items()} == {
        "month": "date", "known": "boolean", "orders": "int64", "lines": "int64", "spend": money, "returned": money, "return_lines": "int64",
    }  # fmt: skip


def test_as_of_is_inclusive_to_its_last_second(backend: Backend) -> None:
    assert customers(backend, as_of=date(2024, 3, 30))["a"]["spend"] == 42
    assert customers(backend, as_of=AS_OF)["a"]["spend"] == 43
    assert customers(backend, as_of=date(2024, 4, 1))["a"]["spend"] == 142
    assert customers(backend, as_of=date(2023, 12, 31)) == {}


def test_start_is_inclusive_from_its_first_second(backend: Backend) -> None:
    spends = [customers(backend, OrderFilters(start=date(2024, 1, day)))["a"]["spend"] for day in (5, 6, 7)]
    assert spends == [43, 28, 21]
    assert "b" not in customers(backend, OrderFilters(start=date(2024, 2, 1)))


def test_channels_and_categories_keep_what_they_name_and_nothing_unnamed(backend: Backend) -> None:
    assert {k: v["spend"] for k, v in customers(backend, OrderFilters(channels=("web",))).items()} == {"a": 23, "b": 30}
    assert {k: v["spend"] for k, v in customers(backend, OrderFilters(channels=("web", "shop"))).items()} == {"a": 43, "b": 30}
    assert customers(backend, OrderFilters(categories=("tea",))) == {}
    assert customers(backend, OrderFilters(channels=("'; DROP TABLE orders; --",))) == {}


@pytest.mark.parametrize(("region", "places"), [("", (None, None)), ("customers.city", ("Oslo", None)), ("orders.country", ("SE", "NO"))])
def test_a_region_is_read_where_it_is_named(backend: Backend, region: str, places: tuple[str | None, ...]) -> None:
    found = customers(backend, region=region)
    assert (found["a"]["region"], found["b"]["region"]) == places


def test_purchase_days_and_the_gaps_between_them(backend: Backend) -> None:
    assert [tuple(row.values()) for row in rows(customer_days(backend.table("orders"), AS_OF), "customer_id", "day")] == [
        ("a", date(2024, 1, 5), 1, 15, None),
        ("a", date(2024, 1, 6), 1, 7, 1),
        ("a", date(2024, 2, 4), 1, 20, 29),
        ("a", AS_OF, 1, 1, 56),
        ("b", date(2024, 1, 31), 1, 30, None),
        ("f", date(2024, 1, 1), 1, 40, None),
    ]


def test_months_with_anonymous_sales_and_returns(backend: Backend) -> None:
    found = rows(ledger(backend.table("orders"), AS_OF), "month", "known")
    assert [tuple(row[name] for name in ("month", "known", "orders", "lines", "spend", "returned", "return_lines")) for row in found] == [
        (date(2024, 1, 1), False, 0, 0, 0, 3, 1),
        (date(2024, 1, 1), True, 3, 5, 92, 35, 2),
        (date(2024, 2, 1), False, 2, 2, 52, 0, 0),
        (date(2024, 2, 1), True, 1, 1, 20, 12, 3),
        (date(2024, 3, 1), True, 1, 1, 1, 0, 0),
    ]


@pytest.mark.parametrize(("status", "refund", "back"), [("refunded", 10, 10), ("refunded", -10, 10), ("refunded", 0, 40), ("cancelled", 10, 0)])
def test_a_refund_that_is_stated_counts_before_what_the_status_says(backend: Backend, status: str, refund: int, back: int) -> None:
    backend.con.execute("CREATE OR REPLACE TABLE drawn AS FROM orders WHERE false")
    backend.con.execute("INSERT INTO drawn (customer_id, ordered_at, amount, status, refund) VALUES ('a', '2024-01-05', 40, ?, ?)", [status, refund])
    assert [row["returned"] for row in rows(lines(backend.table("drawn"), AS_OF), "ordered_at")] == [back]


def test_without_orders_there_is_nothing(backend: Backend) -> None:
    none = backend.table("orders").filter(ibis.literal(False))
    for table in (activity(none, backend.table("customers"), AS_OF), customer_days(none, AS_OF), ledger(none, AS_OF)):
        assert table.to_pyarrow().num_rows == 0


MONEY = st.decimals(-1000, 1000, places=4)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.dates(date(2024, 1, 1), date(2024, 4, 5)),
        MONEY,
        st.sampled_from(["1", "2", "3", "4"]),  # the store derives missing ones
        st.sampled_from([None, "completed", "cancelled", "unpaid", "refunded"]),
        st.sampled_from([None, True, False]),
        st.one_of(st.none(), MONEY),
        st.sampled_from([None, "web", "shop"]),
    ),
    max_size=30,
)


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.dates(date(2024, 1, 1), date(2024, 4, 5)), st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2024, 4, 5))))
def test_the_three_tables_tell_of_the_same_money(backend: Backend, cells: list[tuple[Any, ...]], as_of: date, start: date | None) -> None:
    names = ("customer_id", "ordered_at", "amount", "order_id", "status", "is_return", "refund", "channel")
    backend.con.execute("CREATE OR REPLACE TABLE drawn AS FROM orders WHERE false")
    if cells:
        backend.con.executemany(f"INSERT INTO drawn ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [list(line) for line in cells])
    orders, filters = backend.table("drawn"), OrderFilters(start)
    people = rows(activity(orders, backend.table("customers"), as_of, filters), "customer_id")
    days = rows(customer_days(orders, as_of, filters), "customer_id", "day")
    months = rows(ledger(orders, as_of, filters), "month", "known")
    booked = rows(lines(orders, as_of, filters), "ordered_at")

    def total(found: list[dict[str, Any]], name: str) -> Decimal:
        return sum((row[name] for row in found), Decimal(0))

    known = [row for row in months if row["known"]]
    assert total(people, "spend") == total(days, "spend") == total(known, "spend")
    assert total(months, "spend") == total(booked, "sold") and total(months, "returned") == total(booked, "returned")
    assert {row["customer_id"] for row in people} == {row["customer_id"] for row in days}
    for person in people:
        own = [row for row in days if row["customer_id"] == person["customer_id"]]
        assert person["active_days"] == len(own)
        assert (person["first_order_on"], person["last_order_on"]) == (own[0]["day"], own[-1]["day"])
        assert [row["gap_days"] for row in own] == [None, *((b["day"] - a["day"]).days for a, b in zip(own, own[1:], strict=False))]
        assert person["spend"] > 0 and person["returned"] >= 0 and 0 < person["orders"] <= sum(row["orders"] for row in own)
    assert all(row["sold"] >= 0 and row["returned"] >= 0 for row in booked)
    assert all((start or date.min) <= row["day"] <= as_of for row in booked)
    assert sum(row["lines"] for row in months) == sum(row["is_sale"] for row in booked)
