"""The same orders on two engines: a desk over Spark, and one over the workspace itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from answers import Desk
from data import store
from data.engine import Config, Engine
from data.filters import OrderFilters
from data.remote import refresh
from data.workspace import Workspace

CLOSE = 1e-9


class Pair(NamedTuple):
    """Two desks that hold the same orders."""

    spark: Desk
    duckdb: Desk


@contextmanager
def pair(folder: Path, spark: dict[str, str], orders: pa.Table, customers: pa.Table, at: datetime) -> Iterator[Pair]:
    """The tables as Parquet files that Spark reads, and as loads of a workspace, both known since ``at``."""
    tables = {"orders": orders, "customers": customers}
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    engine = Engine(Config("pyspark", spark, {name: str(folder / f"{name}.parquet") for name in tables}))
    with Workspace(folder / "far.duckdb", memory=1 << 30) as far, Workspace(folder / "near.duckdb", memory=1 << 30) as near:
        store.adopt(near, tables, "made", at, "ann")
        refresh(far, engine, at)
        yield Pair(Desk(far, engine), Desk(near))


def material(desk: Desk, name: str, as_of: date, filters: OrderFilters = OrderFilters()) -> pa.Table:  # noqa: B008 - frozen
    """One aggregated table, its rows in one order."""
    table = desk.materials.table(desk.workspace.backend(), name, as_of, filters).to_pyarrow()
    keys = {"activity": ["customer_id"], "customer_days": ["customer_id", "day"], "ledger": ["month", "known"]}[name]
    return table.sort_by([(key, "ascending") for key in keys])


def alike(one: Any, other: Any, where: str = "") -> None:  # noqa: ANN401 - results of any kind
    """Counts, codes, dates and decimals are equal; doubles within 1e-9 of each other."""
    assert type(one) is type(other), where
    if is_dataclass(one):
        for part in fields(one):
            alike(getattr(one, part.name), getattr(other, part.name), f"{where}.{part.name}")
    elif isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, rtol=CLOSE, atol=CLOSE, obj=where)
    elif isinstance(one, tuple):
        assert len(one) == len(other), where
        for place, parts in enumerate(zip(one, other, strict=True)):
            alike(*parts, f"{where}[{place}]")
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=CLOSE, abs=CLOSE, nan_ok=True), where
    else:
        assert one == other, where
