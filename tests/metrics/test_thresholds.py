import json
import math
from dataclasses import Field, asdict, dataclass, fields, replace
from typing import Any

import pytest

from metrics.overview import OverviewThresholds
from metrics.segments import SegmentThresholds
from metrics.thresholds import UNITS, WHOLE, check, choice, threshold


@dataclass(frozen=True)
class Sample:
    mode: str = choice("a", ("a", "b"))
    days: int = threshold(90, unit="days", low=7, high=365, step=1)
    shares: tuple[float, ...] = threshold((0.2, 0.8), unit="share", low=0.1, high=0.9, step=0.1)
    free: str = "anything"

    def __post_init__(self) -> None:
        check(self)


NUMBERS = [(cls, f) for cls in (SegmentThresholds, OverviewThresholds) for f in fields(cls) if "unit" in f.metadata]


def moved(default: object, number: float, last: bool) -> object:
    """The default with its first or last number replaced."""
    if not isinstance(default, tuple):
        return number
    return (*default[:-1], number) if last else (number, *default[1:])


@pytest.mark.parametrize(("cls", "field"), NUMBERS, ids=lambda x: getattr(x, "name", x.__name__ if isinstance(x, type) else x))
def test_every_number_has_bounds_that_hold(cls: type, field: Field[Any]) -> None:
    low, high, unit = field.metadata["low"], field.metadata["high"], field.metadata["unit"]
    assert unit in UNITS
    assert field.metadata["step"] > 0
    grain = 1 if unit in WHOLE else 1e-9 * max(1, high)
    cls(**{field.name: moved(field.default, low, last=False)})
    cls(**{field.name: moved(field.default, high, last=True)})
    for outside in (moved(field.default, low - grain, last=False), moved(field.default, high + grain, last=True)):
        with pytest.raises(ValueError, match=f"^{field.name}: .*out of bounds"):
            cls(**{field.name: outside})


@pytest.mark.parametrize("bad", [math.nan, math.inf, "90", None, True])
def test_what_is_no_number_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"^days: .* is not a number"):
        Sample(days=bad)  # type: ignore[arg-type]


def test_counted_units_are_whole() -> None:
    assert Sample(days=91).days == 91
    with pytest.raises(ValueError, match=r"^days: 90.5 is not a whole number of days"):
        Sample(days=90.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [(0.5, 0.5), (0.6, 0.5)])
def test_tuples_must_ascend(bad: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"^shares: .* must ascend"):
        Sample(shares=bad)


@pytest.mark.parametrize("bad", [(0.5,), (0.2, 0.5, 0.8), 0.5, "ab"])
def test_tuples_keep_their_length(bad: object) -> None:
    with pytest.raises(ValueError, match=r"^shares: needs 2 numbers"):
        Sample(shares=bad)  # type: ignore[arg-type]


def test_options_are_checked_and_free_fields_are_not() -> None:
    assert Sample(mode="b", free="whatever").mode == "b"
    with pytest.raises(ValueError, match=r"^mode: 'c' is none of a, b"):
        Sample(mode="c")


def test_an_unknown_unit_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="^unit: 'parsecs'"):
        threshold(1, unit="parsecs", low=0, high=2, step=1)


@pytest.mark.parametrize("thresholds", [SegmentThresholds(scheme="five", five_days_cuts=(10, 20, 30, 40)), OverviewThresholds(period_days=30)])
def test_thresholds_survive_json_and_stay_hashable(thresholds: SegmentThresholds | OverviewThresholds) -> None:
    back = type(thresholds)(**json.loads(json.dumps(asdict(thresholds))))
    assert back == thresholds
    assert hash(back) == hash(thresholds)


@pytest.mark.parametrize("scheme", ["eight", "three", "five"])
@pytest.mark.parametrize("method", ["quantile", "fixed"])
def test_the_field_in_use_follows_scheme_and_method(scheme: str, method: str) -> None:
    thresholds = SegmentThresholds(scheme=scheme, method=method)
    ending = "levels" if method == "quantile" else "cuts"
    assert thresholds.field_of("days_since_order") == f"{scheme}_days_{ending}"
    assert thresholds.field_of("spend") == f"{scheme}_spend_{ending}"
    assert len(thresholds.in_use("orders")) == {"eight": 1, "three": 2, "five": 4}[scheme]
    other = tuple(value * 0.99 if method == "quantile" else value + 100 for value in thresholds.in_use("orders"))
    assert replace(thresholds, **{thresholds.field_of("orders"): other}).in_use("orders") == other
