"""Invoices that come with a row an item: an invoice is owed the sum of its items, where the fold would keep the last one."""

import re

import duckdb

from data.mapping import Mapping
from data.read import Sheet
from data.sql import first_row, quoted

MOST = 0.5  # of the invoices of several rows: so many must read as items
TOTAL = r"(?i)总|合计|(?<![a-z])total"  # a header of an amount that is the invoice's on each of its rows
ITEM = (  # an attribute that tells items apart, be they dear alike
    r"(?i)项目|商品|品名|货物|产品|物料|服务|名称|规格|型号|明细|摘要|费用|科目|行号|内容|数量|单价"
    r"|(?<![a-z])(items?|products?|sku|descriptions?|services?|particulars?|line|quantity|qty|unit price|units)(?![a-z])"
)
COURSE = (  # an attribute that tells rows of one invoice apart that are no items: its course, its payments, the days it was looked at
    r"(?i)状态|备注|修改|更新|版本|付款|支付|回款|收款|催|跟进|月|期间|账龄|日期|时间"
    r"|(?<![a-z])(status|state|stage|notes?|remarks?|comments?|memo|modified|updated|version|paid|payments?|method"
    r"|months?|period|ag(?:e|ing)|as of)(?![a-z])"
)


def items(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping) -> bool:
    """Give the first row of each invoice the sum of its rows' amounts and the others none, where rows are items; whether they are.

    They are where rows of one invoice mostly have one customer and one day, and differ in what names or counts an item. A total
    that repeats stays, and a row that comes again to the letter is no second item. Payments by the item are added up likewise.
    """
    repeats = f"SELECT 1 FROM {staged} WHERE _state = 'stored' GROUP BY invoice_id HAVING count(*) > 1 LIMIT 1"
    if not cursor.execute(repeats).fetchall():
        return False
    columns = [(name, kind) for name, kind, *_ in cursor.execute(f"DESCRIBE {staged}").fetchall() if name not in ("_state", "_raw")]
    cursor.execute(f"""
        CREATE OR REPLACE TEMP TABLE item AS SELECT *, rowid AS _row FROM {staged} WHERE rowid IN (
            SELECT min(rowid) FROM {staged} WHERE _state = 'stored' GROUP BY {", ".join(quoted(name) for name, _ in columns)})
    """)
    found = _are_items(cursor, columns, sheet.header[mapping.targets.index("amount")])
    if found:
        for name in ("amount", *("paid_amount",) * _each(cursor, "paid_amount")):
            _add_up(cursor, staged, name)
    cursor.execute("DROP TABLE item")
    return found


WHOLE = "count(DISTINCT customer_id) <= 1 AND count(DISTINCT issued_on) <= 1 AND count(DISTINCT currency) <= 1"


def _are_items(cursor: duckdb.DuckDBPyConnection, columns: list[tuple[str, str]], header: str) -> bool:
    """Whether most invoices of several different rows are one bill with several items."""
    named = [name for name, _ in columns if name.startswith("@") and re.search(ITEM, name) and not re.search(COURSE, name)]
    other = [name for name, kind in columns if name.startswith("@") and kind == "VARCHAR" and name not in named and not re.search(COURSE, name)]
    told, said = (" OR ".join(f"count(DISTINCT {quoted(name)}) > 1" for name in names) or "false" for names in (named, other))
    invoices, by_name, by_amount, same = first_row(cursor, f"""
        SELECT count(*), count(*) FILTER (whole AND told), count(*) FILTER (whole AND (told OR said) AND NOT same), count(*) FILTER (same)
        FROM (
            SELECT {WHOLE} AS whole, {told} AS told, {said} AS said, min(amount) = max(amount) AS same
            FROM item GROUP BY invoice_id HAVING count(*) > 1)
    """)  # fmt: skip
    if re.search(TOTAL, header) and same > MOST * invoices:
        return False
    return max(by_name, by_amount) > MOST * invoices


def _each(cursor: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether a sum stands on the rows as each one's own: it mostly differs within an invoice, where it is not nothing."""
    differ = f"SELECT count(DISTINCT {name}) > 1 AS differ FROM item GROUP BY invoice_id HAVING count(*) > 1 AND max(abs({name})) > 0"
    invoices, own = first_row(cursor, f"SELECT count(*), count(*) FILTER (differ) FROM ({differ})")
    return bool(own > MOST * invoices)


def _add_up(cursor: duckdb.DuckDBPyConnection, staged: str, name: str) -> None:
    """The first row of each invoice gets the sum, the others NULL, which never counts before a filled cell."""
    cursor.execute(f"""
        UPDATE {staged} AS s SET {name} = CASE WHEN s.rowid = o.first THEN o.whole END
        FROM (SELECT invoice_id, min(_row) AS first, sum({name}) AS whole FROM item GROUP BY invoice_id HAVING count(*) > 1 AND {WHOLE}) AS o
        WHERE s.invoice_id = o.invoice_id AND s._state = 'stored'
    """)
