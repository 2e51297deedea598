"""Another engine's tables as canonical ones: Ibis expressions only, so that they are read where they lie.

The rules are those of an import, as far as typed columns need them: blanks are NULL, ids are text, known words become
codes, an unreadable cell becomes NULL. A line without a readable time or amount stays out, as it does of a file.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from data.activity import MONEY
from data.cell_ids import EMAIL
from data.cell_texts import BLANKS
from data.cells import NO, YES
from data.headers import folded
from data.returns import KINDS
from data.schema import Column, Kind, Table

Columns = Mapping[str, str]  # canonical name → name in the engine's table
Cast = Callable[[ir.Value, dt.DataType], ir.Value]  # to another type; NULL, where the engine can do that, instead of an error

TYPES: dict[Kind, dt.DataType] = {
    "id": dt.string,
    "text": dt.string,
    "code": dt.string,
    "date": dt.date,
    "timestamp": dt.timestamp,
    "money": MONEY,
    "number": dt.float64,
    "integer": dt.int64,
    "boolean": dt.boolean,
}
LINE = dt.Decimal(16, 4)  # one line's money, as in an import: below 10^12, so that sums fit
FACTOR = dt.Decimal(20, 6)
EARLIEST = datetime(1900, 1, 1)


@ibis.udf.scalar.builtin
def trim(text: str) -> str:  # type: ignore[empty-body]
    """The text without spaces around it, by the engine's own function.

    Not Ibis' ``strip``: Spark reads the vertical tab in its list of blanks as the letter v, and takes v and f off.
    """


def readable(theirs: dt.DataType, kind: Kind) -> bool:
    """Whether a column of their type can be read as this kind. Numbers are no times: a view of theirs has to say what they count."""
    if kind in ("date", "timestamp"):
        return theirs.is_string() or theirs.is_timestamp() or theirs.is_date()
    if kind in ("money", "number", "integer"):
        return theirs.is_string() or theirs.is_numeric()
    return not (theirs.is_nested() or theirs.is_binary() or theirs.is_interval())


def same_names(theirs: tuple[str, ...], table: Table) -> dict[str, str]:
    """Canonical name → column of theirs whose name says so, by the synonyms of the schema; each of theirs is taken once."""
    known = {folded(column): column for column in reversed(theirs)}
    found: dict[str, str] = {}
    for column in table.columns:
        names = [known[key] for key in map(folded, (column.name, *column.synonyms)) if key in known]
        if names and names[0] not in found.values():
            found[column.name] = names[0]
    return found


def may_tell_returns(theirs: ir.Table, taken: Collection[str]) -> list[str]:
    """The columns of theirs, not ``taken`` for anything, that name kinds of documents: what their cells say decides."""
    return [column for column in theirs.columns if column not in taken and folded(column) in KINDS and theirs[column].type().is_string()]


def orders(theirs: ir.Table, table: Table, columns: Columns, cast: Cast) -> ir.Table:
    """Canonical order lines, one a line of theirs; what a line does not say itself is derived as in an import."""
    read = _read(theirs, table, columns, cast)
    amount = read.amount
    if "amount" not in columns:
        amount = cast(cast(read.quantity, FACTOR) * read.unit_price.cast(LINE), LINE).cast(MONEY)
    back = ibis.coalesce(read.is_return, (amount < 0) | (read.quantity < 0).fill_null(False), ibis.literal(False))
    moment = read.ordered_at.strftime("%Y-%m-%d %H:%M:%S")
    return read.mutate(
        amount=ibis.ifelse(back, -amount.abs(), amount).cast(MONEY),
        is_return=back,
        order_id=ibis.coalesce(read.order_id, read.customer_id.fill_null("") + "@" + moment),
        currency=read.currency.upper(),
    )


def complete(lines: ir.Table) -> ir.BooleanValue:
    """Whether a line has a time and an amount that could be read: others stay out."""
    return (lines.ordered_at >= ibis.literal(EARLIEST)).fill_null(False) & lines.amount.notnull()


def in_currency(lines: ir.Table, currency: str) -> ir.BooleanValue:
    """Whether a line is in this currency or in none named; any line where no currency is named at all."""
    return lines.currency.isnull() | (lines.currency == currency) if currency else ibis.literal(True)


def customers(theirs: ir.Table, table: Table, columns: Columns, cast: Cast) -> ir.Table:
    """Canonical customers, one row each: of several rows with one id, the largest of each cell."""
    read = _read(theirs, table, columns, cast)
    together = trim(read.first_name.fill_null("") + " " + read.last_name.fill_null("")).nullif("")
    named = read.mutate(name=ibis.coalesce(read["name"], together)).filter(read.customer_id.notnull())
    given = [column for column in table.names if column != "customer_id" and (column in columns or column == "name")]
    once = named.group_by("customer_id").agg(**{name: _largest(named[name]) for name in given})
    return once.select(**{c.name: once[c.name] if c.name in once.columns else ibis.null(TYPES[c.kind]) for c in table.columns})


def _largest(value: ir.Value) -> ir.Value:
    """The largest value; not every engine compares booleans."""
    return value.cast("int64").max().cast("boolean") if value.type().is_boolean() else value.max()


def _read(theirs: ir.Table, table: Table, columns: Columns, cast: Cast) -> ir.Table:
    """Every canonical column, typed; NULL where theirs has none."""
    cells = {
        column.name: _cell(theirs[columns[column.name]], column, cast) if column.name in columns else ibis.null(TYPES[column.kind])
        for column in table.columns
    }
    return theirs.select(**cells)


def _cell(value: ir.Value, column: Column, cast: Cast) -> ir.Value:
    """One column as its canonical kind."""
    if column.kind in ("date", "timestamp"):
        return _time(value, TYPES[column.kind], cast)
    if column.kind == "boolean":
        return _boolean(value, column)
    if column.kind in ("money", "number", "integer"):
        return _number(value, column.kind, cast)
    return _text(value, column, cast)


def _time(value: ir.Value, target: dt.DataType, cast: Cast) -> ir.Value:
    """A day or a moment."""
    kind = value.type()
    if kind.is_string():
        return cast(trim(value), target)
    return value if kind == target else value.date() if target.is_date() else value.cast(target)


def _number(value: ir.Value, kind: Kind, cast: Cast) -> ir.Value:
    """Money below 10^12, a number or a count."""
    if kind == "money":
        return cast(value, LINE).cast(MONEY)
    return value if value.type() == TYPES[kind] else cast(value, TYPES[kind])


def _boolean(value: ir.Value, column: Column) -> ir.Value:
    """True or false, 1 or 0, yes or no in two languages, or the column's own words for them."""
    kind = value.type()
    if kind.is_boolean():
        return value
    if kind.is_numeric():
        return value != 0
    word = trim(value.cast("string")).lower().replace(" ", "")
    yes, no = (sorted({*usual, *map(_key, column.says.get(code, ()))}) for code, usual in (("true", YES), ("false", NO)))
    return ibis.cases((word.isin(yes), True), (word.isin(no), False))


def _text(value: ir.Value, column: Column, cast: Cast) -> ir.Value:
    """Text without blanks around it; an id that came as a number loses its decimals, a word that stands for a code becomes it."""
    if column.kind == "id" and (value.type().is_floating() or value.type().is_decimal()):
        whole = cast(value, dt.int64)
        value = ibis.ifelse(whole.cast(value.type()) == value, whole.cast("string"), value.cast("string"))
    text = trim(value.cast("string"))
    text = ibis.cases((text.isin(BLANKS), ibis.null("string")), else_=text)
    if column.kind == "id":
        return ibis.ifelse(text.re_search(f"^{EMAIL}$"), text.lower(), text)
    if not column.values:
        return text
    key = text.lower().replace(" ", "")
    branches = [(key.isin(sorted({_key(word) for word in (code, *words)})), code) for code, words in column.values.items()]
    return ibis.cases(*branches, else_=text)


def _key(word: str) -> str:
    """A code's word as cells are compared with it."""
    return "".join(word.lower().split())
