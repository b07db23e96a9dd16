"""What is made from something confidential becomes confidential too, unless people have decided about it.

A part of other changes, so that it is one step of undo with them. It stays when its source is opened again: that is a
decision about another text. :mod:`workbench.document.inheritance` says why a row is confidential.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.document.document import Document
from workbench.document.inheritance import has_confidential_source, has_only_confidential_people, is_withheld
from workbench.model.rows import (
    Activity,
    ActivityQuestion,
    Answer,
    Contribution,
    MarkableT,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, ContributionKind
from workbench.storage.rows import Transaction


def made_from(document: Document, activity: Activity, questions: Iterable[str]) -> Activity:
    """An activity that now follows from these questions too; it inherits if the answer to one of them is confidential."""
    answers = [document.read.answer(question) for question in questions]
    return _inheriting(activity) if any(answer is not None and answer.is_confidential for answer in answers) else activity


def made_of(document: Document, activity: Activity, source: Contribution) -> Activity:
    """An activity that is made of one contribution; it inherits if that, or everybody who speaks, is confidential."""
    return _inheriting(activity) if is_withheld(document, source) else activity


def made_with(document: Document, answer: Answer, part: Contribution) -> Answer:
    """An answer to which a contribution is added; it inherits if that, or everybody who speaks, is confidential."""
    return _inheriting(answer) if is_withheld(document, part) else answer


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
    """Lets the answer inherit that took the text of a contribution, if that is withheld from now on, and passes it on."""
    if not after.taken or after.question_id is None or is_withheld(document, before) or not is_withheld(document, after):
        return
    answer = document.read.answer(after.question_id)
    if answer is not None:
        inherited = _inheriting(answer)
        pass_on(document, transaction, answer, inherited)
        transaction.put(inherited)


def said_by_others(document: Document, before: Contribution, after: Contribution) -> Contribution:
    """A contribution with another author; it inherits if only confidential people said it until now."""
    return _inheriting(after) if is_withheld(document, before) and not is_withheld(document, after) else after


def decided(document: Document, before: MarkableT, after: MarkableT) -> MarkableT:
    """A row whose mark people changed: to take it off what was made from something confidential is a decision that stays."""
    opened = before.is_confidential and after.confidential is Confidentiality.OPEN
    if opened and has_confidential_source(document, after):
        return replace(after, confidential=Confidentiality.LIFTED)
    return after


@contextlib.contextmanager
def people_change(document: Document, transaction: Transaction, *, matters: bool = True) -> Iterator[None]:
    """A part of a change in which somebody becomes confidential, or others come into a group or a session, or leave it.

    What only confidential people said stays out of public editions: a group or a session that had only such people inherits
    if it now has others, or nobody. And the answers inherit that took a text which is withheld only now. Nothing is looked
    for if it does not matter who is who: a name was corrected.
    """
    if not matters:
        yield
        return
    hidden = [row for row in _groups_and_sessions(document) if has_only_confidential_people(document, row)]
    open_parts = [part for part in document.read.where(Contribution, taken=1) if not is_withheld(document, part)]
    yield
    for row in hidden:
        now = transaction.get(type(row), row.id)
        if now is not None and not has_only_confidential_people(document, now):
            transaction.put(_inheriting(now))
    for part in open_parts:
        answer = document.read.answer(part.question_id) if part.question_id is not None else None
        if answer is not None and is_withheld(document, part):
            inherited = _inheriting(answer)
            pass_on(document, transaction, answer, inherited)
            transaction.put(inherited)


def _groups_and_sessions(document: Document) -> list[WorkingGroup | Session]:
    return [*document.read.every(WorkingGroup), *document.read.every(Session)]


def _inheriting(row: MarkableT) -> MarkableT:
    return replace(row, confidential=row.confidential.from_confidential())
