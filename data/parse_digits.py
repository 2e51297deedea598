"""Whole numbers of a workbook beyond the digits that a number keeps: 1234567890123450112 is what a reader makes of 1.23456789012345E+18.

Spreadsheet programs keep fifteen digits and show zeros after them. Text stays as it is, whatever it looks like.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

LONG = r"^[1-9][0-9]{15,308}$"
KEPT = 2**53  # up to here a number keeps every digit


def sure_digits(columns: "Sequence[pa.Array]", numbers: "Callable[[int], pa.Array]") -> "tuple[list[pa.Array], frozenset[int]]":
    """The columns without digits that nobody wrote, and which of them lost some; ``numbers`` gives one that is None where no number is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found, cut = list(columns), set[int]()
    for place, column in enumerate(columns):
        if (pc.max(pc.binary_length(column)).as_py() or 0) < len(str(KEPT)):
            continue
        rows = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(column, LONG), False)).to_pylist()
        binary = {row: text for row in rows if _is_binary(text := column[row].as_py())}
        if not binary or len(is_number := numbers(place)) != len(column):
            continue
        cells = {row: fifteen(float(text)) for row, text in binary.items() if is_number[row].is_valid}
        if cells:
            found[place] = pa.array([cells.get(row, text) for row, text in enumerate(column.to_pylist())], pa.string())
            cut.add(place)
    return found, frozenset(cut)


def fifteen(number: float) -> str:
    """The digits of a whole number as a spreadsheet program keeps them."""
    return f"{Decimal(f'{number:.14e}'):f}"


def _is_binary(digits: str) -> bool:
    """Whether digits are beyond those that a number keeps, and are one all the same."""
    whole = int(digits)
    return whole > KEPT and whole == int(float(digits))
