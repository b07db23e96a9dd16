"""What the public edition leaves out although it carries no mark of its own: what hangs on what is marked.

Pure functions over rows; the snapshot asks them once, so that no format can forget one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from workbench.language.i18n import Message
from workbench.model.rows import (
    ActivityIndicator,
    Answer,
    GroupMember,
    Indicator,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.system.frozen import frozen

NAME_WITHHELD: Final = Message("[name withheld]")
WITHHELD_HERE: Final = Message("[withheld]")
SOME_GROUP: Final = Message("A working group")

SMALLEST_NAMED_GROUP: Final = 3
"""So many of its members must be open to name, where a group also has a confidential one: fewer would tell who that is."""


def withheld_answer(row: Answer, *, told: bool) -> Answer:
    """The place of a confidential answer; ``told``: it is said that there is one. An unanswered question says nothing."""
    return Answer(id=row.id, question_id=row.question_id, confidential=told)


@frozen
class Groups:
    """Working groups by their ids: those that are named, and those whose words are told without their name."""

    named: frozenset[str]
    unnamed: frozenset[str]


def open_groups(groups: Iterable[WorkingGroup], members: Iterable[GroupMember], shown: Collection[str]) -> Groups:
    """Which groups may be named; ``shown`` are the ids of the people who may be.

    A group of confidential people only is in neither set: what it wrote is theirs.
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


def open_sessions(
    sessions: Iterable[Session], present: Iterable[SessionParticipant], shown: Collection[str]
) -> list[Session]:
    """The sessions less those where only confidential people were: their results are what these said."""
    people: dict[str, set[str]] = {}
    for link in present:
        people.setdefault(link.session_id, set()).add(link.contributor_id)
    return [row for row in sessions if not people.get(row.id) or people[row.id] & set(shown)]


def open_indicators(
    indicators: Iterable[Indicator], links: Iterable[ActivityIndicator], shown: Collection[str]
) -> list[Indicator]:
    """The indicators that an open activity uses; ``shown`` are the ids of those.

    One that nobody uses stays out, too: it may be what is left of a confidential activity.
    """
    used = {link.indicator_id for link in links if link.activity_id in shown}
    return [row for row in indicators if row.id in used]
