"""Which encoding a text file is in, and its content as UTF-8.

The order: a byte order mark, strict UTF-8, then by what the bytes beyond ASCII look like: UTF-8 with a few broken characters,
GB18030, Big5, and last Windows-1252, which explains anything. GB18030 and Big5 decode almost any bytes, so they are believed
only when most characters are the common ones: every text in Western European letters would pass as rare hanzi otherwise.
"""

import codecs
import re
from pathlib import Path

CHUNK = 1 << 20
EVIDENCE = 1 << 18  # bytes of lines beyond ASCII that are weighed
BELIEVED = 0.7  # share of characters that an encoding must explain as common ones
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GB_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
GB_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]")  # GB2312: punctuation, full width, hanzi of both levels
BIG5_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]")
BIG5_COMMON = re.compile(rb"[\xa1-\xa3\xa4-\xc6][\x40-\x7e\xa1-\xfe]")  # punctuation and the 5,401 frequent hanzi


def marked(head: bytes) -> str:
    """The encoding that the first bytes announce: by a byte order mark, or by the NULs of UTF-16 without one; "" when none."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if b"\n\0" in head and odd * 10 > len(head) and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if b"\0\n" in head and even * 10 > len(head) and odd * 10 < even else ""


def guess(evidence: bytes) -> str:
    """The encoding of lines that are not valid UTF-8."""
    beyond = sum(byte > 127 for byte in evidence)
    decoded = evidence.decode("utf-8", errors="replace")
    if decoded.count("\ufffd") < (1 - BELIEVED) * sum(character > "\x7f" for character in decoded):
        return "utf-8"
    for encoding, pair, common in (("gb18030", GB_PAIR, GB_COMMON), ("big5", BIG5_PAIR, BIG5_COMMON)):
        known = sum(bool(common.fullmatch(found)) for found in pair.findall(evidence))
        if 2 * known >= BELIEVED * beyond:
            return encoding
    return "cp1252"


def evidence(path: Path) -> bytes:
    """The first lines of a file that hold bytes beyond ASCII."""
    found = b""
    with path.open("rb") as file:
        while len(found) < EVIDENCE and (chunk := file.read(CHUNK)):
            if not chunk.isascii():
                found += b"\n".join(line for line in chunk.splitlines() if not line.isascii())[:EVIDENCE]
    return found


def transcode(path: Path, target: Path, encoding: str) -> int:
    """Write the file as UTF-8 and return how many characters could not be decoded (they become U+FFFD)."""
    errors = "cp1252-or-latin-1" if encoding == "cp1252" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    replaced = 0
    with path.open("rb") as file, target.open("wb") as out:
        if not encoding.startswith("utf") and file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:  # some exports mark what is no UTF-8
            file.seek(0)
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            replaced += text.count("\ufffd")
            out.write(text.encode("utf-8", errors="replace"))
        text = decoder.decode(b"", final=True)
        out.write(text.encode("utf-8", errors="replace"))
    return replaced + text.count("\ufffd")


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    """Windows-1252 leaves five bytes undefined; read those as Latin-1 does."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("cp1252-or-latin-1", _latin_1)
