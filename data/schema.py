"""The canonical tables, declared once: upload, template, checks and docs all read this declaration.

A synonym is a header as shops and CRMs write it, in Chinese or English. Matching folds case, width, blanks and
punctuation first, so each spelling is listed once. Meanings shown to users live in the catalogues under
``column.<table>.<name>``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["id", "text", "code", "date", "timestamp", "money", "number", "integer", "boolean"]

SQL_TYPES: dict[Kind, str] = {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "code": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "money": "DECIMAL(18,4)",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}


@dataclass(frozen=True)
class Column:
    """One canonical column. ``values`` maps a code to the words that files use for it; other words stay as they came."""

    name: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    required: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def sql_type(self) -> str:
        """The engine's type of this column."""
        return SQL_TYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """One canonical table. ``key`` names the columns that identify a row, empty where rows only append."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Column:
        """The column called ``name``; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names a file must supply."""
        return tuple(column.name for column in self.columns if column.required)


def _words(text: str) -> tuple[str, ...]:
    """The words between the bars."""
    return tuple(word.strip() for word in text.split("|"))


GENDERS = {
    "male": _words("male | m | man | 男 | 男性 | 先生"),
    "female": _words("female | f | woman | 女 | 女性 | 女士"),
}
CUSTOMER_KINDS = {
    "person": _words("person | individual | consumer | private | b2c | 个人 | 个人客户 | 消费者"),
    "company": _words("company | corporate | organisation | organization | business | b2b | 企业 | 公司 | 企业客户 | 单位"),
}
STATUSES = {
    "completed": _words(
        "completed | complete | paid | fulfilled | delivered | closed won | success | done | 交易成功 | 已完成 | 完成 | 已签收 | 已收货 | "
        "已支付 | 已付款 | bezahlt | abgeschlossen | versendet"
    ),
    "shipped": _words("shipped | in transit | dispatched | 卖家已发货 | 已发货 | 待收货 | 运输中 | 等待确认收货"),
    "processing": _words(
        "processing | unfulfilled | 买家已付款 | 等待卖家发货 | 待发货 | 处理中 | 配货中 | 等待出库 | (锁定)等待出库 | in bearbeitung | offen"
    ),
    "unpaid": _words("unpaid | pending | pending payment | awaiting payment | 等待买家付款 | 待付款 | 未付款 | 待支付 | 等待付款"),
    "cancelled": _words(
        "cancelled | canceled | voided | void | failed | expired | closed lost | storniert | 交易关闭 | 已取消 | 取消 | 已关闭 | 作废 | "
        "(删除)等待出库 | (删除)等待付款 | (删除)等待确认收货 | (删除)完成"
    ),
    "open": _words(
        "open | prospecting | qualification | needs analysis | value proposition | id. decision makers | perception analysis | proposal | "
        "proposal/price quote | negotiation | negotiation/review | appointment scheduled | qualified to buy | presentation scheduled | "
        "decision maker bought-in | contract sent | 初步接洽 | 需求确定 | 需求分析 | 方案/报价 | 方案报价 | 谈判审核 | 商务谈判 | "
        "初期沟通 | 验证客户"
    ),
    "refunded": _words("refunded | returned | return | 退款成功 | 已退款 | 退货 | 已退货"),
}

CUSTOMER_ID = Column(
    "customer_id",
    "id",
    _words(
        "customer id | customer no | customer number | customer code | cust id | client id | client no | account id | account number | "
        "member id | member no | buyer id | user id | uid | customer | 客户编号 | 客户id | 客户号 | 客户代码 | 客户编码 | 会员号 | "
        "会员id | 会员编号 | 会员卡号 | 买家id | 买家会员名 | 买家昵称 | 用户id | 用户编号 | 顾客编号 | 顾客id | 客户账号 | 会员账号 | "
        "买家账号 | 客户代号 | member | buyer account | record id | contact id | 下单帐号 | 购货单位代码 | 购货单位编码 | 往来单位编码 | "
        "kundennummer"
    ),
    required=True,
)
COUNTRY = Column(
    "country",
    "text",
    _words(
        "country | nation | billing country | shipping country | mailing country | 国家 | 国家地区 | 国家/地区 | country region | "
        "country code | country code billing | land"
    ),
)
REGION = Column("region", "text", _words("region | area | territory | sales region | market | 地区 | 区域 | 大区 | 销售区域 | 片区"))
PROVINCE = Column(
    "province",
    "text",
    _words(
        "province | state | state province | billing province | shipping province | billing state | mailing state | 省份 | 省 | "
        "省/自治区 | 收货省份 | 所在省份 | 省市 | state region | state code | state code billing | billing state province | bundesland"
    ),
)
CITY = Column("city", "text", _words("city | town | billing city | shipping city | mailing city | 城市 | 市 | 所在城市 | 收货城市 | 地市 | ort"))

ORDERS = Table(
    "orders",
    (
        CUSTOMER_ID,
        Column(
            "ordered_at",
            "timestamp",
            _words(
                "order date | ordered at | invoice date | created at | purchase date | purchased at | transaction date | order time | "
                "sale date | sales date | date | datetime | timestamp | order datetime | close date | closed date | closing date | "
                "下单时间 | 订单时间 | 下单日期 | 订单日期 | 订单创建时间 | 交易时间 | 交易日期 | 购买时间 | 购买日期 | 销售日期 | "
                "消费时间 | 消费日期 | 成交时间 | 成交日期 | 预计成交日期 | 预计成交时间 | 创建时间 | 日期 | 时间 | 销售时间 | 单据日期 | "
                "业务日期 | 开单日期 | 结账时间 | 订购时间 | auftragsdatum | bestelldatum"
            ),
            required=True,
        ),
        Column(
            "amount",
            "money",
            _words(
                "amount | total | sales | order total | total amount | total price | line total | revenue | net amount | total sales | "
                "order amount | grand total | paid amount | value | order value | sales amount | dollar value | payment amount | "
                "total paid | amount paid | order total amount | deal amount | opportunity amount | 金额 | 订单金额 | 实付金额 | 实付款 | "
                "总额 | 总金额 | 销售额 | 销售金额 | 成交金额 | 交易金额 | 消费金额 | 支付金额 | 买家应付货款 | 买家实际支付金额 | "
                "应付金额 | 实收金额 | 合计 | 订单总额 | 含税金额 | 总价 | 付款金额 | 订单实付金额 | 商机金额 | 合同金额 | 预计成交金额 | "
                "结算金额 | 价税合计 | 实收 | gesamt brutto | gesamtbetrag"
            ),
            required=True,
        ),
        Column(
            "order_id",
            "id",
            _words(
                "order id | order no | order number | invoice no | invoice | invoice number | invoice id | transaction id | "
                "transaction no | receipt no | receipt number | order | bill no | order name | sales order | opportunity id | 订单编号 | "
                "订单号 | 订单id | 单号 | 交易号 | 交易编号 | 流水号 | 发票号 | 销售单号 | 小票号 | 主订单编号 | 单据编号 | "
                "auftragsnummer | bestellnummer"
            ),
        ),
        Column("currency", "text", _words("currency | currency code | 币种 | 货币 | 币别 | währung")),
        Column(
            "quantity",
            "number",
            _words(
                "quantity | qty | units | item quantity | number of items | lineitem quantity | items | number of cds | number of units | "
                "item count | 数量 | 宝贝总数量 | 购买数量 | 件数 | 商品数量 | 销售数量 | 销量 | 商品总数 | 订购数量 | 实发数量 | "
                "quantity purchased | menge"
            ),
        ),
        Column(
            "unit_price",
            "money",
            _words(
                "unit price | price | item price | price per unit | lineitem price | 单价 | 价格 | 商品单价 | 销售单价 | 成交单价 | "
                "京东价 | 实际售价 | 售价 | item cost | vk brutto | einzelpreis"
            ),
        ),
        Column("discount", "number", _words("discount | discount amount | discount rate | 折扣 | 优惠 | 优惠金额 | 折扣率 | 折扣金额")),
        Column("cost", "money", _words("cost | cogs | cost amount | 成本 | 成本金额 | 进货成本")),
        Column("profit", "money", _words("profit | margin | gross profit | 利润 | 毛利 | 毛利额 | rohgewinn")),
        Column(
            "product_id",
            "id",
            _words(
                "product id | sku | stock code | item id | item code | product code | lineitem sku | article no | 产品编号 | 商品编号 | "
                "商品编码 | 货号 | 产品id | 商品id | 商家编码 | 产品编码 | 物料编码 | 商品条码 | 物料代码 | 条码 | artikelnummer"
            ),
        ),
        Column(
            "product",
            "text",
            _words(
                "product | product name | description | item | item name | lineitem name | product title | 产品名称 | 商品名称 | "
                "宝贝标题 | 产品 | 商品 | 品名 | 商品标题 | 宝贝名称 | 物料名称 | artikelname | bezeichnung"
            ),
        ),
        Column(
            "category",
            "text",
            _words(
                "category | product category | sub category | department | product type | product line | 类别 | 子类别 | 品类 | "
                "商品类别 | 产品类别 | 类目 | 商品分类 | 产品分类 | 分类 | warengruppe"
            ),
        ),
        Column(
            "channel",
            "text",
            _words(
                "channel | sales channel | order source | source | platform | source name | 渠道 | 销售渠道 | 订单来源 | 来源 | 平台 | "
                "来源渠道 | 下单渠道 | 订单渠道 | verkaufskanal"
            ),
        ),
        Column("store", "text", _words("store | shop | store name | branch | outlet | location | 门店 | 店铺 | 店铺名称 | 门店名称 | 分店")),
        Column(
            "salesperson",
            "text",
            _words(
                "salesperson | sales rep | seller | opportunity owner | sales person | employee | deal owner | 销售员 | 业务员 | "
                "销售代表 | 销售 | 导购 | 销售人员 | 负责人 | 商机负责人 | 销售负责人 | 导购员"
            ),
        ),
        COUNTRY,
        REGION,
        PROVINCE,
        CITY,
        Column(
            "customer_name",
            "text",
            _words("customer name | client name | buyer name | account name | 客户名称 | 客户姓名 | 会员姓名 | 买家姓名 | 姓名 | 顾客姓名"),
        ),
        Column(
            "customer_kind",
            "code",
            _words("customer type | customer kind | customer segment | segment | 客户类型 | 客户类别 | 细分"),
            values=CUSTOMER_KINDS,
        ),
        Column(
            "status",
            "code",
            _words(
                "status | order status | financial status | payment status | stage | deal stage | opportunity stage | 订单状态 | 状态 | "
                "交易状态 | 支付状态 | 商机阶段 | auftragsstatus"
            ),
            values=STATUSES,
        ),
        Column("is_return", "boolean", _words("is return | return | returned | refund flag | 是否退货 | 退货 | 退货标记")),
        Column(
            "refund",
            "money",
            _words("refund | refund amount | refunded amount | amount refunded | 退款金额 | 买家退款金额 | 退款 | 退货金额 | order refund amount"),
        ),
        Column(
            "paid_at",
            "timestamp",
            _words(
                "paid at | payment date | payment time | 订单付款时间 | 付款时间 | 支付时间 | 付款日期 | 付款确认时间 | payments date | bezahlt am"
            ),
        ),
    ),
)

CUSTOMERS = Table(
    "customers",
    (
        CUSTOMER_ID,
        Column(
            "name",
            "text",
            _words(
                "name | customer name | full name | client name | account name | company name | buyer name | 客户名称 | 姓名 | 客户姓名 | "
                "会员姓名 | 名称 | 公司名称 | 企业名称 | 昵称 | 买家姓名 | 顾客姓名"
            ),
        ),
        Column(
            "kind",
            "code",
            _words("kind | customer type | segment | account type | client type | customer kind | 客户类型 | 细分 | 客户性质 | 客户类别"),
            values=CUSTOMER_KINDS,
        ),
        Column("first_name", "text", _words("first name | given name | forename | 名 | vorname")),
        Column("last_name", "text", _words("last name | surname | family name | 姓 | nachname")),
        Column("gender", "code", _words("gender | sex | 性别"), values=GENDERS),
        Column("birth_date", "date", _words("birth date | birthday | date of birth | dob | birthdate | 生日 | 出生日期 | 出生年月")),
        Column("age", "integer", _words("age | 年龄")),
        Column("income", "number", _words("income | annual income | salary | 收入 | 年收入 | 月收入")),
        Column("education", "text", _words("education | education level | 学历 | 教育程度 | 文化程度")),
        Column("occupation", "text", _words("occupation | job | job title | profession | title | 职业 | 职务 | 职位")),
        Column("family", "text", _words("family | marital status | household | 婚姻状况 | 家庭 | 婚姻 | 家庭状况")),
        Column("contact_person", "text", _words("contact person | contact | contact name | primary contact | 联系人 | 主要联系人 | 联系人姓名")),
        Column("industry", "text", _words("industry | sector | 行业 | 所属行业 | 客户行业 | 1级行业 | 一级行业")),
        Column(
            "company_size",
            "text",
            _words("company size | employees | number of employees | no of employees | 企业规模 | 公司规模 | 员工人数 | 人员规模"),
        ),
        COUNTRY,
        REGION,
        PROVINCE,
        CITY,
        Column(
            "acquisition_channel",
            "text",
            _words(
                "acquisition channel | source | lead source | channel | signup source | acquisition source | referral source | "
                "utm source | 获客渠道 | 客户来源 | 来源渠道 | 来源 | 注册渠道 | 渠道 | original traffic source | original source"
            ),
        ),
        Column(
            "joined_on",
            "date",
            _words(
                "joined on | signup date | registration date | created at | customer since | created date | join date | member since | "
                "registered at | created time | create date | 注册时间 | 注册日期 | 创建时间 | 入会时间 | 入会日期 | 开户日期 | "
                "建档日期 | 加入时间 | 成为客户时间"
            ),
        ),
        Column(
            "member_tier",
            "text",
            _words(
                "member tier | tier | loyalty tier | membership level | level | vip level | 会员等级 | 客户等级 | 等级 | 会员级别 | "
                "客户级别 | membership type"
            ),
        ),
        Column("points", "number", _words("points | loyalty points | 积分 | 会员积分 | 当前积分 | 剩余积分 | reward points")),
        Column("referred_by", "id", _words("referred by | referrer | referrer id | 推荐人 | 介绍人 | 推荐人编号")),
        Column("credit_limit", "money", _words("credit limit | 授信额度 | 信用额度")),
        Column("credit_rating", "text", _words("credit rating | credit score | 信用等级 | 信用评级")),
        Column(
            "account_manager",
            "text",
            _words(
                "account manager | owner | account owner | contact owner | sales owner | 客户经理 | 负责人 | 所有者 | 客户负责人 | 跟进人 | sales rep"
            ),
        ),
        Column(
            "phone",
            "id",
            _words(
                "phone | mobile | telephone | phone number | mobile phone | cell | tel | 手机 | 电话 | 手机号 | 联系电话 | 手机号码 | "
                "联系手机 | 移动电话 | cell phone | mobile phone number"
            ),
        ),
        Column("email", "id", _words("email | e-mail | email address | mail | 邮箱 | 电子邮箱 | 电子邮件 | 邮件")),
        Column("tenure_months", "number", _words("tenure | tenure months | months on book | 在网时长 | 合作月数 | 在网月数")),
        Column("monthly_charge", "money", _words("monthly charges | monthly charge | monthly fee | mrr | 月费 | 月租 | 月消费")),
        Column("churned", "boolean", _words("churn | churned | is churned | attrition | exited | 是否流失 | 流失 | 已流失")),
        Column("churned_on", "date", _words("churned on | churn date | cancel date | 流失日期 | 流失时间 | 退订日期")),
        Column("churn_reason", "text", _words("churn reason | cancel reason | 流失原因 | 退订原因")),
    ),
    key=("customer_id",),
)

TABLES: dict[str, Table] = {table.name: table for table in (ORDERS, CUSTOMERS)}
