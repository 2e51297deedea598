"""Which table a sheet is: what each table can take of it, how few others could take the same, what its ids and words say."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from data import presets
from data.beside import FEW, by_month
from data.headers import SheetColumn, code_key, columns_of, stem
from data.match import PRESET, Match, Proposal, against
from data.periods import MONTH, length_of, period_of
from data.schema import TABLES, Table
from data.vocabulary import speaks

# The column that gives a table away, and the tables that most sheets are.
_IDENTITY = {
    "orders": "order_id", "customers": "customer_id", "interactions": "kind", "tickets": "ticket_id", "surveys": "response_id", "leads": "lead_id",
    "invoices": "invoice_id", "spend": "amount", "targets": "target",
}  # fmt: skip
_PRIOR = {"orders": 1.0, "customers": 0.5}
# ruff: noqa: E501 (the words of a table are a line)
# Words that headers of one table are full of, and how many of them count.
_TELLS = {
    "orders": r"\b(?:orders?|sku|line ?items?|qty|quantity|opportunit(?:y|ies)|deals?|till|basket|unit price|fulfil\w*|shipping|close date|closing date|forecast category)\b"
    r"|订单|商品|宝贝|买家|物料|存货|小票|下单|商机|单价|收银|货号|款号|出库|桌[台号]|就餐|堂食|退单|门店",
    "customers": r"\b(?:birth\w*|gender|loyalty|member\w*|tier|customer since|tenure|marital|opt (?:in|out)|subscri\w+|accepts|last (?:order|purchase)"
    r"|total (?:spent|orders)|lifetime|do not call)\b|性别|生日|出生|会员|积分|信用|授信|注册|累计消费|最近消费|客户级别|客户等级|客户类型|成交次数|首次消费|末次消费|标签",
    "tickets": r"\b(?:tickets?|cases?|issue|incident|resolution|resolved|solved|sla|re-?opens?|assignee|escalat\w*|first (?:response|reply)|severity|requester|complaints?)\b"
    r"|工单|投诉|受理|售后|坐席|座席|满意度|首次响应|结案|报修|维修|办结|处理人|故障",
    "leads": r"\b(?:leads?|prospects?|enquir(?:y|ies)|inquir(?:y|ies)|converted|mql|sql|lead status)\b|线索|潜客|意向|查询|询盘|客资|留资|首次跟进|转化|跟进状态|跟进阶段",
    "invoices": r"\b(?:invoices?|due|overdue|balance|outstanding|aging|ageing|dispute\w*|receivables?|amount paid|payment terms|terms)\b"
    r"|应收|发票|开票|回款|账期|到期|核销|逾期|收款|欠款|催收|账龄|结清",
    "spend": r"\b(?:impr|impressions?|clicks?|ctr|cpc|cpm|cpa|cpl|roas|conversions?|campaign|ad ?(?:set|group)s?|ad spend|reach|amount spent|cost per)\b"
    r"|展现|展示|点击|消费|消耗|投放|曝光|推广|转化|行销|花费|广告|千次",
    "targets": r"\b(?:targets?|quotas?|goals?|attainment|kpi|actuals?|variance|achieved|achievement|stretch)\b|目标|指标|考核|达成|完成率|实际|完成值|任务|权重|同比",
    "interactions": r"\b(?:calls?|visit\w*|activit(?:y|ies)|task|meetings?|outcome|disposition|duration|touchpoint|attendees|talk)\b"
    r"|拜访|通话|跟进|呼叫|签到|沟通|来电|去电|回访|联系方式|走访|录音|振铃|会议|互动|接听|挂断|外呼|ivr",
    "surveys": r"\b(?:responses?|respondent|survey|question\w*|recorded|nps|csat|ces|promoter|likert|score|scale)\b|答卷|答题|问卷|题目|调查|调研|评分|得分|量表|维度|满分",
}
TELLING, MOST_TELLS = 0.8, 6
NEARLY = 0.85  # share of different ids from which a list of customers may have some twice
WITNESS = 0.8  # what a column whose cells are all words of its codes speaks for a table
WEAK, MANY = -2.0, 4  # how little may speak for a table that takes so many columns
CONTACTS = re.compile(r"\b(?:call|visit|activity|task|meeting|conversation|touchpoint)s?\b|通话|拜访|跟进|回访|走访|外呼|活动")
OWN_ID = 3.0  # a table without ids whose rows have one all the same, such as the number of a call
LONE_QUESTION = 3.0  # what speaks against a survey of one question
OWED = 2.5  # a day to pay by beside what was paid
BY_MONTH = 8.0  # a table that takes months side by side: its ids stand once
BARE_NAMES = ("name", "名称", "姓名")
GOODS = ("product", "product_id", "quantity", "unit_price", "category")


def propose(header: Sequence[str], sample: Sequence[Sequence[str | None]], table: str | None = None) -> Proposal:
    """The table and the columns that a sheet most likely has; with ``table`` given, the best match against that table.

    The order of the sheet's columns does not change what they are taken for. KeyError for an unknown table.
    """
    columns = columns_of(header, sample)
    if table is not None:
        return against(TABLES[table], columns)
    if preset := presets.recognised(header):
        proposal = against(TABLES[preset.table], columns)
        return replace(proposal, confidence=round(PRESET * (0.6 if proposal.missing else 1), 2))
    proposals = {name: against(TABLES[name], columns) for name in TABLES}
    evidence, spoken = {name: _evidence(name, proposals, columns) for name in proposals}, speaks(_said(columns))
    scores = {name: evidence[name] + spoken[name] for name in proposals}
    best = max(scores, key=lambda name: (scores[name], name))
    known = sum(match.target is not None for match in proposals[best].matches)
    if evidence[best] <= (WEAK if known >= MANY else 0.0):
        return Proposal(None, 0.0, tuple(Match(column.position, None, 0.0, "none") for column in columns), ())
    ahead = scores[best] - max((score for name, score in scores.items() if name != best), default=0.0)
    sure = min(0.99, 0.6 + 0.06 * ahead) * (0.6 if proposals[best].missing else 1)
    return replace(proposals[best], confidence=round(sure, 2))


def _said(columns: Sequence[SheetColumn]) -> list[str]:
    """The headers whose words speak for tables: quarters and weeks side by side do not, whatever tables those words are usual in."""
    beside = {c.position for c in by_month(columns) if length_of(period_of(c.said) or "") != MONTH}
    return [c.said for c in columns if c.position not in beside]


def _evidence(name: str, proposals: Mapping[str, Proposal], columns: Sequence[SheetColumn]) -> float:
    """How much speaks for a sheet being table ``name``: what it supplies, how few other tables know the same, whether ids repeat."""
    proposal, table = proposals[name], TABLES[name]
    claims = Counter(match.column for other in proposals.values() for match in other.matches if match.target)
    score = -(5.0 if name == "customers" else 3.0) * len(proposal.missing) + _PRIOR.get(name, 0.0)
    for target, matches in _by_target(proposal).items():
        sure = matches[0].reason != "fallback_id"
        own = (3.0 if target == _IDENTITY[name] and sure else 0.0) + (2.0 if target in table.required else 0.0) + 1.0
        score += own * max(match.confidence / claims[match.column] for match in matches)
    score += WITNESS * sum(_spoken(table, match, columns[match.column]) for match in proposal.matches if match.target)
    told = sum(bool(re.search(_TELLS[name], " ".join(column.words))) for column in columns)
    repeated = _by_month(proposal, columns) if any(match.reason == "month" for match in proposal.matches) else _repetition(name, proposals, columns)
    return (
        score + TELLING * min(told, MOST_TELLS) + repeated - _receivable(proposal, columns) - _lone_question(proposal, told) + _own_id(name, columns)
    )


def _own_id(name: str, columns: Sequence[SheetColumn]) -> float:
    """What numbers of calls and visits, each standing once, say for contacts, which need none."""
    named = (column for column in columns if CONTACTS.search(" ".join(column.words)) and "#" in stem(column.said) and column.distinct >= 0.99)
    return OWN_ID if name == "interactions" and any(named) else 0.0


def _lone_question(proposal: Proposal, told: int) -> float:
    """What speaks against a survey of one question that hardly says that it is one: things are rated in any list."""
    found = _by_target(proposal)
    lone = proposal.table == "surveys" and "question" not in found and len(found.get("score", ())) < FEW
    return LONE_QUESTION if lone and told < FEW else 0.0


def _by_month(proposal: Proposal, columns: Sequence[SheetColumn]) -> float:
    """What months side by side say: goals need a word for them, or people and places that have goals; a bare name is a customer's."""
    if proposal.table != "targets":
        return BY_MONTH if not proposal.missing else 0.0
    found = _by_target(proposal)
    aimed = any(name in found for name in ("owner", "segment")) or any(re.search(_TELLS["targets"], " ".join(c.words)) for c in columns)
    named = "name" in found and columns[found["name"][0].column].key not in BARE_NAMES
    return BY_MONTH if aimed or named else 0.0


