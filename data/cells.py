"""Text cells to typed values, as DuckDB SQL expressions: one definition for imports, profiles and tests.

Every expression tries the clean spelling first (one pattern or one TRY_CAST), so that tidy columns of millions of rows
cost little; only cells that fail it are folded and read again. An unreadable cell becomes NULL, never an error.

Times are naive: ``2024-03-05T10:00:00+08:00`` keeps its wall clock (10:00) and drops the offset, unix seconds are read
as UTC. Money is DECIMAL(18,4), rounded half away from zero, never through a float.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from data.schema import SQL_TYPES, Kind

SPACES = " \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000\ufeff"
# Spelled out, not folded by case: "Null" and "Nan" are names of people.
BLANKS = (
    "", "-", "--", "---", "—", "——", "–", "－", "/", "N/A", "n/a", "NA", "na", "<NA>", "#N/A", "#N/A!", "#NA", "NULL", "null", "(null)",
    "None", "none", "NONE", "NaN", "nan", "NAN", "NaT", "nil", "无", "無", "空", "暂无", "(空)", "(空白)", "(blank)", "Select", "select", "请选择",
)  # fmt: skip
YES = ("y", "yes", "true", "t", "1", "1.0", "是", "有", "对", "真", "√", "✓", "✔", "☑")
NO = ("n", "no", "false", "f", "0", "0.0", "否", "不是", "没有", "错", "假", "×", "✗", "✘", "☐")

FEW_TEXTS = 32  # so many different ones are looked up faster than each cell is judged

_NO_VALUES: Mapping[str, tuple[str, ...]] = {}
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
_NARROW = "".join(map(chr, range(0x21, 0x7F))) + " "
_NUMBER_WIDE = _WIDE + "￥￡−–—﹣’‘´`" + "\u00a0\u2007\u2009\u202f"
_NUMBER_NARROW = _NARROW + "¥£----''''" + "    "
_NUMBER_FOLD = str.maketrans(_NUMBER_WIDE, _NUMBER_NARROW)
_SIGNS = {_WIDE: "！-～\u3000", _NUMBER_WIDE: "！-～\u3000￥￡−–—﹣’‘´`\u00a0\u2007\u2009\u202f"}

_ISO = r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ]+[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?"
_NUMERIC_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")
_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_WEEKDAY = r"\(?(星期|周)[一二三四五六日天]\)?"
_ZONE = (
    r"^(MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*[,. ]+"
    r"| ?\(?\b((?:UTC|GMT)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?|CST|EST|EDT|CDT|MST|MDT|PST|PDT|BST|CET|CEST|JST|HKT|SGT)\)?$"
)
_HALF = r"上午|早上|凌晨|中午|下午|晚上|\b[AP][.]?M\b[.]?|[AP]M\b"
_CODES = "RMB|CNY|CNH|USD|EUR|GBP|HKD|JPY|TWD|AUD|CAD|SGD|KRW|INR|CHF|SEK|NOK|DKK|PLN|THB|MYR|NZD|BRL|MXN|RUB"
_BEFORE = rf"(?:(?:{_CODES}|人民币|US|HK|NT|A|AU|C|CA|S|NZ|R)? ?[¥$€£₩₹]|{_CODES}|人民币)"
_AFTER = rf"(?:元整|元|圆|块钱|块|[¥$€£₩₹]|{_CODES}|人民币|美元|欧元|英镑|港元|港币|日元)"
_UNITS = {"K": 3, "千": 3, "W": 4, "万": 4, "M": 6, "百万": 6, "千万": 7, "亿": 8, "%": -2}
_POWER = rf"({'|'.join(_UNITS)}|E[-+]?[0-9]{{1,3}})"
_VALUE = rf"(?:[0-9][0-9.,' ]*|[.][0-9]+)(?: ?{_POWER})? ?{_AFTER}?"
_USUAL = {
    False: "[-+]?[¥￥$€£]? ?[1-9][0-9]{0,2}(,[0-9]{3})*([.][0-9]+)? ?[元€]?",
    True: "[-+]?[¥￥$€£]? ?[1-9][0-9]{0,2}([.][0-9]{3})*(,[0-9]+)? ?[元€]?",
}
_SIGNED = rf"\( ?{_BEFORE}? ?{_VALUE} ?\)|(?:{_BEFORE} ?)?[-+]? ?(?:{_BEFORE} ?)?{_VALUE}|{_BEFORE}? ?{_VALUE} ?[-+]"


@dataclass(frozen=True)
class Style:
    """How a whole column writes what single cells leave open: 05/03/2024 and 1.234; and which few tidy texts make up most of it."""

    day_first: bool = False
    decimal_comma: bool = False
    common: tuple[str, ...] = ()


def style_of(values: Iterable[str | None], kind: str) -> Style:
    """The style that a column's cells agree on.

    Dates: a first part above 12 speaks for day first, a second part above 12 for month first; the majority decides. When no
    cell decides, dotted dates (05.03.2024) are day first, as in Europe, all others month first; `ambiguous_dates` tells.
    Numbers: a comma that can only be a decimal sign (12,5 or 1.234,50) counts against a point that can only be one.
    """
    cells = [value for value in values if value is not None]
    if kind in ("date", "timestamp"):
        first, second, dotted, _ = _date_votes(cells)
        return Style(day_first=first > second or (first == second == 0 and dotted))
    if kind in ("money", "number", "integer"):
        return Style(decimal_comma=_comma_votes(cells) > 0)
    return Style()


def common_texts(values: Sequence[str | None]) -> tuple[str, ...]:
    """The texts that most cells of a column hold, commonest first; none where it takes many. They need no second look."""
    cells = [value for value in values if value]
    tidy = Counter(value for value in cells if value.strip(SPACES) == value and value not in BLANKS and value.isprintable())
    most = tidy.most_common(FEW_TEXTS)
    return tuple(value for value, _ in most) if sum(count for _, count in most) > len(cells) / 2 else ()


def ambiguous_dates(values: Iterable[str | None]) -> bool:
    """Whether numeric dates leave day and month open, or contradict each other: somebody should be asked."""
    first, second, dotted, unsettled = _date_votes(value for value in values if value is not None)
    return (first > 0 and second > 0) or (first == second == 0 and unsettled > 0 and not dotted)


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
    return value[:200].strip(SPACES).translate(_NUMBER_FOLD)


def is_blank(value: str | None) -> bool:
    """Whether a cell says nothing; the same list as `blank`."""
    return value is None or value.strip(SPACES) in BLANKS


def blank(text: str) -> str:
    """SQL boolean: the cell says nothing."""
    return f"CASE WHEN {text} IS NULL OR {_among(text, BLANKS)} THEN true ELSE {_among(_trimmed(text), BLANKS)} END"


def scientific(text: str) -> str:
    """SQL boolean: an id that a spreadsheet has turned into scientific notation (1.23E+15), its digits lost."""
    return f"coalesce(regexp_full_match({text}, '\\s*[0-9](\\.[0-9]+)?[eE]\\+[0-9]{{2,3}}\\s*'), false)"


def typed(text: str, kind: Kind, style: Style, values: Mapping[str, tuple[str, ...]] = _NO_VALUES) -> str:
    """SQL expression of type ``SQL_TYPES[kind]`` for the VARCHAR expression ``text``; NULL when blank or unreadable.

    ``values`` maps a code to the words that files use for it (kind "code"); other words are kept as they came, trimmed.
    """
    if kind == "id":
        return _id(text)
    if kind == "code":
        return _code(text, values)
    if kind == "boolean":
        return _boolean(text)
    if kind == "timestamp":
        return _timestamp(text, style.day_first)
    if kind == "date":
        return f"CAST({_timestamp(text, style.day_first)} AS DATE)"
    if kind == "month":
        return f"CAST(date_trunc('month', coalesce({_month(text)}, {_timestamp(text, style.day_first)})) AS DATE)"
    if kind in ("money", "number", "integer"):
        return _number(text, kind, style.decimal_comma)
    return _text(text, style.common)


def looks_like(values: Iterable[str | None], kind: Kind) -> float:
    """The share of the non-blank values that are readable as ``kind``; 0 when all are blank."""
    return readable([list(values)], (kind,))[0][kind]


def readable(columns: Sequence[Sequence[str | None]], kinds: Sequence[Kind]) -> list[dict[Kind, float]]:
    """For each column, the share of its non-blank values readable as each kind, judged by the very SQL that imports use."""
    cells = [[value for value in column if not is_blank(value)] for column in columns]
    rows = [(i, value) for i, column in enumerate(cells) for value in column]
    result: list[dict[Kind, float]] = [dict.fromkeys(kinds, 0.0) for _ in columns]
    if not rows or not kinds:
        return result
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("CREATE TABLE cells AS SELECT unnest($1) AS i, unnest($2) AS cell", [[i for i, _ in rows], [value for _, value in rows]])
        for kind in kinds:
            styles = [style_of(column, kind) for column in cells]
            for style in set(styles):
                chosen = ", ".join(str(i) for i, one in enumerate(styles) if one == style)
                query = f"SELECT i, count({typed('cell', kind, style)}) / count(*) FROM cells WHERE i IN ({chosen}) GROUP BY i"
                for i, share in connection.execute(query).fetchall():
                    result[i][kind] = share
    return result


def _quoted(value: str) -> str:
    """An SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def _listed(values: Iterable[str]) -> str:
    """SQL string literals, separated by commas."""
    return ", ".join(_quoted(value) for value in values)


