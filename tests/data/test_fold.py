"""The canonical tables as a fold of the active loads: order, undo, keys, currencies, types."""

from decimal import Decimal

import pytest

from data import changes, store
from data.changes import Rule
from data.workspace import Workspace, WorkspaceError
from tests.data.loading import NOW, found, load, staged


def test_customers_are_one_row_a_key_and_later_filled_cells_win(workspace: Workspace) -> None:
    load(workspace, "customer_id,name,city,age\n1,Ann,Oslo,30\n2,Bo,,\n1,,Bergen,\n", "customers")
    first = "SELECT customer_id, name, city, age FROM customers ORDER BY 1"
    assert found(workspace, first) == [("1", "Ann", "Bergen", 30), ("2", "Bo", None, None)]
    second = load(workspace, "customer_id,name,city,age\n2,,Rome,44\n3,Cy,Pisa,\n1,Anna,,\n", "customers")
    assert found(workspace, first) == [("1", "Anna", "Bergen", 30), ("2", "Bo", "Rome", 44), ("3", "Cy", "Pisa", None)]
    store.switch(workspace, second.load, on=False)
    assert found(workspace, first) == [("1", "Ann", "Bergen", 30), ("2", "Bo", None, None)]
    store.switch(workspace, second.load, on=True)
    assert found(workspace, "SELECT count(*) FROM customers") == [(3,)]


def test_ids_are_text_and_meet_across_files(workspace: Workspace) -> None:
    load(workspace, "customer_id,name\n00123,Ann\n17850.0,Bo\n", "customers")
    load(workspace, "customer_id,city\n17850,Rome\n123,Oslo\n", "customers")
    assert found(workspace, "SELECT customer_id, name, city FROM customers ORDER BY 1") == [
        ("00123", "Ann", None), ("123", None, "Oslo"), ("17850", "Bo", "Rome"),
    ]  # fmt: skip


def test_the_order_of_loads_decides_not_the_order_of_switching(workspace: Workspace) -> None:
    old = load(workspace, "customer_id,name\n1,Old\n", "customers")
    load(workspace, "customer_id,name\n1,New\n", "customers")
    store.switch(workspace, old.load, on=False)
    store.switch(workspace, old.load, on=True)
    assert found(workspace, "SELECT name FROM customers") == [("New",)]


def test_the_fold_keeps_the_order_of_many_rows(workspace: Workspace) -> None:
    lines = "".join(f"{i % 50},v{i}\n" for i in range(30_000))
    load(workspace, "customer_id,name\n" + lines, "customers")
    assert found(workspace, "SELECT customer_id::INTEGER, name FROM customers ORDER BY 1") == [(i, f"v{29_950 + i}") for i in range(50)]


def test_orders_append_with_their_load(workspace: Workspace) -> None:
    text = "customer_id,ordered_at,amount\na,2024-01-01,1\n"
    first, second = load(workspace, text), load(workspace, text)
    assert found(workspace, "SELECT amount, _load FROM orders ORDER BY 2") == [(1, first.load), (1, second.load)]


@pytest.mark.parametrize("table", ["orders", "customers"])
def test_attributes_that_are_numbers_here_and_days_there_become_text(workspace: Workspace, table: str) -> None:
    fixed, head = {"orders": (",2024-01-01,1", "customer_id,ordered_at,amount"), "customers": ("", "customer_id")}[table]
    for header, value, key in (("Score", "5.5", "a"), ("score", "2024-03-01", "b"), ("SCORE", "high", "c"), ("other", "7", "d")):
        targets = (*head.split(","), None)
        load(workspace, f"{head},{header}\n{key}{fixed},{value}\n", table, targets)
    rows = found(workspace, f'SELECT customer_id, "@Score", "@other" FROM {table} ORDER BY 1')
    assert rows == [("a", "5.5", None), ("b", "2024-03-01", None), ("c", "high", None), ("d", None, 7.0)]


# Currencies


CNY = "customer_id,ordered_at,amount,currency\na,2024-01-01,1,cny\nb,2024-01-02,2,\nc,2024-01-03,4,USD\nd,2024-01-04,8,CNY\n"
USD = "customer_id,ordered_at,amount,currency\ne,2024-02-01,16,USD\nf,2024-02-02,32,USD\ng,2024-02-03,64,USD\nh,2024-02-03,128,USD\n"


def total(workspace: Workspace) -> Decimal:
    return found(workspace, "SELECT coalesce(sum(amount), 0) FROM orders")[0][0]


def test_amounts_in_another_currency_are_set_aside_and_told(workspace: Workspace) -> None:
    report = load(workspace, CNY)
    assert (report.rows_stored, report.rows_rejected, report.rejected, report.total) == (3, 1, {"other_currency": 1}, 11)
    assert (total(workspace), workspace.meta("currency")) == (11, "CNY")
    report, *_ = staged(workspace, USD)
    assert (report.rows_stored, report.rejected, report.total) == (0, {"other_currency": 4}, 0)


def test_the_reporting_currency_is_that_of_the_first_load_and_never_flips_silently(workspace: Workspace) -> None:
    first, second = load(workspace, CNY), load(workspace, USD)
    assert (total(workspace), workspace.meta("currency")) == (11, "CNY")
    store.switch(workspace, first.load, on=False)
    assert (total(workspace), workspace.meta("currency")) == (240, "USD")
    store.switch(workspace, first.load, on=True)
    assert (total(workspace), workspace.meta("currency")) == (11, "CNY")
    store.switch(workspace, second.load, on=False)
    assert total(workspace) == 11


