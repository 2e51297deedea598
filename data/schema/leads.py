"""Leads: one row is a prospect."""

from dataclasses import replace

from data.schema.declare import Column, Table, words
from data.schema.shared import OPTIONAL_CUSTOMER

STAGES = {
    "new": words(
        "new | open | created | not contacted | 新建 | 新线索 | 未联系 | 待跟进 | 未处理 | 待分配 | lead | subscriber | raw | fresh | unassigned | "
        "assigned | to contact | open not contacted | unread | inquiry | enquiry | registered | not yet contacted | 初始 | 初始线索 | 未分配 | "
        "已分配 | 待联系 | 新增 | 未跟进 | 待处理 | 公海 | 新客资 | 待领取 | 待沟通 | 新建线索 | 首次咨询"
    ),
    "contacted": words(
        "contacted | working | attempted | attempting | connected | in progress | 已联系 | 跟进中 | 联系中 | 已跟进 | working contacted | "
        "open contacted | contact made | contact in future | attempted to contact | attempting contact | follow up | following up | "
        "in contact | in follow up | engaged | nurturing | nurture | contacting | called | responded | in discussion | reached | 已联络 | "
        "联络中 | 持续跟进 | 初步沟通 | 已沟通 | 沟通中 | 跟进 | 培育中 | 已接触 | 已首联 | 待再跟进 | 初步接触 | 已加微信 | 已邀约 | 长期跟进 | 多次跟进"
    ),
    "qualified": words(
        "qualified | mql | sql | sales qualified | opportunity | 已确认 | 合格 | 有效线索 | 已转商机 | 意向客户 | 有意向 | sales qualified lead | "
        "marketing qualified lead | pre qualified | pre-qualified | sal | sales accepted | interested | hot | warm | demo scheduled | "
        "meeting scheduled | site visit | discovery | evaluation | demo | 高意向 | 已转机会 | 商机 | 已验证 | 已到访 | 已到店 | 已试听 | 有效 | 需求确认 | 需求明确 | "
        "已核实 | 转商机 | 已转换商机 | 已转商机客户 | 意向明确 | 已约见"
    ),
    "proposed": words(
        "proposed | proposal | quoted | negotiation | proposal sent | 已报价 | 方案中 | 谈判中 | 报价中 | proposal made | quote sent | "
        "quotation sent | quotation | negotiating | in negotiation | contract sent | price quote | offer sent | offer | decision | 已出方案 | "
        "方案报价 | 已提案 | 已发方案 | 商务谈判 | 合同审批 | 谈判 | 报价 | 待签约 | 提案 | 已发报价 | 合同谈判"
    ),
    "won": words(
        "won | closed won | converted | customer | deal | 成交 | 已成交 | 赢单 | 已转化 | 已转客户 | win | closed - won | closed converted | "
        "closed - converted | sold | signed | customer won | deal won | success | enrolled | purchased | evangelist | 已签约 | 签约 | 已转换 | "
        "已签单 | 签单 | 成单 | 已成单 | 成功 | 已下单 | 已购买 | 已报名 | 转化成功 | 成交客户 | 已转化客户"
    ),
    "lost": words(
        "lost | closed lost | unqualified | dead | disqualified | rejected | 流失 | 输单 | 已输单 | 无效 | 已关闭 | 放弃 | 无效线索 | 战败 | lost lead | "
        "closed - lost | closed not converted | closed - not converted | junk | junk lead | not qualified | not interested | dropped | "
        "cold | no response | unresponsive | bad timing | abandoned | invalid | recycled | spam | duplicate | failed | do not contact | "
        "not converted | wrong number | 已流失 | 已失效 | 失效 | 无意向 | 已放弃 | 丢单 | 失败 | 无法联系 | 关闭 | 空号 | 已拒绝 | 已战败 | 垃圾线索 | 回收 | 退回 | 不需要 | "
        "未成交 | 停止跟进"
    ),
}

CONVERTED = words(
    "converted account id | converted contact id | converted customer id | converted customer | converted customer no | "
    "converted account | converted to customer id | converted client id | linked customer id | linked customer | "
    "associated customer id | existing customer id | 转换客户编号 | 转化客户编号 | 转化客户id | 转换客户id | 关联客户 | 成交客户编号 | 成交客户id | 转换后客户 | 转化后客户 | "
    "转化后客户编号 | 对应客户编号 | 转成客户编号 | 转化客户 | 对应客户 | 转换后客户id | 转换后客户编号 | 转化后客户id"
)
"""The customer that a lead became."""

