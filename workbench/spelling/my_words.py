"""Words that the user has added: one list on this computer for all assessments, in a file that only this account can read.

They are never in an assessment. Names added there may be sensitive, so the list can be looked at, shortened and emptied.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from workbench.errors import InvalidValue, StorageFailed
from workbench.language.i18n import Message
from workbench.model.texts import is_blank
from workbench.system.outside import read_outside
from workbench.system.own_files import put_private

MOST_WORDS: Final = 5_000
_LONGEST: Final = 60
_MOST_BYTES: Final = 1 << 20


class MyWords:
    """The list in ``file``. What cannot be read counts as empty; what is not a word is left out."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._words = dict.fromkeys(_read(file))

    @property
    def words(self) -> tuple[str, ...]:
        """The words in the order of the alphabet."""
        return tuple(sorted(self._words, key=str.casefold))

    def add(self, word: str) -> None:
        """Adds a word for good. Raises InvalidValue for what is no word or too much, and StorageFailed."""
        if not _is_word(word) or len(self._words) >= MOST_WORDS:
            raise InvalidValue(
                Message("This word cannot be added."),
                safe=Message("Your words are as they were."),
                advice=Message(
                    "Add single words of at most {most} letters, and remove those you no longer need.", most=_LONGEST
                ),
            )
        self._store([*self._words, word])

    def remove(self, words: Iterable[str]) -> None:
        """Forgets some words. Raises StorageFailed."""
        gone = set(words)
        self._store([word for word in self._words if word not in gone])

    def empty(self) -> None:
        """Forgets all words, and removes the file. Raises StorageFailed."""
        self._store([])

    def _store(self, words: list[str]) -> None:
        try:
            if words:
                put_private(self._file, "".join(f"{word}\n" for word in words).encode("utf-8"))
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(
                Message("Your own words could not be saved."),
                safe=Message("The assessment is safe."),
                advice=Message("The word is accepted until the program ends."),
            ) from error
        self._words = dict.fromkeys(words)


def _read(file: Path) -> list[str]:
    try:
        data = read_outside(file, _MOST_BYTES)
    except OSError:
        return []
    lines = data[:_MOST_BYTES].decode("utf-8", "replace").splitlines()
    return [line for line in lines if _is_word(line)][:MOST_WORDS]


def _is_word(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST and not is_blank(text) and text.isprintable() and " " not in text and "\ufffd" not in text
    )
