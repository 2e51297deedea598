"""Columns and codes that several tables share."""

from dataclasses import replace

from data.schema.declare import Column, words

CUSTOMER_KINDS = {
    "person": words("person | individual | consumer | private | b2c | 个人 | 个人客户 | 消费者"),
    "company": words("company | corporate | organisation | organization | business | b2b | 企业 | 公司 | 企业客户 | 单位"),
}

CUSTOMER_ID = Column(
    "customer_id",
    "id",
    words(
        "customer id | customer no | customer number | customer code | cust id | client id | client no | account id | account number | "
        "member id | member no | buyer id | user id | uid | customer | 客户编号 | 客户id | 客户号 | 客户代码 | 客户编码 | 会员号 | "
        "会员id | 会员编号 | 会员卡号 | 买家id | 买家会员名 | 买家昵称 | 用户id | 用户编号 | 顾客编号 | 顾客id | 客户账号 | 会员账号 | "
        "买家账号 | 客户代号 | member | buyer account | record id | contact id | 下单帐号 | 购货单位代码 | 购货单位编码 | 往来单位编码 | "
        "kundennummer | sold to party | sold to | customer code no | 客户帐号 | 外部联系人id | 顾客 | associated contact ids | associated contact id | requester id"
    ),
    required=True,
    references="customers",
)
OPTIONAL_CUSTOMER = replace(CUSTOMER_ID, required=False)
"""The customer of a row that may have none."""
COUNTRY = Column(
    "country",
    "text",
    words(
        "country | nation | billing country | shipping country | mailing country | 国家 | 国家地区 | 国家/地区 | country region | "
        "country code | country code billing | land"
    ),
)
REGION = Column("region", "text", words("region | area | territory | sales region | market | 地区 | 区域 | 大区 | 销售区域 | 片区"))
PROVINCE = Column(
    "province",
    "text",
    words(
        "province | state | state province | billing province | shipping province | billing state | mailing state | 省份 | 省 | "
        "省/自治区 | 收货省份 | 所在省份 | 省市 | state region | state code | state code billing | billing state province | mailing state province | bundesland"
    ),
)
CITY = Column(
    "city", "text", words("city | town | billing city | shipping city | mailing city | 城市 | 市 | 所在城市 | 收货城市 | 地市 | 县市 | ort")
)
