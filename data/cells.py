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
from dataclasses import dataclass
from functools import cache
from itertools import count
from threading import Lock

import duckdb

from data.cell_numbers import number
from data.cell_sql import NARROW, NUMBER_FOLD, SPACES, WIDE, among, folded, full, let, listed, replace, trimmed
from data.cell_times import STATED, month, timestamp
from data.schema import Kind
from data.sql import literal

# Spelled out, not folded by case: "Null" and "Nan" are names of people.
BLANKS = (
    "", "-", "--", "---", "—", "——", "–", "－", "/", "N/A", "n/a", "NA", "na", "<NA>", "#N/A", "#N/A!", "#NA", "NULL", "null", "(null)",
    "None", "none", "NONE", "NaN", "nan", "NAN", "NaT", "nil", "无", "無", "空", "暂无", "(空)", "(空白)", "(blank)", "Select", "select", "请选择",
    "（空）", "（空白）", "(无)", "（无）", "未填写", "未填", "暂无数据", "暂缺", "未提供", "未选择", "请选择...", "-请选择-", "--请选择--",
    "N.A.", "n.a.", "N/a", "[null]", "<null>", "\\N", "undefined", "(none)", "-None-", "--None--", "-Select-", "--Select--", "Select...",
    "Please select",
    "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", '""', "''", "…", "...",
)  # fmt: skip
SIZES = (3, 7, max(len(word.encode()) for word in BLANKS))  # bytes: a cell is looked for among words of about its size only
YES = ("y", "yes", "true", "t", "1", "1.0", "是", "有", "对", "真", "√", "✓", "✔", "☑", "✅", "是的", "on", "开", "開", "ja", "oui")
NO = (
    "n", "no", "false", "f", "0", "0.0", "否", "不是", "没有", "沒有", "错", "假", "×", "✗", "✘", "☐", "❌", "✕", "✖", "不", "off", "关", "關",
    "nein", "non",
)  # fmt: skip
SCIENTIFIC = "[1-9](?:[.,][0-9]+)?[eE][+][0-9]{2,3}|[1-9][.][0-9]+E(?:[7-9]|[1-9][0-9])"  # as spreadsheets write it; and as Java does
EXACT = 15  # digits of a number that a spreadsheet keeps
ZEROS = 6  # digits of some ids that are zeros by chance once in a million times
EMAIL = r"[^@ ]+@[^@ ]+[.][A-Za-z]{2,}"
SUMS = r"(?i:total|totaal|gesamt|summe|sum|average|avg|mean|计|計|汇|彙|匯|总|總|均)"  # one of them is in every word for a total
NAMED_TOTAL = rf"'*[^'\n\r]{{0,30}}{SUMS}[^\n\r]*$"
GUARDED = (  # a mark of text keeps a line from being a formula, and a row from being a total
    rf"(^|[\n\r])'([ \x{{a0}}\x{{3000}}']*[=+\-@＝＋－＠\t])|^'({NAMED_TOTAL})"
)

FEW_TEXTS = 32  # so many different ones are looked up faster than each cell is judged

_NO_VALUES: Mapping[str, tuple[str, ...]] = {}

_STATED = re.compile(STATED)
_YEAR_FIRST = re.compile(r"(\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
LIKELY_YEARS = range(10, 30)  # as the last two digits of a year that a business writes down
_NUMERIC_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True)
class Style:
    """How a whole column writes what single cells leave open: 05/03/2024 and 1.234; and which few tidy texts make up most of it.

    ``year_first``: 24-03-05 is a day of March 2024.
    ``rounded``: ids that a spreadsheet took for numbers, their digits after the fifteenth zeros.
    ``zone`` is the business's zone (Asia/Shanghai), to which moments that state another are moved; empty: their wall clock stays.
    """

    day_first: bool = False
    decimal_comma: bool = False
    common: tuple[str, ...] = ()
    zone: str = ""
    year_first: bool = False
    rounded: bool = False


