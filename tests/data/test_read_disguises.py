"""Files named .xls that are none: web pages, XML spreadsheets and text, as shops and report tools export them."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.parse import parse
from data.read import LIMITS, ReadError
from tests.data.reading import Row, rows, upload

TABLE = """<table border=1><tr><th>订单编号</th><th>金额</th></tr><tr><td>001</td><td>1,234.50</td></tr>
<tr><td></td><td>&nbsp;</td></tr><tr><td>3</td></tr></table>"""
EXCEL_PAGE = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=CHARSET">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>Sheet1</x:Name></x:ExcelWorkbook></xml><![endif]-->
<style><!-- table {{mso-displayed-decimal-separator:"\\."}} td > b {{x:1}} --></style><title>a <table></title></head>
<body>{TABLE}</body></html>"""
RECORDS: list[Row] = [("001", "1,234.50"), (None, None), ("3", None)]


@pytest.mark.parametrize(
    ("charset", "codec", "said"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("gb2312", "gbk", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "gbk", "gb18030"),
        ("nonsense", "gbk", "gb18030"),
        ("rot13", "utf-8", "utf-8"),
        ("unicode", "utf-16", "utf-16"),
    ],
)
def test_a_page_in_any_encoding(tmp_path: Path, charset: str, codec: str, said: str) -> None:
    content = EXCEL_PAGE.replace("CHARSET", charset).encode(codec)
    [sheet] = upload(tmp_path, content, "订单.xls")
    assert (sheet.header, sheet.header_row, sheet.encoding, sheet.name) == (("订单编号", "金额"), 1, said, "")
    assert rows(sheet, tmp_path) == RECORDS


@pytest.mark.parametrize(
    ("page", "header", "expected"),
    [
        pytest.param("<table><tr><td>a<td>b<tr><td>1<td>2</table>", ("a", "b"), [("1", "2")], id="nothing closed"),
        pytest.param("<TABLE><TR><TD>a</TD></TR><TR><TD>1</TD></TR></TABLE>", ("a",), [("1",)], id="capitals"),
        pytest.param("<p>Orders</p><table><td>a</td><tr><td>1</td></tr></table>", ("a",), [("1",)], id="no first row"),
        pytest.param("<table><tr><td>a<td>b</tr><tr><td>x<br/>y<td>a <b>bold</b>\n  x</table>", ("a", "b"), [("x\ny", "a bold x")], id="breaks"),
        pytest.param("<table><tr><td>a<tr><td>R&amp;D &lt;1&gt; &#20013;　x</table>", ("a",), [("R&D <1> 中　x",)], id="entities"),
        pytest.param("<table><tr><td>a<tr><td>1 < 2 and 3 > 2</table>", ("a",), [("1 < 2 and 3 > 2",)], id="bare signs"),
        pytest.param("<table><tr><td>a<tr><!-- <td>old</td> --><td>new</table>", ("a",), [("new",)], id="comment"),
        pytest.param("<table><tr><td>a<tr><td><script>document.write('<td>x</td>')</script>1</table>", ("a",), [("1",)], id="script"),
        pytest.param(
            "<table><tr><td rowspan=2>a<td colspan='2'>b<td>c</tr><tr><td>1<td>2<td>3</tr><tr><td>4<td>5<td>6<td>7</table>",
            ("a", "b", "", "c"),
            [(None, "1", "2", "3"), ("4", "5", "6", "7")],
            id="spans",
        ),
        pytest.param(
            "<table><tr><td>menu<td><table><tr><td>a<tr><td>1<tr><td>2</table></table>", ("a",), [("1",), ("2",)], id="table within a table"
        ),
        pytest.param(
            "<table><tr><td>shop<td>name</table><table><tr><td>a<td>b<tr><td>1<td>2</table><table><tr><td>total</table>",
            ("a", "b"),
            [("1", "2")],
            id="the largest of three",
        ),
        pytest.param("<table><tr><td>a<tr><td colspan=99999>1<tr><td rowspan=99999>2</table>", ("a",), [("1",), ("2",)], id="endless spans"),
        pytest.param("<?xml version='1.0'?><html><table><tr><td>a<tr><td>1</table></html>", ("a",), [("1",)], id="XHTML"),
        pytest.param("<div><table><tr><td>a<tr><td>1</body></html>\n", ("a",), [("1",)], id="table never closed"),
    ],
)
def test_habits_of_pages(tmp_path: Path, page: str, header: tuple[str, ...], expected: list[Row]) -> None:
    path, folder = tmp_path / "upload", tmp_path / "sheets"
    path.write_bytes(page.encode())
    folder.mkdir()
    [sheet] = parse(path, "a.xls", tmp_path, folder, LIMITS)
    assert (sheet.header, rows(sheet, tmp_path)) == (header, expected)


