"""Decisions of users about what is loaded: made, undone and listed. They act on every load, also on those that come later."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb

from data.decisions import Merge, Rule, decision, references
from data.fold import refold
from data.schema import TABLES
from data.sql import first_row, literal, quoted
from data.versions import note
from data.workspace import Workspace, WorkspaceError, to_json

__all__ = ["Change", "Merge", "Rule", "add", "changes", "switch", "touched"]


@dataclass(frozen=True)
class Change:
    """One decision in the history."""

    change: int
    status: str  # active, undone
    what: Merge | Rule
    who: str
    at: datetime


def add(workspace: Workspace, what: Sequence[Merge | Rule], at: datetime, who: str) -> list[int]:
    """Decide, all or nothing, and fold again; returns the decisions' numbers.

    WorkspaceError("rule") for a rule on a column that identifies rows, or with a value that is none of its column's.
    """
    with workspace.writing() as cursor:
        first = first_row(cursor, "SELECT coalesce(max(change), 0) + 1 FROM _changes")[0]
        numbers = list(range(first, first + len(what)))
        for number, one in zip(numbers, what, strict=True):
            if isinstance(one, Rule):
                _check(cursor, one)
            kind = "merge" if isinstance(one, Merge) else "rule"
            cursor.execute("INSERT INTO _changes VALUES (?, 'active', ?, ?, ?, ?)", [number, kind, to_json(asdict(one)), who, at])
        refold(cursor)
    note(workspace, {"kind": "decided", "who": who, "changes": numbers}, at)
    return numbers


def switch(workspace: Workspace, change: int, *, on: bool) -> None:
    """Undo a decision, or take it again, and fold again."""
    with workspace.writing() as cursor:
        cursor.execute("UPDATE _changes SET status = ? WHERE change = ?", ["active" if on else "undone", change])
        refold(cursor)
    note(workspace, {"kind": "decided" if on else "decision_undone", "changes": [change]}, datetime.now())


def changes(workspace: Workspace) -> list[Change]:
    """The decisions, newest first."""
    rows = workspace.cursor().execute("SELECT change, status, kind, what, who, decided_at FROM _changes ORDER BY change DESC").fetchall()
    return [Change(change, status, decision(kind, what), who, at) for change, status, kind, what, who, at in rows]


def touched(workspace: Workspace, rule: Rule) -> int:
    """How many rows of the canonical table a rule would change now."""
    cell = quoted(rule.column)
    found = f"{cell} IS NULL" if rule.found is None else f"{cell}::VARCHAR = {literal(rule.found)}"
    return int(first_row(workspace.cursor(), f"SELECT count(*) FROM {rule.table} WHERE {found}")[0])


def _check(cursor: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """Refuse a rule that would harm: keys are merged, not renamed, and what a row must have is never blanked."""
    table = TABLES[rule.table]
    kinds = dict(cursor.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table.name})").fetchall())
    fixed = rule.column in (*table.identity, *references(rule.table)) or rule.column == "_load"
    blanked = rule.becomes is None and rule.column in table.required
    refused = rule.column not in kinds or fixed or blanked
    if not refused and rule.becomes is not None:
        refused = first_row(cursor, f"SELECT TRY_CAST(? AS {kinds[rule.column]}) IS NULL", [rule.becomes])[0]
    if refused:
        raise WorkspaceError("rule", column=rule.column, value=rule.becomes or "")
