"""What is Spark's own: its session, its time zones, its failures; and the watch over windows that the other tests rely on."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import connect
from data.connect import ZONE, Config
from data.engine import Engine, EngineError
from data.remote import refresh
from data.workspace import Workspace
from tests.parity.conftest import UNPARTITIONED


@pytest.fixture
def config(spark: dict[str, str]) -> Config:
    """An engine on that Spark, its tables still to be named."""
    return Config("pyspark", spark, {})


def asked(config: Config, orders: str, **settings: str) -> Engine:
    """An engine over a view of Spark called ``lines``."""
    engine = Engine(replace(config, connect={**config.connect, **settings}, tables={"orders": "lines"}))
    connect.connected(engine.config).raw_sql(f"CREATE OR REPLACE TEMP VIEW lines AS {orders}")
    return engine


def test_a_window_over_everything_is_seen(config: Config, log: Path) -> None:
    engine = asked(config, "SELECT id AS customer_id, now() AS ordered_at, 1 AS amount FROM range(10)")
    before = len(log.read_text())
    lines = engine.orders()
    engine.rows(lines.mutate(place=lines.amount.lag()))
    assert UNPARTITIONED in log.read_text()[before:]
    log.write_text("")  # seen and done


def test_nobody_else_reaches_the_local_spark(config: Config) -> None:
    session = connect.connected(config)._session
    assert session.sparkContext.uiWebUrl is None
    assert session.conf.get("spark.driver.host") == session.conf.get("spark.driver.bindAddress") == "127.0.0.1"


LATE = "SELECT 'a' AS customer_id, {} AS ordered_at, 5 AS amount"


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("TIMESTAMP_NTZ '2024-03-05 23:30:00'", "", date(2024, 3, 5)),
        ("TIMESTAMP_NTZ '2024-03-05 23:30:00'", "Asia/Shanghai", date(2024, 3, 5)),
        ("TIMESTAMP '2024-03-05 23:30:00+00:00'", "", date(2024, 3, 5)),
        ("TIMESTAMP '2024-03-05 23:30:00+00:00'", "Asia/Shanghai", date(2024, 3, 6)),
        ("TIMESTAMP '2024-03-05 23:30:00+00:00'", "America/New_York", date(2024, 3, 5)),
        ("'2024-03-05 23:30:00'", "Asia/Shanghai", date(2024, 3, 5)),
        ("DATE '2024-03-05'", "Asia/Shanghai", date(2024, 3, 5)),
    ],
)
def test_times_stay_as_written_and_instants_become_days_of_the_zone(config: Config, moment: str, zone: str, day: date) -> None:
    engine = asked(config, LATE.format(moment), **({ZONE: zone} if zone else {}))
    lines = engine.orders()
    assert engine.rows(lines.select(day=lines.ordered_at.date(), id=lines.order_id))[0]["day"] == day


def test_decimals_and_cells_that_cannot_be_read(config: Config) -> None:
    amounts = ["CAST('NaN' AS DOUBLE)", "1e13", "'much'", "'7.25'", "CAST(0.00005 AS DECIMAL(20, 10))", "999999999999.9999"]
    orders = " UNION ALL ".join(LATE.format(f"TIMESTAMP_NTZ '2024-01-0{i + 1} 00:00:00'").replace("5 AS", f"CAST({a} AS STRING) AS")
                                for i, a in enumerate(amounts))  # fmt: skip
    engine = asked(config, orders)
    told = [row["amount"] for row in engine.rows(engine.lines().order_by("ordered_at").select("amount"))]
    assert [None if amount is None else str(amount) for amount in told] == [None, None, None, "7.2500", "0.0001", "999999999999.9999"]
    assert len(engine.rows(engine.orders())) == 3


def test_words_for_returns_are_known(config: Config) -> None:
    words = ["销售出库单", " Sales  Return", "退货", ""]
    orders = " UNION ALL ".join(f"SELECT *, '{word}' AS `单据类型` FROM ({LATE.format(repr(f'2024-01-0{i + 1}'))})" for i, word in enumerate(words))
    engine = asked(config, orders)
    told = engine.rows(engine.lines().order_by("ordered_at").select("is_return", "amount"))
    assert [(row["is_return"], int(row["amount"])) for row in told] == [(False, 5), (True, -5), (True, -5), (False, 5)]


def test_spaces_are_taken_off_and_letters_stay(config: Config) -> None:
    texts = ["' leaf '", "'vivid'", "' 茶'", "'ff '", "' '", "'nan'"]
    orders = " UNION ALL ".join(f"SELECT *, {text} AS product FROM ({LATE.format(repr(f'2024-01-0{i + 1}'))})" for i, text in enumerate(texts))
    engine = asked(config, orders)
    told = [row["product"] for row in engine.rows(engine.lines().order_by("ordered_at").select("product"))]
    assert told == ["leaf", "vivid", "茶", "ff", None, None]


def test_columns_of_types_that_only_spark_has_are_left_alone(config: Config) -> None:
    more = "array(1) AS product, map('a', 1) AS channel, struct(1 AS x) AS store, X'00' AS city, true AS is_return"
    engine = asked(config, f"SELECT *, {more} FROM ({LATE.format(repr('2024-03-05'))})")
    assert engine.supplied("orders") == {"customer_id", "ordered_at", "amount", "is_return"}


@pytest.mark.parametrize(
    ("tables", "code"),
    [({"orders": "no_such"}, "no_table"), ({"orders": "no.such.place"}, "no_table"), ({"orders": "/no/such/file.parquet"}, "no_table")],
)
def test_a_table_that_is_not_there_is_told(config: Config, tables: dict[str, str], code: str) -> None:
    with pytest.raises(EngineError) as told:
        Engine(replace(config, tables=tables)).orders()
    assert told.value.code == f"engine_{code}" and told.value.details["table"] == tables["orders"]


def test_a_query_that_spark_refuses_is_told(config: Config) -> None:
    engine = asked(config, "SELECT 'a' AS customer_id, TIMESTAMP '2024-03-05 00:00:00' AS ordered_at, raise_error('full') AS product, 5 AS amount")
    with pytest.raises(EngineError) as told:
        engine.rows(engine.orders())
    assert told.value.code == "engine_failed" and "full" in str(told.value.details["reason"])


def test_spark_without_java_is_told(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineError) as told:
        Engine(replace(config, tables={"orders": "lines"})).orders()
    assert told.value.code == "engine_no_java"


def test_a_refresh_sees_what_others_have_written(config: Config, tmp_path: Path) -> None:
    made = pa.table({"customer_id": ["a"], "ordered_at": [datetime(2024, 3, 5)], "amount": [5]})
    folder = tmp_path / "lines"
    folder.mkdir()
    pq.write_table(made, folder / "1.parquet")
    session = connect.connected(config)._session
    session.sql(f"CREATE TABLE IF NOT EXISTS written USING parquet LOCATION '{folder.as_uri()}'")
    try:
        with Workspace(tmp_path / "far.duckdb", memory=1 << 28) as workspace:
            for tables in ({"orders": "written"}, {"orders": str(folder)}):
                engine = Engine(replace(config, tables=tables))
                refresh(workspace, engine, datetime(2024, 12, 31))
                before = len(engine.rows(engine.orders()))
                pq.write_table(made, folder / f"{before + 1}.parquet")
                refresh(workspace, engine, datetime(2024, 12, 31))
                assert len(engine.rows(engine.orders())) == before + 1
    finally:
        session.sql("DROP TABLE written")


def test_nobody_is_asked_twice_for_a_session(config: Config) -> None:
    one, other = (connect.connected(config)._session for _ in range(2))
    assert one is other
