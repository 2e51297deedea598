"""When the sample company's customers buy.

Everybody's first order lies on a given day. Repeat orders arrive at a rate of the customer's own, Gamma distributed, and after each of them
the customer leaves with a probability of the customer's own, Beta distributed: the BG/NBD story. In the planted segment that is all there
is. Elsewhere the season modulates the arrivals, and the poor channel loses a share of its repeat orders: so far these are intentions. After what
customers live through (:mod:`data.sample.experience`, :mod:`data.sample.loyalty`) the declining region loses a growing share of all its
orders. Both lose by independent coin flips, so what is left is the stated share in expectation, exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.population import Population, domestic_places, region_places
from data.sample.rhythm import decline, season
from data.sample.streams import stream
from data.sample.truths import PurchaseModel

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PEOPLE_PURCHASES = PurchaseModel(r=0.68, alpha=92.0, a=0.5, b=3.5)
COMPANY_PURCHASES = PurchaseModel(r=1.4, alpha=70.0, a=0.4, b=5.0)
ANONYMOUS = -1


@dataclass(frozen=True)
class Sales:
    """One element an order, anonymous ones last. ``day`` counts from the first day, ``customer`` and ``place`` are positions."""

    customer: Integers
    day: Integers
    place: Integers


@dataclass(frozen=True)
class Orders:
    """One element an order of a known customer: the customer's position and the day."""

    customer: Integers
    day: Integers

    @staticmethod
    def joined(*parts: "Orders") -> "Orders":
        """The parts one after another."""
        return Orders(np.concatenate([part.customer for part in parts]), np.concatenate([part.day for part in parts]))


def intended(seed: int, population: Population) -> Orders:
    """What customers would order if nothing happened to them: first orders, then repeats less those that the poor channel loses."""
    repeats = Orders.joined(
        _planted_repeats(stream(seed, "planted purchases"), population),
        _seasonal_repeats(stream(seed, "people purchases"), population, population.people, PEOPLE_PURCHASES),
        _seasonal_repeats(stream(seed, "company purchases"), population, population.company, COMPANY_PURCHASES),
    )
    rng = stream(seed, "lost orders")
    kept = ~population.poor[repeats.customer] | (rng.random(repeats.customer.size) < truths.POOR_REPEAT_SHARE)
    return Orders.joined(Orders(np.arange(population.size), population.first_day), Orders(repeats.customer[kept], repeats.day[kept]))


def sales(seed: int, population: Population, placed: Orders) -> Sales:
    """The orders that the decline leaves, at the customers' places, then the anonymous ones."""
    place = population.place[placed.customer]
    kept = _survives_decline(stream(seed, "decline"), placed.day, place)
    known = Sales(placed.customer[kept], placed.day[kept], place[kept])
    anonymous = _anonymous(stream(seed, "anonymous sales"), known.day.size)
    return Sales(*(np.concatenate([getattr(known, name), getattr(anonymous, name)]) for name in ("customer", "day", "place")))


def _planted_repeats(rng: np.random.Generator, population: Population) -> Orders:
    """Customer and day of the planted segment's repeat orders: the model in continuous time, rounded to days.

    A customer is watched for T whole days after the first order. Where in its day the first order lies is unknown, hence the uniform phase:
    a moment s after it falls on day floor(phase + s), so that days between purchases are off by less than one day and right on average.
    The few events (6 in a thousand) that would share a day with the one before move on to the next free day, for an analysis by day would
    merge them; one that would leave the sample that way is lost (none in 84,000).
    """
    chosen = np.flatnonzero(population.planted)
    horizon = truths.DAYS - 1 - population.first_day[chosen]
    rate, leaves_after = _heterogeneity(rng, chosen.size, truths.PLANTED_PURCHASES)
    position, moment = _arrivals(rng, rate, horizon)
    rank = _rank(position)
    alive = rank < leaves_after[position]
    position, moment, rank = position[alive], moment[alive], rank[alive]
    day = np.floor(moment + rng.random(chosen.size)[position]).astype(np.int64)
    # A running maximum of day − rank makes days strictly increase; the customer's position keeps the runs apart.
    run = position * (4 * truths.DAYS)
    day = np.maximum.accumulate(np.maximum(day - rank, 1) + run) - run + rank
    inside = day <= horizon[position]
    customer = chosen[position[inside]]
    return Orders(customer, population.first_day[customer] + day[inside])


def _seasonal_repeats(rng: np.random.Generator, population: Population, who: Flags, model: PurchaseModel) -> Orders:
    """Customer and day of repeat orders whose arrivals follow the season: arrivals at the peak's rate, thinned to each day's."""
    factor = season()
    chosen = np.flatnonzero(who)
    horizon = truths.DAYS - 1 - population.first_day[chosen]
    rate, leaves_after = _heterogeneity(rng, chosen.size, model)
    position, moment = _arrivals(rng, rate * factor.max(), horizon)
    day = population.first_day[chosen[position]] + np.floor(moment + rng.random(chosen.size)[position]).astype(np.int64)
    happens = rng.random(day.size) * factor.max() < factor[day]
    position, day = position[happens], day[happens]
    alive = _rank(position) < leaves_after[position]
    return Orders(chosen[position[alive]], day[alive])


def _heterogeneity(rng: np.random.Generator, size: int, model: PurchaseModel) -> tuple[Floats, Integers]:
    """Each customer's rate a day, and the number of repeat orders after which the customer leaves."""
    rate = rng.gamma(model.r, 1 / model.alpha, size)
    dropout = np.maximum(rng.beta(model.a, model.b, size), 1e-9)
    return rate, rng.geometric(dropout)


def _arrivals(rng: np.random.Generator, rate: Floats, horizon: Integers) -> tuple[Integers, Floats]:
    """Customer position and moment of Poisson arrivals, in order: given their number, the moments are uniform on the horizon."""
    position = np.repeat(np.arange(rate.size), rng.poisson(rate * horizon))
    moment = rng.random(position.size) * horizon[position]
    return position, moment[np.lexsort((moment, position))]


def _rank(position: Integers) -> Integers:
    """How many elements of the same run stand before each element; equal positions are neighbours."""
    return np.arange(position.size) - np.searchsorted(position, position)


def _survives_decline(rng: np.random.Generator, day: Integers, place: Integers) -> Flags:
    """Which orders the declining region's decline leaves."""
    declining = region_places(truths.DECLINING_REGION)[place]
    return ~declining | (rng.random(day.size) < decline()[day])


def _anonymous(rng: np.random.Generator, known: int) -> Sales:
    """Shop-counter orders in China, as many as make their share of all orders beside ``known`` orders of known customers."""
    wanted = round(known * truths.ANONYMOUS_SHARE / (1 - truths.ANONYMOUS_SHARE))
    candidates = 2 * wanted  # the decline takes some; the draws are exchangeable, so the first survivors are a fair sample
    day = rng.choice(truths.DAYS, candidates, p=season() / season().sum())
    place = rng.choice(len(domestic_places()), candidates, p=domestic_places())
    kept = np.flatnonzero(_survives_decline(rng, day, place))[:wanted]
    return Sales(np.full(kept.size, ANONYMOUS), day[kept], place[kept])
