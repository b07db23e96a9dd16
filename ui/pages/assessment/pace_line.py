"""What is unanswered, the time needed for it at the speed of today, and the time left in the running session."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.page import column, paragraph
from workbench.checklist.progress import is_answered
from workbench.document.pace import Pace, pace_of, start_of_day
from workbench.document.session_times import moment_of
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Answer, Session, SessionArea

_MINUTE_MS = 60_000
_LATER_MS = 1_000


class PaceLine(QWidget):
    """A line for the facilitator. It counts when there is time, never while somebody types or moves to another question."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.label: QLabel = paragraph("", "count")
        column(self).addWidget(self.label)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.count)
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self.count)
        bridge.changed.connect(self._on_changes)

    def showEvent(self, event: QShowEvent) -> None:
        """Starts to count."""
        super().showEvent(event)
        self._later.start()
        self._clock.start()

    def count(self) -> None:
        """Counts again, if the line is visible."""
        if not self.isVisible() or self._bridge.closed:
            self._clock.stop()
            return
        parts = [_left(pace := self._pace()), _speed(pace), self._session(pace)]
        self.label.setText("\n".join(tr(part) for part in parts if part is not None))

    def _pace(self) -> Pace:
        content, document = self._bridge.cached_content, self._bridge.document
        done, total = content.count(content.checklist.questions)
        since = start_of_day(document.now().astimezone()).isoformat(timespec="milliseconds")
        answered = frozenset(row.id for row in content.answers.values() if is_answered(row))
        return pace_of(document.read.written_since(Answer, "text", since), answered=answered, left=total - done)

    def _session(self, pace: Pace) -> Message | None:
        read = self._bridge.document.read
        running = next(iter(read.where(Session, running=1)), None)
        if running is None:
            return None
        areas = {row.area_id for row in read.where(SessionArea, session_id=running.id)}
        entries = [entry for entry in self._bridge.cached_content.checklist.areas if entry.id in areas]
        done, total = self._bridge.cached_content.count(question for entry in entries for question in entry.questions)
        left = _time_left(running, self._bridge.document.now())
        if left is None:
            return Message("Unanswered in the areas of this session: {count}", count=total - done) if entries else None
        if pace.each is None:
            return Message("Time left in this session: {minutes} min", minutes=left)
        room = int(timedelta(minutes=left) / pace.each)
        return Message(
            "Time left in this session: {minutes} min, enough for {count} answer",
            "Time left in this session: {minutes} min, enough for {count} answers",
            minutes=left,
            count=room,
        )

    def _on_changes(self, changes: Changes) -> None:
        if not changes.tables.isdisjoint({"answers", "questions", "sessions", "session_areas"}):
            self._later.start()


def _left(pace: Pace) -> Message:
    if not pace.left:
        return Message("Every question is answered.")
    return Message("{count} question unanswered", "{count} questions unanswered", count=pace.left)


def _speed(pace: Pace) -> Message | None:
    if pace.each is None or pace.needed is None or not pace.left:
        return None
    return Message(
        "Answers today: {done}, {minutes} min each; time needed for the rest: {hours}",
        done=pace.answered,
        minutes=max(1, round(pace.each / timedelta(minutes=1))),
        hours=_hours(pace.needed),
    )


def _hours(needed: timedelta) -> Message:
    minutes = round(needed / timedelta(minutes=10)) * 10
    if minutes < _AN_HOUR:
        return Message("about {minutes} min", minutes=max(10, minutes))
    return Message("about {hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


_AN_HOUR = 60


def _time_left(session: Session, now: datetime) -> int | None:
    """Minutes until the planned end of a running session; None when no duration was planned."""
    started = moment_of(session)
    if session.planned_minutes is None or started is None:
        return None
    passed = round((now - started) / timedelta(minutes=1))
    return max(0, session.planned_minutes - passed)
