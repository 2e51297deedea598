"""Numbers, money, shares and dates as Chinese and English readers write them.

What Babel knows of a language (units, symbols, names of months) is looked up once: a page writes some three hundred
numbers, and each takes a few microseconds.
Everywhere None, NaN, infinity and NaT are a dash: what is not known is not a zero.
"""

import math
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final, SupportsFloat

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import get_currency_precision, get_currency_symbol

Day = date | None
Number = int | float | Decimal | SupportsFloat | None
DASH: Final = "—"
_NBSP: Final = "\u00a0"

_DATE = {"zh": "y年M月d日", "en": "d MMM y"}
_DAY = {"zh": "M月d日", "en": "d MMM"}
_MONTH = {"zh": "y年M月", "en": "MMM y"}
_SHORT_MONTH = {"zh": "M月", "en": "MMM"}
_MOMENT = {"zh": "y年M月d日 HH:mm", "en": "d MMM y, HH:mm"}
_POINTS = {"zh": "{} 个百分点", "en": "{} pp"}
_SEPARATOR = {"zh": "、", "en": ", "}
_GAP = {"zh": "", "en": " "}


@cache
def _units(lang: str) -> tuple[tuple[int, str], ...]:
    """The compact units of a language, smallest first: (1, ""), (1e4, "万"), (1e8, "亿"), …."""
    patterns = Locale.parse(lang).compact_decimal_formats["short"]["other"]
    found = {"": 1}
    for size, pattern in patterns.items():
        text = pattern.pattern
        suffix = text.lstrip("0")
        if suffix not in found:
            found[suffix] = 10 ** (len(size) - (len(text) - len(suffix)))
    return tuple(sorted((unit, suffix) for suffix, unit in found.items()))


@cache
def _symbol(currency: str, lang: str) -> str:
    """What stands before an amount: a symbol, or an unknown code set off by a space."""
    if not currency:
        return ""
    symbol = str(get_currency_symbol(currency, lang))
    return symbol + _NBSP if symbol[-1].isalpha() else symbol


def _real(value: Number) -> float | None:
    """The value as a float; None where it is missing or not finite."""
    if value is None:
        return None
    real = float(value)
    return real if math.isfinite(real) else None


def _decimal(value: float | int | Decimal, digits: int, least: int, *, signed: bool = False, percent: bool = False) -> str:
    """At most ``digits`` decimals, at least ``least`` of them shown, rounded half to even; 1,234.5 in both languages.

    Python's own formatting is five times as fast as Babel's here; a test holds it to Babel's.
    """
    exact = Decimal(repr(value) if isinstance(value, float) else value)
    text = f"{exact * 100 if percent else exact:{'+' if signed else ''},.{digits}f}"
    if least < digits:
        whole, _, decimals = text.partition(".")
        decimals = decimals.rstrip("0").ljust(least, "0")
        text = f"{whole}.{decimals}" if decimals else whole
    if text[0] in "+-" and not text.strip("+-0.,"):
        text = text[1:]  # what rounds to nothing has no sign
    return f"{text}%" if percent else text


@cache
def _places(currency: str) -> int:
    """Decimals of a currency: 2, but none for yen."""
    return get_currency_precision(currency) if currency else 2


