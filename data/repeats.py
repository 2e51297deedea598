"""How the rows of a load meet those loaded before it under the same identity, as its mapping's ``mode`` says.

append: all rows go in. skip: rows whose identity is there already stay out. overwrite: filled cells replace those that are
there; rows without a key of their own replace, as a whole, what is there of the same order. fill: only cells blank so far are
filled (tables with a key). The usual way is overwrite for tables with a key, and append for the others.

Things that were numbered for want of an id, such as answers to a survey, are known again by all they say, their moment included. As
two people may say the same, so many of them stay out as there are already: what is left is new.

A load of returns alone meets returns alone: that an order came back makes its sale no repetition.

Rows of ours that were corrected are added, but for those that came corrected before: the same workbook may be dropped after each correction.

What stays out is marked in ``_state``: ``known`` was there before it, ``replaced`` was there and gave way. The marks are set
anew at each fold, since undoing one load brings back what it replaced.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from data.schema import TABLES, Table
from data.sql import first_row, quoted

KNOWN, REPLACED = "known", "replaced"
DERIVED = ("scale_min", "scale_max", "instrument")  # what a whole file tells: the same answer may have others in the next
NUMBERED = """
    coalesce(mapping->>'numbered' = 'true', false)
    OR table_name = 'surveys' AND coalesce(NOT list_contains((mapping->'targets')::VARCHAR[], 'response_id'), false)
