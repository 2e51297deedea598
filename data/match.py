"""What each column of a sheet is taken for: its header first, its values as a witness, never as the only ground for an id.

A header is folded (case, width, script, camelCase, punctuation, units in brackets) and looked up among the synonyms of
`data.schema`; then close spellings are tried; then columns of e-mails and phone numbers are known by their values. One
column takes one target. A required target is only ever given to a column whose header says so.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data import presets
from data.headers import SMALL_WORDS, SheetColumn, folded, month_of, stem, words_of
from data.scales import CODES, score_of
from data.schema import TABLES, Table

WORDED = 0.6  # share of answers in words that make a column a question of a survey
MONTHS = 3  # columns whose headers are months, from which they are values side by side
FEW = 2  # questions that make a survey of a sheet without ids of responses
ACCEPT = 0.75  # confidence from which a column is taken without asking; what is below is proposed for a look
READABLE = 0.5  # share of the non-blank values that a column must read as, to keep the target its header names
PRESET, EXACT, STEM, STRIPPED, GENERIC = (
    0.99,
    0.98,
    0.92,
    0.86,
    0.82,
)  # of a header: to the letter, in other words, without the table's noun, any number at all
ACCEPTED, MARGIN = 0.8, 0.04  # of a similar header: least likeness, and how far the runner-up must stay behind

# Words that a likeness must not pass over: "ship date" is no date of order, 退款金额 no amount.
_GUARD = re.compile(
    r"\b(?:ship(?:p(?:ing|ed))?|shipment|deliver(?:y|ed)?|due|refund(?:ed)?|return(?:ed)?|tax(?:es)?|discount|cancel(?:l?ed)?|updated?|modified|birth"
    r"|fee|cost|freight|previous|last|first|expected|estimated|parent|count|average|avg|max|min|compare|method|type|status|mode|address|zip|postal"
    r"|target|budget|ip|index|notes?|paid|pay(?:ment)?|billing|referrer)\b"
    r"|退|税|运费|发货|收货|取消|更新|修改|出生|优惠|预计|计划|[上首末]次|最后|最近|推荐|父|成本|平均|累计|到期|目标|未|券|联系|备注"
)
# Where several headers say the same, the one that stands first here is taken; others follow in the schema's order.
_PREFERRED: dict[tuple[str, str], tuple[str, ...]] = {
    ("orders", "amount"): (
        "买家实际支付金额", "实付金额", "实付款", "实收金额", "支付金额", "结算金额", "paid amount", "line total", "成交金额", "sales amount",
        "amount", "sales", "金额", "销售额", "销售金额", "net amount", "total", "revenue", "消费金额", "交易金额", "订单金额", "order amount",
    ),
    ("orders", "ordered_at"): (
        "order date", "ordered at", "order datetime", "order time", "invoice date", "purchase date", "purchased at", "transaction date",
        "sale date", "sales date", "下单时间", "订单创建时间", "订单时间", "下单日期", "订单日期", "交易时间", "交易日期", "购买时间", "购买日期",
        "销售日期", "消费时间", "消费日期", "成交时间", "成交日期", "close date", "closed date", "closing date",
        "预计成交日期", "预计成交时间", "created at", "创建时间",
    ),
    ("orders", "discount"): ("优惠金额", "折扣金额", "discount amount", "total discount", "discount total"),
    ("tickets", "topic"): ("topic", "category", "case reason", "reason", "问题分类", "问题类别", "工单分类", "投诉原因", "问题类型"),
    ("surveys", "instrument"): ("instrument", "metric", "metric type", "survey type", "量表类型", "指标类型"),
    ("surveys", "answered_at"): ("answered at", "recorded date", "submitted at", "response date", "completed at", "提交时间", "end date"),
    ("spend", "leads"): ("leads", "线索数", "线索量", "表单提交数", "表单线索量", "名单数", "number of leads", "leads generated"),
    ("targets", "owner"): ("owner", "assigned to", "quota owner", "quota owner full name", "负责人", "责任人", "salesperson", "sales rep"),
}  # fmt: skip
_GENERIC = frozenset(
    folded(word)
    for word in (
        "id",
        "no",
        "number",
        "num",
        "ref",
        "ref no",
        "reference",
        "reference no",
        "key",
        "record id",
        "record",
        "serial",
        "编号",
        "单号",
        "流水号",
    )
)  # headers of any number at all
_OTHER_ACCOUNTS = frozenset(folded(word) for word in ("account code", "gl account", "ledger account", "bank account", "nominal code"))  # of the books
_BARE_CUSTOMERS = frozenset(
    folded(word) for word in ("customer", "client", "buyer", "account", "member", "客户", "顾客", "买家", "会员", "debtor", "payer")
)
_FIRMS = frozenset(
    folded(word)
    for word in ("company", "company name", "account name", "organization", "organisation", "organization name", "organisation name", "firm",
                 "firm name", "business name", "business", "customer company", "公司", "公司名称", "企业", "企业名称", "单位", "单位名称")
)  # fmt: skip
_NAMES = (("name",), ("名称",), ("organization",), ("id",), ("source",), ("type",), ("类型",))  # say too little without the noun
# The nouns of a table, which its headers may carry in front: the ticket's created date, 线索的来源.
_NOUNS: dict[str, tuple[str, ...]] = {
    "orders": (
        "order",
        "orders",
        "sale",
        "sales",
        "transaction",
        "purchase",
        "deal",
        "opportunity",
        "订单",
        "销售",
        "交易",
        "商机",
        "合同",
        "本单",
        "消费",
    ),
    "customers": (
        "customer",
        "customers",
        "client",
        "member",
        "account",
        "contact",
        "person",
        "user",
        "properties",
        "客户",
        "会员",
        "顾客",
        "用户",
        "企业",
    ),
    "interactions": (
        "activity",
        "interaction",
        "call",
        "visit",
        "meeting",
        "engagement",
        "task",
        "event",
        "活动",
        "互动",
        "通话",
        "拜访",
        "跟进",
        "沟通",
        "回访",
    ),
    "tickets": (
        "ticket",
        "tickets",
        "case",
        "issue",
        "incident",
        "request",
        "conversation",
        "complaint",
        "工单",
        "服务单",
        "投诉",
        "案件",
        "售后",
        "事件",
    ),
    "surveys": ("survey", "surveys", "response", "questionnaire", "问卷", "答卷", "调查", "调研"),
    "leads": ("lead", "leads", "prospect", "enquiry", "inquiry", "opportunity", "线索", "潜客", "商机", "询盘", "客资"),
    "invoices": ("invoice", "invoices", "bill", "billing", "发票", "账单", "应收", "应收单", "开票", "帐单"),
    "spend": ("ad", "ads", "advertising", "marketing", "media", "广告", "推广", "投放", "营销", "市场", "行销"),
    "targets": ("target", "goal", "quota", "kpi", "目标", "指标", "考核"),
}
_FILLED = re.compile("(?:订单|交易|商品|产品|客户|会员|买家|本单|本次|单据|销售|下单|购买|系统|店铺|总|原始|的)+")
# Columns that may identify a customer where no id does, best first, with the confidence that such an id deserves.
_COMPANIES = (
    "account name", "company name", "company", "account", "organization", "organization name", "客户公司", "公司名称", "企业名称", "公司",
    "单位名称", "购货单位", "购货单位名称", "往来单位", "往来单位名称",
)  # fmt: skip
_EMAILS = (
    "email",
    "e-mail",
    "email address",
    "mail",
    "customer email",
    "buyer email",
    "contact email",
    "billing email",
    "email (billing)",
    "邮箱",
    "电子邮箱",
    "电子邮件",
    "邮件",
    "客户邮箱",
)
_PHONES = (
    "phone", "mobile", "telephone", "phone number", "mobile phone", "mobile number", "cell", "tel", "customer phone", "手机", "电话", "手机号",
    "联系电话", "手机号码", "联系手机", "移动电话", "客户手机", "客户电话", "买家手机", "收货人手机", "会员手机",
)  # fmt: skip
_PERSONS = (
    "客户名称", "customer name", "client name", "buyer name", "客户姓名", "会员姓名", "买家姓名", "顾客姓名", "客户全称", "客户简称",
    "contact name", "customer full name",
    "拜访客户", "关联客户", "所属客户", "跟进客户", "联系客户", "related to", "regarding", "contact",
)  # fmt: skip
_NAMED_ONLY = ("invoices", "interactions")  # tables without a column for the customer's name: a name there is the customer
NAMED = 0.78
_FALLBACK_IDS = ((_COMPANIES, 0.7), (_EMAILS, 0.7), (_PHONES, 0.65), (_PERSONS, 0.55))

# How a question of a survey begins or what it asks, and what asks for facts rather than opinions.
_ASKS = re.compile(
    r"^\s*[（(]?q\s*\d|^\s*\d+\s*[.、)）．:：]|[?？]|satisf|recommend|likel|agree|rate |rating|score|nps|netpro|csat|ces\b|effort|quality|service"
    r"|overall|满意|推荐|评价|评分|打分|程度|质量|服务|态度|感受|意愿|费力|认同|期望|感知|同意",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"age$|age group|how old|gender|income|education|occupation|county|country|zip|live|lang|purpose|purp\d|times|how (?:many|often)|fly|long"
    r"|getto|first|com\d|年龄|性别|收入|学历|职业|城市|地区|几次|多久|多少|频率",
    re.IGNORECASE,
)

_SURE_QUESTION = re.compile(r"(?i)recommend|\bnps\b|\bcsat\b|\bces\b|how satisfied|推荐.*(?:吗|程度|可能)|满意吗|满意程度|推荐意愿|净推荐")
_OPEN_QUESTION = re.compile(
    r"(?i)anything else|\bwhy\b|reason|comment|suggest|improve|tell us|feedback|in your own words|建议|意见|原因|为什么|其他|改进|不满"
)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}(?:\.0)?")


@dataclass(frozen=True)
class Match:
    """What one sheet column is taken for: position, canonical column (None: kept as an attribute), confidence 0..1, reason code.

    Reasons: preset (the export of a known system says so), synonym (the header says so), similar (the header nearly says so), values (its
    cells do), derived (quantity and unit price that supply the amount), question (a question of a survey: its cells are answers),
    month (the header is a month: its cells are amounts or goals),
    fallback_id (the best identifier there is), unlike (the header is known, the cells are not of its kind), none.
    """

    column: int
    target: str | None
    confidence: float
    reason: str


@dataclass(frozen=True)
class Proposal:
    """What a sheet is taken for. ``matches`` has one entry a sheet column, in order; ``missing`` the required columns nothing supplies.

    ``system`` names the system whose export it is, where its headers give it away.
    """

    table: str | None
    confidence: float
    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    system: str = ""


@dataclass(frozen=True)
class Claim:
    """What a header says: a canonical column, its rank among that column's headers (0 is preferred), and how sure that is before its cells speak."""

    target: str
    rank: int
    sure: float


