"""What a workspace holds, in a few numbers and lists: what the filter bar offers and the pages state."""

from dataclasses import dataclass
from datetime import date

from data.schema import TABLES, Table
from data.sql import first_row, quoted
from data.workspace import Workspace

MOST_CHOICES = 500  # a list longer than this is no filter


@dataclass(frozen=True)
class Facts:
    """One workspace version. ``as_of`` is the last day with an order that is not after the day of the newest load."""

    orders: int
    first_day: date | None
    as_of: date | None
    currency: str
    channels: tuple[str, ...]
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to analyse yet."""
        return self.as_of is None


NOTHING = Facts(0, None, None, "", (), (), (), ())


@dataclass(frozen=True)
class Holding:
    """What a workspace holds of one canonical table: its rows, and from when to when they happened."""

    table: str
    rows: int
    first: date | None = None
    last: date | None = None


def holdings(workspace: Workspace) -> tuple[Holding, ...]:
    """Every canonical table with its rows, in the schema's order; empty ones too."""
    cursor = workspace.cursor()

    def held(table: Table) -> Holding:
        span = f"min({quoted(table.happened)})::DATE, max({quoted(table.happened)})::DATE" if table.happened else "NULL, NULL"
        return Holding(table.name, *first_row(cursor, f"SELECT count(*), {span} FROM {table.name}"))

    return tuple(held(table) for table in TABLES.values())


def loaded_on(workspace: Workspace) -> date | None:
    """The day of the newest active load; None without any."""
    day: date | None = first_row(workspace.cursor(), "SELECT max(loaded_at)::DATE FROM _loads WHERE status = 'active'")[0]
    return day


def facts(workspace: Workspace) -> Facts:
    """Read the facts of the workspace's present version: some scans of single columns."""
    cursor, loaded = workspace.cursor(), loaded_on(workspace)
    if loaded is None:
        return NOTHING
    span = "SELECT count(*), min(ordered_at)::DATE, max(ordered_at)::DATE FROM orders WHERE ordered_at::DATE <= ?"
    count, first, last = first_row(cursor, span, [loaded])
    place = workspace.meta("region").partition(".")

    def choices(table: str, column: str) -> tuple[str, ...]:
        found = cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1 LIMIT {MOST_CHOICES + 1}").fetchall()
        return tuple(value for (value,) in found) if 2 <= len(found) <= MOST_CHOICES else ()

    return Facts(
        orders=count,
        first_day=first,
        as_of=last,
        currency=workspace.meta("currency"),
        channels=choices("orders", "channel"),
        categories=choices("orders", "category"),
        regions=choices(place[0], place[2]) if place[0] else (),
        kinds=choices("customers", "kind") or choices("orders", "customer_kind"),
    )
