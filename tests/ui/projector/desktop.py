"""Run by test_a_real_desktop.py under Xvfb with a window manager: two monitors, and keys and clicks through the X server.

The first argument is a file to work on. Every step waits for what must become true and fails with its name otherwise; each
prints a line when it has come true.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import build_window
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.projector.projector_window import Command

LAPTOP = ("LAPTOP", "1024/300x768/200+0+0", "screen")
BEAM = ("BEAM", "800/200x600/150+1024+0", "none")
THIRD = ("THIRD", "640/200x480/150+1824+0", "none")
MIRROR = ("BEAM", "1024/300x768/200+0+0", "none")
TIMES = 60
PATIENCE_MS = 15_000


def tool(*arguments: str) -> None:
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


class Desk:
    """The window, the projector view, and what is done with them."""

    def __init__(self, path: Path) -> None:
        self.keystrokes = self.clicks = 0
        self.memory = RecentFiles(path.with_suffix(".memory"))
        self.window = build_window(path, self.memory)
        self.window.resize(900, 640)
        self.window.show()
        self.wait("the window is active", self.window.isActiveWindow)

    def go(self, question: str) -> None:
        self.window.go(Stage.ASSESSMENT, question)
        self.answer = self.window.workspace.page(Stage.ASSESSMENT).panel.answer
        self.answer.clear()

    def rows(self, kind):
        """All rows of a kind, as they are in the file."""
        return self.window.bridge.document.read.every(kind)

    def get(self, kind, row_id: str):
        """One row."""
        return self.window.bridge.document.get(kind, row_id)

    @property
    def view(self):
        return self.window.projector.view

    def wait(self, what: str, true: Callable[[], bool]) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not true():
            QTest.qWait(5)
            if clock.hasExpired(PATIENCE_MS):
                break
        else:
            return
        screens = [(screen.name(), screen.geometry().getRect()) for screen in QApplication.screens()]
        view = self.view and (self.view.isVisible(), self.view.geometry().getRect()) if self.window.projector else None
        state = (QApplication.activeWindow(), screens, self.window.screen().name(), view)
        raise SystemExit(f"not so: {what} {state}")

    def done(self, what: str, true: Callable[[], bool]) -> None:
        self.wait(what, true)
        print(what, flush=True)  # noqa: T201

    def press(self, *keys: str) -> None:
        """Presses keys of the real keyboard, one after the other."""
        tool("xdotool", "key", "--delay", "20", *keys)
        self.keystrokes += len(keys)

    def press_at(self, place: int, *held: int) -> None:
        """Presses a key by the number that the keyboard sends, whatever it writes in this layout."""
        downs = [word for key in held for word in ("keydown", str(key))]
        ups = [word for key in reversed(held) for word in ("keyup", str(key))]
        tool("xdotool", *downs, "key", str(place), *ups)
        self.keystrokes += 1

    def write(self, text: str) -> None:
        """Types with the real keyboard."""
        tool("xdotool", "type", "--delay", "4", text)
        self.keystrokes += len(text)

    def type(self, text: str, what: str) -> None:
        """Types into the answer; every letter must be in it, in this order."""
        before = self.answer.text()
        self.write(text)
        self.done(what, lambda: self.answer.text() == before + text)
        self.wait("the window has the keys", self.window.isActiveWindow)

    def click(self, x: int, y: int) -> None:
        tool("xdotool", "mousemove", str(x), str(y), "click", "1")
        self.clicks += 1

    def on(self, name: str) -> Callable[[], bool]:
        """Whether the view fills a screen; in pixels of the program, which a scale makes larger."""
        return lambda: (
            self.view.isVisible()
            and any(screen.name() == name and self.view.geometry() == screen.geometry() for screen in QApplication.screens())
        )

    def screens(self, count: int) -> None:
        """Waits until the program knows of so many screens."""
        self.wait(f"{count} screens", lambda: len(QApplication.screens()) == count)

    def monitor(self, *arguments: str) -> None:
        tool("xrandr", "--setmonitor", *arguments)

    def unplug(self, name: str) -> None:
        tool("xrandr", "--delmonitor", name)


def on_two_screens(desk: Desk) -> None:
    tool("xdotool", "key", "F5")
    desk.wait("the view is made", lambda: desk.window.projector is not None)
    desk.done("opened on the projector", desk.on("BEAM"))
    desk.type("The cabinet keeps 3.7 papers. ", "typed after opening")
    desk.click(1400, 300)
    desk.type("big cab. ", "typed after a click on the view")
    desk.done("nothing changed on the view", lambda: desk.window.projector.shows_plainly)
    desk.done("the bar is on the laptop", desk.window.projector.bar.isVisible)


def screens_come_and_go(desk: Desk) -> None:
    desk.unplug("BEAM")
    desk.done("unplugged", lambda: not desk.view.isVisible())
    desk.wait("it is told", lambda: "is gone" in desk.window.bar.text)
    desk.monitor(*BEAM)
    desk.done("plugged in", desk.on("BEAM"))
    desk.done("the message is taken back", lambda: desk.window.bar.text == "")
    desk.type("After it came back. ", "typed after it came back")
    before = desk.answer.text()
    for time in range(TIMES):
        if time % 2:
            desk.monitor(*BEAM)
        else:
            desk.unplug("BEAM")
        tool("xdotool", "type", "--delay", "0", "x")
        desk.wait("a letter", lambda time=time: desk.answer.text() == before + "x" * (time + 1))
    desk.done("the projector came and went", desk.on("BEAM"))
    desk.type(" Still here.", "typed after that")


def mirrored_and_three(desk: Desk) -> None:
    desk.unplug("BEAM")
    desk.screens(1)
    desk.monitor(*MIRROR)
    desk.screens(2)
    desk.done("a mirrored screen is no other screen", lambda: not desk.view.isVisible())
    desk.unplug("BEAM")
    desk.screens(1)
    desk.monitor(*BEAM)
    desk.wait("back", desk.on("BEAM"))
    desk.monitor(*THIRD)
    desk.screens(3)
    desk.done("a third screen changes nothing", desk.on("BEAM"))
    desk.window.projector.obey(Command.OTHER_SCREEN)
    desk.done("shown on the third, of 640 x 480", desk.on("THIRD"))
    desk.type(" On three.", "typed with three")
    desk.unplug("THIRD")
    desk.done("the third is gone, the second is taken", desk.on("BEAM"))


def places_change(desk: Desk) -> None:
    desk.window.projector.obey(Command.OTHER_SCREEN)
    desk.done("the view is on the laptop", desk.on("LAPTOP"))
    desk.done("the window is on the projector", lambda: desk.window.screen().name() == "BEAM")
    desk.type(" Swapped.", "typed after the screens were swapped")
    handle = str(int(desk.window.winId()))
    tool("xdotool", "windowmove", handle, "20", "20")
    desk.done("the window was dragged onto the view, which makes room", desk.on("BEAM"))
    desk.type(" Dragged.", "typed after the window was dragged")
    desk.window.toggle_projector()
    desk.wait("closed", lambda: desk.view is None)
    desk.done("the screen is remembered", lambda: desk.memory.projector_screen.startswith("BEAM"))
    tool("xdotool", "windowmove", handle, "1030", "20")
    desk.wait("the window is on the projector", lambda: desk.window.screen().name() == "BEAM")
    desk.window.toggle_projector()
    desk.done("the view is on the projector again", desk.on("BEAM"))
    desk.done("the window has left it", lambda: desk.window.screen().name() == "LAPTOP")
    desk.type(" Room.", "typed in the window that was moved")


def started(*monitors: tuple[str, str, str]) -> Desk:
    """The program on these monitors, with the file that is the first argument."""
    for monitor in monitors:
        tool("xrandr", "--setmonitor", *monitor)
    application = QApplication([sys.argv[0], *style.ARGUMENTS])
    style.start(application, style.Theme.LIGHT, own_letters=False)
    return Desk(Path(sys.argv[1]))


def main() -> int:
    desk = started(LAPTOP, BEAM)
    desk.go("kf1.q9")
    for step in (on_two_screens, screens_come_and_go, mirrored_and_three, places_change):
        step(desk)
    typed = desk.answer.text()
    desk.window.bridge.flush()
    desk.done("all of it is in the file", lambda: desk.window.bridge.document.read.answer("kf1.q9").text == typed)
    desk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
