"""Text boxes without an undo of their own: undo belongs to the document, paste is plain, Tab moves the focus."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from ui.editors.pasted import has_words, words_of
from ui.editors.room import no_room_for
from ui.kit.file_drops import files_in
from ui.kit.positions import writes_nothing
from workbench.model.texts import composed, without_unstorable

_FRAME = 6
"""The border and padding of a box, in pixels. It is written here because asking Qt for it makes every start slower."""


class UndoKey(Enum):
    """What a key asks for."""

    UNDO = "undo"
    REDO = "redo"


def undo_key(event: QKeyEvent) -> UndoKey | None:
    """Whether a key asks for undo (Ctrl+Z) or redo (Ctrl+Shift+Z, Ctrl+Y), on any system.

    A focused text box claims these keys before the menu sees them. So our boxes ignore them, and the window, which gets
    every ignored key, undoes the newest step of the document.
    """
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    if event.key() == Qt.Key.Key_Z:
        return UndoKey.REDO if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else UndoKey.UNDO
    return UndoKey.REDO if event.key() == Qt.Key.Key_Y else None


def without_own_undo(menu: QMenu) -> QMenu:
    """A standard context menu without the box's own undo and redo, which belong to the document."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    actions = menu.actions()
    if actions and actions[0].isSeparator():
        menu.removeAction(actions[0])
    return menu


