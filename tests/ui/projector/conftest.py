"""A projector view with screens that the test plugs in and out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.frame.main_window import MainWindow
from ui.link.stages import Stage
from ui.projector.control import ProjectorControl
from ui.projector.projector_window import Command
from ui.projector.screens import Screens


@dataclass(frozen=True)
class FakeScreen:
    """A screen that nobody sees."""

    name: str
    area: QRect

    millimetres: QSizeF = field(default_factory=QSizeF)
    """Unknown, as of many projectors."""

    def physicalSize(self) -> QSizeF:  # noqa: N802  Qt's name
        return self.millimetres


FACILITATOR = FakeScreen("laptop", QRect(0, 0, 1024, 768))
PROJECTOR = FakeScreen("projector", QRect(2000, 0, 800, 600))


class FakeScreens(Screens):
    """Screens under the hand of the test."""

    def __init__(self, *known: FakeScreen) -> None:
        super().__init__()
        self.known = list(known)
        self.facilitator = FACILITATOR
        """The screen of the window."""
        self.used: FakeScreen | None = None

    def others(self, window: QWidget) -> list[FakeScreen]:
        own = self.own(window)
        return [screen for screen in self.known if screen is not own]

    def own(self, window: QWidget) -> FakeScreen | None:  # noqa: ARG002
        return self.facilitator if self.facilitator in self.known else None

    def name_of(self, screen: FakeScreen) -> str:
        return screen.name

    def put(self, view: QWidget, screen: FakeScreen) -> None:
        self.used = screen
        view.setGeometry(screen.area)
        view.show()

    def move(self, window: QWidget, screen: FakeScreen) -> None:  # noqa: ARG002
        self.facilitator = screen

    def plug(self, screen: FakeScreen) -> None:
        self.known.append(screen)
        self.changed.emit()

    def unplug(self, screen: FakeScreen) -> None:
        self.known.remove(screen)
        self.changed.emit()


class Room:
    """A laptop with an open file, and a projector view."""

    facilitator, projector = FACILITATOR, PROJECTOR

    def __init__(self, window: MainWindow, screens: FakeScreens) -> None:
        self.window, self.screens = window, screens
        self.control = window.projector = ProjectorControl(window, screens)

    @property
    def page(self):
        return self.window.workspace.page(Stage.ASSESSMENT)

    @property
    def answer(self):
        return self.page.panel.answer

    @property
    def document(self):
        return self.window.bridge.document

    @property
    def slide(self):
        return self.control.view.slide

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.slide.texts()).split())

    def show(self, question: str) -> None:
        self.window.go(Stage.ASSESSMENT, question)
        self.control.refresh()

    def shortcut(self, key, modifier=None) -> None:
        """A key on the laptop."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.window, key, modifier or Qt.KeyboardModifier.NoModifier)

    def do(self, command: Command) -> None:
        """What the menu or the bar on the laptop asks for."""
        self.control.obey(command)

    def press(self, key, modifier=None) -> None:
        """A key in the projector view, where it covers the laptop."""
        view = self.control.view
        if modifier is None:
            QTest.keyClick(view, key)
        else:
            QTest.keyClick(view, key, modifier)


@pytest.fixture
def room(open_window: Callable[..., MainWindow], sample_file: Path) -> Callable[..., Room]:
    """Opens the sample with a projector view on a second screen; with ``alone``, on the only one."""

    def make(*, alone: bool = False, path: Path | None = None) -> Room:
        window = open_window(path or sample_file, (1024, 768))
        made = Room(window, FakeScreens(*((FACILITATOR,) if alone else (FACILITATOR, PROJECTOR))))
        made.control.toggle()
        return made

    return make
