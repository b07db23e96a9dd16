"""A yes or no, written as soon as it is clicked."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.editors.field_link import Binding, FieldLink
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message


class CheckEditor(QCheckBox):
    """Edits a yes or no. ``text`` stands beside the box and is its accessible name."""

    def __init__(self, bridge: DocumentBridge, text: Message, parent: QWidget | None = None) -> None:
        super().__init__(tr(text), parent)
        self.setAccessibleName(tr(text))
        self.link = FieldLink(self, bridge, read=self.isChecked, show=self._show, at_once=True)
        self.setEnabled(not bridge.read_only)
        self.clicked.connect(self._clicked)

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows another field (None: nothing, disabled); see :meth:`FieldLink.bind`."""
        return self.link.bind(binding, value)

    def flush(self) -> bool:
        """Writes now what could not be written before. Returns whether nothing is left to write."""
        return self.link.flush()

    def _clicked(self) -> None:
        self.link.edited()

    def _show(self, value: object) -> None:
        self.setChecked(bool(value))
