"""Scales of survey answers: where they begin and end, and which numbers are codes for no answer."""

# ruff: noqa: E501 (words of a kind are a line)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.scales import Scale, instrument_of, scale_of, scales_of, score_of


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
        ({0.2, 0.85, 1.0}, Scale(0, 1)),  # shares
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


def test_six_among_questions_that_go_to_five_is_a_code() -> None:
    assert scales_of({"a": [1, 3, 5], "b": [2, 4, 5], "c": [1, 5, 6]}) == {"a": Scale(1, 5), "b": Scale(1, 5), "c": Scale(1, 5)}
    assert scales_of({"a": [1, 3, 5], "b": [2, 4, 6], "c": [1, 5, 6]}) == {"a": Scale(1, 5), "b": Scale(1, 6), "c": Scale(1, 6)}
    assert scales_of({"a": [1, 3, 7], "b": [1, 7, 8]}) == {"a": Scale(1, 7), "b": Scale(1, 7)}


@pytest.mark.parametrize(
    ("question", "values", "scale"),
    [
        ("How likely are you to come again? (0-10)", [3, 5], Scale(0, 10)), ("您会再来吗（0-10分）", [4, 5], Scale(0, 10)), ("物流速度 1-5分", [2, 4], Scale(1, 5)),
        ("On a scale of 1 to 7, how easy was it?", [2, 5], Scale(1, 7)), ("Service (1–5, 5 = best)", [3, 4, 6], Scale(1, 5)), ("环境【1～10分】", [4], Scale(1, 10)),
        ("Rate us (0 = awful, 10 = great)", [4, 5], Scale(0, 10)), ("Service (1-5)", [2, 8, 10], Scale(1, 10)), ("Service (1-5)", [], None),
        ("How many visits (1-3 years)?", [2, 5], Scale(1, 5)), ("Q1-5 quality", [3, 4], Scale(1, 4)), ("Age (18-25)", [3, 5], Scale(1, 5)),
    ],
)  # fmt: skip
def test_a_question_may_say_its_scale(question: str, values: list[float], scale: Scale | None) -> None:
    assert scales_of({question: values}).get(question) == scale


@pytest.mark.parametrize(
    ("question", "values", "scale"),
    [
        ("Would you recommend us?", [7, 8, 9], Scale(0, 10)), ("您愿意推荐我们吗", [0, 3, 5], Scale(0, 10)), ("NPS", [2, 6], Scale(0, 10)),
        ("NPS", [1, 10, 11, 99], Scale(0, 10)), ("推荐意愿", [1, 4, 5], Scale(1, 5)), ("推荐意愿", [1, 4, 5, 99], Scale(1, 5)), ("推荐意愿（1-7分）", [1, 7], Scale(1, 7)),
        ("Would you recommend us?", [7.5, 80], Scale(1, 100)), ("NPS", [6.5, 7], Scale(1, 7)),
    ],
)  # fmt: skip
def test_recommending_is_asked_from_zero_to_ten(question: str, values: list[float], scale: Scale) -> None:
    assert scales_of({question: values})[question] == scale


def test_a_zero_that_other_questions_have_too_is_a_code_where_recommending_goes_to_five() -> None:
    assert scales_of({"quality": [0, 3, 5], "recommend": [0, 4, 5]}) == {"quality": Scale(1, 5), "recommend": Scale(1, 5)}


def test_questions_of_a_sheet_share_the_scale_that_one_of_them_shows() -> None:
    assert scales_of({"a": [1, 3, 5], "b": [2, 4]}) == {"a": Scale(1, 5), "b": Scale(1, 5)}
    assert scales_of({"a": [1, 3, 7], "b": [2, 6]}) == {"a": Scale(1, 7), "b": Scale(1, 7)}
    assert scales_of({"环境满意度": [1, 3, 5], "服务满意度": [2, 3], "visits": [1, 2]}) == {
        "环境满意度": Scale(1, 5), "服务满意度": Scale(1, 5), "visits": Scale(1, 2),
    }  # fmt: skip
    assert scales_of({"a": [1, 3, 5], "b (1-4)": [2, 4]}) == {"a": Scale(1, 5), "b (1-4)": Scale(1, 4)}


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("非常满意", 5), ("满意", 4), ("比较满意", 4), ("一般", 3), ("不满意", 2), ("不太满意", 2), ("非常不满意", 1), ("Very satisfied", 5), ("Satisfied.", 4),
        ("Neither satisfied nor dissatisfied", 3), ("Dissatisfied", 2), ("Very dissatisfied", 1), ("STRONGLY AGREE", 5), ("agree", 4), ("Strongly disagree", 1),
        ("disagree", 2), ("5星", 5), ("3 stars", 3), ("4分", 4), ("4/5", 4), ("5 - Very satisfied", 5), ("非常满意(5分)", 5), ("10 (extremely likely)", 10),
        ("perhaps", None), ("", None), ("满意吗", None), ("no", None), ("2024-01-01", None), ("12 Main Street", None),
    ],
)  # fmt: skip
def test_words_stand_for_scores(answer: str, score: float | None) -> None:
    assert score_of(answer) == score


@pytest.mark.parametrize(
    ("question", "scale", "instrument"),
    [
        ("How likely are you to recommend us?", Scale(0, 10), "nps"), ("NETPRO", Scale(0, 10), "nps"), ("您愿意把我们推荐给朋友吗", Scale(1, 10), "nps"),
        ("How likely are you to recommend us?", Scale(1, 5), None), ("Overall satisfaction", Scale(1, 5), "csat"), ("您对物流满意吗？", Scale(1, 10), "csat"),
        ("It was easy to get help, effort", Scale(1, 7), "ces"), ("解决问题是否费力", Scale(1, 5), "ces"), ("Q7ART", Scale(1, 5), None), ("满意度", None, None),
    ],
)  # fmt: skip
def test_a_question_tells_its_instrument(question: str, scale: Scale | None, instrument: str | None) -> None:
    assert instrument_of(question, scale) == instrument


@given(st.sets(st.integers(0, 100), min_size=1))
def test_a_scale_leaves_out_codes_only(values: set[int]) -> None:
    scale = scale_of(values)
    outside = [value for value in values if scale is None or not scale.low <= value <= scale.high]
    assert all(value in (0, 6, 8, 9, 11, 88, 96, 97, 98, 99) for value in outside)
