"""Sessions: the register of meetings, and the session that runs now (Part II, step 6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from workbench.document.document import Document
from workbench.document.session_times import can_begin, is_planned, minutes_of, running_session
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.limits import MOST_MINUTES
from workbench.model.rows import Answer, Hand, Question, Section, Session, SessionArea, SessionParticipant
from workbench.operations.common import append, changed, drop_links, existing, invalid, set_links
from workbench.operations.inheriting import people_change
from workbench.storage.rows import Transaction


def start_session(document: Document, *, session: str | None = None, initiator: object | None = None) -> str:
    """Starts a session now, a new one or one of the register; returns its id.

    It gets the date and time of the document's clock, in the time zone of the computer; the duration of a planned one is
    from now on its planned duration. A session that has ended before continues: it keeps its date and time, and its next
    minutes are added. Only one session runs at a time: another one ends in the same change. Raises
    :class:`~workbench.errors.InvalidValue` for a session that ended on another day.
    """
    before = Session(id=new_id()) if session is None else existing(document, Session, session)
    if before.running:
        return before.id
    now = document.now().astimezone()
    values: dict[str, Any] = {"running": True}
    if before.minutes is None or is_planned(before, now):
        intended = before.minutes if before.planned_minutes is None else before.planned_minutes
        values |= {"date": f"{now:%Y-%m-%d}", "start_time": f"{now:%H:%M}", "minutes": None, "planned_minutes": intended}
    elif not can_begin(before, now):
        raise invalid(Message("This session was on another day."), Message("Start a new session instead."))
    every = document.read.every(Session)
    after = changed(before, values)
    with document.change(Message("start session"), initiator=initiator) as transaction:
        for other in every:
            if other.running:
                transaction.put(_ended(document, other, now))
        if session is None:
            append(transaction, every, after)
        else:
            transaction.put(after)
    return before.id


def stop_session(document: Document, *, session: str, at: datetime | None = None, initiator: object | None = None) -> None:
    """Ends a session, now or at an earlier moment (an aware time), and sets its duration.

    A session that does not run is not changed.
    """
    before = existing(document, Session, session)
    if not before.running:
        return
    with document.change(Message("end session"), initiator=initiator) as transaction:
        transaction.put(_ended(document, before, at or document.now()))


def _ended(document: Document, session: Session, at: datetime) -> Session:
    return changed(session, {"running": False, "minutes": min(minutes_of(document, session, at), MOST_MINUTES)})


def note_covered(document: Document, transaction: Transaction, question: Question) -> None:
    """Notes, as part of another change, that the running session covers the area of a question."""
    running = running_session(document)
    section = document.get(Section, question.section_id) if running is not None else None
    if running is None or section is None:
        return
    if not document.read.where(SessionArea, session_id=running.id, area_id=section.area_id):
        row_id = link_id(running.id, section.area_id)
        transaction.put(SessionArea(id=row_id, session_id=running.id, area_id=section.area_id))


def add_session(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds a session; returns its id. Raises :class:`~workbench.errors.InvalidValue` for a wrong date or duration."""
    session = changed(Session(id=new_id()), values)
    _check_minutes(session)
    others = document.read.every(Session)
    with document.change(Message("add session"), initiator=initiator) as transaction:
        append(transaction, others, session)
    return session.id


def edit_session(document: Document, *, session: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of a session. Raises :class:`~workbench.errors.InvalidValue` for a wrong date or duration."""
    after = changed(existing(document, Session, session), values)
    _check_minutes(after)
    merge_key = ("session", session, *sorted(values))
    with document.change(Message("change session"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(after)


def _check_minutes(session: Session) -> None:
    told = (minutes for minutes in (session.minutes, session.planned_minutes) if minutes is not None)
    if not all(0 <= minutes <= MOST_MINUTES for minutes in told):
        raise invalid(
            Message("A session lasts between 0 minutes and a day."),
            Message("Write the duration in minutes, for example 90."),
        )


def set_session_participants(
    document: Document, *, session: str, contributors: Collection[str], initiator: object | None = None
) -> None:
    """Sets the participants of a session: exactly these. It inherits if only confidential people were at it before."""
    existing(document, Session, session)
    label = Message("change participants")
    with document.change(label, initiator=initiator) as transaction, people_change(document, transaction):
        owner = ("session_id", session)
        set_links(document, transaction, SessionParticipant, owner=owner, other="contributor_id", wanted=contributors)


def set_session_areas(document: Document, *, session: str, areas: Collection[str], initiator: object | None = None) -> None:
    """Sets the areas that a session covered: exactly these."""
    existing(document, Session, session)
    with document.change(Message("change covered areas"), initiator=initiator) as transaction:
        set_links(document, transaction, SessionArea, owner=("session_id", session), other="area_id", wanted=areas)


def remove_session(document: Document, *, session: str, initiator: object | None = None) -> None:
    """Removes a session with its links to participants and areas. What was agreed and counted in it stays."""
    existing(document, Session, session)
    with document.change(Message("remove session"), initiator=initiator) as transaction:
        drop_links(document, transaction, SessionParticipant, session_id=session)
        drop_links(document, transaction, SessionArea, session_id=session)
        for answer in document.read.where(Answer, agreed_session_id=session):
            transaction.put(changed(answer, {"agreed_session_id": None}))
        for hand in document.read.where(Hand, session_id=session):
            transaction.put(changed(hand, {"session_id": None}))
        transaction.drop(Session, session)
