"""Checks and cleans texts before they are stored: some characters cannot be in a file or a report."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from workbench.errors import InvalidValue, TextNotStorable
from workbench.language.i18n import Message
from workbench.model.limits import TEXT_CHARACTERS, TEXT_LINES

# These are expressions that nobody needs as long as all texts are printable; so :mod:`re` compiles them at their first use.
_LINE_ENDS: Final = "\r\n|[\r\v\f\x85\u2028\u2029]"
_OVERRIDES: Final = "\u202a-\u202e\u2066-\u2069"
"""They change the direction of all that follows, so that one name can look like another. Marks and joiners are harmless."""
_DIRECTIONS: Final = f"[{_OVERRIDES}]"
_LAST_OF_PLANES: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTERS: Final = f"\ufdd0-\ufdef{_LAST_OF_PLANES}"
_UNSTORABLE_CLASS: Final = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NONCHARACTERS}"
_UNSTORABLE: Final = f"[{_UNSTORABLE_CLASS}]"
_FOREIGN: Final = f"[{_UNSTORABLE_CLASS}\v\f\r\x85\u2028\u2029{_OVERRIDES}]"
_NOT_PRINTED: Final = ("\t", "\u00a0", "\u202f", "\u200c", "\u200d", "\u200e", "\u200f")
"""Characters that people write though Python calls them not printable: French spaces, tabs, joiners and marks."""

_FIRST_PICTURE: Final = 0x2400
"""The first picture of a control character: ``␛`` for ESC."""


def storable(text: str, limit: int = TEXT_CHARACTERS) -> str:
    """The text with a newline for every kind of line end, without marks that override its direction, and :func:`composed`.

    Raises :class:`~workbench.errors.TextNotStorable` for control characters, half surrogates and noncharacters: no report
    can contain them, and to remove them in silence would change what somebody wrote.
    Raises :class:`~workbench.errors.InvalidValue` for more than ``limit`` characters or
    :data:`~workbench.model.limits.TEXT_LINES` lines.
    """
    usual = is_storable(text)
    text = text if usual else _with_usual_lines(text)
    fit = composed(text)
    _refuse_too_long(fit, limit)
    found = None if usual else re.search(_UNSTORABLE, text)
    if found is not None:
        raise TextNotStorable(
            Message(
                "The text has a character that cannot be saved or printed (U+{code}, at position {position}).",
                code=f"{ord(found.group()):04X}",
                position=found.start() + 1,
            ),
            safe=Message("Nothing was changed."),
            advice=Message("Remove that character and try again."),
        )
    return fit


def _refuse_too_long(text: str, limit: int) -> None:
    if len(text) > limit:
        what = Message("The text has {count} characters, and there is room for {limit}.", count=len(text), limit=limit)
    elif len(text) >= TEXT_LINES and text.count("\n") >= TEXT_LINES:
        lines = text.count("\n") + 1
        what = Message("The text has {count} lines, and there is room for {limit}.", count=lines, limit=TEXT_LINES)
    else:
        return
    raise InvalidValue(
        what,
        safe=Message("Nothing was changed."),
        advice=Message("Shorten it, or keep the long text as a background document."),
    )


def composed(text: str) -> str:
    """The text with one character for a letter and its accents, where there is one (Unicode's form NFC).

    Some systems write é as e with an accent after it. Two laptops where the same is typed must have the same text, and so
    the same digests.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def without_unstorable(text: str) -> str:
    """The text without the characters that :func:`storable` refuses: for pasted text, where nobody typed them."""
    return text if is_storable(text) else re.sub(_UNSTORABLE, "", _with_usual_lines(text))


def _with_usual_lines(text: str) -> str:
    return re.sub(_DIRECTIONS, "", re.sub(_LINE_ENDS, "\n", text))


def is_storable(text: str) -> bool:
    """Whether :func:`storable` would leave the characters of a text, whatever its length; letters may become composed."""
    # nearly all texts are printable but for a few characters, and this test is much faster than the expression
    rest = text.replace("\n", "")
    if rest.isprintable():
        return True
    for harmless in _NOT_PRINTED:
        rest = rest.replace(harmless, "")
    return rest.isprintable() or re.search(_FOREIGN, rest) is None


def visible(text: str) -> str:
    """A text from outside with a visible sign in the place of each character that cannot be stored."""
    return text if is_storable(text) else re.sub(_FOREIGN, _sign, text)


def escaped(text: str) -> str:
    """JSON with an escape in the place of each character that cannot be stored; line ends between values stay."""
    return text if is_storable(text) else re.sub(_FOREIGN, _escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(_FIRST_PICTURE + code) if code < ord(" ") else "\u2421" if code == 0x7F else "\ufffd"  # noqa: PLR2004


def is_blank(text: str) -> bool:
    """Whether a text is empty, white space, or made of invisible characters."""
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
"""Fillers, joiners and variation selectors: invisible, though Python calls them printable."""
