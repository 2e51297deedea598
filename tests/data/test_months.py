"""Amounts, costs and goals that come one column a month: each filled cell becomes a row, and a record still tells its row."""

# ruff: noqa: E501 (headers of a kind are a line)
from datetime import date, datetime
from decimal import Decimal

import pytest

from data import store
from data.headers import month_of
from data.mapping import Mapping, is_wide, missing, twice
from data.periods import first_day, period_of
from data.recognise import propose
from data.shape import long, year_of
from data.workspace import Workspace
from locales import LANGUAGES, words
from tests.data.loading import NOW, TODAY, found, load, sheet_of, staged

BY_CUSTOMER = "Customer ID,Customer Name,City,2024-01,2024-02,Mar 2024,Total\nA,Ann,Oslo,100,,300,400\nB,Bob,Rome,50.5,x,,50.5\n\nC,Cid,Rome,,,,0\n"


@pytest.mark.parametrize(
    ("header", "month"),
    [
        ("2024-01", "2024-01"), ("2024/1", "2024-01"), ("2024.01", "2024-01"), ("202401", "2024-01"), ("2024年1月", "2024-01"), ("2024年01月份", "2024-01"),
        ("Jan 2024", "2024-01"), ("January 2024", "2024-01"), ("Jan-24", "2024-01"), ("Sept. 2024", "2024-09"), ("2024 Dec", "2024-12"), ("12/2024", "2024-12"),
        ("2024-01-01", "2024-01"), ("2024-03-01 00:00:00", "2024-03"), ("2024年1月销售额", "2024-01"), ("Sales 2024-11", "2024-11"), ("2024-02(万元)", "2024-02"),
        ("2024年1月目标（元）", "2024-01"), ("１２月", "--12"), ("1月", "--01"), ("May", "--05"), ("十月", None), ("13月", None), ("2024-13", None), ("2024-01-15", None), ("2024", None),
        ("Q1 2024", None), ("Total", None), ("Mayor", None), ("", None), ("1", None), ("202413", None), ("月份", None),
    ],
)  # fmt: skip
def test_a_header_names_a_month(header: str, month: str | None) -> None:
    assert month_of(header) == month


def test_a_month_without_a_year_takes_the_one_that_is_said() -> None:
    assert (month_of("3月", 2023), month_of("Mar", 2023), month_of("Mar 2024", 2023)) == ("2023-03", "2023-03", "2024-03")


def test_what_customers_buy_a_month_becomes_orders(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, BY_CUSTOMER)
    proposal = propose(sheet.header, sheet.sample)
    assert (proposal.table, proposal.missing) == ("orders", ())
    assert [m.target for m in proposal.matches] == ["customer_id", "customer_name", "city", "amount", "amount", "amount", None]
    assert [m.reason for m in proposal.matches][3:6] == ["month"] * 3
    mapping = Mapping("orders", tuple(m.target for m in proposal.matches))
    assert (missing(mapping), twice(mapping), is_wide(mapping)) == ((), (), True)
    report = store.stage(workspace, sheet, mapping, TODAY)
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    assert found(workspace, "SELECT customer_id, ordered_at, amount, customer_name, city FROM orders ORDER BY 1, 2") == [
        ("A", datetime(2024, 1, 1), 100, "Ann", "Oslo"), ("A", datetime(2024, 3, 1), 300, "Ann", "Oslo"), ("B", datetime(2024, 1, 1), Decimal("50.5"), "Bob", "Rome"),
    ]  # fmt: skip
    assert (report.rows_read, report.rows_stored, report.rows_rejected) == (4, 3, 1)
    assert report.derived == ("order_id", "months")
    (problem,) = report.problems
    assert (problem.code, problem.column, problem.row, problem.value, problem.rejected) == ("unreadable_money", "amount", 3, "x", True)


