"""What is planted about complaints and service is found again in ten seeds by counting."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.sample import truths
from tests.data.sampling import SEEDS, Estimate, buys_again, customers, difference, least_squares, mean, recovers, share, table

LAST_DAY = pd.Timestamp(truths.END)


@cache
def tickets(seed: int) -> pd.DataFrame:
    """The tickets, with hours to the first response and to the resolution."""
    frame = table(seed, "tickets").copy()
    frame["response_hours"] = (frame.first_response_at - frame.opened_at).dt.total_seconds() / 3_600
    frame["hours"] = (frame.resolved_at - frame.opened_at).dt.total_seconds() / 3_600
    return frame


@cache
def iceberg(seed: int) -> pd.DataFrame:
    """One row a bad experience outside the declining region that can be watched for the whole time after it: its outcome, and who buys again."""
    cases = tickets(seed)
    late = cases.hours.isna() | (cases.hours > 24 * truths.LATE_DAYS)
    outcome = np.select([late, cases.hours <= truths.FAST_HOURS], ["unresolved", "resolved_fast"], "resolved")
    complaints = pd.DataFrame(
        {"customer_id": cases.customer_id, "at": cases.opened_at, "outcome": outcome, "again": buys_again(seed, "tickets", "opened_at")}
    )
    complaints = complaints[cases.kind == "complaint"]
    answers = table(seed, "surveys")
    silent = pd.DataFrame(
        {"customer_id": answers.customer_id, "at": answers.answered_at, "outcome": "silent", "again": buys_again(seed, "surveys", "answered_at")}
    )
    low = (answers.instrument == "csat") & (answers.score <= max(truths.SILENT_CSAT)) & ~answers.customer_id.isin(complaints.customer_id)
    found = pd.concat([complaints, silent[low]])
    watched = (LAST_DAY - found["at"].dt.normalize()).dt.days >= truths.REPURCHASE_DAYS
    return found[watched & (found.customer_id.map(customers(seed).region) != truths.DECLINING_REGION)]


def repurchase(seed: int, outcome: str) -> Estimate:
    """The share that buys again after such an experience."""
    return share(iceberg(seed)[iceberg(seed).outcome == outcome].again)


PLANTED_AFTER = {**truths.COMPLAINT_REPURCHASE, "silent": truths.SILENT_REPURCHASE}


@pytest.mark.parametrize("outcome", PLANTED_AFTER)
def test_who_had_a_bad_experience_buys_again_with_the_planted_probability(outcome: str) -> None:
    # Were the outcome without effect, every share would be the one of all bad experiences together, about .56.
    together = sum(PLANTED_AFTER[name] * part for name, part in truths.COMPLAINT_OUTCOMES.items()) * 0.75 + truths.SILENT_REPURCHASE * 0.25
    null = together if outcome != "resolved" else truths.COMPLAINT_REPURCHASE["unresolved"]
    recovers(lambda seed: repurchase(seed, outcome), PLANTED_AFTER[outcome], null=null, power=3.0)


@pytest.mark.parametrize(("better", "worse"), [("resolved_fast", "resolved"), ("resolved", "unresolved"), ("unresolved", "silent")])
def test_the_iceberg_stands_in_its_order(better: str, worse: str) -> None:
    def gap(seed: int) -> Estimate:
        return difference(repurchase(seed, better), repurchase(seed, worse))

    recovers(gap, PLANTED_AFTER[better] - PLANTED_AFTER[worse], power=3.5)


def test_outcomes_of_complaints_are_drawn_in_the_stated_shares() -> None:
    for outcome, part in truths.COMPLAINT_OUTCOMES.items():
        recovers(lambda seed, outcome=outcome: share(iceberg(seed)[iceberg(seed).outcome != "silent"].outcome == outcome), part)


@pytest.mark.parametrize("channel", truths.FIRST_RESPONSE_HOURS)
def test_channels_answer_in_their_stated_time(channel: str) -> None:
    hours = truths.FIRST_RESPONSE_HOURS[channel]
    recovers(lambda seed: mean(tickets(seed)[tickets(seed).channel == channel].response_hours.dropna()), hours)


def test_one_contact_is_enough_for_the_stated_share() -> None:
    recovers(lambda seed: share(tickets(seed).contacts == 1), truths.FIRST_CONTACT_RESOLUTION, null=0.5)


def test_tickets_are_reopened_and_escalated_at_the_stated_rates() -> None:
    recovers(lambda seed: share(tickets(seed)[tickets(seed).contacts > 1].reopened), truths.REOPENED_SHARE)
    for seed in SEEDS:
        assert not tickets(seed)[tickets(seed).contacts == 1].reopened.any()
    complaint, other = truths.ESCALATED_SHARE.values()
    recovers(lambda seed: share(tickets(seed)[tickets(seed).kind == "complaint"].escalated), complaint, null=other)
    recovers(lambda seed: share(tickets(seed)[tickets(seed).kind != "complaint"].escalated), other)


def backlog_growth(seed: int) -> pd.Series:
    """Tickets opened less tickets resolved, by month."""
    opened, resolved = (tickets(seed)[name].dropna().dt.to_period("M").value_counts() for name in ("opened_at", "resolved_at"))
    return opened.sub(resolved, fill_value=0).sort_index()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_backlog_grows_in_the_stated_month_as_in_no_other(seed: int) -> None:
    growth = backlog_growth(seed)
    month = pd.Period(truths.BACKLOG_MONTH, "M")
    assert growth.idxmax() == month
    others = growth.drop([month, month + 1])
    assert growth[month] > others.mean() + 4 * others.std()
    assert growth[month + 1] < others.mean() - 4 * others.std()


def test_the_stated_share_waits_in_the_backlog_month() -> None:
    def waiting(seed: int) -> Estimate:
        cases = tickets(seed)[tickets(seed).kind != "complaint"]
        busy = cases[cases.opened_at.dt.to_period("M") == pd.Period(truths.BACKLOG_MONTH, "M")]
        return share(busy.hours >= 24 * truths.BACKLOG_DAYS[0])

    recovers(waiting, truths.BACKLOG_SHARE)


@pytest.mark.parametrize("agent", truths.AGENTS)
def test_agents_stand_in_their_cells_of_the_service_matrix(agent: str) -> None:
    for column, planted in zip(("procedure_score", "manner_score"), truths.AGENTS[agent], strict=True):
        recovers(lambda seed, column=column: mean(tickets(seed)[tickets(seed).agent == agent][column].dropna()), planted, null=3.0)


def test_scores_are_given_for_resolved_tickets_only_and_rating_follows_them() -> None:
    for seed in SEEDS:
        scores = tickets(seed)[["rating", "procedure_score", "manner_score"]]
        assert (scores.notna().all(axis=1) == scores.notna().any(axis=1)).all()
        assert not scores[tickets(seed).resolved_at.isna()].notna().any().any()
        assert 0.4 < scores.rating.notna().mean() < 0.6
        rated = scores.dropna()
        assert ((rated >= 1) & (rated <= 5)).all().all()
        assert ((rated.rating - (rated.procedure_score + rated.manner_score) / 2).abs() < 1).all()


def test_each_contact_more_costs_the_stated_ease() -> None:
    def slope(seed: int) -> Estimate:
        answers = table(seed, "surveys")
        ease = answers[answers.instrument == "ces"]
        resolved = tickets(seed).dropna(subset="resolved_at").sort_values("resolved_at")
        pairs = pd.merge_asof(ease.sort_values("answered_at"), resolved, left_on="answered_at", right_on="resolved_at", by="customer_id",
                              tolerance=pd.Timedelta(days=2), allow_exact_matches=False)  # fmt: skip
        pairs = pairs.dropna(subset="contacts")
        assert len(pairs) > 0.95 * len(ease)
        return least_squares(pairs.score, pd.DataFrame({"contacts": np.minimum(pairs.contacts, 5) - 1}))["contacts"]

    recovers(slope, truths.EFFORT_A_CONTACT)
