"""Another engine's tables read as canonical ones, known once a version, aggregated there and kept here. The engine is a second DuckDB."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from data.connect import Config
from data.engine import Engine, EngineError
from data.facts import NOTHING
from data.filters import OrderFilters
from data.materials import Materials
from data.remote import left_out, refresh, remote_facts
from data.workspace import CACHE, Workspace
from tests.data.loading import found, load

NOW, AS_OF, ALL = datetime(2024, 12, 31, 18), date(2024, 12, 31), OrderFilters()


def engine_of(folder: Path, orders: str, customers: str = "", columns: dict[str, str] | None = None) -> Engine:
    """An engine whose tables are these queries; ``columns`` are those configured of the orders."""
    file = folder / "warehouse.duckdb"
    tables = {"orders": "far.lines", **({"customers": "far.people"} if customers else {})}
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"CREATE SCHEMA far; CREATE TABLE far.lines AS {orders}")
        if customers:
            connection.execute(f"CREATE TABLE far.people AS {customers}")
    return Engine(Config("duckdb", {"database": str(file)}, tables, {"orders": columns or {}}))


def lines(engine: Engine, *names: str) -> list[tuple[Any, ...]]:
    """Canonical order lines, by time."""
    return [tuple(row[name] for name in names) for row in engine.rows(engine.lines().order_by("ordered_at", "amount").select(*names))]


USUAL = "SELECT 'a' AS customer_id, TIMESTAMP '2024-03-05 10:00' AS ordered_at, 5::DECIMAL(9, 2) AS amount"


def test_columns_are_found_by_their_names_or_as_configured(tmp_path: Path) -> None:
    orders = "SELECT 'a' AS buyer, TIMESTAMP '2024-03-05 10:00' AS \"Order_Date\", 5.5 AS 实付金额, 'web' AS \"Sales Channel\", 9 AS paid"
    engine = engine_of(tmp_path, orders, columns={"customer_id": "BUYER"})
    assert lines(engine, "customer_id", "ordered_at", "amount", "channel") == [("a", datetime(2024, 3, 5, 10), Decimal("5.5000"), "web")]
    assert engine.columns == {"orders": {"customer_id": "buyer", "ordered_at": "Order_Date", "amount": "实付金额", "channel": "Sales Channel"}}
    assert engine.supplied("orders") == {"customer_id", "ordered_at", "amount", "channel"} and engine.supplied("customers") == frozenset()
    [line] = engine.rows(engine.lines())
    assert line["refund"] is None and line["product"] is None and line["is_return"] is False


def test_a_configured_column_goes_before_one_of_the_right_name(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, f"SELECT *, 7::DECIMAL(9, 2) AS net FROM ({USUAL})", columns={"amount": "net"})
    assert lines(engine, "amount") == [(Decimal(7),)]


def test_every_canonical_column_has_its_type(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, USUAL)
    for table in (engine.lines(), engine.customers()):
        [batch] = [batch for batch in engine.batches(table.limit(0))][:1]
        assert batch.schema == table.schema().to_pyarrow()
    kinds = {field.name: field.type for field in engine.lines().schema().to_pyarrow()}
    money = pa.decimal128(18, 4)
    assert (kinds["amount"], kinds["refund"], kinds["quantity"], kinds["is_return"]) == (money, money, pa.float64(), pa.bool_())


@pytest.mark.parametrize(
    ("sql", "id_"),
    [("'007'", "007"), ("' x '", "x"), ("17850.0::DOUBLE", "17850"), ("17850::BIGINT", "17850"), ("1.5::DOUBLE", "1.5"),
     ("12.00::DECIMAL(9, 2)", "12"), ("'Ann@Shop.COM'", "ann@shop.com"), ("''", None), ("' '", None), ("'NULL'", None), ("'-'", None),
     ("NULL::VARCHAR", None), ("9007199254740993::BIGINT", "9007199254740993")],
)  # fmt: skip
def test_ids_are_text(tmp_path: Path, sql: str, id_: str | None) -> None:
    engine = engine_of(tmp_path, USUAL.replace("'a'", sql))
    assert lines(engine, "customer_id") == [(id_,)]


@pytest.mark.parametrize(
    ("sql", "amount"),
    [("5", 5), ("5.00005::DOUBLE", Decimal("5.0001")), ("'12.5'", Decimal("12.5")), ("'much'", None), ("999999999999.9999::DECIMAL(18, 4)",
     Decimal("999999999999.9999")), ("1e12::DOUBLE", None), ("'NaN'::DOUBLE", None), ("-3.25::FLOAT", Decimal("-3.25")), ("NULL::INTEGER", None)],
)  # fmt: skip
def test_money_is_decimal_and_below_a_million_millions(tmp_path: Path, sql: str, amount: float | Decimal | None) -> None:
    engine = engine_of(tmp_path, USUAL.replace("5::DECIMAL(9, 2)", sql))
    assert lines(engine, "amount") == [(None if amount is None else Decimal(amount).quantize(Decimal("0.0001")),)]
    assert len(engine.rows(engine.orders())) == (amount is not None)


@pytest.mark.parametrize(
    ("sql", "at"),
    [("DATE '2024-02-29'", datetime(2024, 2, 29)), ("'2024-02-29 23:59:58'", datetime(2024, 2, 29, 23, 59, 58)), ("'soon'", None),
     ("TIMESTAMP_S '1900-01-01 00:00:00'", datetime(1900, 1, 1)), ("NULL::TIMESTAMP", None)],
)  # fmt: skip
def test_times_are_read(tmp_path: Path, sql: str, at: datetime | None) -> None:
    engine = engine_of(tmp_path, USUAL.replace("TIMESTAMP '2024-03-05 10:00'", sql))
    assert lines(engine, "ordered_at") == [(at,)]
    assert len(engine.rows(engine.orders())) == (at is not None)


def test_a_line_before_1900_is_left_out(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, USUAL.replace("2024-03-05 10:00", "1899-12-31 23:59:59"))
    assert len(engine.rows(engine.lines())) == 1 and engine.rows(engine.orders()) == []


def test_words_become_codes(tmp_path: Path) -> None:
    words = ["Completed", "已取消", "CLOSED WON", " refunded ", "Nach Prüfung", ""]
    rows = " UNION ALL ".join(f"{USUAL.replace('10:00', f'10:0{i}')}, '{word}' AS status" for i, word in enumerate(words))
    codes = ["completed", "cancelled", "completed", "refunded", "Nach Prüfung", None]
    assert lines(engine_of(tmp_path, rows), "status") == [(code,) for code in codes]


@pytest.mark.parametrize(
    ("sql", "truth"), [("true", True), ("1", True), ("0", False), ("'Y'", True), ("'否'", False), ("'perhaps'", False), ("NULL::BOOLEAN", False)]
)
def test_yes_and_no(tmp_path: Path, sql: str, truth: bool) -> None:
    engine = engine_of(tmp_path, f"SELECT *, {sql} AS is_return FROM ({USUAL})")
    assert lines(engine, "is_return", "amount") == [(truth, Decimal(-5 if truth else 5))]


WORDS = ("Sales Order", "return", "Credit  note", " 销售退货单 ", "零售出库", "退 款", "是", "no", "perhaps", "", "RETURNED")


@pytest.mark.parametrize(
    ("header", "said", "known"),
    [
        ("is_return", WORDS, True), ("是否退货", WORDS, True), ("单据类型", ("销售出库单", "退货", "销售退货"), True),
        ("Transaction Type", ("Sale", "Refund", ""), True),
        ("doc type", ("Credit", "credit"), False), ("doc type", ("Sale", "Gift"), False), ("note", ("Sale", "Refund"), False),
    ],
)  # fmt: skip
def test_words_for_returns_are_those_of_an_import(tmp_path: Path, workspace: Workspace, header: str, said: tuple[str, ...], known: bool) -> None:
    rows = [(f"2024-01-{n + 1:02}", n + 1, word) for n, word in enumerate(said)]
    values = ", ".join(f"('a', TIMESTAMP '{day}', {amount}, '{word}')" for day, amount, word in rows)
    engine = engine_of(tmp_path, f'SELECT * FROM (VALUES {values}) AS t(customer_id, ordered_at, amount, "{header}")')
    text = "".join(f"a,{day},{amount},{word}\n" for day, amount, word in rows)
    load(workspace, f"customer_id,ordered_at,amount,{header}\n{text}")
    assert lines(engine, "is_return", "amount") == found(workspace, "SELECT is_return, amount FROM orders ORDER BY ordered_at")
    assert ("is_return" in engine.supplied("orders")) is known


def test_what_a_line_does_not_say_is_derived_as_in_an_import(tmp_path: Path) -> None:
    orders = """
        SELECT * FROM (VALUES ('a', TIMESTAMP '2024-01-01 08:00:00.25', 3, 2.5, 'eur'), ('a', TIMESTAMP '2024-01-01 08:00:00.75', -1, 2.5, NULL),
            (NULL, TIMESTAMP '2024-01-02', 1, 9, 'EUR'), ('b', TIMESTAMP '2024-01-03', NULL, 9, 'USD'))
        AS t(customer_id, ordered_at, quantity, unit_price, currency)
    """
    engine = engine_of(tmp_path, orders)
    assert lines(engine, "order_id", "amount", "is_return", "currency") == [
        ("a@2024-01-01 08:00:00", Decimal("7.5"), False, "EUR"),
        ("a@2024-01-01 08:00:00", Decimal("-2.5"), True, None),
        ("@2024-01-02 00:00:00", Decimal(9), False, "EUR"),
        ("b@2024-01-03 00:00:00", None, False, "USD"),
    ]
    assert len(engine.rows(engine.orders("EUR"))) == 3 and len(engine.rows(engine.orders("USD"))) == 1


def test_customers_are_one_row_each(tmp_path: Path) -> None:
    people = """
        SELECT * FROM (VALUES ('a', 'Ann', NULL, 'Individual', true), ('a', NULL, 'North', '个人', false), ('b', NULL, NULL, NULL, NULL),
            (NULL, 'X', 'Y', 'z', true))
        AS t(customer_id, first_name, region, customer_type, churned)
    """
    engine = engine_of(tmp_path, USUAL, people)
    told = engine.rows(engine.customers().select("customer_id", "name", "region", "kind", "churned", "city").order_by("customer_id"))
    assert [tuple(row.values()) for row in told] == [("a", "Ann", "North", "person", True, None), ("b", None, None, None, None, None)]
    assert engine.rows(Engine(replace(engine.config, tables={"orders": "far.lines"})).customers()) == []


def test_a_column_that_is_only_called_so_is_left_alone(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, f"SELECT *, [1, 2] AS product, 20240305 AS paid_at, {{'a': 1}} AS channel FROM ({USUAL})")
    assert engine.supplied("orders") == {"customer_id", "ordered_at", "amount"}


@pytest.mark.parametrize(
    ("orders", "columns", "code", "details"),
    [
        ("SELECT 1 AS x", {}, "missing", {"table": "far.lines", "columns": "orders.customer_id, orders.ordered_at, orders.amount"}),
        (USUAL, {"amount": "nothing"}, "no_column", {"table": "far.lines", "columns": "nothing"}),
        (USUAL, {"product": "ordered_at", "paid_at": "amount"}, "column_type", {"column": "amount", "kind": "decimal(9, 2)"}),
        (USUAL.replace("TIMESTAMP '2024-03-05 10:00'", "20240305"), {}, "column_type", {"column": "ordered_at", "kind": "int32"}),
    ],
)
def test_a_table_that_does_not_serve_is_told(tmp_path: Path, orders: str, columns: dict[str, str], code: str, details: dict[str, str]) -> None:
    with pytest.raises(EngineError) as told:
        engine_of(tmp_path, orders, columns=columns).orders()
    assert (told.value.code, told.value.details) == (f"engine_{code}", details)


def test_a_missing_table_and_a_closed_door_are_told_without_secrets(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, USUAL)
    with pytest.raises(EngineError) as told:
        Engine(replace(engine.config, tables={"orders": "far.nothing"})).orders()
    assert told.value.code == "engine_no_table" and told.value.details["table"] == "far.nothing"
    locked = replace(engine.config, connect={"database": str(tmp_path / "hunter2" / "x.duckdb"), "nested": {"api_key": "hunter2"}})
    with pytest.raises(EngineError) as told:
        Engine(locked).orders()
    assert told.value.code == "engine_unreachable"
    assert "hunter2" not in str(told.value.details) and told.value.details["backend"] == "duckdb"


def test_a_query_that_fails_is_told_and_leaves_nothing(tmp_path: Path, workspace: Workspace) -> None:
    engine = engine_of(tmp_path, USUAL)
    refresh(workspace, engine, NOW)
    engine.orders().get_backend().raw_sql("DROP TABLE far.lines")
    stock = Materials(workspace, engine)
    with pytest.raises(EngineError) as told:
        stock.table(workspace.backend(), "activity", AS_OF, ALL)
    assert told.value.code == "engine_failed" and "lines" in str(told.value.details["reason"])
    assert kept(workspace) == set() and not stock.has("activity", AS_OF, ALL)


def test_a_mistake_of_ours_is_no_failure_of_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(tmp_path, USUAL)
    orders = engine.orders()
    monkeypatch.setattr("data.engine.collected", None)
    with pytest.raises(TypeError):
        engine.rows(orders)


def test_a_client_that_stumbles_is_a_failure_of_the_engine(tmp_path: Path) -> None:
    config = replace(engine_of(tmp_path, USUAL).config, connect={"no_such_keyword": object()})
    with pytest.raises(EngineError) as told:
        Engine(replace(config, backend="sqlite")).orders()
    assert told.value.code == "engine_unreachable" and "no_such_keyword" in str(told.value.details["reason"])


def kept(workspace: Workspace) -> set[str]:
    """The names of the aggregated tables."""
    return {name for (name,) in found(workspace, f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{CACHE}'")}


MIXED = """
    SELECT * FROM (VALUES
        ('a', TIMESTAMP '2024-01-05 23:59:59', 10, 'web', 'tea', 'N', 'CNY'), ('b', TIMESTAMP '2024-02-05', 20, 'shop', 'tea', 'S', 'cny'),
        ('b', TIMESTAMP '2024-12-31 23:00', 30, 'web', 'tea', 'S', NULL), ('c', TIMESTAMP '2025-01-01', 40, 'phone', 'tea', 'S', 'CNY'),
        ('d', TIMESTAMP '2024-06-01', 50, 'fax', 'coffee', 'E', 'USD'), ('e', NULL, 60, 'web', 'tea', 'W', 'CNY'), ('f', TIMESTAMP '2024-06-02', NULL,
        'web', 'tea', 'W', 'CNY'), (NULL, TIMESTAMP '2024-03-01', 5, 'web', 'tea', NULL, 'CNY'))
    AS t(customer_id, ordered_at, amount, channel, category, province, currency)
