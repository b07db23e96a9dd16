"""The next question on screen, and finding while typing, in the real window with a full assessment."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Final

from benchmarks.measuring import Result, percentile

FRAME_MILLISECONDS: Final = 16.0
_QUERIES: Final = ("l", "la", "lan", "lane", "fr", "frid", "friday", "reg", "regist", "register rotation", "zzz", "")
_SIZE: Final = (1366, 768)


def measure(full: Path, folder: Path) -> tuple[Result, Result]:
    """The 95th percentile of both, painting included, in milliseconds."""
    from PySide6.QtWidgets import QApplication

    from ui.app import build_window
    from ui.link.stages import Stage
    from ui.pages.assessment.assessment_page import AssessmentPage
    from ui.pages.assessment.checklist_panel import ChecklistPanel

    application = QApplication.instance() or QApplication([])
    window = build_window(Path(shutil.copy(full, folder / "paging.integrity")))
    window.resize(*_SIZE)
    window.show()
    window.go(Stage.ASSESSMENT)
    application.processEvents()
    page = window.findChild(AssessmentPage)
    if page is None:
        raise LookupError("the window has no assessment page")

    def painted(seconds_from: float) -> float:
        # everything that the step has put off is done here, the painting of what has changed included
        application.processEvents()
        return (time.perf_counter() - seconds_from) * 1000

    paging = []
    for step in [1] * 250 + [-1] * 50:
        start = time.perf_counter()
        page.go_by(step)
        paging.append(painted(start))
    panel = page.findChild(ChecklistPanel)
    if panel is None:
        raise LookupError("the assessment page has no box to find with")
    finding = []
    for query in _QUERIES * 12:
        start = time.perf_counter()
        panel.find_box.setText(query)
        finding.append(painted(start))
    window.close()
    return (
        Result("next question on screen (95th percentile)", percentile(paging, 95), None, "ms", FRAME_MILLISECONDS),
        Result("find as you type (95th percentile)", percentile(finding, 95), None, "ms", FRAME_MILLISECONDS),
    )
