"""User text on its way into Markdown: shown to the letter, never run."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Streamlit looks for these in what is left after Markdown was read, so that no backslash helps: arrows and dashes ("->", "--"),
# icons (":material/delete:"), addresses. A joiner, which has no width, keeps their characters apart.
_READ_LATER = re.compile(r"(?<=[<>~-])(?=[-=>])|(?<=:)(?=[a-z+/-])|(?<=www)(?=\.)|(?<=@)(?=[\w-])", re.IGNORECASE)
JOINER = "\u2060"
LONGEST = 200


def safe_text(text: object, longest: int = LONGEST) -> str:
    """The text with every Markdown, HTML, LaTeX and icon mark escaped, on one line, cut at ``longest`` characters.

    Streamlit reads Markdown in labels, metrics, messages and table headings; an image in a customer's name would make
    the browser fetch it. Every ASCII punctuation mark is escaped, so nothing of it is left to be read as a mark.
    """
    line = _CONTROL.sub(" ", str(text)).strip()
    if len(line) > longest:
        line = line[: longest - 1] + "…"
    return _PUNCTUATION.sub(r"\\\1", _READ_LATER.sub(JOINER, line))


def capital(text: str) -> str:
    """A few words on their own, begun as a sentence is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A whole sentence of ours with the user's words or amounts in it, as safe as ``safe_text`` and not cut."""
    return safe_text(text, 2000)