@cache
def _synonyms(name: str) -> dict[str, Claim]:
    """Folded header → what it says of a table."""
    known: dict[str, Claim] = {}
    for column in TABLES[name].columns:
        preferred = _PREFERRED.get((name, column.name), ())
        for rank, synonym in enumerate(dict.fromkeys((*preferred, *column.synonyms, column.name))):
            known.setdefault(folded(synonym), Claim(column.name, rank, EXACT))
    return known


@cache
def _stems(name: str) -> dict[str, Claim]:
    """Stem of a header → what it says of a table; stems that two columns share say nothing."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for column in TABLES[name].columns:
        for rank, synonym in enumerate((*column.synonyms, column.name)):
            if said := stem(synonym):
                claims[said].append(Claim(column.name, rank, STEM))
    return {said: min(rivals, key=lambda claim: claim.rank) for said, rivals in claims.items() if len({claim.target for claim in rivals}) == 1}


def against(table: Table, columns: Sequence[SheetColumn]) -> Proposal:
    """The best match of the columns with one table: one-to-one, but for the questions of a survey and for months."""
    found: dict[str, Match] = {}
    preset = presets.recognised(column.said for column in columns)
    preset = preset if preset and preset.table == table.name else None
    left = _by_preset(table, preset, columns, found) if preset else columns
    _by_header(table, left, found)
    _by_likeness(table, left, found)
    _by_values(table, left, found)
    _fallback_id(table, columns, found)
    if table.name == "orders":
        _stand_in(found)
        _derive(found)
    asked = _questions(columns, found) if table.name == "surveys" else _months(table, columns, found)
    matches = {match.column: match for match in (*found.values(), *asked)}
    supplied = {match.target for match in matches.values()} | _implied(table, found, asked)
    missing = tuple(name for name in table.required if name not in supplied)
    told = tuple(matches.get(column.position, Match(column.position, None, 0.0, _why_not(table, column))) for column in columns)
    sure = min((found[name].confidence for name in table.required if name in found), default=0.0)
    return Proposal(table.name, round(sure * (0.5 if missing else 1), 2), told, missing, preset.system if preset else "")


def _implied(table: Table, found: Mapping[str, Match], asked: Sequence[Match]) -> set[str]:
    """Required columns that others supply: an order's amount, the questions and responses of a survey."""
    amount = {"amount"} if table.name == "orders" and {"quantity", "unit_price"} <= found.keys() else set()
    beside = {"surveys": {"question", "response_id", "score"}, "orders": {"ordered_at"}, "spend": {"month"}, "targets": {"period"}}
    return amount | (beside[table.name] if asked else set())


