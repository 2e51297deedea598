"""An import on its way: files received, sheets found, columns matched, rows checked; nothing is stored before the last click."""

import errno
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data import keys, store
from data.denomination import denominated
from data.keys import Orphans
from data.mapping import Mapping, missing, twice
from data.match import Match, Proposal
from data.memory import Recalled, hidden, recall
from data.privacy import personal
from data.proposed import proposed
from data.read import ReadError, Sheet, read
from data.recognise import propose
from data.region import Region
from data.repeats import Turn, modes
from data.report import LoadReport
from data.returns import returning
from data.schema import TABLES
from data.store import Load
from data.workspace import Workspace
from ui.session import user

MANY_BYTES = 1 << 20
UNSURE = "orders"  # what a sheet is matched against while nobody has said what it is


@dataclass
class PendingSheet:
    """One sheet on its way: what it is taken for and, once checked, what it holds."""

    sheet: Sheet
    proposal: Proposal
    mapping: Mapping
    taken: bool  # False: left out of the import
    folder: Path  # holds the uploaded file and what was read from it
    checked: tuple[Mapping, LoadReport, tuple[Turn, ...]] | None = None  # with the loads of the same import that came before it
    before: Load | None = None  # the same sheet of the same file is loaded already
    again: bool = False
    recalled: Recalled | None = None  # a sheet with these headers was imported before
    personal: dict[int, str] = field(default_factory=dict)  # columns of personal data → what they hold
    region: Region = Region()  # where the user says that the table stands
    key: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    @property
    def report(self) -> LoadReport | None:
        """What the dry run found of the present mapping, beside what goes in before it; None before it ran."""
        return self.checked[1] if self.checked and (self.checked[0], self.checked[2]) == (self.mapping, before(self)) else None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Required columns without a source."""
        return missing(self.mapping)

    @property
    def doubled(self) -> tuple[str, ...]:
        """Columns that two of the sheet's columns claim."""
        return twice(self.mapping)

    @property
    def ready(self) -> bool:
        """Whether the sheet can be checked and stored."""
        return self.taken and not self.lacking and not self.doubled and (self.before is None or self.again)


@dataclass
class Pending:
    """What a visitor has dropped and not yet imported."""

    sheets: list[PendingSheet] = field(default_factory=list)
    failures: list[tuple[str, str, dict[str, str | int]]] = field(default_factory=list)  # file, code, details
    left_out: list[tuple[str, str, str]] = field(default_factory=list)  # file, sheet, code


def pending() -> Pending:
    """The import of this session."""
    return st.session_state.setdefault("import.pending", Pending())


def before(item: PendingSheet) -> tuple[Turn, ...]:
    """The staged loads of this import, of the same table, that go in before the sheet: what they bring is known then."""
    found: list[Turn] = []
    for other in pending().sheets:
        if other is item:
            break
        if other.ready and other.checked and other.mapping.table == item.mapping.table:
            found.append(Turn(other.checked[1].load, other.mapping.table, other.mapping.mode or modes(TABLES[other.mapping.table])[0]))
    return tuple(found)


def receive(workspace: Workspace, file: UploadedFile) -> None:
    """Take an uploaded file over: onto the disk, read, matched; a file that cannot be read is remembered with its reason."""
    now = pending()
    folder = workspace.incoming / uuid.uuid4().hex
    target = folder / "upload"
    try:
        folder.mkdir()
        file.seek(0)
        with target.open("wb") as sink:
            shutil.copyfileobj(file, sink, MANY_BYTES)
        sheets = read(target, file.name, folder)
        now.left_out += [(file.name, sheet, code) for sheet, code in sheets.skipped]
        if any(_same(sheet, item.sheet) for sheet in sheets for item in now.sheets):
            raise ReadError("dropped_twice", {"file": file.name})
        now.sheets += [_matched(workspace, sheet, folder) for sheet in sheets]
    except ReadError as error:
        shutil.rmtree(folder)
        now.failures.append((file.name, error.code, dict(error.details)))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        now.failures.append((file.name, "no_space" if error.errno == errno.ENOSPC else "damaged", {"file": file.name}))


