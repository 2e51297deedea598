from collections import Counter

import pytest

from metrics.partitions import LEVELS, SCHEMES, SEGMENTS, cells, group_of, rounded_mean

# Klaviyo's published RFM groups, digits in the order R, F, M.
KLAVIYO = {
    "champions": {333, 332, 323},
    "loyal": {321, 322, 331, 232, 233},
    "recent": {312, 313, 311, 222, 223},
    "needs_attention": {213, 221, 123, 132, 133},
    "at_risk": {231, 212, 122, 131, 211},
    "inactive": {111, 112, 113, 121},
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_cell_has_exactly_one_group_and_every_group_a_cell(scheme: str) -> None:
    levels = LEVELS[scheme]
    assert len(cells(scheme)) == levels**3
    assert set(cells(scheme)) == {(r, f, m) for r in range(1, levels + 1) for f in range(1, levels + 1) for m in range(1, levels + 1)}
    assert set(cells(scheme).values()) == set(SEGMENTS[scheme])
    assert len(SEGMENTS[scheme]) == len(set(SEGMENTS[scheme])) == {"eight": 8, "three": 6, "five": 11}[scheme]


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ((2, 2, 2), "important_value"),
        ((2, 1, 2), "important_develop"),  # 重要发展: near, not yet frequent
        ((1, 2, 2), "important_keep"),  # 重要保持: frequent, now far
        ((1, 1, 2), "important_win_back"),
        ((2, 2, 1), "general_value"),
        ((2, 1, 1), "general_develop"),
        ((1, 2, 1), "general_keep"),
        ((1, 1, 1), "general_win_back"),
    ],
)
def test_the_eight_classes(cell: tuple[int, int, int], group: str) -> None:
    assert group_of("eight", *cell) == group


def test_the_three_level_groups_are_klaviyos() -> None:
    ours: dict[str, set[int]] = {}
    for (r, f, m), group in cells("three").items():
        ours.setdefault(group, set()).add(100 * r + 10 * f + m)
    assert ours == KLAVIYO


def test_the_25_cells_of_five_levels_each_have_one_group() -> None:
    found: dict[tuple[int, int], set[str]] = {}
    for (r, f, m), group in cells("five").items():
        found.setdefault((r, rounded_mean(f, m)), set()).add(group)
    assert len(found) == 25
    assert all(len(groups) == 1 for groups in found.values())
    assert Counter(group for groups in found.values() for group in groups) == {
        "champions": 3,
        "loyal": 3,
        "potential_loyalists": 4,
        "new": 1,
        "promising": 1,
        "need_attention": 1,
        "about_to_sleep": 2,
        "at_risk": 4,
        "cannot_lose": 2,
        "hibernating": 2,
        "lost": 2,
    }


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ((5, 5, 5), "champions"),
        ((4, 5, 5), "champions"),
        ((4, 4, 4), "loyal"),
        ((5, 1, 1), "new"),
        ((4, 1, 1), "promising"),
        ((5, 1, 2), "potential_loyalists"),
        ((3, 3, 3), "need_attention"),
        ((3, 2, 1), "about_to_sleep"),
        ((2, 4, 3), "at_risk"),
        ((1, 5, 5), "cannot_lose"),
        ((1, 5, 4), "cannot_lose"),
        ((2, 1, 1), "hibernating"),
        ((1, 1, 1), "lost"),
    ],
)
def test_the_eleven_names_mean_what_the_market_means(cell: tuple[int, int, int], group: str) -> None:
    assert group_of("five", *cell) == group


@pytest.mark.parametrize(("f", "m", "mean"), [(1, 1, 1), (1, 2, 2), (2, 1, 2), (1, 4, 3), (4, 3, 4), (5, 4, 5), (1, 5, 3)])
def test_means_round_half_up(f: int, m: int, mean: int) -> None:
    assert rounded_mean(f, m) == mean


@pytest.mark.parametrize(("scheme", "cell"), [("eight", (3, 1, 1)), ("three", (0, 1, 1)), ("five", (1, 6, 1)), ("seven", (1, 1, 1))])
def test_no_such_cell(scheme: str, cell: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="has no cell"):
        group_of(scheme, *cell)
