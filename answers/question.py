"""A Question: which metric, over which orders and customers, with which thresholds. Cache key, deep link and how-computed in one."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from answers.metric import thresholds_of
from data.filters import CustomerFilters, OrderFilters
from metrics.segments import SegmentThresholds


@dataclass(frozen=True)
class Question:
    """Frozen, hashable, JSON-able. ``thresholds`` None means the metric's defaults; ``as_of`` None the workspace's own.

    ``segments`` keeps customers of these segments, cut by ``segmentation`` over all the other customers in question.
    """

    metric: str
    thresholds: Any = None
    as_of: date | None = None
    orders: OrderFilters = OrderFilters()
    customers: CustomerFilters = CustomerFilters()
    segments: tuple[str, ...] = ()
    segmentation: SegmentThresholds = SegmentThresholds()

    def settled(self, as_of: date) -> "Question":
        """The same question with nothing left open, so that equal questions are equal cache keys."""
        cls = thresholds_of(self.metric)
        return replace(
            self,
            as_of=self.as_of or as_of,
            orders=replace(self.orders, channels=_once(self.orders.channels), categories=_once(self.orders.categories)),
            customers=replace(self.customers, regions=_once(self.customers.regions), kinds=_once(self.customers.kinds)),
            segments=_once(self.segments),
            thresholds=self.thresholds if self.thresholds is not None or cls is None else cls(),
            segmentation=self.segmentation if self.segments else SegmentThresholds(),
        )

    def to_json(self) -> str:
        """One line of JSON with sorted keys; only what differs from the defaults."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Question":
        """The question that ``to_json`` wrote; ValueError when the text is no question or a threshold is out of bounds."""
        try:
            plain = json.loads(text)
            given = plain.pop("thresholds", None)
            question = _typed(cls, plain)
            thresholds = thresholds_of(question.metric)
            return question if given is None else replace(question, thresholds=_typed(thresholds or type(None), given))
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a question: {error}") from error


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    """The same values in one order, without repetitions."""
    return tuple(sorted(set(values)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a walk over any frozen value
    """A frozen dataclass as JSON values, defaults left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        return {f.name: _plain(kept[f.name]) for f in fields(value) if kept[f.name] != f.default}
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _typed(kind: Any, value: Any) -> Any:  # noqa: ANN401
    """JSON values as the annotated type: dataclasses, dates, tuples, optional values and plain ones."""
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, Mapping):
            raise TypeError(f"{kind.__name__} expects fields, not {value!r}")
        hints = typing.get_type_hints(kind)
        return kind(**{name: _typed(hints[name], item) for name, item in value.items()})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is not a list")
        return tuple(_typed(arguments[0], item) for item in value)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _typed(next(a for a in arguments if a is not type(None)), value)
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, (int, float) if kind is float else kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    if isinstance(value, str) and ("\0" in value or not value.isascii() and value.encode("utf-8", "replace").decode() != value):
        raise TypeError(f"{value!r} is no text of a file")  # half a surrogate pair, say
    return value
