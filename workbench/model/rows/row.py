"""The base class of all rows, and types for ids that must not be confused."""

from __future__ import annotations

from dataclasses import field as stored
from typing import ClassVar, NewType, TypeVar

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.vocabulary import Choice, Confidentiality, Role
from workbench.system.frozen import frozen

AreaId = NewType("AreaId", str)
SectionId = NewType("SectionId", str)
QuestionId = NewType("QuestionId", str)


@frozen(kw_only=True)
class Row:
    """A row of the file. ``id`` is permanent and the same in every copy of the file.

    ``table`` is the table of these rows, ``since`` the first format of the file that has this table. ``checked_at_opening``
    is false for a table that is too large to be read whole before anything is shown; it is checked a moment later.
    """

    table: ClassVar[str]
    since: ClassVar[int] = has.FIRST_DERIVED
    checked_at_opening: ClassVar[bool] = True
    id: str = stored(metadata=has.line(public=True))


@frozen(kw_only=True)
class Markable(Row):
    """A row that people can mark confidential: every row that a public edition could show, except the assessment itself."""

    confidential: Confidentiality = stored(default=Confidentiality.OPEN, metadata=has.mark(Message("Confidential")))

    @property
    def is_confidential(self) -> bool:
        """Whether public editions and the projector view leave the row out. Nothing else in the program reads the mark."""
        return self.confidential.hides


@frozen(kw_only=True)
class PersonLink(Row):
    """Somebody with a role in something: a contributor, or a post or a unit in any words (``name``).

    A subclass is the table for one noun. It declares the reference to its ``owner``, which is the name of that column, and
    the roles. Rows are shown by role, and within a role in the order of ``place``. The id for a contributor follows from
    owner, contributor and role, so that the same link on two laptops is one row. That of a post or a unit says nothing: it
    stays in the history when the words are forgotten.
    """

    owner: ClassVar[str]
    contributor_id: str | None = stored(default=None, metadata=has.refers("contributors"))
    name: str = stored(default="", metadata=has.text(Message("Name"), public=True))
    role: Role = stored(metadata=has.choice(Choice, Message("Role"), public=True))
    place: str = stored(default="", metadata=has.order())

    @property
    def owner_id(self) -> str:
        """The id of the row in which this person has a role."""
        return str(getattr(self, self.owner))


RowT = TypeVar("RowT", bound=Row)
MarkableT = TypeVar("MarkableT", bound=Markable)
