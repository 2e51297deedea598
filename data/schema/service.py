"""Interactions: one row is a contact or visit. Tickets: one row is a service case."""

from dataclasses import replace

from data.schema.declare import Column, Table, words
from data.schema.shared import CUSTOMER_ID, OPTIONAL_CUSTOMER

INTERACTION_KINDS = {
    "visit": words(
        "visit | on-site visit | site visit | 拜访 | 上门拜访 | 客户拜访 | 上门 | 走访 | on site | in person | in-person visit | field visit | "
        "store visit | customer visit | face to face | check in | 走访客户 | 实地拜访 | 外勤 | 外勤拜访 | 现场拜访 | 到店 | 到访 | 登门拜访 | 计划拜访 | 临时拜访 | 陌生拜访 | "
        "面访 | 客户来访 | 来访"
    ),
    "call": words(
        "call | phone | phone call | telephone | 电话 | 通话 | 电话沟通 | 电话回访 | 回访 | calls | voice | voice call | phone conversation | "
        "cold call | call back | follow up call | telephone call | tel | 打电话 | 电话拜访 | 来电 | 去电 | 外呼 | 呼入 | 呼出 | 语音 | 语音通话 | 电话跟进 | 手机 | "
        "座机 | 致电"
    ),
    "email": words(
        "email | e-mail | mail | 邮件 | 电子邮件 | emails | email sent | email received | outgoing email | incoming email | 发邮件 | 邮箱 | 邮件沟通 | "
        "邮件往来 | 电邮"
    ),
    "message": words(
        "message | chat | sms | text | im | wechat | whatsapp | 消息 | 短信 | 微信 | 企业微信 | 在线沟通 | 留言 | messages | texting | instant message | "
        "live chat | web chat | line | messenger | facebook messenger | telegram | linkedin message | direct message | dm | social media | "
        "wecom | 微信沟通 | 企微 | 企业微信沟通 | 微信聊天 | 在线客服 | 在线咨询 | qq | 旺旺 | 钉钉 | 私信 | 聊天 | 网络沟通 | 线上沟通 | 即时消息 | 微信跟进 | 推送"
    ),
    "meeting": words(
        "meeting | event | demo | conference | video call | 会议 | 会面 | 面谈 | 洽谈 | 视频会议 | meetings | online meeting | webinar | lunch | "
        "workshop | training | presentation | product demo | appointment | zoom | teams meeting | video conference | seminar | "
        "trade show | 线上会议 | 电话会议 | 腾讯会议 | 现场会议 | 演示 | 产品演示 | 培训 | 展会 | 宴请 | 技术交流 | 沙龙 | 约见 | 活动 | 商务宴请"
    ),
}
DIRECTIONS = {
    "inbound": words(
        "inbound | in | incoming | received | 呼入 | 客户来电 | 来电 | 接入 | 被动 | inbound call | incoming call | customer to us | from customer | "
        "call in | inward | 呼入电话 | 进线 | 接听 | 客户主动 | 客户发起 | 来访 | 入 | 入站 | 打入"
    ),
    "outbound": words(
        "outbound | out | outgoing | sent | 呼出 | 去电 | 外呼 | 主动 | outbound call | outgoing call | us to customer | to customer | call out | "
        "outward | 呼出电话 | 拨出 | 主叫 | 我方主动 | 我方发起 | 出 | 出站 | 拨打 | 打出"
    ),
}
TICKET_KINDS = {
    "consultation": words(
        "consultation | question | inquiry | enquiry | how to | information | 咨询 | 业务咨询 | 产品咨询 | 售前咨询 | 问询 | questions | general inquiry | "
        "general enquiry | query | ask | help | support | service request | request | information request | technical support | "
        "pre sales | account | billing | 咨询类 | 查询 | 使用咨询 | 售后咨询 | 订单咨询 | 物流咨询 | 技术支持 | 技术咨询 | 服务请求 | 求助 | 问题咨询 | 帮助 | 业务办理 | 账单咨询"
    ),
    "complaint": words(
        "complaint | grievance | problem | incident | 投诉 | 客户投诉 | 抱怨 | 客诉 | complaints | bug | defect | dispute | dissatisfaction | "
        "issue | service complaint | product complaint | escalation | 投诉类 | 产品投诉 | 服务投诉 | 质量投诉 | 质量问题 | 物流投诉 | 申诉 | 纠纷 | 维权 | 不满 | 举报"
    ),
    "return": words(
        "return | refund | return request | 退货 | 退款 | 退货退款 | 申请退货 | returns | refund request | product return | return and refund | "
        "money back | returns and refunds | 退货申请 | 仅退款 | 退款申请 | 退换货 | 退货退款申请 | 退订"
    ),
    "exchange": words(
        "exchange | replacement | 换货 | 申请换货 | 更换 | exchanges | replace | swap | exchange request | replacement request | 换新 | 换货申请 | 补发 | "
        "以换代修 | 换机"
    ),
    "repair": words(
        "repair | maintenance | fault | warranty | 维修 | 报修 | 保修 | 故障 | 售后维修 | repairs | fix | fault report | technical issue | "
        "technical problem | broken | malfunction | breakdown | installation | warranty claim | field service | hardware | 维修类 | 维修申请 | "
        "故障报修 | 保养 | 安装 | 上门维修 | 返修 | 寄修 | 故障申报 | 安装维修 | 硬件故障"
    ),
    "suggestion": words(
        "suggestion | feature request | feedback | idea | 建议 | 意见 | 意见建议 | 反馈 | suggestions | improvement | enhancement | idea request | "
        "feature | product feedback | compliment | praise | 建议类 | 需求建议 | 产品建议 | 意见反馈 | 需求 | 功能建议 | 表扬 | 改进建议"
    ),
    "other": words("other | others | misc | 其他 | 其它 | else | none | miscellaneous | 其他类 | 其他问题 | 其他咨询 | 未知 | 其它问题 | 综合"),
}
SEVERITIES = {
    "low": words(
        "low | minor | p4 | p3 | trivial | 低 | 轻微 | 一般 | 普通 | lowest | lower | p5 | sev4 | sev3 | 4 low | 3 low | planning | 较低 | 最低 | "
        "轻度 | 不紧急 | 四级 | 一般投诉 | 一般问题"
    ),
    "medium": words(
        "medium | normal | moderate | p2 | 中 | 中等 | 较重 | mid | average | standard | sev2 | 2 medium | 3 medium | 3 moderate | 中度 | 中级 | "
        "较急 | 二级 | 中等优先级 | 正常"
    ),
    "high": words(
        "high | major | critical | urgent | severe | p1 | p0 | 高 | 严重 | 紧急 | 重大 | 非常紧急 | highest | higher | very high | blocker | "
        "emergency | severe impact | immediate | sev1 | 1 high | 1 critical | 2 high | top | 最高 | 重度 | 特急 | 加急 | 一级 | 高优先级 | "
        "重大投诉 | 非常严重 | 特别紧急 | 很急"
    ),
}

