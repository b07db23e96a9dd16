"""Run by test_real_screens.py under Xvfb: a real window, a projector view, and a second screen that is plugged in and out.

The first argument is a file to work on. Prints one line for each step.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style

LAPTOP = ("LAPTOP", "1024/300x768/200+0+0", "screen")
BEAM = ("BEAM", "800/200x600/150+1024+0", "none")
SETTLING_MS = 1200


def xrandr(*arguments: str) -> None:
    subprocess.run(["xrandr", *arguments], check=True, stdout=subprocess.DEVNULL)
    QTest.qWait(SETTLING_MS)


def tell(window: MainWindow, step: str) -> None:
    view = window.projector.view
    area = view.geometry().getRect()
    print(step, view.isVisible(), view.screen().name(), *area, "alone" if window.projector.alone else "", flush=True)  # noqa: T201


def main() -> int:
    path = Path(sys.argv[1])
    xrandr("--setmonitor", *LAPTOP)
    application = QApplication([sys.argv[0], *style.ARGUMENTS])
    style.start(application, style.Theme.LIGHT, own_letters=False)
    window = build_window(path, RecentFiles(path.with_suffix(".memory")))
    window.resize(900, 600)
    window.show()
    window.go(Stage.ASSESSMENT, "kf1.q9")
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer
    answer.moveCursor(QTextCursor.MoveOperation.Start)
    xrandr("--setmonitor", *BEAM)
    window.toggle_projector()
    QTest.qWait(300)
    tell(window, "opened")
    QTest.keyClicks(answer, "Begun ")
    xrandr("--delmonitor", "BEAM")
    tell(window, "unplugged")
    QTest.keyClicks(answer, "and ")
    xrandr("--setmonitor", *BEAM)
    tell(window, "plugged")
    xrandr("--delmonitor", "BEAM")
    window.toggle_projector()
    QTest.qWait(300)
    tell(window, "here")
    QTest.keyClick(window.projector.view, "\r")
    QTest.keyClicks(window.projector.view, " ended.")
    xrandr("--setmonitor", *BEAM)
    tell(window, "moved")
    text = window.bridge.document.read.answer("kf1.q9").text
    print("stored", "Begun and " in text, text.endswith(" ended."))  # noqa: T201
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
