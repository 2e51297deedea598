"""Sheets into the workspace: stage (the dry run), commit, undo, history.

Staging does the whole work in a table of its own that nobody sees yet; committing is one short transaction that switches
it on, folds the canonical tables again and gives the workspace a new version. So what the dry run showed is what goes in.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa

from data import activity
from data.cells import blank
from data.check import COMPUTED, Field, Mapping, Problem, checked, columns_of, fields, order_id, problems_sql, product
from data.fold import fold, main_currency, set_aside
from data.read import Sheet
from data.scales import Scale, scales_of
from data.schema import TABLES
from data.shape import long
from data.sql import first_row, quoted
from data.workspace import Workspace, WorkspaceError, set_meta, to_json

SHOWN_PROBLEMS = 200
REPEATED = 0.98  # share of several-line orders with one same amount on every line from which it is the order's total
TWINS = """
    SELECT count(*) FROM _loads one JOIN _loads other ON one.sha256 = other.sha256 AND one.sheet = other.sheet
    WHERE one.load = ? AND other.load <> one.load AND other.status = 'active' AND one.sha256 <> ''
"""
ENOUGH_ORDERS = 20  # so many several-line orders must say so
MANY_LINES, SOME, CERTAIN = 2_000_000, 64, 1_000  # of a larger load one order in 64 is looked at first: a thousand may rule it out
EVENTS = 1.2  # rows a case from which a file of tickets is a log of events
SCORES = 200  # more different answers are no scale
NO_ANSWER = (
    "'blank', 'no answer', 'refused', 'skipped', 'don''t know', 'dk', '未作答', '未答', '未填写', '(跳过)', '跳过', '拒答', '不知道', '不适用'"
)


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
    orders: int = 0  # of known customers
    first: date | None = None
    last: date | None = None
    total: Decimal = Decimal(0)  # orders: sales of known customers; other tables: the sum of their money
    anonymous_rows: int = 0
    anonymous_total: Decimal = Decimal(0)
    returns: int = 0
    returned: Decimal = Decimal(0)
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


@dataclass(frozen=True)
class Load:
    """One line of the import history."""

    load: int
    status: str  # active, undone
    table: str
    file: str
    sheet: str
    sha256: str
    who: str
    at: datetime
    rows_stored: int
    rows_rejected: int


def stage(workspace: Workspace, sheet: Sheet, mapping: Mapping, today: date) -> LoadReport:
    """Read the whole sheet into a table of its own and say what it holds; nothing that anybody sees changes.

    ``today`` is the day of the load: later rows are problems.
    """
    sheet, mapping = long(sheet, mapping)
    stored = fields(sheet, mapping)
    with workspace.writing(new_version=False) as cursor:
        load = _next_load(cursor)
        staged = f"load_{load}"
        _fill(cursor, staged, sheet, mapping, today)
        derived = _settle(cursor, staged, sheet, mapping, stored, workspace.meta("currency"))
    return _report(workspace, load, sheet, mapping, stored, derived, today)


def discard(workspace: Workspace, loads: Sequence[int]) -> None:
    """Forget staged loads that were not committed."""
    with workspace.writing(new_version=False) as cursor:
        for load in loads:
            cursor.execute(f"DROP TABLE IF EXISTS load_{int(load)}")


def commit(workspace: Workspace, staged: Sequence[tuple[LoadReport, Sheet, Mapping]], at: datetime, who: str) -> None:
    """Switch staged loads on, all of them or none, and fold the touched tables again.

    WorkspaceError("currencies") when the dry run no longer holds: lines that it showed as going in are in another currency
    than what is loaded by now, perhaps by this very commit.
    """
    with workspace.writing() as cursor:
        for report, sheet, mapping in staged:
            cursor.execute(
                "INSERT INTO _loads VALUES (?, 'active', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [report.load, mapping.table, sheet.file, sheet.name, sheet.sha256, who, at,
                 to_json({"header": sheet.header, "row": sheet.header_row}), to_json(asdict(mapping)), to_json(asdict(replace(report, problems=())))],
            )  # fmt: skip
        _refold(cursor)
        for report, sheet, _ in staged:
            if first_row(cursor, f"SELECT count(*) FROM load_{report.load} WHERE _state = 'stored'")[0] != report.rows_stored:
                raise WorkspaceError("currencies", file=sheet.file)


def adopt(workspace: Workspace, tables: dict[str, pa.Table], source: str, at: datetime, who: str) -> None:
    """Take canonical tables over as they are, each as a load of its own, in place of all there was: for tables that were made."""
    with workspace.writing() as cursor:
        for (load,) in cursor.execute("DELETE FROM _loads RETURNING load").fetchall():
            cursor.execute(f"DROP TABLE load_{load}")
        for name, table in tables.items():
            load = _next_load(cursor)
            cursor.register("adopted", table)
            given = {TABLES[name][column].name for column in table.column_names}
            cells = {c.name: f"{quoted(c.name) if c.name in given else 'NULL'}::{c.sql_type}" for c in TABLES[name].columns}
            if name == "orders":
                cells["order_id"] = order_id(cells["order_id"], cells["customer_id"], cells["ordered_at"])
            listed = ", ".join(f"{cell} AS {quoted(column)}" for column, cell in cells.items())
            cursor.execute(f"CREATE TABLE load_{load} AS SELECT {listed}, 'stored' AS _state, NULL::VARCHAR[] AS _raw FROM adopted")
            cursor.unregister("adopted")
            report = to_json({"rows_stored": table.num_rows, "rows_rejected": 0})
            cursor.execute("INSERT INTO _loads VALUES (?, 'active', ?, ?, '', '', ?, ?, '{}', '{}', ?)", [load, name, source, who, at, report])
        _refold(cursor)


def switch(workspace: Workspace, load: int, *, on: bool) -> None:
    """Undo one load, or restore it, and fold again; the history keeps it either way.

    WorkspaceError("in_use") when the same sheet of the same file is in use already: restoring would count it twice.
    """
    with workspace.writing() as cursor:
        if on and first_row(cursor, TWINS, [load])[0]:
            raise WorkspaceError("in_use")
        cursor.execute("UPDATE _loads SET status = ? WHERE load = ?", ["active" if on else "undone", load])
        _refold(cursor)


def history(workspace: Workspace) -> list[Load]:
    """The imports, newest first."""
    rows = workspace.cursor().execute(
        "SELECT load, status, table_name, file, sheet, sha256, who, loaded_at, report FROM _loads ORDER BY load DESC"
    ).fetchall()  # fmt: skip
    found = []
    for *about, report in rows:
        told = json.loads(report)
        found.append(Load(*about, *(told[name] for name in ("rows_stored", "rows_rejected"))))
    return found


def loaded_before(workspace: Workspace, sheet: Sheet) -> Load | None:
    """The active load of the very same file and sheet, if there is one."""
    return next((load for load in history(workspace) if load.status == "active" and (load.sha256, load.sheet) == (sheet.sha256, sheet.name)), None)


def problem_rows(workspace: Workspace, report: LoadReport, sheet: Sheet, mapping: Mapping) -> duckdb.DuckDBPyConnection:
    """A cursor over the lines with problems, each once: row, problem codes and columns, rejected, then its cells as they came."""
    sheet, mapping = long(sheet, mapping)
    suspects = _suspects(workspace.cursor(), f"load_{report.load}", fields(sheet, mapping), mapping)
    told = problems_sql(f"load_{report.load}", sheet, suspects, mapping, report.staged_on)
    cells = ", ".join(f"any_value(_raw[{i + 1}])" for i in range(len(sheet.header)))
    return workspace.cursor().execute(f"""
        SELECT any_value(p."row"), string_agg(DISTINCT p.code, chr(10) ORDER BY p.code), string_agg(DISTINCT p."column", chr(10) ORDER BY p."column"),
            bool_or(p.rejected), {cells}
        FROM ({told}) p JOIN load_{report.load} l ON l.rowid = p.line GROUP BY p.line ORDER BY p.line
    """)


def sweep(workspace: Workspace) -> None:
    """Drop staged tables that no commit ever took up, such as those of an interrupted import."""
    with workspace.writing(new_version=False) as cursor:
        kept = {f"load_{row[0]}" for row in cursor.execute("SELECT load FROM _loads").fetchall()}
        tables = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'load_')").fetchall()
        for (name,) in tables:
            if name not in kept:
                cursor.execute(f"DROP TABLE {name}")


def _next_load(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number that no load has had: staged ones count as well."""
    return first_row(
        cursor,
        """
        SELECT 1 + greatest(
            (SELECT coalesce(max(load), 0) FROM _loads),
            (SELECT coalesce(max(substr(table_name, 6)::INTEGER), 0) FROM duckdb_tables() WHERE starts_with(table_name, 'load_')))
    """,
    )[0]


