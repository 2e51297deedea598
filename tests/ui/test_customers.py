"""The list of customers in words: headings and codes translated, the users' own values to the letter."""

from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pyarrow as pa
import pytest

from locales import LANGUAGES, words
from ui.customers import COLUMNS, _formats, _heading, _worded
from ui.session import Session

NAMES = ["=cmd()", "<script>alert(1)</script>", "![x](http://a.example/i.png)", ":material/delete:", None]


def here(lang: str) -> Session:
    return cast("Session", SimpleNamespace(words=words(lang)))


def customers() -> pa.Table:
    return pa.table(
        {
            "customer_id": ["007", "C1", "张三", "a b", "x"],
            "name": NAMES,
            "segment": ["champions", "champions", "loyal", "at_risk", "inactive"],
            "kind": ["person", "company", "VIP", "", None],
            "spend": pa.array([Decimal("1234567.8900"), Decimal(0), Decimal("57796.09"), Decimal("-5"), None], pa.decimal128(18, 4)),
            "returned": pa.array([Decimal(0)] * 5, pa.decimal128(18, 4)),
        }
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_and_codes_are_translated(lang: str, state: dict[str, object]) -> None:
    state["scheme"] = "three"
    w = words(lang)
    shown = _worded(here(lang), customers())
    assert shown.column_names == [w(f"list.{name}") for name in ("customer_id", "name", "segment", "kind", "spend", "returned")]
    assert shown[w("list.segment")].to_pylist() == [w(f"segment.three.{code}") for code in customers()["segment"].to_pylist()]
    assert shown[w("list.kind")].to_pylist() == [w("value.kind.person"), w("value.kind.company"), "VIP", "", None]


def test_users_values_stay_to_the_letter(state: dict[str, object]) -> None:
    state["scheme"] = "three"
    shown = _worded(here("en"), customers())
    assert shown["Name"].to_pylist() == NAMES
    assert shown["Customer ID"].to_pylist() == ["007", "C1", "张三", "a b", "x"]
    assert shown["Spend"].to_pylist() == [1234567.89, 0.0, 57796.09, -5.0, None]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_has_a_heading_of_its_own(lang: str) -> None:
    headings = [_heading(here(lang), name) for name in COLUMNS]
    assert len(set(headings)) == len(COLUMNS)
    assert set(_formats(here(lang))) <= set(headings)


def test_an_empty_list_has_its_columns(state: dict[str, object]) -> None:
    shown = _worded(here("zh"), customers().slice(0, 0))
    assert shown.num_rows == 0
    assert shown.column_names[0] == words("zh")("list.customer_id")
