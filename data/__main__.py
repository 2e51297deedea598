"""Load files into a workspace without a browser: ``python -m data FILE… --into WORKSPACE``."""

import argparse
import getpass
import json
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data import keys, store
from data.check import asks_day_first, asks_zone
from data.denomination import denominated
from data.mapping import Mapping, missing, twice
from data.memory import hidden, recall
from data.proposed import doubt, proposed
from data.read import ReadError, Sheet, base_name, read
from data.repeats import Turn, modes
from data.report import LoadReport
from data.returns import returning
from data.schema import TABLES
from data.workspace import Workspace, WorkspaceError, telling, workspace_file

HELP = """Load spreadsheets into a workspace and print what was loaded, as JSON.

Each sheet is recognised as one of nine tables, as in the app: orders, customers, interactions, tickets, surveys, leads,
invoices, spend, targets. All files go in together or not at all.
The report of each sheet: rows read, stored and rejected (by reason), rows that went in but need a look, customers,
date range, total of sales (known customers; anonymous sales apart) or of the table's money, returns, scales of a
survey's questions, whether dates that leave day and month open were read month first and times with an offset from UTC
as written, the currency taken for amounts that name none, lines of a text file with more cells than the header, and those
where a number parted at its thousands was joined, orphans (rows that name customers nobody knows), and the sheets left out,
each with the reason."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 when everything went in, 1 when nothing did."""
    parser = argparse.ArgumentParser(prog="python -m data", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TSV, TXT (also .gz), XLSX, XLS, XLSB, ODS or Parquet")
    parser.add_argument("--into", default="mine", metavar="WORKSPACE", help="the app's workspace 'mine' (default), or the path of a .duckdb file")
    parser.add_argument("--again", action="store_true", help="load a file even if the very same one is loaded already")
    parser.add_argument("--dry-run", action="store_true", help="report only, store nothing")
    ways = ("append", "skip", "overwrite", "fill")
    parser.add_argument("--repeats", default="", choices=ways, help="how rows meet those that are there (default: as last time)")
    options = parser.parse_args(arguments)
    if options.into != "mine" and not options.into.endswith(".duckdb"):
        parser.error("--into takes 'mine' or the path of a .duckdb file")
    path = Path(options.into).resolve() if options.into.endswith(".duckdb") else workspace_file(options.into)
    try:
        with telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            with Workspace(path) as workspace:
                told = load(workspace, options.files, options.again, options.dry_run, options.repeats)
    except (ReadError, WorkspaceError) as error:
        return _say({"error": error.code, **error.details}, 1)
    except OSError as error:
        return _say({"error": "system", "file": Path(error.filename or path).name, "reason": error.strerror or ""}, 1)
    return _say(told, 0)


def _say(told: object, status: int) -> int:
    """Print JSON, in any terminal; returns the exit status."""
    text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()
    return status


def load(workspace: Workspace, files: Sequence[Path], again: bool = False, dry_run: bool = False, repeats: str = "") -> list[dict[str, Any]]:
    """Load files, all or none, and return the report of each sheet, JSON-able; nothing of a failed run or a dry run stays."""
    now = datetime.now()
    staged: list[tuple[LoadReport, Sheet, Mapping]] = []
    left_out: dict[str, dict[str, str]] = {}  # file → sheet → why
    folder = Path(tempfile.mkdtemp(prefix="files-", dir=workspace.incoming))
    try:
        for file in files:
            sheets = read(_bring(file, folder), file.name, folder)
            left_out[name := base_name(file.name)] = dict(sheets.skipped)
            known = [sheet for sheet in sheets if proposed(sheet).table]
            left_out[name] |= {sheet.name: doubt(sheet) or "not_recognised" for sheet in sheets if known and sheet not in known}
            for sheet in known or sheets:
                mapping = _mapping(workspace, sheet, repeats)
                if not again and (store.loaded_before(workspace, sheet) or any(_same(sheet, other) for _, other, _ in staged)):
                    raise ReadError("loaded_before", {"file": sheet.file})
                beside = [Turn(report.load, other.table, other.mode) for report, _, other in staged if other.table == mapping.table]
                staged.append((store.stage(workspace, sheet, mapping, now.date(), beside), sheet, mapping))
        unknown = keys.orphans(workspace, [(report.load, report.table) for report, _, _ in staged])
        if not dry_run:
            store.commit(workspace, staged, now, _user())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        store.sweep(workspace)
    return [
        asdict(report) | {
            "total_with_anonymous": report.total_with_anonymous, "columns": _columns(sheet, mapping),
            "month_first_assumed": mapping.day_first is None and asks_day_first(sheet, mapping),
            "offsets_ignored": not mapping.zone and asks_zone(sheet, mapping),
            "currency": mapping.currency,
            "lines_longer": sheet.longer, "lines_joined": sheet.joined,
            "left_out": left_out[sheet.file], "orphans": [asdict(one) for one in unknown if one.load == report.load],
        }
        for report, sheet, mapping in staged
    ]  # fmt: skip


def _same(sheet: Sheet, other: Sheet) -> bool:
    """Whether two sheets are one and the same, whatever their files are called."""
    return (sheet.sha256, sheet.name) == (other.sha256, other.name)


def _user() -> str:
    """Who loads: the name that the system knows, if any."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _mapping(workspace: Workspace, sheet: Sheet, repeats: str) -> Mapping:
    """The mapping that the app would propose; ReadError when it cannot tell the table or lacks a required column."""
    recalled = recall(workspace, sheet)
    if recalled:
        mapping = recalled.mapping
    else:
        proposal = proposed(sheet)
        if proposal.table is None:
            why = doubt(sheet)
            raise ReadError("no_table", {"file": sheet.file, "sheet": sheet.name} | ({"why": why} if why else {}))
        mapping = hidden(workspace, sheet, Mapping(proposal.table, tuple(match.target for match in proposal.matches)))
    if lacking := missing(mapping):
        raise ReadError("no_column", {"file": sheet.file, "sheet": sheet.name, "columns": ", ".join(lacking)})
    if doubled := twice(mapping):
        raise ReadError("columns_twice", {"file": sheet.file, "sheet": sheet.name, "columns": ", ".join(doubled)})
    if repeats and repeats not in modes(TABLES[mapping.table]):
        raise ReadError("no_repeats", {"file": sheet.file, "table": mapping.table, "modes": ", ".join(modes(TABLES[mapping.table]))})
    mapping = returning(sheet, denominated(sheet, mapping, workspace.meta("currency")))
    return replace(mapping, mode=repeats) if repeats else mapping


def _columns(sheet: Sheet, mapping: Mapping) -> list[dict[str, str | None]]:
    """Each column's header and canonical column, None where the column is kept as an attribute."""
    return [{"header": name, "column": target} for name, target in zip(sheet.header, mapping.targets, strict=True)]


def _bring(file: Path, folder: Path) -> Path:
    """The file inside the one folder the engine may read: linked where the disk allows it, else copied."""
    if not file.is_file():
        raise ReadError("not_found", {"file": file.name})
    target = folder / uuid.uuid4().hex
    try:
        os.link(file.resolve(), target)
    except OSError:
        shutil.copyfile(file, target)
    return target


if __name__ == "__main__":
    sys.exit(main())
