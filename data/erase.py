"""One person deleted everywhere: what was loaded of them goes for good, and what is loaded later does not bring them back."""

from datetime import datetime

import duckdb

from data.decisions import Merge, decided, decision, kept_for, references
from data.fold import refold
from data.schema import TABLES
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
        for load, table in cursor.execute("SELECT load, table_name FROM _loads").fetchall():
            gone[table] = gone.get(table, 0) + _erase_rows(cursor, f"load_{load}", table, ids)
        for change, kind, what in cursor.execute("SELECT change, kind, what FROM _changes").fetchall():
            made = decision(kind, what)
            if isinstance(made, Merge) and {made.kept, *made.gone} & set(ids):
                cursor.execute("DELETE FROM _changes WHERE change = ?", [change])
        for one in ids:
            cursor.execute(f"INSERT OR IGNORE INTO _erased VALUES ({HASH.format(id='?')}, ?)", [one, at])
        refold(cursor, whole=True)
    note(workspace, {"kind": "erased", "who": who}, at)
    workspace.cursor().execute("CHECKPOINT")  # or the rows would stay in the file's log
    return {table: rows for table, rows in gone.items() if rows}


def _ids(cursor: duckdb.DuckDBPyConnection, customer_id: str) -> list[str]:
    """The id and those that count as it."""
    kept = kept_for(decided(cursor)[0])
    whole = kept.get(customer_id, customer_id)
    return sorted({customer_id, whole, *(one for one, into in kept.items() if into == whole)})


def _erase_rows(cursor: duckdb.DuckDBPyConnection, load: str, table: str, ids: list[str]) -> int:
    """Delete the person's rows of one load, lines with problems that name them included; returns how many went."""
    listed = ", ".join(literal(one) for one in ids)
    for name in references(table):
        if name != "customer_id":
            cursor.execute(f"UPDATE {load} SET {quoted(name)} = NULL WHERE {quoted(name)} IN ({listed})")
    named = f"customer_id IN ({listed})" if "customer_id" in TABLES[table].names else "false"
    told = f"list_has_any(list_transform(_raw, lambda cell: trim(cell)), [{listed}])"
    return int(first_row(cursor, f"DELETE FROM {load} WHERE {named} OR (_raw IS NOT NULL AND coalesce({told}, false))")[0])


def keep_out(cursor: duckdb.DuckDBPyConnection, staged: str, table: str, given: list[str]) -> None:
    """Empty the rows of a staged load that are of people who were erased; ``given`` are the columns that hold something."""
    if "customer_id" not in TABLES[table].names or not first_row(cursor, "SELECT count(*) FROM _erased")[0]:
        return
    blank = ", ".join(f"{quoted(name)} = NULL" for name in given if name != "_state")
    cursor.execute(f"""
        UPDATE {staged} SET {blank}, _state = '{ERASED}'
        WHERE customer_id IS NOT NULL AND {HASH.format(id="customer_id")} IN (SELECT id_hash FROM _erased)
    """)
