"""Draws the pictures of the user guide from the sample: part of ``make screenshots``.

They are small: 1024x640, at most 256 colours. The clock of the sample is set to a day in the past, so that no picture
depends on the day on which it is drawn.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication
from screenshot_matrix import QUESTION, Scene, settle, without_copies

from ui.app import build_window
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.projector.projector_window import Command
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Clock, Identity
from workbench.sample import write_sample

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow

FOLDER: Final = Path(__file__).parent / "guide" / "pictures"
SIZE: Final = (1024, 640)
MOST_COLOURS: Final = 256
SETTLING_SECONDS: Final = 1.3
"""By then everything that a page does later is shown, also the line with the time needed for the rest."""

STAGES: Final = (
    ("Assess", "what works, what does not, and why"),
    ("Plan", "activities, people, dates, measures"),
    ("Carry out", "do what the plan says"),
    ("Monitor and evaluate", "measure, visit, judge whether it helps"),
    ("Review", "look back, renew the plan"),
)
"""The circle of the guide (Part I, section 4), in the words of the help for the page Scope."""

_GROUND, _LINE = "#ffffff", "#0e5a69"
_RING: Final = (335, 235)
"""How far the middles of the boxes are from the middle of the picture, across and up, in pixels."""
_GAP: Final = 28
"""Degrees that an arrow leaves free at a box."""

LONG_AGO: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def scenes() -> Iterator[Scene]:
    """What the chapters show, without the start page, which has no file."""
    for stage in (Stage.PEOPLE, Stage.SESSIONS, Stage.PRIORITIES, Stage.PLAN, Stage.INDICATORS, Stage.REPORT):
        yield Scene(stage.value, lambda window, stage=stage: window.go(stage))
    yield Scene("assessment", lambda window: window.go(Stage.ASSESSMENT, QUESTION))
    yield Scene("keys", _show_keys, leave=_dismiss_palette)
    yield Scene("contrast", _show_contrast, leave=lambda _: style.look().choose(style.Theme.LIGHT))
    yield Scene("projector", _show_projector, lambda window: window.projector.view, lambda window: window.toggle_projector())
    yield Scene("overview", _show_overview, lambda window: window.projector.view, lambda window: window.toggle_projector())


def _show_keys(window: MainWindow) -> None:
    window.go(Stage.ASSESSMENT, QUESTION)
    window.open_palette("?")


def _dismiss_palette(window: MainWindow) -> None:
    from ui.frame.command_palette import CommandPalette

    window.findChild(CommandPalette).dismiss()


def _show_contrast(window: MainWindow) -> None:
    style.look().choose(style.Theme.CONTRAST)
    window.go(Stage.ASSESSMENT, QUESTION)


def _show_projector(window: MainWindow) -> None:
    window.go(Stage.ASSESSMENT, QUESTION)
    window.toggle_projector()


def _show_overview(window: MainWindow) -> None:
    _show_projector(window)
    window.projector.obey(Command.OVERVIEW)


def draw_pictures(application: QApplication) -> int:
    """Draws all pictures. Returns how many."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    application.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as name:
        memory = without_copies(RecentFiles(Path(name) / "memory.json"))
        start = build_window(None, memory)
        _draw(application, start, Scene("start", lambda _: None))
        start.close()
        path = Path(name) / "Irsel Bridge.integrity"
        clock = Clock(lambda: LONG_AGO, lambda: 0.0)
        write_sample(path, pack=load_pack("idg-2021"), identity=Identity("facilitator", "laptop"), clock=clock).close()
        window = build_window(path, memory)
        count = sum(_draw(application, window, scene) for scene in scenes())
        window.close()
    small(circle()).save(str(FOLDER / "circle.png"), "PNG", 0)
    return count + 2


def circle() -> QImage:
    """The five stages of the work on integrity, clockwise from the top, with an arrow from each to the next."""
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.fill(QColor(_GROUND))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    turn = 360 / len(STAGES)
    for number, (title, what) in enumerate(STAGES):
        _arrow(painter, number * turn + _GAP, (number + 1) * turn - _GAP)
        _box(painter, _at(number * turn), title, what)
    painter.end()
    return picture


def _at(degrees: float) -> QPointF:
    """The point of the ring at an angle, clockwise from the top."""
    angle = math.radians(degrees)
    return QPointF(SIZE[0] / 2 + _RING[0] * math.sin(angle), SIZE[1] / 2 - _RING[1] * math.cos(angle))


def _arrow(painter: QPainter, start: float, end: float) -> None:
    steps = [_at(start + (end - start) * step / 40) for step in range(41)]
    painter.setPen(QPen(QColor(_LINE), 5))
    painter.drawPolyline(steps)
    painter.save()
    painter.translate(steps[-1])
    painter.rotate(math.degrees(math.atan2(steps[-1].y() - steps[-3].y(), steps[-1].x() - steps[-3].x())))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_LINE))
    painter.drawPolygon([QPointF(16, 0), QPointF(-8, -12), QPointF(-8, 12)])
    painter.restore()


def _box(painter: QPainter, middle: QPointF, title: str, what: str) -> None:
    box = QRectF(0, 0, 250, 96)
    box.moveCenter(middle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_LINE))
    painter.drawRoundedRect(box, 10, 10)
    painter.setPen(QColor(_GROUND))
    font = QApplication.font()
    for text, pixels, bold, part in (
        (title, 21, True, box.adjusted(0, 10, 0, -48)),
        (what, 15, False, box.adjusted(8, 44, -8, -8)),
    ):
        font.setPixelSize(pixels)
        font.setBold(bold)
        painter.setFont(font)
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _draw(application: QApplication, window: MainWindow, scene: Scene) -> int:
    window.resize(*SIZE)
    window.show()
    scene.enter(window)
    widget = scene.drawn(window)
    widget.setWindowState(Qt.WindowState.WindowNoState)
    widget.resize(*SIZE)
    settle(application, SETTLING_SECONDS)
    small(widget.grab().toImage()).save(str(FOLDER / f"{scene.name}.png"), "PNG", 0)
    scene.leave(window)
    return 1


def small(picture: QImage) -> QImage:
    """The picture in its most frequent colours: a window has few, so nothing visible is lost."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(whole.constBits().cast("I"))
    table = [colour | 0xFF000000 for colour, _ in counted.most_common(MOST_COLOURS)]
    return whole.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def main() -> int:
    """Draws only the pictures of the guide."""
    application = QApplication(sys.argv[:1])
    style.use_fusion(application)
    style.start(application, style.Theme.LIGHT)
    sys.stdout.write(f"{draw_pictures(application)} pictures of the guide: {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
