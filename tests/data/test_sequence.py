"""Two hundred random loads, overwrites, merges, rules and undos: the tables are always what the active loads and decisions say.

The expectation is computed anew after each step, in plain Python, from the definitions in `data.repeats` and `data.decisions`.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from data import changes, store
from data.changes import Merge, Rule
from data.workspace import Workspace
from tests.data.loading import found, load

STEPS = 200
AT = datetime(2024, 9, 1)
PEOPLE, CITIES, NAMES = tuple("ABCDEFGH"), ("Paris", "Rome", "Oslo", None), ("Ann", "Bob", "Cleo", "Dan", None)
COLUMNS = {"customers": ("Customer ID", "Name", "City"), "orders": ("Order ID", "Customer ID", "Order Date", "Amount", "Category")}
Row = tuple[str | None, ...]


@dataclass
class Loaded:
    """One load or decision as the plain computation remembers it."""

    number: int
    table: str
    mode: str
    rows: list[Row]
    active: bool = True


@dataclass
class World:
    """All that was done."""

    loads: list[Loaded] = field(default_factory=list)
    decisions: list[tuple[int, Merge | Rule, bool]] = field(default_factory=list)


def random_rows(table: str, rng: random.Random) -> list[Row]:
    if table == "customers":
        ids = rng.sample(PEOPLE, rng.randint(1, 4))
        return [(one, rng.choice(NAMES), rng.choice(CITIES)) for one in ids]
    orders = [(str(rng.randint(1, 12)), rng.choice(PEOPLE)) for _ in range(rng.randint(1, 3))]
    return [
        (order, who, f"2024-0{rng.randint(1, 8)}-11", str(rng.randint(1, 99)), rng.choice(("toys", "books", "Toys", None)))
        for order, who in dict(orders).items() for _ in range(rng.randint(1, 2))
    ]  # fmt: skip


def csv(table: str, rows: list[Row]) -> str:
    return "\n".join(",".join(cell or "" for cell in row) for row in [COLUMNS[table], *rows]) + "\n"


def merged(world: World) -> dict[str, str]:
    """Id → the id it counts as: groups grow, and the later decision names them."""
    groups = {one: {one} for one in PEOPLE}
    name = {one: one for one in PEOPLE}
    for _, what, active in world.decisions:
        if active and isinstance(what, Merge):
            whole = set().union(*(groups[one] for one in (what.kept, *what.gone)))
            for one in whole:
                groups[one], name[one] = whole, what.kept
    return name


def ruled(world: World, table: str, column: str, value: str | None) -> str | None:
    for _, what, active in world.decisions:
        if active and isinstance(what, Rule) and (what.table, what.column) == (table, column) and value == what.found:
            value = what.becomes
    return value


def customers(world: World) -> list[Row]:
    """One row a customer: cells that overwrite, the last filled; else cells that fill, the first filled."""
    name, there = merged(world), set[str]()
    strong: dict[str, list[Row]] = {}
    weak: dict[str, list[Row]] = {}
    for one in (one for one in world.loads if one.active and one.table == "customers"):
        came = [row for row in one.rows if not (one.mode == "skip" and row[0] in there)]
        there |= {str(row[0]) for row in one.rows}
        for row in came:
            id_ = str(row[0])
            cells = (name[id_], ruled(world, "customers", "name", row[1]), ruled(world, "customers", "city", row[2]))
            kind = weak if one.mode == "fill" or name[id_] != id_ else strong
            kind.setdefault(name[id_], []).append(cells)
    rows = []
    for id_ in sorted({*strong, *weak}):
        order = [*reversed(strong.get(id_, [])), *weak.get(id_, [])]
        rows.append((id_, *(next((row[i] for row in order if row[i] is not None), None) for i in (1, 2))))
    return rows


def orders(world: World) -> list[Row]:
    """All lines, but those whose order another load skipped or replaced as a whole."""
    name, kept, there = merged(world), list[Row](), set[str]()
    for one in (one for one in world.loads if one.active and one.table == "orders"):
        ids = {str(row[0]) for row in one.rows}
        if one.mode == "overwrite":
            kept = [row for row in kept if row[0] not in ids]
        kept += [row for row in one.rows if not (one.mode == "skip" and row[0] in there)]
        there |= ids
    return sorted(
        ((order, name[str(who)], day, amount, ruled(world, "orders", "category", category)) for order, who, day, amount, category in kept),
        key=repr,
    )  # fmt: skip


def step(workspace: Workspace, world: World, rng: random.Random) -> str:
    """Do one thing; returns what."""
    kind = rng.choices(("load", "undo", "merge", "rule", "reconsider"), (45, 25, 10, 10, 10))[0]
    if kind == "load" or not world.loads:
        table = rng.choice(("customers", "orders"))
        mode = rng.choice(("", "overwrite", "fill", "skip") if table == "customers" else ("", "append", "skip", "overwrite"))
        rows = random_rows(table, rng)
        targets = ("customer_id", "name", "city") if table == "customers" else ("order_id", "customer_id", "ordered_at", "amount", "category")
        number = load(workspace, csv(table, rows) + "\n" * len(world.loads), table, targets, mode=mode).load
        world.loads.append(Loaded(number, table, mode, rows))
        return f"load {table} {mode}"
    if kind == "undo":
        one = rng.choice(world.loads)
        store.switch(workspace, one.number, on=not one.active)
        one.active = not one.active
        return "undo or restore a load"
    if kind == "reconsider" and world.decisions:
        i = rng.randrange(len(world.decisions))
        number, decided, active = world.decisions[i]
        changes.switch(workspace, number, on=not active)
        world.decisions[i] = (number, decided, not active)
        return "undo or restore a decision"
    what: Merge | Rule
    if kind == "merge":
        kept, *gone = rng.sample(PEOPLE, rng.randint(2, 3))
        what = Merge(kept, tuple(gone))
    else:
        table, column, values = rng.choice(
            (("customers", "city", CITIES), ("customers", "name", NAMES), ("orders", "category", ("toys", "Toys", None)))
        )
        found, becomes = rng.sample(values, 2)
        what = Rule(table, column, found, becomes)
    if isinstance(what, Rule) and not (any(one.table == what.table for one in world.loads)):
        return "nothing"
    (number,) = changes.add(workspace, [what], AT, "me")
    world.decisions.append((number, what, True))
    return str(what)


@pytest.mark.long
def test_two_hundred_random_steps_equal_a_plain_computation(workspace: Workspace) -> None:
    rng, world, done = random.Random(7), World(), list[str]()  # noqa: S311 - a seed, not a secret
    for _ in range(STEPS):
        done.append(step(workspace, world, rng))
        held = found(workspace, "SELECT customer_id, name, city FROM customers ORDER BY 1")
        assert held == customers(world), done
        lines = found(workspace, "SELECT order_id, customer_id, ordered_at::DATE::VARCHAR, amount::INTEGER::VARCHAR, category FROM orders")
        assert sorted(lines, key=repr) == orders(world), done
    assert {"load customers fill", "load customers skip", "load orders overwrite", "load orders skip"} <= set(done)
