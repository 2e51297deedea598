"""The sample company: a tea house in China with customers at home and abroad, opened with one click.

Everything is drawn from a seed, and everything that an analysis should find in it is planted: :mod:`data.sample.truths` says what.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import baskets, customers, orders, population, purchases
from data.sample.truths import SEED

__all__ = ["SampleCompany", "generate"]


@dataclass(frozen=True)
class SampleCompany:
    """The tables of the sample company, with the canonical column names and types.

    ``customers``: one row a customer, in the order of their first orders; some in the declining region have joined and never bought.
    ``orders``: one row an order line in the order of time; anonymous sales have no customer_id; a returned line has a negative quantity and
    amount, ``is_return`` and the order_id of its sale. Money in yuan; times are naive, in China.
    """

    customers: pa.Table
    orders: pa.Table


def generate(seed: int = SEED) -> SampleCompany:
    """The sample company of ``seed``; the same seed gives identical tables."""
    everybody = population.population(seed)
    sales = purchases.sales(seed, everybody)
    lines = baskets.lines(seed, everybody, sales)
    returns = baskets.returns(seed, everybody, sales, lines)
    return SampleCompany(
        customers=customers.customers(seed, everybody, _spend(sales, lines, everybody.size)),
        orders=orders.orders(seed, everybody, sales, lines, returns),
    )


def _spend(sales: purchases.Sales, lines: baskets.Lines, size: int) -> NDArray[np.float64]:
    """Each customer's sales in yuan, returns not taken off."""
    customer = sales.customer[lines.order]
    known = customer != purchases.ANONYMOUS
    return np.bincount(customer[known], lines.cents[known] / 100, minlength=size).astype(np.float64)
