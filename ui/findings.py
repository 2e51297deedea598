"""Results in words: findings as sentences, figures with their units, tables with translated headings."""

from collections.abc import Sequence

import pandas as pd

from locales import Words
from metrics.findings import Finding
from metrics.overview import Overview
from metrics.segments import TypicalCustomers
from ui.segments import scheme
from ui.session import Session
from ui.text import sentence

MONEY = frozenset({"revenue", "average_order_value", "mean_spend", "median_spend", "spend", "returned"})
LARGE = 1e6
SHARES = frozenset({"share", "revenue_share", "customer_share", "repeat_rate"})


def sentences(here: Session, found: Sequence[Finding]) -> list[str]:
    """Each finding as a sentence; names of groups stand in it as they came, so it is shown through ``safe_text``."""
    w = here.words
    said = []
    for finding in found:
        numbers: dict[str, object] = dict(finding.numbers)
        if "segment" in numbers:
            numbers["segment"] = w(f"segment.{scheme()}.{numbers['segment']}")
        if "group" in numbers:
            numbers["group"] = w.code("value.kind", str(numbers["group"]))
        for name in ("change", "gap", "others"):
            if name in numbers:
                numbers[f"{name}_size"] = abs(float(str(numbers[name])))
        way = ".up" if float(str(numbers.get("change", -1))) > 0 else ".down"
        key = f"finding.{finding.code}"
        said.append(w.told(key if key in w else key + way, numbers | {"currency": here.facts.currency}))
    return said


def written(w: Words, figure: str, value: float, currency: str, *, short: bool = False) -> str:
    """A figure with its unit; ``short`` as a card shows it: large sums as 1072万 or 10.7M."""
    if figure in SHARES:
        return w.percent(value, 2)
    if figure in MONEY:
        return w.money(value, currency, compact=short and value >= LARGE)
    return w.number(value)


def worded(w: Words, table: pd.DataFrame, **families: str) -> pd.DataFrame:
    """A result's table for reading and download: translated headings, codes in words; ``families`` maps a column to its codes' family."""
    shown = table.copy()
    for column, family in families.items():
        shown[column] = [w.code(family, value) for value in shown[column]]
    return shown.rename(columns={column: w(f"figure.{column}") for column in shown.columns})


def counted(here: Session, result: Overview) -> str:
    """Which customers and orders a page counted."""
    figures = result.figures.set_index("figure")["value"]
    w = here.words
    return w("how.counted", customers=w.number(figures["customers"]), orders=w.number(figures["orders"]),
             first=w.date(result.period[0]), last=w.date(result.as_of))  # fmt: skip


def advice(here: Session, typical: TypicalCustomers, of_scheme: str) -> pd.DataFrame:
    """One row a segment: its median customer, and what to do."""
    w, money = here.words, here.facts.currency
    rows = typical.table.dropna()
    return pd.DataFrame(
        {
            w("figure.segment"): [w(f"segment.{of_scheme}.{code}") for code in rows["segment"]],
            w("list.days_since_order"): [w.number(days) for days in rows["median_days_since_order"]],
            w("list.orders"): [w.number(orders) for orders in rows["median_orders"]],
            w("list.spend"): [sentence(w.money(spend, money)) for spend in rows["median_spend"]],
            w("segments.advice"): [w(f"segment.{of_scheme}.{code}.about") for code in rows["segment"]],
        }
    ).set_index(w("figure.segment"))
