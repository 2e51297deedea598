"""Customers who may be one: planted ones are found, people who only look alike are left alone."""

import datetime as dt
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from data import changes, store
from data.changes import Distinct, Merge
from data.duplicates import MEMBERS, MOST_SHARE, Duplicates, duplicates
from data.people import held, search
from data.spellings import spellings, variants
from data.workspace import Workspace
from tests.data.loading import load

AT = dt.datetime(2025, 6, 30, 12)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建文斌宇"


def filled(workspace: Workspace, *people: dict[str, Any], orders: list[tuple[str, str]] | None = None) -> Duplicates:
    """The duplicates among these customers; orders are (customer, order id)."""
    names = {"customer_id": None, **{name: None for person in people for name in person}}
    rows = [{"customer_id": f"C{n}", **person} for n, person in enumerate(people, start=1)]
    tables = {"customers": pa.Table.from_pylist([dict.fromkeys(names) | row for row in rows])}
    if orders:
        lines = [{"customer_id": who, "order_id": number, "ordered_at": AT, "amount": 1.0} for who, number in orders]
        tables["orders"] = pa.Table.from_pylist(lines)
    store.adopt(workspace, tables, "made", AT, "ann")
    return duplicates(workspace)


def groups(found: Duplicates) -> list[tuple[set[str], str, str]]:
    """Each group: who, how sure, what agrees."""
    return [(set(rows["customer_id"]), rows["confidence"].iloc[0], rows["reasons"].iloc[0]) for _, rows in found.members.groupby("group", sort=True)]


ANN = {"name": "Ann Kristin Berg", "phone": "13800138000", "email": "ann@x.no", "city": "Oslo", "birth_date": dt.date(1990, 5, 1)}
SAME = [
    ({}, {"phone": "+86 138-0013-8000", "email": None}, "sure", "phone+name+birth_date+city"),
    ({}, {"phone": None, "email": " ANN@x.no"}, "sure", "email+name+birth_date+city"),
    ({}, {"name": "ann  kristin BERG.", "phone": "13900139000", "email": None}, "sure", "name+birth_date+city"),
    ({}, {"name": "Ann Kristine Berg", "email": None, "birth_date": None}, "sure", "phone+near_name+city"),
    ({}, {"name": None, "birth_date": None}, "sure", "phone+email+city"),
    ({}, {"name": None, "email": None, "birth_date": None}, "likely", "phone+city"),
    ({}, {"email": None, "birth_date": dt.date(1991, 5, 1)}, "likely", "phone+name+city"),
    ({}, {"name": "Ann Kristine Berg", "phone": None, "email": None}, "likely", "near_name+birth_date+city"),
    ({}, {"phone": None, "email": None, "birth_date": None, "city": None}, "likely", "name"),
    ({"customer_id": "c-007", "phone": None}, {"customer_id": "C007", "email": None, "birth_date": None, "city": None}, "sure", "id+name"),
    ({"name": "訂單科技有限公司", "city": None}, {"name": "订单科技股份有限公司", "city": None, "email": None}, "sure", "phone+name+birth_date"),
]  # fmt: skip
OTHERS = [
    ({"name": "王小明"}, {"name": "李建国", "email": None, "birth_date": None}),  # a family has one telephone
    ({}, {"name": "Bo Hansen", "phone": None, "email": None}),  # born on one day in one city
    ({"name": "王伟"}, {"name": "王伟", "phone": None, "email": None, "birth_date": None}),  # a short name, a city
    ({"name": "深圳星河科技有限公司"}, {"name": "深圳星海科技有限公司", "phone": None, "email": None, "birth_date": None}),
    ({"phone": "138****8000"}, {"name": "Ole Nordmann", "phone": "138****8000", "email": None, "birth_date": None}),
    ({"phone": "0000000000"}, {"name": "Ole Nordmann", "phone": "0000000000", "email": None, "birth_date": None}),
    ({}, {"phone": "13900139000", "email": "other@x.no", "birth_date": None}),  # a long name, and nothing else that agrees
]


@pytest.mark.parametrize(("one", "other", "confidence", "reasons"), SAME)
def test_the_same_are_found(workspace: Workspace, one: dict[str, Any], other: dict[str, Any], confidence: str, reasons: str) -> None:
    [(who, sure, agreeing)] = groups(filled(workspace, ANN | one, ANN | other))
    assert len(who) == 2
    assert (sure, set(agreeing.split("+"))) == (confidence, set(reasons.split("+")))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_others_are_left_alone(workspace: Workspace, one: dict[str, Any], other: dict[str, Any]) -> None:
    crowd = [{"name": SURNAMES[n % 20] + GIVEN[n % 30] + GIVEN[n % 7], "city": "Oslo", "phone": f"1370000{n:04}"} for n in range(40)]
    assert groups(filled(workspace, ANN | one, ANN | other, *crowd)) == []


