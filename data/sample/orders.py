"""The orders table of the sample company: sale lines and returned lines with everything a shop system writes beside them."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths, words
from data.sample.accounts import Accounts
from data.sample.baskets import PRODUCTS
from data.sample.columns import CURRENCY, money, numbered, text, timestamps
from data.sample.companies import Companies
from data.sample.population import Population
from data.sample.purchases import ANONYMOUS, Sales
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

HOUR_WEIGHTS = np.array([2, 1, 0, 0, 0, 0, 1, 3, 6, 10, 13, 12, 9, 9, 11, 12, 11, 9, 8, 11, 14, 13, 9, 5], dtype=float)
"""How busy each hour of the day is."""
SHOP_HOURS = range(9, 21)
FAITHFUL = 0.75
"""The share of orders that a person places in the person's usual channel."""
DOMESTIC_CHANNELS = {"天猫 Tmall": 0.42, "京东 JD": 0.26, words.APP: 0.14, words.STORE: 0.18}


def orders(story: Story, books: Accounts, firms: Companies) -> pa.Table:
    """One row an order line, in the order of time; a returned line repeats the order id of its sale with negative quantity and amount."""
    seed, population, sales, lines, returns = story.seed, story.population, story.sales, books.lines, books.returns
    channel = _channels(stream(seed, "order channels"), population, sales)
    second = _seconds(stream(seed, "times of day"), channel == words.CHANNELS.index(words.STORE))
    number = np.empty(sales.day.size, dtype=np.int64)
    number[np.lexsort((second, sales.day))] = np.arange(1, sales.day.size + 1)

    line = np.concatenate([np.arange(lines.order.size), returns.line])
    is_return = np.arange(line.size) >= lines.order.size
    after = np.concatenate([np.zeros(lines.order.size, dtype=np.int64), returns.after])
    order = lines.order[line]
    rows = np.lexsort((line, number[order], second[order], sales.day[order] + after))
    line, is_return, after, order = line[rows], is_return[rows], after[rows], order[rows]

    sign = np.where(is_return, -1, 1)
    place, product = sales.place[order], lines.product[line]
    customer = sales.customer[order]
    seller = np.where(customer == ANONYMOUS, -1, firms.manager[customer])
    columns = {
        "customer_id": text(numbered("C", np.arange(1, population.size + 1), 5).to_pylist(), customer),
        "ordered_at": timestamps(sales.day[order] + after, second[order]),
        "amount": money(lines.cents[line] * sign),
        "order_id": text(numbered("SO", np.arange(1, number.size + 1), 6).to_pylist(), number[order] - 1),
        "currency": text([CURRENCY], np.zeros(line.size, dtype=np.int64)),
        "quantity": pa.array((lines.quantity[line] * sign).astype(np.float64)),
        "unit_price": money(lines.price[line]),
        "cost": money(books.costs[line] * sign),
        "profit": money((lines.cents - books.costs)[line] * sign),
        "product_id": text([f"T{row:03d}" for row in range(1, len(PRODUCTS) + 1)], product),
        "product": text([name for _, name, _ in PRODUCTS], product),
        "category": text([category for _, _, category in PRODUCTS], product),
        "channel": text(words.CHANNELS, channel[order]),
        "store": text([*(f"{each.city}店" for each in words.PLACES), None], _stores(channel, sales.place)[order]),
        "salesperson": text(truths.MANAGERS, seller),
        "country": text([each.country for each in words.PLACES], place),
        "region": text([each.region for each in words.PLACES], place),
        "province": text([each.province for each in words.PLACES], place),
        "city": text([each.city for each in words.PLACES], place),
        "is_return": pa.array(is_return),
    }
    return pa.table(columns)


def _channels(rng: np.random.Generator, population: Population, sales: Sales) -> Integers:
    """Where each order is placed: companies buy directly, people abroad in the web shop, the nameless in a shop, others mostly as usual."""
    known = sales.customer != ANONYMOUS
    positions = np.array([words.CHANNELS.index(name) for name in DOMESTIC_CHANNELS])
    shares = list(DOMESTIC_CHANNELS.values())
    usual = rng.choice(positions, population.size, p=shares)
    usual[population.planted] = words.CHANNELS.index(words.APP)
    channel = rng.choice(positions, sales.day.size, p=shares)
    channel = np.where(rng.random(channel.size) < FAITHFUL, usual[sales.customer], channel)
    overseas = np.array([place.region == words.OVERSEAS for place in words.PLACES])[sales.place]
    channel = np.where(overseas, words.CHANNELS.index(words.WEB), channel)
    channel = np.where(population.company[sales.customer], words.CHANNELS.index(words.DIRECT), channel)
    return np.where(known, channel, words.CHANNELS.index(words.STORE))


def _seconds(rng: np.random.Generator, in_shop: Flags) -> Integers:
    """The second of the day of each order; shops keep their hours."""
    anytime = rng.choice(24, in_shop.size, p=HOUR_WEIGHTS / HOUR_WEIGHTS.sum())
    open_weights = HOUR_WEIGHTS[list(SHOP_HOURS)]
    in_hours = rng.choice(list(SHOP_HOURS), in_shop.size, p=open_weights / open_weights.sum())
    return np.where(in_shop, in_hours, anytime) * 3_600 + rng.integers(0, 3_600, in_shop.size)


def _stores(channel: Integers, place: Integers) -> Integers:
    """The shop of the order's city, or the last name (none) for orders placed elsewhere."""
    return np.where(channel == words.CHANNELS.index(words.STORE), place, len(words.PLACES))
