"""Reading, merging and checking the catalogues.

A catalogue is a gettext file whose msgid is a key. English may have two plural forms; Chinese has one.
"""

import gettext
import io
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parent
FORMS = "||"  # divides the plural forms in a line of keys: "{n} row||{n} rows"

_PLURALS = {"zh": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
_HEADER = 'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!]")
# Words that a Chinese page writes in Latin letters or figures alone.
UNTRANSLATED = frozenset({"language.en", "filter.chip", "list.separator"})


@dataclass(frozen=True)
class Entry:
    """One key in both languages; each side has its plural forms, usually one."""

    key: str
    en: tuple[str, ...]
    zh: tuple[str, ...]


class _NoSuchKey(gettext.NullTranslations):
    """Asked for what the catalogue lacks."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)


class _Keyed(gettext.GNUTranslations):
    """Translations by key: an unknown key raises, and ``n`` may be given to an entry of one form."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        form = self._catalog.get((msgid1, self.plural(n)))  # type: ignore[attr-defined]
        return self.gettext(msgid1) if form is None else str(form)


def read(lang: str, folder: Path = FOLDER) -> Catalog:
    """The catalogue of ``lang`` as Babel reads it."""
    with (folder / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def translations(lang: str) -> gettext.GNUTranslations:
    """The catalogue compiled in memory: nothing to build before a start, nothing to forget after an edit."""
    compiled = io.BytesIO()
    write_mo(compiled, read(lang))
    compiled.seek(0)
    found = _Keyed(compiled)
    found.add_fallback(_NoSuchKey())
    return found


@cache
def keys(lang: str) -> frozenset[str]:
    """Every key of ``lang``."""
    return frozenset(entries(read(lang)))


def entries(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Key to plural forms."""
    return {_key(message.id): _forms(message.string) for message in catalog if message.id}


def _key(identity: str | Sequence[str]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def parsed(lines: Iterable[str]) -> list[Entry]:
    """Lines ``key<TAB>English<TAB>中文`` as entries; blank lines and # comments are skipped. ValueError names a bad line."""
    found = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.rstrip("\n").split("\t")
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"not key<TAB>English<TAB>Chinese: {line!r}")
        key, english, chinese = parts
        found.append(Entry(key, tuple(english.replace("\\n", "\n").split(FORMS)), (chinese.replace("\\n", "\n"),)))
    return found


def add(new: Iterable[Entry], folder: Path = FOLDER) -> int:
    """Merge entries into both catalogues, sorted by key; a key that exists is replaced. How many were merged."""
    merged = list(new)
    plural = {entry.key for entry in merged if len(entry.en) > 1}
    for lang in LANGUAGES:
        old = read(lang, folder) if (folder / f"{lang}.po").exists() else Catalog(locale=lang)
        texts = entries(old) | {entry.key: entry.zh if lang == "zh" else entry.en for entry in merged}
        _write(lang, texts, plural | (_plural_keys(old) - {entry.key for entry in merged}), folder)
    return len(merged)


def _plural_keys(catalog: Catalog) -> set[str]:
    return {_key(message.id) for message in catalog if message.id and message.pluralizable}


def _write(lang: str, texts: dict[str, tuple[str, ...]], plural: set[str], folder: Path) -> None:
    """Write a catalogue whose header never changes, so that a diff shows words alone."""
    catalog = Catalog(locale=lang)
    for key in sorted(texts):
        forms = texts[key]
        catalog.add((key, key) if key in plural else key, forms if key in plural else forms[0])
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True)
    header = _HEADER.format(lang=lang, plurals=_PLURALS[lang])
    (folder / f"{lang}.po").write_bytes(header.encode() + body.getvalue())


def placeholders(forms: Iterable[str]) -> set[str]:
    """The names that a text wants filled."""
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def faults(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the catalogues, one sentence a fault; empty when they agree."""
    catalogs = {lang: read(lang, folder) for lang in LANGUAGES}
    zh, en = (entries(catalogs[lang]) for lang in LANGUAGES)
    found = [f"{key}: only in {'zh' if key in zh else 'en'}.po" for key in sorted(set(zh) ^ set(en))]
    found += [f"{key}: plural in one language only" for key in sorted(_plural_keys(catalogs["zh"]) ^ _plural_keys(catalogs["en"]))]
    for key in sorted(set(zh) & set(en)):
        found += [f"{key}: {fault}" for fault in _entry_faults(key, zh[key], en[key])]
    return found


def _entry_faults(key: str, zh: tuple[str, ...], en: tuple[str, ...]) -> Iterator[str]:
    if not all(zh + en):
        yield "an empty text"
    if placeholders(zh) != placeholders(en):
        yield f"placeholders differ: {sorted(placeholders(zh))} and {sorted(placeholders(en))}"
    if any(not name.isidentifier() for name in placeholders(zh + en)):
        yield "a placeholder is not a plain name"
    if key not in UNTRANSLATED and not all(_HAN.search(form) for form in zh):
        yield "no Chinese in zh.po"
    if key != "language.zh" and any(_HAN.search(form) for form in en):
        yield "Chinese in en.po"
    if any(_HALF_WIDTH.search(form) for form in zh):
        yield "half-width punctuation after a Chinese character"
