"""Moving a threshold over a million customers as the segments page does, beside the SQL that one would write by hand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import ibis

from bench._customers import AS_OF, engine
from bench._measure import Line, Report, circumstances, interleaved, line
from metrics.segments import MEASURES, Segments, SegmentThresholds, quantiles, segments

RUNS = 25
Cube = list[tuple[Any, ...]]  # r, f, m, customers, days, orders, spend
FIXED = SegmentThresholds(scheme="five", method="fixed")
QUANTILE = SegmentThresholds(scheme="five", method="quantile")
CUBE = """
SELECT r, f, m, count(*), sum(days), sum(orders), sum(spend)
FROM (SELECT days, orders, spend,
        CASE {r} ELSE 1 END AS r, CASE {f} ELSE 1 END AS f, CASE {m} ELSE 1 END AS m
    FROM (SELECT date_diff('day', last_order_on, DATE '{as_of}') AS days, orders, spend FROM activity))
GROUP BY r, f, m
"""


def fixed(run: int) -> SegmentThresholds:
    """Another cut point of days in each run."""
    return replace(FIXED, five_days_cuts=(31 + run, 95 + run, 180 + run, 365 + run))


def quantile(run: int) -> SegmentThresholds:
    """Another level of money in each run."""
    return replace(QUANTILE, five_spend_levels=(0.2, 0.4, 0.6, 0.801 + run / 1000))


class Page:
    """What the segments page does when a threshold moves: a cursor of its own, the customers' values ranked once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.quantiles = quantiles(ibis.duckdb.from_connection(connection.cursor()).table("activity"), AS_OF)

    def show(self, thresholds: SegmentThresholds) -> Segments:
        """The page's result for these thresholds."""
        activity = ibis.duckdb.from_connection(self.connection.cursor()).table("activity")
        return segments(activity, AS_OF, thresholds, self.quantiles)


class Sql:
    """The peer: the same numbers by a hand-written query, without Ibis, data frames or thresholds that check themselves."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.levels = {measure: self.cuts(measure, QUANTILE.in_use(measure)) for measure in MEASURES}

    def cuts(self, measure: str, levels: tuple[float, ...]) -> list[float]:
        """Discrete quantiles of one measure."""
        column = f"date_diff('day', last_order_on, DATE '{AS_OF}')" if measure == "days_since_order" else measure
        row = self.connection.cursor().execute(f"SELECT quantile_disc({column}, {list(levels)}) FROM activity").fetchone()
        assert row is not None
        return list(row[0])

    def fixed(self, thresholds: SegmentThresholds) -> Cube:
        """The cube at fixed cut points."""
        return self._cube({measure: thresholds.in_use(measure) for measure in MEASURES}, ">=")

    def quantile(self, thresholds: SegmentThresholds) -> Cube:
        """The cube after the money's level moved; the other cut points are remembered."""
        return self._cube(self.levels | {"spend": self.cuts("spend", thresholds.in_use("spend"))}, ">")

    def _cube(self, cuts: Mapping[str, Sequence[float]], better: str) -> Cube:
        near = " ".join(f"WHEN days <= {cut} THEN {5 - rank}" for rank, cut in enumerate(cuts["days_since_order"]))
        often, much = (
            " ".join(f"WHEN {column} {better} {cut} THEN {5 - rank}" for rank, cut in enumerate(reversed(cuts[column])))
            for column in ("orders", "spend")
        )
        return self.connection.cursor().execute(CUBE.format(r=near, f=often, m=much, as_of=AS_OF)).fetchall()


def agree(ours: Segments, cube: Cube) -> bool:
    """Whether both count the same customers in every cell of R × F."""
    counted: Counter[tuple[int, int]] = Counter()
    for r, f, _, customers, *_sums in cube:
        counted[r, f] += customers
    return all(counted[r, f] == customers for r, f, customers in ours.grid[["r", "f", "customers"]].to_numpy().astype(int).tolist())


def moved(page: Page, what: str, thresholds: Callable[[int], SegmentThresholds], peer: Callable[[SegmentThresholds], Cube], target: float) -> Line:
    """One way to move a threshold, ours and by hand in turns; they must agree before they are compared."""
    assert agree(page.show(thresholds(RUNS)), peer(thresholds(RUNS)))
    times = interleaved({"ours": lambda run: page.show(thresholds(run)), "sql": lambda run: peer(thresholds(run))}, RUNS)
    return line(what, times["ours"], times["sql"], target=target)


def run(quick: bool) -> Report:
    """Both ways to move a threshold, against 60 and 150 ms at a million customers."""
    customers = 100_000 if quick else 1_000_000
    with engine(customers) as connection:
        page, sql = Page(connection), Sql(connection)
        lines = [
            moved(page, "a fixed threshold moves", fixed, sql.fixed, 60),
            moved(page, "a quantile level moves", quantile, sql.quantile, 150),
        ]
    facts = {
        "customers": f"{customers:,}, five levels of R, F and M (125 cells)",
        "peer": "hand-written DuckDB SQL, rows fetched as tuples",
        "agreement": "both counted the same customers in every cell",
    }
    return Report("threshold", lines, facts | circumstances("duckdb", "ibis-framework", "pandas"))