LEADS = Table(
    "leads",
    (
        Column(
            "lead_id",
            "id",
            words(
            "登记号 | inquiry no | lead id | lead no | lead number | lead | prospect id | prospect no | prospect | enquiry no | record id | inquiry id | "
            "enquiry id | 线索编号 | 线索id | 线索号 | 潜客编号 | 潜在客户编号 | 商机线索编号 | 询盘编号 | 意向客户编号 | 潜客id | "
            "线索 | lead ref | lead reference | lead code | lead key | enquiry number | inquiry no | inquiry number | "
            "prospect code | prospect number | applicant id | application id | record no | form submission id | deal id | "
            "potential id | opportunity id | opportunity number | contact id | lead uuid | lead record id | id | "
            "enquiry reference | lead system id | 线索代码 | 线索编码 | 线索记录编号 | 询价编号 | 询盘号 | 咨询编号 | 潜客编码 | "
            "潜客号 | 意向编号 | 意向单号 | 商机编号 | 商机id | 商机号 | 名单编号 | 名单id | 报名编号 | 预约编号 | 留资编号 | "
            "客资编号 | 客资id | 资源编号 | 编号 | 意向客户id | 潜在客户id | 商机线索id | 线索唯一标识 | 机会编号 | 销售机会编号 | "
            "线索流水号 | 线索序号 | 线索uid | 表单id | 留资id"
        ),
            required=True,
        ),
        Column(
            "created_at",
            "timestamp",
            words(
            "deal created | created at | created | created date | create date | created time | lead date | lead created | inquiry date | "
            "enquiry date | date created | first seen | date | 创建时间 | 创建日期 | 线索时间 | 线索日期 | 获取时间 | 获取日期 | "
            "登记时间 | 登记日期 | 录入时间 | 咨询时间 | 询盘时间 | 线索创建时间 | 日期 | lead created at | lead created date | "
            "lead created time | lead creation date | lead create date | creation date | creation time | created on | date added | "
            "added on | added at | captured at | capture date | captured on | date captured | received at | received on | "
            "received date | date received | submitted at | submission date | submission time | submitted on | submit time | "
            "submit date | registered at | registered on | registration date | inquiry time | inquired at | enquiry time | "
            "enquired on | entry date | sign up date | first touch date | first touch | generated on | generated at | "
            "date generated | lead in date | form submitted at | first conversion date | first contact created | date in | "
            "opened date | date entered | date of enquiry | date of inquiry | created timestamp | timestamp | 生成时间 | "
            "生成日期 | 提交时间 | 提交日期 | 留资时间 | 留资日期 | 报名时间 | 报名日期 | 预约时间 | 获客时间 | 获客日期 | "
            "进线时间 | 进线日期 | 入库时间 | 入库日期 | 添加时间 | 添加日期 | 收集时间 | 收集日期 | 录入日期 | 咨询日期 | "
            "首次访问时间 | 客资时间 | 建档时间 | 建档日期 | 询价日期 | 询盘日期 | 线索创建日期 | 线索录入时间 | 线索生成时间 | "
            "线索获取时间 | 注册时间 | 注册日期 | 首次咨询时间 | 首次来访时间 | 到访时间 | 来访日期 | 商机创建时间 | "
            "创建线索时间 | 时间 | 表单提交时间 | 首次进线时间 | 意向登记时间 | 线索提交时间 | 留言时间 | created time utc"
        ),
            fold="earliest",
        ),
        Column(
            "source",
            "text",
            words(
            "来路 | source | lead source | channel | lead origin | origin | acquisition channel | utm source | "
            "how did you hear about us | 来源 | 线索来源 | 渠道 | 获客渠道 | 来源渠道 | 客户来源 | 潜客来源 | 线索渠道 | "
            "source channel | lead channel | source of lead | marketing channel | medium | utm medium | referral source | "
            "traffic source | source name | original source | original traffic source | first touch source | channel name | "
            "platform | source type | how did you hear | how they heard | heard from | origin source | source medium | "
            "inquiry source | enquiry source | prospect source | lead source channel | first source | latest source | "
            "线索来源渠道 | 渠道来源 | 来源平台 | 推广渠道 | 投放渠道 | 流量来源 | 来源方式 | 获取渠道 | 获取方式 | 客资来源 | "
            "渠道名称 | 来源名称 | 进线渠道 | 媒体来源 | 引流渠道 | 信息来源 | 平台 | 获客来源 | 市场来源 | 商机来源 | 来访渠道 | "
            "询盘来源 | 咨询渠道 | 获知渠道 | 了解渠道 | 客源渠道 | 客源 | 名单来源 | 来源媒体 | 一级来源 | 来源一级 | 一级渠道 | "
            "二级渠道 | 来源终端 | 客户渠道 | 留资渠道"
        ),
        ),
        Column("campaign", "text", words(
            "source campaign | campaign | utm campaign | campaign name | marketing campaign | primary campaign | 所属活动 | 推广活动名称 | 活动 | "
            "市场活动 | 营销活动 | 推广活动 | 推广计划 | 活动名称 | source campaign | ad campaign | campaign source | "
            "marketing activity | form name | event | event name | ad name | ad set name | ad group | promotion | program | "
            "utm campaign name | campaign title | first campaign | source campaign name | webinar | 活动来源 | 推广计划名称 | "
            "广告计划 | 广告名称 | 市场活动名称 | 来源活动 | 专题 | 活动主题 | 广告系列 | 推广项目 | 推广活动来源 | 营销活动名称 | "
            "来源市场活动 | 参与活动 | 广告计划名称 | 所属市场活动 | 展会名称 | 广告组名称 | converting campaign | "
            "first touch campaign | 项目名称 | 单元名称 | 推广单元 | 广告项目名称 | 项目 | campaign/ad | ad campaign name | "
            "marketing campaign name | 来源计划 | 投放计划名称 | campaign code | 创意名称"
        )),
        Column(
            "stage",
            "code",
            words(
            "stage | lead stage | status | lead status | pipeline stage | funnel stage | 阶段 | 线索阶段 | 状态 | 线索状态 | "
            "跟进状态 | 当前阶段 | 跟进阶段 | lifecycle stage | sales stage | deal stage | opportunity stage | lead state | "
            "current status | current stage | lead disposition | disposition | process status | qualification status | "
            "prospect status | prospect stage | pipeline | enquiry status | inquiry status | follow up status | sales status | "
            "lead lifecycle stage | opportunity status | lead pipeline stage | progress | 商机阶段 | 销售阶段 | 客户阶段 | "
            "意向阶段 | 处理状态 | 转化状态 | 跟进进度 | 进展 | 进度 | 客户状态 | 线索进度 | 当前状态 | 成交状态 | 漏斗阶段 | "
            "商机状态 | 线索生命周期 | 生命周期 | 生命周期阶段 | 线索跟进状态 | 线索处理状态 | 销售进度 | 商机进度 | 询盘状态 | "
            "线索当前阶段 | 意向状态 | status reason | 跟踪状态 | 跟进结果 | 最新状态"
        ),
            values=STAGES,
        ),
        Column("contacted_at", "timestamp", words(
            "first call | 初次联系 | contacted at | first contacted | first contact at | first contact date | contact date | contacted on | "
            "first contact | 首次联系时间 | 联系时间 | 首次跟进时间 | 首次联系日期 | 联系日期 | 首次联络 | contacted | "
            "contacted date | first contacted at | first contacted on | first contacted date | date contacted | "
            "first contact time | first response at | first response date | first call at | first call date | "
            "first activity date | initial contact date | initial contact | first outreach | first outreach date | "
            "first followed up at | first follow up date | first follow up | first touched at | first reply date | "
            "date of first contact | 首跟时间 | 首次跟进日期 | 首次沟通时间 | 首次沟通日期 | 首次回访时间 | 首电时间 | "
            "首次电话时间 | 首联时间 | 首次邀约时间 | 首次响应时间 | 首次拜访时间 | 首次拜访日期 | 首次触达时间 | 首次联络时间 | "
            "首次联络日期 | 首次接触时间 | 第一次跟进时间 | 首次拨打时间 | 首次外呼时间 | first touched | 首次通话时间 | "
            "first call created | first email sent"
        ), fold="earliest"),
        Column("qualified_at", "timestamp", words(
            "qualified at | qualified on | qualification date | mql date | sql date | date qualified | 确认时间 | 确认日期 | "
            "商机确认日期 | 转商机时间 | 合格时间 | 合格日期 | 转商机日期 | qualified date | qualified | sql at | mql at | "
            "became mql date | became sql date | became a marketing qualified lead date | became a sales qualified lead date | "
            "became a sales qualified date | accepted at | sal date | opportunity created date | opportunity created | "
            "opportunity created at | opportunity date | qualification time | date of qualification | sales accepted date | "
            "sales qualified date | marketing qualified date | 有效时间 | 判定时间 | 线索确认时间 | 转化商机时间 | 转为商机时间 | "
            "生成商机时间 | 合格确认时间 | 资质确认时间 | 转商机日 | 有效确认时间 | 线索转化时间 | 转成商机时间 | 商机确认时间 | "
            "商机创建日期 | 判定有效时间 | 立项时间 | 立项日期 | 转有效时间 | 确认意向时间 | 邀约到店时间"
        ), fold="earliest"),
        Column("proposed_at", "timestamp", words(
            "出方案日期 | proposed at | proposal date | quoted at | quote date | proposal sent | quoted on | proposed on | proposal at | "
            "报价时间 | 报价日期 | 方案时间 | 方案日期 | proposal sent at | proposal sent date | proposal sent on | "
            "proposal submitted | proposal submitted on | proposal submitted date | proposal time | date quoted | quotation date | "
            "quotation sent | quote sent | quote sent at | quote sent on | quote sent date | quoted date | quoted | "
            "proposal made | proposed date | date proposed | date of proposal | quote created date | offer date | "
            "offer sent date | offer sent | 提案时间 | 提案日期 | 发送报价时间 | 方案提交时间 | 方案提交日期 | 首次报价时间 | "
            "首次报价日期 | 递交方案时间 | 报价发送时间 | 报价提交时间 | 发方案时间 | 方案报价时间 | 方案报价日期 | 出价时间 | "
            "投标时间 | 投标日期 | 发送方案时间 | 报价单时间"
        ), fold="earliest"),
        Column("won_at", "timestamp", words(
            "won at | won on | won date | converted at | conversion date | converted date | closed won date | 成交时间 | "
            "成交日期 | 赢单时间 | 赢单日期 | 转化时间 | 转化日期 | 转客户时间 | date won | won time | closed won at | "
            "closed won on | converted on | conversion time | converted time | date converted | date of conversion | "
            "became a customer date | became customer date | customer since | deal closed date | deal won date | close date | "
            "closed date | closed at | closed on | closing date | actual close date | sold date | sale date | enrolled date | "
            "enrollment date | signed on | signed date | signed at | contract date | contract signed date | contract signed | "
            "purchase date | order date | 签约时间 | 签约日期 | 签单时间 | 签单日期 | 转换时间 | 转换日期 | 转客户日期 | "
            "实际成交日期 | 实际成交时间 | 下单时间 | 下单日期 | 转成交时间 | 签约成功时间 | 赢单关闭时间 | 转为客户时间 | "
            "转成客户时间 | 成单时间 | 成单日期 | 合同签订日期 | 合同签订时间 | 成为客户时间 | 购买时间 | 购买日期 | 成交日 | "
            "签约日 | 报名缴费时间 | 下定时间 | 订车时间 | 认购时间 | primary opportunity date won | opportunity date won"
        )),
        Column("lost_at", "timestamp", words(
            "lost at | lost on | lost date | closed lost date | 流失日期 | 输单时间 | 输单日期 | 流失时间 | 关闭时间 | 失败时间 | "
            "战败时间 | date lost | lost time | disqualified at | disqualified on | disqualified date | dropped at | dropped on | "
            "dropped date | rejected at | rejected on | unqualified date | unqualified at | closed lost at | closed lost on | "
            "deal lost date | disqualification date | 无效时间 | 放弃时间 | 放弃日期 | 丢单时间 | 丢单日期 | 失败日期 | 战败日期 | "
            "流失日 | 判定无效时间 | 退回时间 | 丢失日期 | 丢失时间 | 作废时间 | 关闭日期 | 线索关闭时间 | 判无效时间 | "
            "退回公海时间 | primary opportunity date lost | opportunity date lost"
        )),
        Column("converted", "boolean", words(
            "converted | is converted | conversion | is won | won | 是否转化 | 是否成交 | 是否转换 | 已转化 | 转化 | 成交 | "
            "是否转客户 | is customer | became customer | conversion flag | converted flag | is lead converted | lead converted | "
            "converted to customer | converted to deal | converted yes no | deal won | purchased | enrolled | is enrolled | "
            "closed won flag | converted to client | converted to opportunity | 是否转为客户 | 是否签约 | 是否签单 | 是否赢单 | "
            "是否下单 | 是否转成客户 | 转化标识 | 已签约 | 是否报名 | 是否购买 | 是否成单 | 是否已转化 | 是否已成交 | 是否已转换 | "
            "转化与否 | 是否转商机 | 转化结果 | 是否成交客户"
        )),
        replace(OPTIONAL_CUSTOMER, synonyms=(*CONVERTED, *(word for word in OPTIONAL_CUSTOMER.synonyms if word != "contact id"))),
        Column("expected_value", "money", words(
            "expected value | expected revenue | estimated value | deal value | deal size | opportunity value | amount | "
            "预计金额 | 预期金额 | 预计成交金额 | 预计成交额 | 预估金额 | 意向金额 | 商机金额 | est amount | estimated amount | "
            "estimated deal value | estimated deal size | potential value | potential amount | potential revenue | "
            "expected amount | expected deal value | expected deal size | forecast amount | forecast value | opportunity amount | "
            "deal amount | lead value | value | projected value | projected revenue | pipeline value | quote amount | "
            "quoted amount | quoted value | est value | estimated revenue | annual contract value | acv | proposal value | "
            "expected contract value | est deal value | estimated contract value | weighted value | quote value | expected sales | "
            "expected price | 预估成交金额 | 预计销售额 | 预计销售金额 | 预计签约金额 | 预计收入 | 预期成交金额 | 潜在金额 | "
            "报价金额 | 报价 | 预计合同金额 | 预估价值 | 线索金额 | 预计订单金额 | 预估销售额 | 商机预计金额 | 合同金额 | "
            "预计采购金额 | 预估合同额 | 预计合同额 | 预计成单金额 | 销售金额 | 成交金额 | 预期收入 | 线索价值 | 预期价值 | "
            "潜在价值 | 预计销售收入 | 金额 | est revenue | 预估成交额 | 商机预估金额 | 预计签单金额 | deal estimate | "
            "est deal size | primary opportunity value"
        )),
        Column("need", "text", words(
            "想做什么 | looking for | need | needs | requirement | requirements | interest | product interest | pain point | 需求 | 客户需求 | 需求描述 | "
            "意向产品 | 需求产品 | 感兴趣产品 | product of interest | interested in | interested product | interested products | "
            "product interested in | product interested | product requested | product required | service interest | "
            "service required | service requested | service of interest | solution interest | use case | requirement details | "
            "requirements detail | enquiry | inquiry | enquiry details | message | course interested | course interested in | "
            "course of interest | model of interest | areas of interest | area of interest | interests | product | products | "
            "services | what are you looking for | need description | business need | customer need | looking for | "
            "project description | project needs | primary need | product line of interest | pain points | 意向产品线 | 意向车型 | "
            "意向课程 | 意向户型 | 意向楼盘 | 感兴趣的产品 | 感兴趣的课程 | 关注产品 | 产品意向 | 咨询产品 | 咨询内容 | 咨询项目 | "
            "咨询课程 | 需求类型 | 需求内容 | 需求说明 | 需求概述 | 需求概要 | 购买需求 | 采购需求 | 具体需求 | 需求程度 | "
            "产品需求 | 意向项目 | 意向服务 | 意向商品 | 意向品类 | 意向品牌 | 痛点 | 客户痛点 | 报名课程 | 询盘产品 | 询盘内容 | "
            "业务需求 | 需求备注 | 主要需求 | 核心需求 | 关注点 | 感兴趣的服务 | 询价产品 | 意向内容 | 留言内容 | "
            "service interested in | 意向专业 | 意向产品名称 | 客户诉求 | pain/need | pain need | pain or need"
        )),
        Column("budget", "text", words(
            "budget | budget range | 预算 | 预算范围 | 预算情况 | 采购预算 | budget amount | estimated budget | budget status | "
            "project budget | max budget | budget confirmed | price range | budget level | approx budget | available budget | "
            "budget band | budget usd | budget available | 项目预算 | 预算金额 | 购买预算 | 客户预算 | 预算区间 | 购车预算 | "
            "装修预算 | 预算额 | 是否有预算 | 预算状态 | 预算额度 | 预算水平 | 预算费用 | 资金预算 | 购房预算 | 预计预算 | 有无预算"
        )),
        Column("authority", "text", words(
            "谁拍板 | authority | decision maker | decision role | role | buying role | 决策权 | 决策人 | 决策角色 | 角色 | 关键人 | "
            "decision authority | job role | decision making role | decision making authority | is decision maker | contact role | "
            "decision maker role | buying authority | purchase role | role in decision | authority level | decision power | "
            "联系人角色 | 决策者 | 采购角色 | 是否决策人 | 决策人角色 | 决策链 | 决策权限 | 决策情况 | 决策能力 | 是否关键人 | "
            "决策人情况 | 购买决策权 | 决策层级 | purchasing role"
        )),
        Column("difficulty", "text", words(
            "difficulty | closing difficulty | obstacle | risk | 难度 | 成交难度 | 赢单难度 | 障碍 | difficulty level | "
            "complexity | challenges | barrier | barriers | objection | objections | main objection | competition | "
            "deal difficulty | sales difficulty | win difficulty | conversion difficulty | blockers | hurdles | 成交阻力 | 阻力 | "
            "主要障碍 | 异议 | 困难 | 困难点 | 竞争情况 | 跟进难度 | 难度等级 | 难易程度 | 转化难度 | 客户异议 | 主要异议 | 难点 | "
            "攻克难度 | 签单难度 | 顾虑 | challenge | 阻碍 | 未成交原因 | 战败原因 | 丢单原因 | lost reason | 卡点 | 客户顾虑"
        )),
        Column("owner", "text", words(
            "跟单 | pic | owner | lead owner | sales rep | assigned to | salesperson | account manager | 负责人 | 线索负责人 | 跟进人 | "
            "线索所有人 | 跟进同事 | handled by | 业务员 | 销售 | 销售负责人 | 所有人 | 归属人 | lead owner name | owner name | "
            "record owner | assigned rep | assigned sales rep | assigned agent | assigned user | assigned | assignee | agent | "
            "rep | rep name | sales rep name | sales representative | sales owner | sales agent | account executive | "
            "account owner | bdr | sdr | responsible | responsible person | counsellor | counselor | consultant | advisor | "
            "contact owner | deal owner | opportunity owner | prospect owner | lead assigned to | sales executive | salesman | "
            "staff | handled by name | inside sales rep | telecaller | 归属销售 | 分配给 | 销售人员 | 销售员 | 销售顾问 | "
            "销售代表 | 顾问 | 课程顾问 | 置业顾问 | 客户经理 | 线索归属人 | 线索归属 | 跟进销售 | 跟进人员 | 跟进员工 | 跟单人 | "
            "跟单员 | 所属销售 | 责任人 | 业务人员 | 业务代表 | 业务经理 | 销售经理 | 当前负责人 | 商务 | 商务负责人 | 咨询师 | "
            "招生老师 | 邀约人 | 拥有者 | 线索跟进人 | 跟进顾问 | 接待人 | 接待顾问 | 负责销售 | 商机负责人 | 分配人员 | "
            "归属员工 | 领取人 | 负责顾问 | 客服 | 招生顾问 | 跟进坐席 | 所属人 | 归属顾问 | 分配销售 | 接待销售 | "
            "assigned salesperson | assigned consultant | 当前跟进人"
        )),
        Column("referred_by", "id", words(
            "referred by | referrer | referrer id | referral | referral customer | 推荐人 | 介绍人 | 推荐人编号 | 推荐客户 | 推荐客户编号 | referral name | "
            "referral contact | referred by customer | referred by customer id | referring customer | referral customer id | introduced by | "
            "introducer | recommended by | recommender | referred by id | referred by name | referrer name | referring client | 推荐人姓名 | "
            "推荐客户名称 | 转介绍人 | 引荐人 | 邀请人 | 转介绍客户 | 老客户 | 推荐客户id | 介绍客户 | 介绍人姓名 | 推荐老客户 | 转介绍来源人 | 推荐会员"
        ), references="customers"),
    ),
    key=("lead_id",),
    happened="created_at",
    sums="expected_value",
)  # fmt: skip