def _spoken(table: Table, match: Match, column: SheetColumn) -> float:
    """The share of a column's cells that are words of the codes it would hold; 0 for other columns."""
    codes = _codes(table.name, match.target or "")
    return sum(code_key(cell) in codes for cell in column.cells) / len(column.cells) if codes and column.cells else 0.0


@cache
def _codes(table: str, column: str) -> frozenset[str]:
    """All words of a column of codes."""
    return frozenset(code_key(word) for code, words in TABLES[table][column].values.items() for word in (code, *words))


def _receivable(proposal: Proposal, columns: Sequence[SheetColumn]) -> float:
    """What speaks against orders: numbers of invoices, of known customers, and nothing that was sold; against invoices: nobody to pay; for them: when."""
    found = _by_target(proposal)
    if proposal.table == "invoices":
        owed = "due_on" in found and any(name in found for name in ("paid_on", "paid_amount", "disputed"))
        return (4.0 if "customer_id" not in found else 0.0) - (OWED if owed else 0.0)
    if proposal.table != "orders" or "customer_id" not in found or any(name in found for name in GOODS):
        return 0.0
    said = " ".join(" ".join(columns[match.column].words) for name in ("order_id", "ordered_at") for match in found.get(name, ()))
    return 4.0 if re.search(r"invoice|bill\b|应收|发票|开票|账单", said) else 0.0


