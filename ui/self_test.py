"""The part of the self-test that needs a window: it opens the file, shows every page, takes a text, and closes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final

from workbench.document.document import Document
from workbench.keeping.folder import FOLDER
from workbench.language.i18n import Message
from workbench.model.rows import QuestionId

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from workbench.self_test import Bench

_QUESTION: Final = QuestionId("kf2.q1")
_TEXT: Final = "Typed into the window."


def open_a_window(bench: Bench) -> None:
    """Does the step. Raises what goes wrong on the way, also where Qt would only have told of it."""
    from ui.app import build_window
    from ui.link.recent_files import RecentFiles
    from ui.link.stages import Stage
    from ui.pages.failed import FailedPage

    os.environ[FOLDER] = str(bench.folder / "kept")
    with _heard() as mistakes:
        application = _application()
        window = build_window(bench.file, RecentFiles(bench.folder / "window.json"))
        window.show()
        for stage in Stage:
            bench.must(window.go(stage))
            application.processEvents()
            bench.must(window.workspace is not None and not isinstance(window.workspace.current_page, FailedPage))
        bench.must(window.go(Stage.ASSESSMENT, _QUESTION))
        desk = window.workspace.page(Stage.ASSESSMENT).answer_desk if window.workspace is not None else None
        box = desk.answer_editor(_QUESTION) if desk is not None else None
        bench.must(box)
        if box is not None:
            box.insertPlainText(_TEXT)
        application.processEvents()
        bench.must(window.close())
        application.processEvents()
    for mistake in mistakes:
        raise mistake
    with Document.open(bench.file, read_only=True) as document:
        answer = document.read.answer(_QUESTION)
        bench.must(answer is not None and answer.text == _TEXT)


STEPS: Final = ((Message("Open a window, show every page, write a text"), open_a_window),)


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from ui.look import style

    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    made = QApplication([*sys.argv[:1], *style.ARGUMENTS])
    style.start(made, style.Theme.LIGHT)
    return made


@contextmanager
def _heard() -> Iterator[list[BaseException]]:
    """Collects what nobody caught, for example in a slot."""
    heard: list[BaseException] = []
    before = sys.excepthook

    def hear(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        heard.append(error)

    sys.excepthook = hear
    try:
        yield heard
    finally:
        sys.excepthook = before
