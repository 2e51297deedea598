"""Read a file as the app does: stored under a name of its own in the incoming folder, its cells fetched by a locked-down engine."""

from pathlib import Path

import duckdb

from data.read import LIMITS, Limits, Sheet, Sheets, read, relation

Row = tuple[str | None, ...]


def upload(incoming: Path, content: bytes, name: str, limits: Limits = LIMITS) -> Sheets:
    """Store the content in the incoming folder and read it under the user's name for it."""
    path = incoming / "upload"
    path.write_bytes(content)
    return read(path, name, incoming, limits)


def engine(incoming: Path) -> duckdb.DuckDBPyConnection:
    """A connection that may read the incoming folder and nothing else."""
    connection = duckdb.connect(
        config={"memory_limit": "1GB", "threads": 2, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    connection.execute(f"SET allowed_directories=['{incoming.resolve()}/']")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def rows(sheet: Sheet, incoming: Path) -> list[Row]:
    """Every record of the sheet in order, as stored in a table of the locked-down engine."""
    with engine(incoming) as connection:
        connection.execute(f"CREATE TABLE cells AS FROM {relation(sheet)}")
        columns = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'cells' ORDER BY column_index"
        ).fetchall()
        assert columns == [(f"c{position}", "VARCHAR") for position in range(len(sheet.header))]
        found = connection.execute("FROM cells ORDER BY rowid").fetchall()
    assert len(found) == sheet.rows
    return found
