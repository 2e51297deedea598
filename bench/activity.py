"""From order lines to one row a customer: our expression beside SQL by hand and pandas, and an order filter before and after its cache."""

import tempfile
import time
from pathlib import Path

import data.__main__ as command
from bench._measure import Report, apart, circumstances, interleaved, line
from bench._orders import AS_OF, write
from data import activity
from data.filters import OrderFilters
from data.materials import Materials
from data.sql import first_row
from data.workspace import Workspace

RUNS = 3
CHANNELS = ("app", "phone", "shop", "web")
# The same columns, as somebody who knows what the data holds would write them.
SQL = """
    WITH counted AS (
        SELECT customer_id, order_id, ordered_at::DATE AS day, amount, province, customer_name, customer_kind,
            amount > 0 AND NOT coalesce(is_return, false) AND coalesce(status NOT IN ('cancelled', 'unpaid', 'open'), true) AS sale,
            CASE WHEN status IN ('cancelled', 'unpaid', 'open') THEN 0 WHEN is_return OR amount < 0 THEN abs(amount)
                WHEN refund <> 0 THEN abs(refund) WHEN status = 'refunded' THEN amount ELSE 0 END AS back
        FROM orders WHERE customer_id IS NOT NULL AND ordered_at < DATE '{next_day}'),
    spent AS (
        SELECT customer_id, min(day) FILTER (sale) AS first_order_on, max(day) FILTER (sale) AS last_order_on,
            count(DISTINCT order_id) FILTER (sale) AS orders, count(DISTINCT day) FILTER (sale) AS active_days,
            (sum(amount) FILTER (sale))::DECIMAL(18, 4) AS spend, sum(back)::DECIMAL(18, 4) AS returned,
            max(province) AS bought_in, max(customer_name) AS order_name, max(customer_kind) AS order_kind
        FROM counted GROUP BY customer_id)
    SELECT customer_id, first_order_on, last_order_on, orders, active_days, spend, returned, acquisition_channel,
        coalesce(name, order_name) AS name, coalesce(kind, order_kind) AS kind, bought_in AS region
    FROM spent LEFT JOIN customers USING (customer_id) WHERE orders > 0
"""
SOLD = """
    COPY (SELECT customer_id, order_id, day, is_sale, sold::DOUBLE AS sold, returned::DOUBLE AS returned FROM ({lines}) WHERE customer_id IS NOT NULL)
    TO '{path}' (FORMAT parquet)
"""


class Rivals:
    """Ours and SQL by hand over one workspace, each into a table in memory."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.cursor = workspace.cursor()

    def ours(self, _: int) -> None:
        """The expression that the pages use."""
        backend = self.workspace.backend()
        region = self.workspace.meta("region")
        expression = activity.activity(backend.table("orders"), backend.table("customers"), AS_OF, region=region)
        self.cursor.execute(f"CREATE OR REPLACE TABLE cache.main.ours AS {backend.compile(expression)}")

    def sql(self, _: int) -> None:
        """By hand."""
        next_day = AS_OF.replace(month=AS_OF.month + 1, day=1)
        self.cursor.execute(f"CREATE OR REPLACE TABLE cache.main.theirs AS {SQL.format(next_day=next_day)}")

    def agree(self) -> int:
        """How many customers both found; AssertionError unless every value of every one is the same."""
        one, other = "FROM cache.main.ours", "FROM cache.main.theirs"
        different = f"SELECT count(*) FROM ((SELECT * {one} EXCEPT SELECT * {other}) UNION ALL (SELECT * {other} EXCEPT SELECT * {one}))"
        assert first_row(self.cursor, different)[0] == 0
        return int(first_row(self.cursor, f"SELECT count(*) {one}")[0])

    def drop(self) -> None:
        """Give the memory back."""
        for table in ("ours", "theirs"):
            self.cursor.execute(f"DROP TABLE cache.main.{table}")


def filtered(workspace: Workspace) -> tuple[list[float], list[float]]:
    """Milliseconds until `activity` is there for each channel: as a new filter, and asked for again."""
    materials = Materials(workspace)
    times: tuple[list[float], list[float]] = ([], [])
    for into in times:
        for channel in CHANNELS:
            backend = workspace.backend()
            start = time.perf_counter()
            materials.table(backend, "activity", AS_OF, OrderFilters(channels=(channel,)))
            into.append((time.perf_counter() - start) * 1000)
    return times


def run(quick: bool) -> Report:
    """20 million lines of a million customers: a new channel filter within 3 s; `quick` with a twentieth."""
    lines, customers = (1_000_000, 50_000) if quick else (20_000_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "orders.csv"
        write(file, lines, customers)
        with Workspace(Path(name) / "ours.duckdb") as workspace:
            command.load(workspace, [file])
            rivals = Rivals(workspace)
            times = interleaved({"ours": rivals.ours, "sql": rivals.sql}, RUNS, warm=1)
            found = rivals.agree()
            rivals.drop()
            new, again = filtered(workspace)
            backend, sold = workspace.backend(), workspace.incoming / "sold.parquet"  # the one folder that the engine may write to
            workspace.cursor().execute(SOLD.format(lines=backend.compile(activity.lines(backend.table("orders"), AS_OF)), path=sold))
            grouped = apart("bench._peers", "pandas", sold)
    assert grouped.told["rows"] == found
    measured = [
        line(f"activity of {lines:,} lines, beside SQL by hand", times["ours"], times["sql"], ratio=1.2),
        line("the same, beside pandas groupby", times["ours"], [1000 * grouped.told["seconds"]]),
        line("a new channel filter, a quarter of the lines", new, target=3000),
        line("the same filter again", again, target=50),
    ]
    facts = {
        "customers": f"{found:,}, each column of each one equal to the SQL's",
        "pandas": f"days, amounts and returns ready in memory as doubles, once; {grouped.peak / 1e6:,.0f} MB",
    }
    return Report("activity", measured, facts | circumstances("duckdb", "ibis-framework", "pandas"))
