"""The pages of a damaged file, read as bytes; the file is never changed.

Source: "Database File Format" of the SQLite documentation, sections 1.2 to 1.6.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final, Self

from workbench.errors import NotOurFile
from workbench.language.i18n import Message
from workbench.storage.header import HEADER_BYTES, must_be_a_file
from workbench.storage.refusals import beyond

USUAL_PAGE: Final = 4096
"""The size of the pages of every file that the program has made."""

_SIZES: Final = (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536)
_MOST_BYTES: Final = 4 << 30
"""More than any file of ours, also one that lies in a hole of a disk's making. Empty pages cost nothing but reading."""
_SPARE: Final = 256 << 20
"""Bytes of long rows that are read besides eight times those of the file: hostile rows may all lead to the same pages."""
_COST_OF_A_CELL: Final = 256
"""What looking at a cell counts, in bytes of long rows, whatever is found there."""
_AT_ONCE: Final = 4 << 20
"""Bytes that are read together; so many also tell the size of the pages."""


class PageKind(IntEnum):
    """What the first byte of a page says about it."""

    INNER_INDEX = 2
    INNER = 5
    INDEX = 10
    LEAF = 13


class TornFile:
    """A file whose bytes may be anything. Pages are numbered from 1; one that is cut short is filled with zeros."""

    def __init__(self, path: Path) -> None:
        """Raises NotOurFile for what is no readable file, DocumentInUse if this process has it open, or BeyondLimits."""
        must_be_a_file(path)
        self.path: Final = path
        try:
            self._stream = path.open("rb")
            self.size: Final = os.fstat(self._stream.fileno()).st_size
        except OSError as error:
            raise _unreadable(path) from error
        if self.size > _MOST_BYTES:
            self.close()
            raise beyond(path)
        self.header: Final = self._bytes(0, HEADER_BYTES).ljust(HEADER_BYTES, b"\0")
        self.page_size: Final = self._guessed()
        self._left = 8 * self.size + _SPARE
        self._empty = set[int]()
        """Where nothing but zeros was found: such stretches are not read again."""
        self.count: Final = -(-self.size // self.page_size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()

    def page(self, number: int) -> bytes:
        """The bytes of a page; empty for one that the file does not have."""
        if not 1 <= number <= self.count:
            return b""
        return self._bytes((number - 1) * self.page_size, self.page_size).ljust(self.page_size, b"\0")

    def look(self, size: int = _COST_OF_A_CELL) -> None:
        """Counts that a cell is looked at, or ``size`` bytes of the rest of a row. Raises BeyondLimits for too many."""
        self._left -= size
        if self._left < 0:
            raise beyond(self.path)

    def pages(self) -> Iterator[tuple[int, bytes]]:
        """All pages that are not empty, with their numbers, in their order."""
        step = max(1, _AT_ONCE // self.page_size)
        zeros = bytes(step * self.page_size)
        for first in range(0, self.count, step):
            if first in self._empty:
                continue
            block = self._bytes(first * self.page_size, step * self.page_size)
            if block == zeros[: len(block)]:
                self._empty.add(first)
                continue
            for index in range(-(-len(block) // self.page_size)):
                page = block[index * self.page_size : (index + 1) * self.page_size]
                if page != zeros[: len(page)]:
                    yield first + index + 1, page.ljust(self.page_size, b"\0")

    def _bytes(self, at: int, size: int) -> bytes:
        try:
            self._stream.seek(at)
            return self._stream.read(size)
        except OSError:
            return b""  # a bad place of the disk: what lies around it is read all the same

    def _guessed(self) -> int:
        """The size of the pages: that at which most pages of trees begin; of several, the one that the header says."""
        said = int.from_bytes(self.header[16:18], "big")
        said = 65536 if said == 1 else said
        beginning = self._bytes(0, _AT_ONCE)
        found = {size: _pages_of_trees(beginning, size) for size in _SIZES}
        most = max(found.values())
        if not most:
            return said if said in _SIZES else USUAL_PAGE
        return said if found.get(said) == most else max(size for size in _SIZES if found[size] == most)


def _pages_of_trees(data: bytes, size: int) -> int:
    return sum(is_page_of_a_tree(data[at : at + 12], size) for at in range(size, len(data), size))


def is_page_of_a_tree(beginning: bytes, page_size: int) -> bool:
    """Whether bytes can be the beginning of a page of a tree, except the first page of a file."""
    if len(beginning) < 12 or beginning[0] not in set(PageKind):  # noqa: PLR2004  # the length of the longer header
        return False
    cells, content = int.from_bytes(beginning[3:5], "big"), int.from_bytes(beginning[5:7], "big") or 65536
    return 8 + 2 * cells <= content <= page_size


def _unreadable(path: Path) -> NotOurFile:
    return NotOurFile(
        Message("The file {name} cannot be read.", name=path.name),
        advice=Message("Check that you may read it and that its disk is still connected."),
    )
