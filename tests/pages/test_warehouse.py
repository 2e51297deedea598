"""Orders in another engine: offered when one is configured, analysed like any others, and every failure told in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Engine
from locales import LANGUAGES, words
from tests.pages.conftest import FILES
from tests.pages.reading import APP, seen, words_of
from ui.session import DESKS

ORDERS = """
    SELECT 'c' || (i % 40) AS buyer, TIMESTAMP '2024-01-01' + to_days(i * 3 % 360) AS placed, (10 + i)::DECIMAL(10, 2) AS total,
        CASE WHEN i % 2 = 0 THEN 'web' ELSE 'shop' END AS channel
    FROM range(200) t(i)
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    """A database beside the app, with the orders of a shop."""
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"CREATE SCHEMA shop; CREATE TABLE shop.lines AS {ORDERS}")
    columns = {"customer_id": "buyer", "ordered_at": "placed", "amount": "total"}
    return {"backend": "duckdb", "connect": {"database": str(file)}, "tables": {"orders": "shop.lines"}, "columns": {"orders": columns}}


def visit(name: str, settings: object, lang: str = "en", data: str = "warehouse") -> AppTest:
    """A page with this engine configured."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    if settings is not None:
        app.secrets["engine"] = settings
    app.query_params["lang"], app.query_params["data"] = lang, data
    return app.switch_page(FILES[name]).run()


def offered(app: AppTest) -> list[str]:
    return next(list(control.options) for control in (*app.segmented_control, *app.selectbox) if control.key == "data")


def test_the_warehouse_is_offered_where_one_is_configured(fresh_home: Path, settings: dict[str, Any]) -> None:
    without = visit("upload", None)
    assert words("en")("workspace.warehouse") not in offered(without) and without.session_state["data"] == "mine"
    assert words("en")("workspace.warehouse") in offered(visit("upload", settings, data="mine"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_orders_are_analysed_like_any_others(fresh_home: Path, settings: dict[str, Any], lang: str) -> None:
    w = words(lang)
    overview = visit("overview", settings, lang)
    assert not overview.exception and not overview.error
    assert overview.query_params["data"] in ("warehouse", ["warehouse"])
    values = {metric.label: metric.value for metric in overview.metric}
    assert seen(values[w("figure.customers")]) == "40"
    segments = visit("segments", settings, lang)
    assert not segments.exception and not segments.error and segments.get("plotly_chart")


def test_a_rerun_does_not_ask_the_engine_again(fresh_home: Path, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    really = Engine.batches

    def counted(self: Engine, expression: ir.Table) -> Iterator[pa.RecordBatch]:
        asked.append(expression)
        return really(self, expression)

    monkeypatch.setattr(Engine, "batches", counted)
    app = visit("overview", settings)
    first = len(asked)
    assert first >= 4
    app.run()
    visit("segments", settings)
    assert len(asked) == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_page_says_what_is_read_and_reads_again(fresh_home: Path, settings: dict[str, Any], lang: str) -> None:
    w = words(lang)
    app = visit("upload", settings, lang)
    assert app.title[0].value == w("engine.title.found", orders=200, last=date(2024, 12, 23)) and not app.get("file_uploader")
    assert any(w.number(200) in seen(text.value) and w.date(date(2024, 12, 23)) in seen(text.value) for text in app.markdown)
    table = app.table[0].value
    assert {w("column.orders.customer_id"), w("column.orders.ordered_at"), w("column.orders.amount"), w("column.orders.channel")} == set(
        table.iloc[:, 0]
    )
    assert {seen(name) for name in table.iloc[:, 1]} == {"buyer", "placed", "total", "channel"}


def test_reading_again_finds_what_has_come(fresh_home: Path, settings: dict[str, Any]) -> None:
    app = visit("upload", settings)
    assert any("200" in seen(text.value) for text in app.markdown)
    desk = DESKS["warehouse"]
    before = desk.workspace.version
    assert desk.engine is not None
    desk.engine.orders().get_backend().raw_sql("INSERT INTO shop.lines VALUES ('new', TIMESTAMP '2024-12-31', 5, 'web')")
    [button] = [button for button in app.button if button.label == words("en")("engine.refresh")]
    app = button.click().run()
    assert not app.exception and desk.workspace.version != before
    assert any("201" in seen(text.value) for text in app.markdown)
    assert desk.facts.as_of == date(2024, 12, 31)


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"backend": "no_such"}, "unknown"),
    ({"backend": 7}, "setting"),
    ({"tables": {"orders": "shop.nothing"}}, "no_table"),
    ({"tables": {}}, "setting"),
    ({"columns": {}}, "missing"),
    ({"columns": {"orders": {"amount": "nothing"}}}, "no_column"),
    ({"columns": {"orders": {"customer_id": "buyer", "ordered_at": "total", "amount": "total"}}}, "column_type"),
    ({"connect": {"database": "/no/such/folder/x.duckdb"}}, "unreachable"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_wrong_configuration_is_told_in_words(fresh_home: Path, settings: dict[str, Any], fault: dict[str, Any], code: str, lang: str) -> None:
    app = visit("overview", settings | fault, lang)
    assert not app.exception
    [error] = app.error
    details = dict.fromkeys(("setting", "backend", "table", "columns", "column", "kind", "reason"), "\0")
    begins = words(lang).told(f"workspace.engine_{code}", details)
    assert seen(error.value).startswith(begins.partition("\0")[0])
    assert not any("Traceback" in text for text in words_of(app))


def test_nothing_of_a_failure_stays(fresh_home: Path, settings: dict[str, Any]) -> None:
    assert visit("overview", settings | {"tables": {"orders": "shop.nothing"}}).error
    healed = visit("overview", settings)
    assert not healed.error and healed.metric
