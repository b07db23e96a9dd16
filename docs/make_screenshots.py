"""Draws the pictures of the documentation from the sample, so that they stay true: ``make screenshots``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from guide_pictures import draw_pictures
from PySide6.QtWidgets import QApplication
from screenshot_matrix import draw_matrix, without_copies, write_index
from states_pictures import draw_states
from workshop_pictures import draw_workshop

from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Identity
from workbench.sample import write_sample

FOLDER = Path(__file__).parent / "screenshots"
MATRIX = Path(__file__).parents[1] / "build" / "screenshots"
SIZE = (1024, 768)
SETTLING_SECONDS = 0.7
"""By then everything that a page does later (guidance, heights of rows) is shown."""

QUESTION = "kf1.q9"


def main() -> int:
    """Draws every page at 1024x768, light, in English, the pictures of the guide, the matrix, a workshop, open lists."""
    application = QApplication(sys.argv[:1])
    style.use_fusion(application)
    style.start(application, style.Theme.LIGHT)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "Irsel Bridge.integrity"
        write_sample(path, pack=load_pack("idg-2021"), identity=Identity("facilitator", "laptop")).close()
        memory = without_copies(RecentFiles(Path(name) / "memory.json"))
        start = build_window(None, memory)
        _draw(application, start, "start")
        window = build_window(path, memory)
        for stage in Stage:
            window.go(stage, QUESTION if stage is Stage.ASSESSMENT else "")
            _draw(application, window, stage.value)
        window.close()
        start.close()
        draw_pictures(application)
        work = Path(name) / "matrix"
        work.mkdir()
        drawn = draw_matrix(application, MATRIX, work)
        drawn += draw_workshop(application, MATRIX / "workshop", work)
        drawn += draw_states(application, MATRIX / "states", work)
        write_index(MATRIX, drawn)
    sys.stdout.write(f"{len(drawn)} pictures to look at: {MATRIX / 'index.html'}\n")
    return 0


def _draw(application: QApplication, window: MainWindow, name: str) -> None:
    window.resize(*SIZE)
    window.show()
    end = time.monotonic() + SETTLING_SECONDS
    while time.monotonic() < end:
        application.processEvents()
    window.grab().save(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