def _why_not(table: Table, column: SheetColumn) -> str:
    """Why a column is kept as an attribute: unlike when its header is known but its cells are something else, none otherwise."""
    claim = _synonyms(table.name).get(column.key)
    return "unlike" if claim and reading(column, claim.target, table) < READABLE else "none"


def claimed(table: Table, column: SheetColumn) -> Claim | None:
    """What the header of a column says of a table: to the letter, without brackets, in two languages, in other words, without its noun."""
    known = _synonyms(table.name)
    if column.key in _OTHER_ACCOUNTS:
        return None
    if (claim := known.get(column.key)) or (claim := known.get(column.bare)) or (claim := _either(column, known)):
        generic = column.key in _GENERIC
        return replace(claim, sure=GENERIC if generic else EXACT if column.key in known else STEM)
    if _other_unit("minutes", column.said):
        return None
    if custom := re.match(r"(?i)custom field \((.+)\)$", column.said):
        inner = known.get(folded(custom[1])) or _stems(table.name).get(stem(custom[1]))
        return inner and replace(inner, sure=STRIPPED)
    if (said := stem(column.said)) and (claim := _stems(table.name).get(said)):
        return claim
    for rest in _without_noun(table.name, column.words):
        if rest not in _NAMES and (claim := known.get("".join(rest)) or _stems(table.name).get(stem(" ".join(rest)))):
            return replace(claim, sure=STRIPPED, rank=claim.rank + 50)
    return None


