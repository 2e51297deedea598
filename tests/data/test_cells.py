"""Text cells to typed values: a table of spellings, boundaries of every range, and round trips."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cell_ids import shortened
from data.cell_sql import SPACES
from data.cell_style import Style, ambiguous_dates, said_day_first, states_offset, style_of
from data.cell_texts import BLANKS, FEW_TEXTS, blank, common_texts, is_blank
from data.cells import looks_like, readable, typed
from data.schema import GENDERS, STATUSES, Kind

MONTH, DAY, COMMA = Style(), Style(day_first=True), Style(decimal_comma=True)


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        yield connection
    prepared.clear()


prepared = set[str]()  # names of what the module's engine has planned


def value(
    engine: duckdb.DuckDBPyConnection, text: str | None, kind: Kind, style: Style = MONTH, values: Mapping[str, tuple[str, ...]] | None = None
) -> object:
    """What the expression makes of one cell."""
    name = f"{kind}_{int(style.day_first)}{int(style.decimal_comma)}{int(style.year_first)}_{style.zone.replace('/', '_')}_{'_'.join(values or ())}"
    if name not in prepared:
        prepared.add(name)
        engine.execute(f"PREPARE {name} AS SELECT {typed('cell', kind, style, values or {})} FROM (SELECT $1::VARCHAR AS cell)")
    quoted = "NULL" if text is None else "'" + text.replace("'", "''") + "'"
    row = engine.execute(f"EXECUTE {name}({quoted})").fetchone()
    assert row is not None
    return row[0]


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]


MOMENTS: list[tuple[str, Style, datetime | None]] = [
    ("2024-03-05", MONTH, at(2024, 3, 5)),
    ("2024-3-5", MONTH, at(2024, 3, 5)),
    ("2024/3/5", MONTH, at(2024, 3, 5)),
    ("2024.03.05", MONTH, at(2024, 3, 5)),
    ("2024-3-5 8:05", MONTH, at(2024, 3, 5, 8, 5)),
    ("2024-03-05 14:30:15", MONTH, at(2024, 3, 5, 14, 30, 15)),
    ("2024-03-05T14:30:15", MONTH, at(2024, 3, 5, 14, 30, 15)),
    ("2024-03-05 14:30:15.250", MONTH, at(2024, 3, 5, 14, 30, 15, 250000)),
    ("  2024-03-05\u3000", MONTH, at(2024, 3, 5)),
    # an offset is dropped, the wall clock kept
    ("2024-03-05T14:30:00Z", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024-03-05T14:30:00.000Z", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024-03-05T14:30:00+08:00", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024-03-05 14:30:00 -0500", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024-03-05 14:30+08", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024-03-05 14:30:00 UTC", MONTH, at(2024, 3, 5, 14, 30)),
    ("Tue, 5 Mar 2024 14:30:00 GMT", MONTH, at(2024, 3, 5, 14, 30)),
    # Chinese
    ("2024年3月5日", MONTH, at(2024, 3, 5)),
    ("2024年03月05日 14:30", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024年3月5日14时30分20秒", MONTH, at(2024, 3, 5, 14, 30, 20)),
    ("2024年3月5日 14时", MONTH, at(2024, 3, 5, 14)),
    ("2024年3月5日 上午9:05", MONTH, at(2024, 3, 5, 9, 5)),
    ("2024年3月5日 上午12:10:05", MONTH, at(2024, 3, 5, 0, 10, 5)),
    ("2024年3月5日 下午2:30", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024年3月5日下午2点30分", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024/3/5 下午12:30", MONTH, at(2024, 3, 5, 12, 30)),
    ("2024-03-05 星期二", MONTH, at(2024, 3, 5)),
    ("２０２４－０３－０５", MONTH, at(2024, 3, 5)),
    # digits only
    ("20240305", MONTH, at(2024, 3, 5)),
    ("20240305.0", MONTH, at(2024, 3, 5)),
    ("20240305143000", MONTH, at(2024, 3, 5, 14, 30)),
    ("202403051430", MONTH, at(2024, 3, 5, 14, 30)),
    ("20240305 14:30", MONTH, at(2024, 3, 5, 14, 30)),
    ("20240305T143000", MONTH, at(2024, 3, 5, 14, 30)),
    ("20241305", MONTH, None),
    ("45356", MONTH, at(2024, 3, 5)),
    ("45356.0", MONTH, at(2024, 3, 5)),
    ("45356.5", MONTH, at(2024, 3, 5, 12)),
    ("45356.604166666664", MONTH, at(2024, 3, 5, 14, 30)),
    ("19999", MONTH, None),
    ("20000", MONTH, at(1954, 10, 3)),
    ("73415", MONTH, at(2100, 12, 31)),
    ("73416", MONTH, None),
    ("1709600000", MONTH, at(2024, 3, 5, 0, 53, 20)),
    ("1709600000123", MONTH, at(2024, 3, 5, 0, 53, 20, 123000)),
    ("123", MONTH, None),
    # day and month
    ("05/03/2024", MONTH, at(2024, 5, 3)),
    ("05/03/2024", DAY, at(2024, 3, 5)),
    ("5.3.2024 14:30", DAY, at(2024, 3, 5, 14, 30)),
    ("5-3-2024", DAY, at(2024, 3, 5)),
    ("12/1/2010 8:26", MONTH, at(2010, 12, 1, 8, 26)),
    ("12/1/2010 8:26", DAY, at(2010, 1, 12, 8, 26)),
    ("03/05/24", MONTH, at(2024, 3, 5)),
    ("03/05/24", DAY, at(2024, 5, 3)),
    ("1/2/29", MONTH, at(2029, 1, 2)),
    ("1/2/30", MONTH, at(1930, 1, 2)),
    ("12/31/99 23:59", MONTH, at(1999, 12, 31, 23, 59)),
    ("25/03/2024", MONTH, None),
    ("03/25/2024", DAY, None),
    # names of months
    ("5-Mar-2024", MONTH, at(2024, 3, 5)),
    ("5-MAR-24", MONTH, at(2024, 3, 5)),
    ("Mar 5, 2024", MONTH, at(2024, 3, 5)),
    ("March 5 2024", MONTH, at(2024, 3, 5)),
    ("Sept. 5, 2021", MONTH, at(2021, 9, 5)),
    ("5th December, 2024", MONTH, at(2024, 12, 5)),
    ("May 5, 2024 2:30 PM", MONTH, at(2024, 5, 5, 14, 30)),
    ("Anf 5, 2024", MONTH, None),
    # twelve hours
    ("3/5/2024 2:30:15 pm", MONTH, at(2024, 3, 5, 14, 30, 15)),
    ("3/5/2024 12:00 AM", MONTH, at(2024, 3, 5)),
    ("3/5/2024 12:00 PM", MONTH, at(2024, 3, 5, 12)),
    ("2024-03-05 02:00:00 PM", MONTH, at(2024, 3, 5, 14)),
    ("2024-03-05 2:00 p.m.", MONTH, at(2024, 3, 5, 14)),
    ("2024-3-5 3PM", MONTH, at(2024, 3, 5, 15)),
    ("2024-03-05 14:00 PM", MONTH, None),
    # ranges
    ("1899-12-31", MONTH, None),
    ("1900-01-01", MONTH, at(1900, 1, 1)),
    ("2100-12-31 23:59:59", MONTH, at(2100, 12, 31, 23, 59, 59)),
    ("2101-01-01", MONTH, None),
    ("2024-02-29", MONTH, at(2024, 2, 29)),
    ("2023-02-29", MONTH, None),
    ("2024-03-05 23:59:60", MONTH, None),
    ("2024-03-05 25:00", MONTH, None),
    *((text, MONTH, None) for text in ("", "-", "epoch", "infinity", "today", "hello", "2024年3月", "2024-03", "Mar 2024", "2024-03-05 (BC)")),
    ("2024-03-05 10:00:00 Asia/Shanghai", MONTH, at(2024, 3, 5, 10)),
    ("2024-03-05T10:00:00+08:00[Asia/Shanghai]", MONTH, at(2024, 3, 5, 10)),
    ("Tue Mar 05 2024 14:30:00 GMT+0800 (China Standard Time)", MONTH, at(2024, 3, 5, 14, 30)),
    # the calendar of the Republic: three digits, or 民国 before them
    ("113/03/05", MONTH, at(2024, 3, 5)),
    ("113.3.5 14:30", DAY, at(2024, 3, 5, 14, 30)),
    ("113年3月5日", MONTH, at(2024, 3, 5)),
    ("民国113年3月5日", MONTH, at(2024, 3, 5)),
    ("民國 98年12月31日 下午2點30分", DAY, at(2009, 12, 31, 14, 30)),
    ("民国0年3月5日", MONTH, at(1911, 3, 5)),
    ("190/01/01", MONTH, None),
    ("99/03/05", MONTH, None),
    ("012/03/05", MONTH, None),
    # two digits of a year before 年
    ("24年3月5日", MONTH, at(2024, 3, 5)),
    ("24年3月5日", DAY, at(2024, 3, 5)),
    ("29年3月5日 8:05", DAY, at(2029, 3, 5, 8, 5)),
    ("30年3月5日", DAY, None),
    ("98年3月5日", MONTH, None),
    # more words
    ("2024年3月5日（星期二）", MONTH, at(2024, 3, 5)),
    ("2024-03-05 礼拜二 14:30", MONTH, at(2024, 3, 5, 14, 30)),
    ("2024/03/05 週二", MONTH, at(2024, 3, 5)),
    ("March 5, 2024 at 2:30 PM", MONTH, at(2024, 3, 5, 14, 30)),
    ("Tuesday, March 5, 2024", MONTH, at(2024, 3, 5)),
    ("2024-03-05 rubbish", MONTH, None),
]


@pytest.mark.parametrize(("text", "style", "expected"), MOMENTS)
def test_a_moment_is_read(engine: duckdb.DuckDBPyConnection, text: str, style: Style, expected: datetime | None) -> None:
    assert value(engine, text, "timestamp", style) == expected
    assert value(engine, text, "date", style) == (expected and expected.date())


AMOUNTS: list[tuple[str, Style, str | None]] = [
    ("1234.5", MONTH, "1234.5"),
    ("+5", MONTH, "5"),
    ("-5", MONTH, "-5"),
    (".5", MONTH, "0.5"),
    ("5.", MONTH, "5"),
    ("1.5e3", MONTH, "1500"),
    ("0.30000000000000004", MONTH, "0.3"),
    # separators
    ("1,234.50", MONTH, "1234.50"),
    ("1,234", MONTH, "1234"),
    ("1,234", COMMA, "1.234"),
    ("1.234", MONTH, "1.234"),
    ("1.234", COMMA, "1234"),
    ("1.234,50", MONTH, "1234.50"),
    ("1.234,50", COMMA, "1234.50"),
    ("1,234.50", COMMA, "1234.50"),
    ("1,234,567", COMMA, "1234567"),
    ("1.234.567", MONTH, "1234567"),
    ("12,34,567.00", MONTH, "1234567"),
    ("12,5", COMMA, "12.5"),
    ("12,5", MONTH, None),
    ("12.5", COMMA, "12.5"),
    ("0,123", MONTH, None),
    ("0,123", COMMA, "0.123"),
    ("1,2345", MONTH, None),
    ("1 234,50", COMMA, "1234.50"),
    ("1\u00a0234\u202f567,5", COMMA, "1234567.5"),
    ("1'234.50", MONTH, "1234.50"),
    ("1’234.50", MONTH, "1234.50"),
    ("12 34", MONTH, None),
    ("1,234.5.6", MONTH, None),
    ("1.2,3.4", MONTH, None),
    ("1,23,456.7", MONTH, "123456.7"),
    ("1'234'567", MONTH, "1234567"),
    ("1\u2009234.56", MONTH, "1234.56"),
    ("12,34", MONTH, None),
    ("１．２３４，５", COMMA, "1234.5"),
    # currencies
    *(
        (text, MONTH, "100")
        for text in ("¥100", "￥100", "$100", "€ 100", "£100", "100元", "100 元", "RMB 100", "100 RMB", "CNY100", "USD 100.00", "100 EUR")
    ),
    *(
        (text, MONTH, "100")
        for text in ("GBP 100", "HK$100", "US$ 100", "RMB¥100", "CN¥100", "￥ 100", "人民币100元", "100 krw", "100.00 MXN", "100 HKD", "100美元")
    ),
    ("€ 1.234,50", COMMA, "1234.50"),
    ("1.234,50 €", COMMA, "1234.50"),
    ("￥１，２３４．５０", MONTH, "1234.50"),
    ("１２３", MONTH, "123"),
    # units
    ("1.2万", MONTH, "12000"),
    ("1.2万元", MONTH, "12000"),
    ("1.23456789万", MONTH, "12345.6789"),
    ("3亿", MONTH, "300000000"),
    ("5k", MONTH, "5000"),
    ("$2.5M", MONTH, "2500000"),
    ("2千", MONTH, "2000"),
    ("50%", MONTH, "0.5"),
    ("12.345%", MONTH, "0.1235"),
    ("１２．５％", MONTH, "0.125"),
    ("1.5万亿", MONTH, None),
    ("3萬", MONTH, "30000"),
    ("2億元", MONTH, "200000000"),
    ("1.5百万", MONTH, "1500000"),
    ("12十万", MONTH, "1200000"),
    ("2千万元", MONTH, "20000000"),
    ("1.2十亿", MONTH, "1200000000"),
    ("2.5 k", MONTH, "2500"),
    ("2,5 Mio. €", COMMA, None),
    ("2,5 Mio €", COMMA, "2500000"),
    ("$1.2bn", MONTH, "1200000000"),
    ("3 MN", MONTH, "3000000"),
    ("3B", MONTH, None),
    ("3 mm", MONTH, None),
    ("50 %", MONTH, "0.5"),
    ("-12,5%", COMMA, "-0.125"),
    # signs
    ("(1,234.50)", MONTH, "-1234.50"),
    ("（100）", MONTH, "-100"),
    ("($100)", MONTH, "-100"),
    ("100-", MONTH, "-100"),
    ("−100", MONTH, "-100"),
    ("-¥100", MONTH, "-100"),
    ("¥-100", MONTH, "-100"),
    ("-¥1,000.5", MONTH, "-1000.5"),
    ("¥1e-3", MONTH, "0.001"),
    *((text, MONTH, None) for text in ("(5", "5)", "--5", "-5-", "(-5)", "1-2", "5 6 7-")),
    # half up, away from zero; the type's last and first value
    ("1.00004", MONTH, "1"),
    ("1.00005", MONTH, "1.0001"),
    ("-1.00005", MONTH, "-1.0001"),
    ("99999999999999.9999", MONTH, "99999999999999.9999"),
    ("-99,999,999,999,999.9999", MONTH, "-99999999999999.9999"),
    ("99999999999999.99995", MONTH, None),
    ("1000000亿", MONTH, None),
    ("1e400", MONTH, None),
    *((text, MONTH, None) for text in ("", " ", "-", "abc", "¥", "元", "inf", "nan", "0x1F", "1.2.3", "100元起", "约100", "%")),
]


@pytest.mark.parametrize(("text", "style", "expected"), AMOUNTS)
def test_an_amount_is_read(engine: duckdb.DuckDBPyConnection, text: str, style: Style, expected: str | None) -> None:
    assert value(engine, text, "money", style) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.5", 1234.5),
        ("15%", 0.15),
        ("CNY 1,234.5", 1234.5),
        ("1234.5 USD", 1234.5),
        ("1.2亿", 120000000.0),
        ("1e3", 1000.0),
        ("1e400", None),
        ("inf", None),
        ("-inf", None),
        ("nan", None),
        ("1.5万", 15000.0),
        ("x", None),
        ("", None),
    ],
)
def test_a_number_is_finite(engine: duckdb.DuckDBPyConnection, text: str, expected: float | None) -> None:
    assert value(engine, text, "number") == expected


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("12", MONTH, 12), ("12.0", MONTH, 12), ("12.7", MONTH, None), ("1,234", MONTH, 1234), ("1.234", MONTH, None), ("1.234", COMMA, 1234),
        ("1.000", COMMA, 1000), ("-3", MONTH, -3), ("0x1F", MONTH, None), ("50e-2", MONTH, None), ("9007199254740993", MONTH, 9007199254740993),
        ("9223372036854775807", MONTH, 9223372036854775807), ("9223372036854775808", MONTH, None), ("3万", MONTH, 30000), ("", MONTH, None),
    ],
)  # fmt: skip
def test_an_integer_is_whole(engine: duckdb.DuckDBPyConnection, text: str, style: Style, expected: int | None) -> None:
    assert value(engine, text, "integer", style) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00123", "00123"), (" A1 ", "A1"), ("17850.0", "17850"), ("17850.00", "17850"), ("123.", "123"), ("00123.0", "00123"), ("-5.0", "-5"),
        ("12.50", "12.50"), ("C-1.0", "C-1.0"), ('="00123"', "00123"), ("'00123", "00123"), ("'17850.0", "17850"), ("１２３", "123"),
        ("\t12\u3000", "12"), ("#1001", "#1001"), ("a.b@c.com", "a.b@c.com"), ("+86 138", "+86 138"), ("张三", "张三"),
        ("0.0", "0"), ("Null", "Null"), ("NA", None), ("nan", None), ("None", None), ('=""', None), ("'", None), ("", None), (" － ", None),
    ],
)  # fmt: skip
def test_an_id_keeps_its_zeros_and_loses_its_wrapping(engine: duckdb.DuckDBPyConnection, text: str, expected: str | None) -> None:
    assert value(engine, text, "id") == expected


@pytest.mark.parametrize(
    ("text", "expected", "known"),
    [
        ("1.23E+15", True, None), ("9E+10", True, None), ("1.23e+05", True, None), (" 1,38E+10", True, None), ("'1.38E+10", True, None),
        ('="1.38E+10"', True, None), ("1.10101199003071E17", True, None), ("1.3812345678E+10", False, "13812345678"),
        ("1.381234567E10", False, "13812345670"), ("1.23E+02", False, "123"), ("12E5", False, "12E5"), ("1.5E5", False, "1.5E5"),
        ("AE+15", False, "AE+15"), ("A+1", False, "A+1"), ("123", False, "123"), (None, False, None),
    ],
)  # fmt: skip
def test_an_id_in_scientific_notation_is_written_out_or_lost(
    engine: duckdb.DuckDBPyConnection, text: str | None, expected: bool, known: str | None
) -> None:
    assert engine.execute(f"SELECT {shortened('cell')} FROM (SELECT $1::VARCHAR AS cell)", [text]).fetchone() == (expected,)
    assert text is None or value(engine, text, "id") == known


@pytest.mark.parametrize(
    ("values", "cut"),
    [
        (["110101199003071000", "110101199104052000"], True), (["110101199003071000", "110101199104052011"], False), (["110101199003071000"], False),
        ([f"{n}0" for n in range(10**14, 10**14 + 6)], True), ([f"{n}0" for n in range(10**14, 10**14 + 5)], False),
        ([f"1{n}0" for n in range(10**14, 10**14 + 6)], False),
        ([f"{n}000" for n in range(10**14, 10**14 + 3)] + [f"{n}234" for n in range(10**14, 10**14 + 90)], True), (["0" * 18, "x"], False),
        ([str(n) for n in range(10**17, 10**17 + 3000)], False), ([None, ""], False),
    ],
)  # fmt: skip
def test_ids_that_a_number_held_end_in_zeros(values: list[str | None], cut: bool) -> None:
    assert style_of(values, "id").rounded is cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [("是", True), ("否", False), ("Y", True), ("n", False), (" Yes ", True), ("NO", False), ("TRUE", True), ("False", False), ("1", True),
     ("0", False), ("1.0", True), ("√", True), ("×", False), ("Ｔ", True), ("f", False), ("2", None), ("maybe", None), ("", None), ("无", None),
     ("✓", True), ("✔", True), ("☑", True), ("✅", True), ("✗", False), ("☐", False), ("❌", False), ("是的", True), ("不", False), ("没有", False),
     ("沒有", False), ("On", True), ("OFF", False), ("开", True), ("关", False), ("Ja", True), ("nein", False), ("x", None), ("-1", None)],
)  # fmt: skip
def test_a_boolean_is_read(engine: duckdb.DuckDBPyConnection, text: str, expected: bool | None) -> None:
    assert value(engine, text, "boolean") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("交易成功", "completed"), ("COMPLETED", "completed"), (" closed  Won ", "completed"), ("ＰＡＩＤ", "completed"), ("已 取消", "cancelled"),
     (" 另议 ", "另议"), ("Half Done", "Half Done"), ("N/A", None), ("", None)],
)  # fmt: skip
def test_a_code_is_folded_and_other_words_stay(engine: duckdb.DuckDBPyConnection, text: str, expected: str | None) -> None:
    assert value(engine, text, "code", values=STATUSES) == expected


def test_every_listed_word_means_its_code(engine: duckdb.DuckDBPyConnection) -> None:
    for codes in (GENDERS, STATUSES):
        for code, words in codes.items():
            for word in (code, *words):
                assert value(engine, word.upper(), "code", values=codes) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" a  b ", "a  b"), ("\u3000张三\u00a0", "张三"), ("ＡＢＣ", "ＡＢＣ"), ("a\nb", "a\nb"), ("it's", "it's"),
     ("=1+1", "=1+1"), ("Na", "Na"), ("（空）", None), ("未填写", None), (" -None- ", None), ("#DIV/0!", None), ("\\N", None), ('""', None),
     ("未知", "未知"), ("无糖", "无糖"), ("(空)调", "(空)调"), ("None of these", "None of these"),
      ("x", "x"), ("中", "中"), ("Select", None), ("\ufeff", None)],
)  # fmt: skip
def test_text_is_trimmed_and_otherwise_untouched(engine: duckdb.DuckDBPyConnection, text: str, expected: str | None) -> None:
    assert value(engine, text, "text") == expected


@pytest.mark.parametrize("text", ["green", "it's", " green", "green ", "黑茶", "", " ", "n/a", "brown", "GREEN", None])
def test_common_texts_change_no_reading(engine: duckdb.DuckDBPyConnection, text: str | None) -> None:
    common = common_texts(["green", "it's", "黑茶", "n/a", " green", None, "green", "黑茶"])
    assert common == ("green", "黑茶", "it's")
    quick, plain = typed("cell", "text", Style(common=common)), typed("cell", "text", MONTH)
    ((one, other),) = engine.execute(f"SELECT {quick}, {plain} FROM (SELECT $1::VARCHAR AS cell)", [text]).fetchall()
    assert one == other


def test_a_column_of_many_texts_has_no_common_ones() -> None:
    assert common_texts([str(n) for n in range(2 * FEW_TEXTS)]) == ()
    assert len(common_texts([str(n) for n in range(2 * FEW_TEXTS - 1)])) == FEW_TEXTS
    assert common_texts(["a\0", "a\0", "b"]) == ()
    assert common_texts([None, ""]) == ()


@pytest.mark.parametrize("kind", ["id", "text", "code", "date", "timestamp", "money", "number", "integer", "boolean"])
def test_blank_cells_are_null_in_every_kind(engine: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    cells = [None, *(cell for word in BLANKS for cell in (word, f"\t{word}\u3000", f" {word} "))]
    read = typed("cell", kind, MONTH, STATUSES if kind == "code" else {})
    query = f"SELECT cell, {read} AS said FROM (SELECT unnest($1::VARCHAR[]) AS cell)"
    assert engine.execute(f"SELECT cell FROM ({query}) WHERE said IS NOT NULL", [cells]).fetchall() == []
    assert engine.execute(f"SELECT count(*) FROM ({query})", [cells]).fetchone() == (len(cells),)


@settings(deadline=None)
@given(st.one_of(st.none(), st.sampled_from(BLANKS), st.text(max_size=12), st.text(SPACES + "-NA/", max_size=6)))
def test_blank_means_the_same_in_sql_and_python(engine: duckdb.DuckDBPyConnection, cell: str | None) -> None:
    cell = cell and cell.replace("\0", "")
    assert engine.execute(f"SELECT {blank('cell')} FROM (SELECT $1::VARCHAR AS cell)", [cell]).fetchone() == (is_blank(cell),)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=40), st.sampled_from(["id", "text", "date", "timestamp", "money", "number", "integer", "boolean"]), st.booleans(), st.booleans()
)
def test_no_cell_raises(engine: duckdb.DuckDBPyConnection, text: str, kind: Kind, day_first: bool, comma: bool) -> None:
    value(engine, text.replace("\0", ""), kind, Style(day_first, comma))


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789.,-/: 年月日TZ+()¥eE%万k'", max_size=24), st.sampled_from(["id", "timestamp", "money", "number", "integer"]), st.booleans())
def test_no_nearly_good_cell_raises(engine: duckdb.DuckDBPyConnection, text: str, kind: Kind, other: bool) -> None:
    value(engine, text, kind, Style(other, other))


MONEY = st.decimals(Decimal("-99999999.9999"), Decimal("99999999.9999"), places=4)
WRITTEN = {
    "plain": (lambda d: f"{d:f}", MONTH),
    "grouped": (lambda d: f"{d:,f}", MONTH),
    "yuan": (lambda d: f"{d:,f}元", MONTH),
    "currency": (lambda d: f"{'-' if d < 0 else ''}¥{abs(d):,f}", MONTH),
    "european": (lambda d: f"{d:,f}".translate(str.maketrans(",.", ".,")), COMMA),
    "french": (lambda d: f"{d:,f} €".translate(str.maketrans(",.", " ,")), COMMA),
    "swiss": (lambda d: f"{d:,f}".replace(",", "'"), MONTH),
    "brackets": (lambda d: f"({abs(d):,f})" if d < 0 else f"{d:,f}", MONTH),
    "trailing": (lambda d: f"{abs(d):f}-" if d < 0 else f"{d:f}", MONTH),
    "wide": (lambda d: "".join(chr(ord(c) + 0xFEE0) for c in f"{d:,f}"), MONTH),
    "ten thousands": (lambda d: f"{d.scaleb(-4):f}万", MONTH),
    "percent": (lambda d: f"{d.scaleb(2):f}%", MONTH),
}


@settings(max_examples=200, deadline=None)
@given(MONEY, st.sampled_from(sorted(WRITTEN)))
def test_money_survives_every_way_of_writing_it(engine: duckdb.DuckDBPyConnection, amount: Decimal, way: str) -> None:
    write, style = WRITTEN[way]
    assert value(engine, write(amount), "money", style) == amount


@settings(max_examples=100, deadline=None)
@given(st.decimals(Decimal(-1000), Decimal(1000), places=7), st.sampled_from(["", "元", " CNY"]))
def test_money_is_rounded_half_away_from_zero(engine: duckdb.DuckDBPyConnection, amount: Decimal, sign: str) -> None:
    assert value(engine, f"{amount:f}{sign}", "money") == amount.quantize(Decimal("0.0001"), ROUND_HALF_UP)


MOMENT = st.datetimes(datetime(1930, 1, 1), datetime(2029, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
SPELLED = {
    "%Y-%m-%d %H:%M:%S": MONTH, "%Y-%m-%dT%H:%M:%SZ": MONTH, "%Y/%-m/%-d %-H:%M:%S": MONTH, "%Y.%m.%d %H:%M:%S": MONTH,
    "%Y年%-m月%-d日 %H:%M:%S": MONTH, "%Y年%-m月%-d日%-H时%-M分%-S秒": MONTH, "%Y%m%d%H%M%S": MONTH, "%m/%d/%Y %H:%M:%S": MONTH,
    "%d/%m/%Y %H:%M:%S": DAY, "%d.%m.%Y %H:%M:%S": DAY, "%-m/%-d/%y %-H:%M:%S": MONTH, "%d-%b-%Y %H:%M:%S": MONTH, "%B %-d, %Y %I:%M:%S %p": MONTH,
    "%m/%d/%Y %I:%M:%S %p": MONTH, "%a, %d %b %Y %H:%M:%S GMT": MONTH,
}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(MOMENT, st.sampled_from(sorted(SPELLED)))
def test_a_moment_survives_every_way_of_writing_it(engine: duckdb.DuckDBPyConnection, moment: datetime, spelling: str) -> None:
    assert value(engine, moment.strftime(spelling), "timestamp", SPELLED[spelling]) == moment


@settings(max_examples=50, deadline=None)
@given(st.integers(20000, 73415), st.integers(0, 86399))
def test_a_serial_day_survives(engine: duckdb.DuckDBPyConnection, day: int, second: int) -> None:
    assert value(engine, repr(day + second / 86400), "timestamp") == datetime(1899, 12, 30) + timedelta(days=day, seconds=second)


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_style_of_a_column_is_found_again(engine: duckdb.DuckDBPyConnection, day: date) -> None:
    days = [day + timedelta(days=i) for i in range(-31, 0)] if day > date(1900, 3, 1) else [day + timedelta(days=i) for i in range(31)]
    for spelling, first in (("%d/%m/%Y", True), ("%m/%d/%Y", False)):
        style = style_of([one.strftime(spelling) for one in days], "date")
        assert style.day_first is first
        assert [value(engine, one.strftime(spelling), "date", style) for one in days[:3]] == days[:3]


@pytest.mark.parametrize(
    ("values", "first", "ambiguous"),
    [
        (["05/03/2024", "13/03/2024"], True, False), (["05/03/2024", "03/13/2024"], False, False), (["05/03/2024", "12/12/2024"], False, True),
        (["05.03.2024", "01.02.2024"], True, False), (["05/05/2024"], False, False), (["2024-05-03"], False, False), ([], False, False),
        (["13/03/2024", "03/13/2024"], False, True), (["13/03/2024", "14/03/2024", "03/13/2024"], True, True), ([None, "", "x"], False, False),
        (["12/03/2024"], False, True), (["5-3-24 8:00"], False, True),
    ],
)  # fmt: skip
def test_day_first_is_decided_from_the_whole_column(values: list[str | None], first: bool, ambiguous: bool) -> None:
    assert style_of(values, "date").day_first is first
    assert style_of(values, "timestamp").day_first is first
    assert ambiguous_dates(values) is ambiguous


@pytest.mark.parametrize(
    ("values", "days"),
    [
        (["24-03-05", "24-03-25", "24-12-31"], [date(2024, 3, 5), date(2024, 3, 25), date(2024, 12, 31)]),
        (["23/12/31", "24/01/15 8:30", "24/02/28"], [date(2023, 12, 31), date(2024, 1, 15), date(2024, 2, 28)]),
        (["24.3.25", "24.3.5", "24.11.2", None, "x"], [date(2024, 3, 25), date(2024, 3, 5), date(2024, 11, 2), None, None]),
        (["98-03-05", "02-11-12", "99-01-31"], [date(1998, 3, 5), date(2002, 11, 12), date(1999, 1, 31)]),
        (["24-03-25", "24-03-26", "24-03-27"], [date(2024, 3, 25), date(2024, 3, 26), date(2024, 3, 27)]),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_may_come_first(engine: duckdb.DuckDBPyConnection, values: list[str | None], days: list[date | None]) -> None:
    style = style_of(values, "date")
    assert style == Style(year_first=True)
    assert [value(engine, one, "date", style) for one in values] == days
    assert (ambiguous_dates(values), said_day_first(values)) == (False, None)


@pytest.mark.parametrize(
    "values",
    [
        ["24-03-05"], ["24-12-31"], ["98.3.5", "24/03/2024"], ["05-03-24", "25-03-24"], ["24-03-05", "24-25-03"], ["3/5/24", "4/5/25"],
        ["01/03/22", "01/04/22", "01/05/23", "01/01/24"], ["15/01/22", "15/02/23"], ["12/05/22", "12/06/23"], ["12-1-1", "12-1-2", "12-2-1"],
        ["24-03-05", "24-03-45"], ["24-03-05", "24-03-25", "24-03-2024"], ["24-00-05", "24-03-25"], ["14.1.2", "14.2.1"],
        ["45/03/12", *(f"{day}/{month:02}/12" for month in range(3, 6) for day in range(12, 28))],
    ],
)  # fmt: skip
def test_a_year_that_may_come_last_stays_there(values: list[str | None]) -> None:
    assert not style_of(values, "date").year_first


@pytest.mark.parametrize(
    ("values", "comma"),
    [
        (["12,5", "1.234,50"], True), (["1,234.50"], False), (["1,234"], False), (["1.234"], False), (["0,5"], True), (["€ 12,50"], True),
        (["12,5", "12.5"], False), (["12,5", "13,5", "12.5"], True), ([], False), ([None, "x"], False), (["1 234,50"], True), (["１２，５"], True),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_decided_from_the_whole_column(values: list[str | None], comma: bool) -> None:
    assert style_of(values, "money").decimal_comma is comma
    assert style_of(values, "text") == Style()


def test_looks_like_counts_only_cells_that_say_something() -> None:
    assert looks_like(["1", "2", "x", None, "", "N/A"], "money") == pytest.approx(2 / 3)
    assert looks_like(["13/01/2024", "01/02/2024"], "date") == 1.0
    assert looks_like([None, " "], "money") == 0.0
    assert looks_like([], "date") == 0.0


def test_columns_are_profiled_together() -> None:
    shares = readable([["1", "2"], [], ["2024-01-01", "x"], ["25/12/2024"]], ("timestamp", "number"))
    assert [one["number"] for one in shares] == [1.0, 0.0, 0.0, 0.0]
    assert [one["timestamp"] for one in shares] == [0.0, 0.0, 0.5, 1.0]


@pytest.mark.parametrize(("text", "expected"), [("'-714.58元", "-714.58"), ("'+3", "3"), ("'=1", None)])
def test_a_guarding_apostrophe_is_no_part_of_an_amount(engine: duckdb.DuckDBPyConnection, text: str, expected: str | None) -> None:
    """What our own exports write before a minus is read back."""
    found = value(engine, text, "money")
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'=1+1", "=1+1"), ("' =1", " =1"), ("'-5", "-5"), ("'-", "-"), ("'@x", "@x"), ("'＋1", "＋1"), ("''=1", "'=1"), ("' '=1", " '=1"),
        ("a\n'=b", "a\n=b"), ("a\r\n'\t-b\n'-c", "a\r\n\t-b\n-c"), ("'=a\n''=b", "=a\n'=b"),
        ("'n Sync", "'n Sync"), ("it's = 1", "it's = 1"), ("'quoted'", "'quoted'"), ("'", "'"), ("a '=b", "a '=b"), ("''", None),
    ],
)  # fmt: skip
def test_a_mark_of_text_is_no_part_of_the_text(engine: duckdb.DuckDBPyConnection, text: str, expected: str | None) -> None:
    assert value(engine, text, "text") == expected


CHINA, NEW_YORK = Style(zone="Asia/Shanghai"), Style(zone="America/New_York")


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("2024-03-05T10:00:00Z", CHINA, at(2024, 3, 5, 18)),
        ("2024-03-05T20:30:00.5Z", CHINA, at(2024, 3, 6, 4, 30, 0, 500000)),
        ("2024-03-05T10:00:00+08:00", CHINA, at(2024, 3, 5, 10)),
        ("2024-03-05 10:00:00 -0500", CHINA, at(2024, 3, 5, 23)),
        ("2024-03-05 10:00+05:30", CHINA, at(2024, 3, 5, 12, 30)),
        ("2024-03-05 10:00:00 UTC", CHINA, at(2024, 3, 5, 18)),
        ("Tue, 5 Mar 2024 14:30:00 GMT", CHINA, at(2024, 3, 5, 22, 30)),
        ("Tue Mar 05 2024 14:30:00 GMT-0300 (Brasilia Standard Time)", CHINA, at(2024, 3, 6, 1, 30)),
        ("2024-03-05T10:00:00+01:00[Europe/Paris]", CHINA, at(2024, 3, 5, 17)),
        ("20240305T143000Z", CHINA, at(2024, 3, 5, 22, 30)),
        ("1709600000", CHINA, at(2024, 3, 5, 8, 53, 20)),
        # winter and summer
        ("2024-01-15T12:00:00Z", NEW_YORK, at(2024, 1, 15, 7)),
        ("2024-07-15T12:00:00Z", NEW_YORK, at(2024, 7, 15, 8)),
        # no offset, no change
        ("2024-03-05 10:00:00", CHINA, at(2024, 3, 5, 10)),
        ("2024-03-05", CHINA, at(2024, 3, 5)),
        ("2024/3/5 10:00", CHINA, at(2024, 3, 5, 10)),
        ("5-3-2024", CHINA, at(2024, 5, 3)),
        ("20240305143000", CHINA, at(2024, 3, 5, 14, 30)),
        ("2024年3月5日 下午2:30", CHINA, at(2024, 3, 5, 14, 30)),
        ("2024-03-05 10:00:00 CST", CHINA, at(2024, 3, 5, 10)),
        ("hello +08:00", CHINA, None),
    ],
)  # fmt: skip
def test_a_stated_offset_is_moved_to_the_business_zone(engine: duckdb.DuckDBPyConnection, text: str, style: Style, expected: datetime | None) -> None:
    assert value(engine, text, "timestamp", style) == expected
    assert value(engine, text, "date", style) == (expected and expected.date())


@pytest.mark.parametrize(
    ("text", "expected"), [("Ann@Example.COM", "ann@example.com"), ("K1@2024-03-05 10:00:00", "K1@2024-03-05 10:00:00"), ("A@B", "A@B")]
)
def test_an_address_is_folded_in_case_and_no_other_id(engine: duckdb.DuckDBPyConnection, text: str, expected: str) -> None:
    assert value(engine, text, "id") == expected


@pytest.mark.parametrize(
    ("values", "stated"),
    [
        (["2024-03-05T10:00:00Z"], True), ([None, "x", "2024-03-05 10:00:00 +0800"], True), (["5 Mar 2024 14:30 gmt"], True), (["2024-03-05"], False),
        (["2024-03-05 10:00:00", "10:00-11:00 x"], False), (["20240305T143000Z"], True), (["1709600000"], False), ([], False),
    ],
)  # fmt: skip
def test_offsets_are_noticed(values: list[str | None], stated: bool) -> None:
    assert states_offset(values) is stated
