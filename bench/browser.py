"""From key press to new chart in a real Chromium: the segments page beside a bare page of one slider and one bar chart.

And from the click on the sample company to its first page.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, TimeoutError

from bench._customers import AS_OF, engine, orders
from bench._measure import Line, Report, circumstances, interleaved, line
from data import store
from data.workspace import Workspace, workspace_file
from locales import words
from metrics.segments import METHODS
from tests.browser.driver import Server, Visitor, browsing, chromium, serving, visiting

RUNS = 20
BARE = """
import plotly.graph_objects as go
import streamlit as st

level = st.slider("Level", 1, 99, 50)
st.plotly_chart(go.Figure(go.Bar(x=list("abcdefgh"), y=[level + step for step in range(8)])))
"""
# The clock starts with the key and stops in the first frame whose figure holds other data.
WATCH = """() => {
    const held = () => JSON.stringify(document.querySelector('.js-plotly-plot')?.data);
    const before = held();
    window.measured = null;
    window.addEventListener('keydown', () => {
        const start = performance.now();
        const look = () => { if (held() !== before && held()) window.measured = performance.now() - start; else requestAnimationFrame(look); };
        look();
    }, {once: true, capture: true});
}"""
SHOWN = """() => document.querySelector('.js-plotly-plot .main-svg') !== null
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""


def fill(folder: Path, customers: int) -> None:
    """Store synthetic orders in the workspace that a server in this folder opens."""
    with patch.dict(os.environ, CLIENTELE_HOME=str(folder / "home")):
        path = workspace_file("mine")
    path.parent.mkdir(parents=True)
    with engine(customers) as connection, Workspace(path) as workspace:
        store.adopt(workspace, {"orders": orders(connection)}, "bench", datetime(AS_OF.year, AS_OF.month, AS_OF.day, 23), "bench")


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """The peer: Streamlit with a page that does almost nothing."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    with serving(folder, script=script) as server:
        yield server


def press(visitor: Visitor, times: list[float]) -> None:
    """One key on the page's first slider, timed by the page itself; then wait for what follows the chart."""
    visitor.page.evaluate(WATCH)
    visitor.page.get_by_role("slider").first.press("ArrowRight")
    try:
        times.append(float(visitor.page.wait_for_function("() => window.measured", polling=20).json_value()))
    except TimeoutError:
        visitor.settle()  # tells of an error box, when that is why
        raise
    visitor.settle()


def live(browser: Browser, folder: Path, customers: int) -> Iterator[Line]:
    """The live threshold by either method, ours and the bare page in turns."""
    (folder / "bare").mkdir()
    (folder / "ours").mkdir()
    fill(folder / "ours", customers)
    with ExitStack() as stack:
        page = stack.enter_context(visiting(browser, stack.enter_context(serving(folder / "ours"))))
        rival = stack.enter_context(visiting(browser, stack.enter_context(bare(folder / "bare"))))
        rival.open()
        for method in METHODS:
            page.open("segments", method=method)
            ours: list[float] = []
            peer: list[float] = []
            interleaved({"ours": lambda _, into=ours: press(page, into), "peer": lambda _, into=peer: press(rival, into)}, RUNS)  # type: ignore[misc]
            yield line(f"key to chart, {method}, {customers:,} customers", ours[-RUNS:], peer[-RUNS:], ratio=1.6)


def sample(browser: Browser, folder: Path) -> float:
    """Milliseconds from the click on "try the sample" to the overview's first chart, with nothing made before."""
    folder.mkdir()
    with serving(folder) as server, visiting(browser, server) as visitor:
        visitor.open()
        start = time.perf_counter()
        visitor.page.get_by_role("button", name=words("zh")("action.try_sample")).click()
        visitor.page.wait_for_function(SHOWN, polling=20)
        return (time.perf_counter() - start) * 1000


def run(quick: bool) -> Report:
    """Both journeys; `quick` with 20,000 customers instead of a million."""
    if chromium() is None:
        return Report("browser", [], {"skipped": "needs Chromium or Chrome"})
    with tempfile.TemporaryDirectory() as name, browsing() as browser:
        folder = Path(name)
        lines = [
            *live(browser, folder, 20_000 if quick else 1_000_000),
            line("first page of the sample company", [sample(browser, folder / f"sample{n}") for n in range(1 if quick else 3)], target=3000),
        ]
        browsed = browser.version
    facts = {"peer": "a Streamlit page of one slider and one bar chart", "Chromium": browsed}
    return Report("browser", lines, facts | circumstances("streamlit", "plotly", "duckdb", "playwright"))
