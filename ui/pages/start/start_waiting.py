"""The part of the start page with work on this laptop that is not on its USB stick or share yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.fitting_button import FittingButton
from ui.kit.plain_text import tip
from ui.link import background
from ui.look.style import ROOM
from ui.pages.page import column, heading, paragraph
from workbench.language.dates import At
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QShowEvent

    from ui.link.messages import Messages


_A_MOMENT_MS: Final = 100


class Waiting(NamedTuple):
    """Work that waits: the file to open, what it is called, when something was stored in it last, if that is known."""

    path: Path
    title: str
    stored: datetime | None


class WaitingPart(QWidget):
    """A button for each file that has work only on this laptop; hidden while there is none.

    It is looked for a moment after the page is shown, on another thread. Signals: ``wanted`` carries the path of a file to
    open, ``rebuilt`` says that the buttons have changed.
    """

    wanted = Signal(Path)
    rebuilt = Signal()

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._found: list[Waiting] = []
        self._column = column(self)
        self._whole: QWidget | None = None
        self.tab_order: list[QWidget] = []
        self._later = QTimer(self, singleShot=True, interval=_A_MOMENT_MS)
        self._later.timeout.connect(self._look)

    def refresh(self) -> None:
        """Looks again in a moment."""
        self._later.start()

    def _look(self) -> None:
        if self.isVisible():
            background.run(lambda _work: _waiting(), on_done=self._on_looked, on_error=self._messages.error)

    def _on_looked(self, found: list[Waiting]) -> None:
        if found != self._found:
            self._found = found
            self._build()

    def _build(self) -> None:
        if self._whole is not None:
            self._column.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
        self._whole = QWidget(self)
        inside = column(self._whole)
        inside.addSpacing(ROOM)
        inside.addWidget(heading(Message("Work on this laptop that is not on the USB stick yet"), 2))
        self.tab_order = []
        for waiting in self._found:
            said = Message("{name}", name=waiting.path.name)
            if waiting.stored is not None:
                said = Message("{name}, saved {time}", name=waiting.path.name, time=At(waiting.stored))
            button = self._button(waiting)
            inside.addWidget(button)
            label = paragraph(said, "help")
            button.setAccessibleDescription(label.text())
            inside.addWidget(label)
        self._column.addWidget(self._whole)
        self._whole.setVisible(bool(self._found))
        self.rebuilt.emit()

    def _button(self, waiting: Waiting) -> QPushButton:
        button = FittingButton(waiting.title)
        button.setProperty("role", "link")
        button.setToolTip(tip(str(waiting.path)))
        button.clicked.connect(lambda: self.wanted.emit(waiting.path))
        self.tab_order.append(button)
        return button

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Looks in a moment, once the page is painted."""
        super().showEvent(event)
        self._later.start()


def _waiting() -> list[Waiting]:
    from workbench.carrying.newest import stored_at
    from workbench.carrying.working_copy import copies_in, default_root, without_record

    found = []
    for copy in copies_in(default_root()):
        if copy.is_waiting:
            at = stored_at(copy)
            found.append(Waiting(copy.home, copy.record.title or copy.home.stem, at))
    return [*found, *(Waiting(path, path.stem, None) for path in without_record(default_root()))]
