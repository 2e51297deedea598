"""Columns and codes that several tables share."""

from dataclasses import replace

from data.schema.declare import Column, words

CUSTOMER_KINDS = {
    "person": words(
        "person | individual | consumer | private | b2c | 个人 | 个人客户 | 消费者 | personal | natural person | end user | retail | "
        "individual customer | residential | home | 自然人 | 散客 | 零售 | 零售客户 | 个人用户 | 终端客户 | 终端消费者 | c端 | toc | 家庭"
    ),
    "company": words(
        "company | corporate | organisation | organization | business | b2b | 企业 | 公司 | 企业客户 | 单位 | corporation | enterprise | firm | "
        "institution | institutional | commercial | corporate customer | organisation customer | reseller | distributor | wholesale | "
        "dealer | partner | government | sme | smb | home office | 公司客户 | 法人 | 机构 | 机构客户 | 企业用户 | 经销商 | 代理商 | 批发 | 批发客户 | 分销商 | 渠道商 | "
        "渠道客户 | 合作伙伴 | 政府 | 集团客户 | 大客户 | 团体 | b端 | tob | 商户"
    ),
}

CUSTOMER_ID = Column(
    "customer_id",
    "id",
    words(
        "customer id | customer no | customer number | customer code | cust id | client id | client no | account id | "
        "account number | member id | member no | buyer id | user id | uid | customer | 客户编号 | 客户id | 客户号 | "
        "客户代码 | 客户编码 | 会员号 | 会员id | 会员编号 | 会员卡号 | 买家id | 买家会员名 | 买家昵称 | 用户id | 用户编号 | "
        "顾客编号 | 顾客id | 客户账号 | 会员账号 | 买家账号 | 客户代号 | member | buyer account | contact id | 下单帐号 | "
        "购货单位代码 | 购货单位编码 | 往来单位编码 | kundennummer | sold to party | sold to | customer code no | 客户帐号 | "
        "外部联系人id | 顾客 | associated contact ids | associated contact id | requester id | customer ref | "
        "customer reference | customer key | customer account | account no | client number | client code | client ref | "
        "client reference | customer account number | customer account no | debtor | debtor code | debtor no | debtor id | "
        "debtor number | bill to | bill to customer | bill to id | bill to party | sold to id | sold to customer | "
        "shopper id | patron id | subscriber id | subscriber number | subscriber no | consumer id | household id | payer | "
        "payer id | business partner | business partner id | bp code | card code | loyalty id | loyalty number | loyalty no | "
        "loyalty card | loyalty card number | membership no | membership number | membership id | card no | card number | "
        "member code | member card no | member card number | membership card number | organization id | organisation id | "
        "company id | end user id | end customer id | client account | client | buyer | buyer username | buyer nickname | "
        "buyer user id | purchaser id | policyholder id | guest id | player id | visitor id | donor id | crm id | "
        "crm customer id | customer uuid | customer master id | master customer id | related customer id | 客户 | 买家 | "
        "客户卡号 | 会员卡 | 卡号 | 会员编码 | 会员代码 | 会员卡编号 | vip卡号 | 会员帐号 | 用户账号 | 用户帐号 | 用户编码 | "
        "用户号 | 用户代码 | 顾客号 | 顾客代码 | 顾客编码 | 买家编号 | 买家帐号 | 买家旺旺 | 旺旺号 | 旺旺id | 买家用户名 | "
        "客户唯一标识 | 客户标识 | 客户识别码 | 客户内码 | 客户主键 | 客户序号 | 客户档案号 | 客户档案编号 | 档案号 | "
        "往来单位编号 | 往来单位代码 | 购货单位编号 | 购方编码 | 购方编号 | 客商编码 | 客商编号 | 客商代码 | 企业编号 | "
        "公司编号 | 学员编号 | 学号 | 患者编号 | 车主编号 | 业主编号 | 商户编号 | 商户号 | 经销商编号 | 经销商编码 | "
        "代理商编号 | 账户编号 | 账户号 | 户号 | openid | unionid | 用户openid | 粉丝id | 访客id | 联系人id | 关联客户编号 | "
        "关联客户id | 所属客户编号 | 所属客户id | 客户主编码 | 付款方编号 | 付款客户编码 | 客户uid | 会员uid | 用户uid | "
        "买家uid | distinct id | contact key | contact uuid | "
        "person id | patient id | student id | subscriber key | party id | party number | client uuid | shopify customer id | "
        "买家openid | 用户标识 | 会员标识 | 公众号openid | 微信openid | 微信unionid | externaluserid | external userid | "
        "外部客户编号 | 外部用户id | 单位编号 | 单位编码 | 客户单位编码 | 需方编号 | 付款单位编码 | 订货单位编码 | 售达方 | "
        "售达方编码 | 售达方编号 | sold to pt | customer no ext | 大客户编号 | 大客户编码 | externalreference | "
        "external reference | external data reference | externaldatareference"
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
        "country | nation | billing country | shipping country | mailing country | 国家 | 国家地区 | 国家/地区 | "
        "country region | country code | country code billing | land | country name | country of residence | ship country | "
        "ship to country | delivery country | recipient country | bill to country | address country | country billing | "
        "country shipping | default address country | default address country code | billing country code | "
        "shipping country code | home country | customer country | 国别 | 所在国家 | 收货国家 | 收件国家 | 国家名称 | "
        "所属国家 | 客户国家 | 国家区域 | bill country | country or region | country territory | 国家及地区 | geo country | "
        "所属国家地区 | country iso | country iso code"
    ),
)
REGION = Column(
    "region",
    "text",
    words(
        "region | area | territory | sales region | market | 地区 | 区域 | 大区 | 销售区域 | 片区 | sales area | "
        "sales territory | geo | geography | zone | region name | area name | sales zone | 大区名称 | 所属大区 | 所属区域 | "
        "销售大区 | 区域名称 | 所属地区 | 客户区域 | 客户地区 | 所在地区 | 所在区域 | 战区 | 地域 | 所在大区 | 销售片区 | "
        "所属片区 | sales district | district | 营销区域 | 业务区域 | 区域大区 | 销售大区名称 | 经营区域 | 归属区域 | 归属大区"
    ),
)
PROVINCE = Column(
    "province",
    "text",
    words(
        "province | state | state province | billing province | shipping province | billing state | mailing state | 省份 | "
        "省 | 省/自治区 | 收货省份 | 所在省份 | 省市 | state region | state code | state code billing | "
        "billing state province | mailing state province | bundesland | state name | state or province | province state | "
        "province name | ship state | ship to state | shipping state | delivery state | recipient state | address state | "
        "default address province | default address province code | us state | home state | customer state | province code | "
        "shipping province code | billing province code | ship province | 省名 | 省州 | 州 | 州省 | 省直辖市 | 收件省份 | "
        "收货省 | 收件省 | 收货人省份 | 省份名称 | 所属省份 | 客户省份 | 收货地址省 | 省份直辖市 | 省级 | 省份地区 | "
        "bill state | state territory | 注册省份 | 收货地址省份 | contact state | province state code | 省区"
    ),
)
CITY = Column(
    "city",
    "text",
    words(
        "city | town | billing city | shipping city | mailing city | 城市 | 市 | 所在城市 | 收货城市 | 地市 | 县市 | ort | "
        "city name | city town | town city | locality | ship city | ship to city | delivery city | recipient city | "
        "address city | default address city | city of residence | home city | customer city | municipality | 城市名称 | "
        "收件城市 | 收货市 | 收件市 | 收货人城市 | 所属城市 | 客户城市 | 居住城市 | 常住城市 | 地级市 | 所在市 | 收货地址市 | "
        "市区 | 城市地区 | 现居城市 | bill city | 地级市名称 | 收货地址城市 | 注册城市 | 常驻城市 | 门店城市 | contact city | "
        "city district | 城市名"
    ),
)
