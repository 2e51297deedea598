"""A Question is a value: the same when it says the same, one line of JSON and back, and deaf to hostile text."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.metric import INPUTS, inputs_of, metric_of, thresholds_of
from answers.question import Question
from data.filters import CustomerFilters, OrderFilters
from metrics.overview import OverviewThresholds
from metrics.segments import SCHEMES, SegmentThresholds

AS_OF = date(2024, 12, 31)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
DAYS = st.one_of(st.none(), st.dates())
SEGMENT_THRESHOLDS = st.builds(SegmentThresholds, scheme=st.sampled_from(SCHEMES), method=st.sampled_from(["quantile", "fixed"]))
OVERVIEW_THRESHOLDS = st.builds(OverviewThresholds, period_days=st.integers(7, 366), top_share=st.floats(0.01, 0.5))
QUESTIONS = st.one_of(
    *(
        st.builds(
            Question,
            metric=st.just(metric),
            thresholds=st.one_of(st.none(), thresholds),
            as_of=DAYS,
            orders=st.builds(OrderFilters, start=DAYS, channels=LISTS, categories=LISTS),
            customers=st.builds(CustomerFilters, regions=LISTS, kinds=LISTS),
            segments=LISTS,
            segmentation=SEGMENT_THRESHOLDS,
        )
        for metric, thresholds in (("segments", SEGMENT_THRESHOLDS), ("overview", OVERVIEW_THRESHOLDS))
    )
)


@given(QUESTIONS)
def test_a_question_survives_its_json(question: Question) -> None:
    text = question.to_json()
    assert Question.from_json(text) == question
    assert hash(Question.from_json(text)) == hash(question)
    assert "\n" not in text and Question.from_json(text).to_json() == text


@given(QUESTIONS)
def test_settling_is_final(question: Question) -> None:
    settled = question.settled(AS_OF)
    assert settled.settled(date(1999, 1, 1)) == settled
    assert settled.as_of is not None and settled.thresholds is not None
    assert Question.from_json(settled.to_json()) == settled


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert Question("segments").to_json() == '{"metric": "segments"}'
    assert json.loads(Question("overview", OverviewThresholds(period_days=30), segments=("loyal",)).to_json()) == {
        "metric": "overview", "thresholds": {"period_days": 30}, "segments": ["loyal"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "same",
    [
        Question("segments", SegmentThresholds()),
        Question("segments", as_of=AS_OF),
        Question("segments", segmentation=SegmentThresholds(scheme="five")),
        Question("segments", None, None, OrderFilters(), CustomerFilters()),
    ],
)
def test_questions_that_mean_the_same_are_the_same_key(same: Question) -> None:
    assert same.settled(AS_OF) == Question("segments").settled(AS_OF)
    assert hash(same.settled(AS_OF)) == hash(Question("segments").settled(AS_OF))


def test_the_order_of_choices_says_nothing() -> None:
    one = Question("segments", None, None, OrderFilters(None, ("b", "a", "a"), ("y", "x")), CustomerFilters(("n", "m"), ("q", "p")), ("s", "r"))
    other = Question("segments", None, None, OrderFilters(None, ("a", "b"), ("x", "y")), CustomerFilters(("m", "n"), ("p", "q")), ("r", "s", "r"))
    assert one.settled(AS_OF) == other.settled(AS_OF)


@pytest.mark.parametrize(
    "other",
    [
        Question("overview"),
        Question("segments", SegmentThresholds(scheme="five")),
        Question("segments", as_of=date(2024, 12, 30)),
        Question("segments", orders=OrderFilters(start=AS_OF)),
        Question("segments", customers=CustomerFilters(("N",))),
        Question("segments", segments=("loyal",)),
        Question("segments", segments=("loyal",), segmentation=SegmentThresholds(scheme="three")),
    ],
)
def test_questions_that_differ_are_different_keys(other: Question) -> None:
    assert other.settled(AS_OF) != Question("segments").settled(AS_OF)
    assert replace(other, segmentation=SegmentThresholds(scheme="five")) != other


HOSTILE: tuple[Any, ...] = (
    "",
    "{",
    "null",
    "[]",
    '"segments"',
    "7",
    "{}",
    "[" * 100_000,
    '{"a":' * 50_000,
    {"metric": None},
    {"metric": 5},
    {"metric": ["segments"]},
    {"metric": {}},
    {"metric": ""},
    {"metric": "no such"},
    {"metric": "os.system"},
    {"metric": "segments", "surprise": 1},
    {"metric": "segments", "__class__": "x"},
    {"metric": "segments", "thresholds": []},
    {"metric": "segments", "thresholds": 5},
    {"metric": "segments", "thresholds": {"no_such": 1}},
    {"metric": "segments", "thresholds": {"scheme": "nine"}},
    {"metric": "segments", "thresholds": {"scheme": None}},
    {"metric": "segments", "thresholds": {"scheme": {}}},
    {"metric": "overview", "thresholds": {"period_days": 0}},
    {"metric": "overview", "thresholds": {"period_days": 1e9}},
    {"metric": "overview", "thresholds": {"period_days": "90"}},
    {"metric": "overview", "thresholds": {"period_days": True}},
    {"metric": "overview", "thresholds": {"period_days": 90.5}},
    {"metric": "overview", "thresholds": {"top_share": float("nan")}},
    {"metric": "overview", "thresholds": {"top_share": float("inf")}},
    {"metric": "segments", "as_of": "yesterday"},
    {"metric": "segments", "as_of": 5},
    {"metric": "segments", "as_of": "2024-13-01"},
    {"metric": "segments", "as_of": ["2024-01-01"]},
    {"metric": "segments", "orders": []},
    {"metric": "segments", "orders": {"channels": "web"}},
    {"metric": "segments", "orders": {"channels": [1]}},
    {"metric": "segments", "orders": {"channels": [None]}},
    {"metric": "segments", "orders": {"start": "x"}},
    {"metric": "segments", "customers": {"regions": {"a": 1}}},
    {"metric": "segments", "segments": "loyal"},
    {"metric": "segments", "segments": [["loyal"]]},
    {"metric": "segments", "segments": ["a\0b"]},
    {"metric": "segments", "segmentation": {"scheme": "x"}},
    {"metric": "segments", "customers": {"regions": ["\ud800"]}},
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: str(text)[:40].encode("ascii", "replace").decode())
def test_hostile_text_is_no_question(hostile: object) -> None:
    text = hostile if isinstance(hostile, str) else json.dumps(hostile)
    with pytest.raises(ValueError):
        Question.from_json(text)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["metric", "thresholds", "as_of", "orders", "customers", "segments", "scheme", "start"]), inner, max_size=4
            ),
        ),
        max_leaves=8,
    )
)
def test_any_json_is_a_question_or_a_value_error(value: object) -> None:
    for tried in (value, {"metric": "segments", "thresholds": value}, {"metric": "segments", "orders": value, "segments": value}):
        try:
            question = Question.from_json(json.dumps(tried))
        except ValueError:
            continue
        assert hash(question) is not None


@pytest.mark.parametrize(
    "name",
    [
        "os.system",
        "segments.__init__",
        "segments.__class__",
        "segments.Segments",
        "segments.group_of",
        "segments.findings",
        "segments.segmented",
        "segments.quantiles",
        "segments._cube",
        "segments.pd",
        "segments.pd.read_csv",
        "overview.check",
        "thresholds.check",
        "findings",
        "scores",
        "",
        ".",
        "..",
        "segments.",
        ".segments",
        "metrics.segments",
        "segments.segments.segments",
        "Segments",
        "segments ",
        "../segments",
        "data.workspace",
    ],
)
def test_only_metrics_are_metrics(name: str) -> None:
    if name == "segments.":  # an empty result is the file's own
        assert metric_of(name) is metric_of("segments")
        return
    with pytest.raises(ValueError, match="no metric"):
        metric_of(name)
    with pytest.raises(ValueError):
        Question.from_json(json.dumps({"metric": name}))


def test_the_signature_of_a_metric_says_what_it_needs() -> None:
    assert inputs_of("segments") == ("activity", "as_of", "thresholds", "quantiles")
    assert {"customer_days", "ledger", "start", "as_of", "thresholds"} <= set(inputs_of("overview")) <= INPUTS
    assert thresholds_of("segments") is thresholds_of("segments.typical_customers") is SegmentThresholds
    assert thresholds_of("overview") is OverviewThresholds
