"""Translates rows of the model into rows of tables, and back. Both have the same columns in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, replace
from operator import attrgetter
from typing import Any, Final, Generic

from workbench.model.declared import Declared, Kind
from workbench.model.limits import shape_of
from workbench.model.rows import ROW_TYPES, Row, RowT
from workbench.model.texts import composed
from workbench.model.vocabulary import Choice
from workbench.storage.digests import REQUIRED, Digester, SqlValue
from workbench.storage.schema import FORMAT_VERSION, WHOLE_NUMBERS, columns_from
from workbench.system.frozen import frozen


def as_stored(value: Any) -> SqlValue:
    """A value of a row as SQLite stores it: a choice as its word, yes and no as 1 and 0."""
    stored: SqlValue = value.value if isinstance(value, Choice) else int(value) if isinstance(value, bool) else value
    return stored


@frozen
class Mapping(Generic[RowT]):
    """The translation of one class of rows. ``columns`` are without the digest; ``names`` is the same for SQL."""

    row_type: type[RowT]
    columns: tuple[str, ...]
    names: str
    defaults: tuple[Any, ...]
    getter: Callable[[Row], tuple[Any, ...]]
    shapes: tuple[tuple[int, Callable[[Any], bool]], ...]
    """Columns that do not accept every value of their type, by position, with the test for a value."""
    order: str
    """The columns that order the rows, for SQL; among rows with equal keys their ids decide, in every file alike."""
    converted: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Columns whose values differ between the model and SQLite, by position, with what converts them for the model."""
    leniently: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The same for a file that is damaged or of a newer format: a word that is not known becomes an unknown choice."""
    choices: tuple[tuple[int, frozenset[str]], ...]
    """Columns with choices, by position, with the words that are allowed."""
    texts: tuple[str, ...]
    """The columns with what people write."""
    kinds: tuple[type, ...]
    """The type of the values of each column, as SQLite has them."""
    stored: tuple[object, ...]
    """The defaults as SQLite stores them, or :data:`~workbench.storage.digests.REQUIRED`."""
    digest: Digester
    """Computes the digest of a row from its values."""

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.row_type.table

    def composed(self, row: RowT) -> RowT:
        """The row as every file has it: what people write is :func:`~workbench.model.texts.composed`."""
        written = [(name, getattr(row, name)) for name in self.texts]
        fitting = ((name, text, composed(text)) for name, text in written if type(text) is str)
        changes: dict[str, Any] = {name: fit for name, text, fit in fitting if fit != text}
        return replace(row, **changes) if changes else row

    def values(self, row: Row) -> tuple[SqlValue, ...]:
        """The row as SQLite stores it."""
        values = list(self.getter(row))
        for index, _ in self.converted:
            values[index] = as_stored(values[index])
        return tuple(values)

    def must_be_storable(self, values: Sequence[SqlValue]) -> None:
        """Raises TypeError or ValueError for values that would come out of the table as others, or could not be read.

        Only a mistake of the program has such: SQLite would turn a number into a text, whose digest is another, and the file
        would count as damaged when it is opened next.
        """
        for name, kind, value in zip(self.columns, self.kinds, values, strict=True):
            if value is not None and type(value) is not kind:
                raise TypeError(f"{self.table}.{name} is not stored as {type(value).__name__}")
        if not self.can_be_read(values):
            raise ValueError(f"{self.table} has a choice with an unknown word")

    def row(self, values: Sequence[SqlValue], *, tolerant: bool = False) -> RowT:
        """The model's row. Raises ValueError if a choice has an unknown word.

        With ``tolerant``, for a file that is damaged or of a newer format, an unknown word is an unknown choice, and an
        impossible date, time or number is replaced by the default of its field.
        """
        if tolerant:
            values = self._as_far_as_it_fits(values)
        arguments: dict[str, Any] = dict(zip(self.columns, values, strict=True))
        try:
            for index, reader in self.leniently if tolerant else self.converted:
                value = values[index]
                if value is not None:
                    arguments[self.columns[index]] = reader(value)
        except KeyError as unknown:
            raise ValueError(f"{unknown} is not a choice") from unknown
        return self.row_type(**arguments)

    def can_be_read(self, values: Sequence[SqlValue], *, tolerant: bool = False) -> bool:
        """Whether each choice is a known word, at a third of the cost of :meth:`row`: opening a file checks all rows.

        With ``tolerant``, for a damaged file, only where a choice must be known for the row to mean anything.
        """
        for index, words in self.choices:
            value = values[index]
            if value is not None and value not in words and not (tolerant and self.defaults[index] is not MISSING):
                return False
        return True

    def not_known(self, values: Sequence[SqlValue]) -> list[int]:
        """The positions of the values that this version does not know: words, dates, times and numbers."""
        known = ((index, words.__contains__) for index, words in self.choices)
        return [index for index, fits in (*known, *self.shapes) if values[index] and not fits(values[index])]

    def fits(self, values: Sequence[SqlValue]) -> bool:
        """Whether every date, time, quarter and number is one that its field accepts."""
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


class _Words(dict[str, Choice]):
    """The values of an enumeration by their words. What an unknown word means is asked of the enumeration itself."""

    def __init__(self, kind: type[Choice]) -> None:
        super().__init__({choice.value: choice for choice in kind})
        self._kind = kind

    def __missing__(self, word: str) -> Choice:
        try:
            return self._kind(word)
        except ValueError:
            raise KeyError(word) from None

    def leniently(self, word: str) -> Choice:
        """The value, also of a word that is not known."""
        return self[word] if word in self else self._kind.of(word)


Reader = Callable[[Any], Any]


def _readers(field: Declared) -> tuple[Reader, Reader] | None:
    """What makes the model's value of SQLite's. The first raises KeyError for an unknown word, the second does not.

    Words are looked up, because a call of the enumeration takes three times as long, and a start reads two thousand rows.
    """
    if field.choices is not None:
        words = _Words(field.choices)
        return words.__getitem__, words.leniently
    return (bool, bool) if field.kind is Kind.CHECK else None


def mapping_of(row_type: type[RowT]) -> Mapping[RowT]:
    """The mapping of a class of rows; made once."""
    known: Mapping[RowT] | None = _MAPPINGS.get(row_type.table)
    if known is None:
        fields = {field.name: field for field in columns_from(row_type, FORMAT_VERSION)}
        names = tuple(fields)
        readers = tuple((index, found) for index, field in enumerate(fields.values()) if (found := _readers(field)))
        defaults = tuple(field.default for field in fields.values())
        shapes = ((index, shape_of(field)) for index, field in enumerate(fields.values()))
        checked = tuple((index, fits) for index, fits in shapes if fits is not None)
        order = ", ".join((*(name for name, field in fields.items() if field.orders), "id"))
        converted = tuple((index, strict) for index, (strict, _) in readers)
        leniently = tuple((index, lenient) for index, (_, lenient) in readers)
        words = ((index, field.choices) for index, field in enumerate(fields.values()))
        choices = tuple((index, frozenset(word.value for word in kind)) for index, kind in words if kind is not None)
        texts = tuple(field.name for field in fields.values() if field.written and field.name != "id")
        kinds = tuple(int if field.kind in WHOLE_NUMBERS else str for field in fields.values())
        stored = tuple(REQUIRED if default is MISSING else as_stored(default) for default in defaults)
        digest = Digester(row_type.table, zip(names, stored, strict=True))
        getter, listed = attrgetter(*names), ", ".join(names)
        known = Mapping(
            *(row_type, names, listed, defaults, getter, checked, order),
            *(converted, leniently, choices, texts, kinds, stored, digest),
        )
        _MAPPINGS[row_type.table] = known
    return known


_MAPPINGS: Final[dict[str, Mapping[Any]]] = {}

TYPE_OF_TABLE: Final[dict[str, type[Row]]] = {row_type.table: row_type for row_type in ROW_TYPES}
"""The class of the rows of each table."""
