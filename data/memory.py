"""Mappings remembered by the headers they were made for: last month's file is understood as the user corrected it then.

A sheet with the same headers, in any order, is taken for the same; one that shares most of them is taken for the same as far as
they go, and only its new columns are matched anew.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

import duckdb

from data.check import tells_day_first
from data.headers import folded
from data.mapping import WIDE, Mapping, is_wide, missing
from data.privacy import WAYS, personal, said, ways
from data.read import Sheet
from data.recognise import propose
from data.repeats import CORRECT, modes
from data.scales import SCALE_ENDS, is_scale_end
from data.schema import TABLES
from data.workspace import Workspace, WorkspaceError, to_json

FORMAT = 1  # of what is stored and exported
SHARED, FEWEST = 0.75, 3  # share and number of headers that two sheets must have in common
CURRENCY = re.compile("([A-Z]{3})?")


@dataclass(frozen=True)
class Remembered:
    """What a sheet of some headers was taken for. ``columns`` and ``privacy`` go by header; the last file that had them is ``file``."""

    table: str
    columns: dict[str, str | None]
    file: str = ""
    sheet: str = ""
    day_first: bool | None = None
    currency: str = ""
    values: tuple[tuple[str, str, str], ...] = ()
    privacy: dict[str, str] | None = None
    mode: str = ""
    zone: str = ""
    numbered: bool = False
    used: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same headers, in any order."""
        return fingerprint(tuple(self.columns))


@dataclass(frozen=True)
class Recalled:
    """A mapping from memory: what it was made for, the positions of columns that are new, and the headers that are gone."""

    mapping: Mapping
    source: Remembered
    new: tuple[int, ...]
    gone: tuple[str, ...]


def fingerprint(header: Sequence[str]) -> str:
    """A name for a set of headers."""
    return hashlib.sha256("\n".join(sorted(map(folded, header))).encode()).hexdigest()


def remember(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, mapping: Mapping, at: datetime) -> None:
    """Keep a mapping for the next sheet with these headers, and which way round its dates told that they are.

    Nothing of rows of ours that were corrected, which meet others in a way of their own; nothing where headers repeat, which
    could not be told apart.
    """
    if sheet.corrected or len(set(map(folded, sheet.header))) < len(sheet.header):
        return
    day_first = tells_day_first(sheet, mapping) if mapping.day_first is None else mapping.day_first
    columns = dict(zip(sheet.header, mapping.targets, strict=True))
    privacy = {sheet.header[position]: way for position, way in mapping.privacy}
    kept = Remembered(mapping.table, columns, sheet.file, sheet.name, day_first, mapping.currency, mapping.values, privacy, mapping.mode,
                      mapping.zone, mapping.numbered)  # fmt: skip
    _keep(cursor, kept, at)


def recall(workspace: Workspace, sheet: Sheet) -> Recalled | None:
    """What is remembered of a sheet with these headers, or with most of them; None where nothing is."""
    keys = {folded(name): name for name in sheet.header}
    if len(keys) < len(sheet.header):
        return None
    found = [(_likeness(one, keys), one) for one in remembered(workspace)]
    likeness, source = max(found, key=lambda pair: pair[0], default=(0.0, None))  # of equals the one used last
    if source is None or likeness < SHARED:
        return None
    known = {folded(name): target for name, target in source.columns.items()}
    new = tuple(position for position, name in enumerate(sheet.header) if folded(name) not in known)
    targets = [known.get(folded(name)) for name in sheet.header]
    if new:
        fresh = propose(sheet.header, sheet.sample, source.table).matches
        taken = set(filter(None, targets)) - ({WIDE[source.table].held} if is_wide(Mapping(source.table, tuple(targets))) else set())
        for position in new:
            if (target := fresh[position].target) and target not in taken:
                targets[position] = target
    done = {folded(name): way for name, way in (source.privacy or {}).items()}
    privacy = tuple((position, done[folded(name)]) for position, name in enumerate(sheet.header) if folded(name) in done)
    mode = source.mode
    if sheet.corrected:  # its load holds the other rows of the same orders: to replace or skip these is not meant
        mode = "" if TABLES[source.table].key else CORRECT
    mapping = Mapping(source.table, tuple(targets), source.day_first, source.currency, source.values, privacy, mode, source.zone,
                      source.numbered)  # fmt: skip
    if _is_another(sheet, mapping, new):
        return None
    return Recalled(hidden(workspace, sheet, mapping) if new else mapping, source, new, tuple(n for n in source.columns if folded(n) not in keys))


def _is_another(sheet: Sheet, mapping: Mapping, new: Sequence[int]) -> bool:
    """Whether a sheet with most headers of a remembered one is another table: its new columns, or what it lacks, make it whole as such."""
    lacking = missing(mapping)
    if not new and not lacking:
        return False
    proposal = propose(sheet.header, sheet.sample)
    if proposal.table in (None, mapping.table) or proposal.missing:
        return False
    required = TABLES[proposal.table or mapping.table].required
    return bool(lacking) or any(proposal.matches[position].target in required for position in new)


