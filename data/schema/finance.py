"""Invoices: one row is a receivable. Spend: one row is a cost of marketing. Targets: one row is a goal."""

from data.schema.declare import Column, Table, words
from data.schema.shared import CUSTOMER_ID, OPTIONAL_CUSTOMER

CURRENCY = Column("currency", "text", words("currency | currency code | 币种 | 货币 | 币别"))

INVOICES = Table(
    "invoices",
    (
        Column(
            "invoice_id",
            "id",
            words(
                "invoice id | invoice no | invoice number | invoice | bill id | bill no | document no | receivable id | voucher no | 发票编号 | 发票号 | "
                "发票号码 | 应收单号 | 应收单编号 | 账单编号 | 账单号 | 单据编号 | 单据号 | 对账单号 | 开票编号 | 应收编号 | 结算单号 | num | no"
            ),
            required=True,
        ),
        CUSTOMER_ID,
        Column(
            "issued_on",
            "date",
            words(
                "issued on | issue date | invoice date | billing date | bill date | date issued | document date | invoiced on | posting date | date | "
                "开票日期 | 开票时间 | 账单日期 | 单据日期 | 出账日期 | 发票日期 | 应收日期 | 记账日期 | 业务日期 | 日期"
            ),
            required=True,
        ),
        Column(
            "amount",
            "money",
            words(
                "amount | invoice amount | total | invoice total | amount due | total amount | billed amount | receivable amount | gross amount | "
                "开票金额 | 发票金额 | 应收金额 | 账单金额 | 金额 | 总金额 | 价税合计 | 应收账款 | 合计金额 | 应收款 | 应收总额"
            ),
            required=True,
        ),
        CURRENCY,
        Column("due_on", "date", words("due on | due date | payment due | payment due date | due | maturity date | 到期日 | 到期日期 | 应付日期 | 付款到期日 | 收款到期日 | 应收到期日 | 账期到期日 | 约定付款日 | 预计收款日")),
        Column("paid_on", "date", words("paid on | paid at | payment date | paid date | date paid | settled on | received on | 付款日期 | 回款日期 | 收款日期 | 到账日期 | 回款时间 | 付款时间 | 收款时间 | 实际回款日期 | 核销日期 | 实际收款日")),
        Column("paid_amount", "money", words("paid amount | amount paid | payment amount | received amount | paid | settled amount | 已付金额 | 回款金额 | 已收金额 | 收款金额 | 实收金额 | 已回款金额 | 到账金额 | 核销金额 | 已核销金额 | invoice amount paid")),
        Column("disputed", "boolean", words("disputed | in dispute | dispute | is disputed | 是否争议 | 是否有争议 | 有争议 | 争议 | 是否有异议")),
    ),
    key=("invoice_id",),
    happened="issued_on",
    sums="amount",
)  # fmt: skip

SPEND = Table(
    "spend",
    (
        Column(
            "channel",
            "text",
            words("channel | marketing channel | source | medium | platform | ad platform | acquisition channel | media | 渠道 | 投放渠道 | 推广渠道 | 营销渠道 | 媒体 | 平台 | 获客渠道 | 投放平台 | 推广平台 | 投放媒体 | 行销渠道 | 媒体平台"),
            required=True,
        ),
        Column("month", "month", words("month | period | date | day | spend month | reporting month | report date | 月份 | 月 | 期间 | 投放月份 | 日期 | 统计月份 | 费用月份 | 年月 | 投放日期 | 时间 | 时间天 | reporting starts"), required=True),
        Column(
            "amount",
            "money",
            words("spend | amount | cost | ad spend | marketing spend | media cost | expense | marketing cost | 花费 | 费用 | 投放金额 | 推广费 | 营销费用 | 广告费 | 消耗 | 成本 | 金额 | 投放费用 | 推广费用 | 市场费用 | 消费 | 实际花费 | amount spent"),
            required=True,
        ),
        CURRENCY,
        Column("campaign", "text", words("campaign | campaign name | ad campaign | ad group | 活动 | 推广计划 | 广告系列 | 广告计划 | 营销活动 | 活动名称 | 投放计划 | 计划名称")),
        Column("leads", "integer", words("leads | number of leads | conversions | lead count | results | 线索数 | 线索量 | 获客数 | 转化数 | 表单数 | 表单提交数 | 表单线索量 | 名单数")),
        Column("impressions", "integer", words("impressions | views | reach | number of impressions | 展现量 | 曝光量 | 展示量 | 曝光 | 展现 | 展示数 | impr | 展示次数 | 曝光次数")),
        Column("clicks", "integer", words("clicks | link clicks | number of clicks | 点击量 | 点击 | 点击数 | 点击次数")),
    ),
    happened="month",
    sums="amount",
)  # fmt: skip

TARGETS = Table(
    "targets",
    (
        Column("name", "text", words("target name | goal name | goal | name | kpi | metric | indicator | objective | measure | 指标 | 目标名称 | 指标名称 | 考核指标 | 目标项 | 目标类型 | kpi名称 | 关键指标 | 名称 | 计划名称"), required=True),
        Column("period", "text", words("period | target period | month | quarter | year | time period | plan period | 期间 | 目标期间 | 月份 | 季度 | 年度 | 周期 | 考核周期 | 计划期间 | 年月 | goal period | 考核期间 | 计划月份"), required=True),
        Column("target", "number", words("target | target value | goal value | plan | planned | quota | budget | quota amount | target amount | planned amount | 目标 | 目标值 | 计划值 | 计划 | 目标金额 | 任务 | 任务额 | 计划金额 | 定额 | 指标值 | 考核目标"), required=True),
        OPTIONAL_CUSTOMER,
        Column("segment", "text", words("segment | group | customer segment | customer group | region | 客户分层 | 分层 | 分组 | 客户群 | 细分 | 适用客群 | 目标客群 | 客户分组 | 地区 | 区域")),
        Column("owner", "text", words("owner | salesperson | responsible | account manager | sales rep | team | assigned to | quota owner | quota owner full name | department | 负责人 | 业务员 | 责任人 | 销售 | 客户经理 | 团队 | 部门 | 责任部门")),
    ),
    key=("name", "period", "customer_id", "segment", "owner"),
)  # fmt: skip
