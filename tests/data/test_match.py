"""What sheets are taken for: realistic headers in two languages, properties of any sheet, hostile headers."""

# ruff: noqa: E501 (a record of a sheet is one line)
import gzip
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.headers import columns_of, folded, scale_of, words_of
from data.match import ACCEPT, Proposal, claimed
from data.recognise import propose
from data.schema import TABLES


def named(header: list[str], proposal: Proposal) -> dict[str, str]:
    """Target → header, of the columns that have a target."""
    return {match.target: header[match.column] for match in proposal.matches if match.target}


def reasons(proposal: Proposal) -> dict[str, str]:
    """Target → reason."""
    return {match.target: match.reason for match in proposal.matches if match.target}


# name: (header, records, table, target → header; "?" before a target: by a fallback)
SHEETS: dict[str, tuple[str, list[str], str | None, dict[str, str]]] = {
    "cdnow": (
        "customer_id|date|number_of_cds|dollar_value",
        ["00001|19970101|1|11.77", "00002|19970112|1|12.00", "00002|19970112|5|77.00"],
        "orders",
        {"customer_id": "customer_id", "ordered_at": "date", "quantity": "number_of_cds", "amount": "dollar_value"},
    ),
    "online retail": (
        "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country",
        ["536365|85123A|WHITE HANGING HEART|6|2010-12-01 08:26:00|2.55|17850.0|United Kingdom", "C536379|D|Discount|-1|2010-12-01 09:41:00|27.50|14527.0|UK"],
        "orders",
        {
            "order_id": "InvoiceNo", "product_id": "StockCode", "product": "Description", "quantity": "Quantity", "ordered_at": "InvoiceDate",
            "unit_price": "UnitPrice", "customer_id": "CustomerID", "country": "Country",
        },
    ),
    "superstore": (
        "Row ID|Order ID|Order Date|Ship Date|Ship Mode|Customer ID|Customer Name|Segment|Country|City|State|Postal Code|Region|Product ID|Category"
        "|Sub-Category|Product Name|Sales|Quantity|Discount|Profit",
        ["1|CA-2016-152156|11/8/2016|11/11/2016|Second Class|CG-12520|Claire Gute|Consumer|United States|Henderson|Kentucky|42420|South|FUR-BO-10001798"
         "|Furniture|Bookcases|Bush Somerset|261.96|2|0|41.9136"],
        "orders",
        {
            "order_id": "Order ID", "ordered_at": "Order Date", "customer_id": "Customer ID", "customer_name": "Customer Name", "customer_kind": "Segment",
            "country": "Country", "city": "City", "province": "State", "region": "Region", "product_id": "Product ID", "category": "Category",
            "product": "Product Name", "amount": "Sales", "quantity": "Quantity", "discount": "Discount", "profit": "Profit",
        },
    ),
    "superstore zh": (
        "行 ID|订单 ID|订单日期|发货日期|邮寄方式|客户 ID|客户名称|细分|城市|省/自治区|国家/地区|地区|产品 ID|类别|子类别|产品名称|销售额|数量|折扣|利润",
        ["1|US-2017-1357144|2017/4/27|2017/4/29|二级|曾惠-14485|曾惠|公司|杭州|浙江|中国|华东|办公用-用品-10002717|办公用品|用品|Fiskars 剪刀|129.696|2|0.4|-60.704"],
        "orders",
        {
            "order_id": "订单 ID", "ordered_at": "订单日期", "customer_id": "客户 ID", "customer_name": "客户名称", "customer_kind": "细分", "city": "城市",
            "province": "省/自治区", "country": "国家/地区", "region": "地区", "product_id": "产品 ID", "category": "类别", "product": "产品名称",
            "amount": "销售额", "quantity": "数量", "discount": "折扣", "profit": "利润",
        },
    ),
    "shopify orders": (
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code"
        "|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku"
        "|Billing Name|Billing City|Billing Province|Billing Country|Shipping City|Cancelled at|Refunded Amount|Vendor|Tags|Source|Phone",
        ["#1001|a@b.com|paid|2024-03-05 10:00:00 +0800|fulfilled||yes|USD|90.00|5|5|100.00||0|Std|2024-03-05 09:59:00 +0800|2|Tea|45.00||T-1|Ann Li|Reno|NV"
         "|US|Reno||0|Acme||web|"],
        "orders",
        {
            "order_id": "Name", "customer_id": "Email", "status": "Financial Status", "paid_at": "Paid at", "currency": "Currency", "amount": "Total",
            "discount": "Discount Amount", "ordered_at": "Created at", "quantity": "Lineitem quantity", "product": "Lineitem name",
            "unit_price": "Lineitem price", "product_id": "Lineitem sku", "city": "Billing City", "province": "Billing Province",
            "country": "Billing Country", "refund": "Refunded Amount", "channel": "Source",
        },
    ),
    "taobao": (
        "订单编号|买家会员名|买家支付宝账号|买家应付货款|买家应付邮费|总金额|买家实际支付金额|订单状态|收货人姓名|联系手机|订单创建时间|订单付款时间|宝贝标题|宝贝总数量|退款金额",
        ['="123456789012345678"|小明同学|a***|99.00|0.00|99.00|89.00|交易成功|明|\'13800138000|2024-03-05 10:00:00|2024-03-05 10:01:00|茶叶|2|0.00'],
        "orders",
        {
            "order_id": "订单编号", "customer_id": "买家会员名", "amount": "买家实际支付金额", "status": "订单状态", "ordered_at": "订单创建时间",
            "paid_at": "订单付款时间", "product": "宝贝标题", "quantity": "宝贝总数量", "refund": "退款金额",
        },
    ),
    "salesforce": (
        "Opportunity Name|Account Name|Stage|Close Date|Amount|Probability (%)|Lead Source|Opportunity Owner|Created Date|Type",
        ["Acme - 10|Acme|Closed Won|3/15/2024|USD 12,000.00|100|Web|Kim|1/2/2024|New", "Acme - 11|Acme|Closed Won|4/15/2024|USD 2,000.00|100|Web|Kim|1/2/2024|New"],
        "orders",
        {"customer_id": "Account Name", "status": "Stage", "ordered_at": "Close Date", "amount": "Amount", "salesperson": "Opportunity Owner", "channel": "Lead Source"},
    ),
    "zoho deals": (
        "Deal Name|Stage|Closing Date|Account Name|Amount|Contact Name|Deal Owner|Lead Source",
        ["D1|Closed Won|2024-03-05|Acme|1000|Li|Kim|Web", "D2|Closed Lost|2024-04-05|Acme|2000|Li|Kim|Web"],
        "orders",
        {"customer_id": "Account Name", "status": "Stage", "ordered_at": "Closing Date", "amount": "Amount", "salesperson": "Deal Owner", "channel": "Lead Source"},
    ),
    "fxiaoke": (
        "客户名称|商机名称|商机阶段|预计成交日期|商机金额(元)|负责人",
        ["海天公司|一期|赢单|2024-03-05|10,000.00|王|", "海天公司|二期|赢单|2024-05-05|20,000.00|王"],
        "orders",
        {"customer_id": "客户名称", "status": "商机阶段", "ordered_at": "预计成交日期", "amount": "商机金额(元)", "salesperson": "负责人"},
    ),
    "traditional": (
        "訂單編號|會員編號|下單時間|訂單金額（元）|數量|商品名稱|訂單狀態",
        ["A1|M1|2024/3/5 下午 02:30|1,200|1|茶|已完成"],
        "orders",
        {"order_id": "訂單編號", "customer_id": "會員編號", "ordered_at": "下單時間", "amount": "訂單金額（元）", "quantity": "數量", "product": "商品名稱",
         "status": "訂單狀態"},
    ),
    "shop till": (
        "小票号|会员卡号|日期|时间|门店|商品编码|品名|数量|单价|折扣金额|金额|导购",
        ["1|M1|2024-03-05|14:30:00|一店|690|茶|2|50|0|100|李"],
        "orders",
        {"order_id": "小票号", "customer_id": "会员卡号", "ordered_at": "日期", "store": "门店", "product_id": "商品编码", "product": "品名", "quantity": "数量",
         "unit_price": "单价", "discount": "折扣金额", "amount": "金额", "salesperson": "导购"},
    ),
    "paid beats listed": (
        "订单号|客户编号|下单日期|订单金额|优惠金额|实付金额|支付时间",
        ["1|C1|2024年3月5日|100元|10元|90元|2024年3月6日"],
        "orders",
        {"order_id": "订单号", "customer_id": "客户编号", "ordered_at": "下单日期", "amount": "实付金额", "discount": "优惠金额", "paid_at": "支付时间"},
    ),
    "day of payment only": (
        "订单号|客户ID|支付时间|实付款",
        ["1|C1|2024-03-05 10:00|100"],
        "orders",
        {"order_id": "订单号", "customer_id": "客户ID", "?ordered_at": "支付时间", "amount": "实付款"},
    ),
    "typos and word order": (
        "Custmer ID|Date of Order|Amount (USD)|Qty",
        ["C1|2024-01-01|5|1", "C1|2024-01-02|5|1", "C2|2024-01-02|5|1"],
        "orders",
        {"?customer_id": "Custmer ID", "ordered_at": "Date of Order", "amount": "Amount (USD)", "quantity": "Qty"},
    ),
    "phone as the customer": (
        "手机号|消费时间|消费金额|门店",
        ["13800138000|2024-01-01|5|一店", "13800138000|2024-01-03|5|一店", "13900138000|2024-01-03|5|一店"],
        "orders",
        {"?customer_id": "手机号", "ordered_at": "消费时间", "amount": "消费金额", "store": "门店"},
    ),
    "anonymous sales": (
        "Invoice|Date|Total",
        ["1|2024-01-01|5", "2|2024-01-01|6"],
        "orders",
        {"order_id": "Invoice", "ordered_at": "Date", "amount": "Total"},
    ),
    "customers": (
        "Customer ID|Full Name|Gender|Date of Birth|Phone|E-mail|City|Signup Date|Loyalty Tier|Favourite Colour",
        [f"C{i}|Ann Li|F|1990-01-02|555-010{i}|a{i}@b.com|Reno|2020-01-0{i}|gold|red" for i in range(1, 5)],
        "customers",
        {"customer_id": "Customer ID", "name": "Full Name", "gender": "Gender", "birth_date": "Date of Birth", "phone": "Phone", "email": "E-mail",
         "city": "City", "joined_on": "Signup Date", "member_tier": "Loyalty Tier"},
    ),
    "customers zh": (
        "客户编号|客户名称|客户类型|所属行业|联系人|联系电话|省份|城市|客户来源|客户经理|授信额度(元)|信用等级|建档日期",
        [f"C{i}|海天{i}|企业|制造|王|1380013800{i}|浙江|杭州|展会|李|100,000.00|A|2020-01-0{i}" for i in range(1, 5)],
        "customers",
        {"customer_id": "客户编号", "name": "客户名称", "kind": "客户类型", "industry": "所属行业", "contact_person": "联系人", "phone": "联系电话",
         "province": "省份", "city": "城市", "acquisition_channel": "客户来源", "account_manager": "客户经理", "credit_limit": "授信额度(元)",
         "credit_rating": "信用等级", "joined_on": "建档日期"},
    ),
    "members with a total spent": (
        "会员号|姓名|手机|性别|生日|创建时间|消费金额|会员等级|积分",
        [f"M{i}|张三|1380013800{i}|男|1990-01-01|2020-01-01|100|金|5" for i in range(1, 8)],
        "customers",
        {"customer_id": "会员号", "name": "姓名", "phone": "手机", "gender": "性别", "birth_date": "生日", "joined_on": "创建时间", "member_tier": "会员等级",
         "points": "积分"},
    ),
    "shopify customers": (
        "First Name|Last Name|Email|Accepts Email Marketing|Company|Default Address City|Phone|Total Spent|Total Orders|Tags",
        [f"Ann|Li|a{i}@b.com|yes|Acme|Reno|555|10.00|3|" for i in range(5)],
        "customers",
        {"?customer_id": "Email", "phone": "Phone", "first_name": "First Name", "last_name": "Last Name", "city": "Default Address City"},
    ),
    "telco": (
        "customerID|gender|SeniorCitizen|Partner|Dependents|tenure|PhoneService|Contract|PaymentMethod|MonthlyCharges|TotalCharges|Churn",
        ["7590-VHVEG|Female|0|Yes|No|1|No|Month-to-month|Electronic check|29.85|29.85|No", "5575-GNVDE|Male|0|No|No|34|Yes|One year|Mailed check|56.95|1889.5|No",
         "3668-QPYBK|Male|0|No|No|2|Yes|Month-to-month|Mailed check|53.85|108.15|Yes"],
        "customers",
        {"customer_id": "customerID", "gender": "gender", "tenure_months": "tenure", "monthly_charge": "MonthlyCharges", "churned": "Churn"},
    ),
    "nothing we know": ("Recipe|Ingredient|Oven|Grams", ["1|a|b|7"], None, {}),
    "facts about people are no survey": ("RESPNUM|Q1AGE|Q2GENDER|INCOME", ["1|5|1|3", "2|3|2|4", "3|2|2|6", "4|1|1|5"], None, {}),
    "price list": ("SKU|Product|Category|Price", ["1|Tea|Drinks|5"], None, {}),
    "leads": ("Prospect ID|Lead Number|Lead Origin|Lead Source|Converted|TotalVisits|Country|City|Tags", ["7927b2df|660737|API|Olark|0|0|Select|Select|x"], "leads",
              {"lead_id": "Lead Number", "source": "Lead Source", "converted": "Converted"}),
    "event log": ("concept:name|org:resource|time:timestamp|case:concept:name", ["Assign|Ann|2010-01-13 08:40:25+00:00|Case1", "Close|Bob|2010-01-14 08:40:25+00:00|Case1"],
                  "tickets", {"ticket_id": "case:concept:name", "opened_at": "time:timestamp", "agent": "org:resource"}),
}  # fmt: skip


