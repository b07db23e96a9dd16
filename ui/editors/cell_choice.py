"""The list of choices in a cell: letters choose an entry, as in the list of a cell of a spreadsheet."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.editors.choice_editor import ChoiceBox
from workbench.language.folding import fold

_ANEW_MS: Final = 1500
"""A letter that is typed after this pause begins another word."""
_WORD: Final = re.compile(r"\b\w")
_COMMANDS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CellChoiceBox(ChoiceBox):
    """Letters choose the entry that begins with them, else one that has a word which does; the same letter again, the next.

    Signals: ``unfit`` carries what was typed when no entry fits; ``fitted``: some entry does.
    """

    unfit = Signal(str)
    fitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""
        self._anew = QTimer(self, singleShot=True, interval=_ANEW_MS)
        self._anew.timeout.connect(self.begin_anew)

    def begin_anew(self) -> None:
        """The next letter begins another word."""
        self._typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose; all else is as in every list."""
        sign = event.text()
        if self._typed and event.key() == Qt.Key.Key_Backspace:
            self._look_for(self._typed[:-1])
        elif sign and sign.isprintable() and not event.modifiers() & _COMMANDS and (self._typed or not sign.isspace()):
            self._look_for(self._typed + sign)
        else:
            self.begin_anew()
            super().keyPressEvent(event)

    def _look_for(self, typed: str) -> None:
        self._typed = typed
        self._anew.start()
        if not typed:
            self.fitted.emit()
            return
        found = self._found(fold(typed))
        if found < 0:
            self.unfit.emit(typed)
            return
        self.fitted.emit()
        if found != self.currentIndex():
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def _found(self, typed: str) -> int:
        """The entry that fits, from the current one on; for one letter, or one that is repeated, from the next one on."""
        entries = [fold(self.itemText(index)) for index in range(self.count())]
        order = [*range(self.currentIndex(), self.count()), *range(max(0, self.currentIndex()))]
        ways = [typed] if len(set(typed)) > 1 else [typed, typed[0]]
        for way in ways:
            turned = order if len(way) > 1 or self.currentIndex() < 0 else [*order[1:], *order[:1]]
            begins = (index for index in turned if index >= 0 and entries[index].startswith(way))
            within = (index for index in turned if index >= 0 and _has_word(entries[index], way))
            found = next(begins, next(within, -1))
            if found >= 0:
                return found
        return -1


def _has_word(entry: str, beginning: str) -> bool:
    return any(entry.startswith(beginning, word.start()) for word in _WORD.finditer(entry))
