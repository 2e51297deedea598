"""What the upload page says of how a sheet was read."""

from pathlib import Path

import pytest

from data.read import Sheet
from locales import words
from ui.region import read_as


def sheet(hidden_rows: int, hidden_columns: int) -> Sheet:
    return Sheet("a.xlsx", "a", Path("a"), "parquet", ("a", "b"), 1, 7, (), "utf-8", "", "", hidden_rows=hidden_rows, hidden_columns=hidden_columns)


@pytest.mark.parametrize(
    ("hidden", "en", "zh"),
    [
        ((3, 1), "3 hidden rows and 1 hidden column were read too.", "隐藏的 3 行和 1 列也已读取。"),
        ((1, 0), "1 hidden row was read too.", "隐藏的 1 行也已读取。"),
        ((0, 2), "2 hidden columns were read too.", "隐藏的 2 列也已读取。"),
        ((0, 1), "1 hidden column was read too.", "隐藏的 1 列也已读取。"),
    ],
)
def test_hidden_rows_and_columns_are_told_in_one_sentence(hidden: tuple[int, int], en: str, zh: str) -> None:
    for lang, told in (("en", en), ("zh", zh)):
        before = read_as(words(lang), sheet(0, 0))
        assert read_as(words(lang), sheet(*hidden)) == words(lang).paragraph(before, told)
