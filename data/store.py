"""Sheets into the workspace: stage (the dry run), commit, undo, history.

Staging does the whole work in a table of its own that nobody sees yet; committing is one short transaction that switches
it on, folds the canonical tables again and gives the workspace a new version. So what the dry run showed is what goes in.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

import duckdb
import pyarrow as pa

from data.check import checked, columns_of, fields, order_id, problems_sql
from data.erase import keep_out
from data.fold import refold
from data.mapping import Mapping
from data.memory import remember
from data.privacy import guarded
from data.read import Sheet
from data.repeats import CORRECT, Turn, skip, skip_alike, skip_corrected, turns
from data.report import LoadReport, report_of, suspects
from data.schema import TABLES
from data.settle import settle
from data.shape import long
from data.sql import first_row, quoted
from data.versions import note
from data.workspace import Workspace, WorkspaceError, to_json

TWINS = """
    SELECT count(*) FROM _loads one JOIN _loads other ON one.sha256 = other.sha256 AND one.sheet = other.sheet
    WHERE one.load = ? AND other.load <> one.load AND other.status = 'active' AND one.sha256 <> ''
"""


@dataclass(frozen=True)
class Load:
    """One line of the import history."""

    load: int
    status: str  # active, undone
    table: str
    file: str
    sheet: str
    sha256: str
    who: str
    at: datetime
    rows_stored: int
    rows_rejected: int


def stage(workspace: Workspace, sheet: Sheet, mapping: Mapping, today: date, beside: Sequence[Turn] = ()) -> LoadReport:
    """Read the whole sheet into a table of its own and say what it holds; nothing that anybody sees changes.

    ``today`` is the day of the load: later rows are problems. ``beside`` are staged loads that will be committed together with
    this one: what they bring is there before it. WorkspaceError("rows_lost") when the engine reads other rows than
    were counted, as of a file that changed meanwhile.
    """
    sheet, mapping = long(guarded(sheet, mapping.privacy), mapping)
    stored, table = fields(sheet, mapping), TABLES[mapping.table]
    with workspace.writing(new_version=False) as cursor:
        load = _next_load(cursor)
        staged = f"load_{load}"
        _fill(cursor, staged, sheet, mapping, today)
        if first_row(cursor, f"SELECT count(*) FROM {staged}")[0] != sheet.rows * max(1, len(sheet.asked)):
            raise WorkspaceError("rows_lost", file=sheet.file)  # better nothing than less than the file holds
        derived = settle(cursor, staged, sheet, mapping, stored, _reporting(cursor, mapping.table))
        _keep_out(cursor, staged, sheet, mapping)
        before = [turn for turn in (*turns(cursor), *beside) if turn.table == table.name]
        if mapping.mode == "skip":
            (skip_alike if sheet.numbered or mapping.numbered else skip)(cursor, staged, table, before)
        elif mapping.mode == CORRECT:
            skip_corrected(cursor, staged, table, before)
    return report_of(workspace, load, sheet, mapping, stored, derived, before, today)


def _keep_out(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping) -> None:
    """Empty what a staged load, of a sheet made long, holds of people who were deleted."""
    keep_out(cursor, staged, mapping.table, mapping.targets, [name for name, _, given in columns_of(sheet, mapping) if given])


def _reporting(cursor: duckdb.DuckDBPyConnection, table: str) -> str:
    """The currency that amounts have to be in; empty where a load may still choose, as the first orders do."""
    chosen = (
        "SELECT value FROM _meta WHERE key = 'currency' AND (? <> 'orders' OR EXISTS (FROM _loads WHERE table_name = 'orders' AND status = 'active'))"
    )
    rows = cursor.execute(chosen, [table]).fetchall()
    return rows[0][0] if rows else ""


def discard(workspace: Workspace, loads: Sequence[int]) -> None:
    """Forget staged loads that were not committed."""
    with workspace.writing(new_version=False) as cursor:
        for load in loads:
            cursor.execute(f"DROP TABLE IF EXISTS load_{int(load)}")


def commit(workspace: Workspace, staged: Sequence[tuple[LoadReport, Sheet, Mapping]], at: datetime, who: str) -> None:
    """Switch staged loads on, all of them or none, and fold the touched tables again.

    WorkspaceError("currencies") when the dry run no longer holds: lines that it showed as going in are in another currency
    than what is loaded by now, perhaps by this very commit.
    """
    with workspace.writing() as cursor:
        for report, sheet, mapping in staged:
            _keep_out(cursor, f"load_{report.load}", *long(guarded(sheet, mapping.privacy), mapping))  # deleted since the dry run
            cursor.execute(
                "INSERT INTO _loads VALUES (?, 'active', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [report.load, mapping.table, sheet.file, sheet.name, sheet.sha256, who, at,
                 to_json({"header": sheet.header, "row": sheet.header_row}), to_json(asdict(mapping)), to_json(asdict(replace(report, problems=())))],
            )  # fmt: skip
        refold(cursor)
        for report, sheet, mapping in staged:
            aside = first_row(cursor, f"SELECT count(*) FROM load_{report.load} WHERE _state = 'other_currency'")[0]
            if aside != report.rejected.get("other_currency", 0):
                raise WorkspaceError("currencies", file=sheet.file)
            remember(cursor, sheet, mapping, at)
    note(workspace, {"kind": "loaded", "who": who, "loads": [report.load for report, _, _ in staged]}, at)


def adopt(workspace: Workspace, tables: dict[str, pa.Table], source: str, at: datetime, who: str) -> None:
    """Take canonical tables over as they are, each as a load of its own, in place of all there was: for tables that were made."""
    with workspace.writing() as cursor:
        for (load,) in cursor.execute("DELETE FROM _loads RETURNING load").fetchall():
            cursor.execute(f"DROP TABLE load_{load}")
        for name, table in tables.items():
            load = _next_load(cursor)
            cursor.register("adopted", table)
            given = {TABLES[name][column].name for column in table.column_names}
            cells = {c.name: f"{quoted(c.name) if c.name in given else 'NULL'}::{c.sql_type}" for c in TABLES[name].columns}
            if name == "orders":
                cells["order_id"] = order_id(cells["order_id"], cells["customer_id"], cells["ordered_at"])
            listed = ", ".join(f"{cell} AS {quoted(column)}" for column, cell in cells.items())
            cursor.execute(f"CREATE TABLE load_{load} AS SELECT {listed}, 'stored' AS _state, NULL::VARCHAR[] AS _raw FROM adopted")
            cursor.unregister("adopted")
            report = to_json({"rows_stored": table.num_rows, "rows_rejected": 0})
            cursor.execute("INSERT INTO _loads VALUES (?, 'active', ?, ?, '', '', ?, ?, '{}', '{}', ?)", [load, name, source, who, at, report])
        refold(cursor, whole=True)


def switch(workspace: Workspace, load: int, *, on: bool) -> None:
    """Undo one load, or restore it, and fold again; the history keeps it either way.

    WorkspaceError("in_use") when the same sheet of the same file is in use already: restoring would count it twice.
    """
    with workspace.writing() as cursor:
        if on and first_row(cursor, TWINS, [load])[0]:
            raise WorkspaceError("in_use")
        cursor.execute("UPDATE _loads SET status = ? WHERE load = ?", ["active" if on else "undone", load])
        refold(cursor)
    note(workspace, {"kind": "restored" if on else "undone", "loads": [load]}, datetime.now())


def history(workspace: Workspace) -> list[Load]:
    """The imports, newest first."""
    rows = workspace.cursor().execute(
        "SELECT load, status, table_name, file, sheet, sha256, who, loaded_at, report FROM _loads ORDER BY load DESC"
    ).fetchall()  # fmt: skip
    found = []
    for *about, report in rows:
        told = json.loads(report)
        found.append(Load(*about, *(told[name] for name in ("rows_stored", "rows_rejected"))))
    return found


def loaded_before(workspace: Workspace, sheet: Sheet) -> Load | None:
    """The active load of the very same file and sheet, if there is one."""
    return next((load for load in history(workspace) if load.status == "active" and (load.sha256, load.sheet) == (sheet.sha256, sheet.name)), None)


def problem_rows(workspace: Workspace, report: LoadReport, sheet: Sheet, mapping: Mapping) -> duckdb.DuckDBPyConnection:
    """A cursor over the lines with problems, each once: row, problem codes and columns, rejected, then its cells as they came."""
    sheet, mapping = long(sheet, mapping)
    unsure = suspects(workspace.cursor(), f"load_{report.load}", fields(sheet, mapping), mapping)
    told = problems_sql(f"load_{report.load}", sheet, unsure, mapping, report.staged_on)
    cells = ", ".join(f"any_value(_raw[{i + 1}])" for i in range(len(sheet.header)))
    return workspace.cursor().execute(f"""
        SELECT any_value(p."row"), string_agg(DISTINCT p.code, chr(10) ORDER BY p.code), string_agg(DISTINCT p."column", chr(10) ORDER BY p."column"),
            bool_or(p.rejected), {cells}
        FROM ({told}) p JOIN load_{report.load} l ON l.rowid = p.line GROUP BY p.line ORDER BY p.line
    """)


def sweep(workspace: Workspace) -> None:
    """Drop staged tables that no commit ever took up, such as those of an interrupted import."""
    with workspace.writing(new_version=False) as cursor:
        kept = {f"load_{row[0]}" for row in cursor.execute("SELECT load FROM _loads").fetchall()}
        tables = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'load_')").fetchall()
        for (name,) in tables:
            if name not in kept:
                cursor.execute(f"DROP TABLE {name}")


def _next_load(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number that no load has had: staged ones count as well."""
    return first_row(
        cursor,
        """
        SELECT 1 + greatest(
            (SELECT coalesce(max(load), 0) FROM _loads),
            (SELECT coalesce(max(substr(table_name, 6)::INTEGER), 0) FROM duckdb_tables() WHERE starts_with(table_name, 'load_')))
    """,
    )[0]


def _fill(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping, today: date) -> None:
    """The staged table. Columns that a file of orders does not have are computed, as NULL: storing nothing a million times takes a while."""
    rows, columns = checked(sheet, mapping, today), columns_of(sheet, mapping)
    if mapping.table != "orders":
        cursor.execute(f"CREATE TABLE {staged} AS {rows}")
        return
    listed = (f"{quoted(name)} {kind}{'' if given else f' GENERATED ALWAYS AS (NULL::{kind}) VIRTUAL'}" for name, kind, given in columns)
    cursor.execute(f"CREATE TABLE {staged} ({', '.join(listed)})")
    names = ", ".join(quoted(name) for name, _, given in columns if given)
    cursor.execute(f"INSERT INTO {staged} ({names}) SELECT {names} FROM ({rows})")
