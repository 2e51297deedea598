"""`python -m tests.browser.screens [PAGE…] [--whole]`: pictures of every page into screens/, for eyes to judge.

Each page in Chinese and English, light and dark, at 1366×768 and 1024×768, with the sample company and with nothing;
`--whole` makes the window as tall as the page.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.browser.driver import LOCALES, NARROW, ROOT, WIDE, Visitor, browsing, chromium, serving, visiting
from ui.frame import PAGES

FOLDER = ROOT / "screens"
DATA = {"full": "sample", "empty": "mine"}


def names() -> list[str]:
    """The pages' names, as the menu has them."""
    return [name for pages in PAGES.values() for _, name, _ in pages]


def picture(visitor: Visitor, name: str, data: str, whole: bool) -> bytes:
    """One page as the visitor sees it: the first screen, or all of it."""
    visitor.open(name, data=DATA[data])
    if whole:
        size = visitor.page.viewport_size
        assert size is not None
        height = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        visitor.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
        visitor.settle()
        shot = visitor.page.screenshot()
        visitor.page.set_viewport_size(size)
        return shot
    return visitor.page.screenshot()


def pictures(pages: list[str], whole: bool) -> Iterator[tuple[str, bytes, list[str]]]:
    """File name, picture and trouble of each page in each manner."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server, browsing() as browser:
        for lang, scheme, size in product(LOCALES, ("light", "dark"), (WIDE, NARROW)):
            with visiting(browser, server, lang=lang, scheme=scheme, size=size) as visitor:  # type: ignore[arg-type]
                for name, data in product(pages, DATA):
                    yield f"{name}-{data}-{lang}-{scheme}-{size[0]}.png", picture(visitor, name, data, whole), visitor.trouble()


def main() -> None:
    """Take the pictures; any trouble on the way is printed and fails the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=", ".join(names()))
    parser.add_argument("--whole", action="store_true", help="the whole page instead of the first screen")
    asked = parser.parse_args()
    if unknown := set(asked.pages) - set(names()):
        parser.error(f"no page is called {', '.join(sorted(unknown))}")
    if chromium() is None:
        sys.exit("Pictures need Chromium or Chrome (CLIENTELE_CHROMIUM may name one).")
    FOLDER.mkdir(exist_ok=True)
    troubles: list[str] = []
    for name, shot, trouble in pictures(asked.pages or names(), asked.whole):
        (FOLDER / name).write_bytes(shot)
        troubles = [*troubles, *(f"{name}: {line}" for line in trouble if not any(line in known for known in troubles))]
        sys.stdout.write(f"screens/{name}\n")
    sys.exit("\n".join(troubles) or None)


if __name__ == "__main__":
    main()
