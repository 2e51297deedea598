"""What words headers are made of in each table: how much a whole header speaks for being an invoice list, a call log, a customer list.

The counts come from the synonyms of `data.schema` and from labelled exports; ``python -m bench.vocabulary`` writes them anew.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from data.headers import words_of
from data.schema import TABLES

FILE = Path(__file__).with_name("vocabulary.json")
SMOOTHING = 0.3  # of a word that a table does not have
OF_SHEET = 0.5  # what a header of one sheet counts, where a column of the schema counts 1


def parts(header: str) -> frozenset[str]:
    """What a header is made of: its words, and pairs of characters where it is Chinese."""
    found: set[str] = set()
    for word in words_of(header):
        found |= {word} if word.isascii() else {word[i : i + 2] for i in range(max(1, len(word) - 1))}
    return frozenset(found)


def counted(sheets: Iterable[tuple[str, Sequence[str]]]) -> dict[str, dict[str, float]]:
    """Table → part of a header → how often: once for each column of the schema, half for each column of a sheet (table, headers)."""
    counts = {name: Counter[str]() for name in TABLES}
    for name, table in TABLES.items():
        for column in table.columns:
            counts[name].update(frozenset().union(*map(parts, (*column.synonyms, column.name.replace("_", " ")))))
    for name, header in sheets:
        for text in header:
            counts[name].update(dict.fromkeys(parts(text), OF_SHEET))
    return {name: dict(sorted(found.items())) for name, found in counts.items()}


def speaks(header: Sequence[str], counts: Mapping[str, Mapping[str, float]] | None = None) -> dict[str, float]:
    """Table → how much less likely the header is there than in the table that says it most easily; 0 for that one.

    The naive likelihood, each header as the mean of its known parts; headers of unknown parts say nothing.
    """
    chances = _chances() if counts is None else _logs(counts)
    told = dict.fromkeys(chances, 0.0)
    for text in header:
        known = [part for part in parts(text) if part in chances["orders"]]
        for name, chance in chances.items():
            told[name] += sum(chance[part] for part in known) / max(1, len(known))
    most = max(told.values())
    return {name: value - most for name, value in told.items()}


@cache
def _chances() -> dict[str, dict[str, float]]:
    """Table → part → the logarithm of its share, from what is shipped."""
    return _logs(json.loads(FILE.read_text("utf-8")))


def _logs(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    every = sorted(set().union(*counts.values()))
    whole = {name: sum(found.values()) + SMOOTHING * len(every) for name, found in counts.items()}
    return {name: {part: math.log((found.get(part, 0) + SMOOTHING) / whole[name]) for part in every} for name, found in counts.items()}
