"""The quality page's parts: the score in words, what is known of each column, and the list of what to mend with its rows."""

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pandas as pd
import streamlit as st

from answers import Question, rows_of_issue
from charts import quality as charts
from data import facts
from data.workspace import telling
from locales import DASH, Words
from metrics.completeness import JOIN
from metrics.quality import NOT_ROWS, PARTS, Quality, QualityThresholds, floored
from metrics.scans import Issue
from ui import thresholds
from ui.blocks import chart, download, grid_height
from ui.session import Session
from ui.text import capital, sentence

NAMED = 3  # columns of an item that are named
SHOWN = 100  # rows of an issue on the page
MOST_ROWS = 200_000  # in its download
WEIGHTS = tuple(f"{part}_weight" for part in PARTS)
OTHERS = tuple(field.name for field in fields(QualityThresholds) if field.name not in WEIGHTS)
CODED = frozenset({"value.kind", "value.gender", "value.status"})  # families of codes in the catalogues
APART = frozenset({"stale", "empty_month", "silence"})  # issues with sentences of their own


def anything(here: Session) -> bool:
    """Whether there is anything to judge."""
    workspace = here.desk.workspace
    if here.desk.engine is not None:
        return True
    held = here.desk.kept.get((workspace.version, "holdings"), lambda: facts.holdings(workspace))
    return any(one.rows for one in held)


def counted(w: Words, result: Quality) -> str:
    """Which rows the score is made of."""
    rows = [f"{w(f'table.{table}')} {w.number(count)}" for table, count in result.tables[["table", "rows"]].itertuples(index=False)]
    return w("how.quality.counted", rows=w("list.separator").join(rows), at=w.date(result.loaded_on))


def title(w: Words, result: Quality) -> str:
    """The score and what lowers it most."""
    score = floored(result.score)
    dearest = result.issues[result.issues["points"] > 0]
    if dearest.empty:
        return w("quality.title.fine", score=score)
    return w("quality.title", score=score, issue=told(w, dearest.iloc[0].to_dict()))


def told(w: Words, issue: Mapping[Any, Any]) -> str:
    """An issue as a sentence: what it is, and how much of it there is."""
    numbers = {"rows": issue["rows"], "tested": issue["tested"], "share": issue["share"], "table": w(f"quality.rows.{issue['table']}")}
    if issue["code"] in APART:
        return w.told(f"quality.told.{issue['code']}", numbers)
    return w.told("quality.told", numbers | {"issue": named(w, issue)})


def named(w: Words, issue: Mapping[Any, Any]) -> str:
    """What an issue is, in a few words."""
    key = f"quality.issue.{issue['code']}"
    return w.told(key, {"column": columns(w, issue["table"], issue["column"]), "bound": issue["bound"]})


def columns(w: Words, table: str, names: str) -> str:
    """The columns of an issue in words."""
    parts = [column(w, table, name) for name in names.split(JOIN)] if names else [DASH]
    return w("quality.or").join(parts[:NAMED]) + ("…" if len(parts) > NAMED else "")


def column(w: Words, table: str, name: str) -> str:
    """A column in words; the users' own under their own header."""
    return w.code(f"column.{table}", name).removeprefix("@")


def overview(here: Session, question: Question, result: Quality) -> None:
    """The parts of the score, and what is known of each group of information."""
    w = here.words
    left, right = st.columns(2, gap="medium")
    with left:
        chart(
            here, "quality.parts", question=question, title=w("quality.parts"), about=w("quality.parts.about"),
            figure=lambda: charts.parts(result, words=w, theme=here.theme), table=lambda: _parts(w, result),
            alt=w("chart.quality.parts.alt", score=floored(result.score)),
        )  # fmt: skip
        with st.container(horizontal=True):
            _weights(here)
    with right:
        chart(
            here, "quality.groups", question=question, title=w("quality.groups"), about=w("quality.groups.about"),
            figure=lambda: charts.groups(result, words=w, theme=here.theme), table=lambda: _columns(w, result),
            alt=w("chart.quality.groups.alt", groups=len(result.groups)),
        )  # fmt: skip


def _weights(here: Session) -> None:
    """The weights and the rules' numbers behind two buttons."""
    w = here.words
    declared = {field.name: field for field in fields(QualityThresholds)}
    for label, names in (("quality.weights", WEIGHTS), ("threshold.label", OTHERS)):
        with st.popover(w(label), icon=":material/tune:", type="tertiary"):
            for name in names:
                thresholds.number_slider(w, declared[name])


def _parts(w: Words, result: Quality) -> pd.DataFrame:
    rows = [
        {
            w("quality.head.part"): w(f"quality.part.{row['part']}"),
            w("quality.head.score"): round(row["score"], 2),
            w("quality.head.weight"): w.percent(row["weight"]),
            w("quality.head.points"): round(row["points"], 2),
            w("quality.head.tested"): row["tested"],
            w("quality.head.wanting"): row["wanting"],
        }
        for row in result.parts.to_dict("records")
    ]
    return pd.DataFrame(rows)


