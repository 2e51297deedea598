"""Parquet in, text out: every type as a reader of the table would write it; what cannot be read is told in words."""

import base64
import io
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as encryption
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.parse import parse
from data.parse_parquet import text
from data.read import LIMITS, Limits, ReadError
from tests.data.reading import engine, rows, upload

AT = datetime(2024, 3, 5, 10, 30)


def parquet(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def refused(tmp_path: Path, content: bytes, limits: Limits = LIMITS) -> ReadError:
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        upload(tmp_path, content, "订单.parquet", limits)
    assert time.monotonic() - started < 20
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]
    return error.value


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        pytest.param(pa.array(["张三", " ", "", None, "00123"]), ["张三", None, None, None, "00123"], id="text"),
        pytest.param(pa.array(["a", None], pa.large_string()), ["a", None], id="large text"),
        pytest.param(pa.array(["a", "b", None, "a"]).dictionary_encode(), ["a", "b", None, "a"], id="dictionary"),
        pytest.param(pa.array([AT, None]).dictionary_encode(), ["2024-03-05 10:30:00", None], id="dictionary of moments"),
        pytest.param(pa.array([1, -2, None]), ["1", "-2", None], id="integer"),
        pytest.param(pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"], id="largest integer"),
        pytest.param(pa.array([17850.0, 2.55, 0.0, -0.0]), ["17850", "2.55", "0", "0"], id="float"),
        pytest.param(pa.array([1e-7, 1e20, -1.5e-12]), ["0.0000001", "1" + "0" * 20, "-0.0000000000015"], id="float with exponent"),
        pytest.param(pa.array([1.0, float("nan"), None]), ["1", None, None], id="no number"),
        pytest.param(pa.array([2.55, 16_777_216.0, 1e-10], pa.float32()), ["2.55", "16777216", "0.0000000001"], id="single precision"),
        pytest.param(pa.array([1.5], pa.float16()), ["1.5"], id="half precision"),
        pytest.param(pa.array([Decimal("12.5"), Decimal("100"), None], pa.decimal128(18, 4)), ["12.5", "100", None], id="decimal"),
        pytest.param(pa.array([Decimal("1001")], pa.decimal128(38, 0)), ["1001"], id="decimal id"),
        pytest.param(pa.array([Decimal("-0.0000001")], pa.decimal128(38, 18)), ["-0.0000001"], id="small decimal"),
        pytest.param(pa.array([True, False, None]), ["true", "false", None], id="boolean"),
        pytest.param(pa.array([date(2024, 3, 5), None]), ["2024-03-05", None], id="date"),
        pytest.param(
            pa.array([AT, AT.replace(microsecond=500_000), AT.replace(second=7)]),
            [f"2024-03-05 10:30:{s}" for s in ("00", "00.5", "07")],
            id="moment",
        ),
        pytest.param(pa.array([AT], pa.timestamp("s")), ["2024-03-05 10:30:00"], id="moment to the second"),
        pytest.param(pa.array([AT], pa.timestamp("us", "UTC")), ["2024-03-05 10:30:00Z"], id="moment in UTC"),
        pytest.param(pa.array([AT], pa.timestamp("ms", "Asia/Shanghai")), ["2024-03-05 18:30:00+08:00"], id="moment in a zone"),
        pytest.param(pa.array([AT], pa.timestamp("ns", "-03:30")), ["2024-03-05 07:00:00-03:30"], id="moment at an offset"),
        pytest.param(pa.array([AT], pa.timestamp("us", "Atlantis/Capital")), ["2024-03-05 10:30:00Z"], id="moment in a zone that nobody knows"),
        pytest.param(pa.array([clock(10, 30), clock(0, 0, 1, 250_000)]), ["10:30:00", "00:00:01.25"], id="time of day"),
        pytest.param(pa.array([timedelta(days=1, seconds=5)]), ["1 day, 0:00:05"], id="duration"),
        pytest.param(pa.array(["张".encode(), b"a", None]), ["张", "a", None], id="text marked as bytes"),
        pytest.param(pa.array([b"\xff\x00", None]), ["ff00", None], id="bytes"),
        pytest.param(pa.array([uuid.UUID(int=7).bytes], pa.binary(16)).cast(pa.uuid()), [str(uuid.UUID(int=7))], id="uuid"),
        pytest.param(pa.array([[1, 2], [], None]), ["[1, 2]", "[]", None], id="list"),
        pytest.param(
            pa.array([{"城市": "北京", "at": date(2024, 1, 1), "n": Decimal("1.50")}, None]),
            ['{"城市": "北京", "at": "2024-01-01", "n": "1.50"}', None],
            id="struct",
        ),
        pytest.param(pa.array([[("k", 1.5)], [("k", float("nan"))]], pa.map_(pa.string(), pa.float64())), ['{"k": 1.5}', '{"k": null}'], id="map"),
        pytest.param(pa.array([[{"a": [b"x", b"\xff"]}]]), ['[{"a": ["x", "ff"]}]'], id="nested twice"),
        pytest.param(pa.nulls(2), [None, None], id="nothing"),
    ],
)
def test_every_type_as_text(tmp_path: Path, column: pa.Array, cells: list[str | None]) -> None:
    number = pa.array(range(1, len(column) + 1))
    [sheet] = upload(tmp_path, parquet(pa.table({"number": number, " 值 ": column})), "a.parquet")
    assert (sheet.header, sheet.header_row, sheet.format, sheet.name, sheet.delimiter) == (("number", "值"), 1, "parquet", "", "")
    assert rows(sheet, tmp_path) == [(str(i), cell) for i, cell in enumerate(cells, 1)] == list(sheet.sample)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15).map(float), max_size=30))