def hidden(workspace: Workspace, sheet: Sheet, mapping: Mapping) -> Mapping:
    """The mapping with what was hidden before hidden again, by its header, its meaning or the kind of personal data that it is.

    What was once masked does not come in unmasked because a sheet has another column more.
    """
    before: dict[object, str] = {}
    for one in reversed(remembered(workspace)):  # the latest says how
        for name, way in (one.privacy or {}).items():
            before |= dict.fromkeys((folded(name), ("meaning", one.columns.get(name)), *(("kind", kind) for kind in said(name))), way)
    if not before:
        return mapping
    kinds, found = personal(sheet), dict(mapping.privacy)
    for position, name in enumerate(sheet.header):
        target = mapping.targets[position]
        known = (folded(name), ("meaning", target or name), ("kind", kinds.get(position)))
        way = next((before[key] for key in known if key in before), "")
        possible = ways(sheet, mapping, position)
        if way and possible and position not in found:
            found[position] = way if way in possible else possible[0]
    return replace(mapping, privacy=tuple(sorted(found.items())))


def _likeness(one: Remembered, keys: dict[str, str]) -> float:
    """The share of headers that a remembered sheet and this one have in common; 0 where they are too few."""
    theirs = set(map(folded, one.columns))
    shared = len(theirs & keys.keys())
    return shared / len(theirs | keys.keys()) if shared >= min(FEWEST, len(keys)) else 0.0


def remembered(workspace: Workspace) -> list[Remembered]:
    """All remembered mappings, the one used last first."""
    rows = workspace.cursor().execute("SELECT used_at, about FROM _state_mappings ORDER BY used_at DESC, fingerprint").fetchall()
    return [_read(json.loads(about), at) for at, about in rows]


def keep(workspace: Workspace, one: Remembered, at: datetime) -> None:
    """Keep a mapping as the user edited it."""
    with workspace.writing(new_version=False) as cursor:
        _keep(cursor, one, at)


def forget(workspace: Workspace, fingerprint: str) -> None:
    """Forget one mapping."""
    with workspace.writing(new_version=False) as cursor:
        cursor.execute("DELETE FROM _state_mappings WHERE fingerprint = ?", [fingerprint])


def dumped(workspace: Workspace) -> bytes:
    """All remembered mappings as a JSON file that `taken` reads; it holds headers and words, no rows."""
    found = [{**asdict(one), "used": one.used} for one in remembered(workspace)]
    return json.dumps({"format": FORMAT, "mappings": found}, ensure_ascii=False, indent=1, default=str).encode()


def taken(workspace: Workspace, content: bytes, at: datetime) -> int:
    """Take the mappings of such a file in, in place of those for the same headers; returns how many.

    WorkspaceError("mappings") when the file is something else; then nothing is taken.
    """
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise WorkspaceError("mappings")
        found = [_read(one, at) for one in told["mappings"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise WorkspaceError("mappings") from None
    with workspace.writing(new_version=False) as cursor:
        for one in found:
            _keep(cursor, one, at)
    return len(found)


def _keep(cursor: duckdb.DuckDBPyConnection, one: Remembered, at: datetime) -> None:
    about = {name: value for name, value in asdict(one).items() if name != "used"}
    cursor.execute("INSERT OR REPLACE INTO _state_mappings VALUES (?, ?, ?)", [one.fingerprint, at, to_json({"format": FORMAT, **about})])


def _read(about: dict[str, Any], at: datetime) -> Remembered:
    """A mapping from its stored form; ValueError, KeyError or TypeError when it is none."""
    table = TABLES[about["table"]]
    columns = {str(name): target for name, target in about["columns"].items()}
    privacy = {str(name): str(way) for name, way in (about.get("privacy") or {}).items()}
    values = tuple((str(column), str(word), str(means)) for column, word, means in about.get("values") or ())
    wrong = [target for target in columns.values() if target is not None and target not in table.names]
    wrong += [way for way in privacy.values() if way not in WAYS]
    wrong += [column for column, _, _ in values if column not in table.names]
    wrong += [end for column, _, end in values if column in SCALE_ENDS and not is_scale_end(end)]
    if wrong or about.get("mode", "") not in ("", *modes(table)) or not CURRENCY.fullmatch(str(about.get("currency", ""))):
        raise ValueError(wrong)
    if about.get("day_first") not in (None, True, False) or not _is_zone(about.get("zone", "")):
        raise ValueError(wrong)
    return Remembered(table.name, columns, str(about.get("file", "")), str(about.get("sheet", "")), about.get("day_first"),
                      str(about.get("currency", "")), values, privacy, about.get("mode", ""), about.get("zone", ""),
                      about.get("numbered") is True, at)  # fmt: skip


def _is_zone(name: object) -> bool:
    """Whether a text names a zone of the world, or none."""
    return name == "" or name in available_timezones()
