"""Companies among the customers: who looks after them, how large they are, who is visited more than is earned, and who is seen at all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.accounts import Accounts
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SIZES = (truths.HEAVY_SIZE, "小型 10–49", "中型 50–249", "大型 250+")
OTHER_SIZES = (0.55, 0.32, 0.13)
WORTH_A_CALL = 10_000
"""Companies that brought less profit, in cents, are not contacted: a contact would cost more."""


@dataclass(frozen=True)
class Companies:
    """One element a customer: positions of manager and size (−1 for people), heavy users of service, and who is covered at the end."""

    manager: Integers
    size: Integers
    heavy: Flags
    covered: Flags


def companies(story: Story, books: Accounts) -> Companies:
    """Draw managers, sizes, heavy users and coverage."""
    rng = stream(story.seed, "companies")
    company = story.population.company
    manager = np.where(company, rng.integers(0, len(truths.MANAGERS), company.size), -1)
    heavy = _heavy(rng, story, books)
    size = np.where(company, rng.choice(np.arange(1, len(SIZES)), company.size, p=OTHER_SIZES), -1)
    return Companies(manager, np.where(heavy, 0, size), heavy, _covered(rng, manager, books.profit >= WORTH_A_CALL))


def _heavy(rng: np.random.Generator, story: Story, books: Accounts) -> Flags:
    """The heavy users: companies of little profit, known long enough to be visited often."""
    company = story.population.company
    little = (books.profit >= WORTH_A_CALL) & (books.profit <= np.median(books.profit[company]))
    known = company & little & (story.population.first_day < truths.DAYS - 2 * truths.COVERED_DAYS)
    heavy = np.zeros(company.size, dtype=bool)
    heavy[rng.choice(np.flatnonzero(known), truths.HEAVY_COMPANIES, replace=False)] = True
    return heavy


def _covered(rng: np.random.Generator, manager: Integers, worth: Flags) -> Flags:
    """Each manager's stated share of companies, to the nearest one."""
    covered = np.zeros(manager.size, dtype=bool)
    for number, name in enumerate(truths.MANAGERS):
        share = truths.NEGLECTED_COVERAGE if name == truths.NEGLECTFUL_MANAGER else truths.COVERAGE
        own = manager == number
        covered[rng.choice(np.flatnonzero(own & worth), round(share * own.sum()), replace=False)] = True
    return covered
