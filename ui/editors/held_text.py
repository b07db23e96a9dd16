"""What somebody has typed and the file does not hold yet: one clock for every box of the window that can be typed into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message

PAUSE_MS: Final = 400
"""A pause in typing after which the text is stored."""

LATEST_MS: Final = 1500
"""So long after the first key that is not stored it is, also when nobody pauses: with the time that storing takes, never
more than two seconds of typing can be lost."""


def named_after(box: QWidget | None) -> Message:
    """What is held in a box, by the name of the box."""
    name = box.accessibleName() if box is not None else ""
    return Message("the text typed last in “{field}”", field=name) if name else Message("the text typed last")


class HeldText(QObject):
    """Holds what is typed until it is stored: at the next pause, after :data:`LATEST_MS`, or at once by :meth:`flush`.

    ``write`` stores what stands in the box and says whether that was possible. It must not change the box: the cursor and
    what an input method is composing stay as they are. ``ready`` says whether what is typed so far is worth storing while
    the typing goes on: half a date is not, it waits for :meth:`flush`. ``named`` says what is held, for a question about
    losing it. What could not be stored stays pending, and the bridge knows of it.
    """

    def __init__(
        self,
        owner: QObject,
        bridge: DocumentBridge,
        write: Callable[[], bool],
        *,
        ready: Callable[[], bool] = lambda: True,
        named: Callable[[], Message],
    ) -> None:
        super().__init__(owner)
        self._bridge, self._write, self._ready = bridge, write, ready
        self.named = named
        self._pending = self._writing = False
        self._clocks: tuple[QTimer, QTimer] | None = None

    @property
    def pending(self) -> bool:
        """Whether something is typed that the file does not hold."""
        return self._pending

    def typed(self) -> None:
        """Somebody typed. The pause begins anew; the latest moment does not."""
        self._hold(pending=True)
        pause, latest = self._made_clocks()
        pause.start()
        if not latest.isActive():
            latest.start()

    def flush(self) -> bool:
        """Stores now what is held; says whether nothing is left to store."""
        self._stop()
        if not self._pending or self._writing or self._bridge.closed:
            return True
        self._writing = True
        try:
            written = self._write()
        finally:
            self._writing = False
        self._hold(pending=not written)
        return written

    def store(self) -> bool:
        """What was typed is whole: store it now."""
        self._hold(pending=True)
        return self.flush()

    def drop(self) -> None:
        """What was typed is no longer wanted."""
        self._stop()
        self._hold(pending=False)

    def _made_clocks(self) -> tuple[QTimer, QTimer]:
        # made with the first key: a page has many boxes, and most are never typed into
        if self._clocks is None:
            self._clocks = self._clock(PAUSE_MS), self._clock(LATEST_MS)
        return self._clocks

    def _clock(self, milliseconds: int) -> QTimer:
        clock = QTimer(self, singleShot=True, interval=milliseconds)
        clock.timeout.connect(self._due)
        return clock

    def _due(self) -> None:
        if self._ready():
            self.flush()

    def _stop(self) -> None:
        for clock in self._clocks or ():
            clock.stop()

    def _hold(self, *, pending: bool) -> None:
        self._pending = pending
        self._bridge.hold(self, pending=pending)
