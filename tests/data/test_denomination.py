"""In which currency a sheet says that its amounts are: by a header, by how a program shows its numbers, by a text above the table."""

# ruff: noqa: E501 (a kind of text is a line)
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from data import store
from data.currencies import formatted
from data.denomination import Denomination, denominated, denomination, titled
from data.headers import scale_of
from data.mapping import Mapping
from data.parse_prices import agreed
from data.read import Sheet
from data.region_units import unit_in, unit_of_all
from data.workspace import Workspace
from tests.data.loading import sheet_of
from tests.data.test_region import parsed

TARGETS = ("customer_id", "ordered_at", "amount")
HEADER = ("客户", "日期", "金额")


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ('"¥"#,##0.00', "¥"), ("¥#,##0.00", "¥"), ('_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', "¥"), ("[$¥-804]#,##0.00", "CNY"),
        ("[$￥-804]#,##0", "CNY"), ("[$¥-411]#,##0", "JPY"), ("[$¥-ja-JP]#,##0", "JPY"), ("[$€-407] #,##0.00", "EUR"), ("#,##0.00\\ [$€-1]", "EUR"),
        ("[$$-409]#,##0.00", "USD"), ("[$$-en-US]#,##0.00;[Red]-[$$-en-US]#,##0.00", "USD"), ("[$$-C04]#,##0", "HKD"), ("[$HK$-C04]#,##0", "HKD"),
        ("[$$-404]#,##0", "TWD"), ("[$$-1009]#,##0", "CAD"), ("[$$-C09]#,##0", "AUD"), ('"US$"#,##0', "USD"), ("\\$#,##0.00", "$"), ("$#,##0_);($#,##0)", "$"),
        ("[$USD] #,##0.00", "USD"), ("[$RMB]\\ #,##0", "CNY"), ('#,##0.00"元"', "元"), ('0.00,"万元"', "元"), ("£#,##0", "GBP"), ("[Red][>100]€0;0", "EUR"),
        ("General", ""), ("#,##0.00", ""), ("0%", ""), ("yyyy-mm-dd", ""), ("[$-804]yyyy\"年\"m\"月\"", ""), ("[$-F800]dddd, mmmm dd", ""), ("@", ""),
        ('0"件"', ""), ("[DBNum2][$-804]General", ""), ('_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', ""),
    ],
)  # fmt: skip
def test_what_a_number_format_names(code: str, currency: str) -> None:
    assert formatted(code) == currency


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("单位：元", "元"), ("（单位：万元）", "元"), ("金额单位：人民币元", "CNY"), ("金额单位：美元", "USD"), ("单位：万美元", "USD"), ("单位:元 币种:人民币", "CNY"),
        ("币种 · 港币", "HKD"), ("货币：USD", "USD"), ("币别：EUR", "EUR"), ("门店：北京 · 单位：元", "元"), ("單位：新臺幣千元", "TWD"), ("計價幣別：日圓", "JPY"),
        ("All amounts in EUR", "EUR"), ("Amounts in USD", "USD"), ("All amounts are in US dollars unless otherwise stated.", "USD"), ("Values in €", "EUR"),
        ("Figures in thousands of USD", "USD"), ("(in millions of US$)", "USD"), ("in USD", "USD"), ("Currency: GBP", "GBP"), ("Currency · CHF", "CHF"),
        ("Reporting currency EUR", "EUR"), ("Sales report (amounts in $)", "$"), ("Prices in RMB", "CNY"), ("Expressed in Canadian dollars", "CAD"), ("USD", "USD"),
        ("All figures in GBP '000", "GBP"), ("Amounts shown in euros", "EUR"), ("Sales 2024 in EUR", "EUR"),
        ("单位：元亨贸易公司", ""), ("编制单位：美元通公司", ""), ("单位：件", ""), ("单位：北京分公司", ""), ("销售报表", ""), ("EUR/USD rate: 1.08", ""), ("Currency: EUR/USD", ""),
        ("Made in Europe", ""), ("Orders in Eurasia", ""), ("Currency: all", ""), ("Amounts in USD and EUR", ""), ("币种：人民币、美元", ""), ("张三 · 100元", ""),
        ("Total paid $500", ""), ("Total in EUR · 500", ""),
    ],
)  # fmt: skip
def test_what_a_text_beside_the_table_names(text: str, currency: str) -> None:
    assert titled([text])[0] == currency


