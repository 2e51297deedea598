"""What customers live through once — a complaint, a silent disappointment, a survey — and whether they buy again after it.

The experience follows a purchase chosen by chance among the customer's own, early enough to watch what comes after. What would have happened
anyway is known (the customer's intended orders); it is turned into the planted probability by as few changes as possible: those who should
buy again less often lose all later orders, those who should more often gain one, by independent coin flips within each group of customers
who buy at the same rate. Experiences too close to the end, which cannot be watched, change nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.opinions import Opinions
from data.sample.population import Population, region_places
from data.sample.purchases import Orders
from data.sample.streams import stream

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROLES = tuple(truths.EXPERIENCES)
COMPLAINED, SILENT, ASKED, NOTHING = range(len(ROLES))
OUTCOMES = tuple(truths.COMPLAINT_OUTCOMES)
LAG = (3, 10)
"""Days from the purchase to the complaint or the survey."""


@dataclass(frozen=True)
class Experience:
    """One element a customer. ``day`` is that of the complaint or answer; ``csat`` the answer, when silent or asked; ``outcome`` a position.

    ``watched``: the experience lies early enough to change what follows, and ``returns`` says whether the customer buys again after it.
    """

    role: Integers
    day: Integers
    outcome: Integers
    csat: Integers
    watched: Flags
    returns: Flags


def experience(seed: int, population: Population, intended: Orders, opinions: Opinions) -> Experience:
    """Draw what happens to whom, and who buys again."""
    rng = stream(seed, "experience")
    early = intended.day + LAG[1] + truths.REPURCHASE_DAYS < truths.DAYS
    first, second = (rng.choice(len(ROLES), population.size, p=list(truths.EXPERIENCES.values())) for _ in range(2))
    early_purchase, late_purchase = (_one_purchase(rng, intended, which, population.size) for which in (early, ~early))
    watched = ~population.planted & (first != NOTHING) & (early_purchase >= 0)
    late = ~population.planted & ~watched & (late_purchase >= 0)
    role = np.select([watched, late], [first, second], NOTHING)
    day = np.where(watched, early_purchase, late_purchase) + rng.integers(LAG[0], LAG[1] + 1, population.size)
    outcome = rng.choice(len(OUTCOMES), population.size, p=list(truths.COMPLAINT_OUTCOMES.values()))
    csat = np.where(role == SILENT, rng.choice(truths.SILENT_CSAT, population.size), opinions.csat)
    day = np.where(watched, day, np.clip(day, truths.DAYS - truths.REPURCHASE_DAYS, truths.DAYS - 1))
    target = _targets(population, role, outcome, csat)
    returns = _returns(rng, population, watched, _buys_again(intended, day, population.size), target)
    return Experience(role, day, outcome, csat, watched, returns)


def lived(seed: int, intended: Orders, what: Experience) -> Orders:
    """The intended orders, less those of customers who do not return, and with one more of those who return against their intention."""
    again = _buys_again(intended, what.day, what.day.size)
    lost = (what.watched & ~what.returns)[intended.customer] & (intended.day > what.day[intended.customer])
    gained = np.flatnonzero(what.watched & what.returns & ~again)
    days = what.day[gained] + stream(seed, "won back").integers(1, truths.REPURCHASE_DAYS + 1, gained.size)
    return Orders.joined(Orders(intended.customer[~lost], intended.day[~lost]), Orders(gained, days))


def in_watch(orders: Orders, what: Experience) -> Flags:
    """Which orders decide whether a customer has bought again after what is watched."""
    after = orders.day - what.day[orders.customer]
    return what.watched[orders.customer] & (after > 0) & (after <= truths.REPURCHASE_DAYS)


def _one_purchase(rng: np.random.Generator, intended: Orders, which: Flags, size: int) -> Integers:
    """The day of one of each customer's orders among ``which``, each equally likely; −1 for customers without one."""
    shuffled = rng.permutation(np.flatnonzero(which))
    day = np.full(size, -1, dtype=np.int64)
    day[intended.customer[shuffled]] = intended.day[shuffled]
    return day


def _buys_again(intended: Orders, day: Integers, size: int) -> Flags:
    """Who orders within the days after ``day`` anyway."""
    after = intended.day - day[intended.customer]
    again = (after > 0) & (after <= truths.REPURCHASE_DAYS)
    return np.bincount(intended.customer[again], minlength=size) > 0


def _targets(population: Population, role: Integers, outcome: Integers, csat: Integers) -> Floats:
    """The planted probability of buying again."""
    after_complaint = np.array([truths.COMPLAINT_REPURCHASE[name] for name in OUTCOMES])[outcome]
    by_satisfaction = np.clip(truths.REPURCHASE_AT_MEAN + truths.REPURCHASE_A_POINT * (csat - 7), 0.0, 1.0)
    trapped = (role == ASKED) & region_places(truths.TRAP_REGION)[population.place]
    return np.select([role == COMPLAINED, trapped], [after_complaint, np.full(role.size, truths.TRAP_REPURCHASE)], by_satisfaction)


def _returns(rng: np.random.Generator, population: Population, watched: Flags, anyway: Flags, target: Floats) -> Flags:
    """Who buys again: with the target's probability, whatever the group's own rate is, and near to what would happen anyway."""
    chance = np.zeros(target.size)
    for group in (population.company, population.poor, population.people & ~population.poor):
        members = group & watched
        own = anyway[members].mean()
        stays, comes = np.minimum(target / own, 1.0), np.maximum((target - own) / (1 - own), 0.0)
        chance = np.where(members, np.where(anyway, stays, comes), chance)
    return rng.random(target.size) < chance
