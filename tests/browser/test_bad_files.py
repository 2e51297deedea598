"""Files that cannot be read, cells that cannot be used, names that want to run: each a sentence, and nothing lost."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Dialog, FilePayload, expect

from locales import LANGUAGES, catalogue, words
from tests.browser.conftest import Arrive
from tests.browser.driver import Lang, Visitor, serving
from tests.browser.files import far_corner, protected, workbook
from tests.browser.grids import records
from tests.browser.test_upload import EN, ZH, cards, emptied, import_rows

GOOD = "\n".join(["order_id,customer_id,ordered_at,amount", *(f"{row},C{row % 9},2024-03-{row % 28 + 1:02},10" for row in range(50))]).encode()
UNREADABLE = {
    "nothing.csv": (b"", "read.empty"),
    "header.csv": (b"customer_id,ordered_at,amount\n", "read.header_only"),
    "secret.xlsx": (protected(), "read.encrypted"),
    "half.xlsx": (workbook(("customer_id", "amount"), ("a", 1))[:900], "read.damaged"),
    "letter.xlsx": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "read.not_a_workbook"),
    "wide.csv": (",".join(f"c{i}" for i in range(10_000)).encode() + b"\n1\n", "read.too_many_columns"),
    "corner.xlsx": (far_corner(), "read.too_large.cells"),
}


def says(text: str, key: str, lang: str) -> bool:
    """Whether the text holds the sentence of this key, whatever fills its placeholders."""
    parts = re.split(r"\{[^}]*\}", catalogue.entries(catalogue.read(lang))[key][0])
    return all(part.strip() in text for part in parts)


def alerts(visitor: Visitor) -> list[str]:
    return visitor.page.locator("[data-testid=stAlert]").all_inner_texts()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unreadable_file_has_its_sentence(arrive: Arrive, lang: Lang) -> None:
    visitor = arrive(lang=lang).open("upload")
    visitor.upload(*((name, content) for name, (content, _) in UNREADABLE.items()))
    told = alerts(visitor)
    assert len(told) == len(UNREADABLE)
    for name, (_, key) in UNREADABLE.items():
        [mine] = [text for text in told if name in text]
        assert says(mine, key, lang), mine
        assert words(lang)("upload.nothing_changed") in mine
    visitor.click(words(lang)("action.cancel"))
    expect(visitor.page.locator("[data-testid=stAlert]")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_without_a_date_asks_for_one(arrive: Arrive, lang: Lang) -> None:
    w = words(lang)
    visitor = arrive(lang=lang).open("upload")
    visitor.upload(("no date.csv", b"order_id,customer_id,amount\n1,a,10\n2,b,20\n"))
    if not any(says(text, "match.missing", lang) for text in alerts(visitor)):
        visitor.choose(w("match.table"), w("table.orders"))
    assert w("match.missing", columns=w("column.orders.ordered_at")) in visitor.text()
    assert visitor.page.get_by_role("button", name=w("upload.import_rows", rows="0")).is_disabled()
    visitor.click(w("action.cancel"))


def test_cells_that_cannot_be_read_are_shown_with_their_rows(arrive: Arrive) -> None:
    header = ("订单编号", "客户ID", "下单时间", "金额")
    rows: list[tuple[object, ...]] = [(f"T{row}", f"C{row % 5}", f"2024-03-{row % 28 + 1:02}", 10 + row) for row in range(40)]
    rows[5] = ("T5", "C0", "2024-03-06", "十块左右")
    rows[8] = ("T8", "+1-1", "昨天", 18)
    visitor = emptied(arrive())
    visitor.upload(("订单.xlsx", workbook((), (), header, *rows)))
    shown = cards(visitor)
    assert (shown[ZH("load.rows_read")], shown[ZH("load.rows_good")], shown[ZH("load.rows_problem")]) == ("40", "38", "2")
    listed = {record[ZH("problem.row")]: record for record in records(visitor, "problem-rows")}
    # The header stands in row 3, so the first order is row 4 of the spreadsheet.
    assert set(listed) == {"9", "12"}
    assert (listed["9"][ZH("problem.value")], listed["9"][ZH("problem.column")]) == ("十块左右", ZH("column.orders.amount"))
    assert listed["12"][ZH("problem.value")] == "昨天"
    name, content = visitor.download(ZH("action.download_problems"))
    assert name == f"{ZH('export.file.problems')}.xlsx"
    first, *found = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    assert first[:4] == header, "the file's own columns come first, so that the sheet can be mended and dropped again"
    assert [(record[4], *record[:4]) for record in found] == [("9", "T5", "C0", datetime(2024, 3, 6), "十块左右"), ("12", "T8", "'+1-1", "昨天", 18)]
    import_rows(visitor, "zh", "38")


NAMES = [
    "<script>alert(1)</script>",
    "![x](http://tracker.example/a.png)",
    "<img src=http://tracker.example/b.png onerror=alert(1)>",
    "a -> b -- :material/delete:",
]
PLACES = ["![r](http://tracker.example/r.png)", "[d](javascript:alert(1)) $x$"]
CURRENCY = "![c](http://tracker.example/c.png)"


def test_hostile_names_are_shown_to_the_letter_and_ask_for_nothing(arrive: Arrive) -> None:
    dialogs: list[str] = []
    lines = ["order_id,customer_id,customer_name,ordered_at,amount,region,currency"]
    lines += [f'{row},C{row % 4},"{NAMES[row % 4]}",2024-{row % 12 + 1:02}-05,{10 + row},"{PLACES[row % 2]}","{CURRENCY}"' for row in range(60)]
    visitor = emptied(arrive(lang="en"), "en")

    def hear(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    visitor.page.on("dialog", hear)
    visitor.upload(("![f](data:x) a--b <b>.csv", "\n".join(lines).encode()))
    assert "![f](data:x) a--b <b>.csv" in visitor.text().replace("\u2060", "")
    import_rows(visitor, "en", "60")
    assert CURRENCY.upper() in " ".join(cards(visitor).values()).replace("\u2060", ""), "a card shows it as it is"
    visitor.go(EN("menu.segments"))
    assert {record["Name"] for record in records(visitor)} == set(NAMES)
    visitor.page.get_by_role("button", name=EN("filter.region")).click()
    visitor.choose(EN("filter.region"), PLACES[0])
    visitor.page.keyboard.press("Escape")
    assert PLACES[0][:20] in visitor.settle().text().replace("\u2060", "")
    visitor.go(EN("menu.overview")).go(EN("menu.upload"))
    assert visitor.foreign == [] and dialogs == []
    assert visitor.page.locator("[data-testid=stMain] img, [data-testid=stMain] script, [data-testid=stMain] .katex").count() == 0
    emptied(visitor, "en")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, where this machine lets a test make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = shutil.which("mount") and os.name == "posix" and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True, check=False
    )  # fmt: skip
    if not made or made.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(small_disk: Path, tmp_path: Path, arrive: Arrive) -> None:
    large = "\n".join(
        ["order_id,customer_id,ordered_at,amount", *(f"{row},C{row % 900},2024-03-{row % 28 + 1:02},10" for row in range(300_000))]
    ).encode()
    with serving(tmp_path, env={"CLIENTELE_HOME": str(small_disk)}) as server:
        visitor = emptied(arrive(lang="en", server=server), "en")
        import_rows(visitor.upload(("march.csv", GOOD)), "en", "50")
        free = shutil.disk_usage(small_disk).free
        for left, key in ((1 << 20, "read.no_space"), (len(large) + (2 << 20), "workspace.no_space")):
            filler = small_disk / "filler"
            with filler.open("wb") as sink:
                sink.write(bytes(max(free - left, 0)))
            visitor.go(EN("menu.upload")).upload(("large.csv", large))
            expect(visitor.page.locator("[data-testid=stAlertContentError]").first).to_be_visible(timeout=60_000)  # late on a busy machine
            assert any(says(text, key, "en") for text in alerts(visitor)), (key, visitor.text())
            visitor.click(EN("action.cancel"))
            filler.unlink()
        visitor.go(EN("menu.overview")).page.get_by_text(EN("figure.orders"), exact=True).first.wait_for(timeout=60_000)
        assert cards(visitor)[EN("figure.orders")] == "50"
        import_rows(visitor.go(EN("menu.upload")).upload(("april.csv", GOOD.replace(b"2024-03", b"2024-04"))), "en", "50")
        assert cards(visitor)[EN("figure.revenue")] == "1,000.00", "with room again, the next file goes in"
        visitor.page.context.close()


def test_a_file_over_the_limit_is_told_and_changes_nothing(arrive: Arrive, tmp_path: Path) -> None:
    large = FilePayload(name="too large.csv", mimeType="text/csv", buffer=GOOD + b"\n" * (2 << 20))
    with serving(tmp_path, env={"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1"}) as server:
        for lang in LANGUAGES:
            w, visitor = words(lang), arrive(lang=lang, server=server).open("upload")
            visitor.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files([large])
            expect(visitor.page.get_by_text("too large.csv")).to_be_visible()
            # The framework says in English that the file is too large; the line above it says the limit in the reader's language.
            assert w("upload.hint", limit="1 MB") in visitor.text()
            assert w("history.empty") in visitor.text()
            visitor.open("upload").upload(("small.csv", GOOD))
            assert cards(visitor)[w("load.rows_good")] == "50"
            visitor.page.context.close()
