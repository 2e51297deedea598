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
from data.schema import STATUSES
from data.workspace import Workspace
from locales import LANGUAGES, Words, words
from tests.pages.conftest import Opening, living_in, visit
from tests.pages.reading import seen, tables_of, words_of
from ui.session import open_desk
from ui.text import capital

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
        assert str(listed[w("quality.head.issue")].iloc[0])[1:] in title, "but for the capital that begins a cell"
        told = dict(zip(listed[w("quality.head.issue")], listed[w("quality.head.rows")], strict=True))
        assert told[capital(w("quality.issue.same_customer"))] == "2"
        column = w("column.customers.age")
        assert told[capital(w("quality.issue.age_range", column=column))] == "1"
        examples = dict(zip(listed[w("quality.head.issue")], listed[w("quality.head.examples")], strict=True))
        assert examples[capital(w("quality.issue.age_range", column=column))] == "300"

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
    asked(app, w, "customers", "city")
    assert "customer_id" not in app.selectbox(key="rule.column.customers").options
    chosen(app, w, "Bergen")
    app.text_input(key="rule.becomes.customers.city").input(EVIL).run()
    assert any(text.endswith(w("quality.rule.touches", n=1)) for text in words_of(app))
    press(app, w("quality.rule.add"))
    assert customers(workspace)["C5"] == EVIL


def asked(app: AppTest, w: Words, table: str, name: str) -> None:
    """Choose the table and the column of a rule of one's own."""
    turned(app, "rules")
    app.selectbox(key="rule.table").select(table).run()
    app.selectbox(key=f"rule.column.{table}").select(name).run()
    assert not app.exception


def chosen(app: AppTest, w: Words, *words: str) -> None:
    """Choose the value found by its word, and what it becomes, as the page shows them."""
    for word, label in zip(words, ("quality.head.found", "quality.head.becomes"), strict=False):
        [box] = [box for box in app.selectbox if box.label == w(label)]
        [option] = [option for option in box.options if option.partition(" · ")[0] == word]
        box.set_value(option).run()
        assert not app.exception


def add_button(app: AppTest, w: Words) -> bool:
    """Whether the rule can be applied."""
    [button] = [button for button in app.button if button.label == w("quality.rule.add")]
    return not button.disabled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_on_codes_is_chosen_in_words_and_carries_the_codes(fresh_home: Path, lang: str) -> None:
    workspace, w = messy(), words(lang)
    workspace.cursor().execute("UPDATE load_2 SET status = CASE WHEN order_id < 'O3' THEN 'completed' ELSE 'packed' END")
    changes.add(workspace, [changes.Rule("orders", "product", "tea", "Tea")], AT, "ann")
    app = shown("rules", lang)
    asked(app, w, "orders", "status")
    offered = {box.label: list(box.options) for box in app.selectbox}
    counts = {"packed": w("count.rows", n=4), w("value.status.completed"): w("count.rows", n=3)}
    assert offered[w("quality.head.found")] == [f"{word} · {rows}" for word, rows in counts.items()]
    assert offered[w("quality.head.becomes")] == [*(w(f"value.status.{code}") for code in STATUSES), capital(w("quality.blank"))]
    chosen(app, w, w("value.status.completed"), w("value.status.completed"))
    assert not add_button(app, w) and w("quality.rule.same") in words_of(app)
    chosen(app, w, "packed", w("value.status.shipped"))
    assert any(f"“{w('value.status.shipped')}”" in text for text in words_of(app))
    press(app, w("quality.rule.add"))
    told = workspace.cursor().execute("SELECT status, count(*) FROM orders GROUP BY 1 ORDER BY 1").fetchall()
    assert told == [("completed", 3), ("shipped", 4)]
    assert any(f"“{w('value.status.shipped')}”" in text for text in words_of(turned(app, "decisions")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_that_would_change_nothing_or_harm_is_not_offered_and_says_why(fresh_home: Path, lang: str) -> None:
    workspace, w = messy(), words(lang)
    app = shown("rules", lang)
    asked(app, w, "orders", "amount")
    chosen(app, w, "10")
    app.text_input(key="rule.becomes.orders.amount").input("lots").run()
    assert not add_button(app, w)
    assert seen(app.error[0].value) == w.told("workspace.rule", {"column": w("column.orders.amount"), "value": "lots"})
    app.text_input(key="rule.becomes.orders.amount").input("10").run()
    assert not add_button(app, w) and w("quality.rule.same") in words_of(app) and not app.error
    app.text_input(key="rule.becomes.orders.amount").input("11").run()
    press(app, w("quality.rule.add"))
    assert workspace.cursor().execute("SELECT DISTINCT amount::VARCHAR FROM orders").fetchall() == [("11.0000",)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_is_not_the_same_is_not_proposed_again_until_that_is_taken_back(fresh_home: Path, lang: str) -> None:
    workspace, w = messy(), words(lang)
    app = shown("duplicates", lang)
    before = customers(workspace)
    press(app, w("quality.distinct"))
    assert len(app.dataframe) == 1 and customers(workspace) == before
    press(app, w("quality.distinct"))
    assert w("quality.no_duplicates") in words_of(app)
    app = turned(app, "decisions")
    assert w("quality.decided.distinct", ids=w("list.separator").join(("C1", "C2"))) in " ".join(words_of(app))
    press(app, w("action.undo"))
    assert len(turned(app, "duplicates").dataframe) == 1


def test_some_of_a_group_are_one_and_others_are_not(fresh_home: Path) -> None:
    workspace, w = messy(), words("zh")
    third = {"customer_id": "C7", "name": "Bo Hansen", "phone": "13900139000", "city": "Oslo"}
    people = pa.Table.from_pylist([{name: person.get(name) for name in ("customer_id", "name", "phone", "city")} for person in [*PEOPLE, third]])
    store.adopt(workspace, {"customers": people}, "made", AT, "ann")
    app = shown("duplicates", "zh")
    [members] = [box for box in app.multiselect if box.label == w("quality.members")]
    members.set_value(["C3", "C7"]).run()
    _, button = [button for button in app.button if button.label == w("quality.distinct")]
    button.click().run()
    assert [change.what for change in changes.changes(workspace)] == [changes.Distinct(("C3", "C7"))]
    assert not app.exception and not app.multiselect, "two of the three at most are one"


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