def test_floats_lose_nothing(numbers: list[float | None]) -> None:
    found = text(pa.array(numbers, pa.float64())).to_pylist()
    assert [None if cell is None else float(cell) for cell in found] == numbers
    assert not any("e" in cell.lower() or cell.endswith(".0") for cell in found if cell)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.decimals(-(10**9), 10**9, places=6), max_size=30), st.sampled_from([6, 18]))
def test_decimals_lose_nothing(numbers: list[Decimal | None], scale: int) -> None:
    found = text(pa.array(numbers, pa.decimal128(38, scale))).to_pylist()
    assert [None if cell is None else Decimal(cell) for cell in found] == numbers
    assert not any("." in cell and cell.endswith("0") for cell in found if cell)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), max_size=30), st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York"]))
def test_moments_lose_nothing(moments: list[datetime], zone: str) -> None:
    found = text(pa.array(moments, pa.timestamp("us", zone))).to_pylist()
    if zone == "UTC" or all(moment.year > 1930 for moment in moments):  # before, offsets had seconds, which no text shows
        assert [datetime.fromisoformat(cell) for cell in found] == [moment.replace(tzinfo=UTC) for moment in moments]
    assert [datetime.fromisoformat(cell) for cell in text(pa.array(moments, pa.timestamp("us"))).to_pylist()] == moments


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "brotli", "lz4", "none"])
def test_compressions(tmp_path: Path, compression: str) -> None:
    table = pa.table({"id": [f"C{number}" for number in range(5_000)], "n": range(5_000)})
    [sheet] = upload(tmp_path, parquet(table, compression=compression, row_group_size=700), f"part-0000.{compression}.parquet")
    assert rows(sheet, tmp_path) == [(f"C{number}", str(number)) for number in range(5_000)]
    numbers = [int(str(cell)) for _, cell in sheet.sample]
    assert len(numbers) == 1_000 and numbers[:500] == list(range(500)) and numbers[500] == 2_500 and numbers[-1] == 4_999


