"""Personal data at the door: columns of phone numbers, e-mail addresses and national ids, masked, hashed or dropped before they are stored.

mask keeps what tells a person apart at a glance (138****5678, a***@example.com); hash keeps which cells are alike, across files
of one workspace, and nothing else; drop keeps nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.check import Mapping
from data.read import Sheet
from data.schema import TABLES

WAYS = ("mask", "hash", "drop")
MOST = 0.6  # share of the cells that have to look alike; where the header says it, a third
NAMED = 1 / 3
PHONE, EMAIL, NATIONAL_ID = "phone", "email", "national_id"
_LOOKS = {
    EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
    PHONE: re.compile(r"(?:(?:\+|00)\d{1,3}[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0?\d{2,4}\)?[- ]\d{3,4}[- ]?\d{3,4})(?:\.0)?|\+\d{8,14}"),
    NATIONAL_ID: re.compile(r"\d{17}[\dXx]|\d{3}-\d{2}-\d{4}|[A-Z]{1,2}\d{6}\(?[\dA]\)?|[A-Z][12]\d{8}"),
}
_SAYS = {
    EMAIL: re.compile(r"e-?mail|邮箱|邮件|郵箱|電郵", re.IGNORECASE),
    PHONE: re.compile(r"phone|mobile|cell|\btel\b|fax|whatsapp|电话|手机|電話|手機|联系方式|微信", re.IGNORECASE),
    NATIONAL_ID: re.compile(r"national id|id card|passport|ssn|social security|tax ?id|身份证|身份證|证件号|證件號|护照|护照号", re.IGNORECASE),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, as ISO 7064 MOD 11-2
_CHECKS = "10X98765432"


def personal(sheet: Sheet) -> dict[int, str]:
    """Column → what personal data it holds: phone, email or national_id. Its cells say it, or its header and some of its cells."""
    found = {}
    for position, header in enumerate(sheet.header):
        cells = [cell.strip() for record in sheet.sample if (cell := record[position])]
        for kind, looks in _LOOKS.items():
            alike = sum(bool(looks.fullmatch(cell)) and (kind != NATIONAL_ID or _is_id(cell)) for cell in cells)
            said = bool(_SAYS[kind].search(header))
            shown = bool(cells) and alike >= (NAMED if said else MOST) * len(cells) and (said or kind != PHONE or _mobile(cells))
            if shown or (said and kind == NATIONAL_ID):
                found[position] = kind
                break
    return found


def _is_id(cell: str) -> bool:
    """Whether the last character of an 18-character Chinese id checks the others; ids of other countries by their looks."""
    if len(cell) != 18:
        return True
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(cell[:17], _WEIGHTS, strict=True)) % 11] == cell[17].upper()


def _mobile(cells: Sequence[str]) -> bool:
    """Whether the numbers differ as numbers of people do: a column of one hotline is nobody's."""
    return len(set(cells)) > max(1, len(cells) // 3)


def ways(sheet: Sheet, mapping: Mapping, position: int) -> tuple[str, ...]:
    """What can be done with a column: what rows are known by can be hashed, or else customers would become one."""
    target = mapping.targets[position]
    table = TABLES[mapping.table]
    if target is None or (target not in (*table.identity, *table.required) and table[target].kind in ("id", "text")):
        return WAYS
    return ("hash",) if table[target].kind in ("id", "text") else ()


def guarded(sheet: Sheet, privacy: Sequence[tuple[int, str]]) -> Sheet:
    """The sheet as it may be seen: cells and samples of the named columns are masked, hashed or gone."""
    if not privacy:
        return sheet
    done = dict(privacy)
    sample = tuple(tuple(_seen(cell, done.get(i)) for i, cell in enumerate(record)) for record in sheet.sample)
    return replace(sheet, sample=sample, guarded=tuple((i, _cell(f"c{i}", way)) for i, way in privacy))


def _cell(cell: str, way: str) -> str:
    """SQL of what stands for a cell."""
    if way == "drop":
        return "NULL::VARCHAR"
    if way == "hash":
        salt = "(SELECT value FROM _meta WHERE key = 'uuid')"
        plain = f"regexp_replace(lower(trim({cell})), '[\\s()-]|\\.0$', '', 'g')"
        done = f"regexp_full_match(trim({cell}), 'h[0-9a-f]{{20}}')"  # a corrected row that comes back
        return f"CASE WHEN {done} THEN trim({cell}) WHEN trim({cell}) <> '' THEN 'h' || left(sha256({salt} || ':' || {plain}), 20) END"
    said = f"trim({cell})"
    return f"""CASE WHEN contains({said}, '@') THEN regexp_replace({said}, '^(.)[^@]*(@.*)$', '\\1***\\2')
        WHEN length({said}) >= 8 THEN left({said}, 3) || repeat('*', length({said})::INTEGER - 7) || right({said}, 4)
        WHEN {said} <> '' THEN left({said}, 1) || repeat('*', length({said})::INTEGER - 1) END"""


def _seen(cell: str | None, way: str | None) -> str | None:
    """A sampled cell as it may be seen; a hash is only hinted at."""
    if way is None or cell is None or not cell.strip():
        return cell
    said = cell.strip()
    if way == "drop":
        return None
    if way == "hash":
        return "h…"
    if "@" in said:
        return re.sub(r"^(.)[^@]*(@.*)$", r"\1***\2", said)
    return f"{said[:3]}{'*' * (len(said) - 7)}{said[-4:]}" if len(said) >= 8 else said[0] + "*" * (len(said) - 1)
