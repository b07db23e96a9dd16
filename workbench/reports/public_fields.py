"""Removes from a picture all fields of rows that are not declared public.

It walks the picture by type, not by a list of places: a row that is added to the picture later is found without a change
here, and a field that is added to a row is removed until it is declared public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

from workbench.model.declared import declared
from workbench.model.rows import Markable, Row, RowT
from workbench.model.vocabulary import Confidentiality
from workbench.reports.data import ReportData


def public_fields_only(data: ReportData) -> ReportData:
    """The picture with the default value in every field that is not public. Objects that occur twice stay one object."""
    seen: ReportData = _Walk().walk(data)
    return seen


def open_row(row: RowT) -> RowT:
    """A row as the public may see it.

    Of its mark it sees whether something is withheld: "inherited" and "lifted" would tell that it was made from something
    confidential.

    Raises TypeError if a field that is not public has no default to replace its value.
    """
    hidden: dict[str, Any] = {name: field.default for name, field in declared(type(row)).items() if not field.public}
    if isinstance(row, Markable):
        hidden["confidential"] = Confidentiality.MARKED if row.is_confidential else Confidentiality.OPEN
    if MISSING in hidden.values():
        raise TypeError(f"{type(row).__name__} has a field that is not public and cannot be left out")
    return replace(row, **hidden)


class _Walk:
    """One walk through a picture."""

    def __init__(self) -> None:
        self._done: dict[int, Any] = {}

    def walk(self, value: Any) -> Any:
        """The value as the public may see it; the same object if nothing had to be removed."""
        if isinstance(value, str | int) or value is None:
            return value
        if id(value) not in self._done:
            self._done[id(value)] = self._inside(value)
        return self._done[id(value)]

    def _inside(self, value: Any) -> Any:
        if isinstance(value, Row):
            return open_row(value)
        if is_dataclass(value) and not isinstance(value, type):
            old = {field.name: getattr(value, field.name) for field in fields(value)}
            new = {name: self.walk(part) for name, part in old.items()}
            return value if all(new[name] is part for name, part in old.items()) else replace(value, **new)
        if isinstance(value, Mapping):
            table = {row_id: self.walk(part) for row_id, part in value.items()}
            return value if all(table[row_id] is part for row_id, part in value.items()) else table
        if isinstance(value, tuple | frozenset):
            parts = [self.walk(part) for part in value]
            return value if all(new is old for new, old in zip(parts, value, strict=True)) else type(value)(parts)
        return value
