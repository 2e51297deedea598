"""Text cells as SQL: which say nothing, and the others without blanks around them and a spreadsheet's marks of text."""

from collections import Counter
from collections.abc import Sequence

from data.cell_sql import SPACES, among, let, listed, replace, trimmed

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
SUMS = r"(?i:total|totaal|gesamt|summe|sum|average|avg|mean|计|計|汇|彙|匯|总|總|均)"  # one of them is in every word for a total
NAMED_TOTAL = rf"'*[^'\n\r]{{0,30}}{SUMS}[^\n\r]*$"
GUARDED = (  # a mark of text keeps a line from being a formula, and a row from being a total
    rf"(^|[\n\r])'([ \x{{a0}}\x{{3000}}']*[=+\-@＝＋－＠\t])|^'({NAMED_TOTAL})"
)
FEW_TEXTS = 32  # so many different ones are looked up faster than each cell is judged


def is_blank(value: str | None) -> bool:
    """Whether a cell says nothing; the same list as `blank`."""
    return value is None or value.strip(SPACES) in BLANKS


def blank(text: str) -> str:
    """SQL boolean: the cell says nothing."""
    return f"CASE WHEN {text} IS NULL OR {says_nothing(text)} THEN true ELSE {let('cell_', trimmed(text), says_nothing('cell_'))} END"


def says_nothing(text: str) -> str:
    """SQL boolean: the trimmed text is a word for nothing."""
    sizes = list(zip((-1, *SIZES), SIZES, strict=False))
    alike = [[word for word in BLANKS if least < len(word.encode()) <= most] for least, most in sizes]
    cases = (f"WHEN strlen({text}) <= {most} THEN {among(text, words)}" for (_, most), words in zip(sizes, alike, strict=True))
    return f"CASE {' '.join(cases)} ELSE false END"


def text_value(text: str, common: Sequence[str] = ()) -> str:
    """Trimmed, NULL when blank, otherwise as it came, without a spreadsheet's marks of text."""
    other = let("cell_", trimmed(text), f"CASE WHEN NOT {says_nothing('cell_')} THEN {unguarded('cell_')} END")
    any_text = f"CASE WHEN {_edged(text)} AND NOT {says_nothing(text)} THEN {text} ELSE {other} END"
    known = f"([{listed(common)}])[list_position([{listed(common)}], {text})]"
    return f"CASE WHEN {text} <> '' THEN {f'coalesce({known}, {any_text})' if common else any_text} END"


def _edged(text: str) -> str:
    """SQL boolean: surely no blank at either end and no mark of text; the signs that begin and end most cells are judged by their numbers."""
    visible = "{0} > 32 AND ({0} < 127 OR {0} > 12288 AND {0} < 65279)"
    last = let("last_", f"unicode({text}[-1])", visible.format("last_"))
    return f"{visible.format(f'unicode({text})')} AND {last} AND NOT contains({text}, chr(39))"


def unguarded(text: str) -> str:
    """The text without the marks that keep it, or a line of it, from being a formula."""
    bare = replace(text, GUARDED, r"\1\2\3", "g")
    return f"CASE WHEN contains({text}, chr(39)) THEN {bare} ELSE {text} END"


def common_texts(values: Sequence[str | None]) -> tuple[str, ...]:
    """The texts that most cells of a column hold, commonest first; none where it takes many. They need no second look."""
    cells = [value for value in values if value]
    tidy = Counter(value for value in cells if value.strip(SPACES) == value and value not in BLANKS and value.isprintable())
    most = tidy.most_common(FEW_TEXTS)
    return tuple(value for value, _ in most) if sum(count for _, count in most) > len(cells) / 2 else ()
