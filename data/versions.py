"""What each version of a workspace held: rows of each table, and the headline figures once a page has counted them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.facts import holdings
from data.sql import first_row
from data.workspace import Workspace, to_json

KEPT = 200  # versions that are remembered


@dataclass(frozen=True)
class Version:
    """One version: what led to it, the rows of each table, and figures by name (empty while nobody looked at them)."""

    version: str
    at: datetime
    event: dict[str, Any]  # kind: loaded, undone, restored, decided, decision_undone or erased; who, loads or changes
    rows: dict[str, int]
    figures: dict[str, float]


def note(workspace: Workspace, event: Mapping[str, Any], at: datetime) -> None:
    """Write down what the present version holds and what led to it."""
    rows = {held.table: held.rows for held in holdings(workspace)}
    with workspace.writing(new_version=False) as cursor:
        number = first_row(cursor, "SELECT coalesce(max(number), 0) + 1 FROM _state_versions")[0]
        holds = to_json({"rows": rows, "figures": {}})
        cursor.execute("INSERT INTO _state_versions VALUES (?, ?, ?, ?, ?)", [number, workspace.version, at, to_json(event), holds])
        cursor.execute("DELETE FROM _state_versions WHERE number <= ?", [number - KEPT])


def count(workspace: Workspace, figures: Mapping[str, float]) -> None:
    """Add the headline figures to what is noted of the present version."""
    noted = next((one for one in versions(workspace, 1) if one.version == workspace.version and one.figures != figures), None)
    if noted:
        holds = to_json({"rows": noted.rows, "figures": dict(figures)})
        with workspace.writing(new_version=False) as cursor:
            cursor.execute("UPDATE _state_versions SET holds = ? WHERE version = ?", [holds, workspace.version])


def versions(workspace: Workspace, most: int = KEPT) -> list[Version]:
    """The versions, newest first."""
    query = "SELECT version, reached_at, event, holds FROM _state_versions ORDER BY number DESC LIMIT ?"
    rows = workspace.cursor().execute(query, [most]).fetchall()
    return [Version(version, at, json.loads(event), **json.loads(holds)) for version, at, event, holds in rows]
