"""Surveys: one row is one answer to one question."""

from data.schema.declare import Column, Table, words
from data.schema.shared import OPTIONAL_CUSTOMER

INSTRUMENTS = {
    "csat": words(
        "csat | customer satisfaction | satisfaction | 满意度 | 客户满意度 | satisfaction (csat) | csat score | customer sat | "
        "customer satisfaction score | overall satisfaction | sat | 满意度调查 | 满意度评分 | 总体满意度 | 整体满意度 | 服务满意度 | 客户满意度调查"
    ),
    "nps": words(
        "nps | net promoter | net promoter score | netpro | 净推荐值 | 推荐意愿 | 推荐值 | 净推荐 | 净推荐值(nps) | net promoter score (nps) | nps score | "
        "nps survey | enps | rnps | tnps | recommend | recommendation | likelihood to recommend | ltr | promoter score | nps调查 | nps得分 | "
        "推荐度 | 推荐可能性 | 推荐"
    ),
    "ces": words(
        "ces | customer effort | customer effort score | effort | 费力度 | 客户费力度 | 费力度(ces) | customer effort (ces) | ces score | "
        "ces survey | effort score | ease | ease of use | easiness | 费力程度 | 客户费力 | 省力度 | 易用性 | 轻松度 | 便捷度"
    ),
    "expectation": words(
        "expectation | expected | expectations | 期望 | 期望值 | expectation score | expect | desired | 期望得分 | 服务期望 | 期望服务 | 预期"
    ),
    "perception": words(
        "perception | perceived | experienced | 感知 | 实际感知 | 感受 | 实际感受 | perception score | perceive | actual | actual perception | "
        "performance | 感知得分 | 服务感知 | 感知服务 | 实际体验"
    ),
    "likert": words(
        "likert | agreement | rating | 李克特 | 量表 | 评分 | 量表评分 | likert scale | agree | agreement scale | 5 point scale | 5 point likert | "
        "7 point likert | scale | 李克特量表 | 认同度 | 同意程度 | 量表题"
    ),
}
DIMENSIONS = {  # SERVQUAL (Parasuraman, Zeithaml & Berry 1988); a survey's own dimensions stay as they came
    "tangibles": words("tangibles | tangible | 有形性"),
    "reliability": words("reliability | 可靠性"),
    "responsiveness": words("responsiveness | 响应性 | 反应性"),
    "assurance": words("assurance | 保证性 | 安全性"),
    "empathy": words("empathy | 移情性 | 关怀性"),
}

