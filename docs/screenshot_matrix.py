"""Every page and the projector view, in every size, theme and direction: ``make screenshots`` draws them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Identity
from workbench.model.rows import Activity
from workbench.sample import write_sample

SIZES: Final = ((800, 600), (1024, 768), (1920, 1080))
THEMES: Final = (style.Theme.LIGHT, style.Theme.DARK, style.Theme.CONTRAST)
DIRECTIONS: Final = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
QUESTION: Final = "kf1.q9"
SETTLING_SECONDS: Final = 0.35
"""By then everything that a page does later (guidance, heights of rows) is shown."""

PAGES_SECONDS: Final = 60
"""The longest time to wait for the pages of the report."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing to draw: how to get there from any other, which widget is drawn, and how to leave it."""

    name: str
    enter: Callable[[MainWindow], object]
    drawn: Callable[[MainWindow], QWidget] = lambda window: window
    leave: Callable[[MainWindow], object] = lambda _: None


def scenes() -> Iterator[Scene]:
    """All scenes but the start page, which has no file."""
    for stage in Stage:
        row_id = QUESTION if stage is Stage.ASSESSMENT else ""
        yield Scene(stage.value, lambda window, stage=stage, row_id=row_id: window.go(stage, row_id))
    yield Scene("help", _show_help, leave=lambda window: window.toggle_help())
    yield Scene("palette", lambda window: window.open_palette("3.2"), leave=_dismiss_palette)
    yield Scene("keys", lambda window: window.open_palette("?"), leave=_dismiss_palette)
    yield Scene("pages", _show_pages, leave=lambda window: _report(window).pages.leave())
    for stage in (Stage.ASSESSMENT, Stage.PRIORITIES, Stage.PLAN, Stage.SCOPE):
        yield Scene(
            f"projector-{stage.value}",
            lambda window, stage=stage: _show_projector(window, stage),
            lambda window: window.projector.view,
            lambda window: window.toggle_projector(),
        )


def _show_projector(window: MainWindow, stage: Stage) -> None:
    shown = next(row.id for row in window.bridge.document.read.every(Activity) if not row.is_confidential)
    window.go(stage, {Stage.ASSESSMENT: QUESTION, Stage.PRIORITIES: shown, Stage.PLAN: shown}.get(stage, ""))
    window.toggle_projector()


def _show_help(window: MainWindow) -> None:
    window.go(Stage.PRIORITIES)
    window.toggle_help()


def _dismiss_palette(window: MainWindow) -> None:
    from ui.frame.command_palette import CommandPalette

    window.findChild(CommandPalette).dismiss()


def _report(window: MainWindow) -> QWidget:
    return window.workspace.page(Stage.REPORT)


def _show_pages(window: MainWindow) -> None:
    window.go(Stage.REPORT)
    page = _report(window)
    page.writer.look()
    end = time.monotonic() + PAGES_SECONDS
    while page.pages.preview.busy and time.monotonic() < end:
        settle(QApplication.instance(), 0.1)


def draw_matrix(application: QApplication, folder: Path, work: Path) -> list[Path]:
    """Draws all scenes into a folder; returns the pictures. ``work`` is for temporary files."""
    sample = work / "Irsel Bridge.integrity"
    write_sample(sample, pack=load_pack("idg-2021"), identity=Identity("facilitator", "laptop")).close()
    drawn: list[Path] = []
    for direction, layout in DIRECTIONS.items():
        application.setLayoutDirection(layout)
        memory = without_copies(RecentFiles(work / f"{direction}.json"))
        window = build_window(sample, memory)
        for theme in THEMES:
            style.look().choose(theme)
            for size in SIZES:
                place = folder / direction / theme.value / "x".join(map(str, size))
                place.mkdir(parents=True, exist_ok=True)
                drawn += [_draw(application, window, scene, size, place) for scene in scenes()]
        window.close()
        drawn += list(_draw_start(application, folder / direction, memory))
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    style.look().choose(style.Theme.LIGHT)
    return drawn


def _draw_start(application: QApplication, folder: Path, memory: RecentFiles) -> Iterator[Path]:
    window = build_window(None, memory)
    scene = Scene("start", lambda _: None)
    for theme in THEMES:
        style.look().choose(theme)
        for size in SIZES:
            yield _draw(application, window, scene, size, folder / theme.value / "x".join(map(str, size)))
    window.close()


def _draw(application: QApplication, window: MainWindow, scene: Scene, size: tuple[int, int], place: Path) -> Path:
    window.resize(*size)
    window.show()
    scene.enter(window)
    widget = scene.drawn(window)
    widget.setWindowState(Qt.WindowState.WindowNoState)  # the projector view fills its screen, which has another size here
    widget.resize(*size)
    settle(application)
    target = draw(widget, size, place / f"{scene.name}.png")
    scene.leave(window)
    return target


def without_copies(memory: RecentFiles) -> RecentFiles:
    """The same memory: no copies of the sample are kept in the folder of whoever draws."""
    memory.keep_copies = False
    return memory


def draw(widget: QWidget, size: tuple[int, int], target: Path) -> Path:
    """Draws a widget into a file. Raises ValueError if it does not have the size that it should have."""
    picture = widget.grab()
    if picture.size().toTuple() != size:
        message = f"{target} is {picture.width()}x{picture.height()}: the window cannot be that small"
        raise ValueError(message)
    picture.save(str(target))
    return target


def settle(application: QApplication, seconds: float = SETTLING_SECONDS) -> None:
    """Lets the window finish what it does later."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()


def write_index(folder: Path, drawn: list[Path]) -> None:
    """Writes a page with all pictures."""
    names = sorted(path.relative_to(folder).as_posix() for path in drawn)
    head = "<!doctype html><meta charset=utf-8><title>All pages</title>"
    look = "<style>figure { display: inline-block } img { width: 400px }</style>"
    figures = "\n".join(
        f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt=""></a><figcaption>{name}</figcaption></figure>'
        for name in map(escape, names)
    )
    (folder / "index.html").write_text(f"{head}\n{look}\n{figures}\n", encoding="utf-8")
