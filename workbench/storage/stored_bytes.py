"""The bytes of documents in the file: in parts, once for equal documents, without history.

A document is named by the SHA-256 of its bytes, as 64 digits (its *content*). Part 12 of it has the id ``content/0012``, so
two copies of the file that store the same bytes have the same rows. The bytes of a document may be absent in a file: a row
that refers to them still says their size. Undo brings back a row that refers to bytes, never bytes: they stay until the file
is closed, or something in it is forgotten.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Final

from workbench.errors import DocumentDamaged
from workbench.model.rows import Attachment
from workbench.storage.connection import Connection
from workbench.storage.digests import REQUIRED, Digester
from workbench.storage.schema import BYTES
from workbench.system.sha256 import sha256

PART: Final = 1 << 20
"""Bytes in one row. Short enough for the limits of the connection, which a file from outside must keep to."""

_FEW: Final = 2 << 20
"""So many bytes are read and checked at opening, like all else."""

_DIGITS: Final = 64
_OF: Final = f"substr(id, 1, {_DIGITS})"
_DIGEST: Final = Digester(BYTES, (("id", REQUIRED), ("data", REQUIRED)))


def name_of(data: bytes) -> str:
    """What names a document with these bytes."""
    return sha256(data).hexdigest()


def add(connection: Connection, data: bytes) -> tuple[str, list[bytes]]:
    """Stores bytes inside a transaction; returns what names them, and the digests of the rows that came for the seal."""
    content, digests = name_of(data), []
    if size_of(connection, content) is None:
        for number, at in enumerate(range(0, len(data), PART)):
            row = f"{content}/{number:04}", data[at : at + PART]
            digests.append(_DIGEST(row))
            connection.write(f"INSERT INTO {BYTES} (id, data, digest) VALUES (?, ?, ?)", (*row, digests[-1]))
    return content, digests


def content_of_part(row_id: str) -> str:
    """What names the document of which a row has a part."""
    return row_id.partition("/")[0]


def size_of(connection: Connection, content: str) -> int | None:
    """How many bytes of a document are in the file; None if there are none. No bytes are read."""
    ((size,),) = connection.read(f"SELECT sum(length(data)) FROM {BYTES} WHERE id BETWEEN ? AND ?", _range(content))
    return None if size is None else int(size)


def sizes(connection: Connection) -> Mapping[str, int]:
    """How many bytes there are of each document that is in the file, by what names it. No bytes are read."""
    return {str(content): int(size) for content, size in connection.read(_SIZES)} if _is_there(connection) else {}


def content(connection: Connection, name: str) -> bytes | None:
    """The bytes of a document; None if they are not in the file, or are others than those that were stored."""
    found = connection.read(f"SELECT data FROM {BYTES} WHERE id BETWEEN ? AND ? ORDER BY id", _range(name))
    data = b"".join(part for (part,) in found if isinstance(part, bytes))
    return data if found and name_of(data) == name else None


def measured(connection: Connection) -> tuple[int, int, int]:
    """The bytes of the longest part, those of all parts together, and the number of parts. No bytes are read."""
    if not _is_there(connection):
        return 0, 0, 0
    sql = f"SELECT ifnull(max(length(data)), 0), total(length(data)), count(*) FROM {BYTES} NOT INDEXED"
    ((longest, together, number),) = connection.read(sql)
    return int(longest), int(together), int(number)


def are_many(connection: Connection) -> bool:
    """Whether there are so many bytes that opening does not read them; not if that cannot be told because of damage."""
    try:
        return measured(connection)[1] > _FEW
    except DocumentDamaged:
        return False


def wrong(connection: Connection) -> Iterator[str]:
    """What names the documents whose bytes are not those that were stored. Reads all bytes. Raises DocumentDamaged."""
    return (name for name in compared(connection) if name is not None)


def compared(connection: Connection) -> Iterator[str | None]:
    """Compares the bytes of all documents with those that were stored, a part a step, so that work can go on in between.

    After each part None, and after the last one of a wrong document what names it. A document that is removed meanwhile is
    left alone. Raises DocumentDamaged.
    """
    ids = [str(row_id) for (row_id,) in connection.read(f"SELECT id FROM {BYTES} ORDER BY id")]
    for name, parts in itertools.groupby(ids, content_of_part):
        found, in_order, gone = sha256(), True, False
        for number, row_id in enumerate(parts):
            rows = connection.read(_PART, (row_id,))
            gone = gone or not rows
            found.update(b"".join(part for (part,) in rows if isinstance(part, bytes)))
            in_order = in_order and row_id == f"{name}/{number:04}"
            yield None
        if not gone and (found.hexdigest() != name or not in_order):
            yield name


def has_unused(connection: Connection) -> bool:
    """Whether there are bytes to which no row refers."""
    return bool(connection.read(f"SELECT 1 FROM {BYTES} WHERE {_UNUSED} LIMIT 1"))


def are_absent(connection: Connection) -> bool:
    """Whether there is a row that refers to bytes which are not in the file."""
    there = f"SELECT {_OF} FROM {BYTES}"
    sql = f"SELECT 1 FROM {Attachment.table} WHERE content <> '' AND content NOT IN ({there}) LIMIT 1"
    return bool(connection.read(sql))


def drop_unused(connection: Connection) -> None:
    """Removes the bytes to which no row refers, inside a transaction. The seal of the table must be made anew."""
    connection.write(f"DELETE FROM {BYTES} WHERE {_UNUSED}")


def _range(content: str) -> tuple[str, str]:
    return f"{content}/", f"{content}/9999"


def _is_there(connection: Connection) -> bool:
    """A file of an older format has no such table."""
    return bool(connection.read("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (BYTES,)))


_SIZES: Final = f"SELECT {_OF}, sum(length(data)) FROM {BYTES} NOT INDEXED GROUP BY 1"
_PART: Final = f"SELECT data FROM {BYTES} WHERE id = ?"
_UNUSED: Final = f"{_OF} NOT IN (SELECT content FROM {Attachment.table})"
