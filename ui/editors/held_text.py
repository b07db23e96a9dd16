"""What is typed but not yet in the file: one rule, for every box of the window, when it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.in_sight import bring_into_sight
from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message
from workbench.model.changes import Changes

PAUSE_MS: Final = 400
"""A pause in typing after which the text is stored."""

LATEST_MS: Final = 1500
"""The longest time that typed text waits to be stored, even when nobody pauses. With the time that storing takes, never
more than two seconds of typing can be lost."""


def named_after(box: QWidget | None) -> Message:
    """How to speak of the text in a box: by the name of the box."""
    name = box.accessibleName() if box is not None else ""
    return Message("the text typed last in “{field}”", field=name) if name else Message("the text typed last")


def _as_it_is() -> None:
    """The default for ``settle``: most of what is typed needs no interpretation."""


def _nowhere() -> None:
    """The default for ``box``: whoever owns it shows it in its own way."""


class HeldText(QObject):
    """Holds what is typed until it is stored: at the next pause, after :data:`LATEST_MS`, or at once by :meth:`flush`.

    ``write`` stores what is in the box and returns whether it succeeded. It must not change the box: the cursor and what
    an input method is composing stay as they are. ``ready`` says whether what is typed so far is worth storing while the
    typing continues: half a date is not, it waits for :meth:`flush`. ``settle`` is called before each ``write`` and
    completes what is typed (a year becomes a quarter). ``named`` says what is held, for a question about losing it. What
    could not be stored stays pending, and the bridge knows of it: it can lead back to the ``box``, and offer ``put_back``,
    which puts back what is stored, where little can be lost by that. With ``parting``, the words for it, that is done
    unasked when the page is left.

    In the other direction, :meth:`follow` tells the owner what others have changed, and what the owner puts into its box
    inside :meth:`showing` does not count as typed.
    """

    def __init__(
        self,
        owner: QObject,
        bridge: DocumentBridge,
        write: Callable[[], bool],
        *,
        ready: Callable[[], bool] = lambda: True,
        settle: Callable[[], object] = _as_it_is,
        named: Callable[[], Message],
        box: Callable[[], QWidget | None] = _nowhere,
        put_back: Callable[[], object] | None = None,
        parting: Callable[[], Message] | None = None,
    ) -> None:
        super().__init__(owner)
        self._owner, self._bridge, self._write, self._ready, self._settle = owner, bridge, write, ready, settle
        self.named, self.put_back, self._parting, self._box = named, put_back, parting, box
        self._pending = self._writing = self._showing = False
        self._clocks: tuple[QTimer, QTimer] | None = None

    @property
    def pending(self) -> bool:
        """Whether something is typed that the file does not hold."""
        return self._pending

    def typed(self) -> None:
        """Notes that somebody typed. The pause starts again; the latest moment stays."""
        if self._showing:
            return
        self._hold(pending=True)
        pause, latest = self._made_clocks()
        pause.start()
        if not latest.isActive():
            latest.start()

    def flush(self) -> bool:
        """Stores now what is held. Returns whether nothing is left to store."""
        self._stop()
        if not self._pending or self._writing or self._bridge.closed:
            return True
        self._writing = True
        try:
            self._settle()
            written = self._write()
        finally:
            self._writing = False
        self._hold(pending=not written)
        return written

    def store(self) -> bool:
        """Stores at once, because what was typed is complete. Returns whether nothing is left to store."""
        if self._showing:
            return True
        self._hold(pending=True)
        return self.flush()

    def leave(self) -> bool:
        """Stores, and ends the burst of typing: called when the focus leaves. Returns whether nothing is left to store."""
        if self._bridge.closed:
            return True
        stored = self.flush()
        self._bridge.document.end_burst()
        return stored

    def drop(self) -> None:
        """Forgets what was typed and not stored."""
        self._stop()
        self._hold(pending=False)

    def give_up(self) -> bool:
        """Puts back what is stored, with a word, in place of a text that no field can take. Returns whether it did."""
        if self.put_back is None or self._parting is None or not self._pending or self._bridge.failure is not None:
            return False
        told = self._parting()
        self.put_back()
        self._bridge.messages.warning(told, passing=True)
        return True

    def lead_back(self) -> None:
        """Puts the focus into the box, and brings it into sight."""
        box = self._box()
        if box is not None and box.isVisible():
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(box)

    @contextmanager
    def showing(self) -> Iterator[None]:
        """What is put into the box within this context does not count as typed."""
        before, self._showing = self._showing, True
        try:
            yield
        finally:
            self._showing = before

    def follow(self, show: Callable[[Changes], object], *, initiator: object = None) -> None:
        """Calls ``show`` with each change that comes from elsewhere, but not while something is held.

        ``initiator`` is what the owner passes to its operations (itself, by default): its own echo is skipped.
        """
        self._show = show
        self._initiator = self._owner if initiator is None else initiator
        self._bridge.changed.connect(self._on_changes)

    def _on_changes(self, changes: Changes) -> None:
        if not self._pending and changes.initiator is not self._initiator:
            self._show(changes)

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
