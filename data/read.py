"""Files in, sheets out: what an uploaded file holds, read in a process of its own so that no file can hurt the app.

``read`` starts ``python -m data.parse`` with a memory limit and a timeout and gets back where the text cells lie; ``relation``
turns a sheet into the SQL that reads them. A text file that is already clean stays where it is, at any size; everything else is
written anew, as Parquet or as a fully quoted CSV.
"""

import errno
import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from data.region import Region

ROOT = Path(__file__).resolve().parents[1]
LOG = logging.getLogger(__name__)
EXHAUSTED = re.compile(r"memory allocation|MemoryError|bad_alloc|capacity overflow|out of memory|malloc|failed to map|cannot allocate", re.IGNORECASE)
LINE_BYTES = 2_200_000  # the engine's line buffer: Limits.record characters of at most four bytes, and their quotes


@dataclass(frozen=True)
class Limits:
    """What a file may cost. Sizes are bytes unless said otherwise; a file beyond one of them gets a ReadError."""

    seconds: float = 600.0
    memory: int = 4 << 30  # address space of the reading process
    unpacked: int = 8 << 30  # a .gz, the declared sizes of a workbook's parts, or the columns of a Parquet file
    parts: int = 10_000  # entries of a workbook's zip directory
    cells: int = 50_000_000  # rows × columns of a worksheet, blank cells included
    columns: int = 2_000
    record: int = 500_000  # characters of one record of a text file, or bytes of one cell of a workbook


LIMITS = Limits()


@dataclass(frozen=True)
class Sheet:
    """One table found in a file: where its text cells lie, and its header.

    ``header_row`` is the row number that a spreadsheet program shows for the header, ``header_rows`` how many rows it takes, units
    under the names among them; without any, the first record stands in ``header_row``. ``rows`` is the number of records below,
    totals, notes and blank ones at the end not counted. ``sample`` holds up to 1,000 of them, from the start, the middle and the
    end; a blank cell is None. ``encoding`` and ``delimiter`` describe the uploaded file (a run of blanks is " ", a workbook has no delimiter).
    """

    file: str
    name: str
    path: Path
    format: str
    header: tuple[str, ...]
    header_row: int
    rows: int
    sample: tuple[tuple[str | None, ...], ...]
    encoding: str
    delimiter: str
    sha256: str = ""  # of the uploaded file: `read` says it, not the process that reads
    skip: int = 0  # records of ``path`` that come before the first record below the header
    multiline: bool = False  # a cell holds a line break: the engine must not split the file between threads
    replaced: int = 0  # bytes no encoding explains; each reads as U+FFFD
    asked: tuple[int, ...] = ()  # a survey made long: the columns that were questions; each record stands here once a question
    questions: tuple[str, ...] = ()  # and what they ask
    numbered: bool = False  # and a column with the record's number in front of question and answer
    guarded: tuple[tuple[int, str], ...] = ()  # what is not to be seen: a column of the file, and the SQL that stands for its cells

    corrected: bool = False  # a workbook of ours, with what was wrong beside each row, that comes back

    header_rows: int = 1
    above: tuple[str, ...] = ()  # rows above the header that were left out, each as a text, the first thirty
    below: tuple[str, ...] = ()  # and those below the records: totals, notes
    left_above: int = 0  # how many there are
    left_below: int = 0
    within: tuple[str, ...] = ()  # and those among the records that add others up: they stand blank here
    left_within: int = 0
    spread: int = 0  # cells that say what is merged down over their rows
    hidden_rows: int = 0  # records of a workbook that stand in hidden rows
    hidden_columns: int = 0
    formats: tuple[tuple[int, str], ...] = ()  # a column of a workbook, and the currency, sign or % that its number format shows
    cut: tuple[int, ...] = ()  # columns of a workbook with whole numbers beyond fifteen digits: the others are zeros
    longer: int = 0  # lines with more cells than the header: a separator within a cell may stand there without quotes
    joined: int = 0  # lines in which a number was parted at its thousands, and put together again
    totals: tuple[int, ...] = ()  # the row numbers of the first thirty of them
    shown: tuple[tuple[str | None, ...], ...] = ()  # the rows as they stand in the file, from row ``shown_row`` to the first records
    shown_row: int = 1

    @property
    def first_row(self) -> int:
        """The row number of the first record."""
        return self.header_row + self.header_rows

    def row(self, position: str) -> str:
        """SQL of the row number that a spreadsheet shows, from SQL of a record's position."""
        return f"{position} // {max(1, len(self.asked))} + {self.first_row}"


