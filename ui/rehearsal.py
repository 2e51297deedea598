"""What the server does in the background before anybody asks: open the sample company and answer the first questions about it."""

import logging

from answers import Question, answer
from data.workspace import WorkspaceError
from ui.session import open_desk


def rehearse() -> None:
    """Have the sample company ready for the first click; its answers also warm the engine for all others."""
    try:
        desk = open_desk("sample")
    except WorkspaceError as error:  # another process holds it: the page will say so
        logging.getLogger(__name__).info("The sample company is not prepared: %s", error.code)
        return
    for metric in ("overview", "segments", "segments.typical_customers"):
        answer(desk, Question(metric))
