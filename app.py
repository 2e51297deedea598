"""Clientele · 知客: the frame of every page."""

import streamlit as st

from ui.address import address
from ui.frame import menu, sidebar
from ui.session import language

address()
w = language()
st.set_page_config(page_title=w("app.name"), page_icon="ui/icon.png", layout="wide", menu_items={"About": w("app.tagline")})
page = menu(w)
sidebar(w)
page.run()
