"""What users decided about what is loaded: customers who are one or are not, and values that mean another."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import duckdb

from data.schema import TABLES
from data.sql import literal


@dataclass(frozen=True)
class Merge:
    """Customers who are one: rows of those ``gone`` count as rows of the one ``kept``, whose filled cells come first."""

    kept: str
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """Every cell of a column that reads ``found`` becomes ``becomes``; None is a blank cell.

    ``column`` is canonical or an attribute's stored name; values are texts as the engine writes them (2024-03-05, 12.0000, true).
    """

    table: str
    column: str
    found: str | None
    becomes: str | None


@dataclass(frozen=True)
class Distinct:
    """Customers who look like one and are not, each a person of their own. It changes no row: they are only not proposed again."""

    ids: tuple[str, ...]


Decision = Merge | Rule | Distinct
KINDS: dict[type[Decision], str] = {Merge: "merge", Rule: "rule", Distinct: "distinct"}


def decision(kind: str, what: str) -> Decision:
    """A decision from its stored form."""
    fields = json.loads(what)
    if kind == "merge":
        return Merge(fields["kept"], tuple(fields["gone"]))
    return Distinct(tuple(fields["ids"])) if kind == "distinct" else Rule(**fields)


def people_of(made: Decision) -> set[str]:
    """The ids of the customers whom a decision names."""
    if isinstance(made, Merge):
        return {made.kept, *made.gone}
    return set(made.ids) if isinstance(made, Distinct) else set()


def decided(cursor: duckdb.DuckDBPyConnection) -> tuple[list[Merge], list[Rule]]:
    """The decisions that the fold applies, in their order."""
    found = _active(cursor)
    return [one for one in found if isinstance(one, Merge)], [one for one in found if isinstance(one, Rule)]


def apart(cursor: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """The pairs of customers who are not one, lower id first, by the ids that they count as now."""
    found = _active(cursor)
    kept = kept_for([one for one in found if isinstance(one, Merge)])
    groups = [sorted({kept.get(who, who) for who in one.ids}) for one in found if isinstance(one, Distinct)]
    return {pair for ids in groups for pair in combinations(ids, 2)}


def _active(cursor: duckdb.DuckDBPyConnection) -> list[Decision]:
    """The decisions that hold, in their order."""
    rows = cursor.execute("SELECT kind, what FROM _changes WHERE status = 'active' ORDER BY change").fetchall()
    return [decision(kind, what) for kind, what in rows]


def kept_for(merges: Iterable[Merge]) -> dict[str, str]:
    """Id → the id that it counts as, for every id that is merged into another; later merges take over whole groups."""
    group: dict[str, set[str]] = {}
    kept: dict[str, str] = {}
    for merge in merges:
        ids = set[str]().union(*(group.get(one, {one}) for one in (merge.kept, *merge.gone)))
        for one in ids:
            group[one], kept[one] = ids, merge.kept
    return {one: into for one, into in kept.items() if one != into}


def values_of(rules: Sequence[Rule], table: str) -> dict[str, dict[str | None, str | None]]:
    """Column → what each value becomes once all rules of a table have been applied one after the other."""
    found: dict[str, dict[str | None, str | None]] = {}
    for rule in rules:
        if rule.table == table:
            becomes = found.setdefault(rule.column, {})
            for value in [value for value, now in becomes.items() if now == rule.found]:
                becomes[value] = rule.becomes
            becomes.setdefault(rule.found, rule.becomes)
    return found


def ruled(name: str, kind: str, becomes: dict[str | None, str | None]) -> str:
    """SQL of a value of SQL type ``kind`` after its column's rules; ``name`` is SQL of it before."""
    cases = [f"WHEN {name} IS NULL THEN {_cell(becomes[None], kind)}"] if None in becomes else []
    cases += [f"WHEN {name}::VARCHAR = {literal(value)} THEN {_cell(now, kind)}" for value, now in becomes.items() if value is not None]
    return f"CASE {' '.join(cases)} ELSE {name} END"


def _cell(value: str | None, kind: str) -> str:
    """SQL of a value of some type."""
    return f"NULL::{kind}" if value is None else f"TRY_CAST({literal(value)} AS {kind})"


def references(table: str) -> tuple[str, ...]:
    """The columns of a table that hold ids of customers."""
    own = ("customer_id",) if table == "customers" else ()
    return (*own, *(column.name for column in TABLES[table].columns if column.references == "customers"))
