"""What the sample company's customers buy: order totals, their lines, and what comes back.

An order's total is drawn first and then split into lines of quantity × unit price, always exact to the cent.

- Planted segment: totals are Gamma-Gamma, rounded to the cent (at most half a cent off); the lines sum to that total exactly.
- Others: totals are lognormal around a lognormal typical order of the customer's own, which makes spend heavy-tailed. The last line's unit
  price is rounded to the cent, so an order may be cents away from the draw, and its total is what its lines sum to.
- Referred customers: orders are larger by the planted ratio.
- Poor channel: orders are smaller by the one factor that brings the expected value per customer to the planted ratio, given how many orders
  these customers and the other people have made.

A unit price is what was paid after vouchers: near the product's list price, not equal to it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.sample import truths
from data.sample.population import Population
from data.sample.purchases import ANONYMOUS, Sales
from data.sample.streams import stream
from data.sample.words import GOODS

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

PEOPLE_ORDER, COMPANY_ORDER, ANONYMOUS_ORDER = (170.0, 0.75), (650.0, 0.85), 75.0
"""The median typical order in yuan, with the spread (of its logarithm) between known customers."""
ORDER_SPREAD = 0.5
"""The spread of the logarithm of a customer's own orders, outside the planted segment."""
LINE_COUNTS = (0.46, 0.29, 0.16, 0.09)
CENTS_A_LINE = 3_000
"""An order needs so much per line; a small order has fewer lines than drawn."""
PEOPLE_QUANTITIES, COMPANY_QUANTITIES = np.array([1, 1, 1, 1, 2, 2, 3, 4]), np.array([4, 5, 6, 8, 10, 12, 20, 24, 30, 50])
CENTS_A_PIECE = (1_000, 260_000)
"""Quantities are cut or raised so that a piece costs about between these."""

PRODUCTS = tuple(
    (round(float(price) * 100), product, category)
    for category, goods in GOODS.items()
    for product, _, price in (good.rpartition("=") for good in goods.split("|"))
)
"""List price in cents, product, category; the position is the product's number."""
COST_SHARES = {"茶具 Teaware": 0.60, "礼盒 Gift boxes": 0.45, "茶点 Snacks": 0.65}
TEA_COST_SHARE, COST_SPREAD = 0.52, 0.06
"""What goods cost the company, as a share of what was paid for them, and how far a line's share may lie on either side."""


@dataclass(frozen=True)
class Lines:
    """One element an order line, grouped by order. ``order`` is a position in the sales; ``product`` in PRODUCTS; ``price`` in cents."""

    order: Integers
    product: Integers
    quantity: Integers
    price: Integers

    @property
    def cents(self) -> Integers:
        """What each line amounts to."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Returns:
    """One element a returned line: the position of the sale line, and the days until it came back."""

    line: Integers
    after: Integers


def totals(seed: int, population: Population, sales: Sales) -> Floats:
    """Each order's total in yuan as drawn, before it is rounded to cents and split."""
    typical = _typical_orders(stream(seed, "typical orders"), population, sales)
    known = sales.customer != ANONYMOUS
    rng = stream(seed, "order totals")
    noise = np.exp(ORDER_SPREAD * rng.standard_normal(known.size))
    total = np.where(known, typical[sales.customer], ANONYMOUS_ORDER) * noise
    model, rng = truths.PLANTED_SPEND, stream(seed, "planted spend")
    nu = rng.gamma(model.q, 1 / model.gamma, population.size)
    planted = np.flatnonzero(known & population.planted[sales.customer])
    total[planted] = rng.gamma(model.p, size=planted.size) / nu[sales.customer[planted]]
    return total