def test_the_cell_that_names_it_is_told() -> None:
    assert titled(["某某公司 · 单位：元 · 3月"]) == ("元", "单位：元")
    assert titled(["Shop · Currency · CHF"]) == ("CHF", "CHF")
    assert titled(["Amounts · in EUR"])[1] == "in EUR"


def test_several_texts_beside_the_table() -> None:
    assert titled(["销售", "单位：元", "币种：美元"]) == ("USD", "币种：美元")
    assert titled(["Amounts in EUR", "Currency: USD"]) == ("", "")
    assert titled(["Amounts in $", "单位：元"]) == ("", "")


def sheet(header: tuple[str, ...] = HEADER, above: tuple[str, ...] = (), formats: tuple[tuple[int, str], ...] = ()) -> Sheet:
    return Sheet("a.xlsx", "a", Path("a"), "parquet", header, 1, 7, (), "utf-8", "", "", above=above, formats=formats)


def test_the_column_says_more_than_the_title_and_the_header_more_than_the_format() -> None:
    mapping = Mapping("orders", TARGETS)
    title, formats = ("Amounts in EUR",), ((1, "GBP"), (2, "CNY"))
    assert denomination(sheet(), mapping) is None
    assert denomination(sheet(above=title), mapping) == Denomination("EUR", "title", "Amounts in EUR")
    assert denomination(sheet(above=title, formats=formats), mapping) == Denomination("CNY", "format", "金额")
    headed = ("客户", "日期", "金额（美元）")
    assert denomination(sheet(headed, title, formats), mapping) == Denomination("USD", "header", "金额（美元）")


@pytest.mark.parametrize(
    ("header", "known", "currency"),
    [
        ("金额（元）", (), "CNY"), ("金额（元）", ("TWD",), "TWD"), ("金额(万元)", ("EUR",), "CNY"), ("Amount ($)", (), "USD"), ("Amount ($000)", ("HKD",), "HKD"),
        ("金额/元", (), "CNY"), ("Amount", (), None), ("金额", (), None), ("Amount (元/件)", (), None),
    ],
)  # fmt: skip
def test_a_sign_of_several_currencies_is_the_one_that_is_known(header: str, known: tuple[str, ...], currency: str | None) -> None:
    found = denomination(sheet(("客户", "日期", header)), Mapping("orders", TARGETS), known)
    assert (found and found.currency) == currency


def test_nothing_comes_before_a_column_of_currencies_or_in_a_table_without_money() -> None:
    header = ("Customer", "Currency", "Amount (USD)")
    assert denomination(sheet(header), Mapping("orders", ("customer_id", "currency", "amount"))) is None
    assert denomination(sheet(header), Mapping("customers", ("customer_id", None, None))) is None


def test_what_differs_from_column_to_column_names_nothing() -> None:
    wide = Mapping("orders", ("customer_id", "amount", "amount", "amount"))
    months = ("id", "1月", "2月", "3月")
    assert denomination(sheet(months, formats=((1, "EUR"), (2, "EUR"), (3, "EUR"))), wide) == Denomination("EUR", "format", "1月")
    assert denomination(sheet(months, ("单位：元",), ((1, "EUR"), (2, "USD"))), wide) is None


def test_the_price_names_it_where_the_price_makes_the_amount() -> None:
    priced = Mapping("orders", ("customer_id", "quantity", "unit_price"))
    assert denomination(sheet(formats=((2, "EUR"),)), priced) == Denomination("EUR", "format", "金额")