def test_questions_side_by_side_are_a_survey() -> None:
    header = ["RESPNUM", "Q7ART", "Q7FOOD", "NETPRO", "Q19AGE", "您对服务满意吗？", "WEIGHT"]
    proposal = propose(header, [[str(n), str(n % 5 + 1), str(n % 7), str(n % 12), str(n % 6), str(n % 5), "0.8"] for n in range(40)])
    assert (proposal.table, proposal.missing) == ("surveys", ())
    assert [match.target for match in proposal.matches] == ["response_id", "score", "score", "score", None, "score", "weight"]
    assert {match.reason for match in proposal.matches if match.target == "score"} == {"question"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_understood(sheet: str) -> None:
    text, records, table, expected = SHEETS[sheet]
    header = text.split("|")
    proposal = propose(header, [record.split("|") for record in records])
    assert proposal.table == table
    assert named(header, proposal) == {target.removeprefix("?"): column for target, column in expected.items()}
    assert len(proposal.matches) == len(header)
    for target, reason in reasons(proposal).items():
        assert (reason in ("fallback_id", "similar")) == (f"?{target}" in expected), (target, reason)
    for match in proposal.matches:
        assert 0 <= match.confidence <= 1
        assert (match.target is None) == (match.reason in ("none", "unlike"))
    if table and {"?customer_id", "?ordered_at"} & expected.keys():
        assert max(match.confidence for match in proposal.matches if f"?{match.target}" in expected) < 0.9


def test_quantity_times_price_supplies_the_amount() -> None:
    header = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    proposal = propose(header, [["1", "2", "2024-01-01", "3.5", "7"]])
    assert proposal.missing == ()
    assert {target: reasons(proposal)[target] for target in ("quantity", "unit_price", "ordered_at")} == {
        "quantity": "derived",
        "unit_price": "derived",
        "ordered_at": "synonym",
    }
    assert propose([*header, "Total"], [["1", "2", "2024-01-01", "3.5", "7", "7.0"]]).matches[1].reason == "synonym"
    assert propose(["InvoiceNo", "InvoiceDate", "UnitPrice", "CustomerID"], []).missing == ("amount",)


REFERENCE = {
    "orders": {
        "customer_id": "Customer ID, CustomerID, cust_id, 客户编号, 客户ID, 客户 ID, 会员号, 买家会员名, Email",
        "order_id": "InvoiceNo, Invoice, Order ID, 订单编号, 订单号, 订单 ID, 单号",
        "ordered_at": "InvoiceDate, Order Date, Created at, Paid at, 下单时间, 订单时间, 下单日期, 订单日期, 订单创建时间, 订单付款时间, 支付时间",
        "amount": "Total, Sales, Amount, 金额, 订单金额, 实付金额, 实付款, 总额, 销售额, 买家应付货款, 买家实际支付金额",
        "quantity": "数量, 宝贝总数量",
        "unit_price": "单价, Price, UnitPrice",
        "profit": "利润, Profit",
        "discount": "折扣, Discount",
        "status": "订单状态",
        "refund": "退款金额, 买家退款金额",
        "province": "省份, 省/自治区, State",
        "city": "城市, City",
        "region": "地区, Region",
        "category": "类别, 子类别, Category",
        "product": "产品名称, 商品名称, 宝贝标题",
        "customer_kind": "细分, 客户类型, Segment",
        "customer_name": "姓名",
    },
    "customers": {"kind": "细分, 客户类型, Segment", "name": "姓名", "customer_id": "客户编号, 会员号"},
}


@pytest.mark.parametrize(
    ("table", "target", "header"), [(t, c, h) for t, columns in REFERENCE.items() for c, hs in columns.items() for h in hs.split(", ")]
)
def test_headers_of_real_files_match_alone(table: str, target: str, header: str) -> None:
    proposal = propose([header], [], table)
    assert proposal.matches[0].target == target
    assert proposal.table == table


@pytest.mark.parametrize("name", TABLES)
def test_every_synonym_matches_its_own_column(name: str) -> None:
    for column in TABLES[name].columns:
        for synonym in (column.name, *column.synonyms):
            spellings = (synonym, synonym.upper(), synonym.title().replace(" ", ""), synonym.replace(" ", "_"), f" {synonym}: ")
            for one in columns_of(spellings, []):
                claim = claimed(TABLES[name], one)
                assert claim and claim.target == column.name, one.said
        beside = ["order date"] if column.name == "paid_at" else ["uid"] if column.name != "customer_id" else []
        assert propose([column.synonyms[0], *beside], [], name).matches[0].target == column.name


@pytest.mark.parametrize("name", TABLES)
def test_no_header_means_two_columns(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for column in TABLES[name].columns:
        for synonym in (column.name, *column.synonyms):
            owners.setdefault(folded(synonym), set()).add(column.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Order_Date", "orderdate"), ("OrderDate", "orderdate"), (" ORDER  date ", "orderdate"), ("order-date:", "orderdate"), ("ＯＲＤＥＲ　ＤＡＴＥ", "orderdate"),
        ("CustomerID", "customerid"), ("金额(元)", "金额"), ("金额（元）", "金额"), ("Amount (USD)", "amount"), ("Amount [€]", "amount"), ("金额/元", "金额"),
        ("訂單編號", "订单编号"), ("客户 ID", "客户id"), ("Discount (%)", "discount"), ("Date (local)", "datelocal"), ("", ""), ("!!!", ""),
    ],
)  # fmt: skip
def test_headers_are_folded(header: str, key: str) -> None:
    assert folded(header) == key


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("金额(万元)", 10**4),
        ("金额（万）", 10**4),
        ("销售额/亿元", 10**8),
        ("金额(千元)", 1000),
        ("年收入(百万美元)", 10**6),
        ("金额", 1),
        ("Amount (USD)", 1),
        ("", 1),
        ("万元户", 1),
        ("销售额 百万", 10**6),
        ("合同额（千万元）", 10**7),
        ("金额万元（含税）", 10**4),
        ("銷售額（萬元）", 10**4),
        ("Revenue ($000)", 1000),
        ("Sales $000", 1000),
        ("Sales US$'000", 1000),
        ("Sales (’000)", 1000),
        ("Sales '000", 1000),
        ("Amount (USD thousands)", 1000),
        ("Amount USD thousands", 1000),
        ("Amount (in thousands)", 1000),
        ("Amount (thousands of USD)", 1000),
        ("Amount, thousands", 1000),
        ("Amount (k)", 1000),
        ("Amount (USD k)", 1000),
        ("Amount in k", 1000),
        ("Revenue in millions", 10**6),
        ("Revenue ($M)", 10**6),
        ("Revenue, $bn", 10**9),
        ("Jan 2024 ($000)", 1000),
        *((header, 1) for header in ("Sales", "Cost per thousand", "Cost (per thousand)", "CPM", "Code 000", "Vitamin K", "Amount k", "Model M",
          "每千次展现费用", "收入1-5万", "Amount (1,000)", "Million Dollar Club", "Total (€)", "Sum (m2)", "K", "Income", "Thousand Oaks sales")),
    ],
)  # fmt: skip
def test_a_header_may_say_thousands_and_more(header: str, scale: int) -> None:
    assert scale_of(header) == scale


