"""Sheets of another shape: a survey that comes one column a question becomes one row an answer.

The mapping says it: a surveys sheet with columns of scores and none of questions is wide. Its headers are the questions, and a
response without an id of its own is its record.
"""

from dataclasses import replace

from data.check import Mapping, is_wide
from data.read import Sheet

QUESTION, SCORE, RECORD = "question", "score", "response_id"


def long(sheet: Sheet, mapping: Mapping) -> tuple[Sheet, Mapping]:
    """The sheet with one record an answer, and its mapping; a sheet that is not wide comes back as it is.

    The records of a response stand together, one a question, unanswered ones included: so a record still tells its row.
    """
    if not is_wide(mapping):
        return sheet, mapping
    asked = tuple(i for i, target in enumerate(mapping.targets) if target == SCORE)
    kept = tuple(i for i, target in enumerate(mapping.targets) if target != SCORE)
    numbered = RECORD not in mapping.targets
    sample = tuple(
        (*(record[i] for i in kept), *([str(n)] if numbered else []), sheet.header[one], record[one])
        for n, record in enumerate(sheet.sample)
        for one in (asked[n % len(asked)],)  # each record shows one of its answers: enough to judge how they are written
    )
    header = (*(sheet.header[i] for i in kept), *([RECORD] if numbered else []), QUESTION, SCORE)
    targets = (*(mapping.targets[i] for i in kept), *([RECORD] if numbered else []), QUESTION, SCORE)
    names = tuple(sheet.header[i].strip() or f"({i + 1})" for i in asked)
    unpivoted = replace(sheet, header=header, sample=sample, asked=asked, questions=_told_apart(names), numbered=numbered)
    return unpivoted, replace(mapping, targets=targets)


def _told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """The questions' names; one that stands there twice gets a number, since it is half the key of an answer."""
    return tuple(name if names.count(name) == 1 else f"{name} ({names[: i + 1].count(name)})" for i, name in enumerate(names))
