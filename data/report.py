"""What a staged load holds, counted for the dry run: rows, problems, customers, days and money."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import duckdb
import numpy as np

from data import activity
from data.check import COMPUTED, Field, Problem, problems_sql
from data.erase import ERASED
from data.mapping import Mapping
from data.read import Sheet
from data.repeats import KNOWN, Turn, again, again_alike
from data.scales import Scale
from data.schema import TABLES, Table
from data.sql import first_row, quoted
from data.workspace import Workspace

SHOWN_PROBLEMS = 200


@dataclass(frozen=True)
class LoadReport:
    """What a load holds. ``rows_read = rows_stored + rows_rejected``; money in the file's currency; sales before returns."""

    load: int
    table: str
    file: str
    sheet: str
    rows_read: int
    rows_stored: int
    rows_rejected: int
    rejected: dict[str, int]  # problem code → lines that stayed out
    noted: dict[str, int]  # problem code → lines that went in and need a look
    staged_on: date  # later order dates are problems
    customers: int  # orders: customers with a sale; other tables: distinct ids
    distinct: int = 0  # customers, tickets, responses, leads, invoices, targets: rows of one key count once
    alike: int = 0  # rows without an id of their own that say what rows that are there say
    known: int = 0  # different keys, or orders, that the workspace has already
    orders: int = 0  # of known customers
    first: date | None = None
    last: date | None = None
    total: Decimal = Decimal(0)  # orders: sales of known customers; other tables: the sum of their money
    anonymous_rows: int = 0
    anonymous_total: Decimal = Decimal(0)
    returns: int = 0
    returned: Decimal = Decimal(0)
    void_rows: int = 0  # orders: lines cancelled, unpaid or not won yet, which are no sales
    void_total: Decimal = Decimal(0)
    scales: tuple[tuple[Scale, int], ...] = ()  # surveys: a scale, and how many questions have it
    derived: tuple[str, ...] = ()  # canonical columns computed rather than read
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def total_with_anonymous(self) -> Decimal:
        """All sales, whether or not the customer is known."""
        return self.total + self.anonymous_total

    @property
    def rows_unanswered(self) -> int:
        """Answers that are a code for no answer: they stay out, and nothing is wrong with them."""
        return self.rejected.get("no_answer", 0)


def report_of(
    workspace: Workspace, load: int, sheet: Sheet, mapping: Mapping, stored: Sequence[Field], derived: tuple[str, ...], before: Sequence[Turn],
    today: date,
) -> LoadReport:  # fmt: skip
    """Count what a staged table holds; ``before`` are the loads of its table that come before it."""
    staged, cursor = f"load_{load}", workspace.cursor()
    states = dict(cursor.execute(f"SELECT _state, count(*) FROM {staged} GROUP BY 1").fetchall())
    unsure = suspects(cursor, staged, stored, mapping)
    counted, shown = _problems(cursor, staged, problems_sql(staged, sheet, unsure, mapping, today))
    rejected = {code: count for code, out, count in counted if out}
    noted = {code: count for code, out, count in counted if not out}
    aside = {state: states[state] for state in ("other_currency", "no_answer", KNOWN, ERASED) if state in states}
    rejected |= aside
    repeated = 0 if TABLES[mapping.table].key else _repeated_rows(cursor, staged, stored)  # there a repeated key says it
    if repeated:
        noted["duplicate_line"] = repeated
    report = LoadReport(
        load=load, table=mapping.table, file=sheet.file, sheet=sheet.name,
        rows_read=sum(count for state, count in states.items() if state != "blank"), rows_stored=states.get("stored", 0),
        rows_rejected=states.get("rejected", 0) + sum(aside.values()), rejected=rejected, noted=noted, staged_on=today, customers=0,
        derived=derived, problems=shown,
    )  # fmt: skip
    report = _with_orders(workspace, report) if mapping.table == "orders" else _with_keys(cursor, report)
    unknown = (sheet.numbered or mapping.numbered) and mapping.mode != "skip"
    alike = again_alike(cursor, staged, TABLES[mapping.table], before) if unknown else 0
    return replace(report, known=again(cursor, staged, TABLES[mapping.table], before), alike=alike)


def suspects(cursor: duckdb.DuckDBPyConnection, staged: str, stored: Sequence[Field], mapping: Mapping) -> list[Field]:
    """The columns that may have a problem: judged by value, a hundred columns would take seconds to plan."""
    always = {*TABLES[mapping.table].required, TABLES[mapping.table].happened, *COMPUTED}
    unsure = [field for field in stored if field.column.name not in always and not field.style.rounded]
    if not unsure:
        return list(stored)
    lost = ", ".join(f"coalesce(bool_or({quoted(f.column.name)} IS NULL AND _raw[{f.position + 1}] IS NOT NULL), false)" for f in unsure)
    found = first_row(cursor, f"SELECT {lost} FROM {staged} WHERE _raw IS NOT NULL")
    fine = {field.position for field, suspect in zip(unsure, found, strict=True) if not suspect}
    return [field for field in stored if field.position not in fine]


