"""Brings a widget into sight that the focus went to by a key of the page, and not by Tab."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 8
_HIGH = 500
"""A text with more characters may fill a window."""


def bring_into_sight(widget: QWidget, part: QRect | None = None) -> None:
    """Scrolls everything around a widget that scrolls, from the inside to the outside; ``part`` of it is seen for sure."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what was just shown must have its place
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, _AROUND)
            inside = around.widget()
            if part is not None and inside is not None:
                place = widget.mapTo(inside, part.center())
                around.ensureVisible(place.x(), place.y(), 0, part.height() // 2 + _AROUND)
        around = around.parentWidget()


def keep_in_sight(widget: QWidget, below: str) -> None:
    """Does the same a moment later, if the focus is in a widget ``below`` a text so long that nobody might see it."""
    if len(below) > _HIGH:
        QTimer.singleShot(0, widget, lambda: bring_into_sight(widget) if widget.hasFocus() else None)
