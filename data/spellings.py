"""Values of one column that are one value spelt differently: "beijing ", "Beijing", "北京市" and "北京". Proposed, never changed unasked.

Same: what is left is equal without blanks, signs, case, width, traditional characters and, of places, the word for what they are. Near: nearly
the same letters, the same digits, and much rarer than what they are near to; that may be another word, so somebody has to look.
"""

import re
import unicodedata
from collections.abc import Mapping

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data.decisions import references
from data.schema import TABLES
from data.simplified import SIMPLIFIED
from data.sql import quoted
from data.workspace import Workspace

MOST_VALUES = 500  # different values, above which a column is free text or names
NEAR = 0.92  # similarity (Jaro-Winkler)
NEAR_LENGTH = 5  # letters; one of a shorter word makes another word
RARE = 0.1  # rows of the rarer spelling at most, as a share of the other's
PLACES = frozenset({"city", "province", "region", "country"})
FREE = frozenset({"name", "first_name", "last_name", "contact_person", "customer_name", "text", "comment", "subject", "question", "period"})
PLACE_WORDS = re.compile(r"(省|市|(壮族|回族|维吾尔)?自治区|特别行政区|\bprovince|\bcity)$")
SIGNS = re.compile(r"[\W_]+")
HAN = re.compile(r"[\u3400-\u9fff]")
COLUMNS = ["table", "column", "found", "rows", "becomes", "becomes_rows", "confidence"]


def spellings(workspace: Workspace) -> pd.DataFrame:
    """One row a rarer spelling, most rows first: table, column, found, rows, becomes (the most frequent one), becomes_rows, confidence.

    ``confidence`` is "same" or "near". Keys, references, names and free text are left alone.
    """
    cursor, found = workspace.cursor(), []
    for name, table in TABLES.items():
        fixed = {*table.identity, *references(name), *FREE}
        kinds = {column.name: column.kind for column in table.columns}
        stored = cursor.execute(f"SELECT column_name, column_type FROM (DESCRIBE {name})").fetchall()
        for column, kind in stored:
            if kind != "VARCHAR" or column in fixed or kinds.get(column) == "id":
                continue
            counted = f"SELECT {quoted(column)} AS value, count(*) AS rows FROM {name} WHERE value IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
            values = cursor.execute(f"{counted} LIMIT {MOST_VALUES + 1}").fetchall()
            if 2 <= len(values) <= MOST_VALUES:
                found += [(name, column, *one) for one in variants(dict(values), place=column in PLACES)]
    return pd.DataFrame(found, columns=COLUMNS).sort_values(
        ["rows", "table", "column", "found"], ascending=[False, True, True, True], ignore_index=True
    )


def variants(values: Mapping[str, int], *, place: bool = False) -> list[tuple[str, int, str, int, str]]:
    """The rarer spellings among values and their rows: found, rows, becomes, its rows, confidence."""
    spelt: dict[str, list[str]] = {}
    for value in sorted(values, key=lambda value: (-values[value], len(value), value)):
        if key := _key(value, place):
            spelt.setdefault(key, []).append(value)
    same = [(value, best) for best, *others in spelt.values() for value in others]
    near = [
        (value, spelt[other][0])
        for key, other in _near({key: sum(values[v] for v in of) for key, of in spelt.items()}).items()
        for value in spelt[key]
    ]
    found = {value: (best, "near") for value, best in near} | {value: (best, "same") for value, best in same if _key(value, place) not in dict(near)}
    return [(value, values[value], best, values[best], how) for value, (best, how) in found.items()]


def _key(value: str, place: bool) -> str:
    """What a value says, without its spelling."""
    plain = unicodedata.normalize("NFKC", value).casefold().translate(SIMPLIFIED).strip()
    if place:
        plain = PLACE_WORDS.sub("", plain) or plain
    return SIGNS.sub("", plain)


def _near(rows: Mapping[str, int]) -> dict[str, str]:
    """Rare key → the frequent one that it nearly is."""
    keys = [key for key in rows if len(key) >= NEAR_LENGTH and not HAN.search(key) and not key.isdigit()]
    found: dict[str, str] = {}
    for key in keys:
        frequent = [other for other in keys if rows[key] <= RARE * rows[other] and _digits(other) == _digits(key)]
        best = process.extractOne(key, frequent, scorer=JaroWinkler.normalized_similarity, score_cutoff=NEAR)
        if best:
            found[key] = best[0]
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
