"""Starts the window."""

from __future__ import annotations

import gc
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.frame import identity
from ui.frame.cloud_remark import CloudRemark
from ui.frame.main_window import PROGRAM, MainWindow
from ui.frame.open_places import OpenPlaces
from ui.link import enumerations, language
from ui.link.messages import Messages
from ui.link.recent_files import RecentFiles
from ui.look import style
from workbench.storage.engine import warm_up
from workbench.system.own_files import SHORT_NAME


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
    _tell_bugs(window.messages)
    window.painted.connect(_settle)
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, window.window_actions.words.begin))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(identity.give_icon, application)))
    if quit_when_ready:
        window.painted.connect(window.close)
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(_listen, application, window)))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, partial(_announce, window)))
    window.painted.connect(partial(QTimer.singleShot, _IDLE_MILLISECONDS, _clear_copies))
    window.show()
    status = application.exec()
    if application.clipboard().ownsClipboard():
        application.shutdown()  # hands to the system what was copied; for nothing else every object has to be taken apart
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


def _tell_bugs(messages: Messages) -> None:
    """Tells of a bug in one calm sentence. Its details can be copied, and hold no text of the user."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        lines = (f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace))
        messages.bug("\n".join([*lines, kind.__name__, *getattr(error, "__notes__", ())]))

    sys.excepthook = told
