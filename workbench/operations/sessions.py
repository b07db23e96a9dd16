"""Sessions: the meetings as the register keeps them, and as they happen (Part II, step 6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from workbench.document.document import Document
from workbench.document.session_times import can_begin, minutes_of, running_session
from workbench.language.i18n import Message
from workbench.model.limits import MOST_MINUTES
from workbench.model.rows import Question, Section, Session, SessionArea, SessionParticipant
from workbench.operations.common import (
    changed,
    drop_links,
    existing,
    invalid,
    link_id,
    new_id,
    next_place,
    set_links,
)
from workbench.storage.rows import Transaction


def start_session(document: Document, *, session: str | None = None, initiator: object | None = None) -> str:
    """A session begins now: a new one, or one of the register; returns its id.

    Date and time are those of the document's clock, at the place of the computer. A session that was ended before goes on:
    it keeps them, and the minutes to come are added. One session runs at a time: another that still runs is ended in the
    same change. Raises :class:`~workbench.errors.InvalidValue` for a session that ended on another day.
    """
    before = (
        Session(id=new_id(), place=next_place(document, Session))
        if session is None
        else existing(document, Session, session)
    )
    if before.running:
        return before.id
    now = document.now().astimezone()
    values: dict[str, Any] = {"running": True}
    if before.minutes is None:
        values |= {"date": f"{now:%Y-%m-%d}", "start_time": f"{now:%H:%M}"}
    elif not can_begin(before, now):
        raise invalid(Message("This session was on another day."), Message("Start a new session instead."))
    others = document.read.where(Session, running=1)
    with document.change(Message("start session"), initiator=initiator) as transaction:
        for other in others:
            transaction.put(_ended(document, other, now))
        transaction.put(changed(before, values))
    return before.id


def stop_session(document: Document, *, session: str, at: datetime | None = None, initiator: object | None = None) -> None:
    """A session ends, now or at a moment before (an aware time): its minutes are counted.

    A session that does not run stays as it is.
    """
    before = existing(document, Session, session)
    if not before.running:
        return
    with document.change(Message("end session"), initiator=initiator) as transaction:
        transaction.put(_ended(document, before, at or document.now()))


def _ended(document: Document, session: Session, at: datetime) -> Session:
    return changed(session, {"running": False, "minutes": min(minutes_of(document, session, at), MOST_MINUTES)})


def note_covered(document: Document, transaction: Transaction, question: Question) -> None:
    """Notes, inside a change that writes an answer, that the running session covers the area of its question."""
    running = running_session(document)
    section = document.get(Section, question.section_id) if running is not None else None
    if running is None or section is None:
        return
    if not document.read.where(SessionArea, session_id=running.id, list_id=section.list_id):
        row_id = link_id(running.id, section.list_id)
        transaction.put(SessionArea(id=row_id, session_id=running.id, list_id=section.list_id))


def add_session(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds a meeting; returns the id. Raises :class:`~workbench.errors.InvalidValue` for a wrong date or duration."""
    session = changed(Session(id=new_id(), place=next_place(document, Session)), values)
    _check_minutes(session)
    with document.change(Message("add session"), initiator=initiator) as transaction:
        transaction.put(session)
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
    """Says who was present: exactly these."""
    existing(document, Session, session)
    with document.change(Message("change participants"), initiator=initiator) as transaction:
        owner = ("session_id", session)
        set_links(document, transaction, SessionParticipant, owner=owner, other="contributor_id", wanted=contributors)


def set_session_areas(document: Document, *, session: str, areas: Collection[str], initiator: object | None = None) -> None:
    """Says which areas a session covered: exactly these."""
    existing(document, Session, session)
    with document.change(Message("change covered areas"), initiator=initiator) as transaction:
        set_links(document, transaction, SessionArea, owner=("session_id", session), other="list_id", wanted=areas)


def remove_session(document: Document, *, session: str, initiator: object | None = None) -> None:
    """Removes a session; undo brings it back."""
    existing(document, Session, session)
    with document.change(Message("remove session"), initiator=initiator) as transaction:
        drop_links(document, transaction, SessionParticipant, session_id=session)
        drop_links(document, transaction, SessionArea, session_id=session)
        transaction.drop(Session, session)
