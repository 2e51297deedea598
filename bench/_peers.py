"""`python -m bench._peers NAME ARGUMENT…`: what one would do without Clientele, each in a process of its own; tells its seconds as JSON.

Imports are over when the clock starts.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any


def duckdb_csv(file: str, path: str) -> Callable[[], int]:
    """Bare DuckDB: a CSV into a table of a database file, types guessed from its first rows."""
    import duckdb

    def run() -> int:
        with duckdb.connect(path) as connection:
            connection.execute("CREATE TABLE lines AS SELECT * FROM read_csv(?)", [file])
            return int(connection.execute("SELECT count(*) FROM lines").fetchall()[0][0])

    return run


def sniff(file: str) -> Callable[[], int]:
    """Bare DuckDB: what a CSV's columns are, by its start, and the first thousand records."""
    import duckdb

    def run() -> int:
        with duckdb.connect() as connection:
            connection.execute("FROM sniff_csv(?)", [file]).fetchall()
            return len(connection.execute("FROM read_csv(?) LIMIT 1000", [file]).fetchall())

    return run


def fastexcel(file: str) -> Callable[[], int]:
    """Bare fastexcel: the first sheet as an Arrow table."""
    import fastexcel as reader

    return lambda: reader.read_excel(file).load_sheet(0, eager=True).num_rows


def openpyxl(file: str) -> Callable[[], int]:
    """The pandas way with openpyxl: the first sheet as a data frame."""
    import openpyxl as _  # noqa: F401 - so that its import is over, too
    import pandas as pd

    return lambda: len(pd.read_excel(file, engine="openpyxl"))


def pandas(file: str) -> Callable[[], int]:
    """The pandas way: one row a customer from a Parquet file of sales and returns, grouped in memory."""
    import pandas as pd

    table = pd.read_parquet(file)

    def run() -> int:
        sales = table[table.is_sale].groupby("customer_id")
        grouped = sales.agg(first=("day", "min"), last=("day", "max"), orders=("order_id", "nunique"), days=("day", "nunique"), spend=("sold", "sum"))
        returned = table.groupby("customer_id").returned.sum()
        return len(grouped.join(returned))

    return run


def main() -> None:
    """Run one of them."""
    peers: dict[str, Callable[..., Callable[[], int]]] = {
        "duckdb": duckdb_csv, "sniff": sniff, "fastexcel": fastexcel, "openpyxl": openpyxl, "pandas": pandas,
    }  # fmt: skip
    run = peers[sys.argv[1]](*sys.argv[2:])
    start = time.perf_counter()
    told: dict[str, Any] = {"rows": run(), "seconds": 0.0}
    told["seconds"] = time.perf_counter() - start
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
