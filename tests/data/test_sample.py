"""The sample company: its tables are sound, and every truth planted in it is found again in each of ten seeds."""

import hashlib
import io
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy.optimize import minimize
from scipy.special import betaln, gammaln
from scipy.stats import chi2

from data.sample import SampleCompany, baskets, columns, generate, purchases, story, truths
from data.sample.rhythm import day_number, decline, season
from data.sample.streams import stream
from data.sample.words import OVERSEAS, PLACES, TIERS
from data.schema import TABLES
from tests.data.sampling import SEEDS, company, customers, lines, sales

CHINESE = r"[\u4e00-\u9fff]"


def every_seed(estimate: Callable[[int], float], truth: float, each: float, mean: float) -> None:
    """Each seed's estimate lies within ``each`` of the truth, and their mean within ``mean``."""
    found = np.array([estimate(seed) for seed in SEEDS])
    assert np.abs(found - truth).max() <= each, found
    assert abs(found.mean() - truth) <= mean, found


# ---------------------------------------------------------------- the tables


def test_the_tables_have_the_canonical_columns_and_types() -> None:
    assert set(company(1).tables()) == set(TABLES)
    for name, table in company(1).tables().items():
        described = duckdb.from_arrow(table).query("loaded", "DESCRIBE SELECT * FROM loaded").fetchall()
        assert {row[0]: row[1] for row in described} == {column: TABLES[name][column].sql_type for column in table.column_names}
        assert set(TABLES[name].required) <= set(table.column_names)


