"""Scales of survey answers: where they begin and end, and which numbers are codes for no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.scales import Scale, scale_of, scales_of


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ({1, 2, 3, 4, 5}, Scale(1, 5)),
        ({2, 3, 4}, Scale(1, 4)),
        ({0, 1, 2, 3, 4, 5, 6}, Scale(1, 5)),  # codes at both ends: San Francisco airport's survey
        ({1, 2, 3, 4, 5, 6}, Scale(1, 6)),  # nothing says that 6 is a code
        ({0, 3, 7, 10, 11}, Scale(0, 10)),
        ({1, 5, 7, 10}, Scale(1, 10)),
        ({3, 8, 9}, Scale(1, 10)),
        ({1, 2, 5, 9}, Scale(1, 5)),  # 9 stands apart
        ({1, 2, 5, 99}, Scale(1, 5)),
        ({1, 4, 7, 98, 99}, Scale(1, 7)),
        ({0, 5, 7, 8}, Scale(1, 7)),
        ({-1, 2, 4, 5}, Scale(1, 5)),
        ({0, 12, 55, 100}, Scale(0, 100)),
        ({1.5, 3.5, 4.5}, Scale(1, 5)),
        ({0, 1}, Scale(0, 1)),
        ({0}, None),
        ({250, 300}, None),
        (set(), None),
    ],
)
def test_the_scale_of_a_question(values: set[float], scale: Scale | None) -> None:
    assert scale_of(values) == scale


def test_questions_that_end_alike_share_a_scale() -> None:
    found = scales_of({"a": [0, 1, 2, 3, 4, 5, 6], "b": [3, 4, 6], "c": [0, 9, 10], "d": []})
    assert found == {"a": Scale(1, 5), "b": Scale(1, 5), "c": Scale(0, 10)}


def test_a_code_that_questions_share_does_not_make_their_scales_one() -> None:
    assert scales_of({"quality": [1, 3, 5, 99], "nps": [0, 7, 10, 99]}) == {"quality": Scale(1, 5), "nps": Scale(0, 10)}


@given(st.sets(st.integers(0, 100), min_size=1))
def test_a_scale_leaves_out_codes_only(values: set[int]) -> None:
    scale = scale_of(values)
    outside = [value for value in values if scale is None or not scale.low <= value <= scale.high]
    assert all(value in (0, 6, 8, 9, 11, 88, 96, 97, 98, 99) for value in outside)
