"""Findings: what a title may say, as codes with their numbers, and the statistics that keep chance out of them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Finding:
    """A statement's code and its numbers; the sentence lives in the catalogues under ``finding.<code>``."""

    code: str
    numbers: tuple[tuple[str, float | str], ...]

    @classmethod
    def of(cls, code: str, **numbers: float | str) -> "Finding":
        """A finding from keywords, numbers to twelve digits: what lies beyond depends on the order of the rows."""
        return cls(code, tuple((name, value if isinstance(value, str) else float(f"{value:.12g}")) for name, value in numbers.items()))

    def number(self, name: str) -> float | str:
        """The number called ``name``; KeyError when the finding has none."""
        return dict(self.numbers)[name]


@dataclass(frozen=True)
class Candidate:
    """A finding that was looked at: the chance of one as strong on data without it, whether its effect is worth saying, and its weight.

    ``money`` is effect × money, what findings are ranked by.
    """

    finding: Finding
    chance: float
    worth_saying: bool
    money: float


def stated(candidates: Iterable[Candidate], chance: float, limit: int = 3) -> tuple[Finding, ...]:
    """The findings to state, heaviest first, at most one of a code and ``limit`` in all.

    A candidate is stated when its effect is worth saying and its chance stays below ``chance`` divided by the number of
    candidates looked at (Bonferroni), so that data without any effect yield a finding with probability below ``chance``.
    """
    looked_at = list(candidates)
    beyond = [one for one in looked_at if one.worth_saying and one.chance * len(looked_at) < chance]
    best: dict[str, Candidate] = {}
    for one in sorted(beyond, key=lambda one: (-one.money, one.finding.numbers)):
        best.setdefault(one.finding.code, one)
    return tuple(one.finding for one in list(best.values())[:limit])


def two_sided(z: float) -> float:
    """The chance of a standard normal value at least as far from 0 as ``z``."""
    return 2 * _NORMAL.cdf(-abs(z))


def paired_chance(total: float, squares: float) -> float:
    """A bound on the chance that differences, as likely up as down, sum to at least |total|; ``squares`` is the sum of their squares.

    Under the null each customer's difference between two equal periods is symmetric around 0. Given their sizes, the
    sum of random signs times sizes is sub-Gaussian: P(|sum| >= z·sqrt(squares)) <= 2·exp(−z²/2) (Hoeffding 1963,
    theorem 2; Efron 1969 for the self-normalised sum). It holds at every sample size and for every tail, so that one
    huge order cannot make a finding.
    """
    if squares <= 0:
        return 1.0
    return min(1.0, 2 * math.exp(-(total**2) / squares / 2))


def rank_chance(ranks: np.ndarray, group: np.ndarray) -> float:
    """The two-sided chance of a group's mean rank among all, by the rank-sum test (Wilcoxon 1945; ties by midranks).

    Rank sums have lighter tails than the normal they approach: far out, this errs on the side of silence.
    """
    everyone, inside = len(ranks), int(group.sum())
    if inside == 0 or inside == everyone:
        return 1.0
    spread = ranks.var(ddof=1) * (everyone - inside) / everyone / inside
    return two_sided((ranks[group].mean() - ranks.mean()) / math.sqrt(spread)) if spread > 0 else 1.0


def midranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[where]


def share_of_top(values: np.ndarray, top: float) -> float:
    """The share of the sum that the largest ``top`` of the values hold, linear between values; NaN for nothing."""
    return float(concentration(values, np.array([top]))[0])


def concentration(values: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The share of the sum held by the largest ``shares`` of the values, exact at whole heads and linear between them."""
    total = values.sum()
    if len(values) == 0 or not total > 0:
        return np.full(len(shares), np.nan)
    held = np.concatenate(([0.0], np.cumsum(np.sort(values)[::-1]))) / total
    held[-1] = 1.0
    return np.interp(shares * len(values), np.arange(len(values) + 1), held)


def dealt_shares(exposure: np.ndarray, amounts: np.ndarray, top: float, rounds: int, random: np.random.Generator) -> np.ndarray:
    """Shares of the top customers in ``rounds`` worlds in which all customers are alike.

    In such a world everyone buys at one rate and amounts do not depend on who pays: given the first purchase of each,
    the others fall on customers in proportion to ``exposure``, their time since it (a Poisson process, conditional on
    its count), and the very amounts that were paid are dealt out at random. ``amounts`` has one value a purchase, at
    least as many as there are customers.
    """
    customers, purchases = len(exposure), len(amounts)
    reach = np.cumsum(exposure)
    shares = np.empty(rounds)
    for world in range(rounds):
        later = np.searchsorted(reach, random.random(purchases - customers) * reach[-1], side="right")
        owners = np.concatenate((np.arange(customers), np.minimum(later, customers - 1)))
        spend = np.bincount(owners, weights=random.permutation(amounts), minlength=customers)
        shares[world] = share_of_top(spend, top)
    return shares
