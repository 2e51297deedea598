"""Files in, sheets out: every dialect, encoding and workbook habit gives exactly the cells that were put in."""

import csv
import gzip
import hashlib
import io
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.parse import parse
from data.read import LIMITS, ReadError, Sheet, base_name, relation
from tests.data.reading import Row, rows, upload

HEADER = ("客户编号", "name", "amount")
ROWS: list[Row] = [("001", "张三", "1.50"), (None, 'Zoë, "Z"', None), ("3", None, "3")]


def text_of(records: list[Row], delimiter: str = ",", end: str = "\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([HEADER, *records])
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    [sheet] = upload(tmp_path, text_of(ROWS, delimiter, end).encode(), "客户.csv")
    assert (sheet.file, sheet.name, sheet.format, sheet.encoding, sheet.delimiter) == ("客户.csv", "", "csv", "utf-8", delimiter)
    assert (sheet.header, sheet.header_row, sheet.rows) == (HEADER, 1, 3)
    assert list(sheet.sample) == ROWS == rows(sheet, tmp_path)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-32", "utf-32")],
)
def test_encodings_of_chinese(tmp_path: Path, encoding: str, said: str) -> None:
    records: list[Row] = [(f"{number:03}", name, "1") for number, name in enumerate(["王芳", "李雯婷", "朱镕基", "欧阳鑫"])]
    [sheet] = upload(tmp_path, text_of(records).encode(encoding), "客户.csv")
    assert (sheet.encoding, sheet.header, sheet.replaced) == (said, HEADER, 0)
    assert rows(sheet, tmp_path) == records


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("big5", ["訂單編號", "客戶姓名", "陳大文", "張學友"]),
        ("cp1252", ["José Martí", "Müller", "Zoë", "Größe", "don’t", "£5"]),
        ("cp1252", ["Café"]),
        ("cp1252", ["it’s", "don’t", "“so” – he’s", "naïve"]),
        ("cp949", ["고객번호", "김민준", "서울특별시 강남구", "배송이 느려요"]),
        ("cp932", ["顧客番号", "山田太郎", "東京都", "とても満足です", "ﾔﾏﾀﾞ ﾀﾛｳ"]),
        ("cp932", ["ﾔﾏﾀﾞ ﾊﾅｺ", "ｻﾄｳ ﾊﾙﾅ", "ｽｽﾞｷ ｲﾁﾛｳ"]),  # nothing of full width
        ("cp932", ["氏名", "ﾔﾏﾀﾞ ﾊﾅｺ", "ｻﾄｳ ﾊﾙﾅ", "ｽｽﾞｷ ｲﾁﾛｳ"]),
        ("gb18030", ["上海", "北京", "大连", "王丽", "刘洋", "张伟"]),
        ("gb18030", ["编号", "日期", "期望", "渠道商"]),  # where Hangul lies too
        ("gb18030", ["冯磊"]),
        ("gb18030", ["客戶編號", "客戶名稱", "訂單日期", "陳國榮", "劉翠玲", "臺北市"]),  # traditional hanzi
        ("big5", ["客戶編號", "單價", "高雄", "劉翠玲", "電話"]),
        ("cp1252", ["São João", "coração", "ação", "município", "Conceição"]),
    ],
)
def test_other_encodings_are_not_taken_for_chinese(tmp_path: Path, encoding: str, names: list[str]) -> None:
    [sheet] = upload(tmp_path, ("id,name\n" + "".join(f"1,{name}\n" for name in names)).encode(encoding), "a.csv")
    assert sheet.encoding == encoding
    assert [name for _, name in rows(sheet, tmp_path)] == names


def test_bytes_undefined_in_windows_1252(tmp_path: Path) -> None:
    [sheet] = upload(tmp_path, b"id,name\n1,caf\xe9 \x81\n", "a.csv")
    assert rows(sheet, tmp_path) == [("1", "café \x81")]