"""
CORRECT = "correct"  # how corrected rows meet others, where rows have no key


@dataclass(frozen=True)
class Turn:
    """One load in the order of the fold: its number, its table, and how its rows meet those before it.

    ``numbered``: its ids are the numbers of its rows.
    """

    load: int
    table: str
    mode: str
    numbered: bool = False


def modes(table: Table) -> tuple[str, ...]:
    """The ways that rows of a table may meet others, the usual one first."""
    return ("overwrite", "fill", "skip") if table.key else ("append", "skip", "overwrite")


def turns(cursor: duckdb.DuckDBPyConnection) -> list[Turn]:
    """The active loads in their order."""
    query = f"SELECT load, table_name, coalesce(mapping->>'mode', ''), {NUMBERED} FROM _loads WHERE status = 'active' ORDER BY load"
    return [Turn(load, table, mode or modes(TABLES[table])[0], numbered) for load, table, mode, numbered in cursor.execute(query).fetchall()]


def unmark(cursor: duckdb.DuckDBPyConnection, mine: Sequence[Turn]) -> None:
    """Take back all marks of the active loads of one table."""
    if _marked(cursor, mine):
        for turn in mine:
            cursor.execute(f"UPDATE load_{turn.load} SET _state = 'stored' WHERE _state IN ('{KNOWN}', '{REPLACED}')")


def meet(cursor: duckdb.DuckDBPyConnection, mine: Sequence[Turn]) -> None:
    """Mark, of the active loads of one table, the rows that others make superfluous."""
    for position, turn in enumerate(mine if _marked(cursor, mine) else ()):
        table, before = TABLES[turn.table], mine[:position]
        if turn.mode == "skip":
            (skip_alike if turn.numbered else skip)(cursor, f"load_{turn.load}", table, before)
        elif turn.mode == CORRECT:
            skip_corrected(cursor, f"load_{turn.load}", table, before)
        elif turn.mode == "overwrite" and not table.key and before:
            _replace(cursor, turn, table, before)


def _marked(cursor: duckdb.DuckDBPyConnection, mine: Sequence[Turn]) -> bool:
    """Whether loads of one table may bear marks: some load of it, undone or not, came another way than usual."""
    came = "SELECT count(*) FROM _loads WHERE table_name = ? AND coalesce(mapping->>'mode', '') NOT IN ('', 'fill')"
    return bool(mine) and first_row(cursor, came, [mine[0].table])[0] > 0


def _replace(cursor: duckdb.DuckDBPyConnection, turn: Turn, table: Table, before: Sequence[Turn]) -> None:
    """Mark the rows of earlier loads that come again in this one."""
    names = ", ".join(quoted(name) for name in table.identity)
    new = f"EXISTS (FROM load_{turn.load} AS n WHERE n._state = 'stored' AND {_alike(table.identity, 'o', 'n')})"
    only = _returns_alone(cursor, f"load_{turn.load}", table)
    there = " UNION ALL ".join(f"SELECT {one.load} AS _load, {names} FROM load_{one.load} WHERE _state = 'stored'{only}" for one in before)
    for (load,) in cursor.execute(f"SELECT DISTINCT _load FROM ({there}) AS o WHERE {new}").fetchall():
        cursor.execute(f"UPDATE load_{load} AS o SET _state = '{REPLACED}' WHERE _state = 'stored'{only} AND {new}")


def _returns_alone(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table) -> str:
    """SQL, to follow a condition: the row is such as a load may repeat; nothing but returns where it holds nothing else."""
    returns = "is_return" in table.names and first_row(cursor, f"SELECT bool_and(is_return) FROM {staged} WHERE _state IN ('stored', '{KNOWN}')")[0]
    return " AND is_return" if returns else ""


def skip(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table, before: Sequence[Turn]) -> None:
    """Mark the rows of a staged load whose identity is in one of the loads before it, whatever became of it there."""
    if before:
        names = ", ".join(quoted(name) for name in table.identity)
        only = f"_state IN ('stored', '{KNOWN}', '{REPLACED}'){_returns_alone(cursor, staged, table)}"
        there = " UNION ALL ".join(f"SELECT {names} FROM load_{one.load} WHERE {only}" for one in before)
        alike = _alike(table.identity, "o", "n")
        cursor.execute(f"UPDATE {staged} AS n SET _state = '{KNOWN}' WHERE _state = 'stored' AND EXISTS (FROM ({there}) AS o WHERE {alike})")


def skip_corrected(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table, before: Sequence[Turn]) -> None:
    """Mark the rows of a staged load of corrected rows that came, all the same, in one of the loads of corrected rows before it."""
    if earlier := [turn for turn in before if turn.mode == CORRECT]:
        names = ", ".join(map(quoted, table.names))
        there = " UNION ALL ".join(f"SELECT {names} FROM load_{turn.load} WHERE _state IN ('stored', '{KNOWN}')" for turn in earlier)
        alike = _alike(table.names, "o", "n")
        cursor.execute(f"UPDATE {staged} AS n SET _state = '{KNOWN}' WHERE _state = 'stored' AND EXISTS (FROM ({there}) AS o WHERE {alike})")


def again(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table, before: Sequence[Turn]) -> int:
    """How many different things of a staged load, such as orders or responses, come in one of the loads before it as well."""
    if not before or not table.identity:
        return 0
    names, thing = (", ".join(quoted(name) for name in listed) for listed in (table.identity, table.thing))
    only = f"_state = 'stored'{_returns_alone(cursor, staged, table)}"
    there = " UNION ALL ".join(f"SELECT {names} FROM load_{turn.load} WHERE {only}" for turn in before)
    mine = f"SELECT DISTINCT {names} FROM {staged} WHERE _state IN ('stored', '{KNOWN}')"
    known = f"SELECT DISTINCT {thing} FROM ({mine}) AS n WHERE EXISTS (FROM ({there}) AS o WHERE {_alike(table.identity, 'o', 'n')})"
    return int(first_row(cursor, f"SELECT count(*) FROM ({known})")[0])


def skip_alike(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table, before: Sequence[Turn]) -> None:
    """Mark the things of a staged load, numbered for want of an id, that say what things of a load before it say."""
    if before:
        cursor.execute(f"UPDATE {staged} SET _state = '{KNOWN}' WHERE _state = 'stored' AND {_told_before(staged, table, before)}")


def again_alike(cursor: duckdb.DuckDBPyConnection, staged: str, table: Table, before: Sequence[Turn]) -> int:
    """How many rows of a staged load `skip_alike` would mark."""
    if not before:
        return 0
    return int(first_row(cursor, f"SELECT count(*) FROM {staged} WHERE _state = 'stored' AND {_told_before(staged, table, before)}")[0])


def _told_before(staged: str, table: Table, before: Sequence[Turn]) -> str:
    """SQL: a row is of a thing that says all that one of the loads before it says, each of which is met once."""
    there = " UNION ALL ".join(f"({_said(f'load_{turn.load}', table)})" for turn in before)
    return f"""
        ({_listed(table.thing)}) IN (
            SELECT ({_listed(table.thing)})
            FROM (SELECT *, row_number() OVER (PARTITION BY says ORDER BY place) AS turn FROM ({_said(staged, table)}))
            JOIN (SELECT says, count(*) AS times FROM ({there}) GROUP BY says) USING (says) WHERE turn <= times
        )
    """


def _said(staged: str, table: Table) -> str:
    """SQL of a load's things, such as responses: all that their rows say, and where they stand. What has no moment says too little."""
    names = [column.name for column in table.columns if column.name not in (*table.thing, *DERIVED)]
    dated = f"{quoted(table.happened)} IS NOT NULL" if table.happened else "true"
    return f"""
        SELECT {_listed(table.thing)}, list_sort(list(hash({_listed(names)}))) AS says, min(rowid) AS place
        FROM {staged} WHERE _state = 'stored' AND {dated} GROUP BY {_listed(table.thing)}
    """


def _listed(names: Sequence[str]) -> str:
    """SQL of the columns, separated by commas."""
    return ", ".join(map(quoted, names))


def _alike(names: Sequence[str], one: str, other: str) -> str:
    """SQL: two rows say the same in these columns; blanks are alike."""
    return " AND ".join(f"{one}.{quoted(name)} IS NOT DISTINCT FROM {other}.{quoted(name)}" for name in names)
