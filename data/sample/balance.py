"""The poor channel's share of repeat orders, kept through what happens to its customers."""

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.experience import Experience, in_watch
from data.sample.loyalty import OPENS, Programme
from data.sample.population import Population
from data.sample.purchases import Orders
from data.sample.streams import stream


def balanced(seed: int, population: Population, lived: Orders, what: Experience, members: Programme) -> Orders:
    """The orders lived and those of the programme, without the surplus of the poor channel.

    Experiences and the programme give its customers more repeat orders than their stated share of others'. The surplus is taken by independent
    coin flips from their repeat orders that nothing else is recovered from: outside watched days and the year that decides who joins.
    ``lived`` begins with everybody's first order.
    """
    poor, others = population.poor, population.people & ~population.poor
    repeats = np.bincount(np.concatenate([lived.customer, members.orders.customer]), minlength=population.size) - 1
    surplus = repeats[poor].sum() - truths.POOR_REPEAT_SHARE * repeats[others].mean() * poor.sum()
    deciding = (lived.day < OPENS) & (lived.day >= OPENS - truths.PROGRAMME_BEFORE_DAYS)
    free = poor[lived.customer] & (np.arange(lived.day.size) >= population.size) & ~in_watch(lived, what) & ~deciding
    kept = _kept(stream(seed, "poor surplus"), free, surplus)
    return Orders.joined(Orders(lived.customer[kept], lived.day[kept]), members.orders)


def _kept(rng: np.random.Generator, free: NDArray[np.bool_], surplus: float) -> NDArray[np.bool_]:
    """All but about ``surplus`` of the free ones."""
    return ~free | (rng.random(free.size) >= surplus / max(int(free.sum()), 1))
