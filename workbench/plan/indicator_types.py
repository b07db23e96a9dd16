"""The 22 types of indicators (Annex 10), which the sheet offers, and functions for texts that list such words.

The field is a text, so people can write other types, too. The help page *indicators* explains each type with an example.
"""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message

INDICATOR_TYPES: Final = (
    Message("input"),
    Message("activity"),
    Message("process"),
    Message("output"),
    Message("outcome"),
    Message("impact"),
    Message("structural"),
    Message("compliance"),
    Message("composite"),
    Message("cost"),
    Message("efficiency"),
    Message("effectiveness"),
    Message("equity"),
    Message("quality of service"),
    Message("quality of statistics"),
    Message("timeliness"),
    Message("leading"),
    Message("lagging"),
    Message("objective"),
    Message("subjective"),
    Message("quantitative"),
    Message("qualitative"),
)
"""In the order of the help page; as words within a list."""


def words_of(text: str) -> list[str]:
    """The words of a list, for example ``Process, objective``, as they are written."""
    return [word.strip() for word in text.split(",") if word.strip()]


def holds_word(text: str, word: str) -> bool:
    """Whether a list contains a word, whatever its case."""
    return word.casefold() in (known.casefold() for known in words_of(text))


def with_word(text: str, word: str, *, chosen: bool) -> str:
    """The list with a word at its end, or without it; its other words stay as they are, with a capital at the start."""
    if holds_word(text, word) is chosen:
        return text
    kept = [known for known in words_of(text) if known.casefold() != word.casefold()]
    listed = ", ".join([*kept, word] if chosen else kept)
    return listed[:1].upper() + listed[1:]
