"""``python -m answers``: what an engine holds and how its columns are read, as JSON; what is wrong, in sentences."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from answers import __main__ as command
from data.connect import Config
from data.engine import Engine
from locales import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
ORDERS = """
    SELECT * FROM (VALUES ('a', TIMESTAMP '2024-01-05 10:00', 10.5, 'EUR'), ('a', TIMESTAMP '2024-03-05 10:00', 20, 'EUR'),
        ('b', TIMESTAMP '2024-02-05 10:00', 5, NULL), (NULL, TIMESTAMP '2024-02-06 10:00', 7, 'EUR'), ('b', TIMESTAMP '2024-02-07 10:00', -2, 'EUR'),
        ('c', NULL, 1, 'EUR'), ('d', TIMESTAMP '2024-02-08 10:00', 900, 'USD')) AS t(客户编号, 下单时间, 实付金额, currency)
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A file that describes an engine with a few orders."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(f"CREATE TABLE lines AS {ORDERS}")
    file = tmp_path / "cluster.toml"
    file.write_text(f'[engine]\nbackend = "duckdb"\nconnect.database = "{(tmp_path / "warehouse.duckdb").as_posix()}"\ntables.orders = "lines"\n')
    return file


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, dict[str, Any]]:
    status = command.main(arguments)
    return status, json.loads(capsysbinary.readouterr().out.decode())


def test_it_tells_what_the_engine_holds(config: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status, told = run(capsysbinary, str(config))
    assert status == 0 and told["engine"] == "duckdb"
    assert told["columns"] == {"orders": {"customer_id": "客户编号", "ordered_at": "下单时间", "amount": "实付金额", "currency": "currency"}}
    assert told["left_out"] == {"unreadable": 1, "other_currency": 1}
    assert {name: told["facts"][name] for name in ("orders", "first_day", "as_of", "currency")} == {
        "orders": 5, "first_day": "2024-01-05", "as_of": "2024-03-05", "currency": "EUR",
    }  # fmt: skip
    assert told["figures"] == {
        "customers": 2, "active_customers": 2, "revenue": 35.5, "orders": 3, "average_order_value": pytest.approx(35.5 / 3), "repeat_rate": 0.5,
    }  # fmt: skip
    assert (told["anonymous_revenue"], told["returned"]) == (7, 2)


def test_later_orders_wait_for_their_day(config: Path) -> None:
    engine = Engine(Config("duckdb", {"database": str(config.with_name("warehouse.duckdb"))}, {"orders": "lines"}))
    told = command.asked(engine, datetime(2024, 2, 5, 9))
    assert (told["facts"]["orders"], told["figures"]["revenue"], told["figures"]["repeat_rate"]) == (2, 15.5, 0)


def test_an_engine_without_orders_has_figures_of_nothing(config: Path) -> None:
    engine = Engine(Config("duckdb", {"database": str(config.with_name("warehouse.duckdb"))}, {"orders": "lines"}))
    told = command.asked(engine, datetime(2023, 1, 1))
    assert told["facts"]["as_of"] is None and told["figures"]["customers"] == 0 and told["figures"]["repeat_rate"] is None
    json.dumps(told, allow_nan=False)


def test_what_is_wrong_is_said_in_both_languages(config: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    config.write_text(config.read_text().replace('orders = "lines"', 'orders = "nothing.here"'))
    status, told = run(capsysbinary, str(config))
    assert status == 1 and told["error"] == "engine_no_table"
    assert all("nothing.here" in told[lang] for lang in LANGUAGES) and told["en"] != told["zh"]
    status, told = run(capsysbinary, str(config.with_name("none.toml")))
    assert status == 1 and told["error"] == "engine_config" and "none.toml" in told["en"]


def test_it_runs_from_the_command_line(config: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "answers", str(config)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0 and json.loads(done.stdout)["facts"]["orders"] == 5
    helped = subprocess.run([sys.executable, "-m", "answers", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "secrets.toml" in helped.stdout
