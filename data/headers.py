"""A sheet's columns as matching sees them: the header folded to its words, and how the cells read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.abbreviations import spelt, without_kind
from data.cell_texts import is_blank
from data.schema import Kind
from data.schema.declare import words
from data.simplified import SIMPLIFIED

LONGEST = 200  # characters of a header that are looked at
PROFILED = 200  # cells of a column that its profile looks at

# What names of columns say in many ways: which date or time, which number or code. One sign stands for each.
_SAME = {
    "date": "@", "time": "@", "datetime": "@", "timestamp": "@", "at": "@", "on": "@", "number": "#", "no": "#", "num": "#", "nr": "#",
    "id": "#", "identifier": "#", "code": "#", "key": "#", "created": "create", "creation": "create", "opened": "open", "closed": "close",
    "closing": "close", "closure": "close", "resolved": "resolve", "resolution": "resolve", "submitted": "submit", "submission": "submit",
    "ordered": "order", "invoiced": "invoice", "purchased": "purchase", "registered": "register", "registration": "register", "joined": "join",
    "joining": "join", "converted": "convert", "conversion": "convert", "qualified": "qualify", "qualification": "qualify", "amt": "amount",
    "qty": "quantity", "cust": "customer", "acct": "account", "desc": "description", "organisation": "organization", "telephone": "phone",
    "tel": "phone", "centre": "center", "catalogue": "catalog", "representative": "rep", "reference": "ref", "enquiry": "inquiry",
    "assigned": "assign", "assignee": "assign", "amnt": "amount", "dt": "@", "doc": "document", "curr": "currency", "qnty": "quantity",
    "inv": "invoice", "ord": "order", "prod": "product", "disc": "discount", "ph": "phone", "mob": "mobile", "dept": "department",
    "mgr": "manager", "pmt": "payment", "pymt": "payment", "recd": "received", "bal": "balance", "tot": "total", "pct": "percent",
    "val": "value", "resp": "response", "sev": "severity", "prio": "priority", "bill": "billing", "ship": "shipping", "shipped": "shipping",
    "cancelled": "cancel", "canceled": "cancel", "cancellation": "cancel", "signup": "register", "occurred": "occur", "occurrence": "occur",
    "answered": "answer", "completion": "complete", "completed": "complete", "received": "receive", "started": "start", "ended": "end",
    "posted": "post", "posting": "post", "issued": "issue", "settled": "settle", "settlement": "settle", "cleared": "clear", "clearing": "clear",
    "cus": "customer", "itm": "item", "mins": "minutes", "min": "minutes", "trans": "transaction", "txn": "transaction",
}  # fmt: skip
SMALL_WORDS = frozenset(("the", "of", "a", "an", "my", "our", "in", "your", "usd", "eur", "gbp", "cny", "rmb", "hkd", "utc", "gmt", "local"))
_SAME_ZH = (
    (re.compile("日期时间|日期|时间|时刻|日$"), "@"),
    (re.compile("编号|编码|代码|号码|代号|单号|id$|号$"), "#"),
    (re.compile("姓名|名称|名字"), "名"),
    (re.compile("金额|总额"), "额"),
    (re.compile("(?:客户|顾客|会员|买家|用户|客商)(?!昵称|名)"), "客"),
    (re.compile("数量|次数|个数|条数"), "数"),
    (re.compile("首次|首个|第一次"), "首"),
    (re.compile("响应|回复|应答"), "应"),
    (re.compile("办结|结案|完结"), "结"),
    (re.compile("的|之"), ""),
)
# What a header may carry besides, saying nothing of its own: the field of a system, whose it is, where it belongs.
_BESIDES = frozenset(
    words("user | users | cart | custom | cf | field | current | system | default | primary | main | full | info | information | details | detail"
          " | associated | related | linked | crm | hs")
)  # fmt: skip
_BESIDES_ZH = re.compile(
    "有赞|淘宝|天猫|京东|抖音|抖店|拼多多|快手|企微|小红书|所在|所属|归属|当前|系统|本次|人工|具体|详细|关联|对应|相关|大(?=客)|信息|填写|该"
)
_UNIT = re.compile(r"元|万元|千元|人民币|rmb|cny|usd|eur|gbp|hkd|[¥$€£%]|百分比|件|个|次|天|月|岁|人|pcs|days|years|months|k")
_SCALES = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "k": 10**3, "t": 10**3, "0": 10**3, "m": 10**6, "b": 10**9}
_MONEY = r"(?:(?:us|hk|nt|s|a|c)?\$|[€£¥]|usd|eur|gbp|cny|rmb|hkd|twd|sgd|aud|cad|jpy)"
_WORD = r"(?:thousands?|millions?|billions?)"
_SHORT = r"(?:'?000s?|k|mm|mn|mio|mln|m|bn)"
# How many one stands for, in English: in brackets, after "in" or a currency, or as a plural at the end; in Chinese at the end or before a bracket.
_SCALED = (
    re.compile(rf"[(\[{{]\s*(?:all )?(?:in )?(?:{_MONEY}\s*)?(?:in )?(?P<unit>{_WORD}|{_SHORT})(?:\s*(?:of )?{_MONEY})?\s*[)\]}}]"),
    re.compile(rf"(?:[\s,_/-]in (?:{_MONEY}\s*)?|(?<![a-z]){_MONEY}\s*)(?P<unit>{_WORD}|{_SHORT})\s*$"),
    re.compile(r"(?<!per)[\s,_/-](?P<unit>'000s?|(?:thousand|million|billion)s)\s*$"),
    re.compile(
        r"(?<![\d一二三四五六七八九十每])(?P<unit>千万|百万|万|千|亿)\s*(?:元|美元|港元|欧元|人民币|rmb)?\s*(?:[)\]】]|[(\[【][^()]*[)\]】])?\s*$"
    ),
)
_MAY_SCALE = re.compile(r"[千万亿(\[{]|thousand|million|billion|[kmnos]\s*$|000")
# Kinds whose cells can deny what a header says, and the kind that stands for them in a column's profile.
_PROFILES: dict[Kind, Kind] = {
    "date": "timestamp",
    "month": "month",
    "timestamp": "timestamp",
    "money": "number",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
}

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)\s*[-/._年 ]\s*(?P<month>\d{1,2})\s*(?:月份?)?(?:[-/.]0?1(?: 00:00(?::00)?)?)?",
        r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])",
        r"(?P<month>\d{1,2})[/.-](?P<year>20\d\d)",
        _NAMED + r"\.?[\s\-_/,']*(?P<year>(?:20)?\d\d)",
        r"(?P<year>20\d\d)[\s\-_/]*" + _NAMED,
        r"(?P<month>\d{1,2})\s*月份?",
        _NAMED + r"\.?",
    )
)  # fmt: skip
# What may stand beside a month in a header: what its cells are.
_BESIDE_MONTHS = re.compile(
    r"(?i)销售额|销售金额|销售|消费金额|消费|采购额|采购|进货额|金额|花费|费用|消耗|投放|目标值|目标|任务|指标|业绩|计划"
    r"|万元|千元|元|\b(?:sales|amount|revenue|spend|spent|cost|target|quota|goal|total|purchases|usd|eur|gbp|cny|rmb)\b"
)


@dataclass(frozen=True)
class SheetColumn:
    """One sheet column: position, header, folded header with and without brackets, its words, sampled cells and how they read."""

    position: int
    said: str
    key: str
    bare: str
    words: tuple[str, ...]
    cells: tuple[str, ...]
    distinct: float  # share of different values among the non-blank cells
    shares: Mapping[Kind, float]

    @property
    def order(self) -> tuple[str, int]:
        """A rank that depends on what the column says; where columns say the same, the first counts."""
        return self.key, self.position

    def reads(self, kind: Kind) -> float:
        """The share of the cells that read as ``kind``; 1 where there is no cell to speak against it."""
        return self.shares.get(_PROFILES.get(kind, kind), 1.0) if self.cells else 1.0


def columns_of(header: Sequence[str], sample: Sequence[Sequence[str | None]]) -> list[SheetColumn]:
    """The sheet's columns with their profiles; records may be shorter than the header."""
    return list(_profiled(tuple(header), tuple(map(tuple, sample))))


