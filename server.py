"""The same app as ASGI: security headers, a health route, a warm start. `streamlit run server.py` starts it."""

import asyncio
import base64
import hashlib
import importlib
import pkgutil
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import duckdb
import ibis
import plotly.graph_objects as go
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import cli_util, config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server import server_util

from ui.rehearsal import rehearse

HERE = Path(__file__).resolve().parent
FLOORS = ("locales", "metrics", "data", "charts", "answers", "exports", "ui")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


def _inline_scripts(page: str) -> str:
    """The CSP sources that allow exactly the inline scripts of an HTML page."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def content_policy() -> str:
    """The Content-Security-Policy: everything comes from this server, so that no text in the data can fetch or send anything.

    Streamlit needs its own inline script (allowed by its hash), style elements made at run time, and blobs for workers and media.
    """
    index = Path(st.__file__).parent / "static" / "index.html"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {_inline_scripts(index.read_text(encoding='utf-8'))}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


HEADERS = {
    "Content-Security-Policy": content_policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware: adds the security headers to every answer and closes the routes that tell about the server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; websockets and the lifespan go through untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        target: ASGIApp = PlainTextResponse("Not Found", status_code=404) if _closed(scope["path"]) else self.app
        await target(scope, receive, guarded)


def _closed(path: str) -> bool:
    """Whether the path, wherever the app is mounted, belongs to a closed route."""
    return any(f"{route}/" in f"{path}/" for route in CLOSED)


async def health(_: Request) -> JSONResponse:
    """Answer that the server is up: it only listens once it is warm."""
    return JSONResponse({"status": "ok"})


def warm_up() -> None:
    """Do once, before the first visitor, what the first visitor would wait for: imports, the engine's and the charts' first call."""
    for floor in FLOORS:
        for room in pkgutil.walk_packages(importlib.import_module(floor).__path__, f"{floor}."):
            if not room.name.endswith("__main__"):
                importlib.import_module(room.name)
    with duckdb.connect() as connection:
        ibis.duckdb.from_connection(connection.cursor()).execute(ibis.literal(1))
    go.Figure(go.Bar(x=[1], y=[1])).to_json()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up, then open the browser on a desktop: Streamlit itself opens it for plain scripts only."""
    # Streamlit takes a folder named pages for its old multipage apps until the first st.navigation: a cold deep link would not be found.
    PagesManager.uses_pages_directory = False
    warm_up()
    if not config.get_option("server.headless"):
        address = config.get_option("server.address") or "localhost"
        asyncio.get_running_loop().call_soon(cli_util.open_browser, server_util.get_url(address))
    threading.Thread(target=rehearse, daemon=True).start()
    yield


app = st.App(HERE / "app.py", lifespan=lifespan, routes=[Route("/health", health)], middleware=[Middleware(Guard)])
