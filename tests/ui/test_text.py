"""User text in Markdown: a Markdown renderer gives it back to the letter, and nothing in it is a mark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui.text import JOINER, LONGEST, safe_text, sentence

HOSTILE = [
    "![x](http://tracker.example/a.png)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "$\\frac{1}{2}$ and $$x$$",
    ":material/delete: :streamlit: :smile:",
    ":red[hot] :blue-badge[new]",
    "**bold** _it_ ~~gone~~ `code` ***",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "| a | b |",
    "---",
    "===",
    "```python",
    "[^1]: note",
    "[ref]: http://a.example",
    "http://a.example www.a.example a@b.example <http://a.example>",
    "back\\slash \\* and at the end\\",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "张三_（*）｜＜ｂ＞",
    "'; DROP TABLE customers; --",
    "=HYPERLINK(1)",
]
# The readers of Markdown that Streamlit's own reader is made of: CommonMark with HTML, tables, strikethrough.
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(markdown: str) -> tuple[str, set[str]]:
    """What a reader sees, and the kinds of marks that the renderer found."""
    blocks = RENDERER.parse(markdown)
    inline = [token for block in blocks for token in block.children or ()]
    kinds = {token.type for token in (*blocks, *inline)} - {"inline", "text", "text_special", "paragraph_open", "paragraph_close"}
    return "".join(token.content for token in inline), kinds


def plain(text: str) -> str:
    """The line that must be seen: line breaks and other control characters read as a space."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_seen_to_the_letter(text: str) -> None:
    seen, kinds = rendered(f"Customer {safe_text(text)} bought")
    assert (seen.replace(JOINER, ""), kinds) == (f"Customer {text} bought", set())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_not_get_out_of_the_marks_around_it(text: str) -> None:
    seen, kinds = rendered(f"- **{safe_text(text)}** — told")
    assert seen.replace(JOINER, "") == f"{text} — told"
    assert kinds == {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"}


@given(st.text(alphabet=st.one_of(st.sampled_from("![](){}<>*_~`$:#>-+=|\\&;@./ \n\t1ab"), st.characters(exclude_categories=["Cs"])), max_size=120))
def test_a_renderer_yields_any_text_to_the_letter(text: str) -> None:
    seen, kinds = rendered(safe_text(text))
    assert not kinds
    assert seen.replace(JOINER, "") == plain(text).replace(JOINER, "")


# What Streamlit's browser part looks for in the text that Markdown leaves, however it was escaped there.
LATER = {
    "arrows and dashes": r"<->|<-|->|--|>=|<=|~=",
    "icons": r":material/\w+:|:streamlit:",
    "emoji": r":[a-z+][\w+-]*:",
    "addresses": r"(?i)https?://|www\.|[-.\w+]@[-\w]",
}


@given(st.text(alphabet="<>-=~:/@.wWhtpsmaeril+_1 ", max_size=60))
def test_nothing_is_left_for_the_readers_after_markdown(text: str) -> None:
    seen, _ = rendered(safe_text(text))
    for kind, pattern in LATER.items():
        assert not re.search(pattern, seen), kind


def test_times_amounts_and_plain_names_stay_as_they_are() -> None:
    assert safe_text("张三 Ltd 14") == "张三 Ltd 14"
    assert JOINER not in safe_text("14:30 · ¥1,234.50 · -5 · a-b · x > y · 50 % · v1.2")


def test_line_breaks_end_nothing() -> None:
    assert safe_text(" a\r\n\r\n# b\u2028c\x00d\x85e ") == r"a \# b c d e"


def test_a_long_text_is_cut_and_says_so() -> None:
    assert safe_text("x" * LONGEST) == "x" * LONGEST
    assert safe_text("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"
    assert safe_text("*" * 30, 24) == r"\*" * 23 + "…"
    assert sentence("x" * 1_999) == "x" * 1_999


def test_anything_can_be_shown() -> None:
    assert (safe_text(None), safe_text(12.5), safe_text("")) == ("None", r"12\.5", "")
