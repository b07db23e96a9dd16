"""Underlines unknown words in the text box with the focus, a moment after the last key; a menu offers other words.

It starts after the first paint, reads the dictionaries in the background when they are first needed, and never changes a
word by itself. Only the box with the focus is marked, so that texts that are only read stay calm.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QAction, QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from ui.editors.boxes import PlainBox, utf16_length
from ui.link import background
from ui.link.language import tr
from ui.look import style
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.spelling import Speller, Unknown, Words, own_words, read_dictionaries

if TYPE_CHECKING:
    from ui.link.window import FileWindow

_PAUSE_MS: Final = 350
_MOST_MARKS: Final = 300
_KIND: Final = "unknown"


class Spelling(QObject):
    """Follows the focus of one window. ``enabled`` is the user's choice."""

    def __init__(self, window: FileWindow, *, enabled: bool = True) -> None:
        super().__init__(window.widget)
        self._window = window
        self.enabled = enabled
        self.speller: Speller | None = None
        self.found: list[Unknown] = []
        self._box: PlainBox | None = None
        self._task: background.Task | None = None
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)
        window.file_changed.connect(self._forget)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
            self._on_focus(None, application.focusWidget())

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001  a Qt slot
        """Switches the marks on or off."""
        self.enabled = enabled
        self.look()

    def look(self) -> None:
        """Marks the unknown words of the box with the focus."""
        self._later.stop()
        box = self._box
        if box is None or not shiboken6.isValid(box):
            return
        if self.enabled and self.speller is None:
            self._read_dictionaries()
            return
        text = box.text()
        self.found = self.speller.unknown(text) if self.enabled and self.speller is not None else []
        box.show_marks(_KIND, self._marks(box, text))

    def to_next(self) -> QMenu | None:
        """Selects the next unknown word after the cursor, and shows and returns its menu; None when there is none."""
        self.look()
        box = self._box
        if box is None or not self.found:
            self._window.messages.info(self._nothing(), passing=True)
            return None
        text, position = box.text(), box.textCursor().selectionEnd()
        words = [(word, *_span(text, word)) for word in self.found]
        word, start, end = next((each for each in words if each[1] >= position), words[0])
        _select(box, start, end)
        menu = self.menu_for(box, word)
        menu.popup(box.viewport().mapToGlobal(box.cursorRect().bottomLeft()))
        return menu

    def menu_for(self, box: PlainBox, word: Unknown) -> QMenu:
        """The menu for a word: other words, or to accept it."""
        menu = QMenu(box)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions(self._actions_for(box, word, menu))
        return menu

    # Internal

    def _actions_for(self, box: PlainBox, word: Unknown, menu: QMenu) -> list[QAction]:
        """The lines for a word in a menu, to which they belong."""
        others = self.speller.suggestions(word.word) if self.speller is not None else []
        actions = [QAction(other.replace("&", "&&"), menu) for other in others]
        for action, other in zip(actions, others, strict=True):
            action.triggered.connect(partial(self._replace, box, word, other))
        if not others:
            actions.append(QAction(tr(Message("No suggestions")), menu, enabled=False))
        right = QAction(tr(Message("Accept “{word}” until the program is closed", word=word.word)), menu)
        right.triggered.connect(partial(self._accept, word.word))
        return [*actions, _separator(menu), right]

    def _nothing(self) -> Message:
        if self.speller is not None and not self.speller.languages:
            return Message("There is no dictionary for this language on this computer, so no word can be checked.")
        return Message("No unknown word was found where you type.")

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if now is None or now is self._box:
            return
        self._detach()
        if isinstance(now, PlainBox) and now.window() is self._window.widget and not now.isReadOnly():
            self._box = now
            now.textChanged.connect(self._later.start)
            now.cursorPositionChanged.connect(self._later.start)
            now.menu_made.connect(self._fill_menu)
            self._later.start()

    def _detach(self) -> None:
        box, self._box = self._box, None
        self.found = []
        self._later.stop()
        if box is not None and shiboken6.isValid(box):
            box.textChanged.disconnect(self._later.start)
            box.cursorPositionChanged.disconnect(self._later.start)
            box.menu_made.disconnect(self._fill_menu)
            box.show_marks(_KIND, [])

    def _forget(self) -> None:
        self._detach()
        self.speller = None

    def _read_dictionaries(self) -> None:
        bridge = self._window.bridge
        if self._task is not None or bridge is None:
            return
        language = bridge.document.read.assessment().language
        self._task = background.run(
            lambda _work: read_dictionaries(language, QLocale.system().name()),
            on_done=self._on_read,
            on_error=self._on_failure,
        )

    def _on_read(self, dictionaries: dict[str, Words]) -> None:
        self._task = None
        bridge = self._window.bridge
        if bridge is not None:
            self.speller = Speller(dictionaries, own_words(bridge.document))
            self.look()

    def _on_failure(self, error: WorkbenchError) -> None:
        self._task = None
        self._window.messages.error(error)

    def _marks(self, box: PlainBox, text: str) -> list[QTextEdit.ExtraSelection]:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(style.colours().bad.ink))
        typed, marks = box.textCursor().position(), []
        for word in self.found[:_MOST_MARKS]:
            start, end = _span(text, word)
            if end != typed:  # the word that is being typed is not finished
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(box.document())
                mark.cursor.setPosition(start)
                mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                mark.format = look
                marks.append(mark)
        return marks

    def _fill_menu(self, menu: QMenu, position: int) -> None:
        box = self._box
        if box is None:
            return
        text = box.text()
        word = next((each for each in self.found if _span(text, each)[0] <= position <= _span(text, each)[1]), None)
        if word is not None:
            first = menu.actions()[0] if menu.actions() else menu.addSeparator()
            menu.insertActions(first, self._actions_for(box, word, menu))
            menu.insertSeparator(first)

    def _replace(self, box: PlainBox, word: Unknown, other: str) -> None:
        text = box.text()
        if text[word.start : word.end] != word.word:
            return
        box.burst_ended.emit()
        _select(box, *_span(text, word))
        box.textCursor().insertText(other)
        box.burst_ended.emit()
        self.look()

    def _accept(self, word: str) -> None:
        if self.speller is not None:
            self.speller.accept(word)
        self.look()


def _separator(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def _select(box: PlainBox, start: int, end: int) -> None:
    cursor = box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def _span(text: str, word: Unknown) -> tuple[int, int]:
    """The start and the end of a word, as Qt counts."""
    start = utf16_length(text[: word.start])
    return start, start + utf16_length(word.word)