def test_one_broken_character_does_not_spoil_the_file(tmp_path: Path) -> None:
    content = "id,name\n1,张三丰\n2,李四光\n3,王五".encode() + b"\xe5\xbc,\n"
    [sheet] = upload(tmp_path, content, "a.csv")
    assert (sheet.encoding, sheet.replaced) == ("utf-8", 1)
    assert [row[1] for row in rows(sheet, tmp_path)] == ["张三丰", "李四光", "王五\ufffd"]


def test_a_clean_file_is_not_written_anew(tmp_path: Path) -> None:
    [sheet] = upload(tmp_path, text_of(ROWS).encode(), "a.csv")
    assert sheet.path == tmp_path / "upload"
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]


def test_sha256_is_that_of_the_upload(tmp_path: Path) -> None:
    content = gzip.compress(text_of(ROWS).encode())
    [sheet] = upload(tmp_path, content, "a.csv.gz")
    assert sheet.sha256 == hashlib.sha256(content).hexdigest()
    assert rows(sheet, tmp_path) == ROWS


def test_gzip_of_several_members(tmp_path: Path) -> None:
    content = text_of(ROWS).encode()
    [sheet] = upload(tmp_path, gzip.compress(content[:20]) + gzip.compress(content[20:]), "a.gz")
    assert rows(sheet, tmp_path) == ROWS


