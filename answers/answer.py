"""``answer(workspace, question)``: the one place where data and metrics meet."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from answers.metric import inputs_of, metric_of
from answers.question import Question
from data.duplicates import Duplicates, duplicates
from data.engine import Engine
from data.facts import Facts, facts, loaded_on
from data.filters import CustomerFilters, OrderFilters
from data.materials import Materials
from data.remote import remote_facts
from data.schema import TABLES
from data.workspace import Workspace
from metrics.quality import issue_rows
from metrics.scans import Issue
from metrics.scores import Quantiles, quantiles_of, ranked
from metrics.segments import segmented

KEPT_ANSWERS = 512
KEPT_RANKED = 12  # of 8 bytes a customer: three measures of four selections
NO_DAY = date(1970, 1, 1)  # as of when an empty workspace answers


class Cache:
    """A bounded, thread-safe store of small results; the least recently used goes first."""

    def __init__(self, size: int) -> None:
        """An empty store of at most ``size`` results."""
        self._size, self._kept, self._lock = size, OrderedDict[Any, Any](), threading.Lock()

    def get(self, key: Any, compute: Callable[[], Any]) -> Any:  # noqa: ANN401 - results are of any type
        """The result kept under ``key``, computed first when absent."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        result = compute()
        with self._lock:
            result = self._kept.setdefault(key, result)  # another thread may have been faster: everybody gets the same
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return result


class Desk:
    """Where questions about one open workspace are answered; it keeps what was computed."""

    def __init__(self, workspace: Workspace, engine: Engine | None = None) -> None:
        """A desk with nothing computed yet. With an engine, the orders lie there and the workspace keeps what is aggregated."""
        self.workspace, self.engine, self.materials = workspace, engine, Materials(workspace, engine)
        self.kept, self.ranked = Cache(KEPT_ANSWERS), Cache(KEPT_RANKED)

    @property
    def facts(self) -> Facts:
        """What the workspace's present version holds."""
        return self.kept.get((self.workspace.version, "facts"), self._facts)

    @property
    def duplicates(self) -> Duplicates:
        """Customers of the present version who may be one and the same; nobody where they lie in another engine."""
        return self.kept.get((self.workspace.version, "duplicates"), lambda: duplicates(self.workspace))

    def _facts(self) -> Facts:
        return facts(self.workspace) if self.engine is None else remote_facts(self.workspace, self.engine)


def answer(desk: Desk, question: Question) -> Any:  # noqa: ANN401 - each metric has its own frozen result
    """The result of a question: a frozen dataclass of the metric; computed once per workspace version.

    An empty workspace answers with the metric's empty result. ValueError when there is no such metric.
    """
    settled = question.settled(_last_day(desk.facts))
    key = (desk.workspace.version, settled)
    return desk.kept.get(key, lambda: metric_of(settled.metric)(**Inputs(desk, settled).of(inputs_of(settled.metric))))


def rows(desk: Desk, question: Question) -> ir.Table:
    """The customers in question with their scores and segment, lazily: one row a customer, for lists and downloads."""
    settled = question.settled(_last_day(desk.facts))
    inputs = Inputs(desk, settled)
    cut = segmented(inputs.customers, inputs.as_of, settled.thresholds, inputs.quantiles)
    return cut.filter(cut.segment.isin(settled.segments)) if settled.segments else cut


def cut_points(desk: Desk, question: Question) -> Quantiles:
    """The quantiles of the customers in question, each computed once: ``(measure, levels) -> cut points``."""
    return Inputs(desk, question.settled(_last_day(desk.facts))).quantiles


def rows_of_issue(desk: Desk, question: Question, issue: Issue) -> ir.Table:
    """The very rows that an issue of the data's quality counts, lazily; ValueError where it is not made of rows."""
    inputs = Inputs(desk, question.settled(_last_day(desk.facts)))
    return issue_rows(inputs.tables, issue, inputs.loaded_on, inputs.thresholds)


def _last_day(known: Facts) -> date:
    return known.as_of or NO_DAY


class Inputs:
    """What metric signatures may name, built when first asked for. Bound to one run's cursor."""

    def __init__(self, desk: Desk, question: Question) -> None:
        """The inputs of one settled question."""
        self._desk, self._question = desk, question
        self._backend = desk.workspace.backend()
        self.as_of: date = question.as_of or NO_DAY
        self.start, self.thresholds = question.orders.start, question.thresholds

    def of(self, names: tuple[str, ...]) -> dict[str, Any]:
        """The named inputs."""
        return {name: getattr(self, name) for name in names}

    @cached_property
    def customers(self) -> ir.Table:
        """``activity`` of the customers in question, before any segment is chosen: cut points are read off these."""
        return self._question.customers.apply(self._table("activity", self._question.orders))

    @cached_property
    def activity(self) -> ir.Table:
        """One row a customer in question."""
        return self._chosen(self.customers) if self._question.segments else self.customers

    @cached_property
    def history(self) -> ir.Table:
        """``activity`` over the whole history, of the customers that the customer filters keep."""
        return self._question.customers.apply(self._table("activity", self._question.orders.without_start()))

    @cached_property
    def customer_days(self) -> ir.Table:
        """One row a customer in question and day with a sale, over the whole history up to ``as_of``."""
        days = self._table("customer_days", self._question.orders.without_start())
        if self._question.segments:
            return days.semi_join(self.activity, "customer_id")
        return days.semi_join(self.history, "customer_id") if self._question.customers != CustomerFilters() else days

    @cached_property
    def ledger(self) -> ir.Table:
        """One row a month and whether its customers are known."""
        return self._table("ledger", self._question.orders)

    @cached_property
    def tables(self) -> dict[str, ir.Table]:
        """The canonical tables as they are, whatever the filters: all of the workspace, or what its engine supplies."""
        engine = self._desk.engine
        if engine is not None:
            return {"orders": engine.lines(), "customers": engine.customers()}
        return {name: self._backend.table(name) for name in TABLES}

    @property
    def duplicates(self) -> pd.DataFrame:
        """One row a customer who may be another one."""
        return self._desk.duplicates.members

    @property
    def loaded_on(self) -> date:
        """The day of the newest load."""
        return loaded_on(self._desk.workspace) or self.as_of

    @cached_property
    def quantiles(self) -> Quantiles:
        """Cut points of the customers in question, whose values are ranked once."""
        scope = (self._desk.workspace.version, self.as_of, self._question.orders, self._question.customers)
        customers = self.customers  # built here and now, where the page shows a sign of life
        return quantiles_of(lambda measure: self._desk.ranked.get((*scope, measure), lambda: ranked(customers, self.as_of, measure)))

    def _chosen(self, customers: ir.Table) -> ir.Table:
        """The rows of ``activity`` in the chosen segments; choosing never moves the cut points."""
        cut = segmented(customers, self.as_of, self._question.segmentation, self.quantiles)
        return cut.filter(cut.segment.isin(self._question.segments)).select(*customers.columns)

    def _table(self, name: str, filters: OrderFilters) -> ir.Table:
        return self._desk.materials.table(self._backend, name, self.as_of, filters)
