"""Every word that a page shows, whatever element shows it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from google.protobuf.message import Message  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"
# Fields of Streamlit's messages that carry no words for the reader.
TECHNICAL = {
    "id", "form_id", "url", "icon", "color", "format", "element_id", "spec", "config", "type", "user_key", "query_param_key", "delta_color",
    "language", "selection_mode", "theme", "columns", "app_url", "widget_id", "page_script_hash", "deferred_file_id", "key", "chart_type",
}  # fmt: skip
WORDED = {"text", "hovertext", "name", "ticktext", "title"}  # of a Plotly figure
MARK = re.compile(r"\\([!-/:-@\[-`{-~])")


def words_of(app: AppTest) -> list[str]:
    """Labels, messages, options, help, chart texts and table headings, as the reader sees them; values of tables are apart."""
    return [seen(text) for text in _texts(app._tree) if text.strip() and not text.startswith(":material/")]


def seen(markdown: str) -> str:
    """The text that escaped Markdown shows."""
    return MARK.sub(r"\1", markdown).replace("\u2060", "")


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    """The tables that the page shows."""
    return [element.value for element in (*app.dataframe, *app.table)]


def figures_of(app: AppTest) -> list[dict[str, Any]]:
    """The Plotly figures of the page, as they are sent to the browser."""
    return [json.loads(element.proto.spec) for element in app.get("plotly_chart")]


def _texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - any node of AppTest's tree
    kind, proto = getattr(node, "type", ""), getattr(node, "proto", None)
    if kind == "plotly_chart" and proto is not None:
        yield from _figure_texts(json.loads(proto.spec))
    if kind in ("dataframe", "table"):
        yield from (str(name) for name in node.value.columns)
        yield str(node.value.index.name or "")
    if isinstance(proto, Message) and kind not in ("dataframe", "table", "code", "html"):
        yield from _strings(proto)
    for child in getattr(node, "children", {}).values():
        yield from _texts(child)


def _strings(message: Message) -> Iterator[str]:
    """The strings of a message and of those within."""
    for field, value in message.ListFields():
        if field.name in TECHNICAL:
            continue
        for item in value if field.is_repeated else [value]:
            if isinstance(item, Message):
                yield from _strings(item)
            elif isinstance(item, str):
                yield item


def _figure_texts(part: Any, worded: bool = False) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _figure_texts(value, name in WORDED)
    elif isinstance(part, list):
        for value in part:
            yield from _figure_texts(value, worded)
    elif isinstance(part, str) and worded:
        yield re.sub(r"<[^>]*>", " ", part)