def lines(seed: int, population: Population, sales: Sales) -> Lines:
    """The lines of every order."""
    total = np.maximum(np.rint(totals(seed, population, sales) * 100).astype(np.int64), 1)
    known = sales.customer != ANONYMOUS
    company = known & population.company[sales.customer]
    exact = known & population.planted[sales.customer]
    rng = stream(seed, "lines")
    drawn = 1 + rng.choice(len(LINE_COUNTS), total.size, p=LINE_COUNTS)
    count = np.clip(drawn, 1, np.maximum(total // CENTS_A_LINE, 1))
    order = np.repeat(np.arange(total.size), count)
    weight = rng.uniform(0.4, 1.6, order.size)
    target = (total[order] * weight / np.bincount(order, weight)[order]).astype(np.int64)
    quantity = _quantities(rng, target, company[order])
    quantity, price = _priced(total, np.cumsum(count) - 1, exact, target, quantity)
    return Lines(order, _products(rng, price), quantity, price)


def costs(seed: int, lines: Lines) -> Integers:
    """What each line's goods cost the company, in cents."""
    shares = np.array([COST_SHARES.get(category, TEA_COST_SHARE) for _, _, category in PRODUCTS])[lines.product]
    share = shares + stream(seed, "costs").uniform(-COST_SPREAD, COST_SPREAD, lines.order.size)
    return np.rint(lines.cents * share).astype(np.int64)


def returns(seed: int, population: Population, sales: Sales, lines: Lines) -> Returns:
    """The lines that come back within the sample, each with the same probability."""
    rng = stream(seed, "returns")
    low, high = truths.RETURN_WITHIN
    after = rng.integers(low, high + 1, lines.order.size)
    customer = sales.customer[lines.order]
    planted = (customer != ANONYMOUS) & population.planted[customer]
    in_time = sales.day[lines.order] + after < truths.DAYS
    line = np.flatnonzero((rng.random(lines.order.size) < truths.RETURN_RATE) & in_time & ~planted)
    return Returns(line, after[line])


def _typical_orders(rng: np.random.Generator, population: Population, sales: Sales) -> Floats:
    """Each customer's typical order in yuan, that of the referred raised and the poor channel's reduced."""
    median, spread = (np.where(population.company, *pair) for pair in zip(COMPANY_ORDER, PEOPLE_ORDER, strict=True))
    typical = median * np.exp(spread * rng.standard_normal(population.size)) * np.where(population.referred, truths.REFERRED_VALUE_RATIO, 1.0)
    orders = np.bincount(sales.customer[sales.customer != ANONYMOUS], minlength=population.size)
    sized = orders * np.where(population.referred, truths.REFERRED_VALUE_RATIO, 1.0)
    expected_ratio = sized[population.poor].mean() / sized[population.people & ~population.poor].mean()
    return np.where(population.poor, typical * truths.POOR_VALUE_RATIO / expected_ratio, typical)


def _quantities(rng: np.random.Generator, target: Integers, company: NDArray[np.bool_]) -> Integers:
    """Pieces in each line: some packs for companies, few for the others, so that the price of a piece stays sensible."""
    drawn = np.where(company, rng.choice(COMPANY_QUANTITIES, target.size), rng.choice(PEOPLE_QUANTITIES, target.size))
    least, most = CENTS_A_PIECE
    return np.clip(drawn, 1 + target // most, np.maximum(target // least, 1))


def _priced(total: Integers, last: Integers, exact: NDArray[np.bool_], target: Integers, quantity: Integers) -> tuple[Integers, Integers]:
    """Quantity and unit price in cents of each line; the last line of an order (``last`` are their positions) takes what is left.

    Where the total must be met exactly, the last line keeps its quantity if that divides the rest, and is one piece otherwise.
    """
    price = np.maximum(target // quantity, 1)
    before = np.concatenate([[0], np.cumsum(quantity * price)])
    first = np.concatenate([[0], last[:-1] + 1])
    rest = total - (before[last] - before[first])
    quantity = quantity.copy()
    quantity[last] = np.where(exact & (rest % quantity[last] != 0), 1, quantity[last])
    price[last] = np.maximum(np.rint(rest / quantity[last]).astype(np.int64), 1)
    return quantity, price


def _products(rng: np.random.Generator, price: Integers) -> Integers:
    """A product whose list price is near the price paid: one of the five nearest ranks."""
    by_price = np.argsort([list_price for list_price, _, _ in PRODUCTS], kind="stable")
    ladder = np.array([list_price for list_price, _, _ in PRODUCTS])[by_price]
    rank = np.searchsorted(np.sqrt(ladder[1:] * ladder[:-1]), price) + rng.integers(-2, 3, price.size)
    return by_price[np.clip(rank, 0, ladder.size - 1)]
