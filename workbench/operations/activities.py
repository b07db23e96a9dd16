"""Activities: what is to be done, ratings and priority, and the fields of Annex 9 (Part III)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.ids import link_id, new_id
from workbench.model.rows import Activity, ActivityIndicator, ActivityPerson, ActivityQuestion, Hand, Output, Rating
from workbench.model.vocabulary import Criterion, Level
from workbench.operations.assessment import existing_question
from workbench.operations.common import append, changed, drop_links, existing, invalid, known_references, move, set_links
from workbench.operations.inheriting import decided, made_from
from workbench.plan.order import read_activities

_GIVEN: Final = frozenset({"id", "output_id", "place", "rank", "confidential"})


def add_activity(
    document: Document, *, questions: Collection[str] = (), initiator: object | None = None, **values: Any
) -> str:
    """Adds an activity, linked to the questions that led to it; returns its id.

    It is confidential if the answer to one of them is. Raises :class:`~workbench.errors.InvalidValue` for an end before the
    start.
    """
    known_references(document, Activity, values)
    activity = in_order(changed(Activity(id=new_id()), values))
    known = [existing_question(document, question).id for question in questions]
    others = document.read.where(Activity, output_id=activity.output_id)
    with document.change(Message("add activity"), initiator=initiator) as transaction:
        append(transaction, others, made_from(document, activity, known))
        owner = ("activity_id", activity.id)
        set_links(document, transaction, ActivityQuestion, owner=owner, other="question_id", wanted=known)
    return activity.id


def edit_activity(document: Document, *, activity: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of an activity; under another output it is the last one.

    Raises :class:`~workbench.errors.InvalidValue` for an end before the start.
    """
    before = existing(document, Activity, activity)
    after = decided(document, before, in_order(changed(before, values)))
    known_references(document, Activity, values)
    others = document.read.where(Activity, output_id=after.output_id) if after.output_id != before.output_id else None
    merge_key = ("activity", activity, *sorted(values))
    with document.change(Message("change activity"), merge_key=merge_key, initiator=initiator) as transaction:
        if others is None:
            transaction.put(after)
        else:
            append(transaction, others, after)


def in_order(activity: Activity) -> Activity:
    """The activity. Raises :class:`~workbench.errors.InvalidValue` if it ends before it starts."""
    if activity.start_quarter and activity.end_quarter and activity.end_quarter < activity.start_quarter:
        raise invalid(Message("An activity cannot end before it starts."), Message("Change one of the two quarters."))
    return activity


def rate_activity(
    document: Document,
    *,
    activity: str,
    criterion: Criterion,
    level: Level | None,
    initiator: object | None = None,
) -> None:
    """Rates an activity on one criterion: low, medium or high; None removes the level."""
    _rate(document, activity, criterion, {"level": level}, initiator)


def note_rating(
    document: Document, *, activity: str, criterion: Criterion, note: str, initiator: object | None = None
) -> None:
    """Writes the reason for a rating."""
    _rate(document, activity, criterion, {"note": note}, initiator)


def mark_rating_confidential(
    document: Document, *, activity: str, criterion: Criterion, confidential: bool, initiator: object | None = None
) -> None:
    """Marks the reason for a rating confidential, or removes the mark; the level is shown as before."""
    _rate(document, activity, criterion, {"confidential": confidential}, initiator)


