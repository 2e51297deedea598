"""What a sheet is taken for, as a user may correct it: the table, what each column means, and how it comes in."""

from dataclasses import dataclass

from data.schema import TABLES


@dataclass(frozen=True)
class Mapping:
    """What each column of a sheet is taken for: a canonical name, or None to keep it as an attribute."""

    table: str
    targets: tuple[str | None, ...]
    day_first: bool | None = None  # of columns that do not tell; None: as the sheet's other dates do
    currency: str = ""  # of all amounts, where no column says it
    values: tuple[tuple[str, str, str], ...] = ()  # what words of the file mean: canonical column, word, code or other word
    privacy: tuple[tuple[int, str], ...] = ()  # position → mask, hash or drop: done before anything is stored
    mode: str = ""  # how rows meet those loaded under the same key: see `data.repeats`; empty: as the table usually does
    zone: str = ""  # the business's zone (Asia/Shanghai), to which times that state their offset are moved; empty: they stay as written
    numbered: bool = False  # rows without an id of their own: the file and their number in it are the id
    returns: bool = False  # of orders: every row is a return, whatever the sign of its amount


def missing(mapping: Mapping) -> tuple[str, ...]:
    """The required columns that the mapping does not supply.

    The amount of an order may come from quantity × unit price; where a survey has its questions or
    a table its months side by side, their headers are the questions and months, and a survey's records the responses.
    """
    have = set(filter(None, mapping.targets))
    if mapping.table == "orders" and {"quantity", "unit_price"} <= have:
        have.add("amount")
    if is_wide(mapping):
        have |= {"response_id"} if mapping.table == "surveys" else set()
        have.add(WIDE[mapping.table].said)
    have |= set(numbering(mapping)) if mapping.numbered else set()
    return tuple(name for name in TABLES[mapping.table].required if name not in have)


def numbering(mapping: Mapping) -> tuple[str, ...]:
    """The id that a mapping lacks and that the rows' numbers may stand for: of tables with a row a thing, such as customers."""
    key = TABLES[mapping.table].key
    return key if len(key) == 1 and key[0] not in mapping.targets else ()


@dataclass(frozen=True)
class Wide:
    """How a table comes with values side by side: what the headers say, what the cells hold, and from how many columns on."""

    said: str
    held: str
    least: int


WIDE = {  # questions of a survey; months of orders, costs and goals
    "surveys": Wide("question", "score", 1),
    "orders": Wide("ordered_at", "amount", 3),
    "spend": Wide("month", "amount", 3),
    "targets": Wide("period", "target", 3),
}


def is_wide(mapping: Mapping) -> bool:
    """Whether a sheet has its values side by side: several columns of them, and none for what their headers say."""
    wide = WIDE.get(mapping.table)
    return wide is not None and mapping.targets.count(wide.held) >= wide.least and wide.said not in mapping.targets


def twice(mapping: Mapping) -> tuple[str, ...]:
    """The canonical columns that more than one column of the sheet claims; questions and months may stand side by side."""
    beside = WIDE[mapping.table].held if is_wide(mapping) else ""
    named = [target for target in mapping.targets if target and target != beside]
    return tuple(sorted({name for name in named if named.count(name) > 1}))
