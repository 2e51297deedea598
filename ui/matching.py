"""The upload page's parts: a sheet with its editable column matching, its dry run, and the import history."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import facts, store
from data.check import Problem, asks_day_first, asks_zone
from data.facts import Holding
from data.keys import Orphans
from data.repeats import modes
from data.report import LoadReport
from data.schema import TABLES, Table
from data.store import Load
from data.workspace import WorkspaceError
from exports.problems import problem_book
from exports.template import template
from locales import DASH, Words
from ui import importing
from ui.arrival import mode_choice, number_choice, privacy_form, recalled_note
from ui.blocks import XLSX
from ui.findings import written
from ui.importing import PendingSheet
from ui.region import read_as, region_form
from ui.session import Session
from ui.text import safe_text, sentence
from ui.values import values_form
from ui.versions import count_headlines

SAMPLES = 3
HIGH, LIKELY = 0.9, 0.7
NO_TABLE = "none"
ATTRIBUTE = "attribute"  # the choice that keeps a column as an attribute
COUNTED = {"tickets": "tickets", "surveys": "responses", "leads": "leads", "invoices": "invoices", "targets": "targets"}
SCALES = 4  # told, of the questions of a survey
ZONES = (
    "", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Kolkata", "Europe/London", "Europe/Berlin",
    "America/New_York", "America/Chicago", "America/Los_Angeles", "Australia/Sydney", "UTC",
)  # fmt: skip
CURRENCIES = ("", "CNY", "USD", "EUR", "GBP", "HKD", "JPY", "TWD", "SGD", "AUD", "CAD")


def summary(here: Session, items: Sequence[PendingSheet]) -> None:
    """Several sheets at a glance: what each is taken for, how many rows go in, and where a look is needed."""
    w = here.words

    def line(item: PendingSheet) -> dict[str, str]:
        report = item.report if item.ready else None
        problems = report.rows_rejected - report.rows_unanswered if report else 0
        return {
            w("upload.sheet"): _name(w, item),
            w("match.table"): w(f"table.{item.mapping.table if item.taken else NO_TABLE}"),
            w("load.rows_good"): w.number(report.rows_stored) if report else DASH,
            w("load.rows_problem"): w.number(problems) if report else w("upload.look") if item.taken else DASH,
        }

    st.table(pd.DataFrame([line(item) for item in items]).set_index(w("upload.sheet")))


def template_offer(w: Words) -> None:
    """The workbook to fill in, for those who have no export at hand."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            w("action.download_template"), data=lambda: template(w), file_name=f"{w('export.file.template')}.xlsx", mime=XLSX, key="template",
            icon=":material/table_view:", on_click="ignore",
        )  # fmt: skip
        st.caption(w("upload.template.about"))


def left_out(w: Words, skipped: Sequence[tuple[str, str, str]]) -> list[str]:
    """Sentences on the worksheets that are not imported, given as file, sheet and reason; a file's empty ones in one sentence."""
    empty = {file: [sheet for name, sheet, code in skipped if (name, code) == (file, "header_only")] for file, *_ in skipped}
    told = []
    for file, sheet, code in skipped:
        if code == "header_only" and len(empty[file]) > 1:
            listed = w("list.separator").join(empty[file])
            said = w("read.skipped.several", n=len(empty[file]), sheets=listed) if sheet == empty[file][0] else ""
        else:
            said = w.told(f"read.skipped.{code}" if f"read.skipped.{code}" in w else f"read.{code}", {"sheet": sheet, "file": file})
        told += [f"{file}: {said}"] if said else []
    return told


def _name(w: Words, item: PendingSheet) -> str:
    """The file, and the sheet where it has a name."""
    sheet = item.sheet
    return f"{safe_text(sheet.file)} · {w('upload.sheet_named', name=safe_text(sheet.name))}" if sheet.name else safe_text(sheet.file)


def sheet_form(here: Session, item: PendingSheet, *, folded: bool) -> None:
    """One sheet: what its rows are, and what each of its columns is taken for; ``folded``: the columns only on demand where all is clear."""
    w, sheet = here.words, item.sheet
    st.subheader(_name(w, item), anchor=False)
    st.caption(read_as(w, sheet))
    region_form(w, here.desk.workspace, item)
    with st.container(horizontal=True):
        _table_choice(w, item)
        if item.taken and "currency" in TABLES[item.mapping.table].names and "currency" not in item.mapping.targets:
            _currency_choice(here, item)
        if item.taken and asks_day_first(item.sheet, item.mapping):
            _day_first_choice(w, item)
        if item.taken and asks_zone(item.sheet, item.mapping):
            _zone_choice(w, item)
        if item.taken:
            mode_choice(here, item)
    recalled_note(w, item)
    if item.before:
        st.warning(w("upload.already", date=w.date(item.before.at.date())), icon=":material/content_copy:")
        item.again = st.checkbox(w("upload.already.anyway"), value=item.again, key=f"again.{item.key}")
    if not item.taken:
        st.info(w("upload.not_recognised"), icon=":material/help:")
        return
    known = sum(match.target is not None for match in item.proposal.matches)
    about = w("match.columns", known=w.number(known), kept=w.number(len(sheet.header) - known))
    clear = not item.proposal.missing and item.proposal.confidence >= LIKELY
    with st.expander(about, expanded=not clear) if folded else st.container():
        _grid(w, item)
    values_form(w, item)
    privacy_form(w, item)
    number_choice(w, item)
    if item.lacking:
        st.error(w("match.missing", columns=_named(w, item, item.lacking)), icon=":material/error:")
    for column in item.doubled:
        st.error(w("match.twice", column=w(f"column.{item.mapping.table}.{column}")), icon=":material/error:")


