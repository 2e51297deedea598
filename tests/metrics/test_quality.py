"""The quality of the data, counted by hand on a dozen rows; what holds of every table of any rows."""

import datetime as dt
import math
from collections import Counter
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
import pytest

from metrics.quality import PARTS, Quality, QualityThresholds, floored, issue_rows, quality
from metrics.scans import NOT_ROWS, Issue

LOADED = dt.date(2025, 6, 30)
MONEY = pa.decimal128(18, 4)
TEXT, DAY, TIME, NUMBER, FLAG = pa.string(), pa.date32(), pa.timestamp("us"), pa.float64(), pa.bool_()
SCHEMAS = {
    "customers": {
        "customer_id": TEXT, "name": TEXT, "kind": TEXT, "gender": TEXT, "birth_date": DAY, "age": pa.int64(), "income": NUMBER, "education": TEXT,
        "occupation": TEXT, "family": TEXT, "industry": TEXT, "company_size": TEXT, "country": TEXT, "region": TEXT, "province": TEXT, "city": TEXT,
        "acquisition_channel": TEXT, "joined_on": DAY, "referred_by": TEXT, "points": NUMBER, "credit_limit": MONEY, "phone": TEXT, "email": TEXT,
        "tenure_months": NUMBER, "monthly_charge": MONEY, "churned": FLAG, "churned_on": DAY, "@Hobby": TEXT, "_load": pa.int32(),
    },
    "orders": {
        "customer_id": TEXT, "ordered_at": TIME, "amount": MONEY, "order_id": TEXT, "quantity": NUMBER, "unit_price": MONEY, "discount": NUMBER,
        "product_id": TEXT, "product": TEXT, "category": TEXT, "channel": TEXT, "store": TEXT, "is_return": FLAG, "refund": MONEY, "paid_at": TIME,
    },
    "tickets": {
        "ticket_id": TEXT, "opened_at": TIME, "customer_id": TEXT, "kind": TEXT, "topic": TEXT, "first_response_at": TIME, "resolved_at": TIME,
        "contacts": pa.int64(), "rating": NUMBER, "procedure_score": NUMBER, "manner_score": NUMBER, "cost": MONEY,
    },
    "surveys": {
        "response_id": TEXT, "question": TEXT, "score": NUMBER, "customer_id": TEXT, "answered_at": TIME, "scale_min": NUMBER, "scale_max": NUMBER,
        "weight": NUMBER,
    },
    "invoices": {
        "invoice_id": TEXT, "customer_id": TEXT, "issued_on": DAY, "amount": MONEY, "due_on": DAY, "paid_on": DAY, "paid_amount": MONEY,
    },
    "leads": {
        "lead_id": TEXT, "created_at": TIME, "source": TEXT, "campaign": TEXT, "stage": TEXT, "contacted_at": TIME, "qualified_at": TIME,
        "proposed_at": TIME, "won_at": TIME, "lost_at": TIME, "converted": FLAG, "customer_id": TEXT, "expected_value": MONEY, "referred_by": TEXT,
    },
}  # fmt: skip
NOBODY_TWICE = pd.DataFrame({"group": [], "confidence": pd.Series(dtype=str), "keep": pd.Series(dtype=bool)})
FULL = {"name": "Ann", "phone": "13800138000", "gender": "female", "city": "Oslo", "joined_on": dt.date(2024, 1, 1), "acquisition_channel": "web"}

Rows = list[dict[str, Any]]


def made(name: str, rows: Rows) -> ir.Table:
    """Rows as a canonical table; columns not given are NULL, money and days may be plain numbers and texts."""
    schema = pa.schema(list(SCHEMAS[name].items()))

    def cell(column: str, value: object) -> object:
        kind = SCHEMAS[name][column]
        if value is None:
            return None
        if kind == MONEY:
            return Decimal(str(value)).quantize(Decimal("0.0001"))
        if kind == TIME and isinstance(value, str):
            return dt.datetime.fromisoformat(value)
        return dt.date.fromisoformat(value) if kind == DAY and isinstance(value, str) else value

    return ibis.memtable(pa.Table.from_pylist([{column: cell(column, value) for column, value in row.items()} for row in rows], schema=schema))


