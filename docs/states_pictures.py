"""Every page with a list open, a cell in edit, a menu and a refused field, in four sizes: for ``make screenshots``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget
from screenshot_matrix import QUESTION, settle, without_copies

from ui.app import build_window
from ui.editors.cell_grid import CellGrid
from ui.editors.date_editor import DateEditor
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Identity
from workbench.sample import write_sample

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow

SIZES: Final = ((800, 600), (1024, 768), (1366, 768), (1920, 1080))
SETTLING_SECONDS: Final = 0.2
REFUSED: Final = "31 February 2026"

Part = TypeVar("Part", bound=QWidget)


class State(NamedTuple):
    """Something that a page can be in: ``enter`` says whether the page has it, ``leave`` puts the page back."""

    name: str
    enter: Callable[[QWidget], bool]
    leave: Callable[[QWidget], object]


def seen(page: QWidget, kind: type[Part]) -> Iterator[Part]:
    """The parts of a kind that somebody sees and can use."""
    for part in page.findChildren(kind):
        if part.isVisible() and part.isEnabled() and not part.visibleRegion().isEmpty():
            yield part


def _open_list(page: QWidget) -> bool:
    box = next((box for box in seen(page, QComboBox) if box.count()), None)
    if box is not None:
        box.showPopup()
    return box is not None


def _close_lists(page: QWidget) -> None:
    for box in page.findChildren(QComboBox):
        box.hidePopup()


def _edit_cell(page: QWidget) -> bool:
    for grid in seen(page, CellGrid):
        model = grid.model()
        cells = (model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
        if any(grid.is_stop(cell) and grid.open_cell(cell) for cell in cells):
            return True
    return False


def _escape(page: QWidget) -> None:
    focus = page.window().focusWidget()
    if focus is not None:
        QTest.keyClick(focus, Qt.Key.Key_Escape)


def _open_menu(page: QWidget) -> bool:
    grid = next(seen(page, CellGrid), None)
    if grid is None:
        edit = page.window().menuBar().actions()[1].menu()
        edit.popup(page.window().mapToGlobal(QPoint(60, 30)))
        return True
    grid.customContextMenuRequested.emit(grid.viewport().rect().center())
    return isinstance(QApplication.activePopupWidget(), QMenu)


def _close_menu(_page: QWidget) -> None:
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def _refuse(page: QWidget) -> bool:
    field = next((field for field in page.findChildren(DateEditor) if field.isVisible() and field.isEnabled()), None)
    if field is None:
        return False
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, REFUSED)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return True


def _put_back(page: QWidget) -> None:
    for field in page.findChildren(DateEditor):
        QTest.keyClick(field, Qt.Key.Key_Escape)


STATES: Final = (
    State("list", _open_list, _close_lists),
    State("cell", _edit_cell, _escape),
    State("menu", _open_menu, _close_menu),
    State("refused", _refuse, _put_back),
)


def draw_states(application: QApplication, folder: Path, work: Path) -> list[Path]:
    """Draws all states of all pages into a folder; returns the pictures. ``work`` is for temporary files."""
    sample = work / "States.integrity"
    write_sample(sample, pack=load_pack("idg-2021"), identity=Identity("facilitator", "laptop")).close()
    window = build_window(sample, without_copies(RecentFiles(work / "states.json")))
    window.show()
    drawn: list[Path] = []
    for size in SIZES:
        window.resize(*size)
        place = folder / "x".join(map(str, size))
        place.mkdir(parents=True, exist_ok=True)
        for stage in Stage:
            window.go(stage, QUESTION if stage is Stage.ASSESSMENT else "")
            settle(application, SETTLING_SECONDS)
            drawn += list(_draw_page(application, window, stage, place))
    window.close()
    return drawn


def _draw_page(application: QApplication, window: MainWindow, stage: Stage, place: Path) -> Iterator[Path]:
    page = window.workspace.page(stage)
    for state in STATES:
        if state.enter(page):
            settle(application, SETTLING_SECONDS)
            target = place / f"{stage.value}-{state.name}.png"
            with_popups(window).save(str(target))
            yield target
            state.leave(page)
            settle(application, SETTLING_SECONDS / 4)


def with_popups(window: QWidget) -> QPixmap:
    """A picture of the window with the menus and lists that are open over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for popup in QApplication.topLevelWidgets():
        if popup.isVisible() and popup.windowType() is Qt.WindowType.Popup:
            painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    return picture
