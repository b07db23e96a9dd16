"""Contributors and working groups: who takes part (Part II, step 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import new_id
from workbench.model.rows import (
    PEOPLE_TYPES,
    Contribution,
    Contributor,
    GroupArea,
    GroupMember,
    PersonLink,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality
from workbench.operations.common import (
    append,
    changed,
    drop_links,
    existing,
    known_references,
    move,
    refuse_if_used,
    set_links,
)
from workbench.operations.inheriting import people_change


def add_contributor(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds a person who takes part; returns the person's id."""
    contributor = changed(Contributor(id=new_id()), values)
    others = document.read.every(Contributor)
    with document.change(Message("add contributor"), initiator=initiator) as transaction:
        append(transaction, others, contributor)
    return contributor.id


def edit_contributor(document: Document, *, contributor: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of a contributor. What the person said and others took becomes confidential if the person does."""
    before = existing(document, Contributor, contributor)
    merge_key = ("contributor", contributor, *sorted(values))
    after = changed(before, values)
    hides, label = after.is_confidential and not before.is_confidential, Message("change contributor")
    with (
        document.change(label, merge_key=merge_key, initiator=initiator) as transaction,
        people_change(document, transaction, matters=hides),
    ):
        transaction.put(after)


def remove_contributor(document: Document, *, contributor: str, initiator: object | None = None) -> None:
    """Removes a person from the register, the groups and the sessions.

    A group or a session that only this person had, who is confidential, becomes confidential, too.

    Raises :class:`~workbench.errors.StillInUse` while the person wrote a contribution or has a role in an activity, an
    indicator or a document, even if only as one of the words there: the search for confidential names would no longer look
    for that name.
    """
    person = existing(document, Contributor, contributor)
    contributions = len(document.read.where(Contribution, contributor_id=contributor))
    wrote = Message(
        "This person wrote {count} contribution.", "This person wrote {count} contributions.", count=contributions
    )
    refuse_if_used([*_roles_of(document, person), (wrote, contributions)])
    label = Message("remove contributor")
    with document.change(label, initiator=initiator) as transaction, people_change(document, transaction):
        drop_links(document, transaction, GroupMember, contributor_id=contributor)
        drop_links(document, transaction, SessionParticipant, contributor_id=contributor)
        for group in document.read.where(WorkingGroup, rapporteur_id=contributor):
            transaction.put(changed(group, {"rapporteur_id": None}))
        transaction.drop(Contributor, contributor)


def _roles_of(document: Document, person: Contributor) -> list[tuple[Message, int]]:
    """In how many activities, indicators and documents a person is named, each with its sentence."""
    activities, indicators, documents = (_owners(document, link_type, person) for link_type in PEOPLE_TYPES)
    return [
        (
            Message(
                "This person is named in {count} activity.",
                "This person is named in {count} activities.",
                count=activities,
            ),
            activities,
        ),
        (
            Message(
                "This person is named in {count} indicator.",
                "This person is named in {count} indicators.",
                count=indicators,
            ),
            indicators,
        ),
        (
            Message(
                "This person is named in {count} background document.",
                "This person is named in {count} background documents.",
                count=documents,
            ),
            documents,
        ),
    ]


def _owners(document: Document, link_type: type[PersonLink], person: Contributor) -> int:
    from workbench.privacy.person_names import NameFinder

    finder = NameFinder([replace(person, confidential=Confidentiality.MARKED, contact="", job_title="")])
    links = document.read.every(link_type)
    return len({link.owner_id for link in links if link.contributor_id == person.id or finder.certain(link.name)})


def move_contributor(document: Document, *, contributor: str, index: int, initiator: object | None = None) -> None:
    """Puts a contributor at ``index``, from 0, in the register."""
    row = existing(document, Contributor, contributor)
    with document.change(Message("move contributor"), initiator=initiator) as transaction:
        move(transaction, document.read.every(Contributor), row, index)


def add_group(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds a working group; returns its id."""
    known_references(document, WorkingGroup, values)
    group = changed(WorkingGroup(id=new_id()), values)
    others = document.read.every(WorkingGroup)
    with document.change(Message("add working group"), initiator=initiator) as transaction:
        append(transaction, others, group)
    return group.id


def edit_group(document: Document, *, group: str, initiator: object | None = None, **values: Any) -> None:
    """Changes a working group's name, rapporteur or mark "confidential"."""
    before = existing(document, WorkingGroup, group)
    known_references(document, WorkingGroup, values)
    merge_key = ("group", group, *sorted(values))
    matters, label = not values.keys() <= {"name"}, Message("change working group")
    with (
        document.change(label, merge_key=merge_key, initiator=initiator) as transaction,
        people_change(document, transaction, matters=matters),
    ):
        transaction.put(changed(before, values))


def set_group_members(
    document: Document, *, group: str, contributors: Collection[str], initiator: object | None = None
) -> None:
    """Sets the members of a working group: exactly these."""
    existing(document, WorkingGroup, group)
    label = Message("change members")
    with document.change(label, initiator=initiator) as transaction, people_change(document, transaction):
        owner = ("group_id", group)
        set_links(document, transaction, GroupMember, owner=owner, other="contributor_id", wanted=contributors)


def set_group_areas(document: Document, *, group: str, areas: Collection[str], initiator: object | None = None) -> None:
    """Sets the areas of a working group: exactly these."""
    existing(document, WorkingGroup, group)
    with document.change(Message("change areas of a working group"), initiator=initiator) as transaction:
        set_links(document, transaction, GroupArea, owner=("group_id", group), other="area_id", wanted=areas)


def remove_group(document: Document, *, group: str, initiator: object | None = None) -> None:
    """Removes a working group. Raises :class:`~workbench.errors.StillInUse` while it has contributions."""
    existing(document, WorkingGroup, group)
    count = len(document.read.where(Contribution, group_id=group))
    text = Message("This group wrote {count} contribution.", "This group wrote {count} contributions.", count=count)
    refuse_if_used([(text, count)])
    with document.change(Message("remove working group"), initiator=initiator) as transaction:
        drop_links(document, transaction, GroupMember, group_id=group)
        drop_links(document, transaction, GroupArea, group_id=group)
        transaction.drop(WorkingGroup, group)
