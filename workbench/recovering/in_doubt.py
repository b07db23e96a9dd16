"""What is still in doubt in an assessment that was recovered: to go through it, and to accept it as it is.

An answer is in doubt as long as the note is open that the recovery has left at it. Any other row is, as long as it has the
mark that the recovery has set because nobody could read whether there was one, and the note about all these is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import (
    ROW_TYPES,
    Answer,
    Contribution,
    Contributor,
    Markable,
    Question,
)
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind, MeasureStatus
from workbench.operations.common import changed, invalid
from workbench.operations.inheriting import decided, people_change
from workbench.recovering.notes import note_id
from workbench.storage.past import changed_together_with
from workbench.storage.rows import Transaction
from workbench.system.frozen import frozen

_MARK: Final = "confidential"


@frozen
class InDoubt:
    """A row to look at. ``marked``: the recovery has marked it confidential, and nobody has taken the mark off.

    ``note`` is the open note at an answer; None for other rows.
    """

    row: Markable
    marked: bool
    note: Contribution | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it is an answer without a text and a status: perhaps nothing was lost."""
        row = self.row
        return isinstance(row, Answer) and is_blank(row.text) and row.status is MeasureStatus.NOT_JUDGED


def in_doubt(document: Document) -> tuple[InDoubt, ...]:
    """The answers in doubt in the order of their questions, then the other rows that the recovery has marked."""
    notes = {row.id: row for row in document.read.where(Contribution, kind=ContributionKind.NOTE.value)}
    answers: dict[str, Answer] = {row.question_id: row for row in document.read.every(Answer)}
    others = notes.get(note_id(document.read.assessment().id))
    known = {note_id(row.id) for row in answers.values()} | ({others.id} if others is not None else set())
    found = notes.keys() & known
    if not any(not notes[row_id].done for row_id in found):
        return ()
    marked = changed_together_with(document.read.connection, Contribution.table, found, _MARK)
    return (*_answers(document, answers, notes, marked), *(_others(document, marked) if others and not others.done else ()))


def _answers(
    document: Document, answers: dict[str, Answer], notes: dict[str, Contribution], marked: set[tuple[str, str]]
) -> Iterator[InDoubt]:
    for question in document.read.every(Question):
        row = answers.get(question.id)
        note = notes.get(note_id(row.id)) if row is not None else None
        if row is not None and note is not None and not note.done:
            yield InDoubt(row, row.is_confidential and (row.table, row.id) in marked, note)


def _others(document: Document, marked: set[tuple[str, str]]) -> Iterator[InDoubt]:
    for kind in ROW_TYPES:
        if not issubclass(kind, Markable) or kind is Answer:
            continue
        for row in document.read.every(kind):
            if row.is_confidential and (row.table, row.id) in marked:
                yield InDoubt(row, marked=True)


def what_marks_mean(count: int) -> Message:
    """What is said before anybody decides about so many marks."""
    return Message(
        "{count} part is confidential only because the recovery could not read whether it was. Without the mark, it is in "
        "public editions and in the projector view.",
        "{count} parts are confidential only because the recovery could not read whether they were. Without the marks, they "
        "are in public editions and in the projector view.",
        count=count,
    )


def how_many_marks(chosen: Collection[InDoubt]) -> int:
    """How many of these are confidential only because nobody could read whether they were."""
    return sum(each.marked for each in chosen)


def accept(
    document: Document, *, chosen: Collection[InDoubt], take_marks_off: bool, initiator: object | None = None
) -> None:
    """Accepts what was recovered as it is; one step of undo. The notes at answers are then done.

    With ``take_marks_off`` the chosen rows are no longer confidential: ask first, and say how many. What people have marked
    themselves stays so. Other rows than answers stay in the list with their mark until all of them are accepted.
    Raises InvalidValue if nothing is chosen.
    """
    if not chosen:
        raise invalid(Message("Nothing is selected."), Message("Select what you have looked at."))
    still = {each.row.id for each in in_doubt(document) if each.note is None}
    finished = still and still <= {each.row.id for each in chosen}
    label = Message("accept {count} recovered part", "accept {count} recovered parts", count=len(chosen))
    with document.change(label, initiator=initiator) as transaction:
        if take_marks_off:
            _open(document, transaction, chosen)
        for each in chosen:
            note = transaction.get(Contribution, each.note.id) if each.note is not None else None
            if note is not None:
                transaction.put(replace(note, done=True))
        rest = transaction.get(Contribution, note_id(document.read.assessment().id)) if finished else None
        if rest is not None:
            transaction.put(replace(rest, done=True))


def _open(document: Document, transaction: Transaction, chosen: Collection[InDoubt]) -> None:
    """Takes the marks off: first from people, since groups and sessions inherit from them unless they are chosen, too."""
    people = [each for each in chosen if each.marked and isinstance(each.row, Contributor)]
    with people_change(document, transaction, matters=bool(people)):
        for each in people:
            _open_one(document, transaction, each.row)
    for each in chosen:
        if each.marked and each not in people:
            _open_one(document, transaction, each.row)


def _open_one(document: Document, transaction: Transaction, row: Markable) -> None:
    now = transaction.get(type(row), row.id)
    if now is not None:
        transaction.put(decided(document, now, changed(now, {_MARK: False})))
