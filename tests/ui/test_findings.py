"""Findings in words: every code that a metric states has its sentence in both languages, with its numbers in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from locales import LANGUAGES, words
from metrics.findings import Finding
from metrics.headlines import DIMENSIONS
from metrics.segments import SEGMENTS
from ui.findings import sentences, worded, written
from ui.session import Session

ROOT = Path(__file__).resolve().parents[2]
State = dict[str, object]


def here(lang: str, currency: str = "CNY") -> Session:
    """A session with words and a currency, as far as sentences need one."""
    return cast("Session", SimpleNamespace(words=words(lang), facts=SimpleNamespace(currency=currency)))


def said(lang: str, code: str, **numbers: float | str) -> str:
    [sentence] = sentences(here(lang), [Finding.of(code, **numbers)])
    return sentence


# Code and numbers → what the sentence must say, in English and in Chinese.
SAID: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "top_share": ({"customers": 0.2, "share": 0.654, "expected": 0.4}, ["65.4% of revenue", "20% of customers"], ["20% 的客户", "65.4%"]),
    "revenue_change up": (
        {"change": 0.123, "previous": 1000, "current": 1123},
        ["rose by 12.3%", "from CN¥1,000.00 to CN¥1,123.00"],
        ["12.3%", "¥1,000.00", "¥1,123.00"],
    ),
    "revenue_change down": (
        {"change": -0.5, "previous": 1000, "current": 500},
        ["fell by 50.0%", "from CN¥1,000.00 to CN¥500.00"],
        ["50.0%", "¥1,000.00", "¥500.00"],
    ),
    "repurchase_change up": ({"change": 0.06, "previous": 0.3, "current": 0.36}, ["More customers", "36.0%", "30.0%"], ["36.0%", "30.0%"]),
    "repurchase_change down": ({"change": -0.06, "previous": 0.36, "current": 0.3}, ["Fewer customers", "30.0%", "36.0%"], ["30.0%", "36.0%"]),
    "region_decline": (
        {"group": "东北 Northeast", "change": -0.3, "others": 0.042},
        ["东北 Northeast", "fell by 30.0%", "+4.2%"],
        ["东北 Northeast", "30.0%"],
    ),
    "kind_decline": ({"group": "company", "change": -0.3, "others": -0.01}, ["Company", "fell by 30.0%", "-1.0%"], ["企业", "30.0%"]),
    "acquisition_channel_decline": (
        {"group": "微信 WeChat", "change": -0.3, "others": 0.0},
        ["微信 WeChat", "fell by 30.0%"],
        ["微信 WeChat", "30.0%"],
    ),
    "acquisition_channel_value": (
        {"group": "短视频广告 Short-video ads", "gap": 0.6, "customers": 412},
        ["短视频广告 Short-video ads", "60.0% less"],
        ["短视频广告 Short-video ads", "60.0%"],
    ),
    "segment_share": (
        {"segment": "important_value", "revenue_share": 0.67, "customer_share": 0.251},
        ["67.0% of revenue", "25.1% of customers", "Important – value"],
        ["67.0%", "25.1%", "重要价值"],
    ),
    "segment_tail": (
        {"segment": "general_win_back", "revenue_share": 0.03, "customer_share": 0.25},
        ["General – win back", "25.0% of customers", "3.0% of revenue"],
        ["一般挽留", "25.0%", "3.0%"],
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_each_finding_in_both_languages(case: str, state: State) -> None:
    numbers, english, chinese = SAID[case]
    code = case.split(" ")[0]
    for lang, parts in (("en", english), ("zh", chinese)):
        sentence = said(lang, code, **numbers)
        assert [part for part in parts if part not in sentence] == [], sentence
        assert bool(re.search(r"[\u4e00-\u9fff]", sentence.replace(str(numbers.get("group")), ""))) == (lang == "zh")


def stated_codes() -> Iterator[str]:
    """Every code that the metrics' source states, as it stands in their calls of Finding.of."""
    for path in (ROOT / "metrics").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "of" and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value)
                elif isinstance(code, ast.JoinedStr):
                    yield from (f"{dimension}{code.values[-1].value}" for dimension in DIMENSIONS)  # type: ignore[attr-defined]


def test_no_code_is_forgotten_here() -> None:
    """A finding that is added to the metrics must be said in both languages, and so has a line above."""
    known = {case.split(" ")[0] for case in SAID}
    assert set(stated_codes()) <= known
    assert {"top_share", "revenue_change", "region_decline", "acquisition_channel_value"} <= set(stated_codes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_segment_of_every_scheme_has_its_name_in_the_sentence(lang: str, state: State) -> None:
    for scheme, codes in SEGMENTS.items():
        state["scheme"] = scheme
        sentences_said = {said(lang, "segment_share", segment=code, revenue_share=0.5, customer_share=0.1) for code in codes}
        assert len(sentences_said) == len(codes)
        assert not any(code in text for code in codes if "_" in code for text in sentences_said)


def test_a_group_stands_in_the_sentence_as_it_came(state: State) -> None:
    hostile = "{0} ![x](http://a.example) <b> %s"
    assert f"“{hostile}”" in said("en", "region_decline", group=hostile, change=-0.3, others=0.0)


def test_figures_with_their_units() -> None:
    en, zh = words("en"), words("zh")
    assert written(en, "repeat_rate", 0.65583, "GBP") == "65.58%"
    assert written(en, "revenue", 8_911_407.9, "GBP") == "£8,911,407.90"
    assert written(en, "revenue", 8_911_407.9, "GBP", short=True) == "£8.91M"
    assert written(zh, "revenue", 8_911_407.9, "CNY", short=True) == "¥891万"
    assert written(en, "revenue", 999_999.99, "", short=True) == "999,999.99"
    assert written(en, "customers", 4338, "GBP") == "4,338"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_worded_and_left_as_they_were(lang: str) -> None:
    table = pd.DataFrame({"month": ["2024-01-01"], "state": ["new"], "revenue": [1.0], "customers": [2]})
    shown = worded(words(lang), table, state="state")
    assert list(table["state"]) == ["new"]
    assert list(shown.columns) == [words(lang)(f"figure.{name}") for name in table.columns]
    assert list(shown.iloc[0])[1] == {"zh": "新客户", "en": "New"}[lang]