def _matched(workspace: Workspace, sheet: Sheet, folder: Path) -> PendingSheet:
    """A sheet with what it is taken for."""
    recalled = recall(workspace, sheet)
    proposal = _remembered(sheet, recalled) if recalled else proposed(sheet)
    mapping = recalled.mapping if recalled else hidden(workspace, sheet, mapping_of(proposal))
    mapping = returning(sheet, denominated(sheet, mapping, workspace.meta("currency")))
    before = store.loaded_before(workspace, sheet)
    return PendingSheet(sheet, proposal, mapping, proposal.table is not None, folder, before=before, recalled=recalled, personal=personal(sheet))


def _remembered(sheet: Sheet, recalled: Recalled) -> Proposal:
    """What a sheet with these headers was taken for; new columns as they are matched now."""
    mapping = recalled.mapping
    fresh = propose(sheet.header, sheet.sample, mapping.table).matches if recalled.new else ()
    matches = tuple(
        replace(fresh[i], target=target) if i in recalled.new else Match(i, target, 0.99, "remembered") for i, target in enumerate(mapping.targets)
    )
    return Proposal(mapping.table, 0.99, matches, missing(mapping))


def relocate(workspace: Workspace, item: PendingSheet, region: Region) -> None:
    """Read the sheet's file again, its table where the user says, and match it anew; what the table now covers is no sheet of its own.

    ReadError when no record stands there; nothing has changed then.
    """
    now = pending()
    beside = [one for one in now.sheets if one.folder == item.folder]
    regions = {one.sheet.name: one.region for one in beside} | {item.sheet.name: region}
    sheets = {sheet.name: sheet for sheet in read(item.folder / "upload", item.sheet.file, item.folder, regions=regions)}
    if item.sheet.name not in sheets:
        raise ReadError("header_only", {"file": item.sheet.file, "columns": len(item.sheet.header)})
    for gone in [item, *(one for one in beside if one.sheet.name not in sheets)]:
        forget_check(workspace, gone)
    moved = replace(_matched(workspace, sheets[item.sheet.name], item.folder), region=region, again=item.again)
    moved.mapping = _carried(item, moved)
    now.sheets = [moved if one is item else one for one in now.sheets if one.folder != item.folder or one.sheet.name in sheets]


def _carried(item: PendingSheet, moved: PendingSheet) -> Mapping:
    """The mapping of a sheet whose table moved, with what the user had said: of columns by their headers, hiding above all."""
    old, new = item.sheet.header, moved.sheet.header
    privacy = tuple(sorted((new.index(old[place]), way) for place, way in item.mapping.privacy if old[place] in new))
    if (item.mapping.table, item.taken) != (moved.mapping.table, moved.taken):
        return replace(moved.mapping, privacy=privacy)
    if sorted(old) == sorted(new) and len(set(new)) == len(new):
        said = dict(zip(old, item.mapping.targets, strict=True))
        return replace(item.mapping, targets=tuple(said[name] for name in new), privacy=privacy)
    return replace(item.mapping, targets=moved.mapping.targets, privacy=privacy)


def _same(sheet: Sheet, other: Sheet) -> bool:
    """Whether two sheets are one and the same, whatever their files are called."""
    return (sheet.sha256, sheet.name) == (other.sha256, other.name)


def mapping_of(proposal: Proposal) -> Mapping:
    """What the matcher proposes."""
    return Mapping(proposal.table or UNSURE, tuple(match.target for match in proposal.matches))


def retable(item: PendingSheet, table: str | None) -> None:
    """Take the sheet for another table, matched anew; None leaves it out."""
    item.taken = table is not None
    item.recalled = None
    if table is not None:
        item.proposal = propose(item.sheet.header, item.sheet.sample, table)
        item.mapping = returning(item.sheet, replace(mapping_of(item.proposal), table=table, privacy=item.mapping.privacy))


