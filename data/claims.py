"""What a header says of a table: to the letter, in other words, without the table's noun, or nearly so."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.header_words import ALSO, CREATORS, FILLED, GENERIC_HEADERS, GUARD, NAMES, NOUNS, OTHER_ACCOUNTS, PLAIN, PREFERRED
from data.headers import SMALL_WORDS, SheetColumn, folded, gist, stem, words_of
from data.schema import TABLES, Table

# Of a header: to the letter, in other words, without the table's noun, any number at all, without words that say nothing.
EXACT, STEM, STRIPPED, GENERIC, GIST = 0.98, 0.92, 0.86, 0.82, 0.8


@dataclass(frozen=True)
class Claim:
    """What a header says: a canonical column, its rank among that column's headers (0 is preferred), and how sure that is before its cells speak."""

    target: str
    rank: int
    sure: float


@cache
def synonyms_of(name: str) -> dict[str, Claim]:
    """Folded header → what it says of a table."""
    known: dict[str, Claim] = {}
    for column in TABLES[name].columns:
        preferred = PREFERRED.get((name, column.name), ())
        for rank, synonym in enumerate(dict.fromkeys((*preferred, *column.synonyms, column.name))):
            known.setdefault(folded(synonym), Claim(column.name, rank, EXACT))
    return known


@cache
def _second(name: str) -> dict[str, Claim]:
    """Folded header → what it means besides what it says first."""
    return {folded(word): Claim(target, rank + 50, STEM) for (table, target), said in ALSO.items() if table == name for rank, word in enumerate(said)}


def also_claimed(table: Table, column: SheetColumn) -> Claim | None:
    """What the header of a column may mean where its first meaning is denied by its cells, or another column's."""
    return _second(table.name).get(column.key)


@cache
def _stems(name: str) -> dict[str, Claim]:
    """Stem of a header → what it says of a table; stems that two columns share say nothing."""
    return _reduced(name, stem, STEM)


@cache
def _gists(name: str) -> dict[str, Claim]:
    """Gist of a header → what it says of a table; those that two columns share say nothing."""
    return _reduced(name, gist, GIST)


def _reduced(name: str, reduce: Callable[[str], str], sure: float) -> dict[str, Claim]:
    """A table's headers in a form that makes many of them one → the column that alone has it."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for column in TABLES[name].columns:
        for rank, synonym in enumerate(dict.fromkeys((*PREFERRED.get((name, column.name), ()), *column.synonyms, column.name))):
            if said := reduce(synonym):
                claims[said].append(Claim(column.name, rank, sure))
    return {said: min(rivals, key=lambda claim: claim.rank) for said, rivals in claims.items() if len({claim.target for claim in rivals}) == 1}


def claimed(table: Table, column: SheetColumn) -> Claim | None:
    """What the header of a column says of a table: to the letter, without brackets, in two languages, in other words, without its noun."""
    known = synonyms_of(table.name)
    if column.key in OTHER_ACCOUNTS:
        return None
    said = [claim for key in dict.fromkeys((column.key, column.bare)) if (claim := known.get(key))]
    if claim := min((one for one in said if one.target == said[0].target), key=lambda one: one.rank, default=_either(table.name, column, known)):
        generic = column.key in GENERIC_HEADERS
        rank = claim.rank + (1000 if column.key in CREATORS else 0)
        return replace(claim, sure=GENERIC if generic else EXACT if column.key in known else STEM, rank=rank)
    if other_unit("minutes", column.said):
        return None
    if custom := re.match(r"(?i)custom field \((.+)\)$", column.said):
        inner = known.get(folded(custom[1])) or _stems(table.name).get(stem(custom[1]))
        return inner and replace(inner, sure=STRIPPED)
    if (reduced := stem(column.said)) and (claim := _stems(table.name).get(reduced)):
        return claim
    for rest in _without_noun(table.name, column.words):
        if rest not in NAMES and (claim := known.get("".join(rest)) or _stems(table.name).get(stem(" ".join(rest)))):
            return replace(claim, sure=STRIPPED, rank=claim.rank + 50)
    for text in (" ".join(words) for words in (column.words, *_without_noun(table.name, column.words))):
        if tuple(gist(text).split()) not in NAMES and (claim := _gists(table.name).get(gist(text))):
            return replace(claim, rank=claim.rank + 100)
    if (bare := tuple(word for word in column.words if word not in PLAIN)) != column.words and (claim := known.get("".join(bare))):
        return replace(claim, sure=STRIPPED, rank=claim.rank + 50)
    bracketed = re.search(r"[(（\[【]([^)）\]】]+)[)）\]】]\s*$", column.said)  # About (topic)
    within = known.get(folded(bracketed[1])) if bracketed else None
    apt = within is not None and TABLES[table.name][within.target].kind in ("text", "code")  # in brackets minutes are a unit
    return replace(within, sure=GIST, rank=within.rank + 150) if within and apt else None


def _without_noun(name: str, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A header without the table's own noun, in front or behind: ticket created date → created date."""
    nouns, rests = NOUNS[name], []
    if len(words) > 1 and words[0] in nouns:
        rests.append(words[1:])
    if len(words) > 2 and words[-1] in nouns:
        rests.append(words[:-1])
    if words and not words[0].isascii():
        rests += [(words[0][len(noun) :], *words[1:]) for noun in nouns if words[0].startswith(noun) and len(words[0]) - len(noun) >= 2]
    return rests