def _table_choice(w: Words, item: PendingSheet) -> None:
    """One of the canonical tables, or leave the sheet out."""
    options, present = [*TABLES, NO_TABLE], item.mapping.table if item.taken else NO_TABLE
    table = st.selectbox(
        w("match.table"), options, index=options.index(present), key=f"table.{item.key}", width=320,
        format_func=lambda name: w(f"table.{name}"), help=w(f"table.{present}.about") if item.taken else None,
    )  # fmt: skip
    if table != present:
        importing.retable(item, None if table == NO_TABLE else table)
        st.rerun()


def _currency_choice(here: Session, item: PendingSheet) -> None:
    """The currency of amounts that do not say theirs."""
    w = here.words
    start = item.mapping.currency or here.facts.currency
    options = list(dict.fromkeys((start, *CURRENCIES)))
    chosen = st.selectbox(
        w("workspace.currency"), options, key=f"currency.{item.key}", width=200, format_func=lambda code: code or w("workspace.currency.none")
    )
    if chosen != item.mapping.currency:
        importing.recurrency(item, chosen)


def _zone_choice(w: Words, item: PendingSheet) -> None:
    """The business's zone, where times of the file state theirs."""
    chosen = st.selectbox(
        w("match.zone"), ZONES, index=ZONES.index(item.mapping.zone) if item.mapping.zone in ZONES else 0, key=f"zone.{item.key}", width=240,
        format_func=lambda zone: w(f"zone.{zone or 'none'}"), help=w("match.zone.about"),
    )  # fmt: skip
    importing.rezone(item, chosen)


def _day_first_choice(w: Words, item: PendingSheet) -> None:
    """Whether 03/04/2024 is the 3rd of April: asked where the column itself does not tell."""
    importing.redate(
        item, st.checkbox(w("match.day_first"), value=bool(item.mapping.day_first), key=f"day_first.{item.key}", help=w("match.day_first.about"))
    )


def _grid(w: Words, item: PendingSheet) -> None:
    """The editable grid: column, examples, what it is taken for, how sure, and why."""
    table, proposed = TABLES[item.mapping.table], [match.target for match in item.proposal.matches]
    rows = pd.DataFrame(
        {
            "column": [header or f"({position + 1})" for position, header in enumerate(item.sheet.header)],
            "target": [target or ATTRIBUTE for target in proposed],
            "sample": [_examples(item, position) for position in range(len(item.sheet.header))],
            "confidence": [_sure(w, match.confidence) if match.target else "" for match in item.proposal.matches],
            "reason": [w(f"match.reason.{match.reason}", system=item.proposal.system) for match in item.proposal.matches],
        }
    )
    edited = st.data_editor(
        rows, hide_index=True, width="stretch", disabled=["column", "sample", "confidence", "reason"], key=f"grid.{item.key}.{table.name}",
        height=min(38 + 35 * len(rows), 460),
        column_config={
            "column": st.column_config.TextColumn(w("match.column")),
            "sample": st.column_config.TextColumn(w("match.sample"), width="large"),
            "target": st.column_config.SelectboxColumn(
                w("match.target"), options=[ATTRIBUTE, *table.names], required=True, width="medium",
                format_func=lambda name: _target(w, table, str(name)),
            ),
            "confidence": st.column_config.TextColumn(w("match.confidence"), width="small"),
            "reason": st.column_config.TextColumn(w("match.reason"), width="medium"),
        },
    )  # fmt: skip
    importing.remap(item, [None if target == ATTRIBUTE else target for target in edited["target"]])


def _target(w: Words, table: Table, name: str) -> str:
    """A choice of the grid in words; required columns carry a star."""
    if name == ATTRIBUTE:
        return w("match.keep")
    return w(f"column.{table.name}.{name}") + (" *" if name in table.required else "")


def _examples(item: PendingSheet, position: int) -> str:
    """The first different values of a column, to the letter."""
    values = dict.fromkeys(record[position] for record in item.sheet.sample if record[position] is not None)
    return " · ".join(str(value)[:40] for value in list(values)[:SAMPLES])


def _sure(w: Words, confidence: float) -> str:
    level = "high" if confidence >= HIGH else "medium" if confidence >= LIKELY else "low"
    return w(f"match.confidence.{level}")


