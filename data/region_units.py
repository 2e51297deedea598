"""How many of which money a text beside a table says that all of its amounts count: 单位：万元, in thousands of USD."""

import re
from collections.abc import Sequence
from functools import lru_cache

from data.currencies import NAMES
from data.region_cells import Cells, filled, plain

_MANY_ZH = "百万|千万|百|千|万|亿"
_MONEY_ZH = "元|美元|美金|港元|港币|欧元|日元|英镑|人民币|新台币|台币"
_BY = "人民币|新台币|台币|港币|港元|美元|美金|欧元|日元|英镑|" + "|".join(code.lower() for code, _ in NAMES) + "|rmb"
_LABEL_ZH = r"(?:.*[^\w])?(?:以上|本表|表中|所有|全部|均)*(?:金额|货币|计价|数据|数值)?的?(?:货币|金额)?单位均?(?:\s*:\s*|\s+|\s*[为是]\s*)"
_ALL_ZH = re.compile(rf"{_LABEL_ZH}(?:(?P<by>{_BY})[\s,;/·(]*(?:单位:)?\s*)?(?P<many>{_MANY_ZH})(?P<one>{_MONEY_ZH})?(?P<more>(?!\w).*)")
_TITLE_ZH = re.compile(rf".*[(](?P<unit>(?:{_MANY_ZH})(?:{_MONEY_ZH}))[)]")
_OTHER_MONEY = re.compile(rf"\s*/|\s*(?:[&、]|和|或|及|与)\s*(?:{_BY}|元)|.*(?:(?:{_MANY_ZH})(?:{_MONEY_ZH})|(?<![美港欧日])元)")
_FOREIGN = re.compile(_BY.replace("人民币|", "").replace("cny|", "").removesuffix("|rmb"))
_CODES = "|".join(code.lower() for code, _ in NAMES)
_CURRENCY = (
    rf"(?:(?:us|hk|nt|s|a|c)?[$€£¥]|{_CODES}|rmb|(?:us |u\.s\. |hong kong |canadian |australian |singapore )?dollars|euros?"
    r"|(?:british )?pounds|(?:chinese )?yuan|(?:japanese )?yen|[a-z]{3})"
)
_KNOWN = _CURRENCY.removesuffix("|[a-z]{3})") + ")"
_WORD = r"(?:thousands?|millions?|billions?|'?000s?)"
_SHORT = r"(?:thousands?|millions?|billions?|'?000s?|k|mm|mn|mio|bn|m)"
_EN = (
    re.compile(
        r"(?:.*\b(?:amounts?|figures?|values?|numbers?|prices?|sums?|sales|revenues?|costs?|all|reported|stated|expressed|shown)\b[^.;:]{0,40}?\b|\(?)"
        rf"in (?:{_CURRENCY}\s*)?(?P<many>{_WORD})(?: (?:of )?{_CURRENCY})?\s*\)?(?:[.;,(].*)?"
    ),
    re.compile(
        rf"(?:.*\b(?:amounts?|figures?|values?|prices?|all)\b[^.;:]{{0,40}}?\b|\(?)in {_KNOWN}\s*,?\s*\(?\s*(?:in )?(?P<many>{_SHORT})\s*\)*\.?"
    ),
    re.compile(rf"\(?\s*{_CURRENCY}\s*(?:in )?(?P<many>thousands|millions|billions|'?000s?)\s*\)?"),
    re.compile(rf"\(?\s*{_KNOWN}\s*[,(]?\s*(?:in )?(?P<many>{_SHORT})\s*\)*"),
    re.compile(
        rf"(?:.*[^\w])?(?:currency|units?)(?: unit| code)?(?:\s*[:=·]\s*| is | )(?:in )?(?:{_KNOWN}\s*[,(]?\s*\(?(?:in )?(?P<many>{_SHORT})"
        rf"|(?P<first>{_SHORT})\s*(?:of )?{_KNOWN})\s*\)*\.?"
    ),
)
_LABEL = re.compile(r"(?:金额|货币)?单位|currency(?: unit| code)?|units?")
_SCALE = re.compile(
    rf"(?:{_MANY_ZH})\s*(?:{_BY}|元|[)]|$)|(?<!\w)(?:thousands?|millions?|billions?|'?000s?)(?!\w)|\b(?:k|mm|mn|bn|mio)\b|(?<=[€$£¥])\s?[km]\b"
)


@lru_cache(maxsize=16_384)
def unit_of_all(text: str) -> str:
    """How many of which money a cell says that all of a table's money counts: ``单位：万元`` → 万元, ``in thousands of USD`` → thousands."""
    said = plain(text)
    if found := _ALL_ZH.fullmatch(said):
        return _chinese(found, said)
    found = next(filter(None, (pattern.fullmatch(said) for pattern in _EN)), None)
    many = next((word for word in found.groupdict().values() if word), "") if found else ""
    return {"t": "thousands", "k": "thousands", "0": "thousands", "m": "millions", "b": "billions"}[many.strip("'")[0]] if many else ""


def _chinese(found: re.Match[str], said: str) -> str:
    """The unit of a Chinese text, without its money where the text names another one beside; blank where it says two units."""
    many, one = found["many"], found["one"] or ""
    if _OTHER_MONEY.match(found["more"]) or not one and not found["by"]:
        return ""
    others = set(_FOREIGN.findall(said)) - {one}
    return many + (one if one in ("元", "美元", "港元", "欧元") and not (one == "元" and others) else "")


def unit_in(cells: Cells) -> str:
    """The unit that a row beside a table names, in a cell, a label and the cell after it or the end of a title; blank where it names none."""
    said = [cells[place] or "" for place in filled(cells)]
    labelled = (
        f"{plain(label).rstrip(': ')}: {cell}" for label, cell in zip(said, said[1:], strict=False) if _LABEL.fullmatch(plain(label).rstrip(": "))
    )
    lone = f"单位:{found['unit']}" if len(said) == 1 and (found := _TITLE_ZH.fullmatch(plain(said[0]))) else ""
    return next(filter(None, map(unit_of_all, (*said, *labelled, lone))), "")


def unclear(cells: Sequence[str]) -> bool:
    """Whether a row beside a table says how many its money counts in a way that is not understood."""
    return not unit_in(cells) and any(map(_SCALE.search, map(plain, cells)))
