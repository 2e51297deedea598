"""From a file to the overview: real data, what the dry run says, and the way back."""

import csv
import gzip
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from locales import LANGUAGES, words
from tests.browser.conftest import Arrive
from tests.browser.driver import NARROW, Lang, Visitor
from tests.browser.files import large_workbook, workbook
from tests.browser.grids import choose_in_grid, records

EN, ZH = words("en"), words("zh")
RETAIL = {"load.rows_read": "541,909", "figure.customers": "4,338"}
# Headers of Chinese shop systems, and what each column is taken for.
SHOP = {"订单编号": "order_id", "买家会员名": "customer_id", "客户名称": "customer_name", "订单付款时间": "ordered_at", "买家实际支付金额": "amount",
        "宝贝标题": "product", "宝贝总数量": "quantity", "省份": "province", "城市": "city", "订单状态": "status"}  # fmt: skip
TILL = {"订单号": "order_id", "客户编号": "customer_id", "姓名": "customer_name", "下单时间": "ordered_at", "实付金额": "amount",
        "商品名称": "product", "数量": "quantity", "省/自治区": "province", "城市": "city", "订单状态": "status"}  # fmt: skip


def cards(visitor: Visitor) -> dict[str, str]:
    """The cards of the page, label to value."""
    found: dict[str, str] = visitor.page.locator("[data-testid=stMetric]").evaluate_all("""cards => Object.fromEntries(cards.map(card =>
        [card.querySelector('[data-testid=stMetricLabel]').innerText.trim(), card.querySelector('[data-testid=stMetricValue]').innerText.trim()]))""")
    return found


def emptied(visitor: Visitor, lang: str = "zh") -> Visitor:
    """The upload page after every import was undone."""
    visitor.open("upload", data="mine")
    undo = visitor.page.get_by_role("button", name=words(lang)("action.undo_import"))
    for left in range(undo.count(), 0, -1):
        undo.first.click()
        expect(undo).to_have_count(left - 1, timeout=30_000)
        visitor.settle()
    return visitor


def import_rows(visitor: Visitor, lang: str, rows: str) -> Visitor:
    """Press the button that imports so many rows; the overview follows."""
    visitor.click(words(lang)("upload.import_rows", rows=rows))
    visitor.page.wait_for_url(lambda url: "upload" not in url)
    return visitor.settle()


def check_retail(visitor: Visitor) -> None:
    """The dry run of Online Retail says the numbers of the reference, and the overview shows them after the import."""
    shown = cards(visitor)
    assert {key: shown[EN(key)] for key in RETAIL} == RETAIL
    said = visitor.text()
    for number in ("18,532 orders", "8,911,407.90", "10,666,684.54", "5,268"):
        assert number in said, number
    rows = shown[EN("load.rows_good")]
    import_rows(visitor, "en", rows)
    shown = cards(visitor)
    assert (shown[EN("figure.customers")], shown[EN("figure.orders")], shown[EN("figure.repeat_rate")]) == ("4,338", "18,532", "65.58%")
    assert EN.money(8_911_407.90, compact=True) in shown[EN("figure.revenue")]
    assert "10,666,684.54" in visitor.text()


def test_online_retail_from_file_to_overview_and_back(arrive: Arrive, shared_data: Path) -> None:
    visitor = emptied(arrive(lang="en"), "en")
    started = time.monotonic()
    visitor.upload(shared_data / "online_retail" / "online_retail.csv.gz")
    check_retail(visitor)
    print(f"Online Retail, file to overview: {time.monotonic() - started:.1f} s")  # noqa: T201
    visitor.go(EN("menu.upload"))
    assert "online_retail.csv.gz" in visitor.text()
    visitor.click(EN("action.undo_import"))
    expect(visitor.page.get_by_role("button", name=EN("action.redo_import"))).to_be_visible(timeout=30_000)
    assert EN("history.undone") in visitor.settle().text()
    visitor.go(EN("menu.overview"))
    assert visitor.title() == EN("overview.empty.title")


