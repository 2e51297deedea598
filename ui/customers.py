"""A list of customers: the best of them on the page, all of them in the download."""

from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from answers import Question, rows
from exports.tables import csv_bytes
from metrics.segments import Segments
from ui.blocks import download
from ui.segments import choose, offered, scheme
from ui.session import Session

SHOWN = 500
ALL = ""  # the choice of every segment
COLUMNS = ("customer_id", "name", "segment", "region", "kind", "days_since_order", "orders", "spend", "returned",
           "first_order_on", "last_order_on", "r", "f", "m")  # fmt: skip


def listed(here: Session, question: Question, result: Segments) -> None:
    """The customers in question, largest spend first, and their downloads; a choice of segment for keyboards."""
    w, segments = here.words, offered(here.words)
    sizes = result.sizes.set_index("segment")["customers"]
    total = int(sizes.loc[list(question.segments)].sum()) if question.segments else result.customers
    only = question.segments[0] if len(question.segments) == 1 else None
    st.subheader(w("segments.customers", segment=segments[only]) if only else w("segments.all_customers"), anchor=False)
    st.session_state["segments.pick"] = only or ALL
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            w("filter.segment"), [ALL, *segments], key="segments.pick", on_change=_picked,
            format_func=lambda code: w("segments.all") if code == ALL else f"{segments[code]} · {w.number(sizes[code])}",
            label_visibility="collapsed",
        )  # fmt: skip
        name = f"{w('export.file.segments')}-{only or 'all'}"
        download(here, "segments.xlsx", name, lambda: every(here, question), question)
        st.download_button(
            w("action.download_csv"), data=lambda: csv_bytes(every(here, question)), file_name=f"{name}.csv", mime="text/csv",
            key="segments.csv", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    if only:
        st.caption(w(f"segment.{scheme()}.{only}.about"))
    st.dataframe(_first(here, question), hide_index=True, width="stretch", height=420, column_config=_formats(here))
    if total > SHOWN:
        st.caption(w("view.rows_shown", shown=w.number(SHOWN), total=w.number(total)))


def every(here: Session, question: Question) -> pa.Table:
    """All the customers in question, one row each, headings and codes in the reader's language."""
    table = rows(here.desk, question)
    table = table.select(*COLUMNS).order_by(table.spend.desc(), table.customer_id)
    return _worded(here, table.to_pyarrow())


def _first(here: Session, question: Question) -> pd.DataFrame:
    """The first customers by spend; columns that say nothing are left out."""
    table = rows(here.desk, question)
    best = table.select(*COLUMNS).order_by(table.spend.desc(), table.customer_id).limit(SHOWN).to_pyarrow()
    kept = [name for name in best.column_names if not best.num_rows or best[name].null_count < best.num_rows]
    return _worded(here, best.select(kept)).to_pandas()


def _worded(here: Session, table: pa.Table) -> pa.Table:
    """Codes in words, headings translated, money as numbers."""
    w = here.words
    families = {"segment": f"segment.{scheme()}", "kind": "value.kind"}
    for name, family in families.items():
        if name in table.column_names:
            place = table.column_names.index(name)
            coded = table[name].dictionary_encode().combine_chunks()
            said = pa.array([w.code(family, value) for value in coded.dictionary.to_pylist()], pa.string())
            table = table.set_column(place, name, said.take(coded.indices))
    for name in ("spend", "returned"):
        number = table[name].cast(pa.string()).cast(pa.float64())  # straight from decimal, 1234567.89 becomes 1234567.8900000001
        table = table.set_column(table.column_names.index(name), name, number)
    return table.rename_columns([_heading(here, name) for name in table.column_names])


def _heading(here: Session, name: str) -> str:
    return here.words(f"list.{name}")


def _formats(here: Session) -> dict[str, Any]:
    """Numbers with separators, so that columns of money line up."""
    number = st.column_config.NumberColumn(format="localized")
    money = st.column_config.NumberColumn(format="accounting")
    counts = {_heading(here, name): number for name in ("orders", "days_since_order")}
    return counts | {_heading(here, name): money for name in ("spend", "returned")}


def _picked() -> None:
    """A choice in the list filters every page."""
    code = st.session_state["segments.pick"]
    choose(None if code == ALL else code)
    st.session_state["segments.chosen"] = True
