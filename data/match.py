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

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from data.headers import SheetColumn, folded, words_of
from data.scales import CODES
from data.schema import TABLES, Table

FEW = 2  # questions that make a survey of a sheet without ids of responses
READABLE = 0.5  # share of the non-blank values that a column must read as, to keep the target its header names
ACCEPTED, MARGIN = 0.8, 0.04  # of a similar header: least likeness, and how far the runner-up must stay behind

# Words that a likeness must not pass over: "ship date" is no date of order, 退款金额 no amount.
_GUARD = re.compile(
    r"\b(?:ship(?:p(?:ing|ed))?|shipment|deliver(?:y|ed)?|due|refund(?:ed)?|return(?:ed)?|tax(?:es)?|discount|cancel(?:l?ed)?|updated?|modified|birth"
    r"|fee|cost|freight|previous|last|first|expected|estimated|parent|count|average|avg|max|min|compare|method|type|status|mode|address|zip|postal"
    r"|target|budget|ip|index|notes?|paid|pay(?:ment)?|billing|referrer)\b"
    r"|退|税|运费|发货|收货|取消|更新|修改|出生|优惠|预计|计划|[上首末]次|最后|最近|推荐|父|成本|平均|累计|到期|目标|未|券|联系|备注"
)
_SMALL_WORDS = frozenset(("the", "of", "a", "an", "my", "our", "in", "usd", "eur", "gbp", "cny", "rmb", "hkd"))

# Where several headers say the same, the one that stands first here is taken; others follow in the schema's order.
_PREFERRED: dict[str, tuple[str, ...]] = {
    "amount": (
        "买家实际支付金额", "实付金额", "实付款", "实收金额", "支付金额", "结算金额", "paid amount", "line total", "成交金额", "sales amount",
        "amount", "sales", "金额", "销售额", "销售金额", "net amount", "total", "revenue", "消费金额", "交易金额", "订单金额", "order amount",
    ),
    "ordered_at": (
        "order date", "ordered at", "order datetime", "order time", "invoice date", "purchase date", "purchased at", "transaction date",
        "sale date", "sales date", "下单时间", "订单创建时间", "订单时间", "下单日期", "订单日期", "交易时间", "交易日期", "购买时间", "购买日期",
        "销售日期", "消费时间", "消费日期", "成交时间", "成交日期", "close date", "closed date", "closing date",
        "预计成交日期", "预计成交时间", "created at", "创建时间",
    ),
}  # fmt: skip
# A header that gives an export away → headers of that export that do not mean what they say elsewhere.
_EXPORTS = {
    "financialstatus": {"name": "order_id"},  # Shopify: "#1001"
    "quantitypurchased": {"itemprice": "amount"},  # Amazon: the price of the line, not of the piece
}
_FILLED = re.compile("(?:订单|交易|商品|产品|客户|会员|买家|本单|本次|单据|销售|下单|购买|系统|店铺|总|原始|的)+")
# Columns that may identify a customer where no id does, best first, with the confidence that such an id deserves.
_COMPANIES = ("account name", "company name", "公司名称", "企业名称")
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
_PERSONS = ("客户名称", "customer name", "client name", "buyer name", "客户姓名", "会员姓名", "买家姓名", "顾客姓名")
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

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}(?:\.0)?")


@dataclass(frozen=True)
class Match:
    """What one sheet column is taken for: position, canonical column (None: kept as an attribute), confidence 0..1, reason code.

    Reasons: synonym (the header says so), similar (the header nearly says so), values (its cells do), derived (quantity and
    unit price that supply the amount), question (a question of a survey: its cells are answers), fallback_id (the best identifier
    there is), unlike (the header is known, the cells are not of its kind), none.
    """

    column: int
    target: str | None
    confidence: float
    reason: str


@dataclass(frozen=True)
class Proposal:
    """What a sheet is taken for. ``matches`` has one entry a sheet column, in order; ``missing`` the required columns nothing supplies."""

    table: str | None
    confidence: float
    matches: tuple[Match, ...]
    missing: tuple[str, ...]