class Sheets(list[Sheet]):
    """The sheets of one file; ``skipped`` names those left out as (name, code): hidden, empty, header_only or a ReadError's code."""

    def __init__(self, sheets: Iterable[Sheet], skipped: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(sheets)
        self.skipped = tuple(skipped)


class ReadError(Exception):
    """A file that cannot be read, for a reason the user can act on. ``details`` always has ``file``, the file's base name."""

    def __init__(self, code: str, details: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code, dict(details or {}))
        self.code = code
        self.details: dict[str, str | int] = dict(details or {})


def base_name(name: str) -> str:
    """The last part of a name that may carry folders of any system, and bytes that are no text."""
    return re.split(r"[\\/]", name)[-1].replace("\0", "").encode("utf-8", "replace").decode()


def read(path: Path, name: str, incoming: Path, limits: Limits = LIMITS, regions: Mapping[str, Region] | None = None) -> Sheets:
    """The sheets of the uploaded file at ``path``, known to the user as ``name``; what is written anew goes into ``incoming``.

    ``regions`` says where tables stand, by the name of their sheet, where the user knows better than what is found.
    Raises ReadError when the file is empty, damaged, encrypted, of another kind or beyond a limit; nothing is left behind then.
    """
    name, path = base_name(name), path.resolve(strict=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix="sheets-", dir=incoming.resolve()))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise ReadError("no_space", {"file": name}) from None
    said = {sheet: asdict(region) for sheet, region in (regions or {}).items()}
    order = {"path": str(path), "name": name, "incoming": str(incoming.resolve()), "folder": str(folder), "limits": asdict(limits), "regions": said}
    sheets = Sheets([])
    try:
        with ThreadPoolExecutor(1) as pool:  # beside the reading: a gigabyte takes most of a second
            sha256 = pool.submit(digest, path)
            answer = _child([sys.executable, "-m", "data.parse"], json.dumps(order), limits)
            sheets = _sheets(answer, sha256.result())
    except ReadError as error:
        raise ReadError(error.code, {"file": name, **error.details}) from None
    finally:
        if all(sheet.path.parent != folder for sheet in sheets):
            shutil.rmtree(folder, ignore_errors=True)
    return sheets


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, which tells it from all others."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _child(command: list[str], order: str, limits: Limits) -> dict[str, Any]:
    """What the reading process answers to ``order``; it is killed when it takes too long or too much memory."""
    settings = {"PYTHONPATH": str(ROOT), "ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module; what the user gave goes through stdin
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ | settings
    ) as process:
        try:
            answer, complaint = _watch(process, order.encode(), limits)
        finally:
            process.kill()
    if process.returncode == 0:
        return json.loads(answer.splitlines()[-1])
    raise _death(process.returncode, complaint.decode(errors="replace"))


