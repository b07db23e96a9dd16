"""The base class of all rows, and types for ids that must not be confused."""

from __future__ import annotations

from dataclasses import field as stored
from typing import ClassVar, NewType, TypeVar

from workbench.model import declared as has
from workbench.system.frozen import frozen

AreaId = NewType("AreaId", str)
SectionId = NewType("SectionId", str)
QuestionId = NewType("QuestionId", str)


@frozen(kw_only=True)
class Row:
    """A row of the file. ``id`` is permanent and the same in every copy of the file.

    ``table`` is the table of these rows, ``since`` the first format of the file that has this table.
    """

    table: ClassVar[str]
    since: ClassVar[int] = has.FIRST_DERIVED
    id: str = stored(metadata=has.line(public=True))


RowT = TypeVar("RowT", bound=Row)
