"""The segment charts: what is drawn is what the result says."""

from dataclasses import replace
from itertools import product
from time import perf_counter

import plotly.graph_objects as go
import pytest

from charts.segments import DIMMED, grid, scheme_of, sizes
from charts.theme import SEGMENT_COLOURS, THEMES
from locales import LANGUAGES, words
from metrics.partitions import SEGMENTS
from tests.charts import worlds

EN, ZH = words("en"), words("zh")


def test_one_bar_a_segment_for_revenue_and_one_for_customers() -> None:
    revenue, customers = sizes(worlds.segments(), words=EN, theme="light", currency="GBP").data
    assert list(revenue.x)[:3] == [0.6, 0.4, 0]
    assert list(customers.x)[:3] == pytest.approx([8 / 28, 20 / 28, 0])
    assert list(revenue.y) == list(customers.y)
    assert revenue.y[0] == "Important – value"
    assert revenue.text[0] == "Revenue 60.0% · £4.2K"
    assert customers.text[0] == "Customers 28.6% · 8"


def test_a_bar_carries_its_segment_for_clicks() -> None:
    for trace in sizes(worlds.segments("five"), words=ZH, theme="dark").data:
        assert [one for (one,) in trace.customdata] == list(SEGMENTS["five"])


def test_segments_stand_in_the_scheme_s_order_from_the_top_in_their_colours() -> None:
    drawn = sizes(worlds.segments("three"), words=ZH, theme="light")
    assert list(drawn.data[0].marker.color) == [SEGMENT_COLOURS[code] for code in SEGMENTS["three"]]
    first, last = drawn.layout.yaxis.range
    assert first > last
    assert set(drawn.data[1].marker.color) <= set(THEMES["light"].context)


def test_bars_start_at_zero_and_the_longest_fills_the_width() -> None:
    assert list(sizes(worlds.segments(), words=EN, theme="light").layout.xaxis.range) == [0, 20 / 28]


def test_a_selection_dims_the_others() -> None:
    chosen = sizes(worlds.segments(), words=EN, theme="light", selected=("important_develop",))
    assert [list(trace.marker.opacity)[:3] for trace in chosen.data] == [[DIMMED, 1, DIMMED]] * 2
    assert set(sizes(worlds.segments(), words=EN, theme="light").data[0].marker.opacity) == {1}


def test_hovering_tells_the_segment_s_facts() -> None:
    hover = sizes(worlds.segments(), words=EN, theme="light", currency="GBP").data[0].hovertext
    assert hover[0] == (
        "<b>Important – value</b><br>Customers  8 (28.6%)<br>Revenue  £4,200.00 (60.0%)<br>Revenue per customer  £525.00<br>"
        "Mean orders  3.5<br>Mean days since order  12"
    )
    assert hover[2].endswith("Mean orders  —<br>Mean days since order  —")


def test_a_currency_is_never_markup() -> None:
    drawn = sizes(worlds.segments(), words=EN, theme="light", currency="<img src=x>")
    assert "<img" not in str(drawn.to_dict())
    assert "&lt;img" in drawn.data[0].text[0]


def test_names_of_segments_differ_so_that_bars_do_not_merge() -> None:
    for lang, scheme in product(LANGUAGES, SEGMENTS):
        names = [words(lang)(f"segment.{scheme}.{code}") for code in SEGMENTS[scheme]]
        assert len(set(names)) == len(names)


def test_the_scheme_is_told_by_its_segments() -> None:
    assert [scheme_of(codes) for codes in SEGMENTS.values()] == list(SEGMENTS)
    with pytest.raises(KeyError):
        scheme_of(("champions",))


def test_customers_without_revenue_are_drawn() -> None:
    revenue, customers = sizes(worlds.segments(revenue=()), words=EN, theme="light").data
    assert set(revenue.x) == {0}
    assert revenue.text[0] == "Revenue — · 0"
    assert customers.x[0] == pytest.approx(8 / 28)


