"""Reading and editing the grids of a page, which are drawn on a canvas: readers of the screen get a table behind it, and so do tests."""

from playwright.sync_api import Locator, Position, expect

from tests.browser.driver import Visitor

PATIENCE = 30_000  # milliseconds, for a machine that does much else
FIRST_CELL: Position = {"x": 30, "y": 48}  # below the header, within the first row


def grid(visitor: Visitor, key: str = "") -> Locator:
    """The first grid of the page, or the first whose key begins so."""
    return visitor.page.locator(f"[class*='st-key-{key}'] [data-testid=stDataFrame]" if key else "[data-testid=stDataFrame]").first


def cells(visitor: Visitor, key: str = "") -> list[list[str]]:
    """The header and the rows in sight of a grid."""
    table = grid(visitor, key).locator("canvas table").first
    table.wait_for(state="attached")
    found: list[list[str]] = table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    return found


def records(visitor: Visitor, key: str = "") -> list[dict[str, str]]:
    """The rows in sight of a grid, by heading."""
    header, *rows = cells(visitor, key)
    return [dict(zip(header, row, strict=True)) for row in rows]


def choose_in_grid(visitor: Visitor, row: int, column: int, words: str, key: str = "") -> Visitor:
    """Choose from the list of a cell, reached by the keyboard once the first cell is marked.

    Nothing is typed to filter the list: keys that come before it has the focus reach the grid, which opens another list for them,
    and a click takes nothing while the list is filtered.
    """
    keyboard, portal = visitor.page.keyboard, visitor.page.locator("#portal")
    _mark_first(grid(visitor, key))
    for stroke in ["ArrowDown"] * row + ["ArrowRight"] * column:
        keyboard.press(stroke)
    expect(_cell(grid(visitor, key), row, column)).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    keyboard.press("Enter")
    search = portal.get_by_role("combobox")
    expect(search).to_be_focused(timeout=PATIENCE)
    portal.get_by_role("option", name=words, exact=True).click(timeout=PATIENCE)
    expect(search).to_have_count(0, timeout=PATIENCE)
    return visitor.settle()


def _cell(board: Locator, row: int, column: int) -> Locator:
    """A cell of the table behind a grid."""
    return board.locator(f"#glide-cell-{column}-{row}")


def _mark_first(board: Locator) -> None:
    """Mark the first cell. After a choice from a list the grid takes the first click for the list's end: hence the second."""
    for patience in (1_000, 5_000, PATIENCE):
        board.locator("canvas").first.click(position=FIRST_CELL, force=True)
        try:
            return expect(_cell(board, 0, 0)).to_have_attribute("aria-selected", "true", timeout=patience)
        except AssertionError:
            continue
    raise AssertionError("The first cell of the grid cannot be marked")
