"""Runs the keys of the laptop's window for a key that reached the projector view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def run_key(window: QWidget, event: QKeyEvent) -> bool:
    """Runs the entry of a menu or the shortcut of a window that a key event stands for. Returns whether there is one."""
    wanted = QKeySequence(event.keyCombination())
    for action in window.findChildren(QAction):
        if wanted in action.shortcuts() and action.isEnabled():
            action.trigger()
            return True
    for each in window.findChildren(QShortcut):
        owner = each.parent()
        if wanted in list(each.keys()) and each.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            each.activated.emit()
            return True
    return False


def hand_on(window: QWidget, event: QKeyEvent) -> None:
    """Gives a key that strayed into the projector view to the window, which gets the keyboard back."""
    window.activateWindow()
    focus = window.focusWidget()
    if not run_key(window, event) and focus is not None:
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
        QCoreApplication.sendEvent(focus, copy)
