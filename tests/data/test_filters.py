"""Filters are values: equal when they say the same, and each selects what it names."""

from datetime import date

import ibis
import pyarrow as pa
import pytest

from data.filters import CustomerFilters, OrderFilters

PEOPLE = ibis.memtable(
    pa.table({"customer_id": ["a", "b", "c", "d"], "region": ["N", "S", None, "N"], "kind": ["person", None, "company", "company"]})
)


def test_filters_are_hashable_and_equal_by_value() -> None:
    assert OrderFilters(date(2024, 1, 1), ("web",)) == OrderFilters(date(2024, 1, 1), ("web",))
    assert len({OrderFilters(), OrderFilters(None, (), ()), CustomerFilters(), CustomerFilters(())}) == 2
    assert OrderFilters(date(2024, 1, 1), ("web",), ("tea",)).without_start() == OrderFilters(None, ("web",), ("tea",))


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (CustomerFilters(), "abcd"),
        (CustomerFilters(("N",)), "ad"),
        (CustomerFilters(("N", "S")), "abd"),
        (CustomerFilters((), ("company",)), "cd"),
        (CustomerFilters(("N",), ("company",)), "d"),
        (CustomerFilters(("nowhere",)), ""),
    ],
)
def test_customer_filters_keep_what_they_name(filters: CustomerFilters, kept: str) -> None:
    found = filters.apply(PEOPLE).order_by("customer_id").to_pyarrow()["customer_id"].to_pylist()
    assert "".join(found) == kept