COMPLAINANTS = words(
    "requester | requester name | requester email | requested by | requestor | requestor id | requester email address | reporter | "
    "raised by | submitter | submitter id | end user | complainant | complainant id | complainant name | reported by | "
    "customer email | user email | contact email | 投诉人 | 来电人 | 来电客户 | 反馈人 | 反映人 | 报修人 | 申请人 | 提交人 | 提单人 | 报案人 | 诉求人 | 投诉客户 | 访客 | "
    "报修客户 | 服务客户 | 咨询人 | 会员 | 会员名 | 报告人 | 报障人 | 提单客户 | 提出人"
)
"""Those who open a case: its customer, by whatever name."""

INTERACTIONS = Table(
    "interactions",
    (
        CUSTOMER_ID,
        Column(
            "at",
            "timestamp",
            words(
            "interaction date | activity date | contact date | call date | visit date | meeting date | contacted at | visited at | "
            "activity time | interaction time | time of contact | start time | at | date | datetime | time | timestamp | "
            "call time | 互动时间 | 互动日期 | 签到时间 | 开始时间 | call start | due date | activity start | 拨打时间 | "
            "联系时间 | 联系日期 | 拜访时间 | 拜访日期 | 跟进时间 | 跟进日期 | 沟通时间 | 沟通日期 | 回访时间 | 回访日期 | "
            "来电时间 | 通话时间 | 服务时间 | 日期 | 时间 | activity timestamp | activity datetime | occurred at | occurred on | "
            "event date | event time | event start | event datetime | call start time | call started | call started at | "
            "call datetime | date of call | start datetime | start date | started at | started | begin time | meeting start | "
            "meeting time | meeting start time | date of contact | date of visit | date of interaction | visit time | "
            "visit datetime | visited on | visit start | check in time | check in date | check in | contact time | "
            "contact datetime | contacted on | message time | message date | email date | email timestamp | sent at | sent date | "
            "sent on | sent time | send time | send date | delivered at | logged at | log date | log time | task date | "
            "task due date | completed date | completed at | completed on | created at | created on | created date | "
            "created time | create date | creation date | created | touch date | touchpoint date | 触达时间 | 触达日期 | "
            "接触时间 | 接触日期 | 通话开始时间 | 通话日期 | 呼叫时间 | 呼叫开始时间 | 呼入时间 | 呼出时间 | 外呼时间 | 接听时间 | "
            "去电时间 | 进线时间 | 接入时间 | 会话时间 | 会话开始时间 | 发送时间 | 发送日期 | 沟通日 | 到访时间 | 到店时间 | "
            "到访日期 | 签到日期 | 打卡时间 | 活动时间 | 活动日期 | 会议时间 | 会议开始时间 | 会议日期 | 计划开始时间 | "
            "实际开始时间 | 发生时间 | 发生日期 | 拜访开始时间 | 实际拜访时间 | 记录时间 | 记录日期 | 服务日期 | 外访时间 | "
            "联络时间 | 联络日期 | 接待时间 | 接待日期 | 来电日期 | 走访日期 | 走访时间 | 上门时间 | 交流时间 | 交互时间 | "
            "推送时间 | 开始日期 | 开始时间日期 | 任务日期 | 登记时间 | 登记日期 | 提交时间 | 创建时间 | 创建日期 | 发起时间 | "
            "接通时间 | logged on | 日程时间 | 消息时间 | done time | marked as done time | activity due date | 通话开始 | "
            "来访时间 | session start | conversation start"
        ),
            required=True,
        ),
        Column(
            "kind",
            "code",
            words(
            "interaction type | activity type | kind of contact | contact type | type | kind | interaction | activity | "
            "contact method | 互动类型 | 互动方式 | 跟进方式 | 跟进类型 | 联系方式类型 | 沟通方式 | 拜访方式 | 拜访类型 | "
            "活动类型 | 联系类型 | 类型 | 方式 | 触达方式 | activity subtype | task type | task subtype | event type | "
            "engagement type | log type | communication type | communication method | contact mode | mode of contact | "
            "method of contact | mode | interaction method | interaction kind | touchpoint | touchpoint type | touch type | "
            "type of contact | type of activity | type of interaction | visit type | meeting type | record type | 任务类型 | "
            "事件类型 | 记录类型 | 沟通类型 | 接触方式 | 触达类型 | 服务方式 | 服务类型 | 联络方式 | 联系方式 | 接触类型 | "
            "拜访形式 | 跟进形式 | 交互类型 | 交互方式 | 触点 | 触点类型 | 会话类型 | 行为类型 | 走访方式 | 走访类型 | 活动方式 | "
            "联络类型 | 回访方式 | 回访类型 | 接待方式 | 动态类型 | 行为 | 事项类型 | activity kind | 日程类型 | "
            "interaction channel type | 外勤类型 | 外勤种类 | 签到类型"
        ),
            values=INTERACTION_KINDS,
        ),
        Column("channel", "text", words(
            "channel | contact channel | medium | 渠道 | 互动渠道 | 沟通渠道 | 触达渠道 | 联系渠道 | 接触渠道 | "
            "communication channel | channel type | channel name | via | platform | source | origin | interaction channel | "
            "message channel | 来源 | 来源渠道 | 平台 | 会话渠道 | 接入渠道 | 触点渠道 | 服务渠道 | 消息渠道 | 联络渠道 | "
            "交互渠道 | 发送渠道 | 跟进渠道"
        )),
        Column("direction", "code", words(
            "direction | call direction | 联系方向 | call type | inbound outbound | 方向 | 呼叫方向 | 呼叫类型 | 来去电 | in out | "
            "type of call | traffic direction | message direction | inbound or outbound | incoming outgoing | email direction | "
            "contact direction | 通话类型 | 通话方向 | 呼入呼出 | 话单类型 | 会话方向 | 来去电类型 | 方向类型 | 沟通方向 | "
            "呼叫类别 | 进出方向 | 发起方 | 互动方向 | 会话发起方 | initiated by | initiator | 主被叫 | 呼叫方式 | 来电去电 | "
            "消息方向 | 主动/被动 | 发送方"
        ), values=DIRECTIONS),
        Column(
            "outcome",
            "text",
            words(
            "outcome | result | disposition | call result | call outcome | status | next step | 结果 | 沟通结果 | 拜访结果 | "
            "跟进结果 | 通话结果 | 回访结果 | 互动结果 | 跟进状态 | 联系结果 | call status | call disposition | disposition code | "
            "result code | activity result | activity outcome | activity status | visit outcome | visit result | meeting outcome | "
            "meeting result | contact result | contact outcome | interaction outcome | interaction result | response | "
            "answer status | delivery status | task status | conclusion | next action | next steps | follow up result | "
            "follow up | outcome code | wrap up code | wrap up | final status | 通话状态 | 接听状态 | 接通状态 | 是否接通 | "
            "呼叫结果 | 外呼结果 | 触达结果 | 处理结果 | 联络结果 | 服务结果 | 完成情况 | 任务状态 | 活动状态 | 活动结果 | "
            "拜访效果 | 拜访状态 | 跟进情况 | 客户意向 | 反馈结果 | 客户反馈 | 状态 | 结论 | 下一步 | 下一步计划 | 发送状态 | "
            "送达状态 | 应答状态 | 应答结果 | 走访结果 | 沟通状态 | 会议结果 | 客户态度 | 接听结果 | touch result | 拜访成果 | "
            "接通结果 | 呼叫状态 | call answered | answered | answered status | result of call | 跟进成果 | 是否有效 | reached"
        ),
        ),
        Column(
            "owner",
            "text",
            words(
            "owner | agent | sales rep | rep | assigned to | handled by | staff | employee | salesperson | 负责人 | 跟进人 | "
            "拜访人 | 业务员 | 客服 | 坐席 | 联系人员 | 座席姓名 | 坐席姓名 | 座席 | activity assigned to | assigned | 销售 | "
            "员工 | 经办人 | 所有人 | 客户经理 | activity owner | task owner | call owner | event owner | organizer | organiser | "
            "host | assigned user | responsible | responsible person | agent name | call agent | operator | representative | "
            "representative name | rep name | sales rep name | sales representative | salesman | sales executive | sender | "
            "consultant | account manager | account executive | contact owner | completed by | performed by | logged by | "
            "created by | caller | csr | advisor | staff name | staff member | employee name | visited by | conducted by | "
            "met by | owner name | user name | host name | 客服人员 | 客服姓名 | 坐席名称 | 座席名称 | 座席工号 | 坐席工号 | "
            "工号 | 接待人 | 接待客服 | 接待人员 | 外呼人员 | 话务员 | 操作人 | 操作员 | 创建人 | 记录人 | 执行人 | 发送人 | "
            "发送员工 | 签到人 | 外勤人员 | 拜访人员 | 跟进人员 | 跟进员工 | 跟进销售 | 沟通人 | 服务人员 | 业务人员 | 业务代表 | "
            "归属销售 | 销售人员 | 销售员 | 销售代表 | 顾问 | 发起人 | 主持人 | 服务顾问 | 回访人 | 回访人员 | 员工姓名 | 责任人 | "
            "走访人 | 走访人员 | 联络人员 | 处理人 | 我方人员 | 所属销售 | 座席人员 | 坐席人员 | assigned to user | 跟进成员 | "
            "成员 | 成员姓名 | 填写人 | made by | 客服昵称 | 员工名称 | 外呼坐席 | engagement owner | 跟进人姓名 | 接待员工 | "
            "服务员工 | advisor name | relationship manager | user assigned | user | 执行人员 | 外勤人"
        ),
        ),
        Column("subject", "text", words(
            "subject | topic | notes | note | summary | description | content | remark | 主题 | 内容 | 沟通内容 | 跟进内容 | "
            "拜访内容 | 备注 | 跟进记录 | 拜访目的 | 目的 | title | activity subject | activity title | activity name | "
            "activity description | task subject | task name | call subject | call title | call notes | call summary | "
            "call purpose | meeting title | meeting name | meeting notes | meeting subject | event name | event title | "
            "visit notes | visit purpose | visit report | purpose of visit | purpose | activity notes | message | "
            "message content | message body | body | text | comments | comment | full comments | details | agenda | remarks | "
            "email subject | subject line | discussion | discussion points | interaction notes | minutes of meeting | "
            "reason for call | reason for contact | contact reason | call reason | 标题 | 通话内容 | 通话小结 | 通话摘要 | "
            "通话备注 | 来电内容 | 来电目的 | 会议主题 | 会议内容 | 会议纪要 | 活动主题 | 活动内容 | 活动记录 | 任务主题 | "
            "任务名称 | 拜访主题 | 拜访总结 | 拜访记录 | 拜访纪要 | 拜访事由 | 跟进主题 | 沟通主题 | 沟通记录 | 沟通纪要 | "
            "沟通要点 | 沟通概要 | 消息内容 | 短信内容 | 描述 | 小结 | 总结 | 说明 | 事由 | 摘要 | 详情 | 服务内容 | 联系内容 | "
            "联络内容 | 互动内容 | 互动主题 | 回访内容 | 回访目的 | 回访记录 | 会谈内容 | 洽谈内容 | 记录内容 | 计划内容 | "
            "触达内容 | 服务小结 | 通话主题 | 走访内容 | 走访目的 | 联络事由 | 备注说明 | 情况说明 | 沟通事项 | 业务类型 | "
            "行动记录 | 聊天内容 | activity note | conversation summary | 跟进备注 | 跟进小结 | message preview"
        )),
        Column("minutes", "number", words(
            "minutes | duration minutes | duration | call duration | duration (min) | 时长 | 通话时长 | 持续时间 | 时长(分钟) | "
            "拜访时长 | call length | length | call minutes | duration in minutes | duration minute | meeting duration | "
            "talk time | visit duration | duration mins | time spent | time spent minutes | call duration minutes | "
            "call duration min | total minutes | 通话分钟 | 通话时长分钟 | 会议时长 | 沟通时长 | 拜访时长分钟 | 服务时长 | "
            "会话时长 | 分钟 | 分钟数 | 持续时长 | 通话时间分钟 | 时长分 | talk time minutes | length minutes | minutes spent | "
            "length min | handling minutes | 通话分钟数 | duration in call min | duration in call | call time min | in call minutes"
        )),
    ),
    together=("customer_id", "at", "kind"),
    happened="at",
)  # fmt: skip

