"""Automatic copies while a file is open: once a day at opening, and every quarter of an hour in which something changed.

The bytes of the file are taken here, in a few milliseconds; checking and writing them is done on another thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.link import background
from ui.link.bridge import DocumentBridge
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

    from ui.frame.copies_dialog import CopiesDialog
    from ui.frame.storing_window import StoringWindow
    from workbench.keeping.folder import Cause
    from workbench.keeping.keeper import Keeper

SOON_MS: Final = 5_000
"""After opening, people want to read and type first."""

OFTEN_MS: Final = 15 * 60_000


class AutomaticCopies(QObject):
    """Follows the open file. ``dialog`` is the list of copies while it is open; ``making`` says whether a copy is made.

    Signal ``begun`` when a copy is about to be made.
    """

    begun = Signal()

    def __init__(self, window: StoringWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._bridge: DocumentBridge | None = None
        self._warned = False
        self._at_work: Keeper | None = None
        self._doomed = Event()
        self.dialog: CopiesDialog | None = None
        self._soon = self._clock(SOON_MS, self._make_if_due)
        self._often = self._clock(OFTEN_MS, self._make_as_time_passed)

    def _clock(self, milliseconds: int, run: Callable[[], None]) -> QTimer:
        clock = QTimer(self, singleShot=True, interval=milliseconds)
        clock.timeout.connect(run)
        return clock

    @property
    def keeper(self) -> Keeper | None:
        """What keeps the copies of the open file; None without one."""
        from workbench.keeping.keeper import Keeper  # late: the start makes no copy

        if self._bridge is None or self._bridge.closed:
            return None
        assessment = self._bridge.document.read.assessment().id
        return Keeper(assessment, most_bytes=self._window.memory.copies_megabytes * 1_000_000)

    @property
    def making(self) -> bool:
        """Whether a copy is being made, perhaps of a file that is no longer open."""
        return self._at_work is not None

    def follow(self, bridge: DocumentBridge | None) -> None:
        """Follows another file, or none. Nothing is kept of one that is only read."""
        self._bridge, self._warned = bridge, False
        self._soon.stop()
        self._often.stop()
        if bridge is None or bridge.read_only:
            return
        bridge.saved.connect(self._on_saved)
        bridge.document.before_much = self._make_before
        self._soon.start()

    def _on_saved(self, _at: datetime | None) -> None:
        if not self._often.isActive():
            self._often.start()

    def _make_if_due(self) -> None:
        from workbench.keeping.folder import Cause

        keeper = self.keeper
        if self._bridge is None or keeper is None:
            return
        document = self._bridge.document
        # what was converted is another file than the copies that there are
        if document.migrated_copy is not None or keeper.is_due(document.now(), document.path):
            self.make(Cause.OPENED)

    def _make_before(self) -> None:
        from workbench.keeping.folder import Cause

        self.make(Cause.BEFORE)

    def _make_as_time_passed(self) -> None:
        from workbench.keeping.folder import Cause

        self.make(Cause.TIME)

    def make_another(self) -> None:
        """Makes a copy because the newest one can no longer be read."""
        self._make_as_time_passed()

    def make(self, cause: Cause) -> None:
        """Makes a copy now, unless copies are switched off or one is being made; says so only if it fails."""
        from workbench.keeping.folder import Cause as Causes
        from workbench.keeping.keeper import bytes_of, takes_a_moment

        bridge, keeper = self._bridge, self.keeper
        asked = cause is Causes.ASKED
        if bridge is None or keeper is None or bridge.read_only or self.making:
            return
        if not self._window.memory.keep_copies and not asked:
            return
        document = bridge.document
        self.begun.emit()
        if cause is Causes.TIME and takes_a_moment(document) and not keeper.is_due(document.now(), document.path):
            return  # once a day must do
        try:
            content = bytes_of(document)
        except WorkbenchError as error:
            self._tell(error) if asked else self._failed(error)
            return
        at, path = document.now(), document.path
        self._at_work = keeper
        doomed = self._doomed = Event()

        def keep(work: background.Work) -> int:
            keeper.keep(content, at, cause, path)
            work.done()  # who closes the file does not take it back
            # here, and not when it is told: by then another file may be open, or the program has ended
            return keeper.forget() if doomed.is_set() else 0

        failed = self._tell if asked else self._failed
        task = background.run(keep, on_done=self._made, on_error=failed, parent=self)
        task.ended.connect(self._ended)

    def keep_first(self) -> WorkbenchError | None:
        """Makes a copy and waits for it, because the whole file is about to be changed. Returns why there is none, or None.

        Who has switched copies off is asked before, by whoever calls this.
        """
        from workbench.keeping.folder import Cause
        from workbench.keeping.keeper import bytes_of

        bridge, keeper = self._bridge, self.keeper
        if bridge is None or keeper is None or bridge.read_only:
            return None
        try:
            keeper.keep(bytes_of(bridge.document), bridge.document.now(), Cause.BEFORE, bridge.document.path)
        except WorkbenchError as error:
            return error
        return None

    def _ended(self) -> None:
        self._at_work = None  # also after a mistake of the program: the next copy may be made

    def _made(self, left: int) -> None:
        self._at_work, self._warned = None, False
        self._tell_left(left)
        if self.dialog is not None:
            self.dialog.fill()

    def _failed(self, error: WorkbenchError) -> None:
        """Tells once that there are no copies; who asks for one is told each time."""
        self._at_work = None
        if self._bridge is not None and self._bridge.failure is not None and self.dialog is None:
            return  # what is not saved is told already, with a way out, and matters more
        if not self._warned:
            self._tell(error)

    def _tell(self, error: WorkbenchError) -> None:
        self._warned = True
        self._window.messages.error(error)

    def forget(self) -> int:
        """Removes all copies: they have what was forgotten in the file. Says so if that is not possible.

        Returns how many could not be removed.
        """
        keeper, at_work = self.keeper, self._at_work
        if keeper is None:
            return 0
        if at_work is not None and keeper.folder == at_work.folder:
            self._doomed.set()  # that copy was begun before, and goes when it is finished
        left = keeper.forget()
        self._tell_left(left)
        return left

    def _tell_left(self, left: int) -> None:
        if left:
            from workbench.keeping.keeper import AUTOMATIC_LEFT

            self._window.messages.warning(AUTOMATIC_LEFT)

    def show_copies(self) -> None:
        """Shows the copies of the open file. What is typed is saved first."""
        bridge = self._bridge
        if bridge is None or not bridge.flush():
            return
        from ui.frame.copies_dialog import CopiesDialog

        dialog = self.dialog = CopiesDialog(self._window, self, bridge)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def open_instead(self, path: Path) -> None:
        """Opens a copy that was saved as a file, instead of the open one."""
        if self.dialog is not None:
            self.dialog.accept()
        self._window.bar.clear()  # it offers the same below the dialog
        self._window.open_file(path)

    def _closed(self, _result: int) -> None:
        self.dialog = None