@pytest.mark.parametrize(
    ("content", "header", "header_row", "expected"),
    [
        pytest.param("a,b\n1,2\n\n3,4\n", ("a", "b"), 1, [("1", "2"), (None, None), ("3", "4")], id="blank line in the middle"),
        pytest.param("a,b\n1,2\n,\n3,4\n", ("a", "b"), 1, [("1", "2"), (None, None), ("3", "4")], id="blank record in the middle"),
        pytest.param("a,b\n1,2\n\n\n", ("a", "b"), 1, [("1", "2")], id="blank lines at the end"),
        pytest.param('a,b\n1,2\n,\n"",""\n ,\n', ("a", "b"), 1, [("1", "2")], id="blank records at the end"),
        pytest.param("\n\na,b\n1,2\n", ("a", "b"), 3, [("1", "2")], id="blank lines above the header"),
        pytest.param("\r\n\r\na,b\r\n1,2\r\n", ("a", "b"), 3, [("1", "2")], id="blank CRLF lines above the header"),
        pytest.param(",\n,\na,b\n1,2\n", ("a", "b"), 3, [("1", "2")], id="blank records above the header"),
        pytest.param("sep=;\na;b\n1;2\n", ("a", "b"), 1, [("1", "2")], id="announced delimiter"),
        pytest.param("sep=^\r\n\r\na^b\r\n1,5^2\r\n", ("a", "b"), 2, [("1,5", "2")], id="announced odd delimiter"),
        pytest.param("a,b,\n1,2,\n3,4,\n", ("a", "b"), 1, [("1", "2"), ("3", "4")], id="blank column at the end"),
        pytest.param("a,b,\n1,2,\n3,4,x\n", ("a", "b", ""), 1, [("1", "2", None), ("3", "4", "x")], id="column without a name"),
        pytest.param("a,,a\n1,2,3\n", ("a", "", "a"), 1, [("1", "2", "3")], id="duplicate and blank names"),
        pytest.param("a,b\n1\n2,3\n", ("a", "b"), 1, [("1", None), ("2", "3")], id="short record"),
        pytest.param(
            "a,b\n1,2\n3,4,5,6\n7,8,,\n",
            ("a", "b", "", ""),
            1,
            [("1", "2", None, None), ("3", "4", "5", "6"), ("7", "8", None, None)],
            id="long record",
        ),
        pytest.param("a,b\n1,2\n3,4,,\n", ("a", "b"), 1, [("1", "2"), ("3", "4")], id="long record of blanks"),
        pytest.param("a,b\n1,2\n3,4,5\n6\n", ("a", "b", ""), 1, [("1", "2", None), ("3", "4", "5"), ("6", None, None)], id="lengths that cancel out"),
        pytest.param('a,b\n"1\n2",3\n4,"5\r\n6"\n', ("a", "b"), 1, [("1\n2", "3"), ("4", "5\r\n6")], id="line breaks in cells"),
        pytest.param('a,b\r\n"1\n2",3\r\n', ("a", "b"), 1, [("1\n2", "3")], id="LF in cells, CRLF between records"),
        pytest.param('"a\nx",b\n1,2\n', ("a\nx", "b"), 1, [("1", "2")], id="line break in the header"),
        pytest.param('a,b\n"x\n\n",1\n', ("a", "b"), 1, [("x\n\n", "1")], id="blank line in a cell"),
        pytest.param('a,b\n1,"x\n\n"\n', ("a", "b"), 1, [("1", "x\n\n")], id="blank line in the last cell"),
        pytest.param('a,b\n5" pipe,2\n', ("a", "b"), 1, [('5" pipe', "2")], id="quote in a cell"),
        pytest.param('a,b\n1, "x, y"\n', ("a", "b"), 1, [("1", "x, y")], id="blank before a quote"),
        pytest.param('a,b\n"x, ",2\n', ("a", "b"), 1, [("x, ", "2")], id="blank before a closing quote"),
        pytest.param('a,b\n"say ""hi""",2\n""""," """\n', ("a", "b"), 1, [('say "hi"', "2"), ('"', ' "')], id="doubled quotes"),
        pytest.param("a,b\n1,2\r\n3,4\n", ("a", "b"), 1, [("1", "2"), ("3", "4")], id="mixed line ends"),
        pytest.param("a,b\n1,2", ("a", "b"), 1, [("1", "2")], id="no last line end"),
        pytest.param("a,b\r\n1,2", ("a", "b"), 1, [("1", "2")], id="no last CRLF"),
        pytest.param("a,b\n#1,NULL\n'x,NA\n\\N,\\\"\n", ("a", "b"), 1, [("#1", "NULL"), ("'x", "NA"), ("\\N", '\\"')], id="nothing is special"),
        pytest.param("a,b\n1\0,2\n", ("a", "b"), 1, [("1", "2")], id="NUL left out"),
        pytest.param("a,b\n1\u20282,x\x0by\n", ("a", "b"), 1, [("1\u20282", "x\x0by")], id="only CR and LF end lines"),
        pytest.param("name\n1\n\n2\n", ("name",), 1, [("1",), (None,), ("2",)], id="one column"),
        pytest.param("full name\nAnn Lee\nBob Ray\n", ("full name",), 1, [("Ann Lee",), ("Bob Ray",)], id="one column of two words"),
        pytest.param("x;y\n1,5;2,5\n3,5;4,5\n", ("x", "y"), 1, [("1,5", "2,5"), ("3,5", "4,5")], id="decimal commas"),
        pytest.param(" a , b \n1,2\n", ("a", "b"), 1, [("1", "2")], id="blanks around names"),
    ],
)
def test_text_habits(tmp_path: Path, content: str, header: tuple[str, ...], header_row: int, expected: list[Row]) -> None:
    path, folder = tmp_path / "upload", tmp_path / "sheets"
    path.write_bytes(content.encode())
    folder.mkdir()
    [sheet] = parse(path, "a.csv", tmp_path, folder, LIMITS)
    assert (sheet.header, sheet.header_row, sheet.rows) == (header, header_row, len(expected))
    found = rows(sheet, tmp_path)
    assert [tuple(cell and cell.replace("\r\n", "\n") for cell in row) for row in found] == [
        tuple(cell and cell.replace("\r\n", "\n") for cell in row) for row in expected
    ]
    assert list(sheet.sample) == found


def read_text_of(tmp_path: Path, content: str) -> list[Sheet]:
    path, folder = tmp_path / "upload", tmp_path / "sheets"
    path.write_bytes(content.encode())
    folder.mkdir()
    return parse(path, "a.csv", tmp_path, folder, LIMITS)


