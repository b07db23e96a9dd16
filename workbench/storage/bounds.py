"""Checks that a file from outside stays within the limits of what people can type.

A file with too much in it is refused before any of it is read whole: no page and no report could cope with it. A value that
is only impossible (a wrong date, a control character, a number out of range) is treated as damage.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from workbench.errors import DocumentDamaged, InvalidValue
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.limits import (
    ALL_STORED_BYTES,
    FILE_TEXT_BYTES,
    LINE_CHARACTERS,
    MOST_ROWS,
    TEXT_LINES,
    most_characters,
)
from workbench.model.texts import is_storable
from workbench.storage import stored_bytes
from workbench.storage.connection import Connection
from workbench.storage.mapping import TYPE_OF_TABLE, Mapping
from workbench.storage.older.names import NAMES_BEFORE_3
from workbench.storage.refusals import beyond

_MOST_BYTES_OF_A_CHARACTER: Final = 4
_MOST_IN_MEMORY: Final = 512 * 1024 * 1024
"""Enough for a file with all texts that it can have, and the history of a hundred thousand edits."""
_MOST_PARTS: Final = ALL_STORED_BYTES // stored_bytes.PART + MOST_ROWS["attachments"]
LONGEST_ABOUT: Final = 4 * LINE_CHARACTERS
"""The longest text of the history about who, where and what: the values of a label may quote a title or two."""
_ABOUT: Final = {
    "file": ("copy", "program"),
    "sittings": ("sitting", "copy", "began", "who", "computer", "program"),
    "labels": ("text", "fields"),
    "changes": ("kind",),
    "subjects": ("table_name", "row_id", "column_name"),
    "entries": ("form",),
    "history": ("who", "computer", "label", "table_name", "row_id", "column_name"),
}
"""The columns of such texts, by table; ``history`` is that of the formats before 3."""


def refuse_too_much(connection: Connection) -> None:
    """Raises :class:`~workbench.errors.BeyondLimits` for a file with too many rows or too long texts.

    The database measures them, so that no text is read. The history is not measured.
    """
    refuse_too_many_bytes(connection)
    all_bytes = 0
    for table, columns in _text_columns(connection).items():
        try:
            longest, together = _measured(connection, table, columns)
        except DocumentDamaged:
            continue  # what can be salvaged of the table is measured later
        all_bytes += together
        for column, found in zip(columns, longest, strict=True):
            most = _most_characters(table, column)
            if found > most and (found > most * _MOST_BYTES_OF_A_CHARACTER or _characters(connection, table, column) > most):
                raise beyond(connection.path)
            if found >= TEXT_LINES and _lines(connection, table, column) > TEXT_LINES:
                raise beyond(connection.path)
    if all_bytes > FILE_TEXT_BYTES:
        raise beyond(connection.path)


def refuse_too_many_bytes(connection: Connection) -> None:
    """Raises :class:`~workbench.errors.BeyondLimits` for documents that are too large. No bytes are read."""
    try:
        longest, together, number = stored_bytes.measured(connection)
    except DocumentDamaged:
        return  # what can be salvaged of them is measured later
    if longest > stored_bytes.PART or together > ALL_STORED_BYTES or number > _MOST_PARTS:
        raise beyond(connection.path)


def _most_characters(table: str, column: str) -> int:
    """How long a text of a column can be. A column of another format that this one does not have counts as a line."""
    row_type = TYPE_OF_TABLE.get(NAMES_BEFORE_3.get(table, table))
    field = declared(row_type).get(column) if row_type is not None else None
    return most_characters(field) if field is not None else LINE_CHARACTERS


def refuse_to_hold(connection: Connection) -> None:
    """Raises :class:`~workbench.errors.BeyondLimits` for a file that is too large to be rebuilt in memory.

    Also for a history with very long texts about who changed what and where: people do not write these columns.
    """
    if size_of(connection) > _MOST_IN_MEMORY:
        raise beyond(connection.path)
    for table, columns in _ABOUT.items():
        with contextlib.suppress(DocumentDamaged):
            there = [column for column in columns if column in _columns(connection, table)]
            longest, _ = _measured(connection, table, there) if there else ([0], 0)
            if max(longest) > LONGEST_ABOUT * _MOST_BYTES_OF_A_CHARACTER:
                raise beyond(connection.path)


def size_of(connection: Connection) -> int:
    """The size of a file in bytes."""
    ((pages,),) = connection.read("PRAGMA page_count")
    ((size,),) = connection.read("PRAGMA page_size")
    return int(pages * size)


def _text_columns(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The text columns of every table with rows of the model, as they are in this file."""
    tables = [str(name) for (name,) in connection.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: _columns(connection, table, "TEXT") for table in tables if table in MOST_ROWS or table in NAMES_BEFORE_3}