def test_what_channels_cost_a_month_becomes_spend(workspace: Workspace) -> None:
    text = "渠道,2024年1月,2024年2月,2024年3月,合计\n搜索,1.5万,2000,,17000\n展会,,¥300,400,700\n"
    sheet = sheet_of(workspace, text)
    proposal = propose(sheet.header, sheet.sample)
    assert (proposal.table, proposal.missing, proposal.matches[-1].target) == ("spend", (), None)
    report = load(workspace, text, "spend")
    assert found(workspace, "SELECT channel, month, amount FROM spend ORDER BY 1, 2") == [
        ("展会", date(2024, 2, 1), 300), ("展会", date(2024, 3, 1), 400), ("搜索", date(2024, 1, 1), 15000), ("搜索", date(2024, 2, 1), 2000),
    ]  # fmt: skip
    assert (report.rows_read, report.rows_stored, report.derived) == (4, 4, ("months",))


def test_goals_by_month_become_targets_with_the_year_of_the_file(workspace: Workspace) -> None:
    text = "指标名称,负责人,1月,2月,3月\n销售额,何帆,100,200,\n新客户数,赵敏,3,,5\n"
    report, sheet, mapping = staged(workspace, text, "targets", name="2023年目标.csv")
    assert propose(sheet.header, sheet.sample).table == "targets"
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    assert found(workspace, "SELECT name, period, target, owner FROM targets ORDER BY 1, 2") == [
        ("新客户数", "2023-01", 3, "赵敏"), ("新客户数", "2023-03", 5, "赵敏"), ("销售额", "2023-01", 100, "何帆"), ("销售额", "2023-02", 200, "何帆"),
    ]  # fmt: skip


def test_a_unit_in_all_the_headers_counts(workspace: Workspace) -> None:
    report = load(workspace, "客户编号,2024-01(万元),2024-02(万元),2024-03(万元)\nA,1.5,2,\nB,3,,1\n")
    assert (report.total, report.rows_stored, report.derived) == (75_000, 4, ("order_id", "months", "scaled"))


def test_thousands_in_the_headers_count(workspace: Workspace) -> None:
    report = load(workspace, "Customer,Jan 2024 ($000),Feb 2024 ($000),Mar 2024 ($000)\nA,1.5,2,\nB,3,,1\n")
    assert (report.total, report.rows_stored, report.derived) == (7_500, 4, ("order_id", "months", "scaled"))


@pytest.mark.parametrize(
    ("title", "headers", "total"),
    [
        ("单位：万元", "2024Q1,2024Q2,2024Q3,全年", 60_000), ("单位：万元", "2024年1月,2024年2月,2024年3月,合计", 60_000), ("USD in thousands", "2024-W01,2024-W02,2024-W03,Total", 6_000),
        ("2024年各季度销售额（单位：万元）", "一季度,二季度,三季度,全年", 60_000), ("单位：元", "2024Q1,2024Q2,2024Q3,全年", 6), ("单位：万元", "2024Q1(元),2024Q2(元),2024Q3(元),全年", 6),
    ],
)  # fmt: skip
def test_a_unit_above_periods_side_by_side_counts(workspace: Workspace, title: str, headers: str, total: int) -> None:
    sheet = sheet_of(workspace, f"{title},,,,,\n客户编号,客户名称,{headers}\nA,甲,1,2,,3\nB,乙,,,3,3\n", "s.csv")
    mapping = Mapping("orders", tuple(m.target for m in propose(sheet.header, sheet.sample).matches))
    report = store.stage(workspace, sheet, mapping, TODAY)
    assert (mapping.targets, report.total) == (("customer_id", "customer_name", "amount", "amount", "amount", None), total)


def test_months_of_no_known_year_are_told_not_guessed(workspace: Workspace) -> None:
    report = load(workspace, "客户编号,1月,2月,3月\nA,1,2,3\n")
    assert (report.rows_read, report.rows_stored, report.rejected) == (3, 0, {"unreadable_timestamp": 3})

    for lang in LANGUAGES:  # what mends it is said
        assert "2024-03" in words(lang)("problem.unreadable_timestamp.fix", column="x") and "2024-03" in words(lang)(
            "problem.unreadable_month.fix", column="x"
        )


def test_a_title_above_the_months_says_their_year(workspace: Workspace) -> None:
    text = "2024年各店销售额,,,\n导出时间：2025-01-03,,,\n客户编号,1月,2月,3月\nA,1,2,3\nB,4,,6\n"
    report = load(workspace, text)
    assert (report.rows_stored, report.rejected) == (5, {})
    assert found(workspace, "SELECT min(ordered_at), max(ordered_at) FROM orders") == [(datetime(2024, 1, 1), datetime(2024, 3, 1))]


