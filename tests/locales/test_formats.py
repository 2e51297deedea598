"""Numbers, money, shares and dates: hand-written expectations and their boundaries."""

import time
from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from locales import DASH, LANGUAGES, words

ZH, EN = words("zh"), words("en")
NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1234, "1,234"), (3.14159, "3.14"), (2.5, "2.5"), (-1234.5, "-1,234.5"), (Decimal("8911407.904"), "8,911,407.9"),
     (12345678901234567890, "12,345,678,901,234,567,890"), (-0.001, "0")],
)  # fmt: skip
def test_numbers(value: float, text: str) -> None:
    assert ZH.number(value) == EN.number(value) == text


def test_numbers_of_fixed_decimals() -> None:
    assert EN.number(2, 1) == "2.0"
    assert EN.number(1234.56, 0) == "1,235"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(0, "0", "0"), (0.05, "0.05", "0.05"), (850, "850", "850"), (999, "999", "999"), (999.6, "1,000", "1K"), (8912, "8,912", "8.9K"),
     (9999, "9,999", "10K"), (9999.6, "1万", "10K"), (12345, "1.2万", "12K"), (123456, "12万", "123K"), (999950, "100万", "1M"),
     (99999600, "1亿", "100M"), (3.4e8, "3.4亿", "340M"), (-12345, "-1.2万", "-12K"), (2.5e12, "2.5万亿", "2.5T")],
)  # fmt: skip
def test_compact_numbers(value: float, zh: str, en: str) -> None:
    assert (ZH.compact(value), EN.compact(value)) == (zh, en)


@pytest.mark.parametrize(
    ("currency", "zh", "en"),
    [("GBP", "£8,911,407.90", "£8,911,407.90"), ("", "8,911,407.90", "8,911,407.90"), ("USD", "US$8,911,407.90", "$8,911,407.90"),
     ("CNY", "¥8,911,407.90", "CN¥8,911,407.90"), ("JPY", "JP¥8,911,408", "¥8,911,408"), ("CHF", "CHF\u00a08,911,407.90", "CHF\u00a08,911,407.90"),
     ("金币", "金币\u00a08,911,407.90", "金币\u00a08,911,407.90")],
)  # fmt: skip
def test_money(currency: str, zh: str, en: str) -> None:
    assert ZH.money(8911407.9, currency) == zh
    assert EN.money(8911407.9, currency) == en


def test_money_is_exact_and_its_sign_stands_before_the_symbol() -> None:
    assert EN.money(Decimal("12345678901234.56"), "GBP") == "£12,345,678,901,234.56"
    assert EN.money(-5, "GBP") == "-£5.00"
    assert EN.money(-0.001, "GBP") == "£0.00"


def test_compact_money() -> None:
    assert EN.money(8911407.9, "GBP", compact=True) == "£8.91M"
    assert ZH.money(8911407.9, "GBP", compact=True) == "£891万"
    assert EN.money(-8911407.9, "GBP", compact=True) == "-£8.91M"
    assert EN.money(480.76, compact=True) == "481"


def test_shares_and_changes() -> None:
    assert EN.percent(0.4234) == "42.3%"
    assert EN.percent(1, digits=0) == "100%"
    assert EN.percent_short(0.2) == "20%"
    assert EN.percent_short(0.125) == "12.5%"
    assert (EN.change(0.042), EN.change(-0.042), EN.change(0), EN.change(-0.0001)) == ("+4.2%", "-4.2%", "0.0%", "0.0%")
    assert (EN.points(0.012), ZH.points(-0.012)) == ("+1.2 pp", "-1.2 个百分点")


def test_sizes_of_files() -> None:
    counts = (512, 999, 1000, 1_234_567, 2_000_000_000)
    assert [EN.size(count) for count in counts] == [
        "512\u00a0B",
        "999\u00a0B",
        "1\u00a0KB",
        "1.2\u00a0MB",
        "2\u00a0GB",
    ]


def test_dates() -> None:
    day = date(2024, 3, 5)
    assert (ZH.date(day), EN.date(day)) == ("2024年3月5日", "5 Mar 2024")
    assert (ZH.month(day), EN.month(day)) == ("2024年3月", "Mar 2024")
    assert (ZH.short_month(day), EN.short_month(day)) == ("3月", "Mar")
    assert (ZH.moment(datetime(2024, 3, 5, 14, 5)), EN.moment(datetime(2024, 3, 5, 14, 5))) == ("2024年3月5日 14:05", "5 Mar 2024, 14:05")


def test_periods_say_a_shared_year_once() -> None:
    first, last, next_year = date(2024, 3, 5), date(2024, 6, 1), date(2025, 1, 31)
    assert (ZH.period(first, last), EN.period(first, last)) == ("2024年3月5日 – 6月1日", "5 Mar – 1 Jun 2024")
    assert (ZH.period(first, next_year), EN.period(first, next_year)) == ("2024年3月5日 – 2025年1月31日", "5 Mar 2024 – 31 Jan 2025")
    assert EN.period(first, first) == "5 Mar 2024"


@pytest.mark.parametrize("missing", [None, NAN, float("inf")])
@pytest.mark.parametrize("method", ["number", "compact", "money", "percent", "percent_short", "change", "points", "size"])
def test_a_missing_number_is_a_dash(method: str, missing: float | None) -> None:
    assert getattr(ZH, method)(missing) == DASH


def test_a_missing_date_is_a_dash() -> None:
    assert [ZH.date(None), ZH.month(None), ZH.moment(None), ZH.period(None, date(2024, 1, 1)), ZH.date(NAN)] == [DASH] * 5  # type: ignore[arg-type]


def test_names_in_a_row() -> None:
    assert (ZH.joined(["甲", "乙"]), EN.joined(["A", "B"])) == ("甲、乙", "A, B")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=st.floats(min_value=-1e15, max_value=1e15) | st.decimals(min_value=-1e12, max_value=1e12, places=4))
def test_numbers_are_written_as_babel_writes_them(lang: str, value: float | Decimal) -> None:
    for text, pattern in (
        (words(lang).number(value), "#,##0.##"),
        (words(lang).number(value, 3), "#,##0.000"),
        (words(lang).percent(value), "#,##0.0%"),
    ):
        expected = format_decimal(value, pattern, locale=lang)
        assert text == (expected if any(digit in expected for digit in "123456789") else expected.removeprefix("-"))


@given(st.floats(min_value=1e-3, max_value=9e14))
def test_a_compact_number_is_within_rounding_of_the_value(value: float) -> None:
    for lang in LANGUAGES:
        text = words(lang).compact(value)
        unit = {"万": 1e4, "亿": 1e8, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
        size = 1.0
        while text[-1] in unit:
            size *= unit[text[-1]]
            text = text[:-1]
        shown = float(text.replace(",", "")) * size
        assert abs(shown - value) <= 0.0501 * value
        assert shown / size < 10_000


@pytest.mark.timing
def test_three_hundred_numbers_take_less_than_five_milliseconds() -> None:
    values = [1234.5 * i for i in range(300)]

    def page() -> float:
        start = time.perf_counter()
        for value in values:
            EN.money(value, "GBP")
        return time.perf_counter() - start

    assert min(page() for _ in range(10)) < 0.005


def test_sentences_follow_each_other_as_the_language_writes() -> None:
    assert words("en").paragraph("One.", "Two.") == "One. Two." and words("zh").paragraph("一。", "二。") == "一。二。"
