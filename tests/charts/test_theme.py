"""Colours that everybody can tell apart, and the base of every figure."""

import ast
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from charts.theme import SEGMENT_COLOURS, STATE_COLOURS, THEMES, between, contrast, escaped, figure, luminance, nothing, readable, ticks
from locales import LANGUAGES, words
from metrics.partitions import SEGMENTS

CHARTS = Path(__file__).resolve().parents[2] / "charts"
GROUPS = {**{scheme: [SEGMENT_COLOURS[code] for code in codes] for scheme, codes in SEGMENTS.items()}, "states": list(STATE_COLOURS.values())}

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
}
# Ottosson 2020, OKLab: a distance of 2 (times 100) is just noticeable, so 6 is clear side by side.
TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
CLEARLY = 6.0


def _seen(colour: str, vision: str) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return 100 * TO_LAB @ np.cbrt(TO_LMS @ np.clip(VISIONS[vision] @ linear, 0, 1))


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("colour", sorted({*SEGMENT_COLOURS.values(), *STATE_COLOURS.values()}))
def test_every_colour_stands_out_from_the_background(colour: str, theme: str) -> None:
    assert contrast(colour, THEMES[theme].background) >= 3


@pytest.mark.parametrize("vision", list(VISIONS))
@pytest.mark.parametrize("group", list(GROUPS))
def test_colours_shown_together_can_be_told_apart(group: str, vision: str) -> None:
    for one, other in combinations(GROUPS[group], 2):
        assert np.linalg.norm(_seen(one, vision) - _seen(other, vision)) >= CLEARLY, (one, other)


@pytest.mark.parametrize("look", list(THEMES.values()), ids=list(THEMES))
def test_text_and_context_can_be_read(look: object) -> None:
    theme = THEMES[look.name]  # type: ignore[attr-defined]
    assert contrast(theme.ink, theme.background) >= 7
    assert contrast(theme.muted, theme.background) >= 4.5
    assert contrast(theme.context, theme.background) >= 3
    assert contrast(theme.accent, theme.background) >= 3
    for share in np.linspace(0, 1, 21):
        cell = between(theme.faint, theme.deep, share)
        assert contrast(readable(cell), cell) >= 4.5


def test_every_segment_has_a_colour_and_alike_segments_share_one() -> None:
    assert {code for codes in SEGMENTS.values() for code in codes} == set(SEGMENT_COLOURS)
    assert SEGMENT_COLOURS["recent"] == SEGMENT_COLOURS["new"]


def test_luminance_and_contrast_are_those_of_wcag() -> None:
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert between("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(
    ("top", "expected"),
    [(100, [0, 20, 40, 60, 80, 100]), (101, [0, 25, 50, 75, 100, 125]), (7, [0, 2, 4, 6, 8]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, [0]),
     (float("nan"), [0]), (1_160_000, [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000])],
)  # fmt: skip
def test_ticks_are_round_and_cover_the_top(top: float, expected: list[float]) -> None:
    assert ticks(top) == pytest.approx(expected)


def test_names_are_never_markup() -> None:
    assert escaped("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_a_figure_lays_its_axes_over_the_common_ones() -> None:
    drawn = figure([{"type": "bar", "x": [1], "y": [2]}], theme="dark", height=300, xaxis={"showgrid": True}, barmode="stack")
    assert isinstance(drawn, go.Figure)
    assert drawn.layout.height == 300
    assert drawn.layout.xaxis.showgrid is True
    assert drawn.layout.xaxis.fixedrange is True
    assert drawn.layout.yaxis.showgrid is False
    assert drawn.layout.font.color == THEMES["dark"].ink
    assert drawn.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert "Noto Sans CJK SC" in drawn.layout.font.family


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_draw_is_said(lang: str) -> None:
    drawn = nothing(words=words(lang), theme="light", height=200)
    assert len(drawn.data) == 0
    assert [said.text for said in drawn.layout.annotations] == [words(lang)("chart.no_data")]


def _trace_types(tree: ast.AST) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.lower()
        elif isinstance(node, ast.Attribute):
            yield node.attr.lower()


@pytest.mark.parametrize("path", sorted(CHARTS.rglob("*.py")), ids=lambda path: path.name)
def test_no_trace_computes_in_the_browser(path: Path) -> None:
    forbidden = {"histogram", "histogram2d", "histogram2dcontour", "box", "violin", "pie", "contour", "densitymap"}
    assert forbidden & set(_trace_types(ast.parse(path.read_text("utf-8")))) == set()
