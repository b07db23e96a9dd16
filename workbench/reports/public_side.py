"""What is not in the public edition because it depends on something confidential, though it has no mark itself.

Pure functions over rows; only the snapshot uses them, so that no format can forget one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from workbench.language.i18n import Message
from workbench.model.rows import (
    ActivityIndicator,
    Answer,
    Contribution,
    Indicator,
    Rating,
    Session,
    SessionParticipant,
)
from workbench.model.texts import is_blank
from workbench.model.vocabulary import Confidentiality, MeasureStatus

SOME_GROUP: Final = Message("A working group")
NOT_NAMED: Final = Message("Not named")
"""Stands for whoever contributed without a name."""


def says_nothing(row: Contribution) -> bool:
    """Whether a contribution has neither a text nor causes nor a judgement: it is in no edition."""
    judged = row.status is not MeasureStatus.NOT_JUDGED or row.priority is not None
    return is_blank(row.text) and is_blank(row.causes) and not judged


def withheld_answer(row: Answer, *, told: bool) -> Answer:
    """An empty row in the place of a confidential answer; ``told``: the edition says that there is a confidential answer."""
    mark = Confidentiality.MARKED if told else Confidentiality.OPEN
    return Answer(id=row.id, question_id=row.question_id, confidential=mark)


def without_confidential_note(row: Rating) -> Rating:
    """A rating without its note if that is confidential, and without the mark: whether there was a note is not told."""
    return replace(row, note="", confidential=Confidentiality.OPEN) if row.is_confidential else row


def open_sessions(
    sessions: Iterable[Session], present: Iterable[SessionParticipant], shown: Collection[str]
) -> list[Session]:
    """The sessions without those that had only confidential participants, because the results are theirs."""
    people: dict[str, set[str]] = {}
    for link in present:
        people.setdefault(link.session_id, set()).add(link.contributor_id)
    return [row for row in sessions if not people.get(row.id) or people[row.id] & set(shown)]


def open_indicators(
    indicators: Iterable[Indicator], links: Iterable[ActivityIndicator], shown: Collection[str]
) -> list[Indicator]:
    """The indicators of activities that may be shown; ``shown`` are the ids of these activities.

    An indicator without an activity is omitted, too: it may be what is left of a confidential activity.
    """
    used = {link.indicator_id for link in links if link.activity_id in shown}
    return [row for row in indicators if row.id in used]
