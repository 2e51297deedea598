from dataclasses import replace

import streamlit as st

from answers import Question, answer, cut_points
from charts import segments as charts
from metrics.segments import Segments, SegmentThresholds, TypicalCustomers
from metrics.segments import findings as found
from ui import customers, findings, thresholds
from ui.analysis import live, opened
from ui.blocks import chart, finding_title, how_computed, nothing_left, patience
from ui.segments import choose, cut_rule, offered, segmentation

here, filters = opened("segments")
FEW = 30  # customers: below this, a segment is a handful of people
w, money = here.words, here.facts.currency
groups = offered(w)
everybody = filters.ask("segments", SegmentThresholds())
with patience(here):
    quantiles = cut_points(here.desk, everybody)


def clicked() -> None:
    """A click on a bar filters by its segment, a second one takes the filter away."""
    points = st.session_state["segments.sizes.chart"].selection.points
    choose(str(points[0]["customdata"][0]) if points else None)
    st.session_state["segments.chosen"] = True


def body() -> None:
    """Everything that the thresholds move."""
    if st.session_state.pop("segments.chosen", False) or offered(w) != groups:
        st.rerun()  # the filter bar and the address follow: another segment, or another scheme with segments of its own
    heading = st.container()
    thresholds.scheme_and_method(w, quantiles)
    controls, picture = st.columns([1, 3], gap="medium")
    with controls:
        thresholds.segment_sliders(w, quantiles, lambda measure: cut_rule(here, quantiles, measure))
        st.button(w("threshold.reset"), type="tertiary", icon=":material/restart_alt:", on_click=thresholds.reset)
    cut = segmentation()
    question = replace(everybody, thresholds=cut)
    result: Segments = answer(here.desk, question)
    if not result.customers:
        with picture:
            nothing_left(here, filters)
        return
    if result.customers < FEW:
        st.caption(w("segments.too_few", customers=w.number(result.customers)))
    said = findings.sentences(here, found(result))
    with heading:
        finding_title(said[0] if said else w("segments.fact", customers=w.number(result.customers), currency=money, amount=result.revenue))
    with picture:
        chart(
            here, "segments.sizes", question=question, title=w("segments.sizes"), about=w("segments.pick"),
            figure=lambda: charts.sizes(result, words=w, theme=here.theme, currency=money, selected=filters.segments),
            table=lambda: findings.worded(w, result.sizes, segment=f"segment.{cut.scheme}"),
            alt=w("chart.sizes.alt", finding=said[0] if said else ""), on_select=clicked,
        )  # fmt: skip
    deeper(question, result, cut)


def deeper(question: Question, result: Segments, cut: SegmentThresholds) -> None:
    """Below the fold: the grid, the typical customer of each segment, and the customers themselves."""
    left, _ = st.columns([3, 1])
    with left:
        chart(
            here, "segments.grid", question=question, title=w("segments.grid"), about=w("segments.grid.about"),
            figure=lambda: charts.grid(result, words=w, theme=here.theme, method=cut.method),
            table=lambda: findings.worded(w, result.grid), alt=w("chart.grid.alt"),
        )  # fmt: skip
    st.subheader(w("segments.typical"), help=w("segments.typical.about"), anchor=False)
    typical: TypicalCustomers = answer(here.desk, replace(question, metric="segments.typical_customers"))
    st.table(findings.advice(here, typical, cut.scheme))
    customers.listed(here, replace(question, segments=filters.segments), result)
    how_computed(here, [w("how.segments"), w(f"how.segments.{cut.method}"), w("how.segments.reference")], question, w(
        "how.counted_customers", customers=w.number(result.customers), as_of=w.date(filters.as_of or here.facts.as_of)))  # fmt: skip


live(body)
