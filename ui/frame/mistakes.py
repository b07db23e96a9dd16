"""Follows mistakes of the program while the window is open: one calm dialog, however many there are.

Qt and Python call a hook for every exception that nobody caught: from a slot, from the painting of a widget, from another
thread. Nothing is shown from there, since a dialog in the middle of painting would be painted, too: the hook only notes.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.frame.mistake_dialog import Account, MistakeDialog
from workbench.document.document import Document, lies_there
from workbench.language.i18n import Message
from workbench.system.mistakes import place, places

if TYPE_CHECKING:
    from ui.frame.storing_window import StoringWindow
    from ui.link.bridge import DocumentBridge

CALM_SECONDS: Final = 60.0
"""So long after a dialog, another mistake is told in the message bar."""


class Mistakes(QObject):
    """The mistakes of the program in this window. ``dialog`` is the one that is shown.

    ``again`` is the file to open after a restart that somebody asked for ("" without a file), None if nobody did. ``close``
    closes the window and returns whether it is closed; ``clock`` counts seconds.
    """

    _noted = Signal(str, str)

    def __init__(
        self, window: StoringWindow, close: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(window.widget)
        self._window, self._close, self._clock = window, close, clock
        self._known: set[str] = set()
        self._closed_at: float | None = None
        self.dialog: MistakeDialog | None = None
        self.again: str | None = None
        # not at once: the hook is called in the middle of anything, on any thread
        self._noted.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The hook. It raises nothing, and is fast for what is known: a mistake may be made at each painting."""
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        with contextlib.suppress(Exception):
            where = place(error, trace)
            self._noted.emit(where, "" if where in self._known else "\n".join(places(error)))

    def _hear(self, where: str, details: str) -> None:
        new = where not in self._known
        self._known.add(where)
        if self.dialog is not None:
            if new:
                self.dialog.add(details)
        elif new and not self._was_told_lately():
            self._show(details)
        else:
            self._tell_in_the_bar(details or where)

    def _was_told_lately(self) -> bool:
        return self._closed_at is not None and self._clock() - self._closed_at < CALM_SECONDS

    def _tell_in_the_bar(self, details: str) -> None:
        """Tells without a dialog; only once while the bar says it, because painting the bar may be the mistake."""
        notice = self._window.bar.notice
        if notice is None or not notice.details:
            self._window.messages.bug(details)

    def _show(self, details: str) -> None:
        try:
            dialog = self.dialog = MistakeDialog(self._window.widget, self.account(), details)
            dialog.restart.connect(self._restart)
            dialog.elsewhere.connect(self._save_elsewhere)
            dialog.finished.connect(self._ended)
            dialog.open()
        except Exception:  # noqa: BLE001  whatever is broken, somebody must hear of it
            self.dialog = None
            self._tell_in_the_bar(details)

    def _ended(self, _result: int) -> None:
        self.dialog, self._closed_at = None, self._clock()

    # What is saved

    def account(self) -> Account:
        """Stores what can be stored, looks whether it is in the file, and says so in words."""
        bridge = self._window.bridge
        if bridge is None or bridge.closed:
            return Account(Message("No file is open."), saved=True)
        if bridge.read_only:
            return Account(Message("The file is open for reading only. Nothing in it was changed."), saved=True)
        saved = bridge.store_what_can_be() and _is_in_the_file(bridge)
        path = bridge.document.path
        if not lies_there(path):
            return Account(
                Message("The file {name} is not where it was. Save your work elsewhere.", name=path.name), saved=False
            )
        at = bridge.document.saved_at
        if at is None:
            told = Message("Nothing was saved since the file was opened, because nothing was changed.")
            if not saved:
                told = Message("The file is as it was when it was opened.")
        else:
            told = Message("Your work is saved up to {time}.", time=f"{at.astimezone():%H:%M}")
        if saved:
            return Account(told, saved=True)
        return Account(Message("{told} Not saved: {what}.", told=told, what=_what_waits(bridge)), saved=False)

    def _save_elsewhere(self) -> None:
        # when the dialog is gone, because another one is shown
        QTimer.singleShot(0, self, self._offer_elsewhere)

    def _offer_elsewhere(self) -> None:
        bridge = self._window.bridge
        if bridge is not None and bridge.way_out is not None:
            bridge.way_out()

    def _restart(self) -> None:
        bridge = self._window.bridge
        path: Path | None = bridge.document.path.absolute() if bridge is not None and not bridge.closed else None
        self.again = str(path) if path is not None else ""
        if not self._close():
            self.again = None


def _is_in_the_file(bridge: DocumentBridge) -> bool:
    """Whether the file is as it was left."""
    try:
        Document.remember(bridge.document)
    except Exception:  # noqa: BLE001  the disk, or the program
        return False
    return True


def _what_waits(bridge: DocumentBridge) -> tuple[Message, ...] | Message:
    """What is typed and not in the file, in words."""
    with contextlib.suppress(Exception):
        if bridge.held:
            return tuple(bridge.held)
    return Message("the last change")
