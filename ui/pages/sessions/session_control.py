"""Starts and ends a session, from anywhere in the window. What is typed is written first, and both can be undone."""

from __future__ import annotations

from datetime import datetime

from ui.link.bridge import DocumentBridge
from ui.pages.sessions.session_words import begun, ended
from workbench.document.session_times import running_session
from workbench.operations.sessions import start_session, stop_session


def start(bridge: DocumentBridge, session: str | None = None) -> str | None:
    """Starts a new session, or one of the register. Returns its id; None when that was refused."""
    if bridge.read_only or not bridge.flush():
        return None
    row_id = bridge.call(start_session, session=session)
    if row_id is not None:
        bridge.offer_undo(begun(bridge.document, row_id))
    return row_id


def end(bridge: DocumentBridge, session: str, at: datetime | None = None) -> bool:
    """Ends a session, now or at an earlier moment. Returns whether it has ended."""
    if bridge.read_only or not bridge.flush() or not bridge.run(stop_session, session=session, at=at):
        return False
    bridge.offer_undo(ended(bridge.document, session))
    return True


def start_or_end(bridge: DocumentBridge) -> None:
    """Ends the running session; starts a new one when none is running."""
    running = running_session(bridge.document)
    if running is None:
        start(bridge)
    else:
        end(bridge, running.id)
