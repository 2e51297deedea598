"""What our own files hold comes back as it was: any canonical table, written as XLSX and as CSV, read, recognised and stored again."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import store
from data.cell_sql import SPACES
from data.cell_style import Style
from data.cell_texts import BLANKS
from data.cells import typed
from data.mapping import Mapping
from data.parse import parse
from data.read import LIMITS, Sheet
from data.recognise import propose
from data.report import LoadReport
from data.schema import TABLES, Table
from data.sql import quoted
from data.workspace import Workspace
from exports.tables import csv_bytes, xlsx_bytes
from locales import LANGUAGES, Words, words

NOW = datetime(2100, 12, 31, 18, 0)  # after every day that may be told
SIGNS = "=+-@＝＋－＠'\"\t\n,;|\\/<>&%_#. 0123456789AZaz\u00a0\u3000中文é😀\u200b~$¥()[]{}"
HOSTILE = [
    "=1+1", "+1", "-5", "@SUM(A1)", "＝1", "'=1", "''-1", "' =x", "it's", "'quoted'", '"', '""x', 'a"b,c', 
    "a\nb", "a\n=b", "a\n'=b", "x\n\n-y", "a\tb",
    "007", "0", "00.10", "1e5",
    "1.23E+15", "12345678901234567890", "3-5", "1/2", "2024-03-05", "TRUE", "N.A", "Null", "=HYPERLINK(\"http://x\",\"y\")",
    "=cmd|' /C calc'!A0", "#1001", "#REF", "😀", "e\u0301", "\u202eabc", "a\u2028b", "_x000D_", "_x0041_", "<b>&amp;</b>",
    "{=1}", "%s", "\\N x", "null,", ";",
    "sep=;", "合计", "总计", "Total", "备注：无", "-- x", "@x\n+y\n-z",
]  # fmt: skip


def _text() -> st.SearchStrategy[str]:
    """A text as imports keep it: no blanks around it, no word for nothing, no control characters but line breaks and tabs."""
    printable = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.sampled_from(SIGNS), max_size=12), st.text(printable, max_size=12))
    return texts.map(lambda text: text.strip(SPACES)).filter(lambda text: text not in BLANKS)


MOMENTS = st.one_of(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 30)).map(lambda moment: moment.replace(microsecond=0)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 30)),
    st.dates(date(1900, 1, 1), date(2100, 12, 30)).map(lambda day: datetime(day.year, day.month, day.day)),
)
NUMBERS = st.one_of(st.integers(-(10**15), 10**15).map(float), st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.6f}")))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": _text(),
    "text": _text(),
    "code": _text(),
    "date": st.dates(date(1900, 1, 1), date(2100, 12, 30)),
    "month": st.dates(date(1900, 1, 1), date(2100, 12, 30)).map(lambda day: day.replace(day=1)),
    "timestamp": MOMENTS,
    "money": st.decimals(Decimal("-999999999999.9999"), Decimal("999999999999.9999"), places=4),
    "number": NUMBERS,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
}
POOLS: dict[str, list[Any]] = {
    "id": HOSTILE, "text": HOSTILE, "code": [*HOSTILE, "VIP"],
    "date": [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2024, 2, 29), date(2024, 3, 5), date(2100, 12, 30)],
    "month": [date(1900, 1, 1), date(2024, 2, 1), date(2100, 12, 1)],
    "timestamp": [
        datetime(1900, 1, 1), datetime(1900, 1, 1, 0, 0, 1), datetime(1970, 1, 1), datetime(2024, 3, 5), datetime(2024, 3, 5, 14, 30, 59),
        datetime(2024, 3, 5, 23, 59, 59, 999_000), datetime(2024, 3, 5, 23, 59, 59, 999_999), datetime(2100, 12, 30, 12),
    ],
    "money": [Decimal(text) for text in ("0", "-0.0001", "1234.5", "999999999999.9999", "-12345678901.2345", "1.005", "100", "0.1")],
    "number": [0.0, -0.5, 1e15, 0.1, 1234.5678, -3.0, 12345678901234.5],
    "integer": [0, -1, 2**63 - 1, -(2**63), 10**15, 10**15 + 1, 7],
    "boolean": [True, False],
}  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace(tmp_path_factory.mktemp("trip") / "trip.duckdb", memory=1 << 30) as opened:
        yield opened


def canonical(workspace: Workspace, table: Table, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records as an import keeps them: ids without their wrapping, known words as codes, and what follows from other cells."""
    wordy = [c for c in table.columns if c.kind in ("id", "code")]
    read = ", ".join(typed(quoted(c.name), c.kind, Style(), c.values) for c in wordy)
    given = pa.table({c.name: pa.array([record[c.name] for record in records], pa.string()) for c in wordy} | {"n": list(range(len(records)))})
    cursor = workspace.cursor()
    cursor.register("given", given)
    found = cursor.execute(f"SELECT {read or 'NULL'} FROM given ORDER BY n").fetchall()
    cursor.unregister("given")
    return [_settled(table, record | dict(zip((c.name for c in wordy), cells, strict=False))) for record, cells in zip(records, found, strict=True)]