@pytest.mark.parametrize(("scheme", "levels"), [("eight", 2), ("three", 3), ("five", 5)])
def test_a_cell_for_each_recency_and_frequency(scheme: str, levels: int) -> None:
    cells, labels = grid(worlds.segments(scheme), words=EN, theme="light").data
    assert [len(row) for row in cells.z] == [levels] * levels
    assert cells.z[levels - 1][levels - 1] == 28
    assert sum(map(sum, cells.z)) == 28
    assert [list(pair) for pair in labels.customdata] == [[r, f] for r in range(1, levels + 1) for f in range(1, levels + 1)]
    assert labels.text[-1] == '<span style="font-size:17px">28</span><br>100.0%'
    assert labels.text[0] == "0"


def test_rows_are_frequency_and_columns_recency() -> None:
    result = worlds.segments("three")
    table = result.grid.assign(customers=range(1, 10))  # r is the slow index, f the fast one
    cells = grid(replace(result, grid=table), words=EN, theme="light").data[0]
    assert [list(row) for row in cells.z] == [[1, 4, 7], [2, 5, 8], [3, 6, 9]]


def test_the_recent_and_frequent_are_at_the_top_left() -> None:
    layout = grid(worlds.segments("five"), words=ZH, theme="light").layout
    assert layout.xaxis.range[0] > layout.xaxis.range[1]
    assert layout.yaxis.range[0] < layout.yaxis.range[1]
    assert layout.xaxis.title.text == "最近 ←  最近一次消费  → 久远"
    assert layout.yaxis.title.text == "很少 ←  消费频率  → 频繁"


def test_recency_levels_are_named_by_their_days() -> None:
    layout = grid(worlds.segments("three"), words=EN, theme="light").layout
    assert list(layout.xaxis.tickvals) == [1, 2, 3]
    assert list(layout.xaxis.ticktext) == ["over 60 days", "31–60 days", "within 30 days"]


@pytest.mark.parametrize(
    ("method", "named"),
    [(None, ["", "", ""]), ("quantile", ["1 order", "2–3 orders", "4 or more"]), ("fixed", ["–", "1–2 orders", "3 or more"])],
)
def test_frequency_levels_are_named_as_the_method_counts(method: str | None, named: list[str]) -> None:
    assert list(grid(worlds.segments("three"), words=EN, theme="light", method=method).layout.yaxis.ticktext) == named


def test_equal_cut_points_leave_a_level_empty() -> None:
    result = worlds.segments("three")
    tied = result.cuts.assign(cut=[30.0, 30.0, 1.0, 1.0])
    layout = grid(replace(result, cuts=tied), words=EN, theme="light", method="quantile").layout
    assert list(layout.xaxis.ticktext) == ["over 30 days", "–", "within 30 days"]
    assert list(layout.yaxis.ticktext) == ["1 order", "–", "2 or more"]


@pytest.mark.parametrize(("lang", "theme", "scheme"), list(product(LANGUAGES, THEMES, SEGMENTS)))
def test_figures_are_valid_for_plotly(lang: str, theme: str, scheme: str) -> None:
    result = worlds.segments(scheme)
    for drawn in (
        sizes(result, words=words(lang), theme=theme, currency="CNY", selected=(SEGMENTS[scheme][0],)),
        grid(result, words=words(lang), theme=theme, method="quantile"),
        sizes(worlds.nobody(scheme), words=words(lang), theme=theme),
        grid(worlds.nobody(scheme), words=words(lang), theme=theme),
    ):
        assert go.Figure(drawn.to_dict()).layout.height == drawn.layout.height > 0


@pytest.mark.parametrize("scheme", list(SEGMENTS))
def test_without_customers_the_charts_say_so(scheme: str) -> None:
    for drawn in (sizes(worlds.nobody(scheme), words=EN, theme="light"), grid(worlds.nobody(scheme), words=EN, theme="light")):
        assert len(drawn.data) == 0
        assert drawn.layout.annotations[0].text == "No data for this selection"


@pytest.mark.timing
def test_figures_build_in_eight_milliseconds() -> None:
    result = worlds.segments("five")

    def best(draw: object) -> float:
        times = []
        for _ in range(10):
            start = perf_counter()
            draw()  # type: ignore[operator]
            times.append(perf_counter() - start)
        return min(times)

    assert best(lambda: sizes(result, words=ZH, theme="light", currency="CNY")) < 0.008
    assert best(lambda: grid(result, words=ZH, theme="light", method="quantile")) < 0.008
