"""What the window says and does about storing: the status bar, the way out when it fails, closing without losing a word."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel

from ui.frame.content_watch import ContentWatch
from ui.frame.copies import AutomaticCopies
from ui.frame.opening import carrying_of
from ui.frame.recovered import Recovered
from ui.frame.storing_words import with_what_is_lacking
from ui.link.bridge import SAVE_ELSEWHERE, DocumentBridge
from ui.link.language import tr
from ui.link.messages import Notice, Weight
from workbench.document.document import Document, lies_there
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.system import drives

if TYPE_CHECKING:
    from ui.frame.carrying import Carrying
    from ui.frame.storing_window import StoringWindow
    from ui.link.recent_files import RecentFile

LATE_MS: Final = 2000
"""What is typed is stored within two seconds. When that fails, the line is not only changed but coloured and spoken."""

CALM_MS: Final = 500
"""Somebody who types without a pause always has a word that is not stored. So the line changes back only after a moment in
which nothing waits: it does not change to and fro while they type."""

TOLD_MS: Final = 4000
"""How long a remark stands in the status bar."""

_AGAIN_MS: Final = 3000
_SELDOM_MS: Final = 60_000
_IDLE_MS: Final = 1000

NOT_SAVED: Final = Message("Not saved yet")
AS_YOU_TYPE: Final = Message("Saved as you type")
LEAVE: Final = Message("Close without saving it…")
_AROUND_LINE: Final = 36
KEEP: Final = Message("Keep it open")
STAYS_OPEN: Final = Message("The file stays open, because your last text is not saved yet.")


class Storing(QObject):
    """Follows the bridge of the open file. ``label`` is the line for the status bar, ``told`` stands beside it for a moment.

    ``copies`` makes the automatic copies, ``watch`` checks the file on the disk; ``recovered`` says what became of an
    interruption. Signal ``not_saved`` carries what the line says when something typed could not be saved for too long.
    """

    not_saved = Signal(str)

    def __init__(self, window: StoringWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._bridge: DocumentBridge | None = None
        self._said = ""
        self._warned = False
        self._failing = False
        self.label = QLabel(window.widget)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setMinimumWidth(1)  # it gives way to the running session
        self.told = QLabel(window.widget)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        self._fades = self._clock(TOLD_MS, self.told.hide)
        self._reassured = ""
        self._reassures = self._clock(TOLD_MS, self._end_reassuring)
        self._soon = self._clock(0, self._say_waiting)
        self._calm = self._clock(CALM_MS, self._say_saved)
        self._late = self._clock(LATE_MS, self._say_not_saved)
        self._again = self._clock(_AGAIN_MS, self._try_again)
        self._idle = self._clock(_IDLE_MS, self._remember)
        self.copies = AutomaticCopies(window)
        self.recovered = Recovered(window)
        self.watch = ContentWatch(window, self.copies)
        self.carrying: Carrying | None = None

    def _clock(self, milliseconds: int, run: Callable[[], object]) -> QTimer:
        clock = QTimer(self, singleShot=True, interval=milliseconds)
        clock.timeout.connect(run)
        return clock

    def tell(self, text: str) -> None:
        """Shows a remark for a moment, beside the line: what is said about saving is never hidden."""
        self.told.setText(text)
        self.told.show()
        self._fades.start()

    def kept_width(self) -> int:
        """How wide the line about saving is: messages leave it in sight."""
        return self.label.fontMetrics().horizontalAdvance(self.label.text()) + _AROUND_LINE

    # The open file

    def follow(self, bridge: DocumentBridge | None, known: RecentFile | None = None) -> None:
        """Follows another file, or none; ``known`` is what was remembered of it before it was opened."""
        self._bridge, self._failing = bridge, False
        self.copies.follow(bridge)
        self.watch.follow(bridge)
        if bridge is not None:  # one that was closed is still put where it belongs
            self.carrying = carrying_of(self._window, bridge, self.copies, self._say_saved)
        for clock in (self._soon, self._calm, self._late, self._again, self._idle):
            clock.stop()
        self._say("", "")
        if bridge is None:
            self._fades.stop()
            self._reassures.stop()
            self.told.hide()
            return
        bridge.way_out = self.save_elsewhere
        bridge.saved.connect(self._on_saved)
        bridge.unsaved.connect(self._on_unsaved)
        bridge.failed.connect(self._on_failed)
        if not bridge.read_only:
            self._say_saved()
            self._idle.start()
        self.recovered.tell(bridge, known)

    def _on_saved(self, _at: datetime | None) -> None:
        if not self._waits and self._said != tr(NOT_SAVED):
            self._say_saved()
        if not self._idle.isActive():
            self._idle.start()

    @property
    def _waits(self) -> bool:
        return self._bridge is not None and bool(self._bridge.held)

    def _say_saved(self) -> None:
        """Says when work was saved last; says nothing while something waits."""
        if self._bridge is None or self._waits or self._failing:
            return
        at = self._bridge.document.saved_at
        carried = self.carrying.line(at) if self.carrying is not None else None
        if carried is not None:
            self._say(tr(carried), tr(Message("Saved on this laptop")))
        elif at is None:
            self._say(tr(AS_YOU_TYPE), tr(AS_YOU_TYPE))
        else:
            # the time is not in the accessible name: a screen reader would read it out with each sentence
            self._say(tr(Message("Saved at {time}", time=f"{at.astimezone():%H:%M:%S}")), tr(Message("Saved")))

    def _on_unsaved(self, unsaved: bool) -> None:  # noqa: FBT001  Qt passes it
        if unsaved:
            self._calm.stop()
            if not self._late.isActive():
                self._late.start()
            # after the present events: what is stored at once, for example a choice, is never shown as waiting
            self._soon.start()
            return
        self._soon.stop()
        self._late.stop()
        self._on_stored()

    def _on_stored(self) -> None:
        bridge = self._bridge
        if bridge is None or bridge.failure is not None or bridge.held:
            return
        if self._failing:
            self._failing = False
            self._again.stop()
            self._window.bar.clear()
            self._window.messages.info(Message("Everything is saved again."), passing=True)
            self._say_saved()
        elif self._said == tr(NOT_SAVED):
            self._calm.start()

    def _on_failed(self) -> None:
        if self._bridge is not None and self._bridge.held:
            self._say_not_saved()
        if not self._failing:
            self._failing = True
            self._again.start(_AGAIN_MS)

    def _say_waiting(self) -> None:
        if self._waits:
            self._say(tr(NOT_SAVED), tr(NOT_SAVED), warn=self._failing)

    def _say_not_saved(self) -> None:
        self._say(tr(NOT_SAVED), tr(NOT_SAVED), warn=True)

    def _say(self, text: str, spoken: str, *, warn: bool = False) -> None:
        self.label.setText(text)
        if (spoken, warn) == (self._said, self._warned):
            return
        self._said, self._warned = spoken, warn
        self.label.setAccessibleName(spoken)
        role = "warn" if warn else None
        if role != self.label.property("role"):
            self.label.setProperty("role", role)
            self.label.style().polish(self.label)
        if warn:
            self.not_saved.emit(text)

    def _remember(self) -> bool:
        bridge = self._bridge
        return bridge is None or bridge.failure is not None or bridge.run(Document.remember)

    def _try_again(self) -> None:
        """Tries again by itself: a USB stick or a share may be back, or a disk may have room again."""
        bridge = self._bridge
        if bridge is None:
            return
        if bridge.try_again(quietly=True):
            self._on_stored()
        else:
            self._again.start(min(self._again.interval() * 2, _SELDOM_MS))

    def save_now(self) -> None:
        """Stores what is typed, and says for a moment that everything is saved, for everybody who is used to asking."""
        bridge = self._bridge
        if bridge is None or not bridge.flush():
            return
        at = bridge.document.saved_at
        told = Message("Everything is saved. Nothing was changed since the file was opened.")
        if at is not None:
            told = Message("Everything is saved, the last change at {time}.", time=f"{at.astimezone():%H:%M:%S}")
        self._window.messages.info(told, passing=True)
        self._reassured = tr(told)
        self._reassures.start()

    def _end_reassuring(self) -> None:
        if self._window.bar.text == self._reassured:
            self._window.bar.clear()

    # Copies, and the way out

    def save_copy(self) -> None:
        """Asks where, and saves a verified copy there. When storing fails, the work continues in that copy."""
        bridge = self._bridge
        if bridge is None:
            return
        whole = bridge.flush()
        if not whole and bridge.failure is not None:
            self.save_elsewhere()
            return
        path = bridge.document.path
        target = self._asked(Message("Save a copy"), path, path.parent)
        if target is None or not self._copied(lambda: bridge.document.save_copy(target)):
            return
        told = Message("The copy {name} was saved and checked: it is complete and undamaged.", name=target.name)
        if not whole:
            told = Message(
                "The copy {name} is undamaged. Your last text is not in it, because it cannot be saved as it is.",
                name=target.name,
            )
        self._window.messages.info(told)

    def save_elsewhere(self) -> None:
        """Asks where, saves there all that the file held and all that is typed, and continues in the new file."""
        bridge = self._bridge
        if bridge is None:
            return
        from ui.link.suggested_folders import documents_folder

        target = self._asked(Message("Save elsewhere"), bridge.document.path, documents_folder())
        if target is None:
            bridge.tell_failure()
            return
        old = bridge.document.path
        if not self._copied(lambda: bridge.document.save_elsewhere(target)):
            return
        self._again.stop()
        self._failing = False
        bridge.forget_failure()
        self._window.bar.clear()
        self._window.file_moved()
        told = Message("You continue in {name}. The file {old} was left as it was.", name=target.name, old=old.name)
        if not lies_there(old):
            told = Message(
                "You continue in {name}, with everything that was saved in {old}.", name=target.name, old=old.name
            )
        if bridge.flush():
            self._say_saved()
            if drives.drive_of(target) is not drives.Drive.LOCAL:
                QTimer.singleShot(0, lambda: self._window.open_file(target))  # from now on in a working copy
            self._window.messages.info(with_what_is_lacking(bridge.document, told))
        elif bridge.failure is None:
            why = self._window.bar.text
            self._window.messages.told.emit(Notice(Weight.WARNING, f"{tr(told)} {why}"))

    def _asked(self, title: Message, path: Path, folder: Path) -> Path | None:
        """Asks where to save a copy of a file, and suggests ``folder``; None when the user changed their mind."""
        from ui.kit.file_choice import ask_save

        name = tr(Message("{name} (copy)", name=path.stem)) + path.suffix
        return ask_save(self._window.widget, title, folder / name, may_replace=True)

    def _copied(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except WorkbenchError as error:
            self._window.messages.error(error, action=SAVE_ELSEWHERE, run=self.save_elsewhere)
            return False
        return True

    # Leaving

    def all_saved(self) -> bool:
        """Stores what is typed; whether it is all in the file, with what was stored just now. Asked before leaving.

        A mistake of the program is told, and counts as a text that cannot be saved.
        """
        bridge = self._bridge
        if bridge is None or not self._stored():
            return bridge is None
        stored_just_now = bridge.document.saved_at is not None and self._idle.isActive()
        if stored_just_now and not self._remember():
            return False
        return self.carrying is None or self.carrying.put_before_leaving()

    def _stored(self) -> bool:
        try:
            return self._bridge is None or self._bridge.flush()
        except Exception:  # noqa: BLE001  the caller must be able to offer a way out
            sys.excepthook(*sys.exc_info())
            return False

    def offer_to_leave(self, leave: Callable[[], object]) -> None:
        """Keeps the reason in the bar why a text could not be stored, with a way out and a way to leave without the text."""
        bridge = self._bridge
        if self.carrying is not None and self.carrying.hindrance is not None:
            self.carrying.offer_to_leave(leave)
            return
        why = self._window.bar.text.removesuffix(tr(STAYS_OPEN)).strip()
        text = f"{why} {tr(STAYS_OPEN)}".strip()
        ask = lambda: self._ask_to_leave(leave)  # noqa: E731
        if bridge is None or bridge.failure is None:
            notice = Notice(Weight.ERROR, text, tr(LEAVE), ask, close=tr(KEEP))
        else:
            out = tr(SAVE_ELSEWHERE), self.save_elsewhere
            notice = Notice(Weight.ERROR, text, *out, other=tr(LEAVE), run_other=ask, close=tr(KEEP))
        self._window.bar.clear()
        self._window.messages.told.emit(notice)

    def _ask_to_leave(self, leave: Callable[[], object]) -> None:
        from PySide6.QtWidgets import QMessageBox, QPushButton

        box = QMessageBox(self._window.widget)
        box.setObjectName("leave-question")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr(Message("Close without saving it?")))
        held = self._bridge.held if self._bridge is not None else []
        lost = tuple(held) or Message("the text typed last")
        box.setText(tr(Message("If you close now, this is lost for good: {what}.", what=lost)))
        box.setInformativeText(tr(self._what_stays()))
        stay = QPushButton(tr(KEEP), box)
        box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        box.addButton(QPushButton(tr(Message("Close without saving it")), box), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(leave)
        box.open()

    def _what_stays(self) -> Message:
        path = self._bridge.document.path if self._bridge is not None else None
        if path is not None and not path.is_file():
            return Message(
                "The file {name} is not where it was. If it was removed, all that was in it is lost as well.", name=path.name
            )
        return Message("Everything saved before it stays in the file.")

    def put_now(self) -> None:
        """Puts the file onto its stick or share now, if it is worked on in a working copy."""
        if self.carrying is not None:
            self.carrying.put_now()

    def forget_elsewhere(self, left: list[Message]) -> None:
        """Takes what is forgotten from the stick or share, too. ``left`` says where else it still is."""
        if self.carrying is not None:
            self.carrying.put_forgotten(left)

    def left(self) -> None:
        """After the file was closed: what was worked on in a working copy is put where it belongs."""
        if self.carrying is not None:
            self.carrying.left()
            self.carrying = None

    def store_everything(self) -> bool:
        """Stores what is typed, and saves where the user is and what the window remembers.

        Called before the program is ended from outside. Returns False when something could not be stored.
        """
        stored = self._stored()
        self._window.keep_place()
        return stored
