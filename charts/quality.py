"""Charts of the data's quality: the parts of its score, and how much is known of each group of information."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import SIZE, SMALL, THEMES, escaped, figure, nothing
from locales import Words
from metrics.quality import Quality, floored

PART, GROUP = 48, 25  # pixels a bar
LABELS = 172  # pixels to the right of a full bar


def parts(result: Quality, *, words: Words, theme: str) -> go.Figure:
    """A bar for each part of the score from 0 to 100, with its weight and the points that it costs; parts not judged say so."""
    table, height = result.parts, PART * len(result.parts) + 8
    if not table["score"].notna().any():
        return nothing(words=words, theme=theme, height=height)
    names = [words(f"quality.part.{part}") for part in table["part"]]
    texts = [_part_label(row, words) for row in table.to_dict("records")]
    hover = [f"<b>{name}</b><br>{words(f'quality.part.{part}.about')}" for name, part in zip(names, table["part"], strict=True)]
    return _bars(names, table["score"].fillna(0).tolist(), texts, hover, theme=theme, height=height, full=100.0)


def _part_label(row: dict[Any, Any], words: Words) -> str:
    """What stands after a part's bar: its score, its weight, the points it costs."""
    if pd.isna(row["score"]):
        return words("quality.not_judged")
    said = words("quality.bar", score=floored(row["score"]), weight=row["weight"])
    lost = round(row["points"], 1)
    return f"{said} · {words('quality.bar.points', points=lost)}" if lost > 0 else said


def groups(result: Quality, *, words: Words, theme: str) -> go.Figure:
    """A bar for each group of information: the share of rows of which it is known, tables one after the other."""
    table = result.groups
    height = GROUP * max(len(table), 3) + 16
    if table.empty:
        return nothing(words=words, theme=theme, height=height)
    names = [f"{words(f'table.{of}')} · {words(f'quality.group.{group}')}" for of, group in zip(table["table"], table["group"], strict=True)]
    texts = [words.percent(share) for share in table["share"]]
    hover = [f"<b>{name}</b><br>{words('quality.known', share=share)}" for name, share in zip(names, table["share"], strict=True)]
    return _bars(names, table["share"].tolist(), texts, hover, theme=theme, height=height, full=1.0)


def _bars(names: list[str], values: list[float], texts: list[str], hover: list[str], *, theme: str, height: int, full: float) -> go.Figure:
    """Accented bars on a faint track that ends where nothing is wanting."""
    look = THEMES[theme]
    shared: dict[str, Any] = {"type": "bar", "orientation": "h", "y": [escaped(name) for name in names], "width": 0.5}
    track = shared | {"x": [full] * len(names), "marker": {"color": look.grid}, "hoverinfo": "skip", "name": ""}
    bars = shared | {
        "x": values, "marker": {"color": look.accent}, "hovertext": hover, "hoverinfo": "text", "name": "", "cliponaxis": False,
    }  # fmt: skip
    labels = {
        "type": "scatter", "mode": "text", "x": [full] * len(names), "y": shared["y"], "text": [f" {escaped(text)}" for text in texts],
        "textposition": "middle right", "textfont": {"color": look.ink, "size": SMALL}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip
    margin = {"l": 8, "r": LABELS if full > 1 else 64, "t": 4, "b": 4, "pad": 6}
    return figure(
        [track, bars, labels], theme=theme, height=height, barmode="overlay", margin=margin,
        xaxis={"visible": False, "range": [0, full]},
        yaxis={"type": "category", "range": [len(names) - 0.5, -0.5], "tickfont": {"size": SIZE if full > 1 else SMALL, "color": look.ink}},
    )  # fmt: skip
