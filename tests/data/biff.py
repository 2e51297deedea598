"""Old workbooks made by hand, record by record: what no library of today writes, and what no program should."""

import struct
from collections.abc import Sequence

Cell = bytes | float | None
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def record(kind: int, data: bytes = b"") -> bytes:
    """One record of a workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def container(stream: bytes, name: str = "Workbook", directory: bytes = b"") -> bytes:
    """An OLE2 file with one stream, its tables before its content; ``directory`` replaces the one that names the stream."""
    content = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(content) // SECTOR
    named = -(-len(directory) // SECTOR) or 1
    tables = 1
    while tables * 128 < tables + named + sectors:
        tables += 1
    chain = [FAT] * tables + _chain(tables, named) + _chain(tables + named, sectors)
    chain += [FREE] * (tables * 128 - len(chain))
    header = struct.pack("<8s16xHHHHH10xIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, tables, tables, 0)
    header += struct.pack("<IIIII", 4096, END, 0, END, 0) + struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    directory = directory or entry("Root Entry", 5, END, 0, child=1) + entry(name, 2, tables + named, len(content))
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory.ljust(named * SECTOR, b"\0") + content


def _chain(start: int, sectors: int) -> list[int]:
    return [*range(start + 1, start + sectors), END]


def entry(name: str, kind: int, start: int, size: int, *, left: int = FREE, right: int = FREE, child: int = FREE) -> bytes:
    """One entry of a container's directory: a storage (5 the root) or a stream (2)."""
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, left, right, child, start, size)


def excel_95(
    *sheets: tuple[bytes, Sequence[Sequence[Cell]]], page: int | None = 936, hidden: Sequence[int] = (), rich: bool = False, before: bytes = b""
) -> bytes:
    """The stream of a workbook of Excel 95: sheets of bytes and numbers; ``before`` are records that follow the first."""
    parts = [_sheet_95(rows, rich) for _, rows in sheets]
    names = [title for title, _ in sheets]
    start = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 1995)) + before
    start += b"" if page is None else record(0x42, struct.pack("<H", page))
    start += record(0x41E, struct.pack("<HB", 164, 10) + b"yyyy-mm-dd")
    start += b"".join(record(0xE0, struct.pack("<HH12x", 0, form)) for form in (0, 164))
    place = len(start) + sum(11 + len(name) for name in names) + 4
    for position, (name, part) in enumerate(zip(names, parts, strict=True)):
        start += record(0x85, struct.pack("<IBBB", place, position in hidden, 0, len(name)) + name)
        place += len(part)
    return start + record(0xA) + b"".join(parts)


def _sheet_95(rows: Sequence[Sequence[Cell]], rich: bool) -> bytes:
    width = max(map(len, rows), default=0)
    parts = [record(0x809, struct.pack("<HHHH", 0x500, 16, 0, 1995)), record(0x200, struct.pack("<HHHHH", 0, min(len(rows), 0xFFFF), 0, width, 0))]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, bytes):
                label = struct.pack("<HHHH", row, column, 0, len(cell)) + cell
                parts.append(record(0xD6, label + b"\1\0\0") if rich else record(0x204, label))
            elif cell is not None:
                parts.append(record(0x203, struct.pack("<HHHd", row, column, int(cell > 40_000), cell)))
    return b"".join(parts) + record(0xA)


def excel_2(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A file of Excel 2.1, as small exporters still write: no container, no sheet names, no code page."""
    parts = [record(0x9, struct.pack("<HH", 2, 16)), record(0x0, struct.pack("<HHHH", 0, len(rows), 0, max(map(len, rows))))]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HH3x", row, column)
            if isinstance(cell, bytes):
                parts.append(record(0x4, place + bytes([len(cell)]) + cell))
            elif cell is not None:
                parts.append(record(0x3, place + struct.pack("<d", cell)))
    return b"".join(parts) + record(0xA)
