"""Stores what is typed when the program is ended from outside: by a shutdown, a log-off or a signal."""

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
"""The signals that ask a program to end, where the system has them. Nothing can be done when a console window is closed on
Windows: the system ends the program as soon as Python has noted the event, before any line of ours runs."""


class StoppedWindow(Protocol):
    """What is needed from the window when the program is ended."""

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
    """Stores before the program ends: make it once the window is shown. At the end it gives the signals back.

    Python notes a signal at once but runs its handler only between two lines of Python, of which there are none while Qt
    waits for events. So each signal also writes a byte to a socket that Qt listens to.
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
        """Restores what the signals did before."""
        if not self._notifier.isEnabled():
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in (self._reading, self._writing):
            end.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        """Does nothing: the byte in the socket tells of the signal, because storing must not start between any two lines."""

    def _heard(self) -> None:
        with contextlib.suppress(OSError):
            self._reading.recv(64)
        again, self._asked = self._asked, True
        stored = self._window.storing.store_everything()
        if stored or again:
            self._end(stored=stored)
        else:
            # a signal can ask nobody, and a text would be lost: the window stays and says why; the next signal ends it
            self._window.widget.close()

    def _end(self, *, stored: bool) -> None:
        if stored:
            self._window.widget.close()
        else:
            self._window.close_anyway()
        QApplication.exit(0)  # quit() asks the windows, and one that stays open would keep the program running

    def _session_ends(self, manager: QSessionManager) -> None:
        if not self._window.storing.store_everything() and manager.allowsInteraction():
            manager.cancel()
            self._window.widget.close()
