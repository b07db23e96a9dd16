"""A part that lies over others instead of moving them: at the upper edge, or at the lower if the upper has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.kit.focus import follow_focus


class Overlay(QObject):
    """Keeps ``part`` over ``room``; both are children of the same widget, and no layout has the part.

    Nothing below it moves when it comes, grows or goes. Where the focus is stays in sight, also when it moves on.
    """

    def __init__(self, part: QWidget, room: QWidget) -> None:
        super().__init__(part)
        self._part, self._room = part, room
        self._below = False
        part.installEventFilter(self)
        room.installEventFilter(self)
        follow_focus(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the room and what the part needs."""
        kind = event.type()
        if watched is self._part and kind == QEvent.Type.Show:
            self._below = self._covers_focus()
            self._place()
        elif kind == QEvent.Type.LayoutRequest if watched is self._part else kind in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Goes to the other edge when it lies over what gets the focus."""
        if now is None or self._part.isHidden() or not self._room.isAncestorOf(now):
            return
        if self._covers(now, below=self._below) and not self._covers(now, below=not self._below):
            self._below = not self._below
            self._place()

    def _place(self) -> None:
        self._part.setGeometry(self._strip(below=self._below))
        self._part.raise_()

    def _strip(self, *, below: bool) -> QRect:
        room, layout = self._room.geometry(), self._part.layout()
        high = layout.totalHeightForWidth(room.width()) if layout is not None and layout.hasHeightForWidth() else -1
        high = min(room.height(), high if high >= 0 else self._part.sizeHint().height())
        return QRect(room.left(), room.bottom() + 1 - high if below else room.top(), room.width(), high)

    def _covers_focus(self) -> bool:
        focus = self._part.window().focusWidget()
        if focus is None or not self._room.isAncestorOf(focus):
            return False
        return self._covers(focus, below=False) and not self._covers(focus, below=True)

    def _covers(self, focus: QWidget, *, below: bool) -> bool:
        around = self._part.parentWidget()
        here = QRect(focus.mapTo(around, QPoint(0, 0)), focus.size()) if around is not None else QRect()
        return here.intersects(self._strip(below=below))
