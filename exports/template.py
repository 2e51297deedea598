"""The workbook to fill in: a sheet for each canonical table, its headers such that every column is recognised again.

The data sheets hold nothing but their headers, so that an example is never taken for data: examples stand in the headers'
comments and on the first sheet, which the importer knows by its mark (`data.notes`) and leaves out.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.notes import SHEET
from data.schema import TABLES, Column, Kind, Table
from exports.tables import ROWS
from locales import Words

STEPS: Final = ("sheets", "required", "lists", "headers", "upload")
FORMATS: Final[dict[Kind, str]] = {  # text stays what was typed: 007 keeps its zeros, 3-5 does not become a day
    "id": "@", "text": "@", "code": "@", "boolean": "@", "date": "yyyy-mm-dd", "month": "yyyy-mm", "timestamp": "yyyy-mm-dd hh:mm",
    "money": "#,##0.00", "number": "General", "integer": "0",
}  # fmt: skip
NARROWEST, WIDEST = 12, 36
LISTED: Final = 255  # characters that a drop-down's own list takes

_DAY, _MOMENT = date(2024, 3, 5), datetime(2024, 3, 5, 14, 30)
_USUAL: Final[dict[Kind, object]] = {
    "date": _DAY,
    "month": date(2024, 3, 1),
    "timestamp": _MOMENT,
    "money": Decimal("1280.50"),
    "number": 5,
    "integer": 2,
}
_EXAMPLES: Final[dict[str, object]] = {  # those that read the same in every language
    "customer_id": "C0001", "order_id": "D0001", "product_id": "P018", "referred_by": "C0007", "phone": "13800000001", "email": "chen@example.com",
    "ticket_id": "T0001", "response_id": "A0001", "lead_id": "L0001", "invoice_id": "F0001", "currency": "CNY", "period": "2024-Q1",
    "quantity": 2, "unit_price": Decimal("640.25"), "discount": 0, "cost": Decimal(700), "profit": Decimal("580.50"), "refund": Decimal(0), "age": 35,
    "income": 120_000, "points": 1_200, "tenure_months": 14, "monthly_charge": Decimal(98), "credit_limit": Decimal(50_000), "minutes": 30,
    "score": 9, "scale_min": 0, "scale_max": 10, "weight": 1, "target": 500_000, "impressions": 120_000, "clicks": 3_000, "leads": 120,
    "birth_date": date(1989, 6, 18), "joined_on": date(2023, 1, 5), "due_on": date(2024, 4, 4), "paid_on": date(2024, 3, 28),
    "paid_at": datetime(2024, 3, 5, 14, 35), "first_response_at": datetime(2024, 3, 5, 14, 50), "resolved_at": datetime(2024, 3, 6, 9, 0),
    "contacted_at": datetime(2024, 3, 6, 10, 0), "qualified_at": datetime(2024, 3, 8, 10, 0), "proposed_at": datetime(2024, 3, 12, 10, 0),
    "won_at": datetime(2024, 3, 20, 10, 0), "expected_value": Decimal(80_000),
}  # fmt: skip
_BLANK: Final = frozenset(("churned_on", "churn_reason", "lost_at"))  # what the example customer did not do
_YES: Final = frozenset(("converted",))


class _Looks(NamedTuple):
    """The formats of the workbook's own words."""

    title: Format
    heading: Format
    text: Format
    required: Format
    optional: Format


def template(w: Words) -> bytes:
    """An .xlsx in the reader's language: how to use it, then the nine tables, each with its headers, lists, formats and comments."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = _Looks(
            book.add_format({"bold": True, "font_size": 14}),
            book.add_format({"bold": True, "font_size": 12}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "border": 1, "text_wrap": True, "valign": "top"}),
            book.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True, "valign": "top"}),
        )
        _write_notes(book, w, looks)
        for table in TABLES.values():
            _write_table(book, w, table, looks)
    return file.getvalue()


def header(w: Words, table: Table) -> list[str]:
    """The headers of a table's sheet, in the schema's order."""
    return [w(f"column.{table.name}.{column.name}") for column in table.columns]


def example(w: Words, table: Table) -> list[object]:
    """A row as a user may write it, in the schema's order; None where a cell stays blank."""
    return [_example(w, table, column) for column in table.columns]