def _rate(document: Document, activity: str, criterion: Criterion, values: dict[str, Any], initiator: object | None) -> None:
    existing(document, Activity, activity)
    row_id = link_id(activity, criterion.value)
    known = document.get(Rating, row_id)
    before = known or Rating(id=row_id, activity_id=activity, criterion=criterion)
    after = changed(before, values)
    if known is None and after == before:
        return
    merge_key = ("rating", row_id, *values)
    with document.change(Message("rate activity"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(after)


def prioritize_activity(
    document: Document,
    *,
    activity: str,
    priority: Level | None,
    reason: str | None = None,
    initiator: object | None = None,
) -> None:
    """Sets the group's own priority, and its reason for another one than suggested (None: leaves the reason as it is)."""
    values: dict[str, Any] = {"priority": priority}
    if reason is not None:
        values["priority_reason"] = reason
    edit_activity(document, activity=activity, initiator=initiator, **values)


def set_activity_questions(
    document: Document, *, activity: str, questions: Collection[str], initiator: object | None = None
) -> None:
    """Sets the questions that led to an activity: exactly these.

    It becomes confidential if the answer to a question that it did not have before is, unless people have decided about it.
    """
    row = existing(document, Activity, activity)
    known = [existing_question(document, question).id for question in questions]
    before = {link.question_id for link in document.read.where(ActivityQuestion, activity_id=activity)}
    merge_key = ("questions of an activity", activity)
    with document.change(Message("change linked questions"), merge_key=merge_key, initiator=initiator) as transaction:
        owner = ("activity_id", activity)
        set_links(document, transaction, ActivityQuestion, owner=owner, other="question_id", wanted=known)
        transaction.put(made_from(document, row, (question for question in known if question not in before)))


def set_activity_indicators(
    document: Document, *, activity: str, indicators: Collection[str], initiator: object | None = None
) -> None:
    """Sets the indicators that measure an activity: exactly these."""
    existing(document, Activity, activity)
    with document.change(Message("change linked indicators"), initiator=initiator) as transaction:
        owner = ("activity_id", activity)
        set_links(document, transaction, ActivityIndicator, owner=owner, other="indicator_id", wanted=indicators)


def move_activity(
    document: Document, *, activity: str, output: str | None, index: int, initiator: object | None = None
) -> None:
    """Puts an activity under an output (None: not planned yet), at ``index``, from 0, among the activities there."""
    row = changed(existing(document, Activity, activity), {"output_id": output})
    if output is not None:
        existing(document, Output, output)
    siblings = document.read.where(Activity, output_id=output)
    with document.change(Message("move activity"), initiator=initiator) as transaction:
        move(transaction, siblings, row, index)


def rank_activity(document: Document, *, activity: str, index: int, initiator: object | None = None) -> None:
    """Puts an activity at ``index``, from 0, in the order of start; the others keep their order.

    Those before it that had no rank get one: to say what comes after them is to decide on them.
    """
    row = existing(document, Activity, activity)
    every = ranked(other for _, other in read_activities(document))
    others = [other for other in every if other.id != activity]
    index = max(0, min(index, len(others)))
    decided = [other for other in others if other.rank]
    with document.change(Message("change order of start"), initiator=initiator) as transaction:
        if index <= len(decided):
            move(transaction, [other for other in every if other.rank], row, index, by="rank")
        else:
            append(transaction, decided, *others[len(decided) : index], row, by="rank")


def ranked(activities: Iterable[Activity]) -> list[Activity]:
    """The activities in order of start; those without a rank come last, in the order given."""
    return sorted(activities, key=lambda activity: (not activity.rank, activity.rank, activity.id if activity.rank else ""))


def remove_activity(document: Document, *, activity: str, initiator: object | None = None) -> None:
    """Removes an activity with its ratings, raised hands, people and links."""
    existing(document, Activity, activity)
    with document.change(Message("remove activity"), initiator=initiator) as transaction:
        for rating in document.read.where(Rating, activity_id=activity):
            drop_links(document, transaction, Hand, rating_id=rating.id)
        for link_type in (ActivityPerson, Rating, ActivityQuestion, ActivityIndicator):
            drop_links(document, transaction, link_type, activity_id=activity)
        transaction.drop(Activity, activity)


def is_empty(document: Document, activity: str) -> bool:
    """Whether nobody has written or decided anything in an activity.

    Its place in the plan, the question it follows from and its mark do not count: they say nothing without a title.
    """
    row = document.get(Activity, activity)
    if row is None or any(getattr(row, name) for name in declared(Activity) if name not in _GIVEN):
        return False
    kinds = (Rating, ActivityPerson, ActivityIndicator)
    return not any(document.read.where(kind, activity_id=activity) for kind in kinds)
