"""The clock of a running session: it ticks every half minute while a session runs and its widget is visible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_HALF_A_MINUTE_MS: Final = 30_000


class SessionClock(QObject):
    """Calls ``tell`` when its widget is shown and then every half minute, as long as :meth:`run` has switched it on."""

    def __init__(self, widget: QWidget, tell: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._tell, self._runs = widget, tell, False
        widget.installEventFilter(self)
        self.timer = QTimer(self, interval=_HALF_A_MINUTE_MS)
        self.timer.timeout.connect(lambda: tell())  # noqa: PLW0108  Qt must not pass anything on

    def run(self, *, on: bool) -> None:
        """Switches the clock on or off."""
        self._runs = on
        if on and self._widget.isVisible():
            self.timer.start()
        else:
            self.timer.stop()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells the time at once when the widget is shown, and stops the clock when it is hidden."""
        if watched is self._widget and event.type() == QEvent.Type.Show and self._runs:
            self._tell()
            self.timer.start()
        elif watched is self._widget and event.type() == QEvent.Type.Hide:
            self.timer.stop()
        return False
