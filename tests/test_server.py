"""The ASGI entry, started for real over a small app of its own: headers, closed routes, cold links, and a browser that may not leave."""

import os
import re
import shutil
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.driver import ROOT, Server, Visitor, browsing, chromium, serving, visiting

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("server")]  # one worker starts the server and the browser
FRAME = """
import streamlit as st
st.navigation([st.Page("pages/one/start.py", default=True), st.Page("pages/one/other.py"), st.Page("pages/one/broken.py")]).run()
"""
START = """
import streamlit as st
st.title("Start")
st.markdown("![x](http://elsewhere.example/pixel.png)")
st.html("<img src='https://elsewhere.example/other.png'><script>document.title = 'scripted'</script>")
uploaded = st.file_uploader("A file")
st.write(f"{uploaded.size} bytes" if uploaded else "nothing")
st.download_button("Get", data=b"=1+1", file_name="sum.csv")
"""
OTHER = """
import numpy as np, plotly.graph_objects as go, streamlit as st
st.title("Other")
level = st.slider("Level", 1, 50, 5)
st.plotly_chart(go.Figure(go.Bar(x=["a", "b"], y=np.array([level, 10.5]))))
st.plotly_chart(go.Figure(go.Heatmap(z=np.arange(6, dtype="int16").reshape(2, 3))))
st.write("chose " + st.selectbox("Pick", ["one", "two", "three"]))
st.dataframe({"a": [1, 2]})
st.metric("Sold", 7, chart_data=[1, 2, 3])
"""
BROKEN = """
import streamlit as st
st.title("Broken")
raise ValueError("a secret of the customer")
"""


def build(folder: Path) -> Path:
    """The real server.py beside a stand-in app whose floors are empty; returns the script to run."""
    pages = folder / "pages" / "one"
    pages.mkdir(parents=True)
    for name, script in {"start": START, "other": OTHER, "broken": BROKEN}.items():
        (pages / f"{name}.py").write_text(script, encoding="utf-8")
    for floor in ("locales", "metrics", "data", "charts", "answers", "exports", "ui"):
        (folder / floor).mkdir()
        (folder / floor / "__init__.py").touch()
    (folder / "ui" / "rehearsal.py").write_text("def rehearse() -> None: ...\n", encoding="utf-8")
    (folder / "app.py").write_text(FRAME, encoding="utf-8")
    return Path(shutil.copy(ROOT / "server.py", folder))


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server over the stand-in app."""
    folder = tmp_path_factory.mktemp("stand_in")
    with serving(folder, script=build(folder)) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of this module."""
    if chromium() is None:
        assert os.environ.get("CI") != "true", "needs Chromium or Chrome"
        pytest.skip("needs Chromium or Chrome")
    with browsing() as opened:
        yield opened


@pytest.fixture
def guest(browser: Browser, stand_in: Server) -> Iterator[Visitor]:
    """Somebody at the stand-in app."""
    with visiting(browser, stand_in, lang="en") as person:
        yield person


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """One request; the body is read, so that the connection can close."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def policy(server: Server, path: str = "/") -> dict[str, str]:
    """The Content-Security-Policy as directive → sources."""
    header = ask(server, path).headers["Content-Security-Policy"]
    return {name: sources for name, _, sources in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.parametrize("path", ["/", "/other", "/health", "/_stcore/health", "/favicon.png", "/_stcore/metrics", "/static/nowhere.js"])
def test_every_answer_carries_the_security_headers(stand_in: Server, path: str) -> None:
    headers = ask(stand_in, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers.get_all("Content-Security-Policy") is not None
    assert len(headers.get_all("Content-Security-Policy") or []) == 1


def test_the_policy_lets_nothing_come_from_or_go_elsewhere(stand_in: Server) -> None:
    found = policy(stand_in)
    assert found["default-src"] == "'self'"
    assert found["img-src"] == "'self' data: blob:"
    assert found["frame-ancestors"] == "'none'"
    assert found["object-src"] == "'none'"
    assert not re.search(r"https?:|wss?:|\*", " ".join(found.values()))
    assert "unsafe" not in found["script-src"]
    assert "connect-src" not in found  # falls back to default-src


def test_health_says_ok(stand_in: Server) -> None:
    response = ask(stand_in, "/health")
    assert (response.status, response.body) == (200, b'{"status":"ok"}')  # type: ignore[attr-defined]


CLOSED = ["/_stcore/metrics", "/_stcore/metrics/", "/%5Fstcore/metrics", "/_stcore/metrics?x=1", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"]


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_routes_that_tell_about_the_server_are_closed(stand_in: Server, path: str, method: str) -> None:
    assert ask(stand_in, path, method).status == 404


def test_it_listens_on_this_machine_alone(stand_in: Server) -> None:
    port = urlsplit(stand_in.url).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass


def handshake(server: Server, **headers: str) -> int:
    """The status of a websocket handshake with these headers."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    connection.request("GET", "/_stcore/stream", headers=upgrade | headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_websockets_open_to_this_machine_and_to_nobody_else(stand_in: Server) -> None:
    assert handshake(stand_in, Origin=stand_in.url) == 101
    assert handshake(stand_in, Origin="https://elsewhere.example") == 403
    assert handshake(stand_in, Origin="http://elsewhere.example", Host="elsewhere.example") == 403


def test_a_cold_deep_link_opens_its_page(tmp_path: Path, browser: Browser) -> None:
    """The very first session of a server asks for a page that is not the start page."""
    with serving(tmp_path, script=build(tmp_path)) as cold, visiting(browser, cold, lang="en") as person:
        person.open("other")
        assert person.title() == "Other"
        assert person.page.get_by_text("Page not found").count() == 0
        assert person.trouble() == []


def test_the_app_works_under_the_policy(guest: Visitor) -> None:
    guest.open("other")
    assert guest.figure()[0]["y"] == [5, 10.5]
    assert guest.figure(1)[0]["z"] == [[0, 1, 2], [3, 4, 5]]
    guest.press("Level", "ArrowRight", "ArrowRight")
    assert guest.figure()[0]["y"] == [7, 10.5]
    guest.choose("Pick", "two")
    assert "chose two" in guest.text()
    assert guest.trouble() == []


def test_uploads_and_downloads_work_under_the_policy(guest: Visitor) -> None:
    guest.open().upload(("orders.csv", b"a,b\n1,2\n"))
    assert "8 bytes" in guest.text()
    assert guest.download("Get") == ("sum.csv", b"=1+1")


def test_text_in_the_data_can_neither_fetch_nor_run(guest: Visitor) -> None:
    failed: list[str] = []
    guest.page.on("requestfailed", lambda request: failed.append(f"{request.url} {request.failure}"))
    guest.open()
    assert failed == ["http://elsewhere.example/pixel.png csp", "https://elsewhere.example/other.png csp"]
    assert all("violates the following Content Security Policy" in error for error in guest.errors)
    assert len(guest.errors) == 2
    assert guest.page.title() != "scripted"


def test_an_error_is_told_without_its_content(guest: Visitor) -> None:
    with pytest.raises(AssertionError, match="shows an error") as caught:
        guest.open("broken")
    assert len(guest.failures) == 1
    assert "secret" not in guest.text()
    assert "secret" in str(caught.value)  # from the log, for whoever runs the tests
