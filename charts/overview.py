"""Charts of the overview: revenue a month by the customers' state, and how revenue is spread over customers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from charts.theme import SIZE, STATE_COLOURS, THEMES, between, escaped, figure, note, nothing, ticks, title
from locales import Words
from metrics.overview import Overview

HEIGHT = 340
MOST_TICKS = 12
PARTLY = 0.5


def revenue_by_state(result: Overview, *, words: Words, theme: str, currency: str = "", height: int = HEIGHT) -> go.Figure:
    """Stacked bars, one a month: returning customers below, new ones on them, resurrected ones on top."""
    table = result.revenue_by_state
    if not len(table) or not table["revenue"].sum() > 0:
        return nothing(words=words, theme=theme, height=height)
    look = THEMES[theme]
    revenue = table.pivot(index="month", columns="state", values="revenue").fillna(0)
    months = list(revenue.index)
    labels = [words.month(month) for month in months]
    whole = [_whole(month, result) for month in months]
    hover = _month_hover(result, months, words, currency)
    traces: list[dict[str, Any]] = [
        {
            "type": "bar", "name": words(f"state.{state}"), "x": labels, "y": revenue[state].tolist(), "customdata": [[state]] * len(months),
            "marker": {"color": colour, "opacity": [1 if all_of_it else PARTLY for all_of_it in whole], "line": {"width": 0}},
            "hovertext": hover, "hoverinfo": "text",
        }
        for state, colour in STATE_COLOURS.items()
        if state in revenue
    ]  # fmt: skip
    if not all(whole):
        traces.append(_partly(words("chart.month_partly"), labels[0], between(look.background, look.context, PARTLY)))
    marks = ticks(float(revenue.sum(axis=1).max()))
    return figure(
        traces, theme=theme, height=height, barmode="stack", bargap=0.28, showlegend=True,
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 4},
        legend={
            "orientation": "h", "x": 0, "xanchor": "left", "y": 1.03, "yanchor": "bottom", "traceorder": "normal",
            "font": {"size": SIZE, "color": look.ink}, "itemwidth": 30,
        },
        xaxis=_month_axis(months, labels, words) | {"showline": True},
        yaxis={
            "showgrid": True, "tickmode": "array", "tickvals": marks, "range": [0, marks[-1]],
            "ticktext": [escaped(words.money(mark, currency, compact=True)) for mark in marks],
        },
    )  # fmt: skip


def _whole(month: date, result: Overview) -> bool:
    """Whether all days of a month are counted; one that is not looks paler."""
    first, last = result.period
    return first <= month and (month + timedelta(days=31)).replace(day=1) - timedelta(days=1) <= last


def _partly(name: str, label: str, colour: str) -> dict[str, Any]:
    """A legend entry without a bar, for what the paler bars mean."""
    return {
        "type": "bar", "name": name, "x": [label], "y": [None], "marker": {"color": colour}, "hoverinfo": "skip", "meta": "legend",
    }  # fmt: skip


def _month_hover(result: Overview, months: Sequence[date], words: Words, currency: str) -> list[str]:
    """The facts of each month: revenue and customers by state, and the total."""
    lines: dict[date, list[str]] = {month: [f"<b>{words.month(month)}</b>"] for month in months}
    totals = dict.fromkeys(months, 0.0)
    for month, state, revenue, customers in result.revenue_by_state[["month", "state", "revenue", "customers"]].itertuples(index=False):
        said = escaped(words.money(revenue, currency))
        lines[month].append(f"{words(f'state.{state}')}  {said} · {words('count.customers', n=int(customers))}")
        totals[month] += revenue
    total = words("chart.month_total")
    return ["<br>".join((*lines[month], f"{total}  {escaped(words.money(totals[month], currency))}")) for month in months]


def _month_axis(months: Sequence[date], labels: Sequence[str], words: Words) -> dict[str, Any]:
    """At most a dozen months are named; the year stands under the first of them and wherever it changes."""
    shown = range(0, len(months), -(-len(months) // MOST_TICKS))
    texts, year = [], None
    for position in shown:
        month = months[position]
        texts.append(words.short_month(month) + (f"<br>{month.year}" if month.year != year else ""))
        year = month.year
    return {"type": "category", "tickmode": "array", "tickvals": [labels[position] for position in shown], "ticktext": texts, "tickangle": 0}


def concentration(result: Overview, *, words: Words, theme: str, height: int = HEIGHT) -> go.Figure:
    """The cumulative share of revenue over customers from the best down, against the diagonal of equal spending.

    The marked point is the best ``top_share`` of the customers.
    """
    table = result.concentration
    if not len(table) or table["revenue_share"].isna().any():
        return nothing(words=words, theme=theme, height=height)
    look = THEMES[theme]
    heads, held = table["customer_share"].tolist(), table["revenue_share"].tolist()
    hover = [words("chart.concentration.hover", customers=x, share=y) for x, y in zip(heads, held, strict=True)]
    top: dict[str, Any] = {"customers": result.top_share, "share": result.top_revenue_share}
    even = {
        "type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "name": words("chart.concentration.even"),
        "line": {"color": look.context, "width": 1, "dash": "dot"}, "hoverinfo": "skip",
    }  # fmt: skip
    curve = {
        "type": "scatter", "mode": "lines", "x": heads, "y": held, "name": words("chart.revenue_share"), "fill": "tonexty",
        "fillcolor": look.faint, "line": {"color": look.accent, "width": 2.5}, "hovertext": hover, "hoverinfo": "text",
    }  # fmt: skip
    point = {
        "type": "scatter", "mode": "markers", "x": [result.top_share], "y": [result.top_revenue_share],
        "marker": {"color": look.accent, "size": 10, "line": {"color": look.background, "width": 2}},
        "hovertext": [words("chart.concentration.hover", **top)], "hoverinfo": "text",
    }  # fmt: skip
    guides = [
        _guide(look.context, result.top_share, 0, result.top_share, result.top_revenue_share),
        _guide(look.context, 0, result.top_revenue_share, result.top_share, result.top_revenue_share),
    ]
    notes = [
        note(
            words("chart.concentration.top", **top), look, x=result.top_share, y=result.top_revenue_share, xanchor="left", yanchor="top",
            align="left", xshift=10, yshift=-6,
        ) | {"font": {"size": SIZE, "color": look.ink}},
        note(words("chart.concentration.even"), look, x=0.64, y=0.54, xanchor="left", yanchor="top", align="left"),
    ]  # fmt: skip
    return figure(
        [even, curve, point], theme=theme, height=height, shapes=guides, annotations=notes, margin={"l": 8, "r": 24, "t": 8, "b": 8, "pad": 4},
        xaxis=_share_axis(words) | {"title": title(words("chart.concentration.x"), look), "showline": True, "range": [0, 1.005]},
        yaxis=_share_axis(words) | {"title": title(words("chart.concentration.y"), look), "showgrid": True, "range": [0, 1.02]},
    )  # fmt: skip


def _guide(colour: str, x0: float, y0: float, x1: float, y1: float) -> dict[str, Any]:
    """A thin line from the marked point to an axis."""
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": {"color": colour, "width": 1}, "layer": "below"}


def _share_axis(words: Words) -> dict[str, Any]:
    marks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    return {"tickmode": "array", "tickvals": marks, "ticktext": [words.percent_short(mark) for mark in marks], "ticklabeloverflow": "allow"}