@pytest.mark.parametrize(
    "header", ["Amount ($000)", "Amount (USD thousands)", "Amount '000", "Amount in millions", "Amount (k)", "金额（百万元）", "金额 百万"]
)
def test_what_one_stands_for_is_no_part_of_the_header(header: str) -> None:
    assert propose(["Customer ID", "Date", header], [["C1", "2024-01-05", "5"]] * 3).matches[2].target == "amount"


@pytest.mark.parametrize(
    "header",
    ["Ship Date", "发货日期", "发货时间", "Delivery Date", "Due Date", "Updated at", "最后修改时间", "退款时间", "确认收货时间", "预计发货时间", "Tax Amount", "运费", "优惠券金额",
     "Shipping Cost", "Refund Date", "Customer IP", "Order Item", "Customer Note", "Ref ID", "子单", "Discount Code", "平均订单金额", "Target Amount"],
)  # fmt: skip
def test_nearly_right_headers_do_not_take_required_columns(header: str) -> None:
    for cell in ("2024-01-01", "12.5", "C1"):
        proposal = propose([header], [[cell]] * 5, "orders")
        assert proposal.matches[0].target not in TABLES["orders"].required


def test_cells_that_cannot_be_read_deny_the_header() -> None:
    bad = [["C1", "tomorrow", "12"]] * 9 + [["C1", "2024-01-01", "12"]]
    proposal = propose(["Customer ID", "Date", "Amount"], bad, "orders")
    assert proposal.missing == ("ordered_at",)
    half = [["C1", "tomorrow", "12"], ["C1", "2024-01-01", "12"]]
    proposal = propose(["Customer ID", "Date", "Amount"], half, "orders")
    assert proposal.missing == ()
    assert proposal.matches[1].confidence < proposal.matches[2].confidence


