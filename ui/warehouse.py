"""The page of orders that lie in another engine: what is known of them, how their columns are read, and reading again."""

from datetime import datetime

import pandas as pd
import streamlit as st

from data.engine import named
from data.remote import left_out, refresh
from data.workspace import WorkspaceError
from ui.session import Session, asking
from ui.text import safe_text, sentence


def warehouse(here: Session) -> None:
    """In place of the import: nothing can be loaded into an engine from here."""
    w, desk, facts = here.words, here.desk, here.facts
    if desk.engine is None:
        return
    st.title(w("engine.title.found", orders=facts.orders, last=facts.as_of) if facts.as_of else w("engine.title"), anchor=False)
    st.markdown(sentence(w("engine.about", backend=named(desk.engine.config.backend))))
    read_at = w.moment(datetime.fromisoformat(desk.workspace.meta("read_at")))
    if facts.first_day and facts.as_of:
        st.markdown(sentence(w("engine.holds", orders=facts.orders, first=facts.first_day, last=facts.as_of, at=read_at)))
    else:
        st.info(w("engine.nothing"), icon=":material/info:")
    for reason, lines in left_out(desk.workspace).items():
        if lines:
            st.caption(w(f"engine.{reason}", lines=w.number(lines)))
    if st.button(w("engine.refresh"), icon=":material/refresh:"):
        try:
            with asking(w):
                refresh(desk.workspace, desk.engine, datetime.now())
        except WorkspaceError as error:
            st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
            st.stop()
        st.rerun()
    st.table(_columns(here))


def _columns(here: Session) -> pd.DataFrame:
    """One row a canonical column that the engine supplies: table, meaning, their name."""
    w, engine = here.words, here.desk.engine
    rows = [
        (w(f"table.{table}"), w(f"column.{table}.{name}"), safe_text(theirs))
        for table, columns in (engine.columns if engine else {}).items()
        for name, theirs in columns.items()
    ]
    return pd.DataFrame(rows, columns=[w("engine.table"), w("engine.column"), w("engine.theirs")]).set_index(w("engine.table"))
