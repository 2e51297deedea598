"""Which encoding a text file is in, and its content as UTF-8.

The order: a byte order mark, strict UTF-8, then by what the bytes beyond ASCII look like: UTF-8 with a few broken characters,
Japanese as Windows writes it, GB18030 or Korean, Big5, and last Windows-1252, which explains anything. GB18030 and Big5 decode
almost any bytes, so they are believed only when most characters are the common ones: every text in Western European letters would
pass as rare hanzi otherwise. Traditional hanzi count in GB18030 where hardly anything else is there. Korean lies where the first
half of the hanzi lies: which of the two it is their commonest characters tell.
"""

import codecs
import re
from pathlib import Path

from data.simplified import SIMPLIFIED

CHUNK = 1 << 20
EVIDENCE = 1 << 18  # bytes of lines beyond ASCII that are weighed
LANGUAGE = 1 << 14  # and of them those whose characters are
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
TRADITIONAL = 0.95  # share of the bytes that GB2312 and the traditional forms of its hanzi must explain: Western text has half of that
HANGUL = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")  # and of hanzi the first half, by their sound
ALL, ENOUGH = 0.95, 4  # share of the characters that Korean has there, and how many there must be: a lone name may be either
COMMON_HANGUL = frozenset(
    "가간감강객거건결경계고공관광교구권규금급기길김나남내년노단담당대도동등라래로류르름리마매명모목문물미민박반방배백번법별보부북분불비빈사상생"
    "서석선성세소송수숙순스승시신실심아안액야약양업여역연영예오온옥완용우운울원월유윤으은을의이인일임입자장재전점정제조종주준중지직진차채처천철"
    "총최추출충취카코태통트특판편포표품하한할합해행허현형혜호홍화확환황회후훈희는다를에요"
)
COMMON_HANZI = frozenset(  # of that half
    "单客间日期号户额人分名金款成品编类标否称度货目会交次价计订量付服费道店工理发来广的电渠结入区公进家部回级访东开流方机建表评话年码跟合门票动内大购满联不"
    "出后到程件买报本接待核明产别答点南请容签活华卡份处国关等据求划记币认拜海化告换得际导顾江平复经茶确放荐创北决代全常定果调案地长任呼解规城了惠闭高个加格考"
    "清保达没沟可女卷对前老负反录二川查能备企馈花情群秒功列多描积杭打利光阿扣频取场留含三权库归介获管普路民段立陈包具击林佳超补快技比模敏率您递低其安京强办急"
    "秦范料抖湖红存近龙见触铺绩法春策科男宝庆美络当改或礼宁册耗柯阶配感媒季面零马旗紧过档都好盘净房例截力李短故和何空登况教减初板互节般百按繁叫环孟端仓器券"
)
SJIS_RUN = re.compile(rb"(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa1-\xdf]){2,}")  # a lone pair may be a quote and a letter: \x92s
SJIS_COMMON = re.compile(
    rb"(\x81[\x40-\xac]|\x82[\x4f-\xf1]|\x83[\x40-\x96]|[\x88-\x98][\x40-\x7e\x80-\xfc])|[\x81-\x9f\xe0-\xfc].|[\xa1-\xdf]", re.DOTALL
)
SJIS_FULL = 0.3  # share of full-width characters: of half-width katakana alone everything could be made
HALF_WIDTH = rb"[\xa6-\xb2\xb4\xb5\xc5-\xc9\xcf-\xdd]|[\xb3\xb6-\xc4]\xde?|[\xca-\xce][\xde\xdf]?"  # katakana, with the marks that few of them take
SJIS_WORD = re.compile(rb"(?:\x81[\x40-\xac]|\x82[\x4f-\xf1]|\x83[\x40-\x96]|[\x88-\x9f\xe0-\xea][\x40-\x7e\x80-\xfc]|[ -~]|" + HALF_WIDTH + rb")+")
KANA_WORD = re.compile(rb"(?:" + HALF_WIDTH + rb"){2,}")
WORD = re.compile(rb"[^\s,;\"|]*[\x80-\xff][^\s,;\"|]*")
WORDS, STRAY = 0.95, 0.1  # share of different words that are Japanese; and of their letters that would be common hanzi
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
    beyond = _beyond(evidence)
    decoded = evidence.decode("utf-8", errors="replace")
    if decoded.count("\ufffd") < (1 - BELIEVED) * sum(character > "\x7f" for character in decoded):
        return "utf-8"
    if _is_japanese(evidence[:LANGUAGE]) or _is_katakana(evidence[:LANGUAGE]):
        return "cp932"
    for encoding, pair, common in (("gb18030", GB_PAIR, GB_COMMON), ("big5", BIG5_PAIR, BIG5_COMMON)):
        known = sum(bool(common.fullmatch(found)) for found in pair.findall(evidence))
        if 2 * known >= BELIEVED * beyond:
            return "cp949" if encoding == "gb18030" and _is_korean(evidence[:LANGUAGE]) else encoding
        if encoding == "gb18030" and _is_traditional(evidence[:LANGUAGE]):
            return encoding
    return "cp1252"


def _is_traditional(evidence: bytes) -> bool:
    """Whether the bytes beyond ASCII are common hanzi of GB18030, traditional ones too."""
    pairs = GB_PAIR.findall(evidence)
    known = [pair for pair in pairs if GB_COMMON.fullmatch(pair) or ord(pair.decode("gb18030", errors="replace")[0]) in SIMPLIFIED]
    return len(pairs) >= ENOUGH and sum(map(_beyond, known)) >= TRADITIONAL * _beyond(evidence)


def _is_korean(evidence: bytes) -> bool:
    """Whether what passes for Chinese is Korean."""
    letters = [pair for pair in GB_PAIR.findall(evidence) if pair[0] >= 0xB0]
    if len(letters) < ENOUGH or sum(bool(HANGUL.fullmatch(pair)) for pair in letters) < ALL * len(letters):
        return False
    hangul, hanzi = (
        sum(map(common.__contains__, b"".join(letters).decode(encoding, errors="replace")))
        for encoding, common in (("cp949", COMMON_HANGUL), ("gb18030", COMMON_HANZI))
    )
    return hangul > hanzi and 2 * hangul >= len(letters)


def _is_japanese(evidence: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in runs of common kana and kanji, or of katakana of half width among them."""
    beyond = _beyond(evidence)
    found = [match for run in SJIS_RUN.findall(evidence) for match in SJIS_COMMON.finditer(run)]
    full = sum(_beyond(match[0]) for match in found if match[1])
    half = sum(len(match[0]) == 1 for match in found)
    return full >= SJIS_FULL * beyond and full + half >= BELIEVED * beyond


def _is_katakana(evidence: bytes) -> bool:
    """Whether most words are Japanese and several of them katakana of half width, which two by two would be rare hanzi, or one too few."""
    words = set(WORD.findall(evidence))
    kana = [word for word in words if KANA_WORD.fullmatch(word)]
    if len(kana) < ENOUGH - 1 or not any(len(word) % 2 for word in kana):
        return False
    if sum(bool(SJIS_WORD.fullmatch(word)) for word in words) < WORDS * len(words):
        return False
    hanzi = [character for word in kana for character in word.decode("gb18030", errors="replace")]
    return sum(map(COMMON_HANZI.__contains__, hanzi)) <= STRAY * len(hanzi)


def _beyond(text: bytes) -> int:
    """How many bytes lie beyond ASCII."""
    return sum(byte > 127 for byte in text)


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
