"""Workbooks, pages, Parquet files and archives made by hand, good and bad, for the files in `odd_files`."""

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from tests.data import biff
from tests.data.test_read_other_books import cell as ods_cell
from tests.data.test_read_other_books import ods, table, xlsb
from tests.data.test_read_other_books import row as ods_row

HEADER = ("order id", "customer id", "order date", "amount", "city")
RECORDS = (("A1", "c1", "2024-01-05", 10.5, "上海"), ("A2", "c2", "2024-01-06", 4.0, "北京"), ("A3", "c1", "2024-02-07", 5.25, "上海"))
TABLE = (HEADER, *RECORDS)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FILE = "file:///etc/passwd"
Cell = str | float | None
Parts = dict[str, str | bytes]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def inline(where: str, text: str) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def cells(row: int, values: Sequence[Cell], first: int = 1) -> str:
    """One row of a worksheet, texts inline; a text that begins with < is a cell as it stands."""
    parts = []
    for column, value in enumerate(values, first):
        where = address(row, column)
        if isinstance(value, str):
            parts.append(value.replace("@", where) if value.startswith("<c ") else inline(where, value))
        elif value is not None:
            parts.append(f'<c r="{where}"><v>{value}</v></c>')
    return f'<row r="{row}">{"".join(parts)}</row>'


