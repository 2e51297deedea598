"""Text into a workspace as the app does it: parsed (in this process, to be quick), matched, staged, committed."""

import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypedDict, Unpack

from data import store
from data.mapping import Mapping
from data.parse import parse
from data.read import LIMITS, Sheet, digest
from data.recognise import propose
from data.repeats import Turn
from data.report import LoadReport
from data.workspace import Workspace

TODAY = date(2024, 12, 31)
NOW = datetime(2024, 12, 31, 18, 0)


Targets = Sequence[str | None] | None


class Says(TypedDict, total=False):
    """What a mapping may say besides its columns."""

    day_first: bool
    currency: str
    values: tuple[tuple[str, str, str], ...]
    privacy: tuple[tuple[int, str], ...]
    mode: str
    numbered: bool
    zone: str


def sheet_of(workspace: Workspace, text: str | bytes, name: str = "orders.csv") -> Sheet:
    """The sheet of a text file dropped into the workspace's incoming folder."""
    content = text.encode() if isinstance(text, str) else text
    path = workspace.incoming / uuid.uuid4().hex
    path.write_bytes(content)
    folder = Path(tempfile.mkdtemp(dir=workspace.incoming))
    (sheet,) = parse(path, name, workspace.incoming, folder, LIMITS)
    return replace(sheet, sha256=digest(path))


def mapped(sheet: Sheet, table: str = "orders", **others: Unpack[Says]) -> Mapping:
    """What the matcher takes the sheet's columns for."""
    return Mapping(table, tuple(match.target for match in propose(sheet.header, sheet.sample, table).matches), **others)


def staged(
    workspace: Workspace,
    text: str | bytes,
    table: str = "orders",
    targets: Targets = None,
    name: str = "",
    beside: Sequence[Turn] = (),
    **others: Unpack[Says],
) -> tuple[LoadReport, Sheet, Mapping]:
    """A text file staged; ``targets`` says what its columns are, else the matcher does."""
    sheet = sheet_of(workspace, text, name or f"{table}.csv")
    mapping = mapped(sheet, table, **others) if targets is None else Mapping(table, tuple(targets), **others)
    return store.stage(workspace, sheet, mapping, TODAY, beside), sheet, mapping


def load(workspace: Workspace, text: str | bytes, table: str = "orders", targets: Targets = None, **others: Unpack[Says]) -> LoadReport:
    """A text file loaded."""
    one = staged(workspace, text, table, targets, **others)
    store.commit(workspace, [one], NOW, "ann")
    return one[0]


def found(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return workspace.cursor().execute(query).fetchall()