"""


def test_facts_come_from_the_engine(tmp_path: Path, workspace: Workspace) -> None:
    engine = engine_of(tmp_path, MIXED)
    assert remote_facts(workspace, engine) == NOTHING, "nobody has asked yet"
    refresh(workspace, engine, NOW)
    known = remote_facts(workspace, engine)
    assert (known.orders, known.first_day, known.as_of, known.currency) == (4, date(2024, 1, 5), date(2024, 12, 31), "CNY")
    assert (known.channels, known.categories, known.regions, known.kinds) == (("phone", "shop", "web"), (), ("N", "S"), ())
    assert left_out(workspace) == {"unreadable": 2, "other_currency": 1}
    assert workspace.meta("region") == "orders.province"


def test_places_and_kinds_of_customers_go_first(tmp_path: Path, workspace: Workspace) -> None:
    people = "SELECT * FROM (VALUES ('a', 'Lyon', 'b2b'), ('b', 'Bonn', 'b2c')) AS t(customer_id, city, kind)"
    engine = engine_of(tmp_path, f"SELECT *, 'Consumer' AS customer_kind FROM ({MIXED})", people)
    refresh(workspace, engine, NOW)
    known = remote_facts(workspace, engine)
    assert (known.regions, known.kinds) == (("Bonn", "Lyon"), ("company", "person"))


def test_a_refresh_is_a_new_version_that_finds_what_has_come(tmp_path: Path, workspace: Workspace) -> None:
    engine, stock = engine_of(tmp_path, MIXED), None
    refresh(workspace, engine, NOW)
    stock, before = Materials(workspace, engine), workspace.version

    def spend() -> int:
        return int(stock.table(workspace.backend(), "activity", AS_OF, ALL).spend.sum().to_pyarrow().as_py())

    assert spend() == 60
    engine.orders().get_backend().raw_sql("INSERT INTO far.lines VALUES ('z', TIMESTAMP '2024-08-01', 100, 'web', 'tea', 'N', 'CNY')")
    assert spend() == 60, "what was aggregated stays until somebody asks again"
    refresh(workspace, engine, datetime(2025, 1, 1, 9))
    assert workspace.version != before and spend() == 160
    assert remote_facts(workspace, engine).as_of == date(2025, 1, 1)


def test_a_refresh_sees_new_columns_and_mends_a_lost_connection(tmp_path: Path, workspace: Workspace) -> None:
    engine = engine_of(tmp_path, USUAL)
    refresh(workspace, engine, NOW)
    backend = engine.orders().get_backend()
    backend.raw_sql("ALTER TABLE far.lines ADD COLUMN channel VARCHAR DEFAULT 'web'")
    assert "channel" not in engine.supplied("orders")
    lost = engine.orders()
    backend.disconnect()
    with pytest.raises(EngineError) as told:
        engine.rows(lost)
    assert told.value.code == "engine_failed"
    refresh(workspace, engine, NOW)
    assert "channel" in engine.supplied("orders") and len(engine.rows(engine.orders())) == 1


def test_a_table_without_lines_is_nothing_to_analyse(tmp_path: Path, workspace: Workspace) -> None:
    engine = engine_of(tmp_path, f"{USUAL} LIMIT 0")
    refresh(workspace, engine, NOW)
    known = remote_facts(workspace, engine)
    assert known.empty and (known.orders, known.first_day, known.channels) == (0, None, ())
    for name in ("activity", "customer_days", "ledger"):
        assert Materials(workspace, engine).table(workspace.backend(), name, AS_OF, ALL).count().to_pyarrow().as_py() == 0


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # Ibis fetches the rows of SQLite through pandas
def test_another_backend_is_a_matter_of_configuration(tmp_path: Path, workspace: Workspace) -> None:
    rows = [("a", f"2024-0{month}-05 10:00:00", 10.5 * month, "web" if month % 2 else "shop", f"o{month}") for month in range(1, 9)]
    rows += [
        ("b", "2024-02-05 23:59:59", 3, "web", None),
        ("b", "2024-02-06 00:00:00", -1, "web", "o9"),
        (None, "2024-03-01 00:00:00", 4, None, "o10"),
    ]
    with closing(sqlite3.connect(tmp_path / "shop.sqlite")) as connection:
        connection.execute("CREATE TABLE lines (customer_id TEXT, ordered_at TIMESTAMP, amount DECIMAL(9, 2), channel TEXT, order_id TEXT)")
        connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    engine = Engine(Config("sqlite", {"database": str(tmp_path / "shop.sqlite")}, {"orders": "lines"}))
    refresh(workspace, engine, NOW)
    assert remote_facts(workspace, engine).channels == ("shop", "web")
    stock = Materials(workspace, engine)
    told = {row["customer_id"]: row for row in stock.table(workspace.backend(), "activity", AS_OF, ALL).to_pyarrow().to_pylist()}
    assert {name: (row["orders"], row["spend"], row["returned"]) for name, row in told.items()} == {
        "a": (8, Decimal("378.0000"), Decimal(0)), "b": (1, Decimal(3), Decimal(1)),
    }  # fmt: skip
    gaps = stock.table(workspace.backend(), "customer_days", AS_OF, ALL).order_by("customer_id", "day").gap_days.to_pyarrow().to_pylist()
    assert gaps == [None, 31, 29, 31, 30, 31, 30, 31, None]
    assert stock.table(workspace.backend(), "ledger", AS_OF, ALL).count().to_pyarrow().as_py() == 9


class Slow(Engine):
    """An engine that waits for a sign before it answers."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.asked, self.sign = threading.Event(), threading.Event()
        self.sign.set()

    def batches(self, expression: ir.Table) -> Iterator[pa.RecordBatch]:
        self.asked.set()
        assert self.sign.wait(20)
        yield from super().batches(expression)


def test_what_is_kept_is_lent_while_the_engine_works(tmp_path: Path, workspace: Workspace) -> None:
    engine = Slow(engine_of(tmp_path, MIXED).config)
    refresh(workspace, engine, NOW)
    stock = Materials(workspace, engine)
    stock.table(workspace.backend(), "activity", AS_OF, ALL)
    engine.asked.clear(), engine.sign.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(stock.table, workspace.backend(), "ledger", AS_OF, ALL)
        assert engine.asked.wait(20)
        assert stock.table(workspace.backend(), "activity", AS_OF, ALL).count().to_pyarrow().as_py() == 2
        assert not waiting.done() and not stock.has("ledger", AS_OF, ALL)
        engine.sign.set()
        assert waiting.result().count().to_pyarrow().as_py() == 4
