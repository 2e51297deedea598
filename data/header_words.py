"""What headers are made of besides the synonyms of `data.schema`: nouns of the tables, guards, ranks, and what may stand for an id."""
# ruff: noqa: E501 (the words of a table are a line)

import re

from data.headers import folded
from data.schema.declare import words

# Words that a likeness must not pass over: "ship date" is no date of order, 退款金额 no amount.
GUARD = re.compile(
    r"\b(?:ship(?:p(?:ing|ed))?|shipment|deliver(?:y|ed)?|due|refund(?:ed)?|return(?:ed)?|tax(?:es)?|discount|cancel(?:l?ed)?|updated?|modified|birth"
    r"|fee|cost|freight|previous|last|first|expected|estimated|parent|count|average|avg|max|min|compare|method|type|status|mode|address|zip|postal"
    r"|target|budget|ip|index|notes?|paid|pay(?:ment)?|billing|referrer)\b"
    r"|退|税|运费|发货|收货|取消|更新|修改|出生|优惠|预计|计划|[上首末]次|最后|最近|推荐|父|成本|平均|累计|到期|目标|未|券|联系|备注"
)
# Where several headers say the same, the one that stands first here is taken; others follow in the schema's order.
PREFERRED: dict[tuple[str, str], tuple[str, ...]] = {
    ("orders", "amount"): (
        "买家实际支付金额", "实付金额", "实付款", "实收金额", "支付金额", "结算金额", "paid amount", "line total", "成交金额", "sales amount",
        "amount", "sales", "金额", "销售额", "销售金额", "net amount", "total", "revenue", "消费金额", "交易金额", "订单应付金额", "应付金额", "订单金额", "order amount",
    ),
    ("orders", "ordered_at"): (
        "order date", "ordered at", "order datetime", "order time", "invoice date", "purchase date", "purchased at", "transaction date",
        "sale date", "sales date", "下单时间", "订单创建时间", "订单时间", "下单日期", "订单日期", "交易时间", "交易日期", "购买时间", "购买日期",
        "销售日期", "消费时间", "消费日期", "成交时间", "成交日期", "close date", "closed date", "closing date",
        "预计成交日期", "预计成交时间", "created at", "创建时间",
    ),
    ("orders", "discount"): ("优惠金额", "折扣金额", "discount amount", "total discount", "discount total"),
    ("tickets", "topic"): ("topic", "about topic", "category", "case reason", "reason", "问题分类", "问题类别", "工单分类", "投诉原因", "问题类型"),
    ("surveys", "instrument"): ("instrument", "metric", "metric type", "survey type", "量表类型", "指标类型"),
    ("surveys", "answered_at"): (
        "answered at", "recorded date", "submitted at", "response date", "completed at", "提交时间", "submit date", "submit time", "submission date", "submission time",
        "date submitted", "end date",
    ),
    ("spend", "leads"): ("leads", "线索数", "线索量", "表单提交数", "表单线索量", "名单数", "number of leads", "leads generated"),
    ("targets", "owner"): (
        "owner", "assigned to", "quota owner", "quota owner full name", "负责人", "责任人", "salesperson", "sales rep", "考核员工", "被考核人", "员工姓名", "员工",
        "姓名", "team", "department", "团队", "部门", "考核部门", "所属部门", "销售部门", "责任部门", "销售团队",
    ),
    ("tickets", "ticket_id"): ("issue key", "ticket id", "ticket no", "ticket number", "case number", "工单编号", "工单号"),
    ("invoices", "invoice_id"): (
        "invoice number", "invoice no", "invoice id", "invoice", "应收单号", "应收单编号", "单据编号", "单据号", "结帐单号", "结账单号", "document number",
        "document no",
    ),
    ("interactions", "minutes"): ("minutes", "duration in call min", "talk time min", "duration minutes", "duration min", "通话时长分钟"),
    ("customers", "name"): ("name", "customer name", "full name", "customer full name", "client name", "客户名称", "客户姓名", "姓名", "会员姓名"),
}  # fmt: skip
# What a header means where its cells deny what it says first, or another column says that better: who sold, in words under "Sales".
ALSO: dict[tuple[str, str], tuple[str, ...]] = {
    ("orders", "salesperson"): words("sales"),
    ("tickets", "topic"): words("诉求类别 | 投诉类别"),
    ("tickets", "text"): words("subject | ticket subject | summary | 工单标题 | 标题 | 主题 | title | case subject | 工单主题 | 问题标题"),
    ("targets", "segment"): words("考核部门 | 部门 | department | 团队 | team | 所属部门 | 销售部门 | 责任部门 | 销售团队"),
}
GENERIC_HEADERS = frozenset(
    map(folded, words("id | no | number | num | ref | ref no | reference | reference no | key | record id | record | serial | 编号 | 单号 | 流水号"))
)  # headers of any number at all
OTHER_ACCOUNTS = frozenset(folded(word) for word in ("account code", "gl account", "ledger account", "bank account", "nominal code"))  # of the books
BARE_CUSTOMERS = frozenset(
    folded(word) for word in ("customer", "client", "buyer", "account", "member", "客户", "顾客", "买家", "会员", "debtor", "payer")
)
FIRMS = frozenset(
    folded(word)
    for word in ("company", "company name", "account name", "organization", "organisation", "organization name", "organisation name", "firm",
                 "firm name", "business name", "business", "customer company", "公司", "公司名称", "企业", "企业名称", "单位", "单位名称")
)  # fmt: skip
NAMES = (
    ("name",),
    ("名称",),
    ("company",),
    ("公司",),
    ("organization",),
    ("id",),
    ("source",),
    ("type",),
    ("类型",),
)  # say too little without the noun
PLAIN = frozenset(("custom", "cf", "field", "label"))  # words that a system puts beside the name of any column
CREATORS = frozenset(map(folded, words("创建人 | 创建者 | 录入人 | 制单人 | 提交人 | 填写人 | created by | creator | entered by")))  # asked last
# The nouns of a table, which its headers may carry in front: the ticket's created date, 线索的来源.
NOUNS: dict[str, tuple[str, ...]] = {
    "orders": words(
        "order | orders | sale | sales | transaction | purchase | deal | opportunity | 订单 | 销售 | 交易 | 商机 | 合同 | 本单 | 消费 | lineitem | line | cart"
    ),
    "customers": words(
        "customer | customers | client | member | account | contact | person | user | properties | subscription | subscriptions | subscriber | profile | guest | 客户 | 会员 | 顾客 | 用户 | 企业"
    ),
    "interactions": words(
        "activity | interaction | call | visit | meeting | engagement | task | event | touchpoint | touch | 活动 | 互动 | 联系 | 联络 | 通话 | 拜访 | 跟进 | 沟通 | 回访"
    ),
    "tickets": words("ticket | tickets | case | issue | incident | request | conversation | complaint | 工单 | 服务单 | 投诉 | 案件 | 售后 | 事件"),
    "surveys": words("survey | surveys | response | questionnaire | 问卷 | 答卷 | 调查 | 调研"),
    "leads": words("lead | leads | prospect | enquiry | inquiry | opportunity | 线索 | 潜客 | 商机 | 询盘 | 客资"),
    "invoices": words("invoice | invoices | bill | billing | 发票 | 账单 | 应收 | 应收单 | 开票 | 帐单"),
    "spend": words("ad | ads | advertising | marketing | media | 广告 | 推广 | 投放 | 营销 | 市场 | 行销"),
    "targets": words("target | goal | quota | kpi | 目标 | 指标 | 考核"),
}
FILLED = re.compile("(?:订单|交易|商品|产品|客户|会员|买家|本单|本次|单据|销售|下单|购买|系统|店铺|总|原始|的)+")
# Columns that may identify a customer where no id does, best first, with the confidence that such an id deserves.
COMPANIES = (
    "account name", "company name", "company", "account", "organization", "organization name", "客户公司", "公司名称", "企业名称", "公司",
    "单位名称", "购货单位", "购货单位名称", "往来单位", "往来单位名称",
)  # fmt: skip
EMAILS = words(
    "email | e-mail | email address | mail | customer email | buyer email | contact email | billing email | email (billing) | 邮箱 | 电子邮箱 | 电子邮件 | 邮件 | 客户邮箱"
)
PHONES = (
    "phone", "mobile", "telephone", "phone number", "mobile phone", "mobile number", "cell", "tel", "customer phone", "手机", "电话", "手机号",
    "联系电话", "手机号码", "联系手机", "移动电话", "客户手机", "客户电话", "买家手机", "收货人手机", "会员手机",
)  # fmt: skip
PERSONS = (
    "客户名称", "customer name", "client name", "buyer name", "客户姓名", "会员姓名", "买家姓名", "顾客姓名", "客户全称", "客户简称",
    "contact name", "customer full name",
    "拜访客户", "关联客户", "所属客户", "跟进客户", "联系客户", "related to", "regarding", "contact",
)  # fmt: skip
