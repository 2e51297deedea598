"""The scale of survey answers: where it begins and ends, and which numbers are codes for no answer.

Questionnaires write "does not apply" as the number after the scale (6 on a scale of 1–5, 11 on 0–10), as 0 on a scale that
begins with 1, or as 9, 99 and the like. Such a code is not an answer.
"""

# ruff: noqa: E501 (the words of a score are a line)
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import dropwhile

CODES = frozenset((9, 88, 96, 97, 98, 99, 996, 997, 998, 999))  # no answer, where a gap parts them from the rest
# Answers in words, put on 1 to 5; the first pattern that fits counts.
WORDED = (
    (5, r"(?:very|extremely|completely|highly|totally) (?:satisfied|likely|good|easy|happy|important)|strongly agree|definitely|excellent|outstanding|always|delighted"
        r"|非常满意|十分满意|很满意|完全满意|非常同意|完全同意|非常好|很好|非常愿意|一定会|非常容易|非常轻松|总是|非常符合|完全符合|非常重要|优秀"),
    (1, r"(?:very|extremely|completely|highly|totally) (?:dissatisfied|unsatisfied|unlikely|bad|poor|difficult|unhappy|hard|unimportant)|strongly disagree"
        r"|definitely not|terrible|never|awful|not at all.*"
        r"|非常不满意?|十分不满意|很不满意|完全不满意|非常不同意|完全不同意|非常差|很差|非常不愿意|一定不会|非常困难|非常费力|从不|非常不符合|完全不符合|非常不重要|极差"),
    (3, r"neutral|neither.*|undecided|average|fair|ok|okay|moderate|moderately satisfied|no opinion|sometimes|acceptable|mixed"
        r"|一般|一般般|中立|普通|尚可|还行|还可以|说不清|不确定|中等|无所谓|有时|既不.*也不.*|不好说"),
    (4, r"(?:somewhat |rather |quite |fairly |mostly )?(?:satisfied|agree|likely|easy|happy|important)|good|often|agree somewhat|probably"
        r"|(?:比较|较|较为|基本)?(?:满意|同意|好|愿意|容易|轻松|符合|重要)|可能会|经常|良好"),
    (2, r"(?:somewhat |rather |quite |fairly |mostly )?(?:dissatisfied|unsatisfied|disagree|unlikely|difficult|unhappy|unimportant|not satisfied)|poor|bad|rarely"
        r"|seldom|probably not|(?:比较|较|较为|有点|不太)?(?:不满意|不同意|不好|差|不愿意|困难|费力|不符合|不重要)|不太(?:满意|同意|愿意|符合|好|重要)|可能不会|很少|较差"),
)  # fmt: skip
_WORDED = tuple((score, re.compile(pattern)) for score, pattern in WORDED)
_NUMBERED = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s*(?:星级?|分|颗星|stars?|points?|pts|/\s*\d+)|(\d{1,2})\s*[-–—:.、=(（]\s*[^\d\s].*|[^\d]+[(（]\s*(\d{1,2})\s*分?\s*[)）]"
)
# What a question is about, by its words: (instrument, words, whether its scale may be the one).
INSTRUMENTS = (
    ("nps", re.compile(r"(?i)recommend|\bnps\b|net ?pro|promoter|推荐|净荐"), (10.0,)),
    ("ces", re.compile(r"(?i)\bces\b|effort|how easy|made it easy|easy (?:was|is) it|费力|轻松|省力|便捷程度|容易程度"), (5.0, 6.0, 7.0, 10.0)),
    ("csat", re.compile(r"(?i)\bcsat\b|satisf|happy with|满意"), (3.0, 4.0, 5.0, 6.0, 7.0, 10.0)),
)
SCALE_ENDS = ("scale_min", "scale_max")
# A question's own words for its scale: (0-10), 1-5分, on a scale of 1 to 7, (0 = awful, 10 = great).
_RANGE = r"([01])\s*(?:[-–—~～至到]|to)\s*(\d{1,3})"
_STATED = re.compile(
    rf"(?i)[(（\[【]\s*{_RANGE}\s*(?:分|星|points?|stars?|scale)?\s*[)）\]】,，;；:：]|(?<![\d.]){_RANGE}\s*[分星]|scale (?:of|from) {_RANGE}(?!\d)"
    r"|[(（\[【]\s*([01])\s*[=＝:：为][^()（）]*?(?<!\d)(\d{1,3})\s*[=＝:：为]"
)
ENDINGS = (3, 4, 5, 6, 7, 9, 10, 100)  # of scales that are said
TENS = (10.0, 100.0)  # scales that may begin with 0


