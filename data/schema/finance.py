"""Invoices: one row is a receivable. Spend: one row is a cost of marketing. Targets: one row is a goal."""

from data.schema.declare import Column, Table, words
from data.schema.shared import CUSTOMER_ID, OPTIONAL_CUSTOMER

CURRENCY = Column(
    "currency",
    "text",
    words(
        "currency | currency code | 币种 | 货币 | 币别 | curr | ccy | document currency | transaction currency | account currency | invoice currency | 货币代码 | 币种代码 | 结算币种 | 原币 | 账户币种"
    ),
)

INVOICES = Table(
    "invoices",
    (
        Column(
            "invoice_id",
            "id",
            words(
            "invoice id | invoice no | invoice number | invoice | bill id | bill no | document no | receivable id | voucher no | "
            "发票编号 | 发票号 | 发票号码 | 应收单号 | 应收单编号 | 账单编号 | 账单号 | 单据编号 | 单据号 | 对账单号 | 开票编号 | "
            "应收编号 | 结算单号 | num | no | invoice ref | invoice reference | invoice code | invoice key | invoice document | "
            "document number | doc number | doc no | document id | document | billing document | billing document number | "
            "billing document no | tax invoice no | tax invoice number | bill number | bill | voucher number | voucher | "
            "transaction no | transaction number | transaction id | reference | reference no | reference number | ref no | ref | "
            "receivable no | receivable number | ar no | ar invoice no | ar invoice number | statement no | statement number | "
            "number | invoice serial number | inv no | inv number | inv id | sales invoice no | sales invoice number | "
            "sales invoice | folio | folio no | record id | id | 发票 | 账单 | 应收单 | 应收单据号 | 应收单据编号 | 应收单编码 | "
            "应收单据 | 凭证号 | 凭证编号 | 凭证字号 | 开票单号 | 开票编码 | 开票单编号 | 结算单编号 | 结算编号 | 结算号 | "
            "对账单编号 | 请款单号 | 收款单号 | 收款编号 | 收款单编号 | 应收账款编号 | 应收款编号 | 应收款单号 | 帐单编号 | "
            "帐单号 | 费用单号 | 费用单编号 | 票据号 | 票据号码 | 票据编号 | 销售发票号 | 销售发票编号 | 销售单号 | 单号 | 票号 | "
            "编号 | 回款计划编号 | 回款编号 | 回款单号 | 流水号 | 数电票号码 | 数电发票号码 | 全电发票号码 | 单据号码 | 账款单号 | "
            "请款编号 | 账款编号 | billing doc | 凭证号码 | doc num | 电子发票号码 | 开票申请单号 | 結帳單號 | 结帐单号 | "
            "结帐单编号 | 结账单号 | 立帐单号"
        ),
            required=True,
        ),
        CUSTOMER_ID,
        Column(
            "issued_on",
            "date",
            words(
            "日期 | date | issued on | issue date | invoice date | billing date | bill date | date issued | document date | invoiced on | "
            "posting date | date | 开票日期 | 开票时间 | 账单日期 | 单据日期 | 出账日期 | 发票日期 | 应收日期 | 记账日期 | "
            "业务日期 | 日期 | invoiced at | invoice created | invoice created at | invoice created date | invoiced date | "
            "date of invoice | date of issue | issued | issued date | issued at | billed on | billed at | billed date | created | "
            "created at | created on | created date | creation date | create date | date created | document posting date | "
            "doc date | entry date | voucher date | tax date | transaction date | invoice issue date | invoice issued date | "
            "invoice issued | invoice issued on | invoice time | inv date | date billed | date invoiced | bill created date | "
            "tax point | order date | 开具日期 | 开具时间 | 出票日期 | 出票时间 | 开票日 | 应收单日期 | 应收时间 | 应收确认日期 | "
            "结算日期 | 单据时间 | 制单日期 | 凭证日期 | 出账日 | 出账时间 | 账单时间 | 账单日 | 账单生成日期 | 账单生成时间 | "
            "帐单日期 | 确认日期 | 确认应收日期 | 立账日期 | 立帐日期 | 入账日期 | 创建日期 | 创建时间 | 销售日期 | 计费日期 | "
            "发票开具日期 | 发票时间 | 发生日期 | 应收发生日期 | 账务日期 | 业务时间 | 对账日期 | 请款日期 | 开票申请日期 | "
            "收入确认日期 | 单据日 | 发票开票日期 | 应收单创建日期 | 签发日期 | 登记日期 | 开单日期 | 过账日期 | 立账日 | "
            "业务发生日期 | finalized at | 结帐日期 | 结账日期"
        ),
            required=True,
        ),
        Column(
            "amount",
            "money",
            words(
            "amount in doc curr | amount in document currency | 款项 | amount | invoice amount | total | invoice total | amount due | total amount | billed amount | receivable amount | "
            "gross amount | 开票金额 | 发票金额 | 应收金额 | 账单金额 | 金额 | 总金额 | 价税合计 | 应收账款 | 合计金额 | 应收款 | "
            "应收总额 | invoice value | invoice amt | amount invoiced | invoiced amount | total invoiced | total due | "
            "grand total | invoice gross | gross | gross total | net amount | net total | total incl tax | total inc vat | "
            "total incl vat | total inc tax | total including tax | amount incl tax | original amount | amount in local currency | "
            "amount in document currency | document amount | bill amount | bill total | billing amount | billing total | "
            "amount billed | total billed | charge amount | charges | amount total | total value | invoice total amount | "
            "receivable | accounts receivable | debit amount | debit | subtotal | amt | value | invoice grand total | "
            "open amount original | invoice gross amount | invoice net amount | total charges | amount gross | "
            "original invoice amount | 应收账款金额 | 应收本币金额 | 应收总金额 | 应收帐款 | 应收合计 | 本期应收 | 价税合计金额 | "
            "含税金额 | 含税总额 | 含税合计 | 发票总额 | 发票总金额 | 发票含税金额 | 票面金额 | 账单总额 | 账单总金额 | 帐单金额 | "
            "结算金额 | 开票总额 | 开票总金额 | 单据金额 | 原币金额 | 本币金额 | 应付金额 | 应收 | 合计 | 总额 | 总计 | 金额合计 | "
            "应收款金额 | 欠款金额 | 应回款金额 | 计划回款金额 | 销售金额 | 价税合计本位币 | 应收本金 | 应缴金额 | 应交金额 | "
            "账款金额 | 请款金额 | 应收含税金额 | 对账金额 | 合同金额 | 总价 | amount in doc curr | doc amount | "
            "invoice total inc tax | 应收原币 | 应收本币 | 本位币金额 | amount due original | 费用金额 | 出账金额 | 含税金额合计"
        ),
            required=True,
        ),
        CURRENCY,
        Column("due_on", "date", words(
            "due on | due date | payment due | payment due date | due | maturity date | 到期日 | 到期日期 | 应付日期 | "
            "付款到期日 | 收款到期日 | 应收到期日 | 账期到期日 | 约定付款日 | 预计收款日 | due by | pay by | pay by date | "
            "payment due on | net due date | due by date | payment deadline | deadline | invoice due date | invoice due | "
            "invoice due on | expected payment date | date due | due at | payment due by | payable by | term date | "
            "baseline due date | 付款截止日 | 付款截止日期 | 付款截止时间 | 付款期限 | 还款日期 | 还款日 | 还款截止日 | "
            "最迟付款日 | 最迟付款日期 | 最后付款日 | 应收日 | 应收款日期 | 到期时间 | 应付日 | 应付款日期 | 应付款日 | 账期日 | "
            "账期截止日 | 账期到期日期 | 约定付款日期 | 约定回款日期 | 约定收款日期 | 约定收款日 | 预计回款日期 | 预计回款日 | "
            "预计回款时间 | 预计收款日期 | 计划回款日期 | 计划回款日 | 计划收款日期 | 信用到期日 | 缴费截止日 | 缴费截止日期 | "
            "应回款日期 | 应回款日 | 应收款日 | 收款截止日期 | 应收款到期日 | 应收账款到期日 | 账单到期日 | 发票到期日 | "
            "付款到期日期 | 合同约定付款日 | net due | 最晚付款日 | 应还日期 | 收款期限 | net date"
        )),
        Column("paid_on", "date", words(
            "paid on | paid at | payment date | paid date | date paid | settled on | received on | 付款日期 | 回款日期 | "
            "收款日期 | 到账日期 | 回款时间 | 付款时间 | 收款时间 | 实际回款日期 | 核销日期 | 实际收款日 | date of payment | "
            "payment received date | payment received on | payment received | payment received at | received date | receipt date | "
            "settlement date | settled date | settled at | clearing date | cleared on | cleared date | collection date | "
            "collected on | last payment date | last payment | fully paid on date | fully paid on | fully paid date | "
            "paid off date | payment completed date | payment made on | payment time | date settled | date cleared | "
            "payment posted date | remittance date | 付款日 | 到账时间 | 到帐日期 | 到账日 | 回款日 | 收款日 | 实际收款日期 | "
            "实际收款时间 | 实际回款日 | 实际回款时间 | 实际付款日期 | 实际付款时间 | 实际付款日 | 实际到账日期 | 实收日期 | "
            "结清日期 | 结清时间 | 核销时间 | 清账日期 | 付清日期 | 最近回款日期 | 最后回款日期 | 最近收款日期 | 已付日期 | "
            "支付日期 | 支付时间 | 缴费日期 | 缴费时间 | 收款确认日期 | 入账时间 | 还款时间 | 实际还款日期 | 实际缴费日期 | "
            "回款到账日期 | 收讫日期 | 付款到账日期 | clearing | 清账日 | cleared | 末次收款日期 | 最后收款日期 | "
            "last payment on | 收款完成日期 | 收齐日期 | 销账日期 | 销账时间 | 平账日期 | payment cleared date | 银行到账日期 | "
            "到账日期时间"
        )),
        Column("paid_amount", "money", words(
            "paid amount | amount paid | payment amount | received amount | paid | settled amount | 已付金额 | 回款金额 | "
            "已收金额 | 收款金额 | 实收金额 | 已回款金额 | 到账金额 | 核销金额 | 已核销金额 | invoice amount paid | "
            "amount received | amount collected | collected amount | cash received | payments received | payments | total paid | "
            "paid to date | total payments | amount settled | amount applied | applied amount | receipts | receipt amount | "
            "paid total | payment | collected | cleared amount | amount paid to date | total received | payment received amount | "
            "received | paid so far | amount cleared | payments applied | payment total | settled | 已付款金额 | 已支付金额 | "
            "已付款 | 已付 | 已收款金额 | 已收款 | 已收 | 已回款 | 回款额 | 累计回款 | 累计回款金额 | 累计收款 | 累计收款金额 | "
            "累计已收 | 实际回款金额 | 实际收款金额 | 实际付款金额 | 实际到账金额 | 实收款 | 实收 | 已核销 | 核销额 | 收款额 | "
            "已结算金额 | 已缴金额 | 缴费金额 | 实缴金额 | 到帐金额 | 本次收款 | 本次回款金额 | 已还金额 | 支付金额 | 付款金额 | "
            "已到账金额 | 已收款额 | 已回款额 | 回款总额 | 收款总额 | 已付总额 | 回款合计 | 已冲销金额 | 已结清金额 | 销账金额 | "
            "实际收款 | 已收回金额 | 已回金额 | 已到账 | 已核销额 | paid amt | amt paid | payments total | payment applied | "
            "total amount paid | 收回金额 | 累计已收款 | 累计核销金额 | 实收合计 | 已收合计"
        )),
        Column("disputed", "boolean", words(
            "in dispute | disputed | in dispute | dispute | is disputed | 是否争议 | 是否有争议 | 有争议 | 争议 | 是否有异议 | dispute flag | "
            "on dispute | contested | has dispute | is contested | query raised | in query | customer dispute | disputed flag | "
            "dispute yes no | disputed yes no | is in dispute | 争议标记 | 争议标识 | 是否存在争议 | 存在争议 | 是否纠纷 | "
            "有无争议 | 异议 | 是否异议 | 争议中 | 是否争议中 | 是否争议发票 | 争议与否 | 纠纷标记 | dispute case | disp case | "
            "dispute indicator | dispute status flag | 纠纷 | 是否有纠纷 | 有无异议 | 是否提出异议 | query flag | "
            "disputed invoice | dispute id flag | customer query | 客户异议"
        )),
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
            words(
            "where we advertised | channel | marketing channel | source | medium | platform | ad platform | acquisition channel | media | 渠道 | "
            "投放渠道 | 推广渠道 | 营销渠道 | 媒体 | 平台 | 获客渠道 | 投放平台 | 推广平台 | 投放媒体 | 行销渠道 | 媒体平台 | "
            "advertising channel | advertising platform | ad channel | network | ad network | network name | publisher | "
            "publisher name | traffic source | channel name | channel type | media channel | media type | media platform | "
            "media source | utm source | marketing platform | publisher platform | platform name | paid channel | site | "
            "site name | ad source | campaign channel | campaign type | source platform | marketing source | advertising network | "
            "vendor | supplier | media outlet | medium type | advertising channel type | ad product | media partner | 渠道名称 | "
            "广告渠道 | 广告平台 | 广告媒体 | 广告投放渠道 | 媒介 | 媒介渠道 | 媒介名称 | 媒体名称 | 媒体渠道 | 媒体类型 | "
            "平台名称 | 推广方式 | 推广类型 | 推广媒体 | 投放方式 | 投放媒介 | 营销平台 | 营销方式 | 流量渠道 | 引流渠道 | "
            "来源渠道 | 流量来源 | 市场渠道 | 获客来源 | 渠道类型 | 投放端 | 行销管道 | 广告管道 | 推广来源 | 费用渠道 | "
            "市场推广渠道 | 宣传渠道 | 广告形式 | 合作平台 | 合作媒体 | 推广产品 | 投放位置 | 供应商 | 投放渠道名称 | 媒体名 | "
            "platform/channel | 流量平台 | source/medium | source medium | 渠道一级 | 一级渠道 | marketing medium | campaign source"
        ),
            required=True,
        ),
        Column("month", "month", words(
            "year month | 时间月 | 年月 | month | period | date | day | spend month | reporting month | report date | 月份 | 月 | 期间 | 投放月份 | 日期 | "
            "统计月份 | 费用月份 | 年月 | 投放日期 | 时间 | 时间天 | reporting starts | month year | year month | month start | "
            "month of | month date | month name | start date | date start | statement month | report period | report month | "
            "billing month | billing period | invoice month | cost month | campaign month | week | week start | week of | "
            "week starting | week commencing | time | time period | by day | by month | date range start | calendar month | "
            "fiscal month | data date | period start | month ending | spend date | activity date | 日 | 天 | 年月日 | 所属月份 | "
            "所属期间 | 账期 | 归属月份 | 归属月 | 统计日期 | 统计时间 | 统计周期 | 数据日期 | 数据时间 | 报表日期 | 报告日期 | "
            "费用期间 | 费用日期 | 会计期间 | 发生月份 | 发生日期 | 发生时间 | 推广日期 | 推广月份 | 推广时间 | 消耗日期 | "
            "消费日期 | 支出日期 | 支出月份 | 月度 | 结算月份 | 结算月 | 投放时间 | 投放月 | 投放周期 | 投放开始日期 | 开始日期 | "
            "计费日期 | 记账月份 | 记账日期 | 所属期 | 所属月 | 日期范围 | 年度月份 | 周期 | 活动月份 | 活动日期 | 数据月份 | "
            "分日 | 统计月 | 数据月 | 投放年月 | 结算年月 | 费用年月 | 分月 | 所属年月 | 月份(所属) | reporting date | "
            "month ended | month beginning | 投放期间 | 推广月 | 花费月份 | 消耗月份 | 消耗时间 | spend period | spend day"
        ), required=True),
        Column(
            "amount",
            "money",
            words(
            "spend | amount | cost | ad spend | marketing spend | media cost | expense | marketing cost | 花费 | 费用 | 投放金额 | "
            "推广费 | 营销费用 | 广告费 | 消耗 | 成本 | 金额 | 投放费用 | 推广费用 | 市场费用 | 消费 | 实际花费 | amount spent | "
            "total spend | total cost | total spent | spent | money spent | actual spend | actual cost | actual spent | "
            "actual amount | net spend | gross spend | net cost | media spend | advertising spend | advertising cost | "
            "advertising costs | campaign cost | campaign spend | marketing expense | marketing expenses | expenses | "
            "expenditure | outlay | cost usd | spend usd | budget spent | spent budget | billed amount | investment | "
            "media investment | ad cost | ads cost | ads spend | ad expense | total ad spend | promotion cost | costs | "
            "total expense | cost amount | spend amount | total investment | billed cost | actuals | actual | 总花费 | 总消耗 | "
            "总费用 | 总消费 | 总成本 | 总支出 | 总投入 | 广告费用 | 广告花费 | 广告消耗 | 广告支出 | 广告成本 | 广告投入 | "
            "广告投放费用 | 推广花费 | 推广消耗 | 推广成本 | 推广支出 | 推广金额 | 推广投入 | 投放花费 | 投放消耗 | 投放成本 | "
            "投放支出 | 投入 | 投入金额 | 投入费用 | 投入成本 | 支出 | 支出金额 | 支出费用 | 费用金额 | 实际消耗 | 实际费用 | "
            "实际支出 | 实际投放 | 实际投入 | 实际金额 | 实际投放金额 | 实际成本 | 现金消耗 | 消耗金额 | 消费金额 | 花费金额 | "
            "营销投入 | 营销成本 | 营销支出 | 营销花费 | 市场投入 | 市场支出 | 营销费 | 宣传费 | 宣传费用 | 媒介费用 | 媒体费用 | "
            "结算金额 | 扣费 | 扣费金额 | 账户消耗 | 消费总额 | 行销费用 | 活动费用 | 活动成本 | 费用合计 | 成本金额 | 花费合计 | "
            "消耗合计 | 总计花费 | 现金花费 | 渠道费用 | 渠道成本 | 已花费 | 总消耗元 | spend amount usd | 账户花费 | 净消耗 | "
            "实际消耗金额 | 返后消耗 | 折后消耗 | 赠后消耗 | media spend usd | total media cost | media budget spent | "
            "spent amount | 费用支出 | 投放总额 | 花费总额 | 消费金额元 | 费用总额 | 推广总费用 | 广告总花费 | cost gbp | "
            "cost eur | invoice amount | 开销"
        ),
            required=True,
        ),
        CURRENCY,
        Column("campaign", "text", words(
            "campaign | campaign name | ad campaign | ad group | 活动 | 推广计划 | 广告系列 | 广告计划 | 营销活动 | 活动名称 | "
            "投放计划 | 计划名称 | ad set name | ad set | ad name | campaign title | campaign group | campaign group name | "
            "ad group name | promotion | promotion name | utm campaign | activity | activity name | event name | event | project | "
            "project name | initiative | program | insertion order | line item | line item name | marketing campaign | io name | "
            "项目 | 项目名称 | 广告系列名称 | 广告组 | 广告组名称 | 广告名称 | 单元 | 推广单元 | 推广计划名称 | 推广活动 | "
            "推广活动名称 | 广告计划名称 | 计划 | 投放活动 | 投放项目 | 营销活动名称 | 市场活动 | 市场活动名称 | 活动主题 | "
            "推广项目 | 推广主题 | 专案 | 专案名称 | 战役名称 | 创意名称 | 费用项目 | 投放计划名称 | 推广计划组 | 计划组 | "
            "所属活动 | 行销活动 | 广告活动 | 广告活动名称 | 单元名称 | 广告单元 | 广告单元名称 | 推广组 | 推广组名称 | 计划名 | "
            "系列名称 | 推广系列 | 项目计划 | campaign/ad set | campaign name (platform) | 投放活动名称 | 广告组别 | 营销项目 | "
            "市场项目 | marketing activity | 推广名称 | 费用活动"
        )),
        Column("leads", "integer", words(
            "leads | number of leads | conversions | lead count | results | 线索数 | 线索量 | 获客数 | 转化数 | 表单数 | "
            "表单提交数 | 表单线索量 | 名单数 | new leads | leads generated | total leads | lead volume | no of leads | "
            "qualified leads | lead form submissions | form submissions | form fills | form leads | signups | conversion | "
            "total conversions | leads form | acquisitions | contacts acquired | on facebook leads | website leads | "
            "one click leads | lead gen form leads | registrations | inquiries | enquiries | contacts | 线索 | 有效线索 | "
            "有效线索数 | 有效线索量 | 新增线索 | 新增线索数 | 新增线索量 | 获取线索数 | 留资数 | 留资量 | 留咨数 | 表单提交 | "
            "表单提交量 | 表单量 | 转化量 | 转化 | 客资数 | 客资量 | 咨询量 | 咨询数 | 名单量 | 新增客户数 | 获客量 | 新增客户 | "
            "获客人数 | 注册数 | 注册量 | 销售线索 | 销售线索数 | 潜客数 | 报名数 | 私信留资数 | 询盘数 | 询盘量 | 线索总数 | "
            "线索条数 | 线索个数 | 表单线索数 | 表单预约数 | 目标转化 | 转化次数 | 目标转化量 | 获取名单数 | 名单 | 线索提交数 | "
            "表单提交次数 | form leads count | lead form completions | 有效客资 | 有效客资数 | 总线索量 | 线索提交量 | 获得线索 | "
            "total leads generated | 留资人数 | 收集线索 | 获客线索数 | lead forms | leads submitted | on platform leads | "
            "电话线索数 | 转化目标量 | crm leads | 加粉数 | mqls"
        )),
        Column("impressions", "integer", words(
            "impressions | views | reach | number of impressions | 展现量 | 曝光量 | 展示量 | 曝光 | 展现 | 展示数 | impr | "
            "展示次数 | 曝光次数 | impression | imps | total impressions | ad impressions | served impressions | exposure | "
            "exposures | impression count | ad views | paid impressions | 曝光数 | 展示 | 展现数 | 展现次数 | 展示曝光量 | "
            "广告曝光 | 广告曝光量 | 广告展示量 | 广告展现量 | 曝光人次 | 展示量次 | 总曝光 | 总曝光量 | 浏览量 | 曝光pv | "
            "impr count | 曝光数量 | 展现总量 | 展现总数 | 展示总量 | 曝光总量 | impressions total | 曝光量次 | views impressions"
        )),
        Column("clicks", "integer", words(
            "clicks | link clicks | number of clicks | 点击量 | 点击 | 点击数 | 点击次数 | click | total clicks | all clicks | "
            "clicks all | ad clicks | outbound clicks | link click | paid clicks | click count | 点击人次 | 点击总数 | 点击总量 | "
            "点阅数 | 点阅 | 链接点击量 | 广告点击量 | 广告点击 | 总点击 | 总点击量 | 点击pv | 链接点击 | clicks total | "
            "点击总次数 | 点击数量 | click throughs | 总点击次数 | 点击量次 | ad click | 点击人数"
        )),
    ),
    together=("channel", "campaign", "month"),
    happened="month",
    sums="amount",
)  # fmt: skip

