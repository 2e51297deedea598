"""Leads: one row is a prospect."""

from dataclasses import replace

from data.schema.declare import Column, Table, words
from data.schema.shared import OPTIONAL_CUSTOMER

STAGES = {
    "new": words("new | open | created | not contacted | 新建 | 新线索 | 未联系 | 待跟进 | 未处理 | 待分配"),
    "contacted": words("contacted | working | attempted | attempting | connected | in progress | 已联系 | 跟进中 | 联系中 | 已跟进"),
    "qualified": words("qualified | mql | sql | sales qualified | opportunity | 已确认 | 合格 | 有效线索 | 已转商机 | 意向客户 | 有意向"),
    "proposed": words("proposed | proposal | quoted | negotiation | 已报价 | 方案中 | 谈判中 | 报价中"),
    "won": words("won | closed won | converted | customer | deal | 成交 | 已成交 | 赢单 | 已转化 | 已转客户"),
    "lost": words("lost | closed lost | unqualified | dead | disqualified | rejected | 流失 | 输单 | 无效 | 已关闭 | 放弃 | 无效线索 | 战败"),
}

LEADS = Table(
    "leads",
    (
        Column(
            "lead_id",
            "id",
            words(
                "lead id | lead no | lead number | lead | prospect id | prospect no | prospect | enquiry no | record id | inquiry id | enquiry id | 线索编号 | 线索id | 线索号 | "
                "潜客编号 | 潜在客户编号 | 商机线索编号 | 询盘编号 | 意向客户编号 | 潜客id | 线索"
            ),
            required=True,
        ),
        Column(
            "created_at",
            "timestamp",
            words(
                "created at | created | created date | create date | created time | lead date | lead created | inquiry date | enquiry date | date created | "
                "first seen | date | 创建时间 | 创建日期 | 线索时间 | 线索日期 | 获取时间 | 获取日期 | 登记时间 | 登记日期 | 录入时间 | 咨询时间 | 询盘时间 | "
                "线索创建时间 | 日期"
            ),
            fold="earliest",
        ),
        Column(
            "source",
            "text",
            words("source | lead source | channel | lead origin | origin | acquisition channel | utm source | how did you hear about us | 来源 | 线索来源 | 渠道 | 获客渠道 | 来源渠道 | 客户来源 | 潜客来源 | 线索渠道"),
        ),
        Column("campaign", "text", words("campaign | utm campaign | campaign name | marketing campaign | primary campaign | 所属活动 | 推广活动名称 | 活动 | 市场活动 | 营销活动 | 推广活动 | 推广计划 | 活动名称")),
        Column(
            "stage",
            "code",
            words("stage | lead stage | status | lead status | pipeline stage | funnel stage | 阶段 | 线索阶段 | 状态 | 线索状态 | 跟进状态 | 当前阶段 | 跟进阶段"),
            values=STAGES,
        ),
        Column("contacted_at", "timestamp", words("contacted at | first contacted | first contact at | first contact date | contact date | contacted on | first contact | 首次联系时间 | 联系时间 | 首次跟进时间 | 首次联系日期 | 联系日期 | 首次联络"), fold="earliest"),
        Column("qualified_at", "timestamp", words("qualified at | qualified on | qualification date | mql date | sql date | date qualified | 确认时间 | 确认日期 | 商机确认日期 | 转商机时间 | 合格时间 | 合格日期 | 转商机日期"), fold="earliest"),
        Column("proposed_at", "timestamp", words("proposed at | proposal date | quoted at | quote date | proposal sent | quoted on | proposed on | proposal at | 报价时间 | 报价日期 | 方案时间 | 方案日期"), fold="earliest"),
        Column("won_at", "timestamp", words("won at | won on | won date | converted at | conversion date | converted date | closed won date | 成交时间 | 成交日期 | 赢单时间 | 赢单日期 | 转化时间 | 转化日期 | 转客户时间")),
        Column("lost_at", "timestamp", words("lost at | lost on | lost date | closed lost date | 流失日期 | 输单时间 | 输单日期 | 流失时间 | 关闭时间 | 失败时间 | 战败时间")),
        Column("converted", "boolean", words("converted | is converted | conversion | is won | won | 是否转化 | 是否成交 | 是否转换 | 已转化 | 转化 | 成交 | 是否转客户")),
        replace(OPTIONAL_CUSTOMER, synonyms=tuple(word for word in OPTIONAL_CUSTOMER.synonyms if word != "record id")),
        Column("expected_value", "money", words("expected value | expected revenue | estimated value | deal value | deal size | opportunity value | amount | 预计金额 | 预期金额 | 预计成交金额 | 预计成交额 | 预估金额 | 意向金额 | 商机金额 | est amount | estimated amount")),
        Column("need", "text", words("need | needs | requirement | requirements | interest | product interest | pain point | 需求 | 客户需求 | 需求描述 | 意向产品 | 需求产品 | 感兴趣产品")),
        Column("budget", "text", words("budget | budget range | 预算 | 预算范围 | 预算情况 | 采购预算")),
        Column("authority", "text", words("authority | decision maker | decision role | role | buying role | 决策权 | 决策人 | 决策角色 | 角色 | 关键人")),
        Column("difficulty", "text", words("difficulty | closing difficulty | obstacle | risk | 难度 | 成交难度 | 赢单难度 | 障碍")),
        Column("owner", "text", words("owner | lead owner | sales rep | assigned to | salesperson | account manager | 负责人 | 线索负责人 | 跟进人 | 线索所有人 | 跟进同事 | handled by | 业务员 | 销售 | 销售负责人 | 所有人 | 归属人")),
        Column("referred_by", "id", words("referred by | referrer | referrer id | referral | referral customer | 推荐人 | 介绍人 | 推荐人编号 | 推荐客户 | 推荐客户编号"), references="customers"),
    ),
    key=("lead_id",),
    happened="created_at",
    sums="expected_value",
)  # fmt: skip
