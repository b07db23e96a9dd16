"""What all kinds of rows share, and the ids that must not be mistaken for one another."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as stored
from typing import ClassVar, NewType, TypeVar

from workbench.model import declared as has
from workbench.model.cells import hash_of_cells, same_cells, shown_cells

AreaId = NewType("AreaId", str)
SectionId = NewType("SectionId", str)
QuestionId = NewType("QuestionId", str)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Row:
    """A row of the file. ``id`` is permanent and the same in every copy of the file.

    ``table`` names the table that holds rows of this kind, ``since`` the first format of the file that has it.
    """

    table: ClassVar[str]
    since: ClassVar[int] = 1
    id: str = stored(metadata=has.line(public=True))

    __eq__ = same_cells
    __hash__ = hash_of_cells
    __repr__ = shown_cells


RowT = TypeVar("RowT", bound=Row)
