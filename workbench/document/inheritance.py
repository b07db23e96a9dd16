"""Why something is confidential that nobody marked: it was made from something confidential.

An activity is made from the answers to its questions, an answer from the contributions that were added to it; a text that
was not chosen is another version of the answer. The operations write what is inherited
(:mod:`workbench.operations.inheriting`); here is the sentence about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import (
    Activity,
    ActivityQuestion,
    Answer,
    Contribution,
    Contributor,
    GroupMember,
    Markable,
    Question,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, ContributionKind
from workbench.privacy.group_names import open_groups


def confidential_questions(document: Document, activity: str) -> list[Question]:
    """The questions of an activity whose answers are confidential, in the order of the checklist."""
    links = document.read.where(ActivityQuestion, activity_id=activity)
    answers = [(link.question_id, document.read.answer(link.question_id)) for link in links]
    hidden = {row_id for row_id, answer in answers if answer is not None and answer.is_confidential}
    return [question for question in document.read.every(Question) if question.id in hidden] if hidden else []


def has_confidential_source(document: Document, row: Markable) -> bool:
    """Whether something is confidential from which a row was made, so that it inherits unless people decide otherwise."""
    match row:
        case Activity():
            return bool(confidential_questions(document, row.id))
        case Answer():
            given = document.read.where(Contribution, question_id=row.question_id, taken=1)
            return any(is_withheld(document, part) for part in given)
        case Contribution(kind=ContributionKind.NOT_CHOSEN, question_id=question) if question is not None:
            answer = document.read.answer(question)
            return answer is not None and answer.is_confidential
        case _:
            return False


def is_withheld(document: Document, row: Contribution) -> bool:
    """Whether no public edition has a contribution: it is confidential itself, or only confidential people say it."""
    if row.is_confidential:
        return True
    if row.contributor_id is not None:
        person = document.get(Contributor, row.contributor_id)
        return person is not None and person.is_confidential
    group = None if row.group_id is None else document.get(WorkingGroup, row.group_id)
    return group is not None and (group.is_confidential or has_only_confidential_people(document, group))


def has_only_confidential_people(document: Document, row: WorkingGroup | Session) -> bool:
    """Whether all members of a group, or all who were at a session, are confidential, and there is somebody."""
    shown = {person.id for person in document.read.every(Contributor) if not person.is_confidential}
    if isinstance(row, Session):
        present = {link.contributor_id for link in document.read.where(SessionParticipant, session_id=row.id)}
        return bool(present) and present.isdisjoint(shown)
    said_openly = open_groups([row], document.read.where(GroupMember, group_id=row.id), shown)
    return not said_openly.named | said_openly.unnamed


def reason(document: Document, row: Markable) -> Message | None:
    """Why a row is confidential, or not although what it was made from is; None if there is nothing to say."""
    match row:
        case Activity():
            numbers = [question.number for question in confidential_questions(document, row.id)]
            return reason_of_activity(row.confidential, numbers)
        case Answer():
            return reason_of_answer(row.confidential, given=has_confidential_source(document, row))
        case Contribution() if has_confidential_source(document, row):
            return _of_text_not_chosen(row.confidential)
        case _:
            return _of_something_gone(row.confidential)


def reason_of_activity(mark: Confidentiality, numbers: Sequence[str]) -> Message | None:
    """The reason for the mark of an activity; ``numbers`` are those of its questions with confidential answers."""
    if not numbers:
        return _of_something_gone(mark)
    told = tuple(numbers)
    if mark is Confidentiality.INHERITED:
        if len(numbers) == 1:
            return Message("Confidential because question {number} is confidential.", number=told)
        return Message("Confidential because these questions are confidential: {numbers}.", numbers=told)
    if mark.hides:
        return None
    if len(numbers) == 1:
        return Message("Not confidential, although question {number} is.", number=told)
    return Message("Not confidential, although these questions are: {numbers}.", numbers=told)


def reason_of_answer(mark: Confidentiality, *, given: bool) -> Message | None:
    """The reason for the mark of an answer; ``given``: there is a confidential contribution to its question."""
    if mark is Confidentiality.INHERITED and given:
        return Message("Confidential because a confidential contribution was added to it.")
    if mark is Confidentiality.LIFTED and given:
        return Message("Not confidential, although a confidential contribution was added to it.")
    return _of_something_gone(mark)


def _of_text_not_chosen(mark: Confidentiality) -> Message | None:
    if mark is Confidentiality.INHERITED:
        return Message("Confidential because the answer is confidential.")
    return Message("Not confidential, although the answer is.") if mark is Confidentiality.LIFTED else None


def _of_something_gone(mark: Confidentiality) -> Message | None:
    if mark is not Confidentiality.INHERITED:
        return None
    return Message("Confidential because it was made from something that was confidential.")