TARGETS = Table(
    "targets",
    (
        Column("name", "text", words(
            "target name | goal name | goal | name | kpi | metric | indicator | objective | measure | 指标 | 目标名称 | 指标名称 | "
            "考核指标 | 目标项 | 目标类型 | kpi名称 | 关键指标 | 名称 | 计划名称 | kpi name | kpi description | kpi title | "
            "metric name | measure name | indicator name | objective name | objective title | goal title | goal description | "
            "target type | target metric | target description | plan item | scorecard item | key result | key result name | "
            "quota type | quota name | goal type | okr | item | target category | performance indicator | performance metric | "
            "target measure | key performance indicator | plan name | measure type | 考核项 | 考核项目 | 考核内容 | 考核指标名称 | "
            "kpi指标 | kpi项目 | kpi项 | 绩效指标 | 绩效项目 | 业绩指标 | 业绩指标名称 | 项目 | 项目名称 | 指标项 | 指标项目 | "
            "指标内容 | 指标类型 | 衡量指标 | 目标指标 | 计划项目 | 计划类型 | 任务名称 | 任务项 | 任务类型 | 关键结果 | "
            "关键结果kr | 目标事项 | 目标项目 | 目标科目 | 评价指标 | 目标内容 | 目标描述 | 业绩类型 | 预算项目 | 预算科目 | "
            "考核类型 | 指标名 | 绩效指标名称 | 目标类别 | 考核目标名称 | 目标规则名称 | 目标规则 | 规则名称 | 目标主题 | "
            "指标科目 | 考核规则 | 考核规则名称 | goal metric | target kpi | 目标维度 | 业绩科目 | 计划科目 | kpi metric | "
            "objective/kpi | metric/kpi | 指标(kpi) | 考核维度 | 任务指标名称 | forecast category name | goal definition | "
            "definition | goal type name"
        ), required=True),
        Column("period", "text", words(
            "period | target period | month | quarter | year | time period | plan period | 期间 | 目标期间 | 月份 | 季度 | 年度 | "
            "周期 | 考核周期 | 计划期间 | 年月 | goal period | 考核期间 | 计划月份 | fiscal period | fiscal quarter | "
            "fiscal year | target month | target quarter | target year | target date | goal month | quota period | quota month | "
            "year month | date | start date | period start | period start date | period name | plan month | plan year | "
            "plan quarter | timeframe | month year | week | planning period | planning month | quota start date | "
            "reporting period | period type | sales period | cycle | accounting period | calendar month | budget period | "
            "budget month | effective month | for month | 目标月份 | 目标月 | 目标年度 | 目标年月 | 目标季度 | 目标周期 | "
            "考核月份 | 考核年度 | 考核季度 | 考核时间 | 考核年月 | 考核月 | 月度 | 年 | 月 | 季 | 年份 | 财年 | 财季 | 财务期间 | "
            "所属期间 | 所属月份 | 所属年月 | 计划年度 | 计划年月 | 计划周期 | 计划时间 | 计划月 | 计划季度 | 预算期间 | "
            "预算月份 | 预算年度 | 业绩周期 | 业绩月份 | 业绩年月 | 时间 | 日期 | 时间周期 | 任务月份 | 任务周期 | 任务期间 | "
            "统计周期 | 统计月份 | 执行周期 | 绩效周期 | 销售月份 | 年份月份 | 目标时间 | 指标周期 | 会计期间 | 考核期 | 目标期 | "
            "业绩期间 | 目标所属期 | 目标所属月份 | 目标所属年月 | 统计期间 | 统计年月 | forecast period | quota quarter | "
            "quota year | plan date | 目标日期 | 指标期间 | 指标月份 | 计划期 | fy | fiscal month | 期次 | 账期 | 绩效月份 | "
            "绩效期间 | 月度周期 | fy/qtr | fy qtr | fiscal year quarter | year quarter | fy quarter | year/quarter"
        ), required=True),
        Column("target", "number", words(
            "target | target value | goal value | plan | planned | quota | budget | quota amount | target amount | "
            "planned amount | 目标 | 目标值 | 计划值 | 计划 | 目标金额 | 任务 | 任务额 | 计划金额 | 定额 | 指标值 | 考核目标 | "
            "goal target | goal amount | kpi target | monthly target | quarterly target | annual target | yearly target | "
            "sales target | sales target amount | revenue target | revenue goal | sales goal | sales quota | sales plan | "
            "target revenue | target sales | target qty | target units | target quantity | target number | target level | "
            "planned value | planned revenue | planned sales | plan value | plan amount | plan revenue | budgeted | "
            "budgeted amount | budget amount | budget value | budgeted revenue | forecast | objective value | quota value | "
            "quota target | assigned target | assigned quota | target figure | target score | set target | revenue quota | "
            "month target | target set | goal number | 目标额 | 目标数 | 目标量 | 目标业绩 | 目标销售额 | 目标收入 | 目标回款 | "
            "目标回款额 | 目标数值 | 目标利润 | 目标销量 | 目标数量 | 目标完成值 | 销售目标 | 销售目标额 | 销售目标金额 | "
            "业绩目标 | 业绩目标值 | 月度目标 | 季度目标 | 年度目标 | 本月目标 | 当月目标 | 本期目标 | 月目标 | 年目标 | "
            "回款目标 | 营收目标 | 收入目标 | 营业额目标 | 毛利目标 | 计划数 | 计划额 | 计划量 | 计划目标 | 计划销售额 | "
            "计划收入 | 任务量 | 任务数 | 任务金额 | 任务值 | 任务目标 | 任务指标 | 销售任务 | 销售任务额 | 业绩任务 | 月度任务 | "
            "月任务 | 预算 | 预算金额 | 预算值 | 预算额 | 预算数 | 考核值 | 考核目标值 | 考核任务 | 指标额 | 指标数 | 指标金额 | "
            "指标目标值 | 额度 | 基本目标 | 保底目标 | 基础目标 | 目标设定值 | 目标设定 | 设定目标 | 指标目标 | 绩效目标值 | "
            "kpi目标 | kpi目标值 | 目标额度 | 目标业绩额 | 签约目标 | 签单目标 | 新签目标 | 到账目标 | 挑战目标 | 冲刺目标 | "
            "月度指标 | 销售指标 | goal usd | target usd | quota usd | annual quota | monthly quota | quarterly quota | 目标数据 | "
            "计划目标值 | 目标值合计 | 全年目标 | 年度指标 | 目标数额 | 下达目标 | 下达指标 | 本期计划 | plan target | to reach | "
            "target to reach | goal to reach"
        ), required=True),
        OPTIONAL_CUSTOMER,
        Column("segment", "text", words(
            "segment | group | customer segment | customer group | region | 客户分层 | 分层 | 分组 | 客户群 | 细分 | 适用客群 | "
            "目标客群 | 客户分组 | 地区 | 区域 | customer type | customer tier | customer class | target segment | territory | "
            "area | market | market segment | sales region | sales area | sales territory | channel | product line | "
            "business unit | product | product family | product category | store | store name | branch | division | "
            "business line | category | 客户类型 | 客户等级 | 客群 | 人群 | 目标人群 | 大区 | 所属区域 | 所属大区 | 销售区域 | "
            "销售大区 | 片区 | 渠道 | 销售渠道 | 产品线 | 产品 | 产品类别 | 产品名称 | 门店 | 门店名称 | 门市 | 分公司 | 省份 | "
            "省区 | 城市 | 事业部 | 业务线 | 业务板块 | 品类 | 客户细分 | 客户类别 | 客户群体 | 适用范围 | 适用对象 | 考核对象 | "
            "市场 | 细分市场 | 对象客群 | 目标客户群 | 客户群组 | 客户分类 | 店铺 | 机构 | 战区 | 组别 | 区域/部门 | 大区/部门 | "
            "团队/区域 | 考核单位 | 考核组织 | 渠道类型 | 产品系列 | 品牌 | brand | 客户行业 | 目标区域 | cost center | country | "
            "国家"
        )),
        Column("owner", "text", words(
            "区域负责人 | owner | salesperson | responsible | account manager | sales rep | team | assigned to | quota owner | "
            "quota owner full name | department | 负责人 | 业务员 | 责任人 | 销售 | 客户经理 | 团队 | 部门 | 责任部门 | "
            "owner name | rep | rep name | sales representative | sales rep name | salesperson name | salesman | employee | "
            "employee name | user | user name | assignee | assigned user | manager | sales manager | person | person responsible | "
            "staff | staff name | accountable | accountable person | account executive | sales team | team name | "
            "department name | quota owner name | responsible person | goal owner | target owner | kpi owner | agent | "
            "agent name | sales user | 负责人姓名 | 销售员 | 销售人员 | 销售代表 | 销售姓名 | 销售员姓名 | 业务代表 | 业务人员 | "
            "员工 | 员工姓名 | 姓名 | 人员 | 考核人 | 被考核人 | 责任单位 | 责任主体 | 所属部门 | 所属团队 | 所属人员 | 销售团队 | "
            "销售部门 | 小组 | 目标负责人 | 经办人 | 承担人 | 归属人 | 执行人 | 主责人 | 主管 | 经理 | 店长 | 区域经理 | "
            "目标所有人 | 业绩归属人 | 考核部门 | 销售组 | 导购 | 销售负责人 | 主责部门 | 归口部门 | 牵头人 | 考核员工 | "
            "被考核员工 | 考核人员 | 责任销售 | 团队成员 | 业绩人 | 归属销售 | 销售员名称 | rep full name | owner full name | "
            "责任人姓名 | 业务员姓名 | 员工名称 | seller | seller name | ae | 被考核人姓名 | 客户经理姓名 | 销售代表姓名 | "
            "sales owner | account owner"
        )),
    ),
    key=("name", "period", "customer_id", "segment", "owner"),
)  # fmt: skip
