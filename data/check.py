"""From a sheet's text cells to canonical columns, and every cell that could not be read, told with its row.

One pass over the file: the typed row, whether it is rejected, and, only where a cell is a problem, the whole row as it
came. So nothing is lost, and the list of problems is read off the staged table whenever somebody asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.cell_ids import rounded, shortened
from data.cell_style import Style, ambiguous_dates, said_day_first, states_offset, style_of
from data.cell_texts import blank, common_texts
from data.cells import readable, typed
from data.currencies import currency_of, headed, named
from data.headers import scale_of
from data.mapping import Mapping, numbering
from data.read import Sheet, relation, unpivoted
from data.schema import TABLES, Column, Kind
from data.sql import literal, quoted

ATTRIBUTE = "@"  # prefix of a column that no table knows, kept under its own header
SURE = 0.98  # share of readable values from which an attribute is stored as a number or a date
KINDS: tuple[Kind, ...] = ("number", "date", "timestamp")  # what an attribute may be, besides text
DATED: tuple[Kind, ...] = ("date", "timestamp", "month")
LOST: dict[Kind, re.Pattern[str]] = {  # what a kind would lose: leading zeros and more digits than a double holds; the time of a day
    "number": re.compile(r"^\s*(0\d+|\d{16,})\s*$"),
    "date": re.compile(r"\d\s*[:时点時]"),
}
COMPUTED = frozenset(("amount", "is_return", "order_id", "currency", "name", "quantity", "unit_price"))  # not of their own cell alone
WORDED = frozenset(("score", "rating"))  # numbers that may be said in words, which settling reads
MANY_ROWS = 100_000  # from which it pays to know a column's common texts; a wide sheet's query would only grow by them
LINE_MONEY = "DECIMAL(16,4)"  # below 10^12 a line: more is an id taken for money, and sums must fit DECIMAL(18,4)


@dataclass(frozen=True)
class Field:
    """One stored column: where its text stands in the sheet and how it is read."""

    column: Column
    position: int
    style: Style
    scale: int = 1  # what the header multiplies by: 10,000 for 金额(万元)
    named: frozenset[str] = frozenset()  # the currencies and signs of currencies that its cells name
    headed: str = ""  # the currency that its header names

    @property
    def text(self) -> str:
        """SQL of the cell as it came, within the sheet's relation."""
        return f"c{self.position}"

    def value(self, text: str) -> str:
        """SQL of the typed value; NULL where blank, unreadable or beyond all money."""
        if self.column.kind != "money":
            return typed(text, self.column.kind, self.style, self.column.values or self.column.says)
        value = typed(text, "money", self.style) if self.scale == 1 else f"{typed(text, 'number', self.style)} * {self.scale}"
        return f"TRY_CAST({value} AS {LINE_MONEY})::{self.column.sql_type}"


@dataclass(frozen=True)
class Problem:
    """One cell or line that needs a look. ``row`` is the row number that the spreadsheet shows; ``rejected`` when the line stayed out."""

    code: str
    column: str
    row: int
    value: str
    rejected: bool


def fields(sheet: Sheet, mapping: Mapping) -> tuple[Field, ...]:
    """The stored columns of a sheet, canonical and attributes, in the sheet's order."""
    table, found = TABLES[mapping.table], []
    attributes = _attributes(sheet, mapping)
    day_first = mapping.day_first if mapping.day_first is not None else _day_first(sheet, mapping)
    for position, target in enumerate(mapping.targets):
        column, values = _meaning(table[target], mapping) if target else attributes[position], _values(sheet, position)
        style = style_of(values, column.kind)
        if column.kind in DATED and ambiguous_dates(values):
            style = Style(day_first=day_first)
        if column.kind == "id" and position in sheet.cut:
            style = replace(style, rounded=True)
        if column.kind == "text" and sheet.rows > MANY_ROWS:
            style = Style(common=common_texts(_values(sheet, position)))
        if column.kind in DATED:
            style = replace(style, zone=mapping.zone)
        priced = (table.sums, "currency") if table.sums in mapping.targets else (table.sums, "currency", "unit_price")
        said = named(values) if target in priced else frozenset()
        header = sheet.header[position]
        found.append(Field(column, position, style, scale_of(header), said, headed(header) if target in priced else ""))
    return tuple(found)


