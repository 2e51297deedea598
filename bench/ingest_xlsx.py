"""A workbook of half a million order lines into a workspace, beside bare fastexcel and pandas with openpyxl, which only read it.

The clock starts after imports and stops when the rows are committed, checks and all.
"""

import tempfile
from pathlib import Path

import duckdb
import xlsxwriter

from bench._measure import SHARED, Apart, Report, apart, circumstances, line

RUNS = 5
REAL = SHARED / "online_retail" / "online_retail.csv.gz"
LINES = 541_909
SYNTHETIC = """
    SELECT (536365 + i // 20)::VARCHAR AS "InvoiceNo", (10000 + i % 4000)::VARCHAR AS "StockCode",
        'WHITE HANGING T-LIGHT HOLDER ' || i % 4000 AS "Description", 1 + i % 12 AS "Quantity",
        TIMESTAMP '2010-12-01 08:26' + to_minutes(i) AS "InvoiceDate", (99 + i % 900) / 100 AS "UnitPrice",
        12346 + i // 20 * 7919 % 4372 AS "CustomerID", 'United Kingdom' AS "Country"
    FROM range(?) AS t(i)
"""


def write(path: Path, lines: int) -> str:
    """Write the workbook as a spreadsheet program does, numbers as numbers and days as days; returns what it holds."""
    with duckdb.connect() as connection, xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        if REAL.exists():
            rows = connection.execute("SELECT * FROM read_csv(?, types={'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR'}) LIMIT ?", [str(REAL), lines])
        else:
            rows = connection.execute(SYNTHETIC, [lines])
        sheet = book.add_worksheet("Online Retail")
        sheet.write_row(0, 0, [column[0] for column in rows.description or []])
        number = 0
        while chunk := rows.fetchmany(10_000):
            for row in chunk:
                number += 1
                sheet.write_row(number, 0, row)
    return "the Online Retail data" if REAL.exists() else "synthetic, for want of the Online Retail data in ../shared/data"


def run(quick: bool) -> Report:
    """541,909 lines: at most 2.5 times as long as bare fastexcel, at least 5 times as fast as pandas with openpyxl; `quick` with a tenth."""
    lines = LINES // 10 if quick else LINES
    loads: list[Apart] = []
    peers: list[Apart] = []
    with tempfile.TemporaryDirectory() as name:
        file, workspace = Path(name) / "orders.xlsx", Path(name) / "ours.duckdb"
        held = write(file, lines)
        for _ in range(1 if quick else RUNS):
            workspace.unlink(missing_ok=True)
            peers.append(apart("bench._peers", "fastexcel", file))
            loads.append(apart("bench._load", file, workspace))
        slow = apart("bench._peers", "openpyxl", file)
        sizes = f"{file.stat().st_size / 1e6:.1f} MB workbook, {workspace.stat().st_size / 1e6:.1f} MB workspace"
    assert all(one.told["rows"] == lines for one in (slow, *peers))
    ours = [1000 * sum(seconds for phase, seconds in one.told["spent"].items() if phase != "activity") for one in loads]
    fast = [1000 * one.told["seconds"] for one in peers]
    measured = [
        line(f"{lines:,} rows until committed, beside fastexcel", ours, fast, ratio=None if quick else 2.5),
        line("the same, beside pandas with openpyxl", ours, [1000 * slow.told["seconds"]], ratio=None if quick else 0.2),
        line("peak memory of all processes, beside fastexcel", [one.peak / 1e6 for one in loads], [one.peak / 1e6 for one in peers], unit="MB"),
    ]
    facts = {
        "rows": f"{held}; {loads[-1].told['rows']:,} stored",
        "peers": f"load_sheet to Arrow; read_excel to a data frame (once, {slow.peak / 1e6:,.0f} MB)",
        "phases of the last run": ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in loads[-1].told["spent"].items()),
        "sizes": sizes,
    }
    return Report("ingest-xlsx", measured, facts | circumstances("fastexcel", "openpyxl", "pandas", "duckdb"))
