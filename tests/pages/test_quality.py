"""The quality page: it says what is wrong, shows the very rows, and mends; every step has its way back but the last one."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from data import changes, store
from data.workspace import Workspace
from locales import LANGUAGES, words
from tests.pages.conftest import Opening, living_in, visit
from tests.pages.reading import seen, tables_of, words_of
from ui.session import open_desk

AT = dt.datetime(2025, 6, 30, 12)
EVIL = "![x](http://a.example/i.png) <b>=1+1</b>"
PEOPLE = [
    {"customer_id": "C1", "name": EVIL, "phone": "13800138000", "city": "Oslo", "email": "ann@x.no"},
    {"customer_id": "C2", "name": EVIL, "phone": "138 0013 8000", "city": "Oslo"},
    {"customer_id": "C3", "name": "Bo Hansen", "phone": "13900139000", "city": "oslo "},
    {"customer_id": "C4", "name": "Bo Hansen", "phone": "13900139000", "city": "Oslo"},
    {"customer_id": "C5", "name": "Per Nordmann", "age": 300, "city": "Bergen"},
    {"customer_id": "C6", "name": "Kari Nordmann", "email": "kari", "city": "Oslo"},
]


def messy() -> Workspace:
    """One's own workspace with six customers and seven order lines, of which little is right."""
    columns = dict.fromkeys(name for person in PEOPLE for name in person)
    days = [dt.datetime(2025, 1, 1) + dt.timedelta(days=20 * n) for n in range(7)]
    orders = [
        {"customer_id": f"C{n % 6 + 1}", "order_id": f"O{n}", "ordered_at": day, "amount": 10.0, "product": "tea"} for n, day in enumerate(days)
    ]
    workspace = open_desk("mine").workspace
    tables = {"customers": pa.Table.from_pylist([columns | person for person in PEOPLE]), "orders": pa.Table.from_pylist(orders)}
    store.adopt(workspace, tables, "made", AT, "ann")
    return workspace


