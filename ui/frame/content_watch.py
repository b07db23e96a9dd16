"""Checks the open file on the disk once an hour, and before each automatic copy; on another thread, while people type.

Damage stops all writing into the file: what was saved and what is typed stay in the window, which offers to save elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.link import background
from workbench.document.document import Document

if TYPE_CHECKING:
    from ui.frame.copies import AutomaticCopies
    from ui.frame.storing_window import StoringWindow
    from ui.link.bridge import DocumentBridge
    from workbench.storage.disk_check import DiskCheck

OFTEN_MS: Final = 60 * 60_000
AGAIN_MS: Final = 5 * 60_000
"""When it is tried again if people saved all the time while the file was read."""
_TRIES: Final = 5
"""How often a check is made anew because something was saved during it."""


class ContentWatch(QObject):
    """Follows the open file. ``checking`` says whether a check is being made."""

    def __init__(self, window: StoringWindow, copies: AutomaticCopies) -> None:
        super().__init__(window.widget)
        self._bridge: DocumentBridge | None = None
        self._copies = copies
        self._check: DiskCheck | None = None
        self._often = QTimer(self, interval=OFTEN_MS)
        self._often.timeout.connect(self.look_at_all)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.look_at_all)
        copies.begun.connect(self.look)

    @property
    def checking(self) -> bool:
        """Whether a check is being made."""
        return self._check is not None

    def follow(self, bridge: DocumentBridge | None) -> None:
        """Follows another file, or none. One that is only read is not checked again."""
        self._bridge = bridge
        self._often.stop()
        self._again.stop()
        if bridge is not None and not bridge.read_only:
            self._often.start()

    def look_at_all(self) -> None:
        """Checks the file, and whether its newest automatic copy can still be read; if not, another is made."""
        self._begin(_TRIES, with_copy=True)

    def look(self) -> None:
        """Checks the file, unless a check is being made or a failure has been told already; a large one only every hour."""
        self._begin(_TRIES, with_copy=False)

    def _begin(self, tries: int, *, with_copy: bool) -> None:
        from workbench.storage.disk_check import DiskCheck  # late: the start does not need it

        bridge = self._bridge
        if self.checking or bridge is None or bridge.closed or bridge.read_only or bridge.failure is not None:
            return
        check = bridge.call(lambda document: DiskCheck.of(document.read.connection))
        if check is None or (check.takes_long and not with_copy):
            return
        self._check = check
        keeper, path = self._copies.keeper if with_copy else None, bridge.document.path

        def ask(_work: background.Work) -> tuple[bool, bool]:
            kept = keeper.copies_of(path) if keeper is not None else []
            return check.is_as_saved(), not kept or kept[0].is_sound()

        def done(found: tuple[bool, bool]) -> None:
            self._check = None
            if bridge is self._bridge and not bridge.closed:
                as_saved, copy_is_sound = found
                if not copy_is_sound:
                    self._copies.make_another()
                if not as_saved:
                    self._look_closely(bridge, check, tries)

        background.run(ask, on_done=done, on_error=lambda _: done((False, True)), on_cancelled=self._forget, parent=self)

    def _forget(self) -> None:
        self._check = None

    def _look_closely(self, bridge: DocumentBridge, check: DiskCheck, tries: int) -> None:
        """What the other thread has found may only be that something was saved meanwhile."""
        if bridge.call(lambda _: check.is_outdated()):
            if tries > 1:
                self._begin(tries - 1, with_copy=check.takes_long)
            else:
                self._again.start()
            return
        bridge.run(Document.remember, closely=True)
