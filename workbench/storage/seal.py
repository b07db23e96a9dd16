"""The seal: for each table the sum of the digests of its rows, and their number.

A changed, lost or added row changes the sum of its table, and an edit costs one subtraction and one addition. The sums of
the contents are apart from those of the history and of the file itself: two files with the same contents have the same
:meth:`Seal.content`, whoever wrote them, and wherever they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from workbench.errors import DocumentDamaged
from workbench.storage.connection import Connection
from workbench.storage.digests import MODULUS
from workbench.system.frozen import frozen
from workbench.system.sha256 import sha256

CHANGES: Final = "changes"
_NOT_CONTENT: Final = frozenset({"file", "sittings", CHANGES})


@frozen
class TableSeal:
    """The sum of the digests of one table's rows, and the number of rows."""

    total: int = 0
    rows: int = 0

    def counting(self, gone: bytes | None, come: bytes | None) -> TableSeal:
        """The seal after one row has another digest; None for a row that was not there before, or is not there now."""
        total = self.total
        if gone is not None:
            total -= int.from_bytes(gone, "big")
        if come is not None:
            total += int.from_bytes(come, "big")
        return TableSeal(total % MODULUS, self.rows + (come is not None) - (gone is not None))

    def digest(self) -> bytes:
        """The sum as 32 bytes, most significant first."""
        return self.total.to_bytes(32, "big")


NO_ROWS: Final = TableSeal()
_UPDATE: Final = "UPDATE seal SET digest = ?, rows = ? WHERE table_name = ?"


class Seal:
    """The seals of all tables of a file, by name; immutable."""

    def __init__(self, tables: Mapping[str, TableSeal]) -> None:
        self.tables: Final = dict(tables)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seal) and self.tables == other.tables

    def __hash__(self) -> int:
        return hash(self.content())

    def is_on(self, page: bytes) -> bool:
        """Whether a page of the file, read as bytes, has all these sums."""
        return all(seal.digest() in page for seal in self.tables.values() if seal.rows)

    def content(self) -> bytes:
        """A digest of the contents alone, 32 bytes: equal in files with equal contents, in every format that has them."""
        written = sha256()
        for table, seal in sorted(self.tables.items()):
            if seal.rows and table not in _NOT_CONTENT:
                written.update(f"{table} {seal.rows} {seal.digest().hex()}\n".encode())
        return written.digest()

    def only(self, tables: Collection[str]) -> Seal:
        """The seals of these tables, as far as it has them."""
        return Seal({name: self.tables[name] for name in tables if name in self.tables})

    def without(self, *tables: str) -> Seal:
        """The seals of the other tables."""
        return Seal({name: seal for name, seal in self.tables.items() if name not in tables})


def read_seal(connection: Connection) -> Seal | None:
    """The seal that the file contains; None if it cannot be read, or is no seal."""
    try:
        found = connection.read("SELECT table_name, digest, rows FROM seal")
    except DocumentDamaged:
        return None
    try:
        return Seal({str(name): TableSeal(int.from_bytes(digest, "big"), int(rows)) for name, digest, rows in found})
    except (TypeError, ValueError):
        return None


def write_seal(connection: Connection, seal: Seal) -> None:
    """Writes the seals of these tables, inside a transaction."""
    for table, sum_ in seal.tables.items():
        connection.write(_UPDATE, (sum_.digest(), sum_.rows, table))


def begin_seal(connection: Connection, tables: Iterable[str]) -> None:
    """Writes an empty seal for each of these tables, inside a transaction."""
    for table in tables:
        connection.write("INSERT INTO seal (table_name, digest, rows) VALUES (?, ?, 0)", (table, bytes(32)))


def sum_of(digests: Iterable[Any]) -> TableSeal:
    """The seal of rows with these digests; what is no digest counts as empty."""
    total = rows = 0
    for digest in digests:
        total += int.from_bytes(digest if isinstance(digest, bytes) else b"", "big")
        rows += 1
    return TableSeal(total % MODULUS, rows)


def seal_of_table(connection: Connection, table: str) -> TableSeal:
    """The seal of a table from the digests that are in it."""
    return sum_of(digest for (digest,) in connection.each(f"SELECT digest FROM {table} NOT INDEXED"))


def seal_anew(connection: Connection, tables: Iterable[str]) -> None:
    """Adds up the digests of these tables again, inside a transaction."""
    sql = "INSERT INTO seal (table_name, digest, rows) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET digest = ?2, rows = ?3"
    for table in tables:
        seal = seal_of_table(connection, table)
        connection.write(sql, (table, seal.digest(), seal.rows))
