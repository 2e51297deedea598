"""One fast pass over a text file: may the engine read it where it lies, and how many records has it.

Clean means: valid UTF-8, every record with the same number of cells, quotes only around whole cells, one kind of line end, no NUL,
no blank line. The engine's strict reader then gives exactly the records counted here. Over a gigabyte a second
on one core: numpy looks at the separators alone.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

BLOCK = 1 << 18
TAIL = 1 << 20
LARGE = 1 << 25  # bytes from which two halves are looked at at once
QUOTE, LF, CR = 34, 10, 13
Positions = npt.NDArray[np.intp]
Codes = npt.NDArray[np.uint8]
LINE = np.array([10], np.uint8)
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Shape:
    """What the pass found: how many records, the header among them, and whether one of their cells holds a line break."""

    records: int
    multiline: bool


class NotCleanError(Exception):
    """The file must be written anew before the engine may read it."""


@dataclass
class _Scan:
    """The state of one pass. A block begins at a record's start and ends, once cut, at a record's end."""

    delimiter: int
    width: int
    longest: int
    records: int = 0
    multiline: bool = False
    crlf: bool | None = None
    _room: Marks = field(default_factory=lambda: np.empty((2, 0), np.bool_))

    def feed(self, block: bytes, last: bool) -> int:
        """Check the whole records in ``block`` and return how many bytes they take."""
        codes = np.frombuffer(block, np.uint8)
        if len(codes) > self._room.shape[1]:  # fresh room for each block would cost more than to look at it
            self._room = np.empty((2, 2 * len(codes)), np.bool_)
        marks, ends = self._room[:, : len(codes)]
        np.equal(codes, LF, out=ends)
        np.equal(codes, self.delimiter, out=marks)
        np.logical_or(marks, ends, out=marks)
        size = self._quoted(block, codes, marks, last) if QUOTE in block else self._plain(block, codes, marks, ends, last)
        if b"\0" in block:
            raise NotCleanError
        if not (block.isascii() or _is_utf8(block, size)):
            block[:size].decode()
        return size

    def _plain(self, block: bytes, codes: Codes, marks: Marks, ends: Marks, last: bool) -> int:
        """How many bytes the whole records of a block without a quote take: every so many marks a line ends, and nowhere else."""
        positions = np.flatnonzero(marks)
        lines = positions[self.width - 1 :: self.width]
        if int(np.count_nonzero(ends)) != len(lines) or not ends[lines].all():
            raise NotCleanError
        size = self._size(block, lines, last)
        if size:
            self._line_ends(codes, block[:size], lines)
            self._lengths(lines)
        return size

    def _quoted(self, block: bytes, codes: Codes, marks: Marks, last: bool) -> int:
        """The same of a block with quotes, in which line breaks and separators may belong to cells."""
        np.logical_or(marks, codes == QUOTE, out=marks)
        positions = np.flatnonzero(marks)
        kinds = codes[positions]
        quotes = kinds == QUOTE
        inside = np.cumsum(quotes) & 1
        outside = positions[(inside == 0) & ~quotes]
        ends = np.flatnonzero(codes[outside] == LF)
        size = self._size(block, outside[ends], last)
        if size:
            if (np.diff(ends, prepend=-1) != self.width).any():
                raise NotCleanError
            self._line_ends(codes, block[:size], outside[ends])
            self._lengths(outside[ends])
            self._quotes(codes, positions[quotes & (positions < size)])
            self.multiline = self.multiline or bool(((kinds == LF) & (inside == 1) & (positions < size)).any())
        return size

    def _size(self, block: bytes, lines: Positions, last: bool) -> int:
        """How many bytes the records take that end in ``lines``; 0 when none does and more may come."""
        if not len(lines):
            if last or len(block) > self.longest + BLOCK:
                raise NotCleanError
            return 0
        size = int(lines[-1]) + 1
        if last and size < len(block):
            raise NotCleanError
        return size

    def _lengths(self, lines: Positions) -> None:
        """No blank line, no record beyond the engine's buffer."""
        lengths = np.diff(lines, prepend=-1)
        if int(lengths.max()) > self.longest or self.width == 1 and int(lengths.min()) <= 1 + bool(self.crlf):
            raise NotCleanError
        self.records += len(lines)

    def _line_ends(self, codes: Codes, block: bytes, lines: Positions) -> None:
        """Either every record ends with CR LF or none does; CR never stands alone."""
        if self.crlf is None:
            self.crlf = bool(lines[0] and codes[lines[0] - 1] == CR)
        if b"\r" not in block:
            if self.crlf:
                raise NotCleanError
            return
        before = codes[lines - 1] == CR
        returns = int(np.count_nonzero(codes[: len(block)] == CR))
        if self.crlf and returns == len(lines) and before.all():  # the usual file of this kind; bytes are counted slowly
            return
        if returns != block.count(b"\r\n"):
            raise NotCleanError
        if not bool(before.all() if self.crlf else not before.any()):
            raise NotCleanError

    def _quotes(self, codes: Codes, quotes: Positions) -> None:
        """Opening quotes start a cell and closing ones end it; a doubled quote closes and opens again."""
        padded = np.concatenate((LINE, codes, LINE))
        before, after = padded[quotes[0::2]], padded[quotes[1::2] + 2]
        opens = (before == self.delimiter) | (before == LF) | (before == QUOTE)
        closes = (after == self.delimiter) | (after == LF) | (after == CR) | (after == QUOTE)
        if not (opens.all() and closes.all()):
            raise NotCleanError


