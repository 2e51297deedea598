"""What the server does in the background before anybody asks: answer the first questions about the sample company, match a header."""

import logging

from answers import Question, answer
from data.recognise import propose
from data.workspace import WorkspaceError
from ui.session import open_desk


def rehearse() -> None:
    """Have the sample company ready for the first click, whose answers warm the engine for all others, and the words for the first file."""
    _open_sample()
    propose(("Rehearsed",), (("1",),))


def _open_sample() -> None:
    try:
        desk = open_desk("sample")
    except WorkspaceError as error:  # another process holds it: the page will say so
        logging.getLogger(__name__).info("The sample company is not prepared: %s", error.code)
        return
    for metric in ("overview", "segments", "segments.typical_customers"):
        answer(desk, Question(metric))
