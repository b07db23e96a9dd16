"""The screens of the computer: which there are beside the one of the window, and when one is plugged in or out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLED_MS = 300
"""The system moves windows a moment after a screen has come or gone; after this time the view is placed once more."""


class Screens(QObject):
    """Tells of screens that come and go, and puts windows on them. ``changed``: the screens have changed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gone: QScreen | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED_MS)
        self._later.timeout.connect(self._look_again)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101  there is no projector view without one
        application.screenAdded.connect(self._come)
        application.screenRemoved.connect(self._go)
        application.primaryScreenChanged.connect(self._tell)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._tell)

    def others(self, window: QWidget) -> list[QScreen]:
        """The screens without the window. One that shows (a part of) the same picture is not another screen."""
        own = self.own(window)
        there = [screen for screen in QGuiApplication.screens() if screen not in (own, self._gone)]
        return [screen for screen in there if own is None or not screen.geometry().intersects(own.geometry())]

    def own(self, window: QWidget) -> QScreen | None:
        """The screen on which a window is."""
        screen = window.screen()
        return screen if screen is not self._gone else QGuiApplication.primaryScreen()

    def name_of(self, screen: QScreen) -> str:
        """What a screen is known by from one start to the next."""
        known = (screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber())
        return " ".join(filter(None, known))

    def put(self, view: QWidget, screen: QScreen) -> None:
        """Shows the projector view full screen on a screen.

        Not by ``showFullScreen``: that makes a window the active one, whatever its attributes say. One that is shown is
        hidden first, because a system may refuse to move a window that fills a screen.
        """
        if view.isVisible() and view.screen() is not screen:
            view.hide()
        view.setScreen(screen)
        view.setGeometry(screen.geometry())
        view.setWindowState(Qt.WindowState.WindowFullScreen)
        view.show()

    def move(self, window: QWidget, screen: QScreen) -> None:
        """Moves the window of the laptop to a screen; it stays maximized if it is."""
        state = window.windowState()
        room = screen.availableGeometry()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(window.size().boundedTo(room.size()))
        frame = window.frameGeometry()
        frame.moveCenter(room.center())
        window.move(frame.topLeft())
        window.setWindowState(state)

    def _come(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._tell)
        self._tell()

    def _go(self, screen: QScreen) -> None:
        self._gone = screen
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self._later.start()

    def _look_again(self) -> None:
        self._gone = None
        self.changed.emit()