@pytest.mark.timeout(180)
def test_online_retail_as_a_workbook_says_the_same(arrive: Arrive, shared_data: Path) -> None:
    with gzip.open(shared_data / "online_retail" / "online_retail.csv.gz", "rt", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    typed: dict[str, Callable[[str], Any]] = {"Quantity": int, "UnitPrice": float, "InvoiceDate": datetime.fromisoformat}
    numbers = {header.index(name): convert for name, convert in typed.items()}
    book = large_workbook([header, *([numbers.get(i, str)(value) for i, value in enumerate(row)] for row in rows)])
    visitor = emptied(arrive(lang="en"), "en")
    visitor.upload(("Online Retail.xlsx", book))
    check_retail(visitor)


def test_cdnow_separated_by_blanks(arrive: Arrive, shared_data: Path) -> None:
    visitor = emptied(arrive(lang="en"), "en")
    visitor.upload(shared_data / "cdnow" / "CDNOW_master.txt")
    shown = cards(visitor)
    # 23,570 customers are in the file; 68 of them never paid anything.
    assert (shown[EN("load.rows_read")], shown[EN("load.rows_good")], shown[EN("figure.customers")]) == ("69,659", "69,659", "23,502")
    assert EN("load.duplicates", rows="255") in visitor.text()
    import_rows(visitor, "en", "69,659")
    assert cards(visitor)[EN("figure.customers")] == "23,502"


def chinese_orders() -> list[tuple[object, ...]]:
    """Orders as a Chinese shop system exports them."""
    return [
        (f"T{row:05}", f"买家{row % 7}", f"张{row % 7}", datetime(2024, row % 12 + 1, row % 28 + 1, 9, 30), 100 + row, f"茶叶{row % 3}", row % 4 + 1,
         ("浙江", "广东")[row % 2], ("杭州", "深圳")[row % 2], "交易成功")
        for row in range(60)
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "headers"), [("csv", SHOP), ("xlsx", TILL)])
def test_chinese_headers_map_themselves(arrive: Arrive, kind: str, headers: dict[str, str]) -> None:
    table = [tuple(headers), *chinese_orders()]
    text = "\r\n".join(",".join(str(value) for value in record) for record in table)
    visitor = emptied(arrive())
    visitor.upload((f"订单导出.{kind}", text.encode("gb18030") if kind == "csv" else workbook(*table)))
    assert {record[ZH("match.column")]: record[ZH("match.target")] for record in records(visitor, "grid")} == headers
    if kind == "csv":
        assert "GB18030" in visitor.text()
    shown = cards(visitor)
    assert (shown[ZH("load.rows_read")], shown[ZH("load.rows_good")], shown[ZH("figure.customers")]) == ("60", "60", "7")
    assert ZH.money(sum(100 + row for row in range(60))) in visitor.text()
    import_rows(visitor, "zh", "60")
    assert cards(visitor)[ZH("figure.customers")] == "7"
    visitor.page.get_by_role("button", name=ZH("filter.region")).click()
    assert set(visitor.options(ZH("filter.region"))) - {"Select all"} == {"浙江", "广东"}  # the first is the framework's own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_narrow_window_nothing_of_the_dry_run_is_cut(arrive: Arrive, lang: Lang) -> None:
    w = words(lang)
    lines = ["order_id,customer_id,ordered_at,amount,currency", *(f"{n},C{n},2024-03-{n % 28 + 1:02},{99_999_999 + n}.25,CNY" for n in range(9))]
    visitor = emptied(arrive(lang=lang, size=NARROW), lang)
    chosen = visitor.page.get_by_role("button", name=w("upload.button"), exact=True)
    assert chosen.inner_text() and visitor.page.locator("[data-testid=stFileUploaderDropzoneInstructions]").is_hidden()
    visitor.upload(("march.csv", "\n".join(lines).encode()))
    assert visitor.title() == w("upload.found", n=9)
    shown = visitor.page.locator("[data-testid=stMetric]")
    assert shown.count() == 5
    cut = shown.locator("[data-testid=stMetricValue] *, [data-testid=stMetricLabel] *").evaluate_all(
        "parts => parts.filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0).map(part => part.innerText)"
    )
    assert cut == []
    edge = visitor.page.locator("[data-testid=stMain]").evaluate("main => main.getBoundingClientRect().right")
    assert all(box["x"] + box["width"] <= edge for box in (metric.bounding_box() for metric in shown.all()) if box)
    visitor.click(w("action.cancel"))


def test_correcting_a_column_changes_the_dry_run(arrive: Arrive) -> None:
    rows = ["订单编号,客户ID,下单时间,金额,折后", "1,a,2024-01-01,10,9", "2,b,2024-02-01,20,19", "3,b,2024-02-03,30,29"]
    visitor = emptied(arrive())
    visitor.upload(("订单.csv", "\n".join(rows).encode()))
    assert cards(visitor)[ZH("load.total")] == "60.00"
    amount = f"{ZH('column.orders.amount')} *"
    choose_in_grid(visitor, 4, 1, amount, "grid")
    expect(visitor.page.get_by_text(ZH("match.twice", column=ZH("column.orders.amount")))).to_be_visible(timeout=30_000)
    visitor.settle()
    assert visitor.page.get_by_role("button", name=ZH("upload.import_rows", rows="0")).is_disabled()
    choose_in_grid(visitor, 3, 1, ZH("match.keep"), "grid")
    assert cards(visitor)[ZH("load.total")] == "57.00"
    choose_in_grid(visitor, 4, 1, ZH("match.keep"), "grid")
    expect(visitor.page.get_by_text(ZH("match.missing", columns=ZH("column.orders.amount")))).to_be_visible(timeout=30_000)
    visitor.settle()
    visitor.click(ZH("action.cancel"))
    assert "订单.csv" not in visitor.text()


def test_the_same_file_twice_needs_a_tick(arrive: Arrive) -> None:
    content = "\n".join(["order_id,customer_id,ordered_at,amount", *(f"{row},C{row % 9},2024-03-{row % 28 + 1:02},10" for row in range(50))]).encode()
    visitor = emptied(arrive(lang="en"), "en")
    import_rows(visitor.upload(("march.csv", content)), "en", "50")
    assert cards(visitor)[EN("figure.orders")] == "50"
    visitor.go(EN("menu.upload")).upload(("march copy.csv", content))
    assert "This file was imported before" in visitor.text()
    assert visitor.page.get_by_role("button", name=EN("upload.import_rows", rows="0")).is_disabled()
    visitor.page.get_by_text(EN("upload.already.anyway")).click()
    visitor.settle()
    import_rows(visitor, "en", "50")
    visitor.go(EN("menu.upload"))
    assert visitor.page.get_by_role("button", name=EN("action.undo_import")).count() == 2
