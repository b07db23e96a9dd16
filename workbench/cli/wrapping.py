"""Lines as long as a terminal is wide: measured in the columns that its letters take, in any script."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from typing import Final

_NARROWEST: Final = 20
"""So many columns a text gets even where the terminal has fewer."""

_WIDEST: Final = 100
"""Longer lines are hard to read, however wide the terminal is; the help of the commands keeps to the same."""

_TAB: Final = 4
_ITEM: Final = re.compile(r"\s*[•*–-]\s+")
_WORD: Final = re.compile(r"^\s*\S+|\s+\S+")
_WITHOUT_WIDTH: Final = ("Mn", "Me", "Cf")
_WIDE: Final = ("W", "F")


def terminal_room() -> int | None:
    """The columns of the terminal that a person reads; None where a file or a program does, which wants whole lines."""
    stream = sys.stdout
    return min(_WIDEST, shutil.get_terminal_size().columns) if stream is not None and stream.isatty() else None


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: marks over letters take none, the signs of East Asia two."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def in_lines(text: str, room: int | None) -> list[str]:
    """The lines of a text, those that are too long broken between words; a word that is too long is broken anywhere.

    What is broken off an item of a list stands below its words, so that each item is seen to begin.
    """
    lines = text.splitlines()
    if room is None:
        return lines
    room = max(_NARROWEST, room)
    return [part for line in lines for part in _broken(line.expandtabs(_TAB), room)]


def _broken(line: str, room: int) -> list[str]:
    if columns(line) <= room:
        return [line]
    item = _ITEM.match(line)
    hang = " " * len(item.group()) if item and len(item.group()) <= _NARROWEST // 2 else ""
    done: list[str] = []
    now = ""
    for word in _WORD.findall(line):
        if now and columns(now + word) > room and columns(hang + word.lstrip()) <= room:
            done.append(now)
            now = hang + word.lstrip()
        else:
            now += word
        while (end := _end(now, room)) < len(now):
            done.append(now[:end].rstrip())
            now = hang + now[end:].lstrip()
    return [*done, now] if now.strip() else done


def _end(text: str, room: int) -> int:
    """How many characters fit; a mark stays with its letter."""
    used = 0
    for index, character in enumerate(text):
        used += _width(character)
        if used > room:
            return index
    return len(text)


def _width(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
