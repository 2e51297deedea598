"""Days and moments of any usual spelling as SQL: orders of day, month and year, Chinese and English words, digits alone, zones."""

from data.cell_sql import folded, full, let, listed, replace
from data.sql import literal

_ISO = r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ]+[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?)?"
_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_WEEKDAY = r"\(?(星期|礼拜|禮拜|周|週)[一二三四五六日天]\)?"
_PLACE = r"[ \[(]*[A-Z]+/[A-Z_/]+[\])]?$"  # Asia/Shanghai: the offset before it says the same
_OFFSET = r"(?:Z|UTC|GMT|(?:UTC|GMT)?([-+])([0-9]{1,2})(?::?([0-9]{2}))?)"
STATED = rf"(?::[0-9]{{2}}(?:[.][0-9]+)?|T[0-9]{{6}}| [AP]M) ?\(?{_OFFSET}\)?(?: ?\([A-Z ]+\)|{_PLACE.removesuffix('$')})?$"
_ZONE = (
    r"^(MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*[,. ]+"
    r"| ?\(?\b((?:UTC|GMT)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?|CST|EST|EDT|CDT|MST|MDT|PST|PDT|BST|CET|CEST|JST|HKT|SGT)\)?(?: ?\([A-Z ]+\))?$"
    rf"|{_PLACE}"
)
_HALF = r"上午|早上|凌晨|中午|下午|晚上|\b[AP][.]?M\b[.]?|[AP]M\b"


def timestamp(text: str, day_first: bool, zone: str = "", year_first: bool = False) -> str:
    """Any usual spelling of a day or a moment, naive, in the years 1900–2100; with ``zone``, moments that state their offset are moved there.

    Where numbers leave it open, ``day_first`` puts the day before the month, and ``year_first`` a year of two digits before both.
    """
    moment = _wall_clock(text, day_first, year_first)
    return _moved(text, moment, zone) if zone else moment


def _moved(text: str, moment: str, zone: str) -> str:
    """The moment in the business's zone, where the cell states its own or counts seconds from 1970."""
    parts = f"regexp_extract(cell_, {literal(STATED)}, ['sign', 'hours', 'minutes'])"
    east = "(CASE offset_.sign WHEN '-' THEN -60 ELSE 60 END) * (coalesce(TRY_CAST(offset_.hours AS BIGINT), 0) * 60"
    east += " + coalesce(TRY_CAST(offset_.minutes AS BIGINT), 0))"
    there = f"timezone({literal(zone)}, timezone('UTC', local_ - to_seconds({let('offset_', parts, east)})))"
    stated = f"regexp_matches(cell_, {literal(STATED)}) OR {full('cell_', '[0-9]{10}|[0-9]{13}')}"
    judged = let("cell_", f"upper({folded(text)})", f"CASE WHEN {stated} THEN {there} ELSE local_ END")
    return let("local_", moment, f"CASE WHEN local_ IS NULL OR strlen({text}) <= 10 AND contains({text}, '-') THEN local_ ELSE {judged} END")


