"""The pass over a text file: two halves at once find what one pass finds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import parse_scan
from data.parse_scan import NotCleanError, Shape, scan

CELLS = st.sampled_from(["a", "b c", "", '"q"', '"x,y"', '"two\nlines"', '"a ""b"" c"', "茶", 'loose"quote', "a\nb"])


def found(path: Path, large: int, monkeypatch: pytest.MonkeyPatch) -> Shape | type[Exception]:
    """What a pass finds, or why it gives up; files of ``large`` bytes are split."""
    monkeypatch.setattr(parse_scan, "LARGE", large)
    try:
        return scan(path, 0, path.stat().st_size, ",", 2, 500)
    except (NotCleanError, UnicodeDecodeError) as error:
        return type(error)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12),
    end=st.sampled_from(["\n", "\r\n"]),
    other_end=st.booleans(),
    tail=st.binary(max_size=2),
)
def test_halves_find_what_one_pass_finds(
    rows: list[tuple[str, str]], end: str, other_end: bool, tail: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [",".join(row) for row in rows]
    text = end.join(lines) + ("\n" if other_end else end)
    path = tmp_path_factory.mktemp("scan") / "file.csv"
    path.write_bytes(text.encode() + tail)
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert found(path, 1, monkeypatch) == found(path, 1 << 30, monkeypatch)


def test_a_line_break_in_a_cell_at_the_middle_is_no_record_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.csv"
    path.write_text('a,b\n1,"' + "x\n" * 40 + '"\n2,y\n', encoding="utf-8")
    assert found(path, 1, monkeypatch) == Shape(3, True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a,b\n1,2\n", Shape(2, False)),
        ("a,b\r\n1,2\r\n", Shape(2, False)),
        ("a,b\n1,2,3\n4\n", NotCleanError),  # as many separators in all
        ("a,b\n1\n2,3,4\n", NotCleanError),
        ("a,b\r\n1,2\n", NotCleanError),
        ("a,b\n1,2\r\n", NotCleanError),
        ("a,b\r\n1,2\r\r\n", NotCleanError),
        ("a,b\r\n1\r,2\r\n", NotCleanError),
        ('a,b\r\n1,"x\r\ny"\r\n', Shape(2, True)),
        ("a,b\n\n1,2\n", NotCleanError),
    ],
)
def test_what_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wanted: object) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode())
    assert found(path, 1 << 30, monkeypatch) == wanted


@pytest.mark.parametrize("cell", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe8\x8c", b"\x80", b"\xff", "茶😀é\U0010ffff".encode()])
def test_what_is_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: bytes) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"a,b\n1," + cell + b"\n")
    whole = cell == cell.decode(errors="ignore").encode()
    assert found(path, 1 << 30, monkeypatch) == (Shape(2, False) if whole else UnicodeDecodeError)
