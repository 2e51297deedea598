"""How the columns below a row of a worksheet read, and what that says for the row as their names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.region_cells import CODE, DATE, LONG, NUMBER, WORDS, Cells, filled, is_label, is_note, is_total, is_year, kind, plain, shape

Row = tuple[int, Cells]  # with the number that a spreadsheet program shows

BODY = 30  # rows below one that are looked at
SHORT = 20  # characters of a group's name
COMPLETE, HALF, SOME, FEW = 0.9, 0.5, 0.34, 0.3
_NAMES = re.compile(
    r".*(?:编号|编码|单号|姓名|名称|电话|手机号?|地址|日期|时间|金额|数量|单价|价格|城市|省份?|性别|邮箱|备注|状态|类型|类别|渠道|来源|等级|年龄|生日|部门|负责人|客户|商品|产品|门店|评分|款|额|率)"
    r"|id|.*[ _-]id|.*\b(?:name|phone|e-?mail|address|date|time|amount|qty|quantity|price|city|country|status|type|notes?|code|no\.?"
    r"|number|total|category|channel|source|gender|age|score)"
)


@dataclass(frozen=True)
class Look:
    """How a column reads below a row."""

    kind: str
    shape: str
    values: frozenset[str]
    share: float  # of the rows that say something here
    years: bool


@dataclass(frozen=True)
class Rating:
    """What speaks for a row as the header; shares of its cells, but ``coverage``: of the columns that are used below."""

    coverage: float
    values: float
    labels: float
    long: float
    repeated: float
    contrast: float
    distinct: bool
    known: bool  # all of several cells are what columns are called

    @property
    def score(self) -> float:
        """How much speaks for it, all told."""
        return self.coverage + HALF * self.contrast - self.values - self.labels - HALF * (self.repeated + self.long) - (not self.distinct) * SOME

    @property
    def complete(self) -> bool:
        """Whether the row can be nothing but names."""
        wrong = self.values or self.labels or self.long or not self.distinct
        return self.coverage >= COMPLETE and not wrong and self.repeated < HALF

    @property
    def possible(self) -> bool:
        """Whether it is more than a title."""
        wide = self.coverage >= HALF or self.known and self.coverage >= FEW
        return wide and self.labels < FEW and self.values <= SOME and self.long < HALF


def looks_of(rows: Sequence[Row], start: int) -> list[Look]:
    """How the columns read from a place on."""
    body = [cells for _, cells in rows[start : start + BODY] if not _aside(cells)]
    width = max((len(cells) for cells in body), default=0)
    return [
        look_of([c for cells in body if place < len(cells) and (c := cells[place]) is not None and c.strip()], len(body)) for place in range(width)
    ]


def _aside(cells: Cells) -> bool:
    """Whether a row is no record on its face: a total or a note."""
    said = filled(cells)
    return len(said) == 1 and is_note(cells[said[0]] or "") or any(is_total(cells[place] or "") for place in said[:2])


def look_of(cells: Sequence[str], rows: int) -> Look:
    """How the cells of a column read that say something, of so many rows."""
    kinds, shapes = Counter(map(kind, cells)), Counter(map(shape, cells))
    most, times = kinds.most_common(1)[0] if cells else (WORDS, 0)
    if times < 0.6 * len(cells):
        most = CODE if kinds[WORDS] < HALF * len(cells) else WORDS
    alike = [form for form, many in shapes.items() if many >= 0.8 * len(cells)]
    years = bool(cells) and all(map(is_year, cells))
    return Look(most, alike[0] if alike else "", frozenset(map(plain, cells)), len(cells) / max(1, rows), years)


def used_in(looks: Sequence[Look], rows: int) -> set[int]:
    """The columns that say something in more than a stray row."""
    return {place for place, look in enumerate(looks) if look.share and (look.share >= 0.2 or rows <= 5)}


def rated(rows: Sequence[Row], place: int) -> Rating:
    """What speaks for a row as the header of those below."""
    cells = rows[place][1]
    looks = looks_of([row for row in rows[place + 1 : place + 2 * BODY] if row[1] != cells], 0)  # names may come again on every page
    named, used = filled(cells), used_in(looks, len(rows) - place - 1)
    said = [(cells[column] or "", looks[column] if column < len(looks) else look_of((), 0)) for column in named]
    count, steps = max(1, len(said)), counts_up(cells)
    values = sum(not steps and is_value(text, look) for text, look in said)
    words = sum(is_name(text) for text, _ in said) / count
    contrast = sum(is_above(text, look) for text, look in said) / count
    plains = [plain(text) for text, _ in said]
    return Rating(
        coverage=len(used & set(named)) / max(1, len(used)),
        values=values / count,
        labels=sum(is_label(text) for text, _ in said) / count,
        long=sum(len(text) > LONG and kind(text) == WORDS for text, _ in said) / count,
        repeated=sum(text in look.values for text, (_, look) in zip(plains, said, strict=True)) / count,
        contrast=max(contrast, words if words >= HALF else 0.0),
        distinct=len(set(plains)) == len(plains) or not groups_again(cells),
        known=len(said) > 1 and words == 1,
    )


def groups_again(cells: Cells) -> bool:
    """Whether a row is one of groups written into each of their columns: the same words side by side, more than once in all."""
    pairs = sum(bool(one and two and plain(one) == plain(two) and plain(one)) for one, two in zip(cells, cells[1:], strict=False))
    return pairs >= max(2, len(filled(cells)) // 3)


def counts_up(cells: Cells) -> bool:
    """Whether the numbers of a row count up, as those of questions or years do."""
    numbers = [plain(cells[place] or "") for place in filled(cells) if kind(cells[place]) == NUMBER]
    if not all(number.isdigit() and len(number) <= 4 for number in numbers) or len(numbers) < 2 + (not all(map(is_year, numbers))):
        return False
    return all(int(two) - int(one) == 1 for one, two in zip(numbers, numbers[1:], strict=False))


def is_value(text: str, look: Look) -> bool:
    """Whether a cell reads as those below it do, or as no name does."""
    found = kind(text)
    if found == NUMBER:
        return not (is_year(text) and look.kind == NUMBER and not look.years)
    if found == DATE:
        return look.kind != NUMBER
    form = shape(text)
    if found == WORDS and not any(map(str.isalnum, text)):
        return True  # signs alone
    return found == CODE and (form == "@" or form == look.shape and form.count("0") >= 2)


def is_above(text: str, look: Look) -> bool:
    """Whether words stand above values."""
    return look.kind in (NUMBER, DATE, CODE) and kind(text) in (WORDS, CODE, DATE) and kind(text) != look.kind and not is_value(text, look)


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a cell is what columns are often called."""
    return len(text) <= SHORT and _NAMES.fullmatch(plain(text)) is not None
