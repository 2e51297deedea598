"""Rows of a worksheet that are no records: totals and subtotals, notes, signatures and drawn lines.

A word makes no total: a shop may be called Total. Its row must also lack what all records say, or add the records up. Where a
group's name stands beside the word ("North Total"), the row must add up the records since the total before it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from data.region_cells import CODE, DATE, NUMBER, VALUES, WORDS, Cells, filled, is_note, is_rule, is_signed, is_total, kind, plain
from data.region_looks import COMPLETE, Row

LABELLED = 3  # of a row's filled cells that may bear the word
EARLIER = 64  # totals before one from which it may count on
NAMED = 2  # cells that repeat names, at least
FEWEST = 2  # records whose sum may be chance where nothing else says total

Before = tuple[dict[int, float], dict[int, int]]  # what was added up by then, and how many amounts, by column
NOTHING: Before = ({}, {})

_WORD = r"(?:合\s*计|总\s*计|小\s*计|汇\s*总|(?:grand|sub)?[- ]?totals?)"
_GROUPED = re.compile(rf"(?P<before>.*?\S)\s*[-:]?\s*{_WORD}\s*:?|{_WORD}\s*(?:[-:]|\bfor\b|\bof\b)?\s*(?P<after>\S.*)")
_AVERAGE = re.compile(r"平均值?|均值|平均数|averages?|avg|mean")
_CAPITAL = re.compile(r"(?:大写\s*[:：]?\s*)?(?:人民币\s*[:：]?\s*)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万萬亿億元圆圓角分整正]{2,}")
PLACES = 8  # columns in which it may be
NEEDLES = tuple(text.encode() for text in ("otal", "OTAL", "计", "計", "汇总", "彙總", "匯總"))  # what every word in the middle of a table holds
LIKELY = re.compile(r"total|计|計|汇总|彙總|匯總", re.IGNORECASE)


def is_aside(cells: Cells) -> bool:
    """Whether a row is a total, a note, a signature or a drawn line by its words."""
    return is_note_row(cells) or _label(cells) is not None


def is_average(text: str) -> bool:
    """Whether a cell says that its row is the mean of others."""
    return _AVERAGE.fullmatch(plain(text)) is not None


def is_note_row(cells: Cells) -> bool:
    """Whether a row is a note, a signature or a drawn line."""
    said = [cells[place] or "" for place in filled(cells)]
    return all(map(is_rule, said)) or all(is_signed(text) or is_note(text) for text in said)


def _is_value(text: str) -> bool:
    """Whether a cell may stand in a row of totals beside the word."""
    return kind(text) in (NUMBER, CODE, DATE) or is_rule(text) or text.strip() == "-" or is_total(text) or _CAPITAL.fullmatch(plain(text)) is not None


def _label(cells: Cells) -> int | None:
    """Where the word stands in a row that may be a total: alone in its cell, beside nothing but values."""
    said = filled(cells)
    word = next((place for place in said[:LABELLED] if is_total(cells[place] or "") or is_average(cells[place] or "")), None)
    return word if word is not None and all(place == word or _is_value(cells[place] or "") for place in said) else None


@lru_cache(maxsize=4096)
def _group(text: str) -> str:
    """The name beside a total's word: ``North Total``, ``小计：北京``; "" when there is none."""
    found = _GROUPED.fullmatch(plain(text)) if LIKELY.search(text) else None
    return (found["before"] or found["after"]).strip(" -:") if found else ""


def _grouped(cells: Cells, record: Cells) -> int | None:
    """Where the word stands beside a group's name, no value before it, and after it only values or what the record before says too."""
    said = filled(cells)
    word = next((place for place in said[:LABELLED] if _group(cells[place] or "")), None)
    if word is None:
        return None
    again = {place for place in said if place < len(record) and (cells[place] or "").strip() == (record[place] or "").strip()}
    words = all(kind(cells[place]) == WORDS for place in said if place < word and place not in again)
    return word if words and all(place <= word or place in again or _is_value(cells[place] or "") for place in said) else None


