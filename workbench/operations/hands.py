"""Raised hands: how many people are for each level of a rating, or for each status of a question.

A count never becomes a level or a status by itself: the group agrees (Part III, step 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.document.document import Document
from workbench.document.session_times import running_session
from workbench.language.i18n import Message
from workbench.model.ids import link_id
from workbench.model.limits import MOST_HANDS, is_day
from workbench.model.moments import local
from workbench.model.raised_hands import impossible_count, read_hands
from workbench.model.rows import Activity, Hand, QuestionId, Rating
from workbench.model.vocabulary import Criterion, HandChoice, Level, MeasureStatus
from workbench.operations.assessment import existing_question
from workbench.operations.common import existing
from workbench.operations.sessions import note_covered
from workbench.storage.rows import Transaction


def count_hands(
    document: Document,
    *,
    activity: str,
    criterion: Criterion,
    hands: Mapping[Level, int],
    initiator: object | None = None,
) -> None:
    """Sets the raised hands for levels of one criterion; levels that are not named stay as they were.

    If one count changes, those named are of today and of the running session. Raises
    :class:`~workbench.errors.InvalidValue` for a number below 0 or above :data:`~workbench.model.limits.MOST_HANDS`.
    """
    existing(document, Activity, activity)
    rating = link_id(activity, criterion.value)
    rows = _recounted(document, [_empty(HandChoice(level), rating, rating_id=rating) for level in hands], hands)
    with document.change(Message("count raised hands"), merge_key=("hands", rating), initiator=initiator) as transaction:
        if rows and document.get(Rating, rating) is None:
            transaction.put(Rating(id=rating, activity_id=activity, criterion=criterion))
        _put(document, transaction, rows)


def count_hands_on_question(
    document: Document, *, question: str, hands: Mapping[MeasureStatus, int], initiator: object | None = None
) -> None:
    """Sets the raised hands for statuses of a question; statuses that are not named stay as they were.

    If one count changes, those named are of today and of the running session. Raises
    :class:`~workbench.errors.InvalidValue` like :func:`count_hands`, and ValueError for "no status yet", for which nobody
    can be.
    """
    row = existing_question(document, question)
    about = QuestionId(row.id)
    rows = _recounted(document, [_empty(HandChoice(status), about, question_id=about) for status in hands], hands)
    label = Message("count raised hands for {number}", number=row.number)
    with document.change(label, merge_key=("hands", row.id), initiator=initiator) as transaction:
        if rows:
            note_covered(document, transaction, row)
        _put(document, transaction, rows)


def count_line_on_question(document: Document, *, question: str, line: str, initiator: object | None = None) -> None:
    """Sets the raised hands for all statuses of a question from a line such as ``2 7 3``; a blank line is nobody.

    Raises what :func:`~workbench.model.raised_hands.read_hands` raises.
    """
    count_hands_on_question(document, question=question, hands=read_hands(line), initiator=initiator)


def _empty(choice: HandChoice, subject: str, *, rating_id: str | None = None, question_id: QuestionId | None = None) -> Hand:
    """The row of a choice before anybody has counted."""
    return Hand(id=link_id(subject, choice.value), rating_id=rating_id, question_id=question_id, choice=choice)


def _recounted(
    document: Document, empty: list[Hand], hands: Mapping[Level, int] | Mapping[MeasureStatus, int]
) -> list[Hand]:
    """The rows as they are counted today; none if they are counted so already."""
    counts = [*hands.values()]
    if any(not 0 <= count <= MOST_HANDS for count in counts):
        raise impossible_count()
    known = (document.get(Hand, row.id) for row in empty)
    if counts == [0 if row is None else row.count for row in known]:
        return []
    today, running = _today(document), running_session(document)
    session = None if running is None else running.id
    return [replace(row, count=count, date=today, session_id=session) for row, count in zip(empty, counts, strict=True)]


def _today(document: Document) -> str:
    """The day of the document's clock; empty if it is none, as on a computer whose clock stopped before 1970."""
    now = local(document.now())
    day = f"{now:%Y-%m-%d}" if now is not None else ""
    return day if is_day(day) else ""


def _put(document: Document, transaction: Transaction, rows: list[Hand]) -> None:
    """Writes the rows; nobody for a choice is no row."""
    for row in rows:
        if row.count:
            transaction.put(row)
        elif document.get(Hand, row.id) is not None:
            transaction.drop(Hand, row.id)