def test_as_spark_writes_it(tmp_path: Path) -> None:
    """Moments of 96 bits, decimals of fixed width, snappy, and nothing of Arrow's own in the file."""
    table = pa.table({"at": pa.array([AT], pa.timestamp("ns")), "amount": pa.array([Decimal("12.30")], pa.decimal128(18, 2)), "tags": [["a", "茶"]]})
    content = parquet(table, use_deprecated_int96_timestamps=True, store_schema=False, version="1.0", compression="snappy")
    [sheet] = upload(tmp_path, content, "part-00000-1f.c000.snappy.parquet")
    assert rows(sheet, tmp_path) == [("2024-03-05 10:30:00", "12.3", '["a", "茶"]')]
    assert json.loads(str(sheet.sample[0][2])) == ["a", "茶"]


def test_as_duckdb_writes_it(tmp_path: Path) -> None:
    with engine(tmp_path) as connection:
        connection.execute(f"COPY (SELECT 7 AS id, DATE '2024-03-05' AS day, 1.50::DECIMAL(9, 2) AS amount) TO '{tmp_path}/made' (FORMAT parquet)")
    [sheet] = upload(tmp_path, (tmp_path / "made").read_bytes(), "a.pq")
    assert (sheet.header, rows(sheet, tmp_path)) == (("id", "day", "amount"), [("7", "2024-03-05", "1.5")])


def test_names_that_repeat_or_say_nothing(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["a", "", "A"])
    [sheet] = upload(tmp_path, parquet(table), "a.parquet")
    assert (sheet.header, rows(sheet, tmp_path)) == (("a", "", "A"), [("1", "2", "3")])


def test_blank_records_keep_row_numbers_and_do_not_count_at_the_end(tmp_path: Path) -> None:
    many = [None] * 150_000
    [sheet] = upload(tmp_path, parquet(pa.table({"a": ["x", *many, "y", *many]})), "a.parquet")
    assert sheet.rows == 150_002
    found = rows(sheet, tmp_path)
    assert (found[0], found[1], found[-1]) == (("x",), (None,), ("y",))
    (tmp_path / "small").mkdir()
    [small] = upload(tmp_path / "small", parquet(pa.table({"a": ["x", None, "y", " ", None]})), "a.parquet")
    assert rows(small, tmp_path / "small") == [("x",), (None,), ("y",)] == list(small.sample)


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.xlsx"])
def test_parquet_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    [sheet] = upload(tmp_path, parquet(pa.table({"a": [1]})), name)
    assert rows(sheet, tmp_path) == [("1",)]


class _Keys(encryption.KmsClient):  # type: ignore[misc]
    """Wraps keys in nothing but letters."""

    def wrap_key(self, key: bytes, name: str) -> bytes:
        return base64.b64encode(key)

    def unwrap_key(self, wrapped: bytes, name: str) -> bytes:
        return base64.b64decode(wrapped)


def encrypted(plaintext_footer: bool) -> bytes:
    factory = encryption.CryptoFactory(lambda _: _Keys())
    how = encryption.EncryptionConfiguration(footer_key="footer", column_keys={"column": ["a"]}, plaintext_footer=plaintext_footer)
    out, table = io.BytesIO(), pa.table({"a": [1], "b": [2]})
    with pq.ParquetWriter(
        out, table.schema, encryption_properties=factory.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    ) as writer:
        writer.write_table(table)
    return out.getvalue()


GOOD = parquet(pa.table({"id": range(1_000), "note": [f"note {number}" for number in range(1_000)]}))


