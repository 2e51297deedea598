"""What every page needs of this browser session: its words, its theme and its open workspace."""

import getpass
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, time

import psutil
import streamlit as st

from answers import Desk
from data import store
from data.engine import Engine, config_of, named
from data.facts import Facts
from data.remote import refresh
from data.sample import generate
from data.sample.truths import EDITION, END
from data.workspace import Workspace, WorkspaceError, workspace_file
from locales import LANGUAGES, Words, words
from ui.link import Place, among
from ui.text import sentence

WAREHOUSE = "warehouse"  # where the orders lie in another engine; offered when one is configured
DESKS: dict[str, Desk] = {}  # the open ones: a file is held by one process and shared by its sessions
_OPENING = {name: threading.Lock() for name in ("mine", "sample", WAREHOUSE)}


def workspaces() -> tuple[str, ...]:
    """The workspaces that can be chosen."""
    configured = st.secrets.load_if_toml_exists() and "engine" in st.secrets
    return ("mine", "sample", WAREHOUSE) if configured else ("mine", "sample")


LANGUAGE = Place("lang", among(*LANGUAGES))
WORKSPACE = Place("data", lambda values: among(*workspaces())(values), default="mine")


@dataclass(frozen=True)
class Session:
    """One run of one page."""

    words: Words
    theme: str  # light or dark
    desk: Desk

    @property
    def facts(self) -> Facts:
        """What the workspace holds."""
        return self.desk.facts


def language() -> Words:
    """The words of this session: as chosen, as the address says, or as the browser asks."""
    chosen = st.session_state.get("lang")
    if chosen not in LANGUAGES:
        chosen = "zh" if (st.context.locale or "").lower().startswith("zh") else "en"
        st.session_state["lang"] = chosen
    return words(chosen)


def user() -> str:
    """Who decides: the name this computer knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "—"


def session() -> Session:
    """The session of this run; where the workspace cannot be opened, the reason in words, and the run ends."""
    said = language()
    name = st.session_state.get("data")
    if name not in workspaces():
        name = st.session_state["data"] = "mine"
    try:
        with asking(said) if name == WAREHOUSE else nullcontext():
            desk = open_desk(name)
            if desk.engine:
                desk.facts  # noqa: B018 - asked for here, where a sign of life is seen
    except WorkspaceError as error:
        st.error(sentence(said.told(f"workspace.{error.code}", error.details)), icon=":material/lock:")
        st.stop()
    return Session(said, st.context.theme.type or "light", desk)


def asking(said: Words) -> AbstractContextManager[None]:
    """A sign of life while the configured engine is asked; nothing is seen when it answers at once."""
    settings = st.secrets["engine"]
    backend = named(str(settings.get("backend", ""))) if isinstance(settings, Mapping) else ""
    return st.spinner(sentence(said("engine.asking", backend=backend)), show_time=True)


def open_desk(name: str) -> Desk:
    """The desk of a workspace, opened once in this process; the sample company is made when first asked for."""
    with _OPENING[name]:
        if name not in DESKS:
            engine = Engine(config_of(st.secrets["engine"])) if name == WAREHOUSE else None
            path = workspace_file(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            workspace = Workspace(path, memory=psutil.virtual_memory().total // 5 if engine else None)  # it only keeps what is aggregated
            try:
                if engine:
                    refresh(workspace, engine, datetime.now())
                store.sweep(workspace)
                if name == "sample":
                    _open_sample(workspace)
            except BaseException:
                workspace.close()
                raise
            DESKS[name] = Desk(workspace, engine)
        return DESKS[name]


def _open_sample(workspace: Workspace) -> None:
    """Fill the sample company's workspace, unless it holds the company's present edition."""
    source = f"Clientele {EDITION}"
    if source not in {load.file for load in store.history(workspace)}:
        store.adopt(workspace, generate().tables(), source, datetime.combine(END, time(23, 59)), "Clientele")
