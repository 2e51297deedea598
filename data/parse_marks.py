"""What a worksheet says of its cells besides their values: which are merged or hidden, and in which currency numbers are shown.

The reader of workbooks does not tell it, so the XML itself is looked through. Of worksheets whose XML is larger than ``LARGEST``
only the beginning is: there stand the columns, and whether a filter is on, for which alone the whole is read. How numbers are
shown is judged by the first ``LOOKED`` bytes, unless the workbook has styles of several currencies: then by all.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from data.parse_prices import SHARE, Shown, shown_as

LARGEST = 16 << 20  # bytes of a worksheet's XML, some 300,000 cells
DIRECTORY = 16 << 20  # bytes of the parts that say where worksheets are
CHUNK = 1 << 20
OVERLAP = 1 << 12  # characters that a tag never has
LOOKED = 1 << 18  # bytes of a worksheet's XML
MOST = 100_000  # merged ranges of a worksheet
ROWS, WIDTH = 1_048_576, 16_384  # of any worksheet
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\br:id\s*=\s*[\"']([^\"']*)[\"']")
LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
LINK_PART = re.compile(rb"\b(Id|Target)\s*=\s*[\"']([^\"']*)[\"']")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})[0-9]{1,7}[\"'](?:[^>]*[^>/])?>\s*<(?!/)")
HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
HIDDEN_TAG = re.compile(rb"<(?:\w+:)?(row|col)\s(?=[^>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'])[^>]*>")
NUMBERS = re.compile(rb"\b(r|min|max)\s*=\s*[\"']([0-9]{1,7})[\"']")
FILTERED = re.compile(rb"<(?:\w+:)?sheetPr\s[^>]*?\bfilterMode\s*=\s*[\"'](?:1|true)[\"']")
STYLED = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>\s*<(?:\w+:)?(?:f|v)\b")
CELL_PART = re.compile(rb"\b(r|s|t)\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"']")
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
FORMAT_PART = re.compile(rb"\b(numFmtId|formatCode)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
PERCENT = (b"9", b"10")  # the formats of shares that no workbook spells out
STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(rb"<(?:\w+:)?xf\s(?:[^>]*?\bnumFmtId\s*=\s*[\"']([0-9]{1,9})[\"'])?")
ODS_TAG = re.compile(rb"<table:table(-row)?(?=[\s/>])([^>]*)>")
ODS_TIMES = re.compile(rb"\btable:number-rows-repeated=[\"']([0-9]{1,7})[\"']")
ODS_HIDDEN = re.compile(rb"\btable:visibility=[\"'](?:collapse|filter)[\"']")


@dataclass(frozen=True)
class Merged:
    """Rows ``top`` to ``bottom`` (as a spreadsheet program numbers them) and columns ``left`` to ``right`` (from 0) that are one cell."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Marks:
    """What is merged, hidden, a currency or its sign in columns that show one, and columns of numbers that lost digits.

    Rows are as a spreadsheet program numbers them, columns counted from the first that says something, which is 0.
    """

    merged: Sequence[Merged] = ()
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    mixed: Mapping[int, Mapping[str, Sequence[int]]] = field(default_factory=dict)  # of a column that shows several: each one's rows
    cut: frozenset[int] = frozenset()


PLAIN = Marks()


def marks_of(path: Path, position: int, styles: Mapping[bytes, str]) -> Marks:
    """What a worksheet of an .xlsx says, by its position; ``styles`` are those that show a currency."""
    try:
        with zipfile.ZipFile(path) as parts:
            entry = _entry(parts, position)
            return _marks(parts, entry, styles) if entry else PLAIN
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return PLAIN  # the reader of workbooks was content with it


