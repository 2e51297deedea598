"""One look for every chart: palettes, type, the base layout, and the colour of each segment.

Colour is for meaning only: the accent, greys for context, and one colour a segment, the same on every page and slide in
light and in dark. The segments' colours keep 3:1 against both backgrounds (WCAG 1.4.11) and stay apart for readers with
deuteranopia and protanopia (simulated after Machado, Oliveira & Fernandes 2009).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from locales import Words

FONT = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
SIZE = 13
SMALL = 12
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Theme:
    """The greys and the accent of one appearance. ``background`` is the page's; figures themselves are transparent."""

    name: str
    background: str
    ink: str
    muted: str
    context: str  # bars and lines that a coloured one is compared with
    grid: str
    faint: str  # areas
    accent: str
    deep: str  # the accent where white figures stand on it


THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "light": Theme("light", "#ffffff", "#1f2328", "#5b6470", "#8b93a0", "#e6e9ed", "#eef2f7", "#1f5c99", "#1f5c99"),
        "dark": Theme("dark", "#15181c", "#e6e8eb", "#a3abb5", "#7c8592", "#2b3138", "#1f262e", "#4a8fd0", "#2f74b5"),
    }
)

SEGMENT_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "important_value": "#3a61c3",
        "important_develop": "#317256",
        "important_keep": "#b48c0f",
        "important_win_back": "#bd3334",
        "general_value": "#4d90d1",
        "general_develop": "#32a2a2",
        "general_keep": "#9d8267",
        "general_win_back": "#6d778c",
        "champions": "#4060c7",
        "loyal": "#3879ac",
        "potential_loyalists": "#1b7371",
        "new": "#2e7606",
        "recent": "#2e7606",
        "promising": "#657f57",
        "need_attention": "#c58604",
        "needs_attention": "#c58604",
        "about_to_sleep": "#ad8e69",
        "at_risk": "#ce2f12",
        "cannot_lose": "#be4291",
        "hibernating": "#aa7ee3",
        "lost": "#8e93a0",
        "inactive": "#8e93a0",
    }
)

STATE_COLOURS: Mapping[str, str] = MappingProxyType({"returning": "#3a61c3", "new": "#32a2a2", "resurrected": "#b48c0f"})


def figure(traces: Sequence[Mapping[str, Any]], *, theme: str, height: int, **layout: Mapping[str, Any] | object) -> go.Figure:
    """A figure of ``traces`` in the product's look; keywords are layout entries, axes laid over the common axis.

    Traces and layout are plain dicts and Plotly's own validation is left to the tests: it costs more than building the
    figure, and a live threshold redraws it at every step.
    """
    look = THEMES[theme]
    axes = {name: _axis(look) | dict(layout.pop(name, {})) for name in ("xaxis", "yaxis")}  # type: ignore[call-overload]
    return go.Figure({"data": list(traces), "layout": _base(look, height) | axes | layout}, _validate=False)


def _base(look: Theme, height: int) -> dict[str, Any]:
    return {
        "template": {},
        "autosize": True,
        "height": height,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": SIZE, "color": look.ink},
        "separators": ".,",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.background,
            "bordercolor": look.context,
            "font": {"family": FONT, "size": SIZE, "color": look.ink},
            "align": "left",
            "namelength": -1,
        },
        "uirevision": "kept",
    }


def _axis(look: Theme) -> dict[str, Any]:
    return {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "showline": False,
        "ticks": "",
        "zeroline": False,
        "gridcolor": look.grid,
        "linecolor": look.context,
        "tickfont": {"size": SMALL, "color": look.muted},
        "title": {"font": {"size": SMALL, "color": look.muted}, "standoff": 8},
    }


def title(text: str, look: Theme) -> dict[str, Any]:
    """An axis title."""
    return {"text": text, "font": {"size": SMALL, "color": look.muted}, "standoff": 8}


def note(text: str, look: Theme, **place: object) -> dict[str, Any]:
    """A quiet remark inside a figure."""
    return {"text": text, "showarrow": False, "font": {"size": SMALL, "color": look.muted}, **place}


def nothing(*, words: Words, theme: str, height: int) -> go.Figure:
    """The figure of an empty result: it says so, and keeps its place on the page."""
    look = THEMES[theme]
    said = note(words("chart.no_data"), look, x=0.5, y=0.5, xref="paper", yref="paper", xanchor="center", yanchor="middle")
    hidden = {"visible": False}
    return figure([], theme=theme, height=height, xaxis=hidden, yaxis=hidden, annotations=[said])


def escaped(text: str) -> str:
    """Text for a label: Plotly reads tags and entities in it, and no name is one."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def ticks(top: float, most: int = 5) -> list[float]:
    """Round axis values from 0 up to and including the first that is not below ``top``."""
    if not (top > 0 and math.isfinite(top)):
        return [0.0]
    size = 10.0 ** math.floor(math.log10(top / most))
    step = next(size * round_number for round_number in (1, 2, 2.5, 5, 10, 20) if size * round_number * most >= top)
    return [step * i for i in range(math.ceil(top / step - 1e-9) + 1)]


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(background: str) -> str:
    """The ink, black or white, that reads best on a colour."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, background))


def between(low: str, high: str, share: float) -> str:
    """The colour at ``share`` of the way from ``low`` to ``high``, as a linear colour scale paints it."""
    pairs = ((int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