def _among(text: str, values: Iterable[str]) -> str:
    """SQL boolean: the text is one of these. IN would be computed for every row of the file, even in a branch of CASE that few rows take."""
    return f"list_position([{_listed(values)}], {text}) IS NOT NULL"


def _let(name: str, value: str, body: str) -> str:
    """``body`` with ``name`` bound to ``value``, which is computed once."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"


def _full(text: str, pattern: str) -> str:
    """SQL boolean: the whole text has the pattern."""
    return f"regexp_full_match({text}, {_quoted(pattern)})"


def _replace(text: str, pattern: str, replacement: str, options: str = "") -> str:
    """The text with the pattern's first match (all with option g) replaced."""
    return f"regexp_replace({text}, {_quoted(pattern)}, {_quoted(replacement)}{f', {_quoted(options)}' if options else ''})"


def _trimmed(text: str) -> str:
    """The text without blanks around it, of any width."""
    return _replace(text, f"^[{SPACES}]+|[{SPACES}]+$", "", "g")


def _folded(text: str, wide: str = _WIDE, narrow: str = _NARROW) -> str:
    """Trimmed; full-width signs made half-width in the cells that have any (`translate` is dear)."""
    fold = f"trim(translate({_trimmed(text)}, {_quoted(wide)}, {_quoted(narrow)}))"
    return (
        f"CASE WHEN strlen({text}) > length({text}) AND regexp_matches({text}, {_quoted(f'[{_SIGNS[wide]}]')}) THEN {fold} ELSE {_trimmed(text)} END"
    )