def _entry(parts: zipfile.ZipFile, position: int) -> zipfile.ZipInfo | None:
    """The part of a worksheet."""
    entries = {entry.filename.lower().replace("\\", "/").lstrip("/"): entry for entry in parts.infolist()}
    told = [entries.get(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    if told[0] is None or told[1] is None or max(one.file_size for one in told if one) > DIRECTORY:
        return None
    sheets, links = SHEET.findall(parts.read(told[0])), [dict(LINK_PART.findall(tag)) for tag in LINK.findall(parts.read(told[1]))]
    if position >= len(sheets):
        return None
    target = next((link.get(b"Target", b"").decode(errors="replace") for link in links if link.get(b"Id") == sheets[position]), "")
    return entries.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())


def _marks(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, styles: Mapping[bytes, str]) -> Marks:
    """What a part says."""
    whole = entry.file_size <= LARGEST
    filtered = not whole and FILTERED.search(next(_blocks(parts, entry), b"")) is not None
    merged: list[Merged] = []
    rows, columns, left = set[int](), set[int](), WIDTH
    shown, several = Shown(), len({*styles.values()} - {SHARE}) > 1
    for place, block in enumerate(islice(_blocks(parts, entry), None if whole or filtered or several else 1)):
        if whole and b"mergeCell" in block:
            merged += _ranges(block)
        if HIDDEN.search(block):
            _hide(block, rows, columns)
        if several or styles and not place:
            _show(block if several else block[:LOOKED], styles, shown)
        if whole or not place:
            left = min((left, *map(_column, set(CELL.findall(block)))))
    if len(merged) > MOST:
        merged = []
    if not whole and not filtered:
        rows.clear()  # those of the beginning alone would pass for all
    shifted = [replace(one, left=max(0, one.left - left), right=one.right - left) for one in dict.fromkeys(merged) if one.right >= left]
    formats = {column - left: currency for column, currency in shown.formats.items()}
    mixed = {column - left: said for column, said in shown.mixed.items()}
    return Marks(shifted, frozenset(rows), frozenset(column - left for column in columns), formats, mixed)


def priced_styles(path: Path) -> dict[bytes, str]:
    """The styles of an .xlsx, as its cells number them, that show a currency, with that currency or its sign, or a share."""
    try:
        with zipfile.ZipFile(path) as parts:
            entry = next((entry for entry in parts.infolist() if entry.filename.lower().replace("\\", "/").lstrip("/") == "xl/styles.xml"), None)
            content = parts.read(entry) if entry and entry.file_size <= DIRECTORY else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return {}
    priced = dict.fromkeys(PERCENT, SHARE)
    for tag in FORMAT.findall(content):
        said = {name: one or other for name, one, other in FORMAT_PART.findall(tag)}
        if shown := shown_as(html.unescape(said.get(b"formatCode", b"").decode(errors="replace"))):
            priced[said.get(b"numFmtId", b"")] = shown
    styles = STYLES.search(content)
    numbered = enumerate(STYLE.findall(styles[0])) if styles else ()
    return {b"%d" % place: priced[number] for place, number in numbered if number in priced}


def _show(block: bytes, styles: Mapping[bytes, str], shown: Shown) -> None:
    """Note the numbers of a block that are shown in a currency, columns counted from A."""
    for tag in STYLED.findall(block):
        said = {name: (letters, number) for name, letters, number in CELL_PART.findall(tag)}
        currency = styles.get(said.get(b"s", (b"", b""))[1])
        if currency and said.get(b"t", (b"n", b""))[0] == b"n" and b"r" in said:
            letters, number = said[b"r"]
            shown.add(_column(letters), int(number), currency)


def _ranges(block: bytes) -> Iterable[Merged]:
    """The merged ranges of a block, columns counted from A."""
    for first, top, last, bottom in islice(MERGED.findall(block), MOST + 1):
        yield Merged(int(top), int(bottom), _column(first), _column(last))


def _hide(block: bytes, rows: set[int], columns: set[int]) -> None:
    """Note the hidden rows and columns of a block, columns counted from A."""
    for found in HIDDEN_TAG.finditer(block):
        said = {name: int(number) for name, number in NUMBERS.findall(found[0])}
        if found[1] == b"row" and b"r" in said:
            rows.add(said[b"r"])
        elif found[1] == b"col" and {b"min", b"max"} <= said.keys():
            columns.update(range(said[b"min"] - 1, min(said[b"max"], WIDTH)))


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


def opendocument_marks(path: Path) -> list[Marks]:
    """The hidden rows of each worksheet of an .ods, in their order; none where its content is larger than is looked through."""
    try:
        with zipfile.ZipFile(path) as parts:
            entry = parts.getinfo("content.xml")
            content = parts.read(entry) if entry.file_size <= LARGEST else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, KeyError):
        return []
    if not ODS_HIDDEN.search(content):
        return []
    found: list[set[int]] = []
    number = 0
    for tag in ODS_TAG.finditer(content):
        if not tag[1]:
            found.append(set())
            number = 0
        elif found:
            times = ODS_TIMES.search(tag[2])
            last = min(number + (int(times[1]) if times else 1), ROWS)
            if ODS_HIDDEN.search(tag[2]):
                found[-1].update(range(number + 1, last + 1))
            number = last
    return [Marks(rows=frozenset(rows)) for rows in found]
