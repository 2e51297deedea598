"""What each column of a sheet is taken for: its header first, its values as a witness, never as the only ground for an id.

A header is folded (case, width, script, camelCase, punctuation, units in brackets) and looked up among the synonyms of
`data.schema`; then close spellings are tried; then columns of e-mails and phone numbers are known by their values. One
column takes one target. A required target is only ever given to a column whose header says so.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data import presets
from data.beside import by_month, months, questions
from data.claims import EXACT, STEM, STRIPPED, Claim, also_claimed, claimed, guards_in, near, other_unit, synonyms_of
from data.header_words import BARE_CUSTOMERS, COMPANIES, EMAILS, FIRMS, PERSONS, PHONES
from data.headers import SheetColumn, folded
from data.proposals import ACCEPT, READABLE, Match, Proposal
from data.returns import by_kinds, returns_said
from data.scales import score_of
from data.schema import Table

__all__ = ["ACCEPT", "PRESET", "Match", "Proposal", "against", "claimed"]

PRESET = 0.99
WORSE = 30  # ranks by which a header in other words stands behind one that is known to the letter
TIDY = 0.9  # share of readable cells from which one column is as good as another
SOME = 0.4  # share of readable cells that will do under a header that is known to the letter
LONG = 120  # minutes that half of all calls and visits do not last
ACCEPTED, MARGIN = 0.8, 0.04  # of a similar header: least likeness, and how far the runner-up must stay behind
_NAMED_ONLY = ("invoices", "interactions")  # tables without a column for the customer's name: a name there is the customer
NAMED = 0.78
_BY_MONTH = (("name", "名称", "姓名"), 0.5)  # whoever has an amount a month is a customer, unless goals or people of ours are named
_FALLBACK_IDS = ((COMPANIES, 0.7), (EMAILS, 0.7), (PHONES, 0.65), (PERSONS, 0.55))
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}(?:\.0)?")


@dataclass(frozen=True)
class Rival:
    """A column that would take a target: what its header says, and how much of its cells agrees (0..1)."""

    column: SheetColumn
    claim: Claim
    share: float

    @property
    def target(self) -> str:
        """The canonical column."""
        return self.claim.target

    @property
    def sure(self) -> float:
        """How sure the header is, less what its cells deny."""
        return self.claim.sure * (0.6 + 0.4 * self.share)

    def order(self) -> tuple[bool, bool, bool, int, int, tuple[str, int]]:
        """The best first: with cells, most of them readable, to the letter, preferred."""
        unread = 2 if self.share < READABLE else 1 if self.share < TIDY else 0
        return (
            not self.column.cells,
            unread == 2,
            self.claim.sure <= STRIPPED,
            self.claim.rank + (0 if self.claim.sure >= EXACT else WORSE),
            unread,
            self.column.order,
        )

    def match(self) -> Match:
        """The column with its target."""
        return Match(self.column.position, self.target, round(self.sure, 2), "synonym")


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
        by_kinds(columns, found)
        _stand_in(found)
        _derive(found)
    asked = questions(columns, found) if table.name == "surveys" else months(table, columns, found)
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
    claim = synonyms_of(table.name).get(column.key)
    return "unlike" if claim and reading(column, claim.target, table) < READABLE else "none"


def reading(column: SheetColumn, target: str, table: Table) -> float:
    """The share of a column's cells that read as what it would be taken for; scores and ratings may be words: satisfied, 3星."""
    share = column.reads(table[target].kind)
    if target == "minutes" and _in_seconds(column):
        return 0.0
    if target == "is_return":
        return max(share, returns_said(column)) if column.cells else share
    if target not in ("score", "rating") or not column.cells or share >= READABLE:
        return share
    return max(share, sum(score_of(cell) is not None or cell.strip().isdecimal() for cell in column.cells) / len(column.cells))


def _in_seconds(column: SheetColumn) -> bool:
    """Whether a duration without a unit counts seconds: half of them longer than two hours of minutes would be."""
    numbers = sorted(float(cell) for cell in column.cells if re.fullmatch(r"\d{1,6}(\.\d+)?", cell))
    return not re.search(r"(?i)min|分", column.said) and len(numbers) >= 3 and numbers[len(numbers) // 2] >= LONG


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


def _by_header(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give each target the preferred one of the columns whose header says so and whose cells do not deny it."""
    claims: dict[str, list[Rival]] = defaultdict(list)
    left = []
    for column in columns:
        first = claimed(table, column)
        if first and not other_unit(first.target, column.said):
            fit = _rivals(table, column, [first, *filter(None, [also_claimed(table, column)])])
            if fit:
                claims[fit[0].target].append(fit[0])
                left += fit[1:]
    for target, rivals in claims.items():
        if target not in found:
            rivals.sort(key=Rival.order)
            found[target] = rivals[0].match()
    for rival in sorted(left, key=Rival.order):
        if rival.target not in found and rival.column.position not in {match.column for match in found.values()}:
            found[rival.target] = rival.match()
    _names_of_customers(table, [rival.column for rival in claims.get("customer_id", [])[1:]], found)
    if (
        table.name == "customers"
        and "last_name" in found
        and "name" in found
        and any(column.key in FIRMS for column in columns if column.position == found["name"].column)
    ):
        del found["name"]  # where people are listed, their company is no name of theirs


def _rivals(table: Table, column: SheetColumn, claims: Sequence[Claim]) -> list[Rival]:
    """What a column may be taken for, best first: what its cells do not deny."""
    shares = [(claim, reading(column, claim.target, table)) for claim in claims]
    return [Rival(column, claim, share) for claim, share in shares if share >= (SOME if claim.sure == EXACT else READABLE)]


def _names_of_customers(table: Table, left: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """A column that only says customer is the name where another one is the id."""
    target = {"orders": "customer_name", "customers": "name"}.get(table.name)
    named = [column for column in left if column.key in BARE_CUSTOMERS]
    if target and named and target not in found:
        found[target] = Match(named[0].position, target, STEM, "synonym")


def _by_likeness(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Give free targets the columns whose header is nearly a synonym of theirs, where neither has a close rival."""
    taken = {match.column for match in found.values()}
    claims: dict[str, list[tuple[float, SheetColumn]]] = defaultdict(list)
    for column in columns:
        if column.position in taken or not column.cells or column.words == () or claimed(table, column):
            continue
        likeness: dict[str, float] = defaultdict(float)
        for synonym, alike in near(table.name, column.key, column.words).items():
            target = synonyms_of(table.name)[synonym].target
            if all(guard in synonym for guard in guards_in(column.words)):
                likeness[target] = max(likeness[target], alike)
        ranked = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))
        (first, best), second = ranked[0] if ranked else ("", 0.0), ranked[1][1] if len(ranked) > 1 else 0.0
        if best >= ACCEPTED and best - second >= MARGIN and first not in found and column.reads(table[first].kind) >= 0.9:
            claims[first].append((best, column))
    for target, rivals in claims.items():
        rivals.sort(key=lambda rival: -rival[0])
        if len(rivals) == 1 or rivals[0][0] - rivals[1][0] >= MARGIN:
            found[target] = Match(rivals[0][1].position, target, round(rivals[0][0] * 0.9, 2), "similar")


def _by_values(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Know e-mails and mobile numbers of customers by their looks, whatever the header; never a required column."""
    known, taken = synonyms_of(table.name), {match.column for match in found.values()}
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
        fallbacks = ((PERSONS, NAMED), (COMPANIES, NAMED), *_FALLBACK_IDS[1:3])
    if table.name == "orders" and by_month(columns):
        fallbacks = (*fallbacks, _BY_MONTH)
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