@pytest.mark.parametrize(
    ("content", "longer"),
    [
        ("id,name,day,amount\n1,A,2024-03-05,12\n2,B,2024-03-06,1,234\n3,B, Ltd,2024-03-07,99\n", 2),
        ("id,name,day,amount\n1,A,2024-03-05,1,200\n2,B,2024-03-06,1,234.50\n3,C,2024-03-07,1,001,300\n", 3),  # no line is short
        ("id,name,day,amount\n1,A,2024-03-05,12\n2,B, Ltd,2024-03-06,4\n3,C,2024-03-07,99\n", 1),
        ("id,name,day,amount\n1,A,2024-03-05,12,x\n2,B,2024-03-06,4,y\n3,C,2024-03-07,99,z\n", 0),  # a column without a name
        ("id,name,day,amount\n1,A,2024-03-05,12,,\n2,B,2024-03-06\n3,C,2024-03-07,99\n", 0),
        ('id,name,day,amount\n1,A,2024-03-05,"1,234"\n2,B,2024-03-06,4\n', 0),
    ],
)
def test_lines_with_more_cells_than_the_header_are_counted(tmp_path: Path, content: str, longer: int) -> None:
    (sheet,) = upload(tmp_path, content.encode(), "orders.csv")
    assert (sheet.rows, sheet.longer) == (content.count("\n") - 1, longer)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id,day,amount\n1,2024-03-05,12\n2,2024-03-06,1,234.50\n3,2024-03-07,¥2,001,300\n", [("1", "12"), ("2", "1,234.50"), ("3", "¥2,001,300")]),
        ('id,amount,day\n1,"1,500",2024-03-05\n2,1,234,2024-03-06\n3,,2024-03-06\n', [("1", "1,500"), ("2", "1,234"), ("3", None)]),
        ("id,amount,qty,day\n1,1,234,3,2024-03-05\n2,12,1,2024-03-06\n", [("1", "1,234"), ("2", "12")]),
        ("id,amount,qty,day\n1,1,234,300,2024-03-05\n2,12,1,2024-03-06\n", None),  # or is 234,300 the quantity?
        ("id,amount,day\n1,1,234,2024-03-05\n2,1300,2024-03-06\n", None),  # writes no separators
        ("id,amount,day\n1,1,34,2024-03-05\n2,130,2024-03-06\n", None),
        ("id,amount,day\n1,0,345,2024-03-05\n2,130,2024-03-06\n", None),
        ("id,amount,day\n1,1,345,x\n2,130,2024-03-06\n", None),
        ("id;amount;day\n1;1;345;2024-03-05\n2;130;2024-03-06\n", None),
        ("id,day,amount\n1,2024-03-05,12.5\n2,2024-03-06,1,234.50\n", [("1", "12.5"), ("2", "1,234.50")]),
        ("id,day,amount,qty\n1,2024-03-05,$12.50,1\n2,2024-03-06,$1,234.50,3\n", [("1", "$12.50"), ("2", "$1,234.50")]),
        ("id,day,amount\n1,2024-03-05,25,100\n2,2024-03-06,30\n3,2024-03-07,18\n", None),  # or 25, and 100 without a name?
        ("id,day,amount\n1,2024-03-05,$25,100\n2,2024-03-06,$30\n", None),
        ("id,day,amount\n1,2024-03-05,2,134.50\n2,2024-03-06,30\n", None),
        ("id,day,amount\n1,2024-03-05,25.10\n2,2024-03-06,2,134.50\n3,2024-03-07,25,100\n", None),  # and one bare among them
        ("id,day,amount\n1,2024-03-05,25,100\n2,2024-03-06,30,\n3,2024-03-07,18,\n", None),  # whole lines have the column too
        ("id,day,amount\n1,2024-03-05,2,134.50\n2,2024-03-06,30.00,\n3,2024-03-07,18.00,\n", None),
        ("id,amount,note\n1,25,100,good\n2,30,bad\n", None),  # or a note "100,good"?
    ],
)
def test_a_number_parted_at_its_thousands_is_joined_where_that_is_sure(tmp_path: Path, content: str, expected: list[Row] | None) -> None:
    (sheet,) = read_text_of(tmp_path, content)
    if expected is None:
        assert (sheet.joined, len(sheet.header)) == (0, content.splitlines()[0].replace(";", ",").count(",") + 2) and sheet.longer
        return
    found, amount = rows(sheet, tmp_path), sheet.header.index("amount")
    assert [(row[0], row[amount]) for row in found] == expected
    assert (sheet.joined, sheet.longer, list(sheet.sample)) == (len([a for _, a in expected if a and "," in a and '"' + a not in content]), 0, found)


