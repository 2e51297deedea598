"""One file, one process, all or nothing: what a workspace promises whatever happens to the process, the disk or the file."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data import store
from data.schema import TABLES
from data.sql import first_row, literal, quoted
from data.workspace import MIGRATIONS, Workspace, WorkspaceError, set_meta, workspace_file
from tests.data.loading import found, load

ROOT = Path(__file__).resolve().parents[2]
ORDERS = "customer_id,ordered_at,amount\na,2024-01-01,10\nb,2024-01-02,20\n"


def opened(path: Path, **others: object) -> Workspace:
    return Workspace(path, memory=1 << 30, **others)  # type: ignore[arg-type]


def script(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own that runs ``code``."""
    return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def damage(path: Path, seed: int) -> None:
    """Turn some bytes of a file around."""
    content, dice = bytearray(path.read_bytes()), random.Random(seed)  # noqa: S311
    for _ in range(40):
        content[dice.randrange(len(content))] ^= 0xFF
    path.write_bytes(content)


def test_a_new_workspace_has_every_table_without_a_row(workspace: Workspace) -> None:
    for table in TABLES.values():
        described = found(workspace, f"DESCRIBE {table.name}")
        assert [(name, kind) for name, kind, *_ in described] == [(column.name, column.sql_type) for column in table.columns]
        assert found(workspace, f"SELECT count(*) FROM {table.name}") == [(0,)]
    assert workspace.meta("schema_version") == str(len(MIGRATIONS))
    assert len(workspace.uuid) == 36 and len(workspace.version) == 32
    assert workspace.meta("no such key", "nothing") == "nothing"


def test_reopening_finds_what_was_stored(tmp_path: Path) -> None:
    with opened(tmp_path / "mine.duckdb") as workspace:
        load(workspace, ORDERS)
        before = (workspace.uuid, workspace.version, found(workspace, "SELECT * FROM orders"))
    with opened(tmp_path / "mine.duckdb") as workspace:
        assert (workspace.uuid, workspace.version, found(workspace, "SELECT * FROM orders")) == before
    assert not (tmp_path / "mine.duckdb.wal").exists()


