"""Finds words that the dictionaries of this computer do not know: a help for typing, never a judgement.

The dictionaries are those of the system (hunspell and aspell on Linux), used through Enchant by the package pyenchant. On
Windows that package brings its own English ones; it cannot use the spelling checker of Windows, so no other language is
marked there. Without a dictionary nothing is marked. No word is ever stored: names in a word list outside the file would be
a leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from workbench.document.document import Document
from workbench.language.i18n import LANGUAGES
from workbench.model.declared import declared
from workbench.model.rows import Contributor, Row, WorkingGroup
from workbench.system.frozen import frozen

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE: Final = re.compile(r"\S*(?:@|://|\\|www\.)\S*|\S*\d\S*")
"""Addresses, paths, and anything with a digit (section numbers, number plates, dates)."""
_SCRIPTS: Final = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}
_LATIN: Final = ("en", "fr", "es", "pt")
_LONGEST_TEXT: Final = 60_000
_MOST_PART: Final = 0.5
"""If a larger part of the words is unknown, the text is in another language than the dictionary."""
_LEAST_WORDS: Final = 8
_PREFERRED: Final = {"en": "en_GB", "fr": "fr_FR", "es": "es_ES", "pt": "pt_PT", "ru": "ru_RU", "ar": "ar"}
_MOST_SUGGESTIONS: Final = 6


class Words(Protocol):
    """One dictionary."""

    def check(self, word: str) -> bool:
        """Whether the dictionary knows a word."""

    def suggest(self, word: str) -> list[str]:
        """Words with a spelling like this one."""


@frozen
class Unknown:
    """A word that no dictionary knows, and its place: characters from ``start`` up to, not including, ``end``."""

    word: str
    start: int
    end: int


def system_dictionary(language: str, preferred: str = "") -> Words | None:
    """The dictionary of this computer for a language (``en`` ...), or None.

    The first choice is the one with the tag ``preferred``, for example ``en_US`` if that is the language of the system; the
    second is the usual one of the language, the third any of it.
    """
    try:
        import enchant
    except (ImportError, OSError):  # the package finds no Enchant on this computer, or the system refuses to load it
        return None
    try:
        broker = enchant.Broker()
        known = sorted({tag for tag, _ in broker.list_dicts() if tag == language or tag.startswith(f"{language}_")})
        wished = [tag for tag in (preferred, _PREFERRED.get(language, ""), *known) if tag in known]
        return broker.request_dict(wished[0]) if wished else None
    except enchant.errors.Error:
        return None


def own_words(document: Document) -> frozenset[str]:
    """The words of the names in a file: people, groups, the station, the administration. They are not to be marked."""
    rows: list[Row] = [document.read.assessment(), *document.read.every(Contributor), *document.read.every(WorkingGroup)]
    texts = (getattr(row, name) for row in rows for name, field in declared(type(row)).items() if field.names)
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(str(text or "")))


class Speller:
    """Finds unknown words; each word is looked up only once.

    ``dictionaries`` are by language; ``known`` are words, in small letters, that are right whatever a dictionary says.
    """

    def __init__(self, dictionaries: dict[str, Words], known: Iterable[str] = ()) -> None:
        self._dictionaries = dictionaries
        self._known = frozenset(known)
        self._right: dict[str, bool] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a dictionary."""
        return tuple(self._dictionaries)

    def unknown(self, text: str) -> list[Unknown]:
        """The unknown words of a text in order; none if the text is too long or in another language."""
        if not self._dictionaries or len(text) > _LONGEST_TEXT:
            return []
        words = list(_words(text))
        found = [word for word in words if not self.knows(word.word)]
        if len(words) >= _LEAST_WORDS and len(found) > _MOST_PART * len(words):
            return []
        return found

    def knows(self, word: str) -> bool:
        """Whether a word is right or cannot be judged: single letters, abbreviations, scripts without a dictionary."""
        if len(word) == 1 or word.isupper() or word.casefold() in self._known:
            return True
        right = self._right.get(word)
        if right is None:
            right = self._right[word] = self._ask(word)
        return right

    def suggestions(self, word: str) -> list[str]:
        """Words that may be meant, the likeliest first."""
        dictionary = self._of(word)
        return dictionary.suggest(word)[:_MOST_SUGGESTIONS] if dictionary is not None else []

    def accept(self, word: str) -> None:
        """Accepts a word as right until the program ends."""
        self._known |= {word.casefold()}

    def _ask(self, word: str) -> bool:
        dictionary = self._of(word)
        if dictionary is None:
            return True
        plain = word.replace("’", "'")
        stem = plain.removesuffix("'s")
        return any(part.casefold() in self._known or dictionary.check(part) for part in dict.fromkeys((plain, stem)))

    def _of(self, word: str) -> Words | None:
        script = next((language for language, letters in _SCRIPTS.items() if letters.search(word)), None)
        if script is not None:
            return self._dictionaries.get(script)
        return next((self._dictionaries[language] for language in _LATIN if language in self._dictionaries), None)


def _words(text: str) -> Iterator[Unknown]:
    apart = [match.span() for match in _NO_PROSE.finditer(text)]
    index = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while index < len(apart) and apart[index][1] <= start:
            index += 1
        if index == len(apart) or end <= apart[index][0]:
            yield Unknown(match[0], start, end)


def read_dictionaries(language: str, preferred: str = "") -> dict[str, Words]:
    """The dictionaries for texts in a language: its own, and Arabic and Russian, which are recognized by their letters.

    Large dictionaries take some time. This uses no file of ours, so any thread may call it.
    """
    asked = dict.fromkeys((language, *_SCRIPTS)) if language in LANGUAGES else dict.fromkeys(_SCRIPTS)
    found = {each: system_dictionary(each, preferred) for each in asked}
    return {each: words for each, words in found.items() if words is not None}
