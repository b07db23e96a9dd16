"""A part that lies over others instead of moving them: over the line at the foot, or at the upper edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget

from ui.kit.focus import follow_focus

_MOST_KEPT: Final = 0.3
"""What is kept free at the start of the foot is at most this share of its width."""
_MOST_FEET: Final = 2
"""A part that would be higher than so many times the foot takes its whole width, if that makes it lower."""
_LARGE: Final = 3
"""What has the focus and is higher than so many parts need not be seen whole: its cursor or current cell must."""


class Overlay(QObject):
    """Keeps ``part`` over ``foot`` and as much above it as it needs, or at the upper edge of ``room``.

    ``part`` is a child of the window that has both, and no layout has it: nothing below it moves when it comes, grows or
    goes. ``kept`` is how wide the start of the foot is that stays in sight, in pixels. Where the focus is stays in sight,
    also when it moves on.
    """

    def __init__(self, part: QWidget, room: QWidget, foot: QWidget, kept: Callable[[], int]) -> None:
        super().__init__(part)
        self._part, self._room, self._foot, self._kept = part, room, foot, kept
        self._above = False
        for watched in (part, room, foot):
            watched.installEventFilter(self)
        follow_focus(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the room and what the part needs."""
        kind = event.type()
        if watched is self._part and kind == QEvent.Type.Show:
            focus = self._part.window().focusWidget()
            self._above = focus is not None and self._must_change(focus, above=False)
            self._place()
        elif kind == QEvent.Type.LayoutRequest if watched is self._part else kind in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Goes to the other edge when it lies over what gets the focus."""
        if now is not None and not self._part.isHidden() and self._must_change(now, above=self._above):
            self._above = not self._above
            self._place()

    def _must_change(self, focus: QWidget, *, above: bool) -> bool:
        """Whether the part hides the focus here, and not at the other edge."""
        if not self._room.isAncestorOf(focus):
            return False
        return self._covers(focus, above=above) and not self._covers(focus, above=not above)

    def _place(self) -> None:
        self._part.setGeometry(self._strip(above=self._above))
        self._part.raise_()

    def _strip(self, *, above: bool) -> QRect:
        room, foot = self._within(self._room), self._within(self._foot)
        if above:
            return QRect(room.left(), room.top(), room.width(), self._height(room.width()))
        kept = min(self._kept(), round(_MOST_KEPT * foot.width()))
        high = self._height(foot.width() - kept)
        if high > _MOST_FEET * foot.height() and self._height(foot.width()) < high:
            kept, high = 0, self._height(foot.width())
        wide, high = foot.width() - kept, max(high, foot.height())
        left = foot.left() if self._part.isRightToLeft() else foot.left() + kept
        return QRect(left, foot.bottom() + 1 - high, wide, high)

    def _height(self, width: int) -> int:
        layout = self._part.layout()
        high = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        return min(self._room.height(), high if high >= 0 else self._part.sizeHint().height())

    def _covers(self, focus: QWidget, *, above: bool) -> bool:
        strip, place = self._strip(above=above), self._within(focus)
        if place.height() > _LARGE * strip.height():
            cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            place = QRectF(cursor).toRect().translated(place.topLeft())
        return place.intersects(strip)

    def _within(self, widget: QWidget) -> QRect:
        """Where a widget is in the window."""
        around = self._part.parentWidget()
        return QRect(widget.mapTo(around, QPoint(0, 0)), widget.size()) if around is not None else widget.geometry()
