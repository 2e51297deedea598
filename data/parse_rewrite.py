"""Any text file written anew so that the engine reads it strictly.

UTF-8, the same delimiter, every cell quoted, LF, no header. Blank records in the middle stay as records of blank cells, short
records are padded, the cells of longer ones become columns without a name, a NUL is left out: no other character is lost.
"""

import csv
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from data.parse_dialect import Dialect, longest_cell, said
from data.read import Limits, ReadError

END = "\uffff\n"


class _Lines:
    """The lines of a file, each ended by LF, without NULs, and END after the last: only an open quote keeps that from being a record."""

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
        line = line.replace("\0", "") if "\0" in line else line
        return line if line.endswith("\n") else line + "\n"


class Rewrite:
    """The records of any text file written anew, without the header. ``ragged``: some were written before a longer one came."""

    def __init__(self, how: Dialect, limits: Limits, width: int = 0) -> None:
        self.how, self.limits, self.width = how, limits, width
        self.header: list[str] = []
        self.header_row = self.rows = 0
        self.multiline = self.ragged = False

    def run(self, file: TextIO, target: Path) -> None:
        """Write the records below the header and learn header, header_row, rows, width, multiline and ragged."""
        with longest_cell(self.limits.record):
            self._run(_Lines(file, self.limits.record), target)

    def _run(self, lines: _Lines, target: Path) -> None:
        if self.how.announced:
            next(lines)
        records = self._records(lines)
        for number, record in enumerate(records, 1):
            if said(record):
                self.header, self.header_row = trimmed(record, 0), number
                self.width = max(self.width, len(self.header))
                break
        with target.open("w", encoding="utf-8", newline="") as out:
            self._write(records, csv.writer(out, delimiter=self.how.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow)

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
        blank = 0
        for record in records:
            if not said(record):
                blank += 1
                continue
            record = self._unwrapped(record)
            trimmed(record, self.width)
            if len(record) > self.width:
                self.ragged = self.ragged or self.rows + blank > 0
                self.width = len(record)
            for _ in range(blank):
                write([""] * self.width)
            write(record + [""] * (self.width - len(record)))
            self.rows += blank + 1
            blank = 0


def trimmed(record: list[str], width: int) -> list[str]:
    """The record without the blank cells at its end that lie beyond ``width``."""
    while len(record) > width and not record[-1].strip():
        record.pop()
    return record
