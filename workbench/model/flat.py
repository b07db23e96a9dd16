"""A row as flat values: for JSON, as the report and the command line give it to other programs, and for editors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from workbench.model.declared import Declared, Kind, declared
from workbench.model.rows import Markable, Row

_NOT_GIVEN: Final = frozenset({Kind.DATE, Kind.DAY, Kind.TIME, Kind.QUARTER})
"""Kinds whose empty value is null in JSON, because an empty text is not a date, a time or a quarter."""


def flat(row: Row, *, without: Collection[str] = (), after: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """The fields of a row that have a label, by name and in their order, without references.

    A choice is its word, or None before somebody chooses; an empty date, time or quarter is None, too. ``without`` names
    other fields to omit. ``after`` has more entries by the name of the field that they follow, or replace if it is omitted.
    """
    more, table = after or {}, {}
    for name, field in declared(type(row)).items():
        if field.label is not None and not field.refers and name not in without:
            table[name] = plain_value(row, field)
        table.update(more.get(name, {}))
    return table


def value_to_edit(row: Row, name: str) -> Any:
    """The value of a field as an editor holds it: that of the row, but yes or no for a mark."""
    if isinstance(row, Markable) and declared(type(row))[name].kind is Kind.MARK:
        return row.is_confidential
    return getattr(row, name)


def plain_value(row: Row, field: Declared) -> Any:
    """The value of a field as JSON can write it."""
    value = getattr(row, field.name)
    if field.kind in _NOT_GIVEN:
        return value or None
    return value.value if field.choices is not None and value is not None else value
