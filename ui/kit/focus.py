"""Tells parts of the window where the focus goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

FocusSlot = Callable[[QWidget | None, QWidget | None], None]
"""Gets the widget that had the focus, and the one that has it now; None is a window of another program, or nothing."""


def follow_focus(slot: FocusSlot) -> None:
    """Calls a slot whenever the focus goes elsewhere. A method of a QObject is called no longer than the object lives."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(slot)
