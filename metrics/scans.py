"""One pass over a table: filled cells, broken rules, ids that nobody has, values far out. What :mod:`metrics.quality` adds up."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from metrics import outliers
from metrics.checks import Given, checks_of
from metrics.completeness import JOIN, Item, filled, items, known

Tables = Mapping[str, ir.Table]

HAPPENED = {"orders": "ordered_at", "interactions": "at", "tickets": "opened_at", "surveys": "answered_at", "leads": "created_at",
            "invoices": "issued_on", "spend": "month"}  # fmt: skip
REFERENCES = ("customer_id", "referred_by")  # columns that hold a customer's id
NOT_ROWS = frozenset({"same_customer", "perhaps_same", "empty_month", "silence", "stale"})  # issues that are not made of rows of one table


@dataclass(frozen=True)
class Issue:
    """Something to mend, as counted: ``rows`` of the ``tested`` that could have it; its values as text, the fence of an outlier."""

    code: str
    part: str  # "" where it does not lower the score
    table: str
    column: str
    rows: int
    tested: int
    lowest: str = ""
    highest: str = ""
    bound: float = math.nan


@dataclass(frozen=True)
class Seen:
    """What one pass over a table brought. Rows that break a rule are counted once, however many they break."""

    table: str
    rows: int
    first: date | None
    last: date | None  # not after the load
    invalid: int
    inconsistent: int
    cells: Mapping[str, int]  # column → filled cells
    told: Mapping[Item, int]  # item → rows of which it is known
    issues: tuple[Issue, ...]


class _Test(NamedTuple):
    """One thing that is counted: what it is, and whether a row has it."""

    code: str
    part: str
    column: str
    broken: ir.BooleanValue
    bound: float = math.nan


def scanned(name: str, tables: Tables, rows: int, given: Given, reach: float) -> Seen:
    """Count everything that there is to count in one table of ``rows`` rows."""
    own, wanted = bare(tables[name]), items(name)
    measured: dict[str, ir.Value] = {f"cells_{i}": _count(filled(own, column)) for i, column in enumerate(own.columns)}
    counts = own.agg(**measured, **{f"known_{i}": _count(known(own, item)) for i, item in enumerate(wanted)}).to_pyarrow().to_pylist()[0]
    cells = {column: counts[f"cells_{i}"] for i, column in enumerate(own.columns)}
    told = {item: counts[f"known_{i}"] for i, item in enumerate(wanted)}
    table = _linked(name, own, tables)
    tests = _tests(name, own, table, given, reach, frozenset(column for column, count in cells.items() if count))
    counts = table.agg(**_measured(table, tests), **_span(name, table, given.loaded_on)).to_pyarrow().to_pylist()[0]
    found = [Issue("missing", "completeness", name, item.name, rows - count, rows) for item, count in told.items()]
    for i, test in enumerate(tests):
        low, high = written(counts[f"lowest_{i}"]), written(counts[f"highest_{i}"])
        found.append(Issue(test.code, test.part, name, test.column, counts[f"broken_{i}"], counts[f"tested_{i}"], low, high, test.bound))
    return Seen(
        name, rows, counts.get("first"), counts.get("last"), counts["invalid"], counts["inconsistent"], cells=cells, told=told, issues=tuple(found)
    )


def _measured(table: ir.Table, tests: Sequence[_Test]) -> dict[str, ir.Value]:
    """What is counted of each test, and the rows that break any rule of a part."""
    found: dict[str, ir.Value] = {}
    for i, test in enumerate(tests):
        cell = table[test.column]
        found |= {f"broken_{i}": _count(test.broken), f"tested_{i}": cell.count()}
        found |= {f"lowest_{i}": cell.min(where=test.broken), f"highest_{i}": cell.max(where=test.broken)}
    for label, part in (("invalid", "validity"), ("inconsistent", "consistency")):
        broken = [test.broken for test in tests if test.part == part]
        found[label] = _count(reduce(or_, broken)) if broken else ibis.literal(0)
    return found


def rows_of(tables: Tables, issue: Issue, given: Given, reach: float) -> ir.Table:
    """The very rows of an issue, lazily: all columns of their table. ValueError where it is not made of rows of one table."""
    if issue.code in NOT_ROWS:
        raise ValueError(f"{issue.code} is not made of rows")
    table, columns = bare(tables[issue.table]), issue.column.split(JOIN)
    if issue.code == "missing":
        return table.filter(~reduce(or_, (filled(table, column) for column in columns)))
    if issue.code == "repeated_row":
        return table.group_by(*table.columns).agg(times=table.count()).filter(lambda t: t.times > 1)
    if issue.code == "shared_order":
        return table.semi_join(shared_orders(table), "order_id")
    linked = _linked(issue.table, table, tables)
    tests = _tests(issue.table, table, linked, given, reach, frozenset(table.columns))
    test = next(test for test in tests if (test.code, test.column) == (issue.code, issue.column))
    return linked.filter(test.broken).select(*table.columns)


def bare(table: ir.Table) -> ir.Table:
    """The table without the columns of the house."""
    return table.drop(*(name for name in table.columns if name.startswith("_")))


def repeated(table: ir.Table, cells: Mapping[str, int]) -> int:
    """The rows beyond the first of those that agree in every cell; ``cells``: column → how many are filled, as empty columns only cost time."""
    own = table.select(*(column for column, count in cells.items() if count))
    times = own.group_by(*own.columns).agg(times=own.count())
    return int(times.agg(surplus=(times.times - 1).sum()).to_pyarrow().to_pylist()[0]["surplus"] or 0)


def shared_orders(orders: ir.Table) -> ir.Table:
    """One row an order id that belongs to several customers."""
    named = orders.filter(orders.order_id.notnull() & orders.customer_id.notnull())
    ends = named.group_by("order_id").agg(one=named.customer_id.min(), other=named.customer_id.max())
    return ends.filter(ends.one != ends.other).select("order_id")


def shared_lines(orders: ir.Table) -> int:
    """The lines of orders whose id belongs to several customers."""
    return int(orders.semi_join(shared_orders(orders), "order_id").count().to_pyarrow().as_py())


def written(value: object) -> str:
    """A value as users write it: no trailing zeros, no midnight; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float | Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value).removesuffix(" 00:00:00")


