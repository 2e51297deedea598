"""The canonical tables as a fold of the active loads, in order."""

import hashlib
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from data.decisions import decided, kept_for, references, ruled, values_of
from data.event_words import comes_after
from data.repeats import Turn, meet, turns, unmark
from data.schema import TABLES, Table
from data.sql import first_row, quoted

PLACES = ("region", "province", "country", "city")  # where customers are, the coarsest first
Columns = list[tuple[str, str]]  # name and type
Values = Mapping[str, dict[str | None, str | None]]  # column → what its values become
EDITION = 3  # of how tables are folded: another one folds them all again
MOST_REGIONS = 200  # more values are addresses, not regions
# SQL of the active loads that are logs with a row an event of a ticket, as settling told.
LOGS = """
    SELECT load FROM _loads WHERE status = 'active' AND table_name = 'tickets'
        AND list_has_any(from_json(report->'derived', '["VARCHAR"]'), ['events', 'no_end'])
"""


def refold(cursor: duckdb.DuckDBPyConnection, *, whole: bool = False) -> None:
    """Make the canonical tables from the active loads and the decisions that hold, in their order.

    Tables made of the same as before are left as they are, unless ``whole``: for loads that changed under the same number.
    What the fold shows is noted: the reporting currency, and where regions are read.
    """
    active = turns(cursor)
    loads = {name: [turn for turn in active if turn.table == name] for name in TABLES}
    before = dict(cursor.execute("SELECT key, value FROM _meta WHERE starts_with(key, 'folded.')").fetchall())
    currency = _reporting_currency(cursor, loads)
    merges, rules = decided(cursor)
    kept = kept_for(merges)
    _note_merged(cursor, kept)
    noted = {"currency": currency}
    for name, table in TABLES.items():
        values = values_of(rules, name)
        made_of = repr((EDITION, table.columns, table.key, currency, loads[name], values, kept if references(name) else {}))
        noted[f"folded.{name}"] = hashlib.sha256(made_of.encode()).hexdigest()
        if whole or before.get(f"folded.{name}") != noted[f"folded.{name}"]:
            unmark(cursor, loads[name])
            for turn in loads[name] if "currency" in table.names else ():
                set_aside(cursor, f"load_{turn.load}", currency)
            meet(cursor, loads[name])
            _fold_table(cursor, name, loads[name], values, bool(kept))
    noted["region"] = _region(cursor)
    cursor.execute(f"INSERT OR REPLACE INTO _meta VALUES {', '.join(['(?, ?)'] * len(noted))}", [word for pair in noted.items() for word in pair])


def _reporting_currency(cursor: duckdb.DuckDBPyConnection, loads: Mapping[str, Sequence[Turn]]) -> str:
    """The currency of most lines of the first load that names one; orders come first: they decide."""
    priced = (turn.load for name, table in TABLES.items() if "currency" in table.names for turn in loads[name])
    return next(filter(None, (main_currency(cursor, f"load_{load}") for load in priced)), "")


def _note_merged(cursor: duckdb.DuckDBPyConnection, kept: dict[str, str]) -> None:
    """Write down which id counts as which."""
    if dict(cursor.execute("SELECT gone, kept FROM _merged").fetchall()) != kept:
        cursor.execute("DELETE FROM _merged")
        cursor.register("merging", pa.table({"gone": list(kept), "kept": list(kept.values())}))
        cursor.execute("INSERT INTO _merged SELECT gone, kept FROM merging")
        cursor.unregister("merging")


def _fold_table(cursor: duckdb.DuckDBPyConnection, name: str, loads: Sequence[Turn], values: Values, merged: bool) -> None:
    """Rows that only append become a view over their loads; keyed rows become one row a key, later filled cells winning.

    Cells of loads that only fill, and of customers merged into another, count where no other is filled, the earliest of them
    first. Moments that open or close something are the earliest or the latest of their rows, in whatever order these come.
    """
    table = TABLES[name]
    empty = "SELECT " + ", ".join(f"NULL::{column.sql_type} AS {quoted(column.name)}" for column in table.columns) + ", false AS _fills WHERE false"
    columns = _columns(cursor, [turn.load for turn in loads])
    mixed = _mixed(columns)
    union = " UNION ALL BY NAME ".join([empty, *(_rows(table, turn, columns[turn.load], mixed, values, merged) for turn in loads)])
    if not table.key:
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * EXCLUDE (_fills) FROM ({union})")
        return
    keys = ", ".join(table.key)
    turn = "row_number() OVER () * CASE WHEN _fills THEN -1 ELSE 1 END AS _turn"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE folding AS SELECT *, {turn} FROM ({union})")
    folded = [row[0] for row in cursor.execute("SELECT column_name FROM (DESCRIBE folding)").fetchall()]
    cells = {c: _settled(table, c) for c in folded if c not in ("_turn", "_fills")}
    if name == "tickets":
        events = [c for c in folded if c.startswith("@")]
        cells["resolved_at"] = _still_resolved(cells["resolved_at"], [load for (load,) in cursor.execute(LOGS).fetchall()], events)
    settled = ", ".join(f"{value} AS {quoted(c)}" for c, value in cells.items())
    cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {settled} FROM folding GROUP BY {keys} ORDER BY {keys}")
    cursor.execute("DROP TABLE folding")