def judged(duplicates: pd.DataFrame = NOBODY_TWICE, thresholds: QualityThresholds = QualityThresholds(), **rows: Rows) -> Quality:  # noqa: B008
    return quality({name: made(name, some) for name, some in rows.items()}, duplicates, LOADED, thresholds)


def customer(number: int = 1, **others: object) -> dict[str, Any]:
    """A customer of whom everything that counts is known."""
    return {"customer_id": f"C{number}", **FULL, **others}


def order(number: int = 1, **others: object) -> dict[str, Any]:
    """An order line with nothing wrong, a day each."""
    day = dt.datetime(2025, 6, 30) - dt.timedelta(days=number)
    row = {"customer_id": "C1", "ordered_at": day, "amount": 10, "order_id": f"O{number}", "quantity": 1.0, "unit_price": 10}
    return row | {"product": "tea", "channel": "web", "is_return": False} | others


def part(result: Quality, name: str, column: str = "score") -> float:
    return float(result.parts.set_index("part")[column][name])


def issue(result: Quality, code: str, column: str | None = None) -> dict[str, Any]:
    """The only issue of this code, or that of a column."""
    rows = result.issues[(result.issues["code"] == code) & (result.issues["column"].eq(column) if column else True)]
    [found] = rows.to_dict("records")
    return {str(name): value for name, value in found.items()}


def codes(result: Quality) -> set[str]:
    return set(result.issues["code"])


def test_data_without_fault_scores_a_hundred() -> None:
    result = judged(customers=[customer()], orders=[order(n) for n in range(1, 4)])
    assert result.score == pytest.approx(100)
    assert result.issues.empty and result.gaps.empty
    assert result.parts["part"].tolist() == list(PARTS)
    assert result.parts["weight"].sum() == pytest.approx(1)


def test_nothing_is_judged_where_nothing_is() -> None:
    for result in (judged(), judged(customers=[], orders=[])):
        assert math.isnan(result.score) and math.isnan(floored(result.score))
        assert result.parts["score"].isna().all() and result.issues.empty and result.tables.empty and result.columns.empty


def test_completeness_by_hand() -> None:
    """Two customers: name 2/2; phone or e-mail 1/2; profile 1/2; place 0; relationship: joined 1/2, channel or referrer 2/2."""
    rows = [
        {"customer_id": "C1", "name": "Ann", "email": "ann@x.no", "age": 30, "joined_on": "2024-01-01", "referred_by": "C2"},
        {"customer_id": "C2", "name": "Bo", "phone": "", "acquisition_channel": "web"},
    ]
    result = judged(customers=rows)
    shares = result.groups.set_index("group")["share"]
    assert shares.to_dict() == {"identity": 1, "contact": 0.5, "profile": 0.5, "place": 0, "relationship": 0.75}
    assert part(result, "completeness") == pytest.approx(100 * (1 + 0.5 + 0.5 + 0 + 0.75) / 5)
    assert (part(result, "completeness", "tested"), part(result, "completeness", "wanting")) == (12, 1 + 1 + 2 + 1)
    missing = issue(result, "missing", "phone|email")
    assert (missing["rows"], missing["tested"], missing["share"]) == (1, 2, 0.5)
    weight = 0.30 / (0.30 + 0.25 + 0.20 + 0.15)  # nothing is dated
    assert missing["points"] == pytest.approx(100 * weight / 5 * 0.5)
    assert issue(result, "missing", "joined_on")["points"] == pytest.approx(100 * weight / 5 / 2 * 0.5), "one of two items of its group"


def test_columns_are_listed_with_their_group_and_filled_cells() -> None:
    result = judged(customers=[customer(1, **{"@Hobby": "chess"}), customer(2, phone=None)])
    columns = result.columns.set_index("column")
    assert columns.loc["phone", ["group", "rows", "filled", "share", "essential"]].tolist() == ["contact", 2, 1, 0.5, True]
    assert columns.loc["@Hobby", ["group", "filled", "essential"]].tolist() == ["attributes", 1, False]
    assert "_load" not in columns.index and "email" not in columns.index, "neither ours, nor what another column says"
    assert "phone" in judged(customers=[customer(phone=None)]).columns["column"].tolist(), "what was never collected is told"