def style_of(values: Iterable[str | None], kind: str) -> Style:
    """The style that a column's cells agree on.

    Dates: a first part above 12 speaks for day first, a second part above 12 for month first; the majority decides. When no
    cell decides, dotted dates (05.03.2024) are day first, as in Europe, all others month first; `ambiguous_dates` tells.
    A year of two digits comes first where `_year_first` says so.
    Numbers: a comma that can only be a decimal sign (12,5 or 1.234,50) counts against a point that can only be one.
    """
    cells = [value for value in values if value is not None]
    if kind in ("date", "timestamp"):
        if _year_first(cells):
            return Style(year_first=True)
        first, second, dotted, _ = _date_votes(cells)
        return Style(day_first=first > second or (first == second == 0 and dotted))
    if kind in ("money", "number", "integer"):
        return Style(decimal_comma=_comma_votes(cells) > 0)
    return Style(rounded=kind == "id" and _ends_in_zeros(cells))


def _ends_in_zeros(values: Iterable[str]) -> bool:
    """Whether more ids of over fifteen digits have zeros after these than chance allows."""
    numbers = {value.strip(SPACES) for value in values if len(value) > EXACT}
    long = [number[EXACT:] for number in numbers if number.isdecimal() and len(number) > EXACT and number[0] != "0"]
    zeros = [rest for rest in long if not rest.strip("0")]
    likely = sum(0.1 ** len(rest) for rest in long)
    return sum(map(len, zeros)) >= ZEROS and len(zeros) >= min(len(long), 10 * likely)


def common_texts(values: Sequence[str | None]) -> tuple[str, ...]:
    """The texts that most cells of a column hold, commonest first; none where it takes many. They need no second look."""
    cells = [value for value in values if value]
    tidy = Counter(value for value in cells if value.strip(SPACES) == value and value not in BLANKS and value.isprintable())
    most = tidy.most_common(FEW_TEXTS)
    return tuple(value for value, _ in most) if sum(count for _, count in most) > len(cells) / 2 else ()


def states_offset(values: Iterable[str | None]) -> bool:
    """Whether a cell names a time with its distance from UTC: the business's zone then matters."""
    return any(_STATED.search(_narrow(value).upper()) for value in values if value is not None)


def ambiguous_dates(values: Iterable[str | None]) -> bool:
    """Whether numeric dates leave day and month open, or contradict each other: somebody should be asked."""
    cells = [value for value in values if value is not None]
    first, second, dotted, unsettled = _date_votes(cells)
    return not _year_first(cells) and ((first > 0 and second > 0) or (first == second == 0 and unsettled > 0 and not dotted))


def said_day_first(values: Iterable[str | None]) -> bool | None:
    """Whether numeric dates put the day first; None where no cell decides, or as many say the one as the other."""
    cells = [value for value in values if value is not None]
    first, second, *_ = _date_votes(cells)
    return None if first == second or _year_first(cells) else first > second


def _year_first(values: Sequence[str]) -> bool:
    """Whether numeric dates are year, month and day with two digits for the year: 24-03-05.

    The first part then differs less from cell to cell than the last, which is the day. 15/01/22, 15/02/23 stay as they are: the last
    part too may be a year there, a later one, and does not differ more than what stands before it.
    """
    cells = [_narrow(value) for value in values]
    numeric = [cell for cell in cells if _NUMERIC_DATE.match(cell) or _YEAR_FIRST.match(cell)]
    parts = [(int(match[1]), int(match[2]), int(match[3])) for cell in numeric if (match := _YEAR_FIRST.match(cell))]
    if len(parts) < len(numeric) or not all(1 <= month <= 12 and 1 <= day <= 31 for _, month, day in parts):
        return False
    years, days = {year for year, _, _ in parts}, {day for _, _, day in parts}
    if max(days, default=0) < 10:  # 12-1-2 is an address or a version rather than a day
        return False
    if sum(year > 31 for year, _, _ in parts) > len(parts) / 10:  # fewer are slips
        return True
    if len(years) >= len(days) or not all(year in LIKELY_YEARS for year in years) and max(days) < 30:
        return False
    both = all(day in LIKELY_YEARS for day in days)
    return not both or len({part[:2] for part in parts}) < len(days) or max(years) > max(days)


