"""How far the data can be relied upon: a score with visible parts, and everything that lowers it. Order level: a few scans a table.

The score is a weighted mean of five parts, each a mean of simple ratios: 1 less the share of what is wanting (Pipino, Lee & Wang
2002, "Data quality assessment", Communications of the ACM 45:4). The parts are those of DAMA UK (2013) but accuracy: whether a
telephone number is really this customer's, no file can tell. All rows are counted, none is sampled: no interval belongs to a part.

- completeness: over the groups of information, the share of rows of which their items are known (:mod:`metrics.completeness`).
- validity, consistency: over the tables, the share of rows that break no rule (:mod:`metrics.checks`); an id that is no
  customer's is a contradiction, too.
- uniqueness: over customers (1 less the share of those who surely are another one) and the tables without a key (1 less the
  share of rows that repeat another in every cell).
- timeliness: the share of months with an order from the first to the last, and the tables' freshness at the newest load:
  1 up to ``fresh_days`` after their last day, then ``fresh_days`` ÷ age.

Mending a cell, merging two customers or adding newer rows never lowers its part. A part with nothing to judge is left out, and
the others' weights grow in proportion.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

import ibis
import ibis.expr.types as ir
import pandas as pd

from metrics import outliers, scans
from metrics.checks import Given
from metrics.completeness import columns_table, groups_table, items
from metrics.scans import HAPPENED, NOT_ROWS, Issue, Seen
from metrics.thresholds import check, threshold

__all__ = ["NOT_ROWS", "PARTS", "Quality", "QualityThresholds", "floored", "issue_rows", "quality"]

PARTS = ("completeness", "validity", "uniqueness", "consistency", "timeliness")
KEYLESS = ("orders", "interactions", "spend")
MONTH = 31  # days that a row about a month is newer than its first day
MOST_LINES = 5_000_000  # above, rows that repeat others are not looked for: it takes more memory than a laptop has

Ratios = Mapping[str, Mapping[str, float]]  # part → what it is the mean of


@dataclass(frozen=True)
class QualityThresholds:
    """Every number that the score can be moved by; weights count in proportion to their sum."""

    completeness_weight: float = threshold(0.30, unit="share", low=0.0, high=1.0, step=0.05)
    validity_weight: float = threshold(0.25, unit="share", low=0.0, high=1.0, step=0.05)
    uniqueness_weight: float = threshold(0.20, unit="share", low=0.0, high=1.0, step=0.05)
    consistency_weight: float = threshold(0.15, unit="share", low=0.0, high=1.0, step=0.05)
    timeliness_weight: float = threshold(0.10, unit="share", low=0.0, high=1.0, step=0.05)
    fresh_days: int = threshold(31, unit="days", low=1, high=366, step=1)
    silent_days: int = threshold(10, unit="days", low=2, high=90, step=1)
    outlier_reach: int = threshold(3, unit="count", low=2, high=6, step=1)
    oldest_age: int = threshold(120, unit="count", low=90, high=150, step=1)
    price_tolerance: float = threshold(0.30, unit="share", low=0.0, high=1.0, step=0.05)

    def __post_init__(self) -> None:
        check(self)
        if not any(self.weight(part) for part in PARTS):
            raise ValueError("completeness_weight: one of the weights must be above 0")

    def weight(self, part: str) -> float:
        """The weight of a part as set."""
        return float(getattr(self, f"{part}_weight"))


@dataclass(frozen=True)
class Quality:
    """How far the data can be relied upon; NaN where there is nothing to judge.

    score: 0 to 100, the parts' scores by their weights.
    parts: one row a part, in the order of PARTS: part, score (0 to 100), weight (share of the weights of the parts judged),
        points (what the part lacks, in points of the score), tested, wanting (items of rows; rows; months for timeliness).
    tables: one row a table with rows: table, rows, first, last (days, None where rows have none), invalid, inconsistent (rows).
    groups: one row a group of information: table, group, share (mean of its items' shares of rows), items.
    columns: one row a column: table, group, column, rows, filled (cells), share, essential (whether it counts in the score).
    issues: one row a thing to mend, the dearest first: code, part ("" where it does not lower the score), table, column (several
        joined by "|"; "" for the whole row), rows, tested (those that could have it; months for empty_month, days for stale),
        share, points (of the score: gained at most when it alone is mended), lowest, highest (its values as text, "" where there
        are none), bound (the fence of an outlier, else NaN).
    gaps: one row a stretch without orders: kind (months, days), first, last, length.
    loaded_on: the day of the newest load, by which dates are judged.
    """

    score: float
    parts: pd.DataFrame
    tables: pd.DataFrame
    groups: pd.DataFrame
    columns: pd.DataFrame
    issues: pd.DataFrame
    gaps: pd.DataFrame
    loaded_on: date


def quality(tables: Mapping[str, ir.Table], duplicates: pd.DataFrame, loaded_on: date, thresholds: QualityThresholds) -> Quality:
    """The quality of the canonical ``tables`` (name → table) as of the day of their newest load.

    ``duplicates``: one row a customer who may be another one: group, confidence ("sure", "likely"), keep (bool).
    """
    rows = {name: int(table.count().to_pyarrow().as_py()) for name, table in tables.items()}
    present = {name: table for name, table in tables.items() if rows[name]}
    seen = [scans.scanned(name, present, rows[name], _given(loaded_on, thresholds), thresholds.outlier_reach) for name in present]
    unique = _unique(present, seen, duplicates)
    gaps, months = _gaps(present, loaded_on, thresholds)
    ages, lost = _ages(seen, loaded_on), int(gaps.loc[gaps["kind"] == "months", "length"].sum())
    groups = groups_table({item: (one.rows, told) for one in seen for item, told in one.told.items()})
    ratios: Ratios = {
        "completeness": {f"{table}.{group}": share for table, group, share in groups[["table", "group", "share"]].itertuples(index=False)},
        "validity": {one.table: 1 - one.invalid / one.rows for one in seen},
        "uniqueness": {name: 1 - surplus / total for name, (total, surplus) in unique.items()},
        "consistency": {one.table: 1 - one.inconsistent / one.rows for one in seen},
        "timeliness": ({"months": 1 - lost / months} if months else {}) | ({"freshness": _freshness(ages, thresholds)} if ages else {}),
    }
    counted = {
        "completeness": (sum(one.rows * len(one.told) for one in seen), sum(one.rows - told for one in seen for told in one.told.values())),
        "validity": (sum(one.rows for one in seen), sum(one.invalid for one in seen)),
        "uniqueness": (sum(total for total, _ in unique.values()), sum(surplus for _, surplus in unique.values())),
        "consistency": (sum(one.rows for one in seen), sum(one.inconsistent for one in seen)),
        "timeliness": (months, lost),
    }
    issues = [issue for one in seen for issue in one.issues] + _between(present, rows, unique, duplicates)
    issues += [Issue("empty_month", "timeliness", "orders", "ordered_at", lost, months)]
    issues += [Issue("silence", "", "orders", "ordered_at", int((gaps["kind"] == "days").sum()), 0)]
    issues += [Issue("stale", "timeliness", name, HAPPENED[name], age, age) for name, age in ages.items() if age > thresholds.fresh_days]
    parts = _parts(ratios, counted, thresholds)
    return Quality(
        score=float((parts["score"] * parts["weight"]).sum()) if parts["weight"].notna().any() else math.nan,
        parts=parts, tables=_tables(seen), groups=groups, gaps=gaps, loaded_on=loaded_on,
        columns=columns_table({one.table: (one.rows, one.cells) for one in seen}),
        issues=_priced([issue for issue in issues if issue.rows], ratios, rows, ages, thresholds),
    )  # fmt: skip


def floored(score: float) -> float:
    """A score to one decimal as it is shown: never rounded up to a perfection that it has not."""
    return score if math.isnan(score) else math.floor(score * 10 + 1e-9) / 10


def issue_rows(tables: Mapping[str, ir.Table], issue: Issue, loaded_on: date, thresholds: QualityThresholds) -> ir.Table:
    """The very rows of an issue, lazily; ValueError where it is not made of rows of one table (``NOT_ROWS``)."""
    present = {name: table for name, table in tables.items() if name == issue.table or table.limit(1).count().to_pyarrow().as_py()}
    return scans.rows_of(present, issue, _given(loaded_on, thresholds), thresholds.outlier_reach)


def _given(loaded_on: date, thresholds: QualityThresholds) -> Given:
    return Given(loaded_on, thresholds.oldest_age, thresholds.price_tolerance)


def _unique(tables: Mapping[str, ir.Table], seen: list[Seen], duplicates: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Table → its rows, and those that are there once too often."""
    found = {one.table: (one.rows, _surplus(duplicates, "sure")) for one in seen if one.table == "customers"}
    keyless = [one for one in seen if one.table in KEYLESS and one.rows <= MOST_LINES]
    return found | {one.table: (one.rows, scans.repeated(tables[one.table], one.cells)) for one in keyless}


def _surplus(duplicates: pd.DataFrame, confidence: str) -> int:
    """The customers beside the one to keep of each group."""
    return int(((duplicates["confidence"] == confidence) & ~duplicates["keep"].astype(bool)).sum())


def _between(tables: Mapping[str, ir.Table], rows: Mapping[str, int], unique: Mapping[str, tuple[int, int]], duplicates: pd.DataFrame) -> list[Issue]:
    """What shows only where rows are compared with each other."""
    found = [Issue("repeated_row", "uniqueness", name, "", surplus, total) for name, (total, surplus) in unique.items() if name != "customers"]
    if "customers" in unique:
        total, surplus = unique["customers"]
        found.append(Issue("same_customer", "uniqueness", "customers", "", surplus, total))
        found.append(Issue("perhaps_same", "", "customers", "", _surplus(duplicates, "likely"), total))
    if 0 < rows.get("orders", 0) <= MOST_LINES:
        found.append(Issue("shared_order", "", "orders", "order_id", scans.shared_lines(tables["orders"]), rows["orders"]))
    return found


def _gaps(tables: Mapping[str, ir.Table], loaded_on: date, thresholds: QualityThresholds) -> tuple[pd.DataFrame, int]:
    """The stretches without orders, and the months from the first order to the last."""
    if "orders" not in tables:
        return outliers.stretches([]), 0
    day = tables["orders"].ordered_at.cast("date")
    days = tables["orders"].filter(day <= ibis.literal(loaded_on, type="date")).select(day=day).distinct().order_by("day")
    seen = days.to_pyarrow()["day"].to_pylist()
    months, count = outliers.empty_months(seen)
    return outliers.stretches([*months, *outliers.silences(seen, thresholds.outlier_reach, thresholds.silent_days)]), count


def _ages(seen: list[Seen], loaded_on: date) -> dict[str, int]:
    """Table → days from its last row to the load; a row about a month is as new as the month's end."""
    lasts = {one.table: one.last for one in seen if one.last}
    return {name: max(0, (loaded_on - last).days - (MONTH if name == "spend" else 0)) for name, last in lasts.items()}


def _fresh(age: int, thresholds: QualityThresholds) -> float:
    return min(1.0, thresholds.fresh_days / max(age, 1))


def _freshness(ages: Mapping[str, int], thresholds: QualityThresholds) -> float:
    return sum(_fresh(age, thresholds) for age in ages.values()) / len(ages)


def _weights(ratios: Ratios, thresholds: QualityThresholds) -> dict[str, float]:
    """The weights of the parts that are judged, as shares of their sum."""
    judged = {part: thresholds.weight(part) for part, of in ratios.items() if of}
    total = sum(judged.values())
    return {part: weight / total for part, weight in judged.items()} if total > 0 else {}


def _parts(ratios: Ratios, counted: Mapping[str, tuple[int, int]], thresholds: QualityThresholds) -> pd.DataFrame:
    """One row a part, as ``Quality.parts`` says."""
    weights, rows = _weights(ratios, thresholds), []
    for part in PARTS:
        of, weight = ratios[part], weights.get(part, math.nan)
        score = 100 * sum(of.values()) / len(of) if of else math.nan
        rows.append((part, score, weight, weight * (100 - score), *counted[part]))
    return pd.DataFrame(rows, columns=["part", "score", "weight", "points", "tested", "wanting"])


def _tables(seen: list[Seen]) -> pd.DataFrame:
    """One row a table, as ``Quality.tables`` says."""
    rows = [(one.table, one.rows, one.first, one.last, one.invalid, one.inconsistent) for one in seen]
    return pd.DataFrame(rows, columns=["table", "rows", "first", "last", "invalid", "inconsistent"])


def _priced(issues: list[Issue], ratios: Ratios, rows: Mapping[str, int], ages: Mapping[str, int], thresholds: QualityThresholds) -> pd.DataFrame:
    """The issues, each with what it costs, the dearest first."""
    worth = {part: 100 * weight / len(ratios[part]) for part, weight in _weights(ratios, thresholds).items()}
    columns = ["code", "part", "table", "column", "rows", "tested", "share", "points", "lowest", "highest", "bound"]
    found = pd.DataFrame(
        [
            asdict(issue)
            | {"share": issue.rows / issue.tested if issue.tested else math.nan, "points": _points(issue, worth, rows, ages, thresholds)}
            for issue in issues
        ],
        columns=columns,
    )
    return found.sort_values(["points", "rows", "table", "code"], ascending=[False, False, True, True], ignore_index=True)


def _points(issue: Issue, worth: Mapping[str, float], rows: Mapping[str, int], ages: Mapping[str, int], thresholds: QualityThresholds) -> float:
    """What an issue costs: the points of its part's ratio, by the share of the ratio that it takes."""
    if issue.part not in worth:
        return 0.0
    whole = worth[issue.part]
    if issue.code == "stale":
        return whole * (1 - _fresh(issue.rows, thresholds)) / len(ages)
    if issue.part != "completeness":
        return whole * issue.rows / (rows[issue.table] if issue.part in ("validity", "consistency") else issue.tested)
    group = next(item.group for item in items(issue.table) if item.name == issue.column)
    return whole * issue.rows / issue.tested / sum(item.group == group for item in items(issue.table))
