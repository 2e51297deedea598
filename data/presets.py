# ruff: noqa: E501 (a system's columns are a line, and a Chinese character counts as two)
"""Exports of known systems: headers that give one away, the table that it is, and what its columns mean there.

A preset speaks of the columns that it names; the others are matched as in any sheet. Header names are those that the systems write
by default, in English or Chinese; the first of several headers for one target counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from data.headers import folded


@dataclass(frozen=True)
class Preset:
    """One export of one system: ``signature`` are headers that all must be there, ``columns`` header → canonical column, or None to keep it."""

    system: str
    table: str
    signature: tuple[str, ...]
    columns: tuple[tuple[str, str | None], ...]


def _preset(system: str, table: str, signature: str, columns: str) -> Preset:
    """A preset from bars and arrows: ``Name > order_id | Id >``."""
    pairs = (pair.rpartition(">") for pair in columns.split("|"))
    return Preset(
        system, table, tuple(map(str.strip, signature.split("|"))), tuple((said.strip(), target.strip() or None) for said, _, target in pairs)
    )


PRESETS = (
    _preset(
        "Shopify", "orders", "Name | Financial Status | Lineitem name",
        "Name > order_id | Customer ID > customer_id | Email > customer_id | Created at > ordered_at | Total > amount | Currency > currency | Financial Status > status"
        " | Paid at > paid_at | Lineitem quantity > quantity | Lineitem name > product | Lineitem price > unit_price | Lineitem sku > product_id"
        " | Discount Amount > discount | Refunded Amount > refund | Source > channel | Location > store | Employee > salesperson"
        " | Billing City > city | Shipping City > city | Billing Province > province | Shipping Province > province"
        " | Billing Country > country | Shipping Country > country | Id > | Subtotal > | Billing Name > | Vendor >",
    ),
    _preset(
        "Shopify", "customers", "First Name | Last Name | Email | Total Spent | Total Orders",
        "Customer ID > customer_id | Email > email | First Name > first_name | Last Name > last_name | Phone > phone | Default Address Phone > phone"
        " | Default Address City > city | City > city | Default Address Province Code > province | Province > province | Province Code > province"
        " | Default Address Country Code > country | Country > country | Company > | Default Address Company > | Tags >",
    ),
    _preset(
        "淘宝 / 天猫", "orders", "订单编号 | 买家会员名 | 买家实际支付金额",
        "订单编号 > order_id | 买家会员名 > customer_id | 订单创建时间 > ordered_at | 订单付款时间 > paid_at | 买家实际支付金额 > amount | 订单状态 > status"
        " | 宝贝标题 > product | 宝贝总数量 > quantity | 店铺名称 > store | 退款金额 > refund | 总金额 > | 买家应付货款 > | 收货人姓名 > | 支付单号 > | 宝贝种类 >",
    ),
    _preset(
        "淘宝 / 天猫", "orders", "主订单编号 | 子订单编号 | 买家会员名",
        "主订单编号 > order_id | 买家会员名 > customer_id | 订单创建时间 > ordered_at | 订单付款时间 > paid_at | 买家实付金额 > amount | 买家实际支付金额 > amount"
        " | 商品价格 > unit_price | 购买数量 > quantity | 商品标题 > product | 标题 > product | 订单状态 > status | 退款金额 > refund | 商家编码 > product_id | 子订单编号 >",
    ),
    _preset(
        "Salesforce", "orders", "Opportunity Name | Stage | Close Date",
        "Opportunity ID > order_id | Account ID > customer_id | Account Name > customer_id | Close Date > ordered_at | Amount > amount | Stage > status"
        " | Opportunity Owner > salesperson | Lead Source > channel | Amount Currency > currency | Expected Revenue > | Created Date > | Last Modified Date >",
    ),
    _preset(
        "Salesforce", "orders", "StageName | CloseDate | AccountId",
        "Id > order_id | AccountId > customer_id | CloseDate > ordered_at | Amount > amount | StageName > status | OwnerId > salesperson | LeadSource > channel"
        " | CurrencyIsoCode > currency | ExpectedRevenue > | CreatedDate > | Name >",
    ),
    _preset(
        "Salesforce", "leads", "Lead ID | Lead Source | Lead Status | Lead Owner",
        "Lead ID > lead_id | Created Date > created_at | Create Date > created_at | Lead Source > source | Lead Status > stage | Lead Owner > owner"
        " | Converted > converted | Converted Date > won_at | Converted Account ID > customer_id | Primary Campaign > campaign",
    ),
    _preset(
        "Salesforce", "leads", "LeadSource | IsConverted | ConvertedAccountId",
        "Id > lead_id | CreatedDate > created_at | LeadSource > source | Status > stage | OwnerId > owner | IsConverted > converted"
        " | ConvertedDate > won_at | ConvertedAccountId > customer_id",
    ),
    _preset(
        "Salesforce", "tickets", "Case Number | Case Owner | Date/Time Opened",
        "Case Number > ticket_id | Date/Time Opened > opened_at | Date/Time Closed > resolved_at | Account ID > customer_id | Account Number > customer_id"
        " | Contact ID > customer_id | Account Name > customer_id | Contact Name > customer_id | Type > kind | Case Origin > channel | Case Reason > topic | Priority > severity | Case Owner > agent"
        " | Description > text | Escalated > escalated | Status >",
    ),
    _preset(
        "Zoho CRM", "leads", "Record Id | Lead Owner | Lead Status",
        "Record Id > lead_id | Lead Owner > owner | Lead Source > source | Lead Status > stage | Created Time > created_at | Is Converted > converted"
        " | Converted Account.id > customer_id | Converted Date Time > won_at | Rating > | Annual Revenue > | Lead Conversion Time > | Lead Owner.id >",
    ),
    _preset(
        "Zoho CRM", "leads", "Lead Source | Lead Status | Last Name | Company",
        "Lead Id > lead_id | Lead Owner > owner | Lead Source > source | Lead Status > stage | Created Time > created_at | Is Converted > converted | Annual Revenue >",
    ),
    _preset(
        "Zoho CRM", "orders", "Deal Name | Stage | Closing Date",
        "Record Id > order_id | Account Name.id > customer_id | Account Name > customer_id | Closing Date > ordered_at | Amount > amount | Stage > status"
        " | Deal Owner > salesperson | Lead Source > channel | Expected Revenue > | Created Time > | Deal Owner.id > | Contact Name >",
    ),
    _preset(
        "Zoho CRM", "customers", "Record Id | Contact Owner.id | Last Name",
        "Record Id > customer_id | First Name > first_name | Last Name > last_name | Email > email | Phone > phone | Mobile > phone | Contact Owner > account_manager"
        " | Lead Source > acquisition_channel | Date of Birth > birth_date | Title > occupation | Created Time > joined_on | Mailing City > city"
        " | Mailing State > province | Mailing Country > country | Account Name > | Contact Owner.id > | Account Name.id >",
    ),
    _preset(
        "Zoho CRM", "customers", "Record Id | Account Name | Account Owner",
        "Record Id > customer_id | Account Name > name | Account Owner > account_manager | Phone > phone | Industry > industry | Employees > company_size"
        " | Account Type > kind | Rating > | Created Time > joined_on | Billing City > city | Billing State > province | Billing Country > country",
    ),
    _preset(
        "纷享销客", "orders", "销售订单编号 | 客户名称 | 生命状态",
        "销售订单编号 > order_id | 客户编号 > customer_id | 客户名称 > customer_id | 下单日期 > ordered_at | 销售订单金额(元) > amount | 销售订单金额 > amount"
        " | 订单状态 > status | 负责人 > salesperson | 创建时间 > | 生命状态 > | 最后修改时间 >",
    ),
    _preset(
        "纷享销客", "orders", "商机名称 | 客户名称 | 商机阶段",
        "商机编号 > order_id | 客户编号 > customer_id | 客户名称 > customer_id | 预计成交日期 > ordered_at | 商机金额(元) > amount | 商机金额 > amount"
        " | 商机阶段 > status | 负责人 > salesperson | 创建时间 > | 生命状态 >",
    ),
    _preset(
        "纷享销客", "leads", "线索编号 | 负责人主属部门 | 生命状态",
        "线索编号 > lead_id | 创建时间 > created_at | 来源 > source | 线索来源 > source | 市场活动名称 > campaign | 状态 > stage | 线索状态 > stage | 负责人 > owner",
    ),
    _preset(
        "纷享销客", "customers", "客户名称 | 生命状态 | 锁定状态",
        "客户编号 > customer_id | 客户名称 > name | 客户类型 > kind | 客户级别 > member_tier | 所属行业 > industry | 1级行业 > industry | 人员规模 > company_size"
        " | 国家 > country | 省 > province | 市 > city | 电话 > phone | 邮件 > email | 客户来源 > acquisition_channel | 来源 > acquisition_channel | 负责人 > account_manager"
        " | 信用额度 > credit_limit | 创建时间 > joined_on | 生命状态 > | 锁定状态 > | 成交状态 >",
    ),
    _preset(
        "HubSpot", "orders", "Record ID | Deal Name | Deal Stage | Close Date",
        "Record ID > order_id | Associated Company IDs > customer_id | Associated Contact IDs > customer_id | Associated Company > customer_id"
        " | Associated Contact > customer_id | Close Date > ordered_at | Amount > amount | Deal Stage > status | Deal owner > salesperson | Currency > currency"
        " | Original Traffic Source > channel | Create Date > | Amount in company currency > | Pipeline >",
    ),
    _preset(
        "HubSpot", "interactions", "Record ID | Activity date | Call outcome",
        "Activity date > at | Associated Contact IDs > customer_id | Associated Company IDs > customer_id | Associated Contact > customer_id | Call direction > direction"
        " | Call outcome > outcome | Activity assigned to > owner | Call notes > subject | Record ID > | Create date > | Call duration (HH:mm:ss) >",
    ),
    _preset(
        "HubSpot", "tickets", "Ticket ID | Ticket name | Ticket status",
        "Ticket ID > ticket_id | Create date > opened_at | Close date > resolved_at | Associated Contact IDs > customer_id | Associated Contact > customer_id"
        " | Priority > severity | Source > channel | Category > topic | Ticket owner > agent | Ticket description > text | Ticket status >",
    ),
    _preset(
        "HubSpot", "customers", "Record ID | Lifecycle Stage | Contact owner",
        "Record ID > customer_id | First Name > first_name | Last Name > last_name | Email > email | Phone Number > phone | Mobile Phone Number > phone"
        " | Contact owner > account_manager | Create Date > joined_on | Original Traffic Source > acquisition_channel | Original Source > acquisition_channel"
        " | Job Title > occupation | Industry > industry | City > city | State/Region > province | Country/Region > country | Company Name > | Lead Status >"
        " | Last Activity Date > | Close Date >",
    ),
    _preset(
        "HubSpot", "customers", "Record ID | Company name | Company owner",
        "Record ID > customer_id | Company name > name | Company owner > account_manager | Create Date > joined_on | Phone Number > phone | Industry > industry"
        " | City > city | State/Region > province | Country/Region > country | Number of Employees > company_size | Original Traffic Source > acquisition_channel"
        " | Type > kind | Lead Status > | Last Activity Date >",
    ),
    _preset("Amazon", "orders", "order-id | quantity-purchased | item-price", "order-id > order_id | quantity-purchased > quantity | item-price > amount"),
)  # fmt: skip


def recognised(headers: Iterable[str]) -> Preset | None:
    """The export that headers give away; None when they are of no system that is known."""
    keys = frozenset(map(folded, headers))
    return next((preset for preset, signature in _signatures() if signature <= keys), None)


@cache
def _signatures() -> tuple[tuple[Preset, frozenset[str]], ...]:
    """The presets with their signatures folded."""
    return tuple((preset, frozenset(map(folded, preset.signature))) for preset in PRESETS)
