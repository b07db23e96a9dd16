"""A box for texts with light structure: lists that continue with Enter, bold words, what is pasted from a word processor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.editors.boxes import PlainBox, difference
from ui.editors.pasted import OWN, structured

if TYPE_CHECKING:
    from ui.editors.bold_typing import BoldTyping
    from ui.editors.sign_marks import SignMarks
    from workbench.prose.lines import Above

_MAY_BE_SIGNS: Final = ("- ", "• ", "**", "1.", "1)", "١.", "١)", "| ")
"""A text without any of these has no structure."""

_BLANK: Final = " "
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProseBox(PlainBox):
    """A :class:`PlainBox` that knows the signs of :mod:`workbench.prose`. The text stays what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: SignMarks | None = None
        self._bold: BoldTyping | None = None

    # What the menu asks for

    def bullets(self) -> None:
        """Makes the selected lines a list, or lines again."""
        from workbench.prose.editing import as_bullets

        self._on_lines(as_bullets)

    def numbers(self) -> None:
        """Makes the selected lines a numbered list, or lines again."""
        from workbench.prose.editing import as_numbers

        self._on_lines(as_numbers)

    def deeper(self) -> None:
        """Moves the selected items one level deeper."""
        from workbench.prose.editing import deeper

        self._on_lines(deeper)

    def higher(self) -> None:
        """Moves the selected items one level higher."""
        from workbench.prose.editing import higher

        self._on_lines(higher)

    def bold(self) -> None:
        """Makes the selected words bold, or the word at the cursor; or no longer bold. Elsewhere, what is typed next."""
        from workbench.prose.editing import with_bold

        if self.typing_bold().is_on:
            self.typing_bold().end()
            return
        cursor, made = self.textCursor(), []
        for block in self._selected_blocks():
            text = block.text()
            ends = (min(max(0, at - block.position()), block.length() - 1) for at in _ends(cursor))
            start, end = (len(_head(text, units)) for units in ends)
            made.append(with_bold(text, start, end))
        if not cursor.hasSelection() and made == [cursor.block().text()] and not self.isReadOnly():
            self.typing_bold().begin()
            return
        self._on_lines(lambda _lines: made)

    def typing_bold(self) -> BoldTyping:
        """What makes words bold while they are typed; made when somebody first asks for bold words."""
        if self._bold is None:
            from ui.editors.bold_typing import BoldTyping

            self._bold = BoldTyping(self)
        return self._bold

    def paste_unstructured(self) -> None:
        """Pastes the words alone."""
        source = QGuiApplication.clipboard().mimeData()
        if source is not None and not self.isReadOnly():
            super().insertFromMimeData(source)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter continues a list, or ends it after an item without words; with Shift it is the end of a line."""
        self.show_signs()
        if self._bold is not None:
            self._bold.before_key(event)
        before = self.document().revision()
        self._take_key(event)
        if self._bold is not None:
            self._bold.after()
        if event.text() == _BLANK and self.document().revision() != before:
            self._begin_list()
        self._hang_typed()

    def _take_key(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not self.isReadOnly():
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
            if shifted:
                self.textCursor().insertText("\n")  # Qt would write another sign, which is a line end only in the file
                self.ensureCursorVisible()
            if shifted or (not modifiers and self._continue_list()):
                event.accept()
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Items hang before they are painted."""
        if self._signs is not None:
            self._hang(event.rect().bottom())
        super().paintEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Shows the signs from now on."""
        self.show_signs()
        if self._bold is not None:
            self._bold.before_input(event)
        super().inputMethodEvent(event)
        if self._bold is not None:
            self._bold.after()
        if event.commitString() == _BLANK:
            self._begin_list()

    def replace_text(self, text: str) -> None:
        """Sets the text of another field; see :meth:`PlainBox.replace_text`."""
        super().replace_text(text)
        self._signs_in(text)

    def show_text(self, text: str) -> None:
        """Sets the text; see :meth:`PlainBox.show_text`."""
        super().show_text(text)
        self._signs_in(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Inserts what is pasted, with signs in the place of its lists, bold words and tables."""
        text = structured(source, self.room)
        if text:
            self.show_signs()
            self._take_over_item(text)
            given = QMimeData()
            given.setText(text)
            super().insertFromMimeData(given)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, and its lists and tables for word processors."""
        from workbench.prose.to_html import to_html

        text = self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        made = QMimeData()
        made.setText(text)
        made.setHtml(to_html(text))
        made.setData(OWN, b"1")
        return made

    # Internal

    def _signs_in(self, text: str) -> None:
        if self._signs is None and any(sign in text for sign in _MAY_BE_SIGNS):
            self.show_signs()

    def _hang(self, bottom: int) -> None:
        from ui.editors.hanging import hang

        layout, block, top = self.document().documentLayout(), self.firstVisibleBlock(), self.contentOffset().y()
        while block.isValid() and top <= bottom:
            hang(self, block, self._above(block))
            top += layout.blockBoundingRect(block).height()
            block = block.next()

    def _hang_typed(self) -> None:
        """The item with the cursor hangs at once, and the cursor stays in sight."""
        from ui.editors.hanging import hang

        block = self.textCursor().block()
        if hang(self, block, self._above(block)) and not self.viewport().rect().contains(self.cursorRect()):
            self.ensureCursorVisible()

    def show_signs(self) -> SignMarks:
        """Shows what the signs mean. It starts late: most texts have none."""
        if self._signs is None:
            from ui.editors.sign_marks import SignMarks

            self._signs = SignMarks(self.document())
        return self._signs

    def _above(self, block: QTextBlock) -> Above:
        return self.show_signs().above(block.previous().userState() if block.previous().isValid() else -1)

    def _begin_list(self) -> None:
        """Begins a list where a star and a blank start a line. Undo gives these two back, and they stay then."""
        from workbench.prose.editing import item_of_star

        cursor = self.textCursor()
        line, typed = cursor.block().text(), cursor.positionInBlock()
        start = item_of_star(line[:typed])
        if start is not None:
            self._on_lines(lambda _lines: [start + line[typed:]])

    def _continue_list(self) -> bool:
        """Does what Enter does in a list. Returns False elsewhere."""
        from workbench.prose.editing import continued, renumbered, start_of_item

        cursor = self.textCursor()
        block = cursor.block()
        line = block.text()
        start = continued(line, self._above(block))
        if start is None or cursor.hasSelection() or cursor.positionInBlock() < len(start_of_item(line)):
            return False
        if not start:
            self._end_item(line)
            return True
        cursor.beginEditBlock()
        cursor.insertText(f"\n{start}")
        following = _lines_after(cursor.block())
        made = renumbered(following, start)
        if made != following[: len(made)]:
            self._rewrite(cursor.block().next(), made)
        cursor.endEditBlock()
        self.ensureCursorVisible()
        return True

    def _end_item(self, line: str) -> None:
        """An item without words moves one level higher, or ends the list."""
        from workbench.prose.editing import higher

        above = higher([line])[0]
        self._on_lines(lambda _lines: [above if above != line else ""], burst=False)

    def _take_over_item(self, text: str) -> None:
        """Selects the sign of an item without words when a list is pasted there."""
        from workbench.prose.editing import start_of_item

        cursor = self.textCursor()
        line = cursor.block().text()
        if start_of_item(text) and line and start_of_item(line) == line and cursor.atBlockEnd():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _selected_blocks(self) -> list[QTextBlock]:
        first, last = _ends(self.textCursor())
        block = self.document().findBlock(first)
        found: list[QTextBlock] = []
        while block.isValid() and (not found or block.position() < last):
            found.append(block)
            block = block.next()
        return found

    def _on_lines(self, change: Callable[[list[str]], Sequence[str]], *, burst: bool = True) -> None:
        """Changes the selected lines as one step, which is undone by itself if it is a ``burst`` of its own."""
        if self.isReadOnly() or not self.isEnabled():
            return
        blocks = self._selected_blocks()
        made = change([block.text() for block in blocks])
        if burst:
            self.burst_ended.emit()
        self._rewrite(blocks[0], made)
        if burst:
            self.burst_ended.emit()

    def _rewrite(self, block: QTextBlock, lines: Sequence[str]) -> None:
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        for line in lines:
            start, end, fresh = difference(block.text(), line)
            if fresh or end > start:
                edit.setPosition(block.position() + start)
                edit.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                edit.insertText(fresh)
            block = block.next()
        edit.endEditBlock()


def _ends(cursor: QTextCursor) -> tuple[int, int]:
    return cursor.selectionStart(), cursor.selectionEnd()


def _head(text: str, units: int) -> str:
    """The start of a text, as long as Qt counts."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


def _lines_after(block: QTextBlock) -> list[str]:
    """The lines below a block up to the first blank one."""
    lines, block = [], block.next()
    while block.isValid() and block.text().strip():
        lines.append(block.text())
        block = block.next()
    return lines
