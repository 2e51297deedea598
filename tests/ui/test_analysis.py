"""The frame of the analysis pages: what goes wrong while thresholds move is told, not thrown."""

from streamlit.testing.v1 import AppTest

from locales import words
from tests.pages.reading import seen


def page() -> None:
    """A page whose figures cannot be computed any more."""
    import streamlit as st

    from data.engine import EngineError
    from ui.analysis import live

    def body() -> None:
        st.session_state["lang"] = "en"
        raise EngineError("failed", backend="pyspark", reason="The cluster *went* home")

    live(body)


def test_an_engine_that_went_away_is_told() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    [error] = app.error
    assert seen(error.value) == words("en")("workspace.engine_failed", backend="pyspark", reason="The cluster *went* home")
