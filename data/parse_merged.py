"""Which cells of a worksheet are merged, as its XML says at its end: the reader of workbooks gives them as one value among blanks.

A value merged down several rows is said of each of them, so the records below the first get it too; but an amount is one amount
for all, and stays where it is. Names merged across columns are groups of exactly these. Worksheets whose XML is larger than
``LARGEST`` are taken as they come.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.region import Found
from data.region_blocks import Block
from data.region_cells import NUMBER, Spread, kind, plain
from data.region_header import names
from data.region_looks import Row

if TYPE_CHECKING:
    import pyarrow as pa

LARGEST = 16 << 20  # bytes of a worksheet's XML, some 300,000 cells
CHUNK = 1 << 20
OVERLAP = 1 << 12  # characters that a tag never has
MOST = 100_000  # merged ranges of a worksheet
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\br:id\s*=\s*[\"']([^\"']*)[\"']")
LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
LINK_PART = re.compile(rb"\b(Id|Target)\s*=\s*[\"']([^\"']*)[\"']")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})[0-9]{1,7}[\"'](?:[^>]*[^>/])?>\s*<(?!/)")
_KEY = re.compile(
    r".*(?:编号|编码|单号|账号|卡号|号码|序号|电话|手机|年份?|月份?|工号|id)|.*\b(?:no|number|code|phone|mobile|tel|year|month|key|#)\.?"
)


@dataclass(frozen=True)
class Merged:
    """Rows ``top`` to ``bottom`` (as a spreadsheet program numbers them) and columns ``left`` to ``right`` (from 0) that are one cell."""

    top: int
    bottom: int
    left: int
    right: int


def merged_cells(path: Path, position: int) -> list[Merged]:
    """The merged cells of a worksheet of an .xlsx, by its position; columns are counted from the first that says something, as they are read."""
    try:
        with zipfile.ZipFile(path) as parts:
            entry = _entry(parts, position)
            if entry is None or entry.file_size > LARGEST:
                return []
            ranges, left = _ranges(parts, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return []  # the reader of workbooks was content with it
    return [Merged(one.top, one.bottom, max(0, one.left - left), one.right - left) for one in ranges if one.right >= left]


def _entry(parts: zipfile.ZipFile, position: int) -> zipfile.ZipInfo | None:
    """The part of a worksheet."""
    entries = {entry.filename.lower().replace("\\", "/").lstrip("/"): entry for entry in parts.infolist()}
    told = [entries.get(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    if told[0] is None or told[1] is None or max(one.file_size for one in told if one) > LARGEST:
        return None
    sheets, links = SHEET.findall(parts.read(told[0])), [dict(LINK_PART.findall(tag)) for tag in LINK.findall(parts.read(told[1]))]
    if position >= len(sheets):
        return None
    target = next((link.get(b"Target", b"").decode(errors="replace") for link in links if link.get(b"Id") == sheets[position]), "")
    return entries.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())


def _ranges(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[list[Merged], int]:
    """The merged ranges of a part, columns counted from A, and its first column that says something."""
    found: list[Merged] = []
    left = 1 << 20
    for block in _blocks(parts, entry):
        if b"mergeCell" in block:
            for first, top, last, bottom in MERGED.findall(block):
                found.append(Merged(int(top), int(bottom), _column(first), _column(last)))
                if len(found) >= MOST:
                    return [], 0
        left = min((left, *map(_column, set(CELL.findall(block)))))
    return list(dict.fromkeys(found)), left


def _blocks(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's XML, many tags at once; a tag that is cut comes again whole."""
    rest = b""
    with parts.open(entry) as part:
        while chunk := part.read(CHUNK):
            block = rest + chunk
            yield block
            rest = block[-OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def named(one: Found, blocks: Iterable[Block], merged: Sequence[Merged]) -> Found:
    """The table with its names in exactly the groups that are merged above them."""
    across = [cell for cell in merged if cell.right > cell.left and one.header.row <= cell.bottom and cell.top < one.first]
    if not across or one.header.lines < 2:
        return one
    rows = [(number, cells[: one.right]) for block in blocks for number, cells in block.rows if number >= one.start]
    above, lines = sum(number < one.header.row for number, _ in rows), sum(one.header.row <= number < one.first for number, _ in rows)
    given = [*rows[:above], *_with_groups(rows[above : above + lines], across), *rows[above + lines :]]
    return replace(one, header=replace(one.header, names=("",) * one.left + names(given, above, lines)[one.left :]))


def _with_groups(rows: Sequence[Row], across: Iterable[Merged]) -> list[Row]:
    """Rows of names, each merged cell's text in all of its columns."""
    filled: list[Row] = []
    for number, cells in rows:
        said = list(cells)
        for one in across:
            if one.top <= number <= one.bottom and one.left < len(cells) and (text := cells[one.left]):
                for place in range(one.left, min(one.right + 1, len(said))):
                    said[place] = Spread(text)
        filled.append((number, said))
    return filled


def filled_down(column: "pa.Array", name: str, place: int, first: int, merged: Sequence[Merged], said: Sequence[bool]) -> tuple["pa.Array", int]:
    """A column of records, row ``first`` the first, with what is merged down over others that say anything; and how many cells that are."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    source, room = np.arange(len(column)), 4 * len(column)
    for one in merged:
        top, bottom = one.top - first, min(one.bottom - first, len(column) - 1)
        if one.left != place or top < 0 or bottom <= top or not _is_said_of_each(column[top].as_py(), name):
            continue
        room -= bottom - top
        if room < 0:  # ranges that overlap: no spreadsheet program writes them
            break
        source[top : bottom + 1] = top
    blank = column.is_null().to_numpy(zero_copy_only=False)
    source = np.where(blank & np.asarray(said), source, np.arange(len(column)))
    count = int((source != np.arange(len(column))).sum())
    return (pc.take(column, pa.array(source)), count) if count else (column, 0)


def _is_said_of_each(text: str | None, name: str) -> bool:
    """Whether a value that is merged down rows is said of each of them: a name, a day, a number that counts nothing."""
    return text is not None and (kind(text) != NUMBER or _KEY.fullmatch(plain(name)) is not None)
