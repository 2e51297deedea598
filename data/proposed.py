"""What a sheet is proposed for, by its columns and by what it is called: periods side by side may be no sales.

Shares, growth, numbers of orders, budgets and goals come by month as sales do; and quarters of a year that nobody names have no days.
What is doubtful is not proposed: somebody may still say it.
"""

import re
from collections.abc import Iterator
from typing import Literal

from data.mapping import WIDE, Mapping, is_wide
from data.parse_prices import SHARE
from data.periods import period_of
from data.proposals import Match, Proposal
from data.read import Sheet
from data.recognise import propose
from data.region_cells import is_note, plain
from data.returns import unnamed
from data.shape import year_of

Doubt = Literal["rates", "counts", "goals", "year"]
SHORT = 40  # characters of a title
_CALLED: dict[Doubt, re.Pattern[str]] = {
    "rates": re.compile(
        r"(?<!汇)率|占比|比重|百分比|同比|环比|增速|增幅|%|\b(?:margins?|rates?|ratios?|shares?|percent(?:ages?)?|pct|growth|yoy|qoq|mom)\b"
    ),
    "counts": re.compile(
        r"(?:数|量|[数量]表)$|(?:订单|件|单|笔|次|人|客户)数(?!据)|数量|销量|订单量|库存"
        r"|\b(?:quantit(?:y|ies)|qty|counts?|volumes?|pieces|pcs|number of|units sold|unit sales|headcount)\b|^units$"
    ),
    "goals": re.compile(r"目标(?!客)|预算|预测|配额|\b(?:targets?|budget(?:ed|s)?|quotas?|goals?|forecasts?)\b"),
}


def proposed(sheet: Sheet) -> Proposal:
    """What a sheet most likely is; nothing where its periods side by side may be no amounts, or days nobody knows."""
    proposal = propose(sheet.header, sheet.sample)
    if _doubt_of(sheet, proposal):
        return Proposal(None, 0.0, tuple(Match(place, None, 0.0, "none") for place in range(len(sheet.header))), ())
    return proposal


def doubt(sheet: Sheet) -> Doubt | None:
    """Why periods that stand side by side are not proposed: what the sheet is called, or that no year is known."""
    return _doubt_of(sheet, propose(sheet.header, sheet.sample))


def _doubt_of(sheet: Sheet, proposal: Proposal) -> Doubt | None:
    """What speaks against a proposal."""
    mapping = Mapping(proposal.table or "customers", tuple(match.target for match in proposal.matches))
    if proposal.table not in ("orders", "spend", "targets") or not is_wide(mapping):
        return None
    beside = [name for name, target in zip(sheet.header, mapping.targets, strict=True) if target == WIDE[mapping.table].held]
    shares = {place for place, shown in sheet.formats if shown == SHARE}
    if any(target == WIDE[mapping.table].held and place in shares for place, target in enumerate(mapping.targets)):
        return "rates"
    called = (*_names(sheet), plain(beside[0])) if mapping.table != "targets" else ()
    if found := next((why for why, pattern in _CALLED.items() if any(map(pattern.search, called))), None):
        return found
    return None if year_of(sheet) or any((period_of(name) or "--")[:2] != "--" for name in beside) else "year"


def _names(sheet: Sheet) -> Iterator[str]:
    """What the sheet is called: its own name, or its file's where it has none, and a title above it."""
    name = sheet.file.rpartition(".")[0] if unnamed(sheet) else sheet.name
    titles = (text for text in sheet.above if " · " not in text and len(text) <= SHORT and not is_note(text))
    yield from (re.sub(r"[\W_]+$", "", re.sub(r"[_\s]+", " ", plain(text))) for text in (name, *titles))