def may_be_total(cells: Cells, before: Cells = ()) -> bool:
    """Whether a row, ``before`` the one above it, is worth adding up what stands above."""
    if not any(cell and LIKELY.search(cell) for cell in cells[:PLACES]):
        return False
    return _label(cells) is not None or _grouped(cells, before) is not None


@lru_cache(maxsize=16_384)
def number_of(text: str | None) -> float | None:
    """A cell as a number; None for any other."""
    if text is None or kind(text) != NUMBER:
        return None
    said = plain(text).replace(",", "").strip("¥$€£ 元")
    try:
        return -float(said[1:-1]) if said.startswith("(") and said.endswith(")") else float(said)
    except ValueError:
        return None


def _decimals(text: str | None) -> int:
    return len(plain(text or "").rpartition(".")[2]) if "." in (text or "") else 0


@dataclass
class Sums:
    """What records add up to, column by column, with how many there are and how finely they are written."""

    records: int = 0
    amounts: dict[int, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    said: dict[int, int] = field(default_factory=dict)  # cells that say anything
    words: dict[int, int] = field(default_factory=dict)  # those of them that are words
    decimals: dict[int, int] = field(default_factory=dict)
    largest: dict[int, float] = field(default_factory=dict)

    def add(self, cells: Cells) -> None:
        """One more record."""
        self.records += 1
        for place in filled(cells):
            self.said[place] = self.said.get(place, 0) + 1
            self.words[place] = self.words.get(place, 0) + (kind(cells[place]) == WORDS)
            if (amount := number_of(cells[place])) is not None:
                self.amounts[place] = self.amounts.get(place, 0.0) + amount
                self.counts[place] = self.counts.get(place, 0) + 1
                self.decimals[place] = max(self.decimals.get(place, 0), _decimals(cells[place]))
                self.largest[place] = max(self.largest.get(place, amount), amount)

    def lacks(self, cells: Cells) -> bool:
        """Whether a row leaves a cell blank that hardly any record does, or bears the word where they have their numbers."""
        said = set(filled(cells)) - {word for word in [_label(cells)] if word is not None and 10 * self.words.get(word, 0) <= self.said.get(word, 0)}
        return any(count >= COMPLETE * self.records for place, count in self.said.items() if place not in said)

    def matches(self, cells: Cells, before: Before = NOTHING) -> int:
        """How many numbers of a row are the sum, or in a row of averages the mean, of the records after those that were added up ``before``."""
        average = any(is_average(cells[place] or "") for place in filled(cells)[:LABELLED])
        return sum(self._is_sum(cells, place, before, average) for place in filled(cells) if self.counts.get(place))

    def _is_sum(self, cells: Cells, place: int, before: Before, average: bool) -> bool:
        said, parts = number_of(cells[place]), self.counts[place] - before[1].get(place, 0)
        if not said or not parts:  # nothings add up to nothing everywhere
            return False
        added, fine, finest = self.amounts[place] - before[0].get(place, 0.0), _decimals(cells[place]), self.decimals[place]
        if average:
            return abs(added / parts - said) <= 0.5 * 10**-fine + 1e-9 * abs(said)
        blurred = 0.5 * 10**-fine if fine < finest else 0.5 * parts * 10**-finest if fine > finest else 0.0  # each was rounded as it is written
        return abs(added - said) <= blurred + 1e-9 * max(abs(said), self.largest[place], 1.0)


def is_total_of(cells: Cells, records: Sequence[Cells], *, whole: bool) -> bool:
    """Whether a row is the total of those above it; ``whole``: they are all there are."""
    if _label(cells) is None:
        return False
    plainly, sums = Sums(), Sums()
    for record in records:
        if _label(record) is None and not is_aside(record):
            plainly.add(record)
            if _grouped(record, ()) is None:
                sums.add(record)
    if not plainly.records or plainly.lacks(cells) or sums.matches(cells) or plainly.matches(cells):
        return True
    said = [(place, amount) for place in filled(cells) if (amount := number_of(cells[place])) is not None and place in plainly.largest]
    return not whole and bool(said) and all(amount > plainly.largest[place] for place, amount in said)


def is_wordless_sum(cells: Cells, body: Sequence[Row]) -> bool:
    """Whether a row without a word adds up the numbers above it; told only where all of them are known."""
    said = filled(cells)
    if len(body) < 2 or len(body) != body[-1][0] - body[0][0] + 1 or not said or any(kind(cells[place]) != NUMBER for place in said):
        return False
    typical = sum(len(filled(record)) for _, record in body) / len(body)
    if len(said) > typical / 2 or said[0] <= min(place for _, record in body for place in filled(record)):
        return False
    return all(_adds_up(cells[place] or "", [record[place] for _, record in body if place < len(record)]) for place in said)


def _adds_up(total: str, numbers: Sequence[str | None]) -> bool:
    amounts = [number_of(text) for text in (total, *numbers) if text is not None and text.strip()]
    if any(amount is None for amount in amounts) or len(amounts) < 3:
        return False
    wanted, *parts = [amount for amount in amounts if amount is not None]
    return abs(sum(parts) - wanted) < 0.005 + abs(wanted) * 1e-9


def is_lone(cells: Cells, typical: int, *, apart: bool) -> bool:
    """Whether a row below a blank one is a sentence beside the table."""
    said = filled(cells)
    return apart and len(said) == 1 and typical > 2 and kind(cells[said[0]]) not in (*VALUES, CODE)


def names_again(cells: Cells, names: Sequence[str]) -> bool:
    """Whether a row says the names of the columns once more, as on every page of a printed list or where files were put together."""
    said = filled(cells)
    if len(said) < NAMED or 2 * len(said) < sum(map(bool, names)) or said[-1] >= len(names):
        return False
    pairs = [(plain(cells[place] or ""), plain(names[place])) for place in said]
    alike = all(name == text or name.startswith(f"{text}(") or name.endswith(f" {text}") for text, name in pairs)
    return alike and any(name == text for text, name in pairs)


def totals_among(records: Iterable[Row], names: Sequence[str] = ()) -> list[Row]:
    """The rows of a table, given whole and in order, that are no records.

    They add up others, the records above each or all others below the first row, or say the ``names`` of the columns once more.
    """
    sums, found, first = Sums(), [], []
    earlier: list[Before] = [NOTHING]  # where totals stand from which a later one may count on
    last: Cells = ()
    for number, cells in records:
        if not sums.records and _label(cells) is not None:
            first.append((number, cells))
        elif sums.records and _is_subtotal(sums, cells, last, earlier):
            found.append((number, cells))
            earlier.append((dict(sums.amounts), dict(sums.counts)))
            del earlier[1:-EARLIER]
        elif names_again(cells, names):
            found.append((number, cells))
        elif filled(cells):
            sums.add(cells)
            last = cells
    return [row for row in first if sums.lacks(row[1]) or sums.matches(row[1])] + found


def _is_subtotal(sums: Sums, cells: Cells, last: Cells, earlier: Sequence[Before]) -> bool:
    """Whether a row below records, ``last`` the nearest, adds them up, or those after one of the ``earlier`` totals."""
    if _label(cells) is not None:
        return sums.lacks(cells) or any(sums.matches(cells, before) for before in reversed(earlier))
    word = _grouped(cells, last)
    if word is None:
        return False
    named = _group(cells[word] or "") in {plain(cell or "") for cell in last}
    for before in reversed(earlier):
        matched, records = sums.matches(cells, before), max(count - before[1].get(place, 0) for place, count in sums.counts.items())
        if matched and (named or records > 1 and sums.lacks(cells) or records > 1 and matched > 1 or records > FEWEST):
            return True
    return False
