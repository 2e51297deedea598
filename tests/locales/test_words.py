"""Sentences: keys, placeholders, plural forms, and how numbers enter them."""

from datetime import date

import pytest

from locales import DASH, LANGUAGES, Words, words


@pytest.fixture(params=LANGUAGES)
def w(request: pytest.FixtureRequest) -> Words:
    return words(request.param)


def test_a_sentence_in_each_language() -> None:
    assert words("zh")("menu.segments") == "客户细分"
    assert words("en")("menu.segments") == "Segments"


def test_one_object_a_language_so_that_it_can_be_part_of_a_cache_key() -> None:
    assert words("zh") is words("zh")
    assert len({words("zh"), words("zh"), words("en")}) == 2
    with pytest.raises(KeyError):
        words("fr")


def test_an_unknown_key_raises(w: Words) -> None:
    with pytest.raises(KeyError, match="no.such.key"):
        w("no.such.key")
    with pytest.raises(KeyError, match="no.such.key"):
        w("no.such.key", n=2)


def test_a_missing_value_raises_and_a_superfluous_one_does_not(w: Words) -> None:
    with pytest.raises(KeyError, match="file"):
        w("upload.reading")
    assert "a.xlsx" in w("upload.reading", file="a.xlsx", other=1)


@pytest.mark.parametrize(
    ("n", "en", "zh"),
    [(0, "0 rows", "0 行"), (1, "1 row", "1 行"), (2, "2 rows", "2 行"), (12345, "12,345 rows", "12,345 行")],
)
def test_plural_forms(n: int, en: str, zh: str) -> None:
    assert words("en")("count.rows", n=n) == en
    assert words("zh")("count.rows", n=n) == zh


def test_n_may_be_given_to_an_entry_of_one_form() -> None:
    assert words("en")("filter.selected", n=1200) == "1,200 selected"


def test_a_placeholder_says_how_its_number_is_written() -> None:
    assert words("en")("finding.top_share", share=0.4234, customers=0.08) == "42.3% of revenue comes from 8% of customers"
    assert words("zh")("finding.top_share", share=0.4234, customers=0.08) == "8% 的客户贡献了 42.3% 的销售额"


def test_money_in_a_sentence_takes_its_currency_from_the_values() -> None:
    values = {"amount": 1755276.64, "orders": 2500, "share": 0.1646}
    assert words("en")("overview.anonymous", currency="GBP", **values).startswith("Anonymous sales: £1,755,276.64 in 2,500 orders, 16.5%")
    assert "共 1,755,276.64，" in words("zh")("overview.anonymous", **values)


def test_dates_in_a_sentence() -> None:
    assert words("zh")("overview.lead", as_of=date(2024, 3, 5)) == "截至 2024年3月5日 的客户经营情况"
    assert words("en")("overview.lead", as_of=date(2024, 3, 5)).endswith("5 Mar 2024")


def test_inserted_text_is_never_read_as_a_placeholder() -> None:
    assert words("en")("filter.chip", name="{x}", value="{0.__class__}") == "{x}: {0.__class__}"


def test_codes_of_ours_are_words_and_others_stay_as_they_came() -> None:
    assert words("zh").code("value.gender", "female") == "女"
    assert words("en").code("value.gender", "non-binary") == "non-binary"
    assert words("en").code("value.gender", None) == DASH
    assert words("en").code("value.gender", float("nan")) == DASH  # type: ignore[arg-type]
    assert "menu.segments" in words("en")
    assert "menu.nothing" not in words("en")