BROKEN = [
    ("customers", customer(age=121), "age_range", "validity"),
    ("customers", customer(age=-1), "age_range", "validity"),
    ("customers", customer(birth_date="1904-01-01"), "birth_range", "validity"),
    ("customers", customer(birth_date="2025-07-01", joined_on=None), "future_date", "validity"),
    ("customers", customer(joined_on="2025-07-01"), "future_date", "validity"),
    ("customers", customer(joined_on="1970-01-01"), "nothing_date", "validity"),
    ("customers", customer(income=-1.0), "negative", "validity"),
    ("customers", customer(email="ann.x.no"), "email_form", "validity"),
    ("customers", customer(email="ann@x"), "email_form", "validity"),
    ("customers", customer(phone="12345"), "phone_form", "validity"),
    ("customers", customer(birth_date="2024-06-01"), "joined_before_birth", "consistency"),
    ("customers", customer(churned_on="2023-01-01"), "churned_before_joined", "consistency"),
    ("customers", customer(churned_on="2025-01-01", churned=False), "churned_not", "consistency"),
    ("customers", customer(age=60, birth_date="2000-01-01"), "age_differs", "consistency"),
    ("customers", customer(referred_by="C1"), "referred_self", "consistency"),
    ("customers", customer(referred_by="C9"), "orphan", "consistency"),
    ("orders", order(ordered_at="2025-07-01"), "future_date", "validity"),
    ("orders", order(quantity=-1.0, unit_price=None), "negative_quantity", "validity"),
    ("orders", order(amount=-1), "negative_amount", "validity"),
    ("orders", order(unit_price=-10), "negative", "validity"),
    ("orders", order(unit_price=200, amount=200, discount=201.0), "discount_above_price", "consistency"),
    ("orders", order(amount=13.02), "amount_above_price", "consistency"),
    ("orders", order(refund=10.02), "refund_above_amount", "consistency"),
    ("orders", order(paid_at="2025-06-27"), "paid_before_ordered", "consistency"),
    ("orders", order(customer_id="C9"), "orphan", "consistency"),
    ("tickets", {"ticket_id": "T1", "opened_at": "2025-06-02", "resolved_at": "2025-06-01"}, "resolved_before_opened", "consistency"),
    ("tickets", {"ticket_id": "T1", "opened_at": "2025-06-02", "first_response_at": "2025-06-01"}, "answered_before_opened", "consistency"),
    ("tickets", {"ticket_id": "T1", "opened_at": "2025-06-02", "contacts": -1}, "negative", "validity"),
    ("surveys", {"response_id": "R1", "question": "Q", "score": 6.0, "scale_min": 1.0, "scale_max": 5.0}, "off_scale", "validity"),
    ("surveys", {"response_id": "R1", "question": "Q", "score": 5.0, "scale_min": 5.0, "scale_max": 5.0}, "scale_upside_down", "consistency"),
    ("invoices", {"invoice_id": "F1", "issued_on": "2025-06-02", "amount": 5, "paid_on": "2025-06-01"}, "paid_before_issued", "consistency"),
    ("invoices", {"invoice_id": "F1", "issued_on": "2025-06-02", "amount": 5, "due_on": "2025-06-01"}, "due_before_issued", "consistency"),
    ("invoices", {"invoice_id": "F1", "issued_on": "2025-06-02", "amount": 5, "paid_amount": 5.02}, "paid_above_amount", "consistency"),
    ("leads", {"lead_id": "L1", "created_at": "2025-06-02", "contacted_at": "2025-06-01"}, "stage_before_created", "consistency"),
    ("leads", {"lead_id": "L1", "won_at": "2025-06-02", "lost_at": "2025-06-03"}, "won_and_lost", "consistency"),
    ("leads", {"lead_id": "L1", "won_at": "2025-06-02", "converted": False}, "won_not_converted", "consistency"),
]  # fmt: skip
SOUND = [
    ("customers", customer(age=0)),
    ("customers", customer(age=120)),
    ("customers", customer(birth_date="1906-01-01", joined_on="2025-06-30")),
    ("customers", customer(email="a.b+c@x.co.uk", phone="+86 138-0013-8000")),
    ("customers", customer(email="a***@x.no", phone="138****8000")),
    ("customers", customer(email="h0123456789abcdef0123", phone="h0123456789abcdef0123")),
    ("customers", customer(age=30, birth_date="1995-01-01")),
    ("orders", order(ordered_at="2025-06-30 23:59")),
    ("orders", order(quantity=-1.0, amount=-10, is_return=True)),
    ("orders", order(amount=13.0)),
    ("orders", order(amount=4.0, discount=6.0)),
    ("orders", order(amount=8.0, discount=20.0)),
    ("orders", order(refund=10.0, paid_at="2025-06-29")),
    ("surveys", {"response_id": "R1", "question": "Q", "score": 5.0, "scale_min": 1.0, "scale_max": 5.0}),
    ("invoices", {"invoice_id": "F1", "issued_on": "2025-06-02", "amount": 5, "paid_on": "2025-06-02", "paid_amount": 5}),
]