def _by_preset(table: Table, preset: presets.Preset, columns: Sequence[SheetColumn], found: dict[str, Match]) -> list[SheetColumn]:
    """Give targets the columns that a known export names, filled ones first; returns the columns that it does not speak of."""
    named = {folded(header) for header, _ in preset.columns}
    offers: dict[str, list[tuple[bool, int, SheetColumn]]] = defaultdict(list)
    for rank, (header, target) in enumerate(preset.columns):
        for column in columns:
            if target and column.key == folded(header) and column.reads(table[target].kind) >= READABLE:
                offers[target].append((not column.cells, rank, column))
    for target, rivals in offers.items():
        column = min(rivals, key=lambda rival: (*rival[:2], rival[2].order))[2]
        found[target] = Match(column.position, target, PRESET, "preset")
    return [column for column in columns if column.key not in named]


def _without_noun(name: str, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A header without the table's own noun, in front or behind: ticket created date → created date."""
    nouns, rests = _NOUNS[name], []
    if len(words) > 1 and words[0] in nouns:
        rests.append(words[1:])
    if len(words) > 2 and words[-1] in nouns:
        rests.append(words[:-1])
    if words and not words[0].isascii():
        rests += [(words[0][len(noun) :], *words[1:]) for noun in nouns if words[0].startswith(noun) and len(words[0]) - len(noun) >= 2]
    return rests


def _by_header(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give each target the preferred one of the columns whose header says so and whose cells do not deny it."""
    claims: dict[str, list[tuple[tuple[bool, bool, int], SheetColumn, float]]] = defaultdict(list)
    for column in columns:
        claim = claimed(table, column)
        if claim and not _other_unit(claim.target, column.said) and (share := reading(column, claim.target, table)) >= READABLE:
            sure = claim.sure * (0.6 + 0.4 * share)
            claims[claim.target].append(((not column.cells, claim.sure <= STRIPPED, claim.rank), column, sure))
    for target, rivals in claims.items():
        if target in found:
            continue
        rivals.sort(key=lambda rival: (rival[0], -rival[2], rival[1].order))
        found[target] = Match(rivals[0][1].position, target, round(rivals[0][2], 2), "synonym")
    _names_of_customers(table, claims.get("customer_id", [])[1:], found)
    if (
        table.name == "customers"
        and "last_name" in found
        and "name" in found
        and any(column.key in _FIRMS for column in columns if column.position == found["name"].column)
    ):
        del found["name"]  # where people are listed, their company is no name of theirs


def _names_of_customers(table: Table, left: Sequence[tuple[tuple[bool, bool, int], SheetColumn, float]], found: dict[str, Match]) -> None:
    """A column that only says customer is the name where another one is the id."""
    target = {"orders": "customer_name", "customers": "name"}.get(table.name)
    named = [column for _, column, _ in left if column.key in _BARE_CUSTOMERS]
    if target and named and target not in found:
        found[target] = Match(named[0].position, target, STEM, "synonym")


def _other_unit(target: str, said: str) -> bool:
    """Whether a header states another unit than the column that it would be taken for: seconds are no minutes."""
    return (
        target == "minutes"
        and re.search(r"[(（]\s*(s|sec|secs|seconds|h|hrs?|hours|hh:mm(:ss)?|秒|小时|时)\s*[)）]|seconds|秒数?$", said, re.IGNORECASE) is not None
    )


def _either(column: SheetColumn, known: Mapping[str, Claim]) -> Claim | None:
    """What a header says in two languages: 來源 Source, where both halves mean the same or one means nothing."""
    halves = ["".join(w for w in column.words if not w.isascii()), "".join(w for w in column.words if w.isascii())]
    claims = [claim for half in halves if half and (claim := known.get(half))]
    return claims[0] if all(halves) and len({claim.target for claim in claims}) == 1 else None


def _by_likeness(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give free targets the columns whose header is nearly a synonym of theirs, where neither has a close rival."""
    taken = {match.column for match in found.values()}
    claims: dict[str, list[tuple[float, SheetColumn]]] = defaultdict(list)
    for column in columns:
        if column.position in taken or not column.cells or column.words == () or claimed(table, column):
            continue
        likeness: dict[str, float] = defaultdict(float)
        for synonym, alike in _alike(table.name, column.key, column.words).items():
            target = _synonyms(table.name)[synonym].target
            if all(guard in synonym for guard in _guards(column.words)):
                likeness[target] = max(likeness[target], alike)
        ranked = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))
        (first, best), second = ranked[0] if ranked else ("", 0.0), ranked[1][1] if len(ranked) > 1 else 0.0
        if best >= ACCEPTED and best - second >= MARGIN and first not in found and column.reads(table[first].kind) >= 0.9:
            claims[first].append((best, column))
    for target, rivals in claims.items():
        rivals.sort(key=lambda rival: -rival[0])
        if len(rivals) == 1 or rivals[0][0] - rivals[1][0] >= MARGIN:
            found[target] = Match(rivals[0][1].position, target, round(rivals[0][0] * 0.9, 2), "similar")