def rows(records: Sequence[Sequence[Cell]], top: int = 1, left: int = 1) -> str:
    return "".join(cells(number, record, left) for number, record in enumerate(records, top))


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.comment = comment
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def parts_of(
    *sheets: str, before: str = "", around: str = "", states: Sequence[str] = (), titles: Sequence[str] = (), date1904: bool = False,
    styles: str = "", shared: str = "", spaces: tuple[str, str] = (MAIN, OFFICE),
) -> Parts:  # fmt: skip
    """The parts of an .xlsx whose sheets hold these rows; ``before`` precedes each sheet's root, ``around`` its rows."""
    main, office = spaces
    numbers = range(1, len(sheets) + 1)
    names = [*titles, *(f"Sheet{number}" for number in range(len(titles) + 1, len(sheets) + 1))]
    state = [f'state="{one}"' if one else "" for one in [*states, *[""] * len(sheets)]]
    listed = "".join(f'<sheet name="{escaped(names[n - 1])}" sheetId="{n}" {state[n - 1]} r:id="rId{n}"/>' for n in numbers)
    links = "".join(f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    links += f'<Relationship Id="rId901" Type="{office}/styles" Target="styles.xml"/>' if styles else ""
    links += f'<Relationship Id="rId902" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>' if shared else ""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheet_types = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>' for n in numbers)
    found: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>{sheet_types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    for n, data in zip(numbers, sheets, strict=True):
        found[f"xl/worksheets/sheet{n}.xml"] = f'{before}<worksheet xmlns="{main}">{around}<sheetData>{data}</sheetData></worksheet>'
    if styles:
        found["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    if shared:
        found["xl/sharedStrings.xml"] = shared if shared.startswith("<?") else f'<sst xmlns="{main}">{shared}</sst>'
    return found


GOOD = rows(TABLE)
DATES = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" '
    'formatCode="[$-804]yyyy/m/d;@"/></numFmts><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


def xlsx(*sheets: str, **how: object) -> bytes:
    return packed(parts_of(*sheets, **how))  # type: ignore[arg-type]


def with_parts(more: Parts, base: Parts | None = None) -> bytes:
    return packed((base or parts_of(GOOD)) | more)


def renamed(change: Callable[[str], str]) -> bytes:
    """The good workbook, its parts under other names."""
    return packed({change(name): content for name, content in parts_of(GOOD).items()})


def prefixed() -> bytes:
    """The good workbook as some libraries write it: every element with a prefix."""
    found = parts_of(GOOD)
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        text = str(found[name]).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        found[name] = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return packed(found)


def entries(*more: tuple[zipfile.ZipInfo | str, bytes | str]) -> bytes:
    """The good workbook with further entries, after its own, whatever their names say."""
    out = io.BytesIO(packed(parts_of(GOOD)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in more:
            file.writestr(name, content)
    return out.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, str]:
    """A symbolic link in a zip."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info, target


def charted(*, beside: bool) -> bytes:
    """A workbook with a sheet that is a chart, alone or beside the good table."""
    found = parts_of(*([GOOD] if beside else []))
    chart = f'<Relationship Id="rId800" Type="{OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'
    found["xl/_rels/workbook.xml.rels"] = str(found["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", chart)
    found["xl/workbook.xml"] = str(found["xl/workbook.xml"]).replace("<sheets>", '<sheets><sheet name="Chart1" sheetId="80" r:id="rId800"/>')
    found["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetViews/><drawing r:id="rId1"/></chartsheet>'
    return packed(found)


def laughs(root: str, levels: int = 9) -> str:
    """A document type whose last entity, &a9;, is a billion words."""
    grown = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, levels + 1))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a0 "ha">{grown}]>'


def quadratic(root: str) -> str:
    """A document type with one long entity, to be named many times."""
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a9 "{"ha" * 50_000}">]>'


def outside(root: str) -> str:
    """A document type whose entity is a file of the machine."""
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a9 SYSTEM "{FILE}">]>'


def entity_cell(where: str, times: int = 1) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t>{"&a9;" * times}</t></is></c>'


def with_entity(before: str, times: int = 1) -> bytes:
    return xlsx(rows(TABLE[:3]) + f'<row r="4">{entity_cell("A4", times)}</row>', before=before)


def ods_table(records: Sequence[Sequence[Cell]] = TABLE) -> list[str]:
    """The rows of an .ods."""
    return [
        ods_row(*(ods_cell(str(value), "float", str(value)) if isinstance(value, float) else ods_cell(escaped(str(value))) for value in record))
        for record in records
    ]


def good_ods() -> bytes:
    return ods(table("Sheet1", *ods_table()))


def ods_with(before: str, inside: str, times: int = 1) -> bytes:
    """An .ods whose content begins with a document type and whose last row names its entity."""
    with zipfile.ZipFile(io.BytesIO(ods(table("Sheet1", *ods_table(), ods_row(ods_cell(inside * times)))))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b'<?xml version="1.0"?>', before.encode())
    return packed(parts)


def locked_ods() -> bytes:
    """An .ods with a password, as LibreOffice writes one: its parts are noise, its manifest says how they were encrypted."""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="5000">'
        '<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    )
    noise = bytes((7 * n * n + 3 * n) % 251 for n in range(2_000))
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": noise, "META-INF/manifest.xml": manifest})


def good_xlsb() -> bytes:
    return xlsb({"Sheet1": [list(record) for record in TABLE]})


def old(records: Sequence[Sequence[Cell]] = TABLE, **how: object) -> bytes:
    """An .xls of Excel 95 in GBK."""
    stored = [[value.encode("gbk") if isinstance(value, str) else value for value in record] for record in records]
    return biff.container(biff.excel_95((b"Sheet1", stored), **how), "Book")  # type: ignore[arg-type]


SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def xml_book(data: str = "", before: str = '<?xml version="1.0"?>') -> bytes:
    """An XML spreadsheet of 2003."""
    listed = data or "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="{"Number" if isinstance(v, float) else "String"}">{v}</Data></Cell>' for v in record) + "</Row>"
        for record in TABLE
    )
    sheet = f'<Worksheet ss:Name="Sheet1"><Table>{listed}</Table></Worksheet>'
    return f'{before}<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">{sheet}</Workbook>'.encode()


def page(before: str = "", after: str = "", inside: Callable[[str], str] = escaped) -> bytes:
    """A web page with the good table."""
    listed = "".join("<tr>" + "".join(f"<td>{inside(str(value))}</td>" for value in record) + "</tr>\n" for record in TABLE)
    return f'<html><head><meta charset="utf-8">{before}</head><body><table>{listed}</table>{after}</body></html>'.encode()


def columns() -> dict[str, object]:
    """The good table, column by column."""
    return {name: [record[position] for record in RECORDS] for position, name in enumerate(HEADER)}


def parquet(more: Mapping[str, object] | None = None, **how: object) -> bytes:
    """The good table as Parquet; ``more`` adds or replaces columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns() | dict(more or {})), out, **how)
    return out.getvalue()


def parquet_of(found: pa.Table, **how: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(found, out, **how)
    return out.getvalue()


def moments(unit: str = "us", zone: str | None = None) -> pa.Array:
    """The good table's days, at eight in the evening."""
    days = [datetime.fromisoformat(f"{record[2]} 20:00") for record in RECORDS]
    plain = pa.array(days, pa.timestamp(unit))
    return plain if zone is None else plain.cast(pa.timestamp(unit, zone))


def tar(content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        info = tarfile.TarInfo("orders.csv")
        info.size = len(content)
        file.addfile(info, io.BytesIO(content))
    return out.getvalue()


def nested(content: bytes, depth: int) -> bytes:
    """A zip in a zip in a zip …"""
    for level in range(depth):
        content = packed({f"level{level}.zip" if level else "orders.csv": content})
    return content


def gz_named(content: bytes, name: bytes) -> bytes:
    """A gzip whose header carries a name of its own."""
    plain = gzip.compress(content, mtime=0)
    return plain[:3] + b"\x08" + plain[4:10] + name + b"\0" + plain[10:]


def declaring(content: bytes, size: int) -> bytes:
    """A zip whose last entry declares another size, in its directory."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def flipped(content: bytes, where: float, bit: int = 3) -> bytes:
    """The content with one bit changed, ``where`` as a share of its length."""
    at = min(len(content) - 1, int(len(content) * where))
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]