SURVEYS = Table(
    "surveys",
    (
        Column(
            "response_id",
            "id",
            words(
            "response id | respondent id | respondent | response no | response number | response | submission id | answer id | "
            "questionnaire id | survey response id | survey id | interview id | respnum | resp id | 答卷编号 | 答卷id | 答卷序号 | "
            "问卷编号 | 序号 | 问卷id | 受访者编号 | 受访者id | 应答编号 | 回复编号 | 样本编号 | 提交序号 | 回收编号 | 答题序号 | "
            "respondent number | respondent no | participant id | participant | participant number | participant no | "
            "participant code | record no | record number | record id | record | entry id | entry no | entry number | "
            "feedback id | feedback no | survey response number | answer sheet id | case id | subject id | sample id | sample no | "
            "serial | serial no | serial number | resp no | response key | response code | response token | submission | "
            "submission no | submission number | result id | form response id | form id | survey response | review id | id | "
            "interview no | interview number | interviewee id | 编号 | 答卷号 | 问卷号 | 作答编号 | 作答id | 填答编号 | 答题编号 | "
            "答题id | 记录编号 | 记录id | 反馈编号 | 评价编号 | 评价id | 回答编号 | 提交编号 | 样本号 | 样本id | 被访者编号 | "
            "受访者 | 访问编号 | 调查编号 | 调研编号 | 参与者编号 | 回访编号 | 受访编号 | 应答id | 答题卡编号 | 问卷流水号 | "
            "答卷流水号 | 填表编号 | 答卷no | respondent key | response uuid | submission uuid | 提交id | 作答记录id | 样本序号 | "
            "respondent code | survey entry id | 答卷流水 | 回收序号 | result no | participant uuid | no | #"
        ),
            required=True,
        ),
        Column(
            "question",
            "text",
            words(
            "question | question text | item | question id | statement | survey question | question code | 题目 | 问题 | 题干 | "
            "题目编号 | 题号 | 问题内容 | 指标 | 调查问题 | 题项 | question title | question name | question label | question no | "
            "question number | question description | qid | question key | prompt | item text | item name | survey item | "
            "item code | item no | question content | question wording | metric question | question full text | 题目内容 | "
            "题目名称 | 题目标题 | 问题名称 | 问题标题 | 问题编号 | 问题描述 | 题目id | 问题id | 评价项 | 评价项目 | 评价指标 | "
            "测评项 | 测评项目 | 测评指标 | 满意度指标 | 评分项 | 评分项目 | 调查项目 | 调查题目 | 三级指标 | 二级指标 | "
            "指标名称 | 题目描述 | 问卷题目 | 评价内容项 | 题目文本 | 考核项 | 打分项 | 调研问题 | 题目文字 | 题干内容 | "
            "评价题目 | question stem | 测评题目 | 问卷问题 | 考评项 | 满意度题目"
        ),
            required=True,
        ),
        Column(
            "score",
            "number",
            words(
            "score | answer | rating | value | answer value | response value | points | answer score | 得分 | 评分 | 分数 | 回答 | "
            "答案 | 分值 | 打分 | numeric answer | numeric value | response score | numeric response | answer numeric | "
            "answer choice value | rating value | rating score | score value | likert score | result | selected value | mark | "
            "marks | grade | stars | answer code | response code value | numeric score | rating given | score given | "
            "satisfaction score | satisfaction rating | 评分值 | 评价分 | 评价分数 | 评价得分 | 答题得分 | 题目得分 | 选项分值 | "
            "选项得分 | 满意度 | 满意度得分 | 满意度评分 | 打分值 | 作答 | 作答结果 | 选择 | 选项 | 选项值 | 答案分值 | 答题结果 | "
            "数值 | 回答值 | 评级 | 星级 | 答题分数 | 给分 | 回答分数 | 回答得分 | 评价值 | 得分值 | 原始分 | 作答分数 | "
            "本题得分 | 单题得分 | 题目分数 | 作答分值 | 选择分值 | answer number | rating numeric | numeric rating | "
            "response numeric | 选项分数 | 答案得分 | 回答数值 | 评分结果 | 打分结果"
        ),
            required=True,
        ),
        OPTIONAL_CUSTOMER,
        Column(
            "answered_at",
            "timestamp",
            words(
            "answered at | answered on | response date | submitted at | submitted | submission date | completed at | survey date | "
            "date answered | end date | recorded date | start date | recordeddate | date | timestamp | time | created at | "
            "答题时间 | 提交时间 | 提交日期 | 填写时间 | 填写日期 | 调查日期 | 调查时间 | 回答时间 | 回复时间 | 完成时间 | "
            "提交答卷时间 | 答卷时间 | 日期 | 时间 | submit date | submit time | submitted on | submitted date | submission time | "
            "submission timestamp | response time | response timestamp | response datetime | responded at | responded on | "
            "responded | response received | response received at | completion time | completion date | completed on | "
            "completed date | completed | date submitted | date completed | date of response | date of survey | "
            "survey completed at | survey completed | survey response date | survey time | finished | finish time | finished at | "
            "end time | start time | feedback date | feedback time | interview date | collected at | collection date | answered | "
            "answer date | answer time | review date | rated at | rating date | created on | created | created date | "
            "date created | date modified | submit date utc | completed time | 作答时间 | 作答日期 | 交卷时间 | 答卷提交时间 | "
            "填答时间 | 填答日期 | 评价时间 | 评价日期 | 反馈时间 | 反馈日期 | 回收时间 | 回收日期 | 访问日期 | 访问时间 | "
            "调研日期 | 调研时间 | 答卷日期 | 答题日期 | 回访时间 | 回访日期 | 结束时间 | 结束答题时间 | 开始时间 | 开始答题时间 | "
            "创建时间 | 打分时间 | 评分时间 | 打分日期 | 记录时间 | 答复时间 | 填表时间 | 填表日期 | 回答日期 | 完成日期 | "
            "参与时间 | 测评时间 | 提交于 | 答完时间 | 填报时间 | 填报日期 | 上报时间 | response submitted | answered time | "
            "survey submitted at | survey end time | 调查完成时间 | 问卷提交时间 | 交卷日期 | 答题结束时间 | 收集时间"
        ),
        ),
        Column("instrument", "code", words(
            "instrument | survey type | survey | questionnaire | type | survey name | 量表类型 | scale | metric | metric type | "
            "量表 | 问卷类型 | 调查类型 | 问卷 | 问卷名称 | 类型 | 指标类型 | 测评类型 | survey kind | score type | "
            "feedback type | survey program | form name | form | form title | survey title | questionnaire name | "
            "questionnaire title | rating type | scale type | template | kpi | metric name | measure | score name | 调查名称 | "
            "问卷标题 | 调研名称 | 调研类型 | 评价类型 | 测评名称 | 打分类型 | 满意度类型 | 调研主题 | 问卷主题 | 测评工具 | "
            "测量工具 | 量表名称 | 指标类别 | 题目指标 | survey instrument | questionnaire type | 调查问卷 | 问卷类别 | 调查主题 | "
            "survey kind name | 题目类型指标"
        ), values=INSTRUMENTS),
        Column("dimension", "code", words(
            "dimension | factor | aspect | attribute | topic | area | category | construct | 维度 | 因素 | 方面 | 评价维度 | "
            "指标维度 | 所属维度 | driver | 一级指标 | theme | driver name | section | block | question group | group | "
            "category name | subscale | pillar | question category | touchpoint | servqual dimension | dimension name | "
            "quality dimension | question topic | area of service | 题目分类 | 题组 | 模块 | 分类 | 指标分类 | 评价方面 | "
            "评价类别 | 所属模块 | 维度名称 | 一级维度 | 二级维度 | 触点 | 环节 | 因子 | 类别 | 题目维度 | 测评维度 | "
            "服务质量维度 | 满意度维度 | 考核维度 | 所属因素 | 调查维度 | 指标大类 | 所属指标 | question section | section name | "
            "question block | 所属题组 | 体验环节 | 旅程阶段 | journey stage | 服务环节 | 题目类别 | 评价环节"
        ), values=DIMENSIONS),
        Column("scale_min", "number", words(
            "scale min | min score | lowest score | scale minimum | minimum | scale from | 最低分 | 量表下限 | 最小值 | "
            "量表最小值 | scale low | min value | min | scale low end | minimum score | minimum value | lowest value | "
            "scale start | min scale | low end | 最低值 | 最小分值 | 最小分 | 量表起点 | 下限 | 起始分 | 最低分值 | 最低得分 | "
            "量表最低分 | 分值下限 | 最低分数 | min rating | bottom of scale | 量程下限 | 打分下限"
        )),
        Column("scale_max", "number", words(
            "scale max | max score | highest score | scale maximum | maximum | full score | scale to | 最高分 | 满分 | 量表上限 | "
            "最大值 | 量表最大值 | scale high | max value | max | out of | max points | possible score | scale high end | "
            "maximum score | maximum value | highest value | scale end | max scale | high end | possible points | 最大分值 | "
            "最大分 | 最高值 | 量表终点 | 上限 | 量表满分 | 题目满分 | 满分值 | 最高分值 | 最高得分 | 量表最高分 | 满分分值 | "
            "题目总分 | 分值上限 | 最高分数 | points possible | max rating | top of scale | 量程上限 | 打分上限"
        )),
        Column("weight", "number", words(
            "weight | weighting | sample weight | survey weight | 权重 | 权数 | 加权系数 | 样本权重 | weights | weighting factor | "
            "respondent weight | final weight | wgt | population weight | response weight | weight factor | weightvar | "
            "statistical weight | 权重系数 | 加权值 | 样本权数 | 权重值 | 加权权重 | 加权 | 权数系数 | 题目权重 | "
            "question weight | 指标权重 | item weight | 维度权重"
        )),
        Column("comment", "text", words(
            "填空内容 | comment | comments | verbatim | feedback | open text | remarks | reason | 评论 | 意见 | 备注 | 反馈 | 原因 | 建议 | "
            "评价内容 | 开放题 | 评价原因 | 您还有什么建议 | 意见建议 | 其他意见 | open feedback | open ended response | "
            "open ended | additional comments | additional comment | further comments | any comments | any other comments | "
            "comment text | reason for score | reason for rating | feedback text | written feedback | free text | "
            "free text response | text | text response | suggestion | suggestions | remark | notes | response text | open end | "
            "verbatim comment | verbatim text | follow up comment | what could we improve | customer comment | customer comments | "
            "customer feedback | review | review text | 文字反馈 | 文字评价 | 评语 | 评价 | 意见反馈 | 开放意见 | 开放题回答 | "
            "开放性问题 | 补充说明 | 其他建议 | 改进建议 | 建议与意见 | 意见与建议 | 意见和建议 | 反馈内容 | 反馈意见 | 留言 | "
            "客户意见 | 客户建议 | 客户评价 | 顾客意见 | 您的建议 | 说明 | 备注说明 | 原因说明 | 评论内容 | 打分原因 | 评分原因 | "
            "评分理由 | 打分理由 | 文本反馈 | 开放题答案 | 不满意原因 | 填写内容 | 文字意见 | 其他意见和建议 | 您的意见和建议 | "
            "文字说明 | 详细说明 | 具体原因 | 请说明 | text answer | open answer | open response | 文本答案 | 说明文字 | "
            "备注内容 | 主观评价 | 主观题 | 补充意见 | comment verbatim | why | 评价说明 | 文本内容 | 理由 | 改善建议 | "
            "what could we do better | anything else | how can we improve"
        )),
    ),
    key=("response_id", "question", "instrument"),
    counts=("response_id",),
    happened="answered_at",
)  # fmt: skip
