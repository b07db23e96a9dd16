"""Texts for people, and how they reach the reader's language.

A text is a :class:`Message`, a whole sentence with named fields. It stays untranslated until a :class:`Translator`, which
knows the reader's language, turns it into a string. So no module is bound to a language when it is imported.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from workbench.language.lists import joined
from workbench.system import paths
from workbench.system.frozen import frozen

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ru": "Русский",
    "ar": "العربية",
}
"""The languages of assessments, each by its own name. :func:`interface_languages` says which of them the interface has."""

RIGHT_TO_LEFT: Final = frozenset({"ar"})


class Worded:
    """A value that is in other words in each language, such as a date: a sentence asks it for them."""

    __slots__ = ()

    def worded(self, translate: Translator) -> str:
        """Itself, in the words of this language."""
        raise NotImplementedError


@frozen
class Message:
    """One sentence for a person: ``text`` is the English template, ``fields`` fill its ``{names}``.

    A field may itself be a Message or a :class:`Worded` value; it is translated with the sentence. A tuple of texts and
    Messages is joined as the reader's language does it. With ``plural``, the field ``count`` chooses between ``text`` (one)
    and ``plural`` (several) by the rules of the reader's language. ``context`` tells one English text with two meanings
    apart for the translators ("Open", what a button does or how a window is); it is never shown.
    """

    text: str
    plural: str | None
    fields: Mapping[str, object]
    context: str

    def __init__(self, text: str, plural: str | None = None, /, *, context: str = "", **fields: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "plural", plural)
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "context", context)

    def filled(self, **fields: object) -> Message:
        """The same sentence with other values of some fields."""
        return Message(self.text, self.plural, context=self.context, **{**self.fields, **fields})

    def __str__(self) -> str:
        """The English text; for logs and tests. Users read what a Translator makes."""
        return ENGLISH(self)


class Translator:
    """Turns messages into sentences of one language."""

    def __init__(self, language: str = "en", catalogue: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalogue = catalogue or gettext.NullTranslations()

    @property
    def right_to_left(self) -> bool:
        """Whether this language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    def __call__(self, message: Message | str, /, **fields: object) -> str:
        """The message as a sentence. A plain string is a template without plural."""
        if isinstance(message, str):
            message = Message(message, context="", **fields)
        if not message.text:
            return ""  # a catalogue has its own head under the empty text
        template = self._template(message)
        if not message.fields:
            return template
        return template.format(**{name: self._said(value) for name, value in message.fields.items()})

    def _template(self, message: Message) -> str:
        found, context = self._catalogue, message.context
        if message.plural is None:
            return found.pgettext(context, message.text) if context else found.gettext(message.text)
        count = message.fields["count"]
        if not isinstance(count, int):
            raise TypeError("the field 'count' chooses the plural form and must be a whole number")
        if context:
            return found.npgettext(context, message.text, message.plural, count)
        return found.ngettext(message.text, message.plural, count)

    def listed(self, parts: Iterable[Message | str], *, titles: bool = False) -> str:
        """Several texts in a row, as this language writes it. ``titles`` may have commas of their own."""
        said = (self(part) if isinstance(part, Message) else part for part in parts)
        return joined(said, self.language, titles=titles)

    def _said(self, value: object) -> object:
        if isinstance(value, tuple):
            return self.listed(value)
        if isinstance(value, Worded):
            return value.worded(self)
        return self(value) if isinstance(value, Message) else value


ENGLISH: Final = Translator("en")
"""The source language."""


def known_language_or_english(language: str) -> str:
    """A language that is safe in a path or the name of a locale: English in place of one that the program does not know."""
    return language if language in LANGUAGES else ENGLISH.language


def interface_languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages of the interface and the reports: English, and each with a compiled catalogue."""
    root = folder or paths.translations_folder()
    return ("en", *(code for code in LANGUAGES if code != "en" and _catalogue_file(root, code).is_file()))


def load_translator(language: str, folder: Path | None = None) -> Translator:
    """The translator of a language; its sentences are English if the language has no catalogue.

    An unknown language may be any text of a file from outside: it never becomes part of a path.
    """
    if language not in LANGUAGES:
        return Translator(language)
    file = _catalogue_file(folder or paths.translations_folder(), language)
    if not file.is_file():
        return Translator(language)
    with file.open("rb") as stream:
        return Translator(language, gettext.GNUTranslations(stream))


def _catalogue_file(root: Path, language: str) -> Path:
    return root / language / "LC_MESSAGES" / "workbench.mo"