def test_a_mapping_takes_what_is_said() -> None:
    mapping = Mapping("orders", TARGETS)
    assert denominated(sheet(above=("单位：元",)), mapping, "TWD").currency == "TWD"
    assert denominated(sheet(), mapping, "TWD") == mapping
    remembered = Mapping("orders", TARGETS, currency="HKD")
    assert denominated(sheet(formats=((2, "$"),)), remembered, "CNY") == remembered
    assert denominated(sheet(above=("Amounts in USD",)), remembered, "CNY").currency == "USD"


def book(*formats: str, left: int = 0, title: str = "") -> bytes:
    """A customer, a day and an amount in each of the formats."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet("a")
        page.write(0, left, title)
        page.write_row(2, left, ("客户", "日期", *(f"金额{n}" for n in range(len(formats)))), made.add_format({"num_format": "[$€-407]0"}))
        shown = [made.add_format({"num_format": one} if one else {}) for one in formats]
        for row in range(3, 8):
            page.write_row(row, left, ("张三", f"2024-01-0{row}"))
            for column, how in enumerate(shown):
                page.write_number(row, left + 2 + column, row + 0.5, how)
    return out.getvalue()


def test_number_formats_of_a_workbook_are_read_column_by_column(tmp_path: Path) -> None:
    [found] = parsed(tmp_path, book("0.00", '"¥"0.00', "[$€-407]0.00", "", left=2, title="销售 单位：元"), "a.xlsx")
    assert (found.formats, found.above) == (((3, "¥"), (4, "EUR")), ("销售 单位：元",))
    [plain] = parsed(tmp_path, book("0.00", "0%", '0.0"%"', "0.0 %"), "a.xlsx")
    assert plain.formats == ((3, "%"), (5, "%"))
    assert denomination(plain, Mapping("orders", ("customer_id", "ordered_at", None, "amount", None, None))) is None


def mixed(several: bool) -> tuple[bytes, bytes]:
    """Dollars among which some, or the last alone, are euros: an .xlsx and an .xls."""
    out, old = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page, xls = made.add_worksheet("a"), xlwt.Workbook()
        other = xls.add_sheet("a")
        for column, name in enumerate(("Order ID", "Customer ID", "Order date", "Amount")):
            page.write(2, column + 1, name)
            other.write(2, column, name)
        for row in range(3, 23):
            code = "[$€-407]0.00" if (row % 3 == 0 if several else row == 22) else '"$"#,##0.00'
            how, xls_how = made.add_format({"num_format": code}), xlwt.easyxf(num_format_str=code)
            for column, text in enumerate((f"O{row}", f"C{row % 7}", f"2024-01-{row:02}")):
                page.write(row, column + 1, text)
                other.write(row, column, text)
            page.write_number(row, 4, row, how)
            other.write(row, 3, row, xls_how)
    xls.save(old)
    return out.getvalue(), old.getvalue()


@pytest.mark.parametrize(("several", "total", "aside"), [(True, 166, 7), (False, 228, 1)])
def test_amounts_shown_in_several_currencies_are_not_added_up(workspace: Workspace, several: bool, total: int, aside: int) -> None:
    for content, name in zip(mixed(several), ("a.xlsx", "a.xls"), strict=True):
        found = sheet_of(workspace, content, name)
        mapping = Mapping("orders", ("order_id", "customer_id", "ordered_at", "amount"), currency="USD")
        report = store.stage(workspace, found, mapping, date(2025, 1, 1))
        assert (found.formats, report.total, report.rejected) == ((), total, {"other_currency": aside})


@pytest.mark.parametrize(
    ("shown", "currency"),
    [
        ("$", "$"),
        ("$ USD", "USD"),
        ("¥ CNY", "CNY"),
        ("$ EUR", ""),
        ("USD EUR", ""),
        ("$ ¥", ""),
        ("%", "%"),
        ("$ %", "$"),
        ("EUR % USD", ""),
        ("$ ¥ CNY", ""),
    ],
)
def test_what_the_formats_of_a_column_agree_on(shown: str, currency: str) -> None:
    assert agreed(dict.fromkeys(shown.split(), "")) == currency


def test_number_formats_that_name_one_currency_in_two_ways(tmp_path: Path) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet("a")
        page.write_row(0, 0, ("客户", "金额"))
        for row in range(1, 7):
            page.write(row, 0, "张三")
            page.write_number(row, 1, row, made.add_format({"num_format": "[$¥-804]0" if row % 2 else '"¥"0'}))
    [found] = parsed(tmp_path, out.getvalue(), "a.xlsx")
    assert (found.formats, found.sample[0]) == (((1, "CNY"),), ("张三", "1"))


def test_number_formats_of_an_old_workbook(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    page = made.add_sheet("a")
    for column, name in enumerate(("客户", "单价", "金额", "合计")):
        page.write(0, column, name)
    for row in range(1, 6):
        page.write(row, 0, "张三")
        for column, code in enumerate(('"¥"#,##0.00', "[$€-407]0", "0"), start=1):
            page.write(row, column, row + column / 8, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    made.save(out)
    assert parsed(tmp_path, out.getvalue(), "a.xls")[0].formats == ((1, "¥"), (2, "EUR"))


@pytest.mark.parametrize(
    ("text", "scale"),
    [("单位：万美元", 10**4), ("单位：人民币千元", 10**3), ("金额单位：万元", 10**4), ("Amounts in thousands of USD", 10**3), ("(in USD thousands)", 10**3),
     ("All figures in € millions", 10**6), ("Figures in GBP '000", 10**3), ("Amounts in USD", 1), ("单位：元", 1), ("单位：万件", 1), ("thousands of orders", 1)],
)  # fmt: skip
def test_a_title_that_names_currency_and_scale_scales(text: str, scale: int) -> None:
    unit = unit_of_all(text)
    assert scale_of(f"Amount({unit})") == scale if unit else scale == 1


@pytest.mark.parametrize(
    ("text", "unit", "currency"),
    [
        ("（单位：万元，人民币）", "万元", "CNY"), ("单位：人民币，万元", "万元", "CNY"), ("金额单位：人民币（万元）", "万元", "CNY"), ("币种：人民币 单位：万元", "万元", "CNY"),
        ("单位：欧元，万元", "万", "EUR"), ("以上金额单位为万美元", "万美元", "USD"), ("备注：以上金额单位为万美元", "万美元", "USD"), ("单位：万元，千件", "万元", "元"),
        ("单位 · 万元", "万元", "元"), ("2024年销售额（万元）", "万元", ""), ("Currency: EUR (thousands)", "thousands", "EUR"), ("Unit: thousands of USD", "thousands", "USD"),
        ("Currency: USD '000", "thousands", "USD"), ("All amounts in EUR (millions)", "millions", "EUR"), ("EUR k", "thousands", "EUR"), ("Currency · USD k", "thousands", "USD"),
        ("单位：万元/吨", "", ""), ("单位：元/万元", "", ""), ("单位：万元、元", "", ""), ("单位：杭州万元商贸有限公司", "", ""), ("单位：十亿元", "", ""), ("Units: thousands", "", ""),
        ("Currency: EUR in lots of thousands", "", ""),
    ],
)  # fmt: skip
def test_a_text_names_currency_and_scale_or_neither(text: str, unit: str, currency: str) -> None:
    assert (unit_in(text.split(" · ")), titled([text])[0]) == (unit, currency)


@pytest.mark.parametrize("text", ["（单位：万元，人民币）,,\n{}", "{}\n备注：以上金额单位为万元,,\n", "单位：,万元,\n{}"])
def test_the_scale_of_a_text_beside_reaches_the_amounts(tmp_path: Path, text: str) -> None:
    rows = "客户编号,日期,金额（含税）\n" + "".join(f"C{n},2024-01-01,{n}.5\n" for n in range(200))
    [sheet] = parsed(tmp_path, text.format(rows).encode(), "a.csv")
    assert (sheet.header[2], scale_of(sheet.header[2]), sheet.rows) == ("金额（含税）(万元)", 10**4, 200)
