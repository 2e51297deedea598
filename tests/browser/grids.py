"""Reading and editing the grids of a page, which are drawn on a canvas: readers of the screen get a table behind it, and so do tests."""

from playwright.sync_api import Locator, Position, TimeoutError

from tests.browser.driver import Visitor

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

    The list filters a moment after the typing: Enter would take what stood first until then, so the choice is clicked.
    """
    keyboard, option = visitor.page.keyboard, visitor.page.locator("#portal").get_by_text(words, exact=True).first
    for patience in (5_000, 10_000, 30_000):  # on a busy machine the grid may be drawn anew under the keys, and its list close
        grid(visitor, key).locator("canvas").first.click(position=FIRST_CELL, force=True)
        for stroke in ["ArrowDown"] * row + ["ArrowRight"] * column + ["Enter"]:
            keyboard.press(stroke)
        keyboard.type(words)
        try:
            option.click(timeout=patience)
            return visitor.settle()
        except TimeoutError:
            keyboard.press("Escape")
    raise AssertionError(f"The list with {words!r} does not open")
