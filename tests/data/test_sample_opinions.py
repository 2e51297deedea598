"""What is planted about satisfaction, recommendation and their drivers is found again in ten seeds by means and least squares."""

from functools import cache

import pandas as pd
import pytest

from data.sample import truths
from tests.data.sampling import SEEDS, Estimate, buys_again, customers, difference, least_squares, mean, recovers, share, table

LAST_DAY = pd.Timestamp(truths.END)


@cache
def responses(seed: int) -> pd.DataFrame:
    """One row a whole questionnaire: the overall answers, "perception …" and "expectation …" by dimension, and the drivers by question."""
    answers = table(seed, "surveys")
    answers = answers.assign(again=buys_again(seed, "surveys", "answered_at"))
    asked = answers[answers.response_id.isin(answers[answers.instrument == "nps"].response_id)]
    label = asked.question.where(asked.instrument == "likert", asked.instrument)
    label = label.where(~asked.instrument.isin(["perception", "expectation"]), asked.instrument + " " + asked.dimension.astype(str))
    wide = asked.assign(label=label).pivot(index="response_id", columns="label", values="score")
    first = asked.groupby("response_id").agg(customer_id=("customer_id", "first"), at=("answered_at", "first"), again=("again", "first"))
    wide = wide.join(first)
    wide["region"] = wide.customer_id.map(customers(seed).region)
    return wide


@cache
def watched(seed: int) -> pd.DataFrame:
    """Responses followed for the whole time after them, outside the declining region."""
    early = (LAST_DAY - responses(seed)["at"].dt.normalize()).dt.days >= truths.REPURCHASE_DAYS
    return responses(seed)[early & (responses(seed).region != truths.DECLINING_REGION)]


@pytest.mark.parametrize("question", truths.DRIVERS)
def test_drivers_weigh_on_satisfaction_as_planted(question: str) -> None:
    _, weight = truths.DRIVERS[question]
    names = list(truths.DRIVERS)
    least = min(each for _, each in truths.DRIVERS.values() if each)  # a void driver can be told from the weakest real one
    recovers(lambda seed: least_squares(responses(seed).csat, responses(seed)[names])[question], weight, null=0.0 if weight else least)


def test_a_driver_without_weight_correlates_with_satisfaction_all_the_same() -> None:
    def slope(seed: int) -> Estimate:
        return least_squares(responses(seed).csat, responses(seed)[["产品功能 Product function"]])["产品功能 Product function"]

    assert truths.DRIVERS["产品功能 Product function"][1] == 0.0
    for seed in SEEDS:
        value, error = slope(seed)
        assert value > 4 * error


@pytest.mark.parametrize("dimension", truths.SERVICE_DIMENSIONS)
def test_service_dimensions_weigh_on_satisfaction_as_planted(dimension: str) -> None:
    _, weight = truths.SERVICE_DIMENSIONS[dimension]
    names = [f"perception {name}" for name in truths.SERVICE_DIMENSIONS]
    null = 0.0 if weight else 0.15  # a dimension without weight could be told from one of the least weight
    recovers(lambda seed: least_squares(responses(seed).csat, responses(seed)[names])[f"perception {dimension}"], weight, null=null)


@pytest.mark.parametrize("dimension", truths.SERVICE_DIMENSIONS)
def test_service_falls_short_of_expectations_as_planted(dimension: str) -> None:
    gap, _ = truths.SERVICE_DIMENSIONS[dimension]

    def found(seed: int) -> Estimate:
        return mean(responses(seed)[f"perception {dimension}"] - responses(seed)[f"expectation {dimension}"])

    recovers(found, gap, null=0.0 if gap else -0.3)


def test_promoters_and_detractors_come_in_the_stated_shares() -> None:
    recovers(lambda seed: share(responses(seed).nps >= 9), truths.PROMOTERS, null=2 / 11)
    recovers(lambda seed: share(responses(seed).nps <= 6), truths.DETRACTORS, null=7 / 11)
    recovers(
        lambda seed: mean(100.0 * ((responses(seed).nps >= 9).astype(int) - (responses(seed).nps <= 6))), 100 * (truths.PROMOTERS - truths.DETRACTORS)
    )


def test_the_satisfied_recommend() -> None:
    for seed in SEEDS:
        assert 0.6 < responses(seed)[["csat", "nps"]].corr().loc["csat", "nps"] < 0.9


def test_mean_satisfaction_is_as_stated() -> None:
    recovers(lambda seed: mean(responses(seed).csat), truths.MEAN_SATISFACTION, null=5.5)


def outside_the_trap(seed: int) -> pd.DataFrame:
    return watched(seed)[watched(seed).region != truths.TRAP_REGION]


def test_each_point_of_satisfaction_brings_the_stated_repurchase() -> None:
    recovers(lambda seed: least_squares(outside_the_trap(seed).again, outside_the_trap(seed)[["csat"]])["csat"], truths.REPURCHASE_A_POINT)


def test_at_seven_points_customers_come_back_with_the_stated_probability() -> None:
    recovers(
        lambda seed: share(outside_the_trap(seed)[outside_the_trap(seed).csat == 7].again), truths.REPURCHASE_AT_MEAN, null=truths.TRAP_REPURCHASE
    )


def test_in_the_trap_the_satisfied_are_not_loyal() -> None:
    def satisfied(seed: int, inside: bool) -> pd.DataFrame:
        frame = watched(seed)
        return frame[((frame.region == truths.TRAP_REGION) == inside) & (frame.csat >= truths.SATISFIED_FROM)]

    recovers(
        lambda seed: share(watched(seed)[watched(seed).region == truths.TRAP_REGION].again), truths.TRAP_REPURCHASE, null=truths.REPURCHASE_AT_MEAN
    )
    for seed in SEEDS:
        gap, error = difference(share(satisfied(seed, inside=False).again), share(satisfied(seed, inside=True).again))
        assert gap > 4 * error
        # satisfied to the same degree
        apart, error = difference(mean(satisfied(seed, inside=False).csat), mean(satisfied(seed, inside=True).csat))
        assert abs(apart) < 4 * error


def test_the_trap_holds_the_stated_share_of_the_satisfied() -> None:
    def held(seed: int) -> Estimate:
        return share(responses(seed)[responses(seed).csat >= truths.SATISFIED_FROM].region == truths.TRAP_REGION)

    recovers(held, truths.TRAP_SHARE)


def test_the_same_satisfaction_elsewhere_drives_nothing_in_the_trap() -> None:
    for seed in SEEDS:
        inside = watched(seed)[watched(seed).region == truths.TRAP_REGION]
        slope, error = least_squares(inside.again, inside[["csat"]])["csat"]
        assert abs(slope) < 4 * error


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_give_companies_their_share_of_customers(seed: int) -> None:
    everybody = customers(seed)[customers(seed).acquisition_channel != truths.PLANTED_CHANNEL]
    weights = table(seed, "surveys").groupby("response_id").weight.first().reindex(responses(seed).index)
    company = responses(seed).customer_id.map(everybody.kind) == "company"
    assert weights[company].sum() / weights.sum() == pytest.approx((everybody.kind == "company").mean(), abs=1e-4)
    assert weights.mean() == pytest.approx(1.0, abs=1e-4)
    assert weights.nunique() == 2
