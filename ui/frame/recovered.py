"""Says after an opening what became of an interrupted change: until when everything is here, and what is in two versions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.model.moments import moment
from workbench.storage.leftovers import rescues_beside

if TYPE_CHECKING:
    from ui.frame.two_versions_dialog import TwoVersionsDialog
    from ui.link.bridge import DocumentBridge
    from ui.link.recent_files import RecentFile
    from ui.link.window import FileWindow
    from workbench.document.document import Document

LOOK: Final = Message("Look at both…")


class Recovered(QObject):
    """Tells it of each file that a window opens. ``dialog`` shows the two versions while it is open."""

    def __init__(self, window: FileWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.dialog: TwoVersionsDialog | None = None
        window.file_changed.connect(self._close)

    def tell(self, bridge: DocumentBridge, known: RecentFile | None) -> None:
        """Says what happened to the file before it was opened just now; ``known`` is what the window remembered of it."""
        document = bridge.document
        time = _stopped(document, known)
        told = [*_interrupted(time, document.now()), *_converted(document, alone=time is None)]
        twice = _two_versions(document)
        if twice:
            told.append(_kept_beside(twice))
        elif time is not None:
            told.insert(1, Message("Look whether the words that you typed last are there."))
        if told:
            action, run = (LOOK, self.show) if twice else (None, None)
            self._window.messages.info(_together(told), action=action, run=run)

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def show(self) -> None:
        """Shows both versions of each text, side by side."""
        from ui.frame.two_versions_dialog import TwoVersionsDialog
        from workbench.checking.two_versions import two_versions

        bridge = self._window.bridge
        versions = two_versions(bridge.document) if bridge is not None else []
        if bridge is None or not versions:
            return
        self.dialog = TwoVersionsDialog(bridge, versions, self._window.widget)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self, result: int) -> None:
        """Whoever decides later is told when that is, and can look again at once. Nothing is told of a file that is left."""
        dialog, self.dialog = self.dialog, None
        bridge = self._window.bridge
        if dialog is None or result == dialog.DialogCode.Accepted:
            return
        if bridge is not None and bridge is dialog.bridge:
            told = Message("You will be asked about the rest again when this file is opened next.")
            if not dialog.decided:
                told = Message("Nothing was changed. You will be asked again when this file is opened next.")
            self._window.messages.info(told, action=LOOK, run=self.show)


def _two_versions(document: Document) -> int:
    """How many texts are in two versions."""
    paths = {document.path, document.read.connection.path}
    if not any(rescues_beside(path) for path in paths):
        return 0
    from workbench.checking.two_versions import two_versions

    return len(two_versions(document))


def _kept_beside(count: int) -> Message:
    return Message(
        "A text that was just being saved is kept beside the file. Look at both, and choose.",
        "{count} texts that were just being saved are kept beside the file. Look at both versions of each, and choose.",
        count=count,
    )


def _stopped(document: Document, known: RecentFile | None) -> datetime | None:
    """When the file was last changed, if the program was stopped while it was open; None if it was closed as it should be.

    Whoever leaves a file is remembered with the page, and opening it forgets the page. So a file without one was not left.
    """
    if document.recovered is not None:
        return document.recovered
    if known is None or not known.last or known.stage or document.read_only is not None:
        return None
    last = document.read.last_change()
    return moment(last.at) if last is not None else None


def _interrupted(time: datetime | None, now: datetime) -> list[Message]:
    if time is None:
        return []
    at = At(time, now)
    return [Message("The program was stopped in the middle of work. Everything saved until {time} is here.", time=at)]


def _converted(document: Document, *, alone: bool) -> list[Message]:
    copy = document.migrated_copy
    if copy is None:
        return []
    if alone:
        return [
            Message(
                "This file was made by an older version of the program. The file as it was is in the same folder: {name}.",
                name=copy.name,
            )
        ]
    return [Message("The file as it was before this version converted it is in the same folder: {name}.", name=copy.name)]


def _together(sentences: list[Message]) -> Message:
    whole, *others = sentences
    for other in others:
        whole = Message("{first} {second}", first=whole, second=other)
    return whole
