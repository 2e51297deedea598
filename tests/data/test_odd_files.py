"""Odd, broken and hostile files: each meets the fate written down for it, quickly, and nothing of it is left where it does not belong."""

import os
import random
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

import data.cells
import data.check
import data.read
from data import store
from data.__main__ import load
from data.cells import readable
from data.mapping import Mapping, missing
from data.match import Proposal
from data.read import ReadError, Sheet, Sheets, base_name, read, relation
from data.recognise import propose as proposed
from data.report import LoadReport
from data.schema import Kind
from data.workspace import Workspace
from locales import LANGUAGES, words
from tests.data.loading import NOW, TODAY, found
from tests.data.odd_books import flipped
from tests.data.odd_files import CITIES, FORMATS, IDS, LOADED, ONLY_READ, Loads, Odd, Refused, text
from tests.data.reading import Row
from tests.data.warm import SECONDS, Warm

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("odd files")]  # one worker reads and judges them: many hold the same
TOGETHER = 16  # files of one import
PEAK = 1 << 30  # bytes; the app's limit is four times that
Staged = tuple[LoadReport, Sheet, Mapping]
propose = cache(proposed)  # many of the files hold the same table


@pytest.fixture(autouse=True, scope="module")
def judged_once() -> Iterator[None]:
    """How a column's cells read is judged once: most files hold the same."""

    @cache
    def judged(columns: tuple[tuple[str | None, ...], ...], kinds: tuple[Kind, ...]) -> list[dict[Kind, float]]:
        return readable(columns, kinds)

    def known(columns: Sequence[Sequence[str | None]], kinds: Sequence[Kind]) -> list[dict[Kind, float]]:
        return [dict(shares) for shares in judged(tuple(map(tuple, columns)), tuple(kinds))]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(data.cells, "readable", known)
        patched.setattr(data.check, "readable", known)
        yield


@pytest.fixture(autouse=True, scope="module")
def read_warm() -> None:
    """Each file says itself whether it needs a process of its own."""


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    folder = tmp_path_factory.mktemp("nothing")
    reader = Warm(folder)
    yield reader
    reader.close()
    assert list(folder.iterdir()) == [], "the reading process left something where it runs or in the system's temporary folder"
    assert reader.peak < PEAK


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


def rows(engine: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Row]:
    """Every record of a sheet; as many as it says."""
    fetched = engine.execute(f"FROM {relation(sheet)}").fetchall()
    assert len(fetched) == sheet.rows, sheet.file
    return fetched


def groups(files: list[Odd], size: int) -> list[object]:
    """Files that are imported together, known by the first of them."""
    return [pytest.param(files[start : start + size], id=files[start].what) for start in range(0, len(files), size)]


def opened(odd: Odd, incoming: Path, warm: Warm) -> Sheets:
    """The file dropped and read as the app does it; ReadError."""
    folder = incoming / uuid.uuid4().hex
    folder.mkdir()
    (folder / "upload").write_bytes(odd.bytes)
    started = time.monotonic()
    try:
        with pytest.MonkeyPatch.context() as patched:
            if not odd.alone:
                patched.setattr(data.read, "_child", warm.child)
            return read(folder / "upload", odd.name, folder, odd.limits)
    except ReadError:
        assert [path.name for path in folder.iterdir()] == ["upload"], odd.what
        raise
    finally:
        assert time.monotonic() - started < SECONDS, odd.what


def mapped(sheet: Sheet, proposal: Proposal) -> Mapping:
    """What the app proposes; ReadError when the sheet is no table that it knows."""
    if proposal.table is None:
        raise ReadError("no_table", {"file": sheet.file, "sheet": sheet.name})
    mapping = Mapping(proposal.table, tuple(match.target for match in proposal.matches))
    if lacking := missing(mapping):
        raise ReadError("no_column", {"file": sheet.file, "sheet": sheet.name, "columns": ", ".join(lacking)})
    return mapping


def unlike(odd: Odd, said: dict[str, object], expected: dict[str, object]) -> list[str]:
    """What differs from what was written down."""
    return [f"{odd.what}: {name} is {said[name]!r:.300}, not {value!r:.300}" for name, value in expected.items() if said[name] != value]


def refusal(odd: Odd, error: ReadError) -> list[str]:
    """What differs in a refusal, which every language has words for."""
    told = [words(lang).told(f"read.{error.code}", error.details) for lang in LANGUAGES]
    wrong = [] if all(told) and told[0] != told[1] else [f"{odd.what}: no words for {error.code}"]
    if not isinstance(odd.fate, Refused):
        return [*wrong, f"{odd.what}: refused, {error.code} {error.details}"]
    said: dict[str, object] = {"code": error.code, "name": error.details["file"]}
    said |= {name: error.details.get(name) for name in odd.fate.details}
    return wrong + unlike(odd, said, {"code": odd.fate.code, "name": base_name(odd.name), **odd.fate.details})