def is_scale_end(text: str) -> bool:
    """Whether a text says where a scale begins or ends."""
    return re.fullmatch(r"\d{1,3}(\.\d+)?", text) is not None


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high``, both included."""

    low: float
    high: float


def score_of(answer: str) -> float | None:
    """The number that an answer in words stands for: as it says (4 - satisfied, 3星), else on 1 to 5 (very satisfied, 不满意); None for others."""
    plain = answer.strip().strip(".。!！").casefold()
    if numbered := _NUMBERED.fullmatch(plain):
        return float(next(filter(None, numbered.groups())))
    return next((float(score) for score, pattern in _WORDED if pattern.fullmatch(plain)), None)


def instrument_of(question: str, scale: Scale | None) -> str | None:
    """Whether a question is one of recommendation, effort or satisfaction, by its words and its scale; None where neither says so."""
    fit = (name for name, words, highs in INSTRUMENTS if words.search(question) and scale and scale.high in highs)
    return next(fit, None)


def scale_of(values: Collection[float]) -> Scale | None:
    """The scale of a question from its different answers; None where they are on none: all below 1 or some above 100."""
    seen = _answers(values)
    top = seen[-1] if seen else 0.0
    if top in (11, 101) or (top in (6, 8) and 0 in seen):  # 0 … 6 is no scale: 1–5 with a code at either end
        top -= 1
    if 0 < top <= 1 and any(0 < value < 1 for value in seen):
        return Scale(0.0, 1.0)  # shares
    if not 1 <= top <= 100:
        return None
    high = float(next(end for end in (1, 2, 3, 4, 5, 6, 7, 10, 100) if end >= top))
    return Scale(0.0 if 0 in seen and (high in TENS or high == 1) else 1.0, high)


def _answers(values: Collection[float]) -> list[float]:
    """The different answers in order, without codes that stand apart above them."""
    seen = sorted(value for value in set(values) if value >= 0)
    answers = list(dropwhile(CODES.__contains__, reversed(seen)))
    apart = answers and len(answers) < len(seen) and seen[len(answers)] - answers[0] > 1
    return answers[::-1] if apart else seen


def stated_scale(question: str) -> Scale | None:
    """The scale that a question's own words name; None where they name none."""
    found = _STATED.search(question)
    low, high = [float(end) for end in found.groups() if end] if found else (0.0, 0.0)
    return Scale(low, high) if high in ENDINGS else None


def scales_of(answers: Mapping[str, Collection[float]]) -> dict[str, Scale]:
    """The scale of each question: what its own words say, 0 to 10 for recommending, else what its answers and those of the others show."""
    shown = _alike(_shown(answers))
    zeros = any(0 in values and shown.get(question) == Scale(1.0, 5.0) and not _recommends(question) for question, values in answers.items())
    for question in shown:
        seen = _answers(answers[question])
        said = stated_scale(question)
        if said and (seen[-1] <= said.high + 1 or said.high in TENS):  # one more is a code for no answer
            shown[question] = said
        elif not said and _recommends(question) and all(value in range(12) for value in seen) and (seen[-1] > 5 or (0 in seen and not zeros)):
            shown[question] = Scale(0.0, 10.0)
    return shown


def _recommends(question: str) -> bool:
    """Whether a question asks for a recommendation."""
    return _kind(question) == "nps"


def _kind(question: str) -> str | None:
    """What a question's words ask for, whatever its scale."""
    return next((name for name, words, _ in INSTRUMENTS if words.search(question)), None)


def _alike(shown: dict[str, Scale]) -> dict[str, Scale]:
    """Questions that only nobody gave the best answer are on the scale of the others: 4 among questions that go to 5, 6 among those to 7.

    Of one kind (satisfaction) they are on it however low they end.
    """
    for high in (5.0, 7.0):
        full = {_kind(question) for question, scale in shown.items() if scale == Scale(1.0, high)}
        for question, scale in shown.items():
            near = scale == Scale(1.0, high - 1)
            if full and (near or (scale.low == 1 and scale.high < 5 == high and _kind(question) and _kind(question) in full)):
                shown[question] = Scale(1.0, high)
    return shown


def _shown(answers: Mapping[str, Collection[float]]) -> dict[str, Scale]:
    """The scale of each question as the answers show it. Questions that end alike share one: what one of them shows to be a code is a code in all.

    A question that goes to 6 among as many that go to 5 has a code there (8 among 7 likewise); where most go to 6, that is the scale.
    """
    ends = {question: seen[-1] for question, values in answers.items() if (seen := _answers(values))}
    many = Counter(ends.values())
    answers = {q: [v for v in values if v != ends.get(q)] if _stands_out(many, ends.get(q)) else values for q, values in answers.items()}
    ends = {question: seen[-1] for question, values in answers.items() if (seen := _answers(values))}
    pools = {
        top: scale_of({value for question, end in ends.items() if end == top for value in _answers(answers[question])}) for top in set(ends.values())
    }
    return {question: scale for question, top in ends.items() if (scale := pools[top])}


def _stands_out(many: Mapping[float, int], top: float | None) -> bool:
    """Whether the highest answer is one more than the scale of as many other questions: a code for no answer."""
    return top in (6, 8) and many[top - 1] >= many[top]
