"""Where the projector view is: on which screen, whether it covers the laptop, and what happens when screens change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Signal

from ui.kit.shortcuts import keys_written
from ui.link.keys import Act
from ui.link.window import FileWindow
from ui.projector.screens import Screens
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from ui.link.recent_files import RecentFiles
    from ui.projector.projector_window import ProjectorWindow


class PlacedWindow(FileWindow, Protocol):
    """The window beside which the projector view is placed."""

    @property
    def memory(self) -> RecentFiles:
        """What is remembered from one start to the next."""
        ...


class Placing(QObject):
    """Puts the projector view on a screen without the window, or over the window where there is one screen only.

    Which screen it was is remembered. Signals: ``placed``: the view has been shown, moved or hidden; ``leaving``: it is
    about to be on a screen of its own, where nobody types in it.
    """

    placed = Signal()
    leaving = Signal()

    def __init__(self, window: PlacedWindow, screens: Screens) -> None:
        super().__init__(window.widget)
        self._window, self.screens = window, screens
        self._view: ProjectorWindow | None = None
        self._screen: QScreen | None = None
        self.alone = self.hidden = False
        """Whether the view covers the laptop; whether it waits for its screen."""
        screens.changed.connect(self._settle)
        window.widget.installEventFilter(self)

    @property
    def can_swap(self) -> bool:
        """Whether there is another screen for the view."""
        return self._view is not None and bool(self.screens.others(self._window.widget))

    def open(self, view: ProjectorWindow) -> bool:
        """Shows the view, on this screen if there is no other. Returns whether something was told about the screens."""
        first = self._view is None
        self._view = view
        wanted = self._with_room() if first else None
        told = wanted is not None
        if wanted is not None:
            self._show(wanted)
        else:
            self._place(may_cover=True)
            if first and not self.alone and not self._window.memory.projector_screen:
                told = self._ask_if_larger()
        self._remember()
        return told

    def close(self) -> None:
        """The view is gone."""
        self._take_back()
        self._view = self._screen = None
        self.alone = self.hidden = False

    def swap(self) -> None:
        """Shows the view on the next screen without the window. Where there are two, it and the window change places."""
        widget = self._window.widget
        others = self.screens.others(widget)
        if self._view is None or not others:
            return
        own = self.screens.own(widget)
        if len(others) == 1 and self._screen is others[0] and own is not None:
            self._screen = own
            self.leaving.emit()
            self._view.hide()
            self.screens.move(widget, others[0])
            self._show(own)
        else:
            here = others.index(self._screen) if self._screen in others else -1
            self._show(others[(here + 1) % len(others)])
        self._remember()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the window to another screen: the two are never on the same one while there are two."""
        if event.type() == QEvent.Type.ScreenChangeInternal and self._view is not None and not self.hidden:
            self._follow()
        return super().eventFilter(watched, event)

    # Internal

    def _follow(self) -> None:
        if self.alone or self._screen is not self.screens.own(self._window.widget):
            return
        self._settle()
        if not self.alone and not self.hidden:
            self._remember()
            self._window.messages.info(
                Message("The projector view is now on the other screen, because the window is on this one."),
                action=Message("Swap the screens"),
                run=self.swap,
                passing=True,
            )

    def _settle(self) -> None:
        if self._view is not None:
            self._place(may_cover=self.alone)

    def _place(self, *, may_cover: bool) -> None:
        widget = self._window.widget
        others = self.screens.others(widget)
        own = self.screens.own(widget)
        if others:
            self._show(self._preferred(others))
        elif may_cover and own is not None:
            self._show(own, alone=True)
        else:
            self._wait()

    def _preferred(self, others: list[QScreen]) -> QScreen:
        """The screen on which the view is, else the one on which it was last, else the first."""
        known = self._window.memory.projector_screen
        now = [screen for screen in others if screen is self._screen]
        return next(iter((*now, *(screen for screen in others if self.screens.name_of(screen) == known), others[0])))

    def _show(self, screen: QScreen, *, alone: bool = False) -> None:
        view, widget = self._view, self._window.widget
        if view is None:
            return
        if not alone:
            self.leaving.emit()
        self._take_back()
        self.alone, self.hidden, self._screen = alone, False, screen
        typed_in = widget.isActiveWindow()
        view.take_keys(taken=alone)
        self.screens.put(view, screen)
        if alone:
            view.activateWindow()
            view.setFocus()
        elif typed_in:
            widget.activateWindow()
        self.placed.emit()

    def _wait(self) -> None:
        if self._view is None or self.hidden:
            return
        self.hidden, self._screen = True, None
        self._view.hide()
        self._window.messages.info(
            Message(
                "The screen of the projector view is gone. The view comes back with the screen; {key} shows it on this one.",
                key=keys_written(Act.PROJECTOR),
            ),
            passing=True,
        )
        self.placed.emit()

    def _take_back(self) -> None:
        """Takes back the message that the screen is gone."""
        if self.hidden:
            self._window.messages.withdrawn.emit()

    def _with_room(self) -> QScreen | None:
        """The screen that showed the view last, after moving the window away from it; None if the window is not there."""
        widget = self._window.widget
        own, others = self.screens.own(widget), self.screens.others(widget)
        if own is None or not others or self.screens.name_of(own) != self._window.memory.projector_screen:
            return None
        self.screens.move(widget, others[0])
        self._window.messages.info(
            Message("The window is now on this screen, because the projector view is shown on the other one."),
            action=Message("Swap the screens"),
            run=self.swap,
            passing=True,
        )
        return own

    def _ask_if_larger(self) -> bool:
        """Says so when the window has the larger screen, which may be the projector. Returns whether it does."""
        own = self.screens.own(self._window.widget)
        if own is None or self._screen is None or not _is_larger(own, self._screen):
            return False
        self._window.messages.info(
            Message("This window is on the larger screen. If that is the projector, swap the screens."),
            action=Message("Swap the screens"),
            run=self.swap,
        )
        return True

    def _remember(self) -> None:
        if not self.alone and self._screen is not None:
            self._window.memory.projector_screen = self.screens.name_of(self._screen)
            self._window.memory.save()


def _is_larger(screen: QScreen, other: QScreen) -> bool:
    """Whether a screen is larger than another in millimetres; not known of many projectors, and then False."""
    sizes = [each.physicalSize() for each in (screen, other)]
    areas = [size.width() * size.height() for size in sizes]
    return bool(all(area > 0 for area in areas) and areas[0] > areas[1])
