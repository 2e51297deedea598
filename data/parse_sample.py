"""Records of a text file that is clean or was written anew, from its start, its middle and its end: what its columns are known by."""

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.parse_dialect import Dialect, lines_of
from data.parse_lines import WINDOW

SAMPLED, SAMPLED_CELLS = 1_000, 200_000


def sample_of(path: Path, how: Dialect, width: int, skip: int, rows: int, multiline: bool) -> Iterator[tuple[str | None, ...]]:
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
