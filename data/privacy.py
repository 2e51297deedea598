"""Personal data at the door: columns of phone numbers, e-mail addresses and national ids, masked, hashed or dropped before they are stored.

mask keeps what tells a person apart at a glance (138****5678, a***@example.com); hash keeps which cells are alike, across files
of one workspace, and nothing else; drop keeps nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.cell_ids import shortened
from data.mapping import Mapping
from data.read import Sheet
from data.schema import TABLES
from data.sql import literal

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
    PHONE: re.compile(r"phone|mobile|\bcell\b|\btel\b|fax|wechat|whatsapp|line id|telegram|电话|手机|電話|手機|联系方式|微信|qq号?$", re.IGNORECASE),
    NATIONAL_ID: re.compile(r"national id|id card|passport|ssn|social security|tax ?id|身份证|身份證|证件号|證件號|护照|护照号", re.IGNORECASE),
}
_PERHAPS = {  # enough where the header says what it is: numbers of any country, and extensions
    PHONE: re.compile(r"(?=(?:\D*\d){6,20}\D*$)[+()\d\s./x;,、，-]+", re.IGNORECASE),
}
_HANDLE = re.compile(r"微信号?|wechat(?: id)?|qq号?|whatsapp|line id|telegram", re.IGNORECASE)  # names of people whatever they look like
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, as ISO 7064 MOD 11-2
_CHECKS = "10X98765432"
_MAIL = r"[^@\s;,，；、/|<>()\"]+@[^@\s;,，；、/|<>()\"]+"  # what stands around them, such as names, is not kept


def personal(sheet: Sheet) -> dict[int, str]:
    """Column → what personal data it holds: phone, email or national_id. Its cells say it, or its header and some of its cells."""
    found = {}
    for position, header in enumerate(sheet.header):
        cells = [cell.strip() for record in sheet.sample if (cell := record[position])]
        for kind, looks in _LOOKS.items():
            named = kind in said(header)
            looks = _PERHAPS.get(kind, looks) if named else looks
            alike = sum(bool(looks.fullmatch(cell)) and (kind != NATIONAL_ID or _is_id(cell)) for cell in cells)
            shown = bool(cells) and alike >= (NAMED if named else MOST) * len(cells) and (named or kind != PHONE or _mobile(cells))
            alone = (kind == NATIONAL_ID or not cells or _HANDLE.fullmatch(header.strip())) and named
            if shown or alone:
                found[position] = kind
                break
    return found


def said(header: str) -> tuple[str, ...]:
    """The kinds of personal data that a header names."""
    return tuple(kind for kind, says in _SAYS.items() if says.search(header))


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
        said = f"lower(trim({cell}))"
        digits = f"regexp_replace({said}, '[\\s()-]|\\.0$', '', 'g')"
        number = f"regexp_replace({digits}, '^(?:\\+|00)?86(1[3-9][0-9]{{9}})$', '\\1')"  # one number, however it is written
        plain = f"CASE WHEN regexp_matches({said}, '[\\p{{L}}@_]') THEN {said} ELSE {number} END"
        done = f"regexp_full_match(trim({cell}), 'h[0-9a-f]{{20}}')"  # a corrected row that comes back
        done += f" OR {shortened(cell)}"  # says nothing of anybody, and many would have one hash
        return f"CASE WHEN {done} THEN trim({cell}) WHEN trim({cell}) <> '' THEN 'h' || left(sha256({salt} || ':' || {plain}), 20) END"
    said = f"regexp_replace(trim({cell}), '\\.0$', '')"  # a number that a spreadsheet made of it
    mails = f"list_transform(regexp_extract_all({said}, {literal(_MAIL)}), lambda mail: left(mail, 1) || '***@' || split_part(mail, '@', 2))"
    return f"""CASE WHEN regexp_matches({said}, {literal(_MAIL)}) THEN array_to_string({mails}, ', ')
        WHEN length({said}) >= 8 THEN left({said}, 3) || repeat('*', length({said})::INTEGER - 7) || right({said}, 4)
        WHEN length({said}) > 1 THEN left({said}, 1) || repeat('*', length({said})::INTEGER - 1)
        WHEN {said} <> '' THEN '*' END"""


def _seen(cell: str | None, way: str | None) -> str | None:
    """A sampled cell as it may be seen; a hash is only hinted at."""
    if way is None or cell is None or not cell.strip():
        return cell
    if way == "drop":
        return None
    if way == "hash":
        return "h…"
    said = cell.strip().removesuffix(".0")
    if mails := re.findall(_MAIL, said):
        return ", ".join(f"{mail[0]}***@{mail.split('@')[1]}" for mail in mails)
    if len(said) >= 8:
        return f"{said[:3]}{'*' * (len(said) - 7)}{said[-4:]}"
    return said[0] + "*" * (len(said) - 1) if len(said) > 1 else "*"
