"""The currency that an amount's own cell names, by its sign or code: $ and ¥ and 元 are those of several countries, which the workspace settles."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from data.sql import literal

# What names one currency and no other, longer words first.
NAMES = (
    ("HKD", ("HK$", "HKD", "港元", "港币", "港幣", "港")), ("TWD", ("NT$", "TWD", "NTD", "新台币", "新臺幣", "台币")),
    ("AUD", ("AUS$", "AU$", "A$", "AUD", "澳元")), ("CAD", ("CA$", "C$", "CAD", "加元")), ("SGD", ("SG$", "S$", "SGD", "新加坡元")),
    ("NZD", ("NZ$", "NZD")), ("MXN", ("MX$", "MXN")), ("BRL", ("R$", "BRL")), ("USD", ("US$", "USD", "美元", "美金")),
    ("EUR", ("€", "EUR", "欧元", "歐元")), ("GBP", ("£", "GBP", "英镑", "英鎊")), ("JPY", ("JP¥", "JPY", "円", "日元")),
    ("CNY", ("CN¥", "RMB¥", "RMB", "CNY", "CNH", "人民币", "人民幣")), ("KRW", ("₩", "KRW", "韩元")),
    ("INR", ("₹", "INR")), ("THB", ("฿", "THB", "泰铢")),
    *((code, (code,)) for code in ("CHF", "SEK", "NOK", "DKK", "PLN", "MYR", "RUB", "CZK", "HUF", "IDR", "PHP", "VND", "ZAR", "AED", "SAR", "TRY")),
)  # fmt: skip
# What several currencies are written with → the one that it is where neither the workspace nor the sheet says another of them.
SHARED = {
    "$": ("USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD", "MXN"),
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "TWD", "HKD", "SGD", "USD"),
}
# Whose $ or ¥ it is, by the language that a number format names; Windows has numbers for these.
_PLACES = {
    "409": "USD", "en-us": "USD", "804": "CNY", "zh-cn": "CNY", "411": "JPY", "ja-jp": "JPY", "404": "TWD", "zh-tw": "TWD", "c04": "HKD",
    "zh-hk": "HKD", "1004": "SGD", "zh-sg": "SGD", "4809": "SGD", "en-sg": "SGD", "c09": "AUD", "en-au": "AUD", "1009": "CAD", "en-ca": "CAD",
    "1409": "NZD", "en-nz": "NZD", "80a": "MXN", "es-mx": "MXN",
}  # fmt: skip
_CODES = {word: code for code, words in NAMES for word in words}
_NAMED = "|".join(" ?[$]".join(map(re.escape, word.split("$"))) for word in sorted(_CODES, key=len, reverse=True))
_SHARED = "[$¥￥元圆块]"
_SIGN = {"￥": "¥", "圆": "元", "块": "元"}


def named(values: Iterable[str | None]) -> frozenset[str]:
    """The currencies and shared signs that cells name, each cell at most one."""
    return frozenset(filter(None, (first_named(value) for value in values if value)))


def first_named(text: str) -> str:
    """The currency or shared sign that a text names; empty when it names none."""
    text = text.upper()
    if known := re.search(_NAMED, text):
        return _CODES[known[0].replace(" ", "")]
    shared = re.search(_SHARED, text)
    return _SIGN.get(shared[0], shared[0]) if shared else ""


def headed(header: str) -> str:
    """The one currency that a header names, as Amount (USD), 金额（美元） or Price in €; empty where it names none, or several."""
    plain = unicodedata.normalize("NFKC", header).upper()
    parts = {part for bracketed in re.findall(r"[(\[]([^)\]]*)[)\]]", plain) for part in (bracketed, *bracketed.split())}
    found = {_CODES[part] for part in parts | set(re.findall(r"(?<![A-Z])[A-Z]{3}(?![A-Z])|[€£₩₹฿]", plain)) if part in _CODES}
    return found.pop() if len(found) == 1 else ""


def formatted(code: str) -> str:
    """The currency or shared sign that a number format of a workbook shows: ¥#,##0.00, [$€-407], "US$"#,##0; blank for other formats."""
    shown = code.split(";")[0]
    for sign, place in re.findall(r"\[\$([^\]-]+)(?:-([^\]]*))?\]", shown):
        if named := first_named(sign):
            return _PLACES.get(place.lower(), named) if named in SHARED else named
    return first_named(re.sub(r"\[[^\]]*\]|[_*].|[\"\\]", "", shown))


def currency_of(text: str) -> str:
    """SQL of the currency, or the shared sign, that a cell names; NULL when it names none."""
    words, codes = (", ".join(map(literal, listed)) for listed in (_CODES, _CODES.values()))
    known = f"([{codes}])[list_position([{words}], replace(regexp_extract(upper({text}), {literal(f'({_NAMED})')}, 1), ' ', ''))]"
    shared = f"translate(regexp_extract({text}, {literal(f'({_SHARED})')}, 1), {literal(''.join(_SIGN))}, {literal(''.join(_SIGN.values()))})"
    return f"CASE WHEN regexp_matches({text}, '[^-+0-9.,() ]') THEN coalesce({known}, nullif({shared}, '')) END"


def meant(sign: str, said: Collection[str]) -> str:
    """The currency that a shared sign stands for: the first said one that is written with it, else the usual one."""
    return next((currency for currency in said if currency in SHARED[sign]), SHARED[sign][0])
