"""Staging, committing, undoing: what a dry run shows is what goes in, all of it or none of it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest

from data import store
from data.workspace import Workspace, WorkspaceError
from tests.data.loading import NOW, found, load, mapped, sheet_of, staged

ORDERS = "order_id,customer_id,ordered_at,amount\n1,a,2024-01-01,10\n2,b,2024-01-02,20\n2,b,2024-01-02,5\n"
CUSTOMERS = "customer_id,name\na,Ann\nb,Bo\n"


def test_a_dry_run_counts_and_nothing_that_anybody_sees_changes(workspace: Workspace) -> None:
    version = workspace.version
    report, *_ = staged(workspace, ORDERS)
    assert (report.table, report.file, report.rows_read, report.rows_stored, report.rows_rejected) == ("orders", "orders.csv", 3, 3, 0)
    assert (report.customers, report.orders, report.first, report.last, report.total) == (2, 2, date(2024, 1, 1), date(2024, 1, 2), 35)
    assert (workspace.version, workspace.meta("version")) == (version, version)
    assert (found(workspace, "SELECT count(*) FROM orders"), store.history(workspace)) == ([(0,)], [])


def test_a_commit_takes_all_sheets_and_says_so_in_the_history(workspace: Workspace) -> None:
    both = [staged(workspace, ORDERS), staged(workspace, CUSTOMERS, "customers")]
    store.commit(workspace, both, NOW, "ann")
    assert found(workspace, "SELECT o.amount, c.name FROM orders o JOIN customers c USING (customer_id) ORDER BY 1") == [
        (5, "Bo"),
        (10, "Ann"),
        (20, "Bo"),
    ]
    loads = store.history(workspace)
    assert [(one.load, one.status, one.table, one.file, one.sheet, one.who, one.at, one.rows_stored, one.rows_rejected) for one in loads] == [
        (both[1][0].load, "active", "customers", "customers.csv", "", "ann", NOW, 2, 0),
        (both[0][0].load, "active", "orders", "orders.csv", "", "ann", NOW, 3, 0),
    ]
    assert {one.sha256 for one in loads} == {both[0][1].sha256, both[1][1].sha256}


def test_a_commit_takes_all_sheets_or_none(workspace: Workspace) -> None:
    good, bad = staged(workspace, ORDERS), staged(workspace, CUSTOMERS, "customers")
    store.discard(workspace, [bad[0].load])
    version = workspace.version
    with pytest.raises(duckdb.CatalogException):
        store.commit(workspace, [good, bad], NOW, "ann")
    assert (found(workspace, "SELECT count(*) FROM orders"), store.history(workspace), workspace.version) == ([(0,)], [], version)
    store.commit(workspace, [good], NOW, "ann")
    assert found(workspace, "SELECT count(*) FROM orders") == [(3,)]


def test_an_undone_load_is_out_and_comes_back(workspace: Workspace) -> None:
    first = load(workspace, ORDERS)
    second = load(workspace, "customer_id,ordered_at,amount\nz,2024-05-01,100\n")
    store.switch(workspace, first.load, on=False)
    assert found(workspace, "SELECT customer_id, amount FROM orders") == [("z", 100)]
    assert [one.status for one in store.history(workspace)] == ["active", "undone"]
    store.switch(workspace, second.load, on=False)
    assert found(workspace, "SELECT count(*) FROM orders") == [(0,)]
    for one in (first, second):
        store.switch(workspace, one.load, on=True)
    assert found(workspace, "SELECT sum(amount) FROM orders") == [(135,)]
    assert len(store.history(workspace)) == 2


def test_the_very_same_sheet_is_known_again_until_it_is_undone(workspace: Workspace) -> None:
    report = load(workspace, ORDERS)
    again = sheet_of(workspace, ORDERS, "renamed.csv")
    before = store.loaded_before(workspace, again)
    assert before is not None and (before.load, before.file) == (report.load, "orders.csv")
    assert store.loaded_before(workspace, replace(again, name="another sheet")) is None
    assert store.loaded_before(workspace, sheet_of(workspace, ORDERS + "3,c,2024-01-03,1\n")) is None
    store.switch(workspace, report.load, on=False)
    assert store.loaded_before(workspace, again) is None


def test_discarded_and_abandoned_stages_leave_nothing_and_their_numbers_never_meet_a_load(workspace: Workspace) -> None:
    one, two, three = (staged(workspace, ORDERS)[0].load for _ in range(3))
    assert len({one, two, three}) == 3
    store.discard(workspace, [one, one, 999])
    kept = load(workspace, ORDERS).load
    store.sweep(workspace)
    tables = {name for (name,) in found(workspace, "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'load_')")}
    assert tables == {f"load_{kept}"} and kept not in {one, two, three}
    store.switch(workspace, kept, on=False)
    store.sweep(workspace)
    store.switch(workspace, kept, on=True)
    assert found(workspace, "SELECT count(*) FROM orders") == [(3,)], "an undone load is history, not a leftover"


def test_a_file_that_changed_after_it_was_read_stages_nothing(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, ORDERS)
    sheet.path.write_text("order_id,customer_id\n1\n")
    with pytest.raises(duckdb.Error):
        store.stage(workspace, sheet, mapped(sheet), NOW.date())
    assert found(workspace, "SELECT count(*) FROM duckdb_tables() WHERE starts_with(table_name, 'load_')") == [(0,)]


def test_tables_that_were_made_are_adopted_as_they_are(workspace: Workspace) -> None:
    orders = pa.table(
        {"customer_id": ["a", None], "ordered_at": [datetime(2024, 1, 1), datetime(2024, 1, 2)], "amount": [Decimal("1.25"), Decimal(2)]}
    )
    customers = pa.table({"customer_id": ["a"], "name": ["Ann"], "age": [30]})
    version = workspace.version
    store.adopt(workspace, {"customers": customers, "orders": orders}, "Clientele", NOW, "ann")
    assert found(workspace, "SELECT customer_id, amount, order_id FROM orders ORDER BY 2") == [
        ("a", Decimal("1.25"), "a@2024-01-01 00:00:00"), (None, 2, "@2024-01-02 00:00:00"),
    ]  # fmt: skip
    assert found(workspace, "SELECT name, age, city FROM customers") == [("Ann", 30, None)]
    assert workspace.version != version
    assert [(one.table, one.file, one.rows_stored) for one in store.history(workspace)] == [("orders", "Clientele", 2), ("customers", "Clientele", 1)]
    with pytest.raises(KeyError):
        store.adopt(workspace, {"orders": orders.append_column("no such column", [[1, 2]])}, "Clientele", NOW, "ann")
    assert len(store.history(workspace)) == 2


def test_repeated_lines_are_told_and_kept(workspace: Workspace) -> None:
    text = (
        "customer_id,ordered_at,amount,note\na,2024-01-01,1,x\na,2024-01-01,1,x\na,2024-01-01,1,y\na,2024-01-01,1,x\n,,,\nb,never,1,x\nb,never,1,x\n"
    )
    report = load(workspace, text, targets=("customer_id", "ordered_at", "amount", None))
    assert (report.rows_stored, report.noted["duplicate_line"], report.total) == (4, 2, 4)
    report = load(workspace, "customer_id,name\n1,Ann\n1,Ann\n1,Anna\n2,Bo\n", "customers")
    assert (report.rows_stored, report.customers, report.noted) == (4, 2, {"duplicate_key": 2})


def test_anonymous_sales_and_returns_stand_apart(workspace: Workspace) -> None:
    text = "order_id,customer_id,ordered_at,amount\n1,a,2024-01-01,10\n2,,2024-01-02,20\n3,,2024-01-03,-5\n4,a,2024-02-01,-3\n5,b,2024-03-01,0\n"
    report = load(workspace, text)
    assert (report.total, report.anonymous_total, report.total_with_anonymous, report.anonymous_rows) == (10, 20, 30, 2)
    assert (report.returns, report.returned, report.customers, report.orders, report.rows_stored) == (2, 8, 1, 1, 5)


@pytest.mark.parametrize(
    ("header", "sale", "back"),
    [("单据类型", "销售", "退货"), ("业务类型", "销售出库", "销售退货"), ("交易类型", "消费", "退款"), ("Transaction Type", "Sale ", "REFUND"),
     ("Type", "Sales order", "Credit  Note")],
)  # fmt: skip
def test_kinds_of_documents_tell_returns_from_sales(workspace: Workspace, header: str, sale: str, back: str) -> None:
    lines = f"1,a,2024-01-01,10,{sale}\n2,b,2024-01-02,20,{sale}\n3,a,2024-01-03,4,{back}\n4,a,2024-01-04,1,\n"
    report = load(workspace, f"order_id,customer_id,ordered_at,amount,{header}\n{lines}")
    assert (report.total, report.returned, report.returns, report.noted) == (31, 4, 1, {})
    assert found(workspace, "SELECT amount FROM orders WHERE is_return") == [(-4,)]


@pytest.mark.parametrize(
    ("status", "total", "returned"),
    [("cancelled", 10, 0), ("交易关闭", 10, 0), ("unpaid", 10, 0), ("refunded", 15, 5), ("completed", 15, 0), ("something else", 15, 0), ("", 15, 0)],
)
def test_statuses_decide_what_is_a_sale(workspace: Workspace, status: str, total: int, returned: int) -> None:
    report, *_ = staged(workspace, f"customer_id,ordered_at,amount,status\na,2024-01-01,10,completed\nb,2024-01-01,5,{status}\n")
    assert (report.total, report.returned, report.rows_stored) == (total, returned, 2)


# Order totals


def test_an_order_total_that_continuation_lines_leave_blank_counts_once(workspace: Workspace) -> None:
    text = """order_id,customer_id,ordered_at,amount,product,quantity
