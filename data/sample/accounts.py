"""What each customer of the sample company brought in: sales and gross profit, from the lines that were sold and came back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import baskets
from data.sample.purchases import ANONYMOUS
from data.sample.story import Story

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Accounts:
    """Lines with their costs in cents, and one element a customer: ``sales`` before returns and ``profit`` after them, in cents."""

    lines: baskets.Lines
    returns: baskets.Returns
    costs: Integers
    sales: Integers
    profit: Integers


def accounts(story: Story) -> Accounts:
    """The books of the story."""
    lines = baskets.lines(story.seed, story.population, story.sales)
    returns = baskets.returns(story.seed, story.population, story.sales, lines)
    costs = baskets.costs(story.seed, lines)
    customer, size = story.sales.customer[lines.order], story.population.size
    kept = np.ones(lines.order.size, dtype=bool)
    kept[returns.line] = False
    profit = _by_customer(customer, (lines.cents - costs) * kept, size)
    return Accounts(lines, returns, costs, _by_customer(customer, lines.cents, size), profit)


def _by_customer(customer: Integers, cents: Integers, size: int) -> Integers:
    """Sums over each customer's lines; exact, for they stay far below 2^53."""
    known = customer != ANONYMOUS
    return np.rint(np.bincount(customer[known], cents[known], minlength=size)).astype(np.int64)
