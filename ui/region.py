"""Where a sheet's table stands: what was taken for the header, what was left out, and the numbers that move it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.read import ReadError, Sheet
from data.region import Region, letters
from data.workspace import Workspace
from locales import Words
from ui import importing
from ui.blocks import grid_height
from ui.importing import PendingSheet
from ui.text import sentence

LAST_ROW = 100_000_000  # of any file
LINES = 9  # of a header
REACH = 100  # rows in which a header is looked for


def read_as(w: Words, sheet: Sheet) -> str:
    """How many rows there are, below which titles, and how many were left out, as a sentence."""
    key = "upload.read_as" if sheet.header_rows == 1 else "region.read_as.lines" if sheet.header_rows else "region.read_as.none"
    told = w(key, rows=w.number(sheet.rows - sheet.left_within), row=sheet.header_row, last=sheet.first_row - 1)
    counts = [("above", sheet.left_above), ("within", sheet.left_within), ("below", sheet.left_below)]
    left = w("list.separator").join(w(f"region.left.{place}", n=count) for place, count in counts if count)
    read = [w("upload.encoding", encoding=sheet.encoding.upper())] if sheet.delimiter else []  # a workbook says itself how it is written
    spread = [w("region.spread", n=sheet.spread)] if sheet.spread else []
    longer = [w(f"region.{about}", n=n) for about, n in (("longer", sheet.longer), ("joined", sheet.joined)) if n]
    return w.paragraph(told, *read, *([w("region.left", rows=left)] if left else []), *spread, *_hidden(w, sheet), *longer)


def _hidden(w: Words, sheet: Sheet) -> list[str]:
    """That hidden rows and columns were read as any other."""
    counts = {"rows": sheet.hidden_rows, "columns": sheet.hidden_columns}
    told = {name: w(f"region.hidden.{name}", n=n) for name, n in counts.items() if n}
    both = w("region.hidden.both", rows=told["rows"], columns=told["columns"]) if len(told) == len(counts) else "".join(told.values())
    return [w("region.hidden", n=sum(counts.values()), hidden=both)] if told else []


def region_form(w: Words, workspace: Workspace, item: PendingSheet) -> None:
    """The first rows as they stand, and the place of the table in them, to be moved; what is moved is read and matched again."""
    sheet = item.sheet
    if not sheet.shown:
        return
    with st.expander(w("region.title"), expanded=item.region != Region() or not sheet.header_rows, icon=":material/table_rows:"):
        st.dataframe(_marked(w, sheet), height=grid_height(len(sheet.shown), 460), width="stretch", placeholder="")
        with st.container(horizontal=True):
            region = _asked(w, item)
        if sheet.left_within or item.region.totals:
            region = replace(region, totals=st.checkbox(w("region.totals"), item.region.totals, key=f"region.totals.{item.key}"))
        if item.region != Region() and st.button(w("region.find"), key=f"region.find.{item.key}", icon=":material/search:"):
            region = Region()
        for place, texts in (("above", sheet.above), ("within", sheet.within), ("below", sheet.below)):
            if texts:
                st.caption(w(f"region.texts.{place}"))
                st.text("\n".join(texts))
    if region != item.region:
        _read_again(w, workspace, item, region)


def _marked(w: Words, sheet: Sheet) -> pd.DataFrame:
    """The rows under their numbers, each marked as title, data or left out, the columns under their letters."""
    width = max(1, max(map(len, sheet.shown)))
    records = [[_mark(w, sheet, row), *cells, *[None] * (width - len(cells))] for row, cells in enumerate(sheet.shown, sheet.shown_row)]
    columns = [w("region.mark"), *(letters(place) for place in range(width))]
    return pd.DataFrame(records, columns=columns, index=range(sheet.shown_row, sheet.shown_row + len(records)))


def _mark(w: Words, sheet: Sheet, row: int) -> str:
    """What a row was taken for."""
    if not any(sheet.shown[row - sheet.shown_row]):
        return ""
    if sheet.header_row <= row < sheet.first_row:
        return w("region.mark.header")
    within = sheet.first_row <= row < sheet.first_row + sheet.rows and row not in sheet.totals
    return w("region.mark.data" if within else "region.mark.out")


def _asked(w: Words, item: PendingSheet) -> Region:
    """The place that the user asks for; what is not touched is found again."""
    sheet, region = item.sheet, item.region
    header, last = sheet.header_row if sheet.header_rows else 0, sheet.first_row + sheet.rows - 1
    key = item.key
    row = st.number_input(w("region.header"), 0, max(REACH, header), header, 1, key=f"region.header.{key}", help=w("region.header.about"), width=190)
    lines = st.number_input(
        w("region.lines"), 1, max(LINES, sheet.header_rows), max(1, sheet.header_rows), 1, key=f"region.lines.{key}", disabled=not header, width=190
    )
    end = st.number_input(w("region.last"), 1, LAST_ROW, last, 1, key=f"region.last.{key}", help=w("region.last.about"), width=190)
    if row != header:
        region = replace(region, header=int(row), lines=None)
    elif header and lines != sheet.header_rows:
        region = replace(region, lines=int(lines))
    return replace(region, last=int(end)) if end != last else region


def _read_again(w: Words, workspace: Workspace, item: PendingSheet, region: Region) -> None:
    """Read the file with the table where the user says; where there is none, say so and leave all as it is."""
    try:
        with st.spinner(w("region.reading"), show_time=True):
            importing.relocate(workspace, item, region)
    except ReadError as error:
        st.error(sentence(w.told(f"read.{error.code}", error.details)), icon=":material/error:")
        return
    st.rerun()
