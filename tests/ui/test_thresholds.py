"""Threshold controls: session and address against the thresholds classes."""

import math
from dataclasses import fields

import pytest

from metrics.overview import OverviewThresholds
from metrics.segments import MEASURES, SCHEMES, Quantiles, SegmentThresholds
from tests.ui.conftest import Address
from ui import thresholds
from ui.address import address
from ui.link import broken, publish, restore
from ui.segments import segmentation

State = dict[str, object]
CLASSES = (SegmentThresholds, OverviewThresholds)
PLACES = thresholds.places(SegmentThresholds) + thresholds.places(OverviewThresholds)


@pytest.mark.parametrize("cls", CLASSES)
def test_nothing_chosen_is_the_defaults(cls: type, state: State) -> None:
    assert thresholds.chosen(cls) == cls()


@pytest.mark.parametrize("cls", CLASSES)
def test_every_threshold_has_its_places(cls: type) -> None:
    names = [place.name for place in thresholds.places(cls)]
    assert len(names) == len(set(names))
    for declared in fields(cls):
        numbers = len(declared.default) if isinstance(declared.default, tuple) else 1
        assert sum(name.split(".")[0] == declared.name for name in names) == (1 if numbers <= 2 else numbers)


def test_places_of_all_pages_do_not_collide(state: State, link: Address) -> None:
    names = [place.name for place in address()]
    assert len(names) == len(set(names))
    assert {place.name for place in PLACES} < set(names)


def test_controls_hold_one_number_a_pair_or_four(state: State) -> None:
    state.update({"scheme": "three", "eight_days_levels": 0.3, "three_days_levels": (0.2, 0.7), "five_days_cuts.1": 10, "five_days_cuts.4": 400})
    found = thresholds.chosen(SegmentThresholds)
    assert (found.scheme, found.eight_days_levels, found.three_days_levels, found.five_days_cuts) == ("three", (0.3,), (0.2, 0.7), (10, 90, 180, 400))


CHANGED = {
    "scheme": "five",
    "method": "fixed",
    "eight_days_levels": 0.25,
    "eight_spend_cuts": 12_500,
    "three_orders_cuts": (3, 7),
    "three_spend_levels": (0.1, 0.95),
    "five_orders_cuts.2": 4,
    "five_spend_levels.4": 0.99,
    "period_days": 30,
    "top_share": 0.1,
}


def test_a_link_restores_thresholds(state: State, link: Address) -> None:
    state.update(CHANGED)
    before = [thresholds.chosen(cls) for cls in CLASSES]
    publish(PLACES)
    assert set(link) == set(CHANGED)
    state.clear()
    restore(PLACES)
    assert [thresholds.chosen(cls) for cls in CLASSES] == before
    assert {name: state[name] for name in CHANGED} == CHANGED
    assert not broken()


def test_fixed_cut_points_at_their_declared_values_are_in_the_link(state: State, link: Address) -> None:
    state.update({"method": "fixed", "eight_days_cuts": SegmentThresholds().eight_days_cuts[0]})
    publish(PLACES)
    assert link == {"method": ["fixed"], "eight_days_cuts": ["90"]}


HOSTILE = {
    "eight_days_levels": ["", "x", "nan", "inf", "-inf", "0", "1", "5", "-.5", "1e999", "0.5;0.6"],
    "eight_orders_cuts": ["0", "-3", "2.5", "10001", "1e30", "9" * 400, "0x10", "٣x"],
    "eight_days_cuts": ["-1", "3651"],
    "eight_spend_cuts": ["-1", "1e13", "nan"],
    "five_days_levels.1": ["2", ""],
    "period_days": ["6", "367", "90.5", "None"],
    "top_share": ["0.6", "0"],
    "scheme": ["six", ""],
    "method": ["magic"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in HOSTILE.items() for value in values])
def test_a_hostile_value_falls_back_and_is_told(state: State, link: Address, name: str, value: str) -> None:
    link[name] = [value]
    restore(PLACES)
    assert name not in state
    assert broken()
    assert [thresholds.chosen(cls) for cls in CLASSES] == [cls() for cls in CLASSES]


@pytest.mark.parametrize("values", [["0.2"], ["0.7", "0.2"], ["0.1", "0.2", "0.3"], ["0.2", "x"], ["0.2", "1.5"]])
def test_a_pair_is_two_ascending_numbers(state: State, link: Address, values: list[str]) -> None:
    link["three_days_levels"] = values
    restore(PLACES)
    assert "three_days_levels" not in state
    assert broken()


