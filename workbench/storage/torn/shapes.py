"""What the rows of each table look like, so that a row is known by itself: by its types, and by its digest."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from workbench.model.declared import FIRST_DERIVED
from workbench.storage import migrations
from workbench.storage.connection import Connection
from workbench.storage.digests import REQUIRED, Digester, SqlValue
from workbench.storage.history import Form
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.older.check import older_digest
from workbench.storage.schema import SEAL
from workbench.storage.torn.cells import Record
from workbench.storage.verify import defaults_of, table_of
from workbench.system.frozen import frozen

_DIGEST: Final = "digest"
_DIGEST_BYTES: Final = 32
_TYPES: Final = {"TEXT": str, "INTEGER": int, "BLOB": bytes}
_SUBJECTS: Final = "subjects"
_ENTRIES: Final = "entries"


@frozen
class TornRow:
    """A row of a damaged file. ``values`` are in the order of the columns of its table.

    ``sound``: its digest is the one that stands in it; None for a table whose rows have no digests.
    """

    table: str
    values: tuple[SqlValue, ...]
    sound: bool | None
    stored: bytes = b""
    computed: bytes = b""

    @property
    def name(self) -> SqlValue:
        """What names the row in its table."""
        return self.values[0]


@frozen
class Shape:
    """The columns of one table in one format; ``defaults`` are without the digest."""

    table: str
    columns: tuple[str, ...]
    types: tuple[type, ...]
    needed: tuple[bool, ...]
    defaults: tuple[Any, ...]
    numbered: bool
    """Whether the first column is the number of the row, which is not in its record."""
    digest: Callable[[Sequence[Any]], bytes] | None
    """Computes the digest of a row from its values without the stored digest."""

    @property
    def digest_place(self) -> int:
        """The place of the digest among the columns; -1 where there is none."""
        return self.columns.index(_DIGEST) if _DIGEST in self.columns else -1

    def row(self, record: Record, *, known: bool = False) -> TornRow | None:
        """The record as a row of this table; None if it cannot be one.

        ``known``: its page is one of this table. Then it may lack the last columns, which a later format has added, and
        a text may have become a blob.
        """
        values, whole = list(record.values), record.whole
        if len(values) < len(self.columns) and known:
            values += self.defaults[len(values) :]
        if len(values) != len(self.columns):
            return None
        if self.numbered and values[0] is None:
            values[0] = record.rowid
        for index, (kind, needed) in enumerate(zip(self.types, self.needed, strict=True)):
            value = values[index]
            if known and kind is str and isinstance(value, bytes):
                values[index], whole = value.decode("utf-8", "surrogateescape"), False
            elif needed if value is None else type(value) is not kind:
                return None
        return self._checked(tuple(values), whole=whole)

    def _checked(self, values: tuple[SqlValue, ...], *, whole: bool) -> TornRow | None:
        if not _is_plausible(self.table, values):
            return None
        at = self.digest_place
        if at < 0 or self.digest is None:
            return TornRow(self.table, values, None) if whole else None
        stored = values[at]
        if not isinstance(stored, bytes) or len(stored) != _DIGEST_BYTES:
            return None
        computed = self.digest((*values[:at], *values[at + 1 :]))
        return TornRow(self.table, values, whole and computed == stored, stored, computed)


def shapes_of(version: int) -> dict[str, Shape]:
    """The shapes of all tables of a format, by name; those of format 3 have also what was added since."""
    layout = migrations.LADDER.layouts[version]
    with contextlib.closing(Connection.in_memory(Path("layout"))) as empty:
        with empty.transaction():
            for statement in layout:
                empty.write(statement)
        return {table: _shape(empty, table, version) for table in map(table_of, layout)}


def _shape(empty: Connection, table: str, version: int) -> Shape:
    found = empty.read(f"PRAGMA table_info({table})")
    columns = tuple(str(name) for _, name, *_ in found)
    known = defaults_of(empty, table)
    defaults = tuple(None if known.get(name, REQUIRED) is REQUIRED else known[name] for name in columns)
    numbered = found[0][2] == "INTEGER" and bool(found[0][5])
    needed = tuple(bool(needed) or bool(primary) for _, _, _, needed, _, primary in found)
    types = tuple(_TYPES[kind] for _, _, kind, *_ in found)
    return Shape(table, columns, types, needed, defaults, numbered, _digest_of(empty, table, columns, version))


def _digest_of(
    empty: Connection, table: str, columns: tuple[str, ...], version: int
) -> Callable[[Sequence[Any]], bytes] | None:
    if table in (SEAL, "changes") or _DIGEST not in columns:
        return None  # the digest of a change covers what stands in other tables
    if version < FIRST_DERIVED:
        return lambda values: older_digest(table, values)
    if table == "sittings":
        names = [(name, REQUIRED) for name in columns if name not in ("id", _DIGEST)]
        digest = Digester(table, names)
        return lambda values: digest(values[1:])
    return Digester(table, defaults_of(empty, table).items())


def _is_plausible(table: str, values: Sequence[SqlValue]) -> bool:
    """Whether values can be those of a row without a digest, since three of these tables are alike."""
    if table == _SUBJECTS:
        return values[1] in TYPE_OF_TABLE
    if table == _ENTRIES:
        return values[3] in set(Form)
    return True
