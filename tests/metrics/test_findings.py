import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.findings import (
    Candidate,
    Finding,
    concentration,
    dealt_shares,
    midranks,
    paired_chance,
    rank_chance,
    share_of_top,
    stated,
    two_sided,
)


def candidate(code: str, chance: float = 0.0, money: float = 1.0, worth_saying: bool = True, **numbers: float | str) -> Candidate:
    return Candidate(Finding.of(code, **numbers), chance, worth_saying, money)


def test_a_finding_gives_its_numbers_by_name() -> None:
    finding = Finding.of("region_decline", group="north", change=np.float64(-0.25))
    assert finding == Finding("region_decline", (("group", "north"), ("change", -0.25)))
    assert (finding.number("group"), finding.number("change")) == ("north", -0.25)
    assert type(finding.number("change")) is float
    assert hash(finding) == hash(Finding.of("region_decline", group="north", change=-0.25))
    with pytest.raises(KeyError):
        finding.number("others")


def test_numbers_do_not_carry_the_noise_of_an_order_of_rows() -> None:
    assert Finding.of("a", x=0.1 + 0.2) == Finding.of("a", x=0.3)


def test_at_most_three_are_stated_heaviest_first_and_one_of_a_code() -> None:
    many = [candidate("a", money=1), candidate("b", money=4), candidate("b", money=9, group="best"), candidate("c", money=3), candidate("d", money=2)]
    assert [finding.code for finding in stated(many, 0.001)] == ["b", "c", "d"]
    assert stated(many, 0.001)[0].number("group") == "best"


@pytest.mark.parametrize(("chance", "found"), [(0.00024, 1), (0.00025, 0), (0.00026, 0)])
def test_chance_is_shared_among_all_that_was_looked_at(chance: float, found: int) -> None:
    others = [candidate("b", chance=0.9), candidate("c", worth_saying=False), candidate("d", chance=0.5)]
    assert len(stated([candidate("a", chance=chance), *others], 0.001)) == found


def test_what_is_not_worth_saying_is_not_said() -> None:
    assert stated([candidate("a", worth_saying=False)], 0.05) == ()
    assert stated([], 0.05) == ()


def test_two_sided_normal_tails() -> None:
    assert two_sided(1.959963984540054) == pytest.approx(0.05)
    assert two_sided(-3.2905267314919255) == pytest.approx(0.001)
    assert two_sided(0) == 1


def test_paired_chance_is_hoeffdings_bound() -> None:
    differences = np.array([3.0, 4.0, 5.0])
    assert paired_chance(differences.sum(), (differences**2).sum()) == pytest.approx(min(1, 2 * math.exp(-144 / 50 / 2)))
    assert paired_chance(0, 10) == 1
    assert paired_chance(0, 0) == 1


@pytest.mark.parametrize("tail", ["normal", "cauchy"])
def test_paired_chance_bounds_what_happens_under_any_tail(tail: str) -> None:
    random = np.random.default_rng(1)
    differences = random.standard_normal((20_000, 8)) if tail == "normal" else random.standard_cauchy((20_000, 8))
    chances = np.array([paired_chance(row.sum(), (row**2).sum()) for row in differences])
    for level in (0.2, 0.05, 0.01):
        assert (chances < level).mean() <= level


def test_midranks_share_ties() -> None:
    assert midranks(np.array([5.0, 1.0, 5.0, 9.0])).tolist() == [2.5, 1, 2.5, 4]


def test_rank_chance_by_hand() -> None:
    # Ranks 1 … 6, the group holds 1, 2, 3: mean 2 against 3.5, variance 3.5 · (3/6) / 3.
    ranks, group = np.arange(1.0, 7), np.array([True] * 3 + [False] * 3)
    assert rank_chance(ranks, group) == pytest.approx(two_sided(1.5 / math.sqrt(3.5 / 6)))
    assert rank_chance(ranks, np.ones(6, bool)) == rank_chance(ranks, np.zeros(6, bool)) == 1
    assert rank_chance(np.full(6, 3.5), group) == 1


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=60), st.lists(st.floats(0, 1), min_size=2, max_size=5).map(sorted))
@settings(max_examples=60)
def test_concentration_is_a_curve_above_the_diagonal(values: list[int], shares: list[float]) -> None:
    curve = concentration(np.array(values, float), np.array(shares))
    assert (np.diff(curve) >= -1e-12).all()
    assert (curve >= np.array(shares) - 1e-9).all()
    assert concentration(np.array(values, float), np.array([0.0, 1.0])).tolist() == [0, 1]


def test_the_top_is_cut_between_heads() -> None:
    assert share_of_top(np.array([1.0, 7, 2]), 1 / 3) == pytest.approx(0.7)
    assert share_of_top(np.array([1.0, 7, 2]), 0.5) == pytest.approx(0.8)
    assert math.isnan(share_of_top(np.array([]), 0.2))


def test_dealt_worlds_keep_every_amount_and_give_everybody_one() -> None:
    exposure, amounts = np.array([0.0, 10, 30]), np.array([1.0, 2, 4, 8, 16])
    shares = dealt_shares(exposure, amounts, 1.0, 20, np.random.default_rng(3))
    assert shares.tolist() == [1.0] * 20
    best = dealt_shares(exposure, amounts, 1 / 3, 300, np.random.default_rng(3))
    # The best holds the 16 at least, and at most the three largest (everybody has one purchase).
    assert best.min() >= 16 / 31
    assert best.max() <= 28 / 31
    assert np.isclose(best.max(), 28 / 31)


def test_dealt_worlds_without_later_purchases() -> None:
    assert dealt_shares(np.zeros(4), np.array([1.0, 1, 1, 5]), 0.25, 3, np.random.default_rng(0)).tolist() == [5 / 8] * 3