def _still_resolved(resolved: str, logs: Sequence[int], events: Sequence[str]) -> str:
    """SQL of a ticket's end, given without it: none where a later event of one of the logs is none, by the words in ``events``."""
    if not logs:
        return resolved
    quiet = " OR ".join(f"coalesce({comes_after(f'{quoted(event)}::VARCHAR')}, false)" for event in events) or "false"
    later = f"max(opened_at) FILTER (resolved_at IS NULL AND NOT _fills AND _load IN ({', '.join(map(str, logs))}) AND NOT ({quiet}))"
    return f"CASE WHEN {later} > {resolved} THEN NULL ELSE {resolved} END"


def _settled(table: Table, column: str) -> str:
    """SQL of the value that counts among the rows of one key."""
    if column in table.key:
        return column
    rule, name = table[column].fold if column in table.names else "last", quoted(column)
    if rule == "last":
        return f"arg_max({name}, _turn)"
    best = "min" if rule == "earliest" else "max"
    return f"coalesce({best}({name}) FILTER (NOT _fills), {best}({name}) FILTER (_fills))"


def _rows(table: Table, turn: Turn, columns: Columns, mixed: frozenset[str], values: Values, merged: bool) -> str:
    """SQL of what one load gives to its table, and whether its cells only fill."""
    kinds = {name.lower(): (name, kind) for name, kind in columns}
    cells = {name: _as_text(quoted(name), kind) for key, (name, kind) in kinds.items() if key in mixed}
    for column, becomes in values.items():
        if found := kinds.get(column.lower()):
            name, kind = found
            cells[name] = ruled(cells.get(name, quoted(name)), "VARCHAR" if name in cells else kind, becomes)
    replaced = f" REPLACE ({', '.join(f'{cell} AS {quoted(name)}' for name, cell in cells.items())})" if cells else ""
    fills = "true" if turn.mode == "fill" and table.key else "false"
    given = f"* EXCLUDE (_state, _raw){replaced}, {turn.load} AS _load, {fills} AS _fills"
    rows = f"SELECT {given} FROM load_{turn.load} WHERE _state = 'stored'"
    if not merged or not references(table.name):
        return rows
    names = references(table.name)
    replaced = ", ".join(f"coalesce(m{i}.kept, r.{name}) AS {name}" for i, name in enumerate(names))
    if table.name == "customers":
        replaced += ", r._fills OR m0.kept IS NOT NULL AS _fills"
    joined = " ".join(f"LEFT JOIN _merged m{i} ON m{i}.gone = r.{name}" for i, name in enumerate(names))
    return f"SELECT r.* REPLACE ({replaced}) FROM ({rows}) r {joined}"


def _as_text(name: str, kind: str) -> str:
    """SQL of a value as text, a whole number without a point: as the cells of another load write it."""
    whole = f"{name} = trunc({name}) AND abs({name}) < 1e15"
    return f"CASE WHEN {whole} THEN {name}::BIGINT::VARCHAR ELSE {name}::VARCHAR END" if kind == "DOUBLE" else f"{name}::VARCHAR"


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
        SELECT currency FROM {load} WHERE currency IS NOT NULL AND _state NOT IN ('rejected', 'blank') GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
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


def _columns(cursor: duckdb.DuckDBPyConnection, loads: Sequence[int]) -> dict[int, Columns]:
    """Name and type of every column of each of these loads."""
    listed = ", ".join(f"'load_{load}'" for load in loads) or "''"
    query = f"""
        SELECT substr(table_name, 6)::INTEGER, column_name, data_type FROM duckdb_columns()
        WHERE database_name = current_database() AND table_name IN ({listed})
    """
    found: dict[int, Columns] = {load: [] for load in loads}
    for load, name, kind in cursor.execute(query).fetchall():
        found[load].append((name, kind))
    return found


def _mixed(columns: Mapping[int, Columns]) -> frozenset[str]:
    """Columns, in small letters, that are numbers in one load and not in another: only text holds both."""
    given = [one for listed in columns.values() for one in listed]
    numbers = {name.lower() for name, kind in given if kind == "DOUBLE"}
    return frozenset(name.lower() for name, kind in given if kind != "DOUBLE" and name.lower() in numbers)
