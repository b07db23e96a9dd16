"""Words that a text may list: chosen from a menu beside the editor, or typed like any others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QToolButton

from ui.editors.text_editor import TextEditor
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.offered_words import holds_word, with_word


class OfferedWords(QToolButton):
    """A menu of words, ticked where the text of ``editor`` lists them. Choosing a word adds or removes it."""

    def __init__(self, editor: TextEditor, words: Sequence[Message]) -> None:
        super().__init__()
        self._editor = editor
        self.setText(tr(Message("Choose…")))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._words: dict[QAction, str] = {}
        for word in map(tr, words):
            action = menu.addAction(word[:1].upper() + word[1:])
            action.setCheckable(True)
            self._words[action] = word
        menu.aboutToShow.connect(self._tick)
        menu.triggered.connect(self._choose)
        self.setMenu(menu)

    def _tick(self) -> None:
        for action, word in self._words.items():
            action.setChecked(holds_word(self._editor.text(), word))
            action.setEnabled(self._editor.isEnabled() and not self._editor.isReadOnly())

    def _choose(self, action: QAction) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(with_word(self._editor.text(), self._words[action], chosen=action.isChecked()))
        self._editor.flush()
