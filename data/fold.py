"""The canonical tables as a fold of the active loads, in order."""

from collections.abc import Sequence

import duckdb

from data.schema import TABLES, Table
from data.sql import first_row, quoted

PLACES = ("region", "province", "country", "city")  # where customers are, the coarsest first
MOST_REGIONS = 200  # more values are addresses, not regions


def fold(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Make the canonical tables from the active loads, in their order; returns what it learnt: reporting currency, place of regions."""
    active = cursor.execute("SELECT load, table_name FROM _loads WHERE status = 'active' ORDER BY load").fetchall()
    loads = {name: [load for load, table in active if table == name] for name in TABLES}
    priced = [load for name, table in TABLES.items() if "currency" in table.names for load in loads[name]]  # orders first: they decide
    currency = next(filter(None, (main_currency(cursor, f"load_{load}") for load in priced)), "")
    for load in priced:
        set_aside(cursor, f"load_{load}", currency)
    for name in TABLES:
        _fold_table(cursor, name, loads[name])
    return {"region": _region(cursor), "currency": currency}


def _fold_table(cursor: duckdb.DuckDBPyConnection, name: str, loads: Sequence[int]) -> None:
    """Rows that only append become a view over their loads; keyed rows become one row a key, later filled cells winning.

    Moments that open or close something are the earliest or the latest of their rows, in whatever order these come.
    """
    table = TABLES[name]
    empty = "SELECT " + ", ".join(f"NULL::{column.sql_type} AS {quoted(column.name)}" for column in table.columns) + " WHERE false"
    mixed = _mixed(cursor, loads)
    parts = [empty] + [f"SELECT {_kept(cursor, load, mixed)}, {load} AS _load FROM load_{load} WHERE _state = 'stored'" for load in loads]
    union = " UNION ALL BY NAME ".join(parts)
    if not table.key:
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {union}")
        return
    keys = ", ".join(table.key)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE folding AS SELECT *, row_number() OVER () AS _turn FROM ({union})")
    columns = [row[0] for row in cursor.execute("SELECT column_name FROM (DESCRIBE folding)").fetchall()]
    settled = ", ".join(f"{_settled(table, c)} AS {quoted(c)}" for c in columns if c != "_turn")
    cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {settled} FROM folding GROUP BY {keys} ORDER BY {keys}")
    cursor.execute("DROP TABLE folding")


def _settled(table: Table, column: str) -> str:
    """SQL of the value that counts among the rows of one key."""
    if column in table.key:
        return column
    rule = table[column].fold if column in table.names else "last"
    return {"last": f"arg_max({quoted(column)}, _turn)", "earliest": f"min({quoted(column)})", "latest": f"max({quoted(column)})"}[rule]


def _region(cursor: duckdb.DuckDBPyConnection) -> str:
    """Where a customer's region is read: the coarsest place that tells customers apart; empty when none does."""
    for table in ("customers", "orders"):
        for place in PLACES:
            if 2 <= first_row(cursor, f"SELECT count(DISTINCT {place}) FROM {table}")[0] <= MOST_REGIONS:
                return f"{table}.{place}"
    return ""


def main_currency(cursor: duckdb.DuckDBPyConnection, load: str) -> str:
    """The currency of most lines of one load; empty when none is named."""
    rows = cursor.execute(f"""
        SELECT currency FROM {load} WHERE currency IS NOT NULL AND _state IN ('stored', 'other_currency') GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
    """).fetchall()
    return rows[0][0] if rows else ""


def set_aside(cursor: duckdb.DuckDBPyConnection, load: str, currency: str) -> None:
    """Keep the lines of one load that are in the reporting currency or name none; amounts in others are never added to them."""
    other = "(currency IS NOT NULL AND currency <> ?)"
    cursor.execute(
        f"""UPDATE {load} SET _state = CASE WHEN _state = 'stored' THEN 'other_currency' ELSE 'stored' END
        WHERE ? <> '' AND ((_state = 'stored' AND {other}) OR (_state = 'other_currency' AND NOT {other}))""",
        [currency, currency, currency],
    )


def _columns(cursor: duckdb.DuckDBPyConnection, loads: Sequence[int]) -> list[tuple[str, str]]:
    """Name and type of every column of these loads."""
    listed = ", ".join(f"'load_{load}'" for load in loads) or "''"
    here = "database_name = current_database()"
    return cursor.execute(f"SELECT column_name, data_type FROM duckdb_columns() WHERE {here} AND table_name IN ({listed})").fetchall()


def _mixed(cursor: duckdb.DuckDBPyConnection, loads: Sequence[int]) -> frozenset[str]:
    """Columns, in small letters, that are numbers in one load and not in another: only text holds both."""
    columns = _columns(cursor, loads)
    numbers = {name.lower() for name, kind in columns if kind == "DOUBLE"}
    return frozenset(name.lower() for name, kind in columns if kind != "DOUBLE" and name.lower() in numbers)


def _kept(cursor: duckdb.DuckDBPyConnection, load: int, mixed: frozenset[str]) -> str:
    """SQL of the columns that one load gives to its table."""
    texts = [name for name, _ in _columns(cursor, [load]) if name.lower() in mixed]
    replaced = f" REPLACE ({', '.join(f'{quoted(name)}::VARCHAR AS {quoted(name)}' for name in texts)})" if texts else ""
    return f"* EXCLUDE (_state, _raw){replaced}"
