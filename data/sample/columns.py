"""Numpy arrays as Arrow columns."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample.truths import START

MONEY = pa.decimal128(18, 4)


def text(words: Sequence[str | None], position: NDArray[np.int64]) -> pa.Array:
    """``words[position]``, as text."""
    return pa.DictionaryArray.from_arrays(pa.array(position, pa.int32()), pa.array(list(words), pa.string())).cast(pa.string())


def money(cents: NDArray[np.int64]) -> pa.Array:
    """Cents as yuan, DECIMAL(18,4). A decimal is a 128-bit integer of ten-thousandths, its low half first."""
    units = cents.astype(np.int64) * 100
    halves = np.stack([units, units >> 63], axis=1).astype("<i8")
    return pa.Array.from_buffers(MONEY, units.size, [None, pa.py_buffer(halves.tobytes())])


def timestamps(day: NDArray[np.int64], second: NDArray[np.int64]) -> pa.Array:
    """The second of a day counted from the first day of orders."""
    return pa.array(np.datetime64(START, "us") + (day * 86_400 + second) * np.timedelta64(1_000_000, "us"))


def dates(day: NDArray[np.int64]) -> pa.Array:
    """Days counted from the first day of orders."""
    return pa.array(np.datetime64(START, "D") + day.astype("timedelta64[D]"))


def numbered(prefix: str, number: NDArray[np.int64], digits: int) -> pa.Array:
    """Ids such as C00042; leading zeros make them sort."""
    return pa.array([f"{prefix}{value:0{digits}d}" for value in number.tolist()], pa.string())
