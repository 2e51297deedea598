"""An import through the page: what the dry run says is what goes in, and what users wrote is shown to the letter."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.workspace import workspace_file
from locales import LANGUAGES, words
from tests.pages.conftest import FILES, visit
from tests.pages.reading import APP, figures_of, seen, tables_of, words_of

NAMES = ["![x](http://a.example/i.png)", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", ":material/delete: --> $x$", "**张三** & <b>李四</b>"]
REGIONS = ["![r](http://a.example/r.png)", "<img src=x> -> :smile:"]
CURRENCY = "![c](http://a.example/c.png)"


def orders(rows: int = 40) -> bytes:
    """Orders of five customers with hostile names, in two hostile regions."""
    lines = ["订单编号,客户ID,客户名称,下单时间,金额,地区"]
    for row in range(rows):
        name = NAMES[row % 5].replace('"', '""')
        lines.append(f'{row},C{row % 5},"{name}",2024-{row % 12 + 1:02}-05,{10 + row}.50,"{REGIONS[row % 2]}"')
    return "\n".join(lines).encode()


def dropped(name: str, content: bytes, lang: str = "en", app: AppTest | None = None) -> AppTest:
    """The upload page after a file was dropped there."""
    app = app or visit("upload", lang=lang)
    app.file_uploader[0].upload(name, content)
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the button of this label."""
    [button] = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception
    return app


def imported(name: str, content: bytes, lang: str = "en") -> AppTest:
    """The page that follows a finished import."""
    app = dropped(name, content, lang)
    [button] = [button for button in app.button if button.label.startswith(words(lang)("upload.import_rows", rows="").split(" ")[0])]
    button.click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_the_file_to_the_overview_and_back(fresh_home: Path, lang: str) -> None:
    w = words(lang)
    app = dropped("订单 2024.csv", orders(), lang)
    metrics = {metric.label: seen(metric.value) for metric in app.metric}
    assert metrics[w("load.rows_read")] == metrics[w("load.rows_good")] == "40"
    assert metrics[w("load.rows_problem")] == "0"
    assert metrics[w("figure.customers")] == "5"
    assert metrics[w("load.total")] == w.money(sum(10.5 + row for row in range(40)))
    app = press(app, w("upload.import_rows", rows="40"))
    assert figures_of(app), "the overview follows"
    app.switch_page(FILES["upload"]).run()
    app = press(app, w("action.undo_import"))
    app.switch_page(FILES["overview"]).run()
    assert app.title[0].value == w("overview.empty.title")
    app.switch_page(FILES["upload"]).run()
    app = press(app, w("action.redo_import"))
    app.switch_page(FILES["overview"]).run()
    assert figures_of(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_names_are_shown_to_the_letter(fresh_home: Path, lang: str) -> None:
    imported("![f](data:x) <b> a--b.csv", orders(), lang)
    app = visit("segments", lang=lang)
    assert not app.exception
    listed = tables_of(app)[0]
    assert set(listed[words(lang)("list.name")]) == set(NAMES)
    offered = [option for multiselect in app.multiselect for option in multiselect.options]
    assert set(REGIONS) <= set(offered), "options are plain text"
    chosen = visit("segments", lang=lang, region=REGIONS[0])
    assert not chosen.exception
    raw = [block.proto.popover.label for block in chosen.get("popover")]
    assert not any("![" in label for label in raw), "in Markdown every mark is escaped"
    assert any(REGIONS[0][:20] in seen(label) for label in raw)
    history = visit("upload", lang=lang)
    assert any("![f](data:x) <b> a--b.csv" in text for text in words_of(history))
    assert not any("![f](" in markdown.value for markdown in history.markdown)


def test_a_hostile_currency_is_no_mark_either(fresh_home: Path) -> None:
    lines = ["customer_id,ordered_at,amount,currency", *(f'C{row % 7},2024-{row % 12 + 1:02}-05,{row}.5,"{CURRENCY}"' for row in range(60))]
    dry = dropped("a.csv", "\n".join(lines).encode())
    app = press(dry, words("en")("upload.import_rows", rows="60"))
    for page in (dry, app, visit("segments", lang="en"), visit("overview", lang="zh")):
        assert not page.exception
        raw = [*(metric.value for metric in page.metric), *(caption.value for caption in page.caption), *(title.value for title in page.title)]
        assert not any("![" in text for text in raw), raw


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_program_at_the_data_is_a_sentence(fresh_home: Path, lang: str) -> None:
    file = workspace_file("mine")
    file.parent.mkdir(parents=True)
    hold = f"import duckdb, sys; held = duckdb.connect({str(file)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        apps = [visit(name, lang=lang) for name in FILES]
        other.communicate("")
    for app in apps:
        assert not app.exception
        assert [seen(error.value) for error in app.error] == [words(lang)("workspace.locked")]
        assert not app.title, "nothing else is shown"
    again = visit("overview", lang=lang)
    assert not again.error and again.title[0].value == words(lang)("overview.empty.title"), "a reload finds the data free again"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_file_again_needs_a_tick(fresh_home: Path, lang: str) -> None:
    w = words(lang)
    imported("a.csv", orders(), lang)
    app = dropped("copy.csv", orders(), lang)
    assert any(warning.value == w("upload.already", date=w.date(date.today())) for warning in app.warning)
    assert [button.disabled for button in app.button if button.label == w("upload.import_rows", rows="0")] == [True]
    [tick] = app.checkbox
    tick.check().run()
    assert [button.disabled for button in app.button if button.label == w("upload.import_rows", rows="40")] == [False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_cannot_be_read_is_a_sentence_in_the_readers_language(fresh_home: Path, lang: str) -> None:
    app = dropped("rapport [1].xlsx", b"%PDF-1.7\n", lang)
    [error] = app.error
    assert words(lang)("upload.nothing_changed") in seen(error.value)
    assert "rapport [1].xlsx" in seen(error.value)
    app = press(app, words(lang)("action.cancel"))
    assert not app.error


def test_the_pages_lie_where_the_menu_says() -> None:
    assert all((APP.parent / file).is_file() for file in FILES.values())
