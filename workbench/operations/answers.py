"""Answers and contributions: what people write for a question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Contribution, Evidence, Question, QuestionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.operations.assessment import existing_question
from workbench.operations.common import append, changed, existing, invalid, known_references, new_id, set_links
from workbench.operations.inheriting import pass_on
from workbench.operations.sessions import note_covered

_WORK: Final = frozenset({"text", "causes", "status"})
"""The fields that a session works on: to change one shows that it covers the area. The others can be set at any time."""


def existing_answer(document: Document, question: str) -> tuple[Question, Answer]:
    """A question by id or number, and its answer. Raises :class:`~workbench.errors.NotFound`."""
    row = existing_question(document, question)
    return row, document.read.where(Answer, question_id=row.id)[0]


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
    after = changed(before, values)
    merge_key = ("answer", before.id, *sorted(values), *about)
    label = _label(set(values), row.number)
    with document.change(label, merge_key=merge_key, initiator=initiator) as transaction:
        if after != before and not _WORK.isdisjoint(values):
            note_covered(document, transaction, row)  # first: the last history entry must be that of the answer itself
        pass_on(document, transaction, before, after)
        transaction.put(after)


def _label(names: set[str], number: str) -> Message:
    """The name of the step of undo, for the menu Edit."""
    if names == {"status"}:
        return Message("set status of {number}", number=number)
    if names == {"priority"}:
        return Message("set priority of {number}", number=number)
    if names == {"causes"}:
        return Message("change causes of {number}", number=number)
    if names == {"confidential"}:
        return Message("change confidentiality of {number}", number=number)
    if not names.isdisjoint({"parked", "parked_note"}):
        return Message("park or unpark {number}", number=number)
    return Message("change answer {number}", number=number)


def set_evidence(
    document: Document, *, question: QuestionId, documents: Collection[str], initiator: object | None = None
) -> None:
    """Sets the background documents that support an answer: exactly these."""
    row, answer = existing_answer(document, question)
    with document.change(Message("change evidence for {number}", number=row.number), initiator=initiator) as transaction:
        owner = ("answer_id", answer.id)
        set_links(document, transaction, Evidence, owner=owner, other="document_id", wanted=documents)


def add_contribution(
    document: Document,
    *,
    question: QuestionId,
    text: str = "",
    group: str | None = None,
    contributor: str | None = None,
    initiator: object | None = None,
) -> str:
    """Adds a contribution of one group or one person to a question; returns its id.

    Raises :class:`~workbench.errors.InvalidValue` unless exactly one of group and contributor is given.
    """
    if (group is None) == (contributor is None):
        raise invalid(Message("A contribution is from one group or from one person."), Message("Choose one of them."))
    row = existing_question(document, question)
    known_references(document, Contribution, {"group_id": group, "contributor_id": contributor})
    empty = Contribution(id=new_id(), question_id=QuestionId(row.id), group_id=group, contributor_id=contributor)
    contribution = changed(empty, {"text": text})
    others = document.read.where(Contribution, question_id=row.id)
    label = Message("add contribution to {number}", number=row.number)
    with document.change(label, initiator=initiator) as transaction:
        note_covered(document, transaction, row)
        append(transaction, others, contribution)
    return contribution.id


def edit_contribution(document: Document, *, contribution: str, initiator: object | None = None, **values: Any) -> None:
    """Changes the text of a contribution, or its mark "confidential"."""
    before = existing(document, Contribution, contribution)
    merge_key = ("contribution", contribution, *sorted(values))
    with document.change(Message("change contribution"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def take_contribution(document: Document, *, contribution: str, initiator: object | None = None) -> None:
    """Adds the text of a contribution at the end of the agreed answer, which becomes confidential if the contribution is.

    A text that stands there already is not added again. An answer that people have marked, or whose confidentiality they
    have lifted, keeps their decision.
    """
    taken = existing(document, Contribution, contribution)
    if is_blank(taken.text):
        return
    row, before = existing_answer(document, taken.question_id)
    said, added = before.text.rstrip(), taken.text.strip()
    text = said if f"\n\n{said}".endswith(f"\n\n{added}") else f"{said}\n\n{added}".lstrip()
    after = changed(before, {"text": text})
    if taken.is_confidential:
        after = replace(after, confidential=after.confidential.from_confidential())
    label = Message("add contribution to answer {number}", number=row.number)
    with document.change(label, initiator=initiator) as transaction:
        note_covered(document, transaction, row)
        pass_on(document, transaction, before, after)
        transaction.put(after)


def remove_contribution(document: Document, *, contribution: str, initiator: object | None = None) -> None:
    """Removes a contribution."""
    existing(document, Contribution, contribution)
    with document.change(Message("remove contribution"), initiator=initiator) as transaction:
        transaction.drop(Contribution, contribution)
