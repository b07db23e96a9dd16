"""A key in the answer while the projector view is open beside the window, until it is painted on both."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import Result, agree, percentile, processor_milliseconds

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

A_FRAME: Final = 1000 / 60
"""Milliseconds."""

_ROUNDS: Final = 2
_MOST_VALUES: Final = 7
_KEYS: Final = "typing is as quick beside the room as without it, now and "
_UNTIL_PAINTED: Final = 24
"""Milliseconds within which a key is painted on the laptop and, if the answer is not too long for that, in the view."""

_SENTENCE: Final = "The officer at lane four knows the rule, and the night shift does not know it at all. "
_PARAGRAPH: Final = 6
"""Sentences in a paragraph."""

_WORDS: Final = (120, 5000)
_SIZE: Final = (1366, 768)


def measure(full: Path, folder: Path) -> list[Result]:
    """The 95th percentile for an ordinary answer and for a very long one, in milliseconds of processor time."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.app import build_window
    from ui.link.stages import Stage
    from ui.look import style
    from ui.projector.control import ProjectorControl
    from ui.projector.screens import Screens
    from workbench.operations.answers import write_answer

    class Beside(Screens):
        """A second screen that is only said to be there."""

        def others(self, window: QWidget) -> list[QScreen]:
            return [window.screen()]

        def own(self, window: QWidget) -> QScreen | None:  # noqa: ARG002
            return None

        def put(self, view: QWidget, screen: QScreen) -> None:  # noqa: ARG002
            view.setGeometry(2000, 0, 1024, 768)
            view.show()

    application = QApplication.instance() or QApplication(["benchmark", *style.ARGUMENTS])
    assert isinstance(application, QApplication)
    style.start(application)
    window = build_window(Path(shutil.copy(full, folder / "projecting.integrity")))
    window.resize(*_SIZE)
    window.show()
    page = window.workspace.page(Stage.ASSESSMENT) if window.workspace is not None else None
    bridge = window.bridge
    if page is None or page.answer_desk is None or bridge is None:
        raise LookupError("the window has no assessment page")
    window.projector = ProjectorControl(window, Beside(window))
    window.toggle_projector()

    def key(sign: str) -> None:
        QTest.keyClick(editor, sign)
        loop = QEventLoop()
        QTimer.singleShot(_UNTIL_PAINTED, loop.quit)
        loop.exec()

    results = []
    for words in _WORDS:
        count = words // len(_SENTENCE.split())
        text = "".join(_SENTENCE + "\n" * (number % _PARAGRAPH == 0) for number in range(1, count + 1))
        write_answer(bridge.document, question=page.answer_desk.shown_id, text=text)
        window.go(Stage.ASSESSMENT)
        editor = page.answer_desk.answer_editor(page.answer_desk.shown_id)
        if editor is None:
            raise LookupError("there is no answer to type into")
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        keys: list[float] = []
        while not agree(keys, A_FRAME, most=_MOST_VALUES):
            rounds = [[processor_milliseconds(partial(key, sign)) for sign in _KEYS] for _ in range(_ROUNDS)]
            keys.append(percentile([min(steps) for steps in zip(*rounds, strict=True)], 95))
        results.append(Result(f"a key beside the projector view, {words} words", tuple(keys), A_FRAME, "ms"))
    window.close()
    return results
