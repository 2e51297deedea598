"""How well sheets are understood: the table of each, and of their columns how many are taken without asking, and how many of those rightly.

Two halves: sheets that the matcher has learnt from, and sheets that were written without it and are kept apart from its making.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from bench._measure import ROOT, Line, Report, circumstances
from data.match import ACCEPT
from data.recognise import propose

FOLDER = ROOT / "tests" / "data"
PRECISION, RECALL, TABLES_RIGHT = 0.98, 0.90, 0.97
WORDS = {"learnt": "sheets it has learnt from", "held out": "sheets that it has never met"}
Meanings = tuple[str | None, ...]  # what a reader would accept for a column; None: to keep it as an attribute


@dataclass(frozen=True)
class Labelled:
    """A sheet with what a reader takes it for: its table, and what each of its columns may mean."""

    name: str
    table: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    meanings: tuple[Meanings, ...]


@dataclass(frozen=True)
class Score:
    """What the matcher made of some sheets. ``accepted`` columns got a target without asking; ``known`` have one in truth."""

    sheets: int
    headers: int
    tables: int  # taken for the right table
    accepted: int
    right: int  # accepted, and rightly so
    known: int
    found: int  # of the known: accepted, and rightly so
    errors: tuple[str, ...]
    milliseconds: tuple[float, ...]

    @property
    def precision(self) -> float:
        """Share of the accepted columns that are right."""
        return self.right / max(1, self.accepted)

    @property
    def recall(self) -> float:
        """Share of the columns with a canonical name that were accepted under it."""
        return self.found / max(1, self.known)

    @property
    def table(self) -> float:
        """Share of the sheets that were taken for the right table."""
        return self.tables / max(1, self.sheets)


def learnt() -> list[Labelled]:
    """The sheets of nine tables and the exports of shops that the tests of the matcher hold."""
    also = json.loads((FOLDER / "also_meant.json").read_text("utf-8"))
    files = ("table_sheets.json", "more_sheets.json", "office_sheets.json")
    sheets = [_labelled(sheet, also.get(sheet["name"], {})) for file in files for sheet in json.loads((FOLDER / file).read_text("utf-8"))]
    for name, export in json.loads((FOLDER / "shop_exports.json").read_text("utf-8")).items():
        header, meanings, cells = zip(*export["columns"], strict=True)
        rows = tuple(tuple(_cell(cell) for cell in row) for row in zip_longest(*cells))
        sheets.append(Labelled(name, export["table"], header, rows, tuple(map(tuple, meanings))))
    return sheets


def held_out() -> list[Labelled]:
    """The sheets that the matcher has not learnt from; empty where there are none."""
    path = FOLDER / "heldout_sheets.json"
    return [_labelled(sheet, {}) for sheet in json.loads(path.read_text("utf-8"))] if path.exists() else []


def _labelled(sheet: dict[str, Any], also: dict[str, list[str | None]]) -> Labelled:
    """A sheet of a file; a header that it does not mention has no canonical name."""
    told = {header: meaning if isinstance(meaning, list) else [meaning] for header, meaning in sheet["columns"].items()}
    meanings = tuple(tuple(told.get(header) or also.get(header) or [None]) for header in sheet["header"])
    rows = tuple(tuple(_cell(cell) for cell in row) for row in sheet["rows"])
    return Labelled(sheet["name"], sheet["table"], tuple(sheet["header"]), rows, meanings)


def _cell(cell: object) -> str | None:
    """A cell as reading gives it: text, None where blank."""
    return None if cell is None or cell == "" else str(cell)


def score(sheets: Sequence[Labelled], *, table_known: bool = False) -> Score:
    """Match the sheets, from nothing but header and cells; with ``table_known`` the user has said what each is.

    In a sheet that is taken for another table every accepted column is wrong.
    """
    tables = accepted = right = known = found = 0
    errors, times = [], []
    for sheet in sheets:
        start = time.perf_counter()
        proposal = propose(sheet.header, sheet.rows, sheet.table if table_known else None)
        times.append((time.perf_counter() - start) * 1000)
        same = proposal.table == sheet.table
        tables += same
        errors += [] if same else [f"{sheet.name}: {proposal.table} for {sheet.table}"]
        for match, header, meanings in zip(proposal.matches, sheet.header, sheet.meanings, strict=True):
            taken = match.target if match.confidence >= ACCEPT else None
            fits, must = same and taken in meanings, None not in meanings
            accepted += taken is not None
            right += taken is not None and fits
            known += must
            found += must and fits
            if same and not fits:
                wanted = " or ".join(meaning or "attribute" for meaning in meanings)
                errors.append(f"{sheet.name}: {header!r} {match.target} {match.confidence} ({match.reason}) for {wanted}")
    headers = sum(len(sheet.header) for sheet in sheets)
    return Score(len(sheets), headers, tables, accepted, right, known, found, tuple(errors), tuple(times))


def errors() -> list[str]:
    """Every table and column of both halves that was not understood."""
    return [f"{half}: {error}" for half, sheets in (("learnt", learnt()), ("held out", held_out())) for error in score(sheets).errors]


def run(quick: bool) -> Report:
    """Measure both halves; ``quick`` changes nothing, a sheet takes milliseconds."""
    lines, facts = [], {"accepted": f"confidence of {ACCEPT} or more; what is below is shown for a look"}
    for half, sheets in (("learnt", learnt()), ("held out", held_out())):
        if not sheets:
            facts[half] = "no such sheets here"
            continue
        told, helped = score(sheets), score(sheets, table_known=True)
        lines += [
            _share(f"{half}: sheets taken for another table", told.sheets, 1 - told.table, 1 - TABLES_RIGHT),
            _share(f"{half}: accepted columns that are wrong", told.accepted, 1 - told.precision, 1 - PRECISION),
            _share(f"{half}: known columns not accepted", told.known, 1 - told.recall, 1 - RECALL),
            Line(
                f"{half}: time for a sheet",
                told.sheets,
                sorted(told.milliseconds)[told.sheets // 2],
                sorted(told.milliseconds)[told.sheets * 9 // 10],
            ),
        ]
        facts[WORDS[half]] = _told(told)
        facts[f"{half}, once the table is said"] = _told(helped)
    return Report("matching", lines, facts | circumstances("rapidfuzz"))


def _share(what: str, of: int, share: float, target: float) -> Line:
    """A share of errors, in per cent."""
    return Line(what, of, round(share * 100, 2), round(share * 100, 2), round(target * 100, 2), unit="%")


def _told(score: Score) -> str:
    """A score in words."""
    return (
        f"{score.sheets} sheets, {score.headers} headers, table right {score.tables} ({score.table:.3f}), "
        f"precision {score.right}/{score.accepted} = {score.precision:.3f}, recall {score.found}/{score.known} = {score.recall:.3f}"
    )