def test_ids_are_never_guessed_from_values() -> None:
    header = ["alpha", "beta", "gamma"]
    records = [[f"C{i:05d}", f"2024-01-{i:02d}", f"{i}.50"] for i in range(1, 20)]
    assert propose(header, records).table is None
    for table in TABLES:
        assert {match.target for match in propose(header, records, table).matches} == {None}


def test_emails_and_mobiles_of_customers_are_known_by_their_looks() -> None:
    records = [[f"C{i}", f"a{i}@b.com", f"1380013800{i}"] for i in range(9)]
    proposal = propose(["客户编号", "备用一", "备用二"], records, "customers")
    assert [(match.target, match.reason) for match in proposal.matches] == [("customer_id", "synonym"), ("email", "values"), ("phone", "values")]
    twice = [[*record, record[1]] for record in records]
    assert [match.target for match in propose(["客户编号", "备用一", "备用二", "备用三"], twice, "customers").matches] == [
        "customer_id",
        None,
        "phone",
        None,
    ]


def test_a_better_identifier_wins() -> None:
    records = [["a@b.com", "13800138000", "Acme", "2024-01-01", "5"]] * 3
    header = ["Email", "Phone", "Account Name", "Order Date", "Amount"]
    assert named(header, propose(header, records))["customer_id"] == "Account Name"
    assert named(header[:2] + header[3:], propose(header[:2] + header[3:], [r[:2] + r[3:] for r in records]))["customer_id"] == "Email"
    assert named([*header, "Customer No."], propose([*header, "Customer No."], [[*r, "7"] for r in records]))["customer_id"] == "Customer No."


