"""Cells and records of a page: what can be read of them, however damaged the page is.

Source: "Database File Format" of the SQLite documentation, sections 1.6 and 2.1.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from workbench.storage.digests import SqlValue
from workbench.storage.driver_errors import LENGTH_LIMIT
from workbench.storage.torn.pages import PageKind, TornFile

_MOST_COLUMNS: Final = 200
_WIDTHS: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""The bytes of a value by its type, except texts and blobs. There is no REAL in our files."""
_FIRST_BLOB: Final = 12


class Record(NamedTuple):
    """One row as it is in the bytes.

    ``whole``: each value could be read; if not, texts may be shorter, and have half surrogates for bytes that are no text.
    ``chain`` are the pages on which the rest of a long row lies.
    """

    rowid: int
    values: tuple[SqlValue, ...]
    whole: bool
    chain: tuple[int, ...] = ()


class Unreadable(Exception):  # never told to anybody
    """There is no record here."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it. Raises :class:`Unreadable` at the end of the data."""
    found = 0
    for index in range(at, min(at + 8, len(data))):
        byte = data[index]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004
            return found, index + 1
    if at + 8 < len(data):
        found = found << 8 | data[at + 8]
        return found - (1 << 64) if found >> 63 else found, at + 9
    raise Unreadable


def places_of_cells(page: bytes, first: int = 0) -> list[int]:
    """Where the cells of a leaf begin, also where its first byte is another; ``first`` is where its header begins."""
    cells = int.from_bytes(page[first + 3 : first + 5], "big")
    end = first + 8 + 2 * cells
    if end > len(page):
        return []
    found = (int.from_bytes(page[at : at + 2], "big") for at in range(first + 8, end, 2))
    return [place for place in found if end <= place < len(page) - 3]


def counted_cells(page: bytes, first: int = 0) -> int:
    """How many cells the header of a page says that it has."""
    return int.from_bytes(page[first + 3 : first + 5], "big")


def children(page: bytes, first: int = 0) -> list[int]:
    """The pages below an inner page of a table's tree, as far as they can be read."""
    end = first + 12 + 2 * counted_cells(page, first)
    if page[first] != PageKind.INNER or end > len(page):
        return []
    places = (int.from_bytes(page[at : at + 2], "big") for at in range(first + 12, end, 2))
    found = [int.from_bytes(page[at : at + 4], "big") for at in places if at < len(page) - 4]
    return [*found, int.from_bytes(page[first + 8 : first + 12], "big")]


def record_at(file: TornFile, page: bytes, place: int) -> Record:
    """The record of the cell at a place of a leaf. Raises :class:`Unreadable`, or BeyondLimits for too much to read."""
    size, at = varint(page, place)
    rowid, at = varint(page, at)
    if not 1 < size <= LENGTH_LIMIT:
        raise Unreadable
    return _record(file, page, at, size, rowid)


def record_from(file: TornFile, page: bytes, start: int) -> Record:
    """A record whose header begins at ``start``, where no cell is known: its size follows from its types.

    Raises :class:`Unreadable`. The number before it is taken for its rowid.
    """
    head, types, _ = _types(page, start)
    size = head + sum(map(_width, types))
    if size > LENGTH_LIMIT or start < 2:  # noqa: PLR2004  # the size and the rowid stand before it
        raise Unreadable
    at = start - 1
    while at > 0 and start - at < 9 and page[at - 1] >= 0x80:  # noqa: PLR2004
        at -= 1
    rowid, end = varint(page, at)
    return _record(file, page, start, size, rowid if end == start else 0)


def _record(file: TornFile, page: bytes, at: int, size: int, rowid: int) -> Record:
    file.look()
    here = _size_here(size, file.page_size)
    data = page[at : at + here]
    chain: tuple[int, ...] = ()
    if here < size and len(data) == here:
        rest, chain = _rest(file, int.from_bytes(page[at + here : at + here + 4], "big"), size - here)
        data += rest
    head, types, _ = _types(data, 0)
    if head + sum(map(_width, types)) != size:
        raise Unreadable
    values, whole, place = [], len(data) == size, head
    for kind in types:
        value, sound = _value(kind, data[place : place + _width(kind)])
        values.append(value)
        whole, place = whole and sound, place + _width(kind)
    return Record(rowid, tuple(values), whole, chain)


def _size_here(size: int, page_size: int) -> int:
    """How much of a record stands in its cell; the rest stands on pages of its own."""
    if size <= page_size - 35:
        return size
    least = (page_size - 12) * 32 // 255 - 23
    found = least + (size - least) % (page_size - 4)
    return found if found <= page_size - 35 else least


def _rest(file: TornFile, number: int, size: int) -> tuple[bytes, tuple[int, ...]]:
    """What stands on the pages of a chain, as far as it leads: not in a circle, and not out of the file."""
    parts, chain, seen = [], [], set[int]()
    while size > 0 and number and number not in seen:
        page = file.page(number)
        if not page:
            break
        file.look(file.page_size)
        seen.add(number)
        chain.append(number)
        parts.append(page[4 : 4 + size])
        size -= len(parts[-1])
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts), tuple(chain)


def _types(data: bytes, at: int) -> tuple[int, list[int], int]:
    """The size of a record's header, the types of its values, and the place after it."""
    head, place = varint(data, at)
    end = at + head
    if not 1 < head <= 3 * _MOST_COLUMNS or end > len(data):
        raise Unreadable
    types = []
    while place < end:
        kind, place = varint(data, place)
        if kind < 0 or (kind < _FIRST_BLOB and kind not in _WIDTHS):
            raise Unreadable
        types.append(kind)
    if place != end:
        raise Unreadable
    return head, types, place


def _width(kind: int) -> int:
    return _WIDTHS[kind] if kind < _FIRST_BLOB else (kind - _FIRST_BLOB) // 2


def _value(kind: int, data: bytes) -> tuple[SqlValue, bool]:
    """A value, and whether all of it could be read."""
    sound = len(data) == _width(kind)
    if kind == 0:
        return None, True
    if kind in (8, 9):
        return kind - 8, True
    if kind < _FIRST_BLOB:
        return int.from_bytes(data, "big", signed=True), sound
    if kind % 2 == 0:
        return data, sound
    try:
        return data.decode(), sound
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape"), False


def places_of_digests(page: bytes, widths: Container[int]) -> Iterator[int]:
    """Where the header of a record may begin that has a digest as its second value, wherever it lies in the page.

    ``widths`` are the numbers of columns that a record can have.
    """
    at = page.find(_DIGEST_TYPE, 4)
    while at >= 0:
        for start in (at - 2, at - 3):
            head = page[start]
            # a number of several bytes has the highest bit set in all but its last one
            if head < 0x80 and len(page[start + 1 : start + head].translate(None, _HIGH)) in widths:  # noqa: PLR2004
                yield start
        at = page.find(_DIGEST_TYPE, at + 1)


_DIGEST_TYPE: Final = bytes([_FIRST_BLOB + 2 * 32])
"""The type of a blob of 32 bytes."""
_HIGH: Final = bytes(range(0x80, 0x100))
