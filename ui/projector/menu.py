"""The menu on the laptop for the projector view, with keys of its own. It is visible while the view is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ui.link.keys import Act, KeySpec, Where
from ui.link.language import tr
from ui.projector.projector_window import Command
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ui.projector.countdown import Countdown
    from ui.projector.placing import Placing

MINUTES: Final = (5, 10, 15, 20, 30, 45, 60)


class Controlled(Protocol):
    """What the menu needs from the projector view: its state, and where to send commands."""

    countdown: Countdown
    placing: Placing

    @property
    def open(self) -> bool:
        """Whether the facilitator wants a projector view."""
        ...

    @property
    def holds(self) -> bool:
        """Whether the projector view stays with what it shows."""
        ...

    @property
    def blank(self) -> bool:
        """Whether the projector view shows nothing."""
        ...

    @property
    def overview(self) -> bool:
        """Whether all areas, or all activities, are shown in place of one question or activity."""
        ...

    @property
    def voices(self) -> bool:
        """Whether raised hands and different views are shown in place of the answer."""
        ...

    @property
    def few(self) -> bool:
        """Whether letters are larger and words fewer."""
        ...

    @property
    def turned(self) -> bool:
        """Whether light and dark are swapped, compared with the laptop."""
        ...

    def obey(self, command: Command) -> None:
        """Does what the command says."""
        ...


class ProjectorMenu(QObject):
    """Fills a menu of the main window once; :meth:`update` shows the present state. The keys work while the view is open."""

    def __init__(self, control: Controlled, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._control, self._menu = control, menu
        obey = control.obey
        self.hold = self._action(Act.HOLD, partial(obey, Command.HOLD))
        self.blank = self._action(Act.BLANK, partial(obey, Command.BLANK))
        self.overview = self._action(Act.OVERVIEW, partial(obey, Command.OVERVIEW))
        self.voices = self._action(Act.VOICES, partial(obey, Command.VOICES))
        self.few = self._action(Message("Larger, fewer &words"), partial(obey, Command.FEW_WORDS))
        self.turned = self._action(Message("Swap &light and dark"), partial(obey, Command.TURN_COLOURS))
        for action in (self.hold, self.blank, self.overview, self.voices, self.few, self.turned):
            action.setCheckable(True)
        self.other = self._action(Message("On the other &screen"), partial(obey, Command.OTHER_SCREEN))
        menu.addSeparator()
        self.next_page = self._action(Act.NEXT_PAGE, partial(obey, Command.NEXT_PAGE))
        self.previous_page = self._action(Act.PREVIOUS_PAGE, partial(obey, Command.PREVIOUS_PAGE))
        menu.addSeparator()
        self.times = menu.addMenu(tr(Message("&Countdown")))
        for minutes in MINUTES:
            text = Message("{count} minute", "{count} minutes", count=minutes)
            self._action(text, partial(control.countdown.begin, minutes), menu=self.times)
        self.times.addSeparator()
        self.more = self._action(Message("One minute &more"), partial(obey, Command.MORE_TIME), menu=self.times)
        self.less = self._action(Message("One minute &less"), partial(obey, Command.LESS_TIME), menu=self.times)
        self.pause = self._action(Act.COUNTDOWN, partial(obey, Command.PAUSE), menu=self.times)
        self.remove = self._action(Message("&Remove the countdown"), control.countdown.remove, menu=self.times)

    def update(self) -> None:
        """Shows the menu while the projector view is open, with ticks for what is switched on."""
        control = self._control
        self._menu.menuAction().setVisible(control.open)
        for action in (*self._menu.actions(), *self.times.actions()):
            action.setEnabled(control.open)
        self.hold.setChecked(control.holds)
        self.blank.setChecked(control.blank)
        self.overview.setChecked(control.overview)
        self.voices.setChecked(control.voices)
        self.few.setChecked(control.few)
        self.turned.setChecked(control.turned)
        self.other.setEnabled(control.placing.can_swap)
        self.remove.setEnabled(control.open and control.countdown.wanted)

    def _action(self, what: Message | KeySpec, run: Callable[[], object], *, menu: QMenu | None = None) -> QAction:
        action = QAction(tr(what.said[Where.PROJECTED] if isinstance(what, KeySpec) else what), self)
        if isinstance(what, KeySpec):
            action.setShortcuts([QKeySequence(key) for key in what.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        (menu or self._menu).addAction(action)
        return action
