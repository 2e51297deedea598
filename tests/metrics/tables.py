"""The tables that metrics read, built by hand."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

AS_OF = dt.date(2025, 12, 31)
NOT_PORTABLE = re.compile(r"\bOVER \(|\bNTILE\(|APPROX|\bHASH\(")  # what engines compute differently, or on one node only
MONEY = pa.decimal128(18, 4)
ACTIVITY = pa.schema(
    [
        ("customer_id", pa.string()),
        ("name", pa.string()),
        ("first_order_on", pa.date32()),
        ("last_order_on", pa.date32()),
        ("orders", pa.int64()),
        ("active_days", pa.int64()),
        ("spend", MONEY),
        ("returned", MONEY),
        ("region", pa.string()),
        ("kind", pa.string()),
        ("acquisition_channel", pa.string()),
    ]
)
CUSTOMER_DAYS = pa.schema([("customer_id", pa.string()), ("day", pa.date32()), ("orders", pa.int64()), ("spend", MONEY), ("gap_days", pa.int64())])
LEDGER = pa.schema(
    [
        ("month", pa.date32()),
        ("known", pa.bool_()),
        ("orders", pa.int64()),
        ("lines", pa.int64()),
        ("spend", MONEY),
        ("returned", MONEY),
        ("return_lines", pa.int64()),
    ]
)


def money(value: float | str | Decimal) -> Decimal:
    """A sum of money as the engine keeps it."""
    return Decimal(str(value)).quantize(Decimal("0.0001"))


def memtable(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> ir.Table:
    """Rows as an Ibis table; columns not given are NULL."""
    return ibis.memtable(pa.Table.from_pylist([dict(row) for row in rows], schema=schema))


def customer(days: int, orders: int, spend: float | str | Decimal, **others: object) -> dict[str, Any]:
    """One row of activity whose last order is ``days`` old."""
    last = AS_OF - dt.timedelta(days=days)
    row = {"customer_id": f"C{days}-{orders}-{spend}", "first_order_on": last, "last_order_on": last, "orders": orders}
    return row | {"active_days": orders, "spend": money(spend), "returned": money(0)} | others


def activity(*rows: Mapping[str, Any]) -> ir.Table:
    """One row a customer."""
    return memtable(rows, ACTIVITY)


def customer_days(*sales: tuple[str, str, int, float]) -> ir.Table:
    """One row a (customer, ISO day, orders, spend); the gaps are worked out."""
    latest: dict[str, dt.date] = {}
    rows = []
    for customer_id, text, orders, spend in sorted(sales):
        day = dt.date.fromisoformat(text)
        gap = (day - latest[customer_id]).days if customer_id in latest else None
        rows.append({"customer_id": customer_id, "day": day, "orders": orders, "spend": money(spend), "gap_days": gap})
        latest[customer_id] = day
    return memtable(rows, CUSTOMER_DAYS)


def ledger(*rows: tuple[str, bool, int, float, float, int]) -> ir.Table:
    """One row a (ISO month, known, orders, spend, returned, return_lines)."""
    names = ("month", "known", "orders", "spend", "returned", "return_lines")
    made = [dict(zip(names, row, strict=True)) for row in rows]
    for row in made:
        row |= {"month": dt.date.fromisoformat(row["month"]), "lines": row["orders"]}
        row |= {"spend": money(row["spend"]), "returned": money(row["returned"])}
    return memtable(made, LEDGER)
