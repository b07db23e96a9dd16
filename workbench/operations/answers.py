"""Answers: the agreed text for a question, and what belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.document.session_times import running_session
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Evidence, Question, QuestionId
from workbench.model.vocabulary import Agreement, Level, MeasureStatus
from workbench.operations.assessment import existing_question
from workbench.operations.common import changed, set_links
from workbench.operations.inheriting import decided, pass_on
from workbench.operations.sessions import note_covered

_WORK: Final = frozenset({"text", "causes", "status", "agreed"})
"""The fields that a session works on: to change one shows that it covers the area. The others can be set at any time."""


def existing_answer(document: Document, question: str) -> tuple[Question, Answer]:
    """A question by id or number, and its answer. Raises :class:`~workbench.errors.NotFound`."""
    row = existing_question(document, question)
    answer = document.read.answer(row.id)
    if answer is None:
        raise LookupError(f"question {row.id} has no answer")
    return row, answer


def write_answer(document: Document, *, question: QuestionId, text: str, initiator: object | None = None) -> None:
    """Writes the agreed text for a question."""
    _change(document, question, {"text": text}, initiator)


def write_causes(document: Document, *, question: QuestionId, causes: str, initiator: object | None = None) -> None:
    """Writes the causes: why a measure is missing or does not work (Part II, step 5)."""
    _change(document, question, {"causes": causes}, initiator)


def judge_answer(
    document: Document, *, question: QuestionId, status: MeasureStatus, initiator: object | None = None
) -> None:
    """Sets the status of the measure."""
    _change(document, question, {"status": status}, initiator)


def set_answer_priority(
    document: Document, *, question: QuestionId, priority: Level | None, initiator: object | None = None
) -> None:
    """Sets the priority of an answer; None removes it."""
    _change(document, question, {"priority": priority}, initiator)


def agree_answer(
    document: Document, *, question: QuestionId, agreed: Agreement | None, initiator: object | None = None
) -> None:
    """Says how far the group is with the text; None: not said. It agrees in the session that runs now, if one does."""
    _change(document, question, {"agreed": agreed}, initiator)


def mark_answer_confidential(
    document: Document, *, question: QuestionId, confidential: bool, initiator: object | None = None
) -> None:
    """Marks an answer confidential, so that public editions and the projector view do not show it, or removes the mark.

    The activities that follow from it become confidential too, unless people have decided about them; they stay so when the
    mark is removed.
    """
    _change(document, question, {"confidential": confidential}, initiator)


def park_question(
    document: Document, *, question: QuestionId, note: str | None = None, initiator: object | None = None
) -> None:
    """Parks a question, with a note that says why or until when (None: leaves the note as it is); its texts stay."""
    _change(document, question, {"parked": True} | ({} if note is None else {"parked_note": note}), initiator, "park")


def unpark_question(document: Document, *, question: QuestionId, initiator: object | None = None) -> None:
    """Returns to a parked question and removes its note."""
    _change(document, question, {"parked": False, "parked_note": ""}, initiator, "unpark")


def edit_answer(document: Document, *, question: QuestionId, initiator: object | None = None, **values: Any) -> None:
    """Changes several fields of an answer at once, as one step of undo."""
    _change(document, question, values, initiator)


def _change(document: Document, question: str, values: dict[str, Any], initiator: object | None, *about: str) -> None:
    row, before = existing_answer(document, question)
    after = decided(document, before, changed(before, values))
    if after.agreed is not before.agreed:
        running = running_session(document) if after.agreed is Agreement.AGREED else None
        after = replace(after, agreed_session_id=None if running is None else running.id)
    merge_key = ("answer", before.id, *sorted(values), *about)
    label = _label(set(values), row.number)
    with document.change(label, merge_key=merge_key, initiator=initiator) as transaction:
        if after != before and not _WORK.isdisjoint(values):
            note_covered(document, transaction, row)  # first: the last history entry must be that of the answer itself
        pass_on(document, transaction, before, after)
        transaction.put(after)


def _label(names: set[str], number: str) -> Message:
    """The name of the step of undo, for the menu Edit."""
    if not names.isdisjoint({"parked", "parked_note"}):
        return Message("park or unpark {number}", number=number)
    match tuple(names):
        case ("status",):
            label = Message("set status of {number}", number=number)
        case ("priority",):
            label = Message("set priority of {number}", number=number)
        case ("causes",):
            label = Message("change causes of {number}", number=number)
        case ("agreed",):
            label = Message("change agreement on {number}", number=number)
        case ("confidential",):
            label = Message("change confidentiality of {number}", number=number)
        case _:
            label = Message("change answer {number}", number=number)
    return label


def set_evidence(
    document: Document, *, question: QuestionId, documents: Collection[str], initiator: object | None = None
) -> None:
    """Sets the background documents that support an answer: exactly these."""
    row, answer = existing_answer(document, question)
    with document.change(Message("change evidence for {number}", number=row.number), initiator=initiator) as transaction:
        owner = ("answer_id", answer.id)
        set_links(document, transaction, Evidence, owner=owner, other="document_id", wanted=documents)
