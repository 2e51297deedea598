"""Finding a metric by its name: ``segments`` is ``metrics/segments.py``; ``segments.typical_customers`` another result of that file."""

import inspect
import pkgutil
import typing
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

import metrics

# What a signature may ask for; answers.answer knows how to supply it.
INPUTS = frozenset(
    ("activity", "history", "customer_days", "ledger", "start", "as_of", "thresholds", "quantiles", "tables", "duplicates", "loaded_on")
)


def rooms() -> frozenset[str]:
    """The modules of ``metrics``; a name from outside is looked up here and nowhere else."""
    return frozenset(module.name for module in pkgutil.iter_modules(metrics.__path__))


@cache
def metric_of(name: str) -> Callable[..., Any]:
    """The function that answers; ValueError when there is none of this name."""
    room, _, result = name.partition(".")
    if room not in rooms():
        raise ValueError(f"no metric is called {name!r}")
    module = import_module(f"metrics.{room}")
    found = vars(module).get(result or room)
    if not inspect.isfunction(found) or found.__module__ != module.__name__ or found.__name__.startswith("_") or not _answers(found):
        raise ValueError(f"no metric is called {name!r}")
    return found


def _answers(function: Callable[..., Any]) -> bool:
    """Whether a function's signature is a metric's: known inputs in, a result out; others are steps on the way."""
    return set(inspect.signature(function).parameters) <= INPUTS and is_dataclass(typing.get_type_hints(function).get("return"))


@cache
def inputs_of(name: str) -> tuple[str, ...]:
    """What the metric's signature asks for."""
    return tuple(inspect.signature(metric_of(name)).parameters)


@cache
def all_thresholds() -> tuple[type, ...]:
    """The thresholds classes of all metrics, so that pages remember and share them without knowing them."""
    found = (thresholds_of(room) for room in sorted(rooms()) if _is_metric(room))
    return tuple(dict.fromkeys(cls for cls in found if cls is not None))


def _is_metric(room: str) -> bool:
    """Whether a module of metrics answers under its own name."""
    try:
        metric_of(room)
    except ValueError:
        return False
    return True


@cache
def thresholds_of(name: str) -> type | None:
    """The metric's thresholds class; None for a metric without thresholds."""
    return typing.get_type_hints(metric_of(name)).get("thresholds")
