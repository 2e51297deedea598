"""What the events of a case say of its end: that it came, that it did not, or nothing, because they follow it."""

from data.sql import literal

# What an event says that ends a case (a 解决方案 or 关闭中 does not), and what says before or after it that it has not.
ENDS = r"(?i)\b(resolv|clos|solved|complet|finish|done|end\b)|(?:解决|关闭|完成|结案|办结|完结|结束)(?:[^方中不失被]|中心|$)"
_ENDING, _DEALT = r"(?:resolv|clos|solv|complet|finish|done|end\b)", "(?:解决|关闭|完成|处理|结案|办结|完结|结束)"
GOES_ON = (
    r"(?i)\b(?:not|cannot|can't|\w+n't|unable|fail(?:ed|s)?|pending|awaiting|waiting|partial(?:ly)?|partly|to be|will be)"
    rf" (?:\w+ ){{0,2}}{_ENDING}|\bun{_ENDING}|\bre-?open|\bclose to |\brequest(?:ed|s)? (?:\w+ )?clos"
    r"|\bclos\w* request|\bclos\w* (?:was |is )?(?:reject|refus|declin|denied|fail)"
    rf"|重新|待(?:[^评]|$)|(?:未|没|无法|不能|不可|部分|申请|拒绝)[有能得到被曾完全彻底]*{_DEALT}"
)
# What follows the end of a case and opens none again: it was rated, written about, put away.
AFTERWARDS = (
    r"(?i)\b(?:survey|questionnaire|feedback|csat|nps|satisf\w+|rated|ratings?|reviews?|comment\w*|notes?|notif\w*|attach\w*|archiv\w*)\b"
    r"|评价|评分|满意度|问卷|回访|备注|评论|通知|附件|归档|存档"
)


def ends_case(event: str) -> str:
    """SQL boolean: the words of an event end its case."""
    return f"{_says(event, ENDS)} AND NOT {_says(event, GOES_ON)}"


def comes_after(event: str) -> str:
    """SQL boolean: the words of an event leave its case as it was, ended or not."""
    return f"{_says(event, AFTERWARDS)} AND NOT {_says(event, ENDS)} AND NOT {_says(event, GOES_ON)}"


def _says(event: str, words: str) -> str:
    """SQL boolean: an event says one of some words."""
    return f"regexp_matches({event}, {literal(words)})"
