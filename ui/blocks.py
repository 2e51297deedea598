"""What pages are made of: the empty state, a chart that can be read as a table, the how-computed note."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from answers import Question
from data.filters import CustomerFilters, OrderFilters
from data.workspace import WorkspaceError, telling
from exports.tables import Table, xlsx_bytes
from ui.filters import Filters
from ui.findings import MONEY, SHARES, written
from ui.link import broken
from ui.session import Session
from ui.text import sentence

CARDS = 3  # a row
GRID_ROW = 33  # pixels of a grid's row, at the theme's size of letters
UNITS = {"money": MONEY, "shares": SHARES}
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notices(here: Session) -> None:
    """What the reader should know before the page: that a part of the link was left out."""
    if broken():
        st.warning(here.words("error.link"), icon=":material/link_off:")


def empty_state(here: Session, room: str) -> None:
    """What the page needs, an example of it, and the two ways on: an own file or the sample company."""
    w = here.words
    notices(here)
    st.title(w(f"{room}.empty.title"))
    st.markdown(w(f"{room}.empty.body"))
    example = pd.DataFrame({"customer_id": ["C001", "C002"], "ordered_at": ["2024-03-05", "2024-03-08"], "amount": ["1,280.00", "99.50"]})
    st.table(example.rename(columns=lambda name: w(f"column.orders.{name}")).set_index(w("column.orders.customer_id")))
    with st.container(horizontal=True):
        if st.button(w("action.upload"), type="primary", icon=":material/upload_file:"):
            st.switch_page("pages/prepare/upload.py")
        st.button(w("action.try_sample"), icon=":material/storefront:", on_click=open_sample)


def open_sample() -> None:
    """Show the sample company from the next run on."""
    st.session_state["data"] = "sample"


def chart(
    here: Session,
    name: str,
    *,
    title: str,
    about: str,
    figure: Callable[[], go.Figure],
    table: Callable[[], pd.DataFrame],
    alt: str,
    question: Question,
    on_select: Callable[[], None] | None = None,
) -> None:
    """A chart with its title; a switch shows its numbers as a table, and the very rows can be downloaded."""
    w = here.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(title, help=about, anchor=False)
        icons = {"chart": ":material/bar_chart:", "table": ":material/table_rows:"}
        shown = st.segmented_control(
            w("view.label"), list(icons), required=True, default="chart", key=f"{name}.view", persist_state="session",
            format_func=lambda code: icons[code], label_visibility="collapsed",
        )  # fmt: skip
        download(here, f"{name}.download", name.replace(".", "-"), table, question, icon_only=True)
    if shown == "table":
        st.dataframe(table(), hide_index=True, width="stretch")
    elif on_select is None:
        st.plotly_chart(figure(), theme=None, config=CONFIG, key=f"{name}.chart", alt=alt)
    else:
        st.plotly_chart(figure(), theme=None, config=CONFIG, key=f"{name}.chart", alt=alt, on_select=on_select, selection_mode="points")


def download(here: Session, key: str, file: str, table: Callable[[], Table], question: Question, *, icon_only: bool = False) -> None:
    """A button that builds an Excel file of the rows when it is clicked; a second sheet says how they were computed."""
    w = here.words
    st.download_button(
        "" if icon_only else w("action.download_xlsx"), data=lambda: _book(here, table(), question), file_name=f"{file}.xlsx", mime=XLSX, key=key,
        icon=":material/download:", help=w("action.download_xlsx") if icon_only else None, on_click="ignore",
        type="tertiary" if icon_only else "secondary",
    )  # fmt: skip


def _book(here: Session, table: Table, question: Question) -> bytes:
    """The rows as a workbook in the reader's language."""
    w = here.words
    names = [str(name) for name in (table.columns if isinstance(table, pd.DataFrame) else table.schema.names)]
    said = {
        kind: {w(f"{family}.{name}") for family in ("figure", "list") for name in group if f"{family}.{name}" in w} for kind, group in UNITS.items()
    }
    about = {
        w("how.as_of"): w.date(question.as_of or here.facts.as_of),
        w("how.version"): here.desk.workspace.version[:8],
        w("how.thresholds"): question.to_json(),
        w("export.made_at"): w.moment(datetime.now()),
    }
    return xlsx_bytes(
        table, sheet=w("export.rows"), about=about, about_sheet=w("export.how_sheet"),
        money=[name for name in names if name in said["money"]], shares=[name for name in names if name in said["shares"]],
    )  # fmt: skip


def how_computed(here: Session, lines: Sequence[str], question: Question, counted: str) -> None:
    """A note behind a button: formulas in words, which orders were counted, the thresholds and the data version."""
    w = here.words
    with st.popover(w("how.label"), icon=":material/functions:", type="tertiary"):
        for line in lines:
            st.markdown(f"- {line}")
        st.caption(sentence(counted))
        st.caption(f"{w('how.version')} `{here.desk.workspace.version[:8]}`")
        st.code(question.to_json(), language="json", wrap_lines=True)


def grid_height(rows: int, most: int) -> int:
    """Pixels of a grid that shows so many rows and its header; beyond ``most`` it scrolls."""
    return min(GRID_ROW * (rows + 1) + 2, most)


def finding_title(found: str) -> None:
    """The page's title: what it found."""
    st.title(sentence(found), anchor=False)


@contextmanager
def patience(here: Session) -> Iterator[None]:
    """A sign of life while an answer is computed; nothing is seen when it comes at once. What the machine cannot do is told."""
    try:
        with st.spinner(here.words("upload.computing"), show_time=True), telling():
            yield
    except WorkspaceError as error:
        st.error(sentence(here.words.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
        st.stop()


def nothing_left(here: Session, filters: Filters) -> None:
    """Why there is nobody to show: the filters keep nobody, or none of the orders is a sale."""
    narrowed = filters != Filters(None, OrderFilters(), CustomerFilters(), ())
    st.info(here.words("filter.nothing_left" if narrowed else "overview.no_sales"), icon=":material/filter_alt_off:")


def cards(here: Session, figures: pd.DataFrame, trend: pd.DataFrame, days: int) -> None:
    """Figures in rows of three: value, change of the last ``days`` against those before, and the course of such periods."""
    w, courses = here.words, {str(name): rows["value"].tolist() for name, rows in trend.groupby("figure")}
    rows = figures.to_dict("records")
    places = [place for _ in range(0, len(rows), CARDS) for place in st.columns(CARDS)]
    for place, row in zip(places, rows, strict=False):
        name, unknown = row["figure"], math.isnan(row["change"])
        exact = written(w, name, row["value"], here.facts.currency)
        place.metric(
            w(f"figure.{name}"), sentence(written(w, name, row["value"], here.facts.currency, short=True)),
            None if unknown else w.points(row["change"]) if name in SHARES else w.change(row["change"]),
            delta_description=w("figure.no_previous") if unknown else w("figure.vs_previous", days=days), border=True,
            help=sentence(f"{exact} — {w(f'figure.{name}.about', days=days)} {w('figure.change.about', days=days)}"),
            chart_data=courses.get(name), chart_type="area",
        )  # fmt: skip