@pytest.mark.parametrize(
    ("content", "code", "details"),
    [
        pytest.param(lambda: b"", "empty", {}, id="no bytes"),
        pytest.param(lambda: parquet(pa.table({})), "empty", {}, id="no columns"),
        pytest.param(lambda: parquet(pa.table({"a": pa.array([], pa.int64())})), "header_only", {"columns": 1}, id="no rows"),
        pytest.param(lambda: parquet(pa.table({"a": [None, " "], "b": ["", None]})), "header_only", {"columns": 2}, id="blank rows"),
        pytest.param(lambda: encrypted(False), "encrypted_parquet", {}, id="encrypted"),
        pytest.param(lambda: encrypted(True), "encrypted_parquet", {}, id="encrypted column"),
        pytest.param(lambda: GOOD[:-1], "damaged", {"kind": "parquet"}, id="cut by a byte"),
        pytest.param(lambda: GOOD[:100], "damaged", {"kind": "parquet"}, id="cut early"),
        pytest.param(lambda: b"PAR1PAR1", "damaged", {"kind": "parquet"}, id="signatures alone"),
        pytest.param(lambda: GOOD[:-8] + b"\xff\xff\xff\x7fPAR1", "damaged", {"kind": "parquet"}, id="footer longer than the file"),
        pytest.param(lambda: GOOD[:-80] + b"\xff" * 60 + GOOD[-20:], "damaged", {"kind": "parquet"}, id="garbled footer"),
        pytest.param(lambda: GOOD[:60] + b"\xff" * 300 + GOOD[360:], "damaged", {"kind": "parquet"}, id="garbled page"),
        pytest.param(lambda: b"a,b\n1,2\n", "not_parquet", {"kind": "text"}, id="text"),
        pytest.param(lambda: b"%PDF-1.4", "not_parquet", {"kind": "pdf"}, id="PDF"),
        pytest.param(
            lambda: parquet(pa.table({f"c{number}": [1] for number in range(2_001)})),
            "too_many_columns",
            {"columns": 2_001, "limit": 2_000},
            id="wide",
        ),
        pytest.param(lambda: parquet(pa.table({"a": ["x", "x" * 600_000]})), "too_large", {"row": 3, "column": 1, "limit": 500_000}, id="long cell"),
    ],
)
def test_refused(tmp_path: Path, content: Callable[[], bytes], code: str, details: dict[str, str | int]) -> None:
    error = refused(tmp_path, content())
    assert error.code == code
    assert error.details.items() >= {"file": "订单.parquet", **details}.items()


def same(value: str, records: int) -> bytes:
    """One value again and again: a few bytes that unpack to very many."""
    return parquet(pa.table({"a": pa.repeat(value, records)}), compression="zstd", row_group_size=records)


def test_a_file_that_unpacks_to_something_huge(tmp_path: Path) -> None:
    bomb = same("x" * 100_000, 2_000)
    assert len(bomb) < 20_000
    assert refused(tmp_path, bomb, replace(LIMITS, unpacked=100 << 20)).code == "too_large"


def test_a_page_that_unpacks_to_something_huge(tmp_path: Path) -> None:
    bomb = parquet(pa.table({"a": pa.repeat("x" * 400_000, 1_000)}), compression="zstd", use_dictionary=False, data_page_size=1 << 30)
    assert len(bomb) < 1 << 20
    assert refused(tmp_path, bomb, replace(LIMITS, unpacked=100 << 20)).details["limit"] == 100 << 20
    (tmp_path / "again").mkdir()
    assert refused(tmp_path / "again", bomb, replace(LIMITS, memory=500 << 20)).code == "out_of_memory"


def test_more_cells_than_any_text_file_could_hold(tmp_path: Path) -> None:
    error = refused(tmp_path, same("x", 2_000_000), replace(LIMITS, unpacked=1_000_000))
    assert (error.code, error.details["rows"]) == ("too_large", 2_000_000)


def test_a_cut_or_garbled_file_never_gives_fewer_rows(tmp_path: Path) -> None:
    for attempt, start in enumerate(range(4, len(GOOD), max(1, len(GOOD) // 150))):
        broken = GOOD[:start] if attempt % 2 else GOOD[:start] + bytes([GOOD[start] ^ 0x55]) + GOOD[start + 1 :]
        path, folder = tmp_path / "upload", tmp_path / f"sheets-{attempt}"
        path.write_bytes(broken)
        folder.mkdir()
        try:
            sheets = parse(path, "a.parquet", tmp_path, folder, LIMITS)
        except ReadError as error:
            assert error.code in ("damaged", "too_large", "encrypted_parquet")
            continue
        assert attempt % 2 == 0 and [sheet.rows for sheet in sheets] == [1_000]
