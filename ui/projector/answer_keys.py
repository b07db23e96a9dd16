"""Typing in the projector view, where it is the only screen: each key goes to the answer editor of the page behind it.

The text is the editor's, with its autosave and the document's undo; the projector view only shows it and moves the cursor by
its own lines, because those are the lines that people see.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from ui.editors.text_editor import TextEditor
from ui.kit.positions import as_meant, meant
from ui.projector.flow import Page
from ui.projector.typesetting import TextLine

_EDITING: Final = frozenset(
    {
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)
_WITH_CONTROL: Final = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X})
_BY_LINES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


def type_into(editor: TextEditor, event: QKeyEvent, pages: tuple[Page, ...]) -> None:
    """Passes a key to the editor, if it is one for typing or editing."""
    key = meant(event)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    # Ctrl and Alt together are AltGr of Windows; on a Mac, Alt alone writes signs; elsewhere it is a command
    writes = control == alt or (alt and sys.platform == "darwin")
    letters = bool(event.text()) and event.text().isprintable() and writes
    if key in _BY_LINES and not control:
        _move(editor, key, pages, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    elif letters or key in _EDITING or key in _BY_LINES or (control and key in _WITH_CONTROL):
        QCoreApplication.sendEvent(editor, as_meant(event))


def _move(editor: TextEditor, key: int, pages: tuple[Page, ...], *, keep: bool) -> None:
    lines = [line for page in pages for _, line in page.answer]
    cursor = editor.textCursor()
    here = _line_of(lines, cursor.position())
    if here is None:
        return
    line = lines[here]
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        position = line.start if key == Qt.Key.Key_Home else _end_of(line)
    else:
        there = here + (1 if key == Qt.Key.Key_Down else -1)
        if not 0 <= there < len(lines):
            return
        position = min(lines[there].position_at(line.x_of(cursor.position())), _end_of(lines[there]))
    mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(position, mode)
    editor.setTextCursor(cursor)


def _line_of(lines: list[TextLine], position: int) -> int | None:
    found = [index for index, line in enumerate(lines) if line.start <= position <= line.start + line.length]
    return found[-1] if found else None


def _end_of(line: TextLine) -> int:
    """The last position that is still on this line: before the space at which the line is broken."""
    broken = line.index < line.layout.lineCount() - 1
    return line.start + max(0, line.length - (1 if broken else 0))
