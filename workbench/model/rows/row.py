"""What all kinds of rows share, and the ids that must not be mistaken for one another."""

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

    ``table`` names the table that holds rows of this kind, ``since`` the first format of the file that has it.
    """

    table: ClassVar[str]
    since: ClassVar[int] = 1
    id: str = stored(metadata=has.line(public=True))


RowT = TypeVar("RowT", bound=Row)