def _settled(table: Table, record: dict[str, Any]) -> dict[str, Any]:
    """The record with what its table derives and demands."""
    record |= {c.name: "x" for c in table.columns if c.kind == "id" and c.required and record[c.name] is None}
    if "currency" in record:
        record["currency"] = "CNY"  # amounts in others would be set aside
    if table.name == "orders":
        record["is_return"] = bool(record["is_return"])
        record["amount"] = -abs(record["amount"]) if record["is_return"] else abs(record["amount"])
        record["quantity"] = record["quantity"] and abs(record["quantity"])
        record["order_id"] = record["order_id"] or f"{record['customer_id']}@{record['ordered_at']:%Y-%m-%d %H:%M:%S}"
    if table.name == "customers":
        record["name"] = record["name"] or "Ann"
    if table.name == "surveys":
        record |= {"scale_min": -1e15, "scale_max": 1e15}
    return record


def written(w: Words, table: Table, records: list[dict[str, Any]]) -> pa.Table:
    """The records as a page would offer them for download: headers and codes in the reader's words."""
    types = {"id": pa.string(), "text": pa.string(), "code": pa.string(), "date": pa.date32(), "month": pa.date32(), "timestamp": pa.timestamp("us"),
             "money": pa.decimal128(18, 4), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}  # fmt: skip
    said = {
        c.name: [w.code(f"value.{c.name}", r[c.name]) if c.kind == "code" and r[c.name] is not None else r[c.name] for r in records]
        for c in table.columns
    }
    return pa.table({w(f"column.{table.name}.{c.name}"): pa.array(said[c.name], types[c.kind]) for c in table.columns})


def staged(workspace: Workspace, content: bytes, name: str, table: str | None) -> tuple[LoadReport, Sheet, Mapping]:
    """A file of ours read, recognised and staged."""
    folder = Path(tempfile.mkdtemp(dir=workspace.incoming))
    (folder / name).write_bytes(content)
    (sheet,) = parse(folder / name, name, workspace.incoming, folder, LIMITS)
    proposal = propose(sheet.header, sheet.sample, table)
    mapping = Mapping(proposal.table or "", tuple(match.target for match in proposal.matches))
    return store.stage(workspace, sheet, mapping, NOW.date()), sheet, mapping


def told(workspace: Workspace, source: str, table: Table) -> list[tuple[Any, ...]]:
    """The rows of a stored table, in the schema's columns."""
    return workspace.cursor().execute(f"SELECT {', '.join(map(quoted, table.names))} FROM {source} ORDER BY ALL").fetchall()


def same(rows: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], table: Table) -> None:
    """The same rows, in whatever order; else the cells of the first rows that differ."""
    lost, new = Counter(expected) - Counter(rows), Counter(rows) - Counter(expected)
    pairs = zip(sorted(lost.elements(), key=str), sorted(new.elements(), key=str), strict=False)
    first = next(({c: (a, b) for c, a, b in zip(table.names, one, other, strict=True) if a != b} for one, other in pairs), {})
    assert (first, len(rows)) == ({}, len(expected))
    assert not lost
    assert not new


def file_of(w: Words, table: Table, records: list[dict[str, Any]], kind: str) -> bytes:
    found = written(w, table, records)
    return csv_bytes(found) if kind == "csv" else xlsx_bytes(found, sheet=w(f"table.{table.name}"), about={"x": "y"} if kind == "about" else None)


@pytest.mark.parametrize(("lang", "kind"), [("zh", "xlsx"), ("en", "csv")])
def test_every_table_comes_back(lang: str, kind: str, workspace: Workspace) -> None:
    w, loads, expected = words(lang), [], {}
    for n, table in enumerate(TABLES.values()):
        records = []
        for row in range(len(HOSTILE)):
            record = {c.name: POOLS[c.kind][(row * 7 + 3 * place + n) % len(POOLS[c.kind])] for place, c in enumerate(table.columns)}
            blank = {c.name: None for place, c in enumerate(table.columns) if not c.required and c.name not in table.key and (row + place) % 3 == 0}
            keys = {name: f"{record[name]}.{row}" for name in table.key[:1]}
            records.append(record | blank | keys)
        records = canonical(workspace, table, records)
        loads.append(staged(workspace, file_of(w, table, records, kind), f"{table.name}.{kind}", None))
        assert loads[-1][2] == Mapping(table.name, table.names)
        expected[table.name] = [tuple(record[name] for name in table.names) for record in records]
    store.commit(workspace, loads, NOW, "ann")
    for table in TABLES.values():
        same(told(workspace, table.name, table), expected[table.name], table)
    for report, *_ in loads:
        store.switch(workspace, report.load, on=False)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["orders", "targets", "interactions", "invoices"]), st.sampled_from(["xlsx", "csv"]), st.sampled_from(LANGUAGES))
def test_whatever_is_in_it_a_table_comes_back(workspace: Workspace, data: st.DataObject, name: str, kind: str, lang: str) -> None:
    table = TABLES[name]
    cells = {c.name: VALUES[c.kind] if c.required else st.one_of(st.none(), VALUES[c.kind]) for c in table.columns}
    drawn = data.draw(st.lists(st.fixed_dictionaries(cells), min_size=2, max_size=5))
    records = canonical(workspace, table, drawn)
    report, _, mapping = staged(workspace, file_of(words(lang), table, records, kind), f"{name}.{kind}", name)
    try:
        assert mapping.targets == table.names
        same(told(workspace, f"load_{report.load}", table), [tuple(record[column] for column in table.names) for record in records], table)
    finally:
        store.discard(workspace, [report.load])
