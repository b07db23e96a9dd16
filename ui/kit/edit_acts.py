"""Cut, copy, paste and select all in whatever has the focus: text boxes, tables, and what can be read only.

A part of the window takes part by having the methods of :class:`Editable` that it can do; Qt's text boxes have them all. It
may say itself, in ``edit_acts``, what is possible now; otherwise a method that it has is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class EditAct(StrEnum):
    """What can be done, by the name of the method that does it."""

    CUT = "cut"
    COPY = "copy"
    PASTE = "paste"
    SELECT_ALL = "selectAll"


class Editable(Protocol):
    """A part of the window that says what of this is possible now."""

    def edit_acts(self) -> Container[EditAct]:
        """The acts that would do something now."""
        ...


def possible_acts(part: QWidget | None) -> Container[EditAct]:
    """What can be done now in the part with the focus."""
    if part is None or not part.isEnabled():
        return ()
    said: Callable[[], Container[EditAct]] | None = getattr(part, "edit_acts", None)
    if said is not None:
        return said()
    if isinstance(part, QLineEdit):
        return _of_text(part.hasSelectedText(), bool(part.text()), writable=not part.isReadOnly())
    if isinstance(part, QPlainTextEdit | QTextEdit):
        empty = part.document().isEmpty()
        return _of_text(part.textCursor().hasSelection(), not empty, writable=not part.isReadOnly())
    if isinstance(part, QLabel):
        return {EditAct.COPY} if part.hasSelectedText() else ()
    return {act for act in EditAct if callable(getattr(part, act, None)) and (act is not EditAct.PASTE or holds_text())}


def nearest_part(part: QWidget | None) -> QWidget | None:
    """The part itself, or what stands around it and can do something that it cannot: a button of an empty list can paste."""
    around = part
    while around is not None and not (callable(getattr(around, "edit_acts", None)) and possible_acts(around)):
        around = around.parentWidget()
    return part if around is None or possible_acts(part) else around


def do(act: EditAct, part: QWidget | None) -> bool:
    """Does it in a part of the window, if that is possible. Returns whether it was."""
    if part is None or act not in possible_acts(part):
        return False
    if isinstance(part, QLabel):
        QGuiApplication.clipboard().setText(part.selectedText())
    else:
        getattr(part, act)()
    return True


def _of_text(chosen: bool, some: bool, *, writable: bool) -> set[EditAct]:  # noqa: FBT001  what the text box says
    possible = {EditAct.COPY: chosen, EditAct.CUT: chosen and writable, EditAct.SELECT_ALL: some}
    possible[EditAct.PASTE] = writable and holds_text()
    return {act for act, now in possible.items() if now}


def holds_text() -> bool:
    """Whether there is text, or a table, on the clipboard."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none after the clipboard was cleared
    return held is not None and held.hasText()
