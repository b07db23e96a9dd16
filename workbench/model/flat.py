"""A row as flat values that JSON knows: what the report as JSON and the command line hand to programs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from workbench.model.declared import Declared, Kind, declared
from workbench.model.rows import Row

_NOT_GIVEN: Final = frozenset({Kind.DATE, Kind.TIME, Kind.QUARTER})
"""What is null where nobody has written it: an empty text is none of these."""


def flat(row: Row, *, without: Collection[str] = (), after: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """The fields of a row that have a label, by name and in their order; references are left out.

    Choices are their words, or None where nobody has chosen; a date, a time or a quarter that is not given is None, too.
    ``without`` names what is left out here as well, ``after`` what else is told behind a field, or instead of it.
    """
    more, table = after or {}, {}
    for name, field in declared(type(row)).items():
        if field.label is not None and not field.refers and name not in without:
            table[name] = plain_value(row, field)
        table.update(more.get(name, {}))
    return table


def plain_value(row: Row, field: Declared) -> Any:
    """The value of a field as JSON knows it."""
    value = getattr(row, field.name)
    if field.kind in _NOT_GIVEN:
        return value or None
    return value.value if field.choices is not None and value is not None else value
