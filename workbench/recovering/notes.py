"""The notes that a recovery leaves in the assessment: at each answer that is in doubt, and one about all the rest.

A note is what people already have for what must not be forgotten: it stands at its question, waits until somebody has dealt
with it, and no table had to change for it. A second text of an answer stays as one that was not chosen, as when two copies
are brought together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from workbench.document.document import Document
from workbench.language.dates import At
from workbench.language.i18n import Message, Translator
from workbench.model.declared import declared
from workbench.model.ids import link_id, new_id
from workbench.model.limits import TEXT_CHARACTERS
from workbench.model.order_keys import inserted
from workbench.model.rows import Answer, Contribution, Markable, QuestionId, Row
from workbench.model.texts import is_blank
from workbench.model.vocabulary import Confidentiality, ContributionKind
from workbench.recovering.assembling import Added, Assembly, Whence
from workbench.recovering.outcome import OtherRows

UNSURE: Final = (Whence.COPY, Whence.DOUBTFUL, Whence.LOST)
"""Where a row comes from that somebody should look at."""


def note_id(subject: str) -> str:
    """The id of the note about an answer in doubt, or, with the id of the assessment, of that about all the rest.

    By it the note is found again, in whatever language it is written and whatever people make of its text.
    """
    return link_id(subject, "recovered")


def as_it_was_found(document: Document, added: Added) -> Row:
    """A row without the mark that is set only because nobody can read whether there was one.

    The mark is set in a change of its own, with the notes: so the history tells it from the marks that people set.
    """
    row = added.row
    if added.whence not in UNSURE or not isinstance(row, Markable):
        return row
    there = document.get(type(row), row.id)
    return replace(row, confidential=there.confidential if there is not None else Confidentiality.OPEN)


def notes_about(
    document: Document, assembly: Assembly, others: OtherRows, at: datetime | None, translate: Translator
) -> Iterator[Contribution]:
    """The notes, each at the end of what was contributed to its question; ``at`` is the time of the automatic copy.

    A note of an earlier recovery gets the new words below its own.
    """
    places = _Places(document)
    for added in assembly.added.values():
        if isinstance(added.row, Answer) and added.whence in UNSURE:
            question = added.row.question_id
            about = replace(_note(question, translate(_about_answer(added, at))), id=note_id(added.row.id))
            yield _below_the_earlier(document, places.last(about))
            if not is_blank(added.other):
                yield places.last(replace(_note(question, added.other), kind=ContributionKind.NOT_CHOSEN, done=False))
    for row in assembly.dropped:
        text = "\n".join(_texts_of(row))
        if not is_blank(text):
            yield places.last(_note(None, f"{translate(_NOWHERE)}\n\n{text}"[:TEXT_CHARACTERS]))
    if others:
        about = replace(_note(None, translate(_look_through(others))), id=note_id(document.read.assessment().id))
        yield _below_the_earlier(document, places.last(about))


class _Places:
    """Gives a place at the end of what stands at a question."""

    def __init__(self, document: Document) -> None:
        self._keys: dict[str | None, list[str]] = {}
        for row in document.read.every(Contribution):
            self._keys.setdefault(row.question_id, []).append(row.place)

    def last(self, note: Contribution) -> Contribution:
        known = self._keys.setdefault(note.question_id, [])
        self._keys[note.question_id] = inserted(known, len(known))
        return replace(note, place=self._keys[note.question_id][-1])


def _below_the_earlier(document: Document, note: Contribution) -> Contribution:
    known = document.get(Contribution, note.id)
    if known is None or is_blank(known.text):
        return note
    return replace(note, text=f"{known.text.rstrip()}\n\n{note.text}"[:TEXT_CHARACTERS])


def _note(question: QuestionId | None, text: str) -> Contribution:
    kind, closed = ContributionKind.NOTE, Confidentiality.MARKED
    return Contribution(id=new_id(), question_id=question, kind=kind, text=text, confidential=closed)


def _about_answer(added: Added, at: datetime | None) -> Message:
    if added.whence is Whence.DOUBTFUL:
        return Message(
            "This answer comes from a damaged file and is perhaps not as it was written. Check it; it is confidential "
            "until you take the mark off."
        )
    if added.whence is Whence.COPY and at is not None:
        return Message(
            "This answer could not be read in the damaged file. It is as it was in the automatic copy of {time}. Check "
            "whether something was written later; it is confidential until you take the mark off.",
            time=At(at),
        )
    return Message(
        "What stood here could not be read in the damaged file. If there was an answer, write it again; it is "
        "confidential until you take the mark off."
    )


_NOWHERE: Final = Message("This was in a damaged file, and nobody can say any more where it belongs:")


def _look_through(others: OtherRows) -> Message:
    return Message(
        "This assessment was recovered from a damaged file. On other pages some things were lost or are perhaps not as they "
        "were written: {parts}. Where they could be, they are marked as confidential. Look through people, sessions, "
        "documents, plan and indicators.",
        parts=others.all_told(),
    )


def _texts_of(row: Row) -> Iterator[str]:
    """What people wrote in a row."""
    for name, field in declared(type(row)).items():
        if field.written and name != "id" and not is_blank(getattr(row, name) or ""):
            yield getattr(row, name)
