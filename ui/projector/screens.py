"""The screens of the computer: which one the projector view takes, and when one is plugged in or out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLED_MS = 300
"""The system moves windows a moment after a screen has come or gone; after this time the view is placed once more."""


class Screens(QObject):
    """Tells of screens that come and go, and puts the projector view on one. ``changed``: the screens have changed."""

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

    def beside(self, window: QWidget) -> QScreen | None:
        """A screen without the window; None when there is only one, or all show the same picture."""
        own = self.own(window)
        others = [screen for screen in QGuiApplication.screens() if screen is not own and screen is not self._gone]
        return next((screen for screen in others if own is None or screen.geometry() != own.geometry()), None)

    def own(self, window: QWidget) -> QScreen | None:
        """The screen on which a window is."""
        screen = window.screen()
        return screen if screen is not self._gone else QGuiApplication.primaryScreen()

    def put(self, view: QWidget, screen: QScreen) -> None:
        """Shows the projector view full screen on a screen."""
        view.setScreen(screen)
        view.setGeometry(screen.geometry())
        view.showFullScreen()

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
