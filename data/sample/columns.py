"""Numpy arrays as Arrow columns."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from data.sample.truths import START

CURRENCY = "CNY"
MONEY = pa.decimal128(18, 4)
NEVER = -(2**40)
"""The second or day of what has not happened."""


def text(words: Sequence[str | None], position: NDArray[np.int64]) -> pa.Array:
    """``words[position]``, as text; none at position −1."""
    if position.size and position.min() < 0:
        words, position = [*words, None], position % (len(words) + 1)
    return pa.DictionaryArray.from_arrays(pa.array(position, pa.int32()), pa.array(list(words), pa.string())).cast(pa.string())


def money(cents: NDArray[np.int64]) -> pa.Array:
    """Cents as yuan, DECIMAL(18,4). A decimal is a 128-bit integer of ten-thousandths, its low half first."""
    units = cents.astype(np.int64) * 100
    halves = np.stack([units, units >> 63], axis=1).astype("<i8")
    return pa.Array.from_buffers(MONEY, units.size, [None, pa.py_buffer(halves.tobytes())])


def known(column: pa.Array, which: NDArray[np.bool_]) -> pa.Array:
    """The column where ``which`` says so, and nothing elsewhere."""
    return pyarrow.compute.if_else(pa.array(which), column, None)


def moments(second: NDArray[np.int64]) -> pa.Array:
    """Seconds counted from the beginning of the first day of orders; nothing at NEVER."""
    happened = second != NEVER
    column = pa.array(np.datetime64(START, "us") + np.where(happened, second, 0) * np.timedelta64(1_000_000, "us"))
    return column if happened.all() else known(column, happened)


def timestamps(day: NDArray[np.int64], second: NDArray[np.int64]) -> pa.Array:
    """The second of a day counted from the first day of orders."""
    return pa.array(np.datetime64(START, "us") + (day * 86_400 + second) * np.timedelta64(1_000_000, "us"))


def dates(day: NDArray[np.int64]) -> pa.Array:
    """Days counted from the first day of orders; nothing at NEVER."""
    happened = day != NEVER
    column = pa.array(np.datetime64(START, "D") + np.where(happened, day, 0).astype("timedelta64[D]"))
    return column if happened.all() else known(column, happened)


def numbered(prefix: str, number: NDArray[np.int64], digits: int) -> pa.Array:
    """Ids such as C00042; leading zeros make them sort."""
    return pa.array([f"{prefix}{value:0{digits}d}" for value in number.tolist()], pa.string())
