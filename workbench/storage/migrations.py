"""The steps from older formats to the present one, derived from the format in which each field first appears.

A file of an older format is copied first (``NAME.format-1.integrity`` beside it), then converted to the present format in
one transaction; the digests are computed anew, and everything is checked before the commit. If the file must not be written,
the same is done with a copy in memory. ``docs/file-format.md`` has the history of the format.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING
from pathlib import Path
from typing import Final

from workbench.errors import DocumentDamaged, WorkbenchError
from workbench.model.declared import Declared, declared
from workbench.model.rows import ROW_TYPES, Row
from workbench.storage.bounds import refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.header import damaged
from workbench.storage.mapping import MODULUS, SqlValue, as_stored, digest_of
from workbench.storage.schema import FORMAT_VERSION, layout, statement
from workbench.storage.verify import columns_of, content_damages, layout_differs, structure_damaged
from workbench.system.frozen import frozen

Step = Callable[[Connection], None]


class NotSound(DocumentDamaged):
    """The file is not as the program left it, so that no step may change it."""


def add(connection: Connection, number: int, row_types: Sequence[type[Row]] = ROW_TYPES) -> None:
    """Adds the tables and columns of format ``number``; existing rows get the defaults of new columns.

    Tables are added parents first. A table with new columns is rebuilt, so that they are in the order of the model: a column
    added by SQLite would be the last, and its default would stay in the layout for ever. Raises TypeError for a new field
    without a default.
    """
    for row_type in row_types:
        added = [field for field in declared(row_type).values() if field.since == number]
        if row_type.since == number:
            connection.write(statement(row_type, number))
        elif row_type.since < number and added:
            _rebuild(connection, row_type, number, added)


def _rebuild(connection: Connection, row_type: type[Row], number: int, added: Sequence[Declared]) -> None:
    """Replaces a table by one with the new columns and the same rows."""
    table = row_type.table
    for field in added:
        if field.default is MISSING:
            raise TypeError(f"{table}.{field.name} is added without a default")
    kept = (*columns_of(connection, table), "digest")
    names = [field.name for field in added]
    values = [as_stored(field.default) for field in added]
    connection.write(statement(row_type, number).replace(f"CREATE TABLE {table}", f"CREATE TABLE new_{table}", 1))
    connection.write(
        f"INSERT INTO new_{table} (rowid, {', '.join((*kept, *names))}) "
        f"SELECT rowid, {', '.join((*kept, *'?' * len(names)))} FROM {table} ORDER BY rowid",
        values,
    )
    connection.write(f"DROP TABLE {table}")
    connection.write(f"ALTER TABLE new_{table} RENAME TO {table}")


def _adding(number: int) -> Step:
    return lambda connection: add(connection, number)


STEPS: Final[Mapping[int, Step]] = {number: _adding(number + 1) for number in range(1, FORMAT_VERSION)}
"""The step from each format to the next.

