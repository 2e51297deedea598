"""The scale of survey answers: where it begins and ends, and which numbers are codes for no answer.

Questionnaires write "does not apply" as the number after the scale (6 on a scale of 1–5, 11 on 0–10), as 0 on a scale that
begins with 1, or as 9, 99 and the like. Such a code is not an answer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import dropwhile

CODES = frozenset((9, 88, 96, 97, 98, 99, 996, 997, 998, 999))  # no answer, where a gap parts them from the rest
TENS = (10.0, 100.0)  # scales that may begin with 0


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high``, both included."""

    low: float
    high: float


def scale_of(values: Collection[float]) -> Scale | None:
    """The scale of a question from its different answers; None where they are on none: all below 1 or some above 100."""
    seen = _answers(values)
    top = seen[-1] if seen else 0.0
    if top in (11, 101) or (top in (6, 8) and 0 in seen):  # 0 … 6 is no scale: 1–5 with a code at either end
        top -= 1
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


def scales_of(answers: Mapping[str, Collection[float]]) -> dict[str, Scale]:
    """The scale of each question. Questions that end alike share one: what one of them shows to be a code is a code in all."""
    ends = {question: seen[-1] for question, values in answers.items() if (seen := _answers(values))}
    pools = {
        top: scale_of({value for question, end in ends.items() if end == top for value in _answers(answers[question])}) for top in set(ends.values())
    }
    return {question: scale for question, top in ends.items() if (scale := pools[top])}
