"""A dialog that lies over the window while a file is read, then says what was found and leads to what it speaks about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from ui.kit.act_button import act_button
from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.link.language import tr
from ui.look.style import MARGIN, ROOM
from ui.pages.page import WrappedPart, column, paragraph
from workbench.language.i18n import Message

_WIDE: Final = 80
"""Characters across."""
_HIGH: Final = 24
"""Lines."""
_LEAST: Final = 3
"""Lines of a list or a text in a low window."""


class TellingDialog(QDialog):
    """Blocks nothing: people can go on typing in the window below.

    ``told``, ``progress``, ``found`` (the text), ``places`` (the list), ``show_it``, ``copy``, ``close_it`` are its parts.
    Signal ``wanted`` carries what somebody has selected in the list.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, title: Message, waiting: Message) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(title))
        self._places: list[Any] = []
        self.told = paragraph(waiting)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(tr(Message("How much of the file was read")))
        self.found = QPlainTextEdit(self)
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setAccessibleName(tr(Message("What was found")))
        self.places = QListWidget(self)
        self.places.setAccessibleName(tr(Message("What can be shown")))
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setWordWrap(True)
        self.places.itemActivated.connect(self._show)
        self.show_it = act_button(self, tr(Message("Show this part")), self._show)
        self.copy = act_button(self, tr(Message("Copy as text")), self._copy)
        self.close_it = act_button(self, tr(Message("Close")), self.close)
        self.close_it.setDefault(True)
        self._lay_out()
        self.resize(self.sizeHint())
        self.close_it.setFocus()

    @property
    def further(self) -> Sequence[QPushButton]:
        """Buttons of a kind of dialog, before those that all have; none by default."""
        return ()

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        layout.setSpacing(ROOM)
        for part in (self.told, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.found, 3)
        layout.addWidget(self.places, 2)
        buttons = FlowRow(inside)
        buttons.add(self.show_it, *self.further, self.copy)
        buttons.add_spring()
        buttons.add(self.close_it)
        layout.addWidget(buttons)
        column(self).addWidget(inside, 1)
        for box in (self.found, self.places):
            box.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)  # the buttons stay in sight with large letters
        for later in (self.found, self.places, self.show_it, self.copy):
            later.hide()

    def sizeHint(self) -> QSize:
        """Room for what is said, within the window that it lies over."""
        letters, over = self.fontMetrics(), self.parentWidget()
        room = over.size() * 0.95 if isinstance(over, QWidget) else QSize(_WIDE, _HIGH) * letters.averageCharWidth()
        return QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH).boundedTo(room)

    def tell_progress(self, done: int, total: int) -> None:
        """Says how far it is; with a total of 0 only that it goes on."""
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def tell_found(self, sentences: Sequence[str], places: Sequence[tuple[str, object]]) -> None:
        """Shows what was found, the first sentence above the rest, and the places to which the list leads.

        The focus goes into the text, unless somebody types in the window.
        """
        self.told.setText(sentences[0])
        self.progress.hide()
        self.found.setPlainText("\n".join(sentences))
        self.found.setAccessibleDescription(sentences[0])
        self.tell_places(places)
        self.found.show()
        self.copy.show()
        if self.isActiveWindow():
            self.found.setFocus()

    def tell_places(self, places: Sequence[tuple[str, object]]) -> None:
        """Shows other places in the list."""
        self.places.clear()
        self._places = [place for _, place in places]
        for name, _ in places:
            QListWidgetItem(in_row(name), self.places)
        if places:
            self.places.setCurrentRow(0)
        self.places.setVisible(bool(places))
        self.show_it.setVisible(bool(places))

    def _show(self) -> None:
        row = self.places.currentRow()
        if 0 <= row < len(self._places):
            self.wanted.emit(self._places[row])
            self._make_way()

    def _make_way(self) -> None:
        """Leaves what is shown in sight: a dialog that lies over the window becomes low, and goes to its lower edge."""
        parent = self.parentWidget()
        if parent is None or not self.frameGeometry().intersects(parent.window().frameGeometry()):
            return
        over = parent.window().frameGeometry()
        self.resize(self.width(), self.minimumSizeHint().height())
        edge = self.frameGeometry().height() - self.height()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = over.left() if mirrored else over.right() - self.frameGeometry().width()
        self.move(left, over.bottom() - self.height() - edge)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.found.toPlainText())
