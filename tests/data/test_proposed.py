"""Periods side by side that are no sales, or of no known year, are not proposed; somebody may still say what they are."""

# ruff: noqa: E501 (names of a kind are a line)
from dataclasses import replace
from pathlib import Path

import pytest

from data.mapping import Mapping, is_wide
from data.proposed import doubt, proposed
from data.read import Sheet
from data.recognise import propose

QUARTERS = ("客户编号", "2024Q1", "2024Q2", "2024Q3", "2024Q4")
BARE = ("Customer ID", "Q1", "Q2", "Q3", "Q4")


def sheet(name: str = "", file: str = "a.xlsx", header: tuple[str, ...] = QUARTERS, above: tuple[str, ...] = (), cell: str = "{}00") -> Sheet:
    sample = tuple((f"C{n}", *(cell.format(n + k) for k in range(1, len(header)))) for n in range(1, 9))
    return Sheet(file, name, Path("a"), "parquet", header, 1, 8, sample, "utf-8", "", "", above=above)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("毛利率", "rates"), ("2024增长率", "rates"), ("销售占比", "rates"), ("Gross margin", "rates"), ("growth_rate", "rates"), ("Market share", "rates"),
        ("订单数", "counts"), ("数量", "counts"), ("件数表", "counts"), ("Orders count", "counts"), ("Quantity", "counts"), ("客户数", "counts"),
        ("目标", "goals"), ("2024年预算", "goals"), ("Sales target", "goals"), ("Budget 2024", "goals"),
        ("销售", None), ("各季度销售额", None), ("Sales by customer", None), ("Corporate accounts", None), ("Discounts", None), ("目标客户销售额", None), ("数据", None), ("订单数据", None),
    ],
)  # fmt: skip
def test_what_a_sheet_is_called(name: str, why: str | None) -> None:
    assert doubt(sheet(name)) == doubt(sheet("Sheet1", f"{name}.xlsx")) == doubt(sheet("", "a.csv", above=(name,))) == why
    assert (proposed(sheet(name)).table is None) == (why is not None)


def test_the_sheet_knows_better_than_its_file() -> None:
    assert doubt(sheet("销售", "预算.xlsx")) is None
    assert doubt(sheet("销售", above=("注：毛利率见附表",))) is None


def test_goals_that_are_known_stay_goals() -> None:
    one = sheet("目标", header=("销售员", *QUARTERS[1:]))
    assert (proposed(one).table, doubt(one)) == ("targets", None)


def test_percentages_are_no_amounts() -> None:
    one = sheet(cell="{}%")
    proposal = propose(one.header, one.sample)
    assert "amount" not in {match.target for match in proposal.matches}
    assert not is_wide(Mapping(proposal.table or "orders", tuple(match.target for match in proposal.matches)))


def test_numbers_shown_as_percentages_are_no_amounts() -> None:
    one = replace(sheet(cell="0.{}"), formats=tuple((place, "%") for place in range(1, 5)))
    assert (doubt(one), proposed(one).table) == ("rates", None)


def test_periods_in_different_units_are_not_proposed() -> None:
    one = sheet(header=("客户编号", "2024Q1(万元)", "2024Q2", "2024Q3"))
    assert "amount" not in {match.target for match in proposed(one).matches}


@pytest.mark.parametrize("header", [BARE, ("客户编号", "第1周", "第2周", "第3周"), ("Customer ID", "Jan", "Feb", "Mar")])
def test_periods_of_no_known_year_are_not_proposed(header: tuple[str, ...]) -> None:
    assert (doubt(sheet(header=header)), proposed(sheet(header=header)).table) == ("year", None)
    for one in (sheet(header=header, file="销售 2024.csv"), sheet("2024", header=header), sheet(header=header, above=("2024年销售",))):
        assert (doubt(one), proposed(one).table) == (None, "orders")
    assert propose(header, sheet(header=header).sample, "orders").table == "orders", "somebody may still say it"
