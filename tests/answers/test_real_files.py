"""Real files all the way: read, matched, staged, committed, answered; the numbers are published ones."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from answers import Desk, Question, answer, rows
from data import store
from data.mapping import Mapping
from data.read import Sheet, read
from data.recognise import propose
from data.report import LoadReport
from data.workspace import Workspace
from metrics.overview import OverviewThresholds
from tests.conftest import SHARED

Loaded = tuple[Workspace, LoadReport, Sheet, Mapping]
RETAIL, CDNOW = SHARED / "online_retail" / "online_retail.csv.gz", SHARED / "cdnow" / "CDNOW_master.txt"


def loaded(path: Path) -> Iterator[Loaded]:
    if not path.is_file():
        pytest.skip("needs the real data sets in ../shared/data")
    with tempfile.TemporaryDirectory() as folder, Workspace(Path(folder) / "mine.duckdb", memory=2 << 30) as workspace:
        upload = workspace.incoming / "upload"
        upload.write_bytes(path.read_bytes())
        (sheet,) = read(upload, path.name, workspace.incoming)
        proposal = propose(sheet.header, sheet.sample)
        assert proposal.table == "orders" and proposal.missing == ()
        mapping = Mapping("orders", tuple(match.target for match in proposal.matches))
        report = store.stage(workspace, sheet, mapping, date(2024, 1, 1))
        store.commit(workspace, [(report, sheet, mapping)], datetime(2024, 1, 1), "ann")
        yield workspace, report, sheet, mapping


@pytest.fixture(scope="module")
def retail() -> Iterator[Loaded]:
    yield from loaded(RETAIL)


@pytest.fixture(scope="module")
def cdnow() -> Iterator[Loaded]:
    yield from loaded(CDNOW)


def test_online_retail_goes_in_whole(retail: Loaded) -> None:
    workspace, report, sheet, mapping = retail
    assert (report.rows_read, report.rows_stored, report.rows_rejected, report.rejected) == (541_909, 541_909, 0, {})
    assert (report.customers, report.orders) == (4_338, 18_532)
    assert (report.total, report.total_with_anonymous) == (Decimal("8911407.9040"), Decimal("10666684.5440"))
    assert (report.first, report.last) == (date(2010, 12, 1), date(2011, 12, 9))
    assert report.noted == {"duplicate_line": 5_268} and report.derived == ("amount",)
    assert report.anonymous_rows == 135_080
    assert store.problem_rows(workspace, report, sheet, mapping).fetchall() == []
    assert workspace.meta("region") == "orders.country"


def test_the_answers_on_online_retail_are_the_published_numbers(retail: Loaded) -> None:
    desk = Desk(retail[0])
    facts = desk.facts
    assert (facts.orders, facts.first_day, facts.as_of, len(facts.regions)) == (541_909, date(2010, 12, 1), date(2011, 12, 9), 38)
    parts = answer(desk, Question("segments"))
    assert (parts.customers, round(parts.revenue, 2)) == (4_338, 8_911_407.90)
    assert (parts.sizes["customers"].sum(), parts.grid["customers"].sum()) == (4_338, 4_338)
    whole = answer(desk, Question("overview", OverviewThresholds(period_days=90)))
    value = whole.figures.set_index("figure")["value"]
    assert (value["customers"], value["orders"], round(value["revenue"], 2)) == (4_338, 18_532, 8_911_407.90)
    assert round(whole.total_revenue, 2) == 10_666_684.54
    listed = rows(desk, Question("segments"))
    assert listed.filter(listed.orders > 1).count().to_pyarrow().as_py() == 2_845, "65.58 % repeat"
    assert listed.filter(listed.active_days > 1).count().to_pyarrow().as_py() == 2_790
    one = parts.sizes.loc[parts.sizes["customers"].idxmax()]
    chosen = Question("segments", segments=(one["segment"],))
    assert rows(desk, chosen).count().to_pyarrow().as_py() == one["customers"]


def test_cdnow_goes_in_whole(cdnow: Loaded) -> None:
    workspace, report, *_ = cdnow
    assert (report.rows_read, report.rows_stored, report.noted) == (69_659, 69_659, {"duplicate_line": 255})
    assert workspace.cursor().execute("SELECT count(DISTINCT customer_id), count(*) FILTER (amount = 0) FROM orders").fetchall() == [(23_570, 80)]
    assert (report.first, report.last) == (date(1997, 1, 1), date(1998, 6, 30))
    desk = Desk(workspace)
    assert answer(desk, Question("segments")).customers == report.customers == 23_502
    assert answer(desk, Question("overview")).figures.set_index("figure")["value"]["revenue"] == float(report.total)