def _is_utf8(block: bytes, size: int) -> bool:
    """Whether the first bytes of a block are UTF-8; Python's own decoder, which says where they are not, takes four to ten times as long."""
    ends = pa.py_buffer(np.array([0, size], np.int32))
    try:
        pa.StringArray.from_buffers(1, ends, pa.py_buffer(block)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def scan(path: Path, start: int, end: int, delimiter: str, width: int, longest: int) -> Shape:
    """The shape of the records in bytes ``start`` to ``end`` of a file with ``width`` cells a record.

    Raises NotCleanError at the first thing the engine might read otherwise, UnicodeDecodeError where it is not UTF-8.
    """
    middle = _line_start(path, (start + end) // 2) if end - start >= LARGE else end
    if middle < end:
        with suppress(NotCleanError), ThreadPoolExecutor(2) as pool:
            halves = [pool.submit(_scanned, path, span, _Scan(ord(delimiter), width, longest)) for span in ((start, middle), (middle, end))]
            first, second = (half.result() for half in halves)
            # A first half that ends with its last record shows that the second began with one.
            if first.crlf == second.crlf:
                return Shape(first.records + second.records, first.multiline or second.multiline)
    whole = _scanned(path, (start, end), _Scan(ord(delimiter), width, longest))
    return Shape(whole.records, whole.multiline)


def _line_start(path: Path, offset: int) -> int:
    """Where the first line after ``offset`` begins; beyond the end of the file when there is none within a megabyte."""
    with path.open("rb") as file:
        file.seek(offset)
        line = file.read(TAIL).find(b"\n")
    return offset + (line if line >= 0 else path.stat().st_size) + 1


def _scanned(path: Path, span: tuple[int, int], state: _Scan) -> _Scan:
    """The state after the bytes of a span; its errors are those of `scan`."""
    rest, left = b"", span[1] - span[0]
    with path.open("rb") as file:
        file.seek(span[0])
        while left and (chunk := file.read(min(BLOCK, left))):
            left -= len(chunk)
            block = rest + chunk
            if not left and not block.endswith(b"\n"):
                block += b"\r\n" if state.crlf or (state.crlf is None and b"\r\n" in block) else b"\n"
            rest = block[state.feed(block, last=not left) :]
    return state


def last_record_end(path: Path, size: int, delimiter: str) -> int:
    """Where the last record that says anything ends; the blank ones after it do not count. Raises NotCleanError when that is far."""
    offset = max(0, size - TAIL)
    with path.open("rb") as file:
        file.seek(offset)
        tail = file.read(size - offset)
    said = len(tail.rstrip(b' \t\r\n"' + delimiter.encode()))
    if not said and offset or b"\x1a" in tail:  # the end of a file as DOS marks it
        raise NotCleanError
    line_end = tail.find(b"\n", said)
    if line_end < 0:
        return size
    if QUOTE in tail[line_end:]:  # records of nothing but quotes may still say one
        raise NotCleanError
    return offset + line_end + 1
