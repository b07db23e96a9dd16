"""Breaks lines at the width of the terminal, measured in the columns that characters take, in any script."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from typing import Final

_NARROWEST: Final = 20
"""A text gets this many columns even if the terminal has fewer."""

_WIDEST: Final = 100
"""Longer lines are hard to read, however wide the terminal is. The help of the commands has the same limit."""

_TAB: Final = 4
_ITEM: Final = re.compile(r"\s*[•*–-]\s+")
_WORD: Final = re.compile(r"^\s*\S+|\s+\S+")
_WITHOUT_WIDTH: Final = ("Mn", "Me", "Cf")
_WIDE: Final = ("W", "F")


def terminal_room() -> int | None:
    """The columns of the terminal; None if the output goes to a file or a program, which needs whole lines."""
    stream = sys.stdout
    return min(_WIDEST, shutil.get_terminal_size().columns) if stream is not None and stream.isatty() else None


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: marks over letters take none, East Asian characters two."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def in_lines(text: str, room: int | None) -> list[str]:
    """The lines of a text. Long lines are broken between words, and a word that is too long anywhere.

    Further lines of a list item are indented to its words, so that it is clear where each item starts.
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
    """How many characters of a text fit; a mark stays with its letter."""
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
