"""Files of another shape: questions side by side, a row an event, a month for a day."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data import store
from data.currencies import SHARED, currency_of, headed, meant, named
from data.event_words import ends_case
from data.mapping import Mapping, missing, twice
from data.recognise import propose
from data.scales import Scale
from data.shape import long
from data.workspace import Workspace
from tests.data.loading import NOW, TODAY, found, load, sheet_of, staged

WIDE = "RESPNUM,Q1,Q2,NPS,City\n1,5,,9,Rome\n2,6,3,11,Oslo\n\n3,x,4,0,Rome\n4,0,1,10,Rome\n"
TARGETS = ("response_id", "score", "score", "score", None)


def test_a_wide_survey_becomes_one_row_an_answer(workspace: Workspace) -> None:
    report = load(workspace, WIDE, "surveys", TARGETS)
    assert found(workspace, 'SELECT response_id, question, score, scale_min, scale_max, "@City" FROM surveys ORDER BY 1, 2') == [
        ("1", "NPS", 9, 0, 10, "Rome"), ("1", "Q1", 5, 1, 5, "Rome"), ("2", "Q2", 3, 1, 5, "Oslo"), ("3", "NPS", 0, 0, 10, "Rome"),
        ("3", "Q2", 4, 1, 5, "Rome"), ("4", "NPS", 10, 0, 10, "Rome"), ("4", "Q2", 1, 1, 5, "Rome"),
    ]  # fmt: skip
    assert (report.rows_read, report.rows_stored, report.rejected) == (11, 7, {"no_answer": 3, "unreadable_number": 1})
    assert (report.distinct, report.derived, report.rows_unanswered) == (4, ("instrument", "wide"), 3)
    assert set(report.scales) == {(Scale(1, 5), 2), (Scale(0, 10), 1)}


def test_answers_in_words_become_numbers_and_other_words_are_told(workspace: Workspace) -> None:
    text = "答卷编号,您对服务满意吗？,How likely are you to recommend us?,备注\n1,非常满意,9,a\n"
    text += "2,一般,10,b\n3,不满意,0,c\n4,4分,7,\n5,看情况,3,d\n6,,x,\n"
    sheet = sheet_of(workspace, text)
    proposal = propose(sheet.header, sheet.sample)
    assert (proposal.table, [match.target for match in proposal.matches]) == ("surveys", ["response_id", "score", "score", "comment"])
    report = load(workspace, text, "surveys")
    assert found(workspace, "SELECT response_id, score, scale_min, scale_max FROM surveys WHERE instrument = 'csat' ORDER BY 1") == [
        ("1", 5, 1, 5), ("2", 3, 1, 5), ("3", 2, 1, 5), ("4", 4, 1, 5),
    ]  # fmt: skip
    assert found(workspace, "SELECT count(*), sum(score), min(scale_max) FROM surveys WHERE instrument = 'nps'") == [(5, 29, 10)]
    assert report.derived == ("worded", "instrument", "wide")
    assert (report.rows_read, report.rows_stored, report.rejected) == (11, 9, {"unreadable_number": 2})
    assert [(problem.row, problem.value) for problem in report.problems] == [(6, "看情况"), (7, "x")]


def test_ratings_of_tickets_in_words_become_numbers(workspace: Workspace) -> None:
    text = "工单编号,创建时间,满意度评价,解决时间\n1,2024-01-01,非常满意,2024-01-02\n2,2024-01-01,不满意,\n3,2024-01-01,3星,哪天\n4,2024-01-01,??,\n"
    report = load(workspace, text, "tickets")
    assert found(workspace, "SELECT ticket_id, rating FROM tickets ORDER BY 1") == [("1", 5), ("2", 2), ("3", 3), ("4", None)]
    assert report.derived == ("worded",)
    assert {(problem.code, problem.row, problem.value) for problem in report.problems} == {
        ("unreadable_timestamp", 4, "哪天"), ("unreadable_number", 5, "??"),
    }  # fmt: skip


def test_the_scale_of_a_question_can_be_said(workspace: Workspace) -> None:
    text = "id,Q1,Q2\n1,6,3\n2,2,1\n3,4,2\n"
    load(
        workspace,
        text,
        "surveys",
        ("response_id", "score", "score"),
        values=(("scale_max", "Q1", "5"), ("scale_max", "Q2", "7"), ("scale_min", "Q2", "0")),
    )
    assert found(workspace, "SELECT question, count(*), min(scale_min), max(scale_max) FROM surveys GROUP BY 1 ORDER BY 1") == [
        ("Q1", 2, 1, 5), ("Q2", 3, 0, 7),
    ]  # fmt: skip


def test_the_weight_of_a_response_stays_with_its_answers(workspace: Workspace) -> None:
    load(workspace, "id,WEIGHT,Q1,Q2\n1,0.8,5,4\n2,1.2,3,\n", "surveys", ("response_id", "weight", "score", "score"))
    assert found(workspace, "SELECT question, weight FROM surveys ORDER BY 1, 2") == [("Q1", 0.8), ("Q1", 1.2), ("Q2", 0.8)]


def test_an_instrument_that_the_file_states_is_kept(workspace: Workspace) -> None:
    report = load(workspace, "response_id,question,score,instrument\n1,Would you recommend us?,10,likert\n2,Would you recommend us?,0,\n", "surveys")
    assert found(workspace, "SELECT response_id, instrument FROM surveys ORDER BY 1") == [("1", "likert"), ("2", "nps")]
    assert report.derived == ("instrument",)


def test_a_problem_of_a_wide_survey_has_the_row_of_the_spreadsheet(workspace: Workspace) -> None:
    report, sheet, mapping = staged(workspace, WIDE, "surveys", TARGETS)
    (problem,) = report.problems
    assert (problem.code, problem.column, problem.row, problem.value, problem.rejected) == ("unreadable_number", "score", 5, "x", True)
    assert store.problem_rows(workspace, report, sheet, mapping).fetchall() == [(5, "unreadable_number", "score", True, "3", "Rome", "Q1", "x")]


def test_responses_without_an_id_are_numbered_apart_from_other_files(workspace: Workspace) -> None:
    for name in ("one", "two"):
        report = load(workspace, f"How do you like {name}?,Service\n4,5\n2,3\n", "surveys", ("score", "score"))
        assert (report.derived, report.distinct) == (("wide", "numbered"), 2)
    assert found(workspace, "SELECT count(*), count(DISTINCT response_id) FROM surveys") == [(8, 4)]


def test_words_for_no_answer_are_no_problem(workspace: Workspace) -> None:
    report = load(workspace, "id,Q1\n1,4\n2,Blank\n3,未作答\n4,perhaps\n", "surveys", ("response_id", "score"))
    assert (report.rows_stored, report.rejected) == (1, {"no_answer": 2, "unreadable_number": 1})
    assert [problem.value for problem in report.problems] == ["perhaps"]


def test_a_question_that_stands_there_twice_keeps_both_answers(workspace: Workspace) -> None:
    load(workspace, "id,Q,Q,\n1,4,5,3\n", "surveys", ("response_id", "score", "score", "score"))
    assert found(workspace, "SELECT question, score FROM surveys ORDER BY 1") == [("(4)", 3), ("Q (1)", 4), ("Q (2)", 5)]


def test_wide_needs_no_question_and_long_is_left_alone(workspace: Workspace) -> None:
    assert missing(Mapping("surveys", ("score", "score"))) == () == twice(Mapping("surveys", ("score", "score")))
    assert missing(Mapping("surveys", ("response_id", "question"))) == ("score",)
    assert twice(Mapping("surveys", ("question", "score", "score"))) == ("score",)
    sheet = sheet_of(workspace, "response_id,question,score\n1,a,4\n")
    mapping = Mapping("surveys", ("response_id", "question", "score"))
    assert long(sheet, mapping) == (sheet, mapping)


def test_a_long_survey_keeps_the_scale_it_states(workspace: Workspace) -> None:
    text = "response_id,question,score,scale_min,scale_max\n1,a,6,1,7\n1,b,6,,\n2,b,0,,\n2,c,9,1,5\n"
    report = load(workspace, text, "surveys")
    assert found(workspace, "SELECT question, score, scale_min, scale_max FROM surveys ORDER BY 1, 2") == [
        ("a", 6, 1, 7), ("b", 0, None, None), ("b", 6, None, None),
    ]  # fmt: skip
    assert report.rejected == {"no_answer": 1}


def test_a_log_of_events_becomes_one_row_a_ticket(workspace: Workspace) -> None:
    text = (
        "case id,timestamp,resource,activity\nA,2024-01-03 10:00,Bob,Take in charge\nB,2024-01-02 09:00,Ann,Opened\nA,2024-01-01 08:00,Ann,Opened\n"
    )
    text += "A,2024-01-05 18:30,Cid,Closed\nC,2024-01-02 09:00,Ann,Resolved\nC,2024-01-03 09:00,Ann,Reopened\n"
    report = load(workspace, text, "tickets", ("ticket_id", "opened_at", "agent", None))
    assert (report.rows_stored, report.distinct, report.derived, report.noted) == (6, 3, ("events",), {})
    assert found(workspace, "SELECT ticket_id, opened_at, resolved_at, agent FROM tickets ORDER BY 1") == [
        ("A", datetime(2024, 1, 1, 8), datetime(2024, 1, 5, 18, 30), "Cid"),
        ("B", datetime(2024, 1, 2, 9), None, "Ann"), ("C", datetime(2024, 1, 2, 9), None, "Ann"),
    ]  # fmt: skip


def test_what_follows_the_end_of_a_case_opens_none_again(workspace: Workspace) -> None:
    text = (
        "case id,timestamp,activity\nA,2024-01-01 10:00,opened\nA,2024-01-02 10:00,closed\nA,2024-01-02 11:00,survey sent\n"
        "B,2024-01-03 10:00,opened\nB,2024-01-03 11:00,已解决\nB,2024-01-04 12:00,客户评价\nC,2024-01-03 11:00,closed\nC,2024-01-04 12:00,called\n"
    )
    load(workspace, text, "tickets", ("ticket_id", "opened_at", None))
    assert found(workspace, "SELECT ticket_id, resolved_at FROM tickets ORDER BY 1") == [
        ("A", datetime(2024, 1, 2, 10)), ("B", datetime(2024, 1, 3, 11)), ("C", None),
    ]  # fmt: skip


def test_a_log_that_never_says_solved_resolves_nothing(workspace: Workspace) -> None:
    report = load(workspace, "ticket_id,opened_at,note\nA,2024-01-01,called\nA,2024-01-02,not solved yet\nB,2024-01-02,written\n", "tickets")
    assert (report.derived, report.noted) == (("no_end",), {"duplicate_key": 1})
    assert found(workspace, "SELECT count(resolved_at) FROM tickets") == [(0,)]


def test_one_decisive_column_settles_day_and_month_for_the_sheet(workspace: Workspace) -> None:
    load(workspace, "ticket_id,opened_at,resolved_at\nA,03/04/2024,25/04/2024\nB,05/04/2024,28/04/2024\n", "tickets")
    assert found(workspace, "SELECT opened_at::DATE, resolved_at::DATE FROM tickets ORDER BY ticket_id") == [
        (date(2024, 4, 3), date(2024, 4, 25)), (date(2024, 4, 5), date(2024, 4, 28)),
    ]  # fmt: skip


def test_amounts_whose_signs_differ_are_not_added_up(workspace: Workspace) -> None:
    report = load(workspace, "channel,month,amount\nads,2024-01,$100\nads,2024-02,¥700\nads,2024-03,$50.5\nads,2024-04,HK$90\n", "spend")
    assert (report.rows_stored, report.rejected, report.total) == (2, {"other_currency": 2}, Decimal("150.5"))
    assert load(workspace, "channel,month,amount\nfair,2024-01,$100\nfair,2024-02,50\n", "spend").rejected == {}


def test_a_key_given_twice_counts_its_money_once(workspace: Workspace) -> None:
    report = load(workspace, "invoice_id,customer_id,issued_on,amount\n1,a,2024-01-01,10\n1,a,2024-01-01,12\n2,b,2024-01-02,5\n", "invoices")
    assert (report.total, report.distinct, report.noted, report.known) == (17, 2, {"duplicate_key": 1}, 0)
    assert found(workspace, "SELECT sum(amount) FROM invoices") == [(17,)]
    again = load(workspace, "invoice_id,customer_id,issued_on,amount\n2,b,2024-01-02,6\n3,b,2024-01-02,5\n", "invoices")
    assert again.known == 1


def test_first_orders_choose_the_currency_even_after_invoices(workspace: Workspace) -> None:
    load(workspace, "invoice_id,customer_id,issued_on,amount,currency\n1,a,2024-01-01,10,CNY\n", "invoices")
    report = load(workspace, "customer_id,ordered_at,amount,currency\na,2024-01-01,10,USD\n")
    assert (report.rows_stored, workspace.meta("currency")) == (1, "USD")


ORDERS = "customer_id,ordered_at,amount\n"


def in_workspace(workspace: Workspace, currency: str) -> None:
    load(workspace, f"customer_id,ordered_at,amount,currency\na,2024-01-01,1,{currency}\n")


SIGNS: dict[str, dict[str, str | None]] = {  # home → what cells name there
    "CNY": {"$10": "USD", "USD 20": "USD", "US$10": "USD", "10美元": "USD", "€10": "EUR", "¥10": "CNY", "￥10": "CNY", "10元": "CNY", "RMB 10": "CNY",
            "10": None, "HK$10": "HKD", "NT$ 10": "TWD", "10円": "JPY", "10 CHF": "CHF", "S$10": "SGD", "-¥10": "CNY",
            "(£1,234.50)": "GBP", "1.2万": None},
    "USD": {"$10": "USD", "£10": "GBP", "A$10": "AUD", "¥10": "CNY", "C$ 10": "CAD"},
    "HKD": {"$10": "HKD", "US$10": "USD", "10元": "HKD"},
    "TWD": {"$10": "TWD", "10元": "TWD"}, "CAD": {"$10": "CAD"}, "SGD": {"$10": "SGD"}, "AUD": {"$10": "AUD"},
    "JPY": {"¥10": "JPY", "￥10": "JPY", "$10": "USD"}, "": {"$10": "USD", "¥10": "CNY", "10元": "CNY"},
}  # fmt: skip


@pytest.mark.parametrize("home", SIGNS)
def test_what_a_cell_names_in_each_workspace(home: str) -> None:
    cells = list(SIGNS[home])
    with duckdb.connect() as engine:
        told = engine.execute(f"SELECT {currency_of('cell')} FROM (SELECT unnest($1::VARCHAR[]) AS cell)", [cells]).fetchall()
    assert [sign or None for (sign,) in told] == [next(iter(named([cell])), None) for cell in cells]
    assert {cell: meant(sign, [home]) if sign in SHARED else sign for cell, (sign,) in zip(cells, told, strict=True)} == SIGNS[home]


@pytest.mark.parametrize(
    ("home", "cell", "stays"), [("CNY", "$10", False), ("CNY", "USD 20", False), ("CNY", "¥10", True), ("HKD", "$10", True), ("JPY", "¥10", True)]
)
def test_one_sign_in_a_whole_column_says_the_currency(workspace: Workspace, home: str, cell: str, stays: bool) -> None:
    in_workspace(workspace, home)
    report = load(workspace, f"{ORDERS}a,2024-02-01,{cell}\nb,2024-02-02,{cell}\n")
    assert (report.rows_stored, report.rejected) == ((2, {}) if stays else (0, {"other_currency": 2}))


@pytest.mark.parametrize(
    ("cells", "currency"),
    [
        (["$10", "$20"], "USD"),
        (["¥10", "20"], "CNY"),
        (["€10", "€20"], "EUR"),
        (["10元", "20元"], "CNY"),
        (["¥10", "JPY 20"], "JPY"),
        (["HK$10", "HK$20"], "HKD"),
    ],
)
def test_the_first_orders_choose_the_currency_by_their_sign(workspace: Workspace, cells: list[str], currency: str) -> None:
    report = load(workspace, ORDERS + "".join(f"a,2024-02-0{day},{cell}\n" for day, cell in enumerate(cells, 1)))
    assert (report.rows_stored, workspace.meta("currency")) == (2, currency)


def test_a_column_of_currencies_comes_before_signs_and_is_read_like_them(workspace: Workspace) -> None:
    in_workspace(workspace, "CNY")
    report = load(workspace, "customer_id,ordered_at,amount,currency\na,2024-02-01,$10,RMB\na,2024-02-02,$10,USD\na,2024-02-03,¥10,人民币\n")
    assert (report.rows_stored, report.rejected, report.total) == (2, {"other_currency": 1}, 20)


def test_a_dollar_is_the_one_that_is_chosen_beside_the_file(workspace: Workspace) -> None:
    in_workspace(workspace, "CNY")
    assert load(workspace, f"{ORDERS}a,2024-02-01,$10\n", currency="CNY").rejected == {"other_currency": 1}
    load(workspace, f"{ORDERS}a,2024-02-01,$10\n", currency="HKD")
    assert found(workspace, "SELECT currency, count(*) FROM load_3 GROUP BY 1") == [("HKD", 1)]


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Amount (USD)", "USD"), ("amount usd", "USD"), ("金额（美元）", "USD"), ("Amount in €", "EUR"), ("Amount [RMB]", "CNY"),
        ("Amount", ""), ("金额（元）", ""), ("Amount USD/EUR", ""), ("Amount (usdt)", ""), ("Surround amount", ""),
    ],
)  # fmt: skip
def test_a_header_may_name_the_currency(workspace: Workspace, header: str, currency: str) -> None:
    assert headed(header) == currency
    in_workspace(workspace, "CNY")
    targets = ("customer_id", "ordered_at", "amount")
    report = load(workspace, f"customer_id,ordered_at,{header}\na,2024-02-01,10\nb,2024-02-02,20\n", "orders", targets)
    assert (report.rows_stored, report.rejected) == ((2, {}) if currency in ("", "CNY") else (0, {"other_currency": 2}))
    assert load(workspace, f"customer_id,ordered_at,{header}\nc,2024-02-01,10\n", "orders", targets, currency="CNY").rows_stored == 1


def test_the_price_says_the_currency_where_it_makes_the_amount(workspace: Workspace) -> None:
    in_workspace(workspace, "CNY")
    report = load(workspace, "customer_id,ordered_at,quantity,unit_price\na,2024-02-01,2,$10\nb,2024-02-02,1,¥5\n")
    assert (report.rows_stored, report.rejected, report.total) == (1, {"other_currency": 1}, 5)


def test_blank_scores_of_a_long_survey_are_no_answers(workspace: Workspace) -> None:
    report = load(workspace, "response_id,question,score\n1,a,4\n2,a,n/a\n3,a,\n", "surveys")
    assert (report.rows_stored, report.rejected, report.problems) == (1, {"no_answer": 2}, ())


def test_tickets_with_an_end_of_their_own_are_no_log(workspace: Workspace) -> None:
    report = load(workspace, "ticket_id,opened_at,resolved_at\nA,2024-01-01,\nA,2024-01-01,2024-01-09\nB,2024-01-02,\n", "tickets")
    assert (report.derived, report.noted, report.distinct) == ((), {"duplicate_key": 1}, 2)
    assert found(workspace, "SELECT ticket_id, resolved_at FROM tickets ORDER BY 1") == [("A", datetime(2024, 1, 9)), ("B", None)]


@pytest.mark.parametrize(
    "month", ["2024-03", "2024/3", "2024年3月", "202403", "Mar 2024", "March 2024", "2024.03", "2024-03-01", "2024年03月份", "Mar-24"]
)
def test_a_month_is_its_first_day(workspace: Workspace, month: str) -> None:
    load(workspace, f"channel,month,amount\nads,{month},100\n", "spend")
    assert found(workspace, "SELECT channel, month, amount FROM spend") == [("ads", date(2024, 3, 1), 100)]


def test_amounts_in_other_currencies_stay_out_of_invoices_and_spend(workspace: Workspace) -> None:
    load(workspace, "customer_id,ordered_at,amount,currency\na,2024-01-01,10,CNY\n")
    report = load(workspace, "invoice_id,customer_id,issued_on,amount,currency\n1,a,2024-01-01,10,cny\n2,a,2024-01-01,10,USD\n", "invoices")
    assert (report.rows_stored, report.rejected, report.total) == (1, {"other_currency": 1}, 10)
    assert found(workspace, "SELECT invoice_id FROM invoices") == [("1",)]


def test_later_than_today_is_told_in_every_table(workspace: Workspace) -> None:
    report = load(workspace, "ticket_id,opened_at\nA,2024-01-01\nB,2099-01-01\n", "tickets")
    assert report.noted == {"future_date": 1}
    assert [(p.code, p.column, p.row) for p in report.problems] == [("future_date", "opened_at", 3)]


def test_the_airport_survey_has_its_net_promoter_score(workspace: Workspace, shared_data: Path) -> None:
    """NPS 39.84 on 2,746 answers (San Francisco airport, 2017): 11 means no answer, and ratings 1–5 carry 6 and 0 for none."""
    content = (shared_data / "sfo_survey" / "2017_SFO_Customer_Survey.csv").read_bytes()
    sheet = sheet_of(workspace, content)
    proposal = propose(sheet.header, sheet.sample)
    mapping = Mapping("surveys", tuple(match.target for match in proposal.matches))
    assert (proposal.table, missing(mapping), twice(mapping)) == ("surveys", (), ())
    report = store.stage(workspace, sheet, mapping, TODAY)
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    nps = "100.0 * (count(*) FILTER (score >= 9) - count(*) FILTER (score <= 6)) / count(*)"
    ((count, score),) = found(workspace, f"SELECT count(*), round({nps}, 2) FROM surveys WHERE question = 'NETPRO'")
    assert (count, score) == (2746, 39.84)
    assert found(workspace, "SELECT DISTINCT scale_min, scale_max FROM surveys WHERE question IN ('Q7ART', 'Q7ALL', 'Q9FOOD')") == [(1, 5)]
    assert report.rows_read == report.rows_stored + report.rows_rejected


def test_words_that_do_not_end_a_case_do_not_end_it() -> None:
    going_on = (
        "解决方案已提供", "无法解决", "未解决", "申请关闭被拒", "解决中", "处理中", "没有解决", "解决不了", "待关闭", "关闭失败", "部分完成",
        "重新打开", "尚未完成", "已解决后重新打开", "不能解决", "pending close", "not resolved", "Not yet fully resolved", "unable to resolve",
        "reopened", "Unresolved", "could not be closed", "isn't solved", "Failed to resolve", "Close request rejected", "closure requested",
        "To be closed", "will be resolved", "partially completed", "close to a fix", "closing failed",
    )  # fmt: skip
    ended = (
        "已解决", "问题解决", "工单关闭", "已完成，待评价", "已关闭-未评价", "处理中心结案", "结案", "Resolved", "Case closed",
        "Resolved: not a bug", "Closed by unit 4", "Closed at the customer's request", "completed", "Done", "END", "无法登录，已解决",
        "按解决方案处理，已关闭", "未收到货，已结案", "没有其他问题，已解决", "Closed by customer request",
    )  # fmt: skip
    ends = ends_case("x")
    said = duckdb.execute(f"SELECT x, {ends} FROM (SELECT unnest($1) AS x)", [[*going_on, *ended]])
    assert dict(said.fetchall()) == dict.fromkeys(going_on, False) | dict.fromkeys(ended, True)
