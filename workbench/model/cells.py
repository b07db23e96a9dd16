"""How rows compare and show themselves: written once, for all kinds of rows.

Left to the dataclass, each kind gets methods of its own, compiled anew at every start: a third of what the model costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

_READERS: Final[dict[Any, Callable[[object], object]]] = {}


def _reader(kind: Any) -> Callable[[object], object]:
    read = _READERS.get(kind)
    if read is None:
        read = _READERS[kind] = attrgetter(*(field.name for field in fields(kind)))
    return read


def same_cells(row: Any, other: object) -> Any:
    """Whether both are rows of one kind with the same values; NotImplemented, as Python asks for, for any other kind."""
    kind: Any = type(row)
    if type(other) is not kind:
        return NotImplemented
    read = _reader(kind)
    return read(row) == read(other)


def hash_of_cells(row: Any) -> int:
    """The same for rows that are the same."""
    return hash(_reader(type(row))(row))


def shown_cells(row: Any) -> str:
    """A row as Python would write it, for those who look for a mistake."""
    cells = ", ".join(f"{field.name}={getattr(row, field.name)!r}" for field in fields(row))
    return f"{row.__class__.__qualname__}({cells})"
