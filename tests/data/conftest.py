"""A fresh workspace for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "mine.duckdb", memory=1 << 30) as opened:
        yield opened
