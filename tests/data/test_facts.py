"""What a workspace says it holds."""

from datetime import date, datetime

from data import store
from data.facts import MOST_CHOICES, NOTHING, facts
from data.workspace import Workspace
from tests.data.loading import load, staged

ORDERS = """customer_id,ordered_at,amount,channel,category,country,currency
a,2024-01-05,1,web,tea,NO,NOK
b,2024-02-05,2,shop,tea,SE,NOK
,2024-03-05,3,shop,tea,,NOK
c,2099-01-01,4,phone,tea,DK,NOK
"""


def test_an_empty_workspace_holds_nothing(workspace: Workspace) -> None:
    assert facts(workspace) == NOTHING and facts(workspace).empty
    staged(workspace, ORDERS)
    assert facts(workspace) == NOTHING


def test_customers_alone_are_nothing_to_analyse(workspace: Workspace) -> None:
    load(workspace, "customer_id,kind\na,person\nb,company\n", "customers")
    assert facts(workspace).empty and facts(workspace).kinds == ("company", "person")


def test_facts_of_orders(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    known = facts(workspace)
    assert (known.orders, known.first_day, known.as_of, known.currency) == (3, date(2024, 1, 5), date(2024, 3, 5), "NOK")
    assert (known.channels, known.regions, known.kinds) == (("phone", "shop", "web"), ("DK", "NO", "SE"), ())
    assert known.categories == (), "one value is no choice"


def test_the_last_day_is_that_of_the_newest_active_load(workspace: Workspace) -> None:
    one = staged(workspace, "customer_id,ordered_at,amount\na,2024-12-31 23:59,1\nb,2025-01-01 00:00,1\n")
    store.commit(workspace, [one], datetime(2024, 12, 31, 8), "ann")
    assert facts(workspace).as_of == date(2024, 12, 31)
    later = staged(workspace, "customer_id,ordered_at,amount\nc,2024-06-01,1\n")
    store.commit(workspace, [later], datetime(2025, 1, 1, 8), "ann")
    assert facts(workspace).as_of == date(2025, 1, 1)
    store.switch(workspace, later[0].load, on=False)
    assert facts(workspace).as_of == date(2024, 12, 31)
    store.switch(workspace, one[0].load, on=False)
    assert facts(workspace) == NOTHING


def test_a_list_too_long_to_choose_from_is_no_filter(workspace: Workspace) -> None:
    lines = "".join(f"a,2024-01-01,1,ch{i},cat{i % MOST_CHOICES}\n" for i in range(MOST_CHOICES + 1))
    load(workspace, "customer_id,ordered_at,amount,channel,category\n" + lines)
    assert facts(workspace).channels == () and len(facts(workspace).categories) == MOST_CHOICES


def test_kinds_may_stand_in_the_orders(workspace: Workspace) -> None:
    load(workspace, "customer_id,ordered_at,amount,kind\na,2024-01-01,1,Consumer\nb,2024-01-01,1,Corporate\n",
         targets=("customer_id", "ordered_at", "amount", "customer_kind"))  # fmt: skip
    assert facts(workspace).kinds == ("company", "person")