class Formats:
    """Numbers and dates of one language."""

    def __init__(self, lang: str) -> None:
        """``lang`` is one of the product's languages."""
        self.lang = lang
        self._locale = Locale.parse(lang)

    def number(self, value: Number, digits: int | None = None) -> str:
        """1,234.5 — up to two decimals, or exactly ``digits``."""
        real = _real(value)
        if real is None:
            return DASH
        exact = value if isinstance(value, int | Decimal) else real
        return _decimal(exact, 2, 0) if digits is None else _decimal(exact, digits, digits)

    def compact(self, value: Number) -> str:
        """1.2万, 3.4亿 / 12K, 340M: two figures, or all that stand before the decimal point."""
        return self._compact(value, 2)

    def _compact(self, value: Number, figures: int) -> str:
        real = _real(value)
        if real is None:
            return DASH
        units = _units(self.lang)
        for (unit, suffix), (larger, _) in zip(units, (*units[1:], (math.inf, "")), strict=True):
            shown = round(real / unit, _decimals(real / unit, figures))
            text = _decimal(shown, _decimals(shown, figures), 0) + suffix
            if abs(shown) * unit < larger:  # after rounding, so that 9,999.6 is 1万 and not 10,000
                break
        return text

    def money(self, value: Number, currency: str = "", compact: bool = False) -> str:
        """£8,911,407.90, or compact £8.91M / £891万; without a currency the bare amount."""
        real = _real(value)
        if real is None:
            return DASH
        if compact:
            text = self._compact(real, 3)
        else:
            digits = _places(currency)
            text = _decimal(value if isinstance(value, int | Decimal) else real, digits, digits)
        symbol = _symbol(currency, self.lang)
        return f"-{symbol}{text[1:]}" if text[0] == "-" else symbol + text

    def percent(self, value: Number, digits: int = 1) -> str:
        """42.3% for .423."""
        real = _real(value)
        return DASH if real is None else _decimal(real, digits, digits, percent=True)

    def percent_short(self, value: Number) -> str:
        """20% for .2, 12.5% for .125: a share that somebody chose, not one that was measured."""
        real = _real(value)
        return DASH if real is None else _decimal(real, 1, 0, percent=True)

    def change(self, value: Number, digits: int = 1) -> str:
        """A relative change with its sign: +4.2% for .042."""
        real = _real(value)
        return DASH if real is None else _decimal(real, digits, digits, signed=True, percent=True)

    def points(self, value: Number, digits: int = 1) -> str:
        """A difference of two shares, in percentage points: +1.2 pp for .012."""
        real = _real(value)
        return DASH if real is None else _POINTS[self.lang].format(_decimal(real * 100, digits, digits, signed=True))

    def size(self, count: Number) -> str:
        """A file's size: 1.2 MB for 1,200,000 bytes."""
        real = _real(count)
        if real is None:
            return DASH
        for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "KB")):
            if abs(real) >= unit:
                return f"{_decimal(real / unit, 1, 0)}{_NBSP}{name}"
        return f"{_decimal(real, 0, 0)}{_NBSP}B"

    def date(self, day: Day) -> str:
        """2024年3月5日 / 5 Mar 2024."""
        return self._dated(day, _DATE)

    def month(self, day: Day) -> str:
        """2024年3月 / Mar 2024."""
        return self._dated(day, _MONTH)

    def short_month(self, day: Day) -> str:
        """3月 / Mar: an axis label below its year."""
        return self._dated(day, _SHORT_MONTH)

    def _dated(self, day: Day, patterns: dict[str, str]) -> str:
        return DASH if day is None or day != day else str(format_date(day, patterns[self.lang], self._locale))

    def moment(self, at: datetime | None) -> str:
        """2024年3月5日 14:05 / 5 Mar 2024, 14:05."""
        return DASH if at is None or at != at else str(format_datetime(at, _MOMENT[self.lang], locale=self._locale))

    def period(self, first: Day, last: Day) -> str:
        """From the first day to the last, both included; the year is said once when it is the same."""
        if first is None or last is None:
            return DASH
        if first == last:
            return self.date(first)
        if first.year != last.year:
            return f"{self.date(first)} – {self.date(last)}"
        if self.lang == "zh":
            return f"{self.date(first)} – {self._dated(last, _DAY)}"
        return f"{self._dated(first, _DAY)} – {self.date(last)}"

    def joined(self, items: Iterable[str]) -> str:
        """Several names in one sentence: 甲、乙 / A, B."""
        return _SEPARATOR[self.lang].join(items)

    def paragraph(self, *sentences: str) -> str:
        """Sentences one after the other: the Chinese full stop needs no blank behind it."""
        return _GAP[self.lang].join(sentences)


def _decimals(value: float, figures: int) -> int:
    """Decimals that leave ``figures`` significant figures, never cutting whole ones."""
    if value == 0:
        return 0
    return max(0, figures - 1 - math.floor(math.log10(abs(value))))
