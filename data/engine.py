"""A second engine: the order level runs where the orders already live, on Spark or on any other engine that Ibis speaks.

An engine supplies the canonical ``orders`` and ``customers``; what is aggregated there comes back as Arrow and is kept in
the local workspace, where live thresholds and filters act on it. It is described by a plain mapping, as in a TOML file:

    [engine]
    backend = "pyspark"                       # a backend of Ibis
    [engine.connect]                          # what connecting to it takes; for Spark: its settings
    "spark.master" = "local[2]"
    [engine.tables]                           # schema.table, or the path of Parquet files
    orders = "shop.order_lines"
    customers = "shop.customers"              # may be left out
    [engine.columns.orders]                   # canonical name = their name, where the name itself does not say it
    ordered_at = "order_ts"
"""

import os
import shutil
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa

from data import conform
from data.schema import TABLES
from data.workspace import WorkspaceError

TABLES_READ = ("orders", "customers")
SECRET = ("password", "passwd", "secret", "token", "key", "credential")
LONGEST = 300  # characters of an engine's own words that are shown
SPARK = {"spark.app.name": "Clientele", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
# On this machine: nobody else can reach it, and the 200 parts of a cluster would only cost time.
LOCAL_SPARK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "8"}


class EngineError(WorkspaceError):
    """An engine that is not described rightly, cannot be reached or fails: words live under ``workspace.engine_<code>``."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(f"engine_{code}", **details)


@dataclass(frozen=True)
class Config:
    """Which engine, how to connect, which tables hold orders and customers, and what their columns are called."""

    backend: str
    connect: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def config_of(settings: object) -> Config:
    """The engine that a mapping describes; EngineError("setting") naming the setting that is missing, unknown or of a wrong kind."""
    if not isinstance(settings, Mapping):
        raise EngineError("setting", setting="engine")
    for name in settings:
        if name not in Config.__dataclass_fields__:
            raise EngineError("setting", setting=f"engine.{name}")
    backend = settings.get("backend")
    if not isinstance(backend, str) or not backend.isidentifier():
        raise EngineError("setting", setting="engine.backend")
    groups = {name: settings.get(name, {}) for name in ("connect", "tables", "columns")}
    for name, group in groups.items():
        if not isinstance(group, Mapping):
            raise EngineError("setting", setting=f"engine.{name}")
    if "orders" not in groups["tables"]:
        raise EngineError("setting", setting="engine.tables.orders")
    for name in ("tables", "columns"):
        for table, value in groups[name].items():
            if table not in TABLES_READ or not (isinstance(value, str) if name == "tables" else _names_columns(table, value)):
                raise EngineError("setting", setting=f"engine.{name}.{table}")
    return Config(backend, **groups)


def _names_columns(table: str, columns: object) -> bool:
    """Whether every key is a column of the canonical table and every value a name."""
    return isinstance(columns, Mapping) and all(name in TABLES[table].names and isinstance(theirs, str) for name, theirs in columns.items())


def read_config(path: Path) -> Config:
    """The engine that a TOML file describes under ``[engine]``; EngineError when it cannot be read or describes none."""
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise EngineError("config", file=path.name, reason=error.strerror or type(error).__name__) from error
    except ValueError as error:  # no UTF-8, no TOML
        raise EngineError("config", file=path.name, reason=_first_line(error)) from error
    if "engine" not in settings:
        raise EngineError("none", file=path.name)
    return config_of(settings["engine"])


class Engine:
    """One engine, connected when it is first asked. One query runs at a time: drivers of databases are not made for threads."""

    def __init__(self, config: Config) -> None:
        """An engine that nobody has asked yet."""
        self.config = config
        self.columns: dict[str, dict[str, str]] = {}  # of each table: canonical name → theirs, known once connected
        self._tables: dict[str, ir.Table] = {}
        self._lock = threading.RLock()

    def orders(self, currency: str = "") -> ir.Table:
        """The canonical order lines: those in the reporting currency or in none named, all of them when there is no reporting currency."""
        table = self._read()["orders"]
        return table.filter(table.currency.isnull() | (table.currency == currency)) if currency else table

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
            for batch in _collected(expression):
                yield batch.cast(wanted)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """The rows of a small expression."""
        return pa.Table.from_batches(self.batches(expression)).to_pylist()

    def _read(self) -> dict[str, ir.Table]:
        """The canonical tables; the first time, connect and look for what they are made of."""
        with self._lock:
            if not self._tables:
                with self._telling("unreachable"):
                    backend = _connected(self.config)
                self._tables = self._canonical(backend)
            return self._tables

    def _canonical(self, backend: Any) -> dict[str, ir.Table]:  # noqa: ANN401 - any backend of Ibis
        """Both tables as the schema declares them; without a table of customers, nobody is in it."""

        def cast(value: ir.Value, target: Any) -> ir.Value:  # noqa: ANN401 - any type of Ibis
            return value.try_cast(target) if backend.has_operation(ops.TryCast) else value.cast(target)

        theirs = {name: self._table(backend, name) for name in TABLES_READ if name in self.config.tables}
        self.columns = {name: self._mapped(name, table) for name, table in theirs.items()}
        try:
            orders = conform.orders(theirs["orders"], TABLES["orders"], self.columns["orders"], cast)
            about, named = theirs.get("customers"), self.columns.get("customers", {})
            if about is None:
                about, named = orders.select("customer_id").filter(ibis.literal(False)), {"customer_id": "customer_id"}
            return {"orders": orders, "customers": conform.customers(about, TABLES["customers"], named, cast)}
        except conform.UnreadableError as error:
            raise EngineError("column_type", column=error.column, kind=error.kind) from error

    def _table(self, backend: Any, name: str) -> ir.Table:  # noqa: ANN401 - any backend of Ibis
        """Their table as it is."""
        said = self.config.tables[name]
        with self._telling("no_table", table=said):
            if "/" in said or "\\" in said:
                return backend.read_parquet(said)
            *place, table = said.split(".")
            return backend.table(table, database=(tuple(place) if len(place) > 1 else place[0]) if place else None)

    def _mapped(self, name: str, theirs: ir.Table) -> dict[str, str]:
        """Canonical name → column of theirs: as configured, else where their name says it."""
        known = {column.lower(): column for column in theirs.columns}
        told = self.config.columns.get(name, {})
        if unknown := [column for column in told.values() if column.lower() not in known]:
            raise EngineError("no_column", table=self.config.tables[name], columns=", ".join(unknown))
        chosen = {canonical: known[column.lower()] for canonical, column in told.items()}
        free = tuple(column for column in theirs.columns if column not in chosen.values())
        columns = conform.same_names(free, TABLES[name]) | chosen
        supplied = set(columns) | ({"amount"} if {"quantity", "unit_price"} <= set(columns) else set())
        if lacking := [column for column in TABLES[name].required if column not in supplied]:
            raise EngineError("missing", table=self.config.tables[name], columns=", ".join(f"{name}.{column}" for column in lacking))
        return columns

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
            raise EngineError(code, **details, backend=self.config.backend, reason=self._without_secrets(_first_line(error))) from error

    def _without_secrets(self, text: str) -> str:
        """The text without any password or key of the connection."""
        for name, value in self.config.connect.items():
            if isinstance(value, str) and value and any(word in name.lower() for word in SECRET):
                text = text.replace(value, "•••")
        return text


def _foreign(error: Exception) -> bool:
    """Whether an error comes from an engine's client, the network or the system, and is no mistake of this program."""
    if isinstance(error, OSError | RuntimeError | ImportError):
        return True
    return type(error).__module__.partition(".")[0] not in ("builtins", "data")