TICKETS = Table(
    "tickets",
    (
        Column(
            "ticket_id",
            "id",
            words(
                "ticket id | ticket no | ticket number | ticket | case id | case number | case no | case | incident id | incident number | "
                "request id | issue id | issue key | id | complaint id | complaint no | service request | service no | conversation id | "
                "case concept name | 工单编号 | 工单号 | 工单id | 服务单号 | 服务编号 | 投诉编号 | 投诉单号 | 售后单号 | 受理编号 | 受理单号 | 案例编号 | 事件编号 | 问题编号 | 维修单号 | 退货单号 | "
                "退款编号 | 会话编号 | 服务单编号 | 投诉工单号 | 报修单号 | reference | reference no | reference number | ref | ref no | sr number | sr no | number | "
                "key | complaint number | complaint ref | case ref | case reference | enquiry id | inquiry id | rma | rma number | rma no | "
                "return id | return no | return number | job no | job number | job id | work order | work order no | work order number | "
                "work order id | ticket key | ticket ref | ticket reference | ticket code | thread id | display id | service ticket | "
                "service request no | service request number | service request id | service case id | incident no | incident | claim no | "
                "claim number | claim id | record id | support ticket id | 编号 | 单号 | 服务请求编号 | 服务请求号 | 诉求编号 | 客诉编号 | 客诉单号 | 反馈编号 | 反馈单号 | 报修编号 | "
                "维修编号 | 维修工单号 | 退换货单号 | 售后编号 | 售后单编号 | 售后服务单号 | 服务工单号 | 派工单号 | 派单编号 | 案件编号 | 案件号 | 会话id | 任务编号 | 任务单号 | 事件单号 | 事件号 | 来电编号 | 咨询编号 | "
                "咨询单号 | 流水号 | 工单流水号 | 请求编号 | 请求id | 退款单号 | 退货编号 | 投诉id | 投诉单编号 | 受理流水号 | 换货单号 | 保修单号 | 工单序号 | 记录编号 | 意见编号 | 受理号 | 理赔单号 | 服务订单号"
            ),
            required=True,
        ),
        Column(
            "opened_at",
            "timestamp",
            words(
            "opened at | opened | open date | open time | created at | created | created date | creation date | create time | "
            "created time | submitted at | submitted on | reported at | report date | received at | request date | date received | "
            "complaint date | date opened | ticket created | 操作时间 | start time | date/time opened | 发生时间 | timestamp | "
            "time timestamp | start timestamp | complete timestamp | date | 创建时间 | 创建日期 | 提交时间 | 提交日期 | 受理时间 | "
            "受理日期 | 投诉时间 | 投诉日期 | 报修时间 | 报修日期 | 申请时间 | 申请日期 | 发起时间 | 建单时间 | 开单时间 | "
            "开始时间 | 来电时间 | 反馈时间 | 登记时间 | 登记日期 | 日期 | 时间 | reported on | reported | reported date | "
            "reported time | logged at | logged on | logged date | log date | date logged | raised on | raised at | raised date | "
            "date raised | received on | received | received date | submission date | submission time | submitted | "
            "submitted date | submit time | submit date | ticket date | ticket open date | ticket created date | "
            "ticket created time | ticket created at | case date | case created date | case opened | case open date | "
            "incident date | conversation started at | started at | requested at | requested on | requested | request time | "
            "requested date | call date | call time | contact date | registered at | registered on | date reported | "
            "time of report | opened date | opened on | opened time | open datetime | time opened | date of complaint | "
            "date of purchase request | created on | created datetime | created timestamp | issue date | enquiry date | "
            "inquiry date | initiated at | entry date | logged | complaint received | 工单创建时间 | 工单创建日期 | 工单提交时间 | "
            "提单时间 | 提单日期 | 提报时间 | 提报日期 | 上报时间 | 上报日期 | 投诉受理时间 | 投诉受理日期 | 接报时间 | 接单时间 | "
            "接收时间 | 接诉时间 | 接诉日期 | 反映时间 | 申诉时间 | 诉求时间 | 进线时间 | 进线日期 | 生成时间 | 报障时间 | "
            "报案时间 | 退款申请时间 | 售后申请时间 | 申请退款时间 | 发起日期 | 创建日 | 咨询时间 | 咨询日期 | 会话开始时间 | "
            "立案时间 | 来电日期 | 反馈日期 | 建立时间 | 建立日期 | 建单日期 | 提问时间 | 录入时间 | 录入日期 | 客诉时间 | "
            "客诉日期 | 报单时间 | 开启时间 | 下单时间 | 发生日期 | 派单时间 | 受理登记时间 | 接案时间 | 收到时间 | 收到日期 | "
            "工单生成时间 | 工单发起时间 | 接入时间"
        ),
            required=True,
            fold="earliest",
        ),
        replace(OPTIONAL_CUSTOMER, synonyms=(*OPTIONAL_CUSTOMER.synonyms, *COMPLAINANTS)),
        Column(
            "kind",
            "code",
            words(
            "ticket type | case type | request type | issue type | type | kind | ticket kind | kind of ticket | service type | "
            "ticket category | 工单类型 | 服务类型 | 问题类型 | 业务类型 | 受理类型 | 投诉类型 | 售后类型 | 事件类型 | 诉求类型 | "
            "类型 | case category | nature | nature of request | nature of complaint | nature of enquiry | inquiry type | "
            "enquiry type | incident type | conversation type | contact type | complaint type | work type | record type | "
            "request category | service category | service request type | type of request | type of issue | type of complaint | "
            "type of ticket | return type | after sales type | issue type name | query type | job type | work order type | "
            "工单类别 | 工单种类 | 工单分类类型 | 服务类别 | 服务请求类型 | 咨询类型 | 反馈类型 | 请求类型 | 客诉类型 | 案件类型 | "
            "报修类型 | 维修类型 | 售后服务类型 | 退款类型 | 事项类型 | 来电类型 | 会话类型 | 投诉类别 | 诉求类别 | 业务类别 | "
            "服务项目类型 | 事件类别 | 退换类型 | 类别 | 售后方式 | 处理类型 | 工单模板 | 工单模版 | ticket form | 来访类型"
        ),
            values=TICKET_KINDS,
        ),
        Column(
            "channel",
            "text",
            words(
            "channel | ticket channel | case origin | origin | source | contact channel | via | 渠道 | 受理渠道 | 来源 | "
            "来源渠道 | 工单来源 | 服务渠道 | 投诉渠道 | 反馈渠道 | 提交渠道 | submitted via | created via | ticket source | "
            "case source | source channel | contact method | communication channel | inbound channel | received via | "
            "request channel | request channel type | reported via | support channel | via channel | channel name | "
            "intake channel | mode of contact | 接入渠道 | 进线渠道 | 来电渠道 | 提报渠道 | 投诉来源 | 反馈来源 | 接入方式 | "
            "进线方式 | 会话渠道 | 服务来源 | 来源方式 | 创建方式 | 提交方式 | 受理方式 | 投诉方式 | 报修方式 | 渠道来源 | "
            "咨询渠道 | 工单渠道 | 接诉渠道 | 报修渠道 | 诉求来源 | 来电来源 | 申请渠道"
        ),
        ),
        Column(
            "topic",
            "text",
            words(
            "申请原因 | topic | subject | category | sub category | issue | reason | case reason | product area | product | tags | 主题 | "
            "问题分类 | 问题类别 | 工单分类 | case reason | 投诉内容分类 | 标题 | 工单标题 | 原因 | 投诉原因 | 退货原因 | 分类 | "
            "问题主题 | 故障类型 | 产品 | issue category | problem | problem category | problem area | complaint category | "
            "complaint reason | complaint subject | contact reason | contact driver | root cause | reason code | sub issue | "
            "subject line | title | ticket subject | ticket title | ticket topic | request subject | case subject | component | "
            "components | module | service | product name | product category | product type | summary | theme | enquiry topic | "
            "return reason | issue summary | affected product | product line | case category detail | defect | defect type | "
            "fault | fault type | category name | ticket tags | case topic | 问题 | 工单主题 | 工单类目 | 投诉产品 | 问题原因 | "
            "一级分类 | 二级分类 | 三级分类 | 一级问题 | 二级问题 | 问题标签 | 标签 | 工单标签 | 产品名称 | 产品类别 | 产品型号 | "
            "所属产品 | 商品名称 | 投诉事项 | 投诉主题 | 投诉分类 | 故障现象 | 故障原因 | 故障类别 | 业务分类 | 诉求分类 | "
            "诉求主题 | 咨询分类 | 咨询主题 | 问题小类 | 问题大类 | 小类 | 大类 | 退款原因 | 售后原因 | 客诉原因 | 客诉分类 | "
            "反馈主题 | 反馈分类 | 原因分类 | 问题模块 | 服务主题 | 服务分类 | 换货原因 | 事由 | 工单名称 | 涉及产品 | 问题点 | "
            "问题归类 | 问题标题 | 咨询类别 | 知识分类 | 产品模块 | 小结分类 | 服务小结 | call reason | 故障分类 | 会话分类 | "
            "咨询点 | 诉求点 | about | about topic | 关于"
        ),
        ),
        Column("severity", "code", words(
            "severity | priority | urgency | impact | level | 严重程度 | 优先级 | 紧急程度 | 级别 | 工单等级 | 严重等级 | "
            "投诉等级 | ticket priority | case priority | urgent | criticality | importance | priority level | severity level | "
            "urgency level | case severity | complaint severity | sla priority | prio | risk level | 紧急度 | 优先等级 | "
            "优先级别 | 工单优先级 | 工单级别 | 工单紧急程度 | 严重度 | 严重级别 | 严重性 | 事件等级 | 重要程度 | 重要性 | "
            "投诉级别 | 客诉等级 | 问题等级 | 故障等级 | 投诉严重程度 | 影响程度 | 事件级别 | 风险等级 | 等级 | 问题严重程度 | "
            "紧急级别 | 影响等级 | 故障级别 | 加急程度 | 风险级别"
        ), values=SEVERITIES),
        Column(
            "agent",
            "text",
            words(
            "agent | assignee | assigned to | owner | case owner | handled by | ticket owner | resource | org resource | "
            "support agent | agent name | 处理人 | 受理人 | 客服 | 客服人员 | 坐席 | 责任人 | 负责人 | 经办人 | 指派给 | "
            "处理客服 | 服务人员 | 受理客服 | 维修人员 | 工程师 | 受理员 | assignee name | assigned agent | assigned user | "
            "assigned | assigned staff | assigned engineer | assigned technician | technician | technician name | engineer | "
            "handler | responsible | responsible person | resolver | resolved by | closed by | support rep | representative | "
            "rep | csr | csr name | owner name | case owner name | teammate assigned | team member | staff | staff name | "
            "operator | advisor | service agent | service rep | responder | support engineer | employee | agent assigned | "
            "ticket assignee | case manager | handled by agent | 处理人员 | 处理员 | 处理坐席 | 处理人姓名 | 受理坐席 | 受理人员 | "
            "受理客服姓名 | 客服名称 | 客服姓名 | 客服专员 | 坐席姓名 | 座席姓名 | 坐席名称 | 座席 | 座席工号 | 坐席工号 | "
            "接待客服 | 接待人员 | 跟进人 | 跟进客服 | 跟进人员 | 经手人 | 当前处理人 | 指派人 | 工单负责人 | 受派人 | "
            "服务工程师 | 维修师傅 | 维修工程师 | 师傅 | 技术员 | 维修员 | 维修人 | 派单对象 | 处理人名称 | 最终处理人 | "
            "责任客服 | 承办人 | 专员 | 售后专员 | 售后人员 | 售后客服 | 服务专员 | 处理专员 | 处理工程师 | 上门师傅 | 派工人员 | "
            "责任工程师 | 接单人 | 登记人 | 指派客服 | 受理工号 | 回复人 | 答复人 | 处理客服姓名 | 服务客服 | 客服昵称 | "
            "处理员工 | 客服工号 | 最后处理人 | case handler"
        ),
        ),
        Column(
            "first_response_at",
            "timestamp",
            words(
            "商家首次处理时间 | 首次处理时间 | first response at | first response | first reply | first replied at | first response time | first reply at | "
            "responded at | 首次响应时间 | 首次回复时间 | 首响时间 | 响应时间 | 首次联系时间 | first responded at | "
            "first response date | first response datetime | first response timestamp | first agent reply | first agent reply at | "
            "first contact at | time of first response | first public reply at | first responded | first responded on | "
            "responded on | response date | first replied | initial response at | initial response | initial response date | "
            "initial response time | first action at | acknowledged at | acknowledged on | response at | first reply time | "
            "first contacted at | 首次响应 | 首次响应日期 | 首次处理时间 | 首次回复 | 首次回复日期 | 首次应答时间 | 响应日期 | "
            "首次回应时间 | 首次受理时间 | 首回时间 | 首次答复时间 | 首次接待时间 | 首次联系客户时间 | 首次联系日期 | "
            "首次回电时间 | 首次跟进时间 | 回复时间 | 首次接入时间 | first agent response | 初次响应时间 | 初次回复时间"
        ),
            fold="earliest",
        ),
        Column(
            "resolved_at",
            "timestamp",
            words(
            "last closed at | resolved at | resolved | resolved on | resolution date | resolution time | closed at | closed | closed date | "
            "close date | completed at | solved at | date closed | date resolved | end time | end timestamp | date/time closed | "
            "finished at | 解决时间 | 解决日期 | 关闭时间 | 关闭日期 | 完成时间 | 完成日期 | 结案时间 | 结案日期 | 办结时间 | "
            "处理完成时间 | 完结时间 | 结束时间 | 完工时间 | resolution at | resolved date | resolved time | resolved datetime | "
            "resolution timestamp | resolution datetime | date solved | solved date | solved | solved on | solved time | "
            "closed on | closed time | closed datetime | close time | closing date | closing time | closure date | closure time | "
            "completion date | completion time | completed on | completed date | completed time | completed | finish date | "
            "finish time | finished on | end date | ended at | ticket closed | ticket closed date | ticket resolved date | "
            "ticket resolved time | case closed date | case closed | fixed at | fixed on | settled at | settled on | "
            "date completed | date finished | actual resolution date | last solved at | resolved timestamp | date of resolution | "
            "date of closure | resolve time | resolve date | 解决日 | 结单时间 | 结单日期 | 关单时间 | 关单日期 | 完单时间 | "
            "办结日期 | 完结日期 | 处理时间 | 处理日期 | 处理完成日期 | 工单关闭时间 | 工单完成时间 | 工单结束时间 | "
            "工单解决时间 | 工单完结时间 | 闭环时间 | 闭环日期 | 结束日期 | 归档时间 | 退款完成时间 | 退款成功时间 | "
            "维修完成时间 | 维修完成日期 | 修复时间 | 修复日期 | 完工日期 | 会话结束时间 | 处理完毕时间 | 处理完结时间 | "
            "投诉办结时间 | 处理结束时间 | 办理完成时间 | 实际完成时间 | 实际解决时间 | 答复时间 | 答复日期 | 售后完成时间 | "
            "结束处理时间 | ticket resolved | 已解决 | 解决于"
        ),
            fold="latest",
        ),
        Column("reopened", "boolean", words(
            "reopened | is reopened | reopen | was reopened | 是否重开 | 重开 | 重新打开 | 是否重新打开 | 二次投诉 | "
            "是否重复投诉 | reopened flag | has been reopened | reopen flag | ticket reopened | 是否重新开启 | 是否重复来电 | "
            "重复投诉 | 是否二次投诉 | 是否重复 | 是否复发 | 是否再次投诉 | 是否二次报修 | 是否重启 | 重开标记 | 是否返修 | "
            "是否二次维修 | 是否二次上门 | 是否二次来电 | 重开次数 | reopen count | reopens | number of reopens | times reopened | "
            "重新打开次数 | 是否返工 | 二次打开 | 重启次数 | 返工次数 | re open count | reopened count | 重复打开"
        )),
        Column("escalated", "boolean", words(
            "平台是否介入 | escalated | is escalated | escalation | 是否升级 | 升级 | 已升级 | 是否上报 | escalation flag | escalated flag | "
            "has been escalated | is escalation | escalated to tier 2 | escalated to management | escalated yes no | "
            "was escalated | sla escalated | escalated to supervisor | 升级投诉 | 是否升级投诉 | 升级标记 | 升级标识 | 升级工单 | "
            "是否上升 | 是否升级处理 | 是否转上级 | 是否升级工单 | 是否外部投诉 | 是否转二线 | 升级处理 | 是否转交 | "
            "是否监管投诉 | escalated to l2 | escalated to"
        )),
        Column("contacts", "integer", words(
            "contacts | number of contacts | contact count | replies | touches | interactions | number of replies | 联系次数 | "
            "沟通次数 | 接触次数 | 回复次数 | 跟进次数 | 处理次数 | touchpoints | message count | messages | number of messages | "
            "interactions count | interaction count | reply count | comment count | comments count | response count | "
            "agent replies | number of interactions | contact attempts | call count | no of contacts | no of replies | "
            "number of touches | number of calls | replies count | number of responses | customer contacts | outbound messages | "
            "沟通轮次 | 对话轮次 | 回复数 | 消息数 | 消息条数 | 会话次数 | 交互次数 | 联络次数 | 往来次数 | 处理轮次 | "
            "客户来电次数 | 来电次数 | 催办次数 | 交互轮次 | 回合数 | 会话轮次 | 上门次数 | 接触客户次数 | agent responses | "
            "回访次数"
        )),
        Column(
            "rating",
            "number",
            words(
            "rating | satisfaction rating | csat | csat score | satisfaction score | customer rating | satisfaction | score | "
            "满意度 | 满意度评分 | 评分 | 服务评分 | 评价 | 客户评分 | 服务评价 | 满意度评价 | 客户满意度 | 服务评分 | "
            "满意度评价 | csat rating | customer satisfaction | customer satisfaction score | customer satisfaction rating | "
            "satisfaction survey score | customer score | feedback score | feedback rating | survey score | survey rating | "
            "star rating | stars | conversation rating | ticket rating | csat survey | satisfaction level | service rating | "
            "rating score | user rating | satisfaction csat | csat 1 5 | customer feedback score | survey result | "
            "satisfaction survey result | satisfaction results | 客户评价 | 用户评分 | 用户评价 | 评价星级 | 星级 | 打分 | "
            "满意度得分 | 满意度分数 | 满意程度 | 回访满意度 | 服务满意度 | 评价得分 | 评价分数 | 评价分 | 客户满意度评分 | "
            "用户满意度 | 满意度星级 | 回访评分 | 评价结果 | 客户打分 | 满意度打分 | 满意度分值 | 回访评价 | 顾客满意度 | "
            "服务评价星级 | 会话评价 | 综合评分 | 满意度等级 | 满意度调查结果 | 投诉满意度 | 是否满意 | 满意度分 | 满意度结果 | "
            "评价分值 | 评星 | 客户评价星级 | 参评结果"
        ),
        ),
        Column("procedure_score", "number", words(
            "流程规范分 | procedure score | process score | process rating | procedure rating | 流程得分 | 程序得分 | 流程评分 | 程序评分 | "
            "服务流程评分 | 规范性评分 | procedural score | procedural rating | process quality score | procedure quality score | "
            "handling procedure score | 专业度评分 | 专业评分 | 流程满意度 | 服务规范评分 | 程序分 | 流程分 | 办理流程评分 | "
            "处理流程评分 | 流程规范 | 流程规范得分 | 规范得分 | 业务规范得分 | 合规得分 | compliance score | process adherence | "
            "procedure compliance | 流程质检分 | 规范分 | 操作规范得分 | 业务流程得分 | 流程合规分 | qa process | "
            "process adherence score | 业务能力得分 | 专业得分"
        )),
        Column("manner_score", "number", words(
            "manner score | personal score | personal manner score | attitude score | attitude rating | courtesy score | "
            "态度得分 | 态度评分 | 服务态度评分 | 服务态度 | 个人评分 | friendliness score | friendliness rating | "
            "politeness score | politeness rating | agent courtesy | attitude | personal score rating | manner rating | "
            "agent attitude score | agent attitude | friendliness | 服务态度得分 | 态度满意度 | 态度分 | 客服态度评分 | "
            "服务态度分 | 态度打分 | 礼仪得分 | soft skills score | empathy score | tone score | 话术得分 | 沟通技巧得分 | "
            "服务礼仪得分 | 服务用语得分 | 服务规范得分 | 语气得分 | soft skills | tone | qa tone | 态度质检分"
        )),
        Column("cost", "money", words(
            "cost | handling cost | service cost | ticket cost | 成本 | 处理成本 | 服务成本 | 赔付金额 | 处理费用 | 费用 | "
            "维修费用 | compensation | compensation amount | compensation paid | refund amount | goodwill amount | goodwill cost | "
            "repair cost | repair charge | resolution cost | parts cost | labor cost | labour cost | cost of handling | "
            "cost of service | total cost | payout | payout amount | credit issued | claim amount | refund | 赔偿金额 | 补偿金额 | "
            "退款金额 | 工单成本 | 处理费 | 维修费 | 维修金额 | 服务费 | 理赔金额 | 配件费 | 人工费 | 售后成本 | 赔付 | 补偿费用 | "
            "工时费 | 总费用 | 维修成本 | 赔偿费用 | 服务费用 | 售后金额 | 补偿成本 | 退赔金额 | 费用合计 | 赔付额 | visit cost | "
            "上门费用 | cost to serve"
        )),
        Column("text", "text", words(
            "what happened | text | description | message | body | comment | details | content | complaint text | 内容 | 问题描述 | 描述 | "
            "投诉内容 | 详情 | 备注 | 反馈内容 | 工单内容 | 诉求内容 | 故障描述 | ticket description | case description | "
            "issue description | problem description | request description | complaint details | complaint description | "
            "complaint narrative | first message | request details | narrative | consumer complaint narrative | full text | "
            "initial message | note | notes | remarks | customer message | customer comment | detail | issue details | complaint | "
            "issue detail | comments | case comments | ticket body | resolution notes | 投诉详情 | 问题详情 | 工单描述 | "
            "工单详情 | 工单备注 | 反馈详情 | 反馈描述 | 描述信息 | 诉求描述 | 诉求 | 客户诉求 | 客户描述 | 咨询问题 | 咨询内容 | "
            "具体内容 | 具体问题 | 详细描述 | 详细内容 | 故障内容 | 报修内容 | 报修描述 | 现象描述 | 内容描述 | 事件描述 | "
            "投诉描述 | 客诉内容 | 客诉描述 | 受理内容 | 退款说明 | 问题内容 | 备注信息 | 说明 | 情况说明 | 来电内容 | 申请描述 | "
            "问题说明 | 事项描述 | 诉求详情 | 故障说明 | 客户反馈 | 最初描述 | 服务内容 | 会话内容 | original message | "
            "概要 | description text"
        )),
    ),
    key=("ticket_id",),
    happened="opened_at",
    sums="cost",
)  # fmt: skip