def _columns(connection: Connection, table: str, sort: str = "") -> tuple[str, ...]:
    found = connection.read(f"PRAGMA table_info({table})")
    return tuple(str(name) for _, name, kind, *_ in found if kind == (sort or kind))


def _measured(connection: Connection, table: str, columns: Sequence[str]) -> tuple[Sequence[int], int]:
    """The bytes of the longest text of each column, and of all texts together. Raises BeyondLimits for too many rows."""
    # in bytes, because SQLite counts characters only up to the first NUL
    sizes = [f"length(CAST({column} AS BLOB))" for column in columns]
    sums = " + ".join(f"ifnull({size}, 0)" for size in sizes)
    longest = ", ".join(f"ifnull(max({size}), 0)" for size in sizes)
    ((rows, together, *found),) = connection.read(f"SELECT count(*), total({sums}), {longest} FROM {table} NOT INDEXED")
    if rows > MOST_ROWS.get(NAMES_BEFORE_3.get(table, table), rows):
        raise beyond(connection.path)
    return found, int(together)


def _characters(connection: Connection, table: str, column: str) -> int:
    ((found,),) = connection.read(f"SELECT max(length({column})) FROM {table} NOT INDEXED")
    return int(found)


def _lines(connection: Connection, table: str, column: str) -> int:
    without = f"length(CAST(replace({column}, char(10), '') AS BLOB))"
    size = f"length(CAST({column} AS BLOB))"
    ((found,),) = connection.read(f"SELECT max({size} - {without}) FROM {table} NOT INDEXED WHERE {size} >= {TEXT_LINES}")
    return int(found or 0) + 1


def is_beyond(values: Sequence[Any], mapping: Mapping[Any] | None) -> bool:
    """Whether a row has a value that nobody can have typed.

    ``mapping`` is that of the table if ``values`` are in the order of its columns, or else None.
    """
    text = "".join([value for value in values if type(value) is str])
    return not is_storable(text) or (mapping is not None and not mapping.fits(values))


def is_too_long(values: Iterable[Any]) -> bool:
    """Whether one of these texts about who, where and what is longer than the program writes them."""
    return any(len(value) > LONGEST_ABOUT for value in values if type(value) is str)


class Room:
    """How much more fits into an open file, so that it stays small enough to be opened again.

    An edit costs one subtraction; the file is measured again only when the room left by then may be used up.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[str, int] = {}
        self._left: int | None = None

    def begin(self) -> None:
        """Starts a transaction: rows are counted anew."""
        self._rows.clear()

    def for_one_more(self, table: str) -> None:
        """Uses the room for one row. Raises :class:`~workbench.errors.InvalidValue` if there is none."""
        if table not in self._rows:
            ((self._rows[table],),) = self._connection.read(f"SELECT count(*) FROM {table} NOT INDEXED")
        self._rows[table] += 1
        most = MOST_ROWS[table]
        if self._rows[table] > most:
            raise InvalidValue(
                Message("An assessment has room for {limit} rows of this kind, and all are used.", limit=most),
                safe=Message("Nothing was changed."),
                advice=Message("Remove what is no longer needed, or start another assessment."),
            )

    def for_texts(self, values: Iterable[Any]) -> None:
        """Uses the room for the texts of a row that was written.

        Raises :class:`~workbench.errors.InvalidValue` if all texts together are too long.
        """
        if self._left is None:
            # the texts of a file are never larger than the file
            self._left = FILE_TEXT_BYTES - size_of(self._connection)
        self._left -= sum(len(value) for value in values if type(value) is str) * _MOST_BYTES_OF_A_CHARACTER
        if self._left < 0:
            columns = _text_columns(self._connection)
            self._left = FILE_TEXT_BYTES - sum(_measured(self._connection, table, columns[table])[1] for table in columns)
        if self._left < 0:
            raise InvalidValue(
                Message("The texts of this assessment are too long for one file."),
                safe=Message("Nothing was changed."),
                advice=Message("Shorten them, or start another assessment for a part of the checklist."),
            )
