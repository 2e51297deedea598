"""A second engine: the order level runs where the orders already live, on Spark or on any other engine that Ibis speaks.

An engine supplies the canonical ``orders`` and ``customers``; what is aggregated there comes back as Arrow and is kept in
the local workspace, where live thresholds and filters act on it. How one is described says :mod:`data.connect`.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from traceback import walk_tb
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa

from data import conform
from data.cell_texts import is_blank
from data.connect import READ, Config, EngineError, collected, config_of, connected, first_line, named, read_config, refreshed
from data.returns import tell_returns
from data.schema import TABLES

__all__ = ["Config", "Engine", "EngineError", "config_of", "named", "read_config"]

LOOKED = 1_000  # lines of theirs whose cells may tell what a column holds
SECRET = ("password", "passwd", "secret", "token", "key", "credential")


class Engine:
    """One engine, connected when it is first asked. One query runs at a time: drivers of databases are not made for threads."""

    def __init__(self, config: Config) -> None:
        """An engine that nobody has asked yet."""
        self.config = config
        self.columns: dict[str, dict[str, str]] = {}  # of each table: canonical name → theirs, known once connected
        self._tables: dict[str, ir.Table] = {}
        self._lock = threading.RLock()

    def reopen(self) -> None:
        """Connect anew when asked next: to see columns and files that have come, and because connections end."""
        with self._lock:
            self._tables = {}

    def lines(self) -> ir.Table:
        """All lines of their table in canonical columns, also those that cannot be counted."""
        return self._read()["orders"]

    def orders(self, currency: str = "") -> ir.Table:
        """The canonical order lines: with a time and an amount, in the reporting currency or in none named; any where there is none."""
        lines = self.lines()
        return lines.filter(conform.complete(lines), conform.in_currency(lines, currency))

    def customers(self) -> ir.Table:
        """The canonical customers, one row each."""
        return self._read()["customers"]

    def supplied(self, name: str) -> frozenset[str]:
        """The canonical columns that a table of theirs supplies; the others are NULL."""
        self._read()
        return frozenset(self.columns.get(name, ()))

    def batches(self, expression: ir.Table) -> Iterator[pa.RecordBatch]:
        """The rows of an expression over this engine's tables, of the very types that the expression has; at least one batch."""
        wanted = expression.schema().to_pyarrow()
        with self._lock, self._telling("failed"):
            yield pa.RecordBatch.from_pylist([], schema=wanted)
            for batch in collected(expression):
                yield batch.cast(wanted)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """The rows of a small expression."""
        return pa.Table.from_batches(self.batches(expression)).to_pylist()

    def _read(self) -> dict[str, ir.Table]:
        """The canonical tables; the first time, connect and look for what they are made of."""
        with self._lock:
            if not self._tables:
                with self._telling("unreachable"):
                    backend = connected(self.config)
                self._tables = self._canonical(backend)
            return self._tables

    def _canonical(self, backend: Any) -> dict[str, ir.Table]:  # noqa: ANN401 - any backend of Ibis
        """Both tables as the schema declares them; without a table of customers, nobody is in it."""

        def cast(value: ir.Value, target: Any) -> ir.Value:  # noqa: ANN401 - any type of Ibis
            return value.try_cast(target) if backend.has_operation(ops.TryCast) else value.cast(target)

        theirs = {name: self._table(backend, name) for name in READ if name in self.config.tables}
        self.columns = {name: self._mapped(name, table) for name, table in theirs.items()}
        orders = conform.orders(theirs["orders"], TABLES["orders"], self.columns["orders"], cast)
        about, named = theirs.get("customers"), self.columns.get("customers", {})
        if about is None:
            about, named = orders.select("customer_id").filter(ibis.literal(False)), {"customer_id": "customer_id"}
        return {"orders": orders, "customers": conform.customers(about, TABLES["customers"], named, cast)}

    def _table(self, backend: Any, name: str) -> ir.Table:  # noqa: ANN401 - any backend of Ibis
        """Their table as it is."""
        said = self.config.tables[name]
        with self._telling("no_table", table=said):
            if "/" in said or "\\" in said:
                return backend.read_parquet(said)
            refreshed(backend, said)
            *place, table = said.split(".")
            return backend.table(table, database=(tuple(place) if len(place) > 1 else place[0]) if place else None)

    def _mapped(self, name: str, theirs: ir.Table) -> dict[str, str]:
        """Canonical name → column of theirs: as configured, else where their name says it and their type allows it."""
        table, place = TABLES[name], self.config.tables[name]
        known, told = {column.lower(): column for column in theirs.columns}, self.config.columns.get(name, {})
        if unknown := [column for column in told.values() if column.lower() not in known]:
            raise EngineError("no_column", table=place, columns=", ".join(unknown))
        chosen = {canonical: known[column.lower()] for canonical, column in told.items()}
        free = tuple(column for column in theirs.columns if column not in chosen.values())
        columns = conform.same_names(free, table) | chosen
        for canonical, column in list(columns.items()):
            if not conform.readable(theirs[column].type(), table[canonical].kind):
                if canonical in chosen or canonical in table.required:
                    raise EngineError("column_type", column=column, kind=str(theirs[column].type()))
                del columns[canonical]  # only called so
        supplied = set(columns) | ({"amount"} if {"quantity", "unit_price"} <= set(columns) else set())
        if lacking := [column for column in table.required if column not in supplied]:
            raise EngineError("missing", table=place, columns=", ".join(f"{name}.{column}" for column in lacking))
        if name == "orders" and "is_return" not in columns:
            columns |= self._kinds_of_documents(theirs, columns)
        return {canonical: columns[canonical] for canonical in table.names if canonical in columns}

    def _kinds_of_documents(self, theirs: ir.Table, columns: Mapping[str, str]) -> dict[str, str]:
        """The column of theirs that tells returns from sales by the kinds of documents, as in an import, by some of its cells."""
        told: dict[str, set[str]] = {}
        for column in conform.may_tell_returns(theirs, columns.values()):
            said = {row["cell"] for row in self.rows(theirs.select(cell=theirs[column]).limit(LOOKED)) if not is_blank(row["cell"])}
            if tell_returns(said):
                told[column] = said
        return {"is_return": max(told, key=lambda column: len(told[column]))} if told else {}

    @contextmanager
    def _telling(self, code: str, **details: str) -> Iterator[None]:
        """Raise the failures of the engine's client as ones that can be put in words; mistakes of ours as they are."""
        try:
            yield
        except EngineError:
            raise
        except Exception as error:  # every client has its own classes of errors, and none can be named here
            if not _foreign(error):
                raise
            reason = _without_secrets(first_line(error), self.config.connect)
            raise EngineError(code, **details, backend=self.config.backend, reason=reason) from error


def _foreign(error: Exception) -> bool:
    """Whether an error comes from an engine's client, the network or the system: by its class, else by where it was raised."""
    if isinstance(error, OSError | RuntimeError | ImportError) or _room(type(error).__module__) not in ("builtins", "data"):
        return True
    frames = list(walk_tb(error.__traceback__))
    return _room(frames[-1][0].f_globals["__name__"]) != "data"


def _room(module: str) -> str:
    """The outermost package of a module."""
    return module.partition(".")[0]


def _without_secrets(text: str, settings: Mapping[str, Any]) -> str:
    """The text without any password or key of the connection."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            text = _without_secrets(text, value)
        elif isinstance(value, str) and value and any(word in name.lower() for word in SECRET):
            text = text.replace(value, "•••")
    return text
