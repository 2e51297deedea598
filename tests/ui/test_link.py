"""The address bar: what goes in comes out, and what cannot be read is left out and told once."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui.conftest import Address
from ui.link import Place, among, broken, day, doubt, many, publish, restore

State = dict[str, object]
PLACES = (Place("from", day), Place("region", many), Place("scheme", among("eight", "three"), "eight"))


def reopened(link: Address, state: State, places: tuple[Place, ...] = PLACES) -> State:
    """The state of a fresh session at the address that the present one shows."""
    publish(places)
    kept = {place.name: state.get(place.name) for place in places}
    state.clear()
    restore(places)
    fresh = {place.name: state.get(place.name) for place in places}
    state.update(kept)
    return fresh


def test_a_link_restores_the_session(link: Address, state: State) -> None:
    state.update({"from": date(2024, 2, 29), "region": ["东北 Northeast", "a&b=c?#/%20", ""], "scheme": "three"})
    assert reopened(link, state) == {"from": date(2024, 2, 29), "region": ["东北 Northeast", "a&b=c?#/%20", ""], "scheme": "three"}
    assert link == {"from": ["2024-02-29"], "region": ["东北 Northeast", "a&b=c?#/%20", ""], "scheme": ["three"]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(), st.lists(st.text(max_size=20), unique=True, max_size=5), st.sampled_from(["eight", "three"]))
def test_any_state_survives_the_link(link: Address, state: State, start: date, regions: list[str], scheme: str) -> None:
    state.clear()
    state.update({"from": start, "region": regions, "scheme": scheme})
    assert reopened(link, state) == {"from": start, "region": regions or None, "scheme": None if scheme == "eight" else scheme}


def test_defaults_and_nothing_leave_the_address_bare(link: Address, state: State) -> None:
    link["region"] = ["left over"]
    state.update({"from": None, "region": [], "scheme": "eight"})
    publish(PLACES)
    assert link == {}


def test_the_address_is_written_only_when_it_changes(link: Address, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    state["region"] = ["北京"]
    publish(PLACES)
    monkeypatch.setattr(link, "from_dict", lambda _: pytest.fail("written again"))
    publish(PLACES)


def test_parameters_of_others_are_cleared_away(link: Address, state: State) -> None:
    link.update({"region": ["北京"], "nonsense": ["1"]})
    restore(PLACES)
    publish(PLACES)
    assert link == {"region": ["北京"]}


def test_the_link_counts_once_a_session(link: Address, state: State) -> None:
    link["scheme"] = ["three"]
    restore(PLACES)
    state["scheme"] = "eight"
    restore(PLACES)
    assert state["scheme"] == "eight"


def test_values_given_twice(link: Address, state: State) -> None:
    link.update({"region": ["b", "a", "b"], "from": ["2024-01-01", "2024-01-02"], "scheme": ["eight", "three"]})
    restore(PLACES)
    assert (state["region"], state["from"], state["scheme"]) == (["b", "a"], date(2024, 1, 2), "three")


@pytest.mark.parametrize(
    ("name", "value"),
    [("from", value) for value in ("", "x", "2024-13-01", "2023-02-29", "2024-1-1", "0000-00-00", "99999-01-01", "<script>", "2024-01-01T00:00:00Z")]
    + [("scheme", value) for value in ("", "zz", "EIGHT", "eight ", "../eight", "__class__")],
)
def test_nonsense_is_left_out_and_told_once(link: Address, state: State, name: str, value: str) -> None:
    link.update({name: [value], "region": ["北京"]})
    restore(PLACES)
    assert name not in state
    assert state["region"] == ["北京"], "the rest of the link counts"
    assert (broken(), broken()) == (True, False)
    publish(PLACES)
    assert link == {"region": ["北京"]}


def test_a_good_link_is_not_called_broken(link: Address, state: State) -> None:
    link["region"] = ["北京"]
    restore(PLACES)
    assert not broken()


def test_what_goes_later_is_not_blamed_on_the_link(link: Address, state: State) -> None:
    link["region"] = ["北京"]
    restore(PLACES)
    doubt()
    assert broken()
    restore(PLACES)
    doubt()
    assert not broken()