@lru_cache(maxsize=8192)
def _alike(name: str, key: str, words: tuple[str, ...]) -> dict[str, float]:
    """Synonyms that a header may mean, and how surely (0..1): a slip of the pen, other word order, or a Chinese filler in front."""
    alike: dict[str, float] = {}
    if synonym := _word_sets(name).get(frozenset(words) - SMALL_WORDS):
        alike[synonym] = 0.9
    for i in range(1, len(key) - 2):
        if key[i:] in _synonyms(name) and not key[i:].isascii() and _FILLED.fullmatch(key[:i]):
            alike[key[i:]] = max(alike.get(key[i:], 0.0), 0.88)
    for synonym, distance, _ in process.extract(key, _long_synonyms(name), scorer=OSA.distance, score_cutoff=2, limit=None) if len(key) >= 9 else ():
        if distance <= (1 if min(len(key), len(synonym)) < 14 else 2):  # contract is no slip for contact: short words have real neighbours
            alike[synonym] = max(alike.get(synonym, 0.0), fuzz.ratio(key, synonym) / 100)
    return alike


@cache
def _long_synonyms(name: str) -> tuple[str, ...]:
    """The synonyms that are long enough for a slip of the pen."""
    return tuple(synonym for synonym in _synonyms(name) if synonym.isascii() and len(synonym) >= 9)


