"""A sheet's columns as matching sees them: the header folded to its words, and how the cells read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.cells import is_blank, readable
from data.schema import Kind
from data.simplified import SIMPLIFIED

LONGEST = 200  # characters of a header that are looked at
PROFILED = 200  # cells of a column that its profile looks at

_UNIT = re.compile(r"元|万元|千元|人民币|rmb|cny|usd|eur|gbp|hkd|[¥$€£%]|百分比|件|个|次|天|月|岁|人|pcs|days|years|months|k")
_SCALES = {"千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}
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
    def order(self) -> tuple[str, tuple[str, ...]]:
        """A rank that depends on what the column says, not on where it stands."""
        return self.key, self.cells[:20]

    def reads(self, kind: Kind) -> float:
        """The share of the cells that read as ``kind``; 1 where there is no cell to speak against it."""
        return self.shares.get(_PROFILES.get(kind, kind), 1.0) if self.cells else 1.0


def columns_of(header: Sequence[str], sample: Sequence[Sequence[str | None]]) -> list[SheetColumn]:
    """The sheet's columns with their profiles; records may be shorter than the header."""
    said = [[v for record in sample if i < len(record) and (v := record[i]) is not None and not is_blank(v)] for i in range(len(header))]
    cells = [tuple(value[:LONGEST] for value in values[:: max(1, -(-len(values) // PROFILED))]) for values in said]
    shares = readable(cells, tuple(dict.fromkeys(_PROFILES.values())))
    return [
        SheetColumn(i, text, folded(text), folded(_unbracketed(text)), words_of(text), cells[i], len(set(said[i])) / max(1, len(said[i])), shares[i])
        for i, text in enumerate(name[:LONGEST] for name in header)
    ]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A header without case, width, script, blanks, punctuation and units: ``Order_Date`` → orderdate, 訂單金額（元） → 订单金额."""
    return "".join(words_of(text))


def scale_of(header: str) -> int:
    """By how much the header says its numbers are to be multiplied: 10,000 for 金额(万元), 1 where it says nothing."""
    unit = re.search(r"(百万|万|千|亿)\s*(?:元|美元|人民币)?\s*[)）\]】]?\s*$", header[:LONGEST])
    return _SCALES[unit[1]] if unit else 1


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The folded header, word by word; a unit in brackets is no word."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(SIMPLIFIED).replace("#", " no ")
    plain = re.sub(r"[(\[{【]\s*([^)\]}】]*?)\s*[)\]}】]", lambda m: " " if _UNIT.fullmatch(m[1].lower()) else f" {m[1]} ", plain)
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    plain = re.sub(r"/(?:元|万元|rmb|usd)\s*$", "", plain.lower())
    plain = re.sub(r"['’]s\b", "", plain)
    return tuple(re.findall(r"[^\W_]+", plain))


def _unbracketed(text: str) -> str:
    """The header without what stands in brackets."""
    return re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", " ", text[:LONGEST])
