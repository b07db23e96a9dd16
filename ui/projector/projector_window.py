"""The window of the projector view: one slide, without a frame, a menu or a pointer. Its keys are signals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.positions import meant
from ui.kit.shortcuts import numbers_of
from ui.link.keys import Act, Alone
from ui.link.language import tr
from ui.projector.entry_line import EntryLine
from ui.projector.slide import ProjectorSlide
from workbench.language.i18n import Message


class Command(StrEnum):
    """What a key in the projector view asks for."""

    TYPE = "type"
    NEXT = "next"
    PREVIOUS = "previous"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    HOLD = "hold"
    BLANK = "blank"
    OVERVIEW = "overview"
    TURN_COLOURS = "turn_colours"
    PAUSE = "pause"
    MORE_TIME = "more_time"
    LESS_TIME = "less_time"
    VOICES = "voices"
    FEW_WORDS = "few_words"
    OTHER_SCREEN = "other_screen"
    KEYS = "keys"
    LEAVE = "leave"
    CLOSE = "close"


_COMMANDS: Final = (
    (Alone.TYPE, Command.TYPE),
    (Alone.NEXT, Command.NEXT),
    (Alone.PREVIOUS, Command.PREVIOUS),
    (Alone.NEXT_PAGE, Command.NEXT_PAGE),
    (Alone.PREVIOUS_PAGE, Command.PREVIOUS_PAGE),
    (Alone.HOLD, Command.HOLD),
    (Alone.BLANK, Command.BLANK),
    (Alone.OVERVIEW, Command.OVERVIEW),
    (Alone.TURN_COLOURS, Command.TURN_COLOURS),
    (Alone.VOICES, Command.VOICES),
    (Alone.FEW_WORDS, Command.FEW_WORDS),
    (Act.KEYS, Command.KEYS),
    (Alone.PAUSE, Command.PAUSE),
    (Alone.MORE_TIME, Command.MORE_TIME),
    (Alone.LESS_TIME, Command.LESS_TIME),
)
KEYS: Final[Mapping[int, Command]] = {key: command for act, command in _COMMANDS for key in numbers_of(act)}
"""Keys where there is one screen, while nobody types. Left and right are the previous and the next question, by the
direction of reading."""

ALWAYS: Final[Mapping[int, Command]] = {
    Qt.Key.Key_PageDown: Command.NEXT_PAGE,
    Qt.Key.Key_PageUp: Command.PREVIOUS_PAGE,
    **dict.fromkeys(numbers_of(Alone.LEAVE), Command.LEAVE),
    **dict.fromkeys(numbers_of(Act.PROJECTOR), Command.CLOSE),
}
"""Keys that are commands also while somebody types."""


class ProjectorWindow(QWidget):
    """The window around the slide. Below the slide is a line in which something short can be asked.

    Beside another window it never takes the keyboard: what reaches it all the same is handed on by ``stray``. Where it
    covers the only screen, ``take_key`` gets every key first and returns whether it was one of the facilitator's; while
    somebody types, ``type_key`` gets what is not in :data:`ALWAYS`, and ``target`` returns the editor that gets what an
    input method composes. Signals: ``command`` with a :class:`Command`; ``stray`` with a key; ``closed_by_system`` when it
    was closed in another way.
    """

    command = Signal(object)
    stray = Signal(object)
    closed_by_system = Signal()

    def __init__(
        self,
        take_key: Callable[[QKeyEvent], bool],
        type_key: Callable[[QKeyEvent], object],
        target: Callable[[], QWidget | None],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._take_key, self._type_key, self._target = take_key, type_key, target
        self.setWindowTitle(tr(Message("Projector view")))
        self.setAccessibleName(tr(Message("Projector view")))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.typing = False
        self.takes_keys = True
        self.slide = ProjectorSlide(self)
        self.entry = EntryLine(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.slide, 1)
        layout.addWidget(self.entry)
        self.take_keys(taken=False)

    def take_keys(self, *, taken: bool) -> None:
        """Sets whether the window takes the keyboard. The system then neither gives it the keys nor puts it in front."""
        if taken == self.takes_keys:
            return
        self.takes_keys = taken
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not taken)  # hides the window, if it is shown
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=not taken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.NoFocus)

    def set_typing(self, *, typing: bool) -> None:
        """Sets whether keys go into the answer."""
        self.typing = typing
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=typing)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sends a command, or passes the key on: to the laptop, to the facilitator's keys, or to the answer."""
        event.accept()
        if not self.takes_keys:
            self.stray.emit(event)
            return
        if self._take_key(event):
            return
        key = meant(event)
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        wanted = ALWAYS.get(key) if plain else None
        if wanted is None and self.typing:
            self._type_key(event)
            return
        if wanted is None and plain:
            wanted = KEYS.get(key) or self._arrow(key)
        if wanted is not None:
            self.command.emit(wanted)

    def _arrow(self, key: int) -> Command | None:
        forward = Qt.Key.Key_Left if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return Command.NEXT if key == forward else Command.PREVIOUS
        return None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Passes on what is composed of several keys to the editor."""
        target = self._target() if self.typing else None
        if target is not None:
            target.inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # noqa: N802  Qt's name
        """Answers an input method with what the editor knows."""
        target = self._target() if self.typing else None
        return target.inputMethodQuery(query) if target is not None else super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Does nothing: the pointer has no use in the projector view."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that the window was closed."""
        super().closeEvent(event)
        self.closed_by_system.emit()
