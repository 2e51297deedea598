"""A Parquet file as a sheet: every cell the text that a spreadsheet of the same table would show, written anew as Parquet.

Decimals lose the zeros that only their type adds, whole floating numbers their point; a time with a zone keeps the wall clock
of that zone and says its offset; lists, structs and maps become JSON. The names of the columns count as row 1.
"""

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import types

from data.parse_columns import SAMPLED, SAMPLED_CELLS, check_cells, filled
from data.read import Limits, ReadError, Sheet, Sheets
from data.region import NOWHERE, Regions

RECORDS, CELLS = 65_536, 4_000_000  # of a batch, at most


def read_parquet(path: Path, name: str, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The table of a Parquet file, which no title stands around; ReadError when it is encrypted, damaged, without rows or beyond a limit."""
    try:
        table = pq.ParquetFile(path)
        rows, header = table.metadata.num_rows, tuple(column.strip() for column in table.schema_arrow.names)
        unpacked = sum(table.metadata.row_group(number).total_byte_size for number in range(table.metadata.num_row_groups))
    except (pa.ArrowException, OSError) as error:
        raise _said(error) from None
    _check_size(rows, len(header), unpacked, limits)
    writing = _Writing(len(header), rows, limits)
    target = folder / "sheet.parquet"
    with target.open("wb") as out, pq.ParquetWriter(out, writing.schema) as writer:
        for batch in _batches(table, max(1, min(RECORDS, CELLS // len(header)))):
            for part in writing.parts(batch):
                writer.write_table(part)
    if writing.seen != rows:
        raise ReadError("damaged", {"kind": "parquet"})
    if not writing.rows:
        raise ReadError("header_only", {"columns": len(header)})
    return Sheets([Sheet(name, "", target, "parquet", header, 1, writing.rows, tuple(writing.sample[: writing.rows]), "utf-8", "")])


def _check_size(rows: int, columns: int, unpacked: int, limits: Limits) -> None:
    """Refuse a table by what it declares; each cell counts at least the byte that would part it from the next in a text file."""
    if not columns:
        raise ReadError("empty")
    if columns > limits.columns:
        raise ReadError("too_many_columns", {"columns": columns, "limit": limits.columns})
    if unpacked > limits.unpacked:
        raise ReadError("too_large", {"bytes": unpacked, "limit": limits.unpacked})
    if rows * columns > limits.unpacked:
        raise ReadError("too_large", {"rows": rows, "columns": columns, "limit": limits.unpacked})


def _batches(table: pq.ParquetFile, records: int) -> Iterator[list[pa.Array]]:
    """The records of the file, a few at a time, as columns of text."""
    batches = table.iter_batches(records, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
            columns = None if batch is None else [filled(text(column)) for column in batch.columns]
        except (pa.ArrowException, OSError, OverflowError) as error:
            raise _said(error) from None
        if columns is None:
            return
        yield columns


def _said(error: Exception) -> ReadError:
    """What a complaint of the library means for the user; those of the system are passed on."""
    if isinstance(error, MemoryError) or isinstance(error, OSError) and error.errno:
        raise error
    return ReadError("encrypted_parquet") if re.search("crypt", str(error), re.IGNORECASE) else ReadError("damaged", {"kind": "parquet"})


class _Writing:
    """Counts what goes through: records, bytes, the sample; blank records wait until a later one says something."""

    def __init__(self, columns: int, records: int, limits: Limits) -> None:
        self.schema = pa.schema([(f"c{position}", pa.string()) for position in range(columns)])
        self.limits = limits
        self.rows = self.seen = self.bytes = 0
        self.sample: list[tuple[str | None, ...]] = []
        wanted = min(SAMPLED, max(1, SAMPLED_CELLS // columns))
        half, quarter = wanted // 2, wanted // 4
        self._sampled = [(0, wanted)] if records <= wanted else [(0, half), (records // 2, quarter), (records - quarter, quarter)]

    def parts(self, columns: list[pa.Array]) -> Iterator[pa.Table]:
        """What is to be written of the next records."""
        batch = pa.Table.from_arrays(columns, schema=self.schema)
        check_cells(batch, self.seen + 2, self.limits)
        self.bytes += batch.nbytes
        if self.bytes > self.limits.unpacked:
            raise ReadError("too_large", {"bytes": self.bytes, "limit": self.limits.unpacked})
        for start, length in self._sampled:
            first, last = max(start, self.seen) - self.seen, min(start + length, self.seen + batch.num_rows) - self.seen
            if first < last:
                self.sample += zip(*(column.to_pylist() for column in batch.slice(first, last - first).columns), strict=True)
        said = _last_said(columns)
        if said:
            yield from self._blank(self.seen - self.rows)
            yield batch.slice(0, said)
            self.rows = self.seen + said
        self.seen += batch.num_rows

    def _blank(self, records: int) -> Iterator[pa.Table]:
        while records > 0:
            nulls = pa.nulls(min(records, RECORDS), pa.string())
            yield pa.Table.from_arrays([nulls] * len(self.schema), schema=self.schema)
            records -= len(nulls)


def _last_said(columns: list[pa.Array]) -> int:
    """How many records there are up to the last one that says something."""
    import numpy as np

    ends = (np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False)) for column in columns)
    return max((int(rows[-1]) + 1 for rows in ends if len(rows)), default=0)


def text(column: pa.Array) -> pa.Array:
    """A column of any type as text."""
    kind = column.type
    if types.is_dictionary(kind):
        return text(column.dictionary).take(column.indices)
    if types.is_floating(kind):
        return _without_exponent(pc.cast(pc.if_else(pc.is_nan(column), None, column), pa.string()))
    if types.is_decimal(kind):
        return _shorter(_without_exponent(pc.cast(column, pa.string())))
    if types.is_timestamp(kind):
        return _shorter(_moments(column))
    if types.is_time(kind):
        return _shorter(pc.cast(column, pa.string()))
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        return _bytes(column)
    if types.is_nested(kind) or types.is_duration(kind) or isinstance(kind, pa.BaseExtensionType):
        values = column.to_pylist(maps_as_pydicts="lossy")
        return pa.array([None if value is None else _json(value) for value in values], pa.string())
    return pc.cast(column, pa.string())


def _shorter(column: pa.Array) -> pa.Array:
    """Numbers and times without the zeros that end their fraction."""
    return pc.replace_substring_regex(pc.replace_substring_regex(column, r"(\.\d*?)0*(Z|[-+]\d\d:\d\d)?$", r"\1\2"), r"\.(Z|[-+]|$)", r"\1")


def _without_exponent(column: pa.Array) -> pa.Array:
    """Numbers written out: 1e-7 → 0.0000001; no sign before zero."""
    odd = pc.fill_null(pc.or_(pc.match_substring(column, "e", ignore_case=True), pc.equal(column, "-0")), False)
    if not pc.any(odd).as_py():
        return column
    plain = [f"{Decimal(number):f}" if number != "-0" else "0" for number in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(column, odd, pa.array(plain, pa.string()))


def _moments(column: pa.Array) -> pa.Array:
    """Times; of those with a zone the wall clock there and its offset, in UTC where nobody knows the zone."""
    try:
        written = pc.cast(column, pa.string())
    except pa.ArrowInvalid:
        written = pc.binary_join_element_wise(pc.cast(column.view(pa.timestamp(column.type.unit)), pa.string()), "Z", "")
    return pc.replace_substring_regex(written, r"([-+]\d\d)(\d\d)$", r"\1:\2") if column.type.tz else written


def _bytes(column: pa.Array) -> pa.Array:
    """Bytes as the text they are (old tools mark text as bytes), or in hexadecimal digits."""
    try:
        return pc.cast(pc.cast(column, pa.binary()), pa.string())
    except pa.ArrowInvalid:
        return pa.array([None if value is None else value.hex() for value in column.to_pylist()], pa.string())


def _json(value: object) -> str:
    """A value that is no plain one, as JSON; a lone text without quotes."""
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: object) -> object:
    """The value in what JSON knows: what JSON has no word for becomes text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.hex()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else str(value)