def test_a_blank_column_yields_to_a_filled_one() -> None:
    header = ["Billing City", "Shipping City", "Customer ID"]
    assert named(header, propose(header, [["", "Reno", "1"]] * 3, "orders"))["city"] == "Shipping City"
    assert named(header, propose(header, [["Reno", "", "1"]] * 3, "orders"))["city"] == "Billing City"


HOSTILE = [
    "a" * 10_000,
    "金额" * 5_000,
    "![x](http://example.org/y)",
    "",
    " ",
    "\u200b",
    "(((",
    "[",
    "万元",
    "'; DROP TABLE orders; --",
    "=1+1",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
]


def test_hostile_headers_are_attributes() -> None:
    for table in (*TABLES, None):
        proposal = propose(HOSTILE, [["1"] * len(HOSTILE)] * 3, table)
        assert {match.target for match in proposal.matches} == {None}
        assert [match.column for match in proposal.matches] == list(range(len(HOSTILE)))


def test_duplicate_headers_take_a_target_once() -> None:
    header = ["Customer ID", "Date", "Date", "Amount", "Amount", "Customer ID"]
    proposal = propose(header, [["C1", "x", "2024-01-01", "5", "y", ""]] * 3)
    assert [match.target for match in proposal.matches] == ["customer_id", None, "ordered_at", "amount", None, None]


