"""``python -m data.parse``: read one file in a process of its own. The order comes as JSON on stdin, the answer goes to stdout.

The order has path, name, incoming, folder (for what is written anew), limits and regions (where the user says that tables stand);
the answer has sheets and skipped, or error and details. Whatever the file's name says, its first bytes decide how it is read.
"""

import errno
import gzip
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.notes import without_notes
from data.parse_encoding import marked
from data.read import Limits, ReadError, Sheets
from data.region import NOWHERE, Region, Regions

Reader = Callable[[Path, str, Path, Limits, Regions], Sheets]

HEAD = 1 << 16
CHUNK = 1 << 20
FEW = 400  # bytes: in a shorter file a stray control character or eight prove nothing
WORKBOOKS = {"xlsx", "xlsm", "xlsb", "xls", "ods"}
TABLES = {"parquet", "parq", "pq"}
TEXTS = {"csv", "tsv", "txt", "tab", "gz"}
MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"BZh9", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"PAR1", "parquet"),
    (b"PARE", "encrypted_parquet"),
    # A workbook of Excel 2.1 to 4, or of a later version outside its container, begins with a record that says so.
    (b"\x09\x00\x04\x00", "xls"),
    (b"\x09\x02\x06\x00", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
    (b"\x09\x08\x08\x00", "xls"),
    (b"\x09\x08\x10\x00", "xls"),
    (b"MIME-Version:", "mhtml"),
    (b"SQLite format 3", "database"),
    (b"{\\rtf", "document"),
)
ZIP_KINDS = (
    ("xl/workbook.xml", "workbook"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "document"),
    ("ppt/presentation.xml", "presentation"),
)
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(!doctype html|html|head|table|meta|body|\?xml|[a-z]+:?[a-z]* xmlns)", re.IGNORECASE)
PAGE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<.*?<(?:table|tr|td)\b", re.IGNORECASE | re.DOTALL)
JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"[^\"\n]*\"\s*:")
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b")) + b"\x7f"


def kind_of(head: bytes) -> str:
    """What the first bytes of a file are: text, html, xml, binary or the kind of a known signature."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if found := MARKUP.match(head):
        return "xml" if found[1].lower().startswith(b"?xml") or b"xmlns" in found[1].lower() and b"html" not in found[1].lower() else "html"
    if JSON.match(head):
        return "json"
    if marked(head):
        return "text"
    controls = len(head) - len(head.translate(None, CONTROL))
    return "binary" if controls * 50 > max(len(head), FEW) else "text"


def _zip_kind(path: Path) -> str:
    """What a zip file is by the parts in it."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = {name.lower().replace("\\", "/") for name in parts.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise ReadError("damaged", {"kind": "zip"}) from None
    for part, kind in ZIP_KINDS:
        if part in names:
            return kind
    return "ods" if "content.xml" in names and "mimetype" in names else "zip"