def told_of_sheets(odd: Odd, sheets: Sheets) -> list[str]:
    """What differs in what was read; what was left out has words in every language."""
    for left, code in sheets.skipped:
        for lang in LANGUAGES:
            w = words(lang)
            assert w.told(f"read.skipped.{code}" if f"read.skipped.{code}" in w else f"read.{code}", {"sheet": left, "file": odd.name})
    fate, sheet = odd.fate, sheets[-1]
    if not isinstance(fate, Loads):
        return [f"{odd.what}: loads, {sheet.header!r:.200}"]
    said = {"skipped": sheets.skipped, "name": sheet.file, "replaced": sheet.replaced, "encoding": sheet.encoding}
    expected: dict[str, object] = {"skipped": fate.skipped, "name": odd.known_as or odd.name, "replaced": fate.replaced}
    return unlike(odd, said, expected | ({"encoding": fate.encoding} if fate.encoding else {}))


def staged(workspace: Workspace, odd: Odd, sheets: Sheets) -> tuple[list[str], Staged | None]:
    """The file's known sheet staged, and what differs from its fate."""
    wrong = told_of_sheets(odd, sheets)
    try:
        proposals = [(sheet, propose(sheet.header, sheet.sample)) for sheet in sheets]
        sheet, proposal = next((one for one in proposals if one[1].table), proposals[0])
        mapping = mapped(sheet, proposal)
    except ReadError as error:
        return refusal(odd, error), None
    if not isinstance(odd.fate, Loads):
        return wrong, None
    report = store.stage(workspace, sheet, mapping, TODAY)
    return wrong + differences(workspace, odd, odd.fate, (report, sheet, mapping)), (report, sheet, mapping)


def differences(workspace: Workspace, odd: Odd, fate: Loads, one: Staged) -> list[str]:
    """What differs in what was staged. No line is lost: rows of the sheet are stored, rejected or blank."""
    report, sheet, mapping = one
    states = dict(found(workspace, f"SELECT _state, count(*) FROM load_{report.load} GROUP BY 1"))
    if sum(states.values()) != sheet.rows * max(1, len(sheet.asked)):
        return [f"{odd.what}: {sheet.rows} rows in the sheet, staged {states}"]
    assert report.rows_read == report.rows_stored + report.rows_rejected == sum(states.values()) - states.get("blank", 0), odd.what
    problems = store.problem_rows(workspace, report, sheet, mapping).fetchall() if report.rejected or report.noted else []
    assert sum(row[3] for row in problems) == report.rows_rejected, odd.what
    said = {
        "table": report.table, "rows": report.rows_read, "rejected": report.rejected, "noted": report.noted, "out": report.rows_rejected,
        "total": report.total_with_anonymous, "anonymous": report.anonymous_rows,
    }  # fmt: skip
    expected = {name: getattr(fate, name) for name in said} | {"total": Decimal(fate.total)}
    return unlike(odd, said | cells(workspace, report, fate), expected | dict(fate.holds))


def cells(workspace: Workspace, report: LoadReport, fate: Loads) -> dict[str, object]:
    """The stored cells of the columns that a fate names, in the file's order; None for a column that is not there."""
    names = {name for name, *_ in found(workspace, f"DESCRIBE load_{report.load}")}
    held: dict[str, object] = dict.fromkeys(fate.holds)
    for name in names & fate.holds.keys():
        quoted = name.replace('"', '""')
        values = found(workspace, f"SELECT \"{quoted}\" FROM load_{report.load} WHERE _state = 'stored' ORDER BY rowid")
        held[name] = tuple(str(value) if isinstance(value, date) else value for (value,) in values)
    return held


def committed(workspace: Workspace, loads: list[Staged]) -> None:
    """All go in together, each with the rows that its report says, and the bookkeeping is whole."""
    store.commit(workspace, loads, NOW, "ann")
    ours = [report for report, _, _ in loads if report.table == "orders"]
    counts = dict(found(workspace, "SELECT _load, count(*) FROM orders GROUP BY 1")) if ours else {}
    for report, sheet, _ in loads:
        if report.table == "orders":
            assert counts.get(report.load, 0) == report.rows_stored, sheet.file
    listed = {load.load: load.file for load in store.history(workspace)}
    assert listed == {report.load: sheet.file for report, sheet, _ in loads}
    store.sweep(workspace)
    tables = {name for (name,) in found(workspace, "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'load_')")}
    assert tables == {f"load_{load}" for load in listed}
    total = sum((report.total_with_anonymous for report in ours), Decimal(0))
    assert found(workspace, "SELECT coalesce(sum(amount), 0) FROM orders WHERE NOT is_return") == [(total,)]


