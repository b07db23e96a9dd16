"""Run by test_keyboards.py under Xvfb and openbox: the real window, and keys pressed by their places on other layouts.

The argument is a file to work on. Prints one line of JSON for each layout: what each key did.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.access.layouts import ALT, ALT_GR, CONTROL, DIGITS, LAYOUTS, SHIFT, Layout
from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from workbench.operations.answers import write_answer

MOST_MS = 15_000
QUESTION, TEXT = "kf1.q9", "What was written."


def press(key: int | str, *held: int) -> None:
    """Presses a key by the number that the keyboard sends (from 10: xdotool takes 9 for a digit), or by its name."""
    downs = [word for each in held for word in ("keydown", str(each))]
    ups = [word for each in reversed(held) for word in ("keyup", str(each))]
    subprocess.run(["xdotool", *downs, "key", str(key), *ups], check=True)


def wait_for(wanted: Callable[[], bool]) -> bool:
    """Lets the window work until something is so; False when that takes too long."""
    patience = QDeadlineTimer(MOST_MS)
    while not wanted() and not patience.hasExpired():
        QTest.qWait(5)
    return wanted()


class Desk:
    """The window with the answer that is typed into, and what happened after each key."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.page = window.workspace.page(Stage.ASSESSMENT)
        self.answer = self.page.panel.answer
        self.seen: dict[str, str] = {}

    def row(self):
        return self.window.bridge.document.read.answer(QUESTION)

    def note(self, name: str, wanted: Callable[[], bool], found: Callable[[], object]) -> None:
        """Waits until it is as it should be, and notes how it is then."""
        self.seen[name] = "done" if wait_for(wanted) else f"not: {found()}"

    def back(self) -> None:
        """The question, with the cursor in the answer, and its text as it was."""
        self.window.go(Stage.ASSESSMENT, QUESTION)
        write_answer(self.window.bridge.document, question=QUESTION, text=TEXT)
        self.answer.setFocus()

    def judge(self) -> None:
        statuses = ["not_judged", "none", "on_paper", "in_part", "effective", "not_applicable"]
        levels = [None, "low", "medium", "high"]
        for digit in "3125405":
            wanted = statuses[int(digit)]
            press(DIGITS[digit], ALT)
            self.note(f"Alt+{digit}", lambda wanted=wanted: self.row().status == wanted, lambda: self.row().status)
        for digit in "9786":
            wanted = levels[int(digit) - 6]
            press(DIGITS[digit], ALT)
            self.note(f"Alt+{digit}", lambda wanted=wanted: self.row().priority == wanted, lambda: self.row().priority)

    def go_round(self) -> None:
        for number, stage in enumerate(Stage, 1):
            press(DIGITS[str(number)], CONTROL)
            self.note(
                f"Ctrl+{number}",
                lambda stage=stage: self.window.workspace.current_stage is stage,
                lambda: self.window.workspace.current_stage,
            )
        press(DIGITS["5"], CONTROL)
        wait_for(self.answer.hasFocus)
        tabs = self.page.panel.tabs
        for number in (5, 4, 3, 2, 1):
            press(DIGITS[str(number)], CONTROL, SHIFT)
            self.note(f"Ctrl+Shift+{number}", lambda at=number - 1: tabs.currentIndex() == at, tabs.currentIndex)
        press("Escape")
        self.note("Esc", self.answer.hasFocus, self.window.focusWidget)

    def letters(self, layout: Layout) -> None:
        press(layout.place("k"), CONTROL)
        palette = lambda: self.window._palette is not None and self.window._palette.isVisible()  # noqa: E731
        self.note("Ctrl+K", palette, lambda: "no palette")
        press("Escape")
        wait_for(lambda: not palette())
        press(layout.place("f"), CONTROL)
        self.note("Ctrl+F", self.page.checklist.find_box.hasFocus, self.window.focusWidget)
        press("Escape")
        self.note("Esc in the search", self.answer.hasFocus, self.window.focusWidget)
        press(layout.place("a"), CONTROL)
        self.note("Ctrl+A", lambda: self.answer.textCursor().selectedText() == TEXT, lambda: "nothing is selected")
        press(DIGITS["2"], ALT)
        wait_for(lambda: self.row().status == "on_paper")
        press(layout.place("z"), CONTROL)
        self.note("Ctrl+Z", lambda: self.row().status == "not_applicable", lambda: self.row().status)
        press("Escape")

    def rate(self, layout: Layout) -> None:
        self.window.go(Stage.PRIORITIES)
        page = self.window.workspace.page(Stage.PRIORITIES)
        page.grid.setCurrentIndex(page.grid.sorted.index(0, 0))
        index = page.grid.currentIndex()
        level = lambda: page.grid.ratings.level_at(page.grid.sorted.mapToSource(index))  # noqa: E731
        page.grid.rate(None)
        for letter, wanted in (("h", "high"), ("l", "low"), ("m", "medium")):
            page.grid.setCurrentIndex(index)
            press(layout.place(letter))
            self.note(letter.upper(), lambda level=level, wanted=wanted: level() == wanted, level)

    def sizes(self, layout: Layout) -> None:
        """Larger and smaller, most often by the two keys after the row of digits."""
        for key, name, wanted in ((layout.larger, "Ctrl++", 110), (20, "Ctrl+-", 100)):
            press(key, CONTROL)
            self.note(name, lambda wanted=wanted: style.look().zoom == wanted, lambda: style.look().zoom)
        press(layout.larger, CONTROL)
        wait_for(lambda: style.look().zoom == 110)
        press(DIGITS["0"], CONTROL)
        self.note("Ctrl+0", lambda: style.look().zoom == 100, lambda: style.look().zoom)

    def sign(self, layout: Layout) -> None:
        """AltGr still writes."""
        self.answer.moveCursor(self.answer.textCursor().MoveOperation.End)
        press(layout.at, ALT_GR)
        self.note("AltGr", lambda: self.answer.text() == TEXT + "@", self.answer.text)

    def menus(self) -> None:
        """Alt alone, or with a click that the window manager keeps, takes no keyboard; F10 opens the menus, Esc twice leaves them."""
        for name, keys in (("Alt", ("key", "Alt_L")), ("Alt+click", ("keydown", "Alt_L", "click", "1", "keyup", "Alt_L"))):
            self.back()
            subprocess.run(["xdotool", *keys], check=True)
            press(DIGITS["1"])
            self.note(name, lambda: self.answer.text() != TEXT, self.window.focusWidget)
        self.back()
        press("F10")
        self.note("F10", lambda: QApplication.activePopupWidget() is not None, self.window.focusWidget)
        press("Escape")
        wait_for(lambda: QApplication.activePopupWidget() is None)
        press("Escape")
        self.note("Esc in the menus", self.answer.hasFocus, self.window.focusWidget)


def try_layout(window: MainWindow, layout: Layout) -> dict[str, str]:
    subprocess.run(["setxkbmap", layout.name], check=True)
    desk = Desk(window)
    desk.back()
    desk.judge()
    desk.go_round()
    desk.letters(layout)
    desk.sizes(layout)
    desk.note("no text", lambda: desk.answer.text() == TEXT, desk.answer.text)
    if layout.at:
        desk.sign(layout)
    desk.menus()
    desk.rate(layout)
    return desk.seen


def main() -> int:
    path = Path(sys.argv[1])
    application = QApplication([sys.argv[0], *style.ARGUMENTS])
    style.start(application, style.Theme.LIGHT)
    window = build_window(path, RecentFiles(path.with_suffix(".memory")))
    window.resize(1024, 700)
    window.show()
    QTest.qWaitForWindowActive(window)
    window.activateWindow()
    wanted = sys.argv[2:] or [layout.name for layout in LAYOUTS]
    for layout in LAYOUTS:
        if layout.name in wanted:
            print(json.dumps([layout.name, try_layout(window, layout)]), flush=True)  # noqa: T201
    subprocess.run(["setxkbmap", "us"], check=True)
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
