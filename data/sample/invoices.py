"""The invoices table of the sample company: one for every order of a company, paid in time, late, in part or not."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.accounts import Accounts
from data.sample.columns import CURRENCY, NEVER, dates, money, numbered, text
from data.sample.purchases import ANONYMOUS
from data.sample.rhythm import day_number
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

TERMS = (30, 45, 60)
"""Days that a company has for paying; each company has its own."""
EARLY = 21
"""Those who pay by the due date pay less than so many days before it."""
PART, PART_PAID = 0.2, 0.4
"""The share of late payers' overdue invoices of which something is paid, and how much of them."""
RATINGS = ("A", "B", "C", "D")
LIMIT_STEP, ROOM = 100_000, 1.25
"""Credit limits are round sums in cents, and leave so much room above what is owed."""
LEAST_DEBT = 50_000
"""Companies above their limit owe at least so much, in cents."""
PAYS, PAYS_LATE, STOPPED = range(3)


@dataclass(frozen=True)
class Invoices:
    """One element an invoice, in the order of issue: positions, days (NEVER: not paid), cents; ``manner`` is that of each customer."""

    customer: Integers
    issued: Integers
    due: Integers
    paid: Integers
    amount: Integers
    received: Integers
    disputed: Flags
    manner: Integers


def bills(story: Story, books: Accounts) -> Invoices:
    """Every invoice, as it stands on the last day."""
    rng = stream(story.seed, "invoices")
    sales = story.sales
    order = np.flatnonzero((sales.customer != ANONYMOUS) & story.population.company[sales.customer])
    order = order[np.argsort(sales.day[order], kind="stable")]
    customer, issued = sales.customer[order], sales.day[order]
    amount = np.rint(np.bincount(books.lines.order, books.lines.cents)).astype(np.int64)[order]
    disputed = rng.random(order.size) < truths.DISPUTED_SHARE
    seen = ~disputed & (issued >= day_number(truths.STOPPED_FROM)) & (issued + max(TERMS) + truths.LONG_OVERDUE < truths.DAYS)
    manner = _manners(rng, story, customer[seen])
    due = issued + rng.choice(TERMS, story.population.size)[customer]
    paid = _paid(rng, manner[customer], issued, due, disputed)
    part = (manner[customer] == PAYS_LATE) & (due < truths.DAYS) & (rng.random(order.size) < PART)
    received = np.where(paid != NEVER, amount, np.where(part & ~disputed, np.rint(PART_PAID * amount).astype(np.int64), 0))
    return Invoices(customer, issued, due, paid, amount, received, disputed, manner)


def invoices(bills: Invoices, customers: int) -> pa.Table:
    """One row an invoice."""
    size = bills.customer.size
    columns = {
        "invoice_id": numbered("F", np.arange(1, size + 1), 5),
        "customer_id": text(numbered("C", np.arange(1, customers + 1), 5).to_pylist(), bills.customer),
        "issued_on": dates(bills.issued),
        "amount": money(bills.amount),
        "currency": text([CURRENCY], np.zeros(size, dtype=np.int64)),
        "due_on": dates(bills.due),
        "paid_on": dates(bills.paid),
        "paid_amount": money(bills.received),
        "disputed": pa.array(bills.disputed),
    }
    return pa.table(columns)


def credit(story: Story, bills: Invoices) -> tuple[Integers, Integers]:
    """Each customer's credit limit in cents and rating as a position in RATINGS, −1 for people."""
    rng = stream(story.seed, "credit")
    company = story.population.company
    owed = np.rint(np.bincount(bills.customer, bills.amount - bills.received, minlength=company.size)).astype(np.int64)
    bought = np.rint(np.bincount(bills.customer, bills.amount, minlength=company.size)).astype(np.int64)
    generous = np.maximum(np.maximum(ROOM * owed, bought / 12), 1)
    limit = (np.ceil(generous / LIMIT_STEP).astype(np.int64) + rng.integers(0, 4, company.size)) * LIMIT_STEP
    over = rng.choice(np.flatnonzero(owed >= LEAST_DEBT), truths.OVER_LIMIT, replace=False)
    limit[over] = np.floor(owed[over] * rng.uniform(0.4, 0.9, over.size) / 10_000).astype(np.int64) * 10_000
    shares = np.array([(0.55, 0.35, 0.10, 0.0), (0.05, 0.35, 0.45, 0.15), (0.0, 0.0, 0.3, 0.7)])[bills.manner]
    rating = (rng.random(company.size)[:, None] >= shares.cumsum(axis=1)).sum(axis=1)
    return np.where(company, limit, -1), np.where(company, np.minimum(rating, len(RATINGS) - 1), -1)


def _manners(rng: np.random.Generator, story: Story, bought: Integers) -> Integers:
    """How each company pays: the stated share late, the stated number of those who bought after that day, long enough ago, not any more."""
    manner = np.full(story.population.size, PAYS)
    firms = np.flatnonzero(story.population.company)
    manner[rng.choice(firms, round(truths.LATE_PAYERS * firms.size), replace=False)] = PAYS_LATE
    in_time = np.unique(bought[manner[bought] == PAYS])
    manner[rng.choice(in_time, truths.STOPPED_PAYING, replace=False)] = STOPPED
    return manner


def _paid(rng: np.random.Generator, manner: Integers, issued: Integers, due: Integers, disputed: Flags) -> Integers:
    """The day on which each invoice was paid whole, NEVER if it was not by the last day."""
    late = rng.geometric(1 / truths.LATE_DAYS_MEAN, manner.size)
    early = rng.integers(0, EARLY, manner.size)
    day = np.where(manner == PAYS_LATE, due + late, due - early)
    day = np.where(disputed, issued + truths.DISPUTE_DAYS, day)
    stopped = (manner == STOPPED) & (issued >= day_number(truths.STOPPED_FROM))
    return np.where(stopped | (day >= truths.DAYS), NEVER, day)