1,a,2024-01-01,30,tea,1
1,a,2024-01-01,,cup,x
2,b,2024-01-02,8,tea,1
3,c,2024-01-03,,tea,1
4,d,2024-01-04,12,tea,1
4,d,2024-01-04,,pot,2
4,d,2024-01-04,,cup,3
"""
    one = staged(workspace, text)
    report, sheet, mapping = one
    assert (report.rows_stored, report.rejected, report.noted, report.total) == (6, {"missing_required": 1}, {"unreadable_number": 1}, 50)
    assert report.derived == ("blank_totals",)
    assert [row[:4] for row in store.problem_rows(workspace, report, sheet, mapping).fetchall()] == [
        (3, "unreadable_number", "quantity", False),
        (5, "missing_required", "amount", True),
    ]
    store.commit(workspace, [one], NOW, "ann")
    assert found(workspace, "SELECT amount, product FROM orders WHERE order_id = '4'") == [(12, "tea"), (0, "pot"), (0, "cup")]


def test_a_blank_amount_among_line_amounts_is_missing(workspace: Workspace) -> None:
    text = "order_id,customer_id,ordered_at,amount\n1,a,2024-01-01,10\n1,a,2024-01-01,20\n1,a,2024-01-01,\n2,b,2024-01-01,5\n2,b,2024-01-01,6\n"
    report, *_ = staged(workspace, text)
    assert (report.rows_stored, report.rejected, report.total, report.derived) == (4, {"missing_required": 1}, 41, ())


def wide(orders: int, line: str, total: int = 100) -> str:
    """Orders of two lines; ``line`` gives amount, product, quantity and unit price of a line from (order, line)."""
    return "order_id,customer_id,ordered_at,Order Total,product,quantity,unit_price\n" + "".join(
        f"{n},c{n},2024-01-01,{line.format(n=total + n, i=i, line=n + i)}\n" for n in range(orders) for i in range(2)
    )


def neutral(text: str) -> str:
    """The same under a header that does not say whose amounts they are."""
    return text.replace("Order Total", "Amount")


REPEATED = "{n},p{i},1,"


def test_a_total_repeated_on_each_line_counts_once(workspace: Workspace) -> None:
    report = load(workspace, wide(20, REPEATED))
    assert report.derived == ("repeated_totals",)
    assert (report.rows_stored, report.orders, report.total) == (40, 20, sum(range(100, 120)))
    assert found(workspace, "SELECT count(*) FROM orders WHERE amount = 0") == [(20,)]


@pytest.mark.parametrize("orders", [3, 19])
def test_a_few_orders_tell_a_repeated_total_where_the_header_says_so(workspace: Workspace, orders: int) -> None:
    report, *_ = staged(workspace, wide(orders, REPEATED))
    assert (report.total, report.derived) == (sum(range(100, 100 + orders)), ("repeated_totals",))


@pytest.mark.parametrize("orders", [2, 8, 40])
@pytest.mark.parametrize("header", ["Amount", "订单总金额"])
def test_lines_that_add_up_to_the_amount_on_each_of_them_tell_a_repeated_total(workspace: Workspace, orders: int, header: str) -> None:
    lines = "".join(f"{n},c{n},2024-01-01,80,p{i},{i + 1},{20 + 20 * (i == 0)}\n" for n in range(orders) for i in range(2))
    report, *_ = staged(workspace, f"order_id,customer_id,ordered_at,{header},product,quantity,unit_price\n{lines}")
    assert (report.total, report.derived) == (80 * orders, ("repeated_totals",))


@pytest.mark.parametrize(
    ("why", "text", "total"),
    [
        ("too few orders to tell", wide(2, REPEATED), 2 * (100 + 101)),
        ("the header says nothing", neutral(wide(25, REPEATED)), 2 * sum(range(100, 125))),
        ("some of a few orders differ", wide(9, REPEATED) + "9,c,2024-01-01,5,p0,1,\n9,c,2024-01-01,6,p1,1,\n", 2 * sum(range(100, 109)) + 11),
        ("the header says that it is the line's", wide(25, REPEATED).replace("Order Total", "Line Total"), 2 * sum(range(100, 125))),
        ("amounts differ", wide(20, "{line},p{i},1,"), sum(n + n + 1 for n in range(20))),
        ("price and quantity give the amounts", wide(20, "{n},p{i},1,{n}"), 2 * sum(range(100, 120))),
        ("everything costs the same", wide(20, "9.9,p{i},1,"), Decimal("9.9") * 40),
        ("the same goods twice", wide(20, "{n},p,1,"), 2 * sum(range(100, 120))),
    ],
)
def test_amounts_of_the_lines_themselves_are_added(workspace: Workspace, why: str, text: str, total: Decimal) -> None:
    report, *_ = staged(workspace, text)
    assert (report.total, report.derived) == (total, ()), why


def test_what_differs_from_a_repeated_total_is_no_repetition(workspace: Workspace) -> None:
    text = wide(120, REPEATED) + "900,z,2024-01-01,70,p0,1,\n900,z,2024-01-01,30,p1,1,\n0,c0,2024-01-05,-100,p0,1,\n"
    report = load(workspace, text)
    assert report.derived == ("repeated_totals",)
    assert report.total == sum(range(100, 220)) + 100
    assert (report.returns, report.returned) == (1, 100)


def test_refunds_repeat_with_the_totals(workspace: Workspace) -> None:
    lines = "".join(f"{n},c{n},2024-01-01,{n + 100},p{i},-7\n" for n in range(20) for i in range(2))
    report = load(workspace, "order_id,customer_id,ordered_at,Order Total,product,refund\n" + lines)
    assert (report.total, report.returned) == (sum(range(100, 120)), 140)


def test_restoring_never_counts_a_file_twice(workspace: Workspace) -> None:
    text = "customer_id,ordered_at,amount\na,2024-01-01,10\n"
    load(workspace, text)
    store.switch(workspace, 1, on=False)
    load(workspace, text)
    with pytest.raises(WorkspaceError, match="in_use"):
        store.switch(workspace, 1, on=True)
    assert [one.status for one in store.history(workspace)] == ["active", "undone"]
    store.switch(workspace, 2, on=False)
    store.switch(workspace, 1, on=True)
    assert [one.status for one in store.history(workspace)] == ["undone", "active"]


def test_lines_that_are_no_sales_yet_are_counted_apart(workspace: Workspace) -> None:
    text = "Order ID,Customer ID,Order Date,Amount,Status\n1,A,2024-01-05,10,completed\n2,A,2024-01-05,7,cancelled\n3,B,2024-01-06,5,unpaid\n"
    report = staged(workspace, text)[0]
    assert (report.total, report.void_rows, report.void_total) == (10, 2, 12)


# Items of invoices


def billed(workspace: Workspace, header: str, *rows: str) -> tuple[int, tuple[str, ...]]:
    """What invoices with these rows add up to, and what was derived."""
    text = f"发票号,客户,开票日期,到期日,{header}\n" + "".join(f"{row[:2]},甲{row[:2]},2024-01-05,2024-02-05,{row[3:]}\n" for row in rows)
    report, *_ = staged(workspace, text, "invoices")
    return int(report.total), report.derived


def test_items_of_one_invoice_are_added_up(workspace: Workspace) -> None:
    text = "发票号,客户,开票日期,项目,金额\nF1,甲,2024-01-05,茶,100\nF1,甲,2024-01-05,杯,50\nF2,乙,2024-01-06,茶,200\n"
    report = load(workspace, text, "invoices")
    assert (report.total, report.rows_stored, report.distinct, report.derived, report.noted) == (350, 3, 2, ("items",), {})
    assert found(workspace, "SELECT invoice_id, amount FROM invoices ORDER BY 1") == [("F1", 150), ("F2", 200)]
    load(workspace, text.replace("杯,50", "杯,70"), "invoices")
    assert found(workspace, "SELECT invoice_id, amount FROM invoices ORDER BY 1") == [("F1", 170), ("F2", 200)]


@pytest.mark.parametrize(
    ("why", "header", "rows", "total"),
    [
        ("a row to the letter is no second item", "项目,金额", ("F1,茶,100", "F1,杯,50", "F1,杯,50", "F2,茶,200"), 350),
        ("items may cost the same", "项目,金额", ("F1,茶,100", "F1,杯,100", "F2,茶,200"), 400),
        ("lines may be counted only", "数量,金额", ("F1,1,100", "F1,3,50", "F2,1,200"), 350),
        ("a header that nobody knows tells by amounts", "大类,金额", ("F1,茶,100", "F1,杯,50", "F2,茶,200"), 350),
    ],
)
def test_rows_are_items(workspace: Workspace, why: str, header: str, rows: tuple[str, ...], total: int) -> None:
    assert billed(workspace, header, *rows) == (total, ("items",)), why


@pytest.mark.parametrize(
    ("why", "header", "rows", "total"),
    [
        ("the total repeats", "项目,价税合计", ("F1,茶,150", "F1,杯,150", "F2,茶,200"), 350),
        ("a state that changes is no item", "状态,金额", ("F1,未付,150", "F1,已付,140", "F2,未付,200"), 340),
        ("the same sum under a word that nobody knows", "大类,金额", ("F1,茶,150", "F1,杯,150", "F2,茶,200"), 350),
        ("one row an invoice", "项目,金额", ("F1,茶,150", "F2,茶,200"), 350),
    ],
)
def test_rows_are_no_items(workspace: Workspace, why: str, header: str, rows: tuple[str, ...], total: int) -> None:
    assert billed(workspace, header, *rows) == (total, ()), why


def test_payments_by_the_item_are_added_up_and_those_of_the_invoice_count_once(workspace: Workspace) -> None:
    def paid(first: int, second: int) -> list[tuple[str, int]]:
        rows = f"F1,甲,2024-01-05,茶,100,{first}\nF1,甲,2024-01-05,杯,50,{second}\nF2,乙,2024-01-06,茶,200,0\n"
        load(workspace, f"发票号,客户,开票日期,项目,金额,已付金额\n{rows}", "invoices")
        return found(workspace, "SELECT invoice_id, paid_amount FROM invoices ORDER BY 1")

    assert paid(100, 40) == [("F1", 140), ("F2", 0)]
    assert paid(70, 70) == [("F1", 70), ("F2", 0)]
