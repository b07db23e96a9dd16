"""A box for one line that writes what is typed into one field of one row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.editors.boxes import LineBox
from ui.editors.field_link import Binding, FieldLink
from ui.link.bridge import DocumentBridge
from workbench.model.limits import LINE_CHARACTERS, TEXT_CHARACTERS
from workbench.model.texts import is_blank


class LineEditor(LineBox):
    """Edits a text of one line. Esc drops what could not be written; Enter writes at once.

    A subclass for a kind of value says how a value is shown in the box (:meth:`shown`), what value the box has
    (:meth:`value`), and whether what is typed so far is worth writing while the typing continues (:meth:`is_ready`).
    """

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = FieldLink(
            self, bridge, read=self.value, show=self._show, ready=self.is_ready, said=self.said, short=True
        )
        self.room = LINE_CHARACTERS
        self.setMaxLength(TEXT_CHARACTERS)  # Qt would cut the rest off in silence; the core says why not
        self.refused.connect(bridge.messages.warning)
        self.setReadOnly(bridge.read_only)
        self.textChanged.connect(self.link.edited)
        self.burst_ended.connect(self.link.leave)
        self.burst_ended.connect(self.settled)

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows another field (None: nothing, disabled); see :meth:`FieldLink.bind`."""
        return self.link.bind(binding, value)

    def flush(self) -> bool:
        """Writes now what is typed. Returns whether nothing is left to write."""
        return self.link.flush()

    def value(self) -> Any:
        """The value of the box, as the operation wants it."""
        return self.text()

    def shown(self, value: Any) -> str:
        """The text of a value in the box."""
        return "" if value is None else str(value)

    def is_ready(self) -> bool:
        """Whether the present text can be written when the typing pauses; not a first space."""
        return not self.text() or not is_blank(self.text())

    def said(self) -> str:
        """What is said at the field about the present text; most often nothing."""
        return ""

    def settled(self) -> None:
        """Called when somebody has finished, by Enter or by leaving. A kind of value may now be shown in its usual form."""

    def _show(self, value: object) -> None:
        self.show_text(self.shown(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops what could not be written; Enter writes at once, even an empty box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.link.leave()
            self.settled()
        if event.key() == Qt.Key.Key_Escape and self.link.pending:
            self.link.revert()
            return
        super().keyPressEvent(event)
