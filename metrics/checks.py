"""What cannot be: rules that a row breaks by itself (validity), or by contradicting another cell (consistency).

A rule judges only rows that have the cells it needs. Nothing is changed or left out: rows are counted and shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import and_

import ibis
import ibis.expr.types as ir

Test = Callable[[ir.Table, "Given"], ir.BooleanValue]

FEWEST_DIGITS, MOST_DIGITS = 7, 15  # of a telephone number: ITU-T E.164 allows fifteen
ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"
HIDDEN = r"^h?[0-9a-fA-F]{16,}$|\*"  # hashed or masked before it was stored: its form says nothing
NOTHING_DATES = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1970, 1, 1))  # how spreadsheets and computers write no date
CENT = 0.01
STAGES = ("contacted_at", "qualified_at", "proposed_at", "won_at", "lost_at")
YOUNGER, OLDER = 2, 12  # years that an age may be off its day of birth


@dataclass(frozen=True)
class Given:
    """What rules are judged by."""

    loaded_on: date
    oldest_age: int  # years
    price_tolerance: float  # share


@dataclass(frozen=True)
class Check:
    """One rule. ``columns``: the cells it needs, the one to show first; ``broken`` is only asked of rows that have them all."""

    code: str
    part: str
    table: str
    columns: tuple[str, ...]
    broken: Test

    @property
    def column(self) -> str:
        """The column that is shown."""
        return self.columns[0]

    def on(self, table: ir.Table, given: Given) -> ir.BooleanValue:
        """Whether each row breaks the rule; never NULL."""
        have = reduce(and_, (table[name].notnull() for name in self.columns))
        return (have & self.broken(table, given)).fill_null(False)


def _negative(table: str, *columns: str) -> list[Check]:
    def broken(column: str) -> Test:
        return lambda t, _: t[column] < 0

    return [Check("negative", "validity", table, (column,), broken(column)) for column in columns]


def _dates(table: str, *columns: str) -> list[Check]:
    """Moments that have been: none is after the day of the load, none is a computer's way to write nothing."""

    def future(column: str) -> Test:
        return lambda t, given: t[column] >= _day(t, column, given.loaded_on + timedelta(days=1))

    def nothing(column: str) -> Test:
        return lambda t, _: t[column].cast("date").isin([ibis.literal(day, type="date") for day in NOTHING_DATES])

    found = [Check("future_date", "validity", table, (column,), future(column)) for column in columns]
    return [*found, *(Check("nothing_date", "validity", table, (column,), nothing(column)) for column in columns if column != "birth_date")]


def _day(table: ir.Table, column: str, day: date) -> ir.Value:
    """A day as a value of the column's own type."""
    return ibis.literal(day, type="date").cast(table[column].type())


def _in_order(code: str, table: str, later: str, earlier: str) -> Check:
    """The first day does not lie before the second; times of one day are not compared, because many files know none."""
    return Check(code, "consistency", table, (later, earlier), lambda t, _: t[later].cast("date") < t[earlier].cast("date"))


def _too_old(t: ir.Table, given: Given) -> ir.BooleanValue:
    return t.birth_date < ibis.literal(given.loaded_on.replace(year=given.loaded_on.year - given.oldest_age, day=1), type="date")


def _age_differs(t: ir.Table, given: Given) -> ir.BooleanValue:
    """The age is not what the day of birth makes it: two years more, or many less, because files may be older than their load."""
    made = ibis.literal(given.loaded_on.year, type="int64") - t.birth_date.year()
    return (t.age - made > YOUNGER) | (made - t.age > OLDER)


def _digits(text: ir.StringValue) -> ir.IntegerValue:
    return text.re_replace("[^0-9]", "").length()


def _phone(t: ir.Table, _: Given) -> ir.BooleanValue:
    return ~t.phone.re_search(HIDDEN) & ~_digits(t.phone).between(FEWEST_DIGITS, MOST_DIGITS)


def _address(t: ir.Table, _: Given) -> ir.BooleanValue:
    return ~t.email.re_search(HIDDEN) & ~t.email.strip().re_search(ADDRESS)


def _listed(t: ir.Table) -> ir.FloatingValue:
    """Quantity × unit price, whatever their signs."""
    return (t.quantity.cast("float64") * t.unit_price.cast("float64")).abs()


def _above_price(t: ir.Table, given: Given) -> ir.BooleanValue:
    """More was paid than quantity × unit price and a tolerance for tax and freight; less may be a discount."""
    return (_listed(t) > 0) & (t.amount.cast("float64").abs() > _listed(t) * (1 + given.price_tolerance) + CENT)