def test_whitespace_separates_text_files(tmp_path: Path) -> None:
    [sheet] = upload(tmp_path, b" id  date   value\r\n 001 19970101  1.5\r\n 002 19970102 22\r\n\r\n 003 19970103 3\r\n", "a.txt")
    assert (sheet.header, sheet.delimiter) == (("id", "date", "value"), " ")
    assert rows(sheet, tmp_path) == [("001", "19970101", "1.5"), ("002", "19970102", "22"), (None, None, None), ("003", "19970103", "3")]


CELLS = st.text(st.sampled_from("ab张 \",;\n\r\t|'#\\0"), max_size=6)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@pytest.mark.long
def test_what_a_csv_writer_wrote_comes_back(tmp_path: Path, records: list[list[str]], delimiter: str, end: str, quoting: Literal[0, 1]) -> None:
    if quoting == csv.QUOTE_MINIMAL:  # Python's writer leaves a lone CR bare, and then nobody can tell it from a line end
        records = [[cell.replace("\r", "") for cell in record] for record in records]
    out = io.StringIO(newline="")
    header = [f"column {position}" for position in range(len(records[0]))]
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([header, *records, ["last"] * len(header)])
    path, folder = tmp_path / "upload", tmp_path / "sheets"
    path.write_bytes(f"sep={delimiter}{end}{out.getvalue()}".encode())
    folder.mkdir(exist_ok=True)
    [sheet] = parse(path, "a.csv", tmp_path, folder, LIMITS)

    def plain(cell: str | None) -> str:
        return "" if cell is None or not cell.strip() else cell.replace("\r\n", "\n").replace("\r", "\n")

    wanted = [[plain(cell) for cell in record] for record in records] + [["last"] * len(header)]
    assert [[plain(cell) for cell in row] for row in rows(sheet, tmp_path)] == wanted


def test_a_long_file_is_sampled_from_start_middle_and_end_and_keeps_its_order(tmp_path: Path) -> None:
    content = "id,text\n" + "".join(f'{number},"x, {number}"\n' for number in range(200_000))
    [sheet] = upload(tmp_path, content.encode(), "a.csv")
    assert (sheet.rows, sheet.path.name) == (200_000, "upload")
    numbers = [int(str(row[0])) for row in sheet.sample]
    assert len(numbers) == 1_000 and numbers == sorted(numbers) and numbers[:500] == list(range(500))
    assert 90_000 < numbers[500] < 110_000 and numbers[750] > 180_000
    assert [row[0] for row in rows(sheet, tmp_path)] == [str(number) for number in range(200_000)]


def test_many_line_breaks_in_cells_across_buffers(tmp_path: Path) -> None:
    records: list[Row] = [(str(number), f'"{number}",1\n2,"' * (1 + number % 40)) for number in range(60_000)]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([("id", "text"), *records])
    [sheet] = upload(tmp_path, out.getvalue().encode(), "a.csv")
    assert (sheet.multiline, sheet.path.name) == (True, "upload")
    assert rows(sheet, tmp_path) == records


def test_a_file_outside_the_incoming_folder_is_copied(tmp_path: Path) -> None:
    incoming, outside = tmp_path / "in", tmp_path / "out"
    incoming.mkdir()
    outside.mkdir()
    (outside / "a.csv").write_text("a,b\n1,2\n")
    (incoming / "sheets").mkdir()
    [sheet] = parse(outside / "a.csv", "a.csv", incoming, incoming / "sheets", LIMITS)
    assert sheet.path.is_relative_to(incoming)
    assert rows(sheet, incoming) == [("1", "2")]


def test_relation_quotes_paths() -> None:
    sheet = Sheet("a", "", Path("/in/o'dd.csv"), "csv", ("a",), 1, 1, (), "utf-8", ",", "")
    assert "'/in/o''dd.csv'" in relation(sheet)


@pytest.mark.parametrize("name", ["../../etc/客户.csv", r"C:\Users\me\客户.csv", "客户.csv"])
def test_only_the_base_name_is_shown(name: str) -> None:
    assert base_name(name) == "客户.csv"


