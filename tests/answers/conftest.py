"""A fresh workspace for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.workspace import Workspace


def pytest_configure(config: pytest.Config) -> None:
    """Ibis 12 calls what DuckDB 2 deprecates; both are pinned."""
    config.addinivalue_line("filterwarnings", "ignore:fetch_arrow_table:DeprecationWarning")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "mine.duckdb", memory=1 << 30) as opened:
        yield opened
