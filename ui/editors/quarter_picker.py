"""A first and a last quarter: two small boxes, changed by keys, mouse and typing. The end is never before the start."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.editors.boxes import LineBox, undo_key
from ui.kit.line_button import button_in
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look.style import GAP, ROOM
from workbench.language.i18n import Message

_WHOLE: Final = re.compile(r"([0-9]{4})[-/. ]?[q]?([1-4])", re.IGNORECASE)
_TURNED: Final = re.compile(r"(?:q([1-4])[-/. ]?|([1-4])[-/. ])([0-9]{4})", re.IGNORECASE)
_BEGUN: Final = re.compile(
    r"[0-9]{0,4}|[0-9]{4}[-/. ]?q?[1-4]?|q|q[1-4][-/. ]?[0-9]{0,4}|[1-4][-/. ][0-9]{0,4}", re.IGNORECASE
)
_YEAR: Final = re.compile(r"[0-9]{4}")
_RETYPED: Final = re.compile(r"([0-9]{4}-Q)(?:[1-4]([1-4])|([1-4])[1-4])")
_QUARTERS: Final = 4
_PAGE: Final = 10
_WIDEST: Final = "0000-Q0"
_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: _PAGE, Qt.Key.Key_PageDown: -_PAGE}
_ARROWS: Final = (
    ("up", Message("A quarter later (Up)"), 1),
    ("down", Message("A quarter earlier (Down)"), -1),
)
_FIRST, _LAST = 1000 * _QUARTERS, 9999 * _QUARTERS + 3


class _Quarters(QValidator):
    """Lets people type only what can become a quarter."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accepts a complete quarter or nothing, and lets the start of a quarter be continued."""
        plain = _plain(text)
        if not plain or _whole(plain):
            return QValidator.State.Acceptable, text, position
        begun = _BEGUN.fullmatch(plain) or _RETYPED.fullmatch(plain)
        return (QValidator.State.Intermediate if begun else QValidator.State.Invalid), text, position