def _named(w: Words, item: PendingSheet, columns: tuple[str, ...]) -> str:
    return w("list.separator").join(w(f"column.{item.mapping.table}.{column}") for column in columns)


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
    for place, (label, value) in zip(st.columns(len(cards)), cards, strict=True):
        place.metric(w(label), sentence(value))
    for line in [*_remarks(w, report, money, item.mapping.mode or modes(TABLES[report.table])[0]), *(_orphaned(w, found) for found in orphans)]:
        st.caption(sentence(line))
    if report.known and not TABLES[report.table].key and not item.mapping.mode:
        st.warning(sentence(w(f"load.known.append.{report.table}", rows=w.number(report.known))), icon=":material/content_copy:")
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
    if report.known and mode not in ("skip", "append"):
        said.append(w(f"load.known.{mode}" if table.key else f"load.known.{mode}.{table.name}", rows=w.number(report.known), key=key))
    return said


def _about_orders(w: Words, report: LoadReport, money: str) -> list[str]:
    """What orders add up to: their days and sales, sales without a customer, returns."""
    said = []
    if report.first and report.last:
        said.append(w("load.span_orders", first=w.date(report.first), last=w.date(report.last), orders=w.number(report.orders),
                      amount=w.money(report.total, money)))  # fmt: skip
    if report.anonymous_rows:
        said.append(w("load.anonymous", rows=w.number(report.anonymous_rows)) + " " + w(
            "load.with_anonymous", amount=w.money(report.total_with_anonymous, money)))  # fmt: skip
    if report.returns:
        said.append(w("load.returns", rows=w.number(report.returns)) + " " + w("load.returned", amount=w.money(report.returned, money)))
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
        said.append(w("list.separator").join(asked))
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
    named = w("list.separator").join(f"{w(f'problem.{code}.name')} {w.number(count)}" for code, count, _ in kinds)
    with st.expander(w("problem.summary", kinds=named), expanded=True):
        if "other_currency" in report.rejected:
            st.caption(w("problem.other_currency.fix"))
        if not report.problems:
            return
        shown = pd.DataFrame([_told(w, report.table, problem) for problem in report.problems])
        st.dataframe(shown, hide_index=True, width="stretch", height=min(38 + 35 * len(shown), 300))
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


def holdings(here: Session) -> None:
    """What is there of every table; while nothing is, what one row of each is and what it needs."""
    w = here.words
    held = here.desk.kept.get((here.desk.workspace.version, "holdings"), lambda: facts.holdings(here.desk.workspace))
    some = any(one.rows for one in held)
    st.subheader(w("holdings.title" if some else "holdings.possible"), anchor=False)
    rows = [{w("holdings.table"): w(f"table.{one.table}"), **(_held(w, one) if some else _wanted(w, one.table))} for one in held]
    st.table(pd.DataFrame(rows).set_index(w("holdings.table")))


def _held(w: Words, one: Holding) -> dict[str, str]:
    """How much there is of a table, and of which days."""
    span = w("holdings.from_to", first=w.date(one.first), last=w.date(one.last)) if one.first and one.last else DASH
    return {w("holdings.rows"): w.number(one.rows) if one.rows else DASH, w("holdings.span"): span}


def _wanted(w: Words, table: str) -> dict[str, str]:
    """What one row of a table is, and the columns it needs."""
    needed = w("list.separator").join(w(f"column.{table}.{column}") for column in TABLES[table].required)
    return {w("holdings.about"): w(f"table.{table}.about"), w("holdings.required"): needed}


def history(here: Session) -> None:
    """The imports, newest first, each with its way back."""
    w, loads = here.words, store.history(here.desk.workspace)
    st.subheader(w("history.title"), anchor=False)
    if not loads:
        st.caption(w("history.empty"))
    for load in loads:
        _history_line(here, load)


def _history_line(here: Session, load: Load) -> None:
    """One import: what, when, who, how many rows; undo or restore."""
    w, active = here.words, load.status == "active"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        name = safe_text(f"{load.file} · {load.sheet}" if load.sheet else load.file)
        words = [w(f"table.{load.table}"), w("count.rows", n=load.rows_stored), w("count.problems", n=load.rows_rejected), w.date(load.at.date()),
                 f"{load.at:%H:%M}", safe_text(load.who), w("history.active" if active else "history.undone")]  # fmt: skip
        st.markdown(f"{'' if active else '~~'}**{name}**{'' if active else '~~'}  \n{' · '.join(words)}")
        label = w("action.undo_import" if active else "action.redo_import")
        if st.button(label, key=f"undo.{load.load}", icon=":material/undo:" if active else ":material/redo:"):
            try:
                store.switch(here.desk.workspace, load.load, on=not active)
            except WorkspaceError as error:
                st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
                st.stop()
            count_headlines(here)
            st.session_state["toast"] = w("history.undone.toast" if active else "history.restored.toast", file=safe_text(load.file))
            st.rerun()
