"""Decisions of users about what is loaded: made, undone and listed. They act on every load, also on those that come later."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import duckdb

from data.decisions import KINDS, Decision, Distinct, Merge, Rule, decision, references
from data.fold import refold
from data.schema import TABLES
from data.sql import first_row, literal, quoted
from data.versions import note
from data.workspace import Workspace, WorkspaceError, to_json

__all__ = ["Change", "Decision", "Distinct", "Merge", "Rule", "add", "changes", "occurring", "spelt", "switch", "touched"]


@dataclass(frozen=True)
class Change:
    """One decision in the history."""

    change: int
    status: str  # active, undone
    what: Decision
    who: str
    at: datetime


def add(workspace: Workspace, what: Sequence[Decision], at: datetime, who: str) -> list[int]:
    """Decide, all or nothing, and fold again; returns the decisions' numbers.

    WorkspaceError("rule") for a rule on a column that identifies rows, or with a value that is none of its column's.
    """
    with workspace.writing() as cursor:
        first = first_row(cursor, "SELECT coalesce(max(change), 0) + 1 FROM _changes")[0]
        numbers = list(range(first, first + len(what)))
        for number, one in zip(numbers, what, strict=True):
            if isinstance(one, Rule):
                _check(cursor, one)
            values = [number, KINDS[type(one)], to_json(asdict(one)), who, at]
            cursor.execute("INSERT INTO _changes VALUES (?, 'active', ?, ?, ?, ?)", values)
        if not all(isinstance(one, Distinct) for one in what):
            refold(cursor)
    note(workspace, {"kind": "decided", "who": who, "changes": numbers}, at)
    return numbers


def switch(workspace: Workspace, change: int, *, on: bool) -> None:
    """Undo a decision, or take it again, and fold again."""
    with workspace.writing() as cursor:
        update = "UPDATE _changes SET status = ? WHERE change = ? RETURNING kind"
        if cursor.execute(update, ["active" if on else "undone", change]).fetchall() != [("distinct",)]:
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


def occurring(workspace: Workspace, table: str, column: str, most: int) -> list[tuple[str | None, int]]:
    """The values of a column as rules name them, with their rows, at most ``most``, most rows first; None is a blank cell."""
    counted = f"SELECT {quoted(column)}::VARCHAR AS value, count(*) AS rows FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
    return workspace.cursor().execute(counted).fetchall()


def spelt(workspace: Workspace, rule: Rule) -> Rule:
    """The rule with its values as the engine writes them: 10 of money is 10.0000.

    WorkspaceError("rule") where it would harm or its new value is none of its column's; an old one that is none stays as it was said.
    """
    cursor = workspace.cursor()
    _check(cursor, rule)
    kind = first_row(cursor, f"SELECT column_type FROM (DESCRIBE {rule.table}) WHERE column_name = ?", [rule.column])[0]
    found, becomes = first_row(cursor, f"SELECT TRY_CAST(? AS {kind})::VARCHAR, TRY_CAST(? AS {kind})::VARCHAR", [rule.found, rule.becomes])
    return replace(rule, found=rule.found if found is None else found, becomes=becomes)


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
