"""The order level, aggregated once and kept beside the workspace in memory: what live thresholds and filters act on."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from datetime import date

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from data import activity
from data.filters import OrderFilters
from data.workspace import CACHE, Workspace

KEPT = 12  # tables in memory; one of a million customers takes about 60 MB

Key = tuple[str, str, str, date, OrderFilters]  # session, version, name, as of, filters


class Materials:
    """The aggregated tables of one workspace, each built once per (version, name, as of, order filters)."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is built until it is asked for."""
        self._workspace = workspace
        self._kept: OrderedDict[Key, str] = OrderedDict()
        self._old: list[str] = []  # forgotten, dropped as soon as nobody reads them
        self._readers: dict[str, list[weakref.ref[Backend]]] = {}
        self._lock = threading.Lock()
        self._built = 0

    def has(self, name: str, as_of: date, filters: OrderFilters) -> bool:
        """Whether asking for this table would be instant."""
        return self._key(name, as_of, filters) in self._kept

    def table(self, backend: Backend, name: str, as_of: date, filters: OrderFilters) -> ir.Table:
        """``activity``, ``customer_days`` or ``ledger`` for these orders, bound to the caller's backend; built when absent."""
        key = self._key(name, as_of, filters)
        with self._lock:
            if key not in self._kept:
                self._build(key)
            self._kept.move_to_end(key)
            stored = self._kept[key]
            self._readers[stored] = [*self._reading(stored), weakref.ref(backend)]
        return backend.table(stored, database=(CACHE, "main"))

    def _key(self, name: str, as_of: date, filters: OrderFilters) -> Key:
        return (self._workspace.session, self._workspace.version, name, as_of, filters)

    def _build(self, key: Key) -> None:
        """Aggregate, and forget what has not been asked for longest."""
        _, _, name, as_of, filters = key
        backend = self._workspace.backend()
        expression = BUILDERS[name](self._workspace, backend, as_of, filters)
        self._built += 1
        table = f"{name}_{self._built}"
        cursor = self._workspace.cursor()
        cursor.execute(f"CREATE TABLE {CACHE}.main.{table} AS {backend.compile(expression)}")
        self._kept[key] = table
        while len(self._kept) > KEPT:
            self._old.append(self._kept.popitem(last=False)[1])
        for old in [name for name in self._old if not self._reading(name)]:
            cursor.execute(f"DROP TABLE IF EXISTS {CACHE}.main.{old}")
            self._old.remove(old)
            del self._readers[old]

    def _reading(self, name: str) -> list[weakref.ref[Backend]]:
        """The backends that may still run lazy expressions over a table: expressions keep their backend alive."""
        return [reader for reader in self._readers.get(name, []) if reader() is not None]


def _activity(workspace: Workspace, backend: Backend, as_of: date, filters: OrderFilters) -> ir.Table:
    return activity.activity(backend.table("orders"), backend.table("customers"), as_of, filters, workspace.meta("region"))


def _customer_days(_: Workspace, backend: Backend, as_of: date, filters: OrderFilters) -> ir.Table:
    return activity.customer_days(backend.table("orders"), as_of, filters)


def _ledger(_: Workspace, backend: Backend, as_of: date, filters: OrderFilters) -> ir.Table:
    return activity.ledger(backend.table("orders"), as_of, filters)


BUILDERS: dict[str, Callable[[Workspace, Backend, date, OrderFilters], ir.Table]] = {
    "activity": _activity,
    "customer_days": _customer_days,
    "ledger": _ledger,
}
