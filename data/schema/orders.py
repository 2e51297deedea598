"""Orders: one row is an order line."""

from collections.abc import Mapping

from data.schema.declare import Column, Table, words
from data.schema.shared import CITY, COUNTRY, CUSTOMER_ID, CUSTOMER_KINDS, PROVINCE, REGION

STATUSES = {
    "completed": words(
        "completed | complete | paid | fulfilled | delivered | closed won | success | done | 交易成功 | 已完成 | 完成 | 已签收 | 已收货 | 已支付 | 已付款 | "
        "bezahlt | abgeschlossen | versendet | sold | settled | finished | ok | successful | succeeded | captured | "
        "won | 成交 | 已成交 | 赢单 | 交易完成 | 已结清 | 已结算 | 已核销 | 已妥投 | 妥投 | 签收 | 已收款 | 付款成功 | 支付成功 | 已完结 | 已结束 | 结束 | 正常 | 已审核 | 关闭成功 | 已评价 | 待评价 | "
        "交易成功已评价 | 订单完成 | 已消费 | 已使用"
    ),
    "shipped": words(
        "shipped | in transit | dispatched | 卖家已发货 | 已发货 | 待收货 | 运输中 | 等待确认收货 | shipping | out for delivery | fulfilled partially | "
        "partially fulfilled | partial shipment | partially shipped | on its way | sent | 卖家已发货，等待买家确认 | 卖家已发货等待买家确认 | 配送中 | 派送中 | 已出库 | "
        "待签收 | 部分发货 | 已揽收 | 送货中 | 发货中 | 已寄出"
    ),
    "processing": words(
        "processing | unfulfilled | 买家已付款 | 等待卖家发货 | 待发货 | 处理中 | 配货中 | 等待出库 | (锁定)等待出库 | in bearbeitung | offen | in progress | "
        "confirmed | accepted | authorized | preparing | ready to ship | awaiting shipment | awaiting fulfillment | partially paid | "
        "on hold | backordered | pre order | packed | scheduled | 买家已付款，等待卖家发货 | 买家已付款等待卖家发货 | 已付款待发货 | 备货中 | 待出库 | 已接单 | 已确认 | 待处理 | "
        "审核中 | 待审核 | 已下单 | 进行中 | 部分付款 | 拼团中 | 待自提 | 待核销 | 预售中 | 执行中"
    ),
    "unpaid": words(
        "unpaid | pending | pending payment | awaiting payment | 等待买家付款 | 待付款 | 未付款 | 待支付 | 等待付款 | awaiting | payment pending | not paid | "
        "未支付 | 等待支付 | 待收款 | 待买家付款 | 未收款 | 待确认"
    ),
    "cancelled": words(
        "cancelled | canceled | voided | void | failed | expired | closed lost | storniert | 交易关闭 | 已取消 | 取消 | 已关闭 | 作废 | (删除)等待出库 | "
        "(删除)等待付款 | (删除)等待确认收货 | (删除)完成 | cancel | closed by seller | declined | rejected | abandoned | deleted | aborted | lost | "
        "payment failed | void transaction | 已撤销 | 撤销 | 已撤单 | 订单取消 | 交易取消 | 已失效 | 失效 | 超时关闭 | 支付失败 | 已拒单 | 拒单 | 已删除 | 输单 | 丢单 | 无效 | "
        "交易已关闭 | 订单关闭 | 已终止"
    ),
    "open": words(
        "open | prospecting | qualification | needs analysis | value proposition | id. decision makers | perception analysis | proposal | "
        "proposal/price quote | negotiation | negotiation/review | appointment scheduled | qualified to buy | presentation scheduled | "
        "decision maker bought-in | contract sent | 初步接洽 | 需求确定 | 需求分析 | 方案/报价 | 方案报价 | 谈判审核 | 商务谈判 | 初期沟通 | 验证客户 | 跟进中 | not yet won | "
        "discovery | qualified | qualifying | proposal made | quoted | quote sent | demo scheduled | presentation | verbal commitment | "
        "pipeline | negotiating | proposal sent | solution | evaluation | commit | best case | 意向 | 立项 | 报价 | 已报价 | 谈判 | 合同谈判 | 招投标 | "
        "方案设计 | 需求调研 | 商务洽谈 | 待签约 | 初步沟通 | 立项评估"
    ),
    "refunded": words(
        "refunded | returned | return | 退款成功 | 已退款 | 退货 | 已退货 | partially refunded | partial refund | chargeback | charged back | refund | "
        "refund completed | return completed | rma | 退款 | 退款完成 | 全额退款 | 部分退款 | 已退 | 退货退款 | 退单 | 已退单 | 退货完成 | 拒收 | 仅退款 | 退款成功交易关闭"
    ),
}
RETURNS: Mapping[str, tuple[str, ...]] = {  # what kinds of documents are called
    "true": words(
        "return | returns | returned | sales return | customer return | refund | refunds | refunded | credit | credit note | credit memo | "
        "return order | refund order | reversal | 退货 | 退货单 | 销售退货 | 销售退货单 | 销售退货入库 | 退货入库 | 销退 | 退款 | 退款单 | 退单 | 退货退款 | 仅退款 | "
        "退货订单 | 退款订单 | 消费退款 | 零售退货 | 退回"
    ),
    "false": words(
        "sale | sales | sold | order | orders | sales order | purchase | invoice | sales invoice | charge | 销售 | 销售单 | 销售出库 | 销售出库单 | 销售订单 | "
        "销货 | 销货单 | 出库 | 消费 | 普通订单 | 正常订单 | 订单 | 收款 | 零售 | 零售单 | 零售出库 | 购买 | 正常销售"
    ),
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
                "消费时间 | 消费日期 | 成交时间 | 成交日期 | 预计成交日期 | 预计成交时间 | 创建时间 | 日期 | 时间 | 销售时间 | "
                "单据日期 | 业务日期 | 开单日期 | 结账时间 | 订购时间 | auftragsdatum | bestelldatum | document date | ordered on | "
                "order placed | order placed at | order placed date | placed at | placed on | date placed | order created | "
                "order created at | order created date | order creation date | order created time | created | created on | "
                "created time | created date | creation date | create time | create date | date created | date ordered | "
                "date of order | order timestamp | order placed time | booking date | booked at | booked on | date booked | sold at | "
                "sold on | date sold | date of sale | sale time | sales time | sale datetime | purchase time | purchased on | "
                "purchase datetime | date purchased | date of purchase | purchase timestamp | transaction time | "
                "transaction timestamp | transaction datetime | date of transaction | trans date | trans time | txn date | txn time | "
                "trade date | trx date | checkout date | checkout time | receipt date | receipt time | invoice time | "
                "invoice datetime | order day | business date | posting date | day | sale day | won date | actual close date | "
                "订购日期 | 订货日期 | 订货时间 | 订单生成时间 | 订单生成日期 | 订单提交时间 | 提交时间 | 提交订单时间 | 拍下时间 | "
                "拍单时间 | 成单时间 | 成单日期 | 下单日 | 购买日 | 销售日 | 交易创建时间 | 单据时间 | 制单日期 | 制单时间 | "
                "录单日期 | 录单时间 | 收银时间 | 消费日 | 成交日 | 开票日期 | 出库日期 | 签单日期 | 签单时间 | 签约日期 | 签约时间 | "
                "合同签订日期 | 签订日期 | 订单创建日期 | 创建日期 | 营业日期 | 营业日 | 入账日期 | 记账日期 | 结帐时间 | 结账日期 | "
                "结单时间 | 交易日 | 发生日期 | 实际成交日期 | 赢单日期 | 订单下单时间 | 订单发生时间 | 用户下单时间 | 买家下单时间 | "
                "购买时间日期 | 出货日期 | 出货日 | 销货日期 | 销货日 | 售出时间 | 售出日期 | 开单时间 | 过账日期 | 凭证日期 | "
                "单据日 | 接单日期 | 接单时间 | 合同日期 | 合同签署日期 | 签署日期 | 签单日 | order placed on | billing date | "
                "sold date | 账单日期 | 消费时点 | 下单时点 | sales day | so date | ord date | 订单成交时间"
            ),
            required=True,
        ),
        Column(
            "amount",
            "money",
            words(
                "amount | total | sales | order total | total amount | total price | line total | revenue | net amount | total sales | "
                "order amount | grand total | paid amount | value | order value | sales amount | dollar value | payment amount | "
                "total paid | amount paid | order total amount | deal amount | opportunity amount | 金额 | 订单金额 | 实付金额 | "
                "实付款 | 总额 | 总金额 | 销售额 | 销售金额 | 成交金额 | 交易金额 | 消费金额 | 支付金额 | 买家应付货款 | "
                "买家实际支付金额 | 应付金额 | 实收金额 | 合计 | 订单总额 | 含税金额 | 总价 | 付款金额 | 订单实付金额 | 商机金额 | "
                "合同金额 | 预计成交金额 | 结算金额 | 价税合计 | 实收 | net value | gesamt brutto | gesamtbetrag | order total price | "
                "total order amount | total order value | order total value | sub total | order subtotal | net sales | gross sales | "
                "gross amount | gross total | gross revenue | net revenue | net total | net sales amount | sale amount | sale total | "
                "sales total | sales value | sales revenue | turnover | line amount | line value | line item total | "
                "line item amount | extended price | extended amount | ext price | extended total | total incl tax | total inc tax | "
                "total including tax | total inc vat | total incl vat | total with tax | total excl tax | total ex tax | "
                "amount incl tax | amount inc tax | transaction amount | transaction value | transaction total | purchase amount | "
                "purchase value | purchase total | price paid | invoice amount | invoice total | invoice value | total charged | "
                "charged amount | charge amount | amount charged | order grand total | final price | final amount | item total | "
                "item subtotal | item amount | booking value | booking amount | contract value | contract amount | deal value | "
                "deal size | monetary value | money spent | amount spent | amt | total amt | order amt | sales amt | total value | "
                "total revenue | total spent | total due | receipt total | bill amount | bill total | payment total | total payment | "
                "total price paid | closed amount | won amount | acv | arr | 应收金额 | 订单总价 | 订单实付 | 订单总金额 | 实付 | "
                "实付总额 | 实付价 | 实际支付金额 | 实际付款金额 | 实际付款 | 实际支付 | 实际金额 | 实际收款金额 | 实际成交金额 | "
                "用户实付 | 用户实付金额 | 买家实付 | 买家实付金额 | 商品实付金额 | 商家实收金额 | 商家实收 | 商品总额 | 商品总价 | "
                "商品总金额 | 商品金额 | 货款金额 | 货款 | 成交总额 | 成交总金额 | 成交价 | 成交额 | 销售总额 | 销售总金额 | "
                "销售收入 | 销售价税合计 | 营业额 | 营业收入 | 交易额 | 交易总额 | 消费额 | 消费总额 | 支付总额 | 付款总额 | 实收款 | "
                "实收额 | 实收总额 | 订单应付金额 | 订单支付金额 | 折后金额 | 折后价 | 优惠后金额 | 本币金额 | 小计 | 小计金额 | "
                "总计 | 总计金额 | 合计金额 | 合计总额 | 合同额 | 合同总额 | 合同总金额 | 签约金额 | 签单金额 | 结账金额 | 订购金额 | "
                "购买金额 | 订货金额 | 应付总额 | 价税合计本位币 | 含税总金额 | 含税销售额 | 含税总额 | 不含税金额 | 无税金额 | "
                "未税金额 | 净额 | 销售净额 | gmv | 赢单金额 | 订单实收 | 商品成交金额 | 销货金额 | 出货金额 | net amt | gross amt | "
                "price total | product sales | total incl gst | total inc gst | ext amount | ext amt | line total ex tax | tcv | "
                "total contract value | annual contract value | bookings | 签约额 | 签单额 | 成单金额 | 下单金额 | 拍下金额 | 应收款 | "
                "应收合计 | 总货款 | 货值 | 交易总金额 | 付款额 | 含税合计 | 税价合计 | 实销金额 | 实销额 | 净销售额 | 销售流水 | "
                "营收 | 收入 | 收入金额 | 成交总价 | 支付额 | 折后总价 | 订单净额 | order line total | line total amount | "
                "total order price | net order value | sales amount net | net sales value | total charge | total cost to customer | "
                "checkout total | sale value | 本单金额"
            ),
            required=True,
        ),
        Column(
            "order_id",
            "id",
            words(
                "账单流水号 | 账单号 | order id | order no | order number | invoice no | invoice | invoice number | invoice id | transaction id | "
                "transaction no | receipt no | receipt number | order | bill no | order name | sales order | opportunity id | "
                "订单编号 | 订单号 | 订单id | 单号 | 交易号 | 交易编号 | 流水号 | 发票号 | 销售单号 | 小票号 | 主订单编号 | 单据编号 | "
                "auftragsnummer | bestellnummer | sales document | order ref | order reference | order ref no | order code | "
                "order key | sales order no | sales order number | sales order id | so number | so no | so id | order number id | "
                "purchase id | purchase no | purchase number | sale id | sale no | sales id | sales no | receipt | receipt id | "
                "check no | check number | bill number | bill id | transaction | transaction number | transaction ref | "
                "transaction reference | txn id | txn no | trans id | trans no | trx id | basket id | cart id | document number | "
                "document no | doc no | doc number | voucher no | reservation id | reservation no | booking id | booking no | "
                "booking number | booking reference | booking ref | contract no | contract number | deal id | opportunity number | "
                "amazon order id | confirmation number | job number | record id | id | 订货单号 | 订货单编号 | 订单流水号 | "
                "交易流水号 | 交易单号 | 交易订单号 | 子订单编号 | 子订单号 | 平台订单号 | 平台单号 | 原始订单号 | 原始单号 | "
                "外部订单号 | 系统订单号 | 系统单号 | 线上订单号 | 网店订单号 | 店铺订单号 | 销售订单号 | 销售订单编号 | 销售单编号 | "
                "单据号 | 单据号码 | 票号 | 小票编号 | 小票流水号 | 小票单号 | 收银单号 | 账单号 | 账单编号 | 消费单号 | 业务单号 | "
                "商户订单号 | 商城订单号 | 合同编号 | 合同号 | 商机编号 | 商机id | 发票号码 | 父订单号 | 主订单号 | 主单号 | "
                "订单序号 | 订单代码 | 编号 | 订单编码 | 出库单号 | 流水编号 | 交易id | so | 出货单号 | 销货单号 | num | doc num | "
                "document num | order number display | 业务单据号 | 成交单号 | 成交编号 | inv no | inv number | 销售单 | 订单no | "
                "合同no | 单据no | sales order ref | sale ref | order uuid | 交易凭证号 | 小票 | 结账单号 | 交易流水 | 核销单号"
            ),
        ),
        Column(
            "currency",
            "text",
            words(
                "currency | currency code | document currency | 币种 | 货币 | 币别 | währung | order currency | transaction currency | "
                "currency iso code | curr | ccy | presentment currency | 币种代码 | 结算币种 | 货币代码 | 货币类型 | 币种名称 | 交易币种 | 原币 | 订单币种"
            ),
        ),
        Column(
            "quantity",
            "number",
            words(
                "how many | quantity | qty | units | item quantity | number of items | lineitem quantity | items | number of cds | "
                "number of units | item count | 数量 | 宝贝总数量 | 购买数量 | 件数 | 商品数量 | 销售数量 | 销量 | 商品总数 | "
                "订购数量 | 实发数量 | quantity purchased | menge | order quantity | quantity ordered | ordered quantity | order qty | "
                "qty ordered | ordered qty | qty sold | quantity sold | units sold | units ordered | sold quantity | sold qty | "
                "sales quantity | sales qty | item qty | line quantity | line qty | no of units | no of items | pieces | pcs | "
                "unit count | total quantity | total qty | total units | total items | number of products | product quantity | "
                "product qty | seats | licenses | licences | nights | 订单数量 | 订货数量 | 下单数量 | 下单件数 | 商品件数 | 总数量 | "
                "总件数 | 销售件数 | 出库数量 | 成交数量 | 成交件数 | 购买件数 | 宝贝数量 | 数目 | 个数 | 实售数量 | 销售量 | "
                "订购件数 | 产品数量 | 货品数量 | 订单商品数量 | 商品购买数量 | 份数 | 课时数 | 出货数 | 出货数量 | 销货数量 | "
                "实销数量 | 净销量 | 下单量 | 购买量 | 购买数 | 成交量 | quantity refund | net quantity | net qty | qty shipped | "
                "quantity invoiced | units purchased | billed qty | order units | 销售件数合计 | 数量件 | 售出数量 | 售出件数"
            ),
        ),
        Column(
            "unit_price",
            "money",
            words(
                "unit price | price | item price | price per unit | lineitem price | 单价 | 价格 | 商品单价 | 销售单价 | 成交单价 | "
                "京东价 | 实际售价 | 售价 | item cost | vk brutto | 含税单价 | net price | einzelpreis | price each | sale price | "
                "selling price | sales price | unit selling price | unit amount | unit net price | unit gross price | product price | "
                "item unit price | product unit price | price unit | price item | retail price | rate | unit rate | unit value | "
                "单位价格 | 商品价格 | 销售价 | 销售价格 | 零售价 | 实际单价 | 成交价格 | 不含税单价 | 折后单价 | 宝贝价格 | 卖价 | "
                "产品单价 | 实售单价 | 商品售价 | 实际成交单价 | 单价元 | 货品单价 | 含税价 | 单价含税 | price usd | sell price | "
                "fob price | 销售含税单价 | 成交均价 | 实际单位售价 | 出货单价 | 销货单价 | base price | price per item | "
                "price per piece | item unit cost"
            ),
        ),
        Column(
            "discount",
            "number",
            words(
                "discount | discount amount | discount rate | 折扣 | 优惠 | 优惠金额 | 折扣率 | 折扣金额 | discount value | "
                "discount total | total discount | discounts | discount amt | discount percent | discount percentage | discount pct | "
                "promotion discount | item promotion discount | promo discount | order discount | line discount | item discount | "
                "coupon amount | coupon discount | voucher amount | markdown | rebate | total discounts | 优惠总额 | 优惠合计 | "
                "优惠总金额 | 让利 | 让利金额 | 满减 | 满减金额 | 折让 | 折让金额 | 减免金额 | 店铺优惠 | 店铺优惠金额 | 平台优惠 | "
                "平台优惠金额 | 商家优惠 | 商家优惠金额 | 优惠额 | 折扣额 | 抵扣金额 | 优惠券 | 优惠券金额 | 优惠券抵扣 | 折扣总额 | "
                "折扣比例 | 促销优惠 | 活动优惠 | 优惠减免 | 折扣优惠 | 卡券优惠 | cart discount amount | cart discount | "
                "discount given | disc amt | discount applied | 总优惠 | 卖家优惠 | 红包抵扣 | 立减 | 店铺优惠券 | 会员折扣 | "
                "优惠抵扣 | 单品优惠 | 整单优惠 | coupon value | promotions | promotion amount | 活动减免 | line discount amount | "
                "满减优惠 | 店铺优惠折扣 | 商家优惠折扣 | 平台优惠折扣 | 优惠折扣"
            ),
        ),
        Column(
            "cost",
            "money",
            words(
                "cost | cogs | cost amount | 成本 | 成本金额 | 进货成本 | cost price | unit cost | total cost | product cost | "
                "cost of goods | cost of goods sold | cost of sales | goods cost | purchase cost | purchase price | landed cost | "
                "line cost | 成本价 | 单位成本 | 总成本 | 商品成本 | 采购成本 | 采购价 | 进价 | 进货价 | 销售成本 | 成本总额 | "
                "产品成本 | 货品成本 | 成本小计 | 成本合计 | 成本合计金额 | 出货成本 | total cogs | cost total | unit cogs | "
                "cogs amount | 进货单价 | 供货价 | 结算成本"
            ),
        ),
        Column(
            "profit",
            "money",
            words(
                "profit | margin | gross profit | 利润 | 毛利 | 毛利额 | rohgewinn | gross margin | net profit | margin amount | "
                "profit amount | contribution margin | gp | gross profit amount | total profit | net margin | gross margin amount | "
                "毛利润 | 净利润 | 利润额 | 利润金额 | 销售毛利 | 毛利金额 | 销售利润 | 订单利润 | 订单毛利 | gross profit usd | "
                "gross margin value | 毛利元 | 贡献毛利 | 单笔毛利 | line profit | order profit | gp amount | margin value"
            ),
        ),
        Column(
            "product_id",
            "id",
            words(
                "product id | sku | stock code | item id | item code | product code | lineitem sku | article no | 产品编号 | "
                "商品编号 | 商品编码 | 货号 | 产品id | 商品id | 商家编码 | 产品编码 | 物料编码 | 商品条码 | 物料代码 | 条码 | "
                "存货编码 | 款号 | material | material number | artikelnummer | item no | item number | item sku | product sku | "
                "product no | product number | product key | variant sku | variant id | variation sku | sku id | sku code | "
                "sku number | seller sku | part no | part number | barcode | upc | ean | asin | isbn | gtin | material code | "
                "material no | article number | article code | article id | article | style no | style number | style code | "
                "model no | model number | goods id | goods code | goods no | plu | stock no | stock keeping unit | service code | "
                "course code | room code | 商品货号 | 商品sku | sku编码 | sku编号 | 货品编号 | 货品编码 | 货品id | 货品货号 | 宝贝id | "
                "宝贝编码 | 规格编码 | 商品款号 | 商品代码 | 商品条形码 | 条形码 | 物料号 | 料号 | 品号 | 产品型号 | 产品代码 | "
                "存货编号 | 存货代码 | 套餐编码 | 药品编码 | 图书编号 | 外部系统编号 | 商品外部编码 | 商家sku | 产品货号 | 产品sku | "
                "商品自编码 | 菜品编码 | 项目编码 | 课程编号 | 商品号 | p/n | pn | mpn | vendor sku | merchant sku | fnsku | msku | "
                "product ref | product reference | 商品spu | spu | spu编码 | spu id | sku号 | 产品料号 | 物料编号 | 零件号 | "
                "零件编号 | 图号 | 货品代码 | 商品自定义编码 | 商家编码sku | item ref | catalog no | catalogue number | cat no | "
                "商品条码号 | 69码 | 国际条码"
            ),
        ),
        Column(
            "product",
            "text",
            words(
                "全部商品名称 | 商品全名 | product | product name | description | item | item name | lineitem name | product title | 产品名称 | 商品名称 | "
                "宝贝标题 | 产品 | 商品 | 品名 | 商品标题 | 宝贝名称 | 物料名称 | 存货名称 | artikelname | bezeichnung | "
                "item description | product description | line item | item title | goods name | goods | article name | "
                "article description | material description | material name | sku name | sku description | product service | service | "
                "service name | package name | plan name | course name | product item | items ordered | room type | treatment | "
                "variant title | product variant | model | 商品信息 | 商品明细 | 商品描述 | 商品全称 | 商品名 | 货品名称 | 货品 | "
                "宝贝名 | 产品标题 | 产品描述 | 产品名 | 物品名称 | 物料描述 | 项目名称 | 服务项目 | 服务名称 | 消费项目 | 套餐名称 | "
                "菜品 | 菜品名称 | 课程名称 | 书名 | 货物名称 | 品项 | 品名规格 | 购买商品 | 购买产品 | 商品详情 | 宝贝 | 房型 | "
                "品种 | 药品名称 | 货物或应税劳务名称 | 品名及规格 | 品名型号 | 产品名称规格 | item/service | 商品/服务 | "
                "subscription plan | sku title | sku名称 | 商品sku名称 | line item title | line item description | "
                "product or service | 商品/产品 | 货物 | 菜名 | 项目 | product title variant | 选购商品 | 商品/规格 | 产品/规格 | "
                "购买内容"
            ),
        ),
        Column(
            "category",
            "text",
            words(
                "category | product category | sub category | department | product type | product line | 类别 | 子类别 | 品类 | "
                "商品类别 | 产品类别 | 类目 | 商品分类 | 产品分类 | 分类 | warengruppe | item category | product group | item group | "
                "merchandise category | goods category | goods type | item type | product family | material group | dept | "
                "product subcategory | main category | category name | category 1 | collection | product class | product department | "
                "category level 1 | class name | merchandise group | 产品线 | 产品系列 | 商品类目 | 商品大类 | 产品大类 | 大类 | "
                "中类 | 小类 | 一级类目 | 二级类目 | 一级分类 | 二级分类 | 品类名称 | 类目名称 | 分类名称 | 货品分类 | 存货分类 | "
                "物料分组 | 物料类别 | 物料分类 | 商品类型 | 产品类型 | 菜品分类 | 系列 | 产品品类 | 商品品类 | 存货大类 | 所属类目 | "
                "所属分类 | 商品种类 | 产品种类 | l1 category | category l1 | product category name | 商品一级类目 | 一级品类 | "
                "品类一级 | 大类名称 | 商品大类名称 | item class | item family | product subtype | 所属品类 | 商品分组"
            ),
        ),
        Column(
            "channel",
            "text",
            words(
                "came from | channel | sales channel | order source | source | platform | source name | 渠道 | 销售渠道 | 订单来源 | 来源 | 平台 | "
                "来源渠道 | 下单渠道 | 订单渠道 | distribution channel | verkaufskanal | sales channel name | sale channel | "
                "order channel | marketplace | sales source | traffic source | utm source | referral source | lead source | "
                "order platform | purchase channel | selling channel | sales platform | channel name | source channel | order origin | "
                "origin | acquisition channel | order method | created via | booking channel | booking source | 平台来源 | 销售平台 | "
                "来源平台 | 订单平台 | 平台名称 | 交易渠道 | 购买渠道 | 成交渠道 | 消费渠道 | 客户来源 | 流量来源 | 终端 | 订单终端 | "
                "业务渠道 | 获客渠道 | 渠道名称 | 渠道来源 | 店铺平台 | 商城 | 订单渠道来源 | 交易平台 | 电商平台 | 下单平台 | "
                "下单终端 | 下单来源 | 成交渠道来源 | 下单端 | 交易端 | 购买平台 | 成交平台 | 渠道类型 | 业务来源 | order via | "
                "purchase platform | sales medium | 流量渠道 | 订单来源渠道 | 成交方式 | 站点 | 来源站点 | 来源店铺平台"
            ),
        ),
        Column(
            "store",
            "text",
            words(
                "store | shop | store name | branch | outlet | location | 门店 | 店铺 | 店铺名称 | 门店名称 | 分店 | shop name | "
                "branch name | outlet name | location name | store id | store no | store code | store number | shop id | shop code | "
                "branch id | branch code | outlet id | pos location | pos | site | restaurant | point of sale | sales location | "
                "store location | retail store | shop location | location id | 门店编号 | 门店编码 | 门店代码 | 店名 | 店铺名 | "
                "网店名称 | 网店 | 分店名称 | 商店 | 商店名称 | 商户名称 | 营业部 | 网点 | 网点名称 | 营业厅 | 所属门店 | 消费门店 | "
                "下单门店 | 购买门店 | 销售门店 | 专柜 | 门店id | 门市 | 门市名称 | 柜台 | 门店名 | 成交门店 | 所属店铺 | 归属门店 | "
                "销售店铺 | 店 | 店面 | 实体店 | 机构名称 | 售卖门店 | 收银门店 | 销售门店名称 | 网店名 | 门店简称 | 分部 | 店别 | "
                "store branch | shop/branch | site name | retail location"
            ),
        ),
        Column(
            "salesperson",
            "text",
            words(
                "taken by | 经手人 | salesperson | sales rep | seller | opportunity owner | sales person | employee | deal owner | 销售员 | 业务员 | "
                "销售代表 | 销售 | 导购 | 销售人员 | 负责人 | 商机负责人 | 销售负责人 | 导购员 | sales representative | salesman | "
                "sales associate | sales agent | sales consultant | sales executive | sales employee | sales staff | cashier | clerk | "
                "cashier name | staff | staff name | staff member | rep | rep name | account manager | account executive | owner | "
                "order owner | sales owner | server | sold by | agent | agent name | employee name | salesperson name | "
                "sales rep name | account owner | consultant | stylist | owner name | record owner | 销售顾问 | 营业员 | 店员 | "
                "收银员 | 客户经理 | 跟单员 | 业务人员 | 业务代表 | 服务员 | 经办人 | 归属销售 | 签单人 | 所属销售 | 服务导购 | "
                "美容师 | 顾问 | 归属人 | 订单负责人 | 所有人 | 所属导购 | 导购姓名 | 销售员姓名 | 员工姓名 | 销售姓名 | 专属导购 | "
                "业绩归属人 | 业务经理 | 销售经理 | 合同负责人 | 签约人 | 销售责任人 | 业务员名称 | 业务员姓名 | sales name | csr | "
                "sales exec | account rep | 业务 | 业务担当 | 担当 | 跟单 | 销售担当 | 销售专员 | 店员姓名 | 营业员姓名 | "
                "team member | booked by | sales staff name | 成交人 | 成交销售 | 开单人 | 销售归属"
            ),
        ),
        COUNTRY,
        REGION,
        PROVINCE,
        CITY,
        Column(
            "customer_name",
            "text",
            words(
                "往来单位全名 | 客户全名 | customer name | client name | buyer name | account name | 客户名称 | 客户姓名 | 会员姓名 | 买家姓名 | 姓名 | "
                "顾客姓名 | customer full name | customer first name | buyer full name | company name | purchaser | member name | "
                "guest name | patient name | organization | organization name | customer company | sold to name | 会员名称 | 会员名 | "
                "用户姓名 | 用户名称 | 用户名 | 购买人 | 客户简称 | 客户全称 | 客户名 | 购货单位名称 | 购方名称 | 往来单位 | "
                "往来单位名称 | 公司名称 | 企业名称 | 单位名称 | 顾客名称 | 学员姓名 | 买家名称 | 客户公司 | bill to name | "
                "customer display name | billing full name | 购买方 | 购买方名称 | 客户公司名称 | 买方名称 | 买方 | 顾客名字 | "
                "需方名称 | 需方 | 甲方 | 甲方名称 | billing customer name | 售达方名称 | 收件人 | 收货人 | 收件人姓名 | 收货人姓名 | "
                "recipient name"
            ),
        ),
        Column(
            "customer_kind",
            "code",
            words(
                "customer type | customer kind | customer segment | segment | 客户类型 | 客户类别 | 细分 | customer group | customer category | "
                "customer class | client type | account type | buyer type | member type | b2b b2c | 客户分类 | 客户属性 | 客户性质 | 会员类型 | 客户群 | 客群 | 客户细分 | "
                "客户分组 | 客户种类"
            ),
            values=CUSTOMER_KINDS,
        ),
        Column(
            "status",
            "code",
            words(
                "status | order status | financial status | payment status | stage | deal stage | opportunity stage | 订单状态 | "
                "状态 | 交易状态 | 支付状态 | 商机阶段 | overall status | auftragsstatus | fulfillment status | fulfilment status | "
                "payment state | order state | transaction status | invoice status | sale status | sales status | deal status | "
                "opportunity status | booking status | reservation status | delivery status | trade status | status name | "
                "sales stage | pipeline stage | stage name | order stage | transaction state | current status | shipment status | "
                "shipping status | 订单阶段 | 单据状态 | 付款状态 | 发货状态 | 订单当前状态 | 交易结果 | 销售阶段 | 当前阶段 | 阶段 | "
                "成交状态 | 完成状态 | 处理状态 | 履约状态 | 合同状态 | 结算状态 | 物流状态 | 配送状态 | 商机状态 | 当前状态 | "
                "订单交易状态 | 订单进度 | 交易订单状态 | 状态名称"
            ),
            values=STATUSES,
        ),
        Column(
            "is_return",
            "boolean",
            words(
                "is return | return | returned | refund flag | 是否退货 | 退货 | 退货标记 | is returned | is refund | is refunded | "
                "return flag | returned flag | return indicator | refund indicator | 退货标识 | 是否退款 | 是否退单 | 退换货标识 | "
                "是否退换货 | 退货标志 | 是否退换 | 退款标志 | 退款标识 | 是否退货退款 | 是否红冲 | 红冲"
            ),
            says=RETURNS,
        ),
        Column(
            "refund",
            "money",
            words(
                "refund | refund amount | refunded amount | amount refunded | 退款金额 | 买家退款金额 | 退款 | 退货金额 | "
                "order refund amount | refund total | refunds | refund value | total refund | total refunded | return amount | "
                "returned amount | refund amt | amount returned | total refund amount | refunded total | returns amount | 退款总额 | "
                "退款额 | 已退款金额 | 实际退款金额 | 实退金额 | 退单金额 | 退款总金额 | 订单退款金额 | 退款成功金额 | 退货款 | "
                "退货总额 | 售后退款金额 | 退货额 | 已退金额 | 退回金额 | 退款合计 | 退款金额合计"
            ),
        ),
        Column(
            "paid_at",
            "timestamp",
            words(
                "paid at | payment date | payment time | 订单付款时间 | 付款时间 | 支付时间 | 付款日期 | 付款确认时间 | "
                "payments date | bezahlt am | paid on | paid date | date paid | paid time | payment timestamp | payment datetime | "
                "payment completed at | settled at | payment at | payment completed | date of payment | payment received at | "
                "付款完成时间 | 支付完成时间 | 支付日期 | 买家付款时间 | 订单支付时间 | 收款时间 | 收款日期 | 到账时间 | "
                "用户支付时间 | 支付成功时间 | 订单付款日期 | 付款成功时间 | payment captured at | 完成支付时间 | "
                "payment received date | 支付时间点 | 结清时间 | captured at"
            ),
        ),
    ),
    together=("order_id",),
    happened="ordered_at",
    sums="amount",
)
