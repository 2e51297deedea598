"""A web page that calls itself a workbook, as shops and old report tools export them: its largest table as a sheet.

The table with the most filled cells is taken; others lay out the page. A cell that spans rows or columns says its text once,
in its first row and column, as it does in a spreadsheet program.
"""

import codecs
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from data.parse_columns import File, table_sheets
from data.parse_encoding import EVIDENCE, guess, marked
from data.read import Limits, ReadError, Sheets
from data.region import NOWHERE, Regions

if TYPE_CHECKING:
    import pyarrow as pa

HEAD = 1 << 12
# A tag ends before the next begins, so that a page of "<" alone is read in one pass.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[\s/][^<>]*)?)>|<[!?/a-zA-Z][^<>]*>")
SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*([0-9]{1,5})", re.IGNORECASE)
CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([-\w]{1,40})", re.IGNORECASE)
CHARSETS = re.compile(r"utf-8|gb\w+|big5\w*|cp\d+|iso8859-\d+|shift_jis\w*|euc_\w+|koi8-\w")  # those that no page can misuse
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}  # what a page means by a name
ENDED = re.compile(r"</(?:body|html)\s*>\s*$", re.IGNORECASE)  # a page that forgets to close its table, and is no part of one
SPACES = re.compile(r"[ \t\r\n\f]+")
SILENT = ("script", "style", "title", "textarea")  # what stands in them is no text


def read_page(path: Path, name: str, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The largest table of a page; ReadError when the page has none."""
    content = path.read_bytes()
    page, encoding = text_of(content)
    found = max(_tables(_without_comments(page), limits), key=lambda table: table.filled, default=None)
    if found is None:
        raise ReadError("not_a_workbook", {"kind": "html"})
    if not found.closed and not ENDED.search(page[-HEAD:]):
        raise ReadError("damaged", {"kind": "html"})
    columns = columns_of(found.rows, limits)
    file = File(name, encoding)
    return Sheets(table_sheets(columns, "", folder / "sheet.parquet", file, limits, regions))


def text_of(content: bytes) -> tuple[str, str]:
    """The text of a page and its encoding: what its first bytes mark, what it declares, UTF-8, or what its bytes look like."""
    if encoding := marked(content[:HEAD]):
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace"), encoding
    for encoding in (_declared(content[:HEAD]), "utf-8"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    encoding = guess(b"\n".join(line for line in content.splitlines() if not line.isascii())[:EVIDENCE])
    return content.decode(encoding, errors="cp1252-or-latin-1" if encoding == "cp1252" else "replace"), encoding


def _declared(head: bytes) -> str:
    """The encoding that a page names, when it is one for text; UTF-8 when it names none."""
    found = CHARSET.search(head)
    try:
        known = codecs.lookup(found[1].decode("ascii", "replace")).name if found else "utf-8"
    except LookupError:
        return "utf-8"
    return WIDER.get(known, known) if CHARSETS.fullmatch(known) else "utf-8"


def _without_comments(page: str) -> str:
    parts, at = [], 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start + 2)) >= 0:
        parts.append(page[at:start])
        at = end + 3
    return "".join(parts) + page[at:]


@dataclass
class _Table:
    """One table of a page on its way: its rows so far, the row and the cell that are open."""

    limits: Limits
    rows: list[list[str | None]] = field(default_factory=list)
    filled: int = 0  # cells that say something
    closed: bool = False
    laid: int = 0  # cells in all, those that others reach into included
    _covered: dict[int, int] = field(default_factory=dict)  # column → how many rows there are when a cell above ends
    _text: list[str] | None = None
    _across: int = 1

    def write(self, text: str) -> None:
        """Text between two tags; it counts inside a cell."""
        if self._text is not None:
            self._text.append(html.unescape(SPACES.sub(" ", text)) if "&" in text else SPACES.sub(" ", text))

    def tag(self, closing: bool, name: str, attributes: str) -> None:
        """A tag of this table."""
        if name in ("br", "p", "div", "li"):
            self.break_line()
        elif name == "tr":
            self.end_cell()
            if not closing:
                self.rows.append([])
        elif name in ("td", "th"):
            self.end_cell()
            if not closing:
                self.begin_cell(attributes)

    def break_line(self) -> None:
        """A line ends in the open cell."""
        if self._text is not None:
            self._text.append("\n")

    def begin_cell(self, attributes: str) -> None:
        """A cell begins in the next column that no cell above reaches into."""
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        while self._covered.get(len(row), 0) >= len(self.rows):
            row.append(None)
            self.laid += 1
        if len(row) > self.limits.columns:
            raise ReadError("too_many_columns", {"columns": len(row) + 1, "limit": self.limits.columns})
        if self.laid > self.limits.cells:
            raise ReadError("too_large", {"rows": len(self.rows), "limit": self.limits.cells})
        spans = {kind.lower(): int(number) for kind, number in SPAN.findall(attributes)}
        self._across = max(1, min(spans.get("col", 1), self.limits.columns + 1 - len(row)))
        if spans.get("row", 1) > 1:
            self._covered.update(dict.fromkeys(range(len(row), len(row) + self._across), len(self.rows) + spans["row"] - 1))
        self._text = []

    def end_cell(self) -> None:
        """The open cell, if any, ends."""
        if self._text is None:
            return
        lines = "".join(self._text).replace("\xa0", " ").split("\n")
        text = "\n".join(line.strip(" ") for line in lines).strip("\n")
        self.rows[-1] += [text or None] + [None] * (self._across - 1)
        self.laid += self._across
        self.filled += bool(text)
        self._text = None


def _tables(page: str, limits: Limits) -> Iterator[_Table]:
    """The tables of a page, inner ones before those around them."""
    opened: list[_Table] = []
    at, silent = 0, ""
    for tag in TAG.finditer(page):
        text, at = page[at : tag.start()], tag.end()
        closing, name, attributes = bool(tag[1]), (tag[2] or "").lower(), tag[3] or ""
        if silent:
            silent = "" if closing and name == silent else silent
            continue
        if opened and text:
            opened[-1].write(text)
        if name in SILENT and not closing and not attributes.endswith("/"):
            silent = name
        elif name == "table" and not closing:
            opened.append(_Table(limits))
        elif name == "table" and opened:
            opened[-1].end_cell()
            opened[-1].closed = True
            yield opened.pop()
        elif opened:
            opened[-1].tag(closing, name, attributes)
    for table in reversed(opened):
        table.end_cell()
        yield table


def columns_of(rows: Sequence[Sequence[str | None]], limits: Limits) -> "list[pa.Array]":
    """Rows of any lengths as columns of text."""
    import pyarrow as pa

    width = max(map(len, rows), default=0)
    if len(rows) * width > limits.cells:
        raise ReadError("too_large", {"rows": len(rows), "columns": width, "limit": limits.cells})
    columns: list[list[str | None]] = [[None] * len(rows) for _ in range(width)]
    for number, row in enumerate(rows):
        for column, cell in zip(columns, row, strict=False):
            column[number] = cell
    return [pa.array(column, pa.string()) for column in columns]
