"""Surveys: one row is one answer to one question."""

from data.schema.declare import Column, Table, words
from data.schema.shared import OPTIONAL_CUSTOMER

INSTRUMENTS = {
    "csat": words("csat | customer satisfaction | satisfaction | 满意度 | 客户满意度"),
    "nps": words("nps | net promoter | net promoter score | netpro | 净推荐值 | 推荐意愿 | 推荐值 | 净推荐"),
    "ces": words("ces | customer effort | customer effort score | effort | 费力度 | 客户费力度"),
    "expectation": words("expectation | expected | expectations | 期望 | 期望值"),
    "perception": words("perception | perceived | experienced | 感知 | 实际感知 | 感受 | 实际感受"),
    "likert": words("likert | agreement | rating | 李克特 | 量表 | 评分"),
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
                "response id | respondent id | respondent | response no | response number | response | submission id | answer id | questionnaire id | "
                "survey response id | survey id | interview id | respnum | resp id | 答卷编号 | 答卷id | 答卷序号 | 问卷编号 | 序号 | 问卷id | 受访者编号 | "
                "受访者id | 应答编号 | 回复编号 | 样本编号 | 提交序号 | 回收编号 | 答题序号"
            ),
            required=True,
        ),
        Column(
            "question",
            "text",
            words("question | question text | item | question id | statement | survey question | question code | 题目 | 问题 | 题干 | 题目编号 | 题号 | 问题内容 | 指标 | 调查问题 | 题项"),
            required=True,
        ),
        Column(
            "score",
            "number",
            words("score | answer | rating | value | answer value | response value | points | answer score | 得分 | 评分 | 分数 | 回答 | 答案 | 分值 | 打分"),
            required=True,
        ),
        OPTIONAL_CUSTOMER,
        Column(
            "answered_at",
            "timestamp",
            words(
                "answered at | answered on | response date | submitted at | submitted | submission date | completed at | survey date | date answered | end date | "
                "recorded date | start date | recordeddate | date | timestamp | time | created at | 答题时间 | 提交时间 | 提交日期 | 填写时间 | 填写日期 | 调查日期 | "
                "调查时间 | 回答时间 | 回复时间 | 完成时间 | 提交答卷时间 | 答卷时间 | 日期 | 时间"
            ),
        ),
        Column("instrument", "code", words("instrument | survey type | survey | questionnaire | type | survey name | 量表类型 | scale | metric | metric type | 量表 | 问卷类型 | 调查类型 | 问卷 | 问卷名称 | 类型 | 指标类型 | 测评类型"), values=INSTRUMENTS),
        Column("dimension", "code", words("dimension | factor | aspect | attribute | topic | area | category | construct | 维度 | 因素 | 方面 | 评价维度 | 指标维度 | 所属维度 | driver | 一级指标"), values=DIMENSIONS),
        Column("scale_min", "number", words("scale min | min score | lowest score | scale minimum | minimum | scale from | 最低分 | 量表下限 | 最小值 | 量表最小值")),
        Column("scale_max", "number", words("scale max | max score | highest score | scale maximum | maximum | full score | scale to | 最高分 | 满分 | 量表上限 | 最大值 | 量表最大值")),
        Column("weight", "number", words("weight | weighting | sample weight | survey weight | 权重 | 权数 | 加权系数 | 样本权重")),
        Column("comment", "text", words("comment | comments | verbatim | feedback | open text | remarks | reason | 评论 | 意见 | 备注 | 反馈 | 原因 | 建议 | 评价内容 | 开放题 | 评价原因 | 您还有什么建议 | 意见建议 | 其他意见")),
    ),
    key=("response_id", "question", "instrument"),
    happened="answered_at",
)  # fmt: skip
