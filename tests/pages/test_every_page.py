"""What every page of the menu must do, whichever it is: a page that is added is held to it at once."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from locales import LANGUAGES, catalogue, words
from tests.pages.conftest import FILES, Opening
from tests.pages.reading import APP, figures_of, seen, tables_of, words_of
from ui.frame import PAGES, START
from ui.session import open_desk

DATA = ("mine", "sample")
ANALYSES = [name for section, pages in PAGES.items() for _, name, _ in pages if section != "menu.prepare"]
KEY = re.compile(r"\b[a-z_]+(?:\.[a-z0-9_]+)+\b")
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}")
# Names, file formats and abbreviations that a Chinese manager writes in Latin letters.
ALLOWED_IN_ZH = {
    "Clientele", "English", "Excel", "Parquet", "xlsx", "xls", "ods", "csv", "CSV", "TSV", "TXT", "CRM", "RFM", "UTF", "ZIP", "customer_id",
    "Klaviyo", "Hughes", "Pipino", "Lee", "Wang", "Tukey", "Fellegi", "Sunter", "Strategic", "Database", "Marketing",
}  # fmt: skip
# Columns of tables whose values are the users' own.
OWN = ("list.customer_id", "list.name", "list.region", "figure.group")


def own_words(app: AppTest) -> list[str]:
    """Values of the sample company's own, which stand on pages of both languages as they came."""
    if app.session_state["data"] != "sample":
        return []
    desk = open_desk("sample")
    won_through = [value for (value,) in desk.workspace.cursor().execute("SELECT DISTINCT acquisition_channel FROM customers").fetchall() if value]
    return sorted((*desk.facts.regions, *desk.facts.channels, *desk.facts.categories, *won_through), key=len, reverse=True)


def without(text: str, values: list[str]) -> str:
    """The text without the values, and without version numbers."""
    for value in values:
        text = text.replace(value, "")
    return re.sub(r"`[0-9a-f]{8}`", "", text)


def page_words(app: AppTest, lang: str) -> list[str]:
    """All words of ours: those of the users taken out."""
    w, own = words(lang), own_words(app)
    own_columns = {w(key) for key in OWN if key in w} | {w(key) for key in catalogue.keys(lang) if key.startswith("column.")}
    cells = [
        str(value)
        for table in tables_of(app)
        for name in table.columns
        if str(name) not in own_columns
        for value in table[name].tolist()
        if isinstance(value, str)
    ]
    return [without(text, own) for text in (*words_of(app), *map(seen, cells))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", FILES)
def test_a_page_opens_in_its_language(opening: Opening, name: str, data: str, lang: str) -> None:
    app = opening(name, lang=lang, data=data)
    assert not app.exception
    assert [title.value for title in app.title if title.value.strip()], "a page has a title"
    said = page_words(app, lang)
    assert [key for text in said for key in KEY.findall(text) if key in catalogue.keys(lang)] == []
    if lang == "zh":
        assert [(word, text) for text in said for word in WORD.findall(text) if word not in ALLOWED_IN_ZH] == []
        assert any(HAN.search(text) for text in said)
    else:
        assert [text for text in said if HAN.search(text) and text != words("zh")("language.zh")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ANALYSES)
def test_the_title_states_a_finding(opening: Opening, name: str, lang: str) -> None:
    title = seen(opening(name, lang=lang, data="sample").title[0].value)
    assert re.search(r"\d", title), "a finding has a number"
    assert words(lang)(f"menu.{name}") != title
    assert re.search(r"\d(\.\d)?%|\d,\d{3}", title)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ANALYSES)
def test_without_data_a_page_says_what_it_needs(opening: Opening, name: str, lang: str) -> None:
    app, w = opening(name, lang=lang, data="mine"), words(lang)
    labels = [button.label for button in app.button]
    assert w("action.upload") in labels and w("action.try_sample") in labels
    assert len(app.table) == 1, "an example of what to upload"
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("name", ANALYSES)
def test_the_sample_company_is_one_click_away(opening: Opening, name: str) -> None:
    app = opening(name, lang="en", data="mine")
    [button] = [button for button in app.button if button.label == words("en")("action.try_sample")]
    button.click().run()
    assert not app.exception
    assert app.query_params["data"] == "sample"
    assert figures_of(app)


@pytest.mark.parametrize("name", ANALYSES)
def test_both_languages_show_the_same_numbers(opening: Opening, name: str) -> None:
    def numbers(lang: str) -> list[list[object]]:
        traces = [trace for figure in figures_of(opening(name, lang=lang, data="sample")) for trace in figure["data"]]
        return [[trace.get(axis) for axis in ("x", "y", "z") if not _worded(trace.get(axis))] for trace in traces]

    assert numbers("zh") == numbers("en")


def _worded(values: object) -> bool:
    return isinstance(values, list) and any(isinstance(value, str) and not re.match(r"\d{4}-", value) for value in values)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_chart_says_what_it_shows(opening: Opening, name: str) -> None:
    charts = opening(name, lang="en", data="sample").get("plotly_chart")
    assert charts
    assert all(len(chart.proto.alt) > 20 for chart in charts)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_page_says_how_it_computed(opening: Opening, name: str) -> None:
    app = opening(name, lang="en", data="sample")
    assert words("en")("how.label") in words_of(app)
    [question] = [code.value for code in app.code]
    assert f'"metric": "{name}"' in question


def test_the_menu_holds_every_page_file_once() -> None:
    written = {str(path.relative_to(APP.parent)) for path in (APP.parent / "pages").rglob("*.py") if path.name != "__init__.py"}
    assert sorted(FILES.values()) == sorted(map(str, map(Path, written)))
    assert START in FILES
