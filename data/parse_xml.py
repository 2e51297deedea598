"""An XML spreadsheet (SpreadsheetML 2003), which many tools write under the name .xls, as sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from data.parse_columns import File, table_sheets
from data.parse_html import columns_of, text_of
from data.parse_workbook import gathered
from data.parse_xls import number_text
from data.read import Limits, ReadError, Sheet, Sheets
from data.region import NOWHERE, Regions

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet "
LAST_ROW = 1_048_576


def read_xml(path: Path, name: str, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The sheets of an XML spreadsheet; ReadError when it is cut off or other XML."""
    content = path.read_bytes()
    text, _ = text_of(content)
    reading = _Reading(limits)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reading.write, reading.refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        raise ReadError("damaged", {"kind": "xml"}) from None

    def loaded(position: int, title: str) -> list[Sheet] | None:
        found = reading.sheets[position]
        if found.hidden:
            return None
        return table_sheets(columns_of(found.rows, limits), title, folder / f"sheet-{position}.parquet", File(name), limits, regions)

    return gathered([sheet.title for sheet in reading.sheets], loaded)


@dataclass
class _Found:
    """One worksheet on its way."""

    title: str
    rows: list[list[str | None]] = field(default_factory=list)
    hidden: bool = False


class _Reading:
    """What a parser has met: worksheets, their rows, the cell that is open."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[_Found] = []
        self._root = ""
        self._kind: str | None = None  # of the open cell's data
        self._text: list[str] = []
        self._visible = False
        self._merged = 0  # columns that the cell before reaches into

    def refuse(self, *_: object) -> None:
        """A document type: no spreadsheet has one, and its entities can be made to grow without end."""
        raise ReadError("damaged", {"kind": "xml"})

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._root = self._root or tag
        if self._root != f"{SPREADSHEET}Workbook":
            raise ReadError("not_a_workbook", {"kind": "xml"})
        space, _, name = tag.rpartition(" ")
        if name == "Visible":
            self._visible, self._text = True, []
        elif f"{space} " == SPREADSHEET and name == "Worksheet":
            self.sheets.append(_Found(attributes.get(f"{SPREADSHEET}Name", "")))
        elif f"{space} " == SPREADSHEET and self.sheets:
            self._begin_part(name, attributes)

    def _begin_part(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell or its data begins; rows and cells that are passed over are blank."""
        rows, index = self.sheets[-1].rows, _number(attributes.get(f"{SPREADSHEET}Index", ""))
        if name == "Row":
            if index > LAST_ROW:
                raise ReadError("too_large", {"rows": index, "limit": LAST_ROW})
            rows.extend([] for _ in range(index - 1 - len(rows)))
            rows.append([])
            self._merged = 0
        elif name == "Cell" and rows:
            place = max(index - 1, len(rows[-1]) + self._merged)
            if place > self.limits.columns:
                raise ReadError("too_many_columns", {"columns": place + 1, "limit": self.limits.columns})
            rows[-1].extend([None] * (place + 1 - len(rows[-1])))
            self._merged = _number(attributes.get(f"{SPREADSHEET}MergeAcross", ""))
        elif name == "Data":
            self._kind, self._text = attributes.get(f"{SPREADSHEET}Type", "String"), []

    def write(self, text: str) -> None:
        """Text; it counts inside data."""
        if self._kind is not None or self._visible:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == f"{SPREADSHEET}Data" and self._kind is not None and self.sheets and self.sheets[-1].rows and self.sheets[-1].rows[-1]:
            self.sheets[-1].rows[-1][-1] = _cell("".join(self._text), self._kind)
        if tag == f"{SPREADSHEET}Data":
            self._kind = None
        if self._visible and tag.endswith(" Visible"):
            self.sheets[-1].hidden = "Hidden" in "".join(self._text)
            self._visible = False


def _number(text: str) -> int:
    """A count in an attribute; 0 when there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _cell(text: str, kind: str) -> str | None:
    """A cell's text as the same cell of an .xlsx would read."""
    if kind == "Number":
        try:
            return number_text(float(text))
        except ValueError:
            return text
    if kind == "DateTime":
        return text.replace("T", " ").removesuffix(".000")
    if kind == "Boolean":
        return "true" if text.strip() == "1" else "false"
    return None if kind == "Error" else text
