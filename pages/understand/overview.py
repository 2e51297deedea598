from dataclasses import replace
from datetime import timedelta

import streamlit as st

from answers import Question, answer
from charts import overview as charts
from data.filters import CustomerFilters
from metrics.overview import FIGURES, Overview, OverviewThresholds
from ui import findings, thresholds
from ui.analysis import live, opened
from ui.blocks import cards, chart, finding_title, how_computed, nothing_left, patience
from ui.segments import segmentation
from ui.text import sentence

here, filters = opened("overview")
HOW = (*FIGURES, "change", "revenue_by_state", "concentration", "findings")
w, money = here.words, here.facts.currency


def below(result: Overview) -> None:
    """What stands beside the customers' figures: the periods compared, anonymous sales and returns."""
    if result.previous:
        latest = (result.previous[1] + timedelta(days=1), result.as_of)
        st.caption(w("overview.period", period=w.period(*latest), previous=w.period(*result.previous)))
    if filters.customers != CustomerFilters() or filters.segments:
        return  # anonymous sales and returns are known of all customers together only
    if result.anonymous_orders:
        part = result.anonymous_revenue / result.total_revenue
        apart = w("overview.anonymous", amount=result.anonymous_revenue, currency=money, orders=w.number(result.anonymous_orders), share=part)
        st.caption(sentence(w.paragraph(apart, w("overview.all_sales", amount=result.total_revenue, currency=money))))
    if result.return_lines:
        st.caption(sentence(w("overview.returned", amount=result.returned, currency=money, lines=w.number(result.return_lines))))


def body() -> None:
    """Everything that the thresholds move."""
    controls = thresholds.popover_state(OverviewThresholds)
    question: Question = replace(filters.ask("overview", controls), segments=filters.segments, segmentation=segmentation())
    with patience(here):
        result: Overview = answer(here.desk, question)
    figures = result.figures.set_index("figure")["value"]
    if not figures["customers"]:
        nothing_left(here, filters)
        return
    # Segments are chosen by what customers did, so what they did is no finding about them.
    sentences = [] if filters.segments else findings.sentences(here, result.findings)
    finding_title(
        sentences[0] if sentences else w("overview.fact", customers=w.number(figures["customers"]), amount=figures["revenue"], currency=money)
    )
    if sentences[1:]:
        st.markdown("\n".join(f"- {sentence(said)}" for said in sentences[1:]))
    cards(here, result.figures, result.trend, controls.period_days)
    below(result)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart(
            here, "revenue_by_state", question=question, title=w("overview.revenue_by_state"), about=w("overview.revenue_by_state.about"),
            figure=lambda: charts.revenue_by_state(result, words=w, theme=here.theme, currency=money),
            table=lambda: findings.worded(w, result.revenue_by_state, state="state"), alt=w("chart.revenue_by_state.alt"),
        )  # fmt: skip
    with right:
        chart(
            here, "concentration", question=question, title=w("overview.concentration"), about=w("overview.concentration.about"),
            figure=lambda: charts.concentration(result, words=w, theme=here.theme),
            table=lambda: findings.worded(w, result.concentration),
            alt=w("chart.concentration.alt", finding=w("finding.top_share", customers=result.top_share, share=result.top_revenue_share)),
        )  # fmt: skip
    with st.container(horizontal=True):
        thresholds.popover(w, OverviewThresholds, ("period_days", "resurrected_after", "top_share"))
        how_computed(here, [w(f"how.{name}", days=controls.resurrected_after) for name in HOW], question, findings.counted(here, result))


live(body)
