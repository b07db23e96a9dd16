"""Files that are dragged onto a part of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

Dropped = Callable[[list[Path], QPoint], object]
"""Called with the paths, and the place on the screen."""


def files_in(data: QMimeData) -> list[Path]:
    """The paths of files in what is dragged; empty if it is something else, or lies on no disk of this computer."""
    urls = data.urls() if data.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls] if urls and all(url.isLocalFile() for url in urls) else []


class FileDrops(QObject):
    """Takes files that are dropped on one of these widgets; a text that is dropped goes where it went before.

    What is dropped is handled a moment later: while a drag ends, the program that it comes from waits.
    """

    def __init__(self, parent: QWidget, widgets: Sequence[QWidget], dropped: Dropped) -> None:
        super().__init__(parent)
        self._dropped = dropped
        self._waiting: list[tuple[list[Path], QPoint]] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._handle)
        for widget in widgets:
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepts drags of files."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if not files_in(event.mimeData()):
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent) and isinstance(watched, QWidget):
            paths = files_in(event.mimeData())
            if not paths:
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            at = watched.mapToGlobal(event.position().toPoint())
            self._waiting.append((paths, at))
            self._soon.start()
            return True
        return False

    def _handle(self) -> None:
        while self._waiting:
            self._dropped(*self._waiting.pop(0))
