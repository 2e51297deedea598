"""A fresh workspace for every test that asks for one, and a reading process that has started already."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import data.read
from data.read import LIMITS, Limits
from data.workspace import Workspace

HERE = Path(__file__).parent
SMALL = 1 << 20  # bytes: what is larger is read as the app does it, in a process that starts for it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the sample companies stay with one worker, which generates those of ten seeds once."""
    for item in items:
        if item.path.parent == HERE and item.path.name.startswith("test_sample"):
            item.add_marker(pytest.mark.xdist_group("sample"))
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a workspace as it is when it has just been made: to copy it is six times as fast as to make one."""
    path = tmp_path_factory.mktemp("made") / "mine.duckdb"
    Workspace(path).close()
    return path


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(Path(shutil.copyfile(made, tmp_path / "mine.duckdb")), memory=1 << 30) as opened:
        yield opened


@pytest.fixture(scope="session")
def warm_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A reading process that lives on."""
    from tests.data.warm import Warm  # needs a system where processes fork

    reader = Warm(tmp_path_factory.mktemp("nothing"), seconds=120)
    yield reader
    reader.close()


@pytest.fixture(autouse=True, scope="module")
def read_warm(request: pytest.FixtureRequest) -> Iterator[None]:
    """Small files, under the app's own limits, are read by the process that lives on: half a second of imports less for each.

    Modules that are about the process itself have a fixture of this name that does nothing.
    """
    cold = data.read._child

    def child(command: list[str], order: str, limits: Limits) -> dict[str, Any]:
        small = Path(json.loads(order)["path"]).stat().st_size < SMALL
        if not (small and limits == LIMITS and hasattr(os, "fork")):
            return cold(command, order, limits)
        answer: dict[str, Any] = request.getfixturevalue("warm_reader").child(command, order, limits)
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(data.read, "_child", child)
        yield
