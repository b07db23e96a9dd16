"""Which session runs, when it started, how long it has taken, whether somebody forgot to end it; and which are planned."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from workbench.document.document import Document
from workbench.model.changes import ChangeKind
from workbench.model.moments import moment
from workbench.model.rows import Session, SessionParticipant
from workbench.model.texts import is_blank
from workbench.system.frozen import frozen

_SILENCE: Final = timedelta(minutes=20)
"""A file that is opened again after a shorter time was closed during the session: nobody forgot to end it."""

_RUNS: Final = "1"
"""``running`` as the history has it."""

_A_DAY: Final = timedelta(days=1)

_REPLAYED: Final = frozenset({ChangeKind.UNDONE, ChangeKind.REDONE})


@frozen
class Forgotten:
    """A session that still runs though nobody has worked for a while; ``at`` is the time of the last change."""

    session: Session
    at: datetime


def running_session(document: Document) -> Session | None:
    """The session that runs now, or None."""
    return next(iter(document.read.where(Session, running=1)), None)


def session_number(document: Document, session: str) -> int:
    """The place of a session in the register, from 1; 0 for an unknown id."""
    ids = [row.id for row in document.read.every(Session)]
    return ids.index(session) + 1 if session in ids else 0


def present_at(document: Document, session: str) -> list[str]:
    """The ids of the contributors at a session."""
    return [link.contributor_id for link in document.read.where(SessionParticipant, session_id=session)]


def moment_of(session: Session) -> datetime | None:
    """When a session started, in the time zone of this computer; None if the file does not say."""
    if not session.date or not session.start_time:
        return None
    return moment(f"{session.date}T{session.start_time}")


def is_to_come(session: Session, at: datetime) -> bool:
    """Whether the day of a session, or its time on this day, is after a moment (an aware time), and it does not run yet."""
    begins = moment_of(session) or moment(f"{session.date}T00:00")
    return not session.running and begins is not None and begins > at


def is_planned(session: Session, at: datetime) -> bool:
    """Whether a session has not taken place at a moment: it is to come, or has neither a duration nor results.

    The duration of a session to come is the intended one.
    """
    silent = session.minutes is None and is_blank(session.results)
    return is_to_come(session, at) or (silent and not session.running)


def can_begin(session: Session, at: datetime) -> bool:
    """Whether a session can start at a moment: it has not taken place yet, or it started at most a day before."""
    if session.running:
        return False
    if session.minutes is None or is_planned(session, at):
        return True
    began = moment_of(session)
    return began is not None and at - began <= _A_DAY


def minutes_of(document: Document, session: Session, at: datetime) -> int:
    """How many minutes a session has taken at a moment, without the time between an end and a new start.

    The first stretch counts from the date and time in the row, which people may have corrected; a later one from the moment
    of the new start.
    """
    if not session.running:
        return session.minutes or 0
    began = moment_of(session) if session.minutes is None else None
    began = began or _started(document, session)
    passed = round((at - began) / timedelta(minutes=1)) if began is not None else 0
    return (session.minutes or 0) + max(0, passed)


def _started(document: Document, session: Session) -> datetime | None:
    """When somebody last started a session, from the history. To undo its end is not a start."""
    entries = document.read.history(session, "running")
    starts = [entry.stamp.at for entry in entries if entry.new == _RUNS and entry.stamp.kind not in _REPLAYED]
    return moment(starts[-1]) if starts else None


def forgotten_session(document: Document) -> Forgotten | None:
    """The session that nobody ended before the file was closed or the power failed. Ask only when a file is opened."""
    session = running_session(document)
    last = document.read.last_change() if session is not None else None
    if session is None or last is None:
        return None
    at = moment(last.at)
    return Forgotten(session, at) if at is not None and document.now() - at > _SILENCE else None
