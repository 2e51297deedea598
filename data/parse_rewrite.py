"""Any text file written anew so that the engine reads it strictly.

UTF-8, the same delimiter, every cell quoted, LF, no header, no titles, totals and notes. Blank records in the middle stay as
records of blank cells, short records are padded, the cells of longer ones become columns without a name, NULs are left out: no
other character is lost.
"""

import csv
import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from data.parse_dialect import Dialect, longest_cell, said
from data.read import Limits, ReadError
from data.region_blocks import Block, see
from data.region_looks import Row
from data.region_totals import LIKELY, PLACES, may_be_total
from data.region_wordless import LOOKED

END = "\uffff\n"
NOTHING = "\0\x1a"  # signs that say nothing: NUL, and the end of a file as DOS marks it


class _Lines:
    """The lines of a file, each ended by LF, less signs that say nothing, and END after the last: only an open quote keeps it from being a record."""

    def __init__(self, file: TextIO, limit: int) -> None:
        self._file, self._limit = file, limit
        self.given = 0
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.ended:
            raise StopIteration
        self.given += 1
        line = self._file.readline(self._limit + 1)
        if len(line) > self._limit:
            raise ReadError("too_large", {"row": self.given, "limit": self._limit})
        if not line:
            self.ended = True
            return END
        for sign in NOTHING:
            line = line.replace(sign, "") if sign in line else line
        return line if line.endswith("\n") else line + "\n"


@dataclass(frozen=True)
class Span:
    """Records to write: rows ``first`` to ``last`` of the file, cells from ``left`` (from 0) up to ``right``; None: to the end."""

    first: int = 1
    last: int | None = None
    left: int = 0
    right: int | None = None
    without: frozenset[int] = frozenset()  # rows whose cells are left out


class Rewrite:
    """Records of any text file written anew. ``ragged``: some were written before a longer one came.

    Learns rows (how many were written), width and ragged of what is written; blocks, used (its columns), multiline, likely
    (rows that may add others up) and blank_end (the cells of the longest record that ends with a blank one) of the whole.
    """

    def __init__(self, how: Dialect, limits: Limits, width: int = 0, span: Span = Span()) -> None:  # noqa: B008 - frozen
        self.how, self.limits, self.width, self.span = how, limits, width, span
        self.rows = self.blank_end = 0
        self.multiline = self.ragged = False
        self.blocks: list[Block] = []
        self.used: set[int] = set()
        self.likely: list[int] = []
        self.last: deque[Row] = deque(maxlen=LOOKED)  # the last rows that say something
        self.names: list[str] = ["\0"]  # the first names of the columns

    def rows_of(self, file: TextIO, first: int, last: int) -> Iterator[Row]:
        """The records of some rows of a file, cut at the sides as they are written."""
        with longest_cell(self.limits.record):
            lines = _Lines(file, self.limits.record)
            if self.how.announced:
                next(lines)
            for number, record in enumerate(self._records(lines), 1):
                if first <= number <= last:
                    yield number, self._unwrapped(record)[self.span.left : self.span.right]

    def run(self, file: TextIO, target: Path) -> None:
        """Write what is to be written, and look at everything."""
        with longest_cell(self.limits.record):
            lines = _Lines(file, self.limits.record)
            if self.how.announced:
                next(lines)
            with target.open("w", encoding="utf-8", newline="") as out:
                write = csv.writer(out, delimiter=self.how.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
                self._write(self._records(lines), write)

    def _records(self, lines: _Lines) -> Iterator[list[str]]:
        """The records up to the end of the file; ReadError for an open quote, a record too long or too many cells."""
        records = self.how.cells(lines)
        for number in itertools.count(1):
            before = lines.given
            try:
                record = next(records)
            except csv.Error:  # a cell beyond the limit, on lines that each are within it
                raise ReadError("unclosed_quote", {"row": number}) from None
            if lines.ended:
                if record != [END[:-1]]:
                    raise ReadError("unclosed_quote", {"row": number})
                return
            self._check(record, number, lines.given - before > 1)
            yield record

    def _check(self, record: list[str], number: int, several_lines: bool) -> None:
        if several_lines:
            self.multiline = True
            if sum(map(len, record)) > self.limits.record:
                raise ReadError("too_large", {"row": number, "limit": self.limits.record})
        if len(record) > self.limits.columns and len(trimmed(record, self.width)) > self.limits.columns:
            raise ReadError("too_many_columns", {"columns": len(record), "limit": self.limits.columns, "row": number})

    def _unwrapped(self, record: list[str]) -> list[str]:
        """The record; one that was quoted as a whole, as some exports do where a cell holds quotes, is read once more."""
        if len(record) != 1 or self.width < 2 or self.how.delimiter not in record[0]:
            return record
        again = next(self.how.cells(iter([record[0]])), record)
        return again if len(again) == self.width else record

    def _write(self, records: Iterator[list[str]], write: Callable[[list[str]], object]) -> None:
        span, blank = self.span, 0
        for number, record in enumerate(records, 1):
            if not said(record):
                blank += number >= span.first
                continue
            record = self._unwrapped(record)
            self._see(number, record)
            if number < span.first or span.last is not None and number > span.last:
                continue
            record = [] if number in span.without else trimmed(record[span.left : span.right], self.width)
            if len(record) > self.width:
                self.ragged = self.ragged or self.rows + blank > 0
                self.width = len(record)
            for _ in range(blank):
                write([""] * self.width)
            write(record + [""] * (self.width - len(record)))
            self.rows += blank + 1
            blank = 0

    def _see(self, number: int, record: list[str]) -> None:
        """Remember that a row says something, and where; its cells while they are among the first or the last."""
        see(self.blocks, number, record)
        self.last.append((number, record))
        if record[: len(self.names)] == self.names or LIKELY.search("\n".join(record[:PLACES])) and may_be_total(record):
            self.likely.append(number)
        if len(record) > self.blank_end and not record[-1].strip():
            self.blank_end = len(record)
        if len(record) > len(self.used):
            self.used.update(place for place, cell in enumerate(record) if place not in self.used and cell.strip())


def trimmed(record: list[str], width: int) -> list[str]:
    """The record without the blank cells at its end that lie beyond ``width``."""
    while len(record) > width and not record[-1].strip():
        record.pop()
    return record