def test_a_workspace_in_a_folder_behind_a_link_reads_its_incoming_files(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with opened(tmp_path / "link" / "mine.duckdb") as workspace:
        assert load(workspace, ORDERS).rows_stored == 2


def test_closing_ends_every_cursor(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "mine.duckdb")
    cursor, backend = workspace.cursor(), workspace.backend()
    workspace.close()
    with pytest.raises(duckdb.ConnectionException):
        cursor.execute("SELECT 1")
    with pytest.raises(duckdb.ConnectionException):
        backend.raw_sql("SELECT 1")
    opened(tmp_path / "mine.duckdb").close()


def test_the_name_of_a_workspace_never_becomes_a_part_of_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTELE_HOME", str(tmp_path))
    for name in ("mine", "../../etc/passwd", "/etc/passwd", "客户", "a\0b", ""):
        path = workspace_file(name)
        assert path.parent == tmp_path / "local" and path.suffix == ".duckdb" and len(path.stem) == 36
    assert workspace_file("mine") == workspace_file("mine") != workspace_file("sample")


# Migrations


def add_notes(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("CREATE TABLE _state_notes (note VARCHAR)")
    cursor.execute("INSERT INTO _state_notes VALUES ('migrated')")


def fails(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("CREATE TABLE half (i INTEGER)")
    raise RuntimeError("half way")


def test_a_migration_runs_once_after_a_copy_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.duckdb"
    with opened(path) as workspace:
        load(workspace, ORDERS)
        old = (workspace.uuid, workspace.version)
    for _ in range(2):
        with opened(path, migrations=(*MIGRATIONS, add_notes)) as workspace:
            assert found(workspace, "SELECT * FROM _state_notes") == [("migrated",)]
            assert workspace.uuid == old[0] and workspace.version != old[1]
            assert found(workspace, "SELECT count(*) FROM orders") == [(2,)]
            with pytest.raises(duckdb.InvalidInputException):  # hardened again after the copy
                workspace.cursor().execute("SET enable_external_access=true")
    copies = [file.name for file in tmp_path.iterdir() if file.is_file() and file != path]
    assert copies == [f"mine.v{len(MIGRATIONS)}.bak"]
    shutil.copy(tmp_path / copies[0], tmp_path / "old.duckdb")
    with opened(tmp_path / "old.duckdb") as workspace:
        assert (workspace.uuid, workspace.version) == old
        assert found(workspace, "SELECT count(*) FROM orders") == [(2,)]


def test_a_workspace_of_two_tables_gets_the_other_seven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.duckdb"
    with monkeypatch.context() as before:
        for room in ("fold", "facts"):
            before.setattr(f"data.{room}.TABLES", {name: TABLES[name] for name in ("orders", "customers")})
        with opened(path, migrations=MIGRATIONS[:1]) as workspace:
            load(workspace, ORDERS)
            with pytest.raises(duckdb.CatalogException):
                found(workspace, "SELECT * FROM tickets")
    with opened(path) as workspace:
        assert found(workspace, "SELECT count(*) FROM orders") == [(2,)]
        assert [found(workspace, f"SELECT count(*) FROM {name}") for name in TABLES if name != "orders"] == [[(0,)]] * 8


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mine.duckdb"
    with opened(path) as workspace:
        version = workspace.version
    with pytest.raises(RuntimeError, match="half way"):
        opened(path, migrations=(*MIGRATIONS, add_notes, fails))
    with opened(path) as workspace:
        assert workspace.version == version
        assert found(workspace, "SELECT count(*) FROM duckdb_tables() WHERE table_name IN ('half', '_state_notes')") == [(0,)]


def test_a_failing_first_migration_leaves_no_half_workspace(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        opened(tmp_path / "mine.duckdb", migrations=(*MIGRATIONS, fails))
    opened(tmp_path / "mine.duckdb").close()


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "mine.duckdb", migrations=(*MIGRATIONS, add_notes)) as workspace:
        version = workspace.version
    with pytest.raises(WorkspaceError) as told:
        opened(tmp_path / "mine.duckdb")
    assert (told.value.code, told.value.details) == ("newer", {"stored": len(MIGRATIONS) + 1, "known": len(MIGRATIONS)})
    with opened(tmp_path / "mine.duckdb", migrations=(*MIGRATIONS, add_notes)) as workspace:
        assert workspace.version == version


# Transactions and versions


def test_every_commit_has_a_version_of_its_own_also_an_undo(workspace: Workspace) -> None:
    seen = [workspace.version]
    report = load(workspace, ORDERS)
    seen.append(workspace.version)
    for on in (False, True, False, True):
        store.switch(workspace, report.load, on=on)
        assert workspace.version == workspace.meta("version")
        seen.append(workspace.version)
    assert len(set(seen)) == len(seen)
    with workspace.writing(new_version=False) as cursor:
        set_meta(cursor, "note", "kept")
    assert workspace.version == seen[-1] == workspace.meta("version")
    assert workspace.meta("note") == "kept"


@pytest.mark.parametrize("error", [RuntimeError("ours"), KeyboardInterrupt()])
def test_a_failing_transaction_leaves_nothing(workspace: Workspace, error: BaseException) -> None:
    version = workspace.version
    with pytest.raises(type(error)) as told, workspace.writing() as cursor:
        cursor.execute("CREATE TABLE half (i INTEGER)")
        set_meta(cursor, "note", "half")
        raise error
    assert told.value is error
    with pytest.raises(duckdb.CatalogException), workspace.writing() as cursor:
        set_meta(cursor, "note", "half")
        cursor.execute("SELECT * FROM no_such_table")
    assert (workspace.version, workspace.meta("version"), workspace.meta("note")) == (version, version, "")
    assert found(workspace, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'") == [(0,)]
    with workspace.writing() as cursor:
        set_meta(cursor, "note", "whole")
    assert workspace.meta("note") == "whole"


def test_readers_see_the_old_version_until_the_commit(workspace: Workspace) -> None:
    with workspace.writing() as cursor:
        set_meta(cursor, "note", "new")
        assert workspace.meta("note") == ""
    assert workspace.meta("note") == "new"


def test_writers_wait_for_each_other(workspace: Workspace) -> None:
    def add(_: int) -> str:
        with workspace.writing() as cursor:
            count = first_row(cursor, "SELECT coalesce(max(value::INTEGER), 0) FROM _meta WHERE key = 'count'")[0]
            set_meta(cursor, "count", str(count + 1))
        return workspace.version

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert workspace.meta("count") == "40"


def test_a_cursor_a_thread_runs_in_parallel_with_a_writer(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    backend = workspace.backend()  # the first one takes a quarter of a second
    assert backend.table("orders").count().to_pyarrow().as_py() == 2
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with workspace.writing() as cursor:
                set_meta(cursor, "note", "x")

    def read(i: int) -> int:
        ours = workspace.backend()
        return sum(ours.table("orders").filter(lambda t: t.amount > i % 2 * 15).count().to_pyarrow().as_py() for _ in range(5))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(read, range(16))) == [10, 5] * 8
    finally:
        stop.set()
        writer.join()


# One process at a time


HOLD = """
import sys; from pathlib import Path; from data.workspace import Workspace
with Workspace(Path(sys.argv[1]), memory=1 << 30) as workspace:
    (workspace.incoming / "ours").write_text("x"); print("open", flush=True); sys.stdin.readline()
"""
SECOND = """
import sys; from pathlib import Path; from data.workspace import Workspace, WorkspaceError
try: Workspace(Path(sys.argv[1]), memory=1 << 30)
except WorkspaceError as error: print(error.code)
"""


def test_a_second_process_is_told_that_the_file_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "mine.duckdb"
    with script(HOLD, str(path)) as holder:
        assert holder.stdout and holder.stdin
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(WorkspaceError) as told:
            opened(path)
        assert told.value.code == "locked"
        assert (tmp_path / "incoming" / "mine" / "ours").exists(), "what the holder is importing is none of ours"
        with script(SECOND, str(path)) as second:
            assert second.communicate()[0] == "locked\n"
        holder.communicate("done\n")
    with opened(path) as workspace:
        assert list(workspace.incoming.iterdir()) == []


@pytest.mark.parametrize("memory", [1 << 30, 2 << 30])
def test_the_same_process_cannot_open_a_workspace_twice(workspace: Workspace, memory: int) -> None:
    (workspace.incoming / "ours").write_text("x")
    with pytest.raises(WorkspaceError) as told:
        Workspace(workspace.path, memory=memory)
    assert told.value.code == "locked"
    assert (workspace.incoming / "ours").exists()
    assert workspace.meta("version") == workspace.version


def test_leftovers_of_an_interrupted_import_are_swept(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    with opened(tmp_path / "mine.duckdb") as workspace:
        (workspace.incoming / "upload").write_text("x")
        (workspace.incoming / "sheets-1").mkdir()
        (workspace.incoming / "sheets-1" / "sheet.csv").write_text("x")
        (workspace.incoming / "link").symlink_to(tmp_path)
    with opened(tmp_path / "mine.duckdb") as workspace:
        assert list(workspace.incoming.iterdir()) == []
    assert (tmp_path / "precious").read_text() == "x"


# Hardening


@pytest.mark.parametrize(
    "query",
    [
        "FROM read_csv('{outside}')",
        "FROM read_text('{outside}')",
        "FROM read_csv('{incoming}/../../secret.csv')",
        "FROM read_csv('{incoming}x/secret.csv')",
        "FROM read_csv('{incoming}/link.csv')",
        "FROM '{outside}'",
        "FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/other.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE SECRET s (TYPE S3)",
        "FROM read_csv('https://example.org/x.csv')",
    ],
)
def test_queries_reach_no_file_outside_the_incoming_folder(tmp_path: Path, workspace: Workspace, query: str) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\nsecret\n")
    (workspace.incoming / "inside.csv").write_text("a\nfine\n")
    (workspace.incoming / "link.csv").symlink_to(outside)
    (tmp_path / "incoming" / "minex").mkdir()
    (tmp_path / "incoming" / "minex" / "secret.csv").write_text("a\nsecret\n")
    before = {file for file in tmp_path.iterdir() if not file.name.startswith("mine.")}
    with pytest.raises((duckdb.PermissionException, duckdb.IOException, duckdb.CatalogException)):
        workspace.cursor().execute(query.format(outside=outside, incoming=workspace.incoming, folder=tmp_path)).fetchall()
    assert {file for file in tmp_path.iterdir() if not file.name.startswith("mine.")} == before
    assert found(workspace, f"SELECT a FROM read_csv({literal(str(workspace.incoming / 'inside.csv'))})") == [("fine",)]


@pytest.mark.parametrize(
    "setting",
    ["memory_limit='100GB'", "enable_external_access=true", "allowed_directories=['/']", "lock_configuration=false",
     "allow_community_extensions=true", "autoinstall_known_extensions=true", "temp_directory='/tmp'", "extension_directory='/tmp'",
     "allowed_configs=['threads']"],
)  # fmt: skip
def test_settings_are_locked(workspace: Workspace, setting: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="locked|cannot be changed|Cannot change"):
        workspace.cursor().execute(f"SET {setting}")


def test_python_variables_are_no_tables(workspace: Workspace) -> None:
    import pyarrow as pa

    hidden = pa.table({"a": [1]})
    assert hidden.num_rows == 1
    with pytest.raises(duckdb.CatalogException):
        workspace.cursor().execute("SELECT * FROM hidden")


def test_each_workspace_spills_into_a_folder_of_its_own(tmp_path: Path) -> None:
    folders = set()
    for name in ("mine", "sample"):
        with opened(tmp_path / f"{name}.duckdb") as workspace:
            folders.add(found(workspace, "SELECT current_setting('temp_directory')")[0][0])
    assert len(folders) == 2


def test_names_and_literals_are_quoted(workspace: Workspace) -> None:
    for text in ("plain", "it's", 'a "b" c', "a\nb", "'; DROP TABLE orders; --", "", "客户", "\\", "a;b"):
        assert found(workspace, f"SELECT {literal(text)}") == [(text,)]
        name = text or "x"
        assert workspace.cursor().execute(f"SELECT 1 AS {quoted(name)}").description[0][0] == name


# Damage and disks


@pytest.mark.parametrize("content", [b"no database at all " * 1000, b"x", b"PK\x03\x04" + bytes(9000)])
def test_a_file_of_another_kind_is_said_to_be_damaged_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.duckdb").write_bytes(content)
    with pytest.raises(WorkspaceError) as told:
        opened(tmp_path / "mine.duckdb")
    assert told.value.code == "damaged" and told.value.details["reason"]
    assert (tmp_path / "mine.duckdb").read_bytes() == content


@pytest.mark.parametrize("tables", [["orders"], ["_meta"], ["_meta", "_loads"]])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, tables: list[str]) -> None:
    with duckdb.connect(str(tmp_path / "mine.duckdb")) as other:
        for table in tables:
            other.execute(f"CREATE TABLE {table} AS SELECT 'a' AS key, 'b' AS value")
    with pytest.raises(WorkspaceError) as told:
        opened(tmp_path / "mine.duckdb")
    assert told.value.code == "damaged"
    with duckdb.connect(str(tmp_path / "mine.duckdb")) as other:
        assert {name for (name,) in other.execute("SELECT table_name FROM duckdb_tables()").fetchall()} == set(tables)


def test_a_truncated_or_turned_file_is_damaged_and_nothing_else(tmp_path: Path) -> None:
    path, broken = tmp_path / "mine.duckdb", tmp_path / "broken.duckdb"
    with opened(path) as workspace:
        load(workspace, ORDERS)
    whole, seen = path.read_bytes(), set()
    for case in (*range(8), *(len(whole) * part // 10 for part in range(1, 10))):
        broken.write_bytes(whole[:case] if case > 8 else whole)
        if case < 8:
            damage(broken, case)
        try:
            opened(broken).close()
        except WorkspaceError as told:
            seen.add(told.code)
    assert seen == {"damaged"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True) if mount else None
    if done is None or done.returncode:
        pytest.skip("a small disk can be mounted by root on Linux only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as sink:
            while True:
                sink.write(bytes(4096))
    except OSError:
        return filler


def test_a_full_disk_is_said_and_changes_nothing(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1 << 16))
    with opened(small_disk / "mine.duckdb") as workspace:
        load(workspace, ORDERS)
        version = workspace.version
        for _ in range(2):
            with pytest.raises(WorkspaceError) as told, workspace.writing() as cursor:
                cursor.execute("CREATE TABLE big AS SELECT range AS i, uuid() AS u FROM range(1_000_000)")
            assert told.value.code == "no_space"
            assert (workspace.version, workspace.meta("version")) == (version, version)
            assert found(workspace, "SELECT sum(amount) FROM orders")[0][0] == 30
        ballast.unlink(missing_ok=True)
        assert load(workspace, ORDERS).rows_stored == 2, "a little room, and it goes on"
    with opened(small_disk / "mine.duckdb") as workspace:
        assert found(workspace, "SELECT sum(amount) FROM orders")[0][0] == 60


def test_an_engine_that_gave_up_on_a_full_disk_is_started_again(small_disk: Path) -> None:
    with opened(small_disk / "mine.duckdb") as workspace:
        load(workspace, ORDERS)
        session, filler = workspace.session, fill(small_disk)
        with pytest.raises(duckdb.FatalException):
            workspace.cursor().execute("CHECKPOINT")
        with pytest.raises(duckdb.FatalException):
            workspace.cursor().execute("SELECT 1")
        filler.unlink()
        with pytest.raises(WorkspaceError) as told, workspace.writing():
            pass
        assert told.value.code == "no_space" and workspace.session != session
        load(workspace, ORDERS)
        assert found(workspace, "SELECT sum(amount) FROM orders")[0][0] == 60


def test_on_a_full_disk_a_workspace_can_be_read_and_none_can_be_made(small_disk: Path) -> None:
    with opened(small_disk / "mine.duckdb") as workspace:
        load(workspace, ORDERS)
        version = workspace.version
    filler = fill(small_disk)
    with opened(small_disk / "mine.duckdb") as workspace:
        assert found(workspace, "SELECT sum(amount) FROM orders")[0][0] == 30
        with pytest.raises(WorkspaceError) as told, workspace.writing() as cursor:
            cursor.execute("CREATE TABLE more AS SELECT range AS i, uuid() AS u FROM range(20_000)")
        assert told.value.code == "no_space"
    with pytest.raises(WorkspaceError) as told:
        opened(small_disk / "other.duckdb")
    assert told.value.code == "no_space"
    filler.unlink()
    with opened(small_disk / "mine.duckdb") as workspace:
        assert workspace.version == version and found(workspace, "SELECT sum(amount) FROM orders")[0][0] == 30
    opened(small_disk / "other.duckdb").close()


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    with Workspace(tmp_path / "mine.duckdb", memory=64 << 20) as workspace:
        version = workspace.version
        with pytest.raises(WorkspaceError) as told, workspace.writing() as cursor:
            cursor.execute("CREATE TABLE big AS SELECT list(uuid()) AS ids FROM range(3_000_000)")
        assert told.value.code == "out_of_memory"
        assert workspace.meta("version") == version == workspace.version


COMMIT = """
import sys; from pathlib import Path; from data.workspace import Workspace, set_meta
with Workspace(Path(sys.argv[1]), memory=1 << 30) as workspace:
    print(workspace.version, flush=True)
    for turn in range(1000):
        with workspace.writing() as cursor:
            cursor.execute("CREATE OR REPLACE TABLE big AS SELECT range AS i, uuid() AS u, ? AS turn FROM range(60000)", [turn])
            set_meta(cursor, "turn", str(turn))
        print(workspace.version, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_process_leaves_the_old_or_the_new_version(tmp_path: Path) -> None:
    path, known = tmp_path / "mine.duckdb", set()
    for wait in (0.0, 0.01, 0.025, 0.05, 0.08):
        with script(COMMIT, str(path)) as process:
            assert process.stdout
            said = [process.stdout.readline().strip()]  # the version that was there, then one a commit
            said.append(process.stdout.readline().strip())
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            said += process.stdout.read().split()
        with opened(path) as workspace:
            rows, turns, turn = found(workspace, "SELECT count(*), count(DISTINCT turn), any_value(turn) FROM big")[0]
            assert (rows, turns) == (60_000, 1), "one whole commit"
            assert workspace.meta("turn") == str(turn) and len(said) - 2 <= turn <= len(said) - 1, "no commit that was said is lost"
            assert workspace.version == said[-1] or workspace.version not in {*said, *known}
            known |= {*said, workspace.version}
