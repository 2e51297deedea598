"""A big CSV of order lines into a workspace, checked and aggregated, beside bare DuckDB's CREATE TABLE … FROM read_csv.

"Until the rows are committed" is the workspace opened, the file scanned and hashed, its columns recognised, every cell typed into
the database file with its problems kept, and the commit that shows the rows. "Checks and activity" is all that judges the file as
a whole (order totals, currencies, problems counted, repeated lines, sums) and one row a customer. Both clocks start after imports.
"""

import tempfile
from pathlib import Path

from bench._load import COMMITTED
from bench._measure import Apart, Report, apart, circumstances, line
from bench._orders import write

RUNS = 3


def run(quick: bool) -> Report:
    """20 million lines of a million customers: at most 2.5 times as long as bare DuckDB, 5 s on top, less than 3 GB; `quick` with a twentieth."""
    lines, customers = (1_000_000, 50_000) if quick else (20_000_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, ours, bare = folder / "orders.csv", folder / "ours.duckdb", folder / "bare.duckdb"
        write(file, lines, customers)
        loads: list[Apart] = []
        peers: list[Apart] = []
        for _ in range(1 if quick else RUNS):
            for path in (ours, bare):
                path.unlink(missing_ok=True)
            peers.append(apart("bench._peers", "duckdb", file, bare))
            loads.append(apart("bench._load", file, ours))
        sizes = [f"{path.stat().st_size / 1e6:,.0f} MB {what}" for path, what in ((file, "CSV"), (ours, "workspace"), (bare, "bare table"))]
    assert all(one.told["rows"] == lines for one in (*loads, *peers))
    committed = [1000 * sum(one.told["spent"][phase] for phase in COMMITTED) for one in loads]
    on_top = [1000 * (one.told["spent"]["checks"] + one.told["spent"]["activity"]) for one in loads]
    measured = [
        line(
            f"{lines:,} lines until committed", committed, [1000 * one.told["seconds"] for one in peers], ratio=None if quick else 2.5
        ),  # the start of the reading process alone takes as long as bare DuckDB with few lines
        line("checks and activity on top", on_top, target=5000),
        line("peak memory of all processes", [one.peak / 1e6 for one in loads], [one.peak / 1e6 for one in peers], target=3000, unit="MB"),
    ]
    facts = {
        "peer": "CREATE TABLE … FROM read_csv(…) of bare DuckDB, on a database file, in the same rounds",
        "phases of the last run": ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in loads[-1].told["spent"].items()),
        "whole processes": f"{loads[-1].seconds:.1f} s ours, {peers[-1].seconds:.1f} s bare",
        "sizes": ", ".join(sizes),
    }
    return Report("ingest-csv", measured, facts | circumstances("duckdb", "ibis-framework"))
