"""The targets table of the sample company: revenue by month, each account manager's quarter, and the companies' purchase plans."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.accounts import Accounts
from data.sample.columns import numbered, text
from data.sample.companies import Companies
from data.sample.purchases import ANONYMOUS
from data.sample.rhythm import day_number
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

REVENUE, MANAGED, PLANNED = "revenue", "managed_revenue", "purchases"
"""Names of targets: the company's revenue, an account manager's, and a customer's purchases; all in yuan of sales before returns."""
AMBITION = 1.08
"""The company's targets stand so far above the month that came."""
MANAGER_AMBITION = (0.85, 1.25)
"""An account manager's target stands between these multiples of what was reached."""
MET, BEHIND = (0.6, 1.0), (2.1, 4.0)
"""Plans of companies that have met theirs and of those far behind, as multiples of what was bought in the quarter."""
LEAST_BOUGHT = 20_000
"""Companies that bought less in the quarter, in cents, have no plan."""


def targets(story: Story, books: Accounts, firms: Companies) -> pa.Table:
    """One row a target."""
    rng = stream(story.seed, "targets")
    day, customer = story.sales.day[books.lines.order], story.sales.customer[books.lines.order]
    month = (np.datetime64(truths.START, "D") + day).astype("datetime64[M]")
    months, number = np.unique(month, return_inverse=True)
    revenue = np.bincount(number, books.lines.cents) * AMBITION * np.exp(0.05 * rng.standard_normal(months.size))
    in_quarter = (day >= day_number(truths.PLAN_PERIOD)) & (customer != ANONYMOUS)
    bought = np.bincount(customer[in_quarter], books.lines.cents[in_quarter], minlength=story.population.size).astype(np.float64)
    looked_after = firms.manager >= 0
    managed = np.bincount(firms.manager[looked_after], bought[looked_after]) * rng.uniform(*MANAGER_AMBITION, len(truths.MANAGERS))
    planner, plan = _plans(rng, story, bought)
    quarter = f"{truths.PLAN_PERIOD.year}-Q{(truths.PLAN_PERIOD.month + 2) // 3}"
    sizes = (months.size, managed.size, planner.size)
    none = [np.full(size, -1, dtype=np.int64) for size in sizes]
    columns = {
        "name": text((REVENUE, MANAGED, PLANNED), np.repeat(np.arange(3), sizes)),
        "period": pa.array([*map(str, months), *([quarter] * (managed.size + planner.size))]),
        "target": pa.array(np.concatenate([np.rint(revenue / 1e5) * 1_000, np.rint(managed / 1e4) * 100, plan / 100])),
        "customer_id": text(numbered("C", np.arange(1, story.population.size + 1), 5).to_pylist(), np.concatenate([none[0], none[1], planner])),
        "owner": text(truths.MANAGERS, np.concatenate([none[0], np.arange(managed.size), firms.manager[planner]])),
    }
    return pa.table(columns)


def _plans(rng: np.random.Generator, story: Story, bought: Floats) -> tuple[Integers, Floats]:
    """The companies with a plan, and the plan in cents: the stated number of them far above what they bought."""
    planner = np.flatnonzero(story.population.company & (bought >= LEAST_BOUGHT))
    behind = np.isin(planner, rng.choice(planner, truths.BEHIND_PLAN, replace=False))
    multiple = np.where(behind, rng.uniform(*BEHIND, planner.size), rng.uniform(*MET, planner.size))
    return planner, np.floor(bought[planner] * multiple)
