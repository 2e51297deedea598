"""What only the whole of a staged table shows: order totals that repeat, logs with a row an event, scales of questions, currencies."""

import json
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import duckdb

from data.cell_texts import blank
from data.check import Field, product
from data.currencies import SHARED, meant
from data.event_words import comes_after, ends_case
from data.fold import LOGS, main_currency, set_aside
from data.items import items
from data.mapping import Mapping
from data.read import Sheet
from data.scales import SCALE_ENDS, Scale, instrument_of, is_scale_end, scales_of, score_of
from data.schema import TABLES
from data.sql import first_row, literal, quoted

REPEATED = 0.98  # share of several-line orders with one same amount on every line from which it is the order's total
ENOUGH_ORDERS, A_FEW = 20, 3  # so many several-line orders must say so; a few will do where all do
SURELY, CENT = 2, 0.01  # and fewer still where prices add up to the amount, but for what a line was rounded by
OF_ORDERS = r"(?i)订单|总|应付|实付|实收|合计|(?<![a-z])(order|total|paid|grand|gesamt)"  # a header of an amount of whole orders
OF_LINES = r"(?i)小计|明细|单品|(?<!银)行|(?<![a-z])(lines?|line ?items?|items?|sub)(?![a-z])|subtotal"  # and of lines, though it says total
MANY_LINES, SOME, CERTAIN = 2_000_000, 64, 1_000  # of a larger load one order in 64 is looked at first: a thousand may rule it out
EVENTS = 1.2  # rows a case from which a file of tickets is a log of events
WORDS_SCALE = Scale(1.0, 5.0)
SCORES = 200  # more different answers are no scale
NO_ANSWER = (
    "'blank', 'no answer', 'refused', 'skipped', 'don''t know', 'dk', '未作答', '未答', '未填写', '(跳过)', '跳过', '拒答', '不知道', '不适用'"
)


def settle(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping, stored: Sequence[Field], currency: str) -> tuple[str, ...]:
    """What only the whole table shows: order totals, scales, another currency than the workspace's; returns the names of what was derived."""
    derived = SETTLED[mapping.table](cursor, staged, sheet, mapping) if mapping.table in SETTLED else ()
    if "currency" in TABLES[mapping.table].names:
        _signs(cursor, staged, stored, [mapping.currency, *(field.headed for field in stored), currency])
        set_aside(cursor, staged, currency or main_currency(cursor, staged))
    scaled = any(field.scale != 1 for field in stored if field.column.kind == "money")
    beside = "wide" if mapping.table == "surveys" else "months"
    said = {beside: sheet.asked, "numbered": sheet.numbered, "scaled": scaled, "returns": mapping.returns}
    return (*derived, *(name for name, holds in said.items() if holds))


def _signs(cursor: duckdb.DuckDBPyConnection, staged: str, stored: Sequence[Field], said: list[str]) -> None:
    """Signs that several currencies share become the one that was said, that other cells name, or that they usually stand for."""
    told = frozenset().union(*(field.named for field in stored))
    if not told:
        return
    cases = " ".join(f"WHEN {literal(sign)} THEN {literal(meant(sign, [*said, *sorted(told & {'JPY'})]))}" for sign in SHARED)
    cursor.execute(f"UPDATE {staged} SET currency = CASE currency {cases} END WHERE currency IN ({', '.join(map(literal, SHARED))})")


def _settle_orders(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping) -> tuple[str, ...]:
    """Order totals count once; returns the names of what was derived."""
    derived = [name for name in ("amount", "order_id") if name not in mapping.targets]
    if {"order_id", "amount"} <= set(mapping.targets):
        if _blank_totals(cursor, staged, mapping):
            derived.append("blank_totals")
        elif _repeated_totals(cursor, staged, mapping, sheet.header[mapping.targets.index("amount")]):
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


def _repeated_totals(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping, header: str) -> bool:
    """Orders that repeat their total on each line keep it on the first line only; nothing where amounts are the lines' own.

    Lines whose quantities and prices add up to the amount on each of them say so, else a header that names a total. Amounts are
    the lines' own where price and quantity give them, and where most orders have one same amount: then lines agree because
    everything costs the same. What differs from an order's total is no repetition and stays.
    """
    if first_row(cursor, f"SELECT count(*) FROM {staged}")[0] > MANY_LINES:
        orders = _several(cursor, staged, f"hash(order_id) % {SOME} = 0")
        if orders.several > CERTAIN and orders.same < orders.several / 2:
            return False
    orders = _several(cursor, staged, "true")
    if not orders.add_up and not (orders.agree and re.search(OF_ORDERS, header) and not re.search(OF_LINES, header)):
        return False
    for repeated in ("refund", "amount") if "refund" in mapping.targets else ("amount",):
        first = f"SELECT min(rowid) FROM {staged} WHERE _state = 'stored' GROUP BY order_id, {repeated}"
        cursor.execute(f"UPDATE {staged} SET {repeated} = 0 WHERE _state = 'stored' AND {repeated} IS NOT NULL AND rowid NOT IN ({first})")
    return True


