"""What is wrong with the text of a cell, said right at the cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message

_MOST = 60
"""The most characters of a refused text that are repeated."""


class CellRemark(QLabel):
    """A note under the cell whose text was refused: why, and how to get out."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._told = bridge, ""
        self.setProperty("role", "bad")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """What is refused while a cell is written is told at the cell alone."""
        self._told = ""
        with self._bridge.messages.refusals_to(self._note):
            yield

    def _note(self, why: str) -> None:
        self._told = why

    def show_at(self, box: QWidget | None) -> None:
        """Says at the box why its text was refused; None: nothing is refused any more."""
        if box is None or not self._told or self._bridge.failure is not None:
            self.hide()
            return
        out = tr(Message("Correct it, or press Esc to leave it as it was."))
        self._place(box, f"{self._told} {out}")

    def say_unfit(self, box: QWidget, typed: str) -> None:
        """Says at a list that no entry fits what was typed."""
        shown = typed if len(typed) <= _MOST else f"{typed[:_MOST]}…"
        self._place(box, tr(Message("No entry has a word that starts with “{letters}”.", letters=shown)))

    def _place(self, box: QWidget, text: str) -> None:
        self.setText(text)
        box.setAccessibleDescription(self.text())
        view = box.parentWidget()
        if view is None:
            return
        self.setParent(view)
        width = min(max(box.width(), 40 * self.fontMetrics().averageCharWidth()), view.width())
        height = self.heightForWidth(width)
        left = box.x() + box.width() - width if self.isRightToLeft() else box.x()
        below = box.y() + box.height()
        top = below if below + height <= view.height() else max(0, box.y() - height)
        self.setGeometry(max(0, min(left, view.width() - width)), top, width, height)
        self.show()
        self.raise_()
        self._say(self.text())

    def say_right(self) -> None:
        """Takes back what was told, because the text is right now. The note is gone; a screen reader hears it."""
        self._say(tr(Message("The cell is right now, and saved.")))

    def say_as_it_was(self) -> None:
        """Takes back what was told, because the cell is as it was."""
        self._say(tr(Message("The cell is as it was.")))

    def _say(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def given_up(self, box: QWidget | None) -> Message:
        """How to tell that a refused text goes because the page is left: nothing goes without a word."""
        text = str(getattr(box, "text", str)())
        shown = text if len(text) <= _MOST else f"{text[:_MOST]}…"
        return Message(
            "“{text}” was not saved in “{field}”, which is as it was. {why}",
            text=shown,
            field=box.accessibleName() if box is not None else "",
            why=self._told,
        )
