"""A big CSV dropped: seconds until its sheet stands on the page with its proposal, beside what sees less of the file.

Ours has read every byte by then: its encoding, its shape, how many records it has, its hash; and it has chosen the table and the
columns. The peers are bare DuckDB's sniffer with a thousand records, from the start of the file, and `wc -l`, which counts its lines. All clocks
start after imports, ours after the header that the server matches at its start, too.
"""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench._measure import Apart, Report, apart, circumstances, line
from bench._orders import write

RUNS = 5


def run(quick: bool) -> Report:
    """A gigabyte of order lines in at most 2 s; `quick` with a twentieth of it."""
    lines, customers = (700_000, 50_000) if quick else (14_000_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "orders.csv"
        write(file, lines, customers)
        size = file.stat().st_size
        previews: list[Apart] = []
        sniffs: list[Apart] = []
        counts: list[float] = []
        for _ in range(2 if quick else RUNS):
            previews.append(apart("bench._preview", file))
            sniffs.append(apart("bench._peers", "sniff", file))
            counts.append(_counted(file, lines))
    assert all(one.told["rows"] == lines and one.told["table"] == "orders" for one in previews)
    ours = [1000 * sum(one.told["spent"].values()) for one in previews]
    sniffed = [1000 * one.told["seconds"] for one in sniffs]
    measured = [
        line(f"{size / 1e9:.2f} GB until sheet and proposal, beside sniff_csv", ours, sniffed, target=2000),
        line("the same beside wc -l", ours, counts),
        line("peak memory of all processes", [one.peak / 1e6 for one in previews], [one.peak / 1e6 for one in sniffs], unit="MB"),
    ]
    facts = {
        "peers": "bare DuckDB: FROM sniff_csv(…) and 1,000 rows of read_csv (the start of the file alone); wc -l (its lines), in the same rounds",
        "phases of the last run": ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in previews[-1].told["spent"].items()),
        "found": f"{previews[-1].told['rows']:,} rows, {previews[-1].told['known']} columns recognised",
    }
    return Report("preview", measured, facts | circumstances("duckdb"))


def _counted(file: Path, lines: int) -> float:
    """Milliseconds that ``wc -l`` needs; nan where there is no such command."""
    command = shutil.which("wc")
    if command is None:
        return float("nan")
    start = time.perf_counter()
    done = subprocess.run([command, "-l", str(file)], capture_output=True, check=True)
    assert int(done.stdout.split()[0]) == lines + 1
    return 1000 * (time.perf_counter() - start)
