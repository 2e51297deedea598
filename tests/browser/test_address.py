"""The address bar and the shared filters: a link says everything, and going to and fro loses nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from locales import words
from tests.browser.conftest import Arrive
from tests.browser.driver import Visitor, serving
from tests.browser.test_segments import DAYS, EN, ZH, chips, heads, press_option, query

REGION = "东北 Northeast"


def choose_region(visitor: Visitor, lang: str = "zh") -> Visitor:
    """Choose a region in the filter bar and close it."""
    label = words(lang)("filter.region")
    visitor.page.get_by_role("button", name=label).first.click()
    visitor.choose(label, REGION)
    visitor.page.keyboard.press("Escape")
    return visitor.settle()


def test_a_region_goes_along_to_segments_and_back(visitor: Visitor) -> None:
    visitor.open("", data="sample")
    everybody = visitor.title()
    assert "%" in everybody
    choose_region(visitor)
    expect(visitor.page.locator("[data-testid=stMain] h1").first).not_to_have_text(everybody)
    title = visitor.title()
    assert query(visitor)["region"] == [REGION] and REGION in chips(visitor)
    visitor.go(ZH("menu.segments"))
    assert query(visitor)["region"] == [REGION] and REGION in chips(visitor)
    visitor.go(ZH("menu.overview"))
    assert visitor.title() == title
    visitor.click(ZH("action.clear_filters"))
    assert visitor.title() == everybody
    assert "region" not in query(visitor)


def test_a_link_opened_in_the_other_language_shows_the_same(visitor: Visitor, arrive: Arrive) -> None:
    visitor.open("segments", data="sample", segment="important_value", **{"from": "2024-01-01"})
    choose_region(visitor)
    visitor.press(DAYS, "ArrowLeft")
    link = {name: values for name, values in query(visitor).items() if name != "lang"}
    assert set(link) == {"data", "segment", "from", "region", "eight_days_levels"}
    friend = arrive(lang="en").open("segments", **{name: values[0] for name, values in link.items()})
    assert heads(friend) == heads(visitor)
    assert EN("segment.eight.important_value") in chips(friend) and REGION in chips(friend)
    assert {name: values for name, values in query(friend).items() if name != "lang"} == link


def test_the_browsers_back_and_forward_lose_nothing(visitor: Visitor) -> None:
    visitor.open("", data="sample")
    choose_region(visitor)
    overview = visitor.title()
    visitor.go(ZH("menu.segments")).press(DAYS, "ArrowLeft", "ArrowLeft")
    segments = heads(visitor)
    visitor.page.go_back()
    visitor.settle(1_000)
    while "segments" in visitor.page.url:  # a moved threshold is an address of its own
        visitor.page.go_back()
        visitor.settle(1_000)
    expect(visitor.page.locator("[data-testid=stMain] h1").first).to_have_text(overview)
    assert REGION in chips(visitor)
    visitor.page.go_forward()
    visitor.settle(1_000)
    visitor.go(ZH("menu.segments"))
    assert heads(visitor) == segments
    assert query(visitor)["region"] == [REGION] and query(visitor)["eight_days_levels"] == ["0.48"]


def test_switching_the_language_keeps_everything(visitor: Visitor) -> None:
    visitor.open("segments", data="sample", region=REGION, scheme="three", segment="loyal")
    before = heads(visitor)
    press_option(visitor, "English")
    assert heads(visitor) == before
    assert query(visitor) == {"lang": ["en"], "data": ["sample"], "region": [REGION], "scheme": ["three"], "segment": ["loyal"]}
    assert EN("segment.three.loyal") in chips(visitor)


def test_a_link_with_nonsense_is_told_once(arrive: Arrive) -> None:
    nonsense = {
        "region": "nowhere",
        "segment": "<b>",
        "from": "soon",
        "eight_days_levels": "inf",
        "scheme": "seven",
        "method": "x",
        "period_days": "1e9",
    }
    visitor = arrive(lang="en").open("segments", data="sample", **nonsense)
    assert EN("error.link") in visitor.text()
    assert query(visitor) == {"lang": ["en"], "data": ["sample"]}
    assert sum(heads(visitor).values()) == pytest.approx(1)
    visitor.press(EN("measure.r"), "ArrowLeft").go(EN("menu.overview"))
    assert EN("error.link") not in visitor.text()


@pytest.mark.parametrize("name", ["segments", "upload"])
def test_a_cold_link_right_after_the_start_finds_its_page(arrive: Arrive, tmp_path: Path, name: str) -> None:
    with serving(tmp_path) as server:
        visitor = arrive(lang="en", server=server).open(name)
        assert "Page not found" not in visitor.page.locator("body").inner_text()
        assert visitor.title() == EN({"segments": "segments.empty.title", "upload": "upload.title"}[name])
        visitor.page.context.close()
