"""A text file as a sheet: its encoding, its delimiter, its header; where it lies when it is clean, else written anew."""

import csv
import hashlib
import itertools
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from data.parse_dialect import BLANKS, SNIFFED, Dialect, dialect, lines_of, longest_cell, said
from data.parse_encoding import evidence, guess, marked, transcode
from data.parse_rewrite import Rewrite
from data.parse_scan import NotCleanError, last_record_end, scan
from data.read import Limits, ReadError, Sheet

WINDOW = 1 << 18  # bytes read at the start, the middle and the end of a file for the sample
SAMPLED, SAMPLED_CELLS = 1_000, 200_000
LEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?P<sep>\"?sep=[^\w\r\n\"]\"?\r?\n)?(?P<blank>(?:\r?\n)*)", re.IGNORECASE)


def read_text(plain: Path, upload: Path, name: str, incoming: Path, folder: Path, limits: Limits) -> Sheet:
    """The sheet of a text file. ``plain`` is the upload itself or what it unpacked to in ``folder``."""
    with ThreadPoolExecutor(1) as pool:  # beside the reading: a gigabyte takes a second
        return _read(_Reading(plain, name, incoming, folder, limits, pool.submit(_sha256, upload)))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(reading: "_Reading") -> Sheet:
    """The sheet, in whatever encoding the text is."""
    plain, folder = reading.plain, reading.folder
    with plain.open("rb") as file:
        encoding = marked(file.read(WINDOW))
    if encoding in ("", "utf-8"):
        try:
            return reading.sheet("utf-8")
        except UnicodeDecodeError:
            encoding = guess(evidence(plain))
    reading.replaced = transcode(plain, folder / "utf-8.csv", encoding)
    reading.drop(plain)
    reading.plain = folder / "utf-8.csv"
    return reading.sheet(encoding)


@dataclass
class _Reading:
    """One file on its way to a sheet; ``plain`` is its content as text, UTF-8 when things go well."""

    plain: Path
    name: str
    incoming: Path
    folder: Path
    limits: Limits
    sha256: Future[str]
    replaced: int = 0

    def drop(self, path: Path) -> None:
        """Forget a file unless it is the user's own."""
        if path.parent == self.folder:
            path.unlink()

    def sheet(self, encoding: str) -> Sheet:
        """The sheet, read in place when the file is clean; UnicodeDecodeError when it is not UTF-8."""
        with self.plain.open("rb") as file:
            head = file.read(4 * self.limits.record)
        text = head.decode("utf-8-sig", errors="replace")
        if not text.strip():
            raise ReadError("empty")
        with longest_cell(len(head) + 1):
            return self._told(head, text, encoding)

    def _told(self, head: bytes, text: str, encoding: str) -> Sheet:
        how = dialect("".join(itertools.islice(lines_of(text), 2 * SNIFFED)), self.name.lower().removesuffix(".gz").rpartition(".")[2])
        try:
            return self._in_place(head, how, encoding)
        except NotCleanError:
            return self._written_anew(how, encoding)

    def _in_place(self, head: bytes, how: Dialect, encoding: str) -> Sheet:
        """The sheet of a clean file; NotCleanError for any other."""
        lead = LEAD.match(head)
        if how.delimiter == BLANKS or not how.delimiter.isascii() or not lead:
            raise NotCleanError
        header = next(how.cells(lines_of(head[lead.end() :].decode(errors="replace"))), [])
        if not said(header) or not header[-1].strip() or any("\n" in cell for cell in header):
            raise NotCleanError
        self._check_width(len(header))
        size = self.plain.stat().st_size
        end = last_record_end(self.plain, size, how.delimiter)
        shape = scan(self.plain, lead.end(), end, how.delimiter, len(header), self.limits.record)
        blank = lead["blank"].count(b"\n")
        skip = blank + bool(lead["sep"]) + 1
        if shape.records < 2:
            raise ReadError("header_only", {"columns": len(header)})
        return self._sheet(self._kept(end, size), header, blank + 1, shape.records - 1, how, encoding, skip, shape.multiline)

    def _kept(self, end: int, size: int) -> Path:
        """The file as it lies, or a copy in the folder when blank records end it or when the engine may not read it there."""
        if end == size and self.plain.is_relative_to(self.incoming):
            return self.plain
        target = self.folder / "sheet.csv"
        if self.plain.parent == self.folder:
            self.plain.rename(target)
        else:
            shutil.copyfile(self.plain, target)
        with target.open("r+b") as file:
            file.truncate(end)
        return target

    def _written_anew(self, how: Dialect, encoding: str) -> Sheet:
        target = self.folder / "sheet.csv"
        with self.plain.open(encoding="utf-8-sig") as file:
            written = Rewrite(how, self.limits)
            written.run(file, target)
            if written.ragged:
                file.seek(0)
                again = Rewrite(how, self.limits, written.width)
                again.run(file, target)
        self.drop(self.plain)
        if not written.header:
            raise ReadError("empty")
        if not written.rows:
            raise ReadError("header_only", {"columns": len(written.header)})
        header = written.header + [""] * (written.width - len(written.header))
        return self._sheet(target, header, written.header_row, written.rows, how, encoding, 0, written.multiline)

    def _check_width(self, width: int) -> None:
        if width > self.limits.columns:
            raise ReadError("too_many_columns", {"columns": width, "limit": self.limits.columns})

    def _sheet(self, path: Path, header: list[str], header_row: int, rows: int, how: Dialect, encoding: str, skip: int, multiline: bool) -> Sheet:
        names = tuple(cell.strip() for cell in header)
        sample = tuple(_sample(path, how, len(names), skip, rows, multiline))
        return Sheet(
            self.name, "", path, "csv", names, header_row, rows, sample, encoding, how.delimiter, self.sha256.result(), skip, multiline, self.replaced
        )


def _sample(path: Path, how: Dialect, width: int, skip: int, rows: int, multiline: bool) -> Iterator[tuple[str | None, ...]]:
    """Up to 1,000 records of a clean file: from its start, and of a long one half of them from its middle and its end.

    Where a line begins a record begins, unless cells hold line breaks: of such a file only the start is looked at.
    """
    wanted = min(SAMPLED, max(1, SAMPLED_CELLS // width))
    size = path.stat().st_size
    with path.open("rb") as file:
        if rows <= wanted or multiline or size < 4 * WINDOW:
            yield from _sampled(_whole(file, 4 * WINDOW), how, width, skip, wanted)
            return
        yield from _sampled(_whole(file, WINDOW), how, width, skip, wanted // 2)
        for start in (size // 2, size - WINDOW):
            file.seek(start)
            file.readline()
            yield from _sampled(_whole(file, WINDOW), how, width, 0, wanted // 4)


def _whole(file: BinaryIO, size: int) -> bytes:
    """The next lines of a file, about ``size`` bytes, without a last one that is cut."""
    window = file.read(size)
    return window if len(window) < size else window[: window.rfind(b"\n") + 1]


def _sampled(window: bytes, how: Dialect, width: int, skip: int, wanted: int) -> Iterator[tuple[str | None, ...]]:
    """The first records in a window of a clean file."""
    records = csv.reader(lines_of(window.decode("utf-8-sig", errors="replace")), delimiter=how.delimiter)
    fitting = (record for record in itertools.islice(records, skip, None) if len(record) == width)
    for record in itertools.islice(fitting, wanted):
        yield tuple(cell if cell.strip() else None for cell in record)
