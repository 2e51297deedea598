"""What a whole column agrees on that single cells leave open: which part of a date is the day, what a comma stands for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.cell_ids import ends_in_zeros
from data.cell_sql import NUMBER_FOLD, SPACES
from data.cell_times import STATED

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
    return Style(rounded=kind == "id" and ends_in_zeros(cells))


def states_offset(values: Iterable[str | None]) -> bool:
    """Whether a cell names a time with its distance from UTC: the business's zone then matters."""
    return any(_STATED.search(narrow(value).upper()) for value in values if value is not None)


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
    cells = [narrow(value) for value in values]
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
        match = _NUMERIC_DATE.match(narrow(value))
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
    cells = [narrow(value) for value in values]
    return sum(bool(_COMMA_ONLY.search(cell)) for cell in cells) - sum(bool(_POINT_ONLY.search(cell)) for cell in cells)


def narrow(value: str) -> str:
    """The cell without surrounding blanks, full-width signs made half-width: what the SQL does, for the two style votes."""
    return value[:200].strip(SPACES).translate(NUMBER_FOLD)
