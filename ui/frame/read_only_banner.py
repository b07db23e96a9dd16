"""The line above the page that says that a file is open for reading only, and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.link.language import tr
from workbench.document.document import ReadOnlyReason
from workbench.language.i18n import Message
from workbench.model.labels import not_known

_WHY_READ_ONLY = {
    ReadOnlyReason.ASKED: Message("This file is open for reading only."),
    ReadOnlyReason.NEWER_FORMAT: Message(
        "This file was made by a newer version of the program. You can read it but not change it here."
    ),
    ReadOnlyReason.WRITE_PROTECTED: Message(
        "This file or its folder is write-protected. You can read it; to change it, save a copy "
        "elsewhere and open that copy."
    ),
    ReadOnlyReason.DAMAGED: Message(
        "This file is damaged, or another program has changed it. You can read it but not change it. "
        "Keep it as it is, and recover what is in it, or continue in your newest undamaged copy."
    ),
    ReadOnlyReason.BEYOND_LIMITS: Message(
        "This file has values that nobody can have typed. You can read it but not change it; such "
        "values are shown as signs, or not at all."
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

    def tell(self, reason: ReadOnlyReason | None, unknown: int = 0, as_of: datetime | None = None) -> None:
        """Says why a file is open for reading only; hidden for None, when it can be changed.

        ``unknown`` is how many values in it this version does not know; ``as_of`` (aware) is the time of the state that is
        shown of a file that is open elsewhere.
        """
        self.setVisible(reason is not None)
        if reason is not None:
            sentences = [_why(reason, as_of), *([not_known(unknown)] if unknown else [])]
            self.setText("\n".join(map(tr, sentences)))


def _why(reason: ReadOnlyReason, as_of: datetime | None) -> Message:
    if reason is not ReadOnlyReason.OPEN_ELSEWHERE or as_of is None:
        return _WHY_READ_ONLY[reason]
    return Message(
        "This file is open elsewhere. You can read it as it was at {time}, but not change it.",
        time=f"{as_of.astimezone():%H:%M:%S}",
    )
