"""The workspace: one DuckDB file that one process holds.

A workspace keeps loads (append-only), the canonical tables folded from them, and what users make. Every commit gets a
random version id that is never used again, so caches are keyed by (uuid, version) and nothing stale can be read.
"""

import errno
import json
import os
import re
import shutil
import threading
import uuid as uuids
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import ibis
import psutil
from ibis.backends.duckdb import Backend

from data.fold import refold
from data.sql import first_row, literal

OWNER = "local"  # until there is a sign-in
CACHE = "cache"  # an in-memory database beside the file: what can be computed again is kept here
HELD = re.compile(r"could not set lock|being used by another process|different configuration", re.IGNORECASE)
DAMAGED = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)


class WorkspaceError(Exception):
    """An expected failure, told to the user: words live in the catalogues under ``workspace.<code>``."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details


def home() -> Path:
    """The folder of all workspaces of this machine's user: ``$CLIENTELE_HOME``, else ``~/.clientele``."""
    return Path(os.environ.get("CLIENTELE_HOME") or Path.home() / ".clientele") / OWNER


def workspace_file(name: str) -> Path:
    """The file of the workspace called ``name``; the name never becomes a part of the path."""
    return home() / f"{uuids.uuid5(uuids.NAMESPACE_URL, f'clientele:{OWNER}:{name}')}.duckdb"