def _tests(name: str, own: ir.Table, table: ir.Table, given: Given, reach: float, present: frozenset[str]) -> list[_Test]:
    """What is counted of each row: the rules, ids that nobody has, values beyond the fences; only of columns that hold anything."""
    tests = [_Test(rule.code, rule.part, rule.column, rule.on(table, given)) for rule in checks_of(name) if present.issuperset(rule.columns)]
    tests += [_Test("orphan", "consistency", column, table[_flag(column)]) for column in _references(name, own) if column in present]
    for column in present.intersection(outliers.MEASURES.get(name, ())):
        if found := outliers.fences(own, column, reach):
            sides = zip(("outlier_low", "outlier_high"), ("low", "high"), found, strict=True)
            tests += [_Test(code, "", column, outliers.beyond(table, column, found, side), bound) for code, side, bound in sides]
    return tests


def _span(name: str, table: ir.Table, loaded_on: date) -> dict[str, ir.Value]:
    """The first day of a table's rows, and the last that is not after the load."""
    if name not in HAPPENED:
        return {}
    day = table[HAPPENED[name]].cast("date")
    return {"first": day.min(), "last": day.max(where=day <= ibis.literal(loaded_on, type="date"))}


def _linked(name: str, table: ir.Table, tables: Tables) -> ir.Table:
    """The table with a flag for each id that is no customer's.

    A customer is known by a row of customers; where the rows are not orders, by an order as well. Nothing is flagged while
    there is no table of customers: then it is simply still to come.
    """
    by = ("customers",) if name in ("orders", "customers") else ("customers", "orders")
    known_by = [tables[source] for source in by if source in tables]
    ids = [source.filter(source.customer_id.notnull()).select(somebody=source.customer_id) for source in known_by]
    for column in _references(name, table):
        if "customers" not in tables:
            table = table.mutate(ibis.literal(False).name(_flag(column)))
            continue
        somebody = (ids[0] if len(ids) == 1 else ids[0].union(ids[1])).distinct()
        joined = table.left_join(somebody, table[column] == somebody.somebody)
        table = joined.mutate((joined[column].notnull() & joined.somebody.isnull()).name(_flag(column))).drop("somebody")
    return table


def _flag(column: str) -> str:
    return f"_nobody_{column}"


def _references(name: str, table: ir.Table) -> list[str]:
    return [column for column in REFERENCES if column in table.columns and (name, column) != ("customers", "customer_id")]


def _count(flag: ir.BooleanValue) -> ir.Value:
    return flag.cast("int64").sum().fill_null(0)