@pytest.mark.parametrize("files", groups(LOADED, TOGETHER))
def test_files_meet_their_fate(tmp_path: Path, warm: Warm, files: list[Odd]) -> None:
    wrong: list[str] = []
    loads: list[Staged] = []
    with Workspace(tmp_path / "home" / "mine.duckdb", memory=1 << 30) as workspace:
        for odd in files:
            try:
                differ, one = staged(workspace, odd, opened(odd, workspace.incoming, warm))
            except ReadError as error:
                differ, one = refusal(odd, error), None
            wrong += differ
            loads += [one] if one else []
            for folder in workspace.incoming.iterdir():
                shutil.rmtree(folder)
        committed(workspace, loads)
    assert not wrong, "\n".join(wrong)
    kept = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert kept == ["home", "home/incoming", "home/incoming/mine", "home/mine.duckdb"]


@pytest.mark.parametrize("files", groups(ONLY_READ, 60))
def test_wrong_names_and_cut_files(tmp_path: Path, warm: Warm, engine: duckdb.DuckDBPyConnection, files: list[Odd]) -> None:
    wrong: list[str] = []
    for odd in files:
        try:
            sheets = opened(odd, tmp_path, warm)
        except ReadError as error:
            wrong += refusal(odd, error)
            continue
        wrong += told_of_sheets(odd, sheets)
        said = [[cell and cell.strip() for cell in row] for row in rows(engine, sheets[-1]) if any(row)]
        columns = list(zip(*said, strict=True))
        if columns[0] != IDS or CITIES not in columns:
            wrong.append(f"{odd.what}: other rows, {said!r:.300}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", sorted(set(FORMATS) - {"text"}))
def test_a_bit_flipped_is_told_or_does_no_harm(tmp_path: Path, warm: Warm, engine: duckdb.DuckDBPyConnection, kind: str) -> None:
    """Where a bit flips is chance; what comes of it is a refusal in words, or a sheet whose every row can be fetched."""
    chance = random.Random(f"flips {kind}")  # noqa: S311 - the same flips in every run
    name = f"orders.{ {'gzip': 'csv.gz', 'xml': 'xls', 'html': 'xls'}.get(kind, kind) }"
    for number in range(10):
        odd = Odd(f"{kind}, flip {number}", flipped(FORMATS[kind], chance.random(), chance.randrange(8)), Refused("damaged"), name)
        try:
            sheets = opened(odd, tmp_path, warm)
        except ReadError as error:
            assert error.code not in ("crashed", "timeout"), (odd.what, error)
            assert all(words(lang).told(f"read.{error.code}", error.details) for lang in LANGUAGES)
        else:
            for sheet in sheets:
                assert len(rows(engine, sheet)) == sheet.rows


def test_names_that_are_no_text_or_look_like_paths_go_in_by_the_command(tmp_path: Path) -> None:
    files = [tmp_path / "C:\\ann\\orders.csv", tmp_path / os.fsdecode(b"\xb6\xa9\xb5\xa5.csv"), tmp_path / "订单\n{x}.csv"]
    for number, file in enumerate(files):
        file.write_bytes(text() + f"B{number},c9,2024-03-01,1,x\n".encode())
    with Workspace(tmp_path / "home" / "mine.duckdb", memory=1 << 30) as workspace:
        reports = load(workspace, files)
        assert [(report["file"], report["rows_stored"]) for report in reports] == [("orders.csv", 4), ("????.csv", 4), ("订单\n{x}.csv", 4)]
        assert list(workspace.incoming.iterdir()) == []


def test_enough_files_of_enough_kinds() -> None:
    everything = [*LOADED, *ONLY_READ]
    assert len({odd.what for odd in everything}) == len(everything) >= 400
    assert sum(isinstance(odd.fate, Loads) for odd in LOADED) >= 100
    assert {odd.fate.code for odd in everything if isinstance(odd.fate, Refused)} >= {
        "damaged", "empty", "encrypted", "encrypted_parquet", "header_only", "hidden", "no_column", "no_table", "not_a_workbook", "not_parquet",
        "too_large", "too_many_columns", "unclosed_quote", "unsupported",
    }  # fmt: skip