def _fill(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping, today: date) -> None:
    """The staged table. Columns that a file of orders does not have are computed, as NULL: storing nothing a million times takes a while."""
    rows, columns = checked(sheet, mapping, today), columns_of(sheet, mapping)
    if mapping.table != "orders":
        cursor.execute(f"CREATE TABLE {staged} AS {rows}")
        return
    listed = (f"{quoted(name)} {kind}{'' if given else f' GENERATED ALWAYS AS (NULL::{kind}) VIRTUAL'}" for name, kind, given in columns)
    cursor.execute(f"CREATE TABLE {staged} ({', '.join(listed)})")
    names = ", ".join(quoted(name) for name, _, given in columns if given)
    cursor.execute(f"INSERT INTO {staged} ({names}) SELECT {names} FROM ({rows})")


def _settle(
    cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping, stored: Sequence[Field], currency: str
) -> tuple[str, ...]:
    """What only the whole table shows: order totals, scales, another currency than the workspace's; returns the names of what was derived."""
    derived = SETTLED[mapping.table](cursor, staged, mapping) if mapping.table in SETTLED else ()
    if "currency" in TABLES[mapping.table].names:
        set_aside(cursor, staged, currency or main_currency(cursor, staged))
    scaled = any(field.scale != 1 for field in stored if field.column.kind == "money")
    return (*derived, *("wide",) * bool(sheet.asked), *("numbered",) * sheet.numbered, *("scaled",) * scaled)


