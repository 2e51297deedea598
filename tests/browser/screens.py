"""`python -m tests.browser.screens [PAGE…] [--whole]`: pictures of every page into screens/, for eyes to judge.

Each page in Chinese and English, light and dark, at 1366×768 and 1024×768, with the sample company and with nothing;
`--whole` makes the window as tall as the page. The scenes, which no address brings about, come once in each language and scheme, whole.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.driver import LOCALES, NARROW, ROOT, WIDE, Lang, Scheme, Visitor, browsing, chromium, serving, visiting
from tests.browser.scenes import SCENES, configure_engine, prepare
from ui.frame import PAGES

FOLDER = ROOT / "screens"
DATA = {"full": "sample", "empty": "mine"}
MANNERS: tuple[tuple[Lang, Scheme, tuple[int, int]], ...] = (
    ("zh", "light", WIDE), ("zh", "dark", NARROW), ("en", "light", NARROW), ("en", "dark", WIDE),
)  # fmt: skip


def names() -> list[str]:
    """The pages' names, as the menu has them."""
    return [name for pages in PAGES.values() for _, name, _ in pages]


def picture(visitor: Visitor, name: str, data: str, whole: bool) -> bytes:
    """One page as the visitor sees it: the first screen, or all of it."""
    visitor.open(name, data=DATA[data])
    return whole_page(visitor) if whole else visitor.page.screenshot()


def whole_page(visitor: Visitor) -> bytes:
    """The page as it stands, in a window as tall as it is."""
    size = visitor.page.viewport_size
    assert size is not None
    height = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    visitor.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    visitor.settle()
    shot = visitor.page.screenshot()
    visitor.page.set_viewport_size(size)
    return shot


def pictures(browser: Browser, pages: list[str], whole: bool) -> Iterator[tuple[str, bytes, list[str]]]:
    """File name, picture and trouble of each page in each manner."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        for lang, scheme, size in product(LOCALES, ("light", "dark"), (WIDE, NARROW)):
            with visiting(browser, server, lang=lang, scheme=scheme, size=size) as visitor:  # type: ignore[arg-type]
                for name, data in product(pages, DATA):
                    yield f"{name}-{data}-{lang}-{scheme}-{size[0]}.png", picture(visitor, name, data, whole), visitor.trouble()


def scenes(browser: Browser, asked: list[str]) -> Iterator[tuple[str, bytes, list[str]]]:
    """File name, picture and trouble of each scene asked for, in each of a few manners."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), env=configure_engine(Path(folder))) as server:
        with visiting(browser, server) as first:
            prepare(first)
        for lang, scheme, size in MANNERS:
            with visiting(browser, server, lang=lang, scheme=scheme, size=size) as visitor:
                for name, bring_about in SCENES.items():
                    bring_about(visitor, lang)
                    if name in asked:
                        yield f"{name}-{lang}-{scheme}-{size[0]}.png", whole_page(visitor), visitor.trouble()


def main() -> None:
    """Take the pictures; any trouble on the way is printed and fails the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=", ".join([*names(), *SCENES]))
    parser.add_argument("--whole", action="store_true", help="the whole page instead of the first screen")
    asked = parser.parse_args()
    if unknown := set(asked.pages) - {*names(), *SCENES}:
        parser.error(f"no page is called {', '.join(sorted(unknown))}")
    if chromium() is None:
        sys.exit("Pictures need Chromium or Chrome (CLIENTELE_CHROMIUM may name one).")
    FOLDER.mkdir(exist_ok=True)
    troubles: list[str] = []
    pages = [name for name in names() if name in asked.pages or not asked.pages]
    wanted = [name for name in SCENES if name in asked.pages or not asked.pages]
    with browsing() as browser:
        for name, shot, trouble in chain(pictures(browser, pages, asked.whole) if pages else (), scenes(browser, wanted) if wanted else ()):
            (FOLDER / name).write_bytes(shot)
            troubles = [*troubles, *(f"{name}: {line}" for line in trouble if not any(line in known for known in troubles))]
            sys.stdout.write(f"screens/{name}\n")
    sys.exit("\n".join(troubles) or None)


if __name__ == "__main__":
    main()
