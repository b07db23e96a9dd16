"""A key that reached the projector view by mistake, where the laptop has a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.positions import as_meant, is_by_place
from ui.kit.shortcuts import run_key


def hand_on(window: QWidget, event: QKeyEvent) -> None:
    """Gives a key that strayed into the projector view to the window, which gets the keyboard back.

    As in the window itself, what writes a sign in a text is no command there: ``?`` is one only outside of texts.
    """
    window.activateWindow()
    focus = window.focusWidget()
    writes = focus is not None and _claims(focus, event)
    if (writes or not run_key(window, event)) and focus is not None:
        QCoreApplication.sendEvent(focus, as_meant(event))


def _claims(focus: QWidget, event: QKeyEvent) -> bool:
    """Whether a widget wants a key for itself, before Qt looks for its shortcut."""
    if event.modifiers() and is_by_place(event):
        return False
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QCoreApplication.sendEvent(focus, asked)
    return asked.isAccepted()