@lru_cache(maxsize=4096)
def _guards(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a header that a likeness must not pass over."""
    return tuple(_GUARD.findall(" ".join(words)))


@cache
def _word_sets(name: str) -> dict[frozenset[str], str]:
    """The words of each synonym of two or more words, in no order → the synonym, folded."""
    sets = {frozenset(words_of(synonym)) - SMALL_WORDS: folded(synonym) for column in TABLES[name].columns for synonym in column.synonyms}
    return {words: synonym for words, synonym in sets.items() if len(words) >= 2}


def _by_values(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Know e-mails and mobile numbers of customers by their looks, whatever the header; never a required column."""
    known, taken = _synonyms(table.name), {match.column for match in found.values()}
    for target, pattern in (("email", _EMAIL), ("phone", _MOBILE)):
        if target not in table.names or target in found:
            continue
        alike = [
            column
            for column in columns
            if column.position not in taken and column.key not in known and len(column.cells) >= 3
            and sum(bool(pattern.fullmatch(cell.strip())) for cell in column.cells) >= 0.9 * len(column.cells)
        ]  # fmt: skip
        if len(alike) == 1:
            found[target] = Match(alike[0].position, target, 0.8, "values")


def _questions(columns: Sequence[SheetColumn], found: dict[str, Match]) -> list[Match]:
    """The columns of a survey that are questions, each answered with a few whole numbers; none where a column holds the questions."""
    if "question" in found:
        return []
    taken = {match.column for match in found.values() if match.target != "score"}
    asked = [c for c in columns if c.position not in taken and _ASKS.search(c.said) and not _FACTS.search(c.said) and _rated(c)]
    if len(asked) < (1 if "response_id" in found or any(_SURE_QUESTION.search(c.said) for c in asked) else FEW):
        return []
    found.pop("score", None)
    left = {c.position for c in asked} | taken
    open_ended = [c for c in columns if c.position not in left and c.cells and _OPEN_QUESTION.search(c.said) and c.distinct > 0.5 and not _rated(c)]
    if "comment" not in found and len(open_ended) == 1:
        found["comment"] = Match(open_ended[0].position, "comment", 0.8, "similar")
    return [Match(column.position, "score", 0.85, "question") for column in asked]


def _months(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> list[Match]:
    """The columns whose headers are months and whose cells are amounts or goals; none where a column holds the dates."""
    when, held = {"orders": ("ordered_at", "amount"), "spend": ("month", "amount"), "targets": ("period", "target")}.get(table.name, ("", ""))
    if not held or any(columns[match.column].cells for target, match in found.items() if target == when):
        return []
    named = [c for c in columns if month_of(c.said)]
    cells = sum(len(c.cells) for c in named)
    fit = sum(len(c.cells) * c.reads(table[held].kind) for c in named) >= READABLE * cells  # one cell that is none denies no month
    if not fit or len(named) < MONTHS or len({month_of(c.said) for c in named}) < len(named):
        return []
    taken = {c.position for c in named}
    for target in [target for target, match in found.items() if target in (when, held) or match.column in taken]:
        del found[target]
    return [Match(column.position, held, 0.9, "month") for column in named]


def reading(column: SheetColumn, target: str, table: Table) -> float:
    """The share of a column's cells that read as what it would be taken for; scores and ratings may be words: satisfied, 3星."""
    share = column.reads(table[target].kind)
    if target not in ("score", "rating") or not column.cells or share >= READABLE:
        return share
    return max(share, sum(score_of(cell) is not None or cell.strip().isdecimal() for cell in column.cells) / len(column.cells))


def _rated(column: SheetColumn) -> bool:
    """Whether the cells are answers on a scale: whole numbers from 0 to 11 or codes for no answer, of which at least three differ, or words."""
    worded = [score for cell in column.cells if not cell.strip().isdecimal() and (score := score_of(cell)) is not None]
    if len(worded) >= WORDED * len(column.cells) and len(set(worded)) >= 2:
        return True
    values = {cell.strip().removesuffix(".0") for cell in column.cells}
    numbers = {int(value) for value in values if value.isdecimal() and len(value) <= 3}
    whole = sum(cell.strip().removesuffix(".0").isdecimal() for cell in column.cells)
    return len(numbers) >= 3 and max(numbers - CODES, default=0) in range(4, 12) and whole >= 0.8 * len(column.cells)


def _stand_in(found: dict[str, Match]) -> None:
    """Let the day of payment stand in where an orders sheet has no day of order."""
    if "ordered_at" not in found and "paid_at" in found:
        found["ordered_at"] = replace(found.pop("paid_at"), target="ordered_at", confidence=0.75, reason="similar")


def _fallback_id(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Without an id, let the best other identifier be the customer: company, e-mail, phone, at last a person's name; of a lead no name."""
    target = {"leads": "lead_id"}.get(table.name, "customer_id")
    if target in found or target not in table.required:
        return
    once = table.key[:1] == (target,)
    fallbacks: tuple[tuple[tuple[str, ...], float], ...] = _FALLBACK_IDS[1:3] if target == "lead_id" else _FALLBACK_IDS
    if table.name in _NAMED_ONLY:
        fallbacks = ((_PERSONS, NAMED), (_COMPANIES, NAMED), *_FALLBACK_IDS[1:3])
    for synonyms, sure in fallbacks:
        rank = {folded(synonym): i for i, synonym in enumerate(synonyms)}
        fit = [column for column in columns if column.key in rank and (not once or column.distinct >= 0.95 or not column.cells)]
        if fit:
            column = min(fit, key=lambda one: (not one.cells, rank[one.key], one.order))
            for name in [name for name, match in found.items() if match.column == column.position]:
                del found[name]
            found[target] = Match(column.position, target, sure, "fallback_id")
            return


def _derive(found: dict[str, Match]) -> None:
    """Say of quantity and unit price that they supply the amount, where no column does."""
    if "amount" not in found and {"quantity", "unit_price"} <= found.keys():
        for target in ("quantity", "unit_price"):
            found[target] = replace(found[target], reason="derived")
