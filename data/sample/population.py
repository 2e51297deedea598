"""Who the sample company's customers are, before names: group, place, acquisition channel and the day of the first order.

Place, channel and first day are drawn independently of each other outside the planted segment, so that comparing regions or channels there
compares nothing else.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.rhythm import season
from data.sample.streams import stream
from data.sample.words import COMPANY_CHANNELS, OVERSEAS, PERSON_CHANNELS, PLACES

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

ACQUISITION_CHANNELS = tuple(dict.fromkeys((truths.PLANTED_CHANNEL, *PERSON_CHANNELS, *COMPANY_CHANNELS)))
WATCHED_DAYS = 90
"""The planted segment's last first order lies at least so many days before the end."""
ENGLISH_AT_HOME = 0.06
GROWTH = 0.4
"""How much more new customers a day there are at the end than at the start."""
KNOWN_BEFORE, KNOWN_FADE = 5.0, 60
"""Who bought before the records begin is first seen in them soon: so many times the daily new customers on day 0, fading over so many days."""


@dataclass(frozen=True)
class Population:
    """One element a customer, in the order of ``first_day``. ``place`` and ``channel`` are positions in PLACES and ACQUISITION_CHANNELS."""

    company: Flags
    place: Integers
    channel: Integers
    first_day: Integers

    @property
    def size(self) -> int:
        """How many customers there are."""
        return self.company.size

    @cached_property
    def planted(self) -> Flags:
        """Who belongs to the planted segment."""
        return self.channel == ACQUISITION_CHANNELS.index(truths.PLANTED_CHANNEL)

    @cached_property
    def people(self) -> Flags:
        """Who is a person outside the planted segment."""
        return ~self.company & ~self.planted

    @cached_property
    def poor(self) -> Flags:
        """Who came through the poor channel."""
        return self.channel == ACQUISITION_CHANNELS.index(truths.POOR_CHANNEL)

    @cached_property
    def referred(self) -> Flags:
        """Who came because a customer said so."""
        return self.channel == ACQUISITION_CHANNELS.index(truths.REFERRAL_CHANNEL)


def region_places(region: str) -> Flags:
    """Which of PLACES lie in ``region``."""
    return np.array([place.region == region for place in PLACES])


def writes_english(rng: np.random.Generator, population: Population, customer: Integers) -> Integers:
    """1 for customers who write English, 0 for those who write Chinese: all abroad, few in China."""
    abroad = region_places(OVERSEAS)[population.place[customer]]
    return (abroad | (rng.random(customer.size) < ENGLISH_AT_HOME)).astype(np.int64)


def domestic_places() -> Floats:
    """The probability of each of PLACES, for those in China."""
    return _place_weights(without=(OVERSEAS,))


def population(seed: int) -> Population:
    """Draw everybody."""
    rng = stream(seed, "population")
    sizes = (truths.PLANTED_CUSTOMERS, truths.PEOPLE, truths.COMPANIES)
    group = np.repeat(np.arange(3), sizes)
    left_out: tuple[tuple[str, ...], ...] = ((OVERSEAS, truths.DECLINING_REGION), (), ())
    place = np.concatenate([rng.choice(len(PLACES), size, p=_place_weights(without)) for size, without in zip(sizes, left_out, strict=True)])
    shares = ({truths.PLANTED_CHANNEL: 1.0}, PERSON_CHANNELS, COMPANY_CHANNELS)
    channel = np.concatenate([_channels(rng, size, each) for size, each in zip(sizes, shares, strict=True)])
    planted_days = rng.integers(0, truths.DAYS - WATCHED_DAYS, truths.PLANTED_CUSTOMERS)
    first_day = np.concatenate([planted_days, _first_days(rng, truths.PEOPLE + truths.COMPANIES)])
    by_day = np.argsort(first_day, kind="stable")
    return Population((group == 2)[by_day], place[by_day], channel[by_day], first_day[by_day])


def _place_weights(without: tuple[str, ...]) -> Floats:
    """The probability of each of PLACES when some regions are left out."""
    weight = np.array([0.0 if place.region in without else place.weight for place in PLACES])
    return weight / weight.sum()


def _channels(rng: np.random.Generator, size: int, shares: dict[str, float]) -> Integers:
    """Acquisition channels drawn by their shares."""
    positions = np.array([ACQUISITION_CHANNELS.index(name) for name in shares])
    return positions[rng.choice(positions.size, size, p=list(shares.values()))]


def _first_days(rng: np.random.Generator, size: int) -> Integers:
    """First orders: many at the start, by those who bought before it, then a slowly growing flow of new customers, all in season."""
    day = np.arange(truths.DAYS)
    weight = season() * (1 + GROWTH * day / truths.DAYS + KNOWN_BEFORE * np.exp(-day / KNOWN_FADE))
    return rng.choice(truths.DAYS, size, p=weight / weight.sum())
