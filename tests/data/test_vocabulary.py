"""The words of headers by table: what is shipped is what the schema and the sheets give, and a hand-counted likelihood."""

import math

import pytest

from bench.vocabulary import written
from data.schema import TABLES
from data.vocabulary import FILE, SMOOTHING, parts, speaks


def test_what_is_shipped_is_what_the_schema_and_the_sheets_give() -> None:
    assert FILE.read_text("utf-8") == written(), "python -m bench.vocabulary writes it anew"


def test_a_header_is_words_and_pairs_of_characters() -> None:
    assert parts("Order Date") == {"order", "date"} and parts("下单时间") == {"下单", "单时", "时间"} and parts("额") == {"额"}
    assert parts("INVDT") == {"invoice", "date"} and parts("") == frozenset()


def test_a_table_is_as_likely_as_its_words_are() -> None:
    counts = {name: dict[str, float]() for name in TABLES} | {"orders": {"order": 3.0, "date": 1.0}, "leads": {"lead": 1.0, "date": 1.0}}
    told = speaks(["Order", "Date", "nobody knows"], counts)
    share = {name: sum(found.values()) + 3 * SMOOTHING for name, found in counts.items()}
    orders = math.log((3 + SMOOTHING) / share["orders"]) + math.log((1 + SMOOTHING) / share["orders"])
    leads = math.log(SMOOTHING / share["leads"]) + math.log((1 + SMOOTHING) / share["leads"])
    assert told["orders"] == 0 and told["leads"] == pytest.approx(leads - orders)


def test_headers_of_unknown_words_say_nothing() -> None:
    assert set(speaks(["zzz", "", "🐟"]).values()) == {0.0}
