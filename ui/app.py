"""Starts the window."""

from __future__ import annotations

import gc
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.frame import identity
from ui.frame.cloud_remark import CloudRemark
from ui.frame.main_window import PROGRAM, MainWindow
from ui.frame.open_places import OpenPlaces
from ui.link import enumerations, language
from ui.link.recent_files import RecentFiles
from ui.look import style
from workbench.storage.engine import warm_up
from workbench.system.own_files import SHORT_NAME

if TYPE_CHECKING:
    from ui.frame.mistakes import Mistakes


def build_window(path: Path | None, memory: RecentFiles | None = None) -> MainWindow:
    """The main window with a file open, or with the start page; not shown yet.

    It needs a QApplication and sets nothing that is shared with other windows. The window tells why a file cannot be opened.
    """
    window = MainWindow(memory)
    CloudRemark(window)
    OpenPlaces(window)
    if path is None:
        window.show_start()
    else:
        window.open_file(path)
    # the bar measures its lines, which have words now: later, that would make a second layout of the whole window necessary
    QApplication.sendPostedEvents(window.statusBar(), QEvent.Type.LayoutRequest)
    return window


def run(path: Path | None, *, quit_when_ready: bool = False, mirrored: bool = False) -> int:
    """Opens the window and returns its exit status when it is closed.

    ``mirrored``: from right to left in every language; ``quit_when_ready``: closes it after the first paint.
    """
    identity.stand_alone()
    application = QApplication([*sys.argv[:1], *style.ARGUMENTS])
    application.setApplicationName(PROGRAM)
    application.setApplicationDisplayName(PROGRAM)
    application.setDesktopFileName(SHORT_NAME)
    memory = RecentFiles()
    language.speak(application, language.chosen_language(memory.language))
    if mirrored:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    style.start(application, memory.theme, memory.zoom)
    window = build_window(path, memory)
    mistakes = Watch(window)
    window.painted.connect(_settle)
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, window.window_actions.words.begin))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(identity.give_icon, application)))
    if quit_when_ready:
        window.painted.connect(window.close)
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(_listen, application, window)))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(_announce, window)))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, _clear_copies))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, mistakes.begin))
    window.show()
    status = application.exec()
    if application.clipboard().ownsClipboard():
        application.shutdown()  # hands to the system what was copied; for nothing else every object has to be taken apart
    mistakes.start_again(mirrored=mirrored)
    return status


def _listen(application: QApplication, window: MainWindow) -> None:
    """From now on, the program stores what is typed before a signal or the end of the user's session ends it."""
    from ui.frame.stopping import Stopping

    Stopping(application, window)


def _announce(window: MainWindow) -> None:
    """From now on, screen readers are told what they would not notice."""
    from ui.frame.announcer import Announcer

    Announcer(window)


_IDLE_MILLISECONDS = 300
"""How long after the first paint the rest is loaded: before anybody has typed a word."""


def _clear_copies() -> None:
    """Removes copies of attachments that a crash has left."""
    from workbench.storage.private_copies import clear_forsaken

    clear_forsaken()


def _settle() -> None:
    """Turns the garbage collector on again. What exists by now lives as long as the window, so it need not be examined."""
    enumerations.end()
    gc.enable()
    gc.freeze()
    QTimer.singleShot(_IDLE_MILLISECONDS, warm_up)


class Watch:
    """Hears of mistakes of the program from the start; what tells of them is loaded later, or when needed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._mistakes: Mistakes | None = None
        sys.excepthook = lambda *mistake: self.begin().note(*mistake)
        threading.excepthook = self._on_thread

    def _on_thread(self, given: threading.ExceptHookArgs) -> None:
        if self._mistakes is not None:  # made on the main thread only
            self._mistakes.note(given.exc_type, given.exc_value, given.exc_traceback)

    def begin(self) -> Mistakes:
        """What follows them."""
        if self._mistakes is None:
            from ui.frame.mistakes import Mistakes

            self._mistakes = Mistakes(self._window, self._window.close)
        return self._mistakes

    def start_again(self, *, mirrored: bool) -> None:
        """Starts the program again, if somebody asked for it."""
        again = self._mistakes.again if self._mistakes is not None else None
        if again is None:
            return
        from ui.link.again import start

        start([*filter(None, [again]), *(["--mirrored"] if mirrored else [])])
