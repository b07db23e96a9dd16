"""The entries of the menu Edit about words: marking, the language, the user's own words, names that are offered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ui.link.language import tr
from workbench.language.i18n import LANGUAGES, Message

if TYPE_CHECKING:
    from ui.frame.completion import Completion
    from ui.frame.menu_window import MenuWindow
    from ui.frame.spelling import Spelling
    from ui.frame.words_dialog import WordsDialog


class WordMenu(QObject):
    """Adds its entries to a menu. What they need is made when the window is painted, or when they are first chosen."""

    def __init__(self, window: MenuWindow, menu: QMenu) -> None:
        super().__init__(window.widget)
        self._window = window
        self._spelling: Spelling | None = None
        self._completion: Completion | None = None
        self.dialog: WordsDialog | None = None
        self.check = self._entry(menu, Message("Mark unknown &words"), self._choose_marks)
        self.check.setCheckable(True)
        self.check.setChecked(window.memory.spelling)
        self.languages = menu.addMenu(tr(Message("&Language of the texts")))
        group = QActionGroup(self)
        for code, name in (("", tr(Message("As each text is written"))), *LANGUAGES.items()):
            action = self.languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == window.memory.spelling_language)
            action.triggered.connect(partial(self._choose_language, code))
            group.addAction(action)
        self._entry(menu, Message("Words &I added…"), self.show_words)
        self.complete = self._entry(menu, Message("&Offer names while typing"), self._choose_names)
        self.complete.setCheckable(True)
        self.complete.setChecked(window.memory.completing)

    def _entry(self, menu: QMenu, text: Message, run: object) -> QAction:
        action = QAction(tr(text), self._window.widget)
        action.triggered.connect(run)
        menu.addAction(action)
        return action

    def begin(self) -> Spelling:
        """Marks words and offers names from now on, if the user wants it. Called after the first paint."""
        if self._spelling is None:
            from ui.frame.completion import Completion
            from ui.frame.spelling import Spelling

            self._spelling = Spelling(self._window, enabled=self._window.memory.spelling)
            self._completion = Completion(self._window, enabled=self._window.memory.completing)
        return self._spelling

    def hide_names(self) -> None:
        """Closes the list of names: from now on others may see it."""
        if self._completion is not None:
            self._completion.hide()

    def to_next(self) -> None:
        """Leads to the next unknown word."""
        self.begin().to_next()

    def show_words(self) -> None:
        """Shows the words that the user has added."""
        from ui.frame.words_dialog import WordsDialog

        spelling = self.begin()
        self.dialog = WordsDialog(spelling.my_words, spelling.refuse, self._window.widget)
        self.dialog.open()

    def _choose_marks(self) -> None:
        wanted = self._window.memory.spelling = self.check.isChecked()
        self._window.memory.save()
        self.begin().set_enabled(wanted)

    def _choose_language(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        self._window.memory.spelling_language = code
        self._window.memory.save()
        self.begin().choose_language(code)

    def _choose_names(self) -> None:
        self._window.memory.completing = self.complete.isChecked()
        self._window.memory.save()
        self.begin()
        if self._completion is not None:
            self._completion.set_enabled(self.complete.isChecked())
