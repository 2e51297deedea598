"""Exports of known systems, with the headers that those systems write: table, columns, and the system's name."""

# ruff: noqa: E501 (the header of an export is a line)
import pytest

from data.match import ACCEPT
from data.presets import PRESETS, recognised
from data.recognise import propose
from data.schema import TABLES

# system: (header, table, target → header)
EXPORTS = {
    "Shopify orders": (
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code"
        "|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku|Billing Name|Notes"
        "|Cancelled at|Payment Method|Refunded Amount|Vendor|Id|Tags|Source|Phone",
        "orders", {"order_id": "Name", "customer_id": "Email", "ordered_at": "Created at", "amount": "Total", "product": "Lineitem name", "channel": "Source"},
    ),
    "Shopify customers": (
        "Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address City|Default Address Province Code"
        "|Default Address Country Code|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note|Tax Exempt|Tags",
        "customers", {"customer_id": "Customer ID", "first_name": "First Name", "email": "Email", "phone": "Phone", "city": "Default Address City"},
    ),
    "淘宝 / 天猫": (
        "订单编号|买家会员名|买家支付宝账号|支付单号|买家应付货款|买家应付邮费|总金额|买家实际支付金额|订单状态|买家留言|收货人姓名|收货地址|联系手机|订单创建时间"
        "|订单付款时间|宝贝标题|宝贝种类|物流单号|物流公司|宝贝总数量|店铺Id|店铺名称|退款金额",
        "orders", {"order_id": "订单编号", "customer_id": "买家会员名", "amount": "买家实际支付金额", "ordered_at": "订单创建时间", "quantity": "宝贝总数量"},
    ),
    "Salesforce opportunities": (
        "Opportunity Owner|Account Name|Opportunity Name|Stage|Fiscal Period|Amount|Probability (%)|Age|Close Date|Created Date|Next Step|Lead Source|Type",
        "orders", {"customer_id": "Account Name", "ordered_at": "Close Date", "amount": "Amount", "status": "Stage", "salesperson": "Opportunity Owner"},
    ),
    "Salesforce leads": (
        "Id|IsDeleted|LastName|FirstName|Company|State|Country|LeadSource|Status|Industry|OwnerId|IsConverted|ConvertedDate|ConvertedAccountId|CreatedDate",
        "leads", {"lead_id": "Id", "source": "LeadSource", "stage": "Status", "converted": "IsConverted", "won_at": "ConvertedDate",
                  "customer_id": "ConvertedAccountId", "created_at": "CreatedDate"},
    ),
    "Zoho CRM": (
        "Record Id|Lead Owner.id|Lead Owner|Company|First Name|Last Name|Email|Phone|Lead Source|Lead Status|Industry|No. of Employees|Annual Revenue|Rating"
        "|Created Time|Modified Time|Is Converted",
        "leads", {"lead_id": "Record Id", "owner": "Lead Owner", "source": "Lead Source", "stage": "Lead Status", "created_at": "Created Time"},
    ),
    "纷享销客": (
        "客户编号|客户名称|客户类型|客户级别|所属行业|国家|省|市|电话|邮件|客户来源|成交状态|负责人|负责人主属部门|生命状态|锁定状态|最后跟进时间|创建人|创建时间",
        "customers", {"customer_id": "客户编号", "name": "客户名称", "account_manager": "负责人", "acquisition_channel": "客户来源", "joined_on": "创建时间"},
    ),
    "HubSpot": (
        "Record ID|Deal Name|Deal Stage|Close Date|Deal owner|Amount|Pipeline|Create Date|Associated Company IDs|Associated Company|Associated Contact IDs",
        "orders", {"order_id": "Record ID", "customer_id": "Associated Company IDs", "ordered_at": "Close Date", "amount": "Amount", "status": "Deal Stage"},
    ),
    "HubSpot contacts": (
        "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Last Activity Date|Lead Status|Lifecycle Stage|Create Date|Company Name|Job Title",
        "customers", {"customer_id": "Record ID", "first_name": "First Name", "account_manager": "Contact owner", "joined_on": "Create Date"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_known_by_its_headers(name: str) -> None:
    text, table, expected = EXPORTS[name]
    header = text.split("|")
    proposal = propose(header, [])
    assert (proposal.table, proposal.missing) == (table, ())
    assert proposal.system and name.startswith(proposal.system)
    told = {match.target: (header[match.column], match.reason, match.confidence) for match in proposal.matches if match.target in expected}
    assert told == {target: (column, "preset", 0.99) for target, column in expected.items()}
    assert all(match.confidence >= ACCEPT for match in proposal.matches if match.target)


def test_what_a_preset_keeps_is_kept() -> None:
    header = EXPORTS["Shopify orders"][0].split("|")
    targets = dict(zip(header, (match.target for match in propose(header, []).matches), strict=True))
    assert {targets[column] for column in ("Id", "Subtotal", "Billing Name", "Vendor")} == {None}


def test_another_order_and_writing_of_the_headers_changes_nothing() -> None:
    header = EXPORTS["HubSpot"][0].split("|")
    there, back = propose(header, []), propose([column.upper() for column in header[::-1]], [])
    assert [match.target for match in there.matches] == [match.target for match in back.matches][::-1]


def test_one_header_less_is_no_signature() -> None:
    for preset in PRESETS:
        assert recognised(preset.signature) is not None
        for header in preset.signature:
            assert recognised([other for other in preset.signature if other != header]) is not preset


def test_the_user_may_take_it_for_another_table() -> None:
    header = EXPORTS["HubSpot contacts"][0].split("|")
    proposal = propose(header, [], "leads")
    assert (proposal.table, proposal.system) == ("leads", "")
    assert "preset" not in {match.reason for match in proposal.matches}


def test_presets_speak_of_columns_that_exist() -> None:
    for preset in PRESETS:
        assert {target for _, target in preset.columns if target} <= set(TABLES[preset.table].names)


def test_cells_deny_a_preset_as_they_deny_a_header() -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Amount"]
    proposal = propose(header, [["1", "a", "won", "soon", "5"]] * 4)
    assert (proposal.table, proposal.missing) == ("orders", ("customer_id", "ordered_at"))
