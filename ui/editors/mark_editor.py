"""The mark "confidential" of a row: a tick box, and the reason for a mark that nobody set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.editors.check_editor import CheckEditor
from ui.editors.field_link import Binding
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.icons import icon
from workbench.document.inheritance import reason
from workbench.language.i18n import Message
from workbench.model.rows import Markable


class MarkEditor(CheckEditor):
    """Edits the mark of a row. Whoever makes it puts ``reason`` below it: a line that is there only if there is a reason.

    To clear the box of a row that inherited its mark is to lift it; it is not inherited again.
    """

    def __init__(self, bridge: DocumentBridge, text: Message, parent: QWidget | None = None) -> None:
        super().__init__(bridge, text, parent)
        self.setProperty("role", "mark")
        self.setIcon(icon("confidential"))
        self.reason = QLabel(parent)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setProperty("role", "help")
        self.reason.hide()
        bridge.changed.connect(self._explain)

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows the mark of another row, and the reason for it."""
        done = super().bind(binding, value)
        self._explain()
        return done

    def _explain(self) -> None:
        text = self._why()
        if text != self.reason.text():
            self.reason.setText(text)
            self.setAccessibleDescription(text)
        self.reason.setVisible(bool(text))

    def _why(self) -> str:
        binding, bridge = self.link.binding, self.link.bridge
        if binding is None or bridge.closed:
            return ""
        row = bridge.document.get(binding.row_type, binding.row_id)
        why = reason(bridge.document, row) if isinstance(row, Markable) else None
        if why is None or not isinstance(row, Markable):
            return ""
        if not row.is_confidential:
            return tr(why)
        return tr(Message("{reason} To show it all the same, clear the box.", reason=why))
