"""The lines of a staged load that need a look, cell by cell, so that they can be mended outside and loaded again.

Few lines do not tell what the whole file told: 05/03/2024 beside 25/03/2024 is the 5th of March. So a cell that could be read, but
only by what its column says, comes as its value: a day as a day, 1.234 as 1234 where the file writes decimal commas.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain

import duckdb

from data.cells import typed
from data.check import Field, fields, problems_sql
from data.mapping import Mapping
from data.privacy import guarded
from data.read import Sheet
from data.report import LoadReport, suspects
from data.schema import Kind
from data.shape import long
from data.workspace import Workspace

Cell = str | datetime | Decimal | float | None
BATCH = 1_000
NUMBERS: tuple[Kind, ...] = ("money", "number", "integer")


@dataclass(frozen=True)
class Line:
    """One line: the row that the file's spreadsheet shows, its problems as (position of the cell, column, code), its cells.

    A problem of no cell, such as an amount that quantity and price do not give, has position -1.
    """

    row: int
    problems: tuple[tuple[int, str, str], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Lines:
    """Lines of one sheet with problems: those that stayed out, and those that went in; each iterator reads as it goes, in the file's order."""

    header: tuple[str, ...]
    kinds: tuple[Kind, ...]
    targets: tuple[str | None, ...]
    rejected: Iterator[Line]
    noted: Iterator[Line]


def lines(workspace: Workspace, report: LoadReport, sheet: Sheet, mapping: Mapping) -> Lines:
    """The lines of a staged or committed load with problems; of a survey with a question a column, one an answer."""
    sheet, mapping = long(guarded(sheet, mapping.privacy), mapping)
    stored = fields(sheet, mapping)
    staged = f"load_{report.load}"
    told = problems_sql(staged, sheet, suspects(workspace.cursor(), staged, stored, mapping), mapping, report.staged_on)
    places = {field.column.name: field.position for field in stored}

    def found(rejected: str) -> Iterator[Line]:
        yield from _lines(workspace.cursor().execute(_query(staged, told, stored, rejected)), places, len(stored))

    return Lines(sheet.header, tuple(field.column.kind for field in stored), mapping.targets, found("p.rejected"), found("NOT p.rejected"))


def _query(staged: str, told: str, stored: Sequence[Field], condition: str) -> str:
    """SQL of the lines: row, problems, then every cell as it came, then as its value where only its column tells that."""
    raws = [f"any_value(_raw[{field.position + 1}])" for field in stored]
    values = [f"any_value({_value(field)})" for field in stored]
    problem = 'p."column" || chr(31) || p.code'
    return f"""
        SELECT any_value(p."row"), string_agg(DISTINCT {problem}, chr(30) ORDER BY {problem}), {", ".join(raws + values)}
        FROM ({told}) p JOIN {staged} l ON l.rowid = p.line WHERE {condition} GROUP BY p.line ORDER BY p.line
    """


def _value(field: Field) -> str:
    """SQL of a cell's value, where its spelling alone does not tell it."""
    raw = f"_raw[{field.position + 1}]"
    if field.column.kind in ("date", "timestamp"):
        return typed(raw, "timestamp", field.style)
    if field.column.kind in NUMBERS and field.style.decimal_comma:
        return typed(raw, "number" if field.column.kind == "number" else "money", field.style)
    return "NULL"


def _lines(cursor: duckdb.DuckDBPyConnection, places: dict[str, int], width: int) -> Iterator[Line]:
    """The lines of a query, fetched in batches."""
    for row, problems, *cells in chain.from_iterable(iter(lambda: cursor.fetchmany(BATCH), [])):
        named = (problem.split(chr(31)) for problem in problems.split(chr(30)))
        found = tuple((places.get(column, -1), column, code) for column, code in named)
        bad = {place for place, *_ in found}
        kept = zip(range(width), cells[:width], cells[width:], strict=True)
        yield Line(row, found, tuple(raw if value is None or place in bad else value for place, raw, value in kept))
