"""User text on its way into Markdown: shown to the letter, never run."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
LONGEST = 200


def safe_text(text: object, longest: int = LONGEST) -> str:
    """The text with every Markdown, HTML, LaTeX and icon mark escaped, on one line, cut at ``longest`` characters.

    Streamlit reads Markdown in labels, metrics, messages and table headings; an image in a customer's name would make
    the browser fetch it. Every ASCII punctuation mark is escaped, so nothing of it is left to be read as a mark.
    """
    line = _CONTROL.sub(" ", str(text)).strip()
    if len(line) > longest:
        line = line[: longest - 1] + "…"
    return _PUNCTUATION.sub(r"\\\1", line)


def sentence(text: str) -> str:
    """A whole sentence of ours with the user's words or amounts in it, as safe as ``safe_text`` and not cut."""
    return safe_text(text, 2000)