class _Several(NamedTuple):
    """Orders of several lines, then those of them with different goods: how many there are, and of which kinds."""

    orders: int
    summed: int  # whose lines' prices add up to one same amount
    several: int  # with different goods; the next of them only:
    same: int  # one amount on all lines
    priced: int  # line by line
    usual: int  # of the most frequent amount

    @property
    def add_up(self) -> bool:
        """Whether quantities and prices show that nearly all these amounts are their orders' totals."""
        return self.summed >= SURELY and self.summed >= REPEATED * self.orders

    @property
    def agree(self) -> bool:
        """Whether lines agree on an amount as only totals do: nearly all of many orders, or all of a few."""
        enough = self.several >= ENOUGH_ORDERS or (self.several >= A_FEW and self.same == self.several)
        return enough and self.same >= REPEATED * self.several and max(self.priced, self.usual) <= self.several / 2


def _several(cursor: duckdb.DuckDBPyConnection, staged: str, some: str) -> _Several:
    """What some of the orders say."""
    priced = product("quantity", "unit_price")
    return _Several(*first_row(cursor, f"""
        WITH o AS (
            SELECT count(*) AS lines, min(amount) = max(amount) AS same, min(goods) < max(goods) AS different,
                min(amount) AS total, bool_and(amount = priced) AS own, sum(priced) AS summed
            FROM (SELECT order_id, amount, hash(product, product_id, quantity, unit_price) AS goods, {priced} AS priced
                FROM {staged} WHERE _state = 'stored' AND amount <> 0 AND {some})
            GROUP BY order_id HAVING lines > 1)
        SELECT count(*), count(*) FILTER (same AND abs(summed - total) < {CENT} * lines), count(*) FILTER (different),
            count(*) FILTER (different AND same), count(*) FILTER (different AND own),
            count(*) FILTER (different AND total = (SELECT mode(total) FROM o WHERE different))
        FROM o
    """))  # fmt: skip


def _settle_invoices(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping) -> tuple[str, ...]:
    """Items of one invoice are added up."""
    return ("items",) * ("amount" in mapping.targets and items(cursor, staged, sheet, mapping))


def _settle_tickets(cursor: duckdb.DuckDBPyConnection, staged: str, sheet: Sheet, mapping: Mapping) -> tuple[str, ...]:
    """Ratings in words become numbers; in a log without ends a case whose last event says so is resolved with it, others are open."""
    events, cases = first_row(cursor, f"SELECT count(*), count(DISTINCT ticket_id) FROM {staged} WHERE _state = 'stored'")
    worded = ("worded",) * bool("rating" in mapping.targets and _worded(cursor, staged, mapping, "rating"))
    if "resolved_at" in mapping.targets or events < EVENTS * cases and not _goes_on(cursor, sheet):
        return worded
    said = [name for name, kind, *_ in cursor.execute(f"DESCRIBE {staged}").fetchall() if name.startswith("@") and kind == "VARCHAR"]
    ends = {name: ends_case(quoted(name)) for name in said}
    counts = first_row(cursor, f"SELECT {', '.join([f'count(*) FILTER ({end})' for end in ends.values()] or ['0'])} FROM {staged}")
    count, event = max(zip(counts, ends, strict=False), default=(0, ""))
    if not count:
        return (*worded, "no_end")
    telling = f"_state = 'stored' AND NOT coalesce({comes_after(quoted(event))}, false)"
    closed = f"SELECT ticket_id FROM {staged} WHERE {telling} GROUP BY 1 HAVING arg_max({ends[event]}, (opened_at, rowid))"
    cursor.execute(f"UPDATE {staged} SET resolved_at = opened_at WHERE {ends[event]} AND ticket_id IN ({closed})")
    return (*worded, "events")


