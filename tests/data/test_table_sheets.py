"""Exports of many systems for all nine tables, written without knowledge of the matcher: which table each is, and which columns.

The matcher met them first on 33 of 45 tables and 275 of 384 columns; since then it has learnt from them, so they hold what it knows.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.proposals import Proposal
from data.recognise import propose

SHEETS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "table_sheets.json").read_text("utf-8"))
LEAST = 0.95  # of the columns that are known


def records(sheet: dict[str, Any]) -> list[list[str | None]]:
    return [[cell or None for cell in row] for row in sheet["rows"]]


@cache
def understood(number: int) -> Proposal:
    """What a sheet is taken for, matched once for all tests."""
    return propose(SHEETS[number]["header"], records(SHEETS[number]))


@pytest.mark.parametrize("number", range(len(SHEETS)), ids=[sheet["name"] for sheet in SHEETS])
def test_a_sheet_is_taken_for_its_table(number: int) -> None:
    assert understood(number).table == SHEETS[number]["table"]


def test_most_columns_are_found() -> None:
    expected = found = 0
    for number, sheet in enumerate(SHEETS):
        alone = understood(number)
        matches = (alone if alone.table == sheet["table"] else propose(sheet["header"], records(sheet), sheet["table"])).matches
        taken = {sheet["header"][match.column]: match.target for match in matches if match.target}
        expected += len(sheet["columns"])
        found += sum(taken.get(header) == target for header, target in sheet["columns"].items())
    assert found >= LEAST * expected, f"{found} of {expected}"
