"""Mending what is loaded: customers who are one, values spelt in several ways, and the decisions made so far with their way back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import pandas as pd
import streamlit as st

from answers import Question
from data import changes
from data.changes import Change, Merge, Rule
from data.decisions import references
from data.schema import TABLES
from data.spellings import spellings
from data.workspace import WorkspaceError
from locales import DASH, Words
from ui.blocks import download
from ui.quality import column
from ui.session import Session, user
from ui.text import safe_text, sentence

PAGE = 10  # groups on a page
TICKED = "same"  # spellings that are proposed with their tick set


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
    """One group: its members, what agrees, whom to keep, and the button."""
    w, number = here.words, int(group["group"].iloc[0])
    ids = group["customer_id"].tolist()
    with st.container(border=True):
        confidence, reasons = group["confidence"].iloc[0], group["reasons"].iloc[0].split("+")
        agreeing = w("list.separator").join(w(f"quality.reason.{reason}") for reason in reasons)
        st.markdown(f"**{w(f'quality.confidence.{confidence}')}** · {sentence(w('quality.agrees', reasons=agreeing))}")
        st.dataframe(_table(w, group).drop(columns=[w("quality.head.number"), w("quality.head.confidence")]), hide_index=True, width="stretch")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kept = st.selectbox(w("quality.keep"), ids, key=f"keep.{ids[0]}.{number}", width=260, format_func=str)
            if st.button(w("quality.merge"), key=f"merge.{ids[0]}.{number}", icon=":material/merge:"):
                decide(here, [_merge(group, kept)], w("quality.merged.toast", n=1))


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


def rules(here: Session) -> None:
    """Values that are spelt in several ways, as rules to tick; and a rule of one's own."""
    w, workspace = here.words, here.desk.workspace
    st.caption(w("quality.rules.about"))
    found = here.desk.kept.get((workspace.version, "spellings"), lambda: spellings(workspace))
    if found.empty:
        st.success(w("quality.no_spellings"), icon=":material/check_circle:")
    else:
        _proposals(here, found)
    _own_rule(here)


def _proposals(here: Session, found: pd.DataFrame) -> None:
    """The proposed rules, each with the rows it touches; the ticked ones are applied together."""
    w = here.words
    listed = pd.DataFrame(
        {
            "apply": (found["confidence"] == TICKED).tolist(),
            "table": [w(f"table.{table}") for table in found["table"]],
            "column": [column(w, table, name) for table, name in zip(found["table"], found["column"], strict=True)],
            "found": [f"“{value}”" for value in found["found"]],
            "becomes": [f"“{value}”" for value in found["becomes"]],
            "rows": found["rows"].tolist(),
            "confidence": [w(f"quality.spelling.{code}") for code in found["confidence"]],
        }
    )
    fixed = [name for name in listed.columns if name != "apply"]
    edited = st.data_editor(
        listed, hide_index=True, width="stretch", disabled=fixed, height=min(38 + 35 * len(listed), 390),
        key=f"spellings.{here.desk.workspace.version}",
        column_config={name: w(f"quality.head.{name}") for name in fixed}
        | {"apply": st.column_config.CheckboxColumn(w("quality.head.apply"))},
    )  # fmt: skip
    ticked = found[edited["apply"].to_numpy(dtype=bool)]
    chosen = [Rule(*row) for row in ticked[["table", "column", "found", "becomes"]].itertuples(index=False, name=None)]
    label = w("quality.apply", n=len(chosen))
    if st.button(label, type="primary", icon=":material/rule:", disabled=not chosen):
        decide(here, chosen, w("quality.applied.toast", n=len(chosen)))


def _own_rule(here: Session) -> None:
    """Table, column, value found and what it becomes; how many rows it touches is said before it is applied."""
    w, workspace = here.words, here.desk.workspace
    st.subheader(w("quality.rule.title"), anchor=False)
    one, two, three, four = st.columns(4, gap="small")
    table = one.selectbox(w("quality.head.table"), list(TABLES), format_func=lambda name: w(f"table.{name}"), key="rule.table")
    changeable = [name for name in TABLES[table].names if name not in (*TABLES[table].identity, *references(table))]
    name = two.selectbox(w("quality.head.column"), changeable, format_func=lambda name: column(w, table, name), key=f"rule.column.{table}")
    found = three.text_input(w("quality.head.found"), key="rule.found", help=w("quality.rule.blank"))
    becomes = four.text_input(w("quality.head.becomes"), key="rule.becomes", help=w("quality.rule.blank"))
    if not found and not becomes:
        return
    rule = Rule(table, name, found or None, becomes or None)
    touched = changes.touched(workspace, rule)
    st.caption(w("quality.rule.touches", n=touched))
    if st.button(w("quality.rule.add"), icon=":material/rule:", key="rule.add"):
        decide(here, [rule], w("quality.applied.toast", n=1))


def decisions(here: Session) -> None:
    """Merges and rules, newest first, each with its way back."""
    w, made = here.words, changes.changes(here.desk.workspace)
    st.caption(w("quality.decisions.about" if made else "quality.decisions.none"))
    for change in made:
        _decision(here, change)


def _decision(here: Session, change: Change) -> None:
    """One decision: what, when, who; undo or restore."""
    w, active = here.words, change.status == "active"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
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


def said(w: Words, what: Merge | Rule) -> str:
    """A decision as a sentence, safe to show."""
    if isinstance(what, Merge):
        return sentence(w("quality.decided.merge", gone=w("list.separator").join(what.gone), kept=what.kept))
    found, becomes = (f"“{value}”" if value is not None else w("quality.blank") for value in (what.found, what.becomes))
    return sentence(
        w("quality.decided.rule", table=w(f"table.{what.table}"), column=column(w, what.table, what.column), found=found, becomes=becomes)
    )


@contextmanager
def telling_errors(here: Session, table: str = "") -> Iterator[None]:
    """Say in words what could not be decided, of a column of ``table`` perhaps; the run ends there."""
    try:
        yield
    except WorkspaceError as error:
        details = {name: column(here.words, table, str(value)) if name == "column" else value for name, value in error.details.items()}
        st.error(sentence(here.words.told(f"workspace.{error.code}", details)), icon=":material/error:")
        st.stop()


def decide(here: Session, what: Sequence[Merge | Rule], toast: str) -> None:
    """Decide, and run the page again on what is then."""
    table = next((one.table for one in what if isinstance(one, Rule)), "")
    with telling_errors(here, table), st.spinner(here.words("quality.folding"), show_time=True):
        changes.add(here.desk.workspace, what, datetime.now(), user())
    st.session_state["toast"] = toast
    st.rerun()