@pytest.mark.parametrize("table", ["customers", "orders", "tickets", "surveys", "invoices", "leads"])
def test_rows_that_cannot_be_are_told_and_charged(table: str) -> None:
    """One sound row, and one for each fault: each is found under its name, once, and no row under another."""
    wrong = [(row, code, of) for name, row, code, of in BROKEN if name == table]
    sound = customer(0) if table == "customers" else next((row for name, row in SOUND if name == table), {"ticket_id": "T0", "lead_id": "L0"})
    rows = {"customers": [customer(1)], "orders": [order(1)]} | {
        table: [{k: v for k, v in sound.items() if k in SCHEMAS[table]}] + [r for r, *_ in wrong]
    }
    result = judged(**rows)
    found = result.issues[(result.issues["table"] == table) & result.issues["part"].isin(["validity", "consistency"])]
    assert found.groupby("code")["rows"].sum().to_dict() == Counter(code for _, code, _ in wrong)
    assert (found["points"] > 0).all()
    assert set(zip(found["code"], found["part"], strict=True)) == {(code, of) for _, code, of in wrong}
    bad = {of: sum(of == one for _, _, one in wrong) for of in ("validity", "consistency")}
    assert result.tables.set_index("table").loc[table, ["invalid", "inconsistent"]].tolist() == [bad["validity"], bad["consistency"]]
    assert part(result, "validity") == pytest.approx(100 * (1 - bad["validity"] / len(rows[table]) / len(rows)))
    tables = {name: made(name, some) for name, some in rows.items()}
    for one in found.head(3).itertuples():
        told = Issue(one.code, one.part, one.table, one.column, one.rows, one.tested)
        assert issue_rows(tables, told, LOADED, QualityThresholds()).count().to_pyarrow().as_py() == one.rows


def test_at_the_boundary_nothing_is_wrong() -> None:
    rows = {name: [row for table, row in SOUND if table == name] for name in {table for table, _ in SOUND}}
    result = judged(**rows)
    assert result.tables[["invalid", "inconsistent"]].to_numpy().sum() == 0
    assert (part(result, "validity"), part(result, "consistency")) == (100, 100)


def test_a_row_that_breaks_two_rules_counts_once() -> None:
    result = judged(customers=[customer(1, age=200, email="none"), customer(2)])
    assert part(result, "validity", "wanting") == 1 and part(result, "validity") == 50
    assert result.tables["invalid"].tolist() == [1]


def test_the_values_of_an_issue_are_shown() -> None:
    found = issue(judged(customers=[customer(n, age=age) for n, age in enumerate((-3, 20, 130, 999))]), "age_range")
    assert (found["lowest"], found["highest"], found["rows"]) == ("-3", "999", 3)


