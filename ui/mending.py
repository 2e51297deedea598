"""Mending what is loaded: customers who are one or are not, and the decisions made so far with their way back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import pandas as pd
import streamlit as st

from answers import Question
from data import changes
from data.changes import Change, Decision, Distinct, Merge, Rule
from data.schema import TABLES, Kind
from data.workspace import WorkspaceError
from locales import DASH, Words
from ui.blocks import download
from ui.quality import column
from ui.session import Session, user
from ui.text import safe_text, sentence

PAGE = 10  # groups on a page


def duplicates(here: Session, question: Question) -> None:
    """Groups of customers who may be one: merge one, or all that are sure."""
    w, members = here.words, here.desk.duplicates.members
    if members.empty:
        st.success(w("quality.no_duplicates"), icon=":material/check_circle:")
        return
    st.caption(w("quality.duplicates.about"))
    groups = dict(list(members.groupby("group", sort=True)))
    sure = [group for group in groups.values() if group["confidence"].iloc[0] == "sure"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if sure and st.button(w("quality.merge_sure", n=len(sure)), type="primary", icon=":material/merge:"):
            decide(here, [_merge(group) for group in sure], w("quality.merged.toast", n=len(sure)))
        download(here, "quality.duplicates", w("export.file.duplicates"), lambda: _table(w, members), question)
    pages = -(-len(groups) // PAGE)
    page = st.number_input(w("quality.page", pages=w.number(pages)), 1, pages, key="quality.page", width=220) if pages > 1 else 1
    for group in list(groups.values())[(page - 1) * PAGE : page * PAGE]:
        _group(here, group)


def _group(here: Session, group: pd.DataFrame) -> None:
    """One group: its members, what agrees, whom to keep; of more than two, some may be chosen."""
    w, number = here.words, int(group["group"].iloc[0])
    ids = group["customer_id"].tolist()
    first = ids[0]
    with st.container(border=True):
        confidence, reasons = group["confidence"].iloc[0], group["reasons"].iloc[0].split("+")
        agreeing = w("list.separator").join(w(f"quality.reason.{reason}") for reason in reasons)
        st.markdown(f"**{w(f'quality.confidence.{confidence}')}** · {sentence(w('quality.agrees', reasons=agreeing))}")
        st.dataframe(_table(w, group).drop(columns=[w("quality.head.number"), w("quality.head.confidence")]), hide_index=True, width="stretch")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if len(ids) > 2:
                ids = st.multiselect(w("quality.members"), ids, ids, key=f"members.{first}.{number}", width=400, format_func=str)
            kept = st.selectbox(w("quality.keep"), ids, key=f"keep.{first}.{number}", width=260, format_func=str)
            some = group[group["customer_id"].isin(ids)]
            if st.button(w("quality.merge"), key=f"merge.{first}.{number}", icon=":material/merge:", disabled=len(ids) < 2):
                decide(here, [_merge(some, kept)], w("quality.merged.toast", n=1))
            if st.button(w("quality.distinct"), key=f"distinct.{first}.{number}", icon=":material/call_split:", disabled=len(ids) < 2):
                decide(here, [Distinct(tuple(map(str, ids)))], w("quality.distinct.toast"))


def _merge(group: pd.DataFrame, kept: str = "") -> Merge:
    """The decision that a group is one customer: the one to keep, or the one proposed."""
    kept = kept or str(group.loc[group["keep"], "customer_id"].iloc[0])
    return Merge(kept, tuple(str(one) for one in group["customer_id"] if one != kept))


def _table(w: Words, members: pd.DataFrame) -> pd.DataFrame:
    """The members for reading and download."""
    named: dict[str, Iterable[object]] = {
        "quality.head.number": members["group"],
        "quality.head.confidence": [w(f"quality.confidence.{code}") for code in members["confidence"]],
        "list.customer_id": members["customer_id"],
        "list.name": _texts(members["name"]),
        "column.customers.phone": _texts(members["phone"]),
        "column.customers.email": _texts(members["email"]),
        "column.customers.city": _texts(members["city"]),
        "list.orders": members["orders"],
        "quality.head.filled": members["filled"],
        "quality.head.keep": ["✓" if keep else "" for keep in members["keep"]],
    }
    return pd.DataFrame({w(key): list(values) for key, values in named.items()})


def _texts(cells: pd.Series) -> list[str]:
    """The cells, a dash where one is blank."""
    return [cell if isinstance(cell, str) else DASH for cell in cells]


def decisions(here: Session) -> None:
    """All decisions, newest first, each with its way back."""
    w, made = here.words, changes.changes(here.desk.workspace)
    st.caption(w("quality.decisions.about" if made else "quality.decisions.none"))
    for change in made:
        _decision(here, change)


def _decision(here: Session, change: Change) -> None:
    """One decision: what, when, who; undo or restore."""
    w, active = here.words, change.status == "active"
    with st.container(horizontal=True, wrap=False, horizontal_alignment="distribute", vertical_alignment="center", border=True):
        about = [w.moment(change.at), safe_text(change.who), w("history.active" if active else "history.undone")]
        strike = "" if active else "~~"
        st.markdown(f"{strike}**{said(w, change.what)}**{strike}  \n{' · '.join(about)}")
        if st.button(
            w("action.undo" if active else "action.redo"), key=f"change.{change.change}", icon=":material/undo:" if active else ":material/redo:"
        ):
            with telling_errors(here):
                changes.switch(here.desk.workspace, change.change, on=not active)
            st.session_state["toast"] = w("quality.undone.toast" if active else "quality.redone.toast")
            st.rerun()


def said(w: Words, what: Decision) -> str:
    """A decision as a sentence, safe to show."""
    if isinstance(what, Merge):
        return sentence(w("quality.decided.merge", gone=w("list.separator").join(what.gone), kept=what.kept))
    if isinstance(what, Distinct):
        return sentence(w("quality.decided.distinct", ids=w("list.separator").join(what.ids)))
    found, becomes = (
        f"“{worded(w, what.table, what.column, value)}”" if value is not None else w("quality.blank") for value in (what.found, what.becomes)
    )
    return sentence(
        w("quality.decided.rule", table=w(f"table.{what.table}"), column=column(w, what.table, what.column), found=found, becomes=becomes)
    )


def worded(w: Words, table: str, name: str, value: str | None) -> str:
    """A value as rules name it in the reader's language: a code as its word, a day as a day, money without idle zeros."""
    if not value or name not in TABLES[table].names:
        return value or w("quality.blank")
    asked = TABLES[table][name]
    if asked.values:
        return w.code(f"value.{name}", value)
    if asked.kind == "boolean":
        return w("value.yes" if value == "true" else "value.no")
    try:
        return _measured(w, asked.kind, value)
    except (ValueError, InvalidOperation):  # no value of its column: a rule that never finds anything
        return value


def _measured(w: Words, kind: Kind, value: str) -> str:
    """A day, month, moment or amount as the reader writes it; any other text as it is."""
    if kind in ("date", "month"):
        day = date.fromisoformat(value)
        return w.month(day) if kind == "month" else w.date(day)
    if kind == "timestamp":
        return w.moment(datetime.fromisoformat(value))
    return f"{Decimal(value).normalize():f}" if kind == "money" else value


@contextmanager
def telling_errors(here: Session, table: str = "") -> Iterator[None]:
    """Say in words what could not be decided, of a column of ``table`` perhaps; the run ends there."""
    try:
        yield
    except WorkspaceError as error:
        details = {name: column(here.words, table, str(value)) if name == "column" else value for name, value in error.details.items()}
        st.error(sentence(here.words.told(f"workspace.{error.code}", details)), icon=":material/error:")
        st.stop()


def decide(here: Session, what: Sequence[Decision], toast: str) -> None:
    """Decide, and run the page again on what is then."""
    table = next((one.table for one in what if isinstance(one, Rule)), "")
    with telling_errors(here, table), st.spinner(here.words("quality.folding"), show_time=True):
        changes.add(here.desk.workspace, what, datetime.now(), user())
    st.session_state["toast"] = toast
    st.rerun()