def _meaning(column: Column, mapping: Mapping) -> Column:
    """The column with what the mapping says of its words, which comes before what is usual."""
    said = {word.strip().casefold(): becomes for name, word, becomes in mapping.values if name == column.name}
    if not said:
        return column
    usual = {code: tuple(word for word in words if word.casefold() not in said) for code, words in column.values.items()}
    first = {becomes: (*(word for word in said if said[word] == becomes), *usual.get(becomes, ())) for becomes in dict.fromkeys(said.values())}
    return replace(column, values=first | {code: words for code, words in usual.items() if code not in first})


def asks_day_first(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether no date of the sheet tells which part is the day: one column that does tells it for all."""
    return ambiguous_dates(_dates(sheet, mapping))


def tells_day_first(sheet: Sheet, mapping: Mapping) -> bool | None:
    """What the sheet's dates say of which part is the day; None where they say nothing, or all contradict each other."""
    return said_day_first(_dates(sheet, mapping))


def asks_zone(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether times of the sheet state their distance from UTC."""
    return states_offset(_dates(sheet, mapping))


def _day_first(sheet: Sheet, mapping: Mapping) -> bool:
    """What the dates of the whole sheet say."""
    return style_of(_dates(sheet, mapping), "date").day_first


def _dates(sheet: Sheet, mapping: Mapping) -> list[str | None]:
    """The sampled cells of all canonical dates; columns that put the year first say nothing about day and month."""
    table = TABLES[mapping.table]
    columns = [_values(sheet, i) for i, target in enumerate(mapping.targets) if target and table[target].kind in DATED]
    return [cell for column in columns if not style_of(column, "date").year_first for cell in column]


def checked(sheet: Sheet, mapping: Mapping, today: date) -> str:
    """SQL of the staged rows, one a record of the sheet in its order.

    Columns: every canonical column of the table, the attributes, ``_state`` (stored; rejected: the line stays out; blank: the
    record is empty, or its question not answered) and ``_raw`` (all its cells as they came where one of them is a problem, else NULL).
    """
    stored = fields(sheet, mapping)
    cells = [f"c{i}" for i in range(len(sheet.header))]
    values = [f"{field.value(field.text)} AS v{field.position}" for field in stored]
    apart = -2 if sheet.asked else 0  # question and answer; what stands beside them is read once a record
    source = f"({unpivoted(sheet, values[:apart])})" if sheet.asked else relation(sheet)
    number = [f"{literal(sheet.sha256[:8] + '-')} || row_number() OVER () AS _number"] if mapping.numbered else []
    inner = f"SELECT {', '.join(['*', *values[apart:], *number])} FROM {source}"
    outputs = _outputs(mapping, stored)
    short = " OR ".join([f"({outputs[name]}) IS NULL" for name in TABLES[mapping.table].required if _must(mapping, name)] or ["false"])
    unread = " OR ".join([_unread(f) for f in stored if _can_fail(f.column.kind)] or ["false"])
    late = _late(stored, TABLES[mapping.table].happened, today)
    listed = ", ".join(f"{value} AS {quoted(name)}" for name, value in outputs.items())
    nothing = blank(cells[-1]) if sheet.asked else " AND ".join(f"{cell} IS NULL" for cell in cells)
    return f"""
        SELECT {listed},
            CASE WHEN {nothing} THEN 'blank' WHEN {short} THEN 'rejected' ELSE 'stored' END AS _state,
            CASE WHEN ({short} OR {unread} OR {late}) AND NOT ({nothing}) THEN [{", ".join(cells)}] END AS _raw
        FROM ({inner})
    """


def columns_of(sheet: Sheet, mapping: Mapping) -> list[tuple[str, str, bool]]:
    """The columns of the staged rows: name, type, and whether the sheet gives it a value or it is always NULL."""
    stored = fields(sheet, mapping)
    kinds = {column.name: column.sql_type for column in (*TABLES[mapping.table].columns, *(field.column for field in stored))}
    given = [(name, kinds[name], not value.startswith("NULL::")) for name, value in _outputs(mapping, stored).items()]
    return [*given, ("_state", "VARCHAR", True), ("_raw", "VARCHAR[]", True)]


def problems_sql(staged: str, sheet: Sheet, stored: Sequence[Field], mapping: Mapping, today: date) -> str:
    """SQL of the problems of a staged table: code, column, row, value, rejected, and the staged line (a rowid).

    ``staged`` is the table's quoted name.
    """
    parts, row, happened = [], sheet.row("rowid"), TABLES[mapping.table].happened
    for field in stored:
        raw = f"_raw[{field.position + 1}]"
        must = field.column.name in TABLES[mapping.table].required and _must(mapping, field.column.name)
        asked = "_state = 'rejected'" if must else "false"  # a line that went in without it has it from elsewhere
        if _can_fail(field.column.kind) or must:
            worded = f"{quoted(field.column.name)} IS NULL AND " if field.column.name in WORDED else ""
            unread = f"{worded}({field.value(raw)}) IS NULL AND ({asked} OR {_says(field, raw)})"
            parts.append(_problem_rows(staged, row, _code(field, raw), field.column.name, raw, unread))
        if field.style.rounded:
            parts.append(_problem_rows(staged, row, "'rounded_id'", field.column.name, raw, rounded(field.value(raw))))
        if field.column.name == happened:
            parts.append(_problem_rows(staged, row, "'future_date'", happened, raw, f"{quoted(happened)}::DATE > DATE '{today}'"))
    factors = [field for field in stored if field.column.name in ("quantity", "unit_price")]
    if mapping.table == "orders" and "amount" not in mapping.targets and factors:
        parts += _factor_problems(staged, row, factors)
    empty = "SELECT '' AS code, '' AS \"column\", 0::BIGINT AS \"row\", '' AS value, false AS rejected, 0::BIGINT AS line WHERE false"
    return " UNION ALL ".join(parts) or empty


def _code(field: Field, raw: str) -> str:
    """SQL of what is wrong with a cell that gives no value."""
    lost = f"WHEN {shortened(raw)} THEN 'shortened_id' " if field.column.kind == "id" else ""
    return f"CASE WHEN {blank(raw)} THEN 'missing_required' {lost}ELSE 'unreadable_{field.column.kind}' END"


def _factor_problems(staged: str, row: str, factors: Sequence[Field]) -> list[str]:
    """SQL of what keeps an amount from being computed: a factor that is blank, or a product beyond all money."""
    raws = [f"_raw[{factor.position + 1}]" for factor in factors]
    parts = [_problem_rows(staged, row, "'missing_required'", f.column.name, raw, blank(raw)) for f, raw in zip(factors, raws, strict=True)]
    huge = "amount IS NULL AND quantity IS NOT NULL AND unit_price IS NOT NULL"
    return [*parts, _problem_rows(staged, row, "'unreadable_money'", "amount", " || ' × ' || ".join(raws), huge)]


def _problem_rows(staged: str, row: str, code: str, column: str, raw: str, condition: str) -> str:
    """SQL of one kind of problem in one column."""
    return f"""
        SELECT {code} AS code, {literal(column)} AS "column", {row} AS "row", {raw} AS value, _state = 'rejected' AS rejected, rowid AS line
        FROM {staged} WHERE _raw IS NOT NULL AND ({condition})
    """


def _outputs(mapping: Mapping, stored: Sequence[Field]) -> dict[str, str]:
    """Stored column → SQL of its value, canonical columns first, absent ones as typed NULLs."""
    found = {field.column.name: f"v{field.position}" for field in stored}
    table = TABLES[mapping.table]
    outputs = {column.name: found.get(column.name, f"NULL::{column.sql_type}") for column in table.columns}
    if mapping.table == "orders":
        outputs |= _derived(outputs, found, mapping.returns)
    if "currency" in outputs:
        column = [currency_of(field.text) for field in stored if field.named and field.column.name == "currency"]  # it may hold RMB and ¥
        signs = [currency_of(field.text) for field in stored if field.named and field.column.name != "currency"]
        chosen = mapping.currency or next((field.headed for field in stored if field.headed), "")
        given = f"upper({outputs['currency']})"
        outputs["currency"] = f"COALESCE({', '.join([*column, given, *signs, literal(chosen) if chosen else 'NULL'])})"
    if mapping.numbered:
        outputs |= dict.fromkeys(numbering(mapping), "_number")
    if mapping.table == "customers":
        outputs["name"] = _full_name(outputs)
    return outputs | {name: value for name, value in found.items() if name not in outputs}


def _full_name(outputs: dict[str, str]) -> str:
    """The name, or else given and family name together: the family name first where it is Chinese."""
    first, last = outputs["first_name"], outputs["last_name"]
    together = f"CASE WHEN regexp_matches({last}, '[\u4e00-\u9fff]') THEN {last} || COALESCE({first}, '') ELSE concat_ws(' ', {first}, {last}) END"
    return f"COALESCE({outputs['name']}, NULLIF({together}, ''))"


def _derived(outputs: dict[str, str], found: dict[str, str], returns: bool) -> dict[str, str]:
    """What an order line says without a column of its own: amount, return and order id; ``returns``: all of them are."""
    amount = outputs["amount"]
    if "amount" not in found:
        amount = product(outputs["quantity"], outputs["unit_price"])
    back = "true" if returns else f"COALESCE({outputs['is_return']}, {amount} < 0 OR {outputs['quantity']} < 0, false)"
    return {
        "amount": f"CASE WHEN {back} THEN -abs({amount}) ELSE {amount} END",
        "is_return": back,
        "order_id": order_id(outputs["order_id"], outputs["customer_id"], outputs["ordered_at"]),
    }


def order_id(given: str, customer_id: str, ordered_at: str) -> str:
    """SQL of a line's order: as given, else the customer at that moment; never NULL where ``ordered_at`` is not."""
    return f"COALESCE({given}, COALESCE({customer_id}, '') || '@' || strftime({ordered_at}, '%Y-%m-%d %H:%M:%S'))"


def product(quantity: str, unit_price: str) -> str:
    """SQL of quantity × unit price to the fourth decimal, computed in decimals; NULL beyond all money."""
    return f"TRY_CAST(TRY_CAST({quantity} AS DECIMAL(20,6)) * {unit_price} AS {LINE_MONEY})::DECIMAL(18,4)"


def _must(mapping: Mapping, name: str) -> bool:
    """Whether a line without this value stays out: sales without a customer are anonymous sales, which stay in."""
    return not (mapping.table == "orders" and name == "customer_id")


def _can_fail(kind: Kind) -> bool:
    """Whether a cell of this kind may hold something unreadable."""
    return kind not in ("text", "code")


def _says(field: Field, text: str) -> str:
    """SQL: a cell that gives no value says something, of an id: one that has lost its digits."""
    return shortened(text) if field.column.kind == "id" else f"NOT {blank(text)}"


def _unread(field: Field) -> str:
    """SQL: the cell says something that is no value. AND would look at the text of every cell; CASE only where there is no value."""
    found = rounded(f"v{field.position}") if field.style.rounded else "false"
    return f"CASE WHEN v{field.position} IS NULL AND {field.text} IS NOT NULL THEN {_says(field, field.text)} ELSE {found} END"


def _late(stored: Sequence[Field], happened: str, today: date) -> str:
    """SQL: the row is dated after the day of the load."""
    dated = [f"v{field.position} >= DATE '{today + timedelta(days=1)}'" for field in stored if field.column.name == happened]
    return f"COALESCE({dated[0]}, false)" if dated else "false"


def _values(sheet: Sheet, position: int) -> list[str | None]:
    """The sampled cells of one column."""
    return [record[position] for record in sheet.sample]


def _attributes(sheet: Sheet, mapping: Mapping) -> dict[int, Column]:
    """Position → the column of each header that no table knows, typed by what it holds, under a name of its own."""
    positions = [position for position, target in enumerate(mapping.targets) if target is None]
    shares = readable([_values(sheet, position) for position in positions], KINDS)
    names = _names([sheet.header[position].strip()[:80] or f"column {position + 1}" for position in positions])
    found = {}
    for position, name, share in zip(positions, names, shares, strict=True):
        denied = {kind for value in _values(sheet, position) if value for kind, lost in LOST.items() if lost.search(value)}
        found[position] = Column(name, next((kind for kind in KINDS if share[kind] >= SURE and kind not in denied), "text"))
    return found


def _names(headers: Sequence[str]) -> list[str]:
    """A column name for each header; names fold case in the engine, so a repeated one gets a number."""
    taken, names = set[str](), []
    for header in headers:
        name, number = ATTRIBUTE + header, 2
        while name.lower() in taken:
            name, number = f"{ATTRIBUTE}{header} ({number})", number + 1
        taken.add(name.lower())
        names.append(name)
    return names
