"""Tells, once for each file, that a cloud service copies the folder of the open file; not over what else was told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.language.i18n import Message
from workbench.system.places import cloud_of

if TYPE_CHECKING:
    from ui.frame.storing_window import StoringWindow


class CloudRemark(QObject):
    """Looks at each file that a window opens. Its remark disappears with the next change."""

    def __init__(self, window: StoringWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._told: set[Path] = set()
        window.file_changed.connect(self._look)

    def _look(self) -> None:
        bridge = self._window.bridge
        if bridge is None:
            return
        path = bridge.document.path.absolute()
        service = cloud_of(path)
        if service is None or path in self._told or self._window.bar.notice is not None:
            return
        self._told.add(path)
        said = Message(
            "{service} copies the folder of this file to other computers, and the answers with it. To keep "
            "them on this computer only, close the file and move it to another folder.",
            service=service,
        )
        self._window.messages.info(said, passing=True)