def _text(text: str, common: Sequence[str] = ()) -> str:
    """Trimmed, NULL when blank, otherwise as it came."""
    trimmed = _let("cell_", _trimmed(text), f"CASE WHEN NOT {_among('cell_', BLANKS)} THEN cell_ END")
    any_text = f"CASE WHEN {_edged(text)} AND NOT {_among(text, BLANKS)} THEN {text} ELSE {trimmed} END"
    known = f"([{_listed(common)}])[list_position([{_listed(common)}], {text})]"
    return f"CASE WHEN {text} <> '' THEN {f'coalesce({known}, {any_text})' if common else any_text} END"


def _edged(text: str) -> str:
    """SQL boolean: surely no blank at either end; the signs that begin and end most cells are judged by their numbers."""
    visible = "{0} > 32 AND ({0} < 127 OR {0} > 12288 AND {0} < 65279)"
    last = _let("last_", f"unicode({text}[-1])", visible.format("last_"))
    return f"{visible.format(f'unicode({text})')} AND {last}"


def _id(text: str) -> str:
    """Trimmed; 17850.0 → 17850, ="00123" and '00123 → 00123; full-width signs made half-width; e-mails in lower case."""
    numbered = "[A-Za-z0-9#][A-Za-z0-9_+-]*[0-9]|[0-9]"  # no blank ends with a digit
    usual = "[A-Za-z0-9#][A-Za-z0-9_+-]*|[A-Za-z0-9][A-Za-z0-9_+.-]*[A-Za-z]|[a-z0-9_+.-]+@[a-z0-9.-]+"
    clean = f"{_full(text, usual)} AND NOT {_among(text, [word for word in BLANKS if re.fullmatch(usual, word)])}"
    bare = _trimmed(_replace("cell_", r"""(?s)^(?:=\s*"(.*)"|'+(.*))$""", r"\1\2"))
    whole = (
        f"CASE WHEN {_among('id_', BLANKS)} THEN NULL WHEN {_full('id_', r'-?[0-9]+[.]0*')} THEN split_part(id_, '.', 1)"
        " WHEN contains(id_, '@') THEN lower(id_) ELSE id_ END"
    )
    return (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN NULL WHEN {_full(text, numbered)} THEN {text} WHEN {clean} THEN {text}"
        f" WHEN {_full(text, '[0-9]+[.]0')} THEN split_part({text}, '.', 1)"
        f" ELSE {_let('cell_', _folded(text), _let('id_', bare, whole))} END"
    )


