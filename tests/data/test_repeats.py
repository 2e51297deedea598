"""Rows that come again: skipped, overwritten, filled or appended, and back as they were when a load is undone."""

import pytest

from data import store
from data.repeats import Turn
from data.store import history, switch
from data.workspace import Workspace
from tests.data.loading import NOW, found, load, staged

FIRST = "Customer ID,Name,City\nA,Ann,Paris\nB,Bob,\n"
SECOND = "Customer ID,Name,City\nA,Anna,\nB,,Rome\nC,Cleo,Oslo\n"
JANUARY = "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-05,10\n1,A,2024-01-05,15\n2,B,2024-01-07,20\n"
FEBRUARY = "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-05,12\n3,C,2024-02-05,30\n"


def people(workspace: Workspace) -> list[tuple[object, ...]]:
    return found(workspace, "SELECT customer_id, name, city FROM customers ORDER BY 1")


def lines(workspace: Workspace) -> list[tuple[object, ...]]:
    return found(workspace, "SELECT order_id, amount::INTEGER FROM orders ORDER BY 1, 2")


@pytest.mark.parametrize(
    ("mode", "after", "stored", "stayed_out"),
    [
        ("", [("A", "Anna", "Paris"), ("B", "Bob", "Rome"), ("C", "Cleo", "Oslo")], 3, {}),
        ("overwrite", [("A", "Anna", "Paris"), ("B", "Bob", "Rome"), ("C", "Cleo", "Oslo")], 3, {}),
        ("fill", [("A", "Ann", "Paris"), ("B", "Bob", "Rome"), ("C", "Cleo", "Oslo")], 3, {}),
        ("skip", [("A", "Ann", "Paris"), ("B", "Bob", None), ("C", "Cleo", "Oslo")], 1, {"known": 2}),
    ],
)
def test_customers_that_come_again(workspace: Workspace, mode: str, after: list[object], stored: int, stayed_out: dict[str, int]) -> None:
    load(workspace, FIRST, "customers")
    before = people(workspace)
    report = load(workspace, SECOND, "customers", mode=mode)
    assert (report.rows_read, report.rows_stored, report.rejected, report.known) == (3, stored, stayed_out, 2)
    assert people(workspace) == after
    switch(workspace, 2, on=False)
    assert people(workspace) == before
    switch(workspace, 2, on=True)
    assert people(workspace) == after


@pytest.mark.parametrize(
    ("mode", "after", "stored"),
    [
        ("", [("1", 10), ("1", 12), ("1", 15), ("2", 20), ("3", 30)], 2),
        ("append", [("1", 10), ("1", 12), ("1", 15), ("2", 20), ("3", 30)], 2),
        ("skip", [("1", 10), ("1", 15), ("2", 20), ("3", 30)], 1),
        ("overwrite", [("1", 12), ("2", 20), ("3", 30)], 2),
    ],
)
def test_orders_that_come_again_do_so_with_all_their_lines(workspace: Workspace, mode: str, after: list[object], stored: int) -> None:
    load(workspace, JANUARY)
    before = lines(workspace)
    report = load(workspace, FEBRUARY, mode=mode)
    assert (report.rows_read, report.rows_stored, report.known) == (2, stored, 1)
    assert lines(workspace) == after
    switch(workspace, 2, on=False)
    assert lines(workspace) == before


def test_undoing_the_first_load_gives_way_to_what_was_skipped(workspace: Workspace) -> None:
    load(workspace, JANUARY)
    load(workspace, FEBRUARY, mode="skip")
    switch(workspace, 1, on=False)
    assert lines(workspace) == [("1", 12), ("3", 30)]
    switch(workspace, 1, on=True)
    assert lines(workspace) == [("1", 10), ("1", 15), ("2", 20), ("3", 30)]


def test_undoing_what_was_replaced_and_restoring_it_changes_nothing_seen(workspace: Workspace) -> None:
    load(workspace, JANUARY)
    load(workspace, FEBRUARY, mode="overwrite")
    switch(workspace, 1, on=False)
    assert lines(workspace) == [("1", 12), ("3", 30)]
    switch(workspace, 1, on=True)
    switch(workspace, 2, on=False)
    assert lines(workspace) == [("1", 10), ("1", 15), ("2", 20)]


def test_lines_of_another_currency_stay_aside_whatever_comes_again(workspace: Workspace) -> None:
    load(workspace, "Order ID,Customer ID,Order Date,Amount,Currency\n1,A,2024-01-05,10,USD\n2,A,2024-01-05,10,USD\n9,A,2024-01-05,1,EUR\n")
    load(workspace, "Order ID,Customer ID,Order Date,Amount,Currency\n1,A,2024-01-05,9,EUR\n2,B,2024-01-05,9,USD\n", mode="overwrite")
    assert lines(workspace) == [("1", 10), ("2", 9)]


def test_spend_of_a_month_is_known_by_channel_and_campaign(workspace: Workspace) -> None:
    header = "Channel,Campaign,Month,Spend\n"
    load(workspace, header + "Search,,2024-01,100\nSearch,Brand,2024-01,50\n", "spend")
    load(workspace, header + "Search,,2024-01,120\nSearch,,2024-02,80\n", "spend", mode="overwrite")
    assert found(workspace, "SELECT campaign, month::VARCHAR, amount::INTEGER FROM spend ORDER BY 2, 3") == [
        ("Brand", "2024-01-01", 50), (None, "2024-01-01", 120), (None, "2024-02-01", 80),
    ]  # fmt: skip
    assert [one.rows_stored for one in history(workspace)] == [2, 2]


