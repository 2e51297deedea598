"""Connecting to another engine: its description in a plain mapping, as in a TOML file, and the Ibis backend of it.

[engine]
backend = "pyspark"                       # a backend of Ibis
[engine.connect]                          # what connecting to it takes; for Spark: its settings
spark.master = "local[2]"
[engine.tables]                           # schema.table, or the path of Parquet files
orders = "shop.order_lines"
customers = "shop.customers"              # may be left out
[engine.columns.orders]                   # canonical name = their name, where that name does not say it
ordered_at = "order_ts"
"""

import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from data.schema import TABLES
from data.workspace import WorkspaceError

READ = ("orders", "customers")  # the tables of an engine
LONGEST = 300  # characters of an engine's own words that are shown
ZONE = "spark.sql.session.timeZone"
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
            if table not in READ or not (isinstance(value, str) if name == "tables" else _names_columns(table, value)):
                raise EngineError("setting", setting=f"engine.{name}.{table}")
    return Config(backend, **groups)


def named(backend: str) -> str:
    """An engine as people call it."""
    return {"pyspark": "Spark", "duckdb": "DuckDB"}.get(backend, backend.capitalize())


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
        raise EngineError("config", file=path.name, reason=first_line(error)) from error
    if "engine" not in settings:
        raise EngineError("none", file=path.name)
    return config_of(settings["engine"])


def connected(config: Config) -> Any:  # noqa: ANN401 - any backend of Ibis
    """The connected Ibis backend; EngineError when there is no such backend or it is not installed, else its client's own errors."""
    if find_spec(f"ibis.backends.{config.backend}") is None:
        raise EngineError("unknown", backend=config.backend)
    try:
        module = getattr(ibis, config.backend)
    except ImportError as error:
        lacking = error.__cause__ if isinstance(error.__cause__, ImportError) else error
        raise EngineError("not_installed", backend=config.backend, package=lacking.name or config.backend) from error
    if config.backend != "pyspark":
        return module.connect(**config.connect)
    settings = _dotted(config.connect)
    zone = {ZONE: settings[ZONE]} if ZONE in settings else {}  # Ibis sets UTC, so that times without a zone stay as they are
    return module.connect(_spark_session(settings), **zone)


def _spark_session(settings: dict[str, str]) -> Any:  # noqa: ANN401 - a SparkSession
    """The Spark session of these settings; the one there is already when there is one."""
    from pyspark.sql import SparkSession  # not everybody has it

    if "spark.remote" not in settings:
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise EngineError("no_java")
        local = LOCAL_SPARK if settings.get("spark.master", "local").startswith("local") else {}
        settings = SPARK | local | settings
    builder = SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _dotted(settings: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Settings by their dotted names, whether or not TOML took the dots for levels."""
    found: dict[str, str] = {}
    for name, value in settings.items():
        if isinstance(value, Mapping):
            found |= _dotted(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def refreshed(backend: Any, table: str) -> None:  # noqa: ANN401 - any backend of Ibis
    """Have the backend look at a table's files again, where it remembers them."""
    if backend.name == "pyspark":
        backend.raw_sql(f"REFRESH TABLE {'.'.join(f'`{part}`' for part in table.split('.'))}")


def collected(expression: ir.Table) -> Iterator[pa.RecordBatch]:
    """The rows of an expression over a backend's tables, in batches."""
    backend = expression.get_backend()
    if backend.name == "pyspark":  # Ibis goes through pandas there, where decimals are Python objects
        return iter(backend.raw_sql(backend.compile(expression)).toArrow().to_batches())
    if backend.name == "duckdb":  # Ibis 12 asks it for batches in a way that DuckDB 2 has forgotten
        return iter(backend.to_pyarrow(expression).to_batches())
    return iter(backend.to_pyarrow_batches(expression))


def first_line(error: Exception) -> str:
    """The first words of an error."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:LONGEST]
