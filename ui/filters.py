"""The shared filter bar: dates, region, channel, category, customer kind and segment, kept from page to page and in the address."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from answers import Question
from data.facts import Facts
from data.filters import CustomerFilters, OrderFilters
from locales import Words
from ui.link import Place, day, doubt, many
from ui.session import Session
from ui.text import safe_text

LISTS = ("region", "channel", "category", "kind")
PLACES = (Place("from", day), Place("to", day), *(Place(name, many) for name in (*LISTS, "segment")))


@dataclass(frozen=True)
class Filters:
    """What the bar says; ``as_of`` None is the last day of the data."""

    as_of: date | None
    orders: OrderFilters
    customers: CustomerFilters
    segments: tuple[str, ...]

    def ask(self, metric: str, thresholds: object = None) -> Question:
        """A question about the orders and customers that the bar keeps, in all segments."""
        return Question(metric, thresholds, self.as_of, self.orders, self.customers)


def filter_bar(here: Session, segments: dict[str, str]) -> Filters:
    """Draw the bar and return what it says. ``segments`` maps the codes that can be chosen to their words."""
    w, known = here.words, here.facts
    offered = {"region": known.regions, "channel": known.channels, "category": known.categories, "kind": known.kinds}
    _drop_unknown({**offered, "segment": tuple(segments)})
    with st.container(horizontal=True, gap="small", key="filter_bar"):
        _dates(w, known)
        for name, values in offered.items():
            if values:
                _choice(w, name, {value: _shown(w, name, value) for value in values})
        if segments:
            _choice(w, "segment", segments)
        if any(st.session_state.get(place.name) for place in PLACES):
            st.button(w("action.clear_filters"), type="tertiary", on_click=clear, icon=":material/close:", key="filter.clear")
    return _said()


def clear() -> None:
    """Take every filter away."""
    for place in PLACES:
        st.session_state[place.name] = [] if place.parse is many else None


def _said() -> Filters:
    """The filters as the session holds them."""
    chosen = {name: tuple(st.session_state.get(name) or ()) for name in (*LISTS, "segment")}
    return Filters(
        as_of=st.session_state.get("to"),
        orders=OrderFilters(st.session_state.get("from"), chosen["channel"], chosen["category"]),
        customers=CustomerFilters(chosen["region"], chosen["kind"]),
        segments=chosen["segment"],
    )


def _dates(w: Words, known: Facts) -> None:
    """From and to; empty is everything."""
    first, last = known.first_day, known.as_of
    for name in ("from", "to"):
        value = st.session_state.get(name)
        if value is not None and first and last and not first <= value <= last:
            st.session_state[name] = None
            doubt()
    start, end = st.session_state.get("from"), st.session_state.get("to")
    if start and end and start > end:
        start = end = st.session_state["from"] = st.session_state["to"] = None
        doubt()
    label = w.period(start or first, end or last) if start or end else w("filter.all_dates")
    with st.popover(label, icon=":material/calendar_month:", key="popover.dates"):
        st.date_input(w("filter.from"), value=None, min_value=first, max_value=end or last, key="from", persist_state="session")
        st.date_input(
            w("filter.until"), value=None, min_value=start or first, max_value=last, key="to", persist_state="session", help=w("filter.as_of.help")
        )


def _choice(w: Words, name: str, options: dict[str, str]) -> None:
    """One list of values behind a chip that says what is chosen."""
    chosen = st.session_state.get(name) or []
    title = w(f"filter.{name}")
    shown = options[chosen[0]] + (f" +{len(chosen) - 1}" if len(chosen) > 1 else "") if chosen else ""
    label = w("filter.chip", name=title, value=safe_text(shown, 24)) if chosen else title
    with st.popover(label, key=f"popover.{name}", type="primary" if chosen else "secondary"):
        st.multiselect(title, list(options), format_func=lambda value: options[value], key=name, persist_state="session", placeholder=w("filter.any"))


def _shown(w: Words, name: str, value: str) -> str:
    """A value as users read it: our codes in their language, their own words as they came."""
    return w.code("value.kind", value) if name == "kind" else value


def _drop_unknown(offered: dict[str, tuple[str, ...]]) -> None:
    """Forget chosen values that this workspace does not have."""
    for name, values in offered.items():
        chosen = st.session_state.get(name) or []
        known = [value for value in chosen if value in values]
        if len(known) < len(chosen):
            st.session_state[name] = known
            doubt()