def _problems(cursor: duckdb.DuckDBPyConnection, staged: str, told: str) -> tuple[list[tuple[str, bool, int]], tuple[Problem, ...]]:
    """Problem code, whether its lines stayed out, and their number, most frequent first; and the first problems in full."""
    if not cursor.execute(f"SELECT 1 FROM {staged} WHERE _raw IS NOT NULL LIMIT 1").fetchall():
        return [], ()
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE told AS {told}")  # once: the query of a wide sheet takes a second to plan
    counted = cursor.execute("SELECT code, rejected, count(DISTINCT line) FROM told GROUP BY 1, 2 ORDER BY 3 DESC, 1").fetchall()
    shown = cursor.execute(f"SELECT * EXCLUDE (line) FROM told ORDER BY rejected DESC, line LIMIT {SHOWN_PROBLEMS}").fetchall()
    cursor.execute("DROP TABLE told")
    return counted, tuple(Problem(*row) for row in shown)


def _repeated_rows(cursor: duckdb.DuckDBPyConnection, staged: str, stored: Sequence[Field]) -> int:
    """Lines that repeat an earlier one to the letter; they are told, never dropped."""
    names = ", ".join(quoted(f.column.name) for f in stored)
    lines, (different,) = _different(cursor, f"SELECT hash({names}) FROM {staged} WHERE _state = 'stored'")
    return lines - different


def _different(cursor: duckdb.DuckDBPyConnection, hashes: str) -> tuple[int, list[int]]:
    """How many rows a query of hashes gives, and how many different hashes in each column.

    Sorted here, as the engine needs four times as long and ten times the memory.
    """
    columns = [np.asarray(column) for column in cursor.execute(hashes).fetchnumpy().values()]
    for column in columns:
        column.sort()
    return len(columns[0]), [int(np.count_nonzero(column[1:] != column[:-1])) + (len(column) > 0) for column in columns]


def _with_orders(workspace: Workspace, report: LoadReport) -> LoadReport:
    """The report with what its order lines add up to, by the same rules as the pages."""
    backend = workspace.backend()
    staged = backend.table(f"load_{report.load}").filter(lambda t: t["_state"] == "stored")
    counted = activity.lines(staged, date.max)
    void = counted.status.isin(activity.VOID).fill_null(False)
    known, sale = counted.customer_id.notnull(), counted.is_sale
    sums = counted.agg(
        first=counted.day.min(), last=counted.day.max(),
        total=counted.sold.sum(where=known), anonymous_total=counted.sold.sum(where=~known), anonymous_rows=(~known).sum(),
        returns=(counted.returned > 0).sum(), returned=counted.returned.sum(),
        void_rows=void.sum(), void_total=counted.amount.abs().sum(where=void),
    ).to_pyarrow().to_pylist()[0]  # fmt: skip
    said = {name: value for name, value in sums.items() if value is not None}
    ordered = backend.compile(counted.filter(known & sale).select("customer_id", "order_id"))
    _, (customers, orders) = _different(workspace.cursor(), f"SELECT hash(customer_id) AS c, hash(customer_id, order_id) AS o FROM ({ordered})")
    return replace(report, customers=customers, orders=orders, **said)


def _with_keys(cursor: duckdb.DuckDBPyConnection, report: LoadReport) -> LoadReport:
    """The report with its keys and customers counted, its days and its money; a key given twice is told, and its later filled cells win."""
    table, kept = TABLES[report.table], f"FROM load_{report.load} WHERE _state = 'stored'"
    about = {
        "keys": f"count(DISTINCT ({', '.join(table.key)},))" if table.key else "count(*)",
        "distinct": f"count(DISTINCT ({', '.join(table.thing)},))" if table.key else "count(*)",
        "customers": "count(DISTINCT customer_id)" if "customer_id" in table.names else "0",
        "first": f"min({quoted(table.happened)})::DATE" if table.happened else "NULL",
        "last": f"max({quoted(table.happened)})::DATE" if table.happened else "NULL",
    }
    counted = dict(zip(about, first_row(cursor, f"SELECT {', '.join(about.values())} {kept}"), strict=True))
    counted["total"] = _total(cursor, table, kept)
    twice = report.rows_stored - counted.pop("keys")
    noted = report.noted | ({"duplicate_key": twice} if twice and not {"events", "items"} & set(report.derived) else {})
    return replace(report, noted=noted, scales=_scales(cursor, kept) if table.name == "surveys" else (), **counted)


def _total(cursor: duckdb.DuckDBPyConnection, table: Table, kept: str) -> Decimal:
    """The sum of the table's money; of rows with one key the last filled amount, as they will be folded."""
    if not table.sums:
        return Decimal(0)
    amounts = (
        f"SELECT arg_max({table.sums}, rowid) AS amount {kept} GROUP BY {', '.join(table.key)}"
        if table.key
        else f"SELECT {table.sums} AS amount {kept}"
    )
    return first_row(cursor, f"SELECT coalesce(sum(amount), 0)::DECIMAL(18,4) FROM ({amounts})")[0]


def _scales(cursor: duckdb.DuckDBPyConnection, kept: str) -> tuple[tuple[Scale, int], ...]:
    """The scales of a survey's questions, the most frequent first."""
    asked = f"SELECT scale_min, scale_max, count(DISTINCT question) {kept} AND scale_max IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    return tuple((Scale(low, high), questions) for low, high, questions in cursor.execute(asked).fetchall())
