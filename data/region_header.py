"""Where a table's header stands: the row of names above rows of values, with the groups over it and the units under it.

The first row that names every column is the header, whatever comes after. Only where it does not are rows weighed: how many of
the columns below a row names, whether words stand above numbers and dates, whether its cells read as values or labels.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.periods import periods_beside
from data.region_cells import (
    CODE,
    DATE,
    NUMBER,
    VALUES,
    WORDS,
    Cells,
    Spread,
    filled,
    is_format,
    is_label,
    is_rule,
    is_total,
    kind,
    plain,
    unit_of,
)
from data.region_looks import (
    BODY,
    COMPLETE,
    FEW,
    HALF,
    SHORT,
    Look,
    Row,
    counts_up,
    groups_again,
    is_above,
    is_name,
    is_value,
    look_of,
    looks_of,
    rated,
    used_in,
)
from data.region_units import unit_in

WEIGHED = 25  # rows that may be the header
LINES = 3  # of names that a header has at most
NEARLY = 0.15  # a share
GROUPS = re.compile(
    r"(?:订单|客户|会员|商品|产品|发票|工单|线索|供应商|收货人?|收件人?|下单|付款|支付|退款|退货|门店|买家|卖家|顾客|销售员?|合同|开票|联系人"
    r"|orders?|customers?|clients?|products?|items?|invoices?|tickets?|leads?|shipping|billing|delivery|stores?|members?|contacts?|suppliers?|payments?)"
    r"(?:信息|资料|详情|明细|数据|\s*(?:info(?:rmation)?|details?|data))?"
)
_ASIDE = re.compile(r"(?:信息|资料|详情|明细|数据|\s*(?:info(?:rmation)?|details?|data))$", re.IGNORECASE)
_MONEY = re.compile(r".*(?:额|价|费|款|收入|成本|利润|毛利|营收|应收|实收|欠|amount|revenue|price|cost|sales|profit|fee).*")
_OWN_UNIT = re.compile(
    r"[(\[【](?![^)\]】元]*(?:税|\b(?:tax|vat|gross|net)\b)[^)\]】元]*[)\]】]\s*$)[^)\]】]*[)\]】]\s*$"
)  # a bracket of taxes is none
_LATIN = re.compile(r"[a-z_][\w .\-/()]*")


@dataclass(frozen=True)
class Header:
    """Rows ``row`` to ``row + lines - 1`` name the columns; without lines the records begin in ``row``. ``strength``: how sure, by what is below."""

    row: int
    lines: int
    names: tuple[str, ...]
    strength: float = 0.0


def header_of(rows: Sequence[Row]) -> Header:
    """The header of a table's first rows, blank ones left out; of more than none."""
    if len(rows) == 1 or max(len(filled(cells)) for _, cells in rows[: WEIGHED + BODY]) < 2:
        return Header(rows[0][0], 1, names(rows, 0, 1))
    chosen, strength = _chosen(rows)
    if chosen < 0:
        first = ~chosen
        return Header(rows[first][0], 0, ())
    start = chosen
    while start and chosen - start + 1 < LINES and _is_group(rows, start):
        start -= 1
    end = chosen + 1
    while end < len(rows) - 1 and end - start < LINES and _is_below(rows, end):
        end += 1
    lines = end + _under(rows, start, end) - start
    return Header(rows[start][0], lines, names(rows, start, lines), strength)


def _chosen(rows: Sequence[Row]) -> tuple[int, float]:
    """Which row names the columns, and how sure that is; the inverse of the first record's place when none does."""
    first = rated(rows, 0)
    if first.complete:
        return 0, first.contrast
    ratings = [first, *(rated(rows, place) for place in range(1, min(WEIGHED, len(rows) - 1)))]
    possible = [place for place, rating in enumerate(ratings) if rating.possible and not _is_record(rows, place)]
    best = max((ratings[place] for place in possible), key=lambda rating: rating.score, default=None)
    if best is not None:
        near = (place for place in possible if ratings[place].score >= best.score - NEARLY or best.contrast < FEW)
        place = next(near)
        above = next((earlier for earlier in range(place) if _is_record(rows, earlier)), None)
        if above is None:
            return place, ratings[place].contrast
        return (0, 0.0) if 0 in possible else (~above, 0.0)
    place = next((place for place, rating in enumerate(ratings) if rating.coverage >= HALF), 0)
    return (~place if _is_record(rows, place) else 0), 0.0


def _is_record(rows: Sequence[Row], place: int) -> bool:
    """Whether a row reads as those below it: values above values of the same kind, and hardly words above values."""
    cells, looks = rows[place][1], looks_of(rows, place + 1)
    used, named = used_in(looks, len(rows) - place - 1), filled(cells)
    if len(used & set(named)) < 0.6 * len(used) or counts_up(cells):
        return False
    said = [(cells[column] or "", looks[column]) for column in named if column in used]
    alike = [kind(text) for text, look in said if is_value(text, look) and look.kind in (kind(text), CODE)]
    above = sum(is_above(text, look) for text, look in said)
    return 3 * above <= len(alike) and (len(alike) >= max(1, len(said) / 5) or alike.count(DATE) >= 2)


def _next(rows: Sequence[Row], place: int) -> bool:
    """Whether no blank row parts a row from the one before."""
    return rows[place][0] == rows[place - 1][0] + 1


