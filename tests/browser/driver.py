"""Starts the real server and drives a real Chromium: what journey tests, screens and benchmarks share."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import numpy as np
from playwright.sync_api import Browser, ConsoleMessage, FilePayload, Locator, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--no-first-run",
]
WIDE, NARROW = (1366, 768), (1024, 768)
LOCALES = {"zh": "zh-CN", "en": "en-US"}
Lang = Literal["zh", "en"]
Scheme = Literal["light", "dark"]
Role = Literal["button", "checkbox", "link", "menuitem", "option", "radio", "switch", "tab"]

# Reports every error box that ever appears, and remembers when the page last changed, last asked the server and was last answered.
OBSERVER = """
window.changedAt = performance.now();
window.askedAt = window.answeredAt = 0;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...message) {
    if (!this.heard) { this.heard = true; this.addEventListener('message', () => { window.answeredAt = performance.now(); }); }
    window.askedAt = performance.now();
    return send.apply(this, message);
};
const look = () => { for (const box of document.querySelectorAll('[data-testid=stException]'))
    if (!box.reported) { box.reported = true; reportFailure(box.innerText); } };
new MutationObserver(() => { window.changedAt = performance.now(); look(); })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
# Idle: connected, answered, no script running, something drawn, and nothing changed for a while (a slider sends its value only after a pause).
# A busy server takes a while before it says that it runs the script: until then only the missing answer tells that there is one to come.
IDLE = """quiet => {
    const app = document.querySelector('[data-testid=stApp]');
    return app !== null && app.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') !== null
        && document.querySelector('[data-testid=stSkeleton]') === null
        && window.answeredAt >= window.askedAt && performance.now() - window.answeredAt > quiet
        && performance.now() - window.changedAt > quiet;
}"""
# Streamlit asks below a deep link first, to find where it is mounted; the 404 is its answer.
MOUNT_PROBE = re.compile(r"/[^_].*/_stcore/(health|host-config)$")


def chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine, or None. CLIENTELE_CHROMIUM names another one."""
    names = (os.environ.get("CLIENTELE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@dataclass(frozen=True)
class Server:
    """A running server: its address, process id and the log that it writes."""

    url: str
    pid: int
    log: Path

    def complaints(self) -> str:
        """What the log says from the first traceback on, "" when there is none."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        start = text.find("Traceback")
        return text[start:] if start >= 0 else ""


