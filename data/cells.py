"""Text cells to typed values, as DuckDB SQL expressions: one definition for imports, profiles and tests.

Every expression tries the clean spelling first (one pattern or one TRY_CAST), so that tidy columns of millions of rows
cost little; only cells that fail it are folded and read again. An unreadable cell becomes NULL, never an error.

Times are naive. Where the business's zone is known (`Style.zone`), a moment that states its offset is moved there; elsewhere
``2024-03-05T10:00:00+08:00`` keeps its wall clock (10:00), and unix seconds are read as UTC. Money is DECIMAL(18,4), rounded half
away from zero, never through a float. An apostrophe before what a spreadsheet would run ('=1+1) is a spreadsheet's mark of text and
no part of the text: `exports.tables` writes it, one more where the text has its own, and here one goes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from threading import Lock

import duckdb

from data.cell_ids import id_value
from data.cell_numbers import number
from data.cell_sql import NARROW, WIDE, among, folded, let, listed, replace
from data.cell_style import Style, style_of
from data.cell_texts import is_blank, text_value
from data.cell_times import month, timestamp
from data.schema import Kind
from data.sql import literal

YES = ("y", "yes", "true", "t", "1", "1.0", "是", "有", "对", "真", "√", "✓", "✔", "☑", "✅", "是的", "on", "开", "開", "ja", "oui")
NO = (
    "n", "no", "false", "f", "0", "0.0", "否", "不是", "没有", "沒有", "错", "假", "×", "✗", "✘", "☐", "❌", "✕", "✖", "不", "off", "关", "關",
    "nein", "non",
)  # fmt: skip
NO = (
    "n", "no", "false", "f", "0", "0.0", "否", "不是", "没有", "沒有", "错", "假", "×", "✗", "✘", "☐", "❌", "✕", "✖", "不", "off", "关", "關",
    "nein", "non",
)  # fmt: skip

_NO_VALUES: Mapping[str, tuple[str, ...]] = {}


def typed(text: str, kind: Kind, style: Style, values: Mapping[str, tuple[str, ...]] = _NO_VALUES) -> str:
    """SQL expression of type ``SQL_TYPES[kind]`` for the VARCHAR expression ``text``; NULL when blank or unreadable.

    ``values`` maps a code to the words that files use for it (kind "code"); other words are kept as they came, trimmed.
    """
    if kind == "id":
        return id_value(text)
    if kind == "code":
        return _code(text, values)
    if kind == "boolean":
        return _boolean(text, values)
    if kind == "timestamp":
        return timestamp(text, style.day_first, style.zone, style.year_first)
    if kind == "date":
        return f"CAST({timestamp(text, style.day_first, style.zone, style.year_first)} AS DATE)"
    if kind == "month":
        return f"CAST(date_trunc('month', coalesce({month(text)}, {timestamp(text, style.day_first, style.zone, style.year_first)})) AS DATE)"
    if kind in ("money", "number", "integer"):
        return number(text, kind, style.decimal_comma)
    return text_value(text, style.common)


def looks_like(values: Iterable[str | None], kind: Kind) -> float:
    """The share of the non-blank values that are readable as ``kind``; 0 when all are blank."""
    return readable([list(values)], (kind,))[0][kind]


def readable(columns: Sequence[Sequence[str | None]], kinds: Sequence[Kind]) -> list[dict[Kind, float]]:
    """For each column, the share of its non-blank values readable as each kind, judged by the very SQL that imports use."""
    cells = [[value for value in column if not is_blank(value)] for column in columns]
    rows = [(i, value, times) for i, column in enumerate(cells) for value, times in Counter(column).items()]
    result: list[dict[Kind, float]] = [dict.fromkeys(kinds, 0.0) for _ in columns]
    if not rows or not kinds:
        return result
    styled: dict[tuple[Kind, Style], list[int]] = defaultdict(list)
    for kind in kinds:
        for i, column in enumerate(cells):
            styled[kind, style_of(column, kind)].append(i)
    with _JUDGING:
        connection = _judge()
        connection.execute("DELETE FROM cells")
        connection.execute("INSERT INTO cells SELECT unnest($1), unnest($2), unnest($3)", [list(part) for part in zip(*rows, strict=True)])
        for (kind, style), chosen in styled.items():
            for i, share in connection.execute(f"EXECUTE {_question(kind, style)}({chosen})").fetchall():
                result[i][kind] = share
    return result


_JUDGING = Lock()


@cache
def _judge() -> duckdb.DuckDBPyConnection:
    """An engine that reads sampled cells; to be asked by one thread at a time."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("CREATE TABLE cells (i INTEGER, cell VARCHAR, times BIGINT)")
    return connection


@cache
def _question(kind: Kind, style: Style) -> str:
    """The name of the prepared question which share of some columns' cells reads as ``kind``: planning it costs more than answering it."""
    name = f"question_{next(_QUESTIONS)}"
    known = f"sum(CASE WHEN ({typed('cell', kind, style)}) IS NOT NULL THEN times ELSE 0 END)"
    share = f"SELECT i, {known} / sum(times) FROM cells WHERE list_contains($1::INTEGER[], i) GROUP BY i"
    _judge().execute(f"PREPARE {name} AS {share}")
    return name


_QUESTIONS = count(1)


def _code(text: str, values: Mapping[str, tuple[str, ...]]) -> str:
    """The code whose words contain the cell (case, width and blanks folded), otherwise the cell as text."""
    words = {code: (code, *spelled) for code, spelled in values.items()}
    if not words:
        return text_value(text)
    usual: dict[str, str] = {}  # in the order of the schema: the search ends where it finds
    for code, group in words.items():
        usual |= {form: code for word in group for form in (word, word.capitalize(), word.title(), word.upper()) if form not in usual}
    asis = f"([{listed(usual.values())}])[list_position([{listed(usual)}], {text})]"
    key = replace(f"lower({folded(text)})", r"\s+", "", "g")
    cases = " ".join(f"WHEN {among('key_', sorted({_key(word) for word in group}))} THEN {literal(code)}" for code, group in words.items())
    slow = let("key_", key, f"CASE {cases} ELSE {text_value(text)} END")
    return f"CASE WHEN {text} <> '' THEN coalesce({asis}, {slow}) END"


def _key(word: str) -> str:
    """A code's word as `_code` compares it."""
    return re.sub(r"\s+", "", word.translate(str.maketrans(WIDE, NARROW)).lower())


def _boolean(text: str, values: Mapping[str, tuple[str, ...]] = _NO_VALUES) -> str:
    """是/否, Y/N, yes/no, true/false, T/F, 1/0, √/×, and what ``values`` has of words for true and false."""
    yes, no = ((*usual, *map(_key, values.get(code, ()))) for code, usual in (("true", YES), ("false", NO)))
    cases = f"CASE WHEN {among('cell_', yes)} THEN true WHEN {among('cell_', no)} THEN false END"
    key = f"lower({folded(text)})"
    key = replace(key, r"\s+", "", "g") if values else key
    return f"CASE WHEN {text} <> '' THEN {let('cell_', key, cases)} END"
