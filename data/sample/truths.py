"""What is planted in the sample company: the constants that the generator obeys and that tests recover.

The company sells tea, teaware and gifts in China and abroad; every customer is a person or a company. Three groups are drawn apart:

- the **planted segment**, people won through the mini program (``PLANTED_CHANNEL``): nothing acts on them but the two models below;
- **other people** and **companies**: season, the decline of a region, a poor acquisition channel and returns act on these;
- **anonymous sales** at shop counters, which know season and decline, and no customer.

Money is in yuan, time in days. Labels that filters show are bilingual, so that readers of either language can use them.
"""

from dataclasses import dataclass
from datetime import date

SEED = 20250630

START, END = date(2022, 7, 1), date(2025, 6, 30)
"""The first and the last day of orders, both included; no clock is read."""
DAYS = (END - START).days + 1

PLANTED_CUSTOMERS, PEOPLE, COMPANIES = 2_400, 2_900, 700


@dataclass(frozen=True)
class PurchaseModel:
    """BG/NBD parameters (Fader, Hardie & Lee 2005), ``alpha`` in days: rates ~ Gamma(r, rate alpha), dropout ~ Beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True)
class SpendModel:
    """Gamma-Gamma parameters (Fader, Hardie & Lee 2005), in yuan: an order ~ Gamma(p, rate nu), nu ~ Gamma(q, rate gamma)."""

    p: float
    q: float
    gamma: float


PLANTED_CHANNEL = "小程序 Mini program"
"""The acquisition channel that selects the planted segment. All are people in China, none of them in the declining region."""
PLANTED_PURCHASES = PurchaseModel(r=0.7, alpha=150.0, a=0.6, b=2.0)
PLANTED_SPEND = SpendModel(p=4.0, q=3.6, gamma=140.0)

DECLINING_REGION = "东北 Northeast"
DECLINE_FROM = date(2024, 1, 1)
DECLINE_A_MONTH = 0.05
"""From that day on the region keeps (1 − .05)^months of the orders, and so of the revenue, that it would have had (a month: 365.25 / 12 days)."""

POOR_CHANNEL = "短视频广告 Short-video ads"
POOR_VALUE_RATIO = 0.40
"""Sales per acquired customer, as a share of those of people who came through every channel but this one and the planted one."""
POOR_REPEAT_SHARE = 0.60
"""Each repeat order of the poor channel survives with this probability; smaller orders make up the rest of the ratio."""

SINGLES_DAYS = ((11, 1), (11, 11))
SINGLES_LIFT = 2.5
"""Orders a day from 1 to 11 November (双十一), relative to an ordinary day."""
SPRING_FESTIVALS = (date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29))
GIFT_DAYS, GIFT_LIFT = 21, 1.8
"""Orders a day in the days before New Year's Day, when gifts are bought, relative to an ordinary day."""
REST_DAYS, REST_LIFT = 7, 0.4
"""Orders a day from New Year's Day on, when the country rests, relative to an ordinary day."""

ANONYMOUS_SHARE = 0.08
"""Shop-counter orders without a customer, as a share of all sale orders (to the nearest order)."""

RETURN_RATE = 0.05
"""Probability that a sale line comes back, whole; the planted segment returns nothing."""
RETURN_WITHIN = (2, 15)
"""Days from sale to return, equally likely; a return after the last day has not happened yet."""
