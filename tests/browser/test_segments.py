"""The segments page under the hands of a visitor: sliders, schemes, bars, list, downloads."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from locales import words
from metrics.segments import SEGMENTS
from tests.browser.conftest import Arrive
from tests.browser.driver import Visitor
from tests.browser.grids import records

ZH, EN = words("zh"), words("en")
DAYS = ZH("measure.r")


def query(visitor: Visitor) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(visitor.page.url).query)


def address_says(visitor: Visitor, **wanted: list[str] | None) -> bool:
    """Whether the address comes to hold these parameters (None: does not hold them); it follows at the end of a run."""
    for _ in range(100):
        found = query(visitor)
        if all(found.get(name) == values for name, values in wanted.items()):
            return True
        visitor.page.wait_for_timeout(100)
    raise AssertionError(f"The address says {query(visitor)}, not {wanted}")


def press_option(visitor: Visitor, word: str) -> Visitor:
    """Press one side of a switch."""
    visitor.page.get_by_test_id("stButtonGroup").get_by_text(word, exact=True).first.click()
    return visitor.settle()


def heads(visitor: Visitor) -> dict[str, float]:
    """Each segment's share of customers, as the chart has it: by the segment's code."""
    _, customers = visitor.figure()
    return {code: share for [code], share in zip(customers["customdata"], customers["x"], strict=True)}


def chips(visitor: Visitor) -> str:
    """What the filter bar says."""
    return visitor.page.locator(".st-key-filter_bar").inner_text()


def test_a_key_on_a_slider_moves_the_chart_and_the_address(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    before, title = heads(visitor), visitor.title()
    visitor.press(DAYS, *["ArrowLeft"] * 10)
    after = heads(visitor)
    assert address_says(visitor, eight_days_levels=["0.4"])
    near = [code for code in SEGMENTS["eight"] if code.endswith(("_value", "_develop"))]
    # R is cut where a share of 40 % instead of 50 % bought within so many days.
    assert sum(before[code] for code in near) == pytest.approx(0.5, abs=0.02)
    assert sum(after[code] for code in near) == pytest.approx(0.4, abs=0.02)
    assert visitor.title() != title
    visitor.click(ZH("threshold.reset"))
    assert heads(visitor) == before
    assert address_says(visitor, eight_days_levels=None)


def test_fixed_cut_points_start_near_the_quantiles_and_stay_in_the_link(visitor: Visitor, arrive: Arrive) -> None:
    visitor.open("segments", data="sample")
    before = heads(visitor)
    press_option(visitor, ZH("method.fixed"))
    assert sum(abs(before[code] - share) for code, share in heads(visitor).items()) < 0.2, "nearly the same groups"
    visitor.press(DAYS, "ArrowRight", "ArrowRight")
    moved = heads(visitor)
    link = query(visitor)
    assert link["method"] == ["fixed"] and int(link["eight_days_cuts"][0]) > 0
    friend = arrive(lang="en").open("segments", **{name: values[0] for name, values in link.items() if name != "lang"})
    assert heads(friend) == moved
    press_option(visitor, ZH("method.quantile"))
    assert heads(visitor) == before


def test_every_scheme_shows_its_segments(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    for scheme in ("three", "five", "eight"):
        press_option(visitor, ZH(f"scheme.{scheme}"))
        assert address_says(visitor, scheme=None if scheme == "eight" else [scheme])
        found = heads(visitor)
        assert list(found) == list(SEGMENTS[scheme])
        assert sum(found.values()) == pytest.approx(1)
        levels = {"three": 3, "five": 5, "eight": 2}[scheme]
        assert len(visitor.figure(1)[0]["x"]) == levels


def test_the_scheme_can_change_while_a_segment_is_chosen(visitor: Visitor) -> None:
    visitor.open("segments", data="sample", segment="important_value")
    press_option(visitor, ZH("scheme.three"))
    visitor.settle()
    assert list(heads(visitor)) == list(SEGMENTS["three"])
    assert address_says(visitor, segment=None)
    assert ZH("error.link") not in visitor.text(), "no link is to blame"
    assert ZH("segments.all_customers") in visitor.text()


def test_a_click_on_a_bar_lists_its_customers(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    place = 2
    code, word = SEGMENTS["eight"][place], ZH(f"segment.eight.{SEGMENTS['eight'][place]}")
    visitor.page.locator(".js-plotly-plot").first.locator(".bars .point path").nth(place).click(force=True)
    visitor.settle()
    assert address_says(visitor, segment=[code])
    assert word in chips(visitor)
    assert ZH("segments.customers", segment=word) in visitor.text()
    assert {record[ZH("list.segment")] for record in records(visitor)} == {word}
    visitor.go(ZH("menu.overview"))
    assert word in chips(visitor), "the choice goes along"
    visitor.go(ZH("menu.segments"))
    assert address_says(visitor, segment=[code])
    visitor.click(ZH("action.clear_filters"))
    assert address_says(visitor, segment=None)
    assert len({record[ZH("list.segment")] for record in records(visitor)}) > 1


def test_the_list_chooses_a_segment_by_keyboard(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    shares = heads(visitor)
    word = ZH("segment.eight.important_keep")
    count = round(shares["important_keep"] * everybody(visitor))
    visitor.choose(ZH("filter.segment"), f"{word} · {ZH.number(count)}")
    assert address_says(visitor, segment=["important_keep"])
    assert word in chips(visitor)
    assert {record[ZH("list.segment")] for record in records(visitor)} == {word}
    assert heads(visitor) == shares, "choosing never moves the cut points"
    visitor.choose(ZH("filter.segment"), ZH("segments.all"))
    assert address_says(visitor, segment=None)


def test_downloads_hold_what_the_page_shows(visitor: Visitor) -> None:
    visitor.open("segments", data="sample", segment="important_value")
    shown = records(visitor)
    count = round(heads(visitor)["important_value"] * everybody(visitor))
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".st-key-segments-xlsx button").click()
    book = waiting.value.path().read_bytes()
    name, content = visitor.download(ZH("action.download_csv"))
    assert name.endswith(".csv") and content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == count
    ids = [line[ZH("list.customer_id")] for line in lines]
    assert ids[: len(shown)] == [record[ZH("list.customer_id")] for record in shown]
    assert len(set(ids)) == count
    assert {line[ZH("list.segment")] for line in lines} == {ZH("segment.eight.important_value")}
    assert sum(float(line[ZH("list.spend")]) for line in lines) == pytest.approx(visitor_revenue(visitor), rel=1e-9)
    assert [line for line in lines if any(value.startswith(("=", "+", "@", "\t")) for value in line.values())] == []
    header, *rows = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True)
    assert [str(name) for name in header] == list(lines[0])
    assert [row[0] for row in rows] == ids
    assert [row[header.index(ZH("list.spend"))] for row in rows] == [float(line[ZH("list.spend")]) for line in lines]


def everybody(visitor: Visitor) -> int:
    """How many customers the grid of recency and frequency holds."""
    return sum(sum(row) for row in visitor.figure(1)[0]["z"])


def visitor_revenue(visitor: Visitor) -> float:
    """What the chosen segment brought, as the table view of the chart says."""
    press_option(visitor, "table_rows")
    row = next(record for record in records(visitor) if record[ZH("figure.segment")] == ZH("segment.eight.important_value"))
    press_option(visitor, "bar_chart")
    return float(row[ZH("figure.revenue")].replace(",", ""))


def test_a_chart_can_be_read_as_a_table(visitor: Visitor) -> None:
    visitor.open("segments", data="sample")
    shares = heads(visitor)
    press_option(visitor, "table_rows")
    table = records(visitor)
    assert [record[ZH("figure.segment")] for record in table] == [ZH(f"segment.eight.{code}") for code in shares]
    assert [float(record[ZH("figure.share")].replace(",", "")) for record in table] == pytest.approx(list(shares.values()), abs=1e-4)
    visitor.go(ZH("menu.overview")).go(ZH("menu.segments"))
    assert [record[ZH("figure.segment")] for record in records(visitor)][0] == ZH("segment.eight.important_value"), "the view is kept"
    press_option(visitor, "bar_chart")
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(2)
    assert heads(visitor) == shares
