"""The address bar: every filter and threshold that differs from its default, as stable codes, the same in every language.

A value lives in ``st.session_state`` under its own name. ``restore`` fills the state from the address once a session;
``publish`` writes the state back after a page has drawn its controls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

Parse = Callable[[list[str]], Any]


@dataclass(frozen=True)
class Place:
    """One value that the address carries: its name there and in the session, how it is read and written."""

    name: str
    parse: Parse
    default: Any = None


def among(*codes: str) -> Parse:
    """How one of some codes is read; ValueError for anything else."""

    def parse(values: list[str]) -> str:
        if values[-1] not in codes:
            raise ValueError(f"{values[-1]!r} is none of {', '.join(codes)}")
        return values[-1]

    return parse


def many(values: list[str]) -> list[str]:
    """A list of codes or names, each a parameter of its own, in the order given."""
    return list(dict.fromkeys(values))


def day(values: list[str]) -> date:
    """An ISO date; ValueError for anything else."""
    return date.fromisoformat(values[-1])


def restore(places: tuple[Place, ...]) -> None:
    """Take over what the address says, once a session and place; what cannot be read is left out and told."""
    taken: set[str] = st.session_state.setdefault("link.taken", set())
    for place in places:
        if place.name in taken:
            continue
        taken.add(place.name)
        given = st.query_params.get_all(place.name)
        if not given:
            continue
        st.session_state["link.new"] = True
        try:
            st.session_state[place.name] = place.parse(given)
        except ValueError:
            st.session_state["link.broken"] = True


def publish(places: tuple[Place, ...]) -> None:
    """Write the values that differ from their defaults into the address; the places of other pages stay in the session."""
    wanted: dict[str, list[str]] = {}
    for place in places:
        value = st.session_state.get(place.name)
        if value is None or value == place.default or value in ([], ()):
            continue
        wanted[place.name] = [_written(item) for item in (value if isinstance(value, list | tuple) else [value])]
    present = {name: st.query_params.get_all(name) for name in st.query_params}
    if wanted != present:
        st.query_params.from_dict(wanted)


def doubt() -> None:
    """A value does not fit what there is: when a link has just brought it, that is told; else the reader knows why it went."""
    if st.session_state.get("link.new"):
        st.session_state["link.broken"] = True


def broken() -> bool:
    """Whether the address held something that could not be read; told once."""
    st.session_state.pop("link.new", None)
    return bool(st.session_state.pop("link.broken", False))


def _written(value: Any) -> str:  # noqa: ANN401 - dates, numbers and codes
    return f"{value:g}" if isinstance(value, float) else str(value)