def test_files_of_one_drop_meet_each_other(workspace: Workspace) -> None:
    first = staged(workspace, "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-05,10\n2,B,2024-01-06,20\n")
    beside = [Turn(first[0].load, "orders", "append")]
    later = "Order ID,Customer ID,Order Date,Amount\n2,B,2024-01-06,20\n3,C,2024-01-07,30\n"
    assert staged(workspace, later, beside=beside)[0].known == 1
    second = staged(workspace, later, beside=beside, mode="skip")
    assert (second[0].rows_stored, second[0].rejected) == (1, {"known": 1})
    store.commit(workspace, [first, second], NOW, "ann")
    assert found(workspace, "SELECT sum(amount) FROM orders") == [(60,)]


def test_a_goal_is_known_by_its_whole_key_and_a_response_by_its_id(workspace: Workspace) -> None:
    goals = "KPI,Period,Target\nSales,2024-01,10\nSales,2024-02,20\n"
    load(workspace, goals, "targets", ("name", "period", "target"))
    told = staged(workspace, "KPI,Period,Target\nSales,2024-02,25\nSales,2024-03,30\n", "targets", ("name", "period", "target"))[0]
    assert (told.known, told.distinct) == (1, 2)
    answers = "Response,Question,Score\nR1,Q1,5\nR1,Q2,4\nR2,Q1,3\n"
    load(workspace, answers, "surveys", ("response_id", "question", "score"))
    told = staged(workspace, answers + "R3,Q1,3\n", "surveys", ("response_id", "question", "score"))[0]
    assert (told.known, told.distinct) == (2, 3)


def test_answers_without_ids_that_come_again_are_told(workspace: Workspace) -> None:
    answers = "提交时间,服务评分,产品评分\n" + "".join(f"2024-03-0{n},{n % 5 + 1},{n % 4 + 1}\n" for n in range(1, 6))
    load(workspace, answers, "surveys", ("answered_at", "score", "score"))
    again = staged(workspace, answers + "2024-03-06,5,5\n", "surveys", ("answered_at", "score", "score"))[0]
    assert (again.alike, again.known) == (10, 0)
    assert staged(workspace, answers.replace("2024-03", "2024-04"), "surveys", ("answered_at", "score", "score"))[0].alike == 0


def test_an_export_of_answers_without_ids_that_grows_comes_in_once(workspace: Workspace) -> None:
    """Two people may answer alike on one day: as many stay out as are there."""
    targets, head = ("answered_at", "score", "score"), "提交时间,服务评分,产品评分\n"
    march, april = "2024-03-01,5,4\n2024-03-01,5,4\n2024-03-01,5,3\n,1,1\n", "2024-03-01,5,4\n2024-03-01,4,4\n2024-04-02,5,4\n,1,1\n"
    load(workspace, head + march, "surveys", targets)
    again, sheet, mapping = staged(workspace, head + april + march, "surveys", targets, mode="skip")
    assert (again.rows_stored, again.rejected, again.alike) == (10, {"known": 6}, 0)
    store.commit(workspace, [(again, sheet, mapping)], NOW, "ann")
    assert found(workspace, "SELECT count(DISTINCT response_id) FROM surveys") == [(4 + 5,)]
    third = staged(workspace, head + april + march + "2024-05-02,5,4\n", "surveys", targets, mode="skip")[0]
    assert third.rejected == {"known": 12}
    store.switch(workspace, 1, on=False)
    assert found(workspace, "SELECT count(DISTINCT response_id) FROM surveys") == [(8,)]


def test_customers_that_were_numbered_come_in_once(workspace: Workspace) -> None:
    people = "name,joined_on,city\nLi,2024-01-01,A\nWang,2024-01-02,B\n"
    load(workspace, people, "customers", ("name", "joined_on", "city"), numbered=True)
    report = staged(workspace, people + "Zhao,2024-01-03,B\n", "customers", ("name", "joined_on", "city"), numbered=True, mode="skip")[0]
    assert (report.rows_stored, report.rejected) == (1, {"known": 2})


@pytest.mark.parametrize("mode", ["append", "skip", "overwrite"])
def test_a_file_of_returns_meets_returns_alone(workspace: Workspace, mode: str) -> None:
    """That an order came back makes its sale no repetition."""
    load(workspace, JANUARY)
    back = "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-09,-15\n"
    report = load(workspace, back, mode=mode)
    assert (report.known, report.rows_stored) == (0, 1)
    assert lines(workspace) == [("1", -15), ("1", 10), ("1", 15), ("2", 20)]
    again = load(workspace, back.replace("-15", "-14"), mode=mode)
    assert again.known == 1
    after = {"append": [("1", -15), ("1", -14)], "skip": [("1", -15)], "overwrite": [("1", -14)]}
    assert [line for line in lines(workspace) if int(str(line[1])) < 0] == after[mode]
