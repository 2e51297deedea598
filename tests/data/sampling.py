"""The sample companies of ten seeds, each generated once, and the tables as frames for plain counting."""

from functools import cache

import pandas as pd
import pyarrow as pa

from data.sample import SampleCompany, generate, truths

SEEDS = (truths.SEED, *range(1, 10))


@cache
def company(seed: int) -> SampleCompany:
    return generate(seed)


@cache
def customers(seed: int) -> pd.DataFrame:
    return company(seed).customers.to_pandas().set_index("customer_id")


@cache
def lines(seed: int) -> pd.DataFrame:
    """One row an order line, with money as floats, the day counted from the first one, and whether the customer is of the planted segment."""
    table = company(seed).orders
    for name in ("amount", "unit_price"):
        table = table.set_column(table.column_names.index(name), name, table[name].cast(pa.float64()))
    frame = table.to_pandas()
    frame["day"] = (frame.ordered_at.dt.normalize() - pd.Timestamp(truths.START)).dt.days
    frame["planted"] = frame.customer_id.map(customers(seed).acquisition_channel) == truths.PLANTED_CHANNEL
    return frame


@cache
def sales(seed: int) -> pd.DataFrame:
    """One row a sale order."""
    sold = lines(seed)[~lines(seed).is_return]
    return sold.groupby("order_id").agg(
        customer_id=("customer_id", "first"), day=("day", "first"), region=("region", "first"), planted=("planted", "first"), total=("amount", "sum")
    )


@cache
def table(seed: int, name: str) -> pd.DataFrame:
    """One of the tables, with money as floats."""
    arrow = company(seed).tables()[name]
    for position, field in enumerate(arrow.schema):
        if pa.types.is_decimal(field.type):
            arrow = arrow.set_column(position, field.name, arrow[field.name].cast(pa.float64()))
    return arrow.to_pandas()
