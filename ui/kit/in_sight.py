"""Brings a widget into sight that the focus went to by a key of the page, and not by Tab."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 8


def bring_into_sight(widget: QWidget) -> None:
    """Scrolls everything around a widget that scrolls, from the inside to the outside."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what was just shown must have its place
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, _AROUND)
        around = around.parentWidget()
