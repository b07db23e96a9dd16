"""Words that become bold while they are typed: Ctrl+B before them, and once more behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor

from workbench.prose.lines import STARS

if TYPE_CHECKING:
    from ui.editors.boxes import PlainBox

_WIDE: Final = len(STARS)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOWHERE: Final = -1


class BoldTyping(QObject):
    """Stands beside a box. The signs come with the first letter, so that nothing empty is ever saved.

    It is on at one position of the cursor, which moves on with the typing. Whoever puts the cursor elsewhere is out of it.
    Signal ``turned`` says whether what is typed next is bold.
    """

    turned = Signal(bool)

    def __init__(self, box: PlainBox) -> None:
        super().__init__(box)
        self._box = box
        self._at = self._start = _NOWHERE
        self._before: tuple[int, int] = (0, 0)

    @property
    def is_on(self) -> bool:
        """Whether what is typed at the cursor becomes bold."""
        cursor = self._box.textCursor()
        return cursor.position() == self._at and not cursor.hasSelection()

    def begin(self) -> None:
        """From now on what is typed at the cursor is bold."""
        self._at, self._start = self._box.textCursor().position(), _NOWHERE
        self.turned.emit(True)  # noqa: FBT003  a signal

    def end(self) -> None:
        """What is typed next is no longer bold: it comes behind the signs, and blanks before them move behind them too."""
        inside = self._start != _NOWHERE
        self._at = self._start = _NOWHERE
        if inside:
            cursor = self._box.textCursor()
            text = cursor.block().text()[: cursor.positionInBlock()]
            blanks = text[len(text.rstrip()) :]
            last = cursor.position() + _WIDE
            cursor.setPosition(cursor.position() - len(blanks))
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            if blanks:
                cursor.insertText(STARS + blanks)
            cursor.setPosition(last)
            self._box.setTextCursor(cursor)
        self.turned.emit(False)  # noqa: FBT003  a signal

    def before_key(self, event: QKeyEvent) -> None:
        """Prepares for what a key will type."""
        if self.is_on and event.key() in _ENTER:
            self.end()
        elif event.text()[:1].isprintable() and not event.text().isspace():
            self._open(event.text())
        self._note()

    def before_input(self, event: QInputMethodEvent) -> None:
        """Prepares for what an input method will type."""
        if event.commitString().strip():
            self._open(event.commitString())
        self._note()

    def after(self) -> None:
        """Moves on with what has been typed; takes the signs away when all words between them are gone."""
        position, revision = self._before
        cursor, document = self._box.textCursor(), self._box.document()
        if position != self._at or self._at == _NOWHERE:
            return
        if document.revision() == revision:
            if cursor.position() != position:
                self._at = self._start = _NOWHERE
                self.turned.emit(False)  # noqa: FBT003  a signal
            return
        self._at = cursor.position()
        if self._start != _NOWHERE and self._at <= self._start:
            self._take_signs_away()

    def _note(self) -> None:
        self._before = self._box.textCursor().position(), self._box.document().revision()

    def _open(self, typed: str) -> None:
        """Puts the signs around the cursor, before the first letter."""
        if not typed or not self.is_on or self._start != _NOWHERE:
            return
        cursor = self._box.textCursor()
        cursor.insertText(STARS + STARS)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, _WIDE)
        self._box.setTextCursor(cursor)
        self._at = self._start = cursor.position()

    def _take_signs_away(self) -> None:
        edit = QTextCursor(self._box.document())
        edit.setPosition(max(0, self._start - _WIDE))
        edit.setPosition(min(self._at + _WIDE, self._box.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        if set(edit.selectedText()) <= set(STARS):
            edit.removeSelectedText()
        self._at, self._start = edit.position(), _NOWHERE
