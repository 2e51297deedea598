"""A text file as sheets: its encoding, its delimiter, its tables; where it lies when it is clean and one table, else written anew."""

import csv
import itertools
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from data.parse_columns import told
from data.parse_dialect import BLANKS, SNIFFED, Dialect, backslashed, dialect, lines_of, longest_cell
from data.parse_encoding import evidence, guess, marked, transcode
from data.parse_lines import WINDOW, end_before, ends_in_sums, last_rows, line, may_hold_totals, mixed_ends, odd_lines, start_after
from data.parse_rejoin import longer_lines, rejoined
from data.parse_rewrite import Rewrite, Span, trimmed
from data.parse_sample import sample_of
from data.parse_scan import NotCleanError, last_record_end, scan
from data.read import Limits, ReadError, Sheet
from data.region import NOWHERE, Found, Regions, letters, tables, with_totals, with_unnamed
from data.region_blocks import HEAD, TAIL, Block, blocks_of
from data.region_cells import filled
from data.region_looks import Row
from data.region_totals import NAMED
from data.region_wordless import unnamed

LEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?P<sep>\"?sep=[^\w\r\n\"]\"?\r?\n)?(?P<blank>(?:\r?\n)*)", re.IGNORECASE)


def read_text(plain: Path, name: str, incoming: Path, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> list[Sheet]:
    """The tables of a text file, in whatever encoding. ``plain`` is the upload itself or what it unpacked to in ``folder``."""
    reading = _Reading(plain, name, incoming, folder, limits, regions)
    with plain.open("rb") as file:
        encoding = marked(file.read(WINDOW))
    if encoding in ("", "utf-8"):
        try:
            return reading.sheets("utf-8")
        except UnicodeDecodeError:
            encoding = guess(evidence(plain))
    reading.replaced = transcode(plain, folder / "utf-8.csv", encoding)
    reading.drop(plain)
    reading.plain = folder / "utf-8.csv"
    return reading.sheets(encoding)


@dataclass
class _Reading:
    """One file on its way to a sheet; ``plain`` is its content as text, UTF-8 when things go well."""

    plain: Path
    name: str
    incoming: Path
    folder: Path
    limits: Limits
    regions: Regions
    replaced: int = 0
    blank_end: int = 0  # cells of the longest record that ends with a blank one

    def drop(self, path: Path) -> None:
        """Forget a file unless it is the user's own."""
        if path.parent == self.folder:
            path.unlink()

    def sheets(self, encoding: str) -> list[Sheet]:
        """The tables, read in place when the file is clean; UnicodeDecodeError when it is not UTF-8."""
        with self.plain.open("rb") as file:
            head = file.read(4 * self.limits.record)
        text = head.decode("utf-8-sig", errors="replace")
        if not text.strip():
            raise ReadError("empty")
        with longest_cell(len(head) + 1):
            return self._told(head, text, encoding)

    def _told(self, head: bytes, text: str, encoding: str) -> list[Sheet]:
        how = dialect("".join(itertools.islice(lines_of(text), 2 * SNIFFED)), self.name.lower().removesuffix(".gz").rpartition(".")[2])
        how = replace(how, backslash=backslashed(text))
        lead = LEAD.match(head)
        rows: list[Row] = self._first_rows(head, how, lead) if lead and how.delimiter.isascii() else []
        try:
            return [self._in_place(head, how, encoding, lead, rows)]
        except NotCleanError:
            return self._written_anew(how, encoding, rows)

    def _first_rows(self, head: bytes, how: Dialect, lead: re.Match[bytes]) -> list[Row]:
        """The first records of the file with their row numbers, blank ones too; without one that may be cut."""
        try:
            first = list(itertools.islice(how.cells(lines_of(head[lead.end() :].decode(errors="replace"))), HEAD + 1))
        except csv.Error:
            return []
        whole = first if len(head) < 4 * self.limits.record or len(first) > HEAD else first[:-1]
        blank = lead["blank"].count(b"\n")
        for number, cells in enumerate(whole, blank + 1):  # before anybody looks at each cell of a line of a million
            if len(trimmed(cells, self.limits.columns)) > self.limits.columns:
                raise ReadError("too_many_columns", {"columns": len(cells), "limit": self.limits.columns, "row": number})
        return list(enumerate(whole[:HEAD], blank + 1))

    def _in_place(self, head: bytes, how: Dialect, encoding: str, lead: re.Match[bytes] | None, rows: Sequence[Row]) -> Sheet:
        """The sheet of a clean file that is one table; NotCleanError for any other."""
        if how.delimiter == BLANKS or how.backslash or not how.delimiter.isascii() or not lead or not rows:
            raise NotCleanError
        one = _only(blocks_of([row for row in rows if filled(row[1])]), self.regions)
        before = one.header.row - rows[0][0]
        header = rows[before][1] if before < len(rows) else ()
        if not filled(header) or not (header[-1] or "").strip() or any("\n" in (cell or "") for _, cells in rows[: before + 1] for cell in cells):
            raise NotCleanError
        self._check_width(len(header))
        start = start_after(head, lead.end(), before)
        if b'"' in head[lead.end() : start] or mixed_ends(head, start):
            raise NotCleanError
        size = self.plain.stat().st_size
        end = last_record_end(self.plain, size, how.delimiter)
        odd = odd_lines(self.plain, start, end, how, len(header))
        shape = scan(self.plain, start, end_before(self.plain, end, odd), how.delimiter, len(header), self.limits.record)
        last = one.header.row + shape.records - 1 + odd
        if shape.records <= one.header.lines:
            if odd:  # all of a short file's lines are longer than the header, or shorter
                raise NotCleanError
            raise ReadError("header_only", {"columns": len(header)})
        if not shape.multiline:
            tail = last_rows(self.plain, start, end, how, last)
            one = _only(_blocks(rows, tail, last), self.regions)
            if one.last > last - odd:
                raise NotCleanError
            end = end_before(self.plain, end, last - one.last)
            first = start_after(head, start, one.header.lines)
            if one.totals_until is not None and (
                ends_in_sums(self.plain, first, end, how) or may_hold_totals(self.plain, first, end, how, line(head, start))
            ):
                raise NotCleanError
        elif self.regions or odd:
            raise NotCleanError
        else:
            one = replace(one, last=last, below=(), left_below=0)
        if one.header.row - rows[0][0] != before:
            raise NotCleanError
        skip = rows[0][0] - 1 + bool(lead["sep"]) + before + one.header.lines
        return self._sheet(self._kept(end, size), one, len(header), how, encoding, skip, shape.multiline)

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

    def _written_anew(self, how: Dialect, encoding: str, rows: Sequence[Row]) -> list[Sheet]:
        """The tables written anew; what is written while everything is looked at mostly is what is wanted."""
        guess, first = Span(), list[str]()
        with suppress(NotCleanError):
            one = _only(blocks_of([row for row in rows if filled(row[1])]), self.regions)
            guess, first = Span(one.first), list(one.header.names[:NAMED])
            self._check_width(len(one.header.names))
        written, target = Rewrite(how, self.limits, len(_without_end(one.header.names)) if guess.first > 1 else 0, guess), self.folder / "sheet.csv"
        written.names = first or written.names
        with self.plain.open(encoding="utf-8-sig") as file:
            written.run(file, target)
            if not written.blocks:
                raise ReadError("empty")
            self.blank_end = written.blank_end
            found = tables(written.blocks, "", self.regions, written.used)
            full = [self._with_totals(file, one, written) for one in found if one.last >= one.first]
            if not full:
                raise ReadError("header_only", {"columns": len(found[0].header.names)})
            done = [self._table(file, how, one, written, target.with_stem(f"sheet-{n}")) for n, one in enumerate(full)]
        self.drop(self.plain)
        return [self._sheet(path, one, width, how, encoding, 0, written.multiline) for one, (path, width) in zip(full, done, strict=True)]

    def _with_totals(self, file: TextIO, one: Found, written: Rewrite) -> Found:
        """The table with the rows among its records that add others up, unless the user says that they are records."""
        if one.totals_until is None:
            return one
        reading = Rewrite(written.how, self.limits, written.width, Span(left=one.left, right=one.right))
        if blank := unnamed([cells[one.left : one.right] for row, cells in written.last if one.first <= row <= one.last]):
            file.seek(0)
            found = with_unnamed(one, reading.rows_of(file, one.first, one.last), blank)
            if found.totals:
                return found
        if not any(one.first <= row <= one.last for row in written.likely):
            return one
        file.seek(0)
        return with_totals(one, reading.rows_of(file, one.first, one.last))

    def _table(self, file: TextIO, how: Dialect, one: Found, written: Rewrite, path: Path) -> tuple[Path, int]:
        """Where the records of a table lie, and how many cells they have: as they were written, or written once more."""
        named = len(_without_end(one.header.names[one.left : one.right]))
        target, span = path.with_name("sheet.csv"), Span(one.first, one.last, one.left, one.right, frozenset(row for row, _ in one.totals))
        if span == Span(written.span.first, written.span.first + written.rows - 1) and written.width >= named and not written.ragged:
            return target, written.width
        over = written.span.first + written.rows - 1 - one.last
        if span == Span(written.span.first, one.last) and written.width == named and not written.ragged and not written.multiline and over <= TAIL:
            with target.open("r+b") as out:
                out.truncate(end_before(target, target.stat().st_size, over))
            return target, named
        width = named
        while True:
            file.seek(0)
            again = Rewrite(how, self.limits, width, span)
            again.run(file, path)
            if not again.ragged:
                return path, again.width
            width = again.width

    def _check_width(self, width: int) -> None:
        if width > self.limits.columns:
            raise ReadError("too_many_columns", {"columns": width, "limit": self.limits.columns})

    def _sheet(self, path: Path, one: Found, width: int, how: Dialect, encoding: str, skip: int, multiline: bool) -> Sheet:
        given, rows = (*one.header.names[one.left : one.right], *[""] * width)[:width], one.last - one.first + 1
        named, longer, joined = len(_without_end(given)) if one.header.lines else width, 0, 0
        if named < width and not skip:
            with longest_cell(self.limits.record):
                longer = longer_lines(path, how.delimiter, named, rows)
                surely = how.delimiter == "," and self.blank_end <= len(one.header.names)  # no whole line ends with a column of its own
                joined = rejoined(path, named, rows) if longer and surely else 0
        if joined:
            width, longer = named, 0
        names = tuple(name.strip() for name in given[:width]) if one.header.lines else tuple(letters(one.left + place) for place in range(width))
        sample = tuple(sample_of(path, how, width, skip, rows, multiline))
        return Sheet(
            self.name, one.name, path, "csv", names, one.header.row, rows, sample, encoding, how.delimiter, skip=skip,
            multiline=multiline, replaced=self.replaced, longer=longer, joined=joined, **told(one),
        )  # fmt: skip


def _only(blocks: Sequence[Block], regions: Regions) -> Found:
    """The only table of the blocks; NotCleanError when there are more, or none."""
    if not blocks:
        raise NotCleanError
    found = tables(blocks, "", regions, set())
    if len(found) > 1:
        raise NotCleanError
    return found[0]


def _blocks(rows: Sequence[Row], tail: Sequence[Row], last: int) -> list[Block]:
    """The blocks of a clean file by its first and its last rows."""
    first = [row for row in rows if filled(row[1]) and row[0] <= last]
    blocks = blocks_of([*first, *(row for row in tail if filled(row[1]) and row[0] > rows[-1][0])] if last <= rows[-1][0] + len(tail) else first)
    if blocks[-1].last < last:
        ends = blocks_of([row for row in tail if filled(row[1])])
        blocks[-1].last, blocks[-1].tail = ends[0].last, ends[0].tail
        blocks += ends[1:]
    return blocks


def _without_end(names: Sequence[str]) -> list[str]:
    """The names without blank ones at their end."""
    return trimmed(list(names), 0)
