"""What restricts the orders and the customers of a question; both frozen and JSON-able, so they can be cache keys."""

from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir


@dataclass(frozen=True)
class OrderFilters:
    """Which orders count. Changing one means aggregating the orders again; empty means all."""

    start: date | None = None
    channels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def without_start(self) -> "OrderFilters":
        """The same filters over the whole history."""
        return OrderFilters(channels=self.channels, categories=self.categories)

    def apply(self, orders: ir.Table, as_of: date) -> ir.Table:
        """The order lines that count: up to the end of ``as_of``, from ``start``, in the chosen channels and categories."""
        day = orders.ordered_at.date()
        kept = orders.filter(day <= as_of)
        if self.start is not None:
            kept = kept.filter(day >= self.start)
        if self.channels:
            kept = kept.filter(kept.channel.isin(self.channels))
        if self.categories:
            kept = kept.filter(kept.category.isin(self.categories))
        return kept


@dataclass(frozen=True)
class CustomerFilters:
    """Which customers count, by what is known of them; empty means all. Selects rows of ``activity`` in milliseconds."""

    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def apply(self, activity: ir.Table) -> ir.Table:
        """The rows of the chosen customers."""
        if self.regions:
            activity = activity.filter(activity.region.isin(self.regions))
        if self.kinds:
            activity = activity.filter(activity.kind.isin(self.kinds))
        return activity
