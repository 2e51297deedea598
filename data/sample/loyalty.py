"""The loyalty programme: who joins, when, and the orders that it causes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.experience import Experience
from data.sample.population import Population, region_places
from data.sample.purchases import Orders
from data.sample.rhythm import day_number
from data.sample.streams import stream

Integers = NDArray[np.int64]

OPENS = day_number(truths.PROGRAMME_FROM)
ACTS_FROM = OPENS + truths.PROGRAMME_OPEN_DAYS
"""The first day of the orders that the programme causes."""
WELCOME_POINTS = 100
"""Points for joining, beside one for each yuan of sales."""


@dataclass(frozen=True)
class Programme:
    """``joined``: the day each customer joined, −1 for who did not. ``orders``: those that the programme caused."""

    joined: Integers
    orders: Orders


def programme(seed: int, population: Population, lived: Orders, what: Experience) -> Programme:
    """Draw who joins, by the orders of the year before, and the extra orders."""
    rng = stream(seed, "programme")
    recent = (lived.day < OPENS) & (lived.day >= OPENS - truths.PROGRAMME_BEFORE_DAYS)
    before = np.bincount(lived.customer[recent], minlength=population.size)
    invited = population.people & ~region_places(truths.DECLINING_REGION)[population.place] & (population.first_day < OPENS)
    chance = np.array(truths.PROGRAMME_JOINS)[np.minimum(before, len(truths.PROGRAMME_JOINS) - 1)]
    joins = invited & (rng.random(population.size) < chance)
    joined = np.where(joins, OPENS + rng.integers(0, truths.PROGRAMME_OPEN_DAYS, population.size), -1)
    count = np.where(joins, rng.poisson(truths.PROGRAMME_EXTRA_ORDERS, population.size), 0)
    return Programme(joined, _extra(rng, np.repeat(np.arange(population.size), count), what))


def _extra(rng: np.random.Generator, customer: Integers, what: Experience) -> Orders:
    """One extra order for each element, on a day on which the customer is not known to stay away: the effect is neither lost nor blurred."""
    left = what.watched & ~what.returns
    away_from = np.where(left, np.clip(what.day + 1, ACTS_FROM, truths.DAYS), truths.DAYS)[customer]
    away_until = np.where(left, np.clip(what.day + truths.REPURCHASE_DAYS + 1, ACTS_FROM, truths.DAYS), truths.DAYS)[customer]
    free = truths.DAYS - ACTS_FROM - (away_until - away_from)
    day = ACTS_FROM + (rng.random(customer.size) * free).astype(np.int64)
    return Orders(customer, np.where(day >= away_from, day + away_until - away_from, day))
