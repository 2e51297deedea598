"""The remembered mappings: what sheets of some headers are taken for, to be corrected, forgotten, and carried to another computer."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
import streamlit as st

from data import memory
from data.memory import Remembered
from data.schema import TABLES
from data.workspace import WorkspaceError
from locales import Words
from ui.blocks import grid_height
from ui.session import Session
from ui.text import sentence

ATTRIBUTE = "attribute"
MOST_BYTES = 5 << 20


def remembered(here: Session) -> None:
    """All of them behind one line; nothing while there is none and nothing was asked for."""
    w, workspace = here.words, here.desk.workspace
    found = memory.remembered(workspace)
    with st.expander(w("remembered.title", n=len(found)), icon=":material/bookmarks:"):
        st.caption(w("remembered.about"))
        if found:
            _one(here, found)
        with st.container(horizontal=True):
            if found:
                st.download_button(
                    w("remembered.download"), data=memory.dumped(workspace), file_name=f"{w('remembered.file')}.json", mime="application/json",
                    icon=":material/download:", on_click="ignore",
                )  # fmt: skip
            with st.popover(w("remembered.upload"), icon=":material/upload:"):
                _taken(here)


def _one(here: Session, found: list[Remembered]) -> None:
    """One mapping, chosen from all, with its columns to correct."""
    w, workspace = here.words, here.desk.workspace
    by_print = {one.fingerprint: one for one in found}
    chosen = by_print[st.selectbox(w("remembered.choose"), by_print, format_func=lambda key: _named(w, by_print[key]), key="remembered.chosen")]
    table = TABLES[chosen.table]
    rows = pd.DataFrame({"column": list(chosen.columns), "target": [target or ATTRIBUTE for target in chosen.columns.values()]})
    edited = st.data_editor(
        rows, hide_index=True, width="stretch", disabled=["column"], height=grid_height(len(rows), 320), key=f"remembered.{chosen.fingerprint}",
        column_config={
            "column": st.column_config.TextColumn(w("match.column")),
            "target": st.column_config.SelectboxColumn(
                w("match.target"), options=[ATTRIBUTE, *table.names], required=True,
                format_func=lambda name: w("match.keep") if name == ATTRIBUTE else w(f"column.{table.name}.{name}"),
            ),
        },
    )  # fmt: skip
    columns = {name: None if target == ATTRIBUTE else target for name, target in zip(chosen.columns, edited["target"], strict=True)}
    with st.container(horizontal=True):
        if st.button(w("remembered.save"), disabled=columns == chosen.columns, icon=":material/save:"):
            memory.keep(workspace, replace(chosen, columns=columns), datetime.now())
            st.session_state["toast"] = w("remembered.saved")
            st.rerun()
        if st.button(w("remembered.forget"), icon=":material/delete:"):
            memory.forget(workspace, chosen.fingerprint)
            st.rerun()


def _named(w: Words, one: Remembered) -> str:
    """A mapping by the last file that used it."""
    used = [w.date(one.used.date())] if one.used else []
    return " · ".join([one.file, *([one.sheet] if one.sheet else []), w(f"table.{one.table}"), *used])


def _taken(here: Session) -> None:
    """Mappings from a file."""
    w = here.words
    turn = st.session_state.setdefault("remembered.turn", 0)
    file = st.file_uploader(w("remembered.file.about"), type=["json"], key=f"remembered.upload.{turn}")
    if file is None:
        return
    try:
        if file.size > MOST_BYTES:
            raise WorkspaceError("mappings")
        n = memory.taken(here.desk.workspace, file.getvalue(), datetime.now())
    except WorkspaceError as error:
        st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
        return
    st.session_state["toast"] = w("remembered.taken", n=n)
    st.session_state["remembered.turn"] += 1
    st.rerun()
