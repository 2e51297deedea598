"""The order level: from order lines to one row a customer, one row a customer-day, one row a month.

Ibis expressions only, so the same code runs where the orders live. A line is a *sale* when its amount is positive, it is
not a return, and its order was neither cancelled nor left unpaid; an order whose status says refunded is a sale that came
back. Spend is sales before returns; returns stand beside it, never inside it: the refund that is stated, or all of what is only called refunded.
"""

from datetime import date

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from data.filters import OrderFilters

VOID = ("cancelled", "unpaid", "open")  # orders that never became a sale: called off, not paid, or not won yet
MONEY = dt.Decimal(18, 4)  # not "decimal(18,4)": reading such a text the first time takes a quarter of a second
NO_FILTERS = OrderFilters()


def lines(orders: ir.Table, as_of: date, filters: OrderFilters = NO_FILTERS) -> ir.Table:
    """One row an order line that the filters keep, with ``day``, ``sold`` (money, 0 unless a sale) and ``returned`` (money ≥ 0)."""
    kept = filters.apply(orders, as_of)
    void = kept.status.isin(VOID).fill_null(False)
    back = kept.is_return.fill_null(False) | (kept.amount < 0)
    sale = (kept.amount > 0) & ~back & ~void
    zero = ibis.literal(0).cast(MONEY)
    given_back = ibis.cases(
        (void, zero),
        (back, kept.amount.abs()),
        ((kept.refund != 0).fill_null(False), kept.refund.abs()),  # of a part too; some shops write refunds below zero
        (kept.status == "refunded", kept.amount),
        else_=zero,
    )
    return kept.mutate(day=kept.ordered_at.date(), is_sale=sale, sold=ibis.ifelse(sale, kept.amount, zero), returned=given_back.cast(MONEY))


def activity(orders: ir.Table, customers: ir.Table, as_of: date, filters: OrderFilters = NO_FILTERS, region: str = "") -> ir.Table:
    """One row a customer with at least one sale. Order level: materialise it once per (version, as_of, filters).

    ``region`` names where a customer's region is read: ``customers.province`` or ``orders.country``, say; empty for nowhere.
    """
    known = lines(orders, as_of, filters).filter(lambda t: t.customer_id.notnull())
    place = region.partition(".")
    of_order = known[place[2]] if place[0] == "orders" else ibis.null("string")
    spent = (
        known.mutate(place=of_order)
        .group_by("customer_id")
        .agg(
            first_order_on=lambda t: t.day.min(where=t.is_sale),
            last_order_on=lambda t: t.day.max(where=t.is_sale),
            spend=lambda t: t.sold.sum().cast(MONEY),
            returned=lambda t: t.returned.sum().cast(MONEY),
            bought_in=lambda t: t.place.max(),
            order_name=lambda t: t.customer_name.max(),
            order_kind=lambda t: t.customer_kind.max(),
        )
    )
    # Counted apart: beside the sums, engines keep all lines in memory for the sake of two distinct counts.
    sales = known.filter(known.is_sale)
    ordered = (
        sales.filter(sales.order_id.notnull()).select("customer_id", "order_id").distinct().group_by("customer_id").agg(orders=lambda t: t.count())
    )
    active = sales.select("customer_id", "day").distinct().group_by("customer_id").agg(active_days=lambda t: t.count())
    about = customers.select(
        "customer_id", "name", "kind", "acquisition_channel", lives_in=customers[place[2]] if place[0] == "customers" else ibis.null("string")
    )
    joined = spent.inner_join(ordered, "customer_id").inner_join(active, "customer_id").left_join(about, "customer_id")
    return joined.select(
        "customer_id",
        "first_order_on",
        "last_order_on",
        "orders",
        "active_days",
        "spend",
        "returned",
        "acquisition_channel",
        name=ibis.coalesce(joined.name, joined.order_name),
        kind=ibis.coalesce(joined.kind, joined.order_kind),
        region=ibis.coalesce(joined.lives_in, joined.bought_in),
    )


def customer_days(orders: ir.Table, as_of: date, filters: OrderFilters = NO_FILTERS) -> ir.Table:
    """One row a known customer and day with a sale; ``gap_days`` since the customer's previous such day, NULL on the first."""
    days = (
        lines(orders, as_of, filters)
        .filter(lambda t: t.customer_id.notnull() & t.is_sale)
        .group_by(["customer_id", "day"])
        .agg(orders=lambda t: t.order_id.nunique(), spend=lambda t: t.sold.sum().cast(MONEY))
    )
    previous = days.day.lag().over(ibis.window(group_by="customer_id", order_by="day"))
    return days.mutate(gap_days=days.day.delta(previous, unit="day"))


def ledger(orders: ir.Table, as_of: date, filters: OrderFilters = NO_FILTERS) -> ir.Table:
    """One row a month and whether its customers are known: sales and returns of all lines, anonymous ones included."""
    booked = lines(orders, as_of, filters).mutate(known=lambda t: t.customer_id.notnull(), month=lambda t: ibis.date(t.day.year(), t.day.month(), 1))
    return booked.group_by(["month", "known"]).agg(
        orders=lambda t: t.order_id.nunique(where=t.is_sale),
        lines=lambda t: t.count(where=t.is_sale),
        spend=lambda t: t.sold.sum().cast(MONEY),
        returned=lambda t: t.returned.sum().cast(MONEY),
        return_lines=lambda t: t.count(where=t.returned > 0),
    )