def test_nobody_is_a_duplicate_where_nobody_is(workspace: Workspace) -> None:
    assert duplicates(workspace).members.columns.tolist() == MEMBERS and duplicates(workspace).members.empty
    assert filled(workspace, ANN).members.columns.tolist() == MEMBERS


def test_what_many_share_tells_nobody_apart(workspace: Workspace) -> None:
    def sharing(many: int) -> int:
        people = [{"name": SURNAMES[n] + GIVEN[n] * 2, "phone": "4008001234", "email": f"{SURNAMES[n]}@x.no"} for n in range(many)]
        return len(filled(workspace, *[p | {"name": "Kristin Nordmann"} for p in people]).members)

    assert sharing(MOST_SHARE) == MOST_SHARE
    assert sharing(MOST_SHARE + 1) == 0


def test_the_fullest_is_kept_then_the_one_with_most_orders(workspace: Workspace) -> None:
    thin = {"name": "Ann Kristin Berg", "phone": "13800138000"}
    orders = [("C2", "1"), ("C2", "2"), ("C3", "3"), ("C3", "3")]
    members = filled(workspace, thin, thin, thin, ANN, orders=orders).members
    assert members["customer_id"].tolist() == ["C4", "C2", "C3", "C1"]
    assert members["keep"].tolist() == [True, False, False, False] and members["orders"].tolist() == [0, 2, 1, 0]
    assert members["filled"].tolist() == [6, 3, 3, 3]


def test_a_chain_is_one_group_and_what_is_likely_stands_apart(workspace: Workspace) -> None:
    """One has the other's telephone and the third's e-mail; a fourth has only the telephone."""
    found = filled(
        workspace, ANN | {"birth_date": None}, ANN | {"phone": None, "birth_date": None}, ANN | {"email": None},
        {"phone": "13800138000", "name": None},
    )  # fmt: skip
    sure, likely = groups(found)
    assert (sure[0], sure[1]) == ({"C1", "C2", "C3"}, "sure")
    assert likely[0] == {"C1", "C4"} and likely[1] == "likely", "by one who stands for the sure group"


def test_once_merged_they_are_one(workspace: Workspace) -> None:
    assert len(filled(workspace, ANN, ANN | {"email": None}).members) == 2
    changes.add(workspace, [Merge("C1", ("C2",))], AT, "ann")
    assert duplicates(workspace).members.empty
    changes.switch(workspace, 1, on=False)
    assert len(duplicates(workspace).members) == 2


def test_who_is_not_the_same_is_not_proposed_again_until_that_is_taken_back(workspace: Workspace) -> None:
    assert len(filled(workspace, ANN, ANN | {"email": None}).members) == 2
    changes.add(workspace, [Distinct(("C1", "C2"))], AT, "ann")
    assert duplicates(workspace).members.empty
    changes.switch(workspace, 1, on=False)
    assert len(duplicates(workspace).members) == 2


def test_one_who_is_another_leaves_the_rest_of_the_group(workspace: Workspace) -> None:
    """All three are alike; the first is not the third: the second stays with one of them, and never with both."""
    filled(workspace, ANN, ANN | {"email": None}, ANN | {"phone": None})
    changes.add(workspace, [Distinct(("C3", "C1"))], AT, "ann")
    [(who, _, _)] = groups(duplicates(workspace))
    assert who == {"C1", "C2"}
    changes.add(workspace, [Merge("C2", ("C1",))], AT, "ann")
    assert duplicates(workspace).members.empty, "who counts as another is still not the third"
    changes.add(workspace, [Distinct(("C1", "C2"))], AT, "ann")
    assert duplicates(workspace).members.empty, "who was merged all the same is one"


def test_who_stands_for_a_group_is_not_joined_with_whom_one_of_it_is_not(workspace: Workspace) -> None:
    filled(workspace, ANN | {"birth_date": None}, ANN | {"phone": None, "birth_date": None}, {"phone": "13800138000", "name": None})
    assert [(who, sure) for who, sure, _ in groups(duplicates(workspace))] == [({"C1", "C2"}, "sure"), ({"C1", "C3"}, "likely")]
    changes.add(workspace, [Distinct(("C2", "C3"))], AT, "ann")
    assert [(who, sure) for who, sure, _ in groups(duplicates(workspace))] == [({"C1", "C2"}, "sure")]