def _first_line(error: Exception) -> str:
    """The first words of an error."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:LONGEST]


def _connected(config: Config) -> Any:  # noqa: ANN401 - any backend of Ibis
    """The connected Ibis backend."""
    if find_spec(f"ibis.backends.{config.backend}") is None:
        raise EngineError("unknown", backend=config.backend)
    try:
        module = getattr(ibis, config.backend)
    except ImportError as error:
        lacking = error.__cause__ if isinstance(error.__cause__, ImportError) else error
        raise EngineError("not_installed", backend=config.backend, package=lacking.name or config.backend) from error
    return module.connect(_spark_session(config.connect)) if config.backend == "pyspark" else module.connect(**config.connect)


def _spark_session(settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a SparkSession
    """The Spark session of these settings; the one there is already when there is one."""
    from pyspark.sql import SparkSession  # not everybody has it

    said = {name: str(value) for name, value in settings.items()}
    if "spark.remote" not in said and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineError("no_java")
    local = LOCAL_SPARK if said.get("spark.master", "").startswith("local") else {}
    builder = SparkSession.builder
    for name, value in ({} if "spark.remote" in said else SPARK | local | said).items() or said.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _collected(expression: ir.Table) -> Iterator[pa.RecordBatch]:
    """The rows of an expression, in batches."""
    backend = expression.get_backend()
    if backend.name == "pyspark":  # Ibis goes through pandas there, where decimals are Python objects
        return iter(backend._session.sql(backend.compile(expression)).toArrow().to_batches())
    if backend.name == "duckdb":  # Ibis 12 asks it for batches in a way that DuckDB 2 has forgotten
        return iter(backend.to_pyarrow(expression).to_batches())
    return iter(backend.to_pyarrow_batches(expression))
