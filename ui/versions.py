"""What changed from version to version: rows of each table, and the headline figures."""

import pandas as pd
import streamlit as st

from answers import Question, answer
from data import store, versions
from data.versions import Version
from locales import DASH, Words
from ui.findings import written
from ui.session import Session
from ui.text import safe_text

FIGURES = ("customers", "orders", "revenue", "average_order_value", "repeat_rate")
SHOWN = 20


def count_headlines(here: Session) -> None:
    """Note the headline figures of the present version, so that the next can be compared with it."""
    if not here.facts.empty:
        figures = answer(here.desk, Question("overview")).figures.set_index("figure")["value"]
        versions.count(here.desk.workspace, {name: float(figures[name]) for name in FIGURES})


def changed(here: Session) -> None:
    """The versions behind one line, newest first; nothing while there is only one."""
    w = here.words
    found = versions.versions(here.desk.workspace, SHOWN + 1)
    if not found:
        return
    files = {load.load: load.file for load in store.history(here.desk.workspace)}
    rows = [_line(here, one, before, files) for one, before in zip(found[:SHOWN], [*found[1:], None], strict=False)]
    with st.expander(w("versions.title"), icon=":material/difference:"):
        st.caption(w("versions.about"))
        st.table(pd.DataFrame(rows).set_index(w("versions.when")))


def _line(here: Session, one: Version, before: Version | None, files: dict[int, str]) -> dict[str, str]:
    """One version beside the one before it."""
    w = here.words
    named = w("list.separator").join(dict.fromkeys(safe_text(files[load]) for load in one.event.get("loads", ()) if load in files))
    what = w(f"versions.{one.event['kind']}") + (f" · {named}" if named else "")
    earlier = before.rows if before else {}
    rows = [f"{w(f'table.{name}')} {_signed(w, n - earlier.get(name, 0))}" for name, n in one.rows.items() if n != earlier.get(name, 0)]
    figures = [said for name in FIGURES if (said := _moved(here, name, one, before))]
    separator = w("list.separator")
    return {
        w("versions.when"): f"{w.date(one.at.date())} {one.at:%H:%M:%S}",
        w("versions.what"): what,
        w("versions.rows"): separator.join(rows) or DASH,
        w("versions.figures"): separator.join(figures) or DASH,
    }


def _signed(w: Words, number: float) -> str:
    """A number with its sign."""
    return f"{'+' if number > 0 else '−'}{w.number(abs(number))}"


def _moved(here: Session, name: str, one: Version, before: Version | None) -> str:
    """A headline figure, and what it was before where it was another; nothing where it was not counted or did not move."""
    w, money = here.words, here.facts.currency
    if name not in one.figures:
        return ""
    now = written(w, name, one.figures[name], money, short=True)
    then = written(w, name, before.figures[name], money, short=True) if before and name in before.figures else ""
    if now == then:
        return ""
    return safe_text(f"{w(f'figure.{name}')} {then} → {now}" if then else f"{w(f'figure.{name}')} {now}")
