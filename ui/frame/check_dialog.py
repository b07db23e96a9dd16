"""Check this file: what was found, as text that is read and copied, and a list that leads to what is damaged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.frame.recovering import RECOVER
from ui.frame.telling_dialog import TellingDialog
from ui.kit.act_button import act_button
from ui.link.language import tr
from workbench.checking.file_check import Line, in_words, is_damaged
from workbench.language.i18n import Message


class CheckDialog(TellingDialog):
    """Its list has the damaged rows. ``recover`` is one more button. Signal ``recovery_wanted``."""

    recovery_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        waiting = Message("The file is being read. You can continue to type.")
        super().__init__(parent, Message("Check this file"), waiting)
        self.recover.hide()

    @cached_property
    def recover(self) -> QPushButton:
        """Recovers what is in the file into another one; shown where something is damaged."""
        return act_button(self, tr(RECOVER), self._recover)

    @property
    def further(self) -> Sequence[QPushButton]:
        """The button that recovers."""
        return (self.recover,)

    def tell(self, path: Path, lines: Iterable[Line]) -> None:
        """Shows what the check has found."""
        lines = tuple(lines)
        self.tell_found(
            in_words(path, lines, tr),
            [(tr(part.what), part.row) for line in lines for part in line.damaged if part.row is not None],
        )
        self.recover.setVisible(is_damaged(lines))

    def _recover(self) -> None:
        self.close()
        self.recovery_wanted.emit()
