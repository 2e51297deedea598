"""Thresholds beside the chart: controls drawn from what the thresholds class declares, kept in the session and the address."""

import math
from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any

import streamlit as st

from locales import Words
from metrics.segments import MEASURES, METHODS, SCHEMES, Quantiles, SegmentThresholds
from ui.link import Parse, Place, among, doubt
from ui.text import sentence

RANGE = 0.99  # share of the customers that a fixed slider's range spans
MEASURE_LETTERS = dict(zip(MEASURES, ("r", "f", "m"), strict=True))


def _numbers(declared: Field[Any]) -> Parse:
    """How one number, or a pair that shares a slider, is read; ValueError for what its slider cannot hold."""
    low, high, share = declared.metadata["low"], declared.metadata["high"], declared.metadata["unit"] == "share"
    pair = isinstance(declared.default, tuple) and len(declared.default) == 2

    def parse(values: list[str]) -> Any:  # noqa: ANN401 - a number or a pair
        found = tuple(float(value) if share else int(value) for value in values)
        if len(found) != (2 if pair else 1) or found[0] > found[-1] or not all(low <= value <= high for value in found):
            raise ValueError(f"{declared.name}: {values}")
        return found if pair else found[0]

    return parse


def _keys(declared: Field[Any]) -> list[str]:
    """The session's names of one threshold: up to two numbers share a slider, more have a field each."""
    count = len(declared.default) if isinstance(declared.default, tuple) else 1
    return [declared.name] if count <= 2 else [f"{declared.name}.{i + 1}" for i in range(count)]


def _defaults(declared: Field[Any]) -> list[Any]:
    """The default of each of a threshold's keys."""
    default = declared.default
    if not isinstance(default, tuple):
        return [default]
    return [default[0]] if len(default) == 1 else [default] if len(default) == 2 else list(default)


def places(thresholds: type) -> tuple[Place, ...]:
    """What the address carries of a thresholds class."""
    found = []
    for declared in fields(thresholds):
        options = declared.metadata.get("options")
        parse = among(*options) if options else _numbers(declared)
        # Fixed cut points begin where the quantiles stand, so the declared ones are no default that a link may leave out.
        begun = declared.name.endswith("_cuts")
        found += [Place(key, parse, None if begun else default) for key, default in zip(_keys(declared), _defaults(declared), strict=True)]
    return tuple(found)


def chosen(thresholds: type) -> Any:  # noqa: ANN401 - an instance of ``thresholds``
    """The thresholds as the session holds them; ValueError, naming the field, where they cannot be."""
    given: dict[str, Any] = {}
    for declared in fields(thresholds):
        values = [st.session_state.get(key, default) for key, default in zip(_keys(declared), _defaults(declared), strict=True)]
        if isinstance(declared.default, tuple):
            flat = [item for value in values for item in (value if isinstance(value, tuple | list) else (value,))]
            given[declared.name] = tuple(flat)
        else:
            given[declared.name] = values[0]
    return thresholds(**given)


def number_slider(w: Words, declared: Field[Any]) -> None:
    """A slider for a threshold that is one number, within its own bounds."""
    low, high, step = (declared.metadata[name] for name in ("low", "high", "step"))
    st.session_state.setdefault(declared.name, declared.default)
    st.slider(
        w(f"threshold.{declared.name}"), low, high, step=step, key=declared.name, persist_state="session",
        format="percent" if declared.metadata["unit"] == "share" else None,
    )  # fmt: skip


def popover_state(thresholds: type) -> Any:  # noqa: ANN401 - an instance of ``thresholds``
    """The thresholds of a popover as they stand; the defaults where a link brought what cannot be."""
    try:
        return chosen(thresholds)
    except ValueError:
        for place in places(thresholds):
            st.session_state.pop(place.name, None)
        doubt()
        return thresholds()


def popover(w: Words, thresholds: type, names: tuple[str, ...]) -> None:
    """The sliders of some thresholds behind a button."""
    declared = {field.name: field for field in fields(thresholds)}
    with st.popover(w("threshold.label"), icon=":material/tune:", type="tertiary"):
        for name in names:
            number_slider(w, declared[name])


def scheme_and_method(w: Words, quantiles: Quantiles) -> None:
    """Which groups, and how their levels are cut. Switching to fixed starts from the cut points in use."""
    with st.container(horizontal=True):
        for name, options in (("scheme", SCHEMES), ("method", METHODS)):
            st.session_state.setdefault(name, options[0])
            st.segmented_control(
                w(f"{name}.label"), options, required=True, key=name, persist_state="session", format_func=_worded(w, name),
                help=w(f"{name}.{st.session_state[name]}.about"),
            )  # fmt: skip
    if st.session_state["method"] == "fixed":
        _start_fixed(quantiles)


