"""What can be done with a row of any list that has an order: it is duplicated, or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    BackgroundDocument,
    DocumentPerson,
    GroupArea,
    GroupMember,
    Indicator,
    IndicatorPerson,
    Measurement,
    Output,
    PersonLink,
    Row,
    RowT,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.operations.common import existing, move

_LIST: Final[Mapping[type[Row], str]] = {Activity: "output_id", Output: "outcome_id", Measurement: "indicator_id"}
"""The reference that says in which list a row stands, where there are several lists."""

_LINKS: Final[Mapping[type[Row], tuple[tuple[type[Row], str], ...]]] = {
    Activity: ((ActivityPerson, "activity_id"), (ActivityQuestion, "activity_id"), (ActivityIndicator, "activity_id")),
    Indicator: ((IndicatorPerson, "indicator_id"),),
    BackgroundDocument: ((DocumentPerson, "document_id"),),
    WorkingGroup: ((GroupMember, "group_id"), (GroupArea, "group_id")),
    Session: ((SessionArea, "session_id"), (SessionParticipant, "session_id")),
}
"""The links that a duplicate has, too. What was measured, rated, written or supported with a row belongs to that row."""

_BEGUN: Final[Mapping[type[Row], Mapping[str, Any]]] = {Activity: {"rank": ""}, Session: {"running": False}}
"""What a duplicate does not take over."""


def duplicate_row(document: Document, *, of: type[Row], row: str, initiator: object | None = None) -> str:
    """Puts a copy of a row behind it, with its people and links; returns the id of the copy."""
    before = existing(document, of, row)
    copy = replace(before, id=new_id(), **_BEGUN.get(of, {}))
    siblings = _siblings(document, before)
    kinds = _LINKS.get(of, ())
    owned = ((link, owner) for kind, owner in kinds for link in document.read.where(kind, **{owner: row}))
    links = [_copied(link, copy.id, owner) for link, owner in owned]
    with document.change(Message("add the same row"), initiator=initiator) as transaction:
        move(transaction, siblings, copy, 1 + [sibling.id for sibling in siblings].index(row))
        for link in links:
            transaction.put(link)
    return copy.id


def move_row(document: Document, *, of: type[Row], row: str, index: int, initiator: object | None = None) -> None:
    """Puts a row at ``index``, from 0, in its list."""
    before = existing(document, of, row)
    with document.change(Message("move row"), initiator=initiator) as transaction:
        move(transaction, _siblings(document, before), before, index)


def _siblings(document: Document, row: RowT) -> Sequence[RowT]:
    column = _LIST.get(type(row))
    return document.read.where(type(row), **{column: getattr(row, column)}) if column else document.read.every(type(row))


def _copied(link: Row, owner_id: str, owner: str) -> Row:
    """A link of another owner. The id of a link follows from what it links; that of a post says nothing."""
    changed: dict[str, Any] = {owner: owner_id}
    if isinstance(link, PersonLink):
        linked = link.contributor_id
        return replace(link, id=link_id(owner_id, linked, link.role) if linked else new_id(), **changed)
    (other,) = (field.name for field in fields(link) if field.name not in ("id", owner))
    return replace(link, id=link_id(owner_id, getattr(link, other)), **changed)