def other_unit(target: str, said: str) -> bool:
    """Whether a header states another unit than the column that it would be taken for: seconds are no minutes."""
    return (
        target == "minutes"
        and re.search(r"[(（]\s*(s|sec|secs|seconds|h|hrs?|hours|hh:mm(:ss)?|秒|小时|时)\s*[)）]|seconds|秒数?$", said, re.IGNORECASE) is not None
    )


def _either(name: str, column: SheetColumn, known: Mapping[str, Claim]) -> Claim | None:
    """What a header says in two languages: 來源 Source, where both halves mean the same or one means nothing."""
    halves = ["".join(w for w in column.words if not w.isascii()), "".join(w for w in column.words if w.isascii())]
    claims = [claim for half in halves if half and (claim := known.get(half))]
    if all(halves):
        return claims[0] if len({claim.target for claim in claims}) == 1 else None
    joined = re.fullmatch(r"([^\x00-\x7f]+)([a-z]{2,})|([a-z]{2,})([^\x00-\x7f]+)", column.key)  # 金额Amt
    both = [known.get(half) or _stems(name).get(stem(half)) for half in filter(None, joined.groups())] if joined else []
    return both[0] if both and both[0] and both[1] and both[0].target == both[1].target else None


@lru_cache(maxsize=8192)
def near(name: str, key: str, words: tuple[str, ...]) -> dict[str, float]:
    """Synonyms that a header may mean, and how surely (0..1): a slip of the pen, other word order, or a Chinese filler in front."""
    alike: dict[str, float] = {}
    if synonym := _word_sets(name).get(frozenset(words) - SMALL_WORDS):
        alike[synonym] = 0.9
    for i in range(1, len(key) - 2):
        if key[i:] in synonyms_of(name) and not key[i:].isascii() and FILLED.fullmatch(key[:i]):
            alike[key[i:]] = max(alike.get(key[i:], 0.0), 0.88)
    for synonym, distance, _ in process.extract(key, _long_synonyms(name), scorer=OSA.distance, score_cutoff=2, limit=None) if len(key) >= 9 else ():
        if distance <= (1 if min(len(key), len(synonym)) < 14 else 2):  # contract is no slip for contact: short words have real neighbours
            alike[synonym] = max(alike.get(synonym, 0.0), fuzz.ratio(key, synonym) / 100)
    return alike


@cache
def _long_synonyms(name: str) -> tuple[str, ...]:
    """The synonyms that are long enough for a slip of the pen."""
    return tuple(synonym for synonym in synonyms_of(name) if synonym.isascii() and len(synonym) >= 9)


@lru_cache(maxsize=4096)
def guards_in(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a header that a likeness must not pass over."""
    return tuple(GUARD.findall(" ".join(words)))


@cache
def _word_sets(name: str) -> dict[frozenset[str], str]:
    """The words of each synonym of two or more words, in no order → the synonym, folded."""
    sets = {frozenset(words_of(synonym)) - SMALL_WORDS: folded(synonym) for column in TABLES[name].columns for synonym in column.synonyms}
    return {words: synonym for words, synonym in sets.items() if len(words) >= 2}
