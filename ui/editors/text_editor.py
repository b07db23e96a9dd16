"""A box for several lines that writes what is typed into one field of one row."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from ui.editors.field_link import Binding, FieldLink
from ui.editors.prose_box import ProseBox
from ui.link.bridge import DocumentBridge
from workbench.model.limits import TEXT_CHARACTERS


class TextEditor(ProseBox):
    """Edits a text. ``bind`` it to a field; ``flush`` writes at once what is typed."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rebinding = False
        self.link = FieldLink(self, bridge, read=self.text, show=self._show)
        self.room = TEXT_CHARACTERS
        self.refused.connect(bridge.messages.warning)
        self.setReadOnly(bridge.read_only)
        self.textChanged.connect(self.link.edited)
        self.burst_ended.connect(self.link.leave)

    def bind(self, binding: Binding | None, value: str | None = None) -> bool:
        """Shows another field (None: nothing, disabled); see :meth:`FieldLink.bind`."""
        self._rebinding = True
        try:
            return self.link.bind(binding, value)
        finally:
            self._rebinding = False

    def offer_text(self, text: str, cursor: int) -> None:
        """Shows a text that is not stored until somebody adds to it; the cursor stands after ``cursor`` characters."""
        with QSignalBlocker(self):
            self.replace_text(text)
        text_cursor = self.textCursor()
        text_cursor.setPosition(cursor)
        self.setTextCursor(text_cursor)

    def flush(self) -> bool:
        """Writes now what is typed. Returns whether nothing is left to write."""
        return self.link.flush()

    def _show(self, value: object) -> None:
        text = value if isinstance(value, str) else ""
        if self._rebinding:
            self.replace_text(text)
        else:
            self.show_text(text)