def test_the_year_is_said_once_or_not_at_all(workspace: Workspace) -> None:
    assert year_of(sheet_of(workspace, "id,2023年备注,1月\na,b,1\n", "2022.csv")) == 2023
    assert year_of(sheet_of(workspace, "id,1月\na,1\n", "sales 2022.csv")) == 2022
    assert year_of(sheet_of(workspace, "id,1月\na,1\n", "20221105.csv")) is None
    assert year_of(sheet_of(workspace, "id,2022,2023\na,1,2\n", "2021.csv")) is None


def test_a_column_of_dates_keeps_a_sheet_as_it_is(workspace: Workspace) -> None:
    header = ["Customer ID", "Order Date", "2024-01", "2024-02", "2024-03", "Amount"]
    proposal = propose(header, [["A", "2024-05-01", "1", "2", "3", "9"]] * 3, "orders")
    assert [m.target for m in proposal.matches] == ["customer_id", "ordered_at", None, None, None, "amount"]
    two = Mapping("orders", ("customer_id", "amount", "amount"))
    assert (missing(two), twice(two), is_wide(two)) == (("ordered_at",), ("amount",), False)
    sheet = sheet_of(workspace, "a,b,c\n1,2,3\n")
    assert long(sheet, two) == (sheet, two)


def test_a_month_that_comes_twice_is_no_month(workspace: Workspace) -> None:
    header = ["Customer ID", "2024-01", "2024-02", "2024-03", "Jan 2024"]
    assert {m.target for m in propose(header, [["A", "1", "2", "3", "4"]] * 3, "orders").matches} == {"customer_id", None}


@pytest.mark.parametrize(
    ("header", "period", "day"),
    [
        ("2024Q1", "2024-Q1", "2024-01-01"), ("2024-Q2", "2024-Q2", "2024-04-01"), ("Q3 2024", "2024-Q3", "2024-07-01"), ("Q4'24", "2024-Q4", "2024-10-01"),
        ("4Q24", "2024-Q4", "2024-10-01"), ("2024年1季度", "2024-Q1", "2024-01-01"), ("2024年第二季度", "2024-Q2", "2024-04-01"), ("2024 第3季", "2024-Q3", "2024-07-01"),
        ("2024年Q1销售额(万元)", "2024-Q1", "2024-01-01"), ("Sales Q1 2024", "2024-Q1", "2024-01-01"), ("2024 Quarter 2", "2024-Q2", "2024-04-01"),
        ("2024-W05", "2024-W05", "2024-01-29"), ("2024W1", "2024-W01", "2024-01-01"), ("2020年第53周", "2020-W53", "2020-12-28"), ("Week 5 2024", "2024-W05", "2024-01-29"),
        ("2024年5周", "2024-W05", "2024-01-29"), ("Wk 12, 2025", "2025-W12", "2025-03-17"), ("2024-01", "2024-01", "2024-01-01"), ("Mar 2024", "2024-03", "2024-03-01"),
    ],
)  # fmt: skip
def test_a_header_names_a_period_and_its_first_day(header: str, period: str, day: str) -> None:
    assert (period_of(header), first_day(period)) == (period, day)


@pytest.mark.parametrize(
    ("header", "period"),
    [("一季度", "--Q1"), ("第4季度", "--Q4"), ("Q2", "--Q2"), ("第5周", "--W05"), ("Week 12", "--W12"), ("W7", "--W07"), ("5月", "--05")],
)
def test_a_period_without_a_year_takes_the_one_that_is_said(header: str, period: str) -> None:
    assert (period_of(header), period_of(header, 2023)) == (period, period.replace("--", "2023-"))


@pytest.mark.parametrize(
    "header",
    ["Q5", "2024Q0", "第0周", "2024-W54", "2023-W53", "Q1 satisfaction", "季度", "周", "周五", "Quarterly", "Q10", "FY24 Q1", "2024", "W", "1W", ""],
)
def test_a_header_that_names_no_period(header: str) -> None:
    assert period_of(header, 2023) is None


