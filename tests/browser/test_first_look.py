"""What a newcomer meets: the sample company at once, in light and dark, by mouse or by keyboard alone."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from charts.theme import THEMES
from tests.browser.conftest import Arrive
from tests.browser.driver import Scheme, Visitor, serving
from tests.browser.test_segments import EN, ZH, heads

PATIENCE = 3.0  # seconds from the click to the figures
FILLS = """() => [...document.querySelectorAll('.js-plotly-plot text')].filter(text => text.textContent.trim())
    .map(text => getComputedStyle(text).fill)"""


@pytest.mark.timing
def test_the_sample_company_stands_there_within_three_seconds(arrive: Arrive, tmp_path: Path) -> None:
    """The first click makes the company; on a machine that does other things as well, a second and third home may try again."""
    measured: list[float] = []
    for attempt in range(3):
        home = tmp_path / str(attempt)
        home.mkdir()
        with serving(home) as server:
            visitor = arrive(lang="en", server=server).open()
            started = time.monotonic()
            visitor.page.get_by_role("button", name=EN("action.try_sample")).click()
            visitor.page.locator("[data-testid=stMetricValue]").first.wait_for()
            visitor.page.locator(".js-plotly-plot .main-svg").first.wait_for()
            measured.append(time.monotonic() - started)
            visitor.settle()
            visitor.page.context.close()
        if measured[-1] <= PATIENCE:
            break
    said = f"the sample company stood there after {', '.join(f'{seconds:.1f}' for seconds in measured)} s"
    print(said)  # noqa: T201
    if measured[-1] > PATIENCE and os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip(f"needs a machine without other work: {said}")
    assert measured[-1] <= PATIENCE


def rgb(colour: str) -> str:
    """A colour as the browser writes it."""
    red, green, blue = (int(colour.lstrip("#")[place : place + 2], 16) for place in (0, 2, 4))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["", "segments"])
def test_charts_follow_the_theme_of_the_browser_from_the_first_paint(arrive: Arrive, name: str, scheme: Scheme) -> None:
    visitor = arrive(scheme=scheme).open(name, data="sample")
    fills = set(visitor.page.evaluate(FILLS))
    own, other = THEMES[scheme], THEMES["dark" if scheme == "light" else "light"]
    assert rgb(own.ink) in fills or rgb(own.muted) in fills
    assert rgb(other.ink) not in fills
    assert visitor.page.locator("[data-testid=stApp]").evaluate("app => getComputedStyle(app).colorScheme") == scheme


def test_charts_follow_when_the_theme_changes(arrive: Arrive) -> None:
    visitor = arrive(scheme="light").open("segments", data="sample")
    visitor.page.emulate_media(color_scheme="dark")
    visitor.settle(1_000)
    visitor.go(ZH("menu.overview")).go(ZH("menu.segments"))
    assert rgb(THEMES["light"].ink) not in set(visitor.page.evaluate(FILLS))


FOCUS = """() => {
    const focused = document.activeElement, keyed = focused.closest('[class*="st-key-"]');
    const role = focused.getAttribute('role') || (focused.type === 'range' ? 'slider' : focused.tagName.toLowerCase());
    const key = keyed ? [...keyed.classList].find(name => name.startsWith('st-key-')) : '';
    return [role, focused.getAttribute('aria-label') || focused.innerText || '', key].join('|').replaceAll('\\n', ' ');
}"""


def focus_order(page: Page, keys: int) -> list[str]:
    """What Tab reaches, key by key: role, name and place of the focused element."""
    found = []
    for _ in range(keys):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


def test_tab_reaches_filters_sliders_and_downloads(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    reached = focus_order(visitor.page, 60)
    places = {
        what: next((place for place, element in enumerate(reached) if mark in element), None)
        for what, mark in {
            "menu": ZH("menu.segments"),
            "filters": f"{ZH('filter.region')}",
            "slider": "slider|",
            "downloads": "st-key-segments-csv",
        }.items()
    }
    assert None not in places.values(), (places, reached)
    order = [place for place in places.values() if place is not None]
    assert order == sorted(order), (places, reached)
    assert sum(element.startswith("slider|") for element in reached) >= 3


def test_the_keyboard_alone_filters_and_moves_a_threshold(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    before = heads(visitor)
    page = visitor.page
    page.get_by_role("button", name=ZH("filter.kind")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=ZH("filter.kind"))).to_be_visible()
    visitor.choose(ZH("filter.kind"), ZH("value.kind.company"))
    page.keyboard.press("Escape")
    visitor.settle()
    companies = heads(visitor)
    assert companies != before
    visitor.slider(ZH("measure.m")).focus()
    page.keyboard.press("ArrowRight")
    visitor.settle()
    assert heads(visitor) != companies