def _create(cursor: duckdb.DuckDBPyConnection) -> None:
    """Version 1: the bookkeeping tables, and the canonical ones without a row."""
    cursor.execute("CREATE TABLE _meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
    cursor.execute("""
        CREATE TABLE _loads (
            load INTEGER PRIMARY KEY, status VARCHAR NOT NULL, table_name VARCHAR NOT NULL, file VARCHAR NOT NULL, sheet VARCHAR NOT NULL,
            sha256 VARCHAR NOT NULL, who VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL,
            header JSON NOT NULL, mapping JSON NOT NULL, report JSON NOT NULL)
    """)
    set_meta(cursor, "uuid", str(uuids.uuid4()))
    _fold_again(cursor)


def _fold_again(cursor: duckdb.DuckDBPyConnection) -> None:
    """Version 2: seven more canonical tables beside orders and customers."""
    _create_decisions(cursor)  # the fold reads them
    refold(cursor)


def _create_decisions(cursor: duckdb.DuckDBPyConnection) -> None:
    """Version 3: what users decide after a load, what they had erased, remembered mappings, and what each version held."""
    cursor.execute("""
        CREATE TABLE IF NOT EXISTS _changes (change INTEGER PRIMARY KEY, status VARCHAR NOT NULL, kind VARCHAR NOT NULL, what JSON NOT NULL,
            who VARCHAR NOT NULL, decided_at TIMESTAMP NOT NULL)
    """)
    cursor.execute("CREATE TABLE IF NOT EXISTS _merged (gone VARCHAR PRIMARY KEY, kept VARCHAR NOT NULL)")
    cursor.execute("CREATE TABLE IF NOT EXISTS _erased (id_hash VARCHAR PRIMARY KEY, erased_at TIMESTAMP NOT NULL)")
    cursor.execute("CREATE TABLE IF NOT EXISTS _state_mappings (fingerprint VARCHAR PRIMARY KEY, used_at TIMESTAMP NOT NULL, about JSON NOT NULL)")
    cursor.execute("""
        CREATE TABLE IF NOT EXISTS _state_versions (number INTEGER PRIMARY KEY, version VARCHAR NOT NULL, reached_at TIMESTAMP NOT NULL,
            event JSON NOT NULL, holds JSON NOT NULL)
    """)


Migration = Callable[[duckdb.DuckDBPyConnection], None]
MIGRATIONS: tuple[Migration, ...] = (_create, _fold_again, _create_decisions)


class Workspace:
    """An open workspace. Readers take a ``backend()`` each run; there is one writer at a time."""

    def __init__(self, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS, memory: int | None = None) -> None:
        """Open ``path``, creating or migrating it; ``memory`` is its budget in bytes (default: two fifths of the machine's)."""
        self.path = path.resolve()
        self.incoming = self.path.parent / "incoming" / path.stem
        self._memory = memory or psutil.virtual_memory().total * 2 // 5
        self._writer = threading.RLock()
        new = not self.path.exists()
        try:
            with telling():
                self.incoming.mkdir(parents=True, exist_ok=True)
                self._open(migrations)
        except WorkspaceError as error:
            if new and error.code != "locked":  # by one who was faster
                self.path.unlink(missing_ok=True)  # half a workspace would be a damaged one
            raise
        self.uuid, self.version = self.meta("uuid"), self.meta("version")

    def _open(self, migrations: tuple[Migration, ...]) -> None:
        """Take hold of the file, then of the folder: both are another's until the file is ours."""
        self._connect()
        try:
            _empty(self.incoming)
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> None:
        """Connect to the file. Another ``session``: what was in the in-memory cache is gone."""
        self._connection = _connect(self.path, self.incoming, self._memory)
        self.session = uuids.uuid4().hex

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own: cursors may run in parallel, one cursor may not be shared by threads."""
        return self._connection.cursor()

    def backend(self) -> Backend:
        """An Ibis backend on a fresh cursor (about 1 ms)."""
        return ibis.duckdb.from_connection(self.cursor())

    def meta(self, key: str, default: str = "") -> str:
        """One value of the bookkeeping table."""
        rows = self.cursor().execute("SELECT value FROM _meta WHERE key = ?", [key]).fetchall()
        return str(rows[0][0]) if rows else default

    @contextmanager
    def writing(self, *, new_version: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of it or none of it. A new version id is part of the same transaction."""
        with self._writer:
            cursor = self.cursor()
            version = uuids.uuid4().hex
            try:
                with telling():
                    cursor.begin()
                    yield cursor
                    if new_version:
                        set_meta(cursor, "version", version)
                    cursor.commit()
            except BaseException as error:
                _roll_back(cursor)
                if isinstance(error, WorkspaceError) and error.code == "no_space":
                    self._reconnect()
                raise
            if new_version:
                self.version = version

    def _reconnect(self) -> None:
        """Open the file again: after a full disk the engine may refuse to go on."""
        self.close()
        with telling():
            self._connect()

    def _migrate(self, migrations: tuple[Migration, ...]) -> None:
        """Bring the file to the newest schema, once, after copying it."""
        stored = _stored_schema(self.cursor())
        if stored > len(migrations):
            raise WorkspaceError("newer", stored=stored, known=len(migrations))
        if stored == len(migrations):
            return
        if stored:
            self._copy(self.path.with_suffix(f".v{stored}.bak"))
        with self.writing() as cursor:
            for migrate in migrations[stored:]:
                migrate(cursor)
            set_meta(cursor, "schema_version", str(len(migrations)))

    def _copy(self, target: Path) -> None:
        """Copy the file as it stands. The engine lets go of it meanwhile: not every system lets others read an open file."""
        self._connection.execute("CHECKPOINT")
        self.close()
        partial = target.with_suffix(".part")
        shutil.copyfile(self.path, partial)
        partial.replace(target)
        self._connect()


def set_meta(cursor: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Write one value of the bookkeeping table, within the caller's transaction."""
    cursor.execute("INSERT OR REPLACE INTO _meta VALUES (?, ?)", [key, value])


def _connect(path: Path, incoming: Path, memory: int) -> duckdb.DuckDBPyConnection:
    """Open the file and shut every door that a hostile file or query could use; the order matters."""
    connection = duckdb.connect(
        str(path),
        config={
            "memory_limit": f"{memory // 2**20}MiB",
            "temp_directory": str(path.with_suffix(".spill")),  # engines that share one overwrite each other's files
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        },
    )
    if first_row(connection, "SELECT count(*) FROM duckdb_databases() WHERE database_name = ?", [CACHE])[0]:
        connection.close()
        raise WorkspaceError("locked")  # by this very process: the engine would share it, and its writers with it
    connection.execute(f"ATTACH ':memory:' AS {CACHE}")
    connection.execute(f"SET allowed_directories=[{literal(str(incoming) + os.sep)}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET allowed_configs=['timezone','TimeZone','python_enable_replacements']")  # Ibis sets these on every connect
    connection.execute("SET lock_configuration=true")
    return connection


def _empty(folder: Path) -> None:
    """Delete whatever an interrupted import left behind."""
    for left in folder.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _stored_schema(cursor: duckdb.DuckDBPyConnection) -> int:
    """The schema version of the file; 0 for a new one. WorkspaceError when the file is a database of another program."""
    listed = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    tables = {name for (name,) in cursor.execute(listed).fetchall()}
    if not tables:
        return 0
    stored = cursor.execute("SELECT value FROM _meta WHERE key = 'schema_version'").fetchall() if {"_meta", "_loads"} <= tables else []
    if not stored:
        raise WorkspaceError("damaged", reason="no workspace")
    return int(stored[0][0])


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Undo what the transaction did; a failed commit has already done so."""
    with suppress(duckdb.Error):
        cursor.rollback()
    cursor.close()


@contextmanager
def telling() -> Iterator[None]:
    """Raise the engine's and the disk's failures as ones that can be put in words, others as they are."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error


def _told(error: duckdb.Error | OSError) -> WorkspaceError | None:
    """The failure as one we can put in words; None for an error of ours."""
    text = str(error)
    if isinstance(error, duckdb.Error) and HELD.search(text):
        return WorkspaceError("locked")
    if "no space left" in text.lower() or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return WorkspaceError("no_space")
    if isinstance(error, duckdb.OutOfMemoryException):
        return WorkspaceError("out_of_memory")
    if isinstance(error, DAMAGED) or text.startswith("Corrupt database file"):  # a bare duckdb.Error
        return WorkspaceError("damaged", reason=text.splitlines()[0][:200])
    return None


def to_json(value: object) -> str:
    """JSON as the bookkeeping tables store it."""
    return json.dumps(value, ensure_ascii=False, default=str)
