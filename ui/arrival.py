"""How a sheet's rows arrive: as last time, beside those that are there already, and with personal data hidden."""

import streamlit as st

from data import privacy, repeats
from data.facts import holdings
from data.mapping import numbering
from data.returns import called_returns, may_return
from data.schema import TABLES
from locales import Words
from ui import importing
from ui.importing import PendingSheet
from ui.session import Session
from ui.text import safe_text, sentence

KEEP = "keep"


def recalled_note(w: Words, item: PendingSheet) -> None:
    """That the sheet is taken for what one with its headers was taken for, and how they differ."""
    found = item.recalled
    if not found or not found.source.used:
        return
    said = [w("remembered.as_last", file=found.source.file, date=w.date(found.source.used.date()))]
    named = [item.sheet.header[position] or f"({position + 1})" for position in found.new]
    if named:
        said.append(w("remembered.new", n=len(named), columns=w("list.separator").join(named)))
    if found.gone:
        said.append(w("remembered.gone", n=len(found.gone), columns=w("list.separator").join(found.gone)))
    st.info(sentence(w.paragraph(*said)), icon=":material/history:")


def mode_choice(here: Session, item: PendingSheet) -> None:
    """How rows meet those already there, or those of the sheets above; nothing is asked while there are none."""
    w, table = here.words, TABLES[item.mapping.table]
    held = here.desk.kept.get((here.desk.workspace.version, "holdings"), lambda: holdings(here.desk.workspace))
    if item.sheet.corrected or (not importing.before(item) and not any(one.table == table.name and one.rows for one in held)):
        return
    usual, *others = repeats.modes(table)
    present = item.mapping.mode or usual
    chosen = st.selectbox(
        w("mode.label"), [usual, *others], index=[usual, *others].index(present), key=f"mode.{item.key}.{table.name}", width=260,
        format_func=lambda mode: w(f"mode.{mode}"), help=w(f"mode.about.{_known_by(item)}"),
    )  # fmt: skip
    importing.remode(item, "" if chosen == usual else chosen)


def _known_by(item: PendingSheet) -> str:
    """By what rows are known again: a key, what they say where they are numbered, or as their table says."""
    mapping = item.mapping
    if mapping.numbered or mapping.table == "surveys" and "response_id" not in mapping.targets:
        return "numbered"
    return "key" if TABLES[mapping.table].key else mapping.table


def privacy_form(w: Words, item: PendingSheet) -> None:
    """The columns of personal data, and what is to be done with each before anything is stored."""
    offered = {position: privacy.ways(item.sheet, item.mapping, position) for position in item.personal}
    offered = {position: ways for position, ways in offered.items() if ways}
    if not offered:
        importing.hide(item, {})
        return
    done = dict(item.mapping.privacy)
    named = w("list.separator").join(dict.fromkeys(w(f"privacy.{item.personal[position]}") for position in offered))
    with st.expander(sentence(w("privacy.found", kinds=named)), icon=":material/shield_person:"):
        st.caption(w("privacy.about"))
        with st.container(horizontal=True):
            for position, ways in offered.items():
                options = [KEEP, *ways]
                present = done.get(position, KEEP)
                names = (item.sheet.header[position] or f"({position + 1})", w(f"privacy.{item.personal[position]}"))
                label = " · ".join(map(safe_text, dict.fromkeys(names)))
                done[position] = st.selectbox(
                    label, options, index=options.index(present) if present in options else 0, key=f"privacy.{item.key}.{position}.{len(options)}",
                    format_func=lambda way: w(f"privacy.way.{way}"), width=260,
                )  # fmt: skip
    importing.hide(item, {position: way for position, way in done.items() if position in offered and way != KEEP})


def number_choice(w: Words, item: PendingSheet) -> None:
    """Whether the rows' numbers stand for an id that the sheet lacks."""
    lacking = numbering(item.mapping)
    if not lacking:
        importing.number(item, False)
        return
    key = w(f"column.{item.mapping.table}.{lacking[0]}")
    numbered = st.checkbox(
        w("match.number", key=key), value=item.mapping.numbered, key=f"number.{item.key}.{item.mapping.table}", help=w("match.number.about")
    )
    importing.number(item, numbered)


def returns_choice(w: Words, item: PendingSheet) -> None:
    """Whether all rows are returns, where the sheet is called so and no column says it line by line."""
    name = called_returns(item.sheet)
    if not name or not may_return(item.mapping):
        importing.send_back(item, False)
        return
    label = sentence(w("match.returns", name=name))
    importing.send_back(item, st.checkbox(label, value=item.mapping.returns, key=f"returns.{item.key}", help=w("match.returns.about")))