class QuarterBox(LineBox):
    """One quarter, for example 2027-Q1, or nothing.

    Up and Down change the year or the quarter, wherever the cursor is; Page Up and Page Down change the year. A year typed
    alone means its quarter ``alone`` (1 to 4). Signal ``edited``: the user changed it to another complete quarter;
    ``typed``: something is typed; ``left``: the focus has left.
    """

    edited = Signal()
    typed = Signal()
    left = Signal()

    def __init__(self, name: Message, alone: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alone, self._known = alone, ""
        self.beginning = this_quarter()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setValidator(_Quarters(self))
        self.setAccessibleName(tr(name))
        self.setToolTip(tip(tr(Message("Arrow keys change the year or the quarter; or type it, for example 2027-Q1"))))
        self.setAccessibleDescription(self.toolTip())
        self._arrows = [button_in(self, sign, text, partial(self._step_by_mouse, step)) for sign, text, step in _ARROWS]
        self.textEdited.connect(self._on_typed)

    def _step_by_mouse(self, step: int) -> None:
        self.setFocus()
        self.setCursorPosition(len(self.text()))
        self.step_by(step)

    def quarter(self) -> str | None:
        """The quarter as it is stored, "" for none; None when the text is not a quarter."""
        return as_quarter(self.text(), self._alone)

    def show_quarter(self, quarter: str) -> None:
        """Sets the quarter. One that is already shown keeps its cursor."""
        self._known = quarter
        if self.text() != quarter:
            cursor = self.cursorPosition()
            with QSignalBlocker(self):
                self.setText(quarter)
            self.setCursorPosition(min(cursor, len(quarter)))

    def settle(self) -> None:
        """Writes what is typed as a complete quarter, if it can be read as one."""
        quarter = self.quarter()
        if quarter is not None and (quarter != self._known or quarter != self.text()):
            told = quarter != self._known
            self.show_quarter(quarter)
            if told:
                self.edited.emit()

    def _on_typed(self, text: str) -> None:
        again = _RETYPED.fullmatch(text)
        if again is not None:
            text = again[1] + (again[2] or again[3])
        quarter = _whole(_plain(text))
        self.typed.emit()
        if quarter or not text:
            self.setText(quarter)
            self.settle()

    def step_by(self, steps: int) -> None:
        """Moves by quarters, or by years when the cursor is in the year. An empty box takes the quarter ``beginning``."""
        quarter = self.quarter()
        if not quarter:
            self.show_quarter(self.beginning)
            self._known = ""
            self.settle()
            return
        cursor = self.cursorPosition()
        whole = abs(steps) >= _PAGE
        in_year = cursor < quarter.index("-") + 1 and not self.hasSelectedText()
        by = (steps // _PAGE if whole else steps) * (_QUARTERS if whole or in_year else 1)
        count = int(quarter[:4]) * _QUARTERS + int(quarter[-1]) - 1 + by
        count = max(_FIRST, min(count, _LAST))
        self.setText(f"{count // _QUARTERS}-Q{count % _QUARTERS + 1}")
        self.setCursorPosition(cursor)
        self.settle()

    def setReadOnly(self, read_only: bool) -> None:  # noqa: FBT001, N802  Qt's name
        """Also hides the arrows for the mouse."""
        super().setReadOnly(read_only)
        for arrow in self._arrows:
            arrow.setVisible(not read_only)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A quarter, and the arrows beside it."""
        hint = super().sizeHint()
        signs = len(self._arrows) * (self.fontMetrics().height() + GAP)
        return QSize(self.fontMetrics().horizontalAdvance(_WIDEST) + signs + 2 * ROOM, hint.height())

    def minimumSizeHint(self) -> QSize:
        """The whole size: a quarter is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps by keys. Leaves undo to the window; Enter settles what is typed."""
        if undo_key(event) is not None:
            event.ignore()
            return
        steps = _STEPS.get(Qt.Key(event.key()), 0)
        if steps and not self.isReadOnly():
            self.step_by(steps)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settles what is typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page, never the quarter."""
        event.ignore()


class QuarterPicker(QWidget):
    """Two boxes. A start after the end moves the end along; an end before the start becomes the start.

    Signal ``edited``: the user changed a quarter; ``typed``: something is typed; ``stopped``: the user wanted an end before
    the start, and the end is now the start; ``left``: the focus has left both boxes.
    """

    edited = Signal()
    typed = Signal()
    stopped = Signal()
    left = Signal()

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = QuarterBox(Message("Starts in"), 1, self)
        self.end = QuarterBox(Message("Ends in"), _QUARTERS, self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for index, (text, box) in enumerate(((Message("from"), self.start), (Message("to"), self.end))):
            label = QLabel(tr(text), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(box)
            row, column = (index, 0) if upright else (0, 2 * index)
            layout.addWidget(label, row, column)
            layout.addWidget(box, row, column + 1)
        if not upright:
            layout.setColumnStretch(4, 1)
        self.setFocusProxy(self.start)
        self.start.edited.connect(self._start_edited)
        self.end.edited.connect(self._end_edited)
        for box in (self.start, self.end):
            box.typed.connect(self.typed)
            box.left.connect(self._on_left)

    def value(self) -> tuple[str, str] | None:
        """Start and end, each "" for none; None while one of the texts is not a quarter."""
        start, end = self.start.quarter(), self.end.quarter()
        return None if start is None or end is None else (start, end)

    def show_value(self, start: str, end: str) -> None:
        """Sets both quarters."""
        self.start.show_quarter(start)
        self.end.show_quarter(end)
        self._show_beginning()

    def is_whole(self) -> bool:
        """Whether both texts are complete: nobody is in the middle of typing one."""
        return all(box.quarter() == box.text() for box in (self.start, self.end))

    def settle(self) -> bool:
        """Settles both boxes. Returns False when one of the texts is not a quarter."""
        self.start.settle()
        self.end.settle()
        return self.value() is not None

    def what_is_wrong(self) -> str:
        """The first text that is not a quarter; empty when both are."""
        return next((box.text() for box in (self.start, self.end) if box.quarter() is None), "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Sets whether the quarters can be changed."""
        self.start.setReadOnly(read_only)
        self.end.setReadOnly(read_only)

    def _start_edited(self) -> None:
        start, end = self.start.quarter() or "", self.end.quarter()
        if end and end < start:
            self.end.show_quarter(start)
        self._show_beginning()
        self.edited.emit()

    def _end_edited(self) -> None:
        start, end = self.start.quarter() or "", self.end.quarter()
        if end and end < start:
            self.end.show_quarter(start)
            self.stopped.emit()
        self.edited.emit()

    def _show_beginning(self) -> None:
        self.end.beginning = self.start.quarter() or self.start.beginning

    def _on_left(self) -> None:
        here = self.window().focusWidget()
        if here is None or not self.isAncestorOf(here):
            self.left.emit()


def this_quarter() -> str:
    """The quarter of today, by the clock of the computer."""
    today = datetime.now().astimezone()
    return f"{today.year}-Q{(today.month - 1) // 3 + 1}"


def as_quarter(text: str, alone: int) -> str | None:
    """What a text means: "2027 3", "2027q3", "Q3 2027" are 2027-Q3; "2027" is its quarter ``alone``; else None."""
    plain = _plain(text)
    if not plain:
        return ""
    return _whole(plain) or (f"{plain}-Q{alone}" if _YEAR.fullmatch(plain) else None)


def _whole(plain: str) -> str:
    """The quarter that a text without blanks around it is; empty when it is not a complete one."""
    if found := _WHOLE.fullmatch(plain):
        return f"{found[1]}-Q{found[2]}"
    found = _TURNED.fullmatch(plain)
    return f"{found[3]}-Q{found[1] or found[2]}" if found else ""


def _plain(text: str) -> str:
    """The text without blanks around it, with the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.strip())
