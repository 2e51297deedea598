"""Which table a sheet is: what each table can take of it, how few others could take the same, what its ids and words say."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.headers import SheetColumn, columns_of
from data.match import Match, Proposal, against
from data.schema import TABLES, Table

# The column that gives a table away, and the tables that most sheets are.
_IDENTITY = {
    "orders": "order_id", "customers": "customer_id", "interactions": "kind", "tickets": "ticket_id", "surveys": "response_id", "leads": "lead_id",
    "invoices": "invoice_id", "spend": "amount", "targets": "target",
}  # fmt: skip
_PRIOR = {"orders": 1.0, "customers": 0.5}
# Words that headers of one table are full of, and how many of them count.
_TELLS = {
    "tickets": r"\b(?:ticket|case|issue|incident|resolution|sla|reopens?|assignee)\b|工单|投诉|受理|售后|坐席|座席|满意度",
    "leads": r"\b(?:leads?|prospect|enquiry|inquiry|converted)\b|线索|潜客|意向|查询|询盘",
    "invoices": r"\b(?:due|overdue|balance|outstanding|aging)\b|应收|发票|开票|回款|账期|到期|核销|逾期|收款",
    "spend": r"\b(?:impr|impressions?|clicks?|ctr|cpc|cpm|roas|conversions?|campaign|reach)\b|展现|展示|点击|消费|消耗|投放|曝光|推广|转化|行销",
    "targets": r"\b(?:targets?|quota|goals?|attainment|kpi)\b|目标|指标|考核|达成|完成率",
    "interactions": r"\b(?:call|visit|activity|task|meeting|outcome|disposition)\b|拜访|通话|跟进|呼叫|签到|沟通|来电|去电|回访",
    "surveys": r"\b(?:response|respondent|survey|question|recorded)\b|答卷|答题|问卷|题目|调查",
}
TELLING, MOST_TELLS = 0.8, 4


def propose(header: Sequence[str], sample: Sequence[Sequence[str | None]], table: str | None = None) -> Proposal:
    """The table and the columns that a sheet most likely has; with ``table`` given, the best match against that table.

    The order of the sheet's columns does not change what they are taken for. KeyError for an unknown table.
    """
    columns = columns_of(header, sample)
    if table is not None:
        return against(TABLES[table], columns)
    proposals = {name: against(TABLES[name], columns) for name in TABLES}
    scores = {name: _evidence(name, proposals, columns) for name in proposals}
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] <= 0:
        return Proposal(None, 0.0, tuple(Match(column.position, None, 0.0, "none") for column in columns), ())
    ahead = scores[best] - max((score for name, score in scores.items() if name != best), default=0.0)
    sure = min(0.99, 0.6 + 0.06 * ahead) * (0.6 if proposals[best].missing else 1)
    return replace(proposals[best], confidence=round(sure, 2))


def _evidence(name: str, proposals: Mapping[str, Proposal], columns: Sequence[SheetColumn]) -> float:
    """How much speaks for a sheet being table ``name``: what it supplies, how few other tables know the same, whether ids repeat."""
    proposal, table = proposals[name], TABLES[name]
    claims = Counter(match.column for other in proposals.values() for match in other.matches if match.target)
    score = -(5.0 if name == "customers" else 3.0) * len(proposal.missing) + _PRIOR.get(name, 0.0)
    for target, matches in _by_target(proposal).items():
        sure = matches[0].reason != "fallback_id"
        own = (3.0 if target == _IDENTITY[name] and sure else 0.0) + (2.0 if target in table.required else 0.0) + 1.0
        score += own * max(match.confidence / claims[match.column] for match in matches)
    told = sum(bool(re.search(_TELLS[name], " ".join(column.words))) for column in columns) if name in _TELLS else 0
    return score + TELLING * min(told, MOST_TELLS) + _repetition(proposal, table, columns)


def _by_target(proposal: Proposal) -> dict[str, list[Match]]:
    """Target → its columns: one, or the many questions of a survey."""
    found: dict[str, list[Match]] = defaultdict(list)
    for match in proposal.matches:
        if match.target:
            found[match.target].append(match)
    return found


def _repetition(proposal: Proposal, table: Table, columns: Sequence[SheetColumn]) -> float:
    """What the customers' ids say: each stands once in a list of customers, and usually more than once in any other."""
    ids = [columns[match.column] for match in proposal.matches if match.target == "customer_id"]
    if not ids or len(ids[0].cells) < 3:
        return 0.0
    once, nearly = ids[0].distinct >= 0.99, ids[0].distinct >= 0.95
    if "customer_id" in table.key[:1]:
        return 1.5 if once else 0.0 if nearly else -3.0
    return -2.0 if once else 0.0 if nearly else 2.0
