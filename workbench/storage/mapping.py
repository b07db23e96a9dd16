"""How a row of the model becomes a row of a table, and back. Both carry the same columns in the same order."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import MISSING
from enum import StrEnum
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType
from typing import Any, Final, Generic

from workbench.model.declared import Declared, Kind, declared
from workbench.model.limits import shape_of
from workbench.model.rows import ROW_TYPES, Row, RowT
from workbench.system.frozen import frozen

SqlValue = str | int | bytes | None

MODULUS: Final = 1 << 256
"""Row digests are added up modulo this, so that one changed row costs one subtraction and one addition."""


_AS_JSON: Final[dict[type, Callable[[Any], str]]] = {
    str: encode_basestring,
    int: int.__repr__,
    NoneType: lambda _: "null",
}


def digest_of(table: str, values: Sequence[SqlValue]) -> bytes:
    """SHA-256 of a row's table and values, 32 bytes. Raises TypeError for a value that no row holds.

    What is hashed is a JSON array. It is put together here: a JSON encoder takes twice as long for so little, and every row
    is looked at when a file is opened.
    """
    try:
        written = ",".join([_AS_JSON[type(value)](value) for value in values])
    except KeyError as error:
        raise TypeError(str(error)) from None
    return hashlib.sha256(f"[{encode_basestring(table)},{written}]".encode("utf-8", "surrogatepass")).digest()


def as_stored(value: Any) -> SqlValue:
    """A value of a row as SQLite stores it: a choice as its word, yes and no as 1 and 0."""
    stored: SqlValue = value.value if isinstance(value, StrEnum) else int(value) if isinstance(value, bool) else value
    return stored


def link_id(*parts: str) -> str:
    """The id of a row that two laptops would both make: the same in every copy of the file, so that it is one row."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(parts)))


@frozen
class Mapping(Generic[RowT]):
    """The translation of one kind of row. ``columns`` leaves out the digest; ``names`` is the same, for SQL."""

    row_type: type[RowT]
    columns: tuple[str, ...]
    names: str
    readers: tuple[Callable[[Any], Any] | None, ...]
    defaults: tuple[Any, ...]
    getter: Callable[[Row], tuple[Any, ...]]
    shapes: tuple[tuple[int, Callable[[Any], bool]], ...]
    """The columns, by their place, that not every value of their type fits into, and what tells which do."""
    order: str
    """The columns that rows are shown in the order of, for SQL; those of one place as they came."""
    converted: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The columns, by their place, that the model does not have as SQLite does, and what converts them."""
    choices: tuple[tuple[int, frozenset[str]], ...]
    """The columns, by their place, that hold one of some words, and these words."""

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.row_type.table

    def values(self, row: Row) -> tuple[SqlValue, ...]:
        """The row as SQLite stores it."""
        return tuple(map(as_stored, self.getter(row)))

    def row(self, values: Sequence[SqlValue], *, tolerant: bool = False) -> RowT:
        """The model's row. Raises ValueError when a choice holds a word that does not exist.

        With ``tolerant``, for a damaged file, such a choice counts as not made, where the model allows that; and so does a
        date, a time or a number that cannot be.
        """
        if tolerant:
            values = self._as_far_as_it_fits(values)
        arguments: dict[str, Any] = dict(zip(self.columns, values, strict=True))
        try:
            for index, reader in self.converted:
                value = values[index]
                if value is not None:
                    arguments[self.columns[index]] = reader(value)
        except ValueError:
            if not tolerant:
                raise
            converted = [_as_far_as_possible(*cell) for cell in zip(self.readers, values, self.defaults, strict=True)]
            arguments = dict(zip(self.columns, converted, strict=True))
        return self.row_type(**arguments)

    def can_be_read(self, values: Sequence[SqlValue], *, tolerant: bool = False) -> bool:
        """Whether :meth:`row` makes a row of these values; a third of the work, for where every row is looked at."""
        for index, words in self.choices:
            value = values[index]
            if value is not None and value not in words:
                break
        else:
            return True
        if not tolerant:
            return False
        try:
            self.row(values, tolerant=True)
        except ValueError:
            return False
        return True

    def fits(self, values: Sequence[SqlValue]) -> bool:
        """Whether every date, time, quarter and number is one that its column can hold."""
        for index, fits in self.shapes:
            value = values[index]
            if value and not fits(value):
                return False
        return True

    def _as_far_as_it_fits(self, values: Sequence[SqlValue]) -> Sequence[SqlValue]:
        if self.fits(values):
            return values
        found = list(values)
        for index, fits in self.shapes:
            if found[index] and not fits(found[index]):
                default = self.defaults[index]
                found[index] = default if default is not MISSING else 0
        return found


def _as_far_as_possible(reader: Callable[[Any], Any] | None, value: SqlValue, default: Any) -> Any:
    try:
        return value if reader is None or value is None else reader(value)
    except ValueError:
        if default is MISSING:
            raise
        return default


def _reader(field: Declared) -> Callable[[Any], Any] | None:
    return bool if field.kind is Kind.CHECK else field.choices


def mapping_of(row_type: type[RowT]) -> Mapping[RowT]:
    """The mapping of a kind of row; made once."""
    known: Mapping[RowT] | None = _MAPPINGS.get(row_type.table)
    if known is None:
        fields = declared(row_type)
        names = tuple(fields)
        readers = tuple(_reader(field) for field in fields.values())
        defaults = tuple(field.default for field in fields.values())
        shapes = ((index, shape_of(field)) for index, field in enumerate(fields.values()))
        checked = tuple((index, fits) for index, fits in shapes if fits is not None)
        order = ", ".join((*(name for name, field in fields.items() if field.orders), "rowid"))
        converted = tuple((index, reader) for index, reader in enumerate(readers) if reader is not None)
        words = ((index, field.choices) for index, field in enumerate(fields.values()))
        choices = tuple((index, frozenset(word.value for word in kind)) for index, kind in words if kind is not None)
        known = Mapping(
            row_type, names, ", ".join(names), readers, defaults, attrgetter(*names), checked, order, converted, choices
        )
        _MAPPINGS[row_type.table] = known
    return known


_MAPPINGS: Final[dict[str, Mapping[Any]]] = {}

TYPE_OF_TABLE: Final[dict[str, type[Row]]] = {row_type.table: row_type for row_type in ROW_TYPES}
"""The kind of row that each table holds."""
