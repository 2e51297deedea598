"""What every customer would answer if asked: drivers, service expectations and perceptions, satisfaction, recommendation.

Ratings are Beta draws on their scale, rounded up or down by chance so that means are kept exactly. Drivers of one dimension share a part of
their draws and so are correlated; dimensions, perceptions and expectations are independent of one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.streams import stream

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

DRIVER_SCALE, SERVICE_SCALE, CSAT_SCALE, NPS_SCALE, CES_SCALE = (1, 5), (1, 7), (1, 10), (0, 10), (1, 7)
DRIVER_MEAN, EXPECTED_MEAN = 3.5, 5.2
CONCENTRATION = 2.5
"""Of the Beta draws: the higher, the more alike the customers."""
SHARED = 0.6
"""With this probability a driver's rating is the one that its dimension shares."""
CSAT_NOISE, NPS_NOISE = 0.8, 0.8
"""Standard deviations of what the drivers do not say: of satisfaction, and of recommendation beside satisfaction (both in points of csat)."""


@dataclass(frozen=True)
class Opinions:
    """One row a customer; columns of ``drivers`` as in truths.DRIVERS, of the two others as in truths.SERVICE_DIMENSIONS."""

    drivers: Integers
    perceptions: Integers
    expectations: Integers
    csat: Integers
    nps: Integers


def opinions(seed: int, size: int) -> Opinions:
    """The answers of ``size`` customers."""
    rng = stream(seed, "opinions")
    drivers = _drivers(rng, size)
    gaps, service_weights = np.array(list(truths.SERVICE_DIMENSIONS.values())).T
    perceived = EXPECTED_MEAN + gaps
    perceptions = np.column_stack([ratings(rng, np.full(size, mean), SERVICE_SCALE) for mean in perceived])
    expectations = np.column_stack([ratings(rng, np.full(size, EXPECTED_MEAN), SERVICE_SCALE) for _ in gaps])
    weights = np.array([weight for _, weight in truths.DRIVERS.values()])
    satisfaction = truths.MEAN_SATISFACTION + (drivers - DRIVER_MEAN) @ weights + (perceptions - perceived) @ service_weights
    satisfaction += CSAT_NOISE * rng.standard_normal(size)
    csat = np.clip(by_chance(rng, satisfaction), *CSAT_SCALE)
    return Opinions(drivers, perceptions, expectations, csat, _recommendations(rng, satisfaction))


def ratings(rng: np.random.Generator, mean: Floats, scale: tuple[int, int]) -> Integers:
    """Whole numbers on the scale with the given means."""
    low, high = scale
    share = (mean - low) / (high - low)
    drawn = rng.beta(2 * CONCENTRATION * share, 2 * CONCENTRATION * (1 - share))
    return by_chance(rng, low + (high - low) * drawn)


def by_chance(rng: np.random.Generator, value: Floats) -> Integers:
    """Rounded up with a probability of the fraction, so that the mean is kept."""
    return np.floor(value + rng.random(value.size)).astype(np.int64)


def _drivers(rng: np.random.Generator, size: int) -> Integers:
    """Ratings of the drivers, correlated within their dimension."""
    columns = []
    shared: dict[str, Integers] = {}
    for dimension, _ in truths.DRIVERS.values():
        own = ratings(rng, np.full(size, DRIVER_MEAN), DRIVER_SCALE)
        common = shared.setdefault(dimension, own)
        columns.append(np.where(rng.random(size) < SHARED, common, own))
    return np.column_stack(columns)


def _recommendations(rng: np.random.Generator, satisfaction: Floats) -> Integers:
    """Answers from 0 to 10: the more satisfied, the higher, in the stated shares of promoters and detractors."""
    rank = np.argsort(np.argsort(satisfaction + NPS_NOISE * rng.standard_normal(satisfaction.size))) / satisfaction.size
    detractors, promoters = _scores(range(7), (1, 1, 2, 3, 5, 12, 18)), _scores((9, 10), (3, 2))
    passives = _scores((7, 8), (2, 3))
    above = 1 - truths.PROMOTERS
    low, middle, high = rank / truths.DETRACTORS, (rank - truths.DETRACTORS) / (above - truths.DETRACTORS), (rank - above) / truths.PROMOTERS
    parts = [
        scores[np.clip((share * scores.size).astype(np.int64), 0, scores.size - 1)]
        for scores, share in ((detractors, low), (passives, middle), (promoters, high))
    ]
    return np.select([rank < truths.DETRACTORS, rank < above], parts[:2], parts[2])


def _scores(scores: Sequence[int], weights: Sequence[int]) -> Integers:
    """The scores in order, each as often as its weight says."""
    return np.repeat(np.array(scores), weights)
