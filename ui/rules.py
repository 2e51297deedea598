"""Rules on what is loaded: values that are spelt in several ways, proposed; and a rule of one's own, from what its column holds."""

import pandas as pd
import streamlit as st

from data import changes
from data.changes import Rule
from data.decisions import references
from data.schema import TABLES, Column
from data.spellings import spellings
from data.workspace import WorkspaceError
from locales import Words
from ui.blocks import grid_height
from ui.mending import decide, said, worded
from ui.quality import column
from ui.session import Session
from ui.text import capital, sentence

TICKED = "same"  # spellings that are proposed with their tick set
LISTED = 500  # values of a column; others can be typed
BLANK = ""  # stands for a blank cell among texts


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
            **{end: [f"“{worded(w, *one)}”" for one in found[["table", "column", end]].itertuples(index=False)] for end in ("found", "becomes")},
            "rows": found["rows"].tolist(),
            "confidence": [w(f"quality.spelling.{code}") for code in found["confidence"]],
        }
    )
    fixed = [name for name in listed.columns if name != "apply"]
    edited = st.data_editor(
        listed, hide_index=True, width="stretch", disabled=fixed, height=grid_height(len(listed), 390),
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
    """Table, column, value found and what it becomes; what it would change is said before it is applied."""
    w = here.words
    st.subheader(w("quality.rule.title"), anchor=False)
    one, two, three, four = st.columns(4, gap="small")
    table = one.selectbox(w("quality.head.table"), list(TABLES), format_func=lambda name: w(f"table.{name}"), key="rule.table")
    changeable = [name for name in TABLES[table].names if name not in (*TABLES[table].identity, *references(table))]
    name = two.selectbox(w("quality.head.column"), changeable, format_func=lambda name: column(w, table, name), key=f"rule.column.{table}")
    with three:
        found = _found(here, table, TABLES[table][name])
    with four:
        becomes = _becomes(w, table, TABLES[table][name])
    if found is not None and becomes is not None:
        _applied(here, Rule(table, name, found or None, becomes or None))


def _found(here: Session, table: str, asked: Column) -> str | None:
    """A value that occurs, the most frequent first, shown in words; None while none is chosen."""
    w, workspace = here.words, here.desk.workspace
    values = here.desk.kept.get(
        (workspace.version, "occurring", table, asked.name), lambda: changes.occurring(workspace, table, asked.name, LISTED + 1)
    )
    labels: dict[str, str] = {}
    for value, rows in values[:LISTED]:
        shown = f"{_option(w, table, asked.name, value)} · {w('count.rows', n=rows)}"
        labels[value or BLANK] = shown if shown not in labels.values() else f"{shown} ({value})"
    more = len(values) > LISTED
    return st.selectbox(
        w("quality.head.found"), list(labels), index=None, format_func=lambda value: labels.get(value, value), accept_new_options=more,
        key=f"rule.found.{table}.{asked.name}.{workspace.version}", placeholder=w("quality.rule.choose_or_type" if more else "quality.rule.choose"),
    )  # fmt: skip


def _becomes(w: Words, table: str, asked: Column) -> str | None:
    """What it becomes: one of the codes where the column has codes, any text elsewhere; None while none is chosen."""
    if not asked.values:
        key = f"rule.becomes.{table}.{asked.name}"
        return st.text_input(w("quality.head.becomes"), key=key, help=None if asked.required else w("quality.rule.blank")).strip()
    codes = [*asked.values, *([] if asked.required else [BLANK])]
    return st.selectbox(
        w("quality.head.becomes"), codes, index=None, format_func=lambda code: _option(w, table, asked.name, code),
        key=f"rule.becomes.{table}.{asked.name}", placeholder=w("quality.rule.choose"),
    )  # fmt: skip


def _option(w: Words, table: str, name: str, value: str | None) -> str:
    """A value as it is offered."""
    return worded(w, table, name, value) if value else capital(w("quality.blank"))


def _applied(here: Session, rule: Rule) -> None:
    """What a rule would change, and the button; where it would change nothing, or harm, the reason instead."""
    w, workspace = here.words, here.desk.workspace
    touched, refused = 0, ""
    try:
        rule = changes.spelt(workspace, rule)
        touched = changes.touched(workspace, rule)
    except WorkspaceError as error:
        refused = w.told(f"workspace.{error.code}", error.details | {"column": column(w, rule.table, rule.column)})
    if refused:
        st.error(sentence(refused), icon=":material/error:")
    elif rule.found == rule.becomes:
        st.caption(w("quality.rule.same"))
    elif not touched:
        st.caption(w("quality.rule.no_rows"))
    else:
        st.caption(f"{said(w, rule)}  \n{w('quality.rule.touches', n=touched)}")
    if st.button(w("quality.rule.add"), icon=":material/rule:", key="rule.add", disabled=not touched or rule.found == rule.becomes):
        decide(here, [rule], w("quality.applied.toast", n=1))