def _watch(process: subprocess.Popen[bytes], order: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """Output and errors of the process. The resident size is watched for systems that know no limit of address space."""
    deadline = time.monotonic() + limits.seconds
    pending: bytes | None = order
    while True:
        try:
            return process.communicate(pending, timeout=min(0.2, max(0.0, deadline - time.monotonic())))
        except subprocess.TimeoutExpired:
            pending = None
        if time.monotonic() >= deadline:
            raise ReadError("timeout", {"seconds": int(limits.seconds)})
        if _resident(process.pid) > limits.memory:
            raise ReadError("out_of_memory", {"megabytes": limits.memory >> 20})


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 once it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _death(status: int, complaint: str) -> ReadError:
    """Why the reading process ended without an answer. The native readers abort when memory runs out; the system kills with 9."""
    if status == -9 or EXHAUSTED.search(complaint):
        return ReadError("out_of_memory")
    LOG.warning("The reading process ended with status %s: %s", status, complaint[-2_000:])
    return ReadError("crashed", {"status": status})


def _sheets(answer: dict[str, Any], sha256: str) -> Sheets:
    """The answer of the reading process about a file of this digest as values; its refusal as a ReadError."""
    if "error" in answer:
        raise ReadError(answer["error"], answer["details"])
    found = [
        Sheet(
            **fields
            | {
                "sha256": sha256,
                "path": Path(fields["path"]),
                "sample": tuple(map(tuple, fields["sample"])),
                "shown": tuple(map(tuple, fields["shown"])),
            }
            | {"formats": tuple((place, currency) for place, currency in fields["formats"])}
            | {name: tuple(fields[name]) for name in ("header", "above", "below", "within", "totals", "cut")}
        )
        for fields in answer["sheets"]
    ]
    return Sheets(found, [(name, code) for name, code in answer["skipped"]])


def literal(text: str) -> str:
    """``text`` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def relation(sheet: Sheet) -> str:
    """SQL table expression of the sheet's records: VARCHAR columns c0, c1, … in file order, blank cells NULL.

    Record i (from 0, in the engine's insertion order) is spreadsheet row ``first_row + i``. Reading is strict: a file that
    changed since it was read raises in the engine rather than giving other rows.
    """
    return f"(SELECT {_cells(sheet)} FROM ({unpivoted(sheet)}))" if sheet.asked else _records(sheet, len(sheet.header))


def _cells(sheet: Sheet) -> str:
    """The names of a sheet's cells."""
    return ", ".join(f"c{i}" for i in range(len(sheet.header)))


def unpivoted(sheet: Sheet, beside: Sequence[str] = ()) -> str:
    """SQL of the answers, one a record and question: what the record says beside, its number if asked for, question, answer.

    ``beside`` is more to compute of each record, once, before its answers part.
    """
    width = len(sheet.header) - 2 - sheet.numbered
    kept = [f"c{i}" for i in range(width + len(sheet.asked)) if i not in sheet.asked]
    if sheet.numbered:  # unique among all files: other surveys number their records too
        kept.append(f"{literal(sheet.sha256[:8] + '-')} || row_number() OVER ()")
    answers = ", ".join(f"{{'q': {literal(q)}, 'a': c{i}}}" for q, i in zip(sheet.questions, sheet.asked, strict=True))
    named = ", ".join(f"{value} AS c{i}" for i, value in enumerate(kept))
    records = f"SELECT {named}, [{answers}] AS answers FROM {_records(sheet, width + len(sheet.asked))}"
    said = f"SELECT {', '.join(['*', *beside])} FROM ({records})"
    parted = f"SELECT *, unnest(answers) AS answer FROM ({said})"
    return f"SELECT * EXCLUDE (answers, answer), answer.q AS c{len(kept)}, answer.a AS c{len(kept) + 1} FROM ({parted})"


def _records(sheet: Sheet, width: int) -> str:
    """SQL table expression of the records as they stand in the file, but for what is not to be seen."""
    if not sheet.guarded:
        return _file(sheet, width)
    return f"(SELECT * REPLACE ({', '.join(f'{value} AS c{i}' for i, value in sheet.guarded)}) FROM {_file(sheet, width)})"


def _file(sheet: Sheet, width: int) -> str:
    """SQL table expression of the records as they stand in the file."""
    path = literal(str(sheet.path))
    if sheet.format == "parquet":
        return f"read_parquet({path})"
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))
    options = {
        "columns": f"{{{columns}}}",
        "auto_detect": "false",
        "header": "false",
        "skip": str(sheet.skip),
        "delim": literal(sheet.delimiter),
        "quote": "'\"'",
        "escape": "'\"'",
        "nullstr": "''",
        "strict_mode": "true",
        "null_padding": "false",
        "compression": "'none'",
        "max_line_size": str(LINE_BYTES),
        # With line breaks in cells the parallel reader refuses some files or cuts a record at a buffer's edge.
        "parallel": "false" if sheet.multiline else "true",
    }
    return f"read_csv({path}, {', '.join(f'{key}={value}' for key, value in options.items())})"
