"""What a sheet and its columns are taken for, as values."""

from dataclasses import dataclass

ACCEPT = 0.75  # confidence from which a column is taken without asking; what is below is proposed for a look
READABLE = 0.5  # share of the non-blank values that a column must read as, to keep the target its header names


@dataclass(frozen=True)
class Match:
    """What one sheet column is taken for: position, canonical column (None: kept as an attribute), confidence 0..1, reason code.

    Reasons: preset (the export of a known system says so), synonym (the header says so), similar (the header nearly says so), values (its
    cells do), derived (quantity and unit price that supply the amount), question (a question of a survey: its cells are answers),
    month (the header is a month: its cells are amounts or goals),
    fallback_id (the best identifier there is), unlike (the header is known, the cells are not of its kind), none.
    """

    column: int
    target: str | None
    confidence: float
    reason: str


@dataclass(frozen=True)
class Proposal:
    """What a sheet is taken for. ``matches`` has one entry a sheet column, in order; ``missing`` the required columns nothing supplies.

    ``system`` names the system whose export it is, where its headers give it away.
    """

    table: str | None
    confidence: float
    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    system: str = ""
