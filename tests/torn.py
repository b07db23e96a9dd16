"""Files as a bad disk leaves them, and which bytes of a file say nothing, so that nobody can miss them.

The map of bytes follows "Database File Format" of SQLite's documentation, and asks SQLite only where its trees begin.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

PAGE: Final = 4096
INNER_INDEX, INNER_TABLE, TABLE = 2, 5, 13
"""Kinds of pages in SQLite's format."""

Torn = tuple[bytes, range]
"""What is left of a file, and where it differs."""


def flipped(data: bytes, chance: random.Random) -> Torn:
    """One bit is another; four of five times where something is written."""
    place = chance.randrange(len(data))
    while chance.random() < 0.8 and not data[place]:
        place = chance.randrange(len(data))
    torn = bytearray(data)
    torn[place] ^= 1 << chance.randrange(8)
    return bytes(torn), range(place, place + 1)


def cut_off(data: bytes, chance: random.Random) -> Torn:
    """The end is missing: from a page, a sector or anywhere."""
    step = chance.choice((PAGE, 512, 1))
    at = chance.randrange(0, len(data), step)
    return data[:at], range(at, len(data))


def zeroed(size: int) -> Callable[[bytes, random.Random], Torn]:
    """A part of this size is zeros."""

    def zero(data: bytes, chance: random.Random) -> Torn:
        at = chance.randrange(0, len(data), size)
        return data[:at] + bytes(size) + data[at + size :], range(at, at + size)

    return zero


def garbled(data: bytes, chance: random.Random) -> Torn:
    """A sector has bytes that nobody wrote."""
    at = chance.randrange(0, len(data), 512)
    return data[:at] + chance.randbytes(512) + data[at + 512 :], range(at, at + 512)


WAYS: Final[dict[str, Callable[[bytes, random.Random], Torn]]] = {
    "a bit flipped": flipped,
    "cut off": cut_off,
    "512 bytes zeroed": zeroed(512),
    "4096 bytes zeroed": zeroed(4096),
    "512 bytes garbled": garbled,
}


IDLE_IN_THE_HEADER: Final = (
    range(24, 28),  # how often the file was changed: for other programs that have it open
    range(40, 44),  # how often the layout was changed: likewise
    range(48, 52),  # a suggested size of the cache
    range(72, 92),  # reserved
    range(92, 96),  # for which number of changes the number of pages holds
    range(96, 100),  # the version of SQLite that wrote last
)


def idle_places(path: Path) -> frozenset[int]:
    """The places of all bytes of a sound file that neither are content nor hold it together."""
    connection = sqlite3.connect(path)
    roots = [root for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    connection.close()
    return frozenset(place for place, said in enumerate(_Said(path.read_bytes(), [1, *roots]).said) if not said)


class _Said:
    """Walks through the pages of a file; ``said`` is 1 for each byte that means something."""

    def __init__(self, data: bytes, roots: list[int]) -> None:
        self._data = data
        self.said = bytearray(len(data))
        self._say(0, 100)
        for idle in IDLE_IN_THE_HEADER:
            self.said[idle.start : idle.stop] = bytes(len(idle))
        self._free_pages()
        for root in roots:
            self._tree(root)

    def _say(self, start: int, size: int) -> None:
        self.said[start : start + size] = b"\1" * size

    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._data[at : at + size], "big")

    def _varint(self, at: int) -> tuple[int, int]:
        """A number of one to nine bytes, and the place after it."""
        found = 0
        for count in range(8):
            byte = self._data[at + count]
            found = found << 7 | byte & 0x7F
            if byte < 0x80:
                return found, at + count + 1
        return found << 8 | self._data[at + 8], at + 9

    def _free_pages(self) -> None:
        trunk = self._number(32, 4)
        while trunk:
            at = (trunk - 1) * PAGE
            self._say(at, 8 + 4 * self._number(at + 4, 4))
            trunk = self._number(at, 4)

    def _tree(self, page: int) -> None:
        start = (page - 1) * PAGE
        at = start + (100 if page == 1 else 0)
        kind, count = self._data[at], self._number(at + 3, 2)
        head = 12 if kind in (INNER_INDEX, INNER_TABLE) else 8
        self._say(at, head + 2 * count)
        free = self._number(at + 1, 2)
        while free:
            self._say(start + free, 4)
            free = self._number(start + free, 2)
        for number in range(count):
            self._cell(start + self._number(at + head + 2 * number, 2), kind)
        if head == 12:
            self._tree(self._number(at + 8, 4))

    def _cell(self, at: int, kind: int) -> None:
        place = at
        if kind in (INNER_INDEX, INNER_TABLE):
            self._tree(self._number(at, 4))
            place += 4
        size, place = self._varint(place)
        if kind == TABLE:
            place = self._varint(place)[1]
        if kind == INNER_TABLE:
            size = 0  # what was read was the key
        here = self._size_here(size, kind)
        self._say(at, place + here - at)
        if here < size:
            self._say(place + here, 4)
            self._overflow(self._number(place + here, 4), size - here)

    def _size_here(self, size: int, kind: int) -> int:
        """How much of a record stands in its cell; the rest stands in pages of its own."""
        most = PAGE - 35 if kind == TABLE else (PAGE - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (PAGE - 12) * 32 // 255 - 23
        found = least + (size - least) % (PAGE - 4)
        return found if found <= most else least

    def _overflow(self, page: int, size: int) -> None:
        while page:
            at = (page - 1) * PAGE
            self._say(at, 4 + min(size, PAGE - 4))
            size -= PAGE - 4
            page = self._number(at, 4)
