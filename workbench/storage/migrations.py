"""The steps from older formats to the present one; from format 3 on, they follow from when each field first appears.

A file of an older format is copied first (``NAME.format-1.integrity`` beside it), then converted to the present format in
one transaction; the digests are computed anew, and everything is checked before the commit. If the file must not be written,
the same is done with a copy in memory. ``docs/file-format.md`` has the history of the format.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from pathlib import Path
from typing import Final

from workbench.errors import DocumentDamaged, WorkbenchError
from workbench.model.declared import FIRST_DERIVED
from workbench.model.rows import ROW_TYPES, Row
from workbench.storage.bounds import refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.header import damaged
from workbench.storage.older.layouts import LAYOUTS as OLDER_LAYOUTS
from workbench.storage.schema import FORMAT_VERSION, column, columns_from, layout, own_tables_added, statement
from workbench.storage.seal import begin_seal
from workbench.storage.verify import content_damages, layout_differs, structure_damaged, table_of
from workbench.system.frozen import frozen

Step = Callable[[Connection], None]


class NotSound(DocumentDamaged):
    """The file is not as the program left it, so that no step may change it."""


def add(connection: Connection, number: int, row_types: Sequence[type[Row]] = ROW_TYPES) -> None:
    """Adds the tables and columns of format ``number``; existing rows get the defaults of new columns.

    A column with its default is in no digest, so no row is touched. Tables are added parents first. Raises TypeError for a
    new field without a default.
    """
    for row_type in row_types:
        if row_type.since == number:
            connection.write(statement(row_type, number))
            begin_seal(connection, [row_type.table])
            continue
        for field in columns_from(row_type, number):
            if field.since != number or row_type.since > number:
                continue
            if field.default is MISSING:
                raise TypeError(f"{row_type.table}.{field.name} is added without a default")
            connection.write(f"ALTER TABLE {row_type.table} ADD COLUMN {column(field)}")
    for made in own_tables_added(number):
        connection.write(made)
        begin_seal(connection, [table_of(made)])


def _adding(number: int) -> Step:
    return lambda connection: add(connection, number)


def _nothing(_connection: Connection) -> None:
    """What format 2 added is added with all the rest on the way to format 3."""


def _converted(connection: Connection) -> None:
    """Makes rows of format 3 of those of format 2. Most files never need it, so it is imported late."""
    from workbench.storage.older.convert import convert_file

    convert_file(connection)


STEPS: Final[Mapping[int, Step]] = {
    1: _nothing,
    2: _converted,
    **{number: _adding(number + 1) for number in range(FIRST_DERIVED, FORMAT_VERSION)},
}
"""The step from each format to the next. From format 3 on they only add tables and columns, and are derived."""

LAYOUTS: Final[Mapping[int, Sequence[str]]] = {
    **OLDER_LAYOUTS,
    **{number: layout(number) for number in range(FIRST_DERIVED, FORMAT_VERSION + 1)},
}
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
            if layout_differs(connection, self.layouts[self.target]):
                raise RuntimeError(f"the steps from format {version} to {self.target} do not lead to its layout")
            if content_damages(connection):
                # the older format was checked for less: it has a value that no file of ours has
                raise _not_sound(connection)

    def must_be_sound(self, connection: Connection, version: int) -> None:
        """Raises :class:`NotSound` for an open file that is not as the program left it."""
        sound = not layout_differs(connection, self.layouts[version])
        if sound:
            refuse_too_much(connection)
            sound = not structure_damaged(connection) and not content_damages(connection)
        if not sound:
            raise _not_sound(connection)

    def carry(self, picture: Connection, version: int) -> None:
        """Converts what could be read of a damaged file. Damaged rows, and a wrong seal, still count as damaged after it."""
        with picture.unchecked_references(), picture.transaction():
            self._take_steps(picture, version)

    def _take_steps(self, connection: Connection, version: int) -> None:
        for number in range(version, self.target):
            self.steps[number](connection)
        connection.write(f"PRAGMA user_version={self.target}")


def _not_sound(connection: Connection) -> NotSound:
    told = damaged(connection.path)
    return NotSound(told.what, safe=told.safe, advice=told.advice)


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