def choices(w: Words, column: Column) -> list[str]:
    """The words that a column's list offers; none for columns without one."""
    if column.kind == "boolean":
        return [w("example.yes"), w("example.no")]
    return [w.code(f"value.{column.name}", code) for code in column.values]


def _example(w: Words, table: Table, column: Column) -> object:
    """What may stand in a cell of this column."""
    if column.name in _BLANK:
        return None
    if column.kind == "boolean":
        return w("example.yes" if column.name in _YES else "example.no")
    if listed := choices(w, column):
        return listed[-2] if column.name == "stage" else listed[0]
    if column.name in _EXAMPLES:
        return _EXAMPLES[column.name]
    own = f"example.{table.name}.{column.name}"
    return w(own if own in w else f"example.{column.name}") if column.kind == "text" else _USUAL[column.kind]


def _write_notes(book: Workbook, w: Words, looks: _Looks) -> None:
    """The first sheet: how to fill the workbook in, what each sheet takes, an example of each."""
    page = book.add_worksheet(w("template.sheet"))
    page.hide_gridlines(2)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 70)
    page.set_column(2, 40, 18)
    page.write_string(0, 0, SHEET[w.lang] + w("template.title"), looks.title)
    for row, step in enumerate(STEPS, start=1):
        page.merge_range(row, 0, row, 1, f"{row}. {w(f'template.step.{step}', page=w('menu.upload'))}", looks.text)
        page.set_row(row, 32)
    row = len(STEPS) + 2
    for column, word in enumerate(("template.tables", "holdings.about", "template.required")):
        page.write_string(row, column, w(word), looks.heading)
    for table in TABLES.values():
        row += 1
        needed = w("list.separator").join(w(f"column.{table.name}.{name}") for name in table.required)
        page.write_url(row, 0, f"internal:'{w(f'table.{table.name}')}'!A1", string=w(f"table.{table.name}"))
        page.write_string(row, 1, w(f"table.{table.name}.about"), looks.text)
        page.write_string(row, 2, needed)
    page.write_string(row + 2, 0, w("template.examples"), looks.heading)
    row += 3
    for table in TABLES.values():
        page.write_string(row, 0, w(f"table.{table.name}"), looks.heading)
        _write_row(page, row + 1, header(w, table), looks.text)
        _write_row(page, row + 2, [_shown(value) for value in example(w, table)], looks.text)
        row += 4


def _write_row(page: Worksheet, row: int, texts: Sequence[str], look: Format) -> None:
    """A row of the examples."""
    for column, text in enumerate(texts, start=1):
        page.write_string(row, column, text, look)


def _shown(value: object) -> str:
    """An example as it may be typed."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _write_table(book: Workbook, w: Words, table: Table, looks: _Looks) -> None:
    """The sheet of one table: headers with comments, and below them formats and lists for whatever is filled in."""
    page = book.add_worksheet(w(f"table.{table.name}"))
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for place, (column, name) in enumerate(zip(table.columns, header(w, table), strict=True)):
        width = min(max(sum(1 + (char >= "\u1100") for char in name) + 4, NARROWEST), WIDEST)
        page.set_column(place, place, width, book.add_format({"num_format": FORMATS[column.kind]}))
        page.write_string(0, place, name, looks.required if column.required else looks.optional)
        page.write_comment(0, place, _comment(w, table, column), {"x_scale": 2, "y_scale": 1.3, "author": SHEET[w.lang].strip("〔〕[] ")})
        listed = choices(w, column)
        if listed and len(",".join(listed)) <= LISTED:
            kept = "stop" if column.kind == "boolean" else "information"  # words of one's own are welcome
            page.data_validation(1, place, ROWS - 1, place, {"validate": "list", "source": listed, "error_type": kept, "show_error": kept == "stop"})


def _comment(w: Words, table: Table, column: Column) -> str:
    """What belongs into a column: whether it must be filled, its kind, a hint, the choices, an example."""
    lines = [w("column.required" if column.required else "column.optional"), w(f"template.kind.{column.kind}")]
    if (hint := f"template.hint.{table.name}.{column.name}") in w:
        lines.append(w(hint))
    if listed := choices(w, column):
        lines.append(w("template.choices", choices=w("list.separator").join(listed)))
    elif shown := _shown(_example(w, table, column)):
        lines.append(w("template.example", example=shown))
    return "\n".join(lines)
