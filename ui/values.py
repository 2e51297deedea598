"""What the words of a sheet mean: its codes word by word, unknown ones first, and the scales of a survey's questions, to be corrected."""

from dataclasses import replace
from itertools import groupby

import pandas as pd
import streamlit as st

from data.mapping import is_wide
from data.meanings import Meaning, value_meanings
from data.schema import TABLES
from locales import Words
from ui import importing
from ui.blocks import grid_height
from ui.importing import PendingSheet

KEEP = "as it is"  # the choice that leaves a word as it came
MOST = 200  # words of a column that are listed
SCALES = ("scale_min", "scale_max")
Values = list[tuple[str, str, str]]


def values_form(w: Words, item: PendingSheet) -> None:
    """The words of the columns of codes with what they mean; edits go into the mapping. Nothing where no column has codes."""
    before = st.session_state.setdefault(f"values.{item.key}", item.mapping.values)  # what a remembered mapping said
    plain = replace(item.mapping, values=tuple(said for said in before if said[0] in TABLES[item.mapping.table].names))
    found = sorted(value_meanings(item.sheet, plain), key=lambda one: TABLES[plain.table].names.index(one.column))
    questions = _questions(item)
    if not found and not questions:
        return
    unknown = sum(one.code is None for one in found)
    said: Values = []
    with st.expander(w("values.title.unknown", n=unknown) if unknown else w("values.title"), icon=":material/translate:"):
        st.caption(w("values.about"))
        for column, words in groupby(found, key=lambda one: one.column):
            said += _column(w, item, column, list(words)[:MOST])
        if questions:
            said += _scales(w, item, questions)
    importing.mean(item, said)


def _column(w: Words, item: PendingSheet, column: str, words: list[Meaning]) -> Values:
    """One column of codes: word, rows, meaning; returns what differs from the usual, also where it was remembered."""
    usual = {one.word: one.code for one in value_meanings(item.sheet, replace(item.mapping, values=())) if one.column == column}
    codes = list(TABLES[item.mapping.table][column].values)
    rows = pd.DataFrame({"word": [one.word for one in words], "rows": [one.rows for one in words], "meaning": [one.code or KEEP for one in words]})
    st.markdown(f"**{w(f'column.{item.mapping.table}.{column}')}**")
    edited = st.data_editor(
        rows, hide_index=True, width="stretch", disabled=["word", "rows"], key=f"values.{item.key}.{item.mapping.table}.{column}",
        height=grid_height(len(rows), 320),
        column_config={
            "word": st.column_config.TextColumn(w("values.word")),
            "rows": st.column_config.NumberColumn(w("values.rows"), width="small"),
            "meaning": st.column_config.SelectboxColumn(
                w("values.meaning"), options=list(dict.fromkeys((KEEP, *codes, *rows["meaning"]))), required=True,
                format_func=lambda code: w("values.keep") if code == KEEP else w.code(f"value.{column}", str(code)),
            ),
        },
    )  # fmt: skip
    chosen = zip(edited["word"], edited["meaning"], strict=True)
    return [(column, word, word if code == KEEP else code) for word, code in chosen if code != (usual.get(word) or KEEP)]


def _questions(item: PendingSheet) -> list[str]:
    """The questions of a survey whose file does not state their scales."""
    mapping, sheet = item.mapping, item.sheet
    if mapping.table != "surveys" or "scale_max" in mapping.targets:
        return []
    if is_wide(mapping):
        return list(
            dict.fromkeys(sheet.header[i].strip() for i, target in enumerate(mapping.targets) if target == "score" and sheet.header[i].strip())
        )
    if "question" not in mapping.targets:
        return []
    position = mapping.targets.index("question")
    return sorted({cell.strip() for record in sheet.sample if (cell := record[position])})[:MOST]


def _scales(w: Words, item: PendingSheet, questions: list[str]) -> Values:
    """The scale of each question where somebody says it; blank: as its answers tell. A scale that does not rise says nothing."""
    said = {(column, word): becomes for column, word, becomes in st.session_state[f"values.{item.key}"] if column in SCALES}
    ends = {end: [float(said[end, one]) if (end, one) in said else None for one in questions] for end in SCALES}
    st.markdown(f"**{w('values.scales')}**")
    st.caption(w("values.scales.about"))
    edited = st.data_editor(
        pd.DataFrame({"question": questions, **{end: pd.Series(values, dtype="float64") for end, values in ends.items()}}),
        hide_index=True, width="stretch", disabled=["question"], key=f"values.{item.key}.scales", height=grid_height(len(questions), 320),
        placeholder="",
        column_config={
            "question": st.column_config.TextColumn(w("column.surveys.question"), width="large"),
            **{end: st.column_config.NumberColumn(w(f"column.surveys.{end}"), min_value=0, max_value=100) for end in SCALES},
        },
    )  # fmt: skip
    found: Values = []
    for question, low, high in edited.itertuples(index=False):
        if pd.notna(high) and (1.0 if pd.isna(low) else low) < high:
            found += [("scale_max", question, f"{high:g}")] + ([("scale_min", question, f"{low:g}")] if pd.notna(low) else [])
    return found
