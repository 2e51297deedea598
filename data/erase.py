"""One person deleted everywhere: what was loaded of them goes for good, and what is loaded later does not bring them back."""

import json
from collections.abc import Iterable
from datetime import datetime

import duckdb

from data.decisions import Rule, decided, decision, kept_for, people_of, references
from data.fold import refold
from data.mapping import Mapping
from data.schema import TABLES
from data.shape import long_targets
from data.sql import first_row, literal, quoted
from data.versions import note
from data.workspace import Workspace

ERASED = "erased"
HASH = "sha256((SELECT value FROM _meta WHERE key = 'uuid') || ':' || {id})"  # who was erased is known again, and not known


def erase(workspace: Workspace, customer_id: str, at: datetime, who: str) -> dict[str, int]:
    """Delete a customer, and all ids merged into them, from every load; returns table → rows that went. It cannot be undone.

    Rows of others that only mention the person, such as who referred them, stay without the mention.
    """
    gone: dict[str, int] = {}
    with workspace.writing() as cursor:
        ids = _ids(cursor, customer_id)
        theirs = _rules_of(cursor, ids)
        for load, table, mapping in cursor.execute("SELECT load, table_name, mapping FROM _loads").fetchall():
            targets = long_targets(Mapping(table, tuple(json.loads(mapping).get("targets", ()))))
            gone[table] = gone.get(table, 0) + _erase_rows(cursor, f"load_{load}", table, targets, ids)
        for change, kind, what in cursor.execute("SELECT change, kind, what FROM _changes").fetchall():
            made = decision(kind, what)
            if people_of(made) & set(ids) or (change in theirs and isinstance(made, Rule) and not _holds(cursor, made)):
                cursor.execute("DELETE FROM _changes WHERE change = ?", [change])
        for one in ids:
            cursor.execute(f"INSERT OR IGNORE INTO _erased VALUES ({HASH.format(id='?')}, ?)", [one, at])
        refold(cursor, whole=True)
    note(workspace, {"kind": "erased", "who": who}, at)
    workspace.cursor().execute("CHECKPOINT")  # or the rows would stay in the file's log
    return {table: rows for table, rows in gone.items() if rows}


def _rules_of(cursor: duckdb.DuckDBPyConnection, ids: list[str]) -> set[int]:
    """The rules that act on values of the person: what these were and became is theirs, unless others have them as well."""
    among = f"customer_id IN ({', '.join(literal(one) for one in ids)})"
    made = ((change, decision(kind, what)) for change, kind, what in cursor.execute("SELECT change, kind, what FROM _changes").fetchall())
    rules = [(change, rule) for change, rule in made if isinstance(rule, Rule) and rule.found is not None]
    return {change for change, rule in rules if "customer_id" in TABLES[rule.table].names and _holds(cursor, rule, among)}


def _holds(cursor: duckdb.DuckDBPyConnection, rule: Rule, among: str = "true") -> bool:
    """Whether a row of some load has the value that a rule changes."""
    loads = """
        SELECT load FROM _loads JOIN duckdb_columns() c ON c.table_name = 'load_' || load AND c.database_name = current_database()
        WHERE _loads.table_name = ? AND lower(column_name) = lower(?)
    """
    found = f"{quoted(rule.column)}::VARCHAR = {literal(rule.found or '')} AND {among}"
    every = cursor.execute(loads, [rule.table, rule.column]).fetchall()
    return any(first_row(cursor, f"SELECT count(*) FROM load_{load} WHERE {found}")[0] for (load,) in every)


def _ids(cursor: duckdb.DuckDBPyConnection, customer_id: str) -> list[str]:
    """The id and those that count as it."""
    kept = kept_for(decided(cursor)[0])
    whole = kept.get(customer_id, customer_id)
    return sorted({customer_id, whole, *(one for one, into in kept.items() if into == whole)})


def _erase_rows(cursor: duckdb.DuckDBPyConnection, load: str, table: str, targets: tuple[str | None, ...], ids: list[str]) -> int:
    """Delete the person's rows of one load, and what other rows say of them; returns how many went."""
    if "customer_id" not in TABLES[table].names:
        return 0
    listed = f"IN ({', '.join(literal(one) for one in ids)})"
    _forget_mentions(cursor, load, table, targets, listed)
    return int(first_row(cursor, f"DELETE FROM {load} WHERE customer_id {listed}")[0])


def _forget_mentions(cursor: duckdb.DuckDBPyConnection, load: str, table: str, targets: tuple[str | None, ...], among: str) -> None:
    """Blank the cells of a load, as read and as they came, that name the person; ``among`` is SQL that follows an id.

    The table is written anew, as changing a list would move its row behind the others, and later rows win.
    """
    mentions = {name: targets.index(name) + 1 for name in references(table) if name != "customer_id" and name in targets}
    if not mentions or not first_row(cursor, f"SELECT count(*) FROM {load} WHERE {_any(f'{quoted(name)} {among}' for name in mentions)}")[0]:
        return
    cells = [f"CASE WHEN {quoted(name)} {among} THEN NULL ELSE {quoted(name)} END AS {quoted(name)}" for name in mentions]
    told = _any(f"(place = {place} AND trim(cell) {among})" for place in mentions.values())
    cells.append(f"list_transform(_raw, lambda cell, place: CASE WHEN {told} THEN NULL ELSE cell END) AS _raw")
    cursor.execute(f"CREATE OR REPLACE TABLE {load} AS SELECT * REPLACE ({', '.join(cells)}) FROM {load}")


def _any(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions)


def keep_out(cursor: duckdb.DuckDBPyConnection, staged: str, table: str, targets: tuple[str | None, ...], given: list[str]) -> None:
    """Empty the rows of a staged load that are of people who were erased, and the cells that name them.

    ``targets`` are what its columns are taken for, ``given`` the stored columns that hold something.
    """
    if "customer_id" not in TABLES[table].names or not first_row(cursor, "SELECT count(*) FROM _erased")[0]:
        return
    blank = ", ".join(f"{quoted(name)} = NULL" for name in given if name != "_state")
    cursor.execute(f"""
        UPDATE {staged} SET {blank}, _state = '{ERASED}'
        WHERE customer_id IS NOT NULL AND {HASH.format(id="customer_id")} IN (SELECT id_hash FROM _erased)
    """)
    for name in references(table):
        if name != "customer_id" and name in targets:
            salted = HASH.format(id=quoted(name))
            found = cursor.execute(f"SELECT DISTINCT {quoted(name)} FROM {staged} WHERE {salted} IN (SELECT id_hash FROM _erased)").fetchall()
            if found:
                _forget_mentions(cursor, staged, table, targets, f"IN ({', '.join(literal(one) for (one,) in found)})")
