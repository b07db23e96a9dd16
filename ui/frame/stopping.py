"""Ended from outside: by the system that shuts down, by a log-off, by a signal. What is typed is stored first."""

from __future__ import annotations

import contextlib
import signal
import socket
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from types import FrameType

    from PySide6.QtGui import QSessionManager

    from ui.frame.storing import Storing

_NAMES: Final = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
"""Those that ask a program to end, as far as the system has them. Nothing can be done about the closing of a console window
on Windows: the system ends the program as soon as Python has noted the event, before any line of ours runs."""


class StoppedWindow(Protocol):
    """What is asked of the window when the program is ended."""

    @property
    def widget(self) -> QMainWindow:
        """The window as Qt knows it."""
        ...

    @property
    def storing(self) -> Storing:
        """What stores in it."""
        ...

    def close_anyway(self) -> None:
        """Closes without what could not be stored."""
        ...


class Stopping(QObject):
    """Stores before the program ends: make it once the window stands. At the end the signals do what they did before.

    Python notes a signal at once and runs its handler between two lines of Python; while Qt waits for events there are
    none. So each signal also writes a byte to a socket that Qt listens to.
    """

    def __init__(self, application: QApplication, window: StoppedWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._asked = False
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)  # noqa: FBT003  the only way
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._wakeup = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._before = {}
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._note)
        application.commitDataRequest.connect(self._session_ends)
        application.aboutToQuit.connect(self._quits)

    def _quits(self) -> None:
        self._window.storing.store_everything()
        self.give_back()

    def give_back(self) -> None:
        """Signals do again what they did before."""
        if not self._notifier.isEnabled():
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in (self._reading, self._writing):
            end.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        """The byte in the socket says that there was a signal: storing must not begin between two lines of anything."""

    def _heard(self) -> None:
        with contextlib.suppress(OSError):
            self._reading.recv(64)
        again, self._asked = self._asked, True
        stored = self._window.storing.store_everything()
        if stored or again:
            self._end(stored=stored)
        else:
            # nobody can be asked by a signal, and a text would be lost: the window stays and says why; the next one ends it
            self._window.widget.close()

    def _end(self, *, stored: bool) -> None:
        if stored:
            self._window.widget.close()
        else:
            self._window.close_anyway()
        QApplication.exit(0)  # to quit asks the windows, and one that stays would keep the program running

    def _session_ends(self, manager: QSessionManager) -> None:
        if not self._window.storing.store_everything() and manager.allowsInteraction():
            manager.cancel()
            self._window.widget.close()