def _date_votes(values: Iterable[str]) -> tuple[int, int, bool, int]:
    """Cells that are surely day first, surely month first, whether all are dotted, and how many leave it open."""
    first = second = unsettled = 0
    dotted = []
    for value in values:
        match = _NUMERIC_DATE.match(_narrow(value))
        if match is None:
            continue
        a, b = int(match[1]), int(match[3])
        dotted.append(match[2] == ".")
        first += a > 12 >= b
        second += b > 12 >= a
        unsettled += a != b and a <= 12 and b <= 12
    return first, second, bool(dotted) and all(dotted), unsettled


_COMMA_ONLY = re.compile(r"(?:^|[^\d.,])(?:0,\d+|\d+,\d{1,2}|\d+,\d{4,}|\d{1,3}(?:[. ']\d{3})+,\d+)(?![\d.,])")
_POINT_ONLY = re.compile(r"(?:^|[^\d.,])(?:0?\.\d+|\d+\.\d{1,2}|\d+\.\d{4,}|\d{1,3}(?:[, ']\d{3})+\.\d+)(?![\d.,])")


def _comma_votes(values: Iterable[str]) -> int:
    """Cells whose comma is surely a decimal sign, less those whose point surely is."""
    cells = [_narrow(value) for value in values]
    return sum(bool(_COMMA_ONLY.search(cell)) for cell in cells) - sum(bool(_POINT_ONLY.search(cell)) for cell in cells)


def _narrow(value: str) -> str:
    """The cell without surrounding blanks, full-width signs made half-width: what the SQL does, for the two style votes."""
    return value[:200].strip(SPACES).translate(NUMBER_FOLD)


def is_blank(value: str | None) -> bool:
    """Whether a cell says nothing; the same list as `blank`."""
    return value is None or value.strip(SPACES) in BLANKS


def blank(text: str) -> str:
    """SQL boolean: the cell says nothing."""
    return f"CASE WHEN {text} IS NULL OR {_says_nothing(text)} THEN true ELSE {let('cell_', trimmed(text), _says_nothing('cell_'))} END"


def _says_nothing(text: str) -> str:
    """SQL boolean: the trimmed text is a word for nothing."""
    sizes = list(zip((-1, *SIZES), SIZES, strict=False))
    alike = [[word for word in BLANKS if least < len(word.encode()) <= most] for least, most in sizes]
    cases = (f"WHEN strlen({text}) <= {most} THEN {among(text, words)}" for (_, most), words in zip(sizes, alike, strict=True))
    return f"CASE {' '.join(cases)} ELSE false END"


def shortened(text: str) -> str:
    """SQL boolean: an id that a spreadsheet has turned into scientific notation (1.23E+15), its digits lost; many ids look like one then."""
    lost = f"CASE WHEN {full('id_', SCIENTIFIC)} THEN {_written_out('id_')} IS NULL END"
    return f"coalesce({_unwrapped(text, lost)}, false)"


def rounded(text: str) -> str:
    """SQL boolean: an id whose digits after the fifteenth all are zeros, as a spreadsheet writes what it takes for a number."""
    return f"coalesce({full(text, f'[1-9][0-9]{{{EXACT - 1}}}0+')}, false)"


def typed(text: str, kind: Kind, style: Style, values: Mapping[str, tuple[str, ...]] = _NO_VALUES) -> str:
    """SQL expression of type ``SQL_TYPES[kind]`` for the VARCHAR expression ``text``; NULL when blank or unreadable.

    ``values`` maps a code to the words that files use for it (kind "code"); other words are kept as they came, trimmed.
    """
    if kind == "id":
        return _id(text)
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
    return _text(text, style.common)


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


def _text(text: str, common: Sequence[str] = ()) -> str:
    """Trimmed, NULL when blank, otherwise as it came, without a spreadsheet's marks of text."""
    other = let("cell_", trimmed(text), f"CASE WHEN NOT {_says_nothing('cell_')} THEN {_unguarded('cell_')} END")
    any_text = f"CASE WHEN {_edged(text)} AND NOT {_says_nothing(text)} THEN {text} ELSE {other} END"
    known = f"([{listed(common)}])[list_position([{listed(common)}], {text})]"
    return f"CASE WHEN {text} <> '' THEN {f'coalesce({known}, {any_text})' if common else any_text} END"