@lru_cache(maxsize=4)  # the same sheet is matched anew when somebody takes it for another table, and reading its cells is what costs
def _profiled(header: tuple[str, ...], sample: tuple[tuple[str | None, ...], ...]) -> tuple[SheetColumn, ...]:
    """The columns of a sheet, each cell read once."""
    from data.cells import readable  # not above: the process that reads a file needs what headers say, and no engine

    said = [[v for record in sample if i < len(record) and (v := record[i]) is not None and not is_blank(v)] for i in range(len(header))]
    cells = [tuple(value[:LONGEST] for value in values[:: max(1, -(-len(values) // PROFILED))]) for values in said]
    shares = readable(cells, tuple(dict.fromkeys(_PROFILES.values())))
    return tuple(
        SheetColumn(i, text, folded(text), folded(_unbracketed(text)), words_of(text), cells[i], len(set(said[i])) / max(1, len(said[i])), shares[i])
        for i, text in enumerate(name[:LONGEST] for name in header)
    )


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """A header without case, width, script, blanks, punctuation and units: ``Order_Date`` → orderdate, 訂單金額（元） → 订单金额."""
    return "".join(words_of(text))


@lru_cache(maxsize=16384)
def scale_of(header: str) -> int:
    """By how much the header says its numbers are to be multiplied: 10,000 for 金额(万元), 1,000 for Sales ($000), 1 where it says nothing."""
    plain = _plain(header)
    if not _MAY_SCALE.search(plain):
        return 1
    unit = next((found["unit"] for pattern in _SCALED if (found := pattern.search(plain))), "")
    return _SCALES.get(unit) or _SCALES.get(unit.strip("'")[:1], 1)


def _plain(header: str) -> str:
    """A header in small letters, simplified and half-width, with one sign for an apostrophe."""
    return re.sub("[’‘`´]", "'", _usual(header[:LONGEST])).lower()


def _usual(text: str) -> str:
    """A text half-width and simplified."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)


@lru_cache(maxsize=16384)
def _unscaled(header: str) -> str:
    """A header without the words for how many one stands for, where it has such."""
    if scale_of(header) == 1:
        return header
    found = next(found for pattern in _SCALED if (found := pattern.search(_plain(header))))
    return header[: found.start()] + " " + header[found.end() :] if len(_plain(header)) == len(header) else header


def without_values(header: str) -> str:
    """A header in small letters without what its cells are, and for how many one stands: 2024年1月销售额(万元) → 2024年1月."""
    return _BESIDE_MONTHS.sub(" ", unicodedata.normalize("NFKC", _unscaled(header[:LONGEST])).translate(SIMPLIFIED)).strip(" -_/:·()[].").lower()


@lru_cache(maxsize=4096)
def month_of(header: str, year: int | None = None) -> str | None:
    """The month that a header names, as 2024-01; 1月 and Jan need the ``year``, without one their month is --01. None for other headers."""
    plain = without_values(header)
    for pattern in _MONTHS:
        if found := pattern.fullmatch(plain):
            said, month = found.groupdict().get("year"), found["month"]
            number = int(month) if month.isdecimal() else _MONTH_NAMES.index(month[:3]) + 1
            when = int(said) + (2000 if len(said) == 2 else 0) if said else year
            return None if not 1 <= number <= 12 else f"{when}-{number:02d}" if when else f"--{number:02d}"
    return None


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The folded header, word by word; a unit in brackets is no word."""
    plain = _usual(_unscaled(text[:LONGEST])).replace("#", " no ")
    plain = re.sub(r"[(\[{【]\s*([^)\]}】]*?)\s*[)\]}】]", lambda m: " " if _UNIT.fullmatch(m[1].lower()) else f" {m[1]} ", plain)
    plain = without_kind(plain)
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    plain = re.sub(r"/(?:元|万元|rmb|usd)\s*$", "", plain.lower())
    plain = re.sub(r"['’]s\b|['’](?=d\b)", "", plain)
    return tuple(part for word in re.findall(r"[^\W_]+", plain) for part in spelt(word))


@lru_cache(maxsize=65536)
def stem(text: str) -> str:
    """A header with one sign for each way to say date, number and the like, its words in no order; empty where it says nothing else."""
    said = set()
    for word in words_of(text):
        if word.isascii():
            same = _SAME.get(word, word)
            if word not in SMALL_WORDS:
                said.add(same[:-1] if len(same) > 3 and same.endswith("s") and not same.endswith("ss") else same)
        else:
            for pattern, sign in _SAME_ZH:
                word = pattern.sub(sign, word)
            said.add(word)
    return " ".join(sorted(said)) if said - {"@", "#"} else ""


@lru_cache(maxsize=65536)
def gist(text: str) -> str:
    """The stem of a header without words that say nothing of their own: Customer User ID → customer id, 所在省 → 省; empty where little is left."""
    said = [_BESIDES_ZH.sub("", word) for word in stem(text).split() if word not in _BESIDES]
    return " ".join(word for word in said if word) if set(said) - {"@", "#", "名", "额", "数", ""} else ""


@lru_cache(maxsize=65536)
def code_key(word: str) -> str:
    """A word of a column of codes without case, width and blanks: words that are alike here mean the same."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word[:LONGEST])).lower()


def _unbracketed(text: str) -> str:
    """The header without what stands in brackets."""
    return re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", " ", text[:LONGEST])
