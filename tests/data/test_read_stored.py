"""From the file to the stored value: Taiwanese headers in every encoding, old workbooks and Parquet, each read as the app does."""

import io
import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt

from data import store
from data.read import Sheet, read
from data.recognise import propose
from data.workspace import Workspace
from tests.data.biff import container, excel_95
from tests.data.loading import NOW, TODAY, found, mapped

HEADER = ("訂單編號", "客戶編號", "客戶姓名", "下單時間", "金額", "數量", "商品名稱")
ROWS = [
    ("A-001", "00017", "陳大文", datetime(2024, 3, 5, 10, 30), Decimal("1234.50"), 2, "烏龍茶"),
    ("A-002", "00018", "林淑芬", datetime(2024, 3, 6, 9, 5), Decimal("80"), 1, "鐵觀音"),
    ("A-003", "00017", "陳大文", datetime(2024, 4, 1, 23, 59), Decimal("99.99"), 3, "凍頂茶、禮盒"),
]
TARGETS = ("order_id", "customer_id", "customer_name", "ordered_at", "amount", "quantity", "product")


def text(delimiter: str = "\t", end: str = "\r\n") -> str:
    cells = [[str(cell) for cell in row] for row in ROWS]
    return end.join(delimiter.join(record) for record in [HEADER, *cells]) + end


def dropped(workspace: Workspace, content: bytes, name: str) -> Sheet:
    """The only sheet of a file, read in a process of its own."""
    path = workspace.incoming / uuid.uuid4().hex
    path.write_bytes(content)
    [sheet] = read(path, name, workspace.incoming)
    return sheet


def stored(workspace: Workspace, sheet: Sheet) -> list[tuple[Any, ...]]:
    """The orders as they stand in the workspace once the sheet went in as the app proposes."""
    mapping = mapped(sheet)
    report = store.stage(workspace, sheet, mapping, TODAY)
    assert (report.rows_read, report.rows_stored) == (len(ROWS), len(ROWS))
    store.commit(workspace, [(report, sheet, mapping)], NOW, "ann")
    return found(workspace, f"SELECT {', '.join(TARGETS)} FROM orders ORDER BY order_id")


def same(rows: list[tuple[Any, ...]]) -> bool:
    return [tuple(row) for row in rows] == ROWS


@pytest.mark.parametrize("delimiter", ["\t", ","])
@pytest.mark.parametrize(
    ("encode", "said"),
    [
        pytest.param(lambda t: t.encode("utf-16"), "utf-16", id="little end, marked: Excel's Unicode text"),
        pytest.param(lambda t: b"\xfe\xff" + t.encode("utf-16-be"), "utf-16", id="big end, marked"),
        pytest.param(lambda t: t.encode("utf-16-le"), "utf-16-le", id="little end"),
        pytest.param(lambda t: t.encode("utf-16-be"), "utf-16-be", id="big end"),
        pytest.param(lambda t: t.encode("big5"), "big5", id="Big5"),
        pytest.param(lambda t: t.encode("cp950"), "big5", id="Big5 of Windows"),
        pytest.param(lambda t: t.encode("utf-8-sig"), "utf-8", id="UTF-8, marked"),
    ],
)
def test_taiwanese_text(workspace: Workspace, encode: Callable[[str], bytes], said: str, delimiter: str) -> None:
    sheet = dropped(workspace, encode(text(delimiter)), "訂單.txt" if delimiter == "\t" else "訂單.csv")
    assert (sheet.encoding, sheet.delimiter, sheet.header, sheet.replaced) == (said, delimiter, HEADER, 0)
    proposal = propose(sheet.header, sheet.sample)
    assert (proposal.table, tuple(match.target for match in proposal.matches)) == ("orders", TARGETS)
    assert same(stored(workspace, sheet))


def test_unicode_text_without_a_line_end(workspace: Workspace) -> None:
    sheet = dropped(workspace, text().rstrip("\r\n").encode("utf-16"), "訂單.txt")
    assert same(stored(workspace, sheet))


def test_unicode_text_named_xls(workspace: Workspace) -> None:
    assert same(stored(workspace, dropped(workspace, text().encode("utf-16"), "訂單.xls")))


def test_a_page_in_big5_named_xls(workspace: Workspace) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in record) for record in [HEADER, *ROWS])
    content = f"<html><meta charset=big5><table>{rows}</table></html>".encode("big5")
    sheet = dropped(workspace, content, "訂單.xls")
    assert sheet.encoding == "big5"
    assert same(stored(workspace, sheet))


def test_an_old_workbook(workspace: Workspace) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page, moment = book.add_sheet("訂單"), xlwt.easyxf(num_format_str="yyyy/m/d hh:mm")
    for row, record in enumerate([HEADER, *ROWS]):
        for column, cell in enumerate(record):
            page.write(
                row, column, float(cell) if isinstance(cell, Decimal) else cell, moment if isinstance(cell, datetime) else xlwt.Style.default_style
            )
    out = io.BytesIO()
    book.save(out)
    sheet = dropped(workspace, out.getvalue(), "訂單.xls")
    assert (sheet.name, sheet.header) == ("訂單", HEADER)
    assert same(stored(workspace, sheet))


def test_a_workbook_of_excel_95_in_big5(workspace: Workspace) -> None:
    cells = [[float(cell) if isinstance(cell, Decimal | int) else str(cell).encode("cp950") for cell in record] for record in [HEADER, *ROWS]]
    sheet = dropped(workspace, container(excel_95(("訂單".encode("cp950"), cells), page=950), "Book"), "訂單.xls")
    assert (sheet.name, sheet.encoding) == ("訂單", "cp950")
    assert same(stored(workspace, sheet))


@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Taipei"])
def test_parquet(workspace: Workspace, zone: str | None) -> None:
    """A moment keeps the wall clock of its zone, as everywhere."""
    columns: list[Any] = [list(column) for column in zip(*ROWS, strict=True)]
    moments = pa.array(columns[3], pa.timestamp("us"))
    columns[3] = moments if zone is None else pa.compute.assume_timezone(moments, zone)
    columns[4] = pa.array(columns[4], pa.decimal128(18, 4))
    columns[6] = pa.array(columns[6]).dictionary_encode()
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), out, compression="zstd")
    sheet = dropped(workspace, out.getvalue(), "訂單.parquet")
    assert same(stored(workspace, sheet))


def test_a_rejected_row_of_parquet_names_its_row(workspace: Workspace) -> None:
    table = pa.table({"customer": ["a", "b", None, "d"], "date": ["2024-01-01", "nonsense", None, "2024-01-02"], "amount": [1.0, 2.0, None, 4.0]})
    out = io.BytesIO()
    pq.write_table(table, out)
    sheet = dropped(workspace, out.getvalue(), "orders.parquet")
    report = store.stage(workspace, sheet, mapped(sheet), TODAY)
    assert {problem.row for problem in report.problems} == {3}
    assert Path(sheet.path).suffix == ".parquet"
