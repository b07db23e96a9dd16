"""The next question on screen, and finding while typing, in the real window with a full assessment."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import Result, agree, percentile, processor_milliseconds

HALF_A_FRAME: Final = 8.0
"""Milliseconds."""

_ROUNDS: Final = 3
"""How many rounds make a value: each step is taken from the round in which other programs disturbed it least."""

_MOST_VALUES: Final = 9
_STEPS: Final = (*[1] * 40, *[-1] * 40)
_UNTIL_PAINTED: Final = 15
"""Milliseconds within which the change is painted; Qt starts to paint five milliseconds after the last change."""

_UNTIL_FOLLOWED: Final = 45
"""Milliseconds within which the rest follows: tree and guidance are painted in a later frame than the question."""

_QUERIES: Final = ("l", "la", "lan", "lane", "fr", "frid", "friday", "reg", "regist", "register rotation", "zzz", "")
_SIZE: Final = (1366, 768)


def measure(full: Path, folder: Path) -> tuple[Result, Result]:
    """The 95th percentile of both, with painting, in milliseconds of processor time."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.app import build_window
    from ui.link.stages import Stage
    from ui.look import style
    from ui.pages.assessment.assessment_page import AssessmentPage
    from ui.pages.assessment.checklist_panel import ChecklistPanel

    application = QApplication(["benchmark", *style.ARGUMENTS])
    style.start(application)
    window = build_window(Path(shutil.copy(full, folder / "paging.integrity")))
    window.resize(*_SIZE)
    window.show()
    window.go(Stage.ASSESSMENT)
    application.processEvents()
    page = window.findChild(AssessmentPage)
    if page is None:
        raise LookupError("the window has no assessment page")

    panel = page.findChild(ChecklistPanel)
    if panel is None:
        raise LookupError("the assessment page has no box to find with")

    def pass_by(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def turn(step: int) -> None:
        page.go_by(step)
        pass_by(_UNTIL_PAINTED)

    def find(query: str) -> None:
        panel.find_box.setText(query)
        pass_by(_UNTIL_PAINTED)

    def each(work: Callable[[Any], None], given: Iterable[Any]) -> list[float]:
        taken = []
        for what in given:
            taken.append(processor_milliseconds(partial(work, what)))
            pass_by(_UNTIL_FOLLOWED)
        return taken

    def value(work: Callable[[Any], None], given: Sequence[Any]) -> float:
        rounds = [each(work, given) for _ in range(_ROUNDS)]
        return percentile([min(steps) for steps in zip(*rounds, strict=True)], 95)

    paging, finding = list[float](), list[float]()
    while not all(agree(values, HALF_A_FRAME, most=_MOST_VALUES) for values in (paging, finding)):
        # the same questions in every round: as many steps back as forward
        paging.append(value(turn, _STEPS))
        finding.append(value(find, _QUERIES * 4))
    window.close()
    return (
        Result("next question on screen (95th percentile)", tuple(paging), HALF_A_FRAME, "ms"),
        Result("find as you type (95th percentile)", tuple(finding), HALF_A_FRAME, "ms"),
    )
