"""What the window says about the running session: its number, start, duration so far, participants and areas."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from ui.link.bridge import DocumentBridge
from ui.link.language import current
from workbench.document.document import Document
from workbench.document.session_times import Forgotten, minutes_of, present_at, session_number
from workbench.language.dates import Day, duration
from workbench.language.i18n import Message
from workbench.model.moments import local
from workbench.model.rows import Contributor, Session, SessionArea

NONE_RUNS: Final = Message("No session is running.")
HINT: Final = Message("A session that you start here records its date, time and areas automatically.")


def _so_far(document: Document, session: Session) -> Message:
    return duration(minutes_of(document, session, document.now()))


def running_for(document: Document, session: Session) -> Message:
    """Since when a session has been running and how long it has taken, for the head of the page."""
    number, so_far = session_number(document, session.id), _so_far(document, session)
    if session.minutes is not None:
        return Message("Session {number} continues · {duration} so far", number=number, duration=so_far)
    if not session.start_time:
        return Message("Session {number} is running · {duration}", number=number, duration=so_far)
    today = session.date == f"{document.now().astimezone():%Y-%m-%d}"
    day_too = Message("{date}, {time}", date=Day(session.date), time=session.start_time)
    since = session.start_time if today else day_too
    return Message(
        "Session {number} has been running since {since} · {duration}", number=number, since=since, duration=so_far
    )


def in_session(document: Document, session: Session) -> Message:
    """The same in a few words, for the status bar."""
    number, so_far = session_number(document, session.id), _so_far(document, session)
    return Message("In session {number} · {duration}", number=number, duration=so_far)


def begun(document: Document, session: str) -> Message:
    """Says that a session has started."""
    return Message("Session {number} has started. Date and time are recorded.", number=session_number(document, session))


def ended(document: Document, session: str) -> Message:
    """Says that a session has ended, and how long it was."""
    row = document.get(Session, session)
    minutes = row.minutes or 0 if row is not None else 0
    took = duration(minutes) if minutes else Message("less than a minute")
    return Message(
        "Session {number} has ended. Duration: {duration}.", number=session_number(document, session), duration=took
    )


def who_is_there(document: Document, session: Session) -> Message:
    """How many of the contributors are ticked as participants."""
    present, known = len(present_at(document, session.id)), len(document.read.every(Contributor))
    if not known:
        return Message("No people have been entered yet. Add them on the page People.")
    if not present:
        return Message("No participants yet: tick who is here.")
    return Message("Participants: {present} of {known}.", present=present, known=known)


def what_is_covered(bridge: DocumentBridge, session: Session) -> Message:
    """Which areas a session has covered so far."""
    covered = {row.area_id for row in bridge.document.read.where(SessionArea, session_id=session.id)}
    titles = [entry.title for entry in bridge.cached_content.checklist.areas if entry.id in covered]
    if not titles:
        return Message("No area is covered yet: an area is recorded when one of its questions is answered.")
    return Message("Areas covered so far: {areas}.", areas=current().listed(titles, titles=True))


def not_ended(document: Document, forgotten: Forgotten) -> Message:
    """Says that a session was not ended, and when the last change was made."""
    number = session_number(document, forgotten.session.id)
    at, now = local(forgotten.at) or forgotten.at, document.now().astimezone()
    time = f"{at:%H:%M}"
    if at.date() == now.date():
        return Message("Session {number} was not ended; the last change was today at {time}.", number=number, time=time)
    if at.date() == now.date() - timedelta(days=1):
        return Message("Session {number} was not ended; the last change was yesterday at {time}.", number=number, time=time)
    date = Day(f"{at:%Y-%m-%d}")
    return Message(
        "Session {number} was not ended; the last change was on {date} at {time}.", number=number, date=date, time=time
    )
