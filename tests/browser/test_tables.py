"""Every table through the browser: one workbook of nine sheets with Chinese headers, nine CSV files with English ones."""

import io

import openpyxl

from data.schema import TABLES
from locales import words
from tests.browser.driver import Visitor
from tests.browser.test_upload import cards, import_rows
from tests.data.nine_tables import CHINESE, ENGLISH
from tests.data.test_every_table import text_of

ROWS = {name: len(sheet[1]) for name, sheet in CHINESE.items()}
TOTAL = str(sum(ROWS.values()))


def nine_sheets() -> bytes:
    """A workbook with a sheet a table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, (header, rows) in enumerate(CHINESE.values()):
        sheet = book.create_sheet(f"表{number + 1}")
        for record in (header, *rows):
            sheet.append([cell or None for cell in record])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def holdings(visitor: Visitor) -> dict[str, str]:
    """Table → its rows, as the upload page lists them."""
    lines: list[list[str]] = visitor.page.locator(".st-key-holdings [data-testid=stTable] tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return {table: rows for table, rows, _ in lines}


def check_import(visitor: Visitor, lang: str) -> None:
    """Every sheet is taken for its table and goes in; the page says what is there, and the overview shows the orders."""
    w = words(lang)
    boxes = visitor.page.get_by_role("combobox", name=w("match.table"))
    assert [box.input_value() for box in boxes.all()] == [w(f"table.{name}") for name in CHINESE]
    import_rows(visitor, lang, TOTAL)
    assert cards(visitor)[w("figure.orders")] == "3"
    visitor.go(w("menu.upload"))
    assert holdings(visitor) == {w(f"table.{name}"): str(ROWS[name]) for name in TABLES}


def test_nine_sheets_of_a_chinese_workbook(fresh: Visitor) -> None:
    fresh.open("upload", data="mine").upload(("客户数据.xlsx", nine_sheets()))
    check_import(fresh, "zh")


def test_nine_english_files(fresh: Visitor) -> None:
    fresh.open("upload", data="mine", lang="en").upload(*((f"{name}.csv", text_of(sheet).encode()) for name, sheet in ENGLISH.items()))
    check_import(fresh, "en")


def test_orphans_are_told_before_the_import(fresh: Visitor) -> None:
    w = words("en")
    tickets = "Ticket ID,Created At,Customer ID\n1,2024-01-01,K001\n2,2024-01-02,K999\n"
    fresh.open("upload", data="mine", lang="en").upload(("customers.csv", text_of(ENGLISH["customers"]).encode()), ("tickets.csv", tickets.encode()))
    assert w("load.orphans.customer_id", rows="1", ids="1", examples="K999") in fresh.text()
    import_button = w("upload.import_rows", rows="6")
    fresh.click(import_button)
    assert holdings(fresh)[w("table.tickets")] == "2"  # nothing is lost, and the page stays: there is no overview without orders
