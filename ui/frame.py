"""The menu and the side bar around every page."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locales import LANGUAGES, Words
from ui.session import WAREHOUSE, workspaces

# Section → its pages: file, menu word, icon. Adding a page adds its line here.
PAGES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "menu.prepare": (
        ("pages/prepare/upload.py", "upload", ":material/upload_file:"),
        ("pages/prepare/quality.py", "quality", ":material/fact_check:"),
    ),
    "menu.understand": (
        ("pages/understand/overview.py", "overview", ":material/monitoring:"),
        ("pages/understand/segments.py", "segments", ":material/grid_view:"),
    ),
}
START = "overview"
# Streamlit leaves wide margins and no way to set them.
STYLE = """<style>
.stMainBlockContainer { padding-left: 2rem; padding-right: 2rem; padding-bottom: 3rem; max-width: 1500px; }
[data-testid="stMetricValue"], [data-testid="stTable"] { font-variant-numeric: tabular-nums; }
.st-key-holdings th, .st-key-holdings th * { white-space: nowrap !important; }
[data-testid="stMetricValue"] div, [data-testid="stMetricDelta"] div { line-height: 1.35; }
</style>"""


def menu(w: Words) -> StreamlitPage:
    """The menu in the reader's language; returns the page that was asked for."""
    sections = {
        w(section): [st.Page(file, title=w(f"menu.{name}"), icon=icon, url_path=name) for file, name, icon in pages]
        for section, pages in PAGES.items()
    }
    # The default page loses its own address, so none of the menu's is the default.
    start = st.Page(_start, title=w("app.name"), default=True, visibility="hidden")
    next(iter(sections.values())).insert(0, start)
    return st.navigation(sections, expanded=True)


def _start() -> None:
    """The bare address leads to the first page."""
    st.switch_page(next(file for pages in PAGES.values() for file, name, _ in pages if name == START))


def sidebar(w: Words) -> None:
    """The workspace in view and the language."""
    st.html(STYLE)
    st.logo(":material/diversity_3:", size="large")
    with st.sidebar:
        st.session_state.setdefault("data", "mine")
        offered = workspaces()
        if len(offered) < 3:
            st.segmented_control(
                w("workspace.label"), offered, required=True, key="data", persist_state="session",
                format_func=lambda name: w(f"workspace.{name}"), width="stretch",
            )  # fmt: skip
        else:  # wider than the side bar
            st.selectbox(w("workspace.label"), offered, key="data", persist_state="session", format_func=lambda name: w(f"workspace.{name}"))
        st.segmented_control(
            w("language.label"), LANGUAGES, required=True, key="lang", persist_state="session",
            format_func=lambda code: w(f"language.{code}"), width="stretch",
        )  # fmt: skip
        if st.session_state["data"] != WAREHOUSE:
            st.caption(w("app.local"))