class PlainBox(QPlainTextEdit):
    """A box for several lines. ``burst_ended``: a burst of typing ends when the focus leaves, before and after a paste.

    ``menu_made`` lets others add to the context menu before it is shown; it carries the menu and the position in the text.
    ``room`` is how many characters the box can hold (0: no limit); ``refused`` tells why something was not pasted.
    ``longest_line`` is how many characters a line may have, however wide the box is (0: no limit).
    """

    longest_line = 0
    room = 0
    least_lines = 2

    burst_ended = Signal()
    refused = Signal(object)
    menu_made = Signal(QMenu, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._set_direction()

    def show_marks(self, kind: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Marks pieces of the text, in the place of the marks of the same kind before; other kinds stay."""
        if marks or self._marks.get(kind):
            self._marks[kind] = marks
            self.setExtraSelections([mark for each in self._marks.values() for mark in each])

    def _set_direction(self) -> None:
        """Each paragraph follows its own first strong character, whatever the direction of the window."""
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def text(self) -> str:
        """The text as it was typed: no-break spaces stay what they are."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Sets the text. The cursor stays where it was, as far as the text before it is the same.

        What is shown stays if it is stored like that: an accent that was typed after its letter, for example.
        """
        before = self.text()
        if before == text or composed(before) == text:
            return
        cursor = self.textCursor()
        position = cursor.position()
        start, end, fresh = difference(before, text)
        edit = QTextCursor(self.document())
        edit.setPosition(start)
        edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(fresh)
        if position > end:
            position += utf16_length(fresh) - (end - start)
        elif position > start:
            position = start + utf16_length(fresh)
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def replace_text(self, text: str) -> None:
        """Sets the text of another field: the cursor goes to the start."""
        if self.text() != text:
            self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The fewest lines (``least_lines``), or what the hint of an empty box needs, at every size of text."""
        margin = round(self.document().documentMargin())
        least = max(self.fontMetrics().lineSpacing() * self.least_lines, self._hint_height(margin)) + 2 * margin
        return QSize(super().minimumSizeHint().width(), least + 2 * _FRAME)

    def _hint_height(self, margin: int) -> int:
        hint, width = self.placeholderText(), self.width() - 2 * (_FRAME + margin)
        if not hint or width <= 0 or not self.document().isEmpty():
            return 0
        return self.fontMetrics().boundingRect(0, 0, width, 0, int(Qt.TextFlag.TextWordWrap), hint).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the lines short enough to read, and keeps what is being typed in sight when the box shrinks."""
        before = event.oldSize().height()
        shrinks = event.size().height() < before
        seen = shrinks and self.window().focusWidget() is self and self._cursor_within(before)
        wide = event.size().width() + self._margins_width()
        self._limit_lines()
        # the size after that: Qt tells the box of no other size while it is in here, and lays the text out for this one
        size = QSize(wide - self._margins_width(), event.size().height())
        super().resizeEvent(QResizeEvent(size, event.oldSize()))
        if size.width() != event.oldSize().width() and self.document().isEmpty() and self.placeholderText():
            self.updateGeometry()  # the hint needs another height at another width
        if seen:
            self.ensureCursorVisible()

    def _cursor_within(self, height: int) -> bool:
        """Whether the cursor is in the upper ``height`` pixels of what is shown; Qt has no position for one out of sight."""
        cursor, block, top = self.textCursor(), self.firstVisibleBlock(), self.contentOffset().y()
        while block.isValid() and top < height:
            if block == cursor.block():
                line = block.layout().lineForTextPosition(cursor.positionInBlock())
                return line.isValid() and 0 <= top + line.y() < height
            top += self.blockBoundingRect(block).height()
            block = block.next()
        return False

    def _margins_width(self) -> int:
        margins = self.viewportMargins()
        return margins.left() + margins.right()

    def _limit_lines(self) -> None:
        if self.longest_line:
            spare = self.contentsRect().width() - self.longest_line * self.fontMetrics().averageCharWidth()
            behind = max(0, spare)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft  # Qt does not mirror these margins
            self.setViewportMargins(behind if mirrored else 0, 0, 0 if mirrored else behind, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves undo and redo to the window, and Alt with a sign to the keys of the page: it is never a text."""
        if undo_key(event) is not None or writes_nothing(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Aligns right-to-left paragraphs at the right edge: Qt's plain layout applies only their direction."""
        self._align_paragraphs(event.rect().bottom())
        super().paintEvent(event)

    def _align_paragraphs(self, bottom: int) -> None:
        layout, block, top = self.document().documentLayout(), self.firstVisibleBlock(), self.contentOffset().y()
        while block.isValid() and top <= bottom:
            top += layout.blockBoundingRect(block).height()
            if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                lines = block.layout()
                option = lines.textOption()
                option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
                lines.setTextOption(option)
            block = block.next()

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the direction of paragraphs when the direction of the window changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_direction()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._limit_lines()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Inserts what is pasted or dropped as plain text, without the characters that no file can hold."""
        pasted = without_unstorable(words_of(source))
        if pasted:
            why = no_room_for(pasted, _without(self.text(), self.textCursor().selectedText()), self.room)
            if why is not None:
                self.refused.emit(why)
                return
            self.burst_ended.emit()
            self.textCursor().insertText(pasted)
            self.ensureCursorVisible()
            self.burst_ended.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accepts text, also where there is only HTML. Dragged files go to the part of the window behind the box."""
        return has_words(source) and not files_in(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Ends the burst of typing, unless the focus goes to the box's own menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.burst_ended.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Shows the usual menu without the box's own undo."""
        menu = without_own_undo(self.createStandardContextMenu(event.pos()))
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        self.menu_made.emit(menu, cursor.position())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page when the box has nothing to scroll."""
        bar = self.verticalScrollBar()
        if bar.minimum() == bar.maximum():
            event.ignore()
            return
        super().wheelEvent(event)


class LineBox(QLineEdit):
    """A box for one line. ``burst_ended``, ``room`` and ``refused`` are those of :class:`PlainBox`.

    A paste becomes one line of plain text.
    """

    room = 0

    burst_ended = Signal()
    refused = Signal(object)

    def show_text(self, text: str) -> None:
        """Sets the text and keeps the cursor where it was, or at the end of a shorter text."""
        if self.text() != text and composed(self.text()) != text:
            position = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(position, len(text)))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves undo to the window; pastes plain text on one line; Alt with a sign is never a text."""
        if undo_key(event) is not None or writes_nothing(event):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def paste(self) -> None:
        """Pastes plain text on one line, if there is room for it."""
        if not self.isReadOnly():
            given = QGuiApplication.clipboard().mimeData()
            pasted = " ".join(without_unstorable(words_of(given) if given is not None else "").split("\n"))
            why = no_room_for(pasted, _without(self.text(), self.selectedText()), self.room)
            if why is not None:
                self.refused.emit(why)
                return
            self.burst_ended.emit()
            self.insert(pasted)
            self.burst_ended.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Ends the burst of typing, unless the focus goes to the box's own menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.burst_ended.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Shows the usual menu without the box's own undo."""
        menu = without_own_undo(self.createStandardContextMenu())
        menu.exec(event.globalPos())
        menu.deleteLater()


def _without(text: str, chosen: str) -> str:
    """What remains of a text when its selected part is pasted over. Qt separates the lines of a selection by U+2029."""
    return text.replace(chosen.replace("\u2029", "\n"), "", 1) if chosen else text


def utf16_length(text: str) -> int:
    """The length as Qt counts it: a character outside the basic plane counts as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def difference(before: str, after: str) -> tuple[int, int, str]:
    """What to replace so that ``before`` becomes ``after``: start and end in Qt's count, and the new text."""
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = utf16_length(before[:head])
    end = start + utf16_length(before[head : len(before) - tail])
    return start, end, after[head : len(after) - tail]
