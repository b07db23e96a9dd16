"""The base class of all rows, and types for ids that must not be confused."""

from __future__ import annotations

from dataclasses import field as stored
from typing import ClassVar, NewType, TypeVar

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.vocabulary import Confidentiality
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


@frozen(kw_only=True)
class Markable(Row):
    """A row that people can mark confidential: every row that a public edition could show, except the assessment itself."""

    confidential: Confidentiality = stored(default=Confidentiality.OPEN, metadata=has.mark(Message("Confidential")))

    @property
    def is_confidential(self) -> bool:
        """Whether public editions and the projector view leave the row out. Nothing else in the program reads the mark."""
        return self.confidential.hides


RowT = TypeVar("RowT", bound=Row)
MarkableT = TypeVar("MarkableT", bound=Markable)