def _code(text: str, values: Mapping[str, tuple[str, ...]]) -> str:
    """The code whose words contain the cell (case, width and blanks folded), otherwise the cell as text."""
    words = {code: (code, *spelled) for code, spelled in values.items()}
    if not words:
        return _text(text)
    usual: dict[str, str] = {}  # in the order of the schema: the search ends where it finds
    for code, group in words.items():
        usual |= {form: code for word in group for form in (word, word.capitalize(), word.title(), word.upper()) if form not in usual}
    asis = f"([{_listed(usual.values())}])[list_position([{_listed(usual)}], {text})]"
    key = _replace(f"lower({_folded(text)})", r"\s+", "", "g")
    folded = " ".join(f"WHEN {_among('key_', sorted({_key(word) for word in group}))} THEN {_quoted(code)}" for code, group in words.items())
    slow = _let("key_", key, f"CASE {folded} ELSE {_text(text)} END")
    return f"CASE WHEN {text} <> '' THEN coalesce({asis}, {slow}) END"


def _key(word: str) -> str:
    """A code's word as `_code` compares it."""
    return re.sub(r"\s+", "", word.translate(str.maketrans(_WIDE, _NARROW)).lower())


def _boolean(text: str) -> str:
    """是/否, Y/N, yes/no, true/false, T/F, 1/0, √/×."""
    cases = f"CASE WHEN {_among('cell_', YES)} THEN true WHEN {_among('cell_', NO)} THEN false END"
    return f"CASE WHEN {text} <> '' THEN {_let('cell_', f'lower({_folded(text)})', cases)} END"


def _number(text: str, kind: Kind, comma: bool) -> str:
    """Money, number or integer: plain spelling first, then signs, currencies, separators and units."""
    sql_type = "DECIMAL(38,4)" if kind == "integer" else SQL_TYPES[kind]
    plain = f"TRY_CAST({text} AS {sql_type})"
    if comma:  # 1.234 is a thousand here, 12.5 still a number cell's own spelling
        plain = (
            f"CASE WHEN {_full(text, '[-+]?[0-9]+(,[0-9]+)?')} THEN TRY_CAST(replace({text}, ',', '.') AS {sql_type})"
            f" WHEN {_full(text, '[-+]?[0-9]*([.][0-9]{1,2}|[.][0-9]{4,})')} THEN {plain} END"
        )
    if kind == "number":
        plain = _let("plain_", plain, "CASE WHEN isfinite(plain_) THEN plain_ END")
    dirty = f"CASE WHEN {_full(text, _USUAL[comma])} THEN {_usual_number(text, sql_type, comma)} ELSE {_dirty_number(text, sql_type, comma)} END"
    value = f"CASE WHEN {text} <> '' THEN coalesce({plain}, {dirty}) END"
    if kind == "number":
        return _let("value_", value, "CASE WHEN isfinite(value_) THEN value_ END")
    if kind == "integer":
        return _let("value_", value, "CASE WHEN value_ = round(value_) THEN TRY_CAST(value_ AS BIGINT) END")
    return value