Steps that only add tables and columns are derived. A format that renames, drops or moves something, or changes its meaning,
has a function of its own here, which does that and calls :func:`add` for the rest.
"""

LAYOUTS: Final[Mapping[int, Sequence[str]]] = {number: layout(number) for number in range(1, FORMAT_VERSION + 1)}
"""The layout of each format by its number; a file must have it before a step may change the file."""


@frozen
class Ladder:
    """The steps by the format from which they start, the layouts of all formats, and the format in which they end."""

    steps: Mapping[int, Step]
    layouts: Mapping[int, Sequence[str]]
    target: int

    def climb(self, connection: Connection, version: int) -> None:
        """Converts an open file from ``version`` to the target in one transaction.

        Raises :class:`NotSound` for a file that is not as the program left it, and what the storage raises; the file is then
        unchanged.
        """
        self.must_be_sound(connection, version)
        connection.trusted = True
        with connection.unchecked_references(), connection.transaction():
            self._take_steps(connection, version)
            _seal_anew(connection)
            if layout_differs(connection, self.layouts[self.target]) or content_damages(connection):
                raise RuntimeError(f"the steps from format {version} to {self.target} do not lead to its layout")

    def must_be_sound(self, connection: Connection, version: int) -> None:
        """Raises :class:`NotSound` for an open file that is not as the program left it."""
        sound = not layout_differs(connection, self.layouts[version])
        if sound:
            refuse_too_much(connection)
            sound = not structure_damaged(connection) and not content_damages(connection)
        if not sound:
            told = damaged(connection.path)
            raise NotSound(told.what, safe=told.safe, advice=told.advice)

    def carry(self, picture: Connection, version: int) -> None:
        """Converts what could be read of a damaged file. Damaged rows, and a wrong seal, still count as damaged after it."""
        damages = {(table, row_id) for table, row_id, right in _digests(picture) if not right}
        ((seal, rows),) = picture.read("SELECT digest, rows FROM seal") or [(b"", 0)]
        total, count = _sum(picture)
        with picture.unchecked_references(), picture.transaction():
            self._take_steps(picture, version)
            _seal_anew(picture, damages)
            if (seal, rows) != (total, count):
                picture.write("UPDATE seal SET digest = ?, rows = ?", (seal, rows))

    def _take_steps(self, connection: Connection, version: int) -> None:
        for number in range(version, self.target):
            self.steps[number](connection)
        connection.write(f"PRAGMA user_version={self.target}")


LADDER: Final = Ladder(STEPS, LAYOUTS, FORMAT_VERSION)


def _no_copy(_connection: Connection, _path: Path) -> bool:
    return False


def upgrade(
    path: Path,
    version: int,
    copy: Callable[[Connection, Path], None],
    ladder: Ladder = LADDER,
    *,
    is_copy: Callable[[Connection, Path], bool] = _no_copy,
) -> Path:
    """Converts a file to the present format, after ``copy`` has made a verified copy; returns the path of the copy.

    A copy from an earlier, interrupted upgrade is used again: ``is_copy`` recognises it. Raises :class:`NotSound`, and what
    the storage raises. The file is then unchanged and no copy was added; or, if the disk failed after the very last step,
    the file is already converted. In doubt the copy is kept.
    """
    connection = Connection.open(path, writable=True)
    try:
        ladder.must_be_sound(connection, version)
        taken, kept = _names_of_copies(path, version)
        there = next((found for found in taken if is_copy(connection, found)), None)
        if there is None:
            copy(connection, kept)
        try:
            ladder.climb(connection, version)
        except BaseException:
            with contextlib.suppress(OSError, WorkbenchError):
                if there is None and connection.read("PRAGMA user_version") == [(version,)]:
                    kept.unlink()
            raise
        return there or kept
    finally:
        connection.close()


def _names_of_copies(path: Path, version: int) -> tuple[list[Path], Path]:
    """The existing paths that copies of this format would have, and the first free one."""
    taken: list[Path] = []
    for number in itertools.count(1):
        name = path.with_name(f"{path.stem}.format-{version}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not os.path.lexists(name):
            return taken, name
        taken.append(name)
    raise AssertionError


def _rows_of_all(connection: Connection) -> Iterator[tuple[str, int, bytes, list[SqlValue]]]:
    """Every row with a digest: its table, rowid, stored digest, and values."""
    for (table,) in connection.read("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seal'"):
        columns = ", ".join(columns_of(connection, table))
        for rowid, stored, *values in connection.read(f"SELECT rowid, digest, {columns} FROM {table}"):
            yield table, rowid, stored, values


def _sum(connection: Connection) -> tuple[bytes, int]:
    stored = [int.from_bytes(digest, "big") for _, _, digest, _ in _rows_of_all(connection)]
    return (sum(stored) % MODULUS).to_bytes(32, "big"), len(stored)


def _digests(connection: Connection) -> Iterator[tuple[str, SqlValue, bool]]:
    """Every row with a digest: its table, its first value, and whether the digest is right."""
    for table, _, stored, values in _rows_of_all(connection):
        yield table, values[0], digest_of(table, values) == stored


def _seal_anew(connection: Connection, damages: Collection[tuple[str, SqlValue]] = ()) -> None:
    """Computes every digest and the seal again, so that steps need not care. Damaged rows keep their wrong digest."""
    for table, rowid, stored, values in _rows_of_all(connection):
        digest = digest_of(table, values)
        if digest != stored and (table, values[0]) not in damages:
            connection.write(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (digest, rowid))
    connection.write("UPDATE seal SET digest = ?, rows = ?", _sum(connection))
