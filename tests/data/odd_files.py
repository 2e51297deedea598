"""Odd, broken and hostile files, each with what is to come of it, written down before it was tried.

A file loads, or it is refused with a code that both languages have words for. What loads says what it holds: the table, the
rows read and which of them stayed out and why, the money, and cells that must come out to the letter.
"""
# ruff: noqa: E501 - a table, one file a line

import gzip
import json
import lzma
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pyarrow as pa

from data.read import LIMITS, Limits
from tests.data import biff, odd_books
from tests.data.odd_books import GOOD, RECORDS, TABLE, inline, packed, parquet, rows, xlsx
from tests.data.test_read_other_books import cell as ods_cell
from tests.data.test_read_other_books import ods, table
from tests.data.test_read_other_books import row as ods_row

CITIES = ("上海", "北京", "上海")
IDS = ("A1", "A2", "A3")
LINES = ("order id,customer id,order date,amount,city", "A1,c1,2024-01-05,10.50,上海", "A2,c2,2024-01-06,4,北京", "A3,c1,2024-02-07,5.25,上海")
PLAIN = "\n".join(LINES) + "\n"
BOM = "\ufeff"
Content = bytes | Callable[[], bytes]


@dataclass(frozen=True)
class Loads:
    """The file loads: ``rows`` read, of them those in ``rejected`` kept out, ``total`` the sales (or the table's money)."""

    rows: int = 3
    total: str = "19.75"
    table: str = "orders"
    rejected: Mapping[str, int] = field(default_factory=dict)  # code → lines
    noted: Mapping[str, int] = field(default_factory=dict)
    out: int = 0  # lines rejected: one may have several codes
    holds: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: {"order_id": IDS, "city": CITIES})  # column → its stored cells
    skipped: tuple[tuple[str, str], ...] = ()  # sheet, why it was left out
    replaced: int = 0  # bytes that no encoding explains
    encoding: str = ""
    sheets: int = 1  # of which the last is what is described here
    anonymous: int = 0


@dataclass(frozen=True)
class Refused:
    """The file is refused with ``code`` and at least these details."""

    code: str
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Odd:
    """One file: what it is called here, its content, its fate, and the name that its owner gave it."""

    what: str
    content: Content
    fate: Loads | Refused
    name: str = "orders.csv"
    limits: Limits = LIMITS
    alone: bool = False  # heavy, or deadly for the reader: read as the app does, by a process started anew
    known_as: str = ""  # the name that the sheet then has, when not the one given

    @property
    def bytes(self) -> bytes:
        """What the file holds."""
        return self.content if isinstance(self.content, bytes) else self.content()


