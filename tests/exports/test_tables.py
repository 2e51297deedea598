"""Tables as files, opened again and read: nothing is lost, and nothing runs."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import tables
from exports.tables import bare, csv_bytes, safe, xlsx_bytes

HOSTILE = ["=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", " =1", "＝1", "ok\n=cmd|' /C calc'!A0", "a\r\n@x", '=HYPERLINK("http://x","y")']
HARMLESS = ["", "中文名", "a=b", "5-3", "O'Brien", "line\nbreak", "007", "http://example.org", "{=1}", "1e5"]
STARTS = tuple("=+-@\t\x00＝＋－＠")


def from_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def from_xlsx(content: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book.worksheets[sheet].iter_rows(values_only=True))


def runs(text: str) -> bool:
    """Whether a spreadsheet, or a program that takes each line for a record, might run it."""
    lines = re.split("[\r\n]", text)
    return text.lstrip(" \u00a0\u3000").startswith("\r") or any(line.lstrip(" \u00a0\u3000").startswith(STARTS) for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_begins_a_formula(text: str) -> None:
    table = pd.DataFrame({"x": [text]})
    assert not runs(from_csv(csv_bytes(table))[1][0])
    content = xlsx_bytes(table)
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert not runs(str(cell.value).replace("_x000D_", "\r"))


@pytest.mark.parametrize("text", [text for text in HARMLESS if text])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text
    assert from_csv(csv_bytes(pd.DataFrame({"x": [text]})))[1] == [text]
    assert from_xlsx(xlsx_bytes(pd.DataFrame({"x": [text]})))[1] == (text,)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("-5", "'-5"), ("a\n=b", "a\n'=b"), (" =b", "' =b"), ("=a\n=b", "'=a\n'=b"), ("a\r\n\r=b", "a\r\n\r'=b"),
        ("'=b", "''=b"), ("' '=b", "'' '=b"), ("a\n''-b", "a\n'''-b"), ("\r=b", "'\r'=b"), (" \r", "' \r"),
    ],
)  # fmt: skip
def test_the_mark_is_one_apostrophe(text: str, escaped: str) -> None:
    assert safe(text) == escaped


@given(st.text(max_size=40))
def test_whatever_the_text_no_line_of_it_runs(text: str) -> None:
    content = csv_bytes(pd.DataFrame({"x": [text], "y": ["z"]}))
    value = from_csv(content)[1][0]
    assert not runs(value)


@given(st.text("='+-@ \n\ra\u3000＝", max_size=12))
def test_reading_gives_the_text_back(text: str) -> None:
    guarded = safe(text)
    assert not runs(guarded)
    if not re.match("[ \u00a0\u3000]*\r", text):  # a carriage return in front: no text that was read begins so
        assert bare(guarded) == text


def test_headers_are_guarded_too() -> None:
    table = pd.DataFrame({"=1+1": [1]})
    assert from_csv(csv_bytes(table))[0] == ["'=1+1"]
    assert from_xlsx(xlsx_bytes(table))[0] == ("'=1+1",)


def test_numbers_stay_numbers_and_the_missing_stays_blank() -> None:
    table = pd.DataFrame({"n": [-5, 1200], "x": [-0.5, float("nan")], "m": [Decimal("-12.3400"), None], "b": [True, False], "t": ["-5", None]})
    assert from_csv(csv_bytes(table)) == [
        ["n", "x", "m", "b", "t"],
        ["-5", "-0.5", "-12.3400", "True", "'-5"],
        ["1200", "", "", "False", ""],
    ]
    assert from_xlsx(xlsx_bytes(table)) == [("n", "x", "m", "b", "t"), (-5, -0.5, -12.34, True, "'-5"), (1200, None, None, False, None)]


def test_csv_opens_as_chinese_in_excel() -> None:
    content = csv_bytes(pd.DataFrame({"客户名称": ["王芳"]}))
    assert content == "\ufeff客户名称\r\n王芳\r\n".encode()


def test_dates() -> None:
    table = pd.DataFrame(
        {
            "d": [date(2024, 3, 5), date(1850, 1, 1)],
            "t": [datetime(2024, 3, 5, 14, 5, 9), None],
            "z": pd.to_datetime(["2024-03-05", None]).tz_localize("UTC"),
        }
    )
    assert from_csv(csv_bytes(table))[1:] == [["2024-03-05", "2024-03-05 14:05:09", "2024-03-05 00:00:00+00:00"], ["1850-01-01", "", ""]]
    rows = from_xlsx(xlsx_bytes(table))
    assert rows[1] == (datetime(2024, 3, 5), datetime(2024, 3, 5, 14, 5, 9), datetime(2024, 3, 5))
    assert rows[2] == ("1850-01-01", None, None)


def test_moments_that_a_spreadsheet_cannot_count_are_text() -> None:
    finer, finest = datetime(2024, 3, 5, 14, 5, 9, 250_000), datetime(2024, 3, 5, 14, 5, 9, 250_001)
    table = pd.DataFrame({"t": [finer, finest, datetime(1900, 1, 1), datetime(1900, 1, 2)]}, dtype=object)
    assert [row[0] for row in from_xlsx(xlsx_bytes(table))[1:]] == [finer, str(finest), "1900-01-01 00:00:00", datetime(1900, 1, 2)]
    assert [row[0] for row in from_csv(csv_bytes(table))[1:]] == [
        "2024-03-05 14:05:09.250000", "2024-03-05 14:05:09.250001", "1900-01-01 00:00:00", "1900-01-02 00:00:00",
    ]  # fmt: skip


def test_ids_keep_every_digit() -> None:
    table = pd.DataFrame({"text": ["00420"], "whole": [12345678901234567890], "exact": [10**15]}, dtype=object)
    assert from_xlsx(xlsx_bytes(table))[1] == ("00420", "12345678901234567890", 10**15)


def test_money_keeps_every_digit() -> None:
    amounts = [Decimal("12345678901.2345"), Decimal("123456789012.3456"), Decimal("-99999999999999.9999"), Decimal("100000000000000.0000")]
    table = pd.DataFrame({"m": amounts}, dtype=object)
    assert [row[0] for row in from_xlsx(xlsx_bytes(table))[1:]] == [12345678901.2345, "123456789012.3456", "-99999999999999.9999", 10**14]


@pytest.mark.parametrize("form", ["frame", "table", "reader"])
def test_frames_tables_and_streams_give_the_same_file(form: str) -> None:
    arrow = pa.table({"id": ["a", "-b", None], "n": [1, None, 3], "m": pa.array([Decimal("1.5"), None, Decimal("2.25")], pa.decimal128(18, 4))})
    given = {"frame": arrow.to_pandas(types_mapper=pd.ArrowDtype), "table": arrow, "reader": arrow.to_reader(max_chunksize=1)}
    expected = [["id", "n", "m"], ["a", "1", "1.5000"], ["'-b", "", ""], ["", "3", "2.2500"]]
    assert from_csv(csv_bytes(given[form])) == expected
    again = {"frame": given["frame"], "table": arrow, "reader": arrow.to_reader(max_chunksize=1)}
    assert from_xlsx(xlsx_bytes(again[form]))[1:] == [("a", 1, 1.5), ("'-b", None, None), (None, 3, 2.25)]


def test_the_header_is_frozen_bold_and_filtered_and_columns_fit() -> None:
    content = xlsx_bytes(pd.DataFrame({"name": ["客户名称很长很长", "b"], "n": [1, 2]}), sheet="客户")
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.title == "客户"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width >= 16
    assert page.column_dimensions["B"].width < 10


def test_money_shares_and_dates_have_formats() -> None:
    table = pd.DataFrame({"spend": [1234.5], "share": [0.423], "on": [date(2024, 3, 5)], "n": [1234], "exact": [Decimal("1.5")]})
    page = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table, money=["spend"], shares=["share"]))).worksheets[0]
    assert [page.cell(2, column).number_format for column in range(1, 6)] == ["#,##0.00", "0.0%", "yyyy-mm-dd", "#,##0", "#,##0.00"]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 4)
    content = xlsx_bytes(pd.DataFrame({"n": range(7)}), sheet="客户", about={"a": "b"})
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["客户", "客户 2", "客户 3", "About"]
    assert [[cell.value for cell in page["A"]] for page in book.worksheets[:3]] == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]
    exactly = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(pd.DataFrame({"n": range(3)}))))
    assert exactly.sheetnames == ["Data"]


@pytest.mark.parametrize(("length", "kept"), [(32_767, 32_767), (32_768, 32_767)])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(length: int, kept: int) -> None:
    value = from_xlsx(xlsx_bytes(pd.DataFrame({"x": ["字" * length]})))[1][0]
    assert len(str(value)) == kept
    assert str(value).endswith("…") == (length > kept)


def test_the_length_of_a_cell_counts_as_excel_counts() -> None:
    value = str(from_xlsx(xlsx_bytes(pd.DataFrame({"x": ["😀" * 20_000]})))[1][0])
    assert len(value.encode("utf-16-le")) // 2 <= tables.CELL
    assert value == "😀" * 16_383 + "…"


def test_how_it_was_computed_is_the_last_sheet() -> None:
    content = xlsx_bytes(pd.DataFrame({"n": [1]}), about={"统计截止日": "2024年3月5日", "公式": "=笔单价"}, about_sheet="计算口径")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Data", "计算口径"]
    assert from_xlsx(content, 1) == [("统计截止日", "2024年3月5日"), ("公式", "'=笔单价")]


@pytest.mark.parametrize(
    ("name", "found"), [("a/b:c", "a b c"), ("", "Data"), ("x" * 40, "x" * 31), ("'q'", "q"), ("History", "History 2"), ("[]", "Data")]
)
def test_sheet_names_are_names_that_excel_takes(name: str, found: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(pd.DataFrame({"n": [1]}), sheet=name))).sheetnames == [found]


def test_two_sheets_of_one_name() -> None:
    content = xlsx_bytes(pd.DataFrame({"n": [1]}), sheet="Same", about={"a": "b"}, about_sheet="same")
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Same", "same 2"]


def test_an_empty_table_keeps_its_header() -> None:
    table = pd.DataFrame({"a": pd.Series(dtype=str), "b": pd.Series(dtype=float)})
    assert from_csv(csv_bytes(table)) == [["a", "b"]]
    assert from_xlsx(xlsx_bytes(table)) == [("a", "b")]
