"""People with a role: who is responsible for an activity, owns an indicator, keeps a document.

``of`` is the class of the links, ``owner`` the id of the activity, indicator or document, ``role`` one of the roles of that
class: without it, the role of those who answer for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.ids import link_id, new_id
from workbench.model.named import Named, people_in
from workbench.model.rows import ActivityPerson, Contributor, DocumentPerson, IndicatorPerson, PersonLink
from workbench.model.vocabulary import Role
from workbench.operations.common import append, existing, fitting, invalid, known_references, move
from workbench.plan.people import roles_of
from workbench.storage.mapping import TYPE_OF_TABLE

LinkT = TypeVar("LinkT", bound=PersonLink)

_CHANGES: Final = {
    ActivityPerson: Message("change people of an activity"),
    IndicatorPerson: Message("change people of an indicator"),
    DocumentPerson: Message("change people of a document"),
}


def name_people(
    document: Document,
    *,
    of: type[PersonLink],
    owner: str,
    text: str,
    role: Role | None = None,
    initiator: object | None = None,
) -> None:
    """Makes the people of one role exactly those in a text, in its order.

    The name of a contributor between commas becomes a link; all other words stay as they are written. A post that is written
    otherwise stays the same row with other words, so that its earlier versions are known.
    """
    role = _existing_role(document, of, owner, role)
    text = fitting(of, "name", text)
    before = _people(document, of, owner, role)
    now = [link.contributor_id for link in before if link.contributor_id is not None]
    known = [(person.id, person.name) for person in document.read.every(Contributor)]
    wanted = people_in(text, known, now)
    ids = _ids_of(owner, role, wanted, before)
    merge_key = ("people", of.table, owner, role.value)
    with document.change(_CHANGES[of], merge_key=merge_key, initiator=initiator) as transaction:
        for link in before:
            if link.id not in ids:
                transaction.drop(of, link.id)
        for index, (row_id, person) in enumerate(zip(ids, wanted, strict=True)):
            present = _people(document, of, owner, role)
            link = replace(transaction.get(of, row_id) or _made(of, owner, role, row_id, person), name=person.name)
            if index == len(present) or present[index] != link:
                move(transaction, present, link, index)


def new_links(of: type[LinkT], owner: str, role: Role, text: str, known: Sequence[tuple[str, str]]) -> list[LinkT]:
    """The links of a new owner to the people in a text, without their places; ``known`` are contributors by id and name."""
    wanted = people_in(fitting(of, "name", text), known)
    ids = _ids_of(owner, role, wanted, ())
    return [_made(of, owner, role, row_id, person) for row_id, person in zip(ids, wanted, strict=True)]


def add_person(
    document: Document,
    *,
    of: type[PersonLink],
    owner: str,
    role: Role | None = None,
    contributor: str | None = None,
    name: str = "",
    initiator: object | None = None,
) -> str:
    """Gives a role to a contributor, or else to somebody by ``name``; returns the id of the link.

    Who has the role already keeps it, once. Raises :class:`~workbench.errors.InvalidValue` if nobody is named, or both ways.
    """
    role = _existing_role(document, of, owner, role)
    person = Named(contributor, fitting(of, "name", name).strip())
    if (person.contributor is None) == (not person.name):
        raise invalid(Message("Nobody is named."), Message("Name a contributor, or write who it is."))
    known_references(document, of, {"contributor_id": contributor})
    present = _people(document, of, owner, role)
    for link in present:
        if Named(link.contributor_id, link.name) == person:
            return link.id
    (row_id,) = _ids_of(owner, role, [person], ())
    with document.change(_CHANGES[of], initiator=initiator) as transaction:
        append(transaction, present, _made(of, owner, role, row_id, person))
    return row_id


def remove_person(document: Document, *, of: type[PersonLink], person: str, initiator: object | None = None) -> None:
    """Takes a role away; ``person`` is the id of the link."""
    link = existing(document, of, person)
    with document.change(_CHANGES[of], initiator=initiator) as transaction:
        transaction.drop(of, link.id)


def move_person(
    document: Document, *, of: type[PersonLink], person: str, index: int, initiator: object | None = None
) -> None:
    """Puts somebody at ``index``, from 0, among those with the same role; ``person`` is the id of the link."""
    link = existing(document, of, person)
    with document.change(_CHANGES[of], initiator=initiator) as transaction:
        move(transaction, _people(document, of, link.owner_id, link.role), link, index)


def _existing_role(document: Document, of: type[PersonLink], owner: str, role: Role | None) -> Role:
    """The role, or the first one of the class.

    Raises NotFound for an owner that is not in the file. The role of another class is a mistake of the program (ValueError).
    """
    fields = declared(of)
    existing(document, TYPE_OF_TABLE[fields[of.owner].refers], owner)
    roles = roles_of(of)
    return roles[0] if role is None else roles[roles.index(role)]


def _ids_of(owner: str, role: Role, people: Sequence[Named], before: Sequence[PersonLink]) -> list[str]:
    """The ids of those who have a role now: for the same words that of the row ``before``, for others one that is left.

    The id of a contributor follows from what is linked, so that the same link on two laptops is one row.
    """
    posts = [link for link in before if link.contributor_id is None]
    ids = ["" if person.contributor is None else link_id(owner, person.contributor, role) for person in people]
    for same in (True, False):
        for index, person in enumerate(people):
            left = [link for link in posts if not same or link.name == person.name]
            if not ids[index] and left:
                ids[index] = left[0].id
                posts.remove(left[0])
    return [row_id or new_id() for row_id in ids]


def _people(document: Document, of: type[LinkT], owner: str, role: Role) -> list[LinkT]:
    return document.read.where(of, **{of.owner: owner, "role": role.value})


def _made(of: type[LinkT], owner: str, role: Role, row_id: str, person: Named) -> LinkT:
    """A new link, without its place."""
    owned: dict[str, Any] = {of.owner: owner}
    return of(id=row_id, contributor_id=person.contributor, name=person.name, role=role, **owned)
