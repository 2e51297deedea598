"""How a cell of a worksheet looks before anybody knows what it means: blank, number, date, code or words, total, note or unit."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from data.simplified import SIMPLIFIED

Cells = Sequence[str | None]


class Spread(str):
    """A group's name in a column that its merged cell reaches into."""


BLANK, NUMBER, DATE, CODE, WORDS = "", "number", "date", "code", "words"
VALUES = frozenset((NUMBER, DATE))
LONG = 60  # characters beyond which a cell is a sentence, no name of a column

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:[t ]+\d{1,2}:\d\d.*)?"
_DATE = re.compile(
    rf"(?:19|20)\d\d\s*[-/年]\s*\d{{1,2}}(?:\s*[-/月]\s*\d{{1,2}}\s*日?)?月?{_CLOCK}|(?:19|20)\d\d\.\d{{1,2}}\.\d{{1,2}}{_CLOCK}"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d\d)?\d\d{_CLOCK}|\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?"
    rf"|\d{{1,2}}[- ]{_MONTH}[- ,]+(?:\d\d)?\d\d{_CLOCK}|{_MONTH} \d{{1,2}},? \d{{4}}{_CLOCK}"
)
_NUMBER = re.compile(r"[-+(]?\s*(?:[¥$€£]|rmb|cny|usd)?\s*[-+]?(?:\d[\d,.' ]*|\.\d+)\s*(?:%|e[-+]?\d+|元|万元?|亿元?|千元)?\)?")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
_TOTAL = re.compile(
    r"(?:本页|本月|全部|销售|金额)?(?:合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|总\s*数|总\s*额)(?:金额|数量)?"
    r"|(?:grand|sub|page|report|overall)?[- ]*totals?|sum(?:mary)?|totaal|gesamt|summe"
)
_COUNTED = re.compile(r"\s*(?:[:：].*|[(（].*[)）])?\s*")
_NOTE = re.compile(
    r"(?:备\s*注|注\s*释?|附\s*注|说\s*明|提\s*示|数据来源|来源|统计口径|口径|单位|温馨提示|免责声明|notes?|remarks?|source|disclaimer|nb|unit)\s*\d?\s*[:：].*"
    r"|以上(?:数据|金额|内容|信息|报表|价格|均|仅|为).*|(?:数据|统计|以上)*截[至止].*|(?:data )?as (?:of|at) .*"
    r"|[*※＊]+\s*\S.*|#+\s+\S.*"
    r"|第\s*\d+\s*页.*|共\s*\d+\s*(?:页|条|行|笔|个|项|件).*|page\s+\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*/\s*\d+\s*页"
    r"|\(?\s*\d[\d,]*\s+(?:rows?|records?|entries|results?|lines?)(?:\s+(?:selected|affected|returned|found|in set|exported).*)?\s*\)?\.?"
    r"|(?:导出|打印|制表|生成|统计|更新|查询|报表)(?:时间|日期|人员?|于).*"
    r"|(?:exported|generated|printed|created|prepared|report(?:ed)?|run)\s+(?:on|by|at|from|date)\b.*"
    r"|[-=*_\s]*(?:end of (?:report|file|data|list)|以下空白|以下无正文|完)[-=*_\s.]*"
    r"|filters?\s*[:：].*|applied filters.*|confidential.*|©.*|copyright.*",
    re.DOTALL,
)
_SIGNED = re.compile(
    r"(?:制表|审核|复核|打印|经办|编制|填表|批准|主管|会计|出纳|负责)人?员?\s*[:：].*|(?:prepared|approved|checked|reviewed|signed)\s+by\b.*",
    re.DOTALL,
)
_RULE = re.compile(r"[-=_*+~—─]{2,}")
_UNIT = re.compile(
    r"(?:百|千|万|百万|千万|亿)?(?:元|美元|人民币|港元|欧元|日元|円)|[千万亿]|百万|rmb|cny|usd|eur|gbp|hkd|jpy|[¥$€£%‰]|百分比"
    r"|件|个|次|天|日|月|年|岁|人|人次|单|笔|条|台|套|箱|瓶|包|只|张|份|盒|袋|公斤|千克|克|吨|斤|米|分|秒|分钟|小时|户|家|周"
    r"|kg|pcs?|units?|days?|years?|months?|hours?|hrs?|minutes?|mins?|people|persons?|times|k\s?(?:usd|rmb|cny|eur)"
    r"|(?:usd|rmb|cny|eur)\s?(?:k|m|'000)|[¥$€£]\s?(?:k|m|'000)"
)
_FORMAT = re.compile(
    r"y{2,4}[-/.年]?m{1,2}(?:[-/.月]?d{1,2})?日?(?:[t ]hh.*)?|(?:dd?|mm?)[-/.](?:mm?|dd?)[-/.]y{2,4}"
    r"|文本|文字|数字|数值|日期|时间|整数|小数|字符串?|必填|选填|必选|可选"
    r"|(?:text|string|str|number|numeric|integer|int|bigint|float|double|bool(?:ean)?|date|datetime|timestamp|decimal|varchar|char"
    r"|required|optional)(?:\s*\([\d, ]+\))?"
)
_LABEL = re.compile(r"[^:：]{1,20}[:：]$|[^:：\d]{1,12}(?:：|:\s)\s*\S")
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The cell as it is compared: without blanks at its ends, width, case and script."""
    short = text.strip()[:400]
    return (short if short.isascii() else unicodedata.normalize("NFKC", short).translate(SIMPLIFIED)).lower().strip()


@lru_cache(maxsize=16_384)
def kind(text: str | None) -> str:
    """What a cell looks like."""
    if text is None or not (said := plain(text)):
        return BLANK
    if not any(map(str.isdigit, said)):
        return CODE if _ADDRESS.fullmatch(said) else WORDS
    if len(said) > LONG:
        return WORDS
    if _DATE.fullmatch(said):
        return DATE
    return NUMBER if _NUMBER.fullmatch(said) else CODE


@lru_cache(maxsize=16_384)
def shape(text: str) -> str:
    """What a code is made of: digits become 0, a run of words stays a run of words; an address is an address."""
    said = plain(text)
    return "@" if _ADDRESS.fullmatch(said) else re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "0", said[:40]))


def filled(row: Cells) -> list[int]:
    """Where a row says something."""
    return [place for place, cell in enumerate(row) if cell is not None and cell.strip()]


def is_year(text: str) -> bool:
    """Whether a number may be a year."""
    return _YEAR.fullmatch(plain(text)) is not None


def is_label(text: str) -> bool:
    """Whether a cell introduces the next one, or holds both: ``Period:``, ``店铺：北京店``."""
    return _LABEL.match(text.strip()) is not None


def is_total(text: str) -> bool:
    """Whether a cell says that its row adds others up."""
    found = _TOTAL.match(plain(text))
    return found is not None and _COUNTED.fullmatch(plain(text), found.end()) is not None


def is_note(text: str) -> bool:
    """Whether a cell is about the table: a note, a page number, who made it and when."""
    return _NOTE.fullmatch(plain(text)) is not None


def is_signed(text: str) -> bool:
    """Whether a cell is the place for a signature."""
    return _SIGNED.fullmatch(plain(text)) is not None


def is_rule(text: str) -> bool:
    """Whether a cell is a line drawn of characters."""
    return _RULE.fullmatch(plain(text)) is not None


def unit_of(text: str) -> str:
    """The unit that a cell is, without brackets; "" when it is none."""
    said = re.sub(r"^[(\[【]\s*(.*?)\s*[)\]】]$", r"\1", re.sub(r"^(?:单位|unit)\s*:\s*", "", plain(text)))
    if not _UNIT.fullmatch(said):
        return ""
    return said.upper() if said.isascii() and len(said) == 3 and said in ("rmb", "cny", "usd", "eur", "gbp", "hkd", "jpy") else said


def is_format(text: str) -> bool:
    """Whether a cell says how its column is to be written: ``yyyy-mm-dd``, ``varchar(20)``."""
    return _FORMAT.fullmatch(re.sub(r"^[(\[【]\s*(.*?)\s*[)\]】]$", r"\1", plain(text))) is not None