def planted(random: np.random.Generator, people: int, doubled: int) -> tuple[list[dict[str, Any]], set[tuple[str, str]]]:
    """A company's customers, some of them twice in ways that happen; and who is who."""
    rows: list[dict[str, Any]] = []
    for n in range(people):
        name = str(random.choice(list(SURNAMES))) + "".join(random.choice(list(GIVEN), random.integers(1, 3)))
        born = dt.date(1950, 1, 1) + dt.timedelta(days=int(random.integers(0, 18_000)))
        rows.append({"customer_id": f"A{n:05}", "name": name, "phone": f"1{random.integers(3_000_000_000, 9_999_999_999)}", "email": f"u{n}@x.cn",
                     "city": f"城{random.integers(0, 40)}", "birth_date": born})  # fmt: skip
    truth = set()
    for n, place in enumerate(random.choice(people, doubled, replace=False)):
        copy = dict(rows[place]) | {"customer_id": f"B{n:05}"}
        way = n % 5
        phone = str(copy["phone"])
        copy |= [
            {"email": None, "birth_date": None}, {"phone": None, "email": str(copy["email"]).upper(), "city": None}, {"phone": None, "email": None},
            {"phone": f"+86 {phone[:3]}-{phone[3:7]}-{phone[7:]}", "email": "new@x.cn" + str(n)}, {"name": None, "city": None, "birth_date": None},
        ][way]  # fmt: skip
        rows.append(copy)
        truth.add((str(rows[place]["customer_id"]), str(copy["customer_id"])))
    return rows, truth


def test_recall_and_precision_on_planted_duplicates(workspace: Workspace, record_property: Any) -> None:  # noqa: ANN401
    rows, truth = planted(np.random.default_rng(7), 8000, 400)
    members = filled(workspace, *rows).members

    def pairs(confidence: str) -> set[tuple[str, str]]:
        chosen = members[members["confidence"] == confidence]
        return {pair for _, of in chosen.groupby("group") for pair in combinations(sorted(of["customer_id"]), 2)}

    sure, all_of_them = pairs("sure"), pairs("sure") | pairs("likely")
    recall, precision = len(sure & truth) / len(truth), len(sure & truth) / len(sure)
    record_property("recall", recall)
    record_property("precision", precision)
    assert recall >= 0.98 and precision >= 0.98
    assert len(all_of_them & truth) / len(truth) >= 0.99
    assert len(all_of_them - truth) <= 0.05 * len(truth)


def test_the_order_of_rows_does_not_matter(workspace: Workspace) -> None:
    rows, _ = planted(np.random.default_rng(3), 300, 40)
    one = groups(filled(workspace, *rows))
    assert one == groups(filled(workspace, *reversed(rows))) and len(one) >= 38


def test_spellings_of_one_value(workspace: Workspace) -> None:
    cities = (
        ["Beijing"] * 40 + ["beijing "] * 3 + ["北京市"] * 5 + ["北京"] * 9 + ["Shanghai"] * 30 + ["Shanghia"] * 2 + ["Store 1"] * 30 + ["Store 2"]
    )
    lines = [f"C{n},{city},vip{n % 2}" for n, city in enumerate(cities)]
    load(workspace, "\n".join(["customer_id,city,member_tier", *lines]), "customers")
    found = spellings(workspace).set_index("found")
    assert set(found.index) >= {"北京市", "Shanghia"} and "Store 2" not in found.index
    assert found.loc["北京市", ["table", "column", "rows", "becomes", "becomes_rows", "confidence"]].tolist() == [
        "customers",
        "city",
        5,
        "北京",
        9,
        "same",
    ]
    assert found.loc["Shanghia", ["becomes", "confidence"]].tolist() == ["Shanghai", "near"]


@pytest.mark.parametrize(
    ("values", "place", "expected"),
    [
        ({"Tea": 5, "tea": 9, "TEA ": 1}, False, {"Tea": "tea", "TEA ": "tea"}),
        ({"臺北": 1, "台北": 4}, True, {"臺北": "台北"}),
        ({"北京市": 1, "北京": 4}, False, {}),
        ({"市": 1, "省": 1}, True, {}),
        ({"Wholesale": 100, "Wholesail": 11}, False, {}),
        ({"Wholesale": 100, "Wholesail": 10}, False, {"Wholesail": "Wholesale"}),
        ({"2024-01": 100, "2024-11": 1}, False, {}),
        ({"Nord": 100, "Nort": 1}, False, {}),
        ({"--": 3, "…": 1}, False, {}),
        ({}, False, {}),
    ],
)
def test_which_values_are_one(values: dict[str, int], place: bool, expected: dict[str, str]) -> None:
    assert {found: becomes for found, _, becomes, _, _ in variants(values, place=place)} == expected


def test_a_person_is_found_with_all_that_is_held(workspace: Workspace) -> None:
    filled(workspace, ANN, {"name": "O'Hara %_", "phone": "139-0013-9000"}, orders=[("C1", "1"), ("C1", "2"), ("X9", "3")])
    for text in ("C1", "kristin", "ANN@X", "0138000", " 138 0013 "):
        assert [person.customer_id for person in search(workspace, text)] == ["C1"], text
    assert [person.customer_id for person in search(workspace, "'hara %_")] == ["C2"]
    assert [person.customer_id for person in search(workspace, "X9")] == ["X9"], "known from an order alone"
    assert search(workspace, "nobody") == search(workspace, " ") == search(workspace, "' OR 1=1 --") == []
    assert held(workspace, "C1") == {"customers": 1, "orders": 2} and held(workspace, "X9") == {"orders": 1}
