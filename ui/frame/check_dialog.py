"""Check this file: what was found, as text that is read and copied, and a list that leads to what is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from ui.kit.direction import in_row
from ui.kit.flow_row import FlowRow
from ui.link.language import tr
from ui.look.style import MARGIN, ROOM
from ui.pages.page import WrappedPart, column, paragraph
from workbench.checking.damaged_parts import DamagedPart
from workbench.checking.file_check import Line, in_words, is_damaged, verdict_of
from workbench.language.i18n import Message
from workbench.model.rows import Row

_WIDE: Final = 80
"""Characters across."""
_HIGH: Final = 24
"""Lines."""
_LEAST: Final = 3
"""Lines of a list or a text in a low window."""


class CheckDialog(QDialog):
    """Lies over the window and blocks nothing: people go on typing while their file is read.

    ``progress``, ``found`` (the text), ``damaged`` (the list), ``show_it``, ``copy``, ``recover`` and ``close_it`` are its
    parts. Signals: ``wanted`` carries the row to which somebody wants to be led; ``recovery_wanted``.
    """

    wanted = Signal(object)
    recovery_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(Message("Check this file")))
        self._rows: list[Row] = []
        self.told = paragraph(Message("The file is being read. You can continue to type."))
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(tr(Message("How much of the file was read")))
        self.found = QPlainTextEdit(self)
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setAccessibleName(tr(Message("What was found")))
        self.damaged = QListWidget(self)
        self.damaged.setAccessibleName(tr(Message("What is damaged and can be shown")))
        self.damaged.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.damaged.setWordWrap(True)
        self.damaged.itemActivated.connect(self._show)
        self.show_it = self._button(Message("Show this part"), self._show)
        self.copy = self._button(Message("Copy as text"), self._copy)
        self.recover = self._button(Message("Recover what is in it…"), self._recover)
        self.close_it = self._button(Message("Close"), self.close)
        self.close_it.setDefault(True)
        self._lay_out()
        self.resize(self.sizeHint())
        self.close_it.setFocus()

    def _button(self, name: Message, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(name), self)
        button.setAutoDefault(False)

        def clicked() -> None:
            run()

        button.clicked.connect(clicked)
        return button

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        layout.setSpacing(ROOM)
        for part in (self.told, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.found, 3)
        layout.addWidget(self.damaged, 2)
        buttons = FlowRow(inside)
        buttons.add(self.show_it, self.recover, self.copy)
        buttons.add_spring()
        buttons.add(self.close_it)
        layout.addWidget(buttons)
        column(self).addWidget(inside, 1)
        for box in (self.found, self.damaged):
            box.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)  # the buttons stay in sight with large letters
        for later in (self.found, self.damaged, self.show_it, self.copy, self.recover):
            later.hide()

    def sizeHint(self) -> QSize:
        """Room for what is said, within the window that it lies over."""
        letters, over = self.fontMetrics(), self.parentWidget()
        room = over.size() * 0.95 if isinstance(over, QWidget) else QSize(_WIDE, _HIGH) * letters.averageCharWidth()
        return QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH).boundedTo(room)

    def tell_progress(self, done: int, total: int) -> None:
        """Says how far the check is."""
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def tell(self, path: Path, lines: Iterable[Line]) -> None:
        """Shows what was found. The focus goes into the text, unless somebody types in the window."""
        lines = tuple(lines)
        first = tr(verdict_of(path, lines))
        self.told.setText(first)
        self.progress.hide()
        self.found.setPlainText("\n".join(in_words(path, lines, tr)))
        self.found.setAccessibleDescription(first)
        self._list(part for line in lines for part in line.damaged)
        damaged = is_damaged(lines)
        for part, shown in (
            (self.found, True),
            (self.copy, True),
            (self.damaged, bool(self._rows)),
            (self.show_it, bool(self._rows)),
            (self.recover, damaged),
        ):
            part.setVisible(shown)
        if self.isActiveWindow():
            self.found.setFocus()

    def _list(self, parts: Iterable[DamagedPart]) -> None:
        self.damaged.clear()
        self._rows = []
        for part in parts:
            if part.row is not None:
                self._rows.append(part.row)
                QListWidgetItem(in_row(tr(part.what)), self.damaged)
        if self._rows:
            self.damaged.setCurrentRow(0)

    def _show(self) -> None:
        row = self.damaged.currentRow()
        if 0 <= row < len(self._rows):
            self.wanted.emit(self._rows[row])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.found.toPlainText())

    def _recover(self) -> None:
        self.close()
        self.recovery_wanted.emit()
