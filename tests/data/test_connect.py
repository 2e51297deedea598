"""How another engine is described, and what is said when the description is wrong."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from data.connect import Config, EngineError, _dotted, config_of, connected, read_config
from locales import LANGUAGES, catalogue

DATA = Path(__file__).resolve().parents[2] / "data"
GOOD: dict[str, Any] = {"backend": "duckdb", "tables": {"orders": "shop.lines"}}


def test_a_description_is_taken_over() -> None:
    columns = {"orders": {"amount": "total"}, "customers": {"name": "full"}}
    found = config_of({**GOOD, "connect": {"a": 1}, "tables": {"orders": "l", "customers": "c"}, "columns": columns})
    assert found == Config("duckdb", {"a": 1}, {"orders": "l", "customers": "c"}, columns)
    assert config_of(GOOD) == Config("duckdb", {}, {"orders": "shop.lines"}, {})


@pytest.mark.parametrize(
    ("wrong", "setting"),
    [
        ({"backend": None}, "engine.backend"),
        ({"backend": 3}, "engine.backend"),
        ({"backend": "../duckdb"}, "engine.backend"),
        ({"table": {}}, "engine.table"),
        ({"connect": "local"}, "engine.connect"),
        ({"tables": ["orders"]}, "engine.tables"),
        ({"tables": {}}, "engine.tables.orders"),
        ({"tables": {"customers": "c"}}, "engine.tables.orders"),
        ({"tables": {"orders": 1}}, "engine.tables.orders"),
        ({"tables": {"orders": "l", "tickets": "t"}}, "engine.tables.tickets"),
        ({"columns": {"orders": "amount"}}, "engine.columns.orders"),
        ({"columns": {"orders": {"no_such": "total"}}}, "engine.columns.orders"),
        ({"columns": {"orders": {"amount": 7}}}, "engine.columns.orders"),
        ({"columns": {"leads": {}}}, "engine.columns.leads"),
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, Any], setting: str) -> None:
    with pytest.raises(EngineError) as told:
        config_of(GOOD | wrong)
    assert (told.value.code, told.value.details) == ("engine_setting", {"setting": setting})


@pytest.mark.parametrize("settings", [None, "pyspark", ["pyspark"]])
def test_a_description_is_a_section(settings: object) -> None:
    with pytest.raises(EngineError) as told:
        config_of(settings)
    assert told.value.details == {"setting": "engine"}


def test_a_file_describes_an_engine(tmp_path: Path) -> None:
    file = tmp_path / "cluster.toml"
    file.write_text('[engine]\nbackend = "duckdb"\n[engine.tables]\norders = "店铺.订单"\n', "utf-8")
    assert read_config(file) == Config("duckdb", {}, {"orders": "店铺.订单"}, {})


@pytest.mark.parametrize(
    ("content", "code"), [(None, "engine_config"), (b"[engine", "engine_config"), (b"\xff\xfe[", "engine_config"), (b"[other]\n", "engine_none")]
)
def test_a_file_that_describes_none_is_told(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "cluster.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(EngineError) as told:
        read_config(file)
    assert told.value.code == code and told.value.details["file"] == "cluster.toml"
    assert str(tmp_path) not in str(told.value.details), "only the name of the file is shown"


def test_an_engine_that_nobody_knows_or_that_is_not_installed_is_told() -> None:
    for backend, code in (("no_such", "engine_unknown"), ("oracle", "engine_not_installed")):
        with pytest.raises(EngineError) as told:
            connected(Config(backend))
        assert told.value.code == code and told.value.details["backend"] == backend


def test_dots_of_spark_settings_may_be_levels_of_toml() -> None:
    nested = {"spark": {"master": "local[2]", "sql": {"shuffle": {"partitions": 4}}, "ui.enabled": True}, "spark.log.level": "WARN"}
    flat = {"spark.master": "local[2]", "spark.sql.shuffle.partitions": "4", "spark.ui.enabled": "true", "spark.log.level": "WARN"}
    assert _dotted(nested) == flat


def test_every_failure_of_an_engine_has_a_sentence() -> None:
    codes = set()
    for path in (DATA / "connect.py", DATA / "engine.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"EngineError$|_telling$", ast.unparse(node.func)) and isinstance(node.args[0], ast.Constant):
                codes.add(node.args[0].value)
    assert {"setting", "unknown", "not_installed", "unreachable", "no_table", "no_column", "missing", "column_type", "failed", "no_java"} <= codes
    for lang in LANGUAGES:
        assert {f"workspace.engine_{code}" for code in codes} <= set(catalogue.keys(lang))
