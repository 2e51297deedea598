"""Interactions: one row is a contact or visit. Tickets: one row is a service case."""

from data.schema.declare import Column, Table, words
from data.schema.shared import CUSTOMER_ID, OPTIONAL_CUSTOMER

INTERACTION_KINDS = {
    "visit": words("visit | on-site visit | site visit | 拜访 | 上门拜访 | 客户拜访 | 上门 | 走访"),
    "call": words("call | phone | phone call | telephone | 电话 | 通话 | 电话沟通 | 电话回访 | 回访"),
    "email": words("email | e-mail | mail | 邮件 | 电子邮件"),
    "message": words("message | chat | sms | text | im | wechat | whatsapp | 消息 | 短信 | 微信 | 企业微信 | 在线沟通 | 留言"),
    "meeting": words("meeting | event | demo | conference | video call | 会议 | 会面 | 面谈 | 洽谈 | 视频会议"),
}
DIRECTIONS = {
    "inbound": words("inbound | in | incoming | received | 呼入 | 客户来电 | 来电 | 接入 | 被动"),
    "outbound": words("outbound | out | outgoing | sent | 呼出 | 去电 | 外呼 | 主动"),
}
TICKET_KINDS = {
    "consultation": words("consultation | question | inquiry | enquiry | how to | information | 咨询 | 业务咨询 | 产品咨询 | 售前咨询 | 问询"),
    "complaint": words("complaint | grievance | problem | incident | 投诉 | 客户投诉 | 抱怨 | 客诉"),
    "return": words("return | refund | return request | 退货 | 退款 | 退货退款 | 申请退货"),
    "exchange": words("exchange | replacement | 换货 | 申请换货 | 更换"),
    "repair": words("repair | maintenance | fault | warranty | 维修 | 报修 | 保修 | 故障 | 售后维修"),
    "suggestion": words("suggestion | feature request | feedback | idea | 建议 | 意见 | 意见建议 | 反馈"),
    "other": words("other | others | misc | 其他 | 其它"),
}
SEVERITIES = {
    "low": words("low | minor | p4 | p3 | trivial | 低 | 轻微 | 一般 | 普通"),
    "medium": words("medium | normal | moderate | p2 | 中 | 中等 | 较重"),
    "high": words("high | major | critical | urgent | severe | p1 | p0 | 高 | 严重 | 紧急 | 重大 | 非常紧急"),
}

INTERACTIONS = Table(
    "interactions",
    (
        CUSTOMER_ID,
        Column(
            "at",
            "timestamp",
            words(
                "interaction date | activity date | contact date | call date | visit date | meeting date | contacted at | visited at | activity time | "
                "interaction time | time of contact | start time | at | date | datetime | time | timestamp | call time | 互动时间 | 互动日期 | 签到时间 | 开始时间 | call start | due date | activity start | 拨打时间 | 联系时间 | 联系日期 | "
                "拜访时间 | 拜访日期 | 跟进时间 | 跟进日期 | 沟通时间 | 沟通日期 | 回访时间 | 回访日期 | 来电时间 | 通话时间 | 服务时间 | 日期 | 时间"
            ),
            required=True,
        ),
        Column(
            "kind",
            "code",
            words(
                "interaction type | activity type | kind of contact | contact type | type | kind | interaction | activity | contact method | 互动类型 | 互动方式 | "
                "跟进方式 | 跟进类型 | 联系方式类型 | 沟通方式 | 拜访方式 | 拜访类型 | 活动类型 | 联系类型 | 类型 | 方式 | 触达方式"
            ),
            values=INTERACTION_KINDS,
        ),
        Column("channel", "text", words("channel | contact channel | medium | 渠道 | 互动渠道 | 沟通渠道 | 触达渠道 | 联系渠道 | 接触渠道")),
        Column("direction", "code", words("direction | call direction | 联系方向 | call type | inbound outbound | 方向 | 呼叫方向 | 呼叫类型 | 来去电"), values=DIRECTIONS),
        Column(
            "outcome",
            "text",
            words(
                "outcome | result | disposition | call result | call outcome | status | next step | 结果 | 沟通结果 | 拜访结果 | 跟进结果 | 通话结果 | 回访结果 | "
                "互动结果 | 跟进状态 | 联系结果"
            ),
        ),
        Column(
            "owner",
            "text",
            words(
                "owner | agent | sales rep | rep | assigned to | handled by | staff | employee | salesperson | 负责人 | 跟进人 | 拜访人 | 业务员 | "
                "客服 | 坐席 | 联系人员 | 座席姓名 | 坐席姓名 | 座席 | activity assigned to | assigned | 销售 | 员工 | 经办人 | 所有人 | 客户经理"
            ),
        ),
        Column("subject", "text", words("subject | topic | notes | note | summary | description | content | remark | 主题 | 内容 | 沟通内容 | 跟进内容 | 拜访内容 | 备注 | 跟进记录 | 拜访目的 | 目的")),
        Column("minutes", "number", words("minutes | duration minutes | duration | call duration | duration (min) | 时长 | 通话时长 | 持续时间 | 时长(分钟) | 拜访时长")),
    ),
    happened="at",
)  # fmt: skip

