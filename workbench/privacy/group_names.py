"""Which working groups may be named where confidential people are not: a small group's name tells who is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from workbench.model.rows import GroupMember, WorkingGroup
from workbench.system.frozen import frozen

SMALLEST_NAMED_GROUP: Final = 3
"""A group with confidential members is named only if at least so many others are: fewer would reveal who is confidential."""


@frozen
class Groups:
    """The ids of working groups: those that are named, and those whose contributions appear without the name."""

    named: frozenset[str]
    unnamed: frozenset[str]


def open_groups(groups: Iterable[WorkingGroup], members: Iterable[GroupMember], shown: Collection[str]) -> Groups:
    """The groups that may be named; ``shown`` are the ids of the people who may be named.

    A group that has only confidential people is in neither set, because its contributions are theirs.
    """
    people: dict[str, set[str]] = {}
    for link in members:
        people.setdefault(link.group_id, set()).add(link.contributor_id)
    named, unnamed = set(), set()
    for group in groups:
        every = people.get(group.id, set()) | ({group.rapporteur_id} if group.rapporteur_id is not None else set())
        seen = every & set(shown)
        if seen == every or len(seen) >= SMALLEST_NAMED_GROUP:
            named.add(group.id)
        elif seen:
            unnamed.add(group.id)
    return Groups(frozenset(named), frozenset(unnamed))
