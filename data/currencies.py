"""The currency that an amount's own cell names, by its sign or code: asked where a column mixes several."""

import re
from collections.abc import Iterable

from data.sql import literal

# The first that fits counts: HK$ before $.
SIGNS = (
    ("HKD", "HK ?[$]|HKD|港"), ("TWD", "NT ?[$]|TWD|新台币|新臺幣"), ("AUD", "AU? ?[$]|AUD"), ("CAD", "CA? ?[$]|CAD"), ("SGD", "S ?[$]|SGD"),
    ("USD", "(^|[^A-Z])(US)? ?[$]|USD|美元"), ("EUR", "€|EUR|欧元"),
    ("GBP", "£|GBP|英镑"), ("JPY", "JPY|円|日元"), ("CNY", "[¥￥元圆块]|RMB|CNY|人民币"),
)  # fmt: skip


def several(values: Iterable[str | None]) -> bool:
    """Whether the cells name more than one currency between them, each cell at most one."""
    return len(set().union(*({_first(value)} - {""} for value in values if value))) > 1


def _first(value: str) -> str:
    """The currency that a cell names; empty when it names none."""
    return next((code for code, sign in SIGNS if re.search(sign, value.upper())), "")


def currency_of(text: str) -> str:
    """SQL of the currency that a cell names; NULL when it names none."""
    cases = " ".join(f"WHEN regexp_matches(upper({text}), {literal(sign)}) THEN {literal(code)}" for code, sign in SIGNS)
    return f"CASE {cases} END"