OFFICE = "urn:schemas-microsoft-com:office"
WORKBOOK = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{OFFICE}:spreadsheet" xmlns:ss="{OFFICE}:spreadsheet">'


def worksheet(title: str, *table: str, visible: str = "") -> str:
    """A sheet of rows; a row that begins with a number is that row of the sheet."""
    options = f'<WorksheetOptions xmlns="{OFFICE}:excel"><Visible>{visible}</Visible></WorksheetOptions>' if visible else ""
    rows = "".join(f'<Row ss:Index="{number}">{cells}</Row>' if number else f"<Row>{cells}</Row>" for number, cells in map(_numbered, table))
    return f'<Worksheet ss:Name="{title}"><Table>{rows}</Table>{options}</Worksheet>'


def _numbered(row: str) -> tuple[str, str]:
    number = row[: row.index("<")]
    return number, row[len(number) :]


def book(*sheets: str) -> str:
    return f"{WORKBOOK}{''.join(sheets)}</Workbook>"


def data(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_an_xml_spreadsheet(tmp_path: Path) -> None:
    orders = worksheet(
        "订单",
        data("编号") + data("at") + data("n") + data("b", more=' ss:Index="5"'),
        data("001") + data("2024-03-05T10:30:00.000", "DateTime") + data("1.50E2", "Number") + "<Cell/>" + data("1", "Boolean"),
        "5" + data("x", more=' ss:MergeAcross="1"') + data("17850.0", "Number") + data("y &amp; z") + data("#N/A", "Error"),
    )
    content = book(orders, worksheet("secret", data("a"), data("1"), visible="SheetHidden"), worksheet("empty"))
    sheets = upload(tmp_path, content.encode(), "a.xls")
    assert sheets.skipped == (("secret", "hidden"), ("empty", "empty"))
    assert (sheets[0].name, sheets[0].header, sheets[0].header_row) == ("订单", ("编号", "at", "n", "", "b"), 1)
    assert rows(sheets[0], tmp_path) == [
        ("001", "2024-03-05 10:30:00", "150", None, "true"),
        (None,) * 5,
        (None,) * 5,
        ("x", None, "17850", "y & z", None),
    ]


def test_an_xml_spreadsheet_in_gb2312(tmp_path: Path) -> None:
    text = book(worksheet("客户", data("姓名"), data("张三"))).replace('"1.0"', '"1.0" encoding="gb2312"')
    [sheet] = upload(tmp_path, text.encode("gbk"), "a.xls")
    assert (sheet.name, sheet.header, rows(sheet, tmp_path)) == ("客户", ("姓名",), [("张三",)])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_text_named_xls(tmp_path: Path, codec: str, delimiter: str) -> None:
    lines = ["编号\t姓名", "001\t张三丰", "002\t李四光", "", "003\t王小明"]
    [sheet] = upload(tmp_path, "\r\n".join(lines).replace("\t", delimiter).encode(codec), "a.xls")
    assert (sheet.header, sheet.format, sheet.delimiter) == (("编号", "姓名"), "csv", delimiter)
    assert rows(sheet, tmp_path) == [("001", "张三丰"), ("002", "李四光"), (None, None), ("003", "王小明")]


HUGE = 3_000_000
SPANS = "<td rowspan=65000 colspan=1000>"
PIECES = ["<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=2>", "<th rowspan=3>", "x", "<", "&lt;", "<br>", "<!--", "-->"]


@pytest.mark.parametrize(
    ("content", "name", "code", "kind"),
    [
        pytest.param(EXCEL_PAGE, "a.csv", "unsupported", "html", id="page named csv"),
        pytest.param(EXCEL_PAGE, "a.xlsx", "not_a_workbook", "html", id="page named xlsx"),
        pytest.param("<html><body>Your session has expired</body></html>", "a.xls", "not_a_workbook", "html", id="login page"),
        pytest.param("<table></table>", "a.xls", "empty", None, id="table without cells"),
        pytest.param("<table><tr><td>a</table>", "a.xls", "header_only", None, id="names alone"),
        pytest.param("<table>" + "<tr><td>a<td>b</tr>" * 9 + "<tr><td>a", "a.xls", "damaged", "html", id="cut page"),
        pytest.param("<table><tr>" + "<td>a" * 2_002, "a.xls", "too_many_columns", None, id="wide page"),
        pytest.param("<table>" + "<" * HUGE, "a.xls", "damaged", "html", id="page of opening signs"),
        pytest.param("<table><tr><td>" + "<!--" * HUGE, "a.xls", "damaged", "html", id="page of opening comments"),
        pytest.param("<table>" * (HUGE // 10), "a.xls", "damaged", "html", id="tables within tables"),
        pytest.param("<table><tr>" + SPANS * 3 + "<tr>" * 60_000 + "<td>a", "a.xls", "too_many_columns", None, id="spans"),
        pytest.param("<table><tr>" + SPANS + "<tr><td>a" * 60_000 + "</table>", "a.xls", "too_large", None, id="spans and cells"),
        pytest.param("<table><tr><td>" + "&#0;&amp" * (HUGE // 10) + "</table>", "a.xls", "header_only", None, id="page of entities"),
        pytest.param(WORKBOOK + worksheet("a", data("1")), "a.xls", "damaged", "xml", id="cut XML"),
        pytest.param(book(), "a.xls", "empty", None, id="XML without sheets"),
        pytest.param("<?xml version='1.0'?><orders/>", "a.xls", "not_a_workbook", "xml", id="other XML"),
        pytest.param(book(worksheet("a", data("1"))), "a.xlsx", "not_a_workbook", "xml", id="XML named xlsx"),
        pytest.param(book(worksheet("a", "999999999" + data("1"))), "a.xls", "too_large", None, id="last row"),
        pytest.param(book(worksheet("a", data("1", more=' ss:Index="999999999"'))), "a.xls", "too_many_columns", None, id="last column"),
        pytest.param(
            WORKBOOK.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;">]><Workbook') + "&c;</Workbook>",
            "a.xls",
            "damaged",
            "xml",
            id="entities that grow",
        ),
    ],
)
def test_refused(tmp_path: Path, content: str, name: str, code: str, kind: str | None) -> None:
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        upload(tmp_path, content.encode(), name)
    assert time.monotonic() - started < 20
    assert (error.value.code, error.value.details.get("kind")) == (code, kind)
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_page_breaks_the_reader(tmp_path: Path, pieces: list[str]) -> None:
    path, folder = tmp_path / "upload", tmp_path / "sheets"
    path.write_bytes(f"<div><table>{''.join(pieces)}</html>".encode())
    folder.mkdir(exist_ok=True)
    try:
        [sheet] = parse(path, "a.xls", tmp_path, folder, LIMITS)
    except ReadError as error:
        assert error.code in ("empty", "header_only", "not_a_workbook", "damaged")
    else:
        assert all(len(row) == len(sheet.header) for row in sheet.sample)
