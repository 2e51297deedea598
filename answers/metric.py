"""Finding a metric by its name: ``segments`` is ``metrics/segments.py``; ``segments.typical_customers`` another result of that file."""

import inspect
import pkgutil
import typing
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import metrics


@cache
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
    if not inspect.isfunction(found) or found.__module__ != module.__name__ or found.__name__.startswith("_"):
        raise ValueError(f"no metric is called {name!r}")
    return found


@cache
def inputs_of(name: str) -> tuple[str, ...]:
    """What the metric's signature asks for."""
    return tuple(inspect.signature(metric_of(name)).parameters)


@cache
def thresholds_of(name: str) -> type | None:
    """The metric's thresholds class; None for a metric without thresholds."""
    return typing.get_type_hints(metric_of(name)).get("thresholds")
