"""Drags files onto a widget, as a file manager does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_NO_KEYS = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton
_ANY = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def mime_of(paths: Sequence[Path | str]) -> QMimeData:
    """What a file manager drags: the places of files."""
    data = QMimeData()
    data.setUrls([QUrl(path) if isinstance(path, str) else QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget: QWidget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Drags something onto a widget and lets it go; whether it was taken."""
    place = at if at is not None else widget.rect().center()
    enter = QDragEnterEvent(place, _ANY, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    fall = QDropEvent(QPointF(place), _ANY, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(widget, fall)
    return fall.isAccepted() and fall.dropAction() == Qt.DropAction.CopyAction
