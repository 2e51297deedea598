"""What the upload page says of worksheets that it leaves out."""

from locales import words
from ui.matching import left_out


def test_empty_sheets_of_one_file_are_told_in_one_sentence() -> None:
    w = words("en")
    skipped = [
        ("a.xlsx", "Read me", "notes"),
        ("a.xlsx", "Orders", "header_only"),
        ("a.xlsx", "Leads", "header_only"),
        ("b.xlsx", "X", "header_only"),
    ]
    assert left_out(w, skipped) == [
        "a.xlsx: Sheet Read me is for reading only and was not imported.",
        "a.xlsx: 2 sheets have no rows below their header and were left out: Orders, Leads.",
        "b.xlsx: Sheet X has no rows below its header.",
    ]
    assert left_out(w, [("c.xlsx", "Big", "too_large")]) == ["c.xlsx: Sheet Big holds a cell that is too large."]
    assert left_out(w, []) == []