@cache
def _synonyms(name: str) -> dict[str, tuple[str, int]]:
    """Folded header → canonical column and its rank among that column's headers (0 is preferred)."""
    known: dict[str, tuple[str, int]] = {}
    for column in TABLES[name].columns:
        preferred = _PREFERRED.get(column.name, ()) if name == "orders" else ()
        for rank, synonym in enumerate(dict.fromkeys((*preferred, *column.synonyms, column.name))):
            known.setdefault(folded(synonym), (column.name, rank))
    return known


def against(table: Table, columns: Sequence[SheetColumn]) -> Proposal:
    """The best match of the columns with one table: one-to-one, but for the questions of a survey."""
    found: dict[str, Match] = {}
    _by_header(table, columns, found)
    _by_likeness(table, columns, found)
    _by_values(table, columns, found)
    _fallback_id(table, columns, found)
    if table.name == "orders":
        _stand_in(found)
        _derive(found)
    asked = _questions(columns, found) if table.name == "surveys" else []
    matches = {match.column: match for match in (*found.values(), *asked)}
    supplied = {match.target for match in matches.values()} | _implied(table, found, asked)
    missing = tuple(name for name in table.required if name not in supplied)
    told = tuple(matches.get(column.position, Match(column.position, None, 0.0, _why_not(table, column))) for column in columns)
    sure = min((found[name].confidence for name in table.required if name in found), default=0.0)
    return Proposal(table.name, round(sure * (0.5 if missing else 1), 2), told, missing)


def _implied(table: Table, found: Mapping[str, Match], asked: Sequence[Match]) -> set[str]:
    """Required columns that others supply: an order's amount, the questions and responses of a survey."""
    amount = {"amount"} if table.name == "orders" and {"quantity", "unit_price"} <= found.keys() else set()
    return amount | ({"question", "response_id", "score"} if asked else set())


def _why_not(table: Table, column: SheetColumn) -> str:
    """Why a column is kept as an attribute: unlike when its header is known but its cells are something else, none otherwise."""
    claim = _synonyms(table.name).get(column.key)
    return "unlike" if claim and column.reads(table[claim[0]].kind) < READABLE else "none"


def _special(keys: set[str]) -> dict[str, str]:
    """Headers that mean something of their own in the export that the other headers give away."""
    return {key: target for tell, meanings in _EXPORTS.items() if tell in keys for key, target in meanings.items()}


def _by_header(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give each target the preferred one of the columns whose header is a synonym and whose cells do not deny it."""
    known = _synonyms(table.name)
    claims: dict[str, list[tuple[tuple[bool, int], SheetColumn, float]]] = defaultdict(list)
    special = _special({column.key for column in columns}) if table.name == "orders" else {}
    for column in columns:
        exact = (special[column.key], 0) if column.key in special else known.get(column.key)
        claim = exact or known.get(column.bare) or _either(column, known)
        if claim and not _other_unit(claim[0], column.said) and (share := column.reads(table[claim[0]].kind)) >= READABLE:
            sure = (0.98 if exact else 0.9) * (0.6 + 0.4 * share)
            claims[claim[0]].append(((not column.cells, claim[1]), column, sure))
    for target, rivals in claims.items():
        _, column, sure = min(rivals, key=lambda rival: (rival[0], -rival[2], rival[1].order))
        found[target] = Match(column.position, target, round(sure, 2), "synonym")


def _other_unit(target: str, said: str) -> bool:
    """Whether a header states another unit than the column that it would be taken for: seconds are no minutes."""
    return (
        target == "minutes"
        and re.search(r"[(（]\s*(s|sec|secs|seconds|h|hrs?|hours|秒|小时|时)\s*[)）]|seconds|秒$", said, re.IGNORECASE) is not None
    )


def _either(column: SheetColumn, known: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    """What a header says in two languages: 來源 Source, where both halves mean the same or one means nothing."""
    halves = ["".join(w for w in column.words if not w.isascii()), "".join(w for w in column.words if w.isascii())]
    claims = [claim for half in halves if half and (claim := known.get(half))]
    return claims[0] if all(halves) and len({target for target, _ in claims}) == 1 else None


def _by_likeness(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give free targets the columns whose header is nearly a synonym of theirs, where neither has a close rival."""
    known, taken = _synonyms(table.name), {match.column for match in found.values()}
    claims: dict[str, list[tuple[float, SheetColumn]]] = defaultdict(list)
    for column in columns:
        if column.position in taken or not column.cells or column.key in known or column.bare in known:
            continue
        likeness: dict[str, float] = defaultdict(float)
        for synonym, (target, _) in known.items():
            likeness[target] = max(likeness[target], _likeness(column, synonym, table, target))
        (first, best), (_, second) = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))[:2]
        if best >= ACCEPTED and best - second >= MARGIN and first not in found and column.reads(table[first].kind) >= 0.9:
            claims[first].append((best, column))
    for target, rivals in claims.items():
        rivals.sort(key=lambda rival: -rival[0])
        if len(rivals) == 1 or rivals[0][0] - rivals[1][0] >= MARGIN:
            found[target] = Match(rivals[0][1].position, target, round(rivals[0][0] * 0.9, 2), "similar")


