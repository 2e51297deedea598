"""What words of a file mean: known ones, unknown ones first, and what the user says before what is usual."""

# ruff: noqa: E501 (a file is a line)
from dataclasses import replace

import pytest

from data.headers import code_key
from data.mapping import Mapping
from data.meanings import Meaning, value_meanings
from data.schema import TABLES
from data.workspace import Workspace
from tests.data.loading import found, load, mapped, sheet_of

ORDERS = "客户编号,下单日期,金额,订单状态,备注\nA,2024-01-01,1,交易成功,x\nA,2024-01-02,2, 交易成功 ,x\nB,2024-01-03,3,已发货,x\nB,2024-01-04,4,打包,x\nC,2024-01-05,5,打包,x\nC,2024-01-06,6,,x\nC,2024-01-07,7,ＲＥＦＵＮＤＥＤ,x\n"


def test_words_are_listed_with_what_they_are_taken_for(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, ORDERS)
    mapping = mapped(sheet)
    assert value_meanings(sheet, mapping) == [
        Meaning("status", "打包", None, 2), Meaning("status", "交易成功", "completed", 2),
        Meaning("status", "已发货", "shipped", 1), Meaning("status", "ＲＥＦＵＮＤＥＤ", "refunded", 1),
    ]  # fmt: skip
    said = replace(mapping, values=(("status", "打包", "processing"), ("status", "已发货", "completed"), ("gender", "打包", "male")))
    assert [(one.word, one.code) for one in value_meanings(sheet, said)] == [
        ("交易成功", "completed"), ("打包", "processing"), ("已发货", "completed"), ("ＲＥＦＵＮＤＥＤ", "refunded"),
    ]  # fmt: skip
    assert value_meanings(sheet, Mapping("orders", (None,) * 5)) == []


def test_what_is_listed_is_what_is_stored(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, ORDERS)
    values = (("status", "打包", "processing"),)
    listed = {one.word: one.code for one in value_meanings(sheet, replace(mapped(sheet), values=values))}
    load(workspace, ORDERS, values=values)
    stored = dict(found(workspace, "SELECT amount::INT, status FROM orders ORDER BY 1"))
    assert stored == {1: listed["交易成功"], 2: listed["交易成功"], 3: listed["已发货"], 4: "processing", 5: "processing", 6: None, 7: "refunded"}


@pytest.mark.parametrize(
    ("table", "column", "word", "code"),
    [
        ("orders", "status", "交易成功", "completed"), ("orders", "status", "卖家已发货，等待买家确认", "shipped"), ("orders", "status", "Payment Pending", "unpaid"),
        ("orders", "status", "Closed Won", "completed"), ("orders", "status", "退货", "refunded"), ("customers", "gender", "M", "male"),
        ("customers", "gender", "女士", "female"), ("customers", "kind", "终端客户", "person"), ("customers", "kind", "经销商", "company"),
        ("tickets", "kind", "退货", "return"), ("tickets", "severity", "Urgent", "high"), ("tickets", "kind", "报修", "repair"), ("leads", "stage", "Junk Lead", "lost"),
        ("leads", "stage", "跟进中", "contacted"), ("leads", "stage", "已签约", "won"), ("interactions", "kind", "微信沟通", "message"),
        ("interactions", "direction", "呼入", "inbound"), ("surveys", "instrument", "NPS", "nps"), ("orders", "status", "no such thing", None),
    ],
)  # fmt: skip
def test_words_of_real_systems_are_known(workspace: Workspace, table: str, column: str, word: str, code: str | None) -> None:
    sheet = sheet_of(workspace, f'"{column}"\n"{word}"\n')
    assert value_meanings(sheet, Mapping(table, (column,))) == [Meaning(column, word, code, 1)]


def test_a_word_means_one_thing_in_a_column() -> None:
    for table in TABLES.values():
        for column in table.columns:
            owners: dict[str, set[str]] = {}
            for code, words in column.values.items():
                for word in (code, *words):
                    owners.setdefault(code_key(word), set()).add(code)
            assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}, (table.name, column.name)
