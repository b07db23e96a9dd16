"""A key that reached the projector view by mistake, where the laptop has a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.shortcuts import run_key


def hand_on(window: QWidget, event: QKeyEvent) -> None:
    """Gives a key that strayed into the projector view to the window, which gets the keyboard back."""
    window.activateWindow()
    focus = window.focusWidget()
    if not run_key(window, event) and focus is not None:
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
        QCoreApplication.sendEvent(focus, copy)