@pytest.mark.parametrize("seed", SEEDS)
def test_ids_are_unique_and_orders_refer_to_customers(seed: int) -> None:
    everybody, sold = customers(seed), lines(seed)
    assert len(everybody) == truths.PLANTED_CUSTOMERS + truths.PEOPLE + truths.COMPANIES
    assert everybody.index.is_unique
    assert set(sold.customer_id.dropna()) <= set(everybody.index)
    assert (sold.groupby("order_id").customer_id.nunique(dropna=False) == 1).all()
    sizes = sold[~sold.is_return].groupby("order_id").agg(lines=("product", "size"), times=("ordered_at", "nunique"), places=("city", "nunique"))
    assert set(sizes.lines) == {1, 2, 3, 4}
    assert (sizes.times == 1).all()
    assert (sizes.places == 1).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_dates_lie_inside_and_in_order(seed: int) -> None:
    everybody, sold = customers(seed), lines(seed)
    assert sold.ordered_at.is_monotonic_increasing
    assert sold.ordered_at.min() >= pd.Timestamp(truths.START)
    assert sold.ordered_at.max() < pd.Timestamp(truths.END) + pd.Timedelta(days=1)
    first = sold.dropna(subset="customer_id").groupby("customer_id").ordered_at.min().dt.date
    assert (everybody.joined_on.loc[first.index] <= first).all()
    assert everybody.joined_on.max() <= truths.END
    assert everybody.joined_on.min() >= truths.START - timedelta(days=3 * 365)
    born = everybody.birth_date.dropna()
    assert date(1949, 1, 1) < born.min() <= born.max() < date(2006, 1, 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_is_quantity_times_unit_price_to_the_cent(seed: int) -> None:
    sold = lines(seed)
    units = np.rint(sold[["amount", "unit_price"]] * 10_000).astype("int64")
    assert (units.amount == sold.quantity.astype("int64") * units.unit_price).all()
    assert (units % 100 == 0).all().all()
    assert (sold.unit_price > 0).all()
    assert ((sold.quantity < 0) == sold.is_return).all()
    assert (sold.quantity.abs() >= 1).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_sum_to_the_drawn_total(seed: int) -> None:
    told = story.tell(seed)
    everybody, sold = told.population, told.sales
    split = baskets.lines(seed, everybody, sold)
    drawn = np.rint(baskets.totals(seed, everybody, sold) * 100)
    summed = np.bincount(split.order, split.cents)
    planted = (sold.customer != purchases.ANONYMOUS) & everybody.planted[sold.customer]
    assert (summed[planted] == drawn[planted]).all()
    assert (np.abs(summed - drawn) <= baskets.COMPANY_QUANTITIES.max() / 2).all()


def test_money_is_exact_for_negative_and_large_amounts() -> None:
    cents = np.array([0, 1, -1, 12_345, -99_999, 2**53, -(2**53)])
    assert columns.money(cents).to_pylist() == [Decimal(int(cent)).scaleb(-2) for cent in cents]


@pytest.mark.parametrize("seed", SEEDS)
def test_chinese_and_english_live_side_by_side(seed: int) -> None:
    everybody = customers(seed)
    abroad = everybody.region == OVERSEAS
    assert 100 < abroad.sum() < 500
    for kind in ("person", "company"):
        assert everybody[~abroad & (everybody.kind == kind)].name.str.contains(CHINESE).all()
        assert not everybody[abroad & (everybody.kind == kind)].name.str.contains(CHINESE).any()
        assert (abroad & (everybody.kind == kind)).any()
    assert not everybody[abroad].city.str.contains(CHINESE).any()
    for name in ("product", "category", "channel"):
        assert lines(seed)[name].str.contains(CHINESE).all()
        assert lines(seed)[name].str.contains("[A-Za-z]").all()


@pytest.mark.parametrize("seed", SEEDS)
def test_attributes_fit_the_kind_and_contacts_belong_to_nobody(seed: int) -> None:
    everybody = customers(seed)
    company_like = everybody.kind == "company"
    assert company_like.sum() == truths.COMPANIES
    for name in ("industry", "contact_person"):
        assert (everybody[name].notna() == company_like).all()
    for name in ("gender", "member_tier"):
        assert (everybody[name].isna() == company_like).all()
    assert everybody[company_like].birth_date.isna().all()
    assert everybody[company_like].name.is_unique
    phones, emails = everybody.phone.dropna(), everybody.email.dropna()
    assert phones.is_unique
    assert emails.is_unique
    assert phones[everybody.country == PLACES[0].country].str.fullmatch(r"1280\d{7}").all()
    assert emails.str.fullmatch(r"[a-z.]+\d+@example\.(com|cn)").all()
    assert 0.6 < len(emails) / len(everybody) < 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_people_hold_the_highest_tier_that_their_sales_reach(seed: int) -> None:
    people = customers(seed)[customers(seed).kind == "person"]
    spend = sales(seed).groupby("customer_id").total.sum().reindex(people.index).fillna(0.0)
    reached = sum((spend >= floor).astype(int) for floor, _ in TIERS) - 1
    assert (people.member_tier == reached.map(dict(enumerate(tier for _, tier in TIERS)))).all()
    assert people.member_tier.nunique() == len(TIERS)


# ---------------------------------------------------------------- determinism and speed


def digest(sample: SampleCompany) -> str:
    """A hash over all tables as Arrow writes them."""
    sink = io.BytesIO()
    for table in sample.tables().values():
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def test_a_seed_gives_identical_tables_and_another_seed_others() -> None:
    assert digest(generate()) == digest(generate(truths.SEED)) == digest(company(truths.SEED))
    assert len({digest(company(seed)) for seed in SEEDS}) == len(SEEDS)


def test_streams_differ_by_part_and_by_seed_only() -> None:
    first = stream(1, "orders").random(5)
    assert (stream(1, "orders").random(5) == first).all()
    assert not np.isin(stream(1, "tickets").random(5), first).any()
    assert not np.isin(stream(2, "orders").random(5), first).any()


@pytest.mark.timing
def test_a_click_is_enough_time_for_it() -> None:
    def seconds() -> float:
        begin = time.process_time()
        generate()
        return time.process_time() - begin

    assert min(seconds() for _ in range(3)) < 1.5


# ---------------------------------------------------------------- the shape of the business


@pytest.mark.parametrize("seed", SEEDS)
def test_most_come_back_and_few_bring_most_of_the_money(seed: int) -> None:
    known = sales(seed).dropna(subset="customer_id").groupby("customer_id").total.agg(["size", "sum"])
    assert 0.55 <= (known["size"] > 1).mean() <= 0.70
    spend = known["sum"].sort_values(ascending=False).to_numpy()
    assert 0.65 <= spend[: len(spend) // 5].sum() / spend.sum() <= 0.90
    assert 20_000 <= len(sales(seed)) <= 35_000


def test_the_stated_share_of_orders_is_anonymous_and_sold_in_shops() -> None:
    for seed in SEEDS:
        nameless = sales(seed).customer_id.isna()
        assert abs(nameless.sum() - truths.ANONYMOUS_SHARE * nameless.size) <= 1
        assert lines(seed)[lines(seed).customer_id.isna()].channel.eq("门店 Store").all()
        assert (lines(seed).store.notna() == (lines(seed).channel == "门店 Store")).all()


def test_lines_come_back_at_the_stated_rate() -> None:
    def rate(seed: int) -> float:
        everything = lines(seed)[~lines(seed).planted]
        in_time = set(sales(seed).index[sales(seed).day < truths.DAYS - truths.RETURN_WITHIN[1]])
        settled = everything[everything.order_id.isin(in_time)]
        return settled.is_return.sum() / (~settled.is_return).sum()

    every_seed(rate, truths.RETURN_RATE, each=0.006, mean=0.002)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_return_is_a_sale_line_taken_back_days_later(seed: int) -> None:
    returned, sold = lines(seed)[lines(seed).is_return], lines(seed)[~lines(seed).is_return]
    assert not returned.planted.any()
    like = ["order_id", "customer_id", "product_id", "quantity", "unit_price"]
    taken_back = returned.assign(quantity=-returned.quantity)
    pairs = taken_back.assign(nth=taken_back.groupby(like, dropna=False).cumcount()).merge(
        sold.assign(nth=sold.groupby(like, dropna=False).cumcount()), on=[*like, "nth"], suffixes=("", "_sale"), how="left", validate="one_to_one"
    )
    assert pairs.day_sale.notna().all()
    assert (pairs.day - pairs.day_sale).between(*truths.RETURN_WITHIN).all()
    assert (pairs.amount == -pairs.amount_sale).all()


# ---------------------------------------------------------------- season, region, channel


SINGLES = [range(day_number(date(year, 11, 1)), day_number(date(year, 11, 12))) for year in (2022, 2023, 2024)]
GIFTS = [range(day_number(new_year) - truths.GIFT_DAYS, day_number(new_year)) for new_year in truths.SPRING_FESTIVALS]
REST = [range(day_number(new_year), day_number(new_year) + truths.REST_DAYS) for new_year in truths.SPRING_FESTIVALS]


def lift(seed: int, windows: list[range], planted: bool = False) -> float:
    """Orders a day within the windows over those of the 30 ordinary days on either side of each."""
    orders = np.bincount(sales(seed)[sales(seed).planted == planted].day, minlength=truths.DAYS)
    days, ordinary = np.arange(truths.DAYS), season() == 1.0
    around = []
    for window in windows:
        around += [days[ordinary & (days < window.start)][-30:], days[ordinary & (days >= window.stop)][:30]]
    return orders[np.concatenate(windows)].mean() / orders[np.concatenate(around)].mean()


def test_singles_day_lifts_orders() -> None:
    every_seed(lambda seed: lift(seed, SINGLES), truths.SINGLES_LIFT, each=0.4, mean=0.12)


def test_gifts_before_the_spring_festival_and_rest_after_it() -> None:
    every_seed(lambda seed: lift(seed, GIFTS), truths.GIFT_LIFT, each=0.3, mean=0.1)
    every_seed(lambda seed: lift(seed, REST), truths.REST_LIFT, each=0.16, mean=0.05)


def trend(seed: int, region: str) -> float:
    """Change a month, from the decline's beginning, of the logarithm of the region's orders relative to the other regions'."""
    sold = sales(seed)[~sales(seed).planted]
    months = np.maximum(sold.day - day_number(truths.DECLINE_FROM), -1) // 30.4375
    here = sold.region == region
    others = ~here & (sold.region != truths.DECLINING_REGION)
    table = pd.DataFrame({"here": here, "others": others}).groupby(months).sum()
    elapsed = np.where(table.index < 0, 0.0, table.index + 0.5)
    return np.polyfit(elapsed, np.log(table.here / table.others), 1, w=np.sqrt(table.here))[0]


def test_one_region_declines_by_the_stated_rate_and_no_other() -> None:
    every_seed(lambda seed: trend(seed, truths.DECLINING_REGION), np.log(1 - truths.DECLINE_A_MONTH), each=0.025, mean=0.008)
    every_seed(lambda seed: trend(seed, "华东 East"), 0.0, each=0.02, mean=0.006)


def test_the_declining_region_loses_that_share_of_its_revenue() -> None:
    def change(seed: int) -> float:
        sold = sales(seed)[~sales(seed).planted & sales(seed).customer_id.notna()]
        year = pd.cut(sold.day, [truths.DAYS - 731, truths.DAYS - 366, truths.DAYS - 1], labels=["before", "last"])
        revenue = sold.groupby([sold.region == truths.DECLINING_REGION, year], observed=True).total.sum().unstack()
        growth = revenue["last"] / revenue["before"]
        return growth[True] / growth[False]

    kept = decline()
    expected = kept[-365:].mean() / kept[-730:-365].mean()
    assert 0.5 < expected < 0.65
    every_seed(change, expected, each=0.25, mean=0.08)


def people_by_channel(seed: int) -> tuple[pd.Index, pd.Index]:
    """People of the poor channel, and of all others but the planted one."""
    people = customers(seed)[(customers(seed).kind == "person") & (customers(seed).acquisition_channel != truths.PLANTED_CHANNEL)]
    poor = people.acquisition_channel == truths.POOR_CHANNEL
    return people.index[poor], people.index[~poor]


def test_the_poor_channel_brings_customers_of_little_value() -> None:
    def ratio(seed: int) -> float:
        spend = sales(seed).groupby("customer_id").total.sum()
        poor, others = (spend.reindex(who).fillna(0.0).mean() for who in people_by_channel(seed))
        return poor / others

    every_seed(ratio, truths.POOR_VALUE_RATIO, each=0.12, mean=0.04)


def test_the_poor_channel_makes_fewer_repeat_orders() -> None:
    def ratio(seed: int) -> float:
        elsewhere = customers(seed).index[customers(seed).region != truths.DECLINING_REGION]
        orders = sales(seed).groupby("customer_id").size()
        poor, others = (orders.loc[who.intersection(elsewhere)].mean() - 1 for who in people_by_channel(seed))
        return poor / others

    every_seed(ratio, truths.POOR_REPEAT_SHARE, each=0.15, mean=0.05)


# ---------------------------------------------------------------- the planted segment


def bg_nbd(log_parameters: np.ndarray, x: np.ndarray, t_x: np.ndarray, total: np.ndarray) -> float:
    """Log-likelihood of BG/NBD (Fader, Hardie & Lee 2005, equation 6)."""
    r, alpha, a, b = np.exp(log_parameters)
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    alive = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + total)
    gone = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + t_x)
    return float(np.sum(common + np.where(x > 0, np.logaddexp(alive, gone), alive)))


