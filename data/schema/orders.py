"""Orders: one row is an order line."""

from data.schema.declare import Column, Table, words
from data.schema.shared import CITY, COUNTRY, CUSTOMER_ID, CUSTOMER_KINDS, PROVINCE, REGION

STATUSES = {
    "completed": words(
        "completed | complete | paid | fulfilled | delivered | closed won | success | done | 交易成功 | 已完成 | 完成 | 已签收 | 已收货 | "
        "已支付 | 已付款 | bezahlt | abgeschlossen | versendet"
    ),
    "shipped": words("shipped | in transit | dispatched | 卖家已发货 | 已发货 | 待收货 | 运输中 | 等待确认收货"),
    "processing": words(
        "processing | unfulfilled | 买家已付款 | 等待卖家发货 | 待发货 | 处理中 | 配货中 | 等待出库 | (锁定)等待出库 | in bearbeitung | offen"
    ),
    "unpaid": words("unpaid | pending | pending payment | awaiting payment | 等待买家付款 | 待付款 | 未付款 | 待支付 | 等待付款"),
    "cancelled": words(
        "cancelled | canceled | voided | void | failed | expired | closed lost | storniert | 交易关闭 | 已取消 | 取消 | 已关闭 | 作废 | "
        "(删除)等待出库 | (删除)等待付款 | (删除)等待确认收货 | (删除)完成"
    ),
    "open": words(
        "open | prospecting | qualification | needs analysis | value proposition | id. decision makers | perception analysis | proposal | "
        "proposal/price quote | negotiation | negotiation/review | appointment scheduled | qualified to buy | presentation scheduled | "
        "decision maker bought-in | contract sent | 初步接洽 | 需求确定 | 需求分析 | 方案/报价 | 方案报价 | 谈判审核 | 商务谈判 | "
        "初期沟通 | 验证客户"
    ),
    "refunded": words("refunded | returned | return | 退款成功 | 已退款 | 退货 | 已退货"),
}

