"""Deleting a person: found, shown with all that is held of them, and gone for good once that is confirmed."""

from datetime import datetime

import pandas as pd
import streamlit as st

from data.erase import erase
from data.people import Person, held, search
from ui.mending import telling_errors
from ui.session import Session, user
from ui.text import sentence


def deletion(here: Session) -> None:
    """Search, see, confirm, delete."""
    w = here.words
    st.caption(w("person.about"))
    if st.session_state["data"] == "sample":
        st.info(w("person.sample"), icon=":material/storefront:")
        return
    wanted = st.text_input(w("person.search"), key="person.search", placeholder=w("person.placeholder"))
    if not wanted.strip():
        return
    found = {person.customer_id: person for person in search(here.desk.workspace, wanted)}
    if not found:
        st.info(w("person.nobody"), icon=":material/person_off:")
        return
    chosen = st.selectbox(w("person.who"), list(found), format_func=lambda customer: _named(found[customer]), key=f"person.who.{wanted}")
    _confirmed(here, found[chosen])


def _named(person: Person) -> str:
    """A person in one line, as the tables have them."""
    return " · ".join(part for part in (person.customer_id, person.name, person.phone, person.email, person.city) if part)


def _confirmed(here: Session, person: Person) -> None:
    """What is held, and the button that deletes it once the reader has confirmed."""
    w, workspace = here.words, here.desk.workspace
    rows = held(workspace, person.customer_id)
    st.table(
        pd.DataFrame({w("quality.head.table"): [w(f"table.{name}") for name in rows], w("quality.head.rows"): list(map(w.number, rows.values()))})
    )
    st.warning(w("person.cannot_undo"), icon=":material/warning:")
    sure = st.checkbox(sentence(w("person.confirm", name=person.name or person.customer_id)), key=f"person.sure.{person.customer_id}")
    if st.button(w("person.delete"), type="primary", icon=":material/delete_forever:", disabled=not sure, key="person.delete"):
        with telling_errors(here), st.spinner(w("quality.folding"), show_time=True):
            gone = erase(workspace, person.customer_id, datetime.now(), user())
        st.session_state["toast"] = w("person.gone", n=sum(gone.values()))
        st.rerun()
