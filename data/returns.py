"""What tells returns from sales where a column names the kind of document: 销售出库 and 销售退货, Sale and Refund."""

from collections.abc import Sequence
from functools import cache

from data.headers import SheetColumn, code_key, folded
from data.proposals import Match
from data.schema import TABLES
from data.schema.declare import words

KINDS = frozenset(
    folded(word)
    for word in words(
        "type | transaction type | order type | document type | doc type | sale type | sales type | record type | trans type | txn type | "
        "类型 | 单据类型 | 业务类型 | 交易类型 | 订单类型 | 单据类别 | 业务类别 | 交易类别 | 销售类型 | 记录类型 | 出库类型"
    )
)
SURE = 0.8
PAID_SO = frozenset(("credit",))  # alone it may be how people paid


@cache
def _known() -> frozenset[str]:
    """All words for returns and sales."""
    return frozenset(code_key(word) for said in TABLES["orders"]["is_return"].says.values() for word in said)


def returns_said(column: SheetColumn) -> float:
    """The share of a column's cells that are words for a return or a sale."""
    return sum(code_key(cell) in _known() for cell in column.cells) / max(1, len(column.cells))


def by_kinds(columns: Sequence[SheetColumn], found: dict[str, Match]) -> None:
    """Know returns by the kinds of documents, where no column is called so."""
    taken = {match.column for match in found.values()}
    fit = [column for column in columns if column.position not in taken and _tells_returns(column)]
    if fit and "is_return" not in found:
        found["is_return"] = Match(min(fit, key=lambda one: (-one.distinct, one.order)).position, "is_return", SURE, "values")


def _tells_returns(column: SheetColumn) -> bool:
    """Whether a column of kinds says of each line whether it is a return: every filled cell does, in words."""
    kinds = {code_key(cell) for cell in column.cells}
    return column.key in KINDS and bool(kinds) and kinds <= _known() and not kinds <= PAID_SO