@pytest.mark.parametrize("amounts", [("5", "900"), ("900", "5"), ("x", "5")])
def test_of_columns_that_say_the_same_the_first_counts(amounts: tuple[str, str]) -> None:
    """But for a few cells that are unreadable in one of them."""
    records = [[f"C{i % 3}", "2024-01-05", str(i), str(50 - i)] for i in range(20)] + [["C1", "2024-01-06", *amounts]]
    assert [match.target for match in propose(["Customer ID", "Order date", "amount", "amount"], records).matches][2:] == ["amount", None]


MONTHS = ["Jan 2024", "Feb 2024", "Mar 2024"]
TELLING = [
    (["Customer", "date", "amount"], ["Firm {i}", "2024-01-0{i}", "{i}0"], "orders"),
    (["客户", "日期", "金额"], ["公司{i}", "2024-01-0{i}", "{i}0"], "orders"),
    (["Customer", "date", "amount", "city", "birthday"], ["Firm {i}", "2024-01-0{i}", "{i}0", "Leeds", "1980-01-0{i}"], "customers"),
    (["Name", *MONTHS], ["Firm {i}", "1", "2", "3"], "orders"),
    (["姓名", "1月", "2月", "3月"], ["张{i}", "1", "2", "3"], "orders"),
    (["Customer name", *MONTHS], ["Firm {i}", "1", "2", "3"], "orders"),
    (["Salesperson", *MONTHS], ["Rep {i}", "1", "2", "3"], "targets"),
    (["Region", *MONTHS], ["Place {i}", "1", "2", "3"], "targets"),
    (["Name", *(f"{month} target" for month in MONTHS)], ["Firm {i}", "1", "2", "3"], "targets"),
    (["Name", "Phone", "City", "Signed-up"], ["Ann {i}", "+442071110{i}", "Leeds", "2024-01-0{i}"], "customers"),
    (["Name", "Email", "City", "Created"], ["Ann {i}", "a{i}@b.com", "Leeds", "2024-01-0{i}"], "customers"),
    (["姓名", "手机", "城市", "注册时间"], ["张{i}", "1380013800{i}", "北京", "2024-01-0{i}"], "customers"),
]


@pytest.mark.parametrize(("header", "cells", "table"), TELLING, ids=[f"{table}: {', '.join(header)}" for header, _, table in TELLING])
def test_what_stands_beside_tells_the_table(header: list[str], cells: list[str], table: str) -> None:
    assert propose(header, [[cell.format(i=i) for cell in cells] for i in range(1, 9)]).table == table


def test_a_known_header_keeps_its_column_though_some_cells_are_unreadable() -> None:
    records = [[f"C{i % 3}", "2024-01-05" if i < 3 else "next week", str(i)] for i in range(7)]
    assert propose(["Customer ID", "Order date", "Amount"], records).missing == ()


def test_a_header_means_something_else_where_its_cells_deny_the_first_meaning() -> None:
    records = [[f"C{i % 3}", "2024-01-05", str(i), name] for i, name in enumerate(("Amy", "Jack", "Amy"))]
    assert [match.target for match in propose(["Customer ID", "Date", "Amount", "Sales"], records).matches][3] == "salesperson"


def test_short_records_and_no_records() -> None:
    assert propose(["Customer ID", "Date", "Amount"], [["C1"], []]).missing == ()
    assert propose([], []).table is None
    assert propose([], [], "orders").missing == TABLES["orders"].required
    with pytest.raises(KeyError):
        propose(["a"], [], "nonsense")


KNOWN = sorted({synonym for table in TABLES.values() for column in table.columns for synonym in column.synonyms})
KNOWN_KEYS = frozenset(folded(word) for word in (*KNOWN, *(column.name for table in TABLES.values() for column in table.columns)))
UNKNOWN = ["favourite colour", "备用字段", "x1", "Unnamed: 0", "col_7", "Zeile", "тест", "foo bar baz"]
CELLS = st.sampled_from(["2024-01-05", "12.50", "C001", "a@b.com", "13800138000", "是", "", "Acme", "1,200", "x"])


SHEET = st.lists(
    st.tuples(st.sampled_from(KNOWN + UNKNOWN), st.lists(CELLS, min_size=3, max_size=3)), max_size=12, unique_by=lambda column: folded(column[0])
)


@settings(max_examples=15)
@given(SHEET, st.randoms(use_true_random=False))
def test_any_sheet_is_matched_one_to_one_whatever_its_order(columns: list[tuple[str, list[str]]], chance: random.Random) -> None:
    shuffled = chance.sample(columns, len(columns))
    for table in (*TABLES, None):
        first, second = (propose([h for h, _ in cs], list(zip(*(cells for _, cells in cs), strict=True)), table) for cs in (columns, shuffled))
        targets = [match.target for match in first.matches if match.target]
        assert len(targets) == len(set(targets))
        if first.table:
            assert set(targets) <= set(TABLES[first.table].names)
        assert (first.table, first.confidence, first.missing) == (second.table, second.confidence, second.missing)
        told = [
            Counter((*map(str, cs[m.column]), m.target, m.reason, m.confidence) for m in p.matches)
            for p, cs in ((first, columns), (second, shuffled))
        ]
        assert told[0] == told[1]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.one_of(st.sampled_from(UNKNOWN), st.text(max_size=3)), st.lists(CELLS, min_size=4, max_size=4)), min_size=1, max_size=6))
