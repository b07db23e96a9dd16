"""Contributions: what groups and people say about a question beside the agreed answer, and notes that are kept for later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.rows import Contribution, Question, QuestionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind
from workbench.operations.answers import existing_answer
from workbench.operations.assessment import existing_question
from workbench.operations.common import append, changed, existing, invalid, known_references
from workbench.operations.inheriting import decided, made_with, pass_on, pass_to_answer, said_by_others
from workbench.operations.sessions import note_covered
from workbench.storage.rows import Transaction

_JUDGED: Final = frozenset({"status", "priority", "causes", "confidential"})
"""The fields that are changed alone, beside the text and whether a note is done; kind and author belong together."""


def add_contribution(
    document: Document,
    *,
    question: str | None,
    text: str = "",
    kind: ContributionKind | None = None,
    group: str | None = None,
    contributor: str | None = None,
    initiator: object | None = None,
    **judged: Any,
) -> str:
    """Adds what a group, a person, or somebody without a name says about a question; returns its id.

    ``judged`` are its status, priority and causes, and its mark "confidential".

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
    contribution = changed(before, {"text": _with_added(before.text, text), **_only_judged(judged)})
    with document.change(_label(about), initiator=initiator) as transaction:
        if contribution != known:
            pass_to_answer(document, transaction, before, contribution)
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
    """Changes what a contribution says, its status, priority and causes, its mark "confidential", or that a note is done.

    If it becomes confidential, so do the answer that took its text and what follows from that, unless people have decided.
    Raises :class:`~workbench.errors.InvalidValue` if something else than a note would be done. Another field is a mistake
    of the program (KeyError).
    """
    _only_judged({name: value for name, value in values.items() if name not in ("text", "done")})
    before = existing(document, Contribution, contribution)
    after = decided(document, before, changed(before, values))
    if after.done and after.kind is not ContributionKind.NOTE:
        raise invalid(Message("Only a note can be marked as done."), Message("Change its kind to a note first."))
    merge_key = ("contribution", contribution, *sorted(values))
    with document.change(Message("change contribution"), merge_key=merge_key, initiator=initiator) as transaction:
        pass_to_answer(document, transaction, before, after)
        transaction.put(after)


def change_kind(document: Document, *, contribution: str, kind: ContributionKind, initiator: object | None = None) -> str:
    """Changes in which part somebody speaks; returns the id, which is another one for what a group says or has said.

    Raises :class:`~workbench.errors.InvalidValue` if it does not fit: a note about no question stays a note, a group
    speaks with one voice about a question, and only bringing copies together makes a text of another copy.
    """
    before = existing(document, Contribution, contribution)
    return _recast(document, before, replace(before, kind=kind), initiator)


def change_author(
    document: Document,
    *,
    contribution: str,
    group: str | None = None,
    contributor: str | None = None,
    initiator: object | None = None,
) -> str:
    """Changes who says it: a group, a person, or nobody by name; returns the id, as :func:`change_kind` does.

    Raises what :func:`change_kind` raises.
    """
    before = existing(document, Contribution, contribution)
    after = replace(before, group_id=group, contributor_id=contributor)
    if after != before and before.kind is ContributionKind.NOT_CHOSEN:
        raise invalid(Message("This is the text of another copy."), Message("Change its kind first."))
    return _recast(document, before, after, initiator)


def _recast(document: Document, before: Contribution, after: Contribution, initiator: object | None) -> str:
    """Writes a contribution with another kind or author, under another id where the id follows from these."""
    if after == before:
        return before.id
    _fitting_kind(after.kind, after.question_id, after.group_id, after.contributor_id)
    known_references(document, Contribution, {"group_id": after.group_id, "contributor_id": after.contributor_id})
    about = None if after.question_id is None else existing_question(document, after.question_id)
    of_group = ContributionKind.GROUP in (before.kind, after.kind)
    if after.kind is ContributionKind.GROUP and _voice_of_group(document, about, after.group_id) is not None:
        raise invalid(
            Message("This working group has a contribution to this question already."), Message("Add the text to that one.")
        )
    done = after.done and after.kind is ContributionKind.NOTE
    row_id = _new_id(document, about, after.group_id, after.kind) if of_group else before.id
    after = replace(said_by_others(document, before, after), id=row_id, done=done)
    with document.change(Message("change contribution"), initiator=initiator) as transaction:
        if row_id != before.id:
            transaction.drop(Contribution, before.id)
        pass_to_answer(document, transaction, before, after)
        transaction.put(after)
    return row_id


def take_contribution(document: Document, *, contribution: str, initiator: object | None = None) -> None:
    """Adds the text of a contribution at the end of the agreed answer.

    The answer becomes confidential if the contribution is, or if only confidential people say it. A text that stands there
    already is not added again. An answer that people have marked, or whose confidentiality they have lifted, keeps their
    decision. Raises :class:`~workbench.errors.InvalidValue` for a note about no question.
    """
    taken = existing(document, Contribution, contribution)
    if taken.question_id is None:
        raise invalid(Message("This note is about no question."), Message("Write it into an answer yourself."))
    if is_blank(taken.text):
        return
    row, before = existing_answer(document, taken.question_id)
    after = made_with(document, changed(before, {"text": _with_added(before.text, taken.text)}), taken)
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


def _only_judged(values: dict[str, Any]) -> dict[str, Any]:
    """The values, if these are fields that are changed alone. Raises KeyError."""
    if not _JUDGED.issuperset(values):
        raise KeyError(*values)
    return values


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
