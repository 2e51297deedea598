"""The sample companies of ten seeds, each generated once, and the tables as frames for plain counting."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from data.sample import SampleCompany, generate, truths

SEEDS = (truths.SEED, *range(1, 10))


@cache
def company(seed: int) -> SampleCompany:
    return generate(seed)


@cache
def customers(seed: int) -> pd.DataFrame:
    return company(seed).customers.to_pandas().set_index("customer_id")


@cache
def lines(seed: int) -> pd.DataFrame:
    """One row an order line, with money as floats, the day counted from the first one, and whether the customer is of the planted segment."""
    table = company(seed).orders
    for name in ("amount", "unit_price"):
        table = table.set_column(table.column_names.index(name), name, table[name].cast(pa.float64()))
    frame = table.to_pandas()
    frame["day"] = (frame.ordered_at.dt.normalize() - pd.Timestamp(truths.START)).dt.days
    frame["planted"] = frame.customer_id.map(customers(seed).acquisition_channel) == truths.PLANTED_CHANNEL
    return frame


@cache
def sales(seed: int) -> pd.DataFrame:
    """One row a sale order."""
    sold = lines(seed)[~lines(seed).is_return]
    return sold.groupby("order_id").agg(
        customer_id=("customer_id", "first"), day=("day", "first"), region=("region", "first"), planted=("planted", "first"), total=("amount", "sum")
    )


@cache
def table(seed: int, name: str) -> pd.DataFrame:
    """One of the tables, with money as floats."""
    arrow = company(seed).tables()[name]
    for position, field in enumerate(arrow.schema):
        if pa.types.is_decimal(field.type):
            arrow = arrow.set_column(position, field.name, arrow[field.name].cast(pa.float64()))
    return arrow.to_pandas()


Estimate = tuple[float, float]
"""A number and its standard error."""


def recovers(estimate: Callable[[int], Estimate], truth: float, null: float = 0.0, power: float = 4.0) -> None:
    """Each seed's estimate lies within four standard errors of the truth, and so does their mean.

    ``null`` is what the estimate would be around if nothing were planted: the truth must lie at least ``power`` standard errors from it in every
    seed, or the test could not tell.
    """
    found = np.array([estimate(seed) for seed in SEEDS])
    value, error = found.T
    assert (np.abs(value - truth) <= 4 * error).all(), found
    assert abs(value.mean() - truth) <= 4 * np.sqrt((error**2).sum()) / len(SEEDS), found
    assert (abs(truth - null) >= power * error).all(), found


def share(flags: pd.Series) -> Estimate:
    """A share with its binomial standard error."""
    rate = float(flags.mean())
    return rate, float(np.sqrt(max(rate * (1 - rate), 1e-4) / len(flags)))


def mean(values: pd.Series) -> Estimate:
    """A mean with its standard error."""
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))


def difference(first: Estimate, second: Estimate) -> Estimate:
    """The difference of two independent estimates."""
    return first[0] - second[0], float(np.hypot(first[1], second[1]))


def ratio(first: Estimate, second: Estimate) -> Estimate:
    """The ratio of two independent estimates, its error by the delta method."""
    value = first[0] / second[0]
    return value, float(abs(value) * np.hypot(first[1] / first[0], second[1] / second[0]))


def least_squares(outcome: pd.Series, columns: pd.DataFrame) -> dict[str, Estimate]:
    """Each column's slope in a linear regression with an intercept; errors hold for unequal variances (White 1980)."""
    x = np.column_stack([np.ones(len(columns)), columns.to_numpy(dtype=float)])
    y = outcome.to_numpy(dtype=float)
    inverse = np.linalg.inv(x.T @ x)
    slopes = inverse @ x.T @ y
    scatter = x * (y - x @ slopes)[:, None]
    errors = np.sqrt(np.diag(inverse @ scatter.T @ scatter @ inverse))
    return {name: (float(slope), float(error)) for name, slope, error in zip(columns.columns, slopes[1:], errors[1:], strict=True)}


@cache
def buys_again(seed: int, name: str, moment: str) -> pd.Series:
    """For each row of a table: whether its customer orders within the days after the day of ``moment``."""
    frame, bought = table(seed, name), sales(seed).dropna(subset="customer_id")
    day = (frame[moment].dt.normalize() - pd.Timestamp(truths.START)).dt.days.to_numpy()
    ids = customers(seed).index
    apart = 10 * truths.DAYS  # customers' days never meet on one line
    orders = np.sort(ids.get_indexer(bought.customer_id) * apart + bought.day.to_numpy())
    since = ids.get_indexer(frame.customer_id) * apart + day
    after = np.append(orders, np.inf)[np.searchsorted(orders, since, side="right")]
    return pd.Series(after <= since + truths.REPURCHASE_DAYS, index=frame.index)