def _discount(t: ir.Table, _: Given) -> ir.BooleanValue:
    """A discount in money above quantity × unit price; up to 100 it may be a percentage."""
    return (t.discount > 100) & (_listed(t) > 0) & (t.discount > _listed(t) + CENT)


def _off_scale(t: ir.Table, _: Given) -> ir.BooleanValue:
    return (t.score < t.scale_min) | (t.score > t.scale_max)


CHECKS: tuple[Check, ...] = (
    Check("age_range", "validity", "customers", ("age",), lambda t, given: (t.age < 0) | (t.age > given.oldest_age)),
    Check("birth_range", "validity", "customers", ("birth_date",), _too_old),
    *_dates("customers", "birth_date", "joined_on", "churned_on"),
    *_negative("customers", "income", "credit_limit", "points", "tenure_months", "monthly_charge"),
    Check("email_form", "validity", "customers", ("email",), _address),
    Check("phone_form", "validity", "customers", ("phone",), _phone),
    _in_order("joined_before_birth", "customers", "joined_on", "birth_date"),
    _in_order("churned_before_joined", "customers", "churned_on", "joined_on"),
    Check("churned_not", "consistency", "customers", ("churned_on", "churned"), lambda t, _: ~t.churned),
    Check("age_differs", "consistency", "customers", ("age", "birth_date"), _age_differs),
    Check("referred_self", "consistency", "customers", ("referred_by",), lambda t, _: t.referred_by == t.customer_id),
    *_dates("orders", "ordered_at", "paid_at"),
    *_negative("orders", "unit_price", "discount", "refund"),
    Check("negative_quantity", "validity", "orders", ("quantity",), lambda t, _: (t.quantity < 0) & ~t.is_return.fill_null(False)),
    Check("negative_amount", "validity", "orders", ("amount",), lambda t, _: (t.amount < 0) & ~t.is_return.fill_null(False)),
    Check("discount_above_price", "consistency", "orders", ("discount", "quantity", "unit_price"), _discount),
    Check("amount_above_price", "consistency", "orders", ("amount", "quantity", "unit_price"), _above_price),
    Check("refund_above_amount", "consistency", "orders", ("refund", "amount"),
          lambda t, _: t.refund.cast("float64") > t.amount.cast("float64").abs() + CENT),
    _in_order("paid_before_ordered", "orders", "paid_at", "ordered_at"),
    *_dates("interactions", "at"),
    Check("minutes_range", "validity", "interactions", ("minutes",), lambda t, _: (t.minutes < 0) | (t.minutes > 24 * 60)),
    *_dates("tickets", "opened_at", "first_response_at", "resolved_at"),
    *_negative("tickets", "contacts", "cost", "rating", "procedure_score", "manner_score"),
    _in_order("resolved_before_opened", "tickets", "resolved_at", "opened_at"),
    _in_order("answered_before_opened", "tickets", "first_response_at", "opened_at"),
    _in_order("resolved_before_answered", "tickets", "resolved_at", "first_response_at"),
    *_dates("surveys", "answered_at"),
    *_negative("surveys", "weight"),
    Check("off_scale", "validity", "surveys", ("score", "scale_min", "scale_max"), _off_scale),
    Check("scale_upside_down", "consistency", "surveys", ("scale_min", "scale_max"), lambda t, _: t.scale_min >= t.scale_max),
    *_dates("leads", "created_at", *STAGES),
    *_negative("leads", "expected_value"),
    *(_in_order("stage_before_created", "leads", stage, "created_at") for stage in STAGES),
    Check("won_and_lost", "consistency", "leads", ("won_at", "lost_at"), lambda t, _: t.won_at.notnull()),
    Check("won_not_converted", "consistency", "leads", ("won_at", "converted"), lambda t, _: ~t.converted),
    *_dates("invoices", "issued_on", "paid_on"),
    *_negative("invoices", "paid_amount"),
    _in_order("due_before_issued", "invoices", "due_on", "issued_on"),
    _in_order("paid_before_issued", "invoices", "paid_on", "issued_on"),
    Check("paid_above_amount", "consistency", "invoices", ("paid_amount", "amount"),
          lambda t, _: t.paid_amount.cast("float64") > t.amount.cast("float64").abs() + CENT),
    *_dates("spend", "month"),
    *_negative("spend", "amount", "leads", "impressions", "clicks"),
)  # fmt: skip


def checks_of(name: str) -> tuple[Check, ...]:
    """The rules of one table."""
    return tuple(check for check in CHECKS if check.table == name)
