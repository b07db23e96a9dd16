"""Runs the check of the open file, and leads to what is damaged in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.link import background
from workbench.errors import WorkbenchError
from workbench.model.rows import Row

if TYPE_CHECKING:
    from ui.frame.check_dialog import CheckDialog
    from ui.link.window import StageWindow
    from workbench.checking.file_check import Examined
    from workbench.storage.damage import Damage


class FileCheck(QObject):
    """The check of one window. ``dialog`` is what shows it while it is open. Signal ``recovery_wanted``.

    The content is read on another thread, the bytes of many attachments here, a megabyte between two events.
    """

    recovery_wanted = Signal()

    def __init__(self, window: StageWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.dialog: CheckDialog | None = None
        self._task: background.Task | None = None
        self._examined: Examined | None = None
        self._bytes: Iterator[Damage | None] = iter(())
        self._compared = self._parts = 0
        self._wrong: list[Damage] = []
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._compare)
        window.file_changed.connect(self.stop)

    def start(self) -> None:
        """Shows the dialog, and begins to read. What is typed is saved first."""
        bridge = self._window.bridge
        if bridge is None or not (bridge.read_only or bridge.flush()):
            return
        self.stop()
        from ui.frame.check_dialog import CheckDialog
        from workbench.checking.file_check import STEPS, byte_parts, byte_steps, examine, take

        taken = bridge.call(take)
        if taken is None:
            return
        self._examined, self._wrong = None, []
        self._compared, self._parts, self._bytes = 0, byte_parts(bridge.document), byte_steps(bridge.document)
        dialog = self.dialog = CheckDialog(self._window.widget)
        dialog.wanted.connect(self.lead_to)
        dialog.recovery_wanted.connect(self.recovery_wanted)
        dialog.finished.connect(self.stop)
        dialog.tell_progress(0, STEPS + self._parts)
        dialog.show()
        self._task = background.run(
            lambda work: examine(taken, work.step),
            on_done=self._on_examined,
            on_error=self._failed,
            on_progress=self._on_progress,
            parent=self,
        )
        self._next.start()

    def stop(self) -> None:
        """Ends the check: the dialog was closed, or another file is open."""
        self._next.stop()
        self._bytes = iter(())
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close()

    def _on_progress(self, done: int, total: int) -> None:
        if self.dialog is not None:
            self.dialog.tell_progress(done + self._compared, total + self._parts)

    def _compare(self) -> None:
        """Compares the next part of an attachment."""
        bridge = self._window.bridge
        if bridge is None or self.dialog is None:
            self._next.stop()
            return
        try:
            damage = next(self._bytes)
        except StopIteration:
            self._next.stop()
            self._tell()
            return
        except WorkbenchError as error:
            self._failed(error)
            return
        self._compared = min(self._compared + (damage is None), self._parts)
        self._wrong += [] if damage is None else [damage]
        self.dialog.progress.setValue(self.dialog.progress.value() + 1)

    def _on_examined(self, examined: Examined) -> None:
        self._task, self._examined = None, examined
        self._tell()

    def _tell(self) -> None:
        from workbench.checking.file_check import lines_about, with_more

        bridge, dialog, examined = self._window.bridge, self.dialog, self._examined
        if bridge is None or dialog is None or examined is None or self._next.isActive():
            return
        dialog.tell(bridge.document.path, lines_about(bridge.document, with_more(examined, self._wrong)))

    def _failed(self, error: WorkbenchError) -> None:
        self.stop()
        self._window.messages.error(error)

    def lead_to(self, row: Row) -> None:
        """Shows the page with a row."""
        from ui.link.row_places import lead_to

        lead_to(self._window, row)
