"""Imports that come again, through the page: remembered, met as the user says, personal data hidden, changes told."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from data.workspace import workspace_file
from locales import LANGUAGES, words
from tests.pages.conftest import visit
from tests.pages.reading import seen, tables_of, words_of
from tests.pages.test_import import dropped
from ui.session import DESKS

JANUARY = "订单编号,客户ID,下单时间,金额\n" + "".join(f"{n},C{n % 5},2024-01-{n % 28 + 1:02},{n + 1}\n" for n in range(20))
FEBRUARY = "订单编号,客户ID,下单时间,金额,品类\n" + "".join(f"{n},C{n % 5},2024-02-{n % 28 + 1:02},{n + 1},x\n" for n in range(15, 30))
PEOPLE = "客户ID,姓名,手机号\n" + "".join(f"C{n},客户{n},1380000{n:04}\n" for n in range(12))


def book(sheets: dict[str, Sequence[Sequence[str | int]]]) -> bytes:
    """A workbook of these sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for title, records in sheets.items():
            page = made.add_worksheet(title)
            for row, record in enumerate(records):
                page.write_row(row, 0, record)
    return out.getvalue()


def choose(app: AppTest, label: str, option: str) -> AppTest:
    """Set the list whose label begins so."""
    [box] = [box for box in app.selectbox if seen(box.label).startswith(label)]
    box.set_value(option).run()
    assert not app.exception
    return app


def go_in(app: AppTest, lang: str) -> AppTest:
    """Import what was checked; the upload page as the next visitor finds it."""
    [button] = [button for button in app.button if button.label.startswith(words(lang)("upload.import_rows", rows="").split(" ")[0])]
    button.click().run()
    assert not app.exception
    after = visit("upload", lang=lang)
    assert not after.exception
    return after


def rows(query: str) -> list[tuple[object, ...]]:
    return DESKS["mine"].workspace.cursor().execute(query).fetchall()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_like_last_month_s_is_taken_as_then_and_its_known_orders_are_skipped(fresh_home: Path, lang: str) -> None:
    w = words(lang)
    app = go_in(dropped("一月.csv", JANUARY.encode(), lang), lang)
    assert not [box for box in app.selectbox if box.label == w("mode.label")]
    app = dropped("二月.csv", FEBRUARY.encode(), lang, app)
    [note] = [seen(info.value) for info in app.info if "一月.csv" in seen(info.value)]
    assert w("remembered.new", n=1, columns="品类") in note
    app = choose(app, w("mode.label"), "skip")
    shown = {metric.label: metric.value for metric in app.metric}
    assert (shown[w("load.rows_read")], shown[w("load.rows_good")], shown[w("load.rows_problem")]) == ("15", "10", "5")
    app = go_in(app, lang)
    assert rows("SELECT count(*), count(DISTINCT order_id), sum(amount)::INTEGER FROM orders") == [(30, 30, sum(range(31)))]
    [changed] = [table for table in tables_of(app) if w("versions.what") in table.columns]
    assert list(changed[w("versions.rows")]) == [f"{w('table.orders')} +10", f"{w('table.orders')} +20"]
    figures = [seen(cell) for cell in changed[w("versions.figures")]]
    assert f"{w('figure.orders')} 20 → 30" in figures[0] and f"{w('figure.orders')} 20" in figures[1]


