"""Small helps for SQL: names and literals quoted, single rows fetched."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb  # the reading process starts without it


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def first_row(cursor: "duckdb.DuckDBPyConnection", query: str, parameters: Sequence[object] = ()) -> tuple[Any, ...]:
    """The only row of a query that always has one, fetched to its end: an unfinished result blocks its connection."""
    return cursor.execute(query, parameters).fetchall()[0]
