"""Random data say nothing; planted effects are found."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from metrics.findings import Finding
from metrics.headlines import headlines
from metrics.overview import Overview, OverviewThresholds, overview
from tests.metrics.tables import ACTIVITY, AS_OF, LEDGER, memtable
from tests.metrics.tables import customer_days as table_of_days
from tests.metrics.worlds import Draw, buyers, even, groups, lognormal, purchases

DEFAULTS = OverviewThresholds()
DAYS = 540


def said(days: pd.DataFrame, named: pd.DataFrame, thresholds: OverviewThresholds = DEFAULTS) -> dict[str, Finding]:
    table, amounts = buyers(days, named, thresholds.period_days)
    return {finding.code: finding for finding in headlines(table, amounts, DAYS // thresholds.period_days, thresholds)}


@pytest.mark.parametrize("amount", [even, lognormal(1), lognormal(2)], ids=["even", "lognormal", "heavy"])
@pytest.mark.parametrize("customers", [60, 250])
def test_random_data_say_nothing(amount: Draw, customers: int) -> None:
    for seed in range(70):
        random = np.random.default_rng([seed, customers])
        assert said(purchases(random, customers, DAYS, 8, amount), groups(random, customers)) == {}


def test_customers_who_joined_at_different_times_are_still_alike() -> None:
    for seed in range(40):
        random = np.random.default_rng(seed)
        days = purchases(random, 250, DAYS, 12, lognormal(1), staggered=True)
        assert not {"top_share", "acquisition_channel_value", "repurchase_change"} & said(days, groups(random, 250)).keys()


def test_one_huge_order_is_no_change_and_no_decline() -> None:
    random = np.random.default_rng(4)
    days, named = purchases(random, 300, DAYS, 8, even), groups(random, 300)
    previous = days.index[days["age"].between(90, 179)][0]
    days.loc[previous, "spend"] = 40_000.0
    found = said(days, named)
    assert not {"revenue_change", "region_decline", "kind_decline", "acquisition_channel_decline"} & found.keys()


def kept(share: float, where: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Keep only ``share`` of the purchases that ``where`` (customer, age) holds for."""
    return lambda customer, age: np.where(where(customer, age), share, 1.0)


