"""Made-up purchase histories for tests: customers alike, or with one planted difference."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

AS_OF = dt.date(2025, 12, 31)
Draw = Callable[[np.random.Generator, int], np.ndarray]
Keep = Callable[[np.ndarray, np.ndarray], np.ndarray]


def even(random: np.random.Generator, size: int) -> np.ndarray:
    """Amounts between 5 and 95."""
    return random.uniform(5, 95, size)


def lognormal(sigma: float) -> Draw:
    """Amounts with a tail as heavy as ``sigma`` says."""
    return lambda random, size: np.exp(3 + sigma * random.standard_normal(size))


def purchases(
    random: np.random.Generator, customers: int, days: int, rate: float, amount: Draw, *, staggered: bool = False, keep: Keep | None = None
) -> pd.DataFrame:
    """One row a customer and purchase day: customer, age (days to as_of), spend; Poisson times, every customer alike.

    ``staggered``: customers join at random times. ``keep``: a filter (customer, age) -> probability of keeping a purchase.
    """
    joined = random.uniform(0, days, customers) if staggered else np.full(customers, float(days))
    counts = random.poisson(rate * joined / days)
    customer = np.repeat(np.arange(customers), counts)
    age = np.floor(random.random(len(customer)) * joined[customer]).astype(int)
    spend = np.round(amount(random, len(customer)), 2) + 0.01
    frame = pd.DataFrame({"customer": customer, "age": age, "spend": spend})
    if keep is not None:
        frame = frame[random.random(len(frame)) < keep(frame["customer"].to_numpy(), frame["age"].to_numpy())]
    return frame.groupby(["customer", "age"], as_index=False)["spend"].sum()


def groups(random: np.random.Generator, customers: int) -> pd.DataFrame:
    """One row a customer: random region, kind and acquisition_channel."""
    return pd.DataFrame(
        {
            "region": random.choice(["north", "south", "east", "west"], customers),
            "kind": random.choice(["person", "company"], customers, p=[0.8, 0.2]),
            "acquisition_channel": random.choice(["web", "shop", "fair", "referral"], customers),
        }
    )


def buyers(days: pd.DataFrame, named: pd.DataFrame, length: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two frames that headlines read, from purchase days with the whole history as the range."""
    grouped = days.groupby("customer")
    table = pd.DataFrame({"spend": grouped["spend"].sum(), "first_age": grouped["age"].max().astype(float)})
    for period in range(3):
        within = days[days["age"].between(period * length, (period + 1) * length - 1)]
        table[f"spend_{period}"] = within.groupby("customer")["spend"].sum().reindex(table.index).fillna(0.0)
    for name in named.columns:
        table[name] = pd.Categorical(named[name].to_numpy()[table.index])
    return table.reset_index(drop=True), pd.DataFrame({"days": 1, "amount": days["spend"].to_numpy()})
