"""Charts of the customer segments: how many customers and how much revenue each holds, and where they lie in R × F."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import SEGMENT_COLOURS, SIZE, SMALL, THEMES, Theme, between, escaped, figure, note, nothing, readable, title
from locales import Words
from metrics.partitions import SEGMENTS
from metrics.segments import Segments

ROW = 46  # pixels a segment
LABELS = 204  # pixels to the right of the longest bar
DIMMED = 0.3


def scheme_of(codes: Sequence[str]) -> str:
    """The scheme whose segments these are; KeyError when there is none."""
    for scheme, segments in SEGMENTS.items():
        if tuple(codes) == tuple(segments):
            return scheme
    raise KeyError(tuple(codes))


def sizes(result: Segments, *, words: Words, theme: str, currency: str = "", selected: Collection[str] = ()) -> go.Figure:
    """For each segment a coloured bar, its share of revenue, above a thin grey one, its share of customers.

    Both start at zero on one scale, so a segment worth more than its head count shows at a glance. Every bar's
    ``customdata`` is its segment's code; segments not ``selected`` are dimmed once some are.
    """
    table = result.sizes
    height = ROW * max(len(table), 1) + 16
    if result.customers == 0:
        return nothing(words=words, theme=theme, height=height)
    look = THEMES[theme]
    codes = table["segment"].tolist()
    family = f"segment.{scheme_of(codes)}"
    names = [words(f"{family}.{code}") for code in codes]
    hover = _hover(table, names, words, currency)
    opacity = [DIMMED if selected and code not in selected else 1 for code in codes]
    shared: dict[str, Any] = {
        "type": "bar", "orientation": "h", "y": names, "customdata": [[code] for code in codes], "hovertext": hover, "hoverinfo": "text",
        "textposition": "outside", "constraintext": "none", "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": DIMMED}},
    }  # fmt: skip
    revenue = shared | {
        "name": words("chart.revenue_share"), "x": table["revenue_share"].fillna(0).tolist(), "width": 0.38, "offset": -0.42,
        "text": _revenue_labels(table, words, currency), "textfont": {"color": look.ink},
        "marker": {"color": [SEGMENT_COLOURS[code] for code in codes], "opacity": opacity},
    }  # fmt: skip
    customers = shared | {
        "name": words("chart.customers_share"), "x": table["share"].fillna(0).tolist(), "width": 0.16, "offset": 0.1,
        "text": _customer_labels(table, words), "textfont": {"color": look.muted, "size": SMALL},
        "marker": {"color": look.context, "opacity": opacity},
    }  # fmt: skip
    longest = max(*revenue["x"], *customers["x"])
    return figure(
        [revenue, customers], theme=theme, height=height, barmode="overlay", clickmode="event+select",
        margin={"l": 8, "r": LABELS, "t": 4, "b": 4, "pad": 6},
        xaxis={"visible": False, "range": [0, longest or 1]},
        yaxis={"type": "category", "range": [len(codes) - 0.5, -0.5], "tickfont": {"size": SIZE, "color": look.ink}, "showline": True},
    )  # fmt: skip


def _revenue_labels(table: pd.DataFrame, words: Words, currency: str) -> list[str]:
    """What stands after each revenue bar: share and amount."""
    label = escaped(words("figure.revenue"))
    return [
        f"{label} {words.percent(share)} · {escaped(words.money(revenue, currency, compact=True))}"
        for share, revenue in zip(table["revenue_share"], table["revenue"], strict=True)
    ]


def _customer_labels(table: pd.DataFrame, words: Words) -> list[str]:
    """What stands after each customer bar: share and heads."""
    label = escaped(words("chart.customers"))
    return [f"{label} {words.percent(share)} · {words.number(n)}" for share, n in zip(table["share"], table["customers"], strict=True)]


def _hover(table: pd.DataFrame, names: Sequence[str], words: Words, currency: str) -> list[str]:
    """The facts of each segment, one a line."""
    facts = {
        "figure.customers": [f"{words.number(n)} ({words.percent(s)})" for n, s in zip(table["customers"], table["share"], strict=True)],
        "figure.revenue": [
            f"{escaped(words.money(n, currency))} ({words.percent(s)})" for n, s in zip(table["revenue"], table["revenue_share"], strict=True)
        ],
        "figure.mean_spend": [escaped(words.money(value, currency)) for value in table["mean_spend"]],
        "figure.mean_orders": [words.number(value, 1) for value in table["mean_orders"]],
        "figure.mean_days_since_order": [words.number(value, 0) for value in table["mean_days_since_order"]],
    }
    lines = [[f"{words(key)}  {value}" for value in values] for key, values in facts.items()]
    return ["<br>".join((f"<b>{name}</b>", *row)) for name, *row in zip(names, *lines, strict=True)]


def grid(result: Segments, *, words: Words, theme: str, method: str | None = None) -> go.Figure:
    """Recency by frequency: each cell is shaded by its customers and says their number and their share of revenue.

    The most recent and frequent are at the top left. Recency levels are labelled with their days; frequency levels with
    their orders when ``method`` is given, because a cut point belongs to the lower level under "quantile" and to the
    upper one under "fixed".
    """
    table = result.grid
    levels = int(table["r"].max()) if len(table) else 0
    height = 108 + 84 * max(min(levels, 4), 2)
    if result.customers == 0:
        return nothing(words=words, theme=theme, height=height)
    look = THEMES[theme]
    shades, values = _shades(table, look), list(range(1, levels + 1))
    heads = table.pivot(index="f", columns="r", values="customers")
    cells = {
        "type": "heatmap", "x": values, "y": values, "z": heads.to_numpy().tolist(), "zmin": 0, "zmax": max(int(table["customers"].max()), 1),
        "colorscale": [[0, look.faint], [1, look.deep]], "showscale": False, "xgap": 3, "ygap": 3, "hoverinfo": "skip",
    }  # fmt: skip
    labels = {
        "type": "scatter", "mode": "text", "x": table["r"].tolist(), "y": table["f"].tolist(), "text": _cell_labels(table, result.revenue, words),
        "textfont": {"color": [readable(colour) for colour in shades]},
        "customdata": table[["r", "f"]].to_numpy().tolist(), "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip
    axis = {"tickmode": "array", "tickvals": values}
    key = note(words("chart.grid.key"), look, x=1, y=0, xref="paper", yref="paper", xanchor="right", yanchor="top", yshift=-4)
    return figure(
        [cells, labels], theme=theme, height=height, annotations=[key], margin={"l": 8, "r": 8, "t": 8, "b": 28, "pad": 4},
        xaxis=axis | {
            "range": [levels + 0.5, 0.5], "side": "top", "ticktext": _day_ranges(result.cuts, levels, words),
            "title": title(_direction(words, "recent", "long_ago", "chart.grid.x"), look),
        },
        yaxis=axis | {
            "range": [0.5, levels + 0.5], "ticktext": _order_ranges(result.cuts, levels, words, method),
            "title": title(_direction(words, "seldom", "often", "chart.grid.y"), look),
        },
    )  # fmt: skip


def _direction(words: Words, start: str, end: str, axis: str) -> str:
    """An axis title in words: 最近 ← 最近一次消费 → 久远."""
    return f"{words(f'chart.grid.{start}')} ←  {words(axis)}  → {words(f'chart.grid.{end}')}"


def _shades(table: pd.DataFrame, look: Theme) -> list[str]:
    """The colour of each cell, to choose the ink that reads on it."""
    most = max(int(table["customers"].max()), 1)
    return [between(look.faint, look.deep, customers / most) for customers in table["customers"]]


def _cell_labels(table: pd.DataFrame, revenue: float, words: Words) -> list[str]:
    """Customers, large, and their share of revenue."""
    shares = [words.percent(part / revenue if revenue > 0 else None) for part in table["revenue"]]
    return [
        f'<span style="font-size:17px">{words.number(n)}</span><br>{share}' if n else words.number(0)
        for n, share in zip(table["customers"], shares, strict=True)
    ]


def _points(cuts: pd.DataFrame, measure: str) -> list[float]:
    return sorted(cuts.loc[cuts["measure"] == measure, "cut"].tolist())


def _day_ranges(cuts: pd.DataFrame, levels: int, words: Words) -> list[str]:
    """The days since the latest order of each recency level, from the longest ago (level 1) up."""
    points = _points(cuts, "days_since_order")
    if len(points) != levels - 1 or any(isnan(point) for point in points):
        return [""] * levels
    inner = [_range(words, "chart.grid.days", int(low) + 1, int(high)) for low, high in pairwise(points)]
    ranges = [words("chart.grid.days_to", high=int(points[0])), *inner, words("chart.grid.days_over", low=int(points[-1]))]
    return ranges[::-1]


def _order_ranges(cuts: pd.DataFrame, levels: int, words: Words, method: str | None) -> list[str]:
    """The orders of each frequency level, from the fewest (level 1) up; nothing where the method is not known."""
    points = _points(cuts, "orders")
    if method is None or len(points) != levels - 1 or any(isnan(point) for point in points):
        return [""] * levels
    first = [int(point) + (method == "quantile") for point in points]  # the fewest orders of the levels above the lowest
    inner = [_range(words, "chart.grid.orders", low, high - 1) for low, high in pairwise(first)]
    return [_range(words, "chart.grid.orders", 1, first[0] - 1), *inner, words("chart.grid.orders_from", low=first[-1])]


def _range(words: Words, key: str, low: int, high: int) -> str:
    """A range of whole numbers; a dash where equal cut points leave nothing between them."""
    if low > high:
        return "–"
    return words(f"{key}_one", n=low) if low == high else words(key, low=low, high=high)
