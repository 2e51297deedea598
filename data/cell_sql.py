"""What typing a text cell is written with: small SQL expressions over a VARCHAR, and the characters that are folded."""

from collections.abc import Iterable

from data.sql import literal

SPACES = " \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000\ufeff"
WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
NARROW = "".join(map(chr, range(0x21, 0x7F))) + " "
NUMBER_WIDE = WIDE + "￥￡−–—﹣’‘´`" + "\u00a0\u2007\u2009\u202f"
NUMBER_NARROW = NARROW + "¥£----''''" + "    "
NUMBER_FOLD = str.maketrans(NUMBER_WIDE, NUMBER_NARROW)
_SIGNS = {WIDE: "！-～\u3000", NUMBER_WIDE: "！-～\u3000￥￡−–—﹣’‘´`\u00a0\u2007\u2009\u202f"}


def listed(values: Iterable[str]) -> str:
    """SQL string literals, separated by commas."""
    return ", ".join(literal(value) for value in values)


def among(text: str, values: Iterable[str]) -> str:
    """SQL boolean: the text is one of these. IN would be computed for every row of the file, even in a branch of CASE that few rows take."""
    return f"list_position([{listed(values)}], {text}) IS NOT NULL"


def let(name: str, value: str, body: str) -> str:
    """``body`` with ``name`` bound to ``value``, which is computed once."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"


def full(text: str, pattern: str) -> str:
    """SQL boolean: the whole text has the pattern."""
    return f"regexp_full_match({text}, {literal(pattern)})"


def replace(text: str, pattern: str, replacement: str, options: str = "") -> str:
    """The text with the pattern's first match (all with option g) replaced."""
    return f"regexp_replace({text}, {literal(pattern)}, {literal(replacement)}{f', {literal(options)}' if options else ''})"


def trimmed(text: str) -> str:
    """The text without blanks around it, of any width."""
    return replace(text, f"^[{SPACES}]+|[{SPACES}]+$", "", "g")


def folded(text: str, wide: str = WIDE, narrow: str = NARROW) -> str:
    """Trimmed; full-width signs made half-width in the cells that have any (`translate` is dear)."""
    fold = f"trim(translate({trimmed(text)}, {literal(wide)}, {literal(narrow)}))"
    return (
        f"CASE WHEN strlen({text}) > length({text}) AND regexp_matches({text}, {literal(f'[{_SIGNS[wide]}]')}) THEN {fold} ELSE {trimmed(text)} END"
    )
