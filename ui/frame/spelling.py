"""Underlines unknown words in the text box with the focus, a moment after the last key; a menu offers other words.

It starts after the first paint, reads each dictionary in the background when a text first needs it, and never changes a
word by itself. Words are looked up some at a time, so that a long text does not hold up the next key. Only the box with the
focus is marked, so that texts that are only read stay calm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QAction, QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from ui.editors.boxes import PlainBox, utf16_length
from ui.kit.focus import follow_focus
from ui.link import background
from ui.link.language import tr
from ui.look import style
from workbench.errors import WorkbenchError
from workbench.language.i18n import LANGUAGES, Message
from workbench.spelling.my_words import MyWords
from workbench.spelling.speller import Speller, Unknown, Words, own_words, read_dictionary

if TYPE_CHECKING:
    from ui.link.window import OpeningWindow

_PAUSE_MS: Final = 350
_MOST_MARKS: Final = 300
_KIND: Final = "unknown"
_ENOUGH: Final = 40
"""Characters: a hint for less would come before somebody has begun."""
MY_WORDS: Final = "my-words.txt"
DICTIONARIES: Final = "dictionaries"
_AT_ONCE: Final = 60
"""So many words are looked up before keys are served again."""


class Spelling(QObject):
    """Follows the focus of one window. ``enabled`` is the user's choice."""

    def __init__(self, window: OpeningWindow, *, enabled: bool = True) -> None:
        super().__init__(window.widget)
        self._window = window
        self.enabled = enabled
        self.speller: Speller | None = None
        self._mine: MyWords | None = None
        self._told: set[str] = set()
        self.found: list[Unknown] = []
        self._box: PlainBox | None = None
        self._task: background.Task | None = None
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)
        self._slice = QTimer(self, singleShot=True, interval=0)
        self._slice.timeout.connect(self.look)
        window.file_changed.connect(self._forget)
        follow_focus(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001  a Qt slot
        """Switches the marks on or off."""
        self.enabled = enabled
        self.look()

    @property
    def my_words(self) -> MyWords:
        """The words that the user has added."""
        if self._mine is None:
            self._mine = MyWords(self._window.memory.folder / MY_WORDS)
        return self._mine

    def choose_language(self, language: str) -> None:
        """Judges every text as one in this language; empty: each in its own."""
        if self.speller is not None:
            self.speller.only = language
        self.look()

    def refuse(self, words: Iterable[str]) -> None:
        """Marks words again that were accepted."""
        if self.speller is not None:
            self.speller.refuse(words)
        self.look()

    def look(self) -> None:
        """Marks the unknown words of the box with the focus."""
        self._later.stop()
        box, bridge = self._box, self._window.bridge
        if box is None or bridge is None or not shiboken6.isValid(box):
            return
        if not self.enabled:
            self._show(box, [])
            return
        if self.speller is None:
            known = own_words(bridge.document) | set(self.my_words.words)
            self.speller = Speller(known=known, usual=bridge.document.read.assessment().language)
            self.speller.only = self._window.memory.spelling_language
        text = box.text()
        missing = self.speller.needs(text)
        if missing:
            self._read_dictionary(missing[0])
        elif not self.speller.prepare(text, _AT_ONCE):
            self._slice.start()
        else:
            self._show(box, self.speller.unknown(text))
            self._hint(self.speller.language(text), text)

    def _show(self, box: PlainBox, found: list[Unknown]) -> None:
        self.found = found
        box.show_marks(_KIND, self._marks(box, box.text()))

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
        """The menu for a word: other words, to add it for good, or to accept it."""
        menu = QMenu(box)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions(self._entries(menu, box, word))
        return menu

    # Internal

    def _entries(self, menu: QMenu, box: PlainBox, word: Unknown) -> list[QAction]:
        """What a menu offers for a word."""
        entries: list[QAction] = []

        def add(text: str, run: Callable[[], None] | None = None) -> QAction:
            entries.append(QAction(text, menu))
            if run is not None:
                entries[-1].triggered.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
            return entries[-1]

        speller = self.speller
        others = speller.suggestions(word.word, speller.language(box.text())) if speller is not None else []
        for other in others:
            add(other.replace("&", "&&"), partial(self._replace, box, word, other))
        if not others:
            add(tr(Message("No suggestions"))).setEnabled(False)
        add("").setSeparator(True)
        add(tr(Message("Add “{word}” to my words", word=word.word)), partial(self._add, word.word))
        add(tr(Message("Accept “{word}” until the program is closed", word=word.word)), partial(self._accept, word.word))
        return entries

    def _nothing(self) -> Message:
        if not self.enabled:
            return Message("Unknown words are not marked. Choose Mark unknown words in the menu Edit.")
        if self._task is not None or self._slice.isActive():
            return Message("The words are still being looked up. Try again in a moment.")
        if self._box is not None and self.speller is not None:
            language = self.speller.language(self._box.text())
            if language not in self.speller.languages and language not in self.speller.needs(self._box.text()):
                return self._no_dictionary(language)
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

    def _read_dictionary(self, language: str) -> None:
        if self._task is not None or self.speller is None:
            return
        folder = self._window.memory.folder / DICTIONARIES
        self._task = background.run(
            lambda _work: read_dictionary(language, QLocale.system().name(), folder),
            on_done=partial(self._on_read, self.speller, language),
            on_error=self._on_failure,
        )

    def _on_read(self, speller: Speller, language: str, found: tuple[Words | None, Message | None]) -> None:
        self._task = None
        words, wrong = found
        speller.learn(language, words)
        if wrong is not None and language not in self._told:
            self._told.add(language)
            self._window.messages.warning(wrong)
        self.look()

    def _hint(self, language: str, text: str) -> None:
        """Says once that there is no dictionary, when somebody has written enough to miss it."""
        speller = self.speller
        if speller is None or language in speller.languages or language in self._told or len(text) < _ENOUGH:
            return
        self._told.add(language)
        self._window.messages.info(self._no_dictionary(language), passing=True)

    def _no_dictionary(self, language: str) -> Message:
        return Message(
            "There is no dictionary on this computer (language: {language}), so no word is marked. Put one (.dic and .aff) "
            "into the folder {folder} once, or install LibreOffice, which brings it.",
            language=LANGUAGES.get(language, language),
            folder=str(self._window.memory.folder / DICTIONARIES),
        )

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
            menu.insertActions(first, self._entries(menu, box, word))
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

    def _add(self, word: str) -> None:
        try:
            self.my_words.add(word)
        except WorkbenchError as error:
            self._window.messages.error(error)
        self._accept(word)

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