def test_unknown_columns_never_take_a_required_target(columns: list[tuple[str, list[str]]]) -> None:
    columns = [(header, cells) for header, cells in columns if folded(header) not in KNOWN_KEYS]
    records = list(zip(*(cells for _, cells in columns), strict=True))
    for name, table in TABLES.items():
        assert not {match.target for match in propose([h for h, _ in columns], records, name).matches} & set(table.required)


def test_real_files_match(shared_data: Path) -> None:
    with gzip.open(shared_data / "online_retail/online_retail.csv.gz", "rt", encoding="utf-8") as file:
        lines = [next(file).rstrip("\n").split(",") for _ in range(200)]
    whole = [line for line in lines[1:] if len(line) == len(lines[0])]
    retail = propose(lines[0], whole)
    assert (retail.table, retail.missing) == ("orders", ())
    telco = [line.split(",") for line in (shared_data / "telco/Telco-Customer-Churn.csv").read_text(encoding="utf-8").splitlines()[:300]]
    churn = propose(telco[0], telco[1:])
    assert (churn.table, churn.missing) == ("customers", ())
    assert {"customer_id", "gender", "tenure_months", "monthly_charge", "churned"} == {match.target for match in churn.matches if match.target}
    tables = {
        "helpdesk/helpdesk.csv": "tickets",
        "sfo_survey/2017_SFO_Customer_Survey.csv": "surveys",
        "leads/Lead Scoring.csv": "leads",
        "rossi/rossi.csv": None,
        "donations/donations.csv": None,
    }
    for other, table in tables.items():
        rows = [line.split(",") for line in (shared_data / other).read_text(encoding="utf-8", errors="replace").splitlines()[:200]]
        proposal = propose(rows[0], rows[1:])
        assert (proposal.table, proposal.missing) == (table, ()), other


def test_a_known_header_over_other_values_says_so() -> None:
    proposal = propose(["客户编号", "下单时间", "实付金额"], [["C1", "哪天", "很多"]] * 5, "orders")
    assert [(match.target, match.reason) for match in proposal.matches] == [("customer_id", "synonym"), (None, "unlike"), (None, "unlike")]
    assert proposal.missing == ("ordered_at", "amount")


@pytest.mark.parametrize(
    ("header", "table", "target"),
    [
        ("Ticket Created Date", "tickets", "opened_at"),
        ("Created (UTC)", "tickets", "opened_at"),
        ("Resolution Date/Time", "tickets", "resolved_at"),
        ("线索录入日期时间", "leads", "created_at"),
        ("工单的优先级", "tickets", "severity"),
        ("Invoice Issue Date", "invoices", "issued_on"),
        ("Cust. Code", "invoices", "customer_id"),
        ("Order's Total Amount", "orders", "amount"),
        ("Custom field (Escalated)", "tickets", "escalated"),
        ("推广平台名称", "spend", "channel"),
    ],
)
def test_a_header_is_understood_in_other_words(header: str, table: str, target: str) -> None:
    (match,) = propose([header], [], table).matches
    assert (match.target, match.confidence >= ACCEPT) == (target, True)


@pytest.mark.parametrize(
    "header",
    ["Ticket name", "Lead type", "Case", "Order stage changed by", "Last contact", "Number of calls", "客户数量", "发货时间", "上次联系时间"],
)
def test_other_words_stop_before_another_meaning(header: str) -> None:
    for table in TABLES:
        matches = propose([header], [["x"]] * 3, table).matches
        assert not {match.target for match in matches} & ({"customer_id", "ordered_at", "amount"} & set(TABLES[table].required)), table


def test_what_only_says_customer_is_the_name_beside_an_id() -> None:
    records = [[f"C{i}", f"Ann {i}", "2024-01-01", "5"] for i in range(5)]
    for header in (["Customer ID", "Customer", "Order Date", "Amount"], ["客户编号", "客户", "下单日期", "金额"]):
        assert named(header, propose(header, records, "orders")) == dict(
            zip(("customer_id", "customer_name", "ordered_at", "amount"), header, strict=True)
        )
    assert named(["Customer", "Date", "Amount"], propose(["Customer", "Date", "Amount"], [], "orders"))["customer_id"] == "Customer"


def test_four_columns_of_an_invoice_list_are_invoices() -> None:
    records = [[f"INV-{i}", f"Acme {i % 3}", f"2024-01-0{i}", "5.00"] for i in range(1, 9)]
    for header in (["Invoice Number", "Customer", "Invoice Date", "Amount"], ["发票号码", "客户", "开票日期", "金额"]):
        assert (propose(header, records).table, propose(header, records).missing) == ("invoices", ())
    assert (
        propose(["Invoice No", "Customer", "Invoice Date", "Amount", "SKU", "Quantity"], [[*record, "T1", "2"] for record in records]).table
        == "orders"
    )


