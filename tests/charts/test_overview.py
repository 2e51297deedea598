"""The overview's charts: what is drawn is what the result says."""

from dataclasses import replace
from datetime import date
from itertools import product
from time import perf_counter

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.overview import PARTLY, concentration, revenue_by_state
from charts.theme import STATE_COLOURS, THEMES
from locales import LANGUAGES, words
from tests.charts import worlds

EN, ZH = words("en"), words("zh")


def test_a_stack_of_states_for_each_month() -> None:
    drawn = revenue_by_state(worlds.overview(), words=ZH, theme="light", currency="CNY")
    assert [trace.name for trace in drawn.data] == ["老客户", "新客户", "回流客户"]
    assert [list(trace.y) for trace in drawn.data] == [[200, 210, 220], [100, 110, 120], [300, 310, 320]]
    assert [trace.marker.color for trace in drawn.data] == list(STATE_COLOURS.values())
    assert list(drawn.data[0].x) == ["2024年1月", "2024年2月", "2024年3月"]
    assert drawn.layout.barmode == "stack"


def test_the_axis_starts_at_zero_covers_the_tallest_month_and_speaks_the_language() -> None:
    axis = revenue_by_state(worlds.overview(), words=EN, theme="light", currency="GBP").layout.yaxis
    assert list(axis.tickvals) == [0, 200, 400, 600, 800]
    assert list(axis.range) == [0, 800]
    assert list(axis.ticktext) == ["£0", "£200", "£400", "£600", "£800"]


def test_hovering_tells_the_whole_month() -> None:
    hover = revenue_by_state(worlds.overview(), words=EN, theme="light", currency="GBP").data[0].hovertext
    assert hover[1] == (
        "<b>Feb 2024</b><br>New  £110.00 · 3 customers<br>Returning  £210.00 · 3 customers<br>Resurrected  £310.00 · 3 customers<br>Total  £630.00"
    )


@pytest.mark.parametrize(("last", "paler"), [(date(2024, 3, 31), []), (date(2024, 3, 30), [2]), (date(2024, 3, 1), [2])])
def test_a_month_that_is_not_whole_is_paler_and_that_is_said(last: date, paler: list[int]) -> None:
    drawn = revenue_by_state(worlds.overview(last=last), words=EN, theme="light")
    for trace in drawn.data[:3]:
        assert list(trace.marker.opacity) == [PARTLY if i in paler else 1 for i in range(3)]
    assert [trace.name for trace in drawn.data[3:]] == (["faded: part of a month"] if paler else [])
    assert all(value is None for trace in drawn.data[3:] for value in trace.y)


def test_a_first_month_that_begins_late_is_not_whole() -> None:
    late = replace(worlds.overview(), period=(date(2024, 1, 2), date(2024, 3, 31)))
    assert list(revenue_by_state(late, words=EN, theme="light").data[0].marker.opacity) == [PARTLY, 1, 1]


def test_years_are_named_where_they_begin_and_months_at_most_a_dozen() -> None:
    axis = revenue_by_state(worlds.overview(months=30, last=date(2026, 6, 30)), words=EN, theme="light").layout.xaxis
    assert list(axis.ticktext) == ["Jan<br>2024", "Apr", "Jul", "Oct", "Jan<br>2025", "Apr", "Jul", "Oct", "Jan<br>2026", "Apr"]
    assert list(axis.tickvals)[:2] == ["Jan 2024", "Apr 2024"]


def test_the_legend_stands_above_the_data() -> None:
    legend = revenue_by_state(worlds.overview(), words=EN, theme="light").layout.legend
    assert legend.y > 1
    assert legend.yanchor == "bottom"


def test_the_curve_the_diagonal_and_the_point() -> None:
    even, curve, point = concentration(worlds.overview(), words=EN, theme="light").data
    assert (list(even.x), list(even.y)) == ([0, 1], [0, 1])
    assert (curve.x[20], curve.y[20]) == (0.2, pytest.approx(0.488))
    assert len(curve.x) == 101
    assert (point.x[0], point.y[0]) == (0.2, pytest.approx(0.488))
    assert curve.hovertext[20] == "Top 20% of customers: 48.8% of revenue"


def test_the_point_is_said_in_words() -> None:
    assert concentration(worlds.overview(), words=ZH, theme="dark").layout.annotations[0].text == "前 20% 的客户<br>贡献 48.8% 的销售额"


def test_both_axes_run_from_nothing_to_everything() -> None:
    layout = concentration(worlds.overview(), words=EN, theme="light").layout
    for axis in (layout.xaxis, layout.yaxis):
        assert axis.range[0] == 0
        assert axis.range[1] >= 1
        assert list(axis.ticktext) == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_nothing_sold_is_said() -> None:
    result = worlds.overview()
    empty = replace(result, revenue_by_state=result.revenue_by_state.iloc[:0], concentration=result.concentration.assign(revenue_share=float("nan")))
    nothing_sold = replace(
        result, revenue_by_state=result.revenue_by_state.assign(revenue=0.0), concentration=pd.DataFrame(columns=result.concentration.columns)
    )
    for one, draw in product((empty, nothing_sold), (revenue_by_state, concentration)):
        drawn = draw(one, words=EN, theme="light")
        assert len(drawn.data) == 0
        assert drawn.layout.annotations[0].text == "No data for this selection"


def test_a_currency_is_never_markup() -> None:
    assert "<img" not in str(revenue_by_state(worlds.overview(), words=EN, theme="light", currency="<img src=x>").to_dict())


@pytest.mark.parametrize(("lang", "theme"), list(product(LANGUAGES, THEMES)))
def test_figures_are_valid_for_plotly(lang: str, theme: str) -> None:
    result = worlds.overview(last=date(2024, 3, 9))
    for drawn in (revenue_by_state(result, words=words(lang), theme=theme), concentration(result, words=words(lang), theme=theme)):
        assert go.Figure(drawn.to_dict()).layout.height == drawn.layout.height


@pytest.mark.timing
def test_figures_build_in_eight_milliseconds() -> None:
    result = worlds.overview(months=24, last=date(2025, 12, 31))
    for draw in (revenue_by_state, concentration):
        times = []
        for _ in range(10):
            start = perf_counter()
            draw(result, words=ZH, theme="light")
            times.append(perf_counter() - start)
        assert min(times) < 0.008
