"""A session and an address without a browser."""

import pytest
import streamlit as st


class Address(dict[str, list[str]]):
    """What ``st.query_params`` is to the code: lists of values under names."""

    def get_all(self, name: str) -> list[str]:
        return list(self.get(name, []))

    def from_dict(self, wanted: dict[str, list[str]]) -> None:
        self.clear()
        self.update(wanted)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The values of a browser session."""
    found: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", found)
    return found


@pytest.fixture
def link(monkeypatch: pytest.MonkeyPatch) -> Address:
    """The query of the address bar."""
    found = Address()
    monkeypatch.setattr(st, "query_params", found)
    return found
