"""Sheets of another shape: a survey that comes one column a question, amounts and goals that come one column a month, quarter or week.

The mapping says it: several columns of scores and none of questions, several of amounts and none of dates. What the headers say
becomes a column of its own, and each filled cell a row: an answer, or what a customer bought, a channel cost or a goal is in a month.
What was bought or cost in a period is dated its first day. A response without an id of its own is its record; a blank cell is no row.
"""

import re
from dataclasses import replace

from data.headers import scale_of
from data.mapping import WIDE, Mapping, is_wide
from data.periods import first_day, period_of
from data.read import Sheet
from data.region_cells import is_note

RECORD = "response_id"
UNITS = {1: "", 10**3: "(千元)", 10**4: "(万元)", 10**6: "(百万元)", 10**7: "(千万元)", 10**8: "(亿元)", 10**9: "(billions)"}
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def long(sheet: Sheet, mapping: Mapping) -> tuple[Sheet, Mapping]:
    """The sheet with one record a value, and its mapping; a sheet that is not wide comes back as it is.

    The values of a record stand together, blank ones included: so a record still tells its row.
    """
    if not is_wide(mapping):
        return sheet, mapping
    wide = WIDE[mapping.table]
    asked = tuple(i for i, target in enumerate(mapping.targets) if target == wide.held)
    kept = tuple(i for i, target in enumerate(mapping.targets) if target != wide.held)
    numbered = _numbered(mapping)
    said = _said(sheet, asked, mapping.table)
    sample = tuple(
        (*(record[i] for i in kept), *([str(n)] if numbered else []), said[n % len(asked)], record[asked[n % len(asked)]])
        for n, record in enumerate(sheet.sample)  # each record shows one of its values: enough to judge how they are written
    )
    scales = {scale_of(sheet.header[i]) for i in asked}
    held = wide.held + (UNITS[scales.pop()] if len(scales) == 1 else "")
    header = (*(sheet.header[i] for i in kept), *([RECORD] if numbered else []), wide.said, held)
    unpivoted = replace(sheet, header=header, sample=sample, asked=asked, questions=said, numbered=numbered)
    return unpivoted, replace(mapping, targets=long_targets(mapping))


def long_targets(mapping: Mapping) -> tuple[str | None, ...]:
    """What the columns of a sheet are taken for once it is long."""
    if not is_wide(mapping):
        return mapping.targets
    wide = WIDE[mapping.table]
    numbered = (RECORD,) * _numbered(mapping)
    return (*(target for target in mapping.targets if target != wide.held), *numbered, wide.said, wide.held)


def _numbered(mapping: Mapping) -> bool:
    """Whether the records' numbers stand for the responses' ids."""
    return mapping.table == "surveys" and RECORD not in mapping.targets


def _said(sheet: Sheet, asked: tuple[int, ...], table: str) -> tuple[str, ...]:
    """What the headers say: questions told apart, or periods; a header that is none is left as it is, for the problems to tell."""
    names = tuple(sheet.header[i].strip() or f"({i + 1})" for i in asked)
    if table == "surveys":
        return _told_apart(names)
    periods = [(period_of(name, year_of(sheet)), name) for name in names]
    return tuple(name if not period or period.startswith("--") else period if table == "targets" else first_day(period) for period, name in periods)


def year_of(sheet: Sheet) -> int | None:
    """The one year that the headers name, else the title above them, the sheet's name, the file's; None where it is none or several."""
    title = " ".join(text for row in sheet.above for text in row.split(" · ") if not is_note(text))  # a note may say when it was printed
    for place in (" ".join(sheet.header), title, sheet.name, sheet.file):
        years = set(YEAR.findall(place))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def _told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """The questions' names; one that stands there twice gets a number, since it is half the key of an answer."""
    return tuple(name if names.count(name) == 1 else f"{name} ({names[: i + 1].count(name)})" for i, name in enumerate(names))
