"""Where a sheet's table stands, on the page: what was taken is said, and a user's numbers move it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from locales import LANGUAGES, words
from tests.data.test_region import book_of
from tests.pages.reading import seen, words_of
from tests.pages.test_import import dropped, press

GRID = [
    ["订单报表 ![x](http://a.example/i.png)"],
    ["导出时间：2024-12-31"],
    [],
    ["订单", "", "", "客户"],
    ["编号", "日期", "金额", "编号"],
    *([f"A{n}", f"2024-03-{n + 10}", f"{n}.5", f"C{n % 3}"] for n in range(9)),
    ["合计", "", "40.5", ""],
]


def numbers(app: AppTest) -> tuple[float | None, ...]:
    """Header row, rows of titles and last row, as they stand on the page."""
    return tuple(number.value for number in app.number_input)


def moved(app: AppTest, place: int, value: int) -> AppTest:
    app.number_input[place].set_value(value).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_is_told_and_moved(fresh_home: Path, lang: str) -> None:
    w = words(lang)
    app = dropped("订单.xlsx", book_of([*GRID, [], ["[a](http://a.example)"]]), lang)
    assert numbers(app) == (4, 2, 14)
    left = w("list.separator").join([w("region.left.above", n=2), w("region.left.below", n=2)])
    read = w("region.read_as.lines", rows="9", row=4, last=5)
    assert w.paragraph(read, w("region.left", rows=left)) in [caption.value for caption in app.caption]
    shown = app.dataframe[0].value
    marks = [w(f"region.mark.{mark}") for mark in ("out", "header", "data")]
    assert list(shown.iloc[:, 0]) == [marks[0], marks[0], "", marks[1], marks[1], *[marks[2]] * 7]
    assert list(shown.index) == list(range(1, 13)) and list(shown.columns) == [w("region.mark"), "A", "B", "C", "D"]
    assert GRID[0][0] in app.text[0].value  # as plain text: nothing in it is a link or a picture
    assert {metric.label: metric.value for metric in app.metric}[w("load.rows_read")] == "9"
    moved(app, 2, 15)
    assert numbers(app) == (4, 2, 15)
    assert {metric.label: metric.value for metric in app.metric}[w("load.rows_read")] == "10"
    press(app, w("region.find"))
    assert numbers(app) == (4, 2, 14)


def test_no_titles_at_all_and_back(fresh_home: Path) -> None:
    w = words("en")
    app = dropped("orders.csv", b"id,day,customer,amount\nA1,2024-03-01,C1,5\nA2,2024-03-02,C2,6\n")
    assert numbers(app) == (1, 1, 3)
    moved(app, 0, 0)
    assert numbers(app)[0] == 0 and numbers(app)[2] == 3
    read = w.paragraph(w("region.read_as.none", rows="3", row=1), w("upload.encoding", encoding="UTF-8"))
    assert read in [caption.value for caption in app.caption]
    moved(app, 0, 1)
    assert numbers(app) == (1, 1, 3)


def test_a_place_without_records_is_refused_in_words(fresh_home: Path) -> None:
    w = words("en")
    app = dropped("orders.csv", b"id,day,customer,amount\nA1,2024-03-01,C1,5\nA2,2024-03-02,C2,6\n")
    moved(app, 0, 3)
    assert [error.value for error in app.error if w.told("read.header_only", {"file": "orders.csv", "columns": 4})[:20] in seen(error.value)]
    moved(app, 0, 2)
    assert numbers(app) == (2, 1, 3)


def test_the_last_row_takes_the_table_below_in(fresh_home: Path) -> None:
    first = [["id", "day", "customer", "amount"], *([f"A{n}", f"2024-03-{n + 10}", "C1", "5"] for n in range(6))]
    other = [["name", "phone", "city"], ["Ann", "138", "Rome"], ["Bob", "139", "Oslo"]]
    app = dropped("both.csv", "\n".join(",".join(line) for line in [*first, [], *other]).encode())
    assert numbers(app) == (1, 1, 7, 9, 1, 11)
    assert words_of(app)
    moved(app, 2, 11)
    assert numbers(app) == (1, 1, 11)


def test_subtotals_are_told_and_read_in_when_the_user_says_so(fresh_home: Path) -> None:
    w = words("zh")
    lines = [[f"A{n}", f"2024-03-{n + 10}", "C1", "5"] for n in range(4)]
    grid = [["编号", "日期", "客户", "金额"], *lines[:2], ["小计", "", "", "10"], *lines[2:]]
    app = dropped("订单.xlsx", book_of(grid), "zh")
    read = w("upload.read_as", rows="4", row=1)
    assert w.paragraph(read, w("region.left", rows=w("region.left.within", n=1))) in [caption.value for caption in app.caption]
    assert [text.value for text in app.text] == ["小计 · 10"]
    assert list(app.dataframe[0].value.iloc[:, 0])[3] == w("region.mark.out")
    box = next(box for box in app.checkbox if box.label == w("region.totals"))
    box.check().run()
    assert not app.exception
    assert {metric.label: metric.value for metric in app.metric}[w("load.rows_read")] == "5"


@pytest.mark.parametrize(
    ("amount", "more", "told", "n"),
    [("1,234.50", (), "region.joined", 1), ("1,234", (), "region.longer", 1), ("1,234.50", ("A4,2024-03-03,C4,甲,8",), "region.longer", 2)],
)
def test_lines_with_more_cells_than_the_header_are_told(fresh_home: Path, amount: str, more: tuple[str, ...], told: str, n: int) -> None:
    """Only the cents prove that a comma parted thousands, and one line that it does not explain leaves all as they are."""
    w = words("zh")
    lines = ["编号,日期,客户,金额", "A1,2024-03-01,C1,5.20", f"A2,2024-03-02,C2,{amount}", "A3,2024-03-02,C3,7.30", *more]
    app = dropped("订单.csv", "\n".join(lines).encode(), "zh")
    assert any(w(told, n=n) in caption.value for caption in app.caption)


def test_the_currency_stated_above_the_table_is_proposed_and_its_source_told(fresh_home: Path) -> None:
    w = words("zh")
    lines = ["销售明细,,*1* 单位：美元", "客户ID,下单时间,金额", *(f"C{n % 3},2024-03-{n + 10},{n}.5" for n in range(9))]
    app = dropped("订单.csv", "\n".join(lines).encode(), "zh")
    [currency] = [box for box in app.selectbox if box.label == w("workspace.currency")]
    told = w("currency.from.title", currency="USD", text="*1* 单位：美元")
    assert currency.value == "USD" and told in words_of(app)
    currency.select("EUR").run()
    assert not app.exception and told not in words_of(app)
    [metric] = [metric for metric in app.metric if metric.label == w("load.total")]
    assert seen(metric.value) == w.money(40.5, "EUR")
