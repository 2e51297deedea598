"""What another engine holds: asked once a version, so that no page ever asks it again."""

from datetime import datetime

import ibis
import ibis.expr.types as ir

from data import conform
from data.engine import Engine
from data.facts import MOST_CHOICES, NOTHING, Facts
from data.fold import MOST_REGIONS, PLACES
from data.workspace import Workspace, set_meta

CHOICES = (("orders", "channel"), ("orders", "category"), ("customers", "kind"), ("orders", "customer_kind"))


def refresh(workspace: Workspace, engine: Engine, at: datetime) -> None:
    """A new version: what the engine holds from now on, in which currency, and where regions are read. EngineError when it cannot be asked."""
    engine.reopen()
    currency, missed = _currencies(engine)
    learnt = {"currency": currency, "region": _region(engine, currency), "read_at": at.isoformat()} | missed
    with workspace.writing() as cursor:
        for key, value in learnt.items():
            set_meta(cursor, key, value)


def remote_facts(workspace: Workspace, engine: Engine) -> Facts:
    """The facts of the present version; ``as_of`` is the last day with an order that is not after the day of the last refresh."""
    read_at, currency, region = (workspace.meta(key) for key in ("read_at", "currency", "region"))
    if not read_at:
        return NOTHING
    lines = engine.orders(currency)
    day = lines.ordered_at.date()
    past = day <= ibis.literal(datetime.fromisoformat(read_at).date(), type="date")
    (span,) = engine.rows(lines.agg(orders=lines.count(where=past), first=day.min(where=past), last=day.max(where=past)))
    place = region.partition(".")
    asked = tuple(dict.fromkeys((*CHOICES, *(((place[0], place[2]),) if region else ()))))
    choices = _choices(engine, {"orders": lines, "customers": engine.customers()}, asked)
    return Facts(
        orders=span["orders"],
        first_day=span["first"],
        as_of=span["last"],
        currency=currency,
        channels=choices["orders", "channel"],
        categories=choices["orders", "category"],
        regions=choices[place[0], place[2]] if region else (),
        kinds=choices["customers", "kind"] or choices["orders", "customer_kind"],
    )


def left_out(workspace: Workspace) -> dict[str, int]:
    """Lines that are not counted since the last refresh: ``unreadable`` time or amount, ``other_currency``."""
    return {reason: int(workspace.meta(reason) or 0) for reason in ("unreadable", "other_currency")}


def _currencies(engine: Engine) -> tuple[str, dict[str, str]]:
    """The currency of most lines, empty when none is named, and how many lines are not counted, by reason."""
    lines = engine.lines()
    complete = conform.complete(lines)
    found = engine.rows(lines.group_by("currency").agg(complete=lines.count(where=complete), unreadable=lines.count(where=~complete)))
    named = sorted((-row["complete"], row["currency"]) for row in found if row["currency"] is not None and row["complete"])
    main = str(named[0][1]) if named else ""
    return main, {"unreadable": str(sum(row["unreadable"] for row in found)), "other_currency": str(-sum(count for count, _ in named[1:]))}


def _region(engine: Engine, currency: str) -> str:
    """Where a customer's region is read: the coarsest place that tells customers apart; empty when none does."""
    for name, table in (("customers", engine.customers()), ("orders", engine.orders(currency))):
        places = [place for place in PLACES if place in engine.supplied(name)]
        if places:
            (counts,) = engine.rows(table.agg(**{place: table[place].nunique() for place in places}))
            for place in places:
                if 2 <= counts[place] <= MOST_REGIONS:
                    return f"{name}.{place}"
    return ""


def _choices(engine: Engine, tables: dict[str, ir.Table], asked: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The values of some columns, all in one query; none where there are too many to choose from, or only one."""
    lists = []
    for number, (name, column) in enumerate(asked):
        if column in engine.supplied(name):
            values = tables[name].select(value=column).filter(lambda t: t["value"].notnull()).distinct().limit(MOST_CHOICES + 1)
            lists.append(values.mutate(number=ibis.literal(number)))
    found: dict[tuple[str, str], list[str]] = {which: [] for which in asked}
    for row in engine.rows(ibis.union(*lists)) if lists else []:
        found[asked[row["number"]]].append(row["value"])
    return {which: tuple(sorted(values)) if 2 <= len(values) <= MOST_CHOICES else () for which, values in found.items()}