def _ole_kind(path: Path) -> str:
    """What an OLE2 container holds by the names in its directory: an encrypted package, an old workbook, or something else."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    if "Root Entry".encode("utf-16-le") not in content:  # the directory is gone, with the end of the file
        raise ReadError("damaged", {"kind": "ole"})
    streams = ("Workbook\0", "Book\0")
    return "xls" if any(stream.encode("utf-16-le") in content for stream in streams) else "ole"


def _disguise(path: Path, kind: str) -> str:
    """What a file named .xls is that is no workbook; spreadsheet programs open such files, so many tools write them.

    A page may begin with any tag, as XML, or in UTF-16.
    """
    head = _head(path).replace(b"\0", b"")
    return "html" if kind in ("text", "xml") and PAGE.match(head) and b":spreadsheet" not in head else kind


def _extension(name: str) -> str:
    """The extension that says what a file claims to be; that of the packed file for .gz."""
    parts = name.lower().strip().split(".")
    if len(parts) > 2 and parts[-1] == "gz" and parts[-2] in TEXTS:
        return parts[-2]
    return parts[-1] if len(parts) > 1 else ""


def _unpack(path: Path, target: Path, limits: Limits) -> None:
    """The content of a gzip file, written to ``target``."""
    written = 0
    try:
        with gzip.open(path) as packed, target.open("wb") as out:
            while chunk := packed.read(CHUNK):
                written += out.write(chunk)
                if written > limits.unpacked:
                    raise ReadError("too_large", {"bytes": written, "limit": limits.unpacked})
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise ReadError("damaged", {"kind": "gzip"}) from None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def parse(path: Path, name: str, incoming: Path, folder: Path, limits: Limits, regions: Regions = NOWHERE) -> Sheets:
    """The sheets of a file without what ours say to their reader; raises ReadError for one that has none."""
    return without_notes(_sheets(path, name, incoming, folder, limits, regions), folder)


def _sheets(path: Path, name: str, incoming: Path, folder: Path, limits: Limits, regions: Regions) -> Sheets:
    """The sheets of a file as they stand there."""
    extension = _extension(name)
    head = _head(path)
    kind = kind_of(head)
    if extension not in WORKBOOKS | TABLES | TEXTS:
        raise ReadError("unsupported", {"kind": kind, "extension": extension})
    if not head:
        raise ReadError("empty")
    if kind == "binary" and extension in TEXTS and kind_of(head.rstrip(b"\0") or head) == "text":  # a machine that stopped while it wrote leaves NULs
        raise ReadError("damaged", {"kind": "text"})
    if kind == "zip":
        kind = _zip_kind(path)
    if kind == "ole":
        kind = _ole_kind(path)
    if extension == "xls":
        kind = _disguise(path, kind)
    if kind in ("encrypted", "encrypted_parquet"):
        raise ReadError(kind)
    if reader := _reader(kind, extension):
        return reader(path, name, folder, limits, regions)
    if kind not in ("text", "gzip") or extension not in TEXTS and (kind, extension) != ("text", "xls"):
        told = "unsupported" if extension in TEXTS else "not_parquet" if extension in TABLES else "not_a_workbook"
        raise ReadError(told, {"kind": kind, "extension": extension})
    from data.parse_text import read_text

    plain = path
    if kind == "gzip":
        plain = folder / "unpacked.csv"
        _unpack(path, plain, limits)
        if (inner := kind_of(_head(plain))) != "text":
            raise ReadError("unsupported", {"kind": inner, "extension": extension})
    return Sheets(read_text(plain, name, incoming, folder, limits, regions))


def _reader(kind: str, extension: str) -> Reader | None:
    """What reads files of this kind as a whole; only what is needed is imported, for speed. None for text and the unknown."""
    if kind in ("workbook", "xlsb", "ods"):
        from data.parse_workbook import read_workbook

        return read_workbook
    if kind == "xls":
        from data.parse_xls import read_xls

        return read_xls
    if kind == "parquet":
        from data.parse_parquet import read_parquet

        return read_parquet
    if kind == "html" and extension == "xls":
        from data.parse_html import read_page

        return read_page
    if kind == "xml" and extension == "xls":
        from data.parse_xml import read_xml

        return read_xml
    return None


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """The answer to an order, both ready for JSON."""
    try:
        regions = {name: Region(**said) for name, said in order.get("regions", {}).items()}
        sheets = parse(Path(order["path"]), order["name"], Path(order["incoming"]), Path(order["folder"]), Limits(**order["limits"]), regions)
    except ReadError as error:
        return {"error": error.code, "details": error.details}
    except MemoryError:
        return {"error": "out_of_memory", "details": {}}
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return {"error": "no_space", "details": {}}
    return {"sheets": [asdict(sheet) | {"path": str(sheet.path)} for sheet in sheets], "skipped": sheets.skipped}


def _limit_memory(size: int) -> None:
    """Let the system refuse memory beyond ``size`` where it can (not on Windows; macOS only pretends to)."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = size if hard == resource.RLIM_INFINITY else min(size, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    except (ValueError, OSError):
        return  # the parent watches the resident size in any case


def main() -> None:
    """Read the order, obey it, print the answer."""
    order = json.load(sys.stdin)
    import pyarrow  # noqa: F401 - before the limit: what has no room to start may crash, and not say why

    _limit_memory(order["limits"]["memory"])
    sys.stdout.write("\n" + json.dumps(answer(order)) + "\n")


if __name__ == "__main__":
    main()
