"""The button in the status bar that says, on every page, that a session is running and for how long."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.icons import icon
from ui.pages.sessions.session_clock import SessionClock
from ui.pages.sessions.session_words import in_session
from workbench.document.session_times import running_session
from workbench.language.i18n import Message


class SessionLine(QPushButton):
    """Hidden while no session is running. Signal ``wanted`` carries the id of the session to lead to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: DocumentBridge | None = None
        self.setObjectName("session-line")
        self.setIcon(icon("timer", "link"))
        self.setToolTip(tip(tr(Message("Go to the running session"))))
        self.clock = SessionClock(self, self.tell_time)
        self.clicked.connect(self._go)
        self.hide()

    def show_session(self, bridge: DocumentBridge | None) -> None:
        """Shows the running session of a file; hidden when there is no file or no running session."""
        self._bridge = bridge
        runs = bridge is not None and running_session(bridge.document) is not None
        self.clock.run(on=runs)
        self.setVisible(runs)
        self.tell_time()

    def tell_time(self) -> None:
        """Says how long the session has taken; the clock calls this every half minute."""
        bridge = self._bridge
        running = running_session(bridge.document) if bridge is not None and not bridge.closed else None
        if bridge is not None and running is not None:
            text = tr(in_session(bridge.document, running))
            self.setText(text)
            self.setAccessibleName(text)

    def _go(self) -> None:
        bridge = self._bridge
        running = running_session(bridge.document) if bridge is not None and not bridge.closed else None
        if running is not None:
            self.wanted.emit(running.id)