def gamma_gamma(log_parameters: np.ndarray, x: np.ndarray, mean: np.ndarray) -> float:
    """Log-likelihood of the mean order of customers with x orders (Fader & Hardie 2013, equation 1a)."""
    p, q, gamma = np.exp(log_parameters)
    density = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
    return float(np.sum(density + (p * x - 1) * np.log(mean) + p * x * np.log(x) - (p * x + q) * np.log(gamma + x * mean)))


def likelihood_ratio(
    likelihood: Callable[..., float], truth: tuple[float, ...], start: tuple[float, ...], *data: np.ndarray
) -> tuple[float, np.ndarray]:
    """2 (LL at its maximum − LL at the truth), and the estimates; the search does not start at the truth."""
    fit = minimize(lambda at: -likelihood(at, *data), np.log(start), method="L-BFGS-B", bounds=[(-8, 10)] * len(start))
    assert fit.success
    return 2 * (-fit.fun - likelihood(np.log(truth), *data)), np.exp(fit.x)


def purchase_history(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Repeat days, days from the first to the last, days from the first to the end of the sample, of each planted customer."""
    days = sales(seed)[sales(seed).planted].groupby("customer_id").day.agg(["nunique", "min", "max", "size"])
    assert len(days) == truths.PLANTED_CUSTOMERS
    assert (days["size"] == days["nunique"]).all(), "one order a purchase day"
    first = days["min"].to_numpy()
    return days["nunique"].to_numpy() - 1, days["max"].to_numpy() - first, truths.DAYS - 1 - first


def test_the_likelihood_gives_the_published_number() -> None:
    assert bg_nbd(np.log([0.25, 4.0, 0.8, 2.5]), np.array([0]), np.array([0]), np.array([40])) == pytest.approx(-0.59947382, abs=1e-8)


def test_purchases_of_the_planted_segment_are_bg_nbd() -> None:
    model = truths.PLANTED_PURCHASES
    truth = (model.r, model.alpha, model.a, model.b)
    found = [likelihood_ratio(bg_nbd, truth, (1.0, 100.0, 1.0, 1.0), *purchase_history(seed)) for seed in SEEDS]
    ratios = np.array([ratio for ratio, _ in found])
    assert (ratios > -1e-6).all(), ratios
    assert (ratios < chi2.ppf(0.999, 4)).all(), ratios
    assert ratios.sum() < chi2.ppf(0.999, 4 * len(SEEDS)), ratios
    assert np.mean([estimate for _, estimate in found], axis=0) == pytest.approx(truth, rel=0.15)


def test_orders_of_the_planted_segment_are_gamma_gamma() -> None:
    model = truths.PLANTED_SPEND
    truth = (model.p, model.q, model.gamma)
    found = []
    for seed in SEEDS:
        spend = sales(seed)[sales(seed).planted].groupby("customer_id").total.agg(["size", "mean"])
        found.append(likelihood_ratio(gamma_gamma, truth, (1.0, 2.0, 100.0), spend["size"].to_numpy(), spend["mean"].to_numpy()))
    ratios = np.array([ratio for ratio, _ in found])
    assert (ratios > -1e-6).all(), ratios
    assert (ratios < chi2.ppf(0.999, 3)).all(), ratios
    assert ratios.sum() < chi2.ppf(0.999, 3 * len(SEEDS)), ratios
    assert np.mean([estimate for _, estimate in found], axis=0) == pytest.approx(truth, rel=0.1)


def test_in_the_planted_segment_spend_is_independent_of_frequency_and_knows_no_season() -> None:
    def correlation(seed: int) -> float:
        spend = np.log(sales(seed)[sales(seed).planted].total).groupby(sales(seed).customer_id).agg(["size", "mean"])
        return float(np.corrcoef(spend["size"], spend["mean"])[0, 1])

    every_seed(correlation, 0.0, each=0.08, mean=0.025)
    every_seed(lambda seed: lift(seed, SINGLES + GIFTS, planted=True), 1.0, each=0.25, mean=0.07)
    every_seed(lambda seed: lift(seed, REST, planted=True), 1.0, each=0.4, mean=0.12)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_planted_channel_selects_people_in_china_outside_the_declining_region(seed: int) -> None:
    segment = customers(seed)[customers(seed).acquisition_channel == truths.PLANTED_CHANNEL]
    assert len(segment) == truths.PLANTED_CUSTOMERS >= 2_000
    assert (segment.kind == "person").all()
    assert not segment.region.isin([truths.DECLINING_REGION, OVERSEAS]).any()
    assert segment.region.nunique() == 6
