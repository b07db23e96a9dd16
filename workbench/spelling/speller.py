"""Finds words that the dictionaries do not know: a help for typing, never a judgement.

Which dictionary judges follows from the text: its letters and its small words say the language. Without a dictionary nothing
is marked. What is found is never stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.rows import Contributor, Row, WorkingGroup
from workbench.spelling.dictionary import load_dictionary
from workbench.spelling.finding import dictionaries_of, find_dictionaries
from workbench.spelling.text_language import language_of, script_of
from workbench.system.frozen import frozen

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0670])*(?:['’][^\W\d_]+)*")
"""Letters, with the accents and vowel signs on them."""
_NO_PROSE: Final = re.compile(r"[@\\\d]|://|www\.")
"""In addresses, paths, and anything with a digit (section numbers, number plates, dates)."""
_TOKEN: Final = re.compile(r"\S+")
_LONGEST_TEXT: Final = 60_000
_LONGEST_WORD: Final = 100
_MOST_PART: Final = 0.5
"""If a larger part of the words is unknown, the text is in another language than the dictionary."""
_LEAST_WORDS: Final = 8
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


def own_words(document: Document) -> frozenset[str]:
    """The words of the names in a file: people, groups, the station, the administration. They are not to be marked."""
    rows: list[Row] = [document.read.assessment(), *document.read.every(Contributor), *document.read.every(WorkingGroup)]
    texts = (getattr(row, name) for row in rows for name, field in declared(type(row)).items() if field.names)
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(str(text or "")))


class Speller:
    """Finds unknown words; each word is looked up only once.

    ``dictionaries`` are by language; None says that there is none, or none that can be read. ``known`` are words that are
    right whatever a dictionary says. ``usual`` is the language of texts that do not say theirs, and ``only`` the one that
    the user has chosen for all.
    """

    def __init__(
        self, dictionaries: Mapping[str, Words | None] | None = None, known: Iterable[str] = (), *, usual: str = "en"
    ) -> None:
        self._dictionaries = dict(dictionaries or {})
        self._known = frozenset(word.casefold() for word in known)
        self._right: dict[tuple[str, str], bool] = {}
        self.usual = usual
        self._judged = ("", language_of((), usual))
        self._split: tuple[str, tuple[Unknown, ...], tuple[str, ...]] = ("", (), ())
        self.only = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a dictionary."""
        return tuple(language for language, words in self._dictionaries.items() if words is not None)

    def learn(self, language: str, words: Words | None) -> None:
        """Takes a dictionary that has been read; None when there is none."""
        self._dictionaries[language] = words

    def language(self, text: str) -> str:
        """The language of a text."""
        if self._judged[0] != text:
            self._judged = (text, language_of((word.word for word in self._words(text)), self.usual))
        return self.only or self._judged[1]

    def needs(self, text: str) -> tuple[str, ...]:
        """The languages of which nobody has looked for a dictionary yet, and that a text needs."""
        scripts = {script_of(word) for word in self._different(text)} - {""}
        return tuple(each for each in (self.language(text), *sorted(scripts)) if each not in self._dictionaries)

    def prepare(self, text: str, most: int) -> bool:
        """Looks up at most ``most`` words of a text that were not looked up before. Returns whether all have been."""
        language, left = self.language(text), most
        for word in self._different(text):
            if (language, word) not in self._right:
                if not left:
                    return False
                left -= 1
                self.knows(word, language)
        return True

    def _words(self, text: str) -> tuple[Unknown, ...]:
        """The words of a text with their places; the text that was asked last is split only once."""
        if self._split[0] != text:
            found = tuple(_words(text)) if len(text) <= _LONGEST_TEXT else ()
            self._split = (text, found, tuple(dict.fromkeys(each.word for each in found)))
        return self._split[1]

    def _different(self, text: str) -> tuple[str, ...]:
        """The words of a text, each once."""
        self._words(text)
        return self._split[2]

    def unknown(self, text: str) -> list[Unknown]:
        """The unknown words of a text in order; none if the text is too long or in another language."""
        if not self.languages or len(text) > _LONGEST_TEXT:
            return []
        language = self.language(text)
        words = self._words(text)
        wrong = {word for word in self._different(text) if not self.knows(word, language)}
        found = [word for word in words if word.word in wrong]
        if len(words) >= _LEAST_WORDS and len(found) > _MOST_PART * len(words):
            return []
        return found

    def knows(self, word: str, language: str) -> bool:
        """Whether a word is right or cannot be judged: single letters, abbreviations, scripts without a dictionary."""
        right = self._right.get((language, word))
        if right is None:
            right = self._right[language, word] = self._ask(word, language)
        return right or word.casefold() in self._known

    def suggestions(self, word: str, language: str) -> list[str]:
        """Words that may be meant, the likeliest first."""
        dictionary = self._of(word, language)
        return dictionary.suggest(word)[:_MOST_SUGGESTIONS] if dictionary is not None else []

    def accept(self, word: str) -> None:
        """Accepts a word as right until the program ends."""
        self._known |= {word.casefold()}

    def refuse(self, words: Iterable[str]) -> None:
        """Judges words again that were accepted."""
        self._known -= {word.casefold() for word in words}
        self._right.clear()

    def _ask(self, word: str, language: str) -> bool:
        if len(word) == 1 or len(word) > _LONGEST_WORD or word.isupper():
            return True
        dictionary = self._of(word, language)
        if dictionary is None:
            return True
        plain = word.replace("’", "'")
        stem = plain.removesuffix("'s")
        return any(part.casefold() in self._known or dictionary.check(part) for part in dict.fromkeys((plain, stem)))

    def _of(self, word: str, language: str) -> Words | None:
        return self._dictionaries.get(script_of(word) or (language if language not in ("ar", "ru") else self.usual))


def _words(text: str) -> Iterator[Unknown]:
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if _NO_PROSE.search(text, start, end) is None:
            for match in _WORD.finditer(text, start, end):
                yield Unknown(match[0], match.start(), match.end())


def read_dictionary(language: str, preferred: str = "", own: Path | None = None) -> tuple[Words | None, Message | None]:
    """The best dictionary of a language that can be read, and what was wrong with a better one.

    ``preferred`` is the tag of the language of the system, ``own`` the user's own folder of dictionaries. Large dictionaries
    take some time. This uses no file of ours, so any thread may call it.
    """
    wrong: Message | None = None
    for place in dictionaries_of(language, find_dictionaries(own), preferred):
        try:
            return load_dictionary(place), wrong
        except WorkbenchError as error:
            wrong = wrong or Message("The dictionary {name} is not used. {why}", name=place.file.name, why=error.what)
        except OSError:
            wrong = wrong or Message("The dictionary {name} cannot be read.", name=place.file.name)
    return None, wrong
