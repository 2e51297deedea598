"""The nine tables of the sample company fit together: ids, codes, the order of time, words in both languages."""

from datetime import datetime, time

import numpy as np
import pandas as pd
import pytest

from data.sample import truths
from data.sample.voices import TICKETS
from data.schema import TABLES
from tests.data.sampling import SEEDS, customers, table

CHINESE = r"[\u4e00-\u9fff]"
REFERRING = [
    *((name, "customer_id") for name in ("interactions", "tickets", "surveys", "leads", "invoices", "targets")),
    ("customers", "referred_by"),
    ("leads", "referred_by"),
]
LAST = pd.Timestamp(datetime.combine(truths.END, time.max))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "column"), REFERRING)
def test_whoever_is_named_is_a_customer(seed: int, name: str, column: str) -> None:
    named = table(seed, name)[column].dropna()
    assert len(named) > 20
    assert set(named) <= set(customers(seed).index)


@pytest.mark.parametrize("seed", SEEDS)
def test_keys_are_unique_and_required_columns_filled(seed: int) -> None:
    for name, declared in TABLES.items():
        frame = table(seed, name)
        assert len(frame) > 100
        given = [column for column in declared.key if column in frame]
        if given:
            assert not frame.duplicated(given).any(), name
        for column in set(declared.required) - ({"customer_id"} if name == "orders" else set()):
            assert frame[column].notna().all(), (name, column)


def test_every_code_is_a_declared_one_and_every_one_of_a_ticket_occurs() -> None:
    for name, declared in TABLES.items():
        for column in declared.columns:
            if column.kind == "code" and column.name in table(1, name) and column.name != "dimension":
                assert set(table(1, name)[column.name].dropna()) <= set(column.values), (name, column.name)
    assert set(table(1, "tickets").kind) == set(TABLES["tickets"]["kind"].values) == set(TICKETS)
    assert set(table(1, "interactions").kind) == set(TABLES["interactions"]["kind"].values)
    assert set(table(1, "surveys").instrument) == set(TABLES["surveys"]["instrument"].values)
    assert set(table(1, "surveys").dimension.dropna()) == set(TABLES["surveys"]["dimension"].values) | {"product", "service", "company", "experience"}


@pytest.mark.parametrize("seed", SEEDS)
def test_things_happen_in_order_and_before_the_records_end(seed: int) -> None:
    cases, contacts, answers, leads, bills = (table(seed, name) for name in ("tickets", "interactions", "surveys", "leads", "invoices"))
    for moments in (cases.opened_at, contacts["at"], answers.answered_at, leads.created_at, pd.to_datetime(bills.issued_on)):
        assert moments.is_monotonic_increasing
    for frame, steps in (
        (cases, ["opened_at", "first_response_at", "resolved_at"]),
        (leads, ["created_at", "contacted_at", "qualified_at", "proposed_at", "won_at"]),
        (leads, ["created_at", "contacted_at", "qualified_at", "proposed_at", "lost_at"]),
    ):
        for k, earlier in enumerate(steps):
            assert not (frame[earlier] > LAST).any()
            for later in steps[k + 1 :]:
                both = frame[[earlier, later]].dropna()
                assert (both[earlier] <= both[later]).all(), (earlier, later)
    assert not (contacts["at"] > LAST).any()
    assert not (answers.answered_at > LAST).any()
    assert (bills.due_on > bills.issued_on).all()
    paid = bills.dropna(subset="paid_on")
    assert ((paid.paid_on >= paid.issued_on) & (paid.paid_on <= truths.END)).all()
    first = customers(seed).joined_on.reindex(cases.customer_id).to_numpy()
    assert (pd.to_datetime(first) <= cases.opened_at.dt.normalize()).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_stages_say_what_the_moments_say(seed: int) -> None:
    leads = table(seed, "leads")
    assert ((leads.stage == "won") == leads.won_at.notna()).all()
    assert ((leads.stage == "lost") == leads.lost_at.notna()).all()
    assert ((leads.stage == "won") == leads.customer_id.notna()).all()
    assert (leads.converted.dropna().astype(bool) == (leads.stage[leads.converted.notna()] == "won")).all()
    assert (leads.converted.isna() == ~leads.stage.isin(["won", "lost"])).all()
    reached = leads[~leads.stage.isin(["won", "lost"])]
    for stage, moment in (("new", None), ("contacted", "contacted_at"), ("qualified", "qualified_at"), ("proposed", "proposed_at")):
        assert (reached.stage == stage).any()
        if moment is not None:
            assert reached[reached.stage == stage][moment].notna().all()
    assert leads[leads.stage == "won"][["contacted_at", "qualified_at", "proposed_at"]].notna().all().all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_response_is_one_customer_at_one_time(seed: int) -> None:
    answers = table(seed, "surveys")
    one = answers.groupby("response_id").agg(customers=("customer_id", "nunique"), times=("answered_at", "nunique"))
    assert (one == 1).all().all()
    assert ((answers.score >= answers.scale_min) & (answers.score <= answers.scale_max)).all()
    assert (answers.score == answers.score.round()).all()
    asked = answers[answers.instrument == "nps"].response_id
    questions = answers[answers.response_id.isin(asked)].groupby("response_id").size()
    assert (questions == 2 + 2 * len(truths.SERVICE_DIMENSIONS) + len(truths.DRIVERS)).all()
    assert answers.comment.notna().sum() > 500


