"""Worksheets as people make them, drawn by hand: where the header, the records, the titles and the totals of each stand."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from data.parse import parse
from data.read import LIMITS, Sheet
from data.region import Region
from tests.data.reading import Row, rows


@dataclass(frozen=True)
class Drawn:
    """A worksheet, cells parted by ``|``, and what is to be found: header and its rows, first and last record, rows left out."""

    name: str
    lines: str
    header: str
    row: int
    first: int
    last: int
    above: int = 0
    below: int = 0

    @property
    def grid(self) -> list[list[str]]:
        return [[cell.strip() for cell in line.split("|")] for line in self.lines.strip("\n").split("\n")]


CLEAN = "编号|姓名|金额\n1|张三|2.5\n2|李四|3"
DRAWN = [
    # Clean tables: nothing may change.
    Drawn("clean", CLEAN, "编号|姓名|金额", 1, 2, 3),
    Drawn("clean, all words", "姓名|城市|等级\n张三|北京|金卡\n李四|上海|银卡", "姓名|城市|等级", 1, 2, 3),
    Drawn("one record", "编号|姓名\n1|张三", "编号|姓名", 1, 2, 2),
    Drawn("one record of words", "name|city\nAnn|Rome", "name|city", 1, 2, 2),
    Drawn("index without a name", "|name|amount\n0|Ann|5\n1|Bob|6", "|name|amount", 1, 2, 3),
    Drawn("years as names", "客户|2022|2023|2024\n张三|100|200|300\n李四|5|6|7", "客户|2022|2023|2024", 1, 2, 3),
    Drawn("questions by number", "id|1|2|3\na1|5|4|3\na2|2|2|1", "id|1|2|3", 1, 2, 3),
    Drawn("months as names", "channel|2024-01|2024-02\nweb|100|200\nshop|300|400", "channel|2024-01|2024-02", 1, 2, 3),
    Drawn("names with colons", "concept:name|time:timestamp|x\nCase1|2010-01-01|1\nCase2|2010-01-02|2", "concept:name|time:timestamp|x", 1, 2, 3),
    Drawn("a first record of gaps", "a|b|c|d\nx|||\ny|2|3|4\nz|3|4|5", "a|b|c|d", 1, 2, 4),
    Drawn("blank record between", "id|amount\n1|5\n|\n2|6", "id|amount", 1, 2, 4),
    Drawn("blank row below the header", "id|name|amount\n||\n1|Ann|5\n2|Bob|6", "id|name|amount", 1, 2, 4),
    Drawn("a company called Total", "name|city|amount\nShell|The Hague|5\nTotal SE|Paris|7", "name|city|amount", 1, 2, 3),
    Drawn("a note is a column", "id|备注|amount\n1|注：急|5\n2|合计错误|7", "id|备注|amount", 1, 2, 3),
    Drawn("half of the columns without names", "id|name|||\n1|Ann|5|6|7\n2|Bob|6|7|8", "id|name|||", 1, 2, 3),
    # Titles above.
    Drawn("title", "销售报表\n" + CLEAN, "编号|姓名|金额", 2, 3, 4, above=1),
    Drawn("title over all columns", "销售报表||\n" + CLEAN, "编号|姓名|金额", 2, 3, 4, above=1),
    Drawn("title, date, blank", "Orders\nExported on 2024-05-01\n\nid|name|amount\n1|Ann|5\n2|Bob|6", "id|name|amount", 4, 5, 6, above=2),
    Drawn("title above words", "客户名单\n\n姓名|城市|等级\n张三|北京|金卡\n李四|上海|银卡", "姓名|城市|等级", 3, 4, 5, above=1),
    Drawn(
        "labels above",
        "门店：|北京店|期间：|2024-01\n导出人：|王五\n\n编号|姓名|电话|金额\n1|张三|138|2.5\n2|李四|139|3",
        "编号|姓名|电话|金额",
        4,
        5,
        6,
        above=2,
    ),
    Drawn(
        "labels without colons",
        "门店|北京店|期间|2024-01-31\n编号|姓名|电话|金额|日期\n1|张三|138|2.5|2024-01-02\n2|李四|139|3|2024-01-03",
        "编号|姓名|电话|金额|日期",
        2,
        3,
        4,
        above=1,
    ),
    Drawn(
        "labels of two columns",
        "Shop|North\nPeriod|May 2024\n\nid|name|city|amount\n1|Ann|Rome|5\n2|Bob|Oslo|6",
        "id|name|city|amount",
        4,
        5,
        6,
        above=2,
    ),
    Drawn("the currency above", "Currency|USD|\nname|city|amount\nAnn|Rome|5\nBob|Oslo|6", "name|city|amount", 2, 3, 4, above=1),
    Drawn(
        "date in a corner",
        "||||2024-05-01\nid|name|city|amount|day\n1|Ann|Rome|5|2024-05-02\n2|Bob|Oslo|6|2024-05-03",
        "id|name|city|amount|day",
        2,
        3,
        4,
        above=1,
    ),
    Drawn(
        "a sentence above",
        "This report lists all orders of the shop that were paid in May.\nid|name|amount\n1|Ann|5\n2|Bob|6",
        "id|name|amount",
        2,
        3,
        4,
        above=1,
    ),
    # Headers of several rows.
    Drawn("groups", "订单||客户|\n编号|金额|姓名|电话\nA1|5|张三|138\nA2|6|李四|139", "订单 编号|订单 金额|客户 姓名|客户 电话", 1, 3, 4),
    Drawn("groups and columns without", "序号|订单||备注\n|编号|金额|\n1|A1|5|x\n2|A2|6|y", "序号|订单 编号|订单 金额|备注", 1, 3, 4),
    Drawn("groups that say nothing", "姓名|联系方式||城市\n|电话|邮箱|\n张三|138|a@b.cn|北京\n李四|139|b@b.cn|上海", "姓名|电话|邮箱|城市", 1, 3, 4),
    Drawn(
        "groups that tell columns apart",
        "门店|1月||2月|\n|数量|金额|数量|金额\n北京|1|5|2|6\n上海|3|7|4|8",
        "门店|1月 数量|1月 金额|2月 数量|2月 金额",
        1,
        3,
        4,
    ),
    Drawn(
        "groups that are currencies",
        "门店|USD||EUR|\n|数量|金额|数量|金额\n北京|1|5|2|6\n上海|3|7|4|8",
        "门店|USD 数量|USD 金额|EUR 数量|EUR 金额",
        1,
        3,
        4,
    ),
    Drawn(
        "groups in every column",
        "订单|订单|客户|客户\n编号|金额|姓名|电话\nA1|5|张三|138\nA2|6|李四|139",
        "订单 编号|订单 金额|客户 姓名|客户 电话",
        1,
        3,
        4,
    ),
    Drawn(
        "title over groups",
        "五月\n订单信息||客户信息|\n编号|金额|姓名|电话\nA1|5|张三|138\nA2|6|李四|139",
        "订单 编号|订单 金额|客户 姓名|客户 电话",
        2,
        4,
        5,
        above=1,
    ),
    Drawn(
        "English groups",
        "Order||Customer|\nDate|Amount|Name|Phone\n2024-05-01|5|Ann|138\n2024-05-02|6|Bob|139",
        "Order Date|Order Amount|Customer Name|Customer Phone",
        1,
        3,
        4,
    ),
    Drawn(
        "names once more in the system's words",
        "客户编号|客户姓名|金额|日期\ncustomer_id|name|amount|order_date\n1|张三|5|2024-05-01\n2|李四|6|2024-05-02",
        "客户编号|客户姓名|金额|日期",
        1,
        3,
        4,
    ),
    # Units and formats.
    Drawn("units", "编号|金额|数量\n|万元|件\n1|5|2\n2|6|3", "编号|金额(万元)|数量(件)", 1, 3, 4),
    Drawn("units in brackets", "编号|金额|日期\n|（元）|yyyy-mm-dd\n1|5|2024-05-01\n2|6|2024-05-02", "编号|金额(元)|日期", 1, 3, 4),
    Drawn("one unit for all money", "销售报表\n单位：万元\n编号|销售额|数量\n1|5|2\n2|6|3", "编号|销售额(万元)|数量", 3, 4, 5, above=2),
    Drawn("a column of units", "商品|单位|数量\n杯子|件|5\n纸|箱|6", "商品|单位|数量", 1, 2, 3),
    Drawn("types", "id|name|amount\nint|varchar(20)|decimal(10,2)\n1|Ann|5\n2|Bob|6", "id|name|amount", 1, 3, 4),
    Drawn("lines drawn", "id|name|amount\n----|-----|-----\n1|Ann|5\n2|Bob|6", "id|name|amount", 1, 3, 4),
    # Totals and notes below.
    Drawn("total", CLEAN + "\n合计||5.5", "编号|姓名|金额", 1, 2, 3, below=1),
    Drawn("total in the second column", "id|name|amount\n1|Ann|5\n2|Bob|6\n|Total:|11", "id|name|amount", 1, 2, 3, below=1),
    Drawn("grand total with a count", "id|name|amount\n1|Ann|5\n2|Bob|6\nGrand total (2)||11", "id|name|amount", 1, 2, 3, below=1),
    Drawn("total of two columns", "channel|amount\nweb|5\nshop|6\nTotal|11", "channel|amount", 1, 2, 3, below=1),
    Drawn("total without a word", "id|name|amount\n1|Ann|5\n2|Bob|6\n3|Cy|7\n||18", "id|name|amount", 1, 2, 4, below=1),
    Drawn("no total without a word", "id|name|amount\n1|Ann|5\n2|Bob|6\n3|Cy|7\n||19", "id|name|amount", 1, 2, 5),
    Drawn("notes", CLEAN + "\n\n备注：含税\n制表人：王五||审核：赵六", "编号|姓名|金额", 1, 2, 3, below=2),
    Drawn(
        "notes of other kinds",
        CLEAN + "\n注：1. 含税；2. 不含运费\n以上数据截至2024-01-31\nSource: ERP\nData as of 2024-01-31",
        "编号|姓名|金额",
        1,
        2,
        3,
        below=4,
    ),
    Drawn("page", CLEAN + "\n第 1 页 共 3 页", "编号|姓名|金额", 1, 2, 3, below=1),
    Drawn("rows selected", "ID|NAME|AMOUNT\n1|Ann|5\n2|Bob|6\n\n2 rows selected.", "ID|NAME|AMOUNT", 1, 2, 3, below=1),
    Drawn("a sentence below", "id|name|amount\n1|Ann|5\n2|Bob|6\n\nFigures are not audited", "id|name|amount", 1, 2, 3, below=1),
    Drawn("a lone id is a record", "id|name|amount\n1|Ann|5\n2|Bob|6\n\n3||", "id|name|amount", 1, 2, 5),
    Drawn("everything", "报表标题\n\n编号|金额\n|元\n1|5\n2|6\n\n合计|11\n\n备注：a", "编号|金额(元)", 3, 5, 6, above=1, below=2),
    Drawn("total with a date", "id|day|amount\n1|2024-12-01|5\n2|2024-12-02|6\n合计|2024-12-31|11", "id|day|amount", 1, 2, 3, below=1),
    Drawn(
        "total with a date where an id should be",
        "id|day|name|amount\nA1|01/12/2024|Ann|5\nA2|02/12/2024|Bob|6\nTotal|31/12/2024||999",
        "id|day|name|amount",
        1,
        2,
        3,
        below=1,
    ),
    Drawn("averages", "id|name|amount\n1|Ann|5\n2|Bob|6\n平均||5.5", "id|name|amount", 1, 2, 3, below=1),
    Drawn("a channel called Total", "channel|amount\nweb|5\nshop|6\nTotal|9", "channel|amount", 1, 2, 4),
    Drawn("a product called 合计", "商品|日期|金额\n杯子|2024-01-01|5\n纸|2024-01-02|6\n合计|2024-01-03|7", "商品|日期|金额", 1, 2, 4),
    Drawn("Total Wine comes last", "customer|amount\nAnn|5\nBob|6\nTotal Wine|11", "customer|amount", 1, 2, 4),
    # No header.
    Drawn("no header", "1001|张三|2024-01-05|99.5\n1002|李四|2024-01-06|19.5\n1003|王五|2024-01-07|9", "A|B|C|D", 1, 1, 3),
    Drawn("no header, codes", "AB-001|张三|北京\nAB-002|李四|上海\nAB-003|王五|广州", "A|B|C", 1, 1, 3),
    Drawn("no header, addresses", "a@b.cn|张三\nc@b.cn|李四\nd@e.cn|王五", "A|B", 1, 1, 3),
    Drawn("no header, an odd record", "1|Ann|5\n2|Bob|6\n3|Cy|unknown\n4|Di|8\n5|Ed|9", "A|B|C", 1, 1, 5),
    Drawn("title, no header", "订单\n1001|张三|2024-01-05\n1002|李四|2024-01-06", "A|B|C", 2, 2, 3, above=1),
]


def text_of(grid: list[list[str]], *, ragged: bool) -> bytes:
    """The grid as CSV; ``ragged``: each record as long as it is said, else all as long as the longest."""
    width = 0 if ragged else max(map(len, grid))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([*record, *[""] * (width - len(record))] for record in grid)
    return out.getvalue().encode()


def book_of(grid: list[list[str]], title: str = "a") -> bytes:
    """The grid as a workbook: what reads as a number is one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(title)
        for row, record in enumerate(grid):
            for column, cell in enumerate(record):
                if cell.isdigit():
                    sheet.write_number(row, column, int(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
    return out.getvalue()


def parsed(folder: Path, content: bytes, name: str, regions: dict[str, Region] | None = None) -> list[Sheet]:
    """The sheets of a file, read in this process to be quick."""
    path, target = folder / "upload", folder / "sheets"
    path.write_bytes(content)
    target.mkdir(exist_ok=True)
    return list(parse(path, name, folder, target, LIMITS, regions or {}))


def cells(grid: list[list[str]], first: int, last: int, width: int) -> list[Row]:
    return [tuple(cell or None for cell in [*record, *[""] * width][:width]) for record in grid[first - 1 : last]]


FORMATS = ["ragged.csv", "even.csv", "gb18030.csv", "tabs.tsv", "book.xlsx"]
STORED = ["ragged.csv", "book.xlsx"]  # fetched by the engine too


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda drawn: drawn.name)
def test_a_table_is_found(tmp_path: Path, drawn: Drawn) -> None:
    header, grid = tuple(drawn.header.split("|")), drawn.grid
    for name in FORMATS:
        content = book_of(grid) if name == "book.xlsx" else text_of(grid, ragged=name == "ragged.csv")
        if name == "gb18030.csv":
            content = content.decode().encode("gb18030")
        if name == "tabs.tsv":
            content = content.replace(b",", b"\t") if b'"' not in content else content
        [sheet] = parsed(tmp_path, content, name)
        assert (name, sheet.header, sheet.header_row, sheet.first_row, sheet.rows) == (
            name,
            header,
            drawn.row,
            drawn.first,
            drawn.last - drawn.first + 1,
        )
        assert (name, sheet.left_above, sheet.left_below, len(sheet.above), len(sheet.below)) == (
            name,
            drawn.above,
            drawn.below,
            drawn.above,
            drawn.below,
        )
        wanted = cells(grid, drawn.first, drawn.last, len(header))
        assert (name, list(sheet.sample)) == (name, wanted)
        assert name not in STORED or rows(sheet, tmp_path) == wanted
