"""Segments as every page needs them: which there are to choose from, and how they are cut."""

from dataclasses import replace

import streamlit as st

from locales import Words
from metrics.segments import MEASURES, SCHEMES, SEGMENTS, Quantiles, SegmentThresholds
from ui import thresholds
from ui.session import Session


def scheme() -> str:
    """The scheme in use."""
    found = st.session_state.get("scheme")
    return found if found in SCHEMES else SCHEMES[0]


def offered(w: Words) -> dict[str, str]:
    """The segments that can be chosen, code → word, in the scheme's order."""
    return {code: w(f"segment.{scheme()}.{code}") for code in SEGMENTS[scheme()]}


def segmentation() -> SegmentThresholds:
    """The thresholds in use; where cut points do not ascend, those of the scheme and method as they come."""
    try:
        return thresholds.chosen(SegmentThresholds)
    except ValueError:
        return replace(SegmentThresholds(), scheme=scheme(), method=st.session_state.get("method", "quantile"))


def choose(code: str | None) -> None:
    """Filter every page by one segment; None takes the filter away."""
    st.session_state["segment"] = [code] if code else []


def cut_rule(here: Session, quantiles: Quantiles, measure: str) -> str:
    """What the cut points in use ask of a customer, in words: within 51 days, more than 1 order."""
    cut, w = segmentation(), here.words
    points = cut.in_use(measure) if cut.method == "fixed" else quantiles(measure, cut.in_use(measure))
    letter = dict(zip(MEASURES, "rfm", strict=True))[measure]
    numbers = [w.money(point, here.facts.currency) if measure == "spend" else w.number(point) for point in points]
    return w(f"segments.cut.{letter}.{cut.method}", cuts=" · ".join(numbers))