@pytest.fixture(scope="class")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A messy workspace that tests only look at."""
    with living_in(tmp_path_factory.mktemp("messy")):
        workspace = messy()
        changes.add(workspace, [changes.Rule("customers", "city", "Bergen", EVIL)], AT, EVIL)
        yield workspace


def shown(view: str, lang: str = "en") -> AppTest:
    """One part of the page."""
    app = visit("quality", lang=lang, data="mine")
    return turned(app, view)


def turned(app: AppTest, view: str) -> AppTest:
    app.session_state["quality.view"] = view
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of this label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def customers(workspace: Workspace) -> dict[str, Any]:
    return dict(workspace.cursor().execute("SELECT customer_id, city FROM customers ORDER BY 1").fetchall())


@pytest.mark.usefixtures("looked_at")
class TestLooking:
    """What the page shows of a messy workspace."""

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_title_names_what_lowers_the_score_most(self, lang: str) -> None:
        app, w = visit("quality", lang=lang, data="mine"), words(lang)
        assert not app.exception
        [title] = [seen(title.value) for title in app.title]
        listed = tables_of(app)[0]
        assert str(listed[w("quality.head.issue")].iloc[0]) in title
        told = dict(zip(listed[w("quality.head.issue")], listed[w("quality.head.rows")], strict=True))
        assert told[w("quality.issue.same_customer")] == "2"
        column = w("column.customers.age")
        assert told[w("quality.issue.age_range", column=column)] == "1"
        examples = dict(zip(listed[w("quality.head.issue")], listed[w("quality.head.examples")], strict=True))
        assert examples[w("quality.issue.age_range", column=column)] == "300"

    def test_the_rows_of_an_issue_are_those_it_counts(self) -> None:
        app, w = shown("issues"), words("en")
        [chosen] = [box for box in app.selectbox if box.label == w("quality.rows_of")]
        for option in [option for option in chosen.options if "email" in option.lower()]:
            [box] = [box for box in app.selectbox if box.label == w("quality.rows_of")]
            box.select(option).run()
            rows = tables_of(app)[-1]
            wanted = {"PHONE": {"C5"}, "ADDRESS": {"C6"}}["ADDRESS" if "address" in option else "PHONE"]
            assert set(rows[w("column.customers.customer_id")]) == wanted, option

    def test_weights_move_the_score(self) -> None:
        app = shown("issues")
        before = app.title[0].value
        [slider] = [slider for slider in app.slider if slider.label == words("en")("threshold.uniqueness_weight")]
        slider.set_value(0.0).run()
        assert not app.exception and app.title[0].value != before
        assert app.query_params["uniqueness_weight"] in ("0", ["0"])

    def test_what_users_wrote_is_shown_to_the_letter(self) -> None:
        app = shown("issues")
        for view in ("issues", "duplicates", "rules", "decisions", "person"):
            app = turned(app, view)
            if view == "person":
                app.text_input(key="person.search").input("C1").run()
            marked = [element.value for kind in ("markdown", "caption", "title", "subheader", "info", "warning") for element in app.get(kind)]
            marked += [box.label for box in app.checkbox]
            assert not [text for text in marked if "![x](" in text or "<b>" in text], view
            if view in ("decisions", "person"):
                assert any(EVIL in seen(text) for text in marked), view


def test_same_customers_are_merged_and_parted_again(fresh_home: Path) -> None:
    workspace, w = messy(), words("zh")
    app = shown("duplicates", "zh")
    assert len(app.dataframe) == 2
    press(app, w("quality.merge_sure", n=2))
    assert set(customers(workspace)) == {"C1", "C3", "C5", "C6"}, "the fullest, then the first"
    assert [change.what.gone for change in changes.changes(workspace)] == [("C4",), ("C2",)]  # type: ignore[union-attr]
    assert w("quality.no_duplicates") in words_of(app)
    app = turned(app, "decisions")
    assert [button.label for button in app.button].count(w("action.undo")) == 2
    press(app, w("action.undo"))
    assert set(customers(workspace)) == {"C1", "C3", "C4", "C5", "C6"}
    app = turned(app, "duplicates")
    [kept] = [box for box in app.selectbox if box.label == w("quality.keep")]
    kept.select("C4").run()
    press(app, w("quality.merge"))
    assert set(customers(workspace)) == {"C1", "C4", "C5", "C6"}


def test_spellings_become_one_and_a_rule_of_ones_own_says_what_it_touches(fresh_home: Path) -> None:
    workspace, w = messy(), words("en")
    app = shown("rules")
    [table] = tables_of(app)
    assert table["found"].tolist() == ["“oslo ”"] and table["apply"].tolist() == [True]
    press(app, w("quality.apply", n=1))
    assert customers(workspace)["C3"] == "Oslo"
    press(turned(app, "decisions"), w("action.undo"))
    assert customers(workspace)["C3"] == "oslo "
    app = turned(app, "rules")
    app.selectbox(key="rule.table").select("customers").run()
    app.selectbox(key="rule.column.customers").select("city").run()
    assert "customer_id" not in app.selectbox(key="rule.column.customers").options
    app.text_input(key="rule.found").input("Bergen").run()
    assert w("quality.rule.touches", n=1) in words_of(app)
    app.text_input(key="rule.becomes").input(EVIL).run()
    press(app, w("quality.rule.add"))
    assert customers(workspace)["C5"] == EVIL
    app = turned(app, "rules")
    app.selectbox(key="rule.table").select("orders").run()
    app.selectbox(key="rule.column.orders").select("amount").run()
    app.text_input(key="rule.found").input("10.0000").run()
    app.text_input(key="rule.becomes").input("lots").run()
    press(app, w("quality.rule.add"))
    assert (
        seen(app.error[0].value) == w.told("workspace.rule", {"column": w("column.orders.amount"), "value": "lots"})
        and len(changes.changes(workspace)) == 2
    )


def test_a_person_is_deleted_everywhere_once_confirmed(fresh_home: Path) -> None:
    workspace, w = messy(), words("zh")
    app = shown("person", "zh")
    app.text_input(key="person.search").input("kari").run()
    [table] = [table for table in tables_of(app) if w("quality.head.table") in (table.index.name, *table.columns)]
    assert [str(rows) for rows in table[w("quality.head.rows")]] == ["1", "1"], "customers and orders"
    [button] = [button for button in app.button if button.label == w("person.delete")]
    assert button.disabled and w("person.cannot_undo") in words_of(app)
    app.checkbox[0].check().run()
    press(app, w("person.delete"))
    assert "C6" not in customers(workspace)
    assert not workspace.cursor().execute("SELECT 1 FROM orders WHERE customer_id = 'C6'").fetchall()
    assert w("person.nobody") in words_of(turned(app, "person")), "the search is still there, and finds nobody"


def test_nobody_of_the_sample_company_is_deleted(opening: Opening) -> None:
    app = turned(opening("quality", lang="en", data="sample"), "person")
    assert words("en")("person.sample") in words_of(app) and not app.text_input


def test_customers_alone_are_judged(fresh_home: Path) -> None:
    store.adopt(open_desk("mine").workspace, {"customers": pa.table({"customer_id": ["1"], "name": ["Ann"]})}, "made", AT, "ann")
    app = visit("quality", lang="zh", data="mine")
    assert not app.exception and app.get("plotly_chart")
    for view in ("duplicates", "rules", "decisions"):
        assert turned(app, view)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_anything_the_page_says_what_it_needs(opening: Opening, lang: str) -> None:
    app, w = opening("quality", lang=lang, data="mine"), words(lang)
    assert {w("action.upload"), w("action.try_sample")} <= {button.label for button in app.button}
    assert len(app.table) == 1 and not app.get("plotly_chart")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_tables_say_what_the_charts_show(opening: Opening, lang: str) -> None:
    app, w = opening("quality", lang=lang, data="sample"), words(lang)
    for name in ("quality.parts.view", "quality.groups.view"):
        app.session_state[name] = "table"
    app.run()
    assert not app.exception and not app.get("plotly_chart")
    parts, columns = tables_of(app)[:2]
    assert parts[w("quality.head.part")].tolist() == [w(f"quality.part.{part}") for part in PARTS_IN_ORDER]
    assert isinstance(columns, pd.DataFrame) and w("column.customers.phone") in columns[w("quality.head.column")].tolist()


PARTS_IN_ORDER = ("completeness", "validity", "uniqueness", "consistency", "timeliness")