def test_a_list_of_prospects_is_leads_with_and_without_a_number() -> None:
    header = ["First Name", "Last Name", "Company", "Email", "Lead Source", "Lead Status", "Created Time"]
    records = [["Ann", "Li", f"Acme {i}", f"a{i}@b.com", "Web", "Contacted", "2024-01-05"] for i in range(6)]
    proposal = propose(header, records)
    assert (proposal.table, proposal.missing) == ("leads", ())
    (lead,) = [match for match in proposal.matches if match.target == "lead_id"]
    assert (header[lead.column], lead.reason, lead.confidence < ACCEPT) == ("Email", "fallback_id", True)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("CUSTNO", ("customer", "number")), ("InvDt", ("inv", "dt")), ("INVDT", ("invoice", "date")), ("QTYORD", ("quantity", "order")),
        ("cCusCode", ("cus", "code")), ("slsmn", ("salesman",)), ("membership", ("membership",)), ("internet", ("internet",)), ("duration", ("duration",)),
        ("update", ("update",)), ("candidate", ("candidate",)), ("ordinal", ("ordinal",)), ("t", ("t",)), ("iPhone", ("phone",)), ("Rec'd", ("received",)),
    ],
)  # fmt: skip
def test_words_are_read_out_of_abbreviations(header: str, said: tuple[str, ...]) -> None:
    assert words_of(header) == said


def test_files_of_old_systems_are_understood() -> None:
    header = ["ORDNO", "ORDDT", "CUSTNO", "CUSTNM", "ITMDSC", "QTYORD", "UNTPRC", "EXTAMT", "CURCD", "LSTUSR"]
    records = [[f"07{i}", f"202401{i:02}", f"00{i % 4}", f"Firm {i % 4}", "BOLT", "5", "9.80", "49.00", "USD", "K"] for i in range(10, 24)]
    proposal = propose(header, records)
    assert (proposal.table, proposal.missing) == ("orders", ())
    assert named(header, proposal) == {
        "order_id": "ORDNO", "ordered_at": "ORDDT", "customer_id": "CUSTNO", "customer_name": "CUSTNM", "product": "ITMDSC", "quantity": "QTYORD",
        "unit_price": "UNTPRC", "amount": "EXTAMT", "currency": "CURCD",
    }  # fmt: skip


def test_a_log_of_calls_is_contacts_though_callers_rate_them() -> None:
    header = ["通话ID", "客户ID", "开始时间", "呼叫方向", "通话时长", "接听状态", "接待客服", "满意度", "解决状态"]
    records = [[f"68{i}", f"q{i % 5}", f"2024-06-10 08:{i}:07", "呼入", "00:01:15", "已接听", "柯宇", "满意", "已解决"] for i in range(10, 24)]
    assert propose(header, records).table == "interactions"


def test_one_rated_column_makes_no_survey_of_a_list() -> None:
    header = ["Case #", "Date received", "Guest", "What happened", "Handled by", "Closed", "Guest OK? (1-5)"]
    records = [[f"C/{i}", f"{i}.01.2025", f"Mr {i}", "Noise all night", "Kelvin", f"{i}.01.2025", str(i % 5 + 1)] for i in range(10, 24)]
    assert propose(header, records).table == "tickets"
    header = ["Response ID", "Submitted", "How likely are you to recommend us?"]
    assert propose(header, [[f"r{i}", f"{i}.01.2025", str(i % 11)] for i in range(10, 31)]).table == "surveys"


def test_till_bills_are_orders() -> None:
    header = ["营业日期", "账单流水号", "门店名称", "桌台号", "就餐人数", "下单时间", "会员卡号", "应收金额", "优惠金额", "实收金额", "收银员"]
    records = [
        ["2024-04-12", f"2404{i}", "万象汇店", "A03", "2", f"2024-04-12 12:{i}", f"88{i % 6}", "292", "12", "280", "阿梅"] for i in range(10, 24)
    ]
    assert propose(header, records).table == "orders"


@pytest.mark.parametrize(
    "header", [["客户编号", "姓名", "手机", "城市"], ["会员编号", "姓名", "电话", "城市"], ["Customer ID", "Name", "Mobile", "City"]]
)
def test_a_list_of_customers_may_have_some_twice(header: list[str]) -> None:
    records = [[f"K{i}", f"客{i}", f"1380000{i:04}", "沪"] for i in range(20)]
    again = [["K1", "客1", "13911112222", "沪"], ["K2", "客2", "13911113333", "沪"]]
    assert propose(header, [*records, *again]).table == "customers"


@pytest.mark.parametrize(
    ("header", "cells", "is_return"),
    [
        ("单据类型", ("销售", "退货"), True), ("业务类型", ("销售出库", "销售退货"), True), ("交易类型", ("消费", "退款"), True),
        ("Transaction Type", ("Sale", "Refund"), True), ("Type", ("Order", "Return"), True), ("是否退货", ("退货", "销售"), True),
        ("Type", ("Order", "Sample"), False), ("Transaction Type", ("Credit", "Credit"), False), ("Type", ("1", "0"), False),
        ("类型", ("连衣裙", "退货"), False), ("Delivery", ("Order", "Return"), False),
    ],
)  # fmt: skip
def test_kinds_of_documents_tell_returns_where_every_cell_does(header: str, cells: tuple[str, ...], is_return: bool) -> None:
    records = [[str(n), f"c{n % 3}", f"2024-01-{n:02}", "10", cells[n % 2]] for n in range(1, 12)]
    proposal = propose(["Order ID", "Customer ID", "Order Date", "Amount", header], records)
    assert (proposal.table, "is_return" in {match.target for match in proposal.matches}) == ("orders", is_return)
