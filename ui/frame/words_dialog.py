"""The words that the user has added for good: the list can be looked at, shortened and emptied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.message_bar import MessageBar
from ui.link.language import tr
from ui.link.messages import Messages
from ui.look import style
from ui.pages.page import paragraph
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from workbench.spelling.my_words import MyWords


class WordsDialog(QDialog):
    """The list; ``forgotten`` is called with words that are no longer in it."""

    def __init__(self, words: MyWords, forgotten: Callable[[Iterable[str]], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._forgotten = words, forgotten
        self.setWindowTitle(tr(Message("Words I added")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.apply(self)
        self.messages = Messages(self)
        bar = MessageBar(self)
        self.messages.told.connect(bar.tell)
        said = paragraph(
            Message(
                "These words are not marked, in any assessment on this computer. They are kept for your account only, never "
                "in an assessment. Names among them may be sensitive: remove what nobody else should find here."
            ),
            "help",
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Words I added")))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._show_state)
        self.remove_button = QPushButton(tr(Message("Forget the selected words")), self)
        self.remove_button.clicked.connect(self._remove)
        self.empty_button = QPushButton(tr(Message("Forget all words")), self)
        self.empty_button.clicked.connect(self._empty)
        close = QPushButton(tr(Message("Close")), self)
        close.clicked.connect(self.close)
        row = FlowRow(self)
        row.add(self.remove_button, self.empty_button)
        row.add_spring()
        row.add(close)
        layout = QVBoxLayout(self)
        for part in (bar, said, self.list, row):
            layout.addWidget(part)
        letters = self.fontMetrics()
        self.resize(QSize(letters.averageCharWidth() * 64, letters.lineSpacing() * 22).boundedTo(parent.window().size()))
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        self.list.addItems(self._words.words)
        self._show_state()

    def _show_state(self) -> None:
        self.remove_button.setEnabled(bool(self.list.selectedItems()))
        self.empty_button.setEnabled(self.list.count() > 0)

    def _remove(self) -> None:
        self._forget([item.text() for item in self.list.selectedItems()], self._words.remove)

    def _empty(self) -> None:
        self._forget(list(self._words.words), lambda _words: self._words.empty())

    def _forget(self, words: list[str], forget: Callable[[list[str]], None]) -> None:
        try:
            forget(words)
        except WorkbenchError as error:
            self.messages.error(error)
            return
        self._forgotten(words)
        self._fill()