def test_what_customers_buy_a_quarter_becomes_orders(workspace: Workspace) -> None:
    text = "客户编号,客户名称,2023年4季度,2024年1季度,2024年2季度,合计\nA,安,100,,300,400\nB,白,50.5,7,,57.5\n"
    sheet = sheet_of(workspace, text)
    assert [m.target for m in propose(sheet.header, sheet.sample).matches] == ["customer_id", "customer_name", "amount", "amount", "amount", None]
    report = load(workspace, text)
    assert (report.rows_stored, report.derived) == (4, ("order_id", "months"))
    assert found(workspace, "SELECT customer_id, ordered_at, amount FROM orders ORDER BY 1, 2") == [
        ("A", datetime(2023, 10, 1), 100), ("A", datetime(2024, 4, 1), 300), ("B", datetime(2023, 10, 1), Decimal("50.5")), ("B", datetime(2024, 1, 1), 7),
    ]  # fmt: skip


def test_what_channels_cost_a_week_becomes_spend(workspace: Workspace) -> None:
    text = "Channel,2024-W01,2024-W05,2024-W06\nsearch,100,20,\nfair,,30,40\n"
    sheet = sheet_of(workspace, text)
    assert propose(sheet.header, sheet.sample).table == "spend"
    load(workspace, text, "spend")
    assert found(workspace, "SELECT channel, month, amount FROM spend ORDER BY 1, 2, 3") == [
        ("fair", date(2024, 1, 1), 30), ("fair", date(2024, 2, 1), 40), ("search", date(2024, 1, 1), 20), ("search", date(2024, 1, 1), 100),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "headers", "table"),
    [
        ("渠道", "2024年一季度,2024年二季度,2024年三季度", "spend"), ("Channel", "Q1 2024,Q2 2024,Q3 2024", "spend"),
        ("客户", "2024年一季度,2024年二季度,2024年三季度", "orders"), ("客户名称", "第1周,第2周,第3周", "orders"),
    ],
)  # fmt: skip
def test_that_goals_often_come_by_quarter_says_nothing_of_amounts(who: str, headers: str, table: str) -> None:
    proposal = propose([who, *headers.split(",")], [["搜索", "1000", "2000", "3000"], ["展会", "1001", "2001", "3001"]])
    assert (proposal.table, proposal.missing) == (table, ())


@pytest.mark.parametrize("headers", ["一季度,二季度,三季度,四季度", "Q1,Q2,Q3,Q4"])
def test_goals_by_quarter_keep_their_quarter(workspace: Workspace, headers: str) -> None:
    text = f"指标名称,负责人,{headers}\n销售额,何帆,100,200,,300\n新客户数,赵敏,30,,50,60\n"
    report, sheet, mapping = staged(workspace, text, "targets", name="2023年目标.csv")
    assert propose(sheet.header, sheet.sample).table == "targets"
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    assert found(workspace, "SELECT period, sum(target)::INTEGER FROM targets GROUP BY 1 ORDER BY 1") == [
        ("2023-Q1", 130), ("2023-Q2", 200), ("2023-Q3", 50), ("2023-Q4", 360),
    ]  # fmt: skip


def test_questions_by_number_are_no_quarters(workspace: Workspace) -> None:
    rows = "".join(f"{n},{1 + n % 5},{1 + n % 4},{5 - n % 5},{1 + n % 3}\n" for n in range(20))
    sheet = sheet_of(workspace, f"customer_id,Q1,Q2,Q3,Q4\n{rows}")
    assert {m.target for m in propose(sheet.header, sheet.sample, "orders").matches} == {"customer_id", None}
    assert propose(sheet.header, sheet.sample).table == "surveys"


def test_totals_of_quarters_beside_months_are_no_amounts_of_their_own(workspace: Workspace) -> None:
    header = ["Customer ID", "2024-01", "2024-02", "2024-03", "2024Q1", "2024-04", "2024-05", "2024-06", "2024Q2", "2024Q3"]
    matches = propose(header, [["A", "1", "2", "3", "6", "4", "5", "6", "15", "0"]] * 3, "orders").matches
    assert [m.target for m in matches] == ["customer_id", "amount", "amount", "amount", None, "amount", "amount", "amount", None, None]