def _wall_clock(text: str, day_first: bool, year_first: bool) -> str:
    """The moment as the clock showed it where the cell was written."""
    order = r"\3-\2-\1" if day_first else r"\3-\1-\2"
    numeric = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    chinese = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日( ?[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    dashed = f"rtrim(replace(replace(replace(replace({text}, '年', '-'), '月', '-'), '日', ' '), '  ', ' '))"
    written = let("then_", let("words_", _words("cell_"), _clocked(day_first, year_first)), _twenty_four_hours())
    within = "CASE WHEN moment_ >= TIMESTAMP '1900-01-01' AND moment_ < TIMESTAMP '2101-01-01' THEN moment_ END"
    usual = (
        f"CASE WHEN {text} < '1900' OR {text} >= '2101' THEN NULL"
        f" WHEN {text} LIKE '____-__-__ __:__:__' THEN try_strptime({text}, '%Y-%m-%d %H:%M:%S')"
        f" WHEN {text} LIKE '____-__-__' THEN try_strptime({text}, '%Y-%m-%d') END"
    )
    other = (
        f"CASE WHEN {text} IS NULL OR {text} = '' THEN NULL WHEN {full(text, _ISO)} THEN TRY_CAST({text} AS TIMESTAMP)"
        f" WHEN {full(text, numeric)} THEN TRY_CAST({replace(text, '^([0-9]+)/([0-9]+)/([0-9]+)', order)} AS TIMESTAMP)"
        f" WHEN {full(text, '[0-9]{8}')} THEN try_strptime({text}, '%Y%m%d') WHEN {full(text, chinese)} THEN TRY_CAST({dashed} AS TIMESTAMP)"
        f" ELSE {let('cell_', replace(f'upper({folded(text)})', '[.]0+$', ''), f'coalesce({_bare_moment()}, {written})')} END"
    )
    return f"coalesce({usual}, {let('moment_', other, within)})"


def month(text: str) -> str:
    """2024-03, 2024年3月, 202403, Mar 2024: the month's first day; NULL for anything else."""
    numeric = "[0-9]{4}[-/.年 ]{1,2}(1[0-2]|0?[1-9])(月份?)?"
    parts = replace(f"trim({text})", "^([0-9]{4})[-/.年 ]{1,2}([0-9]{1,2}).*$", r"\1-\2-01")
    spelled = f"'1 ' || replace(trim({text}), '-', ' ')"
    named = f"coalesce({', '.join(f'try_strptime({spelled}, {literal(form)})' for form in ('%d %b %y', '%d %b %Y', '%d %B %Y'))})"
    return (
        f"CASE WHEN {full(f'trim({text})', numeric)} THEN TRY_CAST({parts} AS TIMESTAMP)"
        f" WHEN {full(f'trim({text})', '(19|20)[0-9]{2}(0[1-9]|1[0-2])')} THEN try_strptime(trim({text}) || '01', '%Y%m%d')"
        f" WHEN {full(f'trim({text})', '[A-Za-z]{3,9}[ -]+[0-9]{2}([0-9]{2})?')} THEN {named} END"
    )


def _bare_moment() -> str:
    """``cell_`` of digits: 20240305, 202403051430[00], a spreadsheet's serial day, unix seconds or milliseconds."""
    serial = "TIMESTAMP '1899-12-30' + to_seconds(CAST(round(TRY_CAST(cell_ AS DOUBLE) * 86400) AS BIGINT))"
    return (
        f"CASE WHEN {full('cell_', '[0-9]{5}([.][0-9]+)?')}"
        f" THEN CASE WHEN TRY_CAST(cell_ AS DOUBLE) >= 20000 AND TRY_CAST(cell_ AS DOUBLE) < 80001 THEN {serial} END"
        f" WHEN {full('cell_', '[0-9]{8}T[0-9]{6}Z?')} THEN try_strptime(left(cell_, 15), '%Y%m%dT%H%M%S')"
        f" WHEN NOT {full('cell_', '[0-9]+')} THEN NULL WHEN strlen(cell_) = 8 THEN try_strptime(cell_, '%Y%m%d')"
        " WHEN strlen(cell_) = 14 THEN try_strptime(cell_, '%Y%m%d%H%M%S') WHEN strlen(cell_) = 12 THEN try_strptime(cell_, '%Y%m%d%H%M')"
        " WHEN strlen(cell_) = 10 THEN make_timestamp(TRY_CAST(cell_ AS BIGINT) * 1000000)"
        " WHEN strlen(cell_) = 13 THEN make_timestamp(TRY_CAST(cell_ AS BIGINT) * 1000) END"
    )


def _words(text: str) -> str:
    """The cell without weekday and zone name; 年月日时分秒 made separators."""
    year = replace(replace(text, "^([0-2][0-9])年", r"20\1年"), "^[3-9][0-9]年", "?")  # 98年: of which century, or of which calendar?
    signs = f"translate({replace(year, _WEEKDAY, ' ', 'g')}, '年月日号時时點点分整秒', '--  :::::')"
    whole_hour = replace(signs, "(^| |午|上|晨)([0-9]{1,2}): *$", r"\1\2:00")
    chinese = f"rtrim({whole_hour}, ': ')"
    return replace(f"CASE WHEN strlen({text}) > length({text}) THEN {chinese} ELSE {text} END", _ZONE, "", "g")


def _clocked(day_first: bool, year_first: bool) -> str:
    """``words_``, in any order of day, month and year: a struct of the half of the day it names and the moment on the clock's face."""
    whole_hour = replace("words_", " ([0-9]{1,2}) ?([AP][.]?M[.]?)$", r" \1:00 \2")
    bare = replace(whole_hour, _HALF + r"|\bAT\b", " ", "g")
    face = f"trim({replace(bare, '[, ]+', ' ', 'g')})"
    moment = f"CASE WHEN {full('spelled_', _ISO)} THEN TRY_CAST(spelled_ AS TIMESTAMP) END"
    half = f"replace(regexp_extract(words_, {literal(_HALF)}), '.', '')"
    return f"{{'half': {half}, 'at': {let('spelled_', let('date_', face, _iso(day_first, year_first)), moment)}}}"


def _twenty_four_hours() -> str:
    """``then_.at``, moved by the half of the day; an impossible hour such as 14:00 PM is unreadable."""
    hour = "hour(then_.at)"
    return (
        f"CASE WHEN then_.half IN ('PM', '下午', '晚上') AND {hour} < 12 OR then_.half = '中午' AND {hour} < 11 THEN then_.at + INTERVAL 12 HOUR"
        f" WHEN then_.half IN ('AM', '上午', '凌晨', '晚上') AND {hour} = 12 THEN then_.at - INTERVAL 12 HOUR"
        f" WHEN then_.half IN ('AM', 'PM') AND {hour} NOT BETWEEN 1 AND 12 THEN NULL ELSE then_.at END"
    )


def _iso(day_first: bool, year_first: bool) -> str:
    """``date_`` as year-month-day and its time; two digits of a year are read as spreadsheets do (00–29: 2000s, 30–99: 1900s).

    Three digits of a year, or 民国 before it, count from 1911.
    """
    numeric = ["day", "month"] if day_first else ["month", "day"]
    short = ((r"^([0-9]{2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})([T ].*)?$", ["year", "month", "day", "rest"]),) if year_first else ()
    forms = (
        *short,
        (r"^([0-9]{4})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{1,2})([T ].*)?$", ["year", "month", "day", "rest"]),
        (r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})([T ].*)?$", [*numeric, "year", "rest"]),
        (r"^([0-9]{1,2})(?:ST|ND|RD|TH)?[-/. ]*([A-Z]{3,9})[-/., ]*([0-9]{4}|[0-9]{2})( .*)?$", ["day", "month", "year", "rest"]),
        (r"^([A-Z]{3,9})[-/., ]*([0-9]{1,2})(?:ST|ND|RD|TH)?[-/. ]+([0-9]{4})( .*)?$", ["month", "day", "year", "rest"]),
        (r"^([0-9]{4})([0-9]{2})([0-9]{2})( .*)$", ["year", "month", "day", "rest"]),
        (r"^(?:民[国國] ?([0-9]{1,3})|(1[0-9]{2}))[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{1,2})([T ].*)?$", ["republic", "later", "month", "day", "rest"]),
    )
    names = [name for month in _MONTHS for name in dict.fromkeys((month, month[:3]))] + ["SEPT"]
    number = f"CAST((strpos({literal(''.join(month[:3] for month in _MONTHS))}, left(part_.month, 3)) + 2) // 3 AS VARCHAR)"
    month = f"CASE WHEN part_.month IN ({listed(names)}) THEN {number} ELSE part_.month END"
    century = "CASE WHEN strlen(part_.year) = 4 THEN '' WHEN part_.year < '30' THEN '20' ELSE '19' END"
    republic = "CAST(TRY_CAST(part_.republic || part_.later AS BIGINT) + 1911 AS VARCHAR)"

    def iso(parts: list[str]) -> str:
        year = f"{century} || part_.year" if "year" in parts else republic
        return f"{year} || '-' || {month} || '-' || part_.day || part_.rest"

    def case(pattern: str, parts: list[str]) -> str:
        taken = f"regexp_extract(date_, {literal(pattern)}, [{listed(parts)}])"
        return f"WHEN regexp_matches(date_, {literal(pattern)}) THEN {let('part_', taken, iso(parts))}"

    return f"CASE {' '.join(case(*form) for form in forms)} END"
