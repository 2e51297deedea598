"""What the address says is what the page shows; what it cannot mean is told, and never an error."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from locales import LANGUAGES, words
from tests.pages.conftest import FILES, Opening
from tests.pages.reading import figures_of, seen, words_of

REGION = "东北 Northeast"


def customers(app: AppTest) -> int:
    """How many customers the page counted."""
    counted = [text for text in words_of(app) if re.search(r"customers.*(at least one purchase|orders,)", text)]
    return int(re.search(r"([\d,]+) customers", counted[-1])[1].replace(",", ""))  # type: ignore[index]


def warned(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize("name", ["overview", "segments"])
def test_a_region_in_the_link_filters_the_page(opening: Opening, name: str) -> None:
    everybody, some = (customers(opening(name, lang="en", data="sample", **query)) for query in ({}, {"region": REGION}))
    assert 0 < some < everybody
    app = opening(name, lang="en", data="sample", region=REGION)
    assert any(REGION in seen(block.proto.popover.label) for block in app.get("popover")), "the chip says what is chosen"
    assert app.query_params["region"] == [REGION] or app.query_params["region"] == REGION
    assert not warned(app)


@pytest.mark.parametrize("name", ["overview", "segments"])
def test_dates_in_the_link_filter_the_page(opening: Opening, name: str) -> None:
    query = {"lang": "en", "data": "sample", "from": "2024-01-01", "to": "2024-12-31"}
    app = opening(name, **query)
    assert not app.exception and not warned(app)
    assert 0 < customers(app) < customers(opening(name, lang="en", data="sample"))
    assert any("2024" in block.proto.popover.label for block in app.get("popover"))


def test_thresholds_in_the_link_set_the_controls_and_the_chart(opening: Opening) -> None:
    plain = opening("segments", lang="en", data="sample")
    cut = opening("segments", lang="en", data="sample", eight_days_levels="0.2")
    assert [slider.value for slider in cut.slider] == [0.2, 0.5, 0.5]
    assert figures_of(cut)[0]["data"][0]["x"] != figures_of(plain)[0]["data"][0]["x"]
    assert cut.query_params["eight_days_levels"] in ("0.2", ["0.2"])


def test_the_overview_counts_the_thresholds_of_its_link(opening: Opening) -> None:
    app = opening("overview", lang="en", data="sample", period_days="30")
    assert '"period_days": 30' in app.code[0].value
    assert {slider.label: slider.value for slider in app.slider}[words("en")("threshold.period_days")] == 30


@pytest.mark.parametrize(("scheme", "groups"), [("eight", 8), ("three", 6), ("five", 11)])
@pytest.mark.parametrize("method", ["quantile", "fixed"])
def test_every_scheme_and_method_by_link(opening: Opening, scheme: str, groups: int, method: str) -> None:
    app = opening("segments", lang="zh", data="sample", scheme=scheme, method=method)
    assert not app.exception and not warned(app)
    revenue, heads = figures_of(app)[0]["data"]
    assert len(revenue["y"]) == groups
    assert sum(revenue["x"]) == pytest.approx(1) and sum(heads["x"]) == pytest.approx(1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cut_points_that_do_not_ascend_are_told(opening: Opening, lang: str) -> None:
    app = opening("segments", lang=lang, data="sample", scheme="five", **{"five_days_levels.1": "0.9"})
    assert not app.exception
    assert warned(app) == [words(lang)("threshold.not_ascending")]


HOSTILE: list[dict[str, str | list[str]]] = [
    {"scheme": "zz"},
    {"method": "<b>"},
    {"data": "../../etc/passwd"},
    {"lang": "xx"},
    {"region": "nowhere"},
    {"region": [REGION, "![x](http://a.example/i.png)"]},
    {"segment": "champions"},
    {"from": "yesterday"},
    {"from": "1900-01-01"},
    {"from": "2025-01-01", "to": "2024-01-01"},
    {"to": "2999-12-31"},
    {"eight_days_levels": "inf"},
    {"eight_days_levels": "7"},
    {"eight_days_levels": ["0.2", "0.4"]},
    {"method": "fixed", "eight_orders_cuts": "1e30"},
    {"method": "fixed", "eight_spend_cuts": "-1"},
    {"scheme": "three", "three_orders_levels": ["0.8", "0.1"]},
    {"period_days": "0"},
    {"top_share": "nan"},
]


@pytest.mark.parametrize("query", HOSTILE, ids=str)
@pytest.mark.parametrize("name", FILES)
def test_nonsense_in_the_link_is_told_and_harmless(opening: Opening, name: str, query: dict[str, str | list[str]]) -> None:
    app = opening(name, **({"lang": "en", "data": "sample"} | query))
    assert not app.exception
    if name in ("upload", "quality") and set(query) <= {"region", "segment", "from", "to"} and query != {"from": "yesterday"}:
        return  # a page without filters does not hold them against the workspace
    assert warned(app) == [words(app.session_state["lang"])("error.link")]
    assert app.run() and not warned(app), "told once"


@pytest.mark.parametrize("name", ["overview", "segments"])
def test_nobody_left_is_a_sentence(opening: Opening, name: str) -> None:
    app = opening(name, lang="en", data="sample", kind="company", **{"from": "2025-06-30", "to": "2025-06-30", "region": REGION})
    assert not app.exception
    assert not figures_of(app)
    assert [info.value for info in app.info] == [words("en")("filter.nothing_left")]


@pytest.mark.parametrize("name", ["overview", "segments"])
def test_a_filter_that_another_workspace_does_not_know_goes_without_blame(opening: Opening, name: str) -> None:
    app = opening(name, lang="en", data="sample", region=REGION)
    app.session_state["data"] = "mine"
    app.run()
    assert not app.exception and not warned(app)


def test_the_filters_stay_from_page_to_page(opening: Opening) -> None:
    app = opening("overview", lang="en", data="sample", region=REGION, period_days="30")
    app.switch_page(FILES["segments"]).run()
    assert app.session_state["region"] == [REGION]
    app.switch_page(FILES["upload"]).run()
    app.switch_page(FILES["overview"]).run()
    assert (app.session_state["region"], app.session_state["period_days"]) == ([REGION], 30)
    assert not app.exception
