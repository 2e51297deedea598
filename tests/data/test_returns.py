"""Sheets and files that are called returns: their rows are returns, unless somebody says that they are not."""

# ruff: noqa: E501 (names of a kind are a line)
from dataclasses import replace
from pathlib import Path

import pytest

from data import store
from data.mapping import Mapping
from data.read import Sheet
from data.returns import called_returns, returning
from data.workspace import Workspace
from tests.data.loading import NOW, TODAY, found, load, mapped, sheet_of

SALES = "order_id,customer_id,ordered_at,amount\n1,a,2024-02-01,10\n2,b,2024-02-02,20\n"
BACK = "order_id,customer_id,ordered_at,amount\n1,a,2024-02-05,10\n"
TARGETS = ("order_id", "customer_id", "ordered_at", "amount")


def sheet(name: str, file: str = "a.xlsx") -> Sheet:
    return Sheet(file, name, Path("a"), "parquet", ("单号", "客户", "日期", "金额"), 1, 7, (), "utf-8", "", "")


@pytest.mark.parametrize(
    "name",
    ["退货", "退款", "退货明细", "2024年退货明细", "3月退货", "销售退货", "退货单", "退货記錄", "02 退货记录", "退货 #2", "Returns", "Refunds 2024", "RETURNS_2024-03",
     "Sales Returns", "returns list", "Refund data Q1", "Returned orders"],
)  # fmt: skip
def test_names_of_sheets_that_say_so(name: str) -> None:
    assert called_returns(sheet(name)) == name
    assert called_returns(sheet("Sheet1", f"{name}.xlsx")) == called_returns(sheet("", f"{name}.csv")) == name


@pytest.mark.parametrize(
    "name",
    ["销售", "销售与退货", "订单含退货", "不含退货", "退货率", "退换货", "退货原因", "Sheet1", "Sales and returns", "Return rate", "Returning customers", "Tax return",
     "Orders", "credit", "", "2024"],
)  # fmt: skip
def test_names_that_do_not(name: str) -> None:
    assert called_returns(sheet(name)) == called_returns(sheet("", f"{name}.csv")) == ""
    assert called_returns(sheet("销售", "退货.xlsx")) == "", "the sheet knows better than the file"


@pytest.mark.parametrize(
    ("amounts", "returns"),
    [
        ("10,20", True),
        ("-10,-20", True),
        ("(10),¥ -20", True),
        ("10,0", True),
        ("-10,20", False),
        ("(¥10),20", False),
        ("10-,20", False),
        ("10,-0", True),
    ],
)
def test_signs_that_differ_tell_returns_better_than_the_name(workspace: Workspace, amounts: str, returns: bool) -> None:
    rows = "".join(f"{n},a,2024-02-05,{amount}\n" for n, amount in enumerate(amounts.split(",")))
    one = sheet_of(workspace, f"order_id,customer_id,ordered_at,amount\n{rows}", "退货.csv")
    assert returning(one, mapped(one)).returns == returns


def test_their_rows_are_returns_whatever_their_sign(workspace: Workspace) -> None:
    load(workspace, SALES)
    one = sheet_of(workspace, BACK + "2,b,2024-02-06,-5\n", "退货.csv")
    assert not returning(one, mapped(one)).returns, "where nobody says it, the signs do"
    mapping = replace(mapped(one), returns=True)
    report = store.stage(workspace, one, mapping, TODAY)
    assert (report.returns, report.returned, report.derived, report.known) == (2, 15, ("returns",), 0)
    store.commit(workspace, [(report, one, mapping)], NOW, "ann")
    assert found(workspace, "SELECT amount::INTEGER, is_return FROM orders ORDER BY 1") == [(-10, True), (-5, True), (10, False), (20, False)]
    sold = store.stage(workspace, one, replace(mapping, returns=False), TODAY)
    assert (sold.returns, sold.derived) == (1, ())


def test_a_sheet_that_tells_returns_itself_is_left_alone() -> None:
    one = sheet("退货")
    assert returning(one, Mapping("orders", TARGETS)).returns
    for target in ("is_return", "refund"):
        assert not returning(one, Mapping("orders", (*TARGETS[1:], target))).returns
    assert not returning(one, Mapping("tickets", ("ticket_id", "customer_id", "opened_at", None))).returns
    assert not returning(sheet("销售"), Mapping("orders", TARGETS)).returns