def workbook(sheets: dict[str, list[list[object]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, records in sheets.items():
        sheet = book.create_sheet(title)
        for record in records:
            sheet.append(record)
    return book


def content_of(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_long_number_of_a_workbook_has_no_digits_that_nobody_wrote(tmp_path: Path) -> None:
    ids: list[list[object]] = [
        ["id", "typed", "card", "mixed"],
        [1.23456789012345e18, 2.02401011234568e19, "110101199003071232", 12345678901234567],
        [1.23456789012346e18, 2.02401011234568e19, "123456789012345680", "1234567890123456768"],
        [9007199254740993.0, 1234567890123456, None, 1.23456789012345e18],
    ]
    (sheet,) = upload(tmp_path, content_of(workbook({"s": ids})), "a.xlsx")
    assert rows(sheet, tmp_path) == [
        ("1234567890123450000", "20240101123456800000", "110101199003071232", "12345678901234600"),
        ("1234567890123460000", "20240101123456800000", "123456789012345680", "1234567890123456768"),
        ("9007199254740992", "1234567890123456", None, "1234567890123450000"),
    ]
    assert sheet.cut == (0, 1, 3), "the columns with such numbers"


def test_sheets_of_a_workbook(tmp_path: Path) -> None:
    book = workbook(
        {
            "订单": [["id", "id", None], ["1", "2", "3"]],
            "nothing": [],
            "only names": [["a", "b"]],
            "secret": [["a"], ["b"]],
            "客户": [["a"], ["b"]],
        }
    )
    book["secret"].sheet_state = "veryHidden"
    sheets = upload(tmp_path, content_of(book), "店.xlsx")
    assert [(sheet.name, sheet.header, sheet.rows) for sheet in sheets] == [("订单", ("id", "id", ""), 1), ("客户", ("a",), 1)]
    assert sheets.skipped == (("nothing", "empty"), ("only names", "header_only"), ("secret", "hidden"))
    assert [rows(sheet, tmp_path) for sheet in sheets] == [[("1", "2", "3")], [("b",)]]
    assert {sheet.path.suffix for sheet in sheets} == {".parquet"}


def test_cells_of_a_workbook_arrive_as_text(tmp_path: Path) -> None:
    cells = [
        ("00123", "00123"),
        (17850.0, "17850"),
        (2.55, "2.55"),
        (-3, "-3"),
        (1e-7, "0.0000001"),
        (999999999999999, "999999999999999"),
        ("123456789012345678", "123456789012345678"),
        (datetime(2024, 3, 5, 10, 30), "2024-03-05 10:30:00"),
        (date(2024, 3, 5), "2024-03-05 00:00:00"),
        (time(10, 30), "10:30:00"),
        (True, "true"),
        ("#N/A", None),
        ("   ", None),
        ("line\nbreak", "line\nbreak"),
        ("=1+1", None),
        ("end", "end"),
    ]
    book = workbook({"a": [["kind", "cell"], *[[str(number), cell] for number, (cell, _) in enumerate(cells)]]})
    [sheet] = upload(tmp_path, content_of(book), "a.xlsx")
    assert [cell for _, cell in rows(sheet, tmp_path)] == [text for _, text in cells]


def test_blank_rows_and_columns_around_a_table(tmp_path: Path) -> None:
    book = workbook({"a": []})
    sheet = book["a"]
    for row, record in ((4, ["id", None, "x"]), (5, ["1", None, "2"]), (7, ["3", None, None])):
        for column, cell in enumerate(record, 3):
            sheet.cell(row, column, cell)
    sheet.cell(40, 12, "  ")
    [found] = upload(tmp_path, content_of(book), "a.xlsm")
    assert (found.header[-3:], found.header_row, found.rows) == (("id", "", "x"), 4, 3)
    assert [row[-3:] for row in rows(found, tmp_path)] == [("1", None, "2"), (None, None, None), ("3", None, None)]


def test_text_after_a_thousand_numbers_survives(tmp_path: Path) -> None:
    book = workbook({"a": [[cell] for cell in ("id", *range(1_500), "A1500")]})
    [sheet] = upload(tmp_path, content_of(book), "a.xlsx")
    assert rows(sheet, tmp_path)[-1] == ("A1500",)
    assert len(sheet.sample) == 1_000 and sheet.sample[-1] == ("A1500",)


def test_a_workbook_named_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    [sheet] = upload(tmp_path, content_of(workbook({"a": [["x"], ["1"]]})), "a.csv")
    assert (sheet.format, rows(sheet, tmp_path)) == ("parquet", [("1",)])


def test_the_reading_process_starts_without_heavy_imports() -> None:
    code = "import sys, data.parse; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert loaded.isdisjoint({"streamlit", "pandas", "numpy", "pyarrow", "fastexcel", "duckdb", "ibis"})


@pytest.mark.parametrize(
    ("file", "rows_below", "columns", "header"),
    [
        ("cdnow/CDNOW_master.txt", 69_659, 4, "customer_id"),
        ("cdnow/cdnow_customers_summary_with_transactions.csv", 2_357, 5, "ID"),
        ("telco/Telco-Customer-Churn.csv", 7_043, 21, "customerID"),
        ("sfo_survey/2017_SFO_Customer_Survey.csv", 2_831, None, "RESPNUM"),
        ("helpdesk/helpdesk.csv", 21_348, None, "concept:name"),
        ("leads/Lead Scoring.csv", 9_240, 37, "Prospect ID"),
        ("rossi/rossi.csv", 432, 9, "week"),
        ("donations/donations.csv", 22, 4, "frequency"),
        ("online_retail/online_retail.csv.gz", 541_909, 8, "InvoiceNo"),
    ],
)
def test_real_files(tmp_path: Path, shared_data: Path, file: str, rows_below: int, columns: int | None, header: str) -> None:
    path = shared_data / file
    [sheet] = upload(tmp_path, path.read_bytes(), path.name)
    packed = gzip.open if path.suffix == ".gz" else open
    with packed(path, "rt", encoding="utf-8", newline="") as lines:
        records = [line.split() for line in lines] if path.suffix == ".txt" else list(csv.reader(lines))
    width = len(records[0])
    records = [next(csv.reader(record)) if len(record) == 1 < width and "," in record[0] else record for record in records]  # quoted as a whole
    wanted = [tuple(cell or None for cell in record) + (None,) * (width - len(record)) for record in records[1:]]
    assert (sheet.rows, sheet.header[0], len(sheet.header)) == (rows_below, header, columns or width)
    assert rows(sheet, tmp_path) == wanted


@pytest.mark.long
def test_online_retail_saved_as_a_workbook(tmp_path: Path, shared_data: Path) -> None:
    with gzip.open(shared_data / "online_retail/online_retail.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        records = list(csv.reader(lines))[1:]
    _write_retail(tmp_path / "retail.xlsx", records)
    [sheet] = upload(tmp_path, (tmp_path / "retail.xlsx").read_bytes(), "retail.xlsx")
    assert (sheet.rows, sheet.header_row) == (541_909, 1)
    for row, record in zip(rows(sheet, tmp_path), records, strict=True):
        assert row[0] == record[0] and row[4] == record[4]
        assert row[2] == (record[2] if record[2].strip() else None)
        assert row[6] == (record[6].removesuffix(".0") or None)
        assert float(row[5] or "nan") == float(record[5])


def _write_retail(path: Path, records: list[list[str]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Online Retail")
    stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for column in range(8):
        sheet.write_string(0, column, f"h{column}")
    for number, record in enumerate(records, 1):
        for column, cell in enumerate(record):
            if column == 4:
                sheet.write_datetime(number, column, datetime.fromisoformat(cell), stamp)
            elif cell and column in (3, 5, 6):
                sheet.write_number(number, column, float(cell))
            else:
                sheet.write_string(number, column, cell)
    book.close()


def test_an_error_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as error:
        upload(tmp_path, b"", "folder/客户.csv")
    assert (error.value.code, error.value.details) == ("empty", {"file": "客户.csv"})