def _settle_orders(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping) -> tuple[str, ...]:
    """Order totals count once; returns the names of what was derived."""
    derived = [name for name in ("amount", "order_id") if name not in mapping.targets]
    if {"order_id", "amount"} <= set(mapping.targets):
        if _blank_totals(cursor, staged, mapping):
            derived.append("blank_totals")
        elif _repeated_totals(cursor, staged, mapping):
            derived.append("repeated_totals")
    return tuple(derived)


def _blank_totals(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping) -> bool:
    """Lines that leave the amount blank because one line of their order states the total go in with 0.

    Nothing where orders have amounts on several lines: there a blank one is missing.
    """
    left_blank = "_state = 'rejected' AND amount IS NULL AND ordered_at IS NOT NULL"
    if not cursor.execute(f"SELECT 1 FROM {staged} WHERE {left_blank} LIMIT 1").fetchall():
        return False
    several, once = first_row(
        cursor,
        f"""
        SELECT count(*), count(*) FILTER (filled = 1)
        FROM (SELECT count(amount) AS filled FROM {staged} WHERE ordered_at IS NOT NULL GROUP BY order_id HAVING count(*) > 1 AND filled > 0)
    """,
    )
    if once < REPEATED * several:
        return False
    raw = f"_raw[{mapping.targets.index('amount') + 1}]"
    return (
        first_row(
            cursor,
            f"""
        UPDATE {staged} SET amount = 0, _state = 'stored'
        WHERE {left_blank} AND {blank(raw)}
            AND order_id IN (SELECT order_id FROM {staged} WHERE amount IS NOT NULL)
    """,
        )[0]
        > 0
    )


def _repeated_totals(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping) -> bool:
    """Orders that repeat their total on each line keep it on the first line only; nothing where amounts are the lines' own.

    They are the lines' own where price and quantity give them, and where most orders have one same amount: then lines agree
    because everything costs the same. What differs from an order's total is no repetition and stays.
    """
    if first_row(cursor, f"SELECT count(*) FROM {staged}")[0] > MANY_LINES:
        several, same, *_ = _several(cursor, staged, f"hash(order_id) % {SOME} = 0")
        if several > CERTAIN and same < several / 2:
            return False
    several, same, priced, usual = _several(cursor, staged, "true")
    if several < ENOUGH_ORDERS or same < REPEATED * several or max(priced, usual) > several / 2:
        return False
    for repeated in ("refund", "amount") if "refund" in mapping.targets else ("amount",):
        first = f"SELECT min(rowid) FROM {staged} WHERE _state = 'stored' GROUP BY order_id, {repeated}"
        cursor.execute(f"UPDATE {staged} SET {repeated} = 0 WHERE _state = 'stored' AND {repeated} IS NOT NULL AND rowid NOT IN ({first})")
    return True


