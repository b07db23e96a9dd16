"""Notes about no question: what was said and must not be lost, and what becomes of it.

They are contributions (:mod:`workbench.operations.voices` adds, changes and removes them) and wait together until somebody
takes one up: as a note about a question, as an activity, or because it is done.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import new_id
from workbench.model.limits import LINE_CHARACTERS
from workbench.model.rows import Activity, ActivityQuestion, Contribution, QuestionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind
from workbench.operations.assessment import existing_question
from workbench.operations.common import append, changed, existing, invalid, set_links
from workbench.operations.inheriting import made_from, made_of


def notes_of(document: Document) -> list[Contribution]:
    """The notes about no question: first those that are open, then those that are done."""
    kind = ContributionKind.NOTE.value
    return sorted(document.read.where(Contribution, question_id=None, kind=kind), key=lambda row: row.done)


def give_note(document: Document, *, note: str, question: str, initiator: object | None = None) -> None:
    """Makes a note about no question, or about another one, a note about this question, the last of its contributions.

    It is then not done.
    """
    before, row = _existing_note(document, note), existing_question(document, question)
    if before.question_id == row.id:
        return
    if before.taken:
        raise invalid(Message("The text of this note is in an answer."), Message("Write another note for this question."))
    after = replace(before, question_id=QuestionId(row.id), done=False)
    others = document.read.where(Contribution, question_id=row.id)
    label = Message("move note to {number}", number=row.number)
    with document.change(label, initiator=initiator) as transaction:
        append(transaction, others, after)


def plan_note(document: Document, *, note: str, initiator: object | None = None) -> str:
    """Makes an activity of a note, which is then done; returns the id of the activity.

    The first line becomes its title, the whole text its description if there is more. It follows from the question of the
    note, if there is one, and inherits from a confidential note, also from one by somebody confidential. Raises
    :class:`~workbench.errors.InvalidValue` for a note without a text.
    """
    before = _existing_note(document, note)
    if is_blank(before.text):
        raise invalid(Message("This note is empty."), Message("Write the note first."))
    activity = made_of(document, _activity_of(before), before)
    others = document.read.where(Activity, output_id=None)
    questions = [] if before.question_id is None else [before.question_id]
    with document.change(Message("make activity of note"), initiator=initiator) as transaction:
        append(transaction, others, made_from(document, activity, questions))
        owner = ("activity_id", activity.id)
        set_links(document, transaction, ActivityQuestion, owner=owner, other="question_id", wanted=questions)
        transaction.put(replace(before, done=True))
    return activity.id


def _existing_note(document: Document, note: str) -> Contribution:
    found = existing(document, Contribution, note)
    if found.kind is not ContributionKind.NOTE:
        raise invalid(Message("This contribution is no note."), Message("Change its kind to a note first."))
    return found


def _activity_of(note: Contribution) -> Activity:
    first, *more = note.text.strip().splitlines()
    title = first.strip()[:LINE_CHARACTERS]
    whole = note.text.strip() if more or title != first.strip() else ""
    return changed(Activity(id=new_id()), {"title": title, "description": whole})
