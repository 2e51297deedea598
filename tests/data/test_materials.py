"""The order level is built once for each question's orders, and what was built keeps answering."""

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from data import materials
from data.filters import OrderFilters
from data.materials import BUILDERS, KEPT, Materials
from data.workspace import CACHE, Workspace
from tests.data.loading import found, load

AS_OF, ALL = date(2024, 12, 31), OrderFilters()
ORDERS = "customer_id,ordered_at,amount\n" + "".join(f"c{i % 7},2024-{1 + i % 12:02}-15,{i}\n" for i in range(1, 85))


def spend(stock: Materials, workspace: Workspace, as_of: date = AS_OF, filters: OrderFilters = ALL) -> int:
    table = stock.table(workspace.backend(), "activity", as_of, filters)
    return int(table.spend.sum().to_pyarrow().as_py() or 0)


def tables(workspace: Workspace) -> set[str]:
    return {name for (name,) in found(workspace, f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{CACHE}'")}


def until(as_of: date) -> int:
    """What was sold up to a day, counted apart."""
    return sum(i for i in range(1, 85) if date(2024, 1 + i % 12, 15) <= as_of)


def test_a_table_is_built_once_a_key(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    stock = Materials(workspace)
    assert not stock.has("activity", AS_OF, ALL)
    for _ in range(3):
        assert spend(stock, workspace) == until(AS_OF) == 3570
    assert stock.has("activity", AS_OF, ALL) and not stock.has("ledger", AS_OF, ALL)
    assert tables(workspace) == {"activity_1"}
    for name in BUILDERS:
        stock.table(workspace.backend(), name, AS_OF, ALL)
        stock.table(workspace.backend(), name, AS_OF, OrderFilters(start=date(2024, 3, 1)))
    assert len(tables(workspace)) == 6


def test_a_new_version_is_built_anew(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    stock = Materials(workspace)
    assert spend(stock, workspace) == 3570
    load(workspace, "customer_id,ordered_at,amount\nz,2024-05-01,30\n")
    assert not stock.has("activity", AS_OF, ALL)
    assert spend(stock, workspace) == 3600


def test_another_session_of_the_file_is_built_anew(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    stock = Materials(workspace)
    assert spend(stock, workspace) == 3570
    workspace._reconnect()
    assert not stock.has("activity", AS_OF, ALL) and spend(stock, workspace) == 3570


def test_the_table_asked_for_longest_ago_is_forgotten(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    stock = Materials(workspace)
    days = [AS_OF - timedelta(days=30 * i) for i in range(KEPT + 2)]
    for day in days[:KEPT]:
        assert spend(stock, workspace, day) == until(day)
    assert spend(stock, workspace, days[0]) == until(days[0]), "asked for again, so it stays"
    for day in days[KEPT:]:
        assert spend(stock, workspace, day) == until(day)
    assert [day for day in days if not stock.has("activity", day, ALL)] == days[1:3]
    assert spend(stock, workspace, days[1]) == until(days[1])
    assert len(tables(workspace)) <= KEPT + 1


def test_a_forgotten_table_lives_until_its_last_reader_is_done(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(materials, "KEPT", 1)
    load(workspace, ORDERS)
    stock = Materials(workspace)
    lazy = stock.table(workspace.backend(), "activity", AS_OF, ALL).filter(lambda t: t.spend > 0)
    for i in range(1, 4):
        spend(stock, workspace, AS_OF - timedelta(days=i))
    assert int(lazy.spend.sum().to_pyarrow().as_py()) == 3570
    del lazy
    gc.collect()
    spend(stock, workspace, date(2024, 6, 1))
    assert "activity_1" not in tables(workspace)


@pytest.mark.parametrize("kept", [KEPT, 2])
def test_threads_may_ask_for_the_same_and_for_different_tables(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(materials, "KEPT", kept)
    load(workspace, ORDERS)
    stock, start = Materials(workspace), threading.Barrier(8)
    days = [AS_OF - timedelta(days=40 * (i % 4)) for i in range(8)]

    def ask(day: date) -> list[int]:
        start.wait()
        return [spend(stock, workspace, d) for d in (AS_OF, day, AS_OF)]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, days)) == [[3570, until(day), 3570] for day in days]
    if kept == KEPT:
        assert len(tables(workspace)) == 4
