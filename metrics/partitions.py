r"""The published partitions of R, F and M scores into named groups: every cell belongs to exactly one group.

Scores run from 1 (worst) to the scheme's number of levels (best); for R the best are the most recent.

- ``eight``: two levels a measure, the Chinese eight classes. Value: near and frequent; develop (发展): near, not yet
  frequent; keep (保持): frequent, now far; win back (挽留): far and not frequent; important where M is high.
- ``three``: Klaviyo's partition of the 27 cells.
- ``five``: R against FM, the mean of F and M rounded half up (a mean of 3.5 is 4). The names keep what the market
  means by them: the top two columns are customers who buy often and much, the left ones hardly anything::

      R \ FM        1               2                    3                    4           5
      5 (newest)    new             potential_loyalists  potential_loyalists  champions   champions
      4             promising       potential_loyalists  potential_loyalists  loyal       champions
      3             about_to_sleep  about_to_sleep       need_attention       loyal       loyal
      2             hibernating     hibernating          at_risk              at_risk     cannot_lose
      1 (oldest)    lost            lost                 at_risk              at_risk     cannot_lose
"""

from collections.abc import Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

SCHEMES = ("eight", "three", "five")
LEVELS: Mapping[str, int] = MappingProxyType({"eight": 2, "three": 3, "five": 5})
SEGMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "eight": (
            "important_value",
            "important_develop",
            "important_keep",
            "important_win_back",
            "general_value",
            "general_develop",
            "general_keep",
            "general_win_back",
        ),
        "three": ("champions", "loyal", "recent", "needs_attention", "at_risk", "inactive"),
        "five": (
            "champions",
            "loyal",
            "potential_loyalists",
            "new",
            "promising",
            "need_attention",
            "about_to_sleep",
            "at_risk",
            "cannot_lose",
            "hibernating",
            "lost",
        ),
    }
)
Cell = tuple[int, int, int]

_EIGHT = {(2, 2): "value", (2, 1): "develop", (1, 2): "keep", (1, 1): "win_back"}
_THREE = {
    "champions": "333 332 323",
    "loyal": "321 322 331 232 233",
    "recent": "312 313 311 222 223",
    "needs_attention": "213 221 123 132 133",
    "at_risk": "231 212 122 131 211",
    "inactive": "111 112 113 121",
}
_FIVE = {
    5: ("new", "potential_loyalists", "potential_loyalists", "champions", "champions"),
    4: ("promising", "potential_loyalists", "potential_loyalists", "loyal", "champions"),
    3: ("about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"),
    2: ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    1: ("lost", "lost", "at_risk", "at_risk", "cannot_lose"),
}
_THREE_BY_CELL = {(int(cell[0]), int(cell[1]), int(cell[2])): group for group, cells in _THREE.items() for cell in cells.split()}


def group_of(scheme: str, r: int, f: int, m: int) -> str:
    """The group of one cell; ValueError when the scheme has no such cell."""
    if scheme not in LEVELS or not all(1 <= score <= LEVELS[scheme] for score in (r, f, m)):
        raise ValueError(f"{scheme} has no cell {r}{f}{m}")
    if scheme == "eight":
        return ("important_" if m == 2 else "general_") + _EIGHT[r, f]
    if scheme == "three":
        return _THREE_BY_CELL[r, f, m]
    return _FIVE[r][rounded_mean(f, m) - 1]


def rounded_mean(f: int, m: int) -> int:
    """The mean of two scores, rounded half up."""
    return (f + m + 1) // 2


@cache
def cells(scheme: str) -> Mapping[Cell, str]:
    """Every cell (r, f, m) of a scheme with its group."""
    scores = range(1, LEVELS[scheme] + 1)
    return MappingProxyType({cell: group_of(scheme, *cell) for cell in product(scores, scores, scores)})
