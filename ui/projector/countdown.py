"""A countdown in minutes for the projector view, without a sound."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.link.language import tr
from workbench.language.i18n import Message

_TICK_MS = 200
_MOST_MINUTES = 600
USUAL_MINUTES: Final = 5
"""After five minutes without agreement a question is parked."""


class Countdown(QObject):
    """Counts down by the clock of the computer, so that a busy moment loses no second. ``ticked``: its text has changed.

    ``now`` returns seconds of a clock that never goes back.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._left = 0.0
        self._ends: float | None = None
        self.wanted = False
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def seconds(self) -> int:
        """The time left, in whole seconds, rounded up."""
        left = self._left if self._ends is None else self._ends - self._now()
        return max(0, ceil(left - 0.001))

    @property
    def running(self) -> bool:
        """Whether it is counting now."""
        return self._ends is not None

    @property
    def text(self) -> str:
        """Minutes and seconds, with a word while it is not counting. Empty when there is no countdown."""
        if not self.wanted:
            return ""
        left = self.seconds
        if not left:
            return tr(Message("Time is up"))
        clock = f"{left // 60}:{left % 60:02}"
        return clock if self.running else tr(Message("{time} paused", time=clock))

    def begin(self, minutes: int) -> None:
        """Starts again with ``minutes``."""
        self.wanted = True
        self._left = float(min(max(minutes, 0), _MOST_MINUTES) * 60)
        self._ends = None
        self.go_on()

    def go_on(self) -> None:
        """Continues to count, if there is time left."""
        if self.wanted and self._ends is None and self._left > 0:
            self._ends = self._now() + self._left
            self._timer.start()
        self._tick()

    def pause(self) -> None:
        """Stops counting and keeps the time left."""
        if self._ends is not None:
            self._left = max(0.0, self._ends - self._now())
            self._ends = None
            self._timer.stop()
        self._tick()

    def toggle(self) -> None:
        """Pauses or continues; starts the usual time when there is no countdown, or when its time is up."""
        if not self.seconds:
            self.begin(USUAL_MINUTES)
        elif self.running:
            self.pause()
        else:
            self.go_on()

    def add(self, minutes: int) -> None:
        """Adds minutes, or subtracts them (negative). Starts a countdown when there is none."""
        if not self.wanted:
            self.begin(minutes)
            return
        left = self._left if self._ends is None else self._ends - self._now()
        was_running = self.running or not self.seconds
        self._ends = None
        self._left = min(max(0.0, max(0.0, left) + minutes * 60), _MOST_MINUTES * 60.0)
        if was_running:
            self.go_on()
        self._tick()

    def remove(self) -> None:
        """Removes the countdown from the projector view."""
        self.wanted = False
        self._left, self._ends = 0.0, None
        self._timer.stop()
        self._tick()

    def _tick(self) -> None:
        if self._ends is not None and not self.seconds:
            self._left, self._ends = 0.0, None
            self._timer.stop()
        if self.text != self._said:
            self._said = self.text
            self.ticked.emit()
