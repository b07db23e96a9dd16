"""The steps from older formats to the present one: one named function a step, never edited after release.

A file of an older format is copied first (``NAME.format-1.integrity`` beside it), then brought to the present format in one
transaction; the digests are made anew and everything is checked before it is committed. Where the file must not be
written, the same happens to a picture of it in memory. ``docs/file-format.md`` tells the history of the format in words.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.errors import WorkbenchError
from workbench.storage import format_1
from workbench.storage.bounds import refuse_too_much
from workbench.storage.connection import Connection
from workbench.storage.header import damaged
from workbench.storage.mapping import MODULUS, digest_of
from workbench.storage.schema import FORMAT_VERSION, SCHEMA
from workbench.storage.verify import columns_of, content_damages, layout_differs, structure_damaged, table_of

Step = Callable[[Connection], None]


def parked_answers_and_running_sessions(connection: Connection) -> None:
    """Format 1 to 2: answers can be parked, sessions run, ratings keep a show of hands, activities a rank."""
    _rebuild(connection, "answers", parked="0", parked_note="''")
    _rebuild(connection, "sessions", planned_minutes="NULL", running="0")
    _rebuild(connection, "activities", rank="0")
    _rebuild(connection, "ratings", hands_low="0", hands_medium="0", hands_high="0")


def _rebuild(connection: Connection, table: str, **added: str) -> None:
    """Makes a table anew as format 2 has it, with all its rows; ``added`` gives the new columns their value, as SQL."""
    statement = next(statement for statement in LAYOUTS[2] if table_of(statement) == table)
    kept = (*columns_of(connection, table), "digest")
    connection.write(statement.replace(f"CREATE TABLE {table}", f"CREATE TABLE new_{table}", 1))
    connection.write(
        f"INSERT INTO new_{table} (rowid, {', '.join(kept)}, {', '.join(added)}) "
        f"SELECT rowid, {', '.join(kept)}, {', '.join(added.values())} FROM {table} ORDER BY rowid"
    )
    connection.write(f"DROP TABLE {table}")
    connection.write(f"ALTER TABLE new_{table} RENAME TO {table}")


STEPS: Final[Mapping[int, Step]] = {1: parked_answers_and_running_sessions}
"""The step that leads from a format to the next."""


def _earlier(layout: Sequence[str], changed_later: Sequence[str]) -> Sequence[str]:
    """A layout, from the one after it and the tables that were different."""
    before = {table_of(statement): statement for statement in changed_later}
    return tuple(before.get(table_of(statement), statement) for statement in layout)


LAYOUTS: Final[Mapping[int, Sequence[str]]] = {1: _earlier(SCHEMA, format_1.CHANGED_LATER), 2: SCHEMA}
"""The tables of each format, by its number: what a file must be before a step may touch it."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Which steps there are, and where they lead."""

    steps: Mapping[int, Step]
    layouts: Mapping[int, Sequence[str]]
    target: int

    def climb(self, connection: Connection, version: int) -> None:
        """Brings an open file from ``version`` to the target in one transaction.

        Raises :class:`~workbench.errors.DocumentDamaged` for a file that is not sound, and what the storage raises; the
        file is then as it was.
        """
        if layout_differs(connection, self.layouts[version]):
            raise damaged(connection.path)
        refuse_too_much(connection)
        if structure_damaged(connection) or content_damages(connection):
            raise damaged(connection.path)
        connection.trusted = True
        with connection.unchecked_references(), connection.transaction():
            for number in range(version, self.target):
                self.steps[number](connection)
            connection.write(f"PRAGMA user_version={self.target}")
            _seal_anew(connection)
            if layout_differs(connection, self.layouts[self.target]) or content_damages(connection):
                raise RuntimeError(f"the steps from format {version} to {self.target} do not lead to its layout")


LADDER: Final = Ladder(STEPS, LAYOUTS, FORMAT_VERSION)


def copy_before_migration(path: Path, version: int) -> Path:
    """Where the copy of the older file goes: a name that nothing has yet."""
    names = (f"{path.stem}.format-{version}{'' if number == 1 else f'-{number}'}{path.suffix}" for number in range(1, 1000))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def upgrade(path: Path, version: int, copy: Callable[[Connection, Path], None], ladder: Ladder = LADDER) -> None:
    """Brings a file to the present format, after ``copy`` has made a verified copy.

    Raises what the storage raises. The file is then as it was and there is no copy, or, where the disk failed after the very
    last step, the file is new already; in doubt the copy is kept.
    """
    connection = Connection.open(path, writable=True)
    kept = copy_before_migration(path, version)
    try:
        if not layout_differs(connection, ladder.layouts[version]):
            refuse_too_much(connection)  # before a copy of it fills the disk
        copy(connection, kept)
        try:
            ladder.climb(connection, version)
        except BaseException:
            with contextlib.suppress(OSError, WorkbenchError):
                if connection.read("PRAGMA user_version") == [(version,)]:
                    kept.unlink()
            raise
    finally:
        connection.close()


def _seal_anew(connection: Connection) -> None:
    """Computes every digest and their sum again: the steps need not know about them."""
    total = rows = 0
    tables = connection.read("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seal'")
    for (table,) in tables:
        columns = ", ".join(columns_of(connection, table))
        for rowid, stored, *values in connection.read(f"SELECT rowid, digest, {columns} FROM {table}"):
            digest = digest_of(table, values)
            if digest != stored:
                connection.write(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (digest, rowid))
            total += int.from_bytes(digest, "big")
            rows += 1
    connection.write("UPDATE seal SET digest = ?, rows = ?", ((total % MODULUS).to_bytes(32, "big"), rows))
