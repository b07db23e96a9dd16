"""A window in a process of its own, in which somebody types without a pause: ``typist.py FILE MILLISECONDS [QUESTION]``.

It prints ``typed N`` after each key, and types until the process is ended from outside. The program is the real one: its
start, its way of storing, its handling of signals.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from ui import app
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage

LETTERS = "The officers rotate every two years and the rota is kept. "


class Typist:
    """Types one letter after the other into the answer of a question."""

    def __init__(self, window: MainWindow, every: int, question: str) -> None:
        window.go(Stage.ASSESSMENT, question)
        page = window.workspace.page(Stage.ASSESSMENT)
        page.show_entry(question)
        self._box = page.panel.answer
        self._box.setFocus()
        self._count = 0
        self._timer = QTimer(window, interval=every)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        QTest.keyClicks(self._box, LETTERS[self._count % len(LETTERS)])
        self._count += 1
        sys.stdout.write(f"typed {self._count} {time.monotonic()}\n")
        sys.stdout.flush()


def main() -> int:
    file, every = Path(sys.argv[1]), int(sys.argv[2])
    question = sys.argv[3] if len(sys.argv) > 3 else "kf1.q1"
    memory = Path(os.environ.get("TYPIST_MEMORY") or file.with_name("window.json"))
    app.RecentFiles = lambda: RecentFiles(memory)
    real, kept = app.build_window, []

    def build(*arguments: object) -> MainWindow:
        window = real(*arguments)
        window.painted.connect(lambda: kept.append(Typist(window, every, question)))
        return window

    app.build_window = build
    sys.argv[1:] = []
    return app.run(file)


if __name__ == "__main__":
    sys.exit(main())