def test_what_is_hidden_is_never_stored_and_hidden_again_next_time(fresh_home: Path) -> None:
    w = words("zh")
    app = dropped("会员.csv", PEOPLE.encode(), "zh")
    assert any(w("privacy.phone") in text for text in words_of(app))
    app = go_in(choose(app, "手机号", "mask"), "zh")
    assert rows("SELECT phone FROM customers ORDER BY customer_id LIMIT 1") == [("138****0000",)]
    app = dropped("会员2.csv", (PEOPLE + "C99,新客,13912345678\n").encode(), "zh", app)
    [box] = [box for box in app.selectbox if seen(box.label).startswith("手机号")]
    assert box.value == "mask"
    go_in(app, "zh")
    assert rows("SELECT phone FROM customers WHERE customer_id = 'C99'") == [("139****5678",)]
    DESKS["mine"].workspace.close()
    DESKS.clear()
    with duckdb.connect(str(workspace_file("mine")), read_only=True) as file:
        held = [file.execute(f'FROM "{name}"').fetchall() for (name,) in file.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    assert "13912345678" not in json.dumps(held, default=str)


def test_remembered_matchings_are_listed_carried_and_forgotten(fresh_home: Path) -> None:
    w = words("en")
    app = go_in(dropped("一月.csv", JANUARY.encode(), "en"), "en")
    assert any(text == w("remembered.title", n=1) for text in words_of(app))
    [forget] = [button for button in app.button if button.label == w("remembered.forget")]
    forget.click().run()
    assert any(text == w("remembered.title", n=0) for text in words_of(app))
    app.file_uploader[-1].upload("other.json", b'{"format": 1}').run()
    assert [seen(error.value) for error in app.error] == [seen(w("workspace.mappings"))]
    taken = {"format": 1, "mappings": [{"table": "orders", "columns": {"a": "order_id", "b": None}, "file": "<b>.csv"}]}
    app.file_uploader[-1].upload("mine.json", json.dumps(taken).encode()).run()
    assert not app.exception and any(text == w("remembered.title", n=1) for text in words_of(app))
    assert visit("upload", lang="zh").exception == app.exception


def test_two_files_of_one_drop_that_overlap_say_so_and_the_second_can_skip(fresh_home: Path) -> None:
    w = words("en")
    app = dropped("一月.csv", JANUARY.encode(), "en")
    app = dropped("二月.csv", FEBRUARY.encode(), "en", app)
    warned = [seen(warning.value) for warning in app.warning]
    assert seen(w("load.known.append.orders", rows="5")) in warned
    app = go_in(choose(app, w("mode.label"), "skip"), "en")
    assert rows("SELECT count(*), count(DISTINCT order_id), sum(amount)::INTEGER FROM orders") == [(30, 30, sum(range(31)))]


def test_hiding_survives_when_the_table_is_moved_or_taken_for_another(fresh_home: Path) -> None:
    app = dropped("会员.csv", PEOPLE.encode(), "zh")
    app = choose(app, "手机号", "drop")
    app.number_input[-1].set_value(10).run()  # the last row of the table
    assert not app.exception
    [box] = [box for box in app.selectbox if seen(box.label).startswith("手机号")]
    assert box.value == "drop"
    go_in(app, "zh")
    assert rows("SELECT count(*), count(phone) FROM customers") == [(9, 0)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_that_is_called_returns_is_taken_for_them_unless_somebody_says_no(fresh_home: Path, lang: str) -> None:
    w = words(lang)
    header: list[str | int] = ["订单编号", "客户ID", "下单时间", "金额"]
    records: list[list[str | int]] = [[f"D{n}", f"C{n % 4}", f"2024-01-{n + 10}", n] for n in range(1, 16)]
    app = dropped("店.xlsx", book({"销售": [header, *records], "_退货_": [header, *records[:3]]}), lang)
    label = w("match.returns", name="_退货_")
    [tick] = [box for box in app.checkbox if seen(box.label) == label]
    returned = w("load.returned", amount=w.money(6))
    assert tick.value and any(returned in text for text in words_of(app)) and w("load.derived.returns") in words_of(app)
    assert not app.warning, "that sold orders come back is no repetition"
    app = go_in(app, lang)
    assert rows("SELECT count(*), sum(amount)::INTEGER FROM orders") == [(18, sum(range(1, 16)) - 6)]
    app = dropped("店2.xlsx", book({"退货": [header, *records[3:5]]}), lang)
    [tick] = [box for box in app.checkbox if seen(box.label) == w("match.returns", name="退货")]
    tick.uncheck().run()
    assert not app.exception and w("load.derived.returns") not in words_of(app)


def test_answers_without_ids_that_come_again_are_told_and_skipped(fresh_home: Path) -> None:
    w, march = (
        words("zh"),
        "提交时间,服务满意度,产品满意度\n" + "".join(f"2024-03-{n + 1:02} 10:0{n % 7},{n % 5 + 1},{n % 4 + 1}\n" for n in range(20)),
    )
    app = go_in(dropped("问卷.csv", march.encode(), "zh"), "zh")
    app = dropped("问卷.csv", f"{march}2024-04-01 10:00,5,5\n".encode(), "zh", app)
    assert any(w("load.alike", rows="40", skip=w("mode.skip")) == seen(warning.value) for warning in app.warning)
    app = choose(app, w("mode.label"), "skip")
    assert not app.warning
    assert {metric.label: metric.value for metric in app.metric}[w("load.rows_good")] == "2"


def test_ids_that_excel_shortened_are_told_with_what_to_do(fresh_home: Path) -> None:
    w, people = words("zh"), PEOPLE + "1.38E+10,张三,1.39E+10\n1.38E+10,李四,13900000000\n"
    app = dropped("客户.csv", people.encode(), "zh")
    columns = w("list.separator").join(sorted((w("column.customers.customer_id"), w("column.customers.phone"))))
    assert w("problem.shortened_id.fix", column=columns) in [seen(caption.value) for caption in app.caption]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_periods_of_no_known_year_say_what_is_missing(fresh_home: Path, lang: str) -> None:
    app = dropped("q.csv", "客户编号,Q1,Q2,Q3\nA,100,200,300\nB,400,500,600\n".encode(), lang)
    assert words(lang)("upload.periods.year") in [info.value for info in app.info]
