"""What the words of a file mean: every different value of its columns of codes, the code it is taken for, and those that nobody knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from data.cell_texts import is_blank
from data.headers import code_key
from data.mapping import Mapping
from data.read import Sheet
from data.schema import TABLES, Column


@dataclass(frozen=True)
class Meaning:
    """One different word of a column of codes. ``code`` is what it is taken for, None where it stays as it came; ``rows`` counts the sample."""

    column: str
    word: str
    code: str | None
    rows: int


def value_meanings(sheet: Sheet, mapping: Mapping) -> list[Meaning]:
    """The words of a sheet's columns of codes, unknown ones first, then by column and frequency; what the mapping says comes first."""
    table, found = TABLES[mapping.table], []
    for position, target in enumerate(mapping.targets):
        if target is None or not table[target].values:
            continue
        said = {code_key(word): becomes for column, word, becomes in mapping.values if column == target}
        for word, rows in _words(record[position] for record in sheet.sample):
            found.append(Meaning(target, word, said.get(code_key(word)) or _code(table[target], word), rows))
    return sorted(found, key=lambda one: (one.code is not None, table.names.index(one.column), -one.rows, one.word))


def _words(cells: Iterable[str | None]) -> list[tuple[str, int]]:
    """The different words of some cells, each as it is written most often, with their number."""
    written: dict[str, Counter[str]] = {}
    for cell in cells:
        if cell is not None and not is_blank(cell):
            written.setdefault(code_key(cell), Counter())[cell.strip()] += 1
    return [(min(ways, key=lambda way: (-ways[way], way)), ways.total()) for ways in written.values()]


def _code(column: Column, word: str) -> str | None:
    """The code whose words contain this one."""
    key = code_key(word)
    return next((code for code, words in column.values.items() if key in {code_key(one) for one in (code, *words)}), None)
