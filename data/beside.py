"""Columns that stand side by side: the questions of a survey; the months, quarters or weeks of orders, costs and goals."""

import re
from collections.abc import Sequence

from data.headers import SheetColumn, scale_of
from data.periods import MONTH, QUARTER, SEVERAL, WEEK, length_of, period_of
from data.proposals import READABLE, Match
from data.scales import CODES, score_of
from data.schema import Table

WORDED = 0.6  # share of answers in words that make a column a question of a survey
WORDY = 10  # characters of an answer in own words
FEW = 2  # questions that make a survey of a sheet without ids of responses

# How a question of a survey begins or what it asks, and what asks for facts rather than opinions.
_ASKS = re.compile(
    r"^\s*[（(]?q\s*\d|^\s*\d+\s*[.、)）．:：]|[?？]|satisf|recommend|likel|agree|rate |rating|score|nps|netpro|csat|ces\b|effort|quality|service"
    r"|overall|满意|推荐|评价|评分|打分|程度|质量|服务|态度|感受|意愿|费力|认同|期望|感知|同意",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"age$|age group|how old|gender|income|education|occupation|county|country|zip|live|lang|purpose|purp\d|times|how (?:many|often)|fly|long"
    r"|getto|first|com\d|年龄|性别|收入|学历|职业|城市|地区|几次|多久|多少|频率",
    re.IGNORECASE,
)
_SURE_QUESTION = re.compile(r"(?i)recommend|\bnps\b|\bcsat\b|\bces\b|how satisfied|推荐.*(?:吗|程度|可能)|满意吗|满意程度|推荐意愿|净推荐")
_OPEN_QUESTION = re.compile(
    r"(?i)anything else|\bwhy\b|reason|comment|suggest|improve|tell us|better|feedback|in your own words|建议|意见|原因|为什么|其他|改进|不满"
)


def questions(columns: Sequence[SheetColumn], found: dict[str, Match]) -> list[Match]:
    """The columns of a survey that are questions, each answered with a few whole numbers; none where a column holds the questions."""
    if "question" in found:
        return []
    taken = {match.column for match in found.values() if match.target != "score"}
    asked = [c for c in columns if c.position not in taken and _ASKS.search(c.said) and not _FACTS.search(c.said) and _rated(c)]
    if len(asked) < (1 if "response_id" in found or any(_SURE_QUESTION.search(c.said) for c in asked) else FEW):
        return []
    found.pop("score", None)
    left = {c.position for c in asked} | taken
    open_ended = [c for c in columns if c.position not in left and c.cells and _OPEN_QUESTION.search(c.said) and _free(c) and not _rated(c)]
    if "comment" not in found and open_ended:
        fullest = min(open_ended, key=lambda c: (-len(c.cells), c.order))
        found["comment"] = Match(fullest.position, "comment", 0.8, "similar")
    return [Match(column.position, "score", 0.85, "question") for column in asked]


def _free(column: SheetColumn) -> bool:
    """Whether the cells are in the answerers' own words: most differ, or they are long."""
    return column.distinct > 0.5 or sum(map(len, column.cells)) >= WORDY * len(column.cells)


def months(table: Table, columns: Sequence[SheetColumn], found: dict[str, Match]) -> list[Match]:
    """The columns whose headers are months and whose cells are amounts or goals; none where a column holds the dates."""
    when, held = {"orders": ("ordered_at", "amount"), "spend": ("month", "amount"), "targets": ("period", "target")}.get(table.name, ("", ""))
    if not held or any(columns[match.column].cells for target, match in found.items() if target == when):
        return []
    named = by_month(columns)
    cells = sum(len(c.cells) for c in named)
    fit = sum(len(c.cells) * c.reads(table[held].kind) for c in named) >= READABLE * cells  # one cell that is none denies no month
    if not fit or not named:
        return []
    taken = {c.position for c in named}
    for target in [target for target, match in found.items() if target in (when, held) or match.column in taken]:
        del found[target]
    return [Match(column.position, held, 0.9, "month") for column in named]


def by_month(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """The columns whose headers are months, else weeks, else quarters: longer periods beside shorter ones add them up.

    None where they are few, hold percentages or different units, or one comes twice; Q1 is a question where people answer on a scale.
    """
    periods = {c.position: period for c in columns if (period := period_of(c.said))}
    for length in (MONTH, WEEK, QUARTER):
        named = [c for c in columns if length_of(periods.get(c.position, "")) == length]
        said = {periods[c.position] for c in named}
        if len(named) >= SEVERAL:
            if _shares(named) or len({scale_of(c.said) for c in named}) > 1:
                return []
            asked = length != MONTH and any(one.startswith("--") for one in said) and any(map(_rated, named))
            return named if len(said) == len(named) and not asked else []
    return []


def _shares(columns: Sequence[SheetColumn]) -> bool:
    """Whether cells are percentages, which are no amounts: a tenth of them, since some may be left out."""
    cells = [cell for column in columns for cell in column.cells]
    return sum(cell.rstrip().endswith(("%", "％")) for cell in cells) > len(cells) / 10


def _rated(column: SheetColumn) -> bool:
    """Whether the cells are answers on a scale: whole numbers from 0 to 11 or codes for no answer, of which at least three differ, or words."""
    worded = [score for cell in column.cells if not cell.strip().isdecimal() and (score := score_of(cell)) is not None]
    if len(worded) >= WORDED * len(column.cells) and len(set(worded)) >= 2:
        return True
    values = {cell.strip().removesuffix(".0") for cell in column.cells}
    numbers = {int(value) for value in values if value.isdecimal() and len(value) <= 3}
    whole = sum(cell.strip().removesuffix(".0").isdecimal() for cell in column.cells)
    return len(numbers) >= 3 and max(numbers - CODES, default=0) in range(4, 12) and whole >= 0.8 * len(column.cells)
