"""How much is known: the groups of information of each table, and which of it counts in the score.

A group is what one asks about at a time (who, how to reach them, where, …). Within it, an item is known of a row when any
of its columns is filled: an e-mail address is as good as a telephone number to reach somebody. The items are fixed, so
that filling a cell never lowers completeness, and what was never collected counts as not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

import ibis.expr.types as ir
import pandas as pd

ATTRIBUTES = "attributes"  # columns under the users' own headers
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "customers": {
        "identity": ("customer_id", "name", "first_name", "last_name", "kind", "contact_person"),
        "contact": ("phone", "email"),
        "profile": ("gender", "birth_date", "age", "income", "education", "occupation", "family", "industry", "company_size"),
        "place": ("country", "region", "province", "city"),
        "relationship": (
            "joined_on", "acquisition_channel", "referred_by", "member_tier", "points", "account_manager", "credit_limit", "credit_rating",
        ),
        "contract": ("tenure_months", "monthly_charge", "churned", "churned_on", "churn_reason"),
    },
    "orders": {
        "who": ("customer_id", "customer_name", "customer_kind"),
        "when": ("ordered_at", "paid_at"),
        "what": ("product_id", "product", "category"),
        "how_much": ("amount", "quantity", "unit_price", "discount", "cost", "profit", "refund", "currency"),
        "where": ("channel", "store", "salesperson", "country", "region", "province", "city"),
        "course": ("order_id", "status", "is_return"),
    },
    "interactions": {"contacts": ("customer_id", "at", "kind", "channel", "direction", "outcome", "owner", "subject", "minutes")},
    "tickets": {
        "case": ("ticket_id", "customer_id", "kind", "channel", "topic", "severity", "text"),
        "handling": ("opened_at", "first_response_at", "resolved_at", "reopened", "escalated", "contacts", "agent", "cost"),
        "verdict": ("rating", "procedure_score", "manner_score"),
    },
    "surveys": {
        "answers": (
            "response_id", "question", "score", "customer_id", "answered_at",
            "instrument", "dimension", "scale_min", "scale_max", "weight", "comment",
        ),
    },
    "leads": {
        "origin": ("lead_id", "created_at", "source", "campaign", "referred_by"),
        "stages": ("stage", "contacted_at", "qualified_at", "proposed_at", "won_at", "lost_at", "converted", "customer_id"),
        "prospects": ("expected_value", "need", "budget", "authority", "difficulty", "owner"),
    },
    "invoices": {"receivables": ("invoice_id", "customer_id", "issued_on", "amount", "currency", "due_on", "paid_on", "paid_amount", "disputed")},
    "spend": {"marketing": ("channel", "month", "amount", "currency", "campaign", "leads", "impressions", "clicks")},
    "targets": {"goals": ("name", "period", "target", "customer_id", "segment", "owner")},
}  # fmt: skip
# What the analyses live on. Columns that no row goes without are left out: they would only flatter.
ESSENTIAL: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {
    "customers": {
        "identity": (("name",),),
        "contact": (("phone", "email"),),
        "profile": (("gender", "birth_date", "age", "income", "education", "occupation", "family", "industry", "company_size"),),
        "place": (("city", "province", "region", "country"),),
        "relationship": (("joined_on",), ("acquisition_channel", "referred_by")),
    },
    "orders": {
        "who": (("customer_id",),),
        "what": (("product", "product_id", "category"),),
        "how_much": (("quantity",),),
        "where": (("channel", "store"),),
    },
    "interactions": {"contacts": (("kind", "channel"), ("outcome", "subject"))},
    "tickets": {"case": (("customer_id",), ("kind", "topic"))},
    "surveys": {"answers": (("customer_id",), ("answered_at",))},
    "leads": {"origin": (("source", "campaign"), ("created_at",)), "stages": (("stage", "converted"),)},
    "invoices": {"receivables": (("due_on",),)},
}
JOIN = "|"  # between the columns of one item


@dataclass(frozen=True)
class Item:
    """Something that should be known of every row of a table: any of its columns says it."""

    table: str
    group: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The columns in one word: phone|email."""
        return JOIN.join(self.columns)


def items(table: str) -> tuple[Item, ...]:
    """What should be known of every row of a table."""
    return tuple(Item(table, group, columns) for group, wanted in ESSENTIAL.get(table, {}).items() for columns in wanted)


def group_of(table: str, column: str) -> str:
    """The group of information that a column belongs to; the users' own columns are a group of their own."""
    return next((group for group, columns in GROUPS.get(table, {}).items() if column in columns), ATTRIBUTES)


def filled(table: ir.Table, column: str) -> ir.BooleanValue:
    """Whether a cell says anything: empty text does not."""
    cell = table[column]
    return (cell.notnull() & (cell != "")).fill_null(False) if cell.type().is_string() else cell.notnull()


def known(table: ir.Table, item: Item) -> ir.BooleanValue:
    """Whether any of the item's columns is filled."""
    return reduce(or_, (filled(table, column) for column in item.columns))


def columns_table(counted: Mapping[str, tuple[int, Mapping[str, int]]]) -> pd.DataFrame:
    """One row a column: table, group, column, rows, filled, share, essential. Empty ones only where nothing else says what they would.

    ``counted``: table → its rows, and the filled cells of each of its columns.
    """
    rows = []
    for table, (total, cells) in counted.items():
        wanted = {column for item in items(table) for column in item.columns}
        lacking = {column for item in items(table) if not any(cells[name] for name in item.columns) for column in item.columns}
        order = [*GROUPS.get(table, {}), ATTRIBUTES]
        for column in sorted(cells, key=lambda name: order.index(group_of(table, name))):
            if cells[column] or column in lacking:
                rows.append((table, group_of(table, column), column, total, cells[column], cells[column] / total, column in wanted))
    return pd.DataFrame(rows, columns=["table", "group", "column", "rows", "filled", "share", "essential"])


def groups_table(counted: Mapping[Item, tuple[int, int]]) -> pd.DataFrame:
    """One row a group of information that counts: table, group, share (mean of its items' shares of rows), items.

    ``counted``: item → the rows of its table, and those of which it is known.
    """
    shares: dict[tuple[str, str], list[float]] = {}
    for item, (total, told) in counted.items():
        shares.setdefault((item.table, item.group), []).append(told / total)
    rows = [(table, group, sum(parts) / len(parts), len(parts)) for (table, group), parts in shares.items()]
    return pd.DataFrame(rows, columns=["table", "group", "share", "items"])