def test_nobody_is_unknown_while_there_are_no_customers() -> None:
    assert "orphan" not in codes(judged(orders=[order()]))
    tickets = [{"ticket_id": "T1", "opened_at": "2025-06-02", "customer_id": who} for who in ("C1", "C2", "C3")]
    result = judged(customers=[customer(1)], orders=[order(1, customer_id="C2")], tickets=tickets)
    orphans = result.issues[result.issues["code"] == "orphan"].set_index("table")["rows"]
    assert orphans.to_dict() == {"orders": 1, "tickets": 1}, "a customer with an order is known to other tables"


def test_a_rule_of_several_columns_waits_for_them() -> None:
    assert "amount_above_price" not in codes(judged(orders=[order(amount=99, quantity=None)]))


def test_uniqueness_by_hand() -> None:
    members = pd.DataFrame({"group": [1, 1, 1, 2, 2], "confidence": ["sure"] * 3 + ["likely"] * 2, "keep": [True, False, False, True, False]})
    orders = [order(1), order(1), order(1), order(2), order(3, order_id="O2", customer_id="C2")]
    result = judged(members, customers=[customer(n) for n in range(8)], orders=orders)
    assert part(result, "uniqueness") == pytest.approx(100 * ((1 - 2 / 8) + (1 - 2 / 5)) / 2)
    assert (issue(result, "same_customer")["rows"], issue(result, "repeated_row")["rows"], issue(result, "shared_order")["rows"]) == (2, 2, 2)
    likely = issue(result, "perhaps_same")
    assert (likely["rows"], likely["points"], likely["part"]) == (1, 0, "")
    tables = {"orders": made("orders", orders)}
    repeated = issue_rows(tables, Issue("repeated_row", "uniqueness", "orders", "", 2, 5), LOADED, QualityThresholds()).to_pyarrow()
    assert repeated["times"].to_pylist() == [3]


def test_timeliness_by_hand() -> None:
    """January to June with nothing in March and April; the newest order is 15 days old, half of what is allowed twice over."""
    days = ["2025-01-05", "2025-02-05", "2025-05-05", "2025-06-15"]
    orders = [order(n, ordered_at=day) for n, day in enumerate(days)]
    months = 4 / 6
    assert part(judged(orders=orders), "timeliness") == pytest.approx(100 * (months + 1) / 2)
    strict = judged(orders=orders, thresholds=QualityThresholds(fresh_days=5))
    assert part(strict, "timeliness") == pytest.approx(100 * (months + 5 / 15) / 2)
    assert issue(strict, "stale")["rows"] == 15 and "stale" not in codes(judged(orders=orders, thresholds=QualityThresholds(fresh_days=15)))
    empty = issue(strict, "empty_month")
    assert (empty["rows"], empty["tested"]) == (2, 6)
    [gap] = strict.gaps[strict.gaps["kind"] == "months"].to_dict("records")
    assert (gap["first"], gap["last"], gap["length"]) == (dt.date(2025, 3, 1), dt.date(2025, 4, 1), 2)


def test_a_silence_is_told_where_it_is_unusual() -> None:
    shop = [order(n) for n in range(60) if not 20 <= n < 32]
    [gap] = judged(orders=shop).gaps.to_dict("records")
    assert (gap["kind"], gap["length"]) == ("days", 12)
    assert (gap["first"], gap["last"]) == (LOADED - dt.timedelta(days=31), LOADED - dt.timedelta(days=20))
    assert judged(orders=[order(n) for n in range(60) if not 20 <= n < 30]).gaps.empty, "ten days are not more than ten"
    assert judged(orders=[order(n) for n in range(0, 360, 14)]).gaps.empty, "a shop that opens every other week"


def test_outliers_are_shown_and_not_charged() -> None:
    """Amounts 8 to 12; the fences are (quartile) × (ratio of the quartiles) ^ 3."""
    amounts = [8, 9, 10, 11, 12] * 8 + [500, 0.01]
    orders = [order(n, amount=amount, quantity=None, unit_price=None) for n, amount in enumerate(amounts)]
    result = judged(orders=orders)
    high, low = issue(result, "outlier_high", "amount"), issue(result, "outlier_low", "amount")
    assert (high["rows"], high["highest"], high["points"], low["rows"], low["lowest"]) == (1, "500", 0, 1, "0.01")
    assert high["bound"] == pytest.approx(11 * (11 / 9) ** 3) and low["bound"] == pytest.approx(9 / (11 / 9) ** 3)
    assert "outlier_high" not in codes(judged(orders=orders[13:])), "thirty values are too few"