@contextmanager
def serving(folder: Path, *, script: Path = ROOT / "server.py", env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run `streamlit run script` headless on a free port until the block ends; the log and CLIENTELE_HOME (home) lie in the folder."""
    log = folder / "server.log"
    settings = {"CLIENTELE_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true", "--server.port=0"]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings, **(env or {})}, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT
        )
    try:
        yield Server(_address(process, log), process.pid, log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: "subprocess.Popen[bytes]", log: Path, patience: float = 60) -> str:
    """Wait until the server answers, and say where."""
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"URL: (http://\S+)", log.read_text(encoding="utf-8", errors="replace")):
            # The socket listens from here on; the answer comes when the server is warm.
            connection = HTTPConnection(urlsplit(found[1]).netloc, timeout=patience)
            try:
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    return found[1]
            except ConnectionError:
                pass  # it gave up while warming up: the log says why
            finally:
                connection.close()
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium that can reach this machine alone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"])
        yield browser
        browser.close()


def _plain(value: dict[str, Any]) -> Any:  # noqa: ANN401 - a list where Plotly sent an array in base64, else the object itself
    if "bdata" not in value:
        return value
    numbers = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
    return numbers.reshape([int(length) for length in str(value.get("shape", len(numbers))).split(",")]).tolist()


@dataclass
class Visitor:
    """One person at one browser window, who notes everything that goes wrong."""

    page: Page
    server: Server
    failures: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.expose_function("reportFailure", lambda text: self.failures.append(text))
        self.page.add_init_script(OBSERVER)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._watch(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not MOUNT_PROBE.search(urlsplit(message.location["url"]).path):
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _watch(self, url: str) -> None:
        if url.startswith("http") and not url.startswith(f"{self.server.url}/"):
            self.foreign.append(url)

    def open(self, path: str = "", **query: str) -> "Visitor":
        """Go to a page by its URL path ("segments") and wait for it."""
        self.page.goto(f"{self.server.url}/{path}" + (f"?{urlencode(query)}" if query else ""))
        return self.settle()

    def settle(self, quiet: int = 800, timeout: float = 60) -> "Visitor":
        """Wait until Streamlit is idle and nothing has changed for `quiet` milliseconds; an error box fails here, with the server's log."""
        self.page.evaluate("window.changedAt = performance.now()")  # a click may change nothing before the server has answered
        self.page.wait_for_function(IDLE, arg=quiet, timeout=timeout * 1000)
        assert not self.failures, f"{self.page.url} shows an error: {self.failures}\n{self.server.complaints()}"
        return self

    def click(self, name: str, role: Role = "button") -> "Visitor":
        """Click what has this accessible name and role, and wait."""
        self.page.get_by_role(role, name=name).first.click()
        return self.settle()

    def go(self, title: str) -> "Visitor":
        """Follow the menu to the page of this title."""
        return self.click(title, "link")

    def upload(self, *files: Path | tuple[str, bytes], nth: int = 0) -> "Visitor":
        """Give files, or (name, content) pairs, to the nth uploader of the page."""
        payload = [FilePayload(name=f[0], mimeType="application/octet-stream", buffer=f[1]) if isinstance(f, tuple) else f for f in files]
        with self.page.expect_response(lambda response: response.request.method == "PUT" and "/upload_file/" in response.url):
            self.page.locator("[data-testid=stFileUploaderDropzoneInput]").nth(nth).set_input_files(payload)  # type: ignore[arg-type]
        return self.settle(quiet=1_000)  # the script runs a moment after the last byte has arrived

    def choose(self, label: str, option: str) -> "Visitor":
        """Choose an option of a selectbox or multiselect by their visible words."""
        self._open(label)
        self.page.get_by_role("option", name=option, exact=True).click()
        return self.settle()

    def _open(self, label: str) -> None:
        """Open a selectbox by the keyboard. It closes when anything scrolls, as it does on the way to it: hence the second try."""
        box = self.page.get_by_role("combobox", name=label).first
        box.scroll_into_view_if_needed()
        option = self.page.get_by_role("option").first
        for patience in (1_000, 2_000, 10_000):
            box.press("ArrowDown")
            try:
                option.wait_for(timeout=patience)
                return
            except TimeoutError:
                continue
        raise AssertionError(f"The selectbox {label!r} does not open")

    def options(self, label: str) -> list[str]:
        """The words that a selectbox offers."""
        self._open(label)
        words = self.page.get_by_role("option").all_inner_texts()
        self.page.keyboard.press("Escape")
        return words

    def press(self, label: str, *keys: str) -> "Visitor":
        """Press keys ("ArrowRight", "Home", …) on a slider and wait."""
        slider = self.slider(label)
        for key in keys:
            slider.press(key)
        return self.settle()

    def slider(self, label: str) -> Locator:
        """The (first) handle of the slider with this label."""
        return self.page.get_by_role("slider", name=label).first

    def figures(self) -> list[list[dict[str, Any]]]:
        """The traces of every Plotly figure of the page; arrays as plain lists."""
        sent = "() => JSON.stringify([...document.querySelectorAll('.js-plotly-plot')].map(figure => figure.data))"
        return json.loads(self.page.evaluate(sent), object_hook=_plain)

    def figure(self, nth: int = 0) -> list[dict[str, Any]]:
        """The traces of the nth Plotly figure of the page."""
        self.page.locator(".js-plotly-plot").nth(nth).wait_for()
        return self.figures()[nth]

    def download(self, name: str) -> tuple[str, bytes]:
        """Click a download button: the file's name and content."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name).first.click()
        return waiting.value.suggested_filename, waiting.value.path().read_bytes()

    def title(self) -> str:
        """The page's first heading."""
        return self.page.locator("[data-testid=stMain] h1").first.inner_text()

    def text(self) -> str:
        """All words of the page's main part."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    def trouble(self) -> list[str]:
        """Everything that went wrong: error boxes, console errors, requests to other machines."""
        return [*self.failures, *self.errors, *(f"asked {url}" for url in self.foreign)]


@contextmanager
def visiting(
    browser: Browser, server: Server, *, lang: Lang = "zh", scheme: Scheme = "light", size: tuple[int, int] = WIDE, motion: bool = False
) -> Iterator[Visitor]:
    """A visitor with a fresh browser profile, in a language, a colour scheme and a window size."""
    context = browser.new_context(
        locale=LOCALES[lang],
        color_scheme=scheme,
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="no-preference" if motion else "reduce",
        accept_downloads=True,
    )
    try:
        yield Visitor(context.new_page(), server)
    finally:
        context.close()
