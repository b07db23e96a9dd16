"""Texts from files that other programs wrote: UTF-8, and UTF-16 where the first bytes say so."""

from __future__ import annotations

import codecs
from typing import Final

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(raw: bytes) -> str:
    """The text of these bytes: UTF-8 with or without its mark, or UTF-16 with a mark ("Unicode text" of Excel and Notepad).

    Other encodings are not guessed: a wrong guess would change what somebody wrote. Raises UnicodeDecodeError for them.
    """
    return raw.decode("utf-16" if raw.startswith(_UTF_16) else "utf-8-sig")


def letters_were_lost(text: str) -> bool:
    """Whether a text has question marks and no letters at all.

    PowerShell 5.1 writes a question mark for each letter outside ASCII when a text goes through a pipe; see
    https://learn.microsoft.com/powershell, ``$OutputEncoding``.
    """
    return "??" in text and not any(character.isalpha() for character in text)
