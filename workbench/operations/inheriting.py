"""What is made from something confidential becomes confidential too, unless people have decided about it.

A part of other changes, so that it is one step of undo with them. It stays when its source is opened again: that is a
decision about another text. :mod:`workbench.document.inheritance` says why a row is confidential.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.document.document import Document
from workbench.document.inheritance import has_confidential_source
from workbench.model.rows import (
    Activity,
    ActivityQuestion,
    Answer,
    Contribution,
    Contributor,
    GroupMember,
    MarkableT,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, ContributionKind
from workbench.privacy.group_names import open_groups
from workbench.storage.rows import Transaction


def made_from(document: Document, activity: Activity, questions: Iterable[str]) -> Activity:
    """An activity that now follows from these questions too; it inherits if the answer to one of them is confidential."""
    answers = [document.read.answer(question) for question in questions]
    return _inheriting(activity) if any(answer is not None and answer.is_confidential for answer in answers) else activity


def made_of(document: Document, activity: Activity, source: Contribution) -> Activity:
    """An activity that is made of one contribution; it inherits if that, or everybody who speaks, is confidential."""
    hidden = source.is_confidential or _speaks_in_confidence(document, source)
    return _inheriting(activity) if hidden else activity


def pass_on(document: Document, transaction: Transaction, before: Answer, after: Answer) -> None:
    """Lets what was made from an answer inherit, if it becomes confidential: activities, and texts that were not chosen."""
    if before.is_confidential or not after.is_confidential:
        return
    for link in document.read.where(ActivityQuestion, question_id=after.question_id):
        activity = document.get(Activity, link.activity_id)
        if activity is not None:
            transaction.put(_inheriting(activity))
    kind = ContributionKind.NOT_CHOSEN.value
    for other in document.read.where(Contribution, question_id=after.question_id, kind=kind):
        transaction.put(_inheriting(other))


def pass_to_answer(document: Document, transaction: Transaction, before: Contribution, after: Contribution) -> None:
    """Lets the answer inherit that took the text of a contribution, if that becomes confidential, and passes it on."""
    if before.is_confidential or not after.is_confidential or not after.taken or after.question_id is None:
        return
    answer = document.read.answer(after.question_id)
    if answer is not None:
        inherited = _inheriting(answer)
        pass_on(document, transaction, answer, inherited)
        transaction.put(inherited)


def decided(document: Document, before: MarkableT, after: MarkableT) -> MarkableT:
    """A row whose mark people changed: to take it off what was made from something confidential is a decision that stays."""
    opened = before.is_confidential and after.confidential is Confidentiality.OPEN
    if opened and has_confidential_source(document, after):
        return replace(after, confidential=Confidentiality.LIFTED)
    return after


def leave_behind(document: Document, transaction: Transaction, person: Contributor) -> None:
    """Lets groups and sessions inherit that had no others than this person, who is confidential and about to be removed.

    What only confidential people said is in no public edition; without them nothing would withhold it any more.
    """
    if not person.is_confidential:
        return
    for group in document.read.every(WorkingGroup):
        members = {link.contributor_id for link in document.read.where(GroupMember, group_id=group.id)}
        if members | ({group.rapporteur_id} - {None}) == {person.id}:
            transaction.put(_inheriting(group))
    for session in document.read.every(Session):
        present = {link.contributor_id for link in document.read.where(SessionParticipant, session_id=session.id)}
        if present == {person.id}:
            transaction.put(_inheriting(session))


def _speaks_in_confidence(document: Document, row: Contribution) -> bool:
    """Whether only confidential people say it, so that no public edition has it."""
    if row.contributor_id is not None:
        person = document.get(Contributor, row.contributor_id)
        return person is not None and person.is_confidential
    group = None if row.group_id is None else document.get(WorkingGroup, row.group_id)
    if group is None:
        return False
    shown = {person.id for person in document.read.every(Contributor) if not person.is_confidential}
    open_to_all = open_groups([group], document.read.where(GroupMember, group_id=group.id), shown)
    return group.is_confidential or not open_to_all.named | open_to_all.unnamed


def _inheriting(row: MarkableT) -> MarkableT:
    return replace(row, confidential=row.confidential.from_confidential())
