"""What a dry run found: rows, customers, days, sales, and every problem with the file to mend it in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.check import Problem
from data.keys import Orphans
from data.repeats import CORRECT, modes
from data.report import LoadReport
from data.schema import TABLES
from exports.problems import problem_book
from locales import Words
from ui.blocks import XLSX, grid_height
from ui.findings import written
from ui.importing import PendingSheet
from ui.session import Session
from ui.text import safe_text, sentence

COUNTED = {"tickets": "tickets", "surveys": "responses", "leads": "leads", "invoices": "invoices", "targets": "targets"}
TOLD_ONCE = ("other_currency", "shortened_id", "rounded_id")  # problems of a whole file: what to do about them is said above their rows
SCALES = 4  # told, of the questions of a survey


def dry_run(here: Session, item: PendingSheet, report: LoadReport, orphans: Sequence[Orphans]) -> None:
    """What would go in: rows, customers, dates, total, and every problem."""
    w, money = here.words, item.mapping.currency
    cards = [("load.rows_read", w.number(report.rows_read)), ("load.rows_good", w.number(report.rows_stored)),
             ("load.rows_problem", w.number(report.rows_rejected - report.rows_unanswered))]  # fmt: skip
    if report.table in COUNTED:
        cards.append((f"figure.{COUNTED[report.table]}", w.number(report.distinct)))
    if report.customers:
        cards.append(("figure.customers", w.number(report.customers)))
    if report.table == "orders":
        cards.append(("load.total", written(w, "revenue", float(report.total), money, short=True)))
    with st.container(horizontal=True, gap="medium"):  # each as wide as its figure: what does not fit goes into the next row
        for label, value in cards:
            st.metric(w(label), sentence(value), width="content")
    for line in [*_remarks(w, report, money, item.mapping.mode or modes(TABLES[report.table])[0]), *(_orphaned(w, found) for found in orphans)]:
        st.caption(sentence(line))
    if report.known and not TABLES[report.table].key and not item.mapping.mode and not item.sheet.corrected:
        st.warning(sentence(w(f"load.known.append.{report.table}", rows=w.number(report.known))), icon=":material/content_copy:")
    if report.alike:
        st.warning(sentence(w("load.alike", rows=w.number(report.alike), skip=w("mode.skip"))), icon=":material/content_copy:")
    if report.problems or report.noted or report.rejected:
        _problems(here, item, report)


def _orphaned(w: Words, found: Orphans) -> str:
    """Rows that name customers nobody knows, as a sentence."""
    some = w("list.separator").join(safe_text(name) for name in found.examples)
    return w(f"load.orphans.{found.column}", rows=w.number(found.rows), ids=w.number(found.ids), examples=some)


def _remarks(w: Words, report: LoadReport, money: str, mode: str) -> list[str]:
    """What a reader should know of a load, in sentences."""
    said = _about_orders(w, report, money) if report.table == "orders" else _about_others(w, report, money)
    for derived in report.derived:
        said.append(w(f"load.derived.{derived}"))
    if duplicates := report.noted.get("duplicate_line"):
        said.append(w("load.duplicates", rows=w.number(duplicates)))
    table = TABLES[report.table]
    key = w(f"column.{table.name}.{table.identity[0]}") if table.identity else ""
    if keys := report.noted.get("duplicate_key"):
        said.append(w("load.duplicate_keys", rows=w.number(keys), key=key))
    if report.known and mode not in ("skip", "append", CORRECT):
        said.append(w(f"load.known.{mode}" if table.key else f"load.known.{mode}.{table.name}", rows=w.number(report.known), key=key))
    return said


def _about_orders(w: Words, report: LoadReport, money: str) -> list[str]:
    """What orders add up to: their days and sales, sales without a customer, returns."""
    said = []
    if report.first and report.last:
        said.append(w("load.span_orders", first=w.date(report.first), last=w.date(report.last), orders=w.number(report.orders),
                      amount=w.money(report.total, money)))  # fmt: skip
    if report.anonymous_rows:
        said.append(w.paragraph(w("load.anonymous", rows=w.number(report.anonymous_rows)),
                                w("load.with_anonymous", amount=w.money(report.total_with_anonymous, money))))  # fmt: skip
    if report.void_rows:
        said.append(w("load.void", rows=w.number(report.void_rows), amount=w.money(report.void_total, money)))
    if report.returns:
        said.append(w.paragraph(w("load.returns", rows=w.number(report.returns)), w("load.returned", amount=w.money(report.returned, money))))
    return said


def _about_others(w: Words, report: LoadReport, money: str) -> list[str]:
    """What rows of another table add up to: their days and money, the scales of their questions."""
    said = []
    if report.first and report.last:
        said.append(w("load.span", first=w.date(report.first), last=w.date(report.last)))
    if report.total:
        said.append(w(f"load.sum.{report.table}", amount=w.money(report.total, money)))
    if report.scales:
        asked = [w("load.scale", n=n, low=w.number(scale.low), high=w.number(scale.high)) for scale, n in report.scales[:SCALES]]
        said.append(w("load.scales", scales=w("list.separator").join(asked)))
    if report.rows_unanswered:
        said.append(w("load.no_answer", rows=w.number(report.rows_unanswered)))
    return said


def _problems(here: Session, item: PendingSheet, report: LoadReport) -> None:
    """Problems by kind, the first of them in full, and the download of all their rows."""
    w = here.words
    kinds = [(code, count, w("load.kept_out")) for code, count in report.rejected.items() if code != "no_answer"]
    kinds += [(code, count, w("load.kept_in")) for code, count in report.noted.items() if code not in ("duplicate_line", "duplicate_key")]
    if not kinds:
        return
    named = w("list.separator").join(w("problem.counted", problem=w(f"problem.{code}.name"), count=w.number(count)) for code, count, _ in kinds)
    with st.expander(w("problem.summary", kinds=named), expanded=True):
        for code in (code for code, *_ in kinds if code in TOLD_ONCE):
            columns = {_column(w, report.table, problem.column) for problem in report.problems if problem.code == code}
            st.caption(sentence(w(f"problem.{code}.fix", column=w("list.separator").join(sorted(columns)))))
        if not report.problems:
            return
        shown = pd.DataFrame([_told(w, report.table, problem) for problem in report.problems])
        with st.container(key=f"problem.rows.{item.key}"):
            st.dataframe(shown, hide_index=True, width="stretch", height=grid_height(len(shown), 300))
        st.download_button(
            w("action.download_problems"), data=lambda: problem_book(w, here.desk.workspace, report, item.sheet, item.mapping),
            file_name=f"{w('export.file.problems')}.xlsx", mime=XLSX, key=f"problems.{item.key}", icon=":material/download:", on_click="ignore",
            help=w("action.download_problems.about"),
        )  # fmt: skip


def _told(w: Words, table: str, problem: Problem) -> dict[str, object]:
    """One problem as a line of the list."""
    column = _column(w, table, problem.column)
    return {
        w("problem.row"): problem.row,
        w("problem.column"): column,
        w("problem.value"): problem.value or "",
        w("problem.code"): w(f"problem.{problem.code}.name"),
        w("problem.fix"): w(f"problem.{problem.code}.fix", column=column),
        w("history.state"): _state(w, problem.rejected),
    }


def _state(w: Words, rejected: bool) -> str:
    return w("load.kept_out" if rejected else "load.kept_in")


def _column(w: Words, table: str, column: str) -> str:
    return w.code(f"column.{table}", column).removeprefix("@")