def _edged(text: str) -> str:
    """SQL boolean: surely no blank at either end and no mark of text; the signs that begin and end most cells are judged by their numbers."""
    visible = "{0} > 32 AND ({0} < 127 OR {0} > 12288 AND {0} < 65279)"
    last = let("last_", f"unicode({text}[-1])", visible.format("last_"))
    return f"{visible.format(f'unicode({text})')} AND {last} AND NOT contains({text}, chr(39))"


def _unguarded(text: str) -> str:
    """The text without the marks that keep it, or a line of it, from being a formula."""
    bare = replace(text, GUARDED, r"\1\2\3", "g")
    return f"CASE WHEN contains({text}, chr(39)) THEN {bare} ELSE {text} END"


def _id(text: str) -> str:
    """Trimmed; 17850.0 → 17850, ="00123" and '00123 → 00123; full-width signs made half-width; e-mails in lower case.

    Scientific notation is written out where it has all digits; NULL where it lost some.
    """
    numbered = "[A-Za-z0-9#][A-Za-z0-9_-]*[0-9]|[0-9]"  # no blank ends with a digit
    usual = "[A-Za-z0-9#][A-Za-z0-9_-]*|[A-Za-z0-9][A-Za-z0-9_+.-]*[A-Za-z]|[a-z0-9_+.-]+@[a-z0-9.-]+"
    clean = f"{full(text, usual)} AND NOT {among(text, [word for word in BLANKS if re.fullmatch(usual, word)])}"
    whole = (
        f"CASE WHEN {_says_nothing('id_')} THEN NULL WHEN {full('id_', r'-?[0-9]+[.]0*')} THEN split_part(id_, '.', 1)"
        f" WHEN contains(id_, '@') AND {full('id_', EMAIL)} THEN lower(id_) WHEN {full('id_', SCIENTIFIC)} THEN {_written_out('id_')} ELSE id_ END"
    )
    return (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN NULL WHEN {full(text, numbered)} THEN {text} WHEN {clean} THEN {text}"
        f" WHEN {full(text, '[0-9]+[.]0')} THEN split_part({text}, '.', 1) ELSE {_unwrapped(text, whole)} END"
    )


def _unwrapped(text: str, body: str) -> str:
    """``body`` with ``id_`` bound to the text of an id without what a spreadsheet wraps it in."""
    bare = trimmed(replace(_unguarded("cell_"), r"""(?s)^(?:=\s*"(.*)"|'+(.*))$""", r"\1\2"))
    return let("cell_", folded(text), let("id_", bare, body))


def _written_out(text: str) -> str:
    """The digits of scientific notation; NULL where some are lost.

    Spreadsheets round and write a plus sign: all digits must stand there. Programs that write none leave out zeros only.
    """
    part, power = f"regexp_extract({text}, '[.,]([0-9]+)', 1)", f"regexp_extract({text}, '[0-9]+$')::INTEGER"
    known = f"power_ < {EXACT} AND (length(part_) = power_ OR length(part_) < power_ AND NOT contains({text}, '+'))"
    return let("part_", part, let("power_", power, f"CASE WHEN {known} THEN left({text}, 1) || rpad(part_, power_, '0') END"))


def _code(text: str, values: Mapping[str, tuple[str, ...]]) -> str:
    """The code whose words contain the cell (case, width and blanks folded), otherwise the cell as text."""
    words = {code: (code, *spelled) for code, spelled in values.items()}
    if not words:
        return _text(text)
    usual: dict[str, str] = {}  # in the order of the schema: the search ends where it finds
    for code, group in words.items():
        usual |= {form: code for word in group for form in (word, word.capitalize(), word.title(), word.upper()) if form not in usual}
    asis = f"([{listed(usual.values())}])[list_position([{listed(usual)}], {text})]"
    key = replace(f"lower({folded(text)})", r"\s+", "", "g")
    cases = " ".join(f"WHEN {among('key_', sorted({_key(word) for word in group}))} THEN {literal(code)}" for code, group in words.items())
    slow = let("key_", key, f"CASE {cases} ELSE {_text(text)} END")
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
