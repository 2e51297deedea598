"""Thresholds: every number a user can move, declared once with its default, unit and bounds.

A thresholds class is a frozen dataclass whose fields are declared with :func:`threshold` or :func:`choice` and whose
``__post_init__`` is :func:`check`. Controls, links and the "how computed" texts read the fields' metadata.
"""

import math
from collections.abc import Sequence
from dataclasses import Field, field, fields
from typing import Any

UNITS = ("days", "orders", "money", "share", "count", "ratio")
WHOLE = frozenset({"days", "orders", "count"})


def threshold(default: Any, *, unit: str, low: float, high: float, step: float) -> Any:  # noqa: ANN401 - a field takes its owner's type
    """A field holding one number, or an ascending tuple of numbers of fixed length, within [low, high].

    ``step`` is what a control moves by; values between the steps are valid. Days, orders and counts are whole numbers.
    """
    if unit not in UNITS:
        raise ValueError(f"unit: {unit!r} is none of {', '.join(UNITS)}")
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "step": step})


def choice(default: str, options: Sequence[str]) -> Any:  # noqa: ANN401 - a field takes its owner's type
    """A field holding one of ``options``."""
    return field(default=default, metadata={"options": tuple(options)})


def check(self: Any) -> None:  # noqa: ANN401 - any thresholds dataclass
    """Raise ValueError naming the first field out of its bounds, not ascending or none of its options.

    Lists, as JSON gives them back, become tuples, so that thresholds read from a link are hashable like any other.
    """
    for declared in fields(self):
        value = getattr(self, declared.name)
        if isinstance(value, list):
            value = tuple(value)
            object.__setattr__(self, declared.name, value)
        if "options" in declared.metadata:
            _check_option(declared, value)
        elif "unit" in declared.metadata:
            _check_numbers(declared, value)


def _check_option(declared: Field[Any], value: object) -> None:
    """One of the declared options."""
    options = declared.metadata["options"]
    if value not in options:
        raise ValueError(f"{declared.name}: {value!r} is none of {', '.join(options)}")


def _check_numbers(declared: Field[Any], value: object) -> None:
    """The default's shape, every number within bounds, tuples strictly ascending."""
    if not isinstance(declared.default, tuple):
        _check_number(declared, value)
        return
    if not isinstance(value, tuple) or len(value) != len(declared.default):
        raise ValueError(f"{declared.name}: needs {len(declared.default)} numbers, not {value!r}")
    for number in value:
        _check_number(declared, number)
    if any(right <= left for left, right in zip(value, value[1:], strict=False)):
        raise ValueError(f"{declared.name}: {value} must ascend")


def _check_number(declared: Field[Any], value: object) -> None:
    """A finite number within bounds, whole where the unit is counted."""
    low, high, unit = declared.metadata["low"], declared.metadata["high"], declared.metadata["unit"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{declared.name}: {value!r} is not a number")
    if not low <= value <= high:
        raise ValueError(f"{declared.name}: {value} is out of bounds, {low} to {high} {unit}")
    if unit in WHOLE and value != int(value):
        raise ValueError(f"{declared.name}: {value} is not a whole number of {unit}")
