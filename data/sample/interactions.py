"""The interactions table of the sample company: visits, calls and mails to companies, messages to people, and who joined the programme.

A company is visited within what it earns, the heavy users far beyond; in the last weeks only covered companies are contacted at all.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.accounts import Accounts
from data.sample.columns import moments, numbered, text
from data.sample.companies import Companies
from data.sample.story import Story
from data.sample.streams import stream
from data.sample.tickets import Cases

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

HOUR, DAY = 3_600, 86_400
KINDS = tuple(truths.INTERACTION_COST)
VISIT, CALL, EMAIL, MESSAGE, MEETING = range(len(KINDS))
SERVED = 0.5
"""Tickets and contacts of an ordinary company cost at most about this share of its gross profit."""
PLANS = ((VISIT, 0.5, 36), (MEETING, 0.15, 6), (CALL, 0.1, 10), (EMAIL, 0.05, 8))
"""Kinds of contact, with the share of that budget that each may take and how many there are at most."""
MESSAGES = 0.8
"""Messages sent to a person, on average."""
OUTCOMES = ("跟进中 Following up", "已下单 Order placed", "未联系上 No answer", "已报价 Quoted", truths.PROGRAMME_OUTCOME)
OUTCOME_SHARES = (0.45, 0.25, 0.15, 0.15)
JOINED = len(OUTCOMES) - 1
CHANNELS = ("上门 On site", "电话 Phone", "邮件 Email", "微信 WeChat", "会议室 Meeting room")
"""Where each kind of contact takes place."""
SUBJECTS = ("例行回访 Routine visit", "新品介绍 New teas", "续约与补货 Renewal and restocking", "节日礼品 Festival gifts", truths.PROGRAMME)
MINUTES = np.array([50.0, 9.0, 3.0, 1.0, 80.0])


@dataclass(frozen=True)
class Contacts:
    """One element a contact."""

    customer: Integers
    kind: Integers
    at: Integers
    outcome: Integers

    @staticmethod
    def joined(*parts: "Contacts") -> "Contacts":
        """The parts one after another."""
        return Contacts(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("customer", "kind", "at", "outcome")))


def interactions(story: Story, books: Accounts, firms: Companies, cases: Cases) -> pa.Table:
    """One row a contact, in the order of time."""
    rng = stream(story.seed, "interactions")
    contacts = Contacts.joined(_planned(rng, story, books, firms, cases), _covering(rng, firms), _messages(rng, story), _joining(rng, story))
    rows = np.argsort(contacts.at, kind="stable")
    customer, kind, outcome = contacts.customer[rows], contacts.kind[rows], contacts.outcome[rows]
    inbound = (outcome == JOINED) | (kind != VISIT) & (kind != MESSAGE) & (rng.random(kind.size) < 0.3)
    subject = np.where(outcome == JOINED, len(SUBJECTS) - 1, rng.integers(0, len(SUBJECTS) - 1, kind.size))
    columns = {
        "customer_id": text(numbered("C", np.arange(1, story.population.size + 1), 5).to_pylist(), customer),
        "at": moments(contacts.at[rows]),
        "kind": text(KINDS, kind),
        "channel": text(CHANNELS, kind),
        "direction": text(("outbound", "inbound"), inbound.astype(np.int64)),
        "outcome": text(OUTCOMES, outcome),
        "owner": text(truths.MANAGERS, firms.manager[customer]),
        "subject": text(SUBJECTS, subject),
        "minutes": pa.array(np.ceil(MINUTES[kind] * rng.uniform(0.5, 1.5, kind.size))),
    }
    return pa.table(columns)


def _planned(rng: np.random.Generator, story: Story, books: Accounts, firms: Companies, cases: Cases) -> Contacts:
    """Contacts with companies before the last weeks."""
    day, company = story.population.first_day, story.population.company
    tickets = np.bincount(cases.customer, cases.cost, minlength=day.size)
    last = truths.DAYS - truths.COVERED_DAYS
    budget = np.where(company & (day < last - 1), np.maximum(SERVED * books.profit - tickets, 0), 0) / 100
    beyond = (truths.HEAVY_COST_RATIO * books.profit - tickets) / 100 / truths.INTERACTION_COST["visit"]
    parts = []
    for kind, share, most in PLANS:
        count = np.minimum(share * budget // truths.INTERACTION_COST[KINDS[kind]], most).astype(np.int64)
        if kind == VISIT:
            count = np.where(firms.heavy, np.ceil(np.maximum(beyond, 1)).astype(np.int64), count)
        customer = np.repeat(np.arange(day.size), count)
        when = day[customer] + 1 + (rng.random(customer.size) * (last - 1 - day[customer])).astype(np.int64)
        parts.append(_contacts(rng, customer, np.full(customer.size, kind), when))
    return Contacts.joined(*parts)


def _covering(rng: np.random.Generator, firms: Companies) -> Contacts:
    """One call or mail in the last weeks to each covered company."""
    customer = np.flatnonzero(firms.covered)
    kind = rng.choice((CALL, EMAIL), customer.size)
    return _contacts(rng, customer, kind, truths.DAYS - 1 - rng.integers(0, truths.COVERED_DAYS, customer.size))


def _messages(rng: np.random.Generator, story: Story) -> Contacts:
    """Messages to people, after their first orders."""
    day = story.population.first_day
    customer = np.repeat(np.arange(day.size), np.where(story.population.company, 0, rng.poisson(MESSAGES, day.size)))
    when = day[customer] + (rng.random(customer.size) * (truths.DAYS - day[customer])).astype(np.int64)
    return _contacts(rng, customer, np.full(customer.size, MESSAGE), when)


def _joining(rng: np.random.Generator, story: Story) -> Contacts:
    """The message by which a person joined the programme."""
    customer = np.flatnonzero(story.programme.joined >= 0)
    contacts = _contacts(rng, customer, np.full(customer.size, MESSAGE), story.programme.joined[customer])
    return Contacts(customer, contacts.kind, contacts.at, np.full(customer.size, JOINED))


def _contacts(rng: np.random.Generator, customer: Integers, kind: Integers, day: Integers) -> Contacts:
    """Contacts in the working hours of the days, with an outcome by chance."""
    at = day * DAY + rng.integers(9 * HOUR, 18 * HOUR, customer.size)
    return Contacts(customer, kind, at, rng.choice(len(OUTCOME_SHARES), customer.size, p=OUTCOME_SHARES))