TICKETS = Table(
    "tickets",
    (
        Column(
            "ticket_id",
            "id",
            words(
                "ticket id | ticket no | ticket number | ticket | case id | case number | case no | case | incident id | incident number | request id | "
                "issue id | issue key | id | complaint id | complaint no | service request | service no | conversation id | case concept name | 工单编号 | "
                "工单号 | 工单id | 服务单号 | 服务编号 | 投诉编号 | 投诉单号 | 售后单号 | 受理编号 | 受理单号 | 案例编号 | 事件编号 | 问题编号 | "
                "维修单号 | 退货单号 | 退款编号 | 会话编号 | 服务单编号 | 投诉工单号 | 报修单号"
            ),
            required=True,
        ),
        Column(
            "opened_at",
            "timestamp",
            words(
                "opened at | opened | open date | open time | created at | created | created date | creation date | create time | created time | "
                "submitted at | submitted on | reported at | report date | received at | request date | date received | complaint date | date opened | "
                "ticket created | 操作时间 | start time | date/time opened | 发生时间 | timestamp | time timestamp | start timestamp | complete timestamp | date | 创建时间 | 创建日期 | 提交时间 | "
                "提交日期 | 受理时间 | 受理日期 | 投诉时间 | 投诉日期 | 报修时间 | 报修日期 | 申请时间 | 申请日期 | 发起时间 | 建单时间 | 开单时间 | "
                "开始时间 | 来电时间 | 反馈时间 | 登记时间 | 登记日期 | 日期 | 时间"
            ),
            required=True,
            fold="earliest",
        ),
        OPTIONAL_CUSTOMER,
        Column(
            "kind",
            "code",
            words(
                "ticket type | case type | request type | issue type | type | kind | ticket kind | kind of ticket | service type | ticket category | 工单类型 | 服务类型 | "
                "问题类型 | 业务类型 | 受理类型 | 投诉类型 | 售后类型 | 事件类型 | 诉求类型 | 类型"
            ),
            values=TICKET_KINDS,
        ),
        Column(
            "channel",
            "text",
            words("channel | ticket channel | case origin | origin | source | contact channel | via | 渠道 | 受理渠道 | 来源 | 来源渠道 | 工单来源 | 服务渠道 | 投诉渠道 | 反馈渠道 | 提交渠道"),
        ),
        Column(
            "topic",
            "text",
            words(
                "topic | subject | category | sub category | issue | reason | case reason | product area | product | tags | 主题 | 问题分类 | 问题类别 | 工单分类 | case reason | "
                "投诉内容分类 | 标题 | 工单标题 | 原因 | 投诉原因 | 退货原因 | 分类 | 问题主题 | 故障类型 | 产品"
            ),
        ),
        Column("severity", "code", words("severity | priority | urgency | impact | level | 严重程度 | 优先级 | 紧急程度 | 级别 | 工单等级 | 严重等级 | 投诉等级"), values=SEVERITIES),
        Column(
            "agent",
            "text",
            words(
                "agent | assignee | assigned to | owner | case owner | handled by | ticket owner | resource | org resource | support agent | agent name | "
                "处理人 | 受理人 | 客服 | 客服人员 | 坐席 | 责任人 | 负责人 | 经办人 | 指派给 | 处理客服 | 服务人员 | 受理客服 | 维修人员 | 工程师 | 受理员"
            ),
        ),
        Column(
            "first_response_at",
            "timestamp",
            words("first response at | first response | first reply | first replied at | first response time | first reply at | responded at | 首次响应时间 | 首次回复时间 | 首响时间 | 响应时间 | 首次联系时间"),
            fold="earliest",
        ),
        Column(
            "resolved_at",
            "timestamp",
            words(
                "resolved at | resolved | resolved on | resolution date | resolution time | closed at | closed | closed date | close date | completed at | "
                "solved at | date closed | date resolved | end time | end timestamp | date/time closed | finished at | 解决时间 | 解决日期 | 关闭时间 | 关闭日期 | 完成时间 | "
                "完成日期 | 结案时间 | 结案日期 | 办结时间 | 处理完成时间 | 完结时间 | 结束时间 | 完工时间"
            ),
            fold="latest",
        ),
        Column("reopened", "boolean", words("reopened | is reopened | reopen | was reopened | 是否重开 | 重开 | 重新打开 | 是否重新打开 | 二次投诉 | 是否重复投诉")),
        Column("escalated", "boolean", words("escalated | is escalated | escalation | 是否升级 | 升级 | 已升级 | 是否上报")),
        Column("contacts", "integer", words("contacts | number of contacts | contact count | replies | touches | interactions | number of replies | 联系次数 | 沟通次数 | 接触次数 | 回复次数 | 跟进次数 | 处理次数")),
        Column(
            "rating",
            "number",
            words(
                "rating | satisfaction rating | csat | csat score | satisfaction score | customer rating | satisfaction | score | 满意度 | 满意度评分 | "
                "评分 | 服务评分 | 评价 | 客户评分 | 服务评价 | 满意度评价 | 客户满意度 | 服务评分 | 满意度评价"
            ),
        ),
        Column("procedure_score", "number", words("procedure score | process score | process rating | procedure rating | 流程得分 | 程序得分 | 流程评分 | 程序评分 | 服务流程评分 | 规范性评分")),
        Column("manner_score", "number", words("manner score | personal score | personal manner score | attitude score | attitude rating | courtesy score | 态度得分 | 态度评分 | 服务态度评分 | 服务态度 | 个人评分")),
        Column("cost", "money", words("cost | handling cost | service cost | ticket cost | 成本 | 处理成本 | 服务成本 | 赔付金额 | 处理费用 | 费用 | 维修费用")),
        Column("text", "text", words("text | description | message | body | comment | details | content | complaint text | 内容 | 问题描述 | 描述 | 投诉内容 | 详情 | 备注 | 反馈内容 | 工单内容 | 诉求内容 | 故障描述")),
    ),
    key=("ticket_id",),
    happened="opened_at",
    sums="cost",
)  # fmt: skip