def text(*lines: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Lines as a file."""
    return "".join(line + end for line in lines or LINES).encode(encoding)


def separated(by: str, **decimal: str) -> bytes:
    """The good table with another delimiter."""
    return text(*(line.replace(",", by) for line in LINES))


def cities(*named: str) -> bytes:
    """The good table with other cities, as text that the file holds."""
    return text(LINES[0], *(line.rpartition(",")[0] + "," + city for line, city in zip(LINES[1:], named, strict=True)))


def headed(header: str) -> bytes:
    """The good table under another header."""
    return text(header, *LINES[1:])


def amounts(*given: str) -> bytes:
    """Three good orders and one for each given amount, from A4 on."""
    return text(*LINES, *(f"A{number},c3,2024-03-01,{amount},北京" for number, amount in enumerate(given, 4)))


def days(*given: str) -> bytes:
    """Three good orders and one for each given day, of 1 each."""
    return text(*LINES, *(f"A{number},c3,{day},1,北京" for number, day in enumerate(given, 4)))


def many(count: int, city: str = "上海") -> list[str]:
    """So many orders of 1 each."""
    return [f"A{number},c{number},2024-01-05,1,{city}" for number in range(1, count + 1)]


GOOD_LOAD = Loads()
MORE = {"order_id": (*IDS, "A4"), "city": (*CITIES, "北京")}
ONLY_IDS: Mapping[str, tuple[object, ...]] = {"order_id": IDS}
CHINESE = "订单编号,客户编号,下单日期,实付金额,城市"
GZ = gzip.compress(PLAIN.encode(), mtime=0)
SQL = "'; DROP TABLE orders; --"


def holding(*named: str) -> Loads:
    """The good table with other cities."""
    return Loads(holds={"order_id": IDS, "city": named})


WAYS_TO_SEPARATE = [
    Odd("as it should be", text(), GOOD_LOAD),
    Odd("semicolons", separated(";"), GOOD_LOAD),
    Odd("tabs", separated("\t"), GOOD_LOAD, "orders.tsv"),
    Odd("tabs named csv", separated("\t"), GOOD_LOAD),
    Odd("semicolons named tsv", separated(";"), GOOD_LOAD, "orders.tsv"),
    Odd("bars", separated("|"), GOOD_LOAD, "orders.txt"),
    Odd("a delimiter that nobody uses", separated("~"), Refused("no_table")),
    Odd("that delimiter, announced", b"sep=~\n" + separated("~"), GOOD_LOAD),
    Odd("a total with a date", text(*LINES, "A4,c3,2024-03-01,1,北京", "合计,,2024-12-31,20.75,"), Loads(rows=4, total="20.75", holds=MORE)),
    Odd("sep=;", b"sep=;\r\n" + separated(";"), GOOD_LOAD),
    Odd("sep= in quotes", b'"sep=;"\n' + separated(";"), GOOD_LOAD),
    Odd("sep= a tab, in UTF-16", (BOM + "sep=\t\r\n" + separated("\t").decode()).encode("utf-16-le"), Loads(encoding="utf-16")),
    Odd("sep= says otherwise than the file", b"sep=,\n" + separated(";"), GOOD_LOAD),
    Odd(
        "cells lined up by blanks",
        text("orderid customerid orderdate amount city", *(line.replace(",", "   ") for line in LINES[1:])),
        GOOD_LOAD,
        "a.txt",
    ),
    Odd("a blank after each comma", text(*(line.replace(",", ", ") for line in LINES)), GOOD_LOAD),
    Odd("a blank and a quote after each comma", text(*('"' + line.replace(",", '", "') + '"' for line in LINES)), GOOD_LOAD),
    Odd("everything quoted", text(*('"' + line.replace(",", '","') + '"' for line in LINES)), GOOD_LOAD),
    Odd("decimal commas", separated(";").replace(b"10.50", b"10,50").replace(b"5.25", b"5,25"), GOOD_LOAD),
    Odd("decimal commas in quotes between commas", text().replace(b"10.50", b'"10,50"').replace(b"5.25", b'"5,25"'), GOOD_LOAD),
    Odd("semicolons within cells", cities("上;海", "北;;京", "a;b;c"), holding("上;海", "北;;京", "a;b;c")),
    Odd("a delimiter ends each line", text(*(line + "," for line in LINES)), GOOD_LOAD),
    Odd("a hundred delimiters end each line", text(*(line + "," * 100 for line in LINES)), GOOD_LOAD),
    Odd("CR LF", text(end="\r\n"), GOOD_LOAD),
    Odd("CR alone", text(end="\r"), GOOD_LOAD),
    Odd("LF CR", text(end="\n\r"), GOOD_LOAD),
    Odd("CR CR LF", text(end="\r\r\n"), GOOD_LOAD),
    Odd("three ends of line", f"{LINES[0]}\r\n{LINES[1]}\n{LINES[2]}\r{LINES[3]}".encode(), GOOD_LOAD),
    Odd("no newline at the end", text()[:-1], GOOD_LOAD),
    Odd("a form feed at the end", text() + b"\x0c", GOOD_LOAD),
    Odd("control-Z at the end", text(end="\r\n") + b"\x1a", GOOD_LOAD),
    Odd("ends of line that are none", cities("上\u2028海", "北\x85京", "上\x0b海"), Loads(holds=ONLY_IDS)),
]

ENCODINGS = [
    Odd("UTF-8 with its mark", text(encoding="utf-8-sig"), Loads(encoding="utf-8")),
    Odd("two marks", BOM.encode() * 2 + text(), GOOD_LOAD),
    Odd("UTF-16, little end", text(encoding="utf-16"), Loads(encoding="utf-16")),
    Odd("UTF-16, big end", (BOM + PLAIN).encode("utf-16-be"), Loads(encoding="utf-16")),
    Odd("UTF-16 without a mark", text(encoding="utf-16-le"), Loads(encoding="utf-16-le")),
    Odd("UTF-16, big end without a mark", text(encoding="utf-16-be"), Loads(encoding="utf-16-be")),
    Odd("UTF-16 with tabs and CR LF, as Excel's Unicode text", (BOM + separated("\t").decode().replace("\n", "\r\n")).encode("utf-16-le"), GOOD_LOAD, "a.txt"),
    Odd("UTF-16 less its last byte", text(encoding="utf-16")[:-1], Loads(replaced=1, holds={"order_id": IDS, "city": ("上海", "北京", "上海\ufffd")})),
    Odd("UTF-32", text(encoding="utf-32"), Loads(encoding="utf-32")),
    Odd("GBK", text(CHINESE, *LINES[1:], encoding="gbk"), Loads(encoding="gb18030")),
    Odd("GBK under English names", text(encoding="gbk"), Loads(encoding="gb18030")),
    Odd("GB18030 with rare hanzi", text(CHINESE, *LINES[1:3], "A3,c1,2024-02-07,5.25,𠮷镇", encoding="gb18030"), Loads(encoding="gb18030", holds={"city": ("上海", "北京", "𠮷镇")})),
    Odd("GBK behind a mark of UTF-8", BOM.encode() + text(CHINESE, *LINES[1:], encoding="gbk"), Loads(encoding="gb18030")),
    Odd(
        "Big5",
        text("訂單編號,客戶編號,訂單日期,實付金額,城市", "A1,c1,2024-01-05,10.50,臺北", "A2,c2,2024-01-06,4,高雄", "A3,c1,2024-02-07,5.25,臺北", encoding="big5"),
        Loads(encoding="big5", holds={"order_id": IDS, "city": ("臺北", "高雄", "臺北")}),
    ),
    Odd("Latin-1", cities("Köln", "Orléans", "Málaga").decode().encode("latin-1"), Loads(encoding="cp1252", holds={"city": ("Köln", "Orléans", "Málaga")})),
    Odd("Windows-1252", cities("“Süd” – 5 €", "Zürich", "Œuvres").decode().encode("cp1252"), Loads(encoding="cp1252", holds={"city": ("“Süd” – 5 €", "Zürich", "Œuvres")})),
    Odd("a byte that is no UTF-8", text().replace("上海".encode(), b"Sh\xe4nghai", 1), Loads(replaced=1, holds={"city": ("Sh\ufffdnghai", "北京", "上海")})),
    Odd(
        "one line of GBK among forty of UTF-8",
        text(LINES[0], *many(40)) + "A41,c41,2024-01-05,1,北京\n".encode("gbk"),
        Loads(rows=41, total="41", replaced=4, holds={}),
    ),
    Odd("overlong bytes and half pairs", text(LINES[0], *many(40)) + b"A41,c41,2024-01-05,1,\xc0\xaf\xed\xa0\x80\n", Loads(rows=41, total="41", replaced=5, holds={})),
    Odd("NULs between letters", text().replace(b"c1", b"c\x001"), GOOD_LOAD),
    Odd("a few NULs at the end", text() + bytes(8), GOOD_LOAD),
    Odd("a block of NULs at the end, as a crash leaves it", text() + bytes(4096), Refused("damaged")),
    Odd("NULs and nothing else", bytes(4096), Refused("unsupported", {"kind": "binary"})),
    Odd("a mark in the middle: two exports joined", text() + (BOM + PLAIN.replace("A", "B")).encode(), Loads(rows=7, total="39.5", rejected={"unreadable_timestamp": 1, "unreadable_money": 1}, out=1, holds={"order_id": (*IDS, "B1", "B2", "B3")})),
    Odd("colours of a terminal", cities("\x1b[31m上海", "北京", "上海"), Loads(holds=ONLY_IDS)),
]  # fmt: skip

QUOTES = [
    Odd("an inch within a cell", cities('5" pipe', "北京", "上海"), holding('5" pipe', "北京", "上海")),
    Odd("quotes doubled", cities('"say ""hi"""', "北京", "上海"), holding('say "hi"', "北京", "上海")),
    Odd("quotes behind a backslash", cities('"say \\"hi\\""', "北京", "上海"), holding('say "hi"', "北京", "上海")),
    Odd("quotes behind a backslash, and a comma", cities('"say \\"hi\\", all"', "北京", "上海"), holding('say "hi", all', "北京", "上海")),
    Odd("a quote that never closes", text(*LINES[:3], LINES[3].replace("上海", '"上海')), Refused("unclosed_quote", {"row": 4})),
    Odd("a quote that never closes, long", text(*LINES[:3], LINES[3].replace("上海", '"上海'), *many(40_000)), Refused("unclosed_quote", {"row": 4})),
    Odd("records quoted as a whole", text(LINES[0], *(f'"{line}"' for line in LINES[1:])), GOOD_LOAD),
    Odd("line breaks within cells", cities('"上\n海"', '"北\r\n京"', "上海"), Loads(holds=ONLY_IDS)),
    Odd("text behind a closing quote", cities('"上"海', "北京", "上海"), GOOD_LOAD),
    Odd("a blank behind each closing quote", text(*('"' + line.replace(",", '" ,"') + '" ' for line in LINES)), GOOD_LOAD),
    Odd("a backslash ends a cell", cities("上海\\", "\\", "上海"), holding("上海\\", "\\", "上海")),
]

