"""The clock of a running session: it goes on each half minute, while there is something to tell and somebody sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_HALF_A_MINUTE_MS: Final = 30_000


class SessionClock(QObject):
    """Calls ``tell`` when its widget is shown and then each half minute, as long as :meth:`run` says that it shall."""

    def __init__(self, widget: QWidget, tell: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._tell, self._runs = widget, tell, False
        self.timer = QTimer(self, interval=_HALF_A_MINUTE_MS)
        self.timer.timeout.connect(lambda: tell())  # noqa: PLW0108  Qt must not pass anything on
        widget.installEventFilter(self)

    def run(self, *, on: bool) -> None:
        """Says whether a session runs."""
        self._runs = on
        if on and self._widget.isVisible():
            self.timer.start()
        else:
            self.timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nobody sees a hidden widget: its clock stands still, and is right again when it is shown."""
        if event.type() == QEvent.Type.Hide:
            self.timer.stop()
        elif event.type() == QEvent.Type.Show and self._runs:
            self._tell()
            self.timer.start()
        return super().eventFilter(watched, event)
