"""The canonical tables as a fold of the active loads, in order."""

from collections.abc import Sequence

import duckdb

from data.schema import TABLES
from data.sql import first_row, quoted

MOST_REGIONS = 200  # more values are addresses, not regions


def fold(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Make the canonical tables from the active loads, in their order; returns what it learnt: reporting currency, place of regions."""
    active = cursor.execute("SELECT load, table_name, status FROM _loads WHERE status = 'active' ORDER BY load").fetchall()
    for name in TABLES:
        _fold_table(cursor, name, [load for load, table, _ in active if table == name])
    return {"region": _region(cursor), "currency": main_currency(cursor, "orders")}


def _fold_table(cursor: duckdb.DuckDBPyConnection, name: str, loads: Sequence[int]) -> None:
    """Rows that only append become a view over their loads; keyed rows become one row a key, later filled cells winning."""
    table = TABLES[name]
    empty = "SELECT " + ", ".join(f"NULL::{column.sql_type} AS {column.name}" for column in table.columns) + " WHERE false"
    parts = [empty] + [f"SELECT * EXCLUDE (_state, _raw), {load} AS _load FROM load_{load} WHERE _state = 'stored'" for load in loads]
    union = " UNION ALL BY NAME ".join(parts)
    if not table.key:
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {union}")
        return
    keys = ", ".join(table.key)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE folding AS SELECT *, row_number() OVER () AS _turn FROM ({union})")
    columns = [row[0] for row in cursor.execute("SELECT column_name FROM (DESCRIBE folding)").fetchall()]
    latest = ", ".join(f"arg_max({quoted(c)}, _turn) AS {quoted(c)}" for c in columns if c not in (*table.key, "_turn"))
    cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {keys}, {latest} FROM folding GROUP BY {keys} ORDER BY {keys}")
    cursor.execute("DROP TABLE folding")


def _region(cursor: duckdb.DuckDBPyConnection) -> str:
    """Where a customer's region is read: the coarsest place that tells customers apart; empty when none does."""
    for table in ("customers", "orders"):
        for place in ("region", "province", "country", "city"):
            if 2 <= first_row(cursor, f"SELECT count(DISTINCT {place}) FROM {table}")[0] <= MOST_REGIONS:
                return f"{table}.{place}"
    return ""


def main_currency(cursor: duckdb.DuckDBPyConnection, table: str) -> str:
    """The currency of most lines; empty when none is named."""
    rows = cursor.execute(f"SELECT currency FROM {table} WHERE currency IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchall()
    return rows[0][0] if rows else ""
