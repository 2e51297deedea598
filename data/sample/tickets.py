"""The tickets table of the sample company: complaints, returns, and what else customers ask.

Complaints are those of :mod:`data.sample.experience`, returns follow returned order lines, all other tickets follow purchases by chance.
Customers of the planted segment only consult; nothing follows from it.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.baskets import Lines, Returns
from data.sample.columns import NEVER, moments, money, numbered, text
from data.sample.experience import COMPLAINED, OUTCOMES
from data.sample.opinions import by_chance, ratings
from data.sample.population import writes_english
from data.sample.purchases import ANONYMOUS
from data.sample.rhythm import day_number
from data.sample.story import Story
from data.sample.streams import stream
from data.sample.voices import TICKETS

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

HOUR, DAY = 3_600, 86_400
END = truths.DAYS * DAY
"""The second at which the records end."""
KINDS = tuple(TICKETS)
COMPLAINT, RETURN, CONSULTATION = (KINDS.index(name) for name in ("complaint", "return", "consultation"))
OTHER_KINDS = {"consultation": 0.60, "exchange": 0.14, "repair": 0.08, "suggestion": 0.08, "other": 0.10}
ASKS = 0.09
"""The share of purchases that a ticket other than a complaint or a return follows."""
RETURN_TICKETS = 0.8
"""The share of returned lines for which a ticket is on record."""
CHANNELS = dict(zip(truths.FIRST_RESPONSE_HOURS, (0.28, 0.42, 0.12, 0.18), strict=True))
SEVERITIES = {"low": 0.5, "medium": 0.35, "high": 0.15}
WORK_HOURS = 16.0
"""Mean hours from the first response to the resolution, complaints apart."""
RATED = 0.5
COST, COST_A_CONTACT = {"complaint": 40, "return": 25, "exchange": 25, "repair": 60, "consultation": 4, "suggestion": 3, "other": 4}, 8
"""What a ticket costs in yuan, and each contact on top."""
VOICES = tuple((kind, voice) for kind, name in enumerate(KINDS) for voice in TICKETS[name])


@dataclass(frozen=True)
class Cases:
    """One element a ticket, in the order of ``opened``; times in seconds, NEVER where it has not happened; cost in cents."""

    customer: Integers
    kind: Integers
    opened: Integers
    channel: Integers
    responded: Integers
    resolved: Integers
    contacts: Integers
    cost: Integers


def cases(story: Story, lines: Lines, returns: Returns) -> Cases:
    """Every ticket."""
    rng = stream(story.seed, "tickets")
    customer, kind, day, outcome = _openings(rng, story, lines, returns)
    opened = day * DAY + rng.integers(8 * HOUR, 21 * HOUR, day.size)
    rows = np.argsort(opened, kind="stable")
    customer, kind, opened, outcome = customer[rows], kind[rows], opened[rows], outcome[rows]
    channel = rng.choice(len(CHANNELS), opened.size, p=list(CHANNELS.values()))
    mean = np.array(list(truths.FIRST_RESPONSE_HOURS.values()))[channel]
    responded = opened + 1 + (rng.gamma(4.0, mean / 4) * HOUR).astype(np.int64)
    resolved = np.where(kind == COMPLAINT, _after_complaint(rng, opened, responded, outcome), _after_other(rng, opened, responded))
    again = rng.random(opened.size) >= truths.FIRST_CONTACT_RESOLUTION
    contacts = 1 + again * rng.geometric(0.55, opened.size)
    cost = (np.array([COST[name] for name in KINDS])[kind] + COST_A_CONTACT * contacts) * 100
    responded, resolved = (np.where(when < END, when, NEVER) for when in (responded, resolved))
    return Cases(customer, kind, opened, channel, responded, resolved, contacts, cost)


def tickets(story: Story, cases: Cases) -> pa.Table:
    """One row a ticket."""
    rng = stream(story.seed, "ticket details")
    size = cases.customer.size
    agent = rng.integers(0, len(truths.AGENTS), size)
    rated = (cases.resolved != NEVER) & (rng.random(size) < RATED)
    procedure, manner = (ratings(rng, np.array([each[side] for each in truths.AGENTS.values()])[agent], (1, 5)) for side in (0, 1))
    several = cases.contacts > 1
    escalated = np.where(cases.kind == COMPLAINT, *truths.ESCALATED_SHARE.values())
    voice = _voices(rng, cases.kind)
    columns = {
        "ticket_id": numbered("K", np.arange(1, size + 1), 5),
        "opened_at": moments(cases.opened),
        "customer_id": text(numbered("C", np.arange(1, story.population.size + 1), 5).to_pylist(), cases.customer),
        "kind": text(KINDS, cases.kind),
        "channel": text(list(CHANNELS), cases.channel),
        "topic": text([each.topic for _, each in VOICES], voice),
        "severity": text(list(SEVERITIES), rng.choice(len(SEVERITIES), size, p=list(SEVERITIES.values()))),
        "agent": text(list(truths.AGENTS), agent),
        "first_response_at": moments(cases.responded),
        "resolved_at": moments(cases.resolved),
        "reopened": pa.array(several & (rng.random(size) < truths.REOPENED_SHARE)),
        "escalated": pa.array(rng.random(size) < escalated),
        "contacts": pa.array(cases.contacts),
        "rating": _scores(by_chance(rng, (procedure + manner) / 2), rated),
        "procedure_score": _scores(procedure, rated),
        "manner_score": _scores(manner, rated),
        "cost": money(cases.cost),
        "text": _texts(rng, story, cases, voice),
    }
    return pa.table(columns)


def _openings(rng: np.random.Generator, story: Story, lines: Lines, returns: Returns) -> tuple[Integers, Integers, Integers, Integers]:
    """Customer, kind, day and outcome (of complaints) of each ticket."""
    what, sales = story.experience, story.sales
    complained = np.flatnonzero(what.role == COMPLAINED)
    order = lines.order[returns.line]
    sent_back = (sales.customer[order] != ANONYMOUS) & (rng.random(order.size) < RETURN_TICKETS)
    known = np.flatnonzero(sales.customer != ANONYMOUS)
    asking = known[rng.random(known.size) < ASKS]
    asked_kind = np.array([KINDS.index(name) for name in OTHER_KINDS])[rng.choice(len(OTHER_KINDS), asking.size, p=list(OTHER_KINDS.values()))]
    asked_kind = np.where(story.population.planted[sales.customer[asking]], CONSULTATION, asked_kind)
    asked_day = np.minimum(sales.day[asking] + rng.integers(0, 6, asking.size), truths.DAYS - 1)
    parts = (
        (complained, np.full(complained.size, COMPLAINT), what.day[complained], what.outcome[complained]),
        (
            sales.customer[order[sent_back]],
            np.full(sent_back.sum(), RETURN),
            (sales.day[order] + returns.after)[sent_back],
            np.full(sent_back.sum(), -1),
        ),
        (sales.customer[asking], asked_kind, asked_day, np.full(asking.size, -1)),
    )
    customer, kind, day, outcome = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return customer, kind, day, outcome


def _after_complaint(rng: np.random.Generator, opened: Integers, responded: Integers, outcome: Integers) -> Integers:
    """When complaints are resolved: within a day, within days, very late or never."""
    share = rng.random(opened.size)
    fast = responded + (share * np.maximum(opened + (truths.FAST_HOURS - 1) * HOUR - responded, 0)).astype(np.int64)
    within_days = opened + ((2 + 8 * share) * DAY).astype(np.int64)
    late = np.where(share < 0.5, opened + ((truths.LATE_DAYS + 1 + 60 * share) * DAY).astype(np.int64), END)
    return np.select([outcome == OUTCOMES.index(name) for name in ("resolved_fast", "resolved")], [fast, within_days], late)


def _after_other(rng: np.random.Generator, opened: Integers, responded: Integers) -> Integers:
    """When other tickets are resolved; those of the backlog month wait."""
    resolved = responded + (rng.exponential(WORK_HOURS, opened.size) * HOUR).astype(np.int64)
    begins = day_number(truths.BACKLOG_MONTH)
    busy = (opened // DAY >= begins) & (opened // DAY < begins + 30) & (rng.random(opened.size) < truths.BACKLOG_SHARE)
    least, most = truths.BACKLOG_DAYS
    return resolved + busy * rng.integers(least * DAY, most * DAY, opened.size)


def _voices(rng: np.random.Generator, kind: Integers) -> Integers:
    """What each ticket is about: a position in VOICES."""
    weight = np.array([voice.weight for _, voice in VOICES])
    kinds = np.array([number for number, _ in VOICES])
    voice = np.empty(kind.size, dtype=np.int64)
    for number in range(len(KINDS)):
        rows, own = np.flatnonzero(kind == number), np.flatnonzero(kinds == number)
        voice[rows] = rng.choice(own, rows.size, p=weight[own] / weight[own].sum())
    return voice


def _texts(rng: np.random.Generator, story: Story, cases: Cases, voice: Integers) -> pa.Array:
    """The customer's words, in Chinese or English."""
    lists = [texts for _, each in VOICES for texts in (each.chinese, each.english)]
    starts = np.cumsum([0, *map(len, lists)])
    which = 2 * voice + writes_english(rng, story.population, cases.customer)
    return text([each for texts in lists for each in texts], starts[which] + (rng.random(voice.size) * np.diff(starts)[which]).astype(np.int64))


def _scores(score: Integers, rated: Flags) -> pa.Array:
    """Scores where the customer gave one."""
    return pa.array(score.astype(np.float64), mask=~rated)
