"""``answer`` joins data and metrics: once a version, for the customers in question, for any metric there is."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import metrics
from answers import Desk, Question, answer, cut_points, rows
from answers.answer import Cache
from data import store
from data.filters import CustomerFilters, OrderFilters
from data.workspace import Workspace
from metrics.overview import OverviewThresholds
from metrics.segments import SegmentThresholds
from tests.data.loading import load

CUSTOMERS = "customer_id,name,region,kind\n" + "".join(f"c{i},Name {i},{'NS'[i % 2]},{'person' if i % 3 else 'company'}\n" for i in range(40))
ORDERS = "order_id,customer_id,ordered_at,amount,channel\n" + "".join(
    f"o{i}-{k},c{i},2024-{1 + (i + 3 * k) % 12:02}-{1 + i % 28:02},{10 + i},{'web' if k % 2 else 'shop'}\n"
    for i in range(40)
    for k in range(1 + i % 5)
)
ANONYMOUS = "x1,,2024-06-01,7,web\nx2,,2024-07-01,-2,web\n"


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    load(workspace, CUSTOMERS, "customers")
    load(workspace, ORDERS + ANONYMOUS)
    return Desk(workspace)


def ids(desk: Desk, question: Question) -> set[str]:
    return set(rows(desk, question).select("customer_id").to_pyarrow()["customer_id"].to_pylist())


def test_every_metric_speaks_of_the_same_customers_and_money(desk: Desk) -> None:
    money = sum((10 + i) * (1 + i % 5) for i in range(40))
    parts, whole = answer(desk, Question("segments")), answer(desk, Question("overview"))
    assert (parts.customers, parts.revenue) == (40, money)
    figures = whole.figures.set_index("figure")["value"]
    assert (figures["customers"], figures["revenue"], figures["orders"]) == (40, money, sum(1 + i % 5 for i in range(40)))
    assert (whole.anonymous_revenue, whole.anonymous_orders, whole.returned, whole.total_revenue) == (7, 1, 2, money + 7)
    assert whole.as_of == desk.facts.as_of and desk.facts.regions == ("N", "S")
    typical = answer(desk, Question("segments.typical_customers")).table
    assert set(typical["segment"]) == set(parts.sizes["segment"])
    listed = rows(desk, Question("segments")).to_pyarrow().to_pandas()
    assert listed["segment"].value_counts().to_dict() == {s: n for s, n in zip(parts.sizes["segment"], parts.sizes["customers"], strict=True) if n}


def test_an_answer_is_computed_once_a_version(desk: Desk) -> None:
    question = Question("segments")
    first = answer(desk, question)
    assert answer(desk, Question("segments", SegmentThresholds(), desk.facts.as_of)) is first
    assert answer(desk, Question("segments", SegmentThresholds(scheme="three"))) is not first
    report = load(desk.workspace, "customer_id,ordered_at,amount\nnew,2024-12-01,1000\n")
    second = answer(desk, question)
    assert (second.customers, first.customers) == (41, 40)
    store.switch(desk.workspace, report.load, on=False)
    third = answer(desk, question)
    assert third is not first and third.customers == 40 and third.sizes.equals(first.sizes)


def test_threads_that_ask_the_same_get_the_same(desk: Desk) -> None:
    start = threading.Barrier(8)

    def ask(i: int) -> int:
        start.wait()
        return id(answer(desk, Question("segments" if i % 2 else "overview")))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 2


def test_the_cache_forgets_what_was_asked_for_longest_ago_and_no_failure() -> None:
    cache, asked = Cache(2), []

    def compute(key: str) -> str:
        return cache.get(key, lambda: asked.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [compute(key) for key in "abacab"] == list("ABACAB")
    assert asked == ["a", "b", "c", "b"]
    with pytest.raises(ZeroDivisionError):
        cache.get("x", lambda: 1 // 0)
    assert cache.get("x", lambda: "fine") == "fine"


def test_choosing_segments_never_moves_the_cut_points(desk: Desk) -> None:
    everybody = answer(desk, Question("segments"))
    sizes = everybody.sizes.set_index("segment")["customers"]
    chosen = [segment for segment, n in sizes.items() if n][:2]
    assert sum(sizes[chosen]) < 40
    question = Question("segments", segments=tuple(chosen))
    measure = cut_points(desk, question)
    for name in ("spend", "orders", "days_since_order"):
        assert measure(name, (0.2, 0.5)) == cut_points(desk, Question("segments"))(name, (0.2, 0.5))
    assert len(ids(desk, question)) == sum(sizes[chosen])
    overview = answer(desk, Question("overview", segments=tuple(chosen)))
    assert overview.figures.set_index("figure")["value"]["customers"] == sum(sizes[chosen])
    spend = everybody.sizes.set_index("segment")["revenue"][chosen].sum()
    assert overview.figures.set_index("figure")["value"]["revenue"] == pytest.approx(spend)


def test_a_region_is_a_world_of_its_own_and_keeps_its_history(desk: Desk) -> None:
    north = CustomerFilters(regions=("N",))
    start = date(2024, 7, 1)
    thresholds = OverviewThresholds(period_days=30)
    full = answer(desk, Question("overview", thresholds, customers=north))
    late = answer(desk, Question("overview", thresholds, orders=OrderFilters(start=start), customers=north))
    everybody = answer(desk, Question("overview", thresholds))
    value = full.figures.set_index("figure")["value"]
    assert value["customers"] == 20 and value["revenue"] == sum((10 + i) * (1 + i % 5) for i in range(0, 40, 2))
    assert value["revenue"] < everybody.figures.set_index("figure")["value"]["revenue"]
    assert late.period[0] == start and late.previous == full.previous and late.first_day == full.first_day < start
    for figure in ("active_customers", "revenue", "orders"):
        both = [table.figures.set_index("figure").loc[figure, ["current", "previous"]].tolist() for table in (full, late)]
        assert both[0] == both[1] and not np.isnan(both[0]).any()
    assert ids(desk, Question("segments", customers=north)) == {f"c{i}" for i in range(0, 40, 2)}
    assert ids(desk, Question("segments", customers=CustomerFilters(("N",), ("company",)))) == {f"c{i}" for i in range(0, 40, 6)}


def test_filters_that_nobody_passes_give_empty_answers(desk: Desk) -> None:
    for nobody in (
        {"customers": CustomerFilters(("'; DROP TABLE orders; --",))}, {"orders": OrderFilters(channels=("no such",))}, {"segments": ("no such",)},
        {"as_of": date(2000, 1, 1)},
    ):  # fmt: skip
        assert answer(desk, Question("segments", **nobody)).customers == 0
        assert answer(desk, Question("overview", **nobody)).figures.set_index("figure")["value"]["customers"] == 0
        assert ids(desk, Question("segments", **nobody)) == set()


def test_an_empty_workspace_answers(workspace: Workspace) -> None:
    desk = Desk(workspace)
    assert answer(desk, Question("segments")).customers == 0
    assert answer(desk, Question("segments.typical_customers")).table["segment"].notna().all()
    assert answer(desk, Question("overview")).total_revenue == 0
    assert ids(desk, Question("segments")) == set()
    load(workspace, ORDERS)
    assert answer(desk, Question("segments")).customers == 40


def test_an_unknown_metric_is_a_value_error(desk: Desk) -> None:
    for name in ("os.system", "segments.__init__", "segments.findings"):
        with pytest.raises(ValueError, match="no metric"):
            answer(desk, Question(name))


SPENDERS = '''
"""A metric that came as one more file."""
from dataclasses import dataclass
import ibis.expr.types as ir
from metrics.thresholds import check, threshold

@dataclass(frozen=True)
class BigSpendersThresholds:
    at_least: float = threshold(40.0, unit="money", low=0, high=1e9, step=1)
    def __post_init__(self) -> None:
        check(self)

@dataclass(frozen=True)
class BigSpenders:
    customers: int

def bigspenders(activity: ir.Table, thresholds: BigSpendersThresholds) -> BigSpenders:
    return BigSpenders(activity.filter(activity.spend >= thresholds.at_least).count().to_pyarrow().as_py())
'''


@pytest.fixture
def one_more_metric(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "bigspenders.py").write_text(SPENDERS)
    monkeypatch.setattr(metrics, "__path__", [*metrics.__path__, str(folder)])
    yield
    monkeypatch.delattr(metrics, "bigspenders", raising=False)


def test_one_more_file_in_metrics_is_one_more_metric(desk: Desk, one_more_metric: None) -> None:
    spend = [(10 + i) * (1 + i % 5) for i in range(40)]
    assert answer(desk, Question("bigspenders")).customers == sum(s >= 40 for s in spend)
    question = Question.from_json('{"metric": "bigspenders", "thresholds": {"at_least": 100}}')
    assert answer(desk, question).customers == sum(s >= 100 for s in spend)
    assert answer(desk, question) is answer(desk, question)
    with pytest.raises(ValueError, match="at_least"):
        Question.from_json('{"metric": "bigspenders", "thresholds": {"at_least": -1}}')
