"""What a file of ours says to its reader, which is nothing to load: explanations beside the rows, and whole sheets of them.

A header that begins with the mark names a column of explanations; a worksheet whose first cell begins with it holds nothing else.
The mark is part of the text, so that it survives every program that opens and saves the file, and people see whose words these are.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.read import Sheet, relation
from data.sql import literal

if TYPE_CHECKING:
    import pyarrow as pa

MARKS = {"zh": "〔知客〕", "en": "[Clientele] "}
_SAID = tuple(mark.strip() for mark in MARKS.values())


def is_note(text: str | None) -> bool:
    """Whether a header, or the first cell of a worksheet, is an explanation of ours."""
    return text is not None and text.lstrip().startswith(_SAID)


def first_cell(columns: "Sequence[pa.Array]") -> str | None:
    """The first cell of a worksheet that says something, row by row; None when none does."""
    firsts = [(column.is_valid().index(True).as_py(), place) for place, column in enumerate(columns) if column.null_count < len(column)]
    if not firsts:
        return None
    row, place = min(firsts)
    said: str = columns[place][row].as_py()
    return said


def without_notes(sheet: Sheet, folder: Path) -> Sheet:
    """The sheet without its columns of explanations, its other cells written anew into ``folder``; as it is when it has none."""
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
    return replace(sheet, path=target, format="parquet", header=header, sample=sample, skip=0, multiline=False)
