"""Keys between tables: rows that name customers nobody knows are told, and go in all the same."""

from data import store
from data.keys import Orphans, orphans
from data.workspace import Workspace
from tests.data.loading import NOW, found, load, staged

CUSTOMERS = "customer_id,name,referred_by\na,Ann,\nb,Bob,a\nc,Cid,z\n"
ORDERS = "customer_id,ordered_at,amount\na,2024-01-01,10\nx,2024-01-02,20\nx,2024-01-03,20\n,2024-01-04,5\n"
TICKETS = "ticket_id,opened_at,customer_id\n1,2024-01-01,a\n2,2024-01-02,x\n3,2024-01-03,y\n4,2024-01-04,\n"


def test_orphans_among_the_sheets_of_one_import(workspace: Workspace) -> None:
    loads = [staged(workspace, text, table) for text, table in ((CUSTOMERS, "customers"), (ORDERS, "orders"), (TICKETS, "tickets"))]
    told = orphans(workspace, [(report.load, report.table) for report, _, _ in loads])
    customers, orders, tickets = (report.load for report, _, _ in loads)
    assert told == [
        Orphans(customers, "referred_by", 1, 1, ("z",)),
        Orphans(orders, "customer_id", 2, 1, ("x",)),  # anonymous sales are nobody's orphans
        Orphans(tickets, "customer_id", 1, 1, ("y",)),  # x has ordered: a buyer is known
    ]
    store.commit(workspace, loads, NOW, "ann")
    assert [found(workspace, f"SELECT count(*) FROM {table}") for table in ("customers", "orders", "tickets")] == [[(3,)], [(4,)], [(4,)]]


def test_orphans_beside_what_is_loaded(workspace: Workspace) -> None:
    load(workspace, CUSTOMERS, "customers")
    report = staged(workspace, ORDERS)[0]
    assert orphans(workspace, [(report.load, "orders")]) == [Orphans(report.load, "customer_id", 2, 1, ("x",))]


def test_nothing_is_an_orphan_while_no_customer_is_known(workspace: Workspace) -> None:
    for text, table in ((ORDERS, "orders"), (TICKETS, "tickets")):
        report = staged(workspace, text, table)[0]
        assert orphans(workspace, [(report.load, table)]) == []


def test_many_orphans_show_the_first_few(workspace: Workspace) -> None:
    load(workspace, CUSTOMERS, "customers")
    text = "customer_id,ordered_at,amount\n" + "".join(f"k{n:03},2024-01-01,1\n" for n in range(50))
    report = staged(workspace, text)[0]
    assert orphans(workspace, [(report.load, "orders")]) == [Orphans(report.load, "customer_id", 50, 50, ("k000", "k001", "k002", "k003", "k004"))]
