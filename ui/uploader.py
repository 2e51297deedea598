"""The uploader in the reader's language. On the pages that have one: every page would pay for its styles with each redraw."""

import json

import streamlit as st

from locales import Words

# The uploader's own words stay English: ours take their place, also for those who hear the page. Its limits stand in our line above it.
UPLOADER = """<style>
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button span[data-has-shortcut]::after {{ content: {button}; }}
[data-testid="stFileUploaderDropzone"] > input + div:not(:has([data-testid])) > * {{ display: none; }}
[data-testid="stFileUploaderDropzone"] > input + div:not(:has([data-testid]))::after {{ content: {drop}; }}
</style>"""


def uploader_words(w: Words) -> None:
    """Have our words stand in the uploaders of this page."""
    st.html(UPLOADER.format(**{name: json.dumps(w(f"upload.{name}"), ensure_ascii=False) for name in ("button", "drop")}))
