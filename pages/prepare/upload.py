from contextlib import nullcontext

import streamlit as st

from data.workspace import WorkspaceError
from ui import importing, matching
from ui.address import address
from ui.blocks import notices, open_sample
from ui.dry_run import dry_run
from ui.holdings import history, holdings, rows_held
from ui.link import publish
from ui.remembered import remembered
from ui.session import session
from ui.text import safe_text, sentence
from ui.uploader import uploader_words
from ui.versions import changed, count_headlines
from ui.warehouse import warehouse

here = session()
w, workspace = here.words, here.desk.workspace
publish(address())
notices(here)
if toast := st.session_state.pop("toast", None):
    st.toast(toast, icon=":material/check:")
if here.desk.engine is not None:
    warehouse(here)
    st.stop()
if st.session_state["data"] == "sample":
    st.title(w("upload.sample.title"), anchor=False)
    st.info(w("upload.sample.here"), icon=":material/storefront:")
    st.button(w("upload.to_mine"), type="primary", on_click=lambda: st.session_state.update(data="mine"))
    holdings(here)
    st.stop()

uploader_words(w)
now = importing.pending()
title = st.empty()
title.title(matching.found_title(w, now.sheets, rows_held(here), len(now.failures)), anchor=False)
st.markdown(w.paragraph(w("upload.lead"), w("upload.needs")))
limit = st.get_option("server.maxUploadSize")
limit = f"{limit / 1024:g} GB" if limit >= 1024 else f"{limit} MB"
turn = st.session_state.setdefault("import.turn", 0)
files = st.file_uploader(w("upload.hint", limit=limit), accept_multiple_files=True, key=f"uploader.{turn}")
if files:
    for file in files:
        with st.spinner(w("upload.reading", file=safe_text(file.name)), show_time=True):
            importing.receive(workspace, file)
    st.session_state["import.turn"] += 1  # a new uploader lets go of the files in memory
    st.rerun()
if not now.sheets:
    matching.template_offer(w)
if not now.sheets and here.facts.empty:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(w("action.try_sample"), icon=":material/storefront:", on_click=open_sample)
        st.caption(w("upload.sample.about"))

for name, code, details in now.failures:
    told = sentence(w.paragraph(matching.refused(w, code, details), w("upload.nothing_changed")))
    st.error(f"**{w('upload.failed', file=safe_text(name))}** — {told}", icon=":material/error:")
for told in matching.left_out(w, now.left_out):
    st.caption(sentence(told))
several, checked = len(now.sheets) > 1, []
above = st.container()
for item in now.sheets:
    with st.container(border=True):
        matching.sheet_form(here, item, folded=several)
        if item.ready and item.report is None:
            try:
                with st.spinner(w("upload.checking"), show_time=True):
                    importing.check(workspace, item)
            except WorkspaceError as error:
                st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
        if item.ready and item.report:
            checked.append((st.container(), item, item.report))

orphans = importing.orphans(workspace) if checked else {}
for place, item, report in checked:
    with place:
        dry_run(here, item, report, orphans[report.load])

title.title(matching.found_title(w, now.sheets, rows_held(here), len(now.failures)), anchor=False)
if several:
    with above:
        matching.summary(here, now.sheets)
if now.sheets or now.failures:
    going = [item.report for item in now.sheets if item.taken]
    ready = [report for report in going if report is not None and report.rows_stored]
    with above if several else nullcontext(), st.container(horizontal=True):
        label = w("upload.import_rows", rows=w.number(sum(r.rows_stored for r in ready)))
        if st.button(label, type="primary", icon=":material/check:", disabled=not ready or len(ready) < len(going)):
            if importing.overtaken(workspace):
                st.rerun()
            try:
                with st.status(w("upload.storing")) as status:
                    importing.commit(workspace)
                    status.update(label=w("upload.computing"))
                    count_headlines(here)
            except WorkspaceError as error:
                st.error(sentence(w.told(f"workspace.{error.code}", error.details)), icon=":material/error:")
                st.stop()
            if any(report.table == "orders" for report in ready):
                st.switch_page("pages/understand/overview.py")
            st.session_state["toast"] = w("upload.stored", rows=w.number(sum(report.rows_stored for report in ready)))
            st.rerun()
        if st.button(w("action.cancel")):
            importing.clear(workspace)
            st.rerun()
if not now.sheets:
    holdings(here)
history(here)
changed(here)
remembered(here)