def _is_group(rows: Sequence[Row], place: int) -> bool:
    """Whether the row above a header names groups of its columns."""
    above, below = rows[place - 1][1], rows[place][1]
    groups, named = filled(above), filled(below)
    if len(groups) < 2 or not _next(rows, place) or max(groups) > max(named):
        return False
    twice = len({plain(below[column] or "") for column in named}) < len(named)
    texts = [above[column] or "" for column in groups]
    odd = any(len(text) > SHORT or is_label(text) or (kind(text) in VALUES or unit_of(text).isupper()) and not twice for text in texts)
    return not odd and (len(groups) < len(named) or groups_again(above)) and (twice or all(kind(text) == WORDS for text in texts))


def _is_below(rows: Sequence[Row], place: int) -> bool:
    """Whether a row goes on with the names of the row above: it stands under groups alone, and its words above values."""
    above, cells, looks = rows[place - 1][1], rows[place][1], looks_of(rows, place + 1)
    named, here = set(filled(above)), filled(cells)
    if not here or not _next(rows, place):
        return False
    again = groups_again(above)
    for column in here:
        text, look = cells[column] or "", looks[column] if column < len(looks) else look_of((), 0)
        grouped = again or column not in named and min(named, default=column) < column or column + 1 not in named and column + 1 in here
        if not grouped or len(text) > SHORT or kind(text) in VALUES or is_value(text, look) or is_total(text):
            return False
    if not again and not set(here) - named:
        return False
    over = any(is_above(cells[column] or "", looks[column]) for column in here if column < len(looks))
    blank = any(looks[column].share >= COMPLETE for column in named - set(here) if column < len(looks)) and len(rows) > place + 2
    return over or blank or sum(is_name(cells[column] or "") for column in here) >= HALF * len(here)


def _under(rows: Sequence[Row], start: int, end: int) -> int:
    """How many rows under the names are none of the records: units, formats, drawn lines, the names in the system's own language."""
    count = 0
    while count < 2 and end + count < len(rows) - 1 and _next(rows, end + count) and _is_under(rows, start, end + count):
        count += 1
    return count


def _is_under(rows: Sequence[Row], start: int, place: int) -> bool:
    cells, looks = rows[place][1], looks_of(rows, place + 1)
    texts = [(cells[column] or "", looks[column] if column < len(looks) else look_of((), 0)) for column in filled(cells)]
    if all(is_rule(text) for text, _ in texts):
        return True
    if all(unit_of(text) or is_format(text) for text, _ in texts):
        return not any(plain(text) in look.values for text, look in texts) and any(look.kind in VALUES for _, look in texts)
    return _is_alias(filled(rows[start][1]), rows[start][1], texts)


def _is_alias(named: Sequence[int], header: Cells, texts: Sequence[tuple[str, Look]]) -> bool:
    """Whether a row says once more, in Latin letters, what the Chinese names above it say."""
    foreign = sum(not (header[column] or "").isascii() for column in named)
    if foreign < HALF * len(named) or len(texts) < max(2, COMPLETE * len(named)):
        return False
    latin = all(_LATIN.fullmatch(plain(text)) and plain(text) not in look.values for text, look in texts)
    known = sum(is_name(text) or "_" in text for text, _ in texts)
    return latin and known >= HALF * len(texts) and sum(is_above(text, look) for text, look in texts) >= min(2, len(texts) - 1)


def names(rows: Sequence[Row], start: int, lines: int) -> tuple[str, ...]:
    """The name of each column, from ``lines`` rows of names, units and the like."""
    given = [cells for _, cells in rows[start : start + lines]]
    said = [cells for n, cells in enumerate(given) if not n or not _is_under(rows, start, start + n)]
    units = [cells for cells in given[1:] if cells not in said]
    width = max(map(len, given), default=0)
    deepest, groups = _deepest(said, width)
    several = Counter(map(plain, filter(None, deepest)))
    found = [_joined(name, group, several[plain(name)] > 1) for name, group in zip(deepest, groups, strict=True)]
    looks = looks_of(rows, start + lines)
    notes = [cells for _, cells in rows[start + lines :] if len(filled(cells)) == 1]
    common = next(filter(None, map(unit_in, (*(cells for _, cells in rows[:start]), *notes))), "")
    beside = periods_beside(found) if common else ()
    for place, name in enumerate(found):
        unit = next((unit for cells in units if place < len(cells) and (unit := unit_of(cells[place] or ""))), "")
        if not unit and common and place < len(looks) and looks[place].kind == NUMBER and (_MONEY.fullmatch(plain(name)) or place in beside):
            unit = common
        if name and unit and not _OWN_UNIT.search(plain(name)):
            found[place] = f"{name}({unit})"
    return tuple(found)


def _deepest(lines: Sequence[Cells], width: int) -> tuple[list[str], list[str]]:
    """The lowest name of each column, and the groups that it stands in, the outermost first."""
    table = [[(cells[place] or "").strip() if place < len(cells) else "" for place in range(width)] for cells in lines]
    deepest = [next((line[place] for line in reversed(table) if line[place]), "") for place in range(width)]
    groups = [""] * width
    for level, line in enumerate(table[:-1]):
        below, group = table[level + 1 :], ""
        explicit = any(isinstance(cell, Spread) for cell in lines[level])  # how far each group reaches
        for place in range(width):
            goes_on = any(other[place] for other in below)
            if line[place] or not goes_on or explicit:
                group = line[place] if goes_on else ""
            if group and plain(group) != plain(deepest[place]):
                groups[place] = f"{groups[place]} {group}".strip()
    return deepest, groups


def _joined(name: str, group: str, several: bool) -> str:
    """The name with its group where that tells columns apart or says whose it is."""
    whose = GROUPS.fullmatch(plain(group)) is not None
    short = _ASIDE.sub("", group) if whose else group
    if not name or not group or plain(short) in plain(name) or not (several or whose):
        return name
    return f"{short} {name}"
