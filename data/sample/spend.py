"""The spend table of the sample company: what each acquisition channel cost a month."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.columns import CURRENCY, dates, money, text
from data.sample.population import ACQUISITION_CHANNELS
from data.sample.purchases import ANONYMOUS
from data.sample.rhythm import day_number
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]

NOISE = 0.15
"""How far a month's spend is off what its new customers would cost: the spread of its logarithm."""
IMPRESSION_PRICES = {"小程序 Mini program": 0.04, "搜索 Search": 0.08, "短视频广告 Short-video ads": 0.012}
"""Yuan an impression, in the channels that count them, and clicks per impression."""
CLICK_RATE = 0.02


def spend(story: Story, leads: pa.Table) -> pa.Table:
    """One row a channel and month; each channel's total is exactly its cost per new customer times its new customers, to the cent a month."""
    rng = stream(story.seed, "spend")
    months = _months()
    counts = _new_customers(story, months)
    cents = counts * np.exp(NOISE * rng.standard_normal(counts.shape))
    costs = np.array([truths.ACQUISITION_COST[name] for name in ACQUISITION_CHANNELS]) * 100
    cents = np.rint(cents * (costs * counts.sum(axis=1) / cents.sum(axis=1))[:, None]).astype(np.int64)
    channel, month = (index.ravel() for index in np.indices(counts.shape))
    prices = np.array([IMPRESSION_PRICES.get(name, np.nan) for name in ACQUISITION_CHANNELS])[channel]
    counted = ~np.isnan(prices)
    impressions = np.where(counted, cents.ravel() / 100 / np.where(counted, prices, 1.0), 0).astype(np.int64)
    columns = {
        "channel": text(ACQUISITION_CHANNELS, channel),
        "month": dates(months[month]),
        "amount": money(cents.ravel()),
        "currency": text([CURRENCY], np.zeros(channel.size, dtype=np.int64)),
        "leads": _leads(leads, months, channel, month),
        "impressions": pa.array(impressions, mask=~counted),
        "clicks": pa.array((impressions * CLICK_RATE).astype(np.int64), mask=~counted),
    }
    return pa.table(columns).take(pa.array(np.lexsort((channel, month))))


def _months() -> Integers:
    """The first days of the months of spend."""
    first, after = np.datetime64(truths.SPEND_FROM, "M"), np.datetime64(truths.END, "M") + 1
    return (np.arange(first, after).astype("datetime64[D]") - np.datetime64(truths.START, "D")).astype(np.int64)


def _new_customers(story: Story, months: Integers) -> Integers:
    """Customers by acquisition channel and month of the first order."""
    sales = story.sales
    first = np.full(story.population.size, truths.DAYS)
    known = sales.customer != ANONYMOUS
    np.minimum.at(first, sales.customer[known], sales.day[known])
    counted = (first >= day_number(truths.SPEND_FROM)) & (first < truths.DAYS)
    counts = np.zeros((len(ACQUISITION_CHANNELS), months.size), dtype=np.int64)
    np.add.at(counts, (story.population.channel[counted], np.searchsorted(months, first[counted], side="right") - 1), 1)
    return counts


def _leads(leads: pa.Table, months: Integers, channel: Integers, month: Integers) -> pa.Array:
    """Leads created by channel and month, where leads are on record."""
    day = (leads["created_at"].to_numpy().astype("datetime64[D]") - np.datetime64(truths.START, "D")).astype(np.int64)
    source = leads["source"].to_numpy()
    number = np.searchsorted(months, day, side="right") - 1
    counts = np.array([np.bincount(number[source == name], minlength=months.size) for name in ACQUISITION_CHANNELS])[channel, month]
    recorded = (months[month] >= day_number(truths.LEADS_FROM)) & np.isin(channel, [ACQUISITION_CHANNELS.index(name) for name in truths.CONVERSION])
    return pa.array(counts, mask=~recorded)
