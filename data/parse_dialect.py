"""How a text file separates its cells: the delimiter, told by a first line ``sep=;`` or by what explains the first records best."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

DELIMITERS = ",;\t|"
BLANKS = " "  # cells separated by runs of blanks
SNIFFED = 200  # records looked at to find the delimiter
AGREED, HALF = 0.8, 0.5  # shares of them that must have the same number of cells
ANNOUNCED = re.compile(r'"?sep=([^\w\r\n"])"?\r?\n', re.IGNORECASE)
ESCAPED = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
EVIDENT = re.compile(r'(?:^|[,;\t|])"[^"\n]*(?<!\\)\\"(?![,;\t|"\r\n]|$)', re.MULTILINE)  # one that neither ends a cell nor is doubled


@contextmanager
def longest_cell(characters: int) -> Iterator[None]:
    """Let the csv module take cells up to this length, and then as before: its limit belongs to the whole process."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@dataclass(frozen=True)
class Dialect:
    """How a text file separates its cells. ``spaced``: a blank between a delimiter and an opening quote is no part of the cell."""

    delimiter: str
    announced: bool = False  # by a first line ``sep=;``, which a spreadsheet program hides
    spaced: bool = False
    backslash: bool = False  # a quote within a quoted cell is written \\" rather than ""

    def cells(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The records of the lines; a blank line is a record without cells."""
        if self.delimiter == BLANKS:
            return map(str.split, lines)
        if self.backslash:
            lines = (ESCAPED.sub(r'\1""', line) for line in lines)
        return csv.reader(lines, delimiter=self.delimiter, skipinitialspace=self.spaced)


def backslashed(text: str) -> bool:
    """Whether quotes within cells are written with a backslash, as databases write them."""
    return '\\"' in text and EVIDENT.search(text) is not None


def said(record: Sequence[str]) -> bool:
    """Whether a record holds more than blanks."""
    return any(map(str.strip, record))


def dialect(text: str, extension: str) -> Dialect:
    """How the cells are separated, from the first lines of a file."""
    announced = ANNOUNCED.match(text)
    text = text[announced.end() :] if announced else text
    fits = {delimiter: _fit(text, delimiter) for delimiter in ([announced[1]] if announced else DELIMITERS)}
    if announced and fits[announced[1]][1:] == (1, 1):  # the line says otherwise than the file
        fits |= {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    widths = {len(line.split()) for line in text.splitlines() if line.strip()}
    if not announced and fits[best][1:] == (1, 1):
        if extension != "csv" and len(widths) == 1 and widths != {1}:
            return Dialect(BLANKS)
        best = max(DELIMITERS, key=lambda delimiter: _run(text, delimiter))  # few records below many titles
    records = itertools.islice(csv.reader(lines_of(text), delimiter=best), SNIFFED)
    spaced = any(cell.startswith(" ") and cell.lstrip(" ").startswith('"') for record in records for cell in record)
    return Dialect(best, bool(announced), spaced)


def _fit(text: str, delimiter: str) -> tuple[bool, int, int]:
    """How well a delimiter explains the text: the header and most records alike; how many cells most records have; and the header."""
    records = itertools.islice(filter(said, csv.reader(lines_of(text), delimiter=delimiter)), SNIFFED)
    widths = [len(record) for record in records] or [1]
    width, count = Counter(widths).most_common(1)[0]
    share = count / len(widths)
    return widths[0] > 1 and share > AGREED, width if share > HALF else 1, widths[0]


def _run(text: str, delimiter: str) -> int:
    """How many records that stand together have the same number of cells, of more than one."""
    records = itertools.islice(csv.reader(lines_of(text), delimiter=delimiter), SNIFFED)
    runs = [(width, len(list(together))) for width, together in itertools.groupby(records, key=len)]
    return max((many for width, many in runs if width > 1 and many > 1), default=0)


def lines_of(text: str) -> Iterator[str]:
    """The lines of the text with their ends; no other character than CR and LF ends a line."""
    return io.StringIO(text, newline="")
