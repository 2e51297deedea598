"""Real files of other tables than orders: recognised without a correction, and every row accounted for."""

from pathlib import Path

import pytest

from data import store
from data.mapping import Mapping, missing, twice
from data.recognise import propose
from data.report import LoadReport
from data.workspace import Workspace
from tests.data.loading import NOW, TODAY, found, load, sheet_of


def arrived(workspace: Workspace, path: Path, table: str) -> LoadReport:
    """The file loaded as proposed."""
    sheet = sheet_of(workspace, path.read_bytes(), path.name)
    proposal = propose(sheet.header, sheet.sample)
    mapping = Mapping(proposal.table or "", tuple(match.target for match in proposal.matches))
    assert (proposal.table, missing(mapping), twice(mapping)) == (table, (), ())
    report = store.stage(workspace, sheet, mapping, TODAY)
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    return report


def test_telco_is_customers(workspace: Workspace, shared_data: Path) -> None:
    report = arrived(workspace, shared_data / "telco" / "Telco-Customer-Churn.csv", "customers")
    assert (report.rows_stored, report.rows_rejected, report.distinct, report.noted) == (7043, 0, 7043, {})
    assert found(workspace, "SELECT count(*) FILTER (churned), count(tenure_months), count(gender) FROM customers") == [(1869, 7043, 7043)]


def test_the_helpdesk_log_is_tickets(workspace: Workspace, shared_data: Path) -> None:
    """4,580 tickets in 21,348 events; a ticket is resolved with its last event."""
    report = arrived(workspace, shared_data / "helpdesk" / "helpdesk.csv", "tickets")
    assert (report.rows_stored, report.rows_rejected, report.distinct, report.derived) == (21_348, 0, 4_580, ("events",))
    assert found(workspace, "SELECT count(*), count(resolved_at), count(*) FILTER (resolved_at < opened_at) FROM tickets") == [(4_580, 4_580, 0)]
    opened, resolved = found(workspace, "SELECT opened_at, resolved_at FROM tickets WHERE ticket_id = 'Case3608'")[0]
    assert (str(opened), resolved > opened) == ("2010-01-13 08:40:25", True)


def test_lead_scoring_is_leads(workspace: Workspace, shared_data: Path) -> None:
    """9,240 leads; 338 of their lines are quoted as a whole."""
    report = arrived(workspace, shared_data / "leads" / "Lead Scoring.csv", "leads")
    assert (report.rows_stored, report.rows_rejected, report.distinct) == (9_240, 0, 9_240)
    assert found(workspace, "SELECT count(*) FILTER (converted), count(DISTINCT source) FROM leads WHERE source <> 'Select'")[0][0] == 3_561 - found(
        workspace, "SELECT count(*) FROM leads WHERE converted AND source IS NULL"
    )[0][0]  # fmt: skip


def test_a_line_quoted_as_a_whole_is_a_record(workspace: Workspace) -> None:
    load(workspace, 'lead id,source,need\n1,web,tea\n"2,""ads, paid"",cups"\n"3 is a note, no record"\n', "leads")
    assert found(workspace, "SELECT lead_id, source, need FROM leads ORDER BY 1") == [
        ("1", "web", "tea"), ("2", "ads, paid", "cups"), ("3 is a note, no record", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(("file", "rows"), [("rossi/rossi.csv", 432), ("donations/donations.csv", 22)])
def test_lists_without_an_id_load_once_table_and_numbers_are_said(shared_data: Path, workspace: Workspace, file: str, rows: int) -> None:
    """Two corrections: that each row is a customer, and that the rows are to be numbered."""
    sheet = sheet_of(workspace, (shared_data / file).read_bytes(), Path(file).name)
    assert propose(sheet.header, sheet.sample).table is None
    matches = propose(sheet.header, sheet.sample, "customers").matches
    mapping = Mapping("customers", tuple(match.target for match in matches), numbered=True)
    assert missing(mapping) == ()
    report = store.stage(workspace, sheet, mapping, TODAY)
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    assert found(workspace, "SELECT count(DISTINCT customer_id) FROM customers") == [(rows,)] == [(report.rows_read,)]
