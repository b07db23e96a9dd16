"""Run by test_open_lists.py under Xvfb with a window manager: opens each drop-down list of the window and measures it.

It prints one line for each list that is cut, and at the end how many were opened.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.pages.start.start_new import NewAssessment

ROUNDS = (
    (style.Theme.LIGHT, 100, Qt.LayoutDirection.LeftToRight),
    (style.Theme.DARK, 100, Qt.LayoutDirection.LeftToRight),
    (style.Theme.CONTRAST, 100, Qt.LayoutDirection.RightToLeft),
    (style.Theme.LIGHT, 150, Qt.LayoutDirection.LeftToRight),
    (style.Theme.LIGHT, 250, Qt.LayoutDirection.LeftToRight),
)


def in_sight(page: QWidget) -> Iterator[QComboBox]:
    """The boxes that somebody sees and can open."""
    for box in page.findChildren(QComboBox):
        if box.isVisible() and box.isEnabled() and box.count() and not box.visibleRegion().isEmpty():
            yield box


def is_whole(box: QComboBox) -> bool:
    """Whether each entry of the open list is seen in its whole height, inside the screen and within the box's reach."""
    view = box.view()
    frame = view.window()
    first, last = (view.visualRect(view.model().index(row, 0)) for row in (0, box.count() - 1))
    seen = first.top() >= 0 and last.bottom() < view.viewport().height()
    fits = view.sizeHintForColumn(0) <= view.viewport().width() or frame.width() >= box.screen().availableGeometry().width()
    return seen and fits and box.screen().availableGeometry().contains(frame.frameGeometry())


def opened(page: QWidget, where: str) -> int:
    """Opens each list of a page. Returns how many."""
    boxes = list(in_sight(page))
    for box in boxes:
        box.showPopup()
        QTest.qWait(30)
        if not box.view().isVisible() or not is_whole(box):
            print(f"cut: {where}, {box.accessibleName() or box.objectName()}")  # noqa: T201
        box.hidePopup()
        QTest.qWait(5)
    return len(boxes)


def walk(application: QApplication, window: MainWindow) -> int:
    """All pages, in each round. Returns how many lists were opened."""
    count = 0
    for theme, zoom, direction in ROUNDS:
        style.look().choose(theme)
        style.look().magnify(zoom)
        application.setLayoutDirection(direction)
        for stage in Stage:
            if window.go(stage):
                QTest.qWait(50)
                count += opened(window, f"{stage.name} {theme} {zoom} {direction.name}")
    return count


def main(path: Path) -> None:
    """Opens the file in a window of 1024x740, then the start page."""
    application = QApplication(["x", *style.ARGUMENTS])
    style.start(application, style.Theme.LIGHT)
    memory = RecentFiles(path.with_name("window.json"))
    window = build_window(path, memory)
    window.resize(1024, 740)
    window.show()
    QTest.qWaitForWindowExposed(window)
    count = walk(application, window)
    window.close()
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    window = build_window(None, memory)
    window.resize(800, 580)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.show_start(new=True)
    steps = window.findChild(NewAssessment)
    for step in ("first step", "second step"):
        QTest.qWait(100)
        count += opened(window, step)
        steps.who.administration.setText("Tavelia")
        steps.who.station.setText("Karsk")
        steps.go(1)
    window.close()
    print(count)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
