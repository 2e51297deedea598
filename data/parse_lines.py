"""The lines of a clean text file: where they lie near its start and its end, and whether some of them add up others."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.parse_dialect import Dialect
from data.parse_scan import NotCleanError
from data.region_blocks import TAIL
from data.region_cells import Cells
from data.region_looks import Row
from data.region_totals import NEEDLES, may_be_total
from data.region_wordless import ENDS, LOOKED, ends_blank, unnamed

WINDOW = 1 << 18  # bytes read at the start, the middle and the end of a file
SEARCHED, BLOCK = 1 << 26, 1 << 22  # bytes up to which every row of a clean file is searched for totals, and at once


def line(text: bytes, start: int) -> bytes:
    """The line that begins somewhere, with its end."""
    return text[start : text.index(b"\n", start) + 1]


def start_after(head: bytes, start: int, lines: int) -> int:
    """Where the line begins that comes after so many."""
    for _ in range(lines):
        start = head.index(b"\n", start) + 1
    return start


def end_before(path: Path, end: int, lines: int) -> int:
    """Where a file ends without so many of its last lines; NotCleanError when that is far."""
    if not lines:
        return end
    with path.open("rb") as file:
        file.seek(max(0, end - WINDOW))
        window = file.read(end - file.tell()).removesuffix(b"\n")
    for _ in range(lines):
        if (line := window.rfind(b"\n")) < 0:
            raise NotCleanError
        window = window[:line]
    return max(0, end - WINDOW) + len(window) + 1


def mixed_ends(head: bytes, start: int) -> bool:
    """Whether lines above a header end otherwise than the header's own: the engine would take the first end that it meets for all."""
    above, line = head[:start], head[start:].partition(b"\n")[0]
    return above.count(b"\r\n") != (above.count(b"\n") if line.endswith(b"\r") else 0)


def last_rows(path: Path, start: int, end: int, how: Dialect, last: int) -> list[Row]:
    """The last records of a clean file, whose cells hold no line break, with their row numbers."""
    records = list(how.cells(iter(_last_lines(path, start, end))))
    return list(enumerate(records, last - len(records) + 1))


def _last_lines(path: Path, start: int, end: int, most: int = TAIL) -> list[str]:
    """The last lines of a file's part."""
    with path.open("rb") as file:
        file.seek(max(start, end - WINDOW))
        window = file.read(end - file.tell())
    return [line.decode(errors="replace").removesuffix("\r") for line in window.removesuffix(b"\n").split(b"\n")[-most:]]


def odd_lines(path: Path, start: int, end: int, how: Dialect, width: int) -> int:
    """How many of a file's last lines are no records of so many cells; 0 when there is none near the end, or one may end a cell of lines."""
    lines = _last_lines(path, start, end)
    if any("\r" in line for line in lines):
        return 0
    odd = next((odd for odd, cells in enumerate(next(how.cells(iter([line])), []) for line in lines[::-1]) if len(cells) == width), 0)
    return 0 if any('"' in line for line in lines[len(lines) - odd :]) else odd


def ends_in_sums(path: Path, start: int, end: int, how: Dialect) -> bool:
    """Whether the last row adds others up though no word says so; all of them are looked at then."""

    def rows(most: int) -> list[Cells]:
        return list(how.cells(iter(_last_lines(path, start, end, most))))

    return ends_blank(rows(ENDS)) and bool(unnamed(rows(LOOKED)))


def may_hold_totals(path: Path, start: int, end: int, how: Dialect, names: bytes) -> bool:
    """Whether a row may add others up, or is the line of names again; of a large file only its start, middle and end are looked at."""
    small = end - start <= SEARCHED
    spans = [(start, end)] if small else [(at, at + WINDOW) for at in (start, (start + end) // 2, end - WINDOW)]
    with path.open("rb") as file:
        return any(_holds_totals(block, how) or names in block for first, last in spans for block in _lines_from(file, first, last))


def _lines_from(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    """Whole lines of a file's part, many at once; the first may be cut."""
    file.seek(first)
    rest = b""
    while (left := last - file.tell()) > 0 and (chunk := file.read(min(BLOCK, left))):
        block, end, rest = (rest + chunk).rpartition(b"\n")
        yield block + end
    yield rest


def _holds_totals(block: bytes, how: Dialect) -> bool:
    """Whether a row in some lines may add others up."""
    for needle in NEEDLES:
        if not needle.isascii() and block.isascii():
            continue
        at = block.find(needle)
        while at >= 0:
            begin, end = block.rfind(b"\n", 0, at) + 1, block.find(b"\n", at)
            line = block[begin : end if end >= 0 else len(block)].decode(errors="replace")
            if may_be_total(next(how.cells(iter([line])), [])):
                return True
            at = block.find(needle, end) if end >= 0 else -1
    return False
