"""The words of the product in Chinese and English, and numbers and dates as each language writes them.

Every sentence a user reads lives in ``zh.po`` and ``en.po`` under a key such as ``segments.title``. Placeholders are
named, and say how a number is written: ``"{share:percent} of revenue"``. Look up with ``words("zh")("segments.title")``.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from locales import catalogue
from locales.formats import DASH, Formats

LANGUAGES = catalogue.LANGUAGES
__all__ = ["DASH", "LANGUAGES", "Words", "words"]


class Words(Formats):
    """One language: ``w(key, n=…, **values)`` gives a sentence, the methods write numbers, money and dates.

    There is one object a language (see ``words``), so it may be part of a cache key.
    """

    def __init__(self, lang: str) -> None:
        """Read the catalogue of ``lang``; KeyError when there is none."""
        super().__init__(lang)
        self._translations = catalogue.translations(lang)
        self._keys = catalogue.keys(lang)

    def __call__(self, key: str, /, *, n: int | None = None, **values: object) -> str:
        """The sentence under ``key``, its placeholders filled.

        ``n`` chooses the plural form and fills ``{n}``. A placeholder may name a method for its number: ``{x:percent}``,
        ``{x:money}`` (with the value ``currency``), ``{day:month}``; or a family of codes: ``{state:state}``.
        KeyError: no such key, or a placeholder without a value.
        """
        if n is None:
            text = self._translations.gettext(key)
        else:
            text = self._translations.ngettext(key, key, int(n))
            values["n"] = n
        return self._filled(text, values)

    def told(self, key: str, details: Mapping[str, object]) -> str:
        """The sentence under ``key`` with details that were gathered elsewhere; those it does not mention are passed over."""
        return self._filled(self._translations.gettext(key), details)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        """The text with its placeholders filled."""
        return text.format_map({name: _Inserted(self, value, values) for name, value in values.items()})

    def __contains__(self, key: str) -> bool:
        """Whether the catalogue has ``key``: for codes that users may bring themselves."""
        return key in self._keys

    def code(self, family: str, value: str | None) -> str:
        """The word for ``value`` under ``family``; a value that is no code of ours is shown as it came, None as a dash."""
        if value is None or value != value:
            return DASH
        key = f"{family}.{value}"
        return self(key) if key in self else value


class _Inserted:
    """A value on its way into a sentence; the placeholder's format says how it is written."""

    __slots__ = ("_value", "_values", "_words")

    def __init__(self, words: Words, value: object, values: Mapping[str, object]) -> None:
        self._words, self._value, self._values = words, value, values

    def __format__(self, spec: str) -> str:
        value, words = self._value, self._words
        if isinstance(value, str):
            return words.code(spec, value) if spec else value
        if spec == "money":
            return words.money(value, str(self._values.get("currency", "")))  # type: ignore[arg-type]
        if spec == "money_compact":
            return words.money(value, str(self._values.get("currency", "")), compact=True)  # type: ignore[arg-type]
        written: str = getattr(words, spec or ("date" if isinstance(value, date) else "number"))(value)
        return written


@cache
def words(lang: str) -> Words:
    """The words of ``lang``, one object for the whole process; KeyError when the language is unknown."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    return Words(lang)
