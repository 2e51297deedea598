"""The currency that a sheet says its amounts are in, where no column says it line by line: a header, how numbers are shown, a text beside.

$ and ¥ and 元 are those of several countries: which one, the workspace's own currency says, else the usual one.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from data.currencies import NAMES, SHARED, headed, meant
from data.mapping import Mapping
from data.parse_prices import SHARE
from data.read import Sheet
from data.region_cells import plain
from data.region_units import unclear
from data.schema import TABLES

Source = Literal["header", "format", "title"]
_WORDS = {plain(word): code for code, words in NAMES for word in words if word != "港"} | {
    "us dollars": "USD", "u.s. dollars": "USD", "dollars": "$", "hong kong dollars": "HKD", "canadian dollars": "CAD", "australian dollars": "AUD",
    "singapore dollars": "SGD", "new taiwan dollars": "TWD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "british pounds": "GBP",
    "pounds": "GBP", "japanese yen": "JPY", "yen": "JPY", "chinese yuan": "CNY", "yuan": "CNY", "renminbi": "CNY", "swiss francs": "CHF",
    "日圆": "JPY", "圆": "元", **{sign: sign for sign in SHARED},
}  # fmt: skip
_ONE = "|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))
_MANY = r"(?:百万|千万|十亿|百|千|万|亿|thousands?|millions?|billions?|'?000s?|mm|mn|bn|k|m)"
_AMOUNT = rf"(?:(?:in )?{_MANY}\s*(?:of )?)?(?P<one>{_ONE})\s*(?:(?:in )?{_MANY})?元?(?![\w/、&]|\s*(?:/|&|and\b|or\b))"
_TITLES = (
    re.compile(rf"(?:单位|币种|币别|货币)[\s:·为]+{_AMOUNT}"),
    re.compile(rf"(?:单位|币种|币别|货币)[\s:·为]+{_MANY}?元[\s,;·(]+(?P<one>{_ONE})(?![\w/、&])"),
    re.compile(
        r"(?<!\w)(?:amounts?|values?|figures?|numbers?|prices?|sales|revenues?|costs?|money|all|reported|stated|expressed|shown|quoted)"
        rf"\b[^.;:]{{0,40}}?\bin (?:the )?{_AMOUNT}"
    ),
    re.compile(rf"\b(?:currency(?: code| unit)?(?:\s*[:=·]\s*| is | )|units?\s*[:=·]\s*){_AMOUNT}"),
)
_ALONE = re.compile(rf"\(?\s*(?:in )?{_AMOUNT}\s*\)?\.?")
_BESIDE = re.compile(rf"(?:[(\[]\s*(?:in )?(?:{_AMOUNT})\s*[)\]]|(?:/|\s(?:in )?)(?:{_AMOUNT.replace('<one>', '<bare>')}))\s*$")


@dataclass(frozen=True)
class Denomination:
    """A currency, what says it, and its words: a header, the header of cells that are shown so, a text beside the table."""

    currency: str
    source: Source
    text: str


def denomination(sheet: Sheet, mapping: Mapping, known: Collection[str] = ()) -> Denomination | None:
    """What the sheet says of its amounts' currency; None where it says nothing, several, or has a column of currencies.

    ``known`` are currencies in the order in which a sign that they share is one of them.
    """
    table = TABLES[mapping.table]
    if "currency" not in table.names or "currency" in mapping.targets:
        return None
    title, text = titled((*sheet.above, *sheet.below))
    known = [*([title] if title and title not in SHARED else []), *known]
    priced = (table.sums,) if table.sums in mapping.targets else ("unit_price",)
    shown = {place: currency for place, currency in sheet.formats if currency != SHARE}
    found = []
    for place, header in enumerate(sheet.header):
        if mapping.targets[place] in priced and (said := _headed(header) or shown.get(place, "")):
            found.append(Denomination(_settled(said, known), "header" if _headed(header) else "format", header))
    if len({one.currency for one in found}) > 1:
        return None
    return found[0] if found else Denomination(_settled(title, known), "title", text) if title else None


def denominated(sheet: Sheet, mapping: Mapping, reporting: str) -> Mapping:
    """The mapping with the currency that the sheet says, in a workspace that reports in ``reporting``, or in none yet."""
    found = denomination(sheet, mapping, [code for code in (mapping.currency, reporting) if code])
    return replace(mapping, currency=found.currency) if found else mapping


def _settled(said: str, known: Collection[str]) -> str:
    """The one currency of a sign that several share."""
    return meant(said, known) if said in SHARED else said


def _headed(header: str) -> str:
    """The currency or shared sign that a header names."""
    if named := headed(header):
        return named
    found = _BESIDE.search(plain(header))
    return _WORDS[found["one"] or found["bare"]] if found else ""


def titled(texts: Iterable[str]) -> tuple[str, str]:
    """The currency or shared sign that texts beside a table name, and the cell that does; blank where none does, or they differ.

    One that says in words unknown here how many of a currency are meant names none: half of what it says would pass for all.
    """
    texts = tuple(texts)
    if any(_named(plain(text)) and unclear(text.split(" · ")) for text in texts):
        return "", ""
    found = [(_WORDS[one], _part(text)) for text in texts for one in _named(plain(text))]
    several = [pair for pair in found if pair[0] not in SHARED] or found
    return several[0] if len({currency for currency, _ in several}) == 1 else ("", "")


def _part(text: str) -> str:
    """The cell of a row that names a currency; all of the row where it takes several."""
    return next((part for part in text.split(" · ") if _named(plain(part))), text)


def _named(text: str) -> list[str]:
    """The words for currencies in one text: after a label or a word for money, or a cell of its own."""
    alone = [found for part in text.split(" · ") if (found := _ALONE.fullmatch(part))]
    return [found["one"] for found in (*(found for title in _TITLES for found in title.finditer(text)), *alone)]