def _usual_number(text: str, sql_type: str, comma: bool) -> str:
    """¥1,234.50 or € 1.234,50: a sign, a currency and separators, the common case of `_dirty_number` made cheap."""
    bare = _replace(text, "[¥￥$€£ 元.]" if comma else "[¥￥$€£ 元,]", "", "g")
    digits = f"replace({bare}, ',', '.')" if comma else bare
    return f"TRY_CAST({digits} AS {sql_type})"


def _dirty_number(text: str, sql_type: str, comma: bool) -> str:
    """¥1,234.50, (1.2万元), 1 234,5 EUR-: one pattern judges the whole, small ones take it apart; digits and exponent are cast."""
    powers = " ".join(f"WHEN {_quoted(unit)} THEN 'e{power}'" for unit, power in _UNITS.items())
    ending = rf"[0-9.,' ]{_POWER} ?{_AFTER}? ?[-+)]?$"
    unit = f"regexp_extract(cell_, {_quoted(ending)}, 1)"
    power = f"CASE WHEN regexp_matches(cell_, '[KMWE%千万百亿]') THEN CASE {unit} {powers} ELSE {unit} END ELSE '' END"
    minus = "CASE WHEN contains(cell_, '(') OR regexp_matches(cell_, '(^|[^E])-') THEN '-' ELSE '' END"
    digits = _let("digits_", "trim(regexp_extract(cell_, '[0-9.][0-9., '']*'))", _digits(comma))
    number = f"CASE WHEN {_full('cell_', _SIGNED)} THEN TRY_CAST({minus} || {digits} || {power} AS {sql_type}) END"
    # A leading apostrophe keeps a text from being a formula, in Excel's cells and in our own exports.
    return _let("cell_", f"ltrim(upper({_folded(text, _NUMBER_WIDE, _NUMBER_NARROW)}), chr(39))", number)


def _digits(comma: bool) -> str:
    """``digits_`` without thousands separators and with a decimal point; NULL where the grouping makes no sense.

    A spelling with both separators, or the same one twice, is read alike in both styles; only a lone separator asks the style.
    """
    point, group = (",", "[.]") if comma else ("[.]", ",")
    lone = rf"[0-9]+({point}[0-9]*)?|{point}[0-9]+"
    other = r"[0-9]+[.]([0-9]{1,2}|[0-9]{4,})" if comma else lone
    grouped_lone = rf"[1-9][0-9]{{0,2}}{group}[0-9]{{3}}"
    pointed = r"[1-9][0-9]{0,2}(,[0-9]{2,3})*,[0-9]{3}[.][0-9]*|[1-9][0-9]{0,2}(,[0-9]{2,3})+,[0-9]{3}"
    commaed = r"[1-9][0-9]{0,2}([.][0-9]{3})+,[0-9]*|[1-9][0-9]{0,2}([.][0-9]{3}){2,}"
    spaced = r"[0-9]{1,3}([ '][0-9]{3})+([.,][0-9]*)?"
    no_dots, no_commas = "replace(replace(digits_, '.', ''), ',', '.')", "replace(digits_, ',', '')"
    no_spaces = "replace(replace(replace(digits_, ' ', ''), '''', ''), ',', '.')"
    return (
        f"CASE WHEN {_full('digits_', lone)} THEN replace(digits_, ',', '.')"
        f" WHEN {_full('digits_', grouped_lone)} THEN {no_dots if comma else no_commas}"
        f" WHEN {_full('digits_', pointed)} THEN {no_commas} WHEN {_full('digits_', commaed)} THEN {no_dots}"
        f" WHEN {_full('digits_', other)} THEN digits_ WHEN {_full('digits_', spaced)} THEN {no_spaces} END"
    )


