"""Decisions on what is loaded: merges and rules act on every load, and undoing them leaves no trace."""

from datetime import datetime

import pytest

from data import changes
from data.changes import Distinct, Merge, Rule
from data.decisions import kept_for, values_of
from data.store import switch
from data.workspace import Workspace, WorkspaceError
from tests.data.loading import found, load

AT = datetime(2024, 9, 1)
PEOPLE = "Customer ID,Name,City,Email\nA,Ann,Paris,\nB,Anne,,ann@x.org\nC,Cleo,Rome,\n"
ORDERS = "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-05,10\n2,B,2024-02-05,20\n3,C,2024-03-05,30\n"


def rows(workspace: Workspace) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    people = found(workspace, "SELECT customer_id, name, city, email FROM customers ORDER BY 1")
    return people, found(workspace, "SELECT customer_id, order_id, amount::INTEGER FROM orders ORDER BY order_id")


@pytest.fixture
def held(workspace: Workspace) -> Workspace:
    load(workspace, PEOPLE, "customers")
    load(workspace, ORDERS)
    return workspace


def test_a_merge_makes_two_customers_one_everywhere_and_its_undo_two_again(held: Workspace) -> None:
    before = rows(held)
    (number,) = changes.add(held, [Merge("A", ("B",))], AT, "me")
    people, orders = rows(held)
    assert people == [("A", "Ann", "Paris", "ann@x.org"), ("C", "Cleo", "Rome", None)], "the kept one's cells first, the other's fill"
    assert orders == [("A", "1", 10), ("A", "2", 20), ("C", "3", 30)]
    load(held, "Order ID,Customer ID,Order Date,Amount\n4,B,2024-04-05,40\n")
    assert ("A", "4", 40) in rows(held)[1], "and rows that come later"
    switch(held, 3, on=False)
    changes.switch(held, number, on=False)
    assert rows(held) == before
    assert [(one.change, one.status, one.what) for one in changes.changes(held)] == [(number, "undone", Merge("A", ("B",)))]


def test_the_kept_customer_wins_whichever_was_loaded_last(held: Workspace) -> None:
    changes.add(held, [Merge("B", ("A",))], AT, "me")
    assert rows(held)[0][0] == ("B", "Anne", "Paris", "ann@x.org")


def test_merges_of_merged_customers_take_the_whole_group() -> None:
    assert kept_for([Merge("A", ("B",)), Merge("C", ("A",))]) == {"A": "C", "B": "C"}
    assert kept_for([Merge("A", ("B",)), Merge("B", ("A",))]) == {"A": "B"}, "the later decision says who stays"
    assert kept_for([Merge("A", ("B",)), Merge("C", ("D",)), Merge("B", ("D",))]) == {"A": "B", "C": "B", "D": "B"}


def test_a_rule_changes_values_in_every_load_and_later_ones(held: Workspace) -> None:
    load(held, "Customer ID,Name,Region x\nD,Dee,n\n", "customers")
    numbers = changes.add(held, [Rule("customers", "city", None, "unknown"), Rule("customers", "city", "Paris", "巴黎"),
                                 Rule("customers", "@Region x", "n", "North")], AT, "me")  # fmt: skip
    load(held, "Customer ID,City\nE,Paris\n", "customers")
    cities = found(held, 'SELECT customer_id, city, "@Region x" FROM customers ORDER BY 1')
    assert cities == [("A", "巴黎", None), ("B", "unknown", None), ("C", "Rome", None), ("D", "unknown", "North"), ("E", "巴黎", None)]
    for number in numbers:
        changes.switch(held, number, on=False)
    assert found(held, "SELECT count(*) FROM customers WHERE city IN ('unknown', '巴黎')") == [(0,)]


def test_rules_apply_one_after_the_other() -> None:
    rules = [Rule("customers", "city", "a", "b"), Rule("customers", "city", "b", "c"), Rule("customers", "city", "a", "z")]
    assert values_of(rules, "customers") == {"city": {"a": "c", "b": "c"}}


def test_rules_reach_numbers_and_dates(held: Workspace) -> None:
    changes.add(held, [Rule("orders", "amount", "10.0000", "11.5"), Rule("orders", "ordered_at", "2024-02-05 00:00:00", "2024-02-06")], AT, "me")
    assert found(held, "SELECT order_id, amount::VARCHAR, ordered_at::DATE::VARCHAR FROM orders ORDER BY 1")[:2] == [
        ("1", "11.5000", "2024-01-05"), ("2", "20.0000", "2024-02-06"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [Rule("orders", "customer_id", "A", "B"), Rule("orders", "amount", "10.0000", None), Rule("orders", "amount", "10.0000", "ten"),
     Rule("customers", "customer_id", "A", "B"), Rule("customers", "nothing", "A", "B"), Rule("orders", "_load", "1", "2")],
)  # fmt: skip
def test_a_rule_that_would_harm_is_refused_and_nothing_changes(held: Workspace, rule: Rule) -> None:
    before, version = rows(held), held.version
    with pytest.raises(WorkspaceError) as told:
        changes.add(held, [Rule("customers", "city", "Paris", "x"), rule], AT, "me")
    assert told.value.code == "rule" and rows(held) == before and held.version == version


def test_that_two_are_not_the_same_changes_no_row_and_is_a_decision_like_others(held: Workspace) -> None:
    before, version = rows(held), held.version
    (number,) = changes.add(held, [Distinct(("A", "B"))], AT, "me")
    assert rows(held) == before and held.version != version
    changes.switch(held, number, on=False)
    assert rows(held) == before
    assert [(one.status, one.what) for one in changes.changes(held)] == [("undone", Distinct(("A", "B")))]


def test_the_values_of_a_column_as_rules_name_them(held: Workspace) -> None:
    assert changes.occurring(held, "customers", "city", 9) == [("Paris", 1), ("Rome", 1), (None, 1)]
    assert changes.occurring(held, "orders", "amount", 2) == [("10.0000", 1), ("20.0000", 1)]


def test_a_rule_is_spelt_as_the_engine_writes(held: Workspace) -> None:
    assert changes.spelt(held, Rule("orders", "amount", "10", "1e1")) == Rule("orders", "amount", "10.0000", "10.0000")
    assert changes.spelt(held, Rule("orders", "amount", "ten", "11")) == Rule("orders", "amount", "ten", "11.0000")
    assert changes.spelt(held, Rule("customers", "city", None, "x")) == Rule("customers", "city", None, "x")
    with pytest.raises(WorkspaceError):
        changes.spelt(held, Rule("orders", "amount", "10", "ten"))


def test_how_many_rows_a_rule_touches(held: Workspace) -> None:
    assert changes.touched(held, Rule("customers", "city", None, "x")) == 1
    assert changes.touched(held, Rule("customers", "city", "Rome", "x")) == 1
    assert changes.touched(held, Rule("customers", "city", "rome", "x")) == 0