def test_mostly_one_value_is_fenced_by_the_middle_nine_tenths() -> None:
    quantities = [1.0] * 80 + [2.0] * 15 + [3.0] * 10 + [5000.0]
    orders = [order(n, quantity=q, amount=10, unit_price=None) for n, q in enumerate(quantities)]
    assert (issue(judged(orders=orders), "outlier_high", "quantity")["rows"], len(quantities)) == (1, 106)
    alike = [order(n, quantity=1.0 if n else 9.0, unit_price=None) for n in range(50)]
    assert "outlier_high" not in codes(judged(orders=alike)), "where all are alike, nothing tells what is far"


def test_a_part_that_weighs_nothing_costs_nothing() -> None:
    light = QualityThresholds(completeness_weight=0.0)
    result = judged(customers=[customer(phone=None)], thresholds=light)
    assert result.score == pytest.approx(100) and issue(result, "missing")["points"] == 0
    with pytest.raises(ValueError, match="completeness_weight"):
        QualityThresholds(**{f"{name}_weight": 0.0 for name in PARTS})


def test_the_points_of_all_parts_are_what_is_lost() -> None:
    result = judged(customers=[customer(1, age=200, phone=None), customer(2, referred_by="C9")], orders=[order(1, customer_id=None)])
    assert result.parts["points"].sum() == pytest.approx(100 - result.score)
    assert result.issues["points"].sum() == pytest.approx(100 - result.score), "no row has two faults of one part"
    assert result.issues["points"].is_monotonic_decreasing


def test_a_score_is_never_rounded_up_to_perfection() -> None:
    assert [floored(score) for score in (99.96, 99.9, 100.0, 0.04)] == [99.9, 99.9, 100.0, 0.0]


FIXES: dict[str, tuple[Any, Any]] = {
    "phone": (None, "13800138000"), "age": (300, 30), "city": (None, "Oslo"), "referred_by": ("C99", "C2"), "income": (-5.0, 5.0),
    "joined_on": ("2030-01-01", "2020-01-01"), "name": ("", "Bo"),
}  # fmt: skip


def test_mending_one_cell_never_lowers_any_part_and_raises_the_score() -> None:
    """All at once, half of them, one by one: each mended cell raises the score of what was before."""
    cells = {name: bad for name, (bad, _) in FIXES.items()}
    before = judged(customers=[customer(1, **cells), customer(2)])
    for name, (_, good) in FIXES.items():
        cells[name] = good
        after = judged(customers=[customer(1, **cells), customer(2)])
        assert (after.parts["score"].fillna(0) >= before.parts["score"].fillna(0) - 1e-9).all(), name
        assert before.parts["score"].dropna().between(0, 100).all()
        charged_twice = name in ("age", "income") and (cells["age"], cells["income"], cells["joined_on"]) != (30, 5.0, "2020-01-01")
        assert after.score > before.score or charged_twice, name  # a row with two faults of one part is mended with the last
        before = after
    assert before.score == pytest.approx(100)


def test_merging_and_newer_rows_never_lower_the_score() -> None:
    def same(sure: int) -> pd.DataFrame:
        return pd.DataFrame({"group": [1] * sure, "confidence": ["sure"] * sure, "keep": [n == 0 for n in range(sure)]})

    people = [customer(n) for n in range(6)]
    scores = [judged(same(sure), customers=people[: 3 + sure]).score for sure in (3, 2, 0)]
    assert scores == sorted(scores) and scores[0] < scores[-1]
    old = [order(400)]
    assert judged(orders=old).score < judged(orders=[*old, *(order(30 * n) for n in range(13))]).score


def test_what_is_not_made_of_rows_says_so() -> None:
    for code in NOT_ROWS:
        with pytest.raises(ValueError, match=code):
            issue_rows({"orders": made("orders", [order()])}, Issue(code, "", "orders", "ordered_at", 1, 1), LOADED, QualityThresholds())
