"""The line above the page that says that a file is open for reading only, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.link.language import tr
from workbench.document.document import ReadOnlyReason
from workbench.language.i18n import Message

_WHY_READ_ONLY = {
    ReadOnlyReason.ASKED: Message("This file is open for reading only."),
    ReadOnlyReason.NEWER_FORMAT: Message(
        "This file was made by a newer version of the program. It can be read, and nothing in it can be changed here."
    ),
    ReadOnlyReason.WRITE_PROTECTED: Message(
        "This file or its folder is write-protected. It can be read; to change it, save a copy elsewhere and open that."
    ),
    ReadOnlyReason.DAMAGED: Message(
        "Something other than this program has changed this file, so it is open for reading only. "
        "Save a copy, and go on from your newest sound copy."
    ),
    ReadOnlyReason.BEYOND_LIMITS: Message(
        "This file holds what nobody can have typed: it is open for reading only, with signs or nothing in its place."
    ),
}


class ReadOnlyBanner(QLabel):
    """Hidden while the file can be changed, and while none is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "banner")
        self.hide()

    def tell(self, reason: ReadOnlyReason | None) -> None:
        """Says why a file is only read; None: it can be changed."""
        self.setVisible(reason is not None)
        if reason is not None:
            self.setText(tr(_WHY_READ_ONLY[reason]))
