"""What a canonical table and its columns are declared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["id", "text", "code", "date", "month", "timestamp", "money", "number", "integer", "boolean"]

SQL_TYPES: dict[Kind, str] = {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "code": "VARCHAR",
    "date": "DATE",
    "month": "DATE",
    "timestamp": "TIMESTAMP",
    "money": "DECIMAL(18,4)",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}


@dataclass(frozen=True)
class Column:
    """One canonical column.

    ``values`` maps a code to the words that files use for it; other words stay as they came. ``says`` are a boolean's own words
    for true and false, besides yes and no. ``references`` names the table
    whose key the column holds. ``fold`` says which value counts where a key comes several times: the last filled one, or the
    earliest or latest moment.
    """

    name: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    required: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    references: str = ""
    fold: Literal["last", "earliest", "latest"] = "last"
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def sql_type(self) -> str:
        """The engine's type of this column."""
        return SQL_TYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """One canonical table.

    ``key`` names the columns that identify a row, empty where rows only append: there ``together`` names those that tell what
    comes again as a whole, such as all lines of an order. ``counts`` names what people count where the key is finer: the
    responses of a survey, whose rows are answers. ``happened`` is the column that says when it happened, which cannot
    be later than the day of the load; ``sums`` the money column that adds up.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    happened: str = ""
    sums: str = ""

    def __getitem__(self, name: str) -> Column:
        """The column called ``name``; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which rows of another load are known again."""
        return self.key or self.together

    @property
    def thing(self) -> tuple[str, ...]:
        """The columns that tell apart what people count: orders, customers, responses."""
        return self.counts or self.identity

    @property
    def required(self) -> tuple[str, ...]:
        """The names a file must supply."""
        return tuple(column.name for column in self.columns if column.required)


def words(text: str) -> tuple[str, ...]:
    """The words between the bars."""
    return tuple(word.strip() for word in text.split("|"))
