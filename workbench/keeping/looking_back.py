"""What an automatic copy has that the open assessment has not, question by question, and how to bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from workbench.checklist.progress import answers_by_question, progress_of
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import InvalidValue
from workbench.keeping.folder import KeptCopy
from workbench.language.i18n import Message
from workbench.language.sizes import told_size
from workbench.model.limits import ALL_STORED_BYTES
from workbench.model.rows import (
    ROW_TYPES,
    Answer,
    Contribution,
    Contributor,
    Markable,
    Question,
    QuestionId,
    Row,
    RowT,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality
from workbench.storage import stored_bytes
from workbench.storage.earlier_texts import removed_rows
from workbench.storage.rows import Transaction
from workbench.system.frozen import frozen

_OF_A_QUESTION = (Answer, Contribution)


@frozen
class PartDifference:
    """A contribution in a copy that is gone or changed now. ``author`` is the id of a group or a person, if any."""

    contribution: str
    author: str | None
    then: str
    now: str


@frozen
class QuestionDifference:
    """A question with another answer, or other contributions, than in a copy; the texts are those of the answer.

    ``parts`` are contributions that could be brought back.
    """

    question: QuestionId
    number: str
    then: str
    now: str
    parts: tuple[PartDifference, ...] = ()


@frozen
class LookedInto:
    """What is in a copy: answered and included questions; the differences to now; and the other rows that differ."""

    answered: int
    questions: int
    differences: tuple[QuestionDifference, ...]
    elsewhere: int


def open_copy(copy: KeptCopy) -> Document:
    """The copy, open for reading only; its file is not changed. Raises what :meth:`Document.open` raises."""
    return Document.open(copy.path, read_only=True)


def look_into(document: Document, then: Document) -> LookedInto:
    """Compares the open assessment with a copy of it. Raises InvalidValue for a copy of another assessment."""
    _must_be_the_same(document, then)
    answers = answers_by_question(then.read.every(Answer))
    progress = progress_of(read_checklist(then).questions, answers)
    rows = sum(
        len(_rows(document, kind).items() ^ _rows(then, kind).items()) for kind in ROW_TYPES if kind not in _OF_A_QUESTION
    )
    return LookedInto(progress.answered, progress.total, tuple(_different(document, then)), rows)


def _rows(document: Document, kind: type[Row]) -> dict[str, Row]:
    return {row.id: row for row in document.read.every(kind)}


def _different(document: Document, then: Document) -> Iterator[QuestionDifference]:
    said = [{row.question_id: row for row in one.read.every(Answer)} for one in (document, then)]
    heard = [_by_question(one) for one in (document, then)]
    for question in document.read.every(Question):
        now, before = (answers.get(QuestionId(question.id)) for answers in said)
        parts = [voices.get(question.id) for voices in heard]
        if now != before or parts[0] != parts[1]:
            old, new = ("" if answer is None else answer.text for answer in (before, now))
            here, there = (part or {} for part in parts)
            yield QuestionDifference(QuestionId(question.id), question.number, old, new, tuple(_parts(here, there)))


def _parts(here: dict[str, Contribution], there: dict[str, Contribution]) -> Iterator[PartDifference]:
    for row in there.values():
        now = here.get(row.id)
        if row != now:
            author = row.group_id or row.contributor_id
            yield PartDifference(row.id, author, row.text, now.text if now is not None else "")


def _by_question(document: Document) -> dict[str | None, dict[str, Contribution]]:
    found: dict[str | None, dict[str, Contribution]] = {}
    for row in document.read.every(Contribution):
        found.setdefault(row.question_id, {})[row.id] = row
    return found


def bring_back_answer(document: Document, then: Document, *, question: str, initiator: object | None = None) -> None:
    """Makes the answer to one question what it was in a copy, with the contributions that are gone since; one step of undo.

    What is confidential now stays so. Contributions that were changed or added since stay as they are.
    Raises InvalidValue for a copy of another assessment, or one that does not have this question.
    """
    _must_be_the_same(document, then)
    before, now = then.read.answer(question), document.read.answer(question)
    row = document.get(Question, question)
    if before is None or now is None or row is None:
        raise _refused(Message("That copy does not have this question."), Message("Choose another copy."))
    session = before.agreed_session_id
    known = session if session is not None and document.get(Session, session) is not None else None
    marks = _Marks(document)
    with document.change(Message("bring back answer {number}", number=row.number), initiator=initiator) as transaction:
        transaction.put(replace(marks.kept(before), id=now.id, agreed_session_id=known))
        for part in then.read.where(Contribution, question_id=question):
            if document.get(Contribution, part.id) is None and _is_said_by_somebody(document, part):
                transaction.put(marks.kept(part))


def bring_back_contribution(
    document: Document, then: Document, *, contribution: str, initiator: object | None = None
) -> None:
    """Makes one contribution what it was in a copy; one step of undo. What is confidential now stays so.

    Raises InvalidValue for a copy of another assessment, one that does not have this contribution, and where the group or
    the person who said it is gone: nobody could tell whose it is.
    """
    _must_be_the_same(document, then)
    before = then.get(Contribution, contribution)
    about = document.get(Question, before.question_id) if before is not None and before.question_id else None
    if before is None or about is None:
        raise _refused(Message("That copy does not have this contribution."), Message("Choose another copy."))
    if not _is_said_by_somebody(document, before):
        raise _refused(
            Message("The group or the person who said it is no longer in the register."),
            Message("Add them again, or bring everything back."),
        )
    label = Message("bring back a contribution to {number}", number=about.number)
    with document.change(label, initiator=initiator) as transaction:
        transaction.put(_Marks(document).kept(before))


def _is_said_by_somebody(document: Document, part: Contribution) -> bool:
    """Whether the group and the person of a contribution are still there; without them nobody could tell whose it is."""
    group = part.group_id is None or document.get(WorkingGroup, part.group_id) is not None
    return group and (part.contributor_id is None or document.get(Contributor, part.contributor_id) is not None)


def bring_back_all(document: Document, then: Document, *, initiator: object | None = None) -> None:
    """Makes everything what it was in a copy; one step of undo. What has become confidential since then stays so.

    The bytes of attachments that are no longer in the file come with them. Raises InvalidValue for a copy of another
    assessment, or when the attachments together would be too large.
    """
    _must_be_the_same(document, then)
    lacking, marks = _lacking_bytes(document, then), _Marks(document)
    with document.change(Message("bring back a copy"), initiator=initiator) as transaction:
        # first what is referred to, then what refers to it; and away with the newer rows in the other order
        for kind in ROW_TYPES:
            for row in then.read.every(kind):
                transaction.put(marks.kept(row))
        for content in lacking:
            data = stored_bytes.content(then.read.connection, content)
            if data is not None:
                transaction.store_bytes(data)
        for kind in reversed(ROW_TYPES):
            _drop_what_is_new(document, then, transaction, kind)


def _lacking_bytes(document: Document, then: Document) -> list[str]:
    """What names the attachments whose bytes only the copy has. Raises InvalidValue if there is no room for them."""
    here, there = (stored_bytes.sizes(one.read.connection) for one in (document, then))
    lacking = [content for content in there if content not in here]
    if sum(here.values()) + sum(there[content] for content in lacking) > ALL_STORED_BYTES:
        raise _refused(
            Message("The attachments in this assessment would take more than {size}.", size=told_size(ALL_STORED_BYTES)),
            Message("Save the copy as a file instead."),
        )
    return lacking


class _Marks:
    """What is confidential in the open assessment, or was when it was removed: nothing of it comes back open."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._removed: dict[str, set[str]] = {}

    def kept(self, row: RowT) -> RowT:
        """A row of a copy; if the same row is confidential now, this one is, too: somebody has decided so since."""
        if not isinstance(row, Markable) or row.is_confidential:
            return row
        now = self._document.get(type(row), row.id)
        if now is not None:
            return cast(RowT, replace(row, confidential=now.confidential)) if now.is_confidential else row
        if row.id not in self._hidden_when_removed(type(row)):
            return row
        return cast(RowT, replace(row, confidential=Confidentiality.INHERITED))

    def _hidden_when_removed(self, kind: type[Row]) -> set[str]:
        known = self._removed.get(kind.table)
        if known is None:
            removed = removed_rows(self._document.read.connection, kind).items()
            known = {row_id for row_id, said in removed if Confidentiality.of(said.get("confidential") or "").hides}
            self._removed[kind.table] = known
        return known


def _drop_what_is_new(document: Document, then: Document, transaction: Transaction, kind: type[Row]) -> None:
    there = {row.id for row in then.read.every(kind)}
    for row in document.read.every(kind):
        if row.id not in there:
            transaction.drop(kind, row.id)


def _must_be_the_same(document: Document, then: Document) -> None:
    if document.read.assessment().id != then.read.assessment().id:
        raise _refused(Message("That is a copy of another assessment."), Message("Choose a copy of this one."))


def _refused(what: Message, advice: Message) -> InvalidValue:
    return InvalidValue(what, safe=Message("Nothing was changed."), advice=advice)
