"""Every page, cold by its link, in both languages, full and empty: it opens, has a title, and nothing goes wrong on the way."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.driver import NARROW, Visitor
from tests.browser.screens import DATA, names


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", names())
def test_a_page_opens(arrive: Arrive, name: str, data: str) -> None:
    titles = set()
    for lang, scheme in (("zh", "light"), ("en", "dark")):
        page = arrive(lang=lang, scheme=scheme).open(name, data=DATA[data])
        titles.add(page.title())
        assert "Page not found" not in page.page.locator("body").inner_text()
    assert len(titles) == 2, "each language has words of its own"


def test_a_narrow_window_never_scrolls_sideways(arrive: Arrive) -> None:
    page = arrive(size=NARROW)
    for name in names():
        page.open(name, data="sample")
        assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth <= main.clientWidth"), name


def test_the_menu_leads_to_every_page(fresh: Visitor) -> None:
    fresh.open()
    links = fresh.page.locator("[data-testid=stSidebarNavLink]")
    assert links.count() == len(names())
    for place in range(links.count()):
        links.nth(place).click()
        fresh.settle()
        assert fresh.title()
