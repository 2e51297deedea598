"""What every page needs of this browser session: its words, its theme and its open workspace."""

import threading
from dataclasses import dataclass
from datetime import datetime, time

import streamlit as st

from answers import Desk
from data import store
from data.facts import Facts
from data.sample import generate
from data.sample.truths import END
from data.workspace import Workspace, WorkspaceError, workspace_file
from locales import LANGUAGES, Words, words
from ui.link import Place, among
from ui.text import sentence

WORKSPACES = ("mine", "sample")
DESKS: dict[str, Desk] = {}  # the open ones: a file is held by one process and shared by its sessions
_OPENING = {name: threading.Lock() for name in WORKSPACES}
LANGUAGE, WORKSPACE = Place("lang", among(*LANGUAGES)), Place("data", among(*WORKSPACES), default="mine")


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


def session() -> Session:
    """The session of this run; where the workspace cannot be opened, the reason in words, and the run ends."""
    said = language()
    name = st.session_state.get("data")
    if name not in WORKSPACES:
        name = st.session_state["data"] = "mine"
    try:
        desk = open_desk(name)
    except WorkspaceError as error:
        st.error(sentence(said.told(f"workspace.{error.code}", error.details)), icon=":material/lock:")
        st.stop()
    return Session(said, st.context.theme.type or "light", desk)


def open_desk(name: str) -> Desk:
    """The desk of a workspace, opened once in this process; the sample company is made when first asked for."""
    with _OPENING[name]:
        if name not in DESKS:
            path = workspace_file(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            workspace = Workspace(path)
            store.sweep(workspace)
            if name == "sample":
                _open_sample(workspace)
            DESKS[name] = Desk(workspace)
        return DESKS[name]


def _open_sample(workspace: Workspace) -> None:
    """Fill the sample company's workspace, unless it has been filled before."""
    if not store.history(workspace):
        company = generate()
        made = datetime.combine(END, time(23, 59))
        store.adopt(workspace, {"customers": company.customers, "orders": company.orders}, "Clientele", made, "Clientele")
