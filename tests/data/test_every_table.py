"""All nine tables from Chinese and from English files: recognised without a question, and the same facts either way."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from data.recognise import propose
from data.schema import TABLES
from data.workspace import Workspace
from tests.data.loading import found, load, sheet_of
from tests.data.nine_tables import CHINESE, ENGLISH, Sheet


def text_of(sheet: Sheet) -> str:
    """The sheet as a CSV."""
    told = io.StringIO()
    csv.writer(told).writerows([sheet[0], *sheet[1]])
    return told.getvalue()


def stored(workspace: Workspace, name: str, sheet: Sheet) -> list[tuple[Any, ...]]:
    """The canonical rows that a sheet gives."""
    load(workspace, text_of(sheet), name)
    columns = ", ".join(f'"{column}"' for column in TABLES[name].names if column not in ("currency", "order_id"))
    return found(workspace, f"SELECT {columns} FROM {name} ORDER BY ALL")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("sheets", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_a_table_is_recognised_without_a_question(workspace: Workspace, sheets: dict[str, Sheet], name: str) -> None:
    sheet = sheet_of(workspace, text_of(sheets[name]), "export.csv")
    proposal = propose(sheet.header, sheet.sample)
    assert (proposal.table, proposal.missing) == (name, ())
    kept = [sheet.header[match.column] for match in proposal.matches if match.target is None]
    assert kept == (["爱好" if sheets is CHINESE else "Hobby"] if name == "customers" else [])


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_tell_the_same_facts(tmp_path: Path, name: str) -> None:
    rows = []
    for lang, sheets in (("zh", CHINESE), ("en", ENGLISH)):
        with Workspace(tmp_path / f"{lang}.duckdb", memory=1 << 30) as workspace:
            rows.append(stored(workspace, name, sheets[name]))
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(CHINESE[name][1])


def test_words_become_codes(workspace: Workspace) -> None:
    for name in ("interactions", "tickets", "surveys", "leads"):
        load(workspace, text_of(CHINESE[name]), name)
    assert found(workspace, 'SELECT kind, direction FROM interactions ORDER BY "at"') == [
        ("visit", "outbound"),
        ("call", "inbound"),
        ("message", "outbound"),
    ]
    assert found(workspace, "SELECT kind, severity, escalated FROM tickets ORDER BY 1") == [
        ("complaint", "high", True), ("consultation", "low", False), ("repair", "high", False),
    ]  # fmt: skip
    assert found(workspace, "SELECT DISTINCT instrument, dimension FROM surveys ORDER BY 1") == [("csat", "reliability"), ("nps", None)]
    assert found(workspace, "SELECT stage, converted, expected_value FROM leads ORDER BY lead_id") == [
        ("won", True, 120_000), ("contacted", False, 8_000), ("lost", False, None),
    ]  # fmt: skip
