"""What a file of ours says to its reader, which is nothing to load: explanations beside the rows, and whole sheets of them.

A header that begins with the one mark names a column of explanations; a worksheet whose first cell begins with the other holds
nothing else. The marks are part of the texts, so that they survive every program that opens and saves the file, and people see
whose words these are.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.read import ReadError, Sheet, Sheets, relation
from data.sql import literal

if TYPE_CHECKING:
    import pyarrow as pa

BESIDE = {"zh": "〔知客〕", "en": "[Clientele] "}
SHEET = {"zh": "〔知客说明〕", "en": "[Clientele notes] "}
_BESIDE, _SHEET = (tuple(mark.strip() for mark in marks.values()) for marks in (BESIDE, SHEET))


def is_note(header: str) -> bool:
    """Whether a column of this header explains the others."""
    return header.lstrip().startswith(_BESIDE)


def explains(columns: "Sequence[pa.Array]") -> bool:
    """Whether a worksheet, given as its columns, is all explanation: its first cell, row by row, says so."""
    firsts = [(column.is_valid().index(True).as_py(), place) for place, column in enumerate(columns) if column.null_count < len(column)]
    row, place = min(firsts, default=(0, -1))
    return place >= 0 and columns[place][row].as_py().lstrip().startswith(_SHEET)


def without_notes(sheets: Sheets, folder: Path) -> Sheets:
    """The sheets of a file without explanations, what was written anew for it in ``folder``; ReadError("notes") when nothing else is there."""
    kept = [sheet for sheet in sheets if not "".join((*sheet.above, *sheet.header)[:1]).lstrip().startswith(_SHEET)]
    if sheets and not kept:
        raise ReadError("notes")
    return Sheets([_rows_alone(sheet, folder) for sheet in kept], sheets.skipped)


def _rows_alone(sheet: Sheet, folder: Path) -> Sheet:
    """The sheet without its columns of explanations; as it is when it has none."""
    kept = [place for place, header in enumerate(sheet.header) if not is_note(header)]
    if len(kept) == len(sheet.header) or not kept:
        return sheet
    import duckdb

    target = folder / f"{sheet.path.stem}-rows.parquet"
    cells = ", ".join(f"c{place} AS c{n}" for n, place in enumerate(kept))
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute(f"COPY (SELECT {cells} FROM {relation(sheet)}) TO {literal(str(target))} (FORMAT parquet)")
    if sheet.path.parent == folder:
        sheet.path.unlink()
    sample = tuple(tuple(record[place] for place in kept) for record in sheet.sample)
    header = tuple(sheet.header[place] for place in kept)
    return replace(sheet, path=target, format="parquet", header=header, sample=sample, skip=0, multiline=False, corrected=True)
