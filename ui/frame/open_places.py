"""Tells other windows and computers that a file is open here, and the user where else the same assessment is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.link import background
from ui.link.language import tr
from ui.link.messages import Notice, Weight
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.system.drives import Drive

if TYPE_CHECKING:
    from ui.frame.in_use import PlacesWindow
    from workbench.document.document import Document
    from workbench.keeping.open_now import OpenPlace, Presence
    from workbench.storage.open_record import OpenRecord

SOON_MS: Final = 500
"""After the first paint: nobody waits for it."""

OFTEN_MS: Final = 60_000
"""How often it is looked whether somebody else has opened the file, where locks do nothing."""


class OpenPlaces(QObject):
    """Follows the open file. Whatever it finds, it only tells: nobody is held out."""

    def __init__(self, window: PlacesWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._presence: Presence | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.begin)
        self._often = QTimer(self, interval=OFTEN_MS)
        self._often.timeout.connect(self.look)
        self._looking = False
        window.file_changed.connect(self.follow)

    def follow(self) -> None:
        """Follows another file, or none, or the same one under its new name."""
        self._soon.stop()
        self._often.stop()
        if self._presence is not None:
            self._presence.end()
            self._presence = None
        bridge = self._window.bridge
        if bridge is None:
            return
        if bridge.read_only:
            self._tell_not_newest(bridge.document)
        else:
            bridge.saved.connect(self._look_whether_it_moved)
            self._soon.start()

    def _look_whether_it_moved(self) -> None:
        """After "Save elsewhere" the work goes on in another file."""
        bridge = self._window.bridge
        if bridge is not None and self._presence is not None and bridge.document.path != self._presence.path:
            self.follow()

    def begin(self) -> None:
        """Tells that the file is open here, and looks where else."""
        from workbench.keeping.open_now import Presence  # late: the start does not wait for it

        bridge = self._window.bridge
        if bridge is None or bridge.closed or self._presence is not None:
            return
        presence = self._presence = Presence(bridge.document)
        self._often.start()
        others = presence.others()
        if others:
            self._tell_other(bridge.document, others[0])
        elif presence.left is not None:
            self._tell_left(bridge.document, presence.left)

    def look(self) -> None:
        """Looks, on another thread, whether somebody else has opened the file since; tells it once."""
        presence = self._presence
        if presence is None or self._looking:
            return

        def done(record: OpenRecord | None) -> None:
            self._looking = False
            bridge = self._window.bridge
            if record is not None and bridge is not None and presence is self._presence:
                self._often.stop()
                self._tell_left(bridge.document, record)

        self._looking = True
        background.run(
            lambda _: presence.replaced_by(),
            on_done=done,
            on_error=lambda _: done(None),
            on_cancelled=lambda: done(None),
            parent=self,
        )

    def _tell_not_newest(self, document: Document) -> None:
        """Tells who only reads that there is, or will be, a newer state."""
        from ui.frame.in_use import AGAIN
        from workbench.carrying.newest import told_of_state

        told = told_of_state(document)
        if not told:
            return
        text = " ".join(map(tr, told))
        again = lambda: self._window.open_file(document.path)  # noqa: E731
        self._window.messages.told.emit(Notice(Weight.INFO, text, tr(AGAIN), again))

    def _tell_other(self, document: Document, place: OpenPlace) -> None:
        text = Message(
            "The same assessment is also open in another window, as {path}. What you write here does not get there, and the "
            "program cannot join two files.",
            path=str(place.path),
        )
        self._warn(document, text, go_on=Message("Continue there"))

    def _tell_left(self, document: Document, record: OpenRecord) -> None:
        since = record.since_told(document.now())
        if _is_on_a_stick(document) and record.computer and since is not None:
            self._warn(document, *_taken_from(record.computer, since), go_on=Message("Close it here"))
            return
        if record.computer and since is not None:
            where = Message(
                "It seems that this file has been open on the computer {computer} since {time}.",
                computer=record.computer,
                time=since,
            )
        else:
            where = Message("It seems that this file is open on another computer.")
        self._warn(document, where, _if_so(document), go_on=Message("Close it here"))

    def _warn(self, document: Document, *told: Message, go_on: Message) -> None:
        from ui.frame.in_use import READ_ONLY

        path = document.path
        self._window.messages.told.emit(
            Notice(
                Weight.WARNING,
                " ".join(map(tr, told)),
                tr(go_on),
                self._window.close_file,
                other=tr(READ_ONLY),
                run_other=lambda: self._window.open_file(path, read_only=True),
                close=tr(Message("Work here all the same")),
            )
        )


def _is_on_a_stick(document: Document) -> bool:
    from workbench.carrying.opening import copy_of

    copy = copy_of(document)
    return copy is not None and copy.record.drive is Drive.REMOVABLE


def _taken_from(computer: str, since: At) -> tuple[Message, Message]:
    """A stick is in one computer at a time. So the other one no longer has it, but may have work that belongs there."""
    return (
        Message(
            "This file has not been closed on the computer {computer}, where it was opened at {time}. There may be newer "
            "work there.",
            computer=computer,
            time=since,
        ),
        Message("To get it, connect the USB stick there and close the file there first; the program cannot join two files."),
    )


def _if_so(document: Document) -> Message:
    """What two computers do to one file: in working copies nothing, where it lies the worst."""
    from workbench.carrying.opening import copy_of

    if copy_of(document) is not None:
        return Message("If that is so, close it on one of the two: both are kept, but the program cannot join two files.")
    return Message(
        "If that is so, close it on one of the two: on a disk without locks, two programs at once destroy a file."
    )
