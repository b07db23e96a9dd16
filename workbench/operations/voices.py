"""Contributions: what groups and people say about a question beside the agreed answer, and notes that are kept for later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.rows import Answer, Contribution, Question, QuestionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind
from workbench.operations.answers import existing_answer
from workbench.operations.assessment import existing_question
from workbench.operations.common import append, changed, existing, invalid, known_references
from workbench.operations.inheriting import decided, pass_on, pass_to_answer
from workbench.operations.sessions import note_covered
from workbench.storage.rows import Transaction

_EDITED: Final = frozenset({"text", "status", "priority", "causes", "confidential", "kind"})
"""The fields that can be changed; who contributes to which question stays as it is."""

_WITH_ANY_ID: Final = frozenset({ContributionKind.BEFORE, ContributionKind.DISSENT, ContributionKind.NOTE})
"""The kinds whose id says nothing, so that a contribution of one can become one of another."""


def add_contribution(
    document: Document,
    *,
    question: str | None,
    text: str = "",
    kind: ContributionKind | None = None,
    group: str | None = None,
    contributor: str | None = None,
    initiator: object | None = None,
) -> str:
    """Adds what a group, a person, or somebody without a name says about a question; returns its id.

    Without ``kind`` a group speaks as a group, and a person says what he or she saw before the meeting. A group speaks with
    one voice about each question: what it says later is added to that. Only a note may be without a question.

    Raises :class:`~workbench.errors.InvalidValue` if it is from a group and a person, or does not fit its kind.
    """
    kind = _fitting_kind(kind, question, group, contributor)
    about = None if question is None else existing_question(document, question)
    known_references(document, Contribution, {"group_id": group, "contributor_id": contributor})
    known = _voice_of_group(document, about, group) if kind is ContributionKind.GROUP else None
    before = known or Contribution(
        id=_new_id(document, about, group, kind),
        question_id=None if about is None else QuestionId(about.id),
        group_id=group,
        contributor_id=contributor,
        kind=kind,
    )
    contribution = changed(before, {"text": _with_added(before.text, text)})
    with document.change(_label(about), initiator=initiator) as transaction:
        if contribution != known:
            _put(document, transaction, about, contribution, new=known is None)
    return contribution.id


def keep_not_chosen(
    document: Document, *, question: str, change: str, initiator: object | None = None, **values: Any
) -> None:
    """Keeps what did not become the answer when copies of a file are brought together, unless its text is blank.

    ``change`` names the change that wrote it, so that it is kept once, whoever brings the copies together and however often.
    ``values`` are text, status, priority and causes. If the answer is confidential, so is this.
    """
    row, answer = existing_answer(document, question)
    row_id = link_id(row.id, change, ContributionKind.NOT_CHOSEN.value)
    kind = ContributionKind.NOT_CHOSEN
    kept = changed(Contribution(id=row_id, question_id=answer.question_id, kind=kind), values)
    if is_blank(kept.text) or document.get(Contribution, row_id) is not None:
        return
    if answer.is_confidential:
        kept = replace(kept, confidential=kept.confidential.from_confidential())
    with document.change(_label(row), initiator=initiator) as transaction:
        _put(document, transaction, None, kept, new=True)


def edit_contribution(document: Document, *, contribution: str, initiator: object | None = None, **values: Any) -> None:
    """Changes what a contribution says, its status, priority and causes, its mark "confidential", or its kind.

    If it becomes confidential, so do the answer that took its text and what follows from that, unless people have decided.
    What a group says, and a text that was not chosen, keep their kind; a note about no question stays a note: else
    :class:`~workbench.errors.InvalidValue`. Another field is a mistake of the program (KeyError).
    """
    if not _EDITED.issuperset(values):
        raise KeyError(*values)
    before = existing(document, Contribution, contribution)
    after = decided(document, before, changed(before, values))
    if after.kind is not before.kind and (
        before.question_id is None or not _WITH_ANY_ID.issuperset({before.kind, after.kind})
    ):
        raise invalid(Message("This contribution cannot become one of another kind."), Message("Add another one instead."))
    merge_key = ("contribution", contribution, *sorted(values))
    with document.change(Message("change contribution"), merge_key=merge_key, initiator=initiator) as transaction:
        pass_to_answer(document, transaction, before, after)
        transaction.put(after)


def take_contribution(document: Document, *, contribution: str, initiator: object | None = None) -> None:
    """Adds the text of a contribution at the end of the agreed answer, which becomes confidential if the contribution is.

    A text that stands there already is not added again. An answer that people have marked, or whose confidentiality they
    have lifted, keeps their decision. Raises :class:`~workbench.errors.InvalidValue` for a note about no question.
    """
    taken = existing(document, Contribution, contribution)
    if taken.question_id is None:
        raise invalid(Message("This note is about no question."), Message("Write it into an answer yourself."))
    if is_blank(taken.text):
        return
    row, before = existing_answer(document, taken.question_id)
    after: Answer = changed(before, {"text": _with_added(before.text, taken.text)})
    if taken.is_confidential:
        after = replace(after, confidential=after.confidential.from_confidential())
    label = Message("add contribution to answer {number}", number=row.number)
    with document.change(label, initiator=initiator) as transaction:
        note_covered(document, transaction, row)
        transaction.put(replace(taken, taken=True))
        pass_on(document, transaction, before, after)
        transaction.put(after)


def remove_contribution(document: Document, *, contribution: str, initiator: object | None = None) -> None:
    """Removes a contribution."""
    existing(document, Contribution, contribution)
    with document.change(Message("remove contribution"), initiator=initiator) as transaction:
        transaction.drop(Contribution, contribution)


def _fitting_kind(
    kind: ContributionKind | None, question: str | None, group: str | None, contributor: str | None
) -> ContributionKind:
    """The kind of a new contribution. Raises InvalidValue if it does not fit."""
    if (group is not None and contributor is not None) or (kind is group is contributor is None):
        raise invalid(Message("A contribution is from one group or from one person."), Message("Choose one of them."))
    if kind is None:
        kind = ContributionKind.BEFORE if group is None else ContributionKind.GROUP
    if kind is ContributionKind.NOT_CHOSEN:
        raise ValueError("what was not chosen is kept by keep_not_chosen")
    if kind is ContributionKind.GROUP and group is None:
        raise invalid(Message("The working group is missing."), Message("Choose a working group."))
    if question is None and kind is not ContributionKind.NOTE:
        raise invalid(Message("Only a note can be about no question."), Message("Choose a question."))
    return kind


def _voice_of_group(document: Document, about: Question | None, group: str | None) -> Contribution | None:
    """What a group says about a question; None if it has said nothing."""
    if about is None or group is None:
        return None
    kind = ContributionKind.GROUP.value
    return next(iter(document.read.where(Contribution, question_id=about.id, group_id=group, kind=kind)), None)


def _new_id(document: Document, about: Question | None, group: str | None, kind: ContributionKind) -> str:
    """The id of a new contribution; that of a group about a question is the same on every computer."""
    if kind is ContributionKind.GROUP and about is not None and group is not None:
        row_id = link_id(about.id, group, kind.value)
        if document.get(Contribution, row_id) is None:
            return row_id
    return new_id()


def _put(
    document: Document, transaction: Transaction, about: Question | None, contribution: Contribution, *, new: bool
) -> None:
    """Writes a contribution, a new one after the others; ``about``: the running session works on this question."""
    if about is not None:
        note_covered(document, transaction, about)
    if new:
        append(transaction, document.read.where(Contribution, question_id=contribution.question_id), contribution)
    else:
        transaction.put(contribution)


def _with_added(said: str, more: str) -> str:
    """A text with another one after it as a paragraph, unless it ends with that already."""
    if is_blank(more):
        return said
    if is_blank(said):
        return more
    said, more = said.rstrip(), more.strip()
    return said if f"\n\n{said}".endswith(f"\n\n{more}") else f"{said}\n\n{more}"


def _label(about: Question | None) -> Message:
    """The name of the step of undo that adds a contribution."""
    return Message("add note") if about is None else Message("add contribution to {number}", number=about.number)