ORDERS = Table(
    "orders",
    (
        CUSTOMER_ID,
        Column(
            "ordered_at",
            "timestamp",
            words(
                "order date | ordered at | invoice date | created at | purchase date | purchased at | transaction date | order time | "
                "sale date | sales date | date | datetime | timestamp | order datetime | close date | closed date | closing date | "
                "下单时间 | 订单时间 | 下单日期 | 订单日期 | 订单创建时间 | 交易时间 | 交易日期 | 购买时间 | 购买日期 | 销售日期 | "
                "消费时间 | 消费日期 | 成交时间 | 成交日期 | 预计成交日期 | 预计成交时间 | 创建时间 | 日期 | 时间 | 销售时间 | 单据日期 | "
                "业务日期 | 开单日期 | 结账时间 | 订购时间 | auftragsdatum | bestelldatum | document date"
            ),
            required=True,
        ),
        Column(
            "amount",
            "money",
            words(
                "amount | total | sales | order total | total amount | total price | line total | revenue | net amount | total sales | "
                "order amount | grand total | paid amount | value | order value | sales amount | dollar value | payment amount | "
                "total paid | amount paid | order total amount | deal amount | opportunity amount | 金额 | 订单金额 | 实付金额 | 实付款 | "
                "总额 | 总金额 | 销售额 | 销售金额 | 成交金额 | 交易金额 | 消费金额 | 支付金额 | 买家应付货款 | 买家实际支付金额 | "
                "应付金额 | 实收金额 | 合计 | 订单总额 | 含税金额 | 总价 | 付款金额 | 订单实付金额 | 商机金额 | 合同金额 | 预计成交金额 | "
                "结算金额 | 价税合计 | 实收 | net value | gesamt brutto | gesamtbetrag"
            ),
            required=True,
        ),
        Column(
            "order_id",
            "id",
            words(
                "order id | order no | order number | invoice no | invoice | invoice number | invoice id | transaction id | "
                "transaction no | receipt no | receipt number | order | bill no | order name | sales order | opportunity id | 订单编号 | "
                "订单号 | 订单id | 单号 | 交易号 | 交易编号 | 流水号 | 发票号 | 销售单号 | 小票号 | 主订单编号 | 单据编号 | "
                "auftragsnummer | bestellnummer | sales document"
            ),
        ),
        Column("currency", "text", words("currency | currency code | document currency | 币种 | 货币 | 币别 | währung")),
        Column(
            "quantity",
            "number",
            words(
                "quantity | qty | units | item quantity | number of items | lineitem quantity | items | number of cds | number of units | "
                "item count | 数量 | 宝贝总数量 | 购买数量 | 件数 | 商品数量 | 销售数量 | 销量 | 商品总数 | 订购数量 | 实发数量 | "
                "quantity purchased | menge | order quantity"
            ),
        ),
        Column(
            "unit_price",
            "money",
            words(
                "unit price | price | item price | price per unit | lineitem price | 单价 | 价格 | 商品单价 | 销售单价 | 成交单价 | "
                "京东价 | 实际售价 | 售价 | item cost | vk brutto | 含税单价 | net price | einzelpreis"
            ),
        ),
        Column("discount", "number", words("discount | discount amount | discount rate | 折扣 | 优惠 | 优惠金额 | 折扣率 | 折扣金额")),
        Column("cost", "money", words("cost | cogs | cost amount | 成本 | 成本金额 | 进货成本")),
        Column("profit", "money", words("profit | margin | gross profit | 利润 | 毛利 | 毛利额 | rohgewinn")),
        Column(
            "product_id",
            "id",
            words(
                "product id | sku | stock code | item id | item code | product code | lineitem sku | article no | 产品编号 | 商品编号 | "
                "商品编码 | 货号 | 产品id | 商品id | 商家编码 | 产品编码 | 物料编码 | 商品条码 | 物料代码 | 条码 | 存货编码 | 款号 | material | material number | artikelnummer"
            ),
        ),
        Column(
            "product",
            "text",
            words(
                "product | product name | description | item | item name | lineitem name | product title | 产品名称 | 商品名称 | "
                "宝贝标题 | 产品 | 商品 | 品名 | 商品标题 | 宝贝名称 | 物料名称 | 存货名称 | artikelname | bezeichnung"
            ),
        ),
        Column(
            "category",
            "text",
            words(
                "category | product category | sub category | department | product type | product line | 类别 | 子类别 | 品类 | "
                "商品类别 | 产品类别 | 类目 | 商品分类 | 产品分类 | 分类 | warengruppe"
            ),
        ),
        Column(
            "channel",
            "text",
            words(
                "channel | sales channel | order source | source | platform | source name | 渠道 | 销售渠道 | 订单来源 | 来源 | 平台 | "
                "来源渠道 | 下单渠道 | 订单渠道 | distribution channel | verkaufskanal"
            ),
        ),
        Column("store", "text", words("store | shop | store name | branch | outlet | location | 门店 | 店铺 | 店铺名称 | 门店名称 | 分店")),
        Column(
            "salesperson",
            "text",
            words(
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
            words("customer name | client name | buyer name | account name | 客户名称 | 客户姓名 | 会员姓名 | 买家姓名 | 姓名 | 顾客姓名"),
        ),
        Column(
            "customer_kind",
            "code",
            words("customer type | customer kind | customer segment | segment | 客户类型 | 客户类别 | 细分"),
            values=CUSTOMER_KINDS,
        ),
        Column(
            "status",
            "code",
            words(
                "status | order status | financial status | payment status | stage | deal stage | opportunity stage | 订单状态 | 状态 | "
                "交易状态 | 支付状态 | 商机阶段 | overall status | auftragsstatus"
            ),
            values=STATUSES,
        ),
        Column("is_return", "boolean", words("is return | return | returned | refund flag | 是否退货 | 退货 | 退货标记")),
        Column(
            "refund",
            "money",
            words("refund | refund amount | refunded amount | amount refunded | 退款金额 | 买家退款金额 | 退款 | 退货金额 | order refund amount"),
        ),
        Column(
            "paid_at",
            "timestamp",
            words(
                "paid at | payment date | payment time | 订单付款时间 | 付款时间 | 支付时间 | 付款日期 | 付款确认时间 | payments date | bezahlt am"
            ),
        ),
    ),
    happened="ordered_at",
    sums="amount",
)
