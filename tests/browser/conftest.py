"""Fixtures for journeys: `visitor` is at a real browser in front of the real app, `arrive` brings others; `fresh` starts with an empty home.

A journey reads like this; an error box, a console error or a request to another machine fails it without a word more:

    def test_threshold_moves_the_chart(visitor):
        visitor.open("segments").press("近期", "ArrowRight")
        assert visitor.figure()[0]["y"] == [...]
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.driver import Server, Visitor, browsing, chromium, serving, visiting

Arrive = Callable[..., Visitor]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder; the journeys of a module stay with one worker, which starts the server that they share."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of a worker; closed with the last one, because its event loop would be in the way of other tests."""
    if chromium() is None:
        message = "needs Chromium or Chrome (CLIENTELE_CHROMIUM may name one)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real app with a home of its own, shared by the tests of a module."""
    with serving(tmp_path_factory.mktemp("app")) as running:
        yield running


@pytest.fixture
def arrive(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Bring visitors: arrive(lang="en", scheme="dark", size=NARROW, server=…). Afterwards nothing may have gone wrong for any of them."""
    visitors: list[Visitor] = []
    with ExitStack() as stack:

        def bring(server: Server | None = None, **manner: object) -> Visitor:
            where = server or request.getfixturevalue("server")
            visitors.append(stack.enter_context(visiting(browser, where, **manner)))  # type: ignore[arg-type]
            return visitors[-1]

        yield bring
    trouble = [line for visitor in visitors for line in visitor.trouble()]
    assert not trouble, "\n".join(trouble)


@pytest.fixture
def visitor(arrive: Arrive) -> Visitor:
    """Somebody who reads Chinese, in a light window of 1366×768."""
    return arrive()


@pytest.fixture
def fresh(tmp_path: Path, arrive: Arrive) -> Iterator[Visitor]:
    """Somebody in front of a server of their own, whose home is empty."""
    with serving(tmp_path) as running:
        person = arrive(server=running)
        yield person
        person.page.context.close()  # before the server goes: a page without its server complains