HEADERS = [
    Odd("no bytes", b"", Refused("empty")),
    Odd("a mark alone", BOM.encode(), Refused("empty")),
    Odd("blanks alone", b" \r\n\t\r\n   \n", Refused("empty")),
    Odd("delimiters alone", b",,,\n,,,\n" * 20, Refused("empty")),
    Odd("one letter", b"x", Refused("header_only", {"columns": 1})),
    Odd("a header alone", text(LINES[0]), Refused("header_only", {"columns": 5})),
    Odd("a header and blank records", text(LINES[0], ",,,,", "", " , ,,,"), Refused("header_only", {"columns": 5})),
    Odd("one column of ids", text("customer id", "c1", "c2", "c3"), Loads(table="customers", total="0", holds={"customer_id": ("c1", "c2", "c3")})),
    Odd("one column of words", text("remark", "good", "bad", "good"), Refused("no_table")),
    Odd("sheets of another trade", text("wind,rain", "1,2", "3,4"), Refused("no_table")),
    Odd("orders without money", text(*(line.rsplit(",", 2)[0] for line in LINES)), Refused("no_column", {"columns": "amount"})),
    Odd("a column without a name", text(LINES[0].replace("order id,", "order id,,"), *(line.replace(",c", ",x,c") for line in LINES[1:])), Loads(holds={"order_id": IDS, "@column 2": ("x", "x", "x")})),
    Odd("the same name twice", text(LINES[0] + ",amount", *(line + f",{n}" for n, line in enumerate(LINES[1:]))), Loads(total="19.75")),  # of two equals the first counts
    Odd("names that differ in capitals only", text(LINES[0] + ",Note,note,NOTE", *(line + ",a,b,c" for line in LINES[1:])), Loads(holds={"order_id": IDS, "@Note": ("a",) * 3, "@note (2)": ("b",) * 3, "@NOTE (3)": ("c",) * 3})),
    Odd("a hundred columns of one name", text(LINES[0] + ",x" * 100, *(line + ",1" * 100 for line in LINES[1:])), GOOD_LOAD),
    Odd("line breaks in names", headed('"order\nid","customer\r\nid","order date",amount,city'), GOOD_LOAD),
    Odd("blanks around names", headed(" order id ,\tcustomer id,\u00a0order date\u00a0,　amount　,city"), GOOD_LOAD),
    Odd("names of full width", headed("ｏｒｄｅｒ　ｉｄ,ＣＵＳＴＯＭＥＲ　ＩＤ,ｏｒｄｅｒ　ｄａｔｅ,Ａｍｏｕｎｔ,城市"), GOOD_LOAD),
    Odd("names with signs that nobody sees", headed("\u200border id,customer\u200b id,\u2060order date\ufeff,amount\u00ad,city"), GOOD_LOAD),
    Odd("names that run from right to left", headed("\u202eorder id\u202c,\u200fcustomer id,\u2067order date\u2069,amount,city"), GOOD_LOAD),
    Odd("accents composed and not", text(LINES[0] + ",café,cafe\u0301", *(line + ",1,2" for line in LINES[1:])), GOOD_LOAD),
    Odd("SQL in names", text(f'{LINES[0]},{SQL},"say ""x""",a\'b,\\,"); DROP TABLE _loads;"', *(line + ",1,2,3,4,5" for line in LINES[1:])), Loads(holds={"order_id": IDS, f"@{SQL}": (1.0,) * 3, '@say "x"': (2.0,) * 3, "@\\": (4.0,) * 3})),
    Odd("names that we use ourselves", text(LINES[0] + ",_state,_raw,_load,_turn,rowid,c0,v1,at,@at,answer", *(line + ",1,2,3,4,5,6,7,8,9,10" for line in LINES[1:])), Loads(holds={"order_id": IDS, "@_raw": (2.0,) * 3, "@rowid": (5.0,) * 3, "@@at": (9.0,) * 3})),
    Odd("names that stand for something else", text(LINES[0] + ",{file},%s,$1,?,:name,{0!r},%(a)s,{{}}", *(line + ",1,2,3,4,5,6,7,8" for line in LINES[1:])), Loads(holds={"order_id": IDS, "@{file}": (1.0,) * 3, "@?": (4.0,) * 3})),
    Odd("names in Markdown and HTML", text(LINES[0] + ",![x](http://evil.test/a.png),<script>alert(1)</script>,**b**,[a](javascript:x)", *(line + ",1,2,3,4" for line in LINES[1:])), Loads(holds={"order_id": IDS, "@<script>alert(1)</script>": (2.0,) * 3})),
    Odd("names of emoji", text(LINES[0] + ",😀,👨‍👩‍👧", *(line + ",1,2" for line in LINES[1:])), Loads(holds={"@😀": (1.0,) * 3})),
    Odd("a name of ten thousand letters", text(LINES[0] + "," + "n" * 10_000, *(line + ",1" for line in LINES[1:])), GOOD_LOAD),
    Odd("lines of comment above", text("# exported 2024-03-01", "# by ann, for bob", "# 3 rows", *LINES), GOOD_LOAD),
    Odd("a title above", text("Orders of the spring", "", *LINES), GOOD_LOAD),
    Odd("blank lines above", text("", "", "", *LINES), GOOD_LOAD),
    Odd("blank records above", text(",,,,", ",,,,", *LINES), GOOD_LOAD),
]  # fmt: skip

CELLS = [
    Odd("formulas", text(LINES[0], "A1,c1,2024-01-05,10.50,=cmd|'/C calc'!A0", "A2,c2,2024-01-06,4,@SUM(1+1)", 'A3,c1,2024-02-07,5.25,"=HYPERLINK(""http://evil.test"",""x"")"'), holding("=cmd|'/C calc'!A0", "@SUM(1+1)", '=HYPERLINK("http://evil.test","x")')),
    Odd("Markdown, HTML and SQL", cities("![x](http://evil.test/a.png)", "<script>alert(1)</script>", SQL), holding("![x](http://evil.test/a.png)", "<script>alert(1)</script>", SQL)),
    Odd("letters that turn the writing round", cities("\u202egnp.exe", "👨‍👩‍👧", "e\u0301"), Loads(holds=ONLY_IDS)),
    Odd("numbers in words", amounts("ten", "about 5"), Loads(rows=5, rejected={"unreadable_money": 2}, out=2)),
    Odd("no amount", amounts("", " "), Loads(rows=5, rejected={"missing_required": 2}, out=2)),
    Odd("amounts beyond all money", amounts("1e309", "NaN", "inf", "999999999999999"), Loads(rows=7, rejected={"unreadable_money": 3, "missing_required": 1}, out=4)),
    Odd("amounts as people write them", amounts('"1,234.50"', "￥99", "１０．５０", "1.2万"), Loads(rows=7, total="13363.75", holds={})),
    Odd("days that are none", text(LINES[0], *many(40)) + text(*(f"B{n},c1,{day},1,北京" for n, day in enumerate(("2024-02-30", "2024-13-45", "0000-00-00", "yesterday", "2999-01-01", "9999-12-31")))), Loads(rows=46, total="40", rejected={"unreadable_timestamp": 6}, out=6, holds={})),
    Odd("days to come", days("2031-01-01"), Loads(rows=4, total="20.75", noted={"future_date": 1}, holds=MORE)),
    Odd("ids with zeros, blanks and points", text(LINES[0], "A1,007,2024-01-05,10.50,上海", "A2, 12 ,2024-01-06,4,北京", "A3,17850.0,2024-02-07,5.25,上海"), Loads(holds={"customer_id": ("007", "12", "17850")})),
    Odd("nobody bought", text(LINES[0], *(line.replace(",c1", ",").replace(",c2", ",") for line in LINES[1:])), Loads(anonymous=3)),
    Odd("the very same line twice", text(*LINES, LINES[3]), Loads(rows=4, total="25", noted={"duplicate_line": 1}, holds={})),
    Odd("records too short", text(LINES[0], LINES[1], "A2,c2,2024-01-06", LINES[3]), Loads(total="15.75", rejected={"missing_required": 1}, out=1, holds={"order_id": ("A1", "A3")})),
    Odd("a record too long", text(LINES[0], LINES[1], LINES[2] + ",x,y,z", LINES[3]), GOOD_LOAD),
    Odd("cut in the middle of a record", text()[: len(text()) - len("5.25,上海\n".encode())], Loads(total="14.5", rejected={"missing_required": 1}, out=1, holds={"order_id": ("A1", "A2")})),
    Odd("cut in the middle of a letter", text()[:-2], Loads(replaced=1, holds={"order_id": IDS, "city": ("上海", "北京", "上\ufffd")})),
    Odd("a cell of 400,000 letters", cities("x" * 400_000, "北京", "上海"), Loads(holds={"order_id": IDS, "city": ("x" * 400_000, "北京", "上海")})),
    Odd("a cell of 600,000 letters", cities("北京", "x" * 600_000, "上海"), Refused("too_large", {"row": 3, "limit": 500_000})),
    Odd("a cell of 100 MB", lambda: text(*LINES[:3]) + b"A3,c1,2024-02-07,5.25," + b"x" * 100_000_000 + b"\n", Refused("too_large", {"row": 4}), alone=True),
    Odd("a line of a million delimiters", text(*LINES[:2]) + b"," * 400_000 + b"x\n" + text(*LINES[2:]), Refused("too_many_columns", {"row": 3})),
    Odd("300 columns", text(LINES[0] + "".join(f",n{n}" for n in range(295)), *(line + ",1" * 295 for line in LINES[1:])), GOOD_LOAD),
    Odd("2,001 columns", text(",".join(f"n{n}" for n in range(2_001)), "1"), Refused("too_many_columns", {"columns": 2_001, "limit": 2_000})),
    Odd("10,000 columns", text(",".join(f"n{n}" for n in range(10_000)), ",".join("1" * 10_000)), Refused("too_many_columns", {"columns": 10_000})),
    Odd("a million blank lines at the end", lambda: text() + b"\n" * 1_000_000, GOOD_LOAD),
    Odd("a million blank records at the end", lambda: text() + b",,,,\r\n" * 1_000_000, GOOD_LOAD),
    Odd("200,000 blank lines in the middle", lambda: text(*LINES[:3]) + b"\n" * 200_000 + text(LINES[3]), GOOD_LOAD),
]  # fmt: skip

