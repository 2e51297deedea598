"""What the workspace holds of each table, and the imports that brought it, each with its way back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import facts, store
from data.facts import Holding
from data.schema import TABLES
from data.store import Load
from data.workspace import WorkspaceError
from locales import DASH, Words
from ui.session import Session
from ui.text import safe_text, sentence
from ui.versions import count_headlines


def holdings(here: Session) -> None:
    """What is there of every table; while nothing is, what one row of each is and what it needs."""
    w, held = here.words, _all_held(here)
    some = any(one.rows for one in held)
    st.subheader(w("holdings.title" if some else "holdings.possible"), anchor=False)
    rows = [{w("holdings.table"): w(f"table.{one.table}"), **(_held(w, one) if some else _wanted(w, one.table))} for one in held]
    with st.container(key="holdings"):
        st.table(pd.DataFrame(rows).set_index(w("holdings.table")))


def rows_held(here: Session) -> int:
    """The rows of all tables."""
    return sum(one.rows for one in _all_held(here))


def _all_held(here: Session) -> Sequence[Holding]:
    """What is there of every table, counted once a version."""
    return here.desk.kept.get((here.desk.workspace.version, "holdings"), lambda: facts.holdings(here.desk.workspace))


def _held(w: Words, one: Holding) -> dict[str, str]:
    """How much there is of a table, and of which days."""
    span = w("holdings.from_to", first=w.date(one.first), last=w.date(one.last)) if one.first and one.last else DASH
    return {w("holdings.rows"): w.number(one.rows) if one.rows else DASH, w("holdings.span"): span}


def _wanted(w: Words, table: str) -> dict[str, str]:
    """What one row of a table is, and the columns it needs."""
    needed = w("list.separator").join(w(f"column.{table}.{column}") for column in TABLES[table].required)
    return {w("holdings.about"): w(f"table.{table}.about"), w("holdings.required"): needed}


def history(here: Session) -> None:
    """The imports, newest first, each with its way back."""
    w, loads = here.words, store.history(here.desk.workspace)
    st.subheader(w("history.title"), anchor=False)
    if not loads:
        st.caption(w("history.empty"))
    for load in loads:
        _history_line(here, load)


def _history_line(here: Session, load: Load) -> None:
    """One import: what, when, who, how many rows; undo or restore."""
    w, active = here.words, load.status == "active"
    with st.container(horizontal=True, wrap=False, horizontal_alignment="distribute", vertical_alignment="center", border=True):
        name = safe_text(f"{load.file} · {load.sheet}" if load.sheet else load.file)
        words = [w(f"table.{load.table}"), w("count.rows", n=load.rows_stored), w("count.problems", n=load.rows_rejected), w.date(load.at.date()),
                 f"{load.at:%H:%M}", safe_text(load.who), w("history.active" if active else "history.undone")]  # fmt: skip
        st.markdown(f"{'' if active else '~~'}**{name}**{'' if active else '~~'}  \n{' · '.join(words)}")
        label = w("action.undo_import" if active else "action.redo_import")
        if st.button(label, key=f"undo.{load.load}", icon=":material/undo:" if active else ":material/redo:"):
            try:
                store.switch(here.desk.workspace, load.load, on=not active)
            except WorkspaceError as error:
                st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
                st.stop()
            count_headlines(here)
            st.session_state["toast"] = w("history.undone.toast" if active else "history.restored.toast", file=safe_text(load.file))
            st.rerun()