def remap(item: PendingSheet, targets: Sequence[str | None]) -> None:
    """Take the sheet's columns for what the user says."""
    item.mapping = replace(item.mapping, targets=tuple(targets))


def mean(item: PendingSheet, values: Sequence[tuple[str, str, str]]) -> None:
    """Say what words of the file mean: canonical column, word, code or other word."""
    item.mapping = replace(item.mapping, values=tuple(values))


def recurrency(item: PendingSheet, currency: str) -> None:
    """Say what currency the amounts are in."""
    item.mapping = replace(item.mapping, currency=currency)


def rezone(item: PendingSheet, zone: str) -> None:
    """Say which zone times with a stated offset are moved to; empty: none."""
    item.mapping = replace(item.mapping, zone=zone)


def redate(item: PendingSheet, day_first: bool) -> None:
    """Say how ambiguous dates are written."""
    item.mapping = replace(item.mapping, day_first=day_first)


def remode(item: PendingSheet, mode: str) -> None:
    """Say how rows meet those already there."""
    item.mapping = replace(item.mapping, mode=mode)


def number(item: PendingSheet, numbered: bool) -> None:
    """Say whether the rows' numbers stand for the id that they lack."""
    item.mapping = replace(item.mapping, numbered=numbered)


def send_back(item: PendingSheet, returns: bool) -> None:
    """Say whether all rows are returns."""
    item.mapping = replace(item.mapping, returns=returns)


def hide(item: PendingSheet, ways: dict[int, str]) -> None:
    """Say which columns are masked, hashed or dropped."""
    item.mapping = replace(item.mapping, privacy=tuple(sorted(ways.items())))


def check(workspace: Workspace, item: PendingSheet) -> None:
    """Run the dry run of the present mapping; the former one's rows are forgotten. WorkspaceError when it cannot be done."""
    forget_check(workspace, item)
    beside = before(item)
    item.checked = (item.mapping, store.stage(workspace, item.sheet, item.mapping, datetime.now().date(), beside), beside)


def forget_check(workspace: Workspace, item: PendingSheet) -> None:
    """Drop what a former dry run staged."""
    if item.checked:
        store.discard(workspace, [item.checked[1].load])
        item.checked = None


def orphans(workspace: Workspace) -> dict[int, list[Orphans]]:
    """Load → the rows of it that name customers nobody knows, once every checked sheet of this import is taken together."""
    staged = tuple((item.report.load, item.report.table) for item in pending().sheets if item.taken and item.report)
    key = (workspace.uuid, workspace.version, staged)
    if st.session_state.get("import.orphans", (None, None))[0] != key:
        st.session_state["import.orphans"] = (key, keys.orphans(workspace, staged))
    found: list[Orphans] = st.session_state["import.orphans"][1]
    return {load: [one for one in found if one.load == load] for load, _ in staged}


def overtaken(workspace: Workspace) -> bool:
    """Whether a sheet went in by another way since it was dropped here; the page then warns of it as of any other."""
    for item in pending().sheets:
        item.before = store.loaded_before(workspace, item.sheet)
    return any(item.taken and item.before and not item.again for item in pending().sheets)


def commit(workspace: Workspace) -> None:
    """Store all checked sheets, all or none, and clean up."""
    staged = [(item.report, item.sheet, item.mapping) for item in pending().sheets if item.taken and item.report]
    store.commit(workspace, staged, datetime.now(), user())
    clear(workspace, committed=True)


def clear(workspace: Workspace, *, committed: bool = False) -> None:
    """Forget the import: its files and, unless they were committed, its staged rows."""
    for item in pending().sheets:
        if not (committed and item.taken):
            forget_check(workspace, item)
    for folder in {item.folder for item in pending().sheets}:
        shutil.rmtree(folder)
    st.session_state["import.pending"] = Pending()
