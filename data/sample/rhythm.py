"""How many orders a day brings: the season of the year and the decline of a region, each a factor for every day of the sample."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.sample import truths

MONTH = 365.25 / 12
"""Days."""


def day_number(day: date) -> int:
    """Days from the first day of orders, which is 0."""
    return (day - truths.START).days


def season() -> NDArray[np.float64]:
    """Orders a day relative to an ordinary day."""
    factor = np.ones(truths.DAYS)
    for year in range(truths.START.year, truths.END.year):
        first, last = (day_number(date(year, month, day)) for month, day in truths.SINGLES_DAYS)
        factor[first : last + 1] = truths.SINGLES_LIFT
    for new_year in map(day_number, truths.SPRING_FESTIVALS):
        factor[new_year - truths.GIFT_DAYS : new_year] = truths.GIFT_LIFT
        factor[new_year : new_year + truths.REST_DAYS] = truths.REST_LIFT
    return factor


def decline() -> NDArray[np.float64]:
    """The share of its orders that the declining region keeps."""
    months = np.maximum(np.arange(truths.DAYS) - day_number(truths.DECLINE_FROM), 0) / MONTH
    return (1 - truths.DECLINE_A_MONTH) ** months