def _goes_on(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> bool:
    """Whether a sheet, of an event a ticket, has the columns of a log that is loaded: what happened since may be as little."""
    headers = cursor.execute(f"SELECT header->>'header' FROM _loads WHERE load IN ({LOGS})").fetchall()
    return any(sorted(json.loads(header or "[]")) == sorted(sheet.header) for (header,) in headers)


def _settle_surveys(cursor: duckdb.DuckDBPyConnection, staged: str, _: Sheet, mapping: Mapping) -> tuple[str, ...]:
    """Each answer gets its question's scale, where the file does not state it; codes for no answer are set aside."""
    worded = _worded(cursor, staged, mapping, "score")
    different = (
        f"SELECT question, array_agg(DISTINCT score) FROM {staged} WHERE _state = 'stored' GROUP BY 1 HAVING count(DISTINCT score) <= {SCORES}"
    )
    answers = dict(cursor.execute(different).fetchall())
    scales = scales_of(answers) | dict.fromkeys(worded, WORDS_SCALE) | _corrected(mapping, answers)
    cursor.execute("CREATE OR REPLACE TEMP TABLE scales (question VARCHAR, low DOUBLE, high DOUBLE)")
    if scales:
        cursor.executemany("INSERT INTO scales VALUES (?, ?, ?)", [(question, scale.low, scale.high) for question, scale in scales.items()])
    for end, value in (("scale_min", "low"), ("scale_max", "high")):
        if end not in mapping.targets:
            cursor.execute(f"UPDATE {staged} s SET {end} = {value} FROM scales WHERE scales.question = s.question")
    cursor.execute(f"UPDATE {staged} SET _state = 'no_answer' WHERE _state = 'stored' AND score NOT BETWEEN scale_min AND scale_max")
    said = f"lower(trim(_raw[{mapping.targets.index('score') + 1}]))"
    cursor.execute(f"UPDATE {staged} SET _state = 'no_answer', _raw = NULL WHERE _state = 'rejected' AND {said} IN ({NO_ANSWER})")
    score = f"_raw[{mapping.targets.index('score') + 1}]"
    answered = "response_id IS NOT NULL AND question IS NOT NULL"
    cursor.execute(f"UPDATE {staged} SET _state = 'no_answer', _raw = NULL WHERE _state = 'rejected' AND {answered} AND {blank(score)}")
    cursor.execute("DROP TABLE scales")
    told = _instruments(cursor, staged, scales)
    return (*("worded",) * bool(worded), *told)


def _worded(cursor: duckdb.DuckDBPyConnection, staged: str, mapping: Mapping, column: str) -> list[str]:
    """Answers in words become numbers: very satisfied, 不满意, 3星; returns the questions that had some (tickets: one without a name).

    What is kept of the line stays as it came: changing it would move the line, and its place tells its row.
    """
    position = mapping.targets.index(column) + 1
    word, asked = f"trim(_raw[{position}])", "question" if mapping.table == "surveys" else "''"
    unread = f"_raw IS NOT NULL AND {column} IS NULL AND {word} <> ''"
    words = [word for (word,) in cursor.execute(f"SELECT DISTINCT {word} FROM {staged} WHERE {unread} LIMIT {SCORES}").fetchall()]
    known = [(word, score) for word in words if (score := score_of(word)) is not None]
    if not known:
        return []
    cursor.execute("CREATE OR REPLACE TEMP TABLE worded (said VARCHAR, points DOUBLE)")
    cursor.executemany("INSERT INTO worded VALUES (?, ?)", known)
    named = cursor.execute(f"SELECT DISTINCT {asked} FROM {staged} JOIN worded ON said = {word} WHERE {unread}").fetchall()
    whole = " AND ".join(f"{quoted(name)} IS NOT NULL" for name in TABLES[mapping.table].required if name != column)
    cursor.execute(f"""
        UPDATE {staged} SET {column} = points, _state = CASE WHEN _state = 'rejected' AND {whole} THEN 'stored' ELSE _state END
        FROM worded WHERE said = {word} AND {unread}
    """)
    cursor.execute("DROP TABLE worded")
    return [question for (question,) in named if question is not None]


def _corrected(mapping: Mapping, questions: Collection[str]) -> dict[str, Scale]:
    """The scales that the user has said, question by question, as meanings of the columns scale_min and scale_max."""
    said: dict[str, dict[str, float]] = {column: {} for column in SCALE_ENDS}
    for column, question, becomes in mapping.values:
        if column in said and is_scale_end(becomes):
            said[column][question] = float(becomes)
    return {one: Scale(said["scale_min"].get(one, 1.0), high) for one, high in said["scale_max"].items() if one in questions}


def _instruments(cursor: duckdb.DuckDBPyConnection, staged: str, scales: dict[str, Scale]) -> tuple[str, ...]:
    """Questions of recommendation, effort and satisfaction are known by their words and scales, where the file does not say it."""
    asked = cursor.execute(
        f"SELECT DISTINCT question, scale_min, scale_max FROM {staged} WHERE instrument IS NULL AND question IS NOT NULL"
    ).fetchall()
    told = {one: name for one, low, high in asked if (name := instrument_of(one, scales.get(one) or (Scale(low, high) if high else None)))}
    for question, name in told.items():
        cursor.execute(f"UPDATE {staged} SET instrument = ? WHERE instrument IS NULL AND question = ?", [name, question])
    return ("instrument",) * bool(told)


SETTLED: dict[str, Callable[[duckdb.DuckDBPyConnection, str, Sheet, Mapping], tuple[str, ...]]] = {
    "orders": _settle_orders,
    "tickets": _settle_tickets,
    "surveys": _settle_surveys,
    "invoices": _settle_invoices,
}
