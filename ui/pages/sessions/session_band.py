"""The band above the register of sessions: the running session, its participants and areas, and buttons to start and end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.icons import icon
from ui.look.style import GAP, ROOM, TIGHT
from ui.pages.page import paragraph
from ui.pages.sessions.session_clock import SessionClock
from ui.pages.sessions.session_control import end, start
from ui.pages.sessions.session_words import HINT, NONE_RUNS, running_for, what_is_covered, who_is_there
from workbench.document.session_times import can_begin, is_planned, running_session, session_number
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Session

_TABLES = frozenset({"sessions", "session_participants", "session_areas", "contributors", "areas", "wordings"})


class SessionBand(QFrame):
    """Signal ``wanted`` carries the id of a session that the register should show: it has just started, or was asked for."""

    wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chosen = ""
        self.setProperty("role", "section")
        self.state: QLabel = paragraph("", "heading3")
        self.told: QLabel = paragraph("", "help")
        self.main = QPushButton(self)
        self.main.setProperty("role", "main")
        self.main.setToolTip(tip(tr(Message("Press F12 on any page"))))
        self.other = QPushButton(tr(Message("Start the selected session")), self)
        self._lay_out()
        self.main.clicked.connect(self.press_main)
        self.other.clicked.connect(self.press_other)
        self.clock = SessionClock(self, self.tell_time)
        bridge.changed.connect(self._on_changes)
        self.show_state()

    def choose(self, session: str) -> None:
        """Notes which session is selected in the register; "" for none."""
        self._chosen = session
        self._show_other()

    def press_main(self) -> None:
        """Starts a new session, or ends the one that runs."""
        running = running_session(self._bridge.document)
        if running is not None:
            self.wanted.emit(running.id)
            end(self._bridge, running.id)
            return
        self._started(start(self._bridge))

    def press_other(self) -> None:
        """Starts the selected session; while one runs, leads to that one."""
        running = running_session(self._bridge.document)
        if running is not None:
            self.wanted.emit(running.id)
        elif self._chosen:
            self._started(start(self._bridge, self._chosen))

    def tell_time(self) -> None:
        """Says since when the session has been running; the clock calls this every half minute."""
        running = None if self._bridge.closed else running_session(self._bridge.document)
        if running is not None:
            self.state.setText(tr(running_for(self._bridge.document, running)))

    def show_state(self) -> None:
        """Shows what runs, and what can be done."""
        document = self._bridge.document
        running = running_session(document)
        self.clock.run(on=running is not None)
        writable = not self._bridge.read_only
        self.main.setVisible(writable)
        if running is None:
            self.state.setText(tr(NONE_RUNS))
            self.told.setText(tr(HINT))
            self._dress_main(Message("Start a session now"), "play")
        else:
            self.tell_time()
            self.told.setText(f"{tr(who_is_there(document, running))} {tr(what_is_covered(self._bridge, running))}")
            self._dress_main(Message("End the session"), "stop")
        self.told.setVisible(writable or running is not None)
        self._show_other()

    def _started(self, row_id: str | None) -> None:
        if row_id is not None:
            self.wanted.emit(row_id)

    def _dress_main(self, text: Message, sign: str) -> None:
        self.main.setText(tr(text))
        self.main.setIcon(icon(sign, "on_accent"))

    def _show_other(self) -> None:
        text = None if self._bridge.closed else self._other_text()
        self.other.setVisible(text is not None)
        if text is not None:
            self.other.setText(tr(text))

    def _other_text(self) -> Message | None:
        document = self._bridge.document
        running = running_session(document)
        if running is not None:
            number = session_number(document, running.id)
            return Message("Show session {number}", number=number) if self._chosen != running.id else None
        row = document.get(Session, self._chosen) if self._chosen else None
        if row is None or self._bridge.read_only or not can_begin(row, document.now()):
            return None
        number = session_number(document, row.id)
        if row.minutes is not None and not is_planned(row, document.now()):
            return Message("Continue session {number}", number=number)
        return Message("Start session {number}", number=number)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(self.state)
        words.addWidget(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(ROOM, GAP, ROOM, GAP)
        row.setSpacing(ROOM)
        row.addLayout(words, 1)
        buttons = QVBoxLayout()  # one above the other: with large text there is no room for both beside the words
        buttons.setSpacing(TIGHT)
        for button in (self.main, self.other):
            buttons.addWidget(button)
        row.addLayout(buttons)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.tables.isdisjoint(_TABLES):
            self.show_state()