def _timestamp(text: str, day_first: bool) -> str:
    """Any usual spelling of a day or a moment, naive, in the years 1900–2100."""
    order = r"\3-\2-\1" if day_first else r"\3-\1-\2"
    numeric = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    chinese = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日( ?[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    dashed = f"rtrim(replace(replace(replace(replace({text}, '年', '-'), '月', '-'), '日', ' '), '  ', ' '))"
    written = _let("then_", _let("words_", _words("cell_"), _clocked(day_first)), _twenty_four_hours())
    within = "CASE WHEN moment_ >= TIMESTAMP '1900-01-01' AND moment_ < TIMESTAMP '2101-01-01' THEN moment_ END"
    usual = (
        f"CASE WHEN {text} < '1900' OR {text} >= '2101' THEN NULL"
        f" WHEN {text} LIKE '____-__-__ __:__:__' THEN try_strptime({text}, '%Y-%m-%d %H:%M:%S')"
        f" WHEN {text} LIKE '____-__-__' THEN try_strptime({text}, '%Y-%m-%d') END"
    )
    other = (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN NULL WHEN {_full(text, _ISO)} THEN TRY_CAST({text} AS TIMESTAMP)"
        f" WHEN {_full(text, numeric)} THEN TRY_CAST({_replace(text, '^([0-9]+)/([0-9]+)/([0-9]+)', order)} AS TIMESTAMP)"
        f" WHEN {_full(text, '[0-9]{8}')} THEN try_strptime({text}, '%Y%m%d') WHEN {_full(text, chinese)} THEN TRY_CAST({dashed} AS TIMESTAMP)"
        f" ELSE {_let('cell_', _replace(f'upper({_folded(text)})', '[.]0+$', ''), f'coalesce({_bare_moment()}, {written})')} END"
    )
    return f"coalesce({usual}, {_let('moment_', other, within)})"


def _month(text: str) -> str:
    """2024-03, 2024年3月, 202403, Mar 2024: the month's first day; NULL for anything else."""
    numeric = "[0-9]{4}[-/.年 ]{1,2}(1[0-2]|0?[1-9])(月份?)?"
    parts = _replace(f"trim({text})", "^([0-9]{4})[-/.年 ]{1,2}([0-9]{1,2}).*$", r"\1-\2-01")
    spelled = f"'1 ' || replace(trim({text}), '-', ' ')"
    named = f"coalesce({', '.join(f'try_strptime({spelled}, {_quoted(form)})' for form in ('%d %b %y', '%d %b %Y', '%d %B %Y'))})"
    return (
        f"CASE WHEN {_full(f'trim({text})', numeric)} THEN TRY_CAST({parts} AS TIMESTAMP)"
        f" WHEN {_full(f'trim({text})', '(19|20)[0-9]{2}(0[1-9]|1[0-2])')} THEN try_strptime(trim({text}) || '01', '%Y%m%d')"
        f" WHEN {_full(f'trim({text})', '[A-Za-z]{3,9}[ -]+[0-9]{2}([0-9]{2})?')} THEN {named} END"
    )


def _bare_moment() -> str:
    """``cell_`` of digits: 20240305, 202403051430[00], a spreadsheet's serial day, unix seconds or milliseconds."""
    serial = "TIMESTAMP '1899-12-30' + to_seconds(CAST(round(TRY_CAST(cell_ AS DOUBLE) * 86400) AS BIGINT))"
    return (
        f"CASE WHEN {_full('cell_', '[0-9]{5}([.][0-9]+)?')}"
        f" THEN CASE WHEN TRY_CAST(cell_ AS DOUBLE) >= 20000 AND TRY_CAST(cell_ AS DOUBLE) < 80001 THEN {serial} END"
        f" WHEN {_full('cell_', '[0-9]{8}T[0-9]{6}Z?')} THEN try_strptime(left(cell_, 15), '%Y%m%dT%H%M%S')"
        f" WHEN NOT {_full('cell_', '[0-9]+')} THEN NULL WHEN strlen(cell_) = 8 THEN try_strptime(cell_, '%Y%m%d')"
        " WHEN strlen(cell_) = 14 THEN try_strptime(cell_, '%Y%m%d%H%M%S') WHEN strlen(cell_) = 12 THEN try_strptime(cell_, '%Y%m%d%H%M')"
        " WHEN strlen(cell_) = 10 THEN make_timestamp(TRY_CAST(cell_ AS BIGINT) * 1000000)"
        " WHEN strlen(cell_) = 13 THEN make_timestamp(TRY_CAST(cell_ AS BIGINT) * 1000) END"
    )


def _words(text: str) -> str:
    """The cell without weekday and zone name; 年月日时分秒 made separators."""
    signs = f"translate({_replace(text, _WEEKDAY, ' ', 'g')}, '年月日号时時点點分整秒', '--  :::::')"
    whole_hour = _replace(signs, "(^| |午|上|晨)([0-9]{1,2}): *$", r"\1\2:00")
    chinese = f"rtrim({whole_hour}, ': ')"
    return _replace(f"CASE WHEN strlen({text}) > length({text}) THEN {chinese} ELSE {text} END", _ZONE, "", "g")


def _clocked(day_first: bool) -> str:
    """``words_``, in any order of day, month and year: a struct of the half of the day it names and the moment on the clock's face."""
    whole_hour = _replace("words_", " ([0-9]{1,2}) ?([AP][.]?M[.]?)$", r" \1:00 \2")
    face = f"trim({_replace(_replace(whole_hour, _HALF, ' ', 'g'), '[, ]+', ' ', 'g')})"
    moment = f"CASE WHEN {_full('spelled_', _ISO)} THEN TRY_CAST(spelled_ AS TIMESTAMP) END"
    half = f"replace(regexp_extract(words_, {_quoted(_HALF)}), '.', '')"
    return f"{{'half': {half}, 'at': {_let('spelled_', _let('date_', face, _iso(day_first)), moment)}}}"


def _twenty_four_hours() -> str:
    """``then_.at``, moved by the half of the day; an impossible hour such as 14:00 PM is unreadable."""
    hour = "hour(then_.at)"
    return (
        f"CASE WHEN then_.half IN ('PM', '下午', '晚上') AND {hour} < 12 OR then_.half = '中午' AND {hour} < 11 THEN then_.at + INTERVAL 12 HOUR"
        f" WHEN then_.half IN ('AM', '上午', '凌晨', '晚上') AND {hour} = 12 THEN then_.at - INTERVAL 12 HOUR"
        f" WHEN then_.half IN ('AM', 'PM') AND {hour} NOT BETWEEN 1 AND 12 THEN NULL ELSE then_.at END"
    )


def _iso(day_first: bool) -> str:
    """``date_`` as year-month-day and its time; two digits of a year are read as spreadsheets do (00–29: 2000s, 30–99: 1900s)."""
    numeric = ["day", "month"] if day_first else ["month", "day"]
    forms = (
        (r"^([0-9]{4})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{1,2})([T ].*)?$", ["year", "month", "day", "rest"]),
        (r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})([T ].*)?$", [*numeric, "year", "rest"]),
        (r"^([0-9]{1,2})(?:ST|ND|RD|TH)?[-/. ]*([A-Z]{3,9})[-/., ]*([0-9]{4}|[0-9]{2})( .*)?$", ["day", "month", "year", "rest"]),
        (r"^([A-Z]{3,9})[-/., ]*([0-9]{1,2})(?:ST|ND|RD|TH)?[-/. ]+([0-9]{4})( .*)?$", ["month", "day", "year", "rest"]),
        (r"^([0-9]{4})([0-9]{2})([0-9]{2})( .*)$", ["year", "month", "day", "rest"]),
    )
    names = [name for month in _MONTHS for name in dict.fromkeys((month, month[:3]))] + ["SEPT"]
    number = f"CAST((strpos({_quoted(''.join(month[:3] for month in _MONTHS))}, left(part_.month, 3)) + 2) // 3 AS VARCHAR)"
    month = f"CASE WHEN part_.month IN ({_listed(names)}) THEN {number} ELSE part_.month END"
    century = "CASE WHEN strlen(part_.year) = 4 THEN '' WHEN part_.year < '30' THEN '20' ELSE '19' END"
    iso = f"{century} || part_.year || '-' || {month} || '-' || part_.day || part_.rest"
    cases = (
        f"WHEN regexp_matches(date_, {_quoted(pattern)}) THEN {_let('part_', f'regexp_extract(date_, {_quoted(pattern)}, [{_listed(parts)}])', iso)}"
        for pattern, parts in forms
    )
    return f"CASE {' '.join(cases)} END"