def test_one_number_is_not_two(state: State, link: Address) -> None:
    link["eight_days_levels"] = ["0.2", "0.4"]
    restore(PLACES)
    assert "eight_days_levels" not in state
    assert broken()


@pytest.mark.parametrize("cls", CLASSES)
def test_the_bounds_themselves_can_be_linked(cls: type, state: State, link: Address) -> None:
    for declared in fields(cls):
        if "low" not in declared.metadata or (isinstance(declared.default, tuple) and len(declared.default) > 1):
            continue
        for bound in ("low", "high"):
            whole = declared.metadata["unit"] != "share"
            if whole and declared.metadata[bound] != int(declared.metadata[bound]):
                continue
            state.clear()
            link.clear()
            link[declared.name] = [str(int(declared.metadata[bound]) if whole else declared.metadata[bound])]
            restore(PLACES)
            assert state[declared.name] == declared.metadata[bound], (declared.name, bound)
            assert thresholds.chosen(cls) is not None
            assert not broken()


def test_cut_points_that_do_not_ascend_count_as_the_scheme_comes(state: State) -> None:
    state.update({"scheme": "five", "method": "fixed", "five_days_cuts.1": 400})
    with pytest.raises(ValueError, match="five_days_cuts"):
        thresholds.chosen(SegmentThresholds)
    assert segmentation() == SegmentThresholds(scheme="five", method="fixed")


def test_reset_keeps_the_scheme(state: State) -> None:
    state.update({"scheme": "five", "method": "fixed", "five_days_cuts.1": 400, "eight_days_levels": 0.1, "region": ["北京"]})
    thresholds.reset()
    assert state == {"scheme": "five", "method": "fixed", "region": ["北京"]}


def steps(*points: float) -> Quantiles:
    """Quantiles of every measure: as many of the points as levels are asked for."""
    return lambda measure, levels: tuple(points[: len(levels)])


def test_fixed_cut_points_start_near_the_quantiles(state: State) -> None:
    state["scheme"] = "three"
    thresholds._start_fixed(steps(47.2, 1234.5))
    # More than 47.2 orders is at least 48; other cut points keep two digits.
    assert {name: state[name] for name in state if name != "scheme"} == {
        "three_days_cuts": (47, 1200),
        "three_orders_cuts": (48, 1235),
        "three_spend_cuts": (47, 1200),
    }


def test_fixed_cut_points_that_somebody_set_stay(state: State) -> None:
    state.update({"scheme": "eight", "eight_days_cuts": 33})
    thresholds._start_fixed(steps(50.0))
    assert (state["eight_days_cuts"], state["eight_orders_cuts"], state["eight_spend_cuts"]) == (33, 51, 50)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("points", [(1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0), (math.nan,) * 4, (99.6, 99.7, 99.8, 104.0), (5.0, 5.0, 7.0, 1e9)])
def test_fixed_cut_points_always_ascend_within_their_bounds(state: State, scheme: str, points: tuple[float, ...]) -> None:
    """Many customers with one order each give equal quantiles; the fixed cut points that start there must still be usable."""
    points = tuple(min(point, 3_000.0) for point in points)
    state.update({"scheme": scheme, "method": "fixed"})
    thresholds._start_fixed(steps(*points))
    found = thresholds.chosen(SegmentThresholds)
    assert [len(found.in_use(measure)) for measure in MEASURES] == [{"eight": 1, "three": 2, "five": 4}[scheme]] * 3


def test_a_slider_spans_what_nearly_all_customers_have() -> None:
    declared = {field.name: field for field in fields(SegmentThresholds)}
    span = thresholds._span
    assert span(declared["eight_days_cuts"], "days_since_order", steps(700.0)) == (0, 700, 1)
    assert span(declared["eight_days_cuts"], "days_since_order", steps(9_000.0)) == (0, 3650, 1)
    assert span(declared["eight_orders_cuts"], "orders", steps(3.0)) == (1, 11, 1)
    assert span(declared["eight_orders_cuts"], "orders", steps(math.nan))[1] == 10_000
    assert span(declared["eight_spend_cuts"], "spend", steps(54_321.0)) == (0, 54_400, 100)
    assert span(declared["eight_spend_levels"], "spend", steps(1.0)) == (0.01, 0.99, 0.01)
