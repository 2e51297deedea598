"""What tells returns from sales: a column that names the kind of document (销售出库 and 销售退货, Sale and Refund), or the name of a sheet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from data.headers import SheetColumn, code_key, folded
from data.mapping import Mapping
from data.proposals import Match
from data.read import Sheet
from data.region_cells import plain
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
SAID_OTHERWISE = ("is_return", "refund")  # columns that tell returns line by line
_WHEN = re.compile(r"\d+|年|月份?|日|第|季度?|\bq(?=\d)|[\W_]+")
_BELOW = re.compile(r"\D*[-−(]\D*\d|.*\d\D*-$")  # a number below nothing
_GENERIC = re.compile(r"(?:sheet|工作表|table|表)?\s*\d*")  # a worksheet that nobody gave a name
_LISTED = re.compile(r"(?:明细|记录|数据|清单|列表|汇总|统计|流水|台账|表|\b(?:list|data|details?|report|table|log|export|orders|items|lines))+$")


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
    """Whether a column of kinds says of each line whether it is a return."""
    return column.key in KINDS and tell_returns(column.cells)


def tell_returns(cells: Iterable[str]) -> bool:
    """Whether every one of the filled cells is a word for a return or a sale."""
    kinds = {code_key(cell) for cell in cells}
    return bool(kinds) and kinds <= _known() and not kinds <= PAID_SO


def called_returns(sheet: Sheet) -> str:
    """The name that says of a whole sheet that its rows are returns: its own, or its file's where it has none; blank where none does."""
    name = sheet.file.rpartition(".")[0] if unnamed(sheet) else sheet.name
    said = _LISTED.sub("", " ".join(_WHEN.sub(" ", plain(name)).split())).strip()
    return name if {code_key(said), code_key(said).removesuffix("s")} & _returned() else ""


def unnamed(sheet: Sheet) -> bool:
    """Whether nobody gave a worksheet a name."""
    return _GENERIC.fullmatch(plain(sheet.name)) is not None


@cache
def _returned() -> frozenset[str]:
    """The words for returns alone."""
    return frozenset(code_key(word) for word in TABLES["orders"]["is_return"].says["true"]) - PAID_SO


def may_return(mapping: Mapping) -> bool:
    """Whether nothing in a mapping tells which of its rows are returns."""
    return mapping.table == "orders" and not set(SAID_OTHERWISE) & set(mapping.targets)


def returning(sheet: Sheet, mapping: Mapping) -> Mapping:
    """The mapping with what the sheet's name says: that its rows are returns, which somebody may take back; not where signs tell them apart."""
    return replace(mapping, returns=may_return(mapping) and bool(called_returns(sheet)) and not _both_signs(sheet, mapping))


def _both_signs(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether some amounts, or quantities where amounts come of them, are below nothing and others above."""
    told = "amount" if "amount" in mapping.targets else "quantity"
    places = [place for place, target in enumerate(mapping.targets) if target == told]
    cells = (plain(cell) for record in sheet.sample for place in places if (cell := record[place]))
    return len({_BELOW.match(cell) is not None for cell in cells if re.search("[1-9]", cell)}) == 2