def _columns(w: Words, result: Quality) -> pd.DataFrame:
    """One row a column: how much of it is filled."""
    rows = [
        {
            w("quality.head.table"): w(f"table.{row['table']}"),
            w("quality.head.group"): w(f"quality.group.{row['group']}"),
            w("quality.head.column"): column(w, row["table"], row["column"]),
            w("quality.head.filled"): row["filled"],
            w("quality.head.rows"): row["rows"],
            w("quality.head.share"): w.percent(row["share"]),
            w("quality.head.essential"): "✓" if row["essential"] else "",
        }
        for row in result.columns.to_dict("records")
    ]
    return pd.DataFrame(rows)


def issues(here: Session, question: Question, result: Quality) -> None:
    """What to mend, the dearest first; one of them with its rows."""
    w = here.words
    if result.issues.empty:
        st.success(w("quality.nothing_found"), icon=":material/check_circle:")
        return
    st.caption(w("quality.issues.about"))
    listed = [_line(w, issue) for issue in result.issues.to_dict("records")]
    st.dataframe(pd.DataFrame(listed), hide_index=True, width="stretch", height=grid_height(len(listed), 390))
    _gaps(w, result)
    rows = [row for row in result.issues.to_dict("records") if row["code"] not in NOT_ROWS]
    found: dict[str, dict[Any, Any]] = {f"{row['code']}.{row['table']}.{row['column']}": row for row in rows}
    if not found:
        return

    def label(key: str) -> str:
        return f"{w('table.' + found[key]['table'])} · {capital(named(w, found[key]))}"

    chosen = st.selectbox(w("quality.rows_of"), list(found), format_func=label, key=f"quality.issue.{here.desk.workspace.version}") or next(
        iter(found)
    )
    _rows(here, question, found[chosen], f"{w('export.file.quality')}-{chosen.replace(JOIN, '-')}")


def _line(w: Words, issue: Mapping[Any, Any]) -> dict[str, object]:
    """One issue as a line of the list."""
    ends = [end for end in dict.fromkeys((issue["lowest"], issue["highest"])) if end]
    return {
        w("quality.head.issue"): capital(told(w, issue) if issue["code"] in APART else named(w, issue)),
        w("quality.head.table"): w(f"table.{issue['table']}"),
        w("quality.head.rows"): DASH if issue["code"] in APART else w.number(issue["rows"]),
        w("quality.head.share"): DASH if issue["code"] in APART or math.isnan(issue["share"]) else w.percent(issue["share"], 2),
        w("quality.head.points"): w.number(issue["points"], 2) if issue["part"] else w("quality.to_check"),
        w("quality.head.examples"): " … ".join(ends),
    }


def _gaps(w: Words, result: Quality) -> None:
    """The stretches without orders, each with its days."""
    if result.gaps.empty:
        return
    said = [
        w(f"quality.gap.{kind}", first=w.date(first) if kind == "days" else w.month(first), n=int(length),
          last=w.date(last) if kind == "days" else w.month(last))
        for kind, first, last, length in result.gaps.head(12).itertuples(index=False)
    ]  # fmt: skip
    st.caption(w.paragraph(w("quality.gaps"), w("list.separator").join(said)))


def _rows(here: Session, question: Question, row: Mapping[Any, Any], file: str) -> None:
    """The first rows of an issue, and the download of them all."""
    w, issue = here.words, Issue(row["code"], row["part"], row["table"], row["column"], row["rows"], row["tested"])

    def rows(most: int) -> pd.DataFrame:
        with telling():
            found = rows_of_issue(here.desk, question, issue).limit(most).to_pyarrow().to_pandas()
        return found.dropna(axis="columns", how="all")

    key = (here.desk.workspace.version, "issue", question.thresholds, issue.code, issue.table, issue.column)
    shown = worded(w, issue.table, here.desk.kept.get(key, lambda: rows(SHOWN)))
    st.dataframe(shown, hide_index=True, width="stretch", height=grid_height(max(len(shown), 1), 280), placeholder="")
    with st.container(horizontal=True, vertical_alignment="center"):
        download(here, "quality.rows", file, lambda: worded(w, issue.table, rows(MOST_ROWS)), question)
        if row["rows"] > SHOWN:
            st.caption(sentence(w("view.rows_shown", shown=w.number(SHOWN), total=w.number(row["rows"]))))


def worded(w: Words, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a canonical table with headings and codes in words; no two headings are the same."""
    headings: list[str] = []
    for name in rows.columns:
        said = w("quality.head.times") if name == "times" else column(w, table, str(name))
        headings.append(said if said not in headings else f"{said} ({len(headings) + 1})")
    coded = rows.assign(**{name: [w.code(f"value.{name}", value) for value in rows[name]] for name in rows.columns if f"value.{name}" in CODED})
    return coded.set_axis(headings, axis="columns")
