"""Watches the running session from outside the pages: shows it in the status bar, and asks about a forgotten one.

It is made with the window, so it imports nothing until the window is shown; the line is made when a session runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workbench.model.changes import Changes

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge
    from ui.link.window import SessionWindow
    from ui.pages.sessions.session_line import SessionLine
    from workbench.document.session_times import Forgotten

_LATER_MS: Final = 400


class SessionWatch(QObject):
    """Attribute ``line``: the button in the status bar; None before a session has run."""

    def __init__(self, window: SessionWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.line: SessionLine | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.look)
        window.painted.connect(self._later.start)
        window.file_changed.connect(self._on_file)

    def toggle(self) -> None:
        """Starts a session, or ends the one that runs."""
        if self._window.bridge is not None:
            from ui.pages.sessions.session_control import start_or_end

            start_or_end(self._window.bridge)

    def look(self) -> None:
        """Called after a file was opened: asks about a session that nobody ended, and shows one that is running."""
        bridge = self._bridge()
        if bridge is None:
            return
        from workbench.document.session_times import forgotten_session

        forgotten = forgotten_session(bridge.document)
        if forgotten is not None:
            self._ask(bridge, forgotten)
        self._show_line()

    def _bridge(self) -> DocumentBridge | None:
        """The open file; None when it is read-only, because no session can run in it."""
        bridge = self._window.bridge
        return None if bridge is None or bridge.read_only else bridge

    def _on_file(self) -> None:
        if self.line is not None:
            self.line.show_session(None)
        bridge = self._bridge()
        if bridge is None:
            return
        bridge.changed.connect(self._on_changes)
        if self._window.widget.isVisible():
            self._later.start()

    def _on_changes(self, changes: Changes) -> None:
        if "sessions" in changes.tables:
            self._show_line()

    def _show_line(self) -> None:
        bridge = self._bridge()
        if bridge is None:
            return
        from workbench.document.session_times import running_session

        if self.line is None and running_session(bridge.document) is not None:
            self.line = self._made_line()
        if self.line is not None:
            self.line.show_session(bridge)

    def _made_line(self) -> SessionLine:
        from functools import partial

        from ui.link.stages import Stage
        from ui.pages.sessions.session_line import SessionLine

        line = SessionLine(self._window.widget)
        line.wanted.connect(partial(self._window.go, Stage.SESSIONS))
        self._window.widget.statusBar().insertPermanentWidget(2, line)  # beside the name of the file
        return line

    def _ask(self, bridge: DocumentBridge, forgotten: Forgotten) -> None:
        from functools import partial

        from ui.pages.sessions.session_control import end
        from ui.pages.sessions.session_words import not_ended
        from workbench.language.i18n import Message

        bridge.messages.warning(
            not_ended(bridge.document, forgotten),
            action=Message("End the session at that time"),
            run=partial(end, bridge, forgotten.session.id, forgotten.at),
            close=Message("Keep it running"),
        )
