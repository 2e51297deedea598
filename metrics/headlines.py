"""What the overview's title may say: candidates measured on one row a customer, stated when worth it and beyond chance.

Candidates, their codes and numbers:

- ``top_share`` (customers, share, expected): revenue is concentrated, beyond what alike customers would show by luck.
- ``revenue_change`` (change, previous, current): the last complete period against the one before, paired by customer.
- ``repurchase_change`` (change, previous, current): of a period's buyers, the share who bought again in the next. The
  change is in share points. The cumulative repeat rate would not do: it rises with time by itself.
- ``region_decline``, ``kind_decline``, ``acquisition_channel_decline`` (group, change, others): a group's revenue fell, and
  clearly more than that of all others.
- ``acquisition_channel_value`` (group, gap, customers): customers won through a channel typically (by geometric means) spend
  clearly less than others of equal tenure and kind.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from metrics.findings import (
    Candidate,
    Finding,
    dealt_shares,
    midranks,
    paired_chance,
    rank_chance,
    share_of_top,
    stated,
    two_sided,
)

if TYPE_CHECKING:
    from metrics.overview import OverviewThresholds

DIMENSIONS = ("region", "kind", "acquisition_channel")

_SEED = 20_050_701
_WORLDS = 99
_DEALT = 50_000  # purchases dealt in one simulated world; more customers are sampled down to it
_TENURE_BINS = 20


def headlines(buyers: pd.DataFrame, amounts: pd.DataFrame, periods: int, thresholds: "OverviewThresholds") -> tuple[Finding, ...]:
    """At most three findings, heaviest first (effect × money). ``thresholds.chance`` bounds the probability that random data yield any.

    buyers: one row a customer: spend (money in the range, NaN without a sale in it), first_age (days from the first purchase in
        the range to as_of), spend_0, spend_1, spend_2 (money in the last period, the one before, and the one before that), and
        region, kind, acquisition_channel (categorical) where known.
    amounts: what was paid on a purchase day in the range, in narrow classes: one row a class, days and amount (money, its mean).
    periods: how many complete periods there are.
    """
    return stated(_candidates(buyers, amounts, periods, thresholds), thresholds.chance)


def _candidates(buyers: pd.DataFrame, amounts: pd.DataFrame, periods: int, thresholds: "OverviewThresholds") -> Iterator[Candidate]:
    """Everything that is looked at."""
    known = [dimension for dimension in DIMENSIONS if dimension in buyers]
    counted = buyers[buyers["spend"] > 0]
    if len(counted) >= thresholds.group_customers:
        yield _top_share(counted, amounts, thresholds)
        if "acquisition_channel" in known:
            yield from _values(counted, thresholds)
    if periods >= 2:
        yield from _revenue_change(buyers, thresholds)
        for dimension in known:
            yield from _declines(buyers, dimension, thresholds)
    if periods >= 3:
        yield from _repurchase_change(buyers, thresholds)


def _top_share(counted: pd.DataFrame, amounts: pd.DataFrame, thresholds: "OverviewThresholds") -> Candidate:
    """The top customers' revenue share against worlds of alike customers; normal tail, and above every simulated world."""
    random = np.random.default_rng(_SEED)
    # Sorted, so that the draws do not depend on the order in which an engine returns its rows.
    spend, exposure = np.sort(counted["spend"].to_numpy()), np.sort(counted["first_age"].to_numpy(dtype=float))
    days = amounts["days"].to_numpy(dtype=np.int64)
    purchases = int(days.sum())
    if purchases > _DEALT:
        sampled = max(2, len(exposure) * _DEALT // purchases)
        exposure = random.choice(exposure, sampled, replace=False)
        days = random.multinomial(max(_DEALT, sampled), days / purchases)
    alike = dealt_shares(exposure, np.repeat(amounts["amount"].to_numpy(), days), thresholds.top_share, _WORLDS, random)
    share, expected, spread = share_of_top(spend, thresholds.top_share), alike.mean(), alike.std(ddof=1)
    chance = two_sided((share - expected) / spread) / 2 if share > alike.max() and spread > 0 else 1.0
    return Candidate(
        Finding.of("top_share", customers=thresholds.top_share, share=share, expected=expected),
        chance=chance,
        worth_saying=bool(share - expected >= thresholds.stated_excess),
        money=(share - expected) * spend.sum(),
    )


def _revenue_change(buyers: pd.DataFrame, thresholds: "OverviewThresholds") -> Iterator[Candidate]:
    """Revenue of the last period against the one before, customer by customer."""
    current, previous = buyers["spend_0"].to_numpy(), buyers["spend_1"].to_numpy()
    if not previous.sum() > 0:
        return
    difference = current - previous
    change = difference.sum() / previous.sum()
    yield Candidate(
        Finding.of("revenue_change", change=change, previous=previous.sum(), current=current.sum()),
        chance=paired_chance(difference.sum(), (difference**2).sum()),
        worth_saying=bool(abs(change) >= thresholds.stated_change),
        money=abs(difference.sum()),
    )


def _repurchase_change(buyers: pd.DataFrame, thresholds: "OverviewThresholds") -> Iterator[Candidate]:
    """Buyers of the last period among those of the one before, against the same one period earlier; linearised, normal."""
    last, middle, first = (buyers[f"spend_{period}"].to_numpy() > 0 for period in range(3))
    if min(middle.sum(), first.sum()) < thresholds.group_customers:
        return
    current, previous = last[middle].mean(), middle[first].mean()
    influence = middle * (last - current) / middle.sum() - first * (middle - previous) / first.sum()
    error = math.sqrt((influence**2).sum())
    change = current - previous
    yield Candidate(
        Finding.of("repurchase_change", change=change, previous=previous, current=current),
        chance=two_sided(change / error) if error > 0 else 1.0,
        worth_saying=bool(abs(change) >= thresholds.stated_points),
        money=abs(change) * float(buyers["spend_0"].sum()),
    )


def _declines(buyers: pd.DataFrame, dimension: str, thresholds: "OverviewThresholds") -> Iterator[Candidate]:
    """Every group with enough buyers: its revenue against its own previous period, and that change against all others'."""
    current, previous = buyers["spend_0"].to_numpy(), buyers["spend_1"].to_numpy()
    difference = current - previous
    codes, names = _groups(buyers[dimension])
    bought = (current > 0) | (previous > 0)
    count, now, before, squares = (
        np.bincount(codes, weights=weights, minlength=len(names) + 1)[1:] for weights in (bought, current, previous, difference**2)
    )
    for group in np.flatnonzero((count >= thresholds.group_customers) & (before > 0) & (previous.sum() - before > 0)):
        change = now[group] / before[group] - 1
        others = (current.sum() - now[group]) / (previous.sum() - before[group]) - 1
        yield Candidate(
            Finding.of(f"{dimension}_decline", group=names[group], change=change, others=others),
            chance=paired_chance(now[group] - before[group], squares[group]),
            worth_saying=bool(change <= -thresholds.stated_change and change <= others - thresholds.stated_change),
            money=before[group] - now[group],
        )


def _values(counted: pd.DataFrame, thresholds: "OverviewThresholds") -> Iterator[Candidate]:
    """Every channel with enough customers, inside and outside: typical spend against comparable customers', by rank sum."""
    spend = counted["spend"].to_numpy()
    kinds = _groups(counted["kind"])[0] if "kind" in counted else np.zeros(len(spend), dtype=np.int64)
    adjusted = _among_comparable(np.log(spend), counted["first_age"].to_numpy(dtype=float), kinds)
    ranks = midranks(adjusted)
    codes, names = _groups(counted["acquisition_channel"])
    sizes = np.bincount(codes, minlength=len(names) + 1)[1:]
    for group in np.flatnonzero(np.minimum(sizes, len(spend) - sizes) >= thresholds.group_customers):
        inside = codes == group + 1
        ratio = math.exp(adjusted[inside].mean() - adjusted[~inside].mean())
        yield Candidate(
            Finding.of("acquisition_channel_value", group=names[group], gap=1 - ratio, customers=int(sizes[group])),
            chance=rank_chance(ranks, inside),
            worth_saying=ratio <= 1 - thresholds.stated_gap,
            money=spend[inside].sum() * (1 / ratio - 1),
        )


def _groups(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """A code a row (0 where unknown, then 1, 2, …) and the groups' names."""
    categorical = column.astype("category").cat
    return categorical.codes.to_numpy(dtype=np.int64) + 1, [str(name) for name in categorical.categories]


def _among_comparable(values: np.ndarray, tenure: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Values less the mean of those of the same kind in the same twentieth of tenure."""
    edges = np.unique(np.quantile(tenure, np.linspace(0, 1, _TENURE_BINS + 1)[1:-1]))
    place = np.searchsorted(edges, tenure) + kinds * _TENURE_BINS
    counts = np.bincount(place)
    means = np.bincount(place, weights=values) / np.maximum(counts, 1)
    return values - means[place]
