"""The upload page's sheets: what each is taken for, at a glance and column by column, to be corrected."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.check import asks_day_first, asks_zone
from data.denomination import Denomination, denomination
from data.proposed import doubt
from data.schema import TABLES, Table
from exports.template import template
from locales import DASH, Words
from ui import importing
from ui.arrival import mode_choice, number_choice, privacy_form, recalled_note, returns_choice
from ui.blocks import XLSX, grid_height
from ui.importing import PendingSheet
from ui.region import read_as, region_form
from ui.session import Session
from ui.text import safe_text, sentence
from ui.values import values_form

SAMPLES = 3
HIGH, LIKELY = 0.9, 0.7
NO_TABLE = "none"
ATTRIBUTE = "attribute"  # the choice that keeps a column as an attribute
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


def found_title(w: Words, items: Sequence[PendingSheet], held: int, failed: int) -> str:
    """The page's title: what would go in, once that is known; without a sheet, how many files ``failed`` or rows are ``held``."""
    reports = [item.report for item in items if item.ready and item.report]
    rows, problems = sum(report.rows_stored for report in reports), sum(report.rows_rejected - report.rows_unanswered for report in reports)
    if not rows:
        if items:
            return w("upload.check_match")
        return w("upload.title.failed", n=failed) if failed else w("upload.title.held", n=held) if held else w("upload.title")
    return w("upload.found.problems" if problems else "upload.found", n=rows, problems=w.number(problems))


def refused(w: Words, code: str, details: Mapping[str, str | int]) -> str:
    """Why a file could not be read, and what helps."""
    scattered = code == "too_large" and {"rows", "columns"} <= set(details)
    return w.told("read.too_large.cells" if scattered else f"read.{code}", details)


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
        said = denomination(sheet, item.mapping, [code for code in (item.mapping.currency, here.facts.currency) if code])
        if item.taken and "currency" in TABLES[item.mapping.table].names and "currency" not in item.mapping.targets:
            _currency_choice(here, item, said)
        if item.taken and asks_day_first(item.sheet, item.mapping):
            _day_first_choice(w, item)
        if item.taken and asks_zone(item.sheet, item.mapping):
            _zone_choice(w, item)
        if item.taken:
            mode_choice(here, item)
    if item.taken and said and said.currency == item.mapping.currency:
        st.caption(sentence(w(f"currency.from.{said.source}", text=said.text, currency=said.currency)))
    recalled_note(w, item)
    if item.before:
        st.warning(w("upload.already", date=w.date(item.before.at.date())), icon=":material/content_copy:")
        item.again = st.checkbox(w("upload.already.anyway"), value=item.again, key=f"again.{item.key}")
    if not item.taken:
        why = doubt(sheet)
        st.info(w(f"upload.periods.{why}") if why else w("upload.not_recognised"), icon=":material/help:")
        return
    known = sum(match.target is not None for match in item.proposal.matches)
    kept = len(sheet.header) - known
    about = w("match.columns" if kept else "match.columns.all", known=w.number(known), kept=w.number(kept))
    clear = not item.proposal.missing and item.proposal.confidence >= LIKELY
    with st.expander(about, expanded=not clear) if folded else st.container():
        _grid(w, item)
    values_form(w, item)
    privacy_form(w, item)
    number_choice(w, item)
    returns_choice(w, item)
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


def _currency_choice(here: Session, item: PendingSheet, said: Denomination | None) -> None:
    """The currency of amounts that do not say theirs: as the sheet says it of all, else as it is elsewhere."""
    w = here.words
    start = item.mapping.currency or (said.currency if said else here.facts.currency)
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
        height=grid_height(len(rows), 460),
        column_config={
            "column": st.column_config.TextColumn(w("match.column")),
            "sample": st.column_config.TextColumn(w("match.sample"), width=230),
            "target": st.column_config.SelectboxColumn(
                w("match.target"), options=[ATTRIBUTE, *table.names], required=True, width="medium",
                format_func=lambda name: _target(w, table, str(name)),
            ),
            "confidence": st.column_config.TextColumn(w("match.confidence"), width="small"),
            "reason": st.column_config.TextColumn(w("match.reason"), width=270),
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