def _likeness(column: SheetColumn, synonym: str, table: Table, target: str) -> float:
    """How surely a header means a synonym (0..1): a slip of the pen, other word order, or a Chinese filler in front."""
    if any(guard not in synonym for guard in _guards(column.words)):
        return 0.0
    if not synonym.isascii():
        filler = column.key.removesuffix(synonym)
        return 0.88 if len(synonym) >= 3 and filler != column.key and _FILLED.fullmatch(filler) else 0.0
    if _word_sets(table.name).get(frozenset(column.words) - _SMALL_WORDS) == target:
        return 0.9
    shorter = min(len(column.key), len(synonym))  # contract is no slip for contact: short words have real neighbours
    slips = 0 if shorter < 9 else 1 if shorter < 14 else 2
    return fuzz.ratio(column.key, synonym) / 100 if slips and OSA.distance(column.key, synonym, score_cutoff=slips) <= slips else 0.0


@lru_cache(maxsize=4096)
def _guards(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a header that a likeness must not pass over."""
    return tuple(_GUARD.findall(" ".join(words)))


@cache
def _word_sets(name: str) -> dict[frozenset[str], str]:
    """The words of each synonym of two or more words, in no order → its column."""
    sets = {frozenset(words_of(synonym)) - _SMALL_WORDS: column.name for column in TABLES[name].columns for synonym in column.synonyms}
    return {words: name for words, name in sets.items() if len(words) >= 2}


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
    if len(asked) < (1 if "response_id" in found else FEW):
        return []
    found.pop("score", None)
    return [Match(column.position, "score", 0.85, "question") for column in asked]


def _rated(column: SheetColumn) -> bool:
    """Whether the cells are answers on a scale: whole numbers from 0 to 11 or codes for no answer, of which at least three differ."""
    values = {cell.strip().removesuffix(".0") for cell in column.cells}
    numbers = {int(value) for value in values if value.isdecimal() and len(value) <= 3}
    whole = sum(cell.strip().removesuffix(".0").isdecimal() for cell in column.cells)
    return len(numbers) >= 3 and max(numbers - CODES, default=0) in range(4, 12) and whole >= 0.8 * len(column.cells)


def _stand_in(found: dict[str, Match]) -> None:
    """Let the day of payment stand in where an orders sheet has no day of order."""
    if "ordered_at" not in found and "paid_at" in found:
        found["ordered_at"] = replace(found.pop("paid_at"), target="ordered_at", confidence=0.75, reason="similar")


def _fallback_id(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Without an id, let the best other identifier be the customer: company, e-mail, phone, at last a person's name."""
    if "customer_id" in found or "customer_id" not in table.required:
        return
    for synonyms, sure in _FALLBACK_IDS:
        rank = {folded(synonym): i for i, synonym in enumerate(synonyms)}
        fit = [column for column in columns if column.key in rank and (table.name != "customers" or column.distinct >= 0.95 or not column.cells)]
        if fit:
            column = min(fit, key=lambda one: (not one.cells, rank[one.key], one.order))
            for target in [name for name, match in found.items() if match.column == column.position]:
                del found[target]
            found["customer_id"] = Match(column.position, "customer_id", sure, "fallback_id")
            return


def _derive(found: dict[str, Match]) -> None:
    """Say of quantity and unit price that they supply the amount, where no column does."""
    if "amount" not in found and {"quantity", "unit_price"} <= found.keys():
        for target in ("quantity", "unit_price"):
            found[target] = replace(found[target], reason="derived")
