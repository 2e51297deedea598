"""Names of columns as old systems write them, in eight letters and none between the words: CUSTNO, INVDT, cCusName."""

# ruff: noqa: E501 (the parts that go together are a line)
import re
from functools import lru_cache

from data.schema.declare import words

# What such names are made of; the last word of each line is the one that is meant.
_PARTS = {
    part: line[-1]
    for line in map(
        words,
        (
            "cust | cus | customer", "clnt | cli | client", "mbr | member", "inv | invc | invoice", "ord | order", "itm | item",
            "prd | prod | prdct | product", "qty | qnty | quantity", "unt | unit", "prc | pric | price", "cst | cost", "amt | amnt | amount",
            "dt | dte | date", "no | nbr | num | nr | number", "nm | nam | nme | name", "dsc | desc | descr | description", "cd | cde | code",
            "cur | curr | crncy | currency", "sts | stat | stts | status", "typ | tp | type", "cls | clss | class", "ctg | catg | ctgry | category",
            "slsmn | slsm | slspsn | salesman", "sls | sales", "whse | wh | whs | warehouse", "bal | blnc | balance", "dsp | dspt | disputed", "flg | fl | flag",
            "ext | extended", "grs | gross", "pft | prft | profit", "due", "pd | paid", "trm | trms | terms", "addr | adr | address", "cntry | ctry | country",
            "cty | city", "rgn | regn | region", "rcpt | receipt", "pmt | pymt | payment", "crd | crdt | credit", "lmt | lim | limit", "disc | dsct | dscnt | discount",
            "tax", "shp | ship", "dlv | dlvr | delivery", "req | requested", "crt | crtd | created", "upd | updt | updated", "usr | user",
            "acct | accnt | account", "vnd | vend | vndr | vendor", "ref | reference", "tot | ttl | total", "net", "trx | txn | tran | transaction",
            "doc | document", "lin | lne | line", "emp | empl | employee", "dept | dpt | department", "grp | group", "lvl | level", "opn | opnd | opened",
            "clsd | closed", "rslv | resolved", "tkt | tckt | ticket", "prty | prio | priority", "cmpgn | cmp | campaign", "chnl | chn | channel",
            "src | source", "enq | enqry | inquiry", "sdt | start date", "tgt | trgt | target", "prjt | project", "phn | tel | phone", "eml | email", "id", "mth | mnth | month", "yr | year", "recd | rcvd | received",
        ),
    )
    for part in line
}  # fmt: skip
_SHORT = 3  # letters of the first part, at least: fewer begin too many words
_SYSTEMS = re.compile(r"[cdinbft](?=[A-Z][a-z])")  # what kind of value it is, in front of a name: cCusName, dCreateDate


def without_kind(header: str) -> str:
    """A header without the letter for the kind of its values."""
    return header[1:] if _SYSTEMS.match(header) else header


@lru_cache(maxsize=16384)
def spelt(word: str) -> tuple[str, ...]:
    """The words that a word in small letters is put together of; the word itself where it is not all made of known parts."""
    if len(word) <= _SHORT or not word.isascii() or not word.isalpha():
        return (word,)
    if word in _PARTS:
        return (_PARTS[word],)
    parts = _parted(word, _SHORT)
    return tuple(_PARTS[part] for part in parts) if parts and any(_PARTS[part] != part for part in parts) else (word,)


def _parted(word: str, least: int) -> tuple[str, ...]:
    """The fewest known parts that make the word up, the first with at least so many letters; none where there are no such."""
    if word in _PARTS and len(word) >= least:
        return (word,)
    found = [(word[:end], *rest) for end in range(least, len(word) - 1) if word[:end] in _PARTS and (rest := _parted(word[end:], 2))]
    return min(found, key=len, default=())
