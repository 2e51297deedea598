"""The order level, aggregated once and kept beside the workspace in memory: what live thresholds and filters act on.

It is aggregated where the orders lie: in the workspace, or in another engine, whose rows are then kept here.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date

import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from data import activity
from data.engine import Engine
from data.filters import OrderFilters
from data.workspace import CACHE, Workspace

KEPT = 12  # tables in memory; one of a million customers takes about 60 MB

Key = tuple[str, str, str, date, OrderFilters]  # session, version, name, as of, filters


class Materials:
    """The aggregated tables of one workspace, each built once per (version, name, as of, order filters)."""

    def __init__(self, workspace: Workspace, engine: Engine | None = None) -> None:
        """Nothing is built until it is asked for."""
        self._workspace, self._engine = workspace, engine
        self._kept: OrderedDict[Key, str] = OrderedDict()
        self._old: list[str] = []  # forgotten, dropped as soon as nobody reads them
        self._readers: dict[str, list[weakref.ref[Backend]]] = {}
        self._lock, self._building = threading.Lock(), threading.Lock()  # what is kept is lent while another table is built
        self._built = 0

    def has(self, name: str, as_of: date, filters: OrderFilters) -> bool:
        """Whether asking for this table would be instant."""
        return self._key(name, as_of, filters) in self._kept

    def table(self, backend: Backend, name: str, as_of: date, filters: OrderFilters) -> ir.Table:
        """``activity``, ``customer_days`` or ``ledger`` for these orders, bound to the caller's backend; built when absent."""
        key = self._key(name, as_of, filters)
        stored = self._lent(key, backend)
        if stored is None:
            with self._building:
                stored = self._lent(key, backend) or self._keep(key, self._build(key), backend)
        return backend.table(stored, database=(CACHE, "main"))

    def _key(self, name: str, as_of: date, filters: OrderFilters) -> Key:
        return (self._workspace.session, self._workspace.version, name, as_of, filters)

    def _lent(self, key: Key, backend: Backend) -> str | None:
        """The name of a kept table, which stays as long as the backend lives; None when there is none."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            self._lend(self._kept[key], backend)
            return self._kept[key]

    def _keep(self, key: Key, table: str, backend: Backend) -> str:
        """Keep a table, lend it, and forget what has not been asked for longest."""
        with self._lock:
            self._kept[key] = table
            self._lend(table, backend)
            while len(self._kept) > KEPT:
                self._old.append(self._kept.popitem(last=False)[1])
            for old in [name for name in self._old if not self._reading(name)]:
                self._workspace.cursor().execute(f"DROP TABLE IF EXISTS {CACHE}.main.{old}")
                self._old.remove(old)
                del self._readers[old]
        return table

    def _lend(self, table: str, backend: Backend) -> None:
        self._readers[table] = [*self._reading(table), weakref.ref(backend)]

    def _reading(self, name: str) -> list[weakref.ref[Backend]]:
        """The backends that may still run lazy expressions over a table: expressions keep their backend alive."""
        return [reader for reader in self._readers.get(name, []) if reader() is not None]

    def _build(self, key: Key) -> str:
        """Aggregate into a new table; returns its name."""
        _, _, name, as_of, filters = key
        self._built += 1
        table, region = f"{name}_{self._built}", self._workspace.meta("region")
        if self._engine is None:
            backend = self._workspace.backend()
            expression = BUILDERS[name](backend.table("orders"), backend.table("customers"), as_of, filters, region)
            self._workspace.cursor().execute(f"CREATE TABLE {CACHE}.main.{table} AS {backend.compile(expression)}")
        else:
            orders = self._engine.orders(self._workspace.meta("currency"))
            self._take_in(table, self._engine.batches(BUILDERS[name](orders, self._engine.customers(), as_of, filters, region)))
        return table

    def _take_in(self, table: str, batches: Iterator[pa.RecordBatch]) -> None:
        """Write what an engine sends into a new table, batch by batch: all of it or none of it."""
        cursor = self._workspace.cursor()
        cursor.begin()
        try:
            for number, batch in enumerate(batches):
                cursor.register("arriving", pa.Table.from_batches([batch]))
                into = f"INSERT INTO {CACHE}.main.{table}" if number else f"CREATE TABLE {CACHE}.main.{table} AS"
                cursor.execute(f"{into} SELECT * FROM arriving")
            cursor.commit()
        finally:
            cursor.close()  # rolls back what was not committed


def _customer_days(orders: ir.Table, _: ir.Table, as_of: date, filters: OrderFilters, __: str) -> ir.Table:
    return activity.customer_days(orders, as_of, filters)


def _ledger(orders: ir.Table, _: ir.Table, as_of: date, filters: OrderFilters, __: str) -> ir.Table:
    return activity.ledger(orders, as_of, filters)


BUILDERS: dict[str, Callable[[ir.Table, ir.Table, date, OrderFilters, str], ir.Table]] = {
    "activity": activity.activity,
    "customer_days": _customer_days,
    "ledger": _ledger,
}