def test_concentrated_revenue_is_found() -> None:
    random = np.random.default_rng(5)
    named = groups(random, 500)
    days = purchases(random, 500, DAYS, 20, even, keep=kept(0.15, lambda customer, age: customer >= 100))
    finding = said(days, named)["top_share"]
    spend = days.groupby("customer")["spend"].sum().sort_values(ascending=False)
    assert finding.number("customers") == 0.2
    assert finding.number("share") == pytest.approx(spend.iloc[: len(spend) // 5].sum() / spend.sum(), abs=0.005)
    assert 0.25 < finding.number("expected") < 0.4


@pytest.mark.parametrize(("share", "stated"), [(0.6, True), (0.97, False)])
def test_a_fall_of_revenue_is_found_when_it_is_worth_it(share: float, stated: bool) -> None:
    random = np.random.default_rng(6)
    named = groups(random, 1500)
    days = purchases(random, 1500, DAYS, 15, lognormal(0.8), keep=kept(share, lambda customer, age: age < 90))
    found = said(days, named)
    assert ("revenue_change" in found) == stated
    if stated:
        current, previous = (days.loc[days["age"].between(low, low + 89), "spend"].sum() for low in (0, 90))
        assert found["revenue_change"].number("change") == pytest.approx(current / previous - 1)
        assert found["revenue_change"].number("previous") == pytest.approx(previous)


def test_a_rise_of_revenue_is_found_too() -> None:
    random = np.random.default_rng(7)
    days = purchases(random, 1500, DAYS, 15, lognormal(0.8), keep=kept(0.6, lambda customer, age: age >= 90))
    assert said(days, groups(random, 1500))["revenue_change"].number("change") > 0.4


@pytest.mark.parametrize(("dimension", "group"), [("region", "north"), ("kind", "company"), ("acquisition_channel", "fair")])
def test_a_groups_decline_is_found(dimension: str, group: str) -> None:
    random = np.random.default_rng(8)
    named = groups(random, 2000)
    hit = named[dimension].to_numpy() == group
    days = purchases(random, 2000, DAYS, 15, lognormal(0.8), keep=kept(0.4, lambda customer, age: hit[customer] & (age < 90)))
    finding = said(days, named)[f"{dimension}_decline"]
    assert finding.number("group") == group
    assert finding.number("change") == pytest.approx(-0.6, abs=0.1)
    assert abs(float(finding.number("others"))) < 0.1


def test_a_decline_that_everybody_shares_names_no_group() -> None:
    random = np.random.default_rng(9)
    days = purchases(random, 2000, DAYS, 15, lognormal(0.8), keep=kept(0.4, lambda customer, age: age < 90))
    found = said(days, groups(random, 2000))
    assert "revenue_change" in found
    assert not {"region_decline", "kind_decline", "acquisition_channel_decline"} & found.keys()


def test_a_channel_whose_customers_spend_far_less_is_found() -> None:
    random = np.random.default_rng(10)
    named = groups(random, 1200)
    days = purchases(random, 1200, DAYS, 12, lognormal(1), staggered=True)
    low = (named["acquisition_channel"].to_numpy() == "web")[days["customer"].to_numpy()]
    days["spend"] = np.where(low, days["spend"] * 0.4, days["spend"])
    finding = said(days, named)["acquisition_channel_value"]
    assert finding.number("group") == "web"
    assert finding.number("gap") == pytest.approx(0.6, abs=0.1)


def test_a_channel_of_persons_is_not_poor_because_companies_spend_more() -> None:
    random = np.random.default_rng(11)
    named = groups(random, 1200)
    company = named["kind"].to_numpy() == "company"
    named["acquisition_channel"] = np.where(company, "fair", "web")
    days = purchases(random, 1200, DAYS, 12, lognormal(1), staggered=True)
    days["spend"] = np.where(company[days["customer"].to_numpy()], days["spend"] * 10, days["spend"])
    assert "acquisition_channel_value" not in said(days, named)


def test_a_young_channel_is_not_a_poor_one() -> None:
    random = np.random.default_rng(11)
    named = groups(random, 1200)
    days = purchases(random, 1200, DAYS, 12, even, staggered=True)
    joined = days.groupby("customer")["age"].max()
    young = joined.index[joined < 180]
    named.loc[young, "acquisition_channel"] = random.choice(["video", "web"], len(young), p=[0.7, 0.3])
    assert "acquisition_channel_value" not in said(days, named)


def test_buyers_who_stop_coming_back_are_found() -> None:
    random = np.random.default_rng(12)
    # In the last period half of the customers stay away, the others buy the more, so that revenue does not move.
    days = purchases(random, 2000, DAYS, 18, even, keep=kept(0.0, lambda customer, age: (customer % 2 == 0) & (age < 90)))
    doubled = (days["customer"] % 2 == 1) & (days["age"] < 90)
    days["spend"] = np.where(doubled, days["spend"] * 2, days["spend"])
    finding = said(days, groups(random, 2000))["repurchase_change"]
    assert finding.number("change") == pytest.approx(-0.47, abs=0.05)
    assert finding.number("previous") == pytest.approx(0.95, abs=0.03)


def test_findings_are_ranked_by_money_and_moved_by_thresholds() -> None:
    random = np.random.default_rng(13)
    named = groups(random, 2000)
    north = named["region"].to_numpy() == "north"
    days = purchases(random, 2000, DAYS, 15, even, keep=kept(0.3, lambda customer, age: north[customer] & (age < 90)))
    assert list(said(days, named)) == ["revenue_change", "region_decline", "repurchase_change"]
    quiet = OverviewThresholds(stated_points=0.5)
    assert list(said(days, named, quiet)) == ["revenue_change", "region_decline"]
    assert list(said(days, named, replace(quiet, stated_change=0.3))) == ["region_decline"]
    assert said(days, named, replace(quiet, stated_change=0.9)) == {}
    assert list(said(days, named, replace(quiet, group_customers=2000))) == ["revenue_change"]


def through_the_engine(days: pd.DataFrame, named: pd.DataFrame) -> Overview:
    sales = [(f"C{row.customer}", (AS_OF - dt.timedelta(days=int(row.age))).isoformat(), 1, row.spend) for row in days.itertuples()]
    columns: list[dict[str, Any]] = named.to_dict("records")
    people = memtable(({"customer_id": f"C{number}", **row} for number, row in enumerate(columns)), ACTIVITY)
    return overview(people, table_of_days(*sales), memtable([], LEDGER), None, AS_OF, DEFAULTS)


def test_the_engine_finds_the_same_as_the_frames_do() -> None:
    random = np.random.default_rng(14)
    named = groups(random, 500)
    hit = named["region"].to_numpy() == "north"
    days = purchases(random, 500, DAYS, 30, even, keep=kept(0.2, lambda customer, age: hit[customer] & (age < 90)))
    days["spend"] = days["spend"].round(2)
    expected = said(days, named)
    found = {finding.code: finding for finding in through_the_engine(days, named).findings}
    assert found.keys() == expected.keys() >= {"region_decline"}
    for name in ("change", "others"):
        assert found["region_decline"].number(name) == pytest.approx(expected["region_decline"].number(name))


def test_the_engine_is_silent_on_random_data_and_repeats_itself() -> None:
    for seed in range(6):
        random = np.random.default_rng(seed)
        days, named = purchases(random, 200, DAYS, 8, lognormal(1.5)), groups(random, 200)
        assert through_the_engine(days, named).findings == ()
    concentrated = purchases(random, 200, DAYS, 20, even, keep=kept(0.1, lambda customer, age: customer >= 40))
    first, again = (through_the_engine(frame, named) for frame in (concentrated, concentrated.sample(frac=1, random_state=1)))
    assert first.findings == again.findings != ()