def _several(cursor: duckdb.DuckDBPyConnection, staged: str, some: str) -> tuple[int, int, int, int]:
    """Some orders with several different goods: how many, with one amount on all lines, priced line by line, and of the usual amount."""
    own = f"amount = {product('quantity', 'unit_price')} AS own"
    return first_row(cursor, f"""
        WITH o AS (
            SELECT count(*) AS lines, min(amount) = max(amount) AS same, min(goods) < max(goods) AS different,
                min(amount) AS total, bool_and(own) AS own
            FROM (SELECT order_id, amount, hash(product, product_id, quantity, unit_price) AS goods, {own}
                FROM {staged} WHERE _state = 'stored' AND amount <> 0 AND {some})
            GROUP BY order_id HAVING lines > 1 AND different)
        SELECT count(*), count(*) FILTER (same), count(*) FILTER (own), count(*) FILTER (total = (SELECT mode(total) FROM o)) FROM o
    """)  # fmt: skip


def _settle_tickets(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping) -> tuple[str, ...]:
    """A log with several events a case and no end of its own: the case ends with its last event."""
    events, cases = first_row(cursor, f"SELECT count(*), count(DISTINCT ticket_id) FROM {staged} WHERE _state = 'stored'")
    if "resolved_at" in mapping.targets or events < EVENTS * cases:
        return ()
    cursor.execute(f"UPDATE {staged} SET resolved_at = opened_at")
    return ("events",)


def _settle_surveys(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping) -> tuple[str, ...]:
    """Each answer gets its question's scale, where the file does not state it; codes for no answer are set aside."""
    different = (
        f"SELECT question, array_agg(DISTINCT score) FROM {staged} WHERE _state = 'stored' GROUP BY 1 HAVING count(DISTINCT score) <= {SCORES}"
    )
    scales = scales_of(dict(cursor.execute(different).fetchall()))
    cursor.execute("CREATE OR REPLACE TEMP TABLE scales (question VARCHAR, low DOUBLE, high DOUBLE)")
    if scales:
        cursor.executemany("INSERT INTO scales VALUES (?, ?, ?)", [(question, scale.low, scale.high) for question, scale in scales.items()])
    for end, value in (("scale_min", "low"), ("scale_max", "high")):
        if end not in mapping.targets:
            cursor.execute(f"UPDATE {staged} s SET {end} = {value} FROM scales WHERE scales.question = s.question")
    cursor.execute(f"UPDATE {staged} SET _state = 'no_answer' WHERE _state = 'stored' AND score NOT BETWEEN scale_min AND scale_max")
    said = f"lower(trim(_raw[{mapping.targets.index('score') + 1}]))"
    cursor.execute(f"UPDATE {staged} SET _state = 'no_answer', _raw = NULL WHERE _state = 'rejected' AND {said} IN ({NO_ANSWER})")
    cursor.execute("DROP TABLE scales")
    return ()


SETTLED: dict[str, Callable[[duckdb.DuckDBPyConnection, str, Mapping], tuple[str, ...]]] = {
    "orders": _settle_orders,
    "tickets": _settle_tickets,
    "surveys": _settle_surveys,
}


def _report(
    workspace: Workspace, load: int, sheet: Sheet, mapping: Mapping, stored: Sequence[Field], derived: tuple[str, ...], today: date
) -> LoadReport:
    """Count what a staged table holds."""
    staged, cursor = f"load_{load}", workspace.cursor()
    states = dict(cursor.execute(f"SELECT _state, count(*) FROM {staged} GROUP BY 1").fetchall())
    suspects = _suspects(cursor, staged, stored, mapping)
    counted, shown = _problems(cursor, staged, problems_sql(staged, sheet, suspects, mapping, today))
    rejected = {code: count for code, out, count in counted if out}
    noted = {code: count for code, out, count in counted if not out}
    aside = {state: states[state] for state in ("other_currency", "no_answer") if state in states}
    rejected |= aside
    repeated = _repeated_rows(cursor, staged, stored)
    if repeated:
        noted["duplicate_line"] = repeated
    report = LoadReport(
        load=load, table=mapping.table, file=sheet.file, sheet=sheet.name,
        rows_read=sum(count for state, count in states.items() if state != "blank"), rows_stored=states.get("stored", 0),
        rows_rejected=states.get("rejected", 0) + sum(aside.values()), rejected=rejected, noted=noted, staged_on=today, customers=0,
        derived=derived, problems=shown,
    )  # fmt: skip
    return _with_orders(workspace, report) if mapping.table == "orders" else _with_keys(cursor, report)


