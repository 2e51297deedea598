"""What is planted about companies — late payers, credit, visits that do not pay, coverage, plans — is found again in ten seeds."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.sample import truths
from data.sample.targets import AMBITION
from tests.data.sampling import SEEDS, Estimate, customers, lines, mean, recovers, share, table

END = pd.Timestamp(truths.END)


def firms(seed: int) -> pd.DataFrame:
    return customers(seed)[customers(seed).kind == "company"]


# ---------------------------------------------------------------- receivables


@cache
def invoices(seed: int) -> pd.DataFrame:
    """Invoices with days paid late (negative: early), days overdue at the end, what is open, and whether their company ever paid late."""
    frame = table(seed, "invoices").copy()
    for name in ("issued_on", "due_on", "paid_on"):
        frame[name] = pd.to_datetime(frame[name])
    frame["late"] = (frame.paid_on - frame.due_on).dt.days
    frame["overdue"] = (END - frame.due_on).dt.days
    frame["open"] = frame.amount - frame.paid_amount
    undisputed = frame[~frame.disputed]
    frame["late_payer"] = frame.customer_id.isin(undisputed[undisputed.late > 0].customer_id)
    return frame


def test_the_stated_share_of_companies_pays_late() -> None:
    def found(seed: int) -> Estimate:
        settled = invoices(seed)[~invoices(seed).disputed & (invoices(seed).overdue >= 365)]
        return share(settled.groupby("customer_id").late_payer.first())

    recovers(found, truths.LATE_PAYERS)


def test_late_payers_are_late_by_the_stated_days() -> None:
    def found(seed: int) -> Estimate:
        # due so long ago that hardly anything (.2 in 100) is still open
        settled = invoices(seed)[invoices(seed).late_payer & ~invoices(seed).disputed & (invoices(seed).overdue > 6 * truths.LATE_DAYS_MEAN)]
        return mean(settled.late.dropna())

    recovers(found, truths.LATE_DAYS_MEAN)


@pytest.mark.parametrize(("least", "most"), [(1, 30), (31, 60), (61, 90)])
def test_late_payers_owe_what_their_lateness_says(least: int, most: int) -> None:
    def found(seed: int) -> Estimate:
        frame = invoices(seed)
        due = frame[frame.late_payer & ~frame.disputed & frame.overdue.between(least, most)]
        expected = (1 - 1 / truths.LATE_DAYS_MEAN) ** due.overdue
        return float(due.paid_on.isna().mean() - expected.mean()), float(np.sqrt((expected * (1 - expected)).sum()) / len(due))

    recovers(found, 0.0, null=1.0)  # 1: nothing was ever paid late but all of it not at all


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stated_number_of_good_payers_has_stopped(seed: int) -> None:
    frame = invoices(seed)[~invoices(seed).disputed]
    long = frame[(frame.overdue > truths.LONG_OVERDUE) & (frame.open > 0)]
    stopped = set(long[~long.late_payer].customer_id)
    # A late payer whose only invoices are long overdue looks the same; there is hardly one.
    assert truths.STOPPED_PAYING <= len(stopped) <= truths.STOPPED_PAYING + 2
    since = frame[frame.customer_id.isin(stopped) & (frame.issued_on >= pd.Timestamp(truths.STOPPED_FROM))]
    assert since.paid_on.isna().mean() > 0.9
    before = frame[frame.customer_id.isin(stopped) & (frame.issued_on < pd.Timestamp(truths.STOPPED_FROM)) & (frame.overdue > 180)]
    assert len(before) > 10
    assert before.paid_on.notna().all()


@pytest.mark.parametrize("seed", SEEDS)
def test_of_everybody_else_nothing_is_overdue(seed: int) -> None:
    frame = invoices(seed)
    overdue = frame[(frame.open > 0) & (frame.overdue > 0) & ~frame.late_payer & ~frame.disputed]
    settled = frame[(frame.overdue > 365) & ~frame.late_payer & ~frame.disputed]
    assert (settled.late <= 0).all()
    assert overdue.customer_id.nunique() < 0.07 * frame.customer_id.nunique()
    assert frame[frame.disputed & (frame.issued_on > END - pd.Timedelta(days=truths.DISPUTE_DAYS))].paid_on.isna().all()


def test_disputes_come_at_the_stated_rate() -> None:
    recovers(lambda seed: share(invoices(seed).disputed), truths.DISPUTED_SHARE)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stated_number_of_companies_owes_more_than_its_limit(seed: int) -> None:
    owed = invoices(seed).groupby("customer_id").open.sum()
    limit = table(seed, "customers").set_index("customer_id").credit_limit
    assert (owed > limit.reindex(owed.index)).sum() == truths.OVER_LIMIT
    assert limit.dropna().min() >= 100


@pytest.mark.parametrize("seed", SEEDS)
def test_late_payers_have_the_worse_ratings(seed: int) -> None:
    late = firms(seed).index.isin(invoices(seed)[invoices(seed).late_payer].customer_id)
    good = firms(seed).credit_rating.isin(["A", "B"])
    assert good[~late].mean() - good[late].mean() > 0.25


# ---------------------------------------------------------------- service that costs more than it earns


@cache
def served(seed: int) -> pd.DataFrame:
    """One row a company: what serving it cost, the gross profit it brought, its size."""
    tickets = table(seed, "tickets").groupby("customer_id").cost.sum()
    contacts = table(seed, "interactions")
    visits = contacts.kind.map(truths.INTERACTION_COST).groupby(contacts.customer_id).sum()
    sold = lines(seed)
    profit = sold.profit.astype(float).groupby(sold.customer_id).sum()
    frame = pd.DataFrame({"size": firms(seed).company_size})
    for name, values in (("tickets", tickets), ("visits", visits), ("profit", profit)):
        frame[name] = values.reindex(frame.index).fillna(0.0)
    return frame.assign(cost=frame.tickets + frame.visits)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_size_of_company_costs_more_than_it_brings_and_no_other(seed: int) -> None:
    heavy = served(seed)[served(seed)["size"] == truths.HEAVY_SIZE]
    assert len(heavy) == truths.HEAVY_COMPANIES
    assert (heavy.cost >= truths.HEAVY_COST_RATIO * heavy.profit).all()
    assert (heavy.profit > 0).all()
    others = served(seed)[served(seed)["size"] != truths.HEAVY_SIZE]
    assert (others.cost > others.profit).mean() < 0.03  # next to no orders, and a complaint
    by_size = served(seed).groupby("size")[["cost", "profit"]].sum()
    losing = by_size.index[by_size.cost > by_size.profit]
    assert list(losing) == [truths.HEAVY_SIZE]


@pytest.mark.parametrize("seed", SEEDS)
def test_managers_cover_the_stated_share_of_their_companies_and_one_does_not(seed: int) -> None:
    contacts = table(seed, "interactions")
    recent = contacts[(END - contacts["at"].dt.normalize()).dt.days < truths.COVERED_DAYS]
    covered = pd.Series(firms(seed).index.isin(recent.customer_id), index=firms(seed).index)
    for manager, own in covered.groupby(firms(seed).account_manager):
        stated = truths.NEGLECTED_COVERAGE if manager == truths.NEGLECTFUL_MANAGER else truths.COVERAGE
        assert own.sum() == round(stated * len(own)), manager
    visits = contacts[contacts.kind == "visit"]
    assert visits.owner.notna().all()
    assert (visits.owner == visits.customer_id.map(firms(seed).account_manager)).all()
    assert not contacts[contacts.kind == "message"].owner.notna().any()


# ---------------------------------------------------------------- targets


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stated_number_of_companies_is_behind_its_purchase_plan(seed: int) -> None:
    plans = table(seed, "targets")
    plans = plans[plans.name == "purchases"].set_index("customer_id")
    assert (plans.period == "2025-Q2").all()
    sold = lines(seed)[~lines(seed).is_return & (lines(seed).ordered_at >= pd.Timestamp(truths.PLAN_PERIOD))]
    bought = sold.groupby("customer_id").amount.sum().reindex(plans.index)
    reached = bought / plans.target
    assert (reached <= truths.BEHIND_SHARE).sum() == truths.BEHIND_PLAN
    assert ((reached <= truths.BEHIND_SHARE) | (reached >= 1)).all()
    assert len(plans) > 2 * truths.BEHIND_PLAN
    assert (plans.owner == firms(seed).account_manager.reindex(plans.index)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_there_is_a_revenue_target_a_month_and_one_a_manager(seed: int) -> None:
    goals = table(seed, "targets")
    revenue = goals[goals.name == "revenue"].set_index("period").target
    sold = lines(seed)[~lines(seed).is_return]
    actual = sold.groupby(sold.ordered_at.dt.to_period("M").astype(str)).amount.sum()
    assert list(revenue.index) == list(actual.index)
    assert len(revenue) == 36
    off = np.log(revenue / actual)
    assert abs(off.mean() - np.log(AMBITION)) < 4 * off.std() / 6 < np.log(AMBITION)  # of 36 months
    managers = goals[goals.name == "managed_revenue"]
    assert sorted(managers.owner) == sorted(truths.MANAGERS)
    assert (managers.period == "2025-Q2").all()