PACKED = [
    Odd("gzip", GZ, GOOD_LOAD, "orders.csv.gz"),
    Odd("gzip named gz alone", GZ, GOOD_LOAD, "orders.gz"),
    Odd("gzip of tabs", gzip.compress(separated("\t")), GOOD_LOAD, "orders.tsv.gz"),
    Odd("gzip in two parts", GZ + gzip.compress(b"A4,c3,2024-03-01,1,\xe5\x8c\x97\xe4\xba\xac\n"), Loads(rows=4, total="20.75", holds=MORE), "orders.csv.gz"),
    Odd("gzip that names a path", odd_books.gz_named(PLAIN.encode(), b"../../etc/cron.d/x"), GOOD_LOAD, "orders.csv.gz"),
    Odd("gzip and blocks of zeros", GZ + bytes(1024), GOOD_LOAD, "orders.csv.gz"),
    Odd("gzip and more", GZ + b"more", Refused("damaged", {"kind": "gzip"}), "orders.csv.gz"),
    Odd("gzip of nothing", gzip.compress(b""), Refused("empty"), "orders.csv.gz"),
    Odd("gzip of gzip", gzip.compress(GZ), Refused("unsupported", {"kind": "gzip"}), "orders.csv.gz"),
    Odd("gzip of a workbook", gzip.compress(xlsx(GOOD)), Refused("unsupported", {"kind": "zip"}), "orders.csv.gz"),
    Odd("gzip of a workbook, by name", gzip.compress(xlsx(GOOD)), Refused("unsupported", {"kind": "zip"}), "orders.xlsx.gz"),
    Odd("gzip with a wrong sum", GZ[:-8] + b"\0\0\0\0" + GZ[-4:], Refused("damaged", {"kind": "gzip"}), "orders.csv.gz"),
    Odd("gzip bomb", lambda: gzip.compress(text(*LINES) + b"\n" * 50_000_000, 9), Refused("too_large", {"limit": 20_000_000}), "orders.csv.gz", replace(LIMITS, unpacked=20_000_000)),
    Odd("zip of a text", packed({"orders.csv": PLAIN}), Refused("unsupported", {"kind": "zip"}), "orders.zip"),
    Odd("zip named csv", packed({"orders.csv": PLAIN}), Refused("unsupported", {"kind": "zip"})),
    Odd("zip named xlsx", packed({"orders.csv": PLAIN}), Refused("not_a_workbook", {"kind": "zip"}), "orders.xlsx"),
    Odd("zips within zips", odd_books.nested(PLAIN.encode(), 40), Refused("not_a_workbook", {"kind": "zip"}), "orders.xlsx"),
    Odd("tar", odd_books.tar(PLAIN.encode()), Refused("unsupported", {"extension": "tar"}), "orders.tar"),
    Odd("tar named csv", odd_books.tar(PLAIN.encode()), Refused("unsupported", {"kind": "binary"})),
    Odd("xz named csv", lzma.compress(PLAIN.encode()), Refused("unsupported", {"kind": "archive"})),
    Odd("rar named csv", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), Refused("unsupported", {"kind": "archive"})),
    Odd("7z named xlsx", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(256)), Refused("not_a_workbook", {"kind": "archive"}), "orders.xlsx"),
    Odd("PDF named csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Refused("unsupported", {"kind": "pdf"})),
    Odd("PDF named xls", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Refused("not_a_workbook", {"kind": "pdf"}), "orders.xls"),
    Odd("PNG named csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Refused("unsupported", {"kind": "image"})),
    Odd("a program named csv", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff" + bytes(1000) + b"This program cannot be run in DOS mode", Refused("unsupported", {"kind": "binary"})),
    Odd("a program named xlsx", b"\x7fELF\x02\x01\x01" + bytes(1000), Refused("not_a_workbook", {"kind": "binary"}), "orders.xlsx"),
    Odd("a database named csv", b"SQLite format 3\0" + bytes(1000), Refused("unsupported", {"kind": "database"})),
    Odd("rich text named csv", b"{\\rtf1\\ansi order id}", Refused("unsupported", {"kind": "document"})),
    Odd("a letter named xlsx", packed({"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}), Refused("not_a_workbook", {"kind": "document"}), "orders.xlsx"),
    Odd("slides named xlsx", packed({"ppt/presentation.xml": "<p/>"}), Refused("not_a_workbook", {"kind": "presentation"}), "orders.xlsx"),
    Odd("JSON named csv", json.dumps([dict(zip(odd_books.HEADER, record, strict=True)) for record in RECORDS]).encode(), Refused("unsupported", {"kind": "json"})),
    Odd("JSON, a line a record, named csv", "".join(json.dumps(dict(zip(odd_books.HEADER, record, strict=True))) + "\n" for record in RECORDS).encode(), Refused("unsupported", {"kind": "json"})),
    Odd("JSON", b'{"orders": []}', Refused("unsupported", {"extension": "json"}), "orders.json"),
    Odd("XML named csv", odd_books.xml_book(), Refused("unsupported", {"kind": "xml"})),
    Odd("a page named csv", odd_books.page(), Refused("unsupported", {"kind": "html"})),
    Odd("SQL named csv", b"INSERT INTO orders VALUES ('A1', 'c1', '2024-01-05', 10.50);\n" * 9, Refused("no_table")),
]  # fmt: skip

EVIL_NAME = "订单" * 250 + ".csv"
NAMES = [
    Odd(f"called {what}", text(), GOOD_LOAD, name, known_as=known_as)
    for what, name, known_as in (
        ("as a path", "../../../etc/orders.csv", "orders.csv"),
        ("as a path of Windows", "C:\\Users\\ann\\orders.csv", "orders.csv"),
        ("as a path of the network", "\\\\server\\share\\orders.csv", "orders.csv"),
        ("as an address", "file:///etc/passwd.csv", "passwd.csv"),
        ("with a NUL", "orders\0.exe.csv", "orders.exe.csv"),
        ("with line breaks", "or\nde\r\nrs.csv", ""),
        ("with emoji", "订单😀👨‍👩‍👧.csv", ""),
        ("from right to left", "orders\u202evsc.exe.csv", ""),
        ("in 504 letters", EVIL_NAME, ""),
        ("as a device of Windows", "CON.csv", ""),
        ("as another device", "nul.csv", ""),
        ("in capitals", "ORDERS.CSV", ""),
        ("with a blank at its end", "orders.csv ", ""),
        ("with an extension alone", ".csv", ""),
        ("with blanks alone before the point", "   .csv", ""),
        ("in SQL", "'; DROP TABLE orders; --.csv", ""),
        ("in Markdown", "![x](http:evil)[a](b)**b**.csv", ""),
        ("in HTML", "<img src=x onerror=alert(1)>.csv", ""),
        ("as a formula", "=cmd|'C'!A0.csv", ""),
        ("as a placeholder", "{file!r}{details}%s{0}.csv", ""),
        ("by half a pair", "orders\ud83d.csv", "orders?.csv"),
    )
]
REFUSED_NAMES = [
    Odd("called by no name", text(), Refused("unsupported", {"kind": "text", "extension": ""}), "orders"),
    Odd("called by nothing", text(), Refused("unsupported", {"extension": ""}), ""),
    Odd("called by points", text(), Refused("unsupported"), "...."),
    Odd("called as a template", xlsx(GOOD), Refused("unsupported", {"extension": "xltx"}), "orders.xltx"),
    Odd("called as a program", text(), Refused("unsupported", {"extension": "exe"}), "orders.csv.exe"),
    Odd("called as a placeholder, and damaged", xlsx(GOOD)[:300], Refused("damaged"), "{kind}{missing}%s.xlsx"),
]


def book(what: str, content: Content, fate: Loads | Refused = GOOD_LOAD, name: str = "orders.xlsx", limits: Limits = LIMITS) -> Odd:
    """An odd workbook."""
    return Odd(f"a workbook {what}", content, fate, name, limits)


def told(position: int, write: Callable[[int, str | float], str]) -> str:
    """The good table's rows, the cells of one column written in a way of their own: by number of the record and value."""
    changed = [[*record[:position], write(number, record[position]), *record[position + 1 :]] for number, record in enumerate(RECORDS)]
    return rows([TABLE[0], *changed])


def shared(offset: int = 0) -> str:
    """The good table's rows, their ids among the shared strings."""
    return told(0, lambda number, _: f'<c r="@" t="s"><v>{number + offset}</v></c>')


SHARED_IDS = "".join(f"<si><t>{one}</t></si>" for one in IDS)
DAYS = Loads(holds={"order_id": IDS, "ordered_at": ("2024-01-05 00:00:00", "2024-01-06 00:00:00", "2024-02-07 00:00:00")})
SERIALS = (45_296, 45_297, 45_329)
OUTSIDE = '<Relationship Id="rId1" Type="{}/worksheet" Target="{}" {}/>'
ROOT_ENTRY = "Root Entry"


def linked(target: str, more: str = "") -> bytes:
    """A workbook whose sheet is said to lie elsewhere."""
    link = OUTSIDE.format(odd_books.OFFICE, target, more)
    return odd_books.with_parts({"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{odd_books.PACKAGE}/relationships">{link}</Relationships>'})


def locked() -> bytes:
    """A workbook with a password, as Excel writes it: a container with the encrypted package in it."""
    directory = (
        biff.entry(ROOT_ENTRY, 5, biff.END, 0, child=1)
        + biff.entry("EncryptedPackage", 2, 3, 4096, left=2)
        + biff.entry("EncryptionInfo", 2, 3, 4096)
    )
    return biff.container(bytes(range(256)) * 16, directory=directory)


CORNER = inline("XFD1048576", "x").join(('<row r="1048576">', "</row>"))
BLANK_ROWS = "".join(f'<row r="{number}" ht="15"/>' for number in range(5, 100_000)) + '<row r="1048576"><c r="A1048576" s="0"/></row>'
MERGED = '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
NAMELESS = GOOD.replace('<c r="', '<c x="').replace('<row r="', '<row x="')
WORKBOOKS = [
    book("as it should be", xlsx(GOOD)),
    book("with macros", odd_books.with_parts({"xl/vbaProject.bin": locked()}), name="orders.xlsm"),
    book("with shared strings", xlsx(shared(), shared=SHARED_IDS)),
    book("with shared strings that are not there", xlsx(shared(5), shared=SHARED_IDS), Refused("damaged", {"kind": "workbook"})),
    book("with rich text and how it is read", xlsx(told(4, lambda *_: '<c r="@" t="s"><v>0</v></c>'), shared="<si><r><rPr><b/></rPr><t>上</t></r><r><t>海</t></r><rPh sb='0' eb='1'><t>シャンハイ</t></rPh></si>"), holding("上海", "上海", "上海")),
    book("with formulas and their values", xlsx(told(3, lambda number, value: f'<c r="@"><f>SUM(1,2)*{number}</f><v>{value}</v></c>'))),
    book("with formulas that give text", xlsx(told(4, lambda _, value: f'<c r="@" t="str"><f>A1</f><v>{value}</v></c>'))),
    book("with formulas never computed", xlsx(told(3, lambda *_: '<c r="@"><f>SUM(1,2)</f></c>')), Loads(total="0", rejected={"missing_required": 3}, out=3, holds={})),
    book("with errors", xlsx(rows([*TABLE, ["A4", "c3", "2024-03-01", '<c r="@" t="e"><v>#N/A</v></c>', '<c r="@" t="e"><v>#DIV/0!</v></c>']])), Loads(rows=4, rejected={"missing_required": 1}, out=1)),
    book("with merged cells", packed({name: str(part).replace("</sheetData>", MERGED) for name, part in odd_books.parts_of(rows([*TABLE[:2], ["A2", None, *TABLE[2][2:]], TABLE[3]])).items()}), Loads(holds={"customer_id": ("c1", "c1", "c1")})),
    book("with dates since 1900", xlsx(told(2, lambda number, _: f'<c r="@" s="{number + 1}"><v>{SERIALS[number]}</v></c>'), styles=odd_books.DATES), DAYS),
    book("with dates since 1904", xlsx(told(2, lambda number, _: f'<c r="@" s="1"><v>{SERIALS[number] - 1462}</v></c>'), styles=odd_books.DATES, date1904=True), DAYS),
    book("with days that nobody formatted", xlsx(told(2, lambda number, _: f'<c r="@"><v>{SERIALS[number]}</v></c>')), DAYS),
    book("with dates in ISO", xlsx(told(2, lambda _, value: f'<c r="@" t="d"><v>{value}T00:00:00</v></c>')), DAYS),
    book("with line ends that are escaped", xlsx(told(4, lambda _, value: inline("@", f"{value}_x000D_\nx"))), Loads(holds=ONLY_IDS)),
    book("whose table stands in a corner", xlsx(rows(TABLE, 7, 4))),
    book("whose cells have no addresses", xlsx(NAMELESS)),
    book("whose rows stand out of order", xlsx(rows([TABLE[0]]) + rows([TABLE[3]], 4) + rows(TABLE[1:3], 2))),
    book("that says A1 is all", xlsx(GOOD, around='<dimension ref="A1"/>')),
    book("that says A1:A1 is all", xlsx(GOOD, around='<dimension ref="A1:A1"/>')),
    book("that says XFD1048576 is its end", xlsx(GOOD, around='<dimension ref="A1:XFD1048576"/>')),
    book("that says nonsense of its size", xlsx(GOOD, around='<dimension ref="ZZZZ0:-5"/>'), Refused("damaged")),
    book("with one cell in the last corner", xlsx(GOOD + CORNER), Refused("too_large", {"rows": 1_048_576, "columns": 16_384})),
    book("with one cell beyond all corners", xlsx(GOOD + CORNER.replace("XFD1048576", "ZZZ99999999").replace("1048576", "99999999")), Refused("too_large")),
    book("with a cell in no row", xlsx(GOOD + inline("A0", "x").join(('<row r="0">', "</row>"))), Refused("damaged")),
    book("with 100,000 blank rows", lambda: xlsx(GOOD + BLANK_ROWS)),
    book("with a cell far right of a row of its own", xlsx(GOOD + inline("BA5", "x").join(('<row r="5">', "</row>"))), Loads(rows=4, rejected={"missing_required": 1}, out=1)),
    book("with 2,001 columns", xlsx(rows([[f"n{n}" for n in range(2_001)]] * 2)), Refused("too_many_columns", {"columns": 2_001})),
    book("with a cell of 600,000 letters", xlsx(rows([*TABLE[:3], [*TABLE[3][:4], "x" * 600_000]])), Refused("too_large", {"row": 4, "column": 5})),
    book("with a cell of 60 MB", lambda: xlsx(rows([*TABLE[:3], [*TABLE[3][:4], "x" * 60_000_000]])), Refused("too_large", {"row": 4, "column": 5})),
    book("without a sheet", xlsx(), Refused("empty")),
    book("without a cell", xlsx(""), Refused("empty")),
    book("with names alone", xlsx(rows(TABLE[:1])), Refused("header_only")),
    book("with a hidden sheet", xlsx(rows([["a"], ["b"]]), GOOD, states=("hidden",)), Loads(skipped=(("Sheet1", "hidden"),))),
    book("with a sheet hidden well", xlsx(GOOD, rows([["a"], ["b"]]), states=("", "veryHidden")), Loads(skipped=(("Sheet2", "hidden"),))),
    book("whose sheets are all hidden", xlsx(GOOD, GOOD, states=("hidden", "veryHidden")), Refused("hidden")),
    book("with two hundred empty sheets", xlsx(*[""] * 200, GOOD), Loads(skipped=tuple((f"Sheet{n}", "empty") for n in range(1, 201)))),
    book("with a chart alone", odd_books.charted(beside=False), Refused("empty")),
    book("with a chart beside the table", odd_books.charted(beside=True), Loads(skipped=(("Chart1", "empty"),))),
    book("with two sheets, one of them of another trade", xlsx(rows([["wind", "rain"], [1.0, 2.0]]), GOOD)),
    book("with a sheet named to hurt", xlsx(GOOD, titles=("../../'; DROP TABLE orders; --😀",))),
    book("with links to other files", odd_books.with_parts({"xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{odd_books.PACKAGE}/relationships"><Relationship Id="rId1" Type="x" Target="{odd_books.FILE}" TargetMode="External"/></Relationships>'})),
    book("whose sheet is a file of the machine", linked(odd_books.FILE, 'TargetMode="External"'), Refused("damaged")),
    book("whose sheet lies outside", linked("../../../../../../etc/passwd"), Refused("damaged")),
    book("with every element prefixed", odd_books.prefixed()),
    book("in the strict format", xlsx(GOOD, spaces=odd_books.STRICT)),
    book("with backslashes in its parts' names", odd_books.renamed(lambda name: name.replace("/", "\\"))),
    book("with capitals in its parts' names", odd_books.renamed(lambda name: name.replace("xl/workbook.xml", "xl/Workbook.xml"))),
    book("stored without packing", packed(odd_books.parts_of(GOOD), zipfile.ZIP_STORED)),
    book("packed by bzip2", packed(odd_books.parts_of(GOOD), zipfile.ZIP_BZIP2), Refused("damaged")),  # no spreadsheet program opens it
    book("packed by LZMA", packed(odd_books.parts_of(GOOD), zipfile.ZIP_LZMA), Refused("damaged")),
    book("with a comment of 60 KB", packed(odd_books.parts_of(GOOD), comment=b"x" * 60_000)),
    book("with a comment that looks like the ends of 15,000 zips", packed(odd_books.parts_of(GOOD), comment=b"PK\5\6" * 15_000), Refused("damaged")),
    book("with bytes behind it", xlsx(GOOD) + bytes(500)),
    book("with bytes before it", b"\n" * 20 + xlsx(GOOD), Refused("not_a_workbook")),
    book("with paths that lead out", odd_books.entries(("../../outside.txt", b"x"), ("/etc/absolute.txt", b"x"), ("C:\\outside.txt", b"x"), ("a\nb😀", b"x"))),
    book("with links of the file system", odd_books.entries(odd_books.link("xl/worksheets/sheet9.xml", "/etc/passwd"))),
    book("with folders as entries", odd_books.entries(("xl/", b""), ("xl/worksheets/", b""))),
    book("with another zip inside", odd_books.entries(("xl/embeddings/more.xlsx", odd_books.nested(b"0" * 1_000_000, 5)))),
    book("with 10,001 parts", odd_books.with_parts({f"x{n}": b"" for n in range(10_001)}), Refused("too_large", {"limit": 10_000})),
    book("that says it is 4 GB", odd_books.declaring(odd_books.with_parts({"x": b"0"}), 0xFFFFFFF0), Refused("too_large"), limits=replace(LIMITS, unpacked=1 << 30)),
    book("that says it is less than it is", odd_books.declaring(xlsx(GOOD + " " * 1_000_000), 100), Refused("damaged")),
    book("that unpacks a thousandfold", lambda: odd_books.with_parts({"xl/media/image1.png": bytes(30_000_000)}), Refused("too_large", {"limit": 20_000_000}), limits=replace(LIMITS, unpacked=20_000_000)),
    book("with a billion laughs", odd_books.with_entity(odd_books.laughs("worksheet")), Refused("damaged")),
    book("with a long entity named often", odd_books.with_entity(odd_books.quadratic("worksheet"), 20_000), Refused("damaged")),
    book("with an entity from outside", odd_books.with_entity(odd_books.outside("worksheet")), Refused("damaged")),
    book("with laughs among its strings", xlsx(shared(), shared=odd_books.laughs("sst") + f'<sst xmlns="{odd_books.MAIN}"><si><t>&a9;</t></si></sst>'), Refused("damaged")),
    book("with laughs in its list of sheets", odd_books.with_parts({"xl/workbook.xml": odd_books.laughs("workbook") + str(odd_books.parts_of(GOOD)["xl/workbook.xml"]).replace('name="Sheet1"', 'name="&a9;"')}), Refused("damaged")),
    book("with a document type and no more", xlsx(GOOD, before='<?xml version="1.0"?><!DOCTYPE worksheet>')),
    book("with protected cells", xlsx(GOOD, around='<sheetProtection password="CC1A" sheet="1"/>')),
    book("with a sheet that is text", odd_books.with_parts({"xl/worksheets/sheet1.xml": "order id,amount\nA1,5\n"}), Refused("damaged")),
    book("without the sheet that it lists", packed({name: part for name, part in odd_books.parts_of(GOOD).items() if "sheet1" not in name}), Refused("damaged")),
    book("with a password", locked(), Refused("encrypted")),
]  # fmt: skip

OTHER_BOOKS = [
    Odd("OpenDocument", odd_books.good_ods(), GOOD_LOAD, "orders.ods"),
    Odd("OpenDocument to the last row", ods(table("Sheet1", *odd_books.ods_table(), ods_row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_048_572))), GOOD_LOAD, "orders.ods"),
    Odd("OpenDocument with a line repeated", ods(table("Sheet1", *odd_books.ods_table()[:3], odd_books.ods_table()[3].replace('repeated="1"', 'repeated="1000"', 1))), Loads(rows=1002, total="5264.5", noted={"duplicate_line": 999}, holds={}), "orders.ods"),
    Odd("OpenDocument that repeats without end", ods(table("Sheet1", ods_row(ods_cell("a", times=16_384), times=1_048_576))), Refused("damaged"), "orders.ods", alone=True),
    Odd("OpenDocument with a hidden sheet", ods(table("secret", *odd_books.ods_table(), style="secret"), table("Sheet1", *odd_books.ods_table())), Loads(skipped=(("secret", "hidden"),)), "orders.ods"),
    Odd("OpenDocument whose sheets are all hidden", ods(table("secret", *odd_books.ods_table(), style="secret")), Refused("hidden"), "orders.ods"),
    Odd("OpenDocument with a billion laughs", odd_books.ods_with(odd_books.laughs("a"), "&a9;"), Refused("damaged"), "orders.ods"),
    Odd("OpenDocument with an entity from outside", odd_books.ods_with(odd_books.outside("a"), "&a9;"), Refused("damaged"), "orders.ods"),
    Odd("OpenDocument with a long entity named often", odd_books.ods_with(odd_books.quadratic("a"), "&a9;", 20_000), Refused("damaged"), "orders.ods"),
    Odd("OpenDocument with a password", odd_books.locked_ods(), Refused("encrypted"), "orders.ods"),
    Odd("OpenDocument without sheets", ods(), Refused("empty"), "orders.ods"),
    Odd("binary workbook", odd_books.good_xlsb(), GOOD_LOAD, "orders.xlsb"),
    Odd("Excel 95", odd_books.old(), GOOD_LOAD, "orders.xls"),
    Odd("Excel 95 whose sheet is hidden", odd_books.old(hidden=(0,)), Refused("hidden"), "orders.xls"),
    Odd("Excel 95 with a password", odd_books.old(before=biff.record(0x2F, bytes(6))), Refused("encrypted"), "orders.xls"),
    Odd("a container of nothing", biff.container(b"", "Other"), Refused("not_a_workbook", {"kind": "ole"}), "orders.xls"),
    Odd("a container whose directory goes in circles", biff.container(bytes(600), directory=biff.entry(ROOT_ENTRY, 5, biff.END, 0, child=1) + biff.entry("Workbook", 1, biff.END, 0, child=0)), Refused("damaged"), "orders.xls"),
    Odd("XML spreadsheet", odd_books.xml_book(), GOOD_LOAD, "orders.xls"),
    Odd("XML spreadsheet with a billion laughs", odd_books.xml_book(before=odd_books.laughs("Workbook")), Refused("damaged"), "orders.xls"),
    Odd("XML spreadsheet with an entity from outside", odd_books.xml_book('<Row><Cell><Data ss:Type="String">&a9;</Data></Cell></Row>', odd_books.outside("Workbook")), Refused("damaged"), "orders.xls"),
    Odd("XML spreadsheet with a far row", odd_books.xml_book('<Row ss:Index="999999999"/>'), Refused("too_large"), "orders.xls"),
    Odd("XML spreadsheet with a far column", odd_books.xml_book('<Row><Cell ss:Index="999999"/></Row>'), Refused("too_many_columns"), "orders.xls"),
    Odd("XML of another trade", b'<?xml version="1.0"?><orders><order id="1"/></orders>', Refused("not_a_workbook", {"kind": "xml"}), "orders.xls"),
    Odd("a page", odd_books.page(), GOOD_LOAD, "orders.xls"),
    Odd("a page with scripts", odd_books.page(before="<script>document.write('<table><tr><td>x</td></tr></table>')</script><style>td{}</style>", after="<script>alert(1)</script><iframe src='file:///etc/passwd'></iframe>"), GOOD_LOAD, "orders.xls"),
    Odd("a page whose cells are scripts", odd_books.page(inside=lambda value: f'<b onclick="alert(1)">{value}</b><script>alert(2)</script><!-- <td>x</td> -->'), GOOD_LOAD, "orders.xls"),
    Odd("a page within a letter", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + odd_books.page(), Refused("not_a_workbook", {"kind": "mhtml"}), "orders.xls"),
    Odd("a page that asks to sign in", b"<!DOCTYPE html><html><body>Your session has expired</body></html>", Refused("not_a_workbook", {"kind": "html"}), "orders.xls"),
]  # fmt: skip

NESTED: dict[str, object] = {
    "tags": pa.array([["a", "b"], [], None]),
    "address": pa.array([{"street": "x", "no": 1}, None, {"street": None, "no": 2}]),
    "counts": pa.array([[("k", 1)], [], None], pa.map_(pa.string(), pa.int64())),
}
EVENING = Loads(holds={"order_id": IDS, "ordered_at": ("2024-01-05 20:00:00", "2024-01-06 20:00:00", "2024-02-07 20:00:00")})
TYPED: dict[str, object] = {
    "day": pa.array([19_000, None, 19_002], pa.date32()), "noon": pa.array([43_200, 0, None], pa.time32("s")), "took": pa.array([1, 2, None], pa.duration("s")),
    "sure": pa.array([True, False, None]), "share": pa.array([float("nan"), float("inf"), 1e-9]), "big": pa.array([2**64 - 1, 0, None], pa.uint64()),
    "blob": pa.array([b"\xff\xfe", b"abc", None], pa.binary()), "nothing": pa.nulls(3), "half": pa.array([1.5, 2.5, None], pa.float32()),
}  # fmt: skip
DOUBLED = pa.Table.from_arrays([pa.array(column) for column in (*odd_books.columns().values(), ["x"] * 3)], [*odd_books.HEADER, "city"])
PARQUETS = [
    Odd(f"Parquet {what}", content, fate, "orders.parquet", limits)
    for what, content, fate, limits in (
        ("as it should be", parquet(), GOOD_LOAD, LIMITS),
        ("with lists, structs and maps", parquet(NESTED), Loads(holds={"order_id": IDS, "city": CITIES, "@tags": ('["a", "b"]', "[]", None)}), LIMITS),
        ("of many types", parquet(TYPED), GOOD_LOAD, LIMITS),
        ("with decimals", parquet({"amount": pa.array([Decimal("10.5"), Decimal(4), Decimal("5.25")], pa.decimal128(38, 10))}), GOOD_LOAD, LIMITS),
        ("with wide decimals", parquet({"amount": pa.array([Decimal("10.5"), Decimal(4), Decimal("5.25")], pa.decimal256(60, 20))}), GOOD_LOAD, LIMITS),
        ("with times", parquet({"order date": odd_books.moments()}), EVENING, LIMITS),
        ("with times of a zone", parquet({"order date": odd_books.moments(zone="Asia/Shanghai")}), Loads(), LIMITS),
        ("with times of a zone that nobody knows", parquet({"order date": odd_books.moments(zone="Mars/Olympus")}), Loads(), LIMITS),
        ("with times in nanoseconds", parquet({"order date": odd_books.moments("ns")}), EVENING, LIMITS),
        ("with times of old readers", parquet({"order date": odd_books.moments("ns")}, use_deprecated_int96_timestamps=True), EVENING, LIMITS),
        ("with dictionaries", parquet({"city": pa.array(CITIES).dictionary_encode()}), GOOD_LOAD, LIMITS),
        ("in many groups", parquet(row_group_size=1), GOOD_LOAD, LIMITS),
        ("packed by zstd", parquet(compression="zstd"), GOOD_LOAD, LIMITS),
        ("with SQL in its names", parquet({SQL: [1, 2, 3], "a\nb": [1, 2, 3], "": [1, 2, 3]}), GOOD_LOAD, LIMITS),
        ("with one name twice", odd_books.parquet_of(DOUBLED), Loads(holds=ONLY_IDS), LIMITS),
        ("without rows", parquet({name: pa.array([], pa.string()) for name in odd_books.HEADER}), Refused("header_only", {"columns": 5}), LIMITS),
        ("without columns", odd_books.parquet_of(pa.table({})), Refused("empty"), LIMITS),
        ("with rows that say nothing", parquet({name: pa.nulls(3, pa.string()) for name in odd_books.HEADER}), Refused("header_only"), LIMITS),
        ("with 2,001 columns", odd_books.parquet_of(pa.table({f"n{n}": [1] for n in range(2_001)})), Refused("too_many_columns", {"columns": 2_001}), LIMITS),
        ("of one word, a million times", lambda: odd_books.parquet_of(pa.table({"a": pa.array(["x" * 1000]).dictionary_encode().take(pa.array([0] * 1_000_000))})), Refused("too_large"), replace(LIMITS, unpacked=50_000_000)),
        ("with a cell of 600,000 letters", parquet({"city": ["x" * 600_000, "", ""]}), Refused("too_large", {"row": 2, "column": 5}), LIMITS),
        ("that is encrypted", b"PARE" + bytes(100) + b"PARE", Refused("encrypted_parquet"), LIMITS),
        ("with a broken footer", parquet()[:-400] + bytes(392) + parquet()[-8:], Refused("damaged", {"kind": "parquet"}), LIMITS),
        ("with a footer of 4 GB", parquet()[:-8] + b"\xff\xff\xff\xff" + b"PAR1", Refused("damaged", {"kind": "parquet"}), LIMITS),
        ("of its mark alone", b"PAR1", Refused("damaged", {"kind": "parquet"}), LIMITS),
        ("of its marks alone", b"PAR1" + bytes(4) + b"PAR1", Refused("damaged", {"kind": "parquet"}), LIMITS),
    )
]  # fmt: skip

FORMATS: dict[str, bytes] = {
    "text": text(), "gzip": GZ, "xlsx": xlsx(GOOD), "xlsb": odd_books.good_xlsb(), "ods": odd_books.good_ods(), "xls": odd_books.old(),
    "parquet": parquet(), "xml": odd_books.xml_book(), "html": odd_books.page(),
}  # fmt: skip
TEXTS, BOOKS = ("csv", "tsv", "txt"), ("xlsx", "xlsm", "xlsb", "ods")
READ_AS = {"text": (*TEXTS, "xls"), "gzip": TEXTS, "xml": ("xls",), "html": ("xls",)}  # under which extensions; others under all


def _fate(kind: str, extension: str) -> Loads | Refused:
    """What comes of a file of one kind under any known extension: workbooks and Parquet are known by their first bytes."""
    if extension in READ_AS.get(kind, (extension,)):
        return GOOD_LOAD
    code = "not_parquet" if extension == "parquet" else "unsupported" if extension in TEXTS else "not_a_workbook"
    return Refused(code, {"kind": kind})


PAIRS = [
    Odd(f"{kind} named {extension}", content, _fate(kind, extension), f"orders.{extension}")
    for kind, content in FORMATS.items()
    for extension in (*TEXTS, *BOOKS, "xls", "parquet")
]

WHOLE = {("xls", "less its last byte"), ("html", "less its last byte")}  # nothing is lost
NO_TABLE_YET = {("html", "a tenth of it")}  # cut before its table begins
CUTS = [
    Odd(
        f"{kind}, {what}",
        content[:-1] if not share else content[: int(len(content) * share)],
        GOOD_LOAD if (kind, what) in WHOLE else Refused("not_a_workbook") if (kind, what) in NO_TABLE_YET else Refused("damaged"),
        f"orders.{ {'gzip': 'csv.gz', 'xml': 'xls', 'html': 'xls'}.get(kind, kind) }",
    )
    for kind, content in FORMATS.items()
    for what, share in (("a tenth of it", 0.1), ("half of it", 0.5), ("nine tenths of it", 0.9), ("less its last byte", 0.0))
    if kind != "text"  # of a text what is left is read: see "cut in the middle of a record"
]

EVERY = [*WAYS_TO_SEPARATE, *ENCODINGS, *QUOTES, *HEADERS, *CELLS, *PACKED, *NAMES, *REFUSED_NAMES, *WORKBOOKS, *OTHER_BOOKS, *PARQUETS]
ALIKE = [odd for odd in EVERY if odd.fate == GOOD_LOAD]  # once read, they are no different to the store: every fifth is stored
ONLY_READ = [*PAIRS, *CUTS, *(odd for number, odd in enumerate(ALIKE) if number % 5)]
LOADED = [odd for odd in EVERY if odd not in ONLY_READ]