def _suspects(cursor: duckdb.DuckDBPyConnection, staged: str, stored: Sequence[Field], mapping: Mapping) -> list[Field]:
    """The columns that may have a problem: judged by value, a hundred columns would take seconds to plan."""
    always = {*TABLES[mapping.table].required, TABLES[mapping.table].happened, *COMPUTED}
    unsure = [field for field in stored if field.column.name not in always]
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
    lines, different = _different(cursor, f"SELECT hash({names}) FROM {staged} WHERE _state = 'stored'")
    return lines - different


def _different(cursor: duckdb.DuckDBPyConnection, hashes: str) -> tuple[int, int]:
    """How many hashes a query gives, and how many different ones. Sorted here, as the engine needs four times as long and ten times the memory."""
    found = np.asarray(next(iter(cursor.execute(hashes).fetchnumpy().values())))
    found.sort()
    return len(found), len(found) and int(np.count_nonzero(found[1:] != found[:-1])) + 1


def _with_orders(workspace: Workspace, report: LoadReport) -> LoadReport:
    """The report with what its order lines add up to, by the same rules as the pages."""
    backend = workspace.backend()
    staged = backend.table(f"load_{report.load}").filter(lambda t: t["_state"] == "stored")
    counted = activity.lines(staged, date.max)
    known, sale = counted.customer_id.notnull(), counted.is_sale
    sums = counted.agg(
        customers=counted.customer_id.nunique(where=sale),
        first=counted.day.min(), last=counted.day.max(),
        total=counted.sold.sum(where=known), anonymous_total=counted.sold.sum(where=~known), anonymous_rows=(~known).sum(),
        returns=(counted.returned > 0).sum(), returned=counted.returned.sum(),
    ).to_pyarrow().to_pylist()[0]  # fmt: skip
    ordered = backend.compile(counted.filter(known & sale).select("customer_id", "order_id"))
    _, orders = _different(workspace.cursor(), f"SELECT hash(customer_id, order_id) FROM ({ordered})")
    return replace(report, orders=orders, **{name: value if value is not None else getattr(report, name) for name, value in sums.items()})


def _with_keys(cursor: duckdb.DuckDBPyConnection, report: LoadReport) -> LoadReport:
    """The report with its keys and customers counted, its days and its money; a key given twice is told, and its later filled cells win."""
    table, kept = TABLES[report.table], f"FROM load_{report.load} WHERE _state = 'stored'"
    about = {
        "keys": f"count(DISTINCT ({', '.join(table.key)},))" if table.key else "count(*)",
        "distinct": f"count(DISTINCT {table.key[0]})" if table.key else "count(*)",
        "customers": "count(DISTINCT customer_id)" if "customer_id" in table.names else "0",
        "first": f"min({quoted(table.happened)})::DATE" if table.happened else "NULL",
        "last": f"max({quoted(table.happened)})::DATE" if table.happened else "NULL",
        "total": f"coalesce(sum({table.sums}), 0)" if table.sums else "0::DECIMAL(18,4)",
    }
    counted = dict(zip(about, first_row(cursor, f"SELECT {', '.join(about.values())} {kept}"), strict=True))
    twice = report.rows_stored - counted.pop("keys")
    noted = report.noted | ({"duplicate_key": twice} if twice and "events" not in report.derived else {})
    return replace(report, noted=noted, scales=_scales(cursor, kept) if table.name == "surveys" else (), **counted)


def _scales(cursor: duckdb.DuckDBPyConnection, kept: str) -> tuple[tuple[Scale, int], ...]:
    """The scales of a survey's questions, the most frequent first."""
    asked = f"SELECT scale_min, scale_max, count(DISTINCT question) {kept} AND scale_max IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    return tuple((Scale(low, high), questions) for low, high, questions in cursor.execute(asked).fetchall())


def _refold(cursor: duckdb.DuckDBPyConnection) -> None:
    """The canonical tables from the active loads, and what the fold learnt of them."""
    for key, value in fold(cursor).items():
        set_meta(cursor, key, value)
