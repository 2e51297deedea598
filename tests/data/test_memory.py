"""Remembered mappings: last month's correction is this month's proposal."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from data import memory, store
from data.memory import recall, remembered
from data.workspace import Workspace, WorkspaceError
from tests.data.loading import load, mapped, sheet_of

AT = datetime(2024, 9, 1)
JANUARY = "Nr,Who,When,Sum,Colour\n1,A,2024-01-05,10,red\n"
CORRECTED = ("order_id", "customer_id", "ordered_at", "amount", None)


@pytest.fixture
def taught(workspace: Workspace) -> Workspace:
    load(workspace, JANUARY, "orders", CORRECTED, currency="EUR", privacy=((4, "mask"),), values=(("status", "x", "returned"),))
    return workspace


def test_the_same_headers_in_another_order_are_taken_for_the_same(taught: Workspace) -> None:
    found = recall(taught, sheet_of(taught, "Sum,nr,Who,Colour,When\n10,1,A,red,2024-02-05\n"))
    assert found and found.mapping.targets == ("amount", "order_id", "customer_id", None, "ordered_at")
    assert (found.mapping.currency, found.mapping.privacy, found.mapping.values) == ("EUR", ((3, "mask"),), (("status", "x", "returned"),))
    assert (found.new, found.gone) == ((), ())


def test_a_new_column_is_matched_anew_and_a_lost_one_told(taught: Workspace) -> None:
    found = recall(taught, sheet_of(taught, "Nr,Who,When,Sum,Category\n1,A,2024-02-05,10,toys\n", "x.csv"))
    assert found is None, "four of six headers are too few"
    found = recall(taught, sheet_of(taught, "Nr,Who,When,Sum,Colour,Category\n1,A,2024-02-05,10,red,toys\n"))
    assert found and found.mapping.targets == (*CORRECTED, "category") and (found.new, found.gone) == ((5,), ())
    found = recall(taught, sheet_of(taught, "Nr,Who,When,Sum\n1,A,2024-02-05,10\n"))
    assert found and found.mapping.targets == CORRECTED[:4] and found.gone == ("Colour",)


def test_a_new_column_never_takes_what_another_has(taught: Workspace) -> None:
    found = recall(taught, sheet_of(taught, "Nr,Who,When,Sum,Colour,Amount\n1,A,2024-02-05,10,red,9\n"))
    assert found and found.mapping.targets == (*CORRECTED, None)


def test_other_sheets_are_not_known(taught: Workspace) -> None:
    assert recall(taught, sheet_of(taught, "Name,City\nAnn,Paris\n")) is None
    assert recall(taught, sheet_of(taught, "Nr,Nr,When,Sum,Colour\n1,1,2024-02-05,10,red\n")) is None


def test_the_latest_correction_counts(taught: Workspace) -> None:
    load(taught, JANUARY.replace("10", "11"), "orders", ("order_id", "customer_id", "ordered_at", "amount", "category"))
    assert [one.columns["Colour"] for one in remembered(taught)] == ["category"]


def test_mappings_go_to_another_workspace_as_a_file(taught: Workspace, tmp_path) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    content = memory.dumped(taught)
    assert '"red"' not in content.decode(), "headers and words only, no rows"
    with Workspace(tmp_path / "other.duckdb") as other:
        assert memory.taken(other, content, AT) == 1
        found = recall(other, sheet_of(other, JANUARY))
        assert found and found.mapping.targets == CORRECTED
        memory.forget(other, found.source.fingerprint)
        assert remembered(other) == []


GOOD = {"table": "orders", "columns": {"a": "amount"}}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b'{"format": 2, "mappings": []}', b'{"format": 1, "mappings": 5}', b"[" * 100_000]
    + [json.dumps({"format": 1, "mappings": [GOOD, GOOD | wrong]}).encode() for wrong in (
        {"table": "nothing"}, {"table": []}, {"columns": {"a": "DROP TABLE"}}, {"columns": []}, {"privacy": {"a": "shout"}}, {"mode": "eat"},
        {"values": [["status", "x"]]}, {"values": [["nothing", "x", "y"]]}, {"day_first": "yes"}, {"zone": "Mars"}, {"zone": []})],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused_whole(workspace: Workspace, content: bytes) -> None:
    with pytest.raises(WorkspaceError) as told:
        memory.taken(workspace, content, AT)
    assert told.value.code == "mappings" and remembered(workspace) == []


def test_what_is_undone_stays_learnt(taught: Workspace) -> None:
    store.switch(taught, 1, on=False)
    assert len(remembered(taught)) == 1


def test_next_month_beside_the_others_is_one_more_month(workspace: Workspace) -> None:
    text = "Client,2024-01,2024-02,2024-03\nA,1,2,3\n"
    load(workspace, text, "orders", ("customer_id", "amount", "amount", "amount"))
    found = recall(workspace, sheet_of(workspace, "Client,2024-01,2024-02,2024-03,2024-04\nA,1,2,3,4\nB,1,2,3,4\n"))
    assert found and found.mapping.targets == ("customer_id", "amount", "amount", "amount", "amount")


def test_the_way_round_that_dates_told_is_remembered_for_those_that_do_not_tell(workspace: Workspace) -> None:
    load(workspace, "Nr,Who,When,Sum\n1,A,25/03/2024,10\n", "orders", CORRECTED[:4])
    found = recall(workspace, sheet_of(workspace, "Nr,Who,When,Sum\n2,A,04/03/2024,10\n"))
    assert found and found.mapping.day_first is True


def test_dates_that_cannot_be_mistaken_say_nothing_for_others(workspace: Workspace) -> None:
    load(workspace, "Nr,Who,When,Sum\n1,A,2024-03-25,10\n", "orders", CORRECTED[:4])
    found = recall(workspace, sheet_of(workspace, "Nr,Who,When,Sum\n2,A,04/03/2024,10\n"))
    assert found and found.mapping.day_first is None


def test_corrected_rows_neither_replace_their_load_nor_change_what_is_remembered(workspace: Workspace) -> None:
    text = "Nr,Who,When,Sum\n1,A,2024-01-05,10\n1,A,soon,5\n"
    load(workspace, text, "orders", CORRECTED[:4], mode="overwrite")
    sheet = sheet_of(workspace, "Nr,Who,When,Sum\n1,A,2024-01-06,5\n")
    corrected = replace(sheet, corrected=True)
    found = recall(workspace, corrected)
    assert found and found.mapping.mode == "correct"
    report = store.stage(workspace, corrected, found.mapping, AT.date())
    store.commit(workspace, [(report, corrected, found.mapping)], AT, "me")
    assert workspace.cursor().execute("SELECT sum(amount) FROM orders").fetchall() == [(15,)]
    assert remembered(workspace)[0].mode == "overwrite"


WRONG = (
    {"mode": "fill"},  # orders have no key to fill by
    {"mode": "sometimes"},
    {"currency": "Taler"},
    {"values": [["scale_max", "Q1", "high"]], "table": "surveys", "columns": {"q": "question"}},
)


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_file_that_says_what_cannot_be_is_refused(taught: Workspace, wrong: dict[str, object]) -> None:
    told = json.loads(memory.dumped(taught))
    told["mappings"][0] |= wrong
    with pytest.raises(WorkspaceError, match="mappings"):
        memory.taken(taught, json.dumps(told).encode(), AT)


PEOPLE = "客户编号,姓名,手机号,邮箱,城市\n" + "".join(f"K{n},客{n},1380000{n:04},u{n}@x.com,沪\n" for n in range(12))


@pytest.mark.parametrize(
    "text",
    [
        PEOPLE.replace("手机号", "手机"),
        PEOPLE.replace("手机号,邮箱,城市", "手机号码,邮箱,城市,标签,积分").replace("沪", "沪,x,1"),
        "客户编号,联系电话,电子邮箱\n" + "".join(f"K{n},1380000{n:04},u{n}@x.com\n" for n in range(12)),
    ],
    ids=("renamed", "more columns", "other names"),
)
def test_what_was_hidden_once_is_hidden_in_sheets_that_differ(workspace: Workspace, text: str) -> None:
    load(workspace, PEOPLE, "customers", privacy=((2, "mask"), (3, "hash")))
    sheet = sheet_of(workspace, text, "people.csv")
    found = recall(workspace, sheet)
    done = dict((found.mapping if found else memory.hidden(workspace, sheet, mapped(sheet, "customers"))).privacy)
    assert {position: done.get(position) for position, name in enumerate(sheet.header) if "手机" in name or "电话" in name or "邮箱" in name} == {
        position: "hash" if "邮箱" in name else "mask"
        for position, name in enumerate(sheet.header)
        if "手机" in name or "电话" in name or "邮箱" in name
    }


CLIENTS = "客户编号,姓名,手机号,省份,城市,会员等级,性别,生日,邮箱"


def test_orders_are_no_list_of_customers_though_most_headers_are_known(workspace: Workspace) -> None:
    person = [f"K{{0}},客{{0}},1380000{n:04},沪,沪,金,女,1990-01-02,u{n}@x.com" for n in range(8)]
    load(workspace, CLIENTS + "\n" + "".join(line.format(n) + "\n" for n, line in enumerate(person)), "customers")
    orders = CLIENTS + ",订单号,下单时间,金额\n" + "".join(f"{line.format(n % 3)},D{n},2024-01-0{n + 1},40\n" for n, line in enumerate(person))
    assert recall(workspace, sheet_of(workspace, orders, "orders.csv")) is None
    assert recall(workspace, sheet_of(workspace, CLIENTS + ",备注\n" + "".join(line.format(n) + ",x\n" for n, line in enumerate(person)), "x.csv"))


def test_customers_are_no_orders_without_their_days_and_amounts(workspace: Workspace) -> None:
    person = [f"K{n},客{n},1380000{n:04},沪,沪,金,女,1990-01-02,u{n}@x.com" for n in range(8)]
    load(workspace, CLIENTS + ",订单号,下单时间,金额\n" + "".join(f"{line},D{n},2024-01-0{n + 1},40\n" for n, line in enumerate(person)))
    assert recall(workspace, sheet_of(workspace, CLIENTS + "\n" + "".join(line + "\n" for line in person), "people.csv")) is None


def test_one_workbook_of_corrections_may_come_after_each_of_them(workspace: Workspace) -> None:
    head = "Nr,Who,When,Sum\n"
    load(workspace, head + "1,A,2024-01-05,10\n1,A,2024-01-05,cup\n2,B,2024-01-06,x\n", "orders", CORRECTED[:4])
    for text, stored in (("1,A,2024-01-05,20\n2,B,2024-01-06,x\n", 1), ("1,A,2024-01-05,20\n2,B,2024-01-06,30\n", 1)):
        sheet = replace(sheet_of(workspace, head + text), corrected=True)
        found = recall(workspace, sheet)
        assert found
        report = store.stage(workspace, sheet, found.mapping, AT.date())
        assert (report.rows_stored, report.rows_read) == (stored, 2)
        store.commit(workspace, [(report, sheet, found.mapping)], AT, "me")
    lines = "SELECT order_id, amount::INTEGER FROM orders ORDER BY 1, 2"
    assert workspace.cursor().execute(lines).fetchall() == [("1", 10), ("1", 20), ("2", 30)]
    store.switch(workspace, 2, on=False)
    assert workspace.cursor().execute(lines).fetchall() == [("1", 10), ("1", 20), ("2", 30)], "what was left out for it comes in from the other"
