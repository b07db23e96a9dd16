"""What a text must be before it is stored: the same characters as given, less what no file and no report can carry."""

from __future__ import annotations

import re
from typing import Final

from workbench.errors import InvalidValue, TextNotStorable
from workbench.i18n import Message

MAXIMUM_CHARACTERS: Final = 1_000_000
"""The longest text of one field: far beyond any answer, and short enough that no file can be blown up by one."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text with every kind of line end written as a newline, and nothing else changed.

    Raises :class:`TextNotStorable` on control characters, half surrogates and the two noncharacters that XML refuses: they
    cannot be written to a report, and leaving them out in silence would change what somebody wrote.
    Raises :class:`InvalidValue` on a text over :data:`MAXIMUM_CHARACTERS`.
    """
    text = _LINE_ENDS.sub("\n", text)
    if len(text) > MAXIMUM_CHARACTERS:
        raise InvalidValue(
            Message(
                "The text has {count} characters, and one field holds at most {limit}.",
                count=len(text),
                limit=MAXIMUM_CHARACTERS,
            ),
            safe=Message("Nothing was changed."),
            advice=Message("Divide it between several answers, or keep it as a background document."),
        )
    found = _UNSTORABLE.search(text)
    if found is not None:
        raise TextNotStorable(
            Message(
                "The text has a character that cannot be stored or printed (U+{code}, at position {position}).",
                code=f"{ord(found.group()):04X}",
                position=found.start() + 1,
            ),
            safe=Message("Nothing was changed."),
            advice=Message("Remove that character and try again."),
        )
    return text


def without_unstorable(text: str) -> str:
    """The text less what :func:`storable` refuses: for text pasted from elsewhere, where nobody typed the character."""
    return _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text))


def is_blank(text: str) -> bool:
    """Whether a text says nothing: empty, white space, or characters that leave no mark."""
    return not any(_leaves_a_mark(character) for character in text)


def _leaves_a_mark(character: str) -> bool:
    return character.isprintable() and not character.isspace() and ord(character) not in _INVISIBLE


_INVISIBLE: Final = frozenset(
    [
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2800, 0x3164, 0xFFA0),
        *range(0x180B, 0x180E),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    ]
)
"""Fillers, joiners and variation selectors: Python calls them printable, and yet nothing is seen of them."""
