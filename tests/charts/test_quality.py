"""The charts of the data's quality: what is drawn is what the result says."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts.quality import groups, parts
from charts.theme import THEMES
from locales import LANGUAGES, words
from metrics.quality import PARTS, Quality

EN = words("en")
EMPTY = pd.DataFrame()
RESULT = Quality(
    score=87.5,
    parts=pd.DataFrame(
        {
            "part": PARTS, "score": [50.0, 99.96, math.nan, 100.0, 80.0], "weight": [0.3, 0.3, math.nan, 0.3, 0.1],
            "points": [15.0, 0.012, math.nan, 0.0, 2.0], "tested": [4, 9, 0, 9, 5], "wanting": [2, 1, 0, 0, 1],
        }
    ),
    tables=EMPTY,
    groups=pd.DataFrame({"table": ["customers", "orders"], "group": ["contact", "who"], "share": [0.5, 0.931], "items": [1, 1]}),
    columns=EMPTY, issues=EMPTY, gaps=EMPTY, loaded_on=date(2025, 6, 30),
)  # fmt: skip


def test_a_bar_for_each_part_as_long_as_its_score() -> None:
    track, bars, labels = parts(RESULT, words=EN, theme="light").data
    assert list(bars.x) == [50, 99.96, 0, 100, 80] and list(track.x) == [100] * 5
    assert list(bars.y) == [EN(f"quality.part.{part}") for part in PARTS] == list(track.y)
    assert bars.marker.color == THEMES["light"].accent
    assert [text.strip() for text in labels.text] == [
        "50 · weight 30% · −15", "99.9 · weight 30%", EN("quality.not_judged"), "100 · weight 30%", "80 · weight 10% · −2",
    ]  # fmt: skip


def test_a_bar_for_each_group_as_long_as_its_share() -> None:
    drawn = groups(RESULT, words=EN, theme="dark")
    _, bars, labels = drawn.data
    assert list(bars.x) == [0.5, 0.931] and [text.strip() for text in labels.text] == ["50.0%", "93.1%"]
    assert list(bars.y) == ["Customers · reachable", "Orders · who"]
    assert drawn.layout.xaxis.range == (0, 1), "from zero to where nothing is wanting"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_best_stands_above(lang: str) -> None:
    for chart in (parts, groups):
        first, last = chart(RESULT, words=words(lang), theme="light").layout.yaxis.range
        assert first > last, "in the order of the result from the top"


def test_nothing_to_judge_says_so() -> None:
    nothing = replace(RESULT, parts=RESULT.parts.assign(score=math.nan), groups=RESULT.groups.head(0))
    for chart in (parts, groups):
        drawn = chart(nothing, words=EN, theme="light")
        assert not drawn.data and drawn.layout.annotations[0].text == EN("chart.no_data")


def test_the_figures_are_valid_plotly() -> None:
    import plotly.graph_objects as go

    for chart in (parts, groups):
        assert go.Figure(chart(RESULT, words=EN, theme="light").to_dict()).data
