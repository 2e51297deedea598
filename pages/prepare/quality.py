import streamlit as st

from answers import Question, answer
from metrics.quality import Quality, QualityThresholds
from ui import mending, person, quality, thresholds
from ui.address import address
from ui.analysis import live
from ui.blocks import empty_state, finding_title, how_computed, notices, patience
from ui.link import publish
from ui.rules import rules
from ui.session import session

here = session()
w = here.words
HOW = ("score", "completeness", "validity", "uniqueness", "consistency", "timeliness", "outliers", "duplicates", "accuracy")
VIEWS = ("issues", "duplicates", "rules", "decisions", "person")
publish(address())
notices(here)
if toast := st.session_state.pop("toast", None):
    st.toast(toast, icon=":material/check:")


def body() -> None:
    """Everything that the thresholds move."""
    question = Question("quality", thresholds.popover_state(QualityThresholds))
    with patience(here):
        result: Quality = answer(here.desk, question)
    finding_title(quality.title(w, result))
    quality.overview(here, question, result)
    local = here.desk.engine is None  # what lies in another engine is mended there
    counts = {"issues": len(result.issues), "duplicates": here.desk.duplicates.members["group"].nunique()}
    view = st.segmented_control(
        w("quality.view"), VIEWS if local else VIEWS[:1], default=VIEWS[0], required=True, key="quality.view", persist_state="session",
        format_func=lambda code: w(f"quality.view.{code}") + (f" {w.number(counts[code])}" if counts.get(code) else ""), label_visibility="collapsed",
    )  # fmt: skip
    if view == "issues":
        quality.issues(here, question, result)
    elif view == "duplicates":
        mending.duplicates(here, question)
    elif view == "rules":
        rules(here)
    elif view == "decisions":
        mending.decisions(here)
    else:
        person.deletion(here)
    how_computed(here, [w(f"how.quality.{name}") for name in HOW], question, quality.counted(w, result))


if quality.anything(here):
    live(body)
else:
    empty_state(here, "quality")
