"""The recent files on the start page: continue with the newest, open another, remove them from the list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.fitting_button import FittingButton
from ui.kit.plain_text import tip
from ui.link import background
from ui.link.language import tr
from ui.link.recent_files import RecentFile
from ui.look.icons import icon
from ui.look.style import GAP, ROOM, TIGHT
from ui.pages.page import column, heading, paragraph
from ui.pages.start.start_words import in_one_line, place, progress, when
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.link.messages import Messages
    from ui.link.recent_files import RecentFiles

_SHOWN: Final = 6
_LONGEST_NAME: Final = 40


class RecentPart(QWidget):
    """One large button for the newest file that still exists, and a line for each of the others.

    Only the memory is read before this is shown. Whether the files still exist is asked after the first paint, on another
    thread, because a network share that is out of reach may take long to answer. Signals: ``wanted`` carries the path of a
    file to open, ``rebuilt`` says that the buttons have changed, ``emptied`` that no file is left to show.
    """

    wanted = Signal(Path)
    rebuilt = Signal()
    emptied = Signal()

    def __init__(self, memory: RecentFiles, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory, self._messages = memory, messages
        self._missing: set[Path] = set()
        self._unchecked = False
        self._buttons: list[QPushButton] = []
        self.go_on: QPushButton | None = None
        self._column = column(self)
        self._whole: QWidget | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)

    def refresh(self) -> None:
        """Shows what is in the memory now."""
        self._missing.clear()
        self._unchecked = True
        self._show()
        self.update()

    @property
    def _entries(self) -> list[RecentFile]:
        return self._memory.entries[:_SHOWN]

    def _look(self) -> None:
        if not self.isVisible():
            return  # the window was closed, or shows a file: nobody waits for the answer
        entries = self._entries
        background.run(
            lambda _work: _missing(entries),
            on_done=self._on_looked,
            on_error=self._messages.error,
        )

    def _on_looked(self, missing: set[Path]) -> None:
        if missing != self._missing:
            self._missing = missing
            self._show()

    @property
    def tab_order(self) -> list[QWidget]:
        """The widgets at which the Tab key stops, in order."""
        return list(self._buttons)

    def take_focus(self) -> None:
        """Puts the focus on the first button here."""
        first = next((button for button in self._buttons if button.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def _show(self) -> None:
        before = self._whole
        self._build()
        if before is not None:
            if before.isAncestorOf(self.window().focusWidget() or self):
                self.take_focus()  # before the old buttons are removed: a lost focus makes the page scroll
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()
        self.rebuilt.emit()

    def _build(self) -> None:
        self._whole = QWidget(self)
        self._buttons = []
        inside = column(self._whole)
        entries = list(self._entries)
        newest = next((entry for entry in entries if entry.path not in self._missing), None)
        self.go_on = self._go_on(newest, inside) if newest is not None else None
        others = [entry for entry in entries if entry is not newest]
        if others:
            inside.addSpacing(ROOM)
            inside.addWidget(heading(Message("Opened before"), 2))
        for entry in others:
            self._add_line(entry, inside)
        inside.addLayout(self._forget_line())
        self._column.addWidget(self._whole)
        self._whole.setVisible(bool(entries))

    def _go_on(self, entry: RecentFile, inside: QVBoxLayout) -> QPushButton:
        now = datetime.now().astimezone()
        button = FittingButton(tr(Message("Continue: {station}", station=entry.title)), large=True)
        button.setProperty("role", "main")
        button.setIcon(icon("play", "on_accent"))
        said = in_one_line(place(entry), progress(entry), when(entry, now)) or entry.path.name
        button.setAccessibleDescription(said)
        button.setToolTip(tip(str(entry.path)))
        button.clicked.connect(lambda: self.wanted.emit(entry.path))
        self._buttons.append(button)
        inside.addWidget(button)
        inside.addWidget(paragraph(said))
        return button

    def _add_line(self, entry: RecentFile, inside: QVBoxLayout) -> None:
        missing = entry.path in self._missing
        line = QVBoxLayout()
        line.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        button = FittingButton(entry.title)
        button.setProperty("role", "link")
        button.setToolTip(tip(str(entry.path)))
        button.setEnabled(not missing)
        button.clicked.connect(lambda: self.wanted.emit(entry.path))
        self._buttons.append(button)
        row.addWidget(button)
        row.addStretch(1)
        where = _where(entry.path)
        now = datetime.now().astimezone()
        said = in_one_line(Message("not found"), where) if missing else in_one_line(progress(entry), when(entry, now), where)
        button.setAccessibleDescription(said)
        said_label = paragraph(said, "help")
        said_label.setContentsMargins(GAP, 0, GAP, 0)
        line.addLayout(row)
        line.addWidget(said_label)
        if missing:
            line.addWidget(self._remove_button(entry), 0, Qt.AlignmentFlag.AlignLeading)
        inside.addLayout(line)

    def _remove_button(self, entry: RecentFile) -> QPushButton:
        button = QPushButton(tr(Message("Remove from this list")))
        button.setProperty("role", "link")
        button.setAutoDefault(True)
        button.setAccessibleName(tr(Message("Remove {name} from this list", name=entry.title)))
        button.clicked.connect(lambda: self._remove(entry))
        self._buttons.append(button)
        return button

    def _forget_line(self) -> QHBoxLayout:
        self.forget = QPushButton(tr(Message("Clear this list")))
        self.forget.setProperty("role", "link")
        self.forget.setAutoDefault(True)
        self.forget.setAccessibleDescription(tr(Message("The files themselves are not deleted.")))
        self.forget.setToolTip(tip(tr(Message("The files themselves are not deleted."))))
        self.forget.clicked.connect(self._forget)
        self._buttons.append(self.forget)
        row = QHBoxLayout()
        row.setContentsMargins(0, TIGHT, 0, 0)
        row.addWidget(self.forget)
        row.addStretch(1)
        return row

    def _remove(self, entry: RecentFile) -> None:
        kept = [other for other in self._memory.entries if other.path != entry.path]
        self._keep(kept, Message("{name} was removed from the list.", name=entry.title))

    def _forget(self) -> None:
        self._memory.forget_put_aside()
        self._keep([], Message("The list is cleared. The files themselves were not deleted."))

    def _keep(self, entries: list[RecentFile], said: Message) -> None:
        memory = self._memory
        before = list(memory.entries)

        def take_back() -> None:
            memory.keep(before)
            self.refresh()
            self.take_focus()

        memory.keep(entries)
        self._messages.info(said, action=Message("Undo"), run=take_back, passing=True)
        self._show()
        if entries:
            self.take_focus()
        else:
            self.emptied.emit()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Starts to look for the files once what is known of them is painted."""
        super().paintEvent(event)
        if self._unchecked:
            self._unchecked = False
            self._later.start()


def _missing(entries: list[RecentFile]) -> set[Path]:
    """The files that cannot be opened now: they are not there, and no working copy of them is on this computer."""
    missing = {entry.path for entry in entries if not entry.is_there}
    if missing:
        from workbench.carrying.working_copy import copies_in, default_root

        missing -= {copy.home for copy in copies_in(default_root())}
    return missing


def _where(path: Path) -> Message:
    """The names of the file and its folder, short enough for any window; the tooltip has the whole path."""
    return Message("{name} in {folder}", name=_short(path.name), folder=_short(path.parent.name or str(path.parent)))


def _short(name: str) -> str:
    half = _LONGEST_NAME // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half + 1 :]}"