def segment_sliders(w: Words, quantiles: Quantiles, rule: Callable[[str], str]) -> None:
    """The cut points of the three measures in use, each with the rule it makes in words."""
    in_use = SegmentThresholds(scheme=st.session_state["scheme"], method=st.session_state["method"])
    declared = {field.name: field for field in fields(SegmentThresholds)}
    for measure in MEASURES:
        field = declared[in_use.field_of(measure)]
        _cut_control(w(f"measure.{MEASURE_LETTERS[measure]}"), field, measure, quantiles, w(f"measure.{MEASURE_LETTERS[measure]}.about"))
        st.caption(sentence(rule(measure)))
    try:
        chosen(SegmentThresholds)
    except ValueError:
        st.warning(w("threshold.not_ascending"), icon=":material/error:")


def reset() -> None:
    """Back to the defaults."""
    for place in places(SegmentThresholds):
        if place.name not in ("scheme", "method"):
            st.session_state.pop(place.name, None)


def _cut_control(label: str, declared: Field[Any], measure: str, quantiles: Quantiles, about: str) -> None:
    """One slider for up to two cut points, a row of fields for more."""
    low, high, step = _span(declared, measure, quantiles)
    percent = declared.metadata["unit"] == "share"
    keys, defaults = _keys(declared), _defaults(declared)
    for key, default in zip(keys, defaults, strict=True):
        value = st.session_state.setdefault(key, default)
        held = value if isinstance(value, tuple) else (value,)
        low, high = min(low, *held), max(high, *held)
    if len(keys) == 1:
        st.slider(label, low, high, step=step, key=keys[0], persist_state="session", format="percent" if percent else None, help=about)
        return
    st.markdown(label, help=about)
    columns = [*st.columns(2, gap="small"), *st.columns(2, gap="small")]
    for column, key in zip(columns, keys, strict=True):
        column.number_input(
            label, low, high, step=step, key=key, persist_state="session", label_visibility="collapsed", format="%.2f" if percent else "%d"
        )


def _span(declared: Field[Any], measure: str, quantiles: Quantiles) -> tuple[Any, Any, Any]:
    """The range and step that a control offers: the declared bounds, drawn in to what nearly all customers have."""
    low, high, step = (declared.metadata[name] for name in ("low", "high", "step"))
    if declared.metadata["unit"] == "share":
        return 0.01, 0.99, step
    top = quantiles(measure, (RANGE,))[0]
    if not math.isnan(top):
        high = min(high, max(math.ceil(top), low + 10))
    if declared.metadata["unit"] == "money":
        step = max(1, 10 ** max(0, round(math.log10(max(high, 10))) - 3))
        high = math.ceil(high / step) * step
    return int(low), int(high), int(step)


def _start_fixed(quantiles: Quantiles) -> None:
    """Fixed cut points that nobody has set yet begin where the quantiles stand, as round numbers."""
    scheme = st.session_state["scheme"]
    levels, fixed = SegmentThresholds(scheme=scheme), SegmentThresholds(scheme=scheme, method="fixed")
    declared = {field.name: field for field in fields(SegmentThresholds)}
    for measure in MEASURES:
        keys = _keys(declared[fixed.field_of(measure)])
        if any(key in st.session_state for key in keys):
            continue
        cuts = _round_cuts(quantiles(measure, levels.in_use(measure)), measure)
        values = [cuts[0]] if len(cuts) == 1 else [cuts] if len(cuts) == 2 else list(cuts)
        st.session_state.update(zip(keys, values, strict=True))


def _round_cuts(cuts: tuple[float, ...], measure: str) -> tuple[int, ...]:
    """Ascending whole cut points near the quantiles: "more than q orders" is "at least q + 1"."""
    found: list[int] = []
    for cut in cuts:
        whole = 0 if math.isnan(cut) else math.floor(cut) + 1 if measure == "orders" else _two_digits(cut)
        found.append(max(whole, 1, (found[-1] + 1) if found else 1))
    return tuple(found)


def _two_digits(value: float) -> int:
    """The value with two leading digits."""
    if value < 100:
        return round(value)
    grain = 10 ** (math.floor(math.log10(value)) - 1)
    return round(value / grain) * grain


def _worded(w: Words, family: str) -> Callable[[str], str]:
    return lambda code: w(f"{family}.{code}")
