"""The period that a header names: a month, a quarter or a week, with its year or without."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from data.headers import month_of, without_values

MONTH, QUARTER, WEEK = "month", "quarter", "week"
SEVERAL = 3  # columns whose headers are months, quarters or weeks, from which they are values side by side
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT = r"(?:20)?(?P<short>\d\d)"
_GAP = r"[\s\-_/,.'’年]*"
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_QUARTER = r"(?:q(?:uarter)?\s*(?P<number>[1-4])|第?\s*(?P<said>[1-4一二三四])\s*季度?)"
_WEEK = r"(?:(?:w|wk|week)\s*\.?\s*(?P<number>\d{1,2})|第?\s*(?P<said>\d{1,2})\s*周)"
_QUARTERS = tuple(re.compile(one) for one in (_YEAR + _GAP + _QUARTER, _QUARTER + _GAP + _SHORT, rf"(?P<number>[1-4])\s*q{_GAP}{_SHORT}", _QUARTER))
_WEEKS = tuple(re.compile(one) for one in (_YEAR + _GAP + _WEEK, _WEEK + _GAP + _YEAR, _WEEK))


@lru_cache(maxsize=16384)
def period_of(header: str, year: int | None = None) -> str | None:
    """The month, quarter or ISO week that a header names: 2024-01, 2024-Q1, 2024-W05; without a year, said or given, --01, --Q1, --W05."""
    if month := month_of(header, year):
        return month
    plain = without_values(header)
    for patterns, sign in ((_QUARTERS, "Q"), (_WEEKS, "W")):
        if found := next((found for pattern in patterns if (found := pattern.fullmatch(plain))), None):
            said = found.groupdict()
            number = _NUMBERS.get(said.get("said") or "") or int(said["number"] or said["said"])
            when = int(said.get("year") or (f"20{said['short']}" if said.get("short") else year or 0))
            code = f"{when or '-'}-{sign}{number:0{1 if sign == 'Q' else 2}}"
            return code if first_day(code if when else f"2020{code[1:]}") else None  # a year of 53 weeks stands for any
    return None


def length_of(period: str) -> str:
    """Whether a period is a month, a quarter or a week; blank where it is none."""
    return (QUARTER if "Q" in period else WEEK if "W" in period else MONTH) if period else ""


def periods_beside(names: Sequence[str]) -> tuple[int, ...]:
    """The places of the names that are periods, where those of one length are several; none where they are few."""
    lengths = {place: length_of(period_of(name) or "") for place, name in enumerate(names)}
    return tuple(place for place, length in lengths.items() if length and list(lengths.values()).count(length) >= SEVERAL)


def first_day(period: str) -> str:
    """The first day of a period with a year, as 2024-01-01; of a week its Monday. Blank where there is no such week."""
    year, sign, number = int(period[:4]), period[5], int(period[5:].strip("QW"))
    if sign != "W":
        return date(year, 3 * number - 2 if sign == "Q" else number, 1).isoformat()
    try:
        return date.fromisocalendar(year, number, 1).isoformat()
    except ValueError:
        return ""
