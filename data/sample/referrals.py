"""Who referred whom in the sample company."""

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.experience import ASKED
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]

PROMOTES_FROM = 9


def referrers(story: Story) -> Integers:
    """The position of the customer who referred each referred customer, −1 for all others.

    It is one of those who came before (customers stand in the order of their first orders), outside the planted segment; a promoter is more
    likely by the planted factor. Only the very first customers were referred by somebody who is not on record.
    """
    population = story.population
    promoter = (story.experience.role == ASKED) & (story.opinions.nps >= PROMOTES_FROM)
    weight = np.where(population.planted, 0.0, np.where(promoter, truths.PROMOTER_REFERRALS, 1.0))
    reached = np.cumsum(weight)
    before = reached - weight
    drawn = stream(story.seed, "referrers").random(population.size) * before
    position = np.searchsorted(reached, drawn, side="right")
    return np.where(population.referred & (before > 0), position, -1)
