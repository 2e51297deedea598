"""The frame of every analysis page: its session, the filter bar, and the empty state where there are no orders yet."""

from collections.abc import Callable

import streamlit as st

from data.workspace import WorkspaceError
from ui.address import address
from ui.blocks import empty_state, notices
from ui.filters import Filters, filter_bar
from ui.link import publish
from ui.segments import offered
from ui.session import Session, language, session
from ui.text import sentence


def opened(room: str) -> tuple[Session, Filters]:
    """The session and what the filter bar says; with nothing to analyse, what the page needs, and the run ends."""
    here = session()
    if here.facts.empty:
        empty_state(here, room)
        publish(address())
        st.stop()
    filters = filter_bar(here, offered(here.words))
    notices(here)
    return here, filters


@st.fragment
def live(body: Callable[[], None]) -> None:
    """Run what the thresholds move: it runs again by itself when one of its controls does, and the address follows."""
    try:
        body()
    except WorkspaceError as error:  # what was aggregated may have been forgotten, and the engine be out of reach by now
        st.error(sentence(language().told(f"workspace.{error.code}", error.details)), icon=":material/error:")
    publish(address())