@pytest.mark.parametrize("seed", SEEDS)
def test_customers_write_chinese_and_english(seed: int) -> None:
    abroad = customers(seed).region == "海外 Overseas"
    for name, column in (("tickets", "text"), ("surveys", "comment")):
        written = table(seed, name).dropna(subset=column)
        chinese = written[column].str.contains(CHINESE)
        assert not chinese[written.customer_id.map(abroad)].any()
        assert 0.03 < 1 - chinese[~written.customer_id.map(abroad)].mean() < 0.10
    assert table(seed, "tickets").text.notna().all()
    assert table(seed, "tickets").groupby("kind").text.nunique().min() >= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_companies_and_people_have_their_own_columns(seed: int) -> None:
    everybody = table(seed, "customers")
    firm = everybody.kind == "company"
    for column in ("company_size", "credit_limit", "credit_rating", "account_manager"):
        assert (everybody[column].notna() == firm).all(), column
    assert not everybody.points[firm].notna().any()
    assert set(table(seed, "invoices").customer_id) <= set(everybody.customer_id[firm])
    assert set(everybody.account_manager[firm]) == set(truths.MANAGERS)


@pytest.mark.parametrize("seed", SEEDS)
def test_cost_and_profit_make_the_amount(seed: int) -> None:
    sold = table(seed, "orders")
    assert np.allclose(sold.cost + sold.profit, sold.amount, atol=1e-6)
    assert ((sold.cost >= 0) == ~sold.is_return).mean() > 0.999
    assert 0.4 < sold.profit.sum() / sold.amount.sum() < 0.55
    manager = sold.customer_id.map(table(seed, "customers").set_index("customer_id").account_manager)
    assert (sold.salesperson.fillna("") == manager.fillna("")).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sale_to_a_company_is_invoiced(seed: int) -> None:
    sold = table(seed, "orders")
    firms = table(seed, "customers").set_index("customer_id").kind == "company"
    sold = sold[~sold.is_return & sold.customer_id.map(firms).fillna(False).astype(bool)]
    totals = np.sort(sold.groupby("order_id").amount.sum().round(2).to_numpy())
    assert np.allclose(totals, np.sort(table(seed, "invoices").amount.to_numpy()))
    bills = table(seed, "invoices")
    assert (bills.paid_amount[bills.paid_on.notna()] == bills.amount[bills.paid_on.notna()]).all()
    assert (bills.paid_amount[bills.paid_on.isna()] < bills.amount[bills.paid_on.isna()]).all()


def test_the_other_tables_name_nobody_of_the_planted_segment_but_who_consults_or_gets_messages() -> None:
    planted = customers(1).acquisition_channel == truths.PLANTED_CHANNEL
    cases, contacts, answers = (table(1, name) for name in ("tickets", "interactions", "surveys"))
    assert set(cases[cases.customer_id.map(planted)].kind) == {"consultation"}
    assert set(contacts[contacts.customer_id.map(planted)].kind) == {"message"}
    assert set(answers[answers.customer_id.map(planted)].instrument) == {"ces"}
    assert not table(1, "customers").points[table(1, "customers").acquisition_channel == truths.PLANTED_CHANNEL].notna().any()