def test_two_currencies_in_one_commit_are_refused_whole(workspace: Workspace) -> None:
    both = [staged(workspace, CNY), staged(workspace, USD)]
    version = workspace.version
    with pytest.raises(WorkspaceError) as told:
        store.commit(workspace, both, NOW, "ann")
    assert (told.value.code, told.value.details) == ("currencies", {"file": "orders.csv"})
    assert (total(workspace), workspace.version, store.history(workspace)) == (0, version, [])
    store.commit(workspace, both[:1], NOW, "ann")
    assert total(workspace) == 11


def test_the_mapping_may_say_the_currency(workspace: Workspace) -> None:
    load(workspace, "customer_id,ordered_at,amount\na,2024-01-01,1\n", currency="EUR")
    assert (workspace.meta("currency"), found(workspace, "SELECT currency FROM orders")) == ("EUR", [("EUR",)])
    report, *_ = staged(workspace, "customer_id,ordered_at,amount\na,2024-01-01,1\n", currency="USD")
    assert report.rejected == {"other_currency": 1}
    assert staged(workspace, "customer_id,ordered_at,amount\na,2024-01-01,1\n")[0].rows_stored == 1


# Regions


@pytest.mark.parametrize(
    ("customers", "orders", "place"),
    [
        ("region,city\nN,a\nS,b\n", "province\nX\nY\n", "customers.region"),
        ("region,province\nN,a\nN,b\n", "country\nX\nY\n", "customers.province"),
        ("name\nA\nB\n", "country,city\nX,u\nX,v\n", "orders.city"),
        ("name\nA\nB\n", "product\nX\nY\n", ""),
    ],
)
def test_a_region_is_the_coarsest_place_that_tells_customers_apart(workspace: Workspace, customers: str, orders: str, place: str) -> None:
    def keyed(text: str, before: str, cells: str) -> str:
        head, *lines = text.splitlines()
        return "\n".join([f"{before},{head}", *(f"{i}{cells},{line}" for i, line in enumerate(lines))]) + "\n"

    load(workspace, keyed(customers, "customer_id", ""), "customers", ("customer_id", *customers.splitlines()[0].split(",")))
    targets = ("customer_id", "ordered_at", "amount", *orders.splitlines()[0].split(","))
    load(workspace, keyed(orders, "customer_id,ordered_at,amount", ",2024-01-01,1"), "orders", targets)
    assert workspace.meta("region") == place


def test_whole_numbers_of_one_load_are_written_as_the_words_beside_them_in_another(workspace: Workspace) -> None:
    load(workspace, "Customer ID,Rooms\nA,2\nB,2.5\n", "customers", ("customer_id", None))
    load(workspace, "Customer ID,Rooms\nC,2\nD,many\n", "customers", ("customer_id", None))
    assert found(workspace, 'SELECT "@Rooms" FROM customers ORDER BY customer_id') == [("2",), ("2.5",), ("2",), ("many",)]
    changes.add(workspace, [Rule("customers", "@Rooms", "2", "two")], NOW, "me")
    assert found(workspace, 'SELECT "@Rooms" FROM customers ORDER BY customer_id') == [("two",), ("2.5",), ("two",), ("many",)]


LOG = "case id,timestamp,resource,activity\n"
FIRST = "A,2024-01-01 08:00,Ann,Opened\nA,2024-01-05 18:30,Bob,Closed\nB,2024-01-02 09:00,Ann,Opened\nB,2024-01-06 09:00,Ann,Resolved\n"
EVENTS = ("ticket_id", "opened_at", "agent", None)


def resolved(workspace: Workspace) -> dict[str, int | None]:
    """Ticket → the day of January on which it was resolved; None where it is open."""
    return {ticket: moment and moment.day for ticket, moment in found(workspace, "SELECT ticket_id, resolved_at FROM tickets")}


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("A,2024-01-08 09:00,Ann,Reopened\nA,2024-01-09 09:00,Ann,Called\n", None),
        ("A,2024-01-08 09:00,Ann,Called\n", None),
        ("A,2024-01-08 09:00,Ann,Reopened\nA,2024-01-09 09:00,Ann,Closed\n", 9),
        ("A,2024-01-08 09:00,Ann,Closed\n", 8),
        ("A,2024-01-08 09:00,Ann,Survey sent\nA,2024-01-09 09:00,Ann,客户评价\n", 5),
        ("A,2024-01-08 09:00,Ann,Comment added\n", 5),
        ("A,2024-01-08 09:00,Ann,Reopened: see comment\n", None),
        ("A,2024-01-08 09:00,Ann,Called\nA,2024-01-09 09:00,Ann,Comment added\n", None),
        ("A,2024-01-03 09:00,Ann,Called\nA,2024-01-04 09:00,Ann,Called\n", 5),
        ("C,2024-01-08 09:00,Ann,Opened\nC,2024-01-09 09:00,Ann,Called\n", 5),
    ],
)
def test_the_latest_event_of_all_logs_says_whether_a_ticket_is_open(workspace: Workspace, later: str, day: int | None) -> None:
    load(workspace, LOG + FIRST, "tickets", EVENTS)
    second = load(workspace, LOG + later, "tickets", EVENTS)
    assert {ticket: resolved(workspace)[ticket] for ticket in "AB"} == {"A": day, "B": 6}
    store.switch(workspace, second.load, on=False)
    assert resolved(workspace) == {"A": 5, "B": 6}


def test_a_list_of_tickets_opens_none_that_a_log_has_closed(workspace: Workspace) -> None:
    """It says when a ticket came in, by another clock or a day later, and nothing of its end."""
    load(workspace, LOG + FIRST, "tickets", EVENTS)
    report = load(workspace, "ticket_id,opened_at,status\nA,2024-01-08,Closed\nC,2024-01-08,Closed\n", "tickets", ("ticket_id", "opened_at", None))
    assert (resolved(workspace), report.derived) == ({"A": 5, "B": 6, "C": None}, ())
