"""Ids as SQL, and what spreadsheets make of them that take them for numbers."""

import re
from collections.abc import Iterable

from data.cell_sql import SPACES, among, folded, full, let, replace, trimmed
from data.cell_texts import BLANKS, says_nothing, unguarded

SCIENTIFIC = "[1-9](?:[.,][0-9]+)?[eE][+][0-9]{2,3}|[1-9][.][0-9]+E(?:[7-9]|[1-9][0-9])"  # as spreadsheets write it; and as Java does
EXACT = 15  # digits of a number that a spreadsheet keeps
ZEROS = 6  # digits of some ids that are zeros by chance once in a million times
EMAIL = r"[^@ ]+@[^@ ]+[.][A-Za-z]{2,}"


def id_value(text: str) -> str:
    """Trimmed; 17850.0 → 17850, ="00123" and '00123 → 00123; full-width signs made half-width; e-mails in lower case.

    Scientific notation is written out where it has all digits; NULL where it lost some.
    """
    numbered = "[A-Za-z0-9#][A-Za-z0-9_-]*[0-9]|[0-9]"  # no blank ends with a digit
    usual = "[A-Za-z0-9#][A-Za-z0-9_-]*|[A-Za-z0-9][A-Za-z0-9_+.-]*[A-Za-z]|[a-z0-9_+.-]+@[a-z0-9.-]+"
    clean = f"{full(text, usual)} AND NOT {among(text, [word for word in BLANKS if re.fullmatch(usual, word)])}"
    whole = (
        f"CASE WHEN {says_nothing('id_')} THEN NULL WHEN {full('id_', r'-?[0-9]+[.]0*')} THEN split_part(id_, '.', 1)"
        f" WHEN contains(id_, '@') AND {full('id_', EMAIL)} THEN lower(id_) WHEN {full('id_', SCIENTIFIC)} THEN {_written_out('id_')} ELSE id_ END"
    )
    return (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN NULL WHEN {full(text, numbered)} THEN {text} WHEN {clean} THEN {text}"
        f" WHEN {full(text, '[0-9]+[.]0')} THEN split_part({text}, '.', 1) ELSE {_unwrapped(text, whole)} END"
    )


def _unwrapped(text: str, body: str) -> str:
    """``body`` with ``id_`` bound to the text of an id without what a spreadsheet wraps it in."""
    bare = trimmed(replace(unguarded("cell_"), r"""(?s)^(?:=\s*"(.*)"|'+(.*))$""", r"\1\2"))
    return let("cell_", folded(text), let("id_", bare, body))


def _written_out(text: str) -> str:
    """The digits of scientific notation; NULL where some are lost.

    Spreadsheets round and write a plus sign: all digits must stand there. Programs that write none leave out zeros only.
    """
    part, power = f"regexp_extract({text}, '[.,]([0-9]+)', 1)", f"regexp_extract({text}, '[0-9]+$')::INTEGER"
    known = f"power_ < {EXACT} AND (length(part_) = power_ OR length(part_) < power_ AND NOT contains({text}, '+'))"
    return let("part_", part, let("power_", power, f"CASE WHEN {known} THEN left({text}, 1) || rpad(part_, power_, '0') END"))


def shortened(text: str) -> str:
    """SQL boolean: an id that a spreadsheet has turned into scientific notation (1.23E+15), its digits lost; many ids look like one then."""
    lost = f"CASE WHEN {full('id_', SCIENTIFIC)} THEN {_written_out('id_')} IS NULL END"
    return f"coalesce({_unwrapped(text, lost)}, false)"


def rounded(text: str) -> str:
    """SQL boolean: an id whose digits after the fifteenth all are zeros, as a spreadsheet writes what it takes for a number."""
    return f"coalesce({full(text, f'[1-9][0-9]{{{EXACT - 1}}}0+')}, false)"


def ends_in_zeros(values: Iterable[str]) -> bool:
    """Whether more ids of over fifteen digits have zeros after these than chance allows."""
    numbers = {value.strip(SPACES) for value in values if len(value) > EXACT}
    long = [number[EXACT:] for number in numbers if number.isdecimal() and len(number) > EXACT and number[0] != "0"]
    zeros = [rest for rest in long if not rest.strip("0")]
    likely = sum(0.1 ** len(rest) for rest in long)
    return sum(map(len, zeros)) >= ZEROS and len(zeros) >= min(len(long), 10 * likely)
