"""Fixtures for pages run through app.py without a browser; ``opening`` gives a page, ``fresh_home`` a home with nothing in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.reading import APP
from ui.frame import PAGES
from ui.session import DESKS

Opening = Callable[..., AppTest]
FILES = {name: file for pages in PAGES.values() for file, name, _ in pages}


@contextmanager
def living_in(folder: Path) -> Iterator[Path]:
    """The app's home in a folder, its workspaces closed afterwards; those of the home around it stay open, for it to go on with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLIENTELE_HOME", str(folder))
        around = dict(DESKS)
        DESKS.clear()
        try:
            yield folder
        finally:
            for desk in DESKS.values():
                desk.workspace.close()
            DESKS.clear()
            DESKS.update(around)


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home where nothing was imported; the sample company stands beside it."""
    with living_in(tmp_path_factory.mktemp("home")) as folder:
        yield folder


@pytest.fixture
def opening(home: Path) -> Opening:
    """Open a page as a visitor of its address: opening("segments", lang="zh", data="sample", region=[…])."""
    return visit


@pytest.fixture
def fresh_home(tmp_path: Path) -> Iterator[Path]:
    """A home of one's own, in which a test may import and break what it likes."""
    with living_in(tmp_path) as folder:
        yield folder


def visit(name: str, **query: str | list[str]) -> AppTest:
    """The page of this name, run once at its address."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    return app.switch_page(FILES[name]).run()
