"""``python -m data``: files into a workspace without a browser, reported as JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.workspace import Workspace, workspace_file
from tests.data.loading import found

ROOT = Path(__file__).resolve().parents[2]
ORDERS = "订单编号,客户编号,下单时间,实付金额\nA1,007,2024-01-05 10:00,10.50\nA2,,2024-01-06,4\nA3,008,昨天,5\n"
CUSTOMERS = "客户编号,客户名称,城市\n007,安娜,上海\n008,波,北京\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    orders, customers = tmp_path / "订单 2024.csv", tmp_path / "customers.csv"
    orders.write_bytes(ORDERS.encode("gb18030"))
    customers.write_text(CUSTOMERS, encoding="utf-8")
    return orders, customers


def run(*arguments: object, home: Path | None = None, status: int = 0) -> Any:  # noqa: ANN401
    """What the command prints, as a process of its own."""
    settings = {"CLIENTELE_HOME": str(home)} if home else {}
    done = subprocess.run(
        [sys.executable, "-m", "data", *map(str, arguments)], cwd=ROOT, env=os.environ | settings, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (status, "")
    return json.loads(done.stdout)


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, Any]:
    """The same in this process: status and JSON."""
    status = main([str(argument) for argument in arguments])
    return status, json.loads(capfdbinary.readouterr().out)


def counts(path: Path) -> tuple[int, int, int]:
    """Orders, customers and loads of a workspace; nothing else is left in it."""
    with Workspace(path) as workspace:
        loads, tables = (
            found(workspace, f"SELECT {what}")[0][0]
            for what in ("count(*) FROM _loads", "count(*) FROM duckdb_tables() WHERE starts_with(table_name, 'load_')")
        )
        assert loads == tables
        return found(workspace, "SELECT count(*) FROM orders")[0][0], found(workspace, "SELECT count(*) FROM customers")[0][0], loads


def test_help_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert all(
        word in said for word in ("python -m data", "FILE", "--into", "--again", "--dry-run", "JSON", "All files go in together or not at all")
    )


def test_several_files_go_into_the_workspace_of_the_app(tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    orders, customers = run(*files, home=tmp_path / "home")
    assert orders["file"] == "订单 2024.csv" and orders["table"] == "orders"
    assert (orders["rows_read"], orders["rows_stored"], orders["rows_rejected"], orders["rejected"]) == (3, 2, 1, {"unreadable_timestamp": 1})
    assert (orders["customers"], orders["orders"], orders["first"], orders["last"]) == (1, 1, "2024-01-05", "2024-01-06")
    assert (orders["total"], orders["anonymous_total"], orders["total_with_anonymous"]) == ("10.5000", "4.0000", "14.5000")
    taken = [(one["header"], one["column"]) for one in orders["columns"]]
    assert taken == [("订单编号", "order_id"), ("客户编号", "customer_id"), ("下单时间", "ordered_at"), ("实付金额", "amount")]
    assert orders["problems"] == [{"code": "unreadable_timestamp", "column": "ordered_at", "row": 4, "value": "昨天", "rejected": True}]
    assert (customers["table"], customers["rows_stored"], customers["customers"]) == ("customers", 2, 2)
    monkeypatch.setenv("CLIENTELE_HOME", str(tmp_path / "home"))
    assert counts(workspace_file("mine")) == (2, 2, 2)
    assert [file.read_bytes() for file in files] == [ORDERS.encode("gb18030"), CUSTOMERS.encode()]


def test_files_go_into_a_path(tmp_path: Path, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    into = tmp_path / "new folder" / "shop.duckdb"
    link = tmp_path / "link.csv"
    link.symlink_to(files[0])
    status, reports = call(capfdbinary, link, "--into", into)
    assert (status, [report["file"] for report in reports]) == (0, ["link.csv"])
    assert counts(into) == (2, 0, 1)
    assert list((into.parent / "incoming" / "shop").iterdir()) == [], "no copy of the user's file stays behind"


def test_a_dry_run_reports_and_stores_nothing(tmp_path: Path, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    into = tmp_path / "shop.duckdb"
    status, dry = call(capfdbinary, *files, "--into", into, "--dry-run")
    assert (status, counts(into)) == (0, (0, 0, 0))
    status, wet = call(capfdbinary, *files, "--into", into)
    assert status == 0
    assert [{k: v for k, v in report.items() if k != "load"} for report in wet] == [
        {k: v for k, v in report.items() if k != "load"} for report in dry
    ]
    assert counts(into) == (2, 2, 2)


def test_the_same_file_goes_in_again_only_when_asked(tmp_path: Path, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    into = tmp_path / "shop.duckdb"
    same = tmp_path / "same.csv"
    same.write_bytes(files[0].read_bytes())
    assert call(capfdbinary, files[0], same, "--into", into) == (1, {"error": "loaded_before", "file": "same.csv"})
    assert counts(into) == (0, 0, 0)
    assert call(capfdbinary, files[0], "--into", into)[0] == 0
    assert call(capfdbinary, files[1], same, "--into", into) == (1, {"error": "loaded_before", "file": "same.csv"})
    assert counts(into) == (2, 0, 1), "all files or none"
    assert call(capfdbinary, same, "--into", into, "--again")[0] == 0
    assert counts(into) == (4, 0, 2)


def test_a_failure_says_why_in_json_and_changes_nothing(tmp_path: Path, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    into = tmp_path / "shop.duckdb"
    bad = {
        "missing.csv": (None, {"error": "not_found"}),
        "empty.csv": (b"", {"error": "empty"}),
        "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(2000), {"error": "unsupported"}),
        "weather.csv": (b"wind,rain\n1,2\n3,4\n", {"error": "no_table"}),
        "half.csv": (
            b"customer_id,order date,product\n" + b"1,2024-01-01,tea\n2,2024-01-02,tea\n1,2024-01-03,pot\n" * 3,
            {"error": "no_column", "columns": "amount"},
        ),
    }
    for name, (content, told) in bad.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        status, said = call(capfdbinary, files[0], tmp_path / name, "--into", into)
        assert (status, said["file"], {key: said[key] for key in told}) == (1, name, told)
        assert counts(into) == (0, 0, 0)
    status, said = call(capfdbinary, tmp_path, "--into", into)
    assert (status, said["error"]) == (1, "not_found"), "a folder is no file"


def test_a_workspace_that_cannot_be_opened_is_said(tmp_path: Path, files: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(b"x" * 9000)
    status, said = call(capfdbinary, files[0], "--into", damaged)
    assert (status, said["error"], damaged.read_bytes()) == (1, "damaged", b"x" * 9000)
    with Workspace(tmp_path / "held.duckdb"):
        assert run(files[0], "--into", tmp_path / "held.duckdb", status=1) == {"error": "locked"}
    (tmp_path / "file").write_text("x")
    status, said = call(capfdbinary, files[0], "--into", tmp_path / "file" / "shop.duckdb")
    assert (status, said["error"]) == (1, "system") and said["reason"]


def test_two_currencies_in_one_go_are_refused(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for code in ("EUR", "USD"):
        (tmp_path / f"{code}.csv").write_text(f"customer id,order date,amount,currency\na,2024-01-01,1,{code}\nb,2024-01-02,2,{code}\n")
    into = tmp_path / "shop.duckdb"
    assert call(capfdbinary, tmp_path / "EUR.csv", tmp_path / "USD.csv", "--into", into) == (1, {"error": "currencies", "file": "USD.csv"})
    assert counts(into) == (0, 0, 0)


def test_what_was_assumed_is_said(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    said = []
    for day in ("03/04/2024", "25/04/2024", "2024-04-03T10:00:00+08:00"):
        (tmp_path / "orders.csv").write_text(f"order_id,customer_id,order date,amount (EUR)\n1,a,{day},5\n2,a,{day},6\n")
        _, [report] = call(capfdbinary, tmp_path / "orders.csv", "--into", tmp_path / "shop.duckdb", "--dry-run")
        said.append((report["month_first_assumed"], report["offsets_ignored"]))
        assert report["currency"] == "EUR"
    assert said == [(True, False), (False, False), (False, True)]


def test_lines_that_were_joined_or_are_longer_than_the_header_are_said(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    joined, longer = tmp_path / "joined.csv", tmp_path / "longer.csv"
    joined.write_text("Order ID,Customer ID,Order date,Amount\nO1,C1,2024-01-01,1,234.50\nO2,C2,2024-01-02,30.00\n")
    longer.write_text("Order ID,Customer ID,Order date,Amount\nO3,C1,2024-01-01,25,100\nO4,C2,2024-01-02,30,\nO5,C2,2024-01-03,18,250\n")
    _, reports = call(capfdbinary, joined, longer, "--into", tmp_path / "shop.duckdb", "--dry-run")
    assert [(report["total"], report["lines_joined"], report["lines_longer"]) for report in reports] == [("1264.5000", 1, 0), ("73.0000", 0, 2)]