def _by_target(proposal: Proposal) -> dict[str, list[Match]]:
    """Target → its columns: one, or the many questions of a survey."""
    found: dict[str, list[Match]] = defaultdict(list)
    for match in proposal.matches:
        if match.target:
            found[match.target].append(match)
    return found


def _repetition(name: str, proposals: Mapping[str, Proposal], columns: Sequence[SheetColumn]) -> float:
    """What the customers' ids say: each stands once in a list of customers, and usually more than once in any other.

    A customer's name, a day and an amount are an order, though each customer has only one: a list of customers says more of them.
    """
    ids = [columns[match.column] for match in proposals[name].matches if match.target == "customer_id"]
    if not ids or len(ids[0].cells) < 3:
        return 0.0
    once, nearly = ids[0].distinct >= 0.99, ids[0].distinct >= NEARLY
    bought = {"ordered_at", "amount"} <= _by_target(proposals["orders"]).keys() and not proposals["orders"].missing
    if bought and once and name in ("orders", "customers") and not _by_target(proposals["customers"]).keys() - {"customer_id", "name"}:
        return 0.0
    if "customer_id" in TABLES[name].key[:1]:
        return 1.5 if once else 0.0 if nearly else -3.0
    return -2.0 if once else 0.0 if nearly else 2.0
