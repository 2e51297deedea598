"""Keys between tables: which rows name a customer that nobody knows. Orphans are told; they go in like any other row."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.schema import TABLES
from data.sql import quoted
from data.workspace import Workspace

EXAMPLES = 5


@dataclass(frozen=True)
class Orphans:
    """Rows of one load whose ``column`` holds an id that is no customer's: how many rows, how many ids, the first of these."""

    load: int
    column: str
    rows: int
    ids: int
    examples: tuple[str, ...]


def orphans(workspace: Workspace, staged: Sequence[tuple[int, str]]) -> list[Orphans]:
    """The orphans of staged loads, given as (load, table), among themselves and with what the workspace holds.

    A customer is known by a row of customers; where the rows are not orders, by an order as well. Nothing is an orphan while
    no customer is known: then the other file is simply still to come.
    """
    cursor, found = workspace.cursor(), []
    for load, name in staged:
        known = _known(staged, ("customers",) if name == "orders" else ("customers", "orders"))
        if not cursor.execute(f"SELECT 1 FROM ({known}) LIMIT 1").fetchall():
            continue
        for column in (column.name for column in TABLES[name].columns if column.references):
            query = f"""
                SELECT {quoted(column)} AS id, count(*) AS lines FROM load_{int(load)} l
                WHERE _state = 'stored' AND {quoted(column)} IS NOT NULL GROUP BY 1 HAVING id NOT IN ({known})
            """
            ids, lines, some = cursor.execute(f"SELECT count(*), sum(lines), min(id, {EXAMPLES}) FROM ({query})").fetchall()[0]
            if ids:
                found.append(Orphans(load, column, int(lines), ids, tuple(some)))
    return found


def _known(staged: Sequence[tuple[int, str]], tables: Sequence[str]) -> str:
    """SQL of all customer ids that these tables hold or would hold."""
    loads = [f"load_{int(load)} WHERE _state = 'stored' AND" for load, name in staged if name in tables]
    parts = [f"SELECT customer_id FROM {source} customer_id IS NOT NULL" for source in [*(f"{name} WHERE" for name in tables), *loads]]
    return " UNION ".join(parts)
