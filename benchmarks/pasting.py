"""A thousand people pasted as a table, from the clipboard until they stand in the page; and a key in a very long answer."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import Result, agree, percentile, processor_milliseconds
from benchmarks.projecting import A_FRAME

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow

_ROWS: Final = 1000
_PASTE_BUDGET: Final = 2.0
"""Seconds of processor time."""

_CHARACTERS: Final = 50_000
_SENTENCE: Final = "The officer at lane four knows the rule, and the night shift does not know it at all. "
_KEYS: Final = "typing is as quick at the end "
_ROUNDS: Final = 2
_MOST_VALUES: Final = 7
_SIZE: Final = (1366, 768)


def measure(full: Path, folder: Path) -> list[Result]:
    """The paste in seconds, and the 95th percentile of a key in milliseconds, both of processor time."""
    from PySide6.QtWidgets import QApplication

    from ui.app import build_window
    from ui.look import style

    application = QApplication.instance() or QApplication(["benchmark", *style.ARGUMENTS])
    assert isinstance(application, QApplication)
    style.start(application)
    window = build_window(Path(shutil.copy(full, folder / "pasting.integrity")))
    window.resize(*_SIZE)
    window.show()
    try:
        return [_paste(window), _key(window)]
    finally:
        window.close()


def _paste(window: MainWindow) -> Result:
    from PySide6.QtWidgets import QApplication

    from ui.link.stages import Stage
    from ui.pages.registers.people_page import PeoplePage

    window.go(Stage.PEOPLE)
    page = window.workspace.page(Stage.PEOPLE) if window.workspace is not None else None
    if not isinstance(page, PeoplePage) or window.bridge is None:
        raise LookupError("the window has no page of people")
    table = page.contributors.table
    lines = (f"Person {number}\tInspector\tFreight {number % 9}\tCustoms\n" for number in range(_ROWS))
    QApplication.clipboard().setText("Name\tJob title\tDepartment\tOrganization\n" + "".join(lines))
    before = table.model.rowCount()

    def paste() -> None:
        table.acts.paste()
        table.acts.clipboard.dialog.accept()
        QApplication.processEvents()

    values: list[float] = []
    while not agree(values, _PASTE_BUDGET, most=_MOST_VALUES):
        values.append(processor_milliseconds(paste) / 1000)
        if table.model.rowCount() != before + _ROWS:
            raise LookupError("the rows did not come")
        window.bridge.undo()
        QApplication.processEvents()
    return Result(f"a paste of {_ROWS} rows, until they are shown", tuple(values), _PASTE_BUDGET, "s")


def _key(window: MainWindow) -> Result:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.link.stages import Stage
    from workbench.operations.answers import write_answer

    page = window.workspace.page(Stage.ASSESSMENT) if window.workspace is not None else None
    if page is None or page.answer_desk is None or window.bridge is None:
        raise LookupError("the window has no assessment page")
    text = (_SENTENCE * (_CHARACTERS // len(_SENTENCE) + 1))[:_CHARACTERS]
    paragraphs = "\n".join(text[start : start + 500] for start in range(0, _CHARACTERS, 501))
    write_answer(window.bridge.document, question=page.answer_desk.shown_id, text=paragraphs)
    window.go(Stage.ASSESSMENT)
    editor = page.answer_desk.answer_editor(page.answer_desk.shown_id)
    if editor is None:
        raise LookupError("there is no answer to type into")
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)

    def key(sign: str) -> None:
        QTest.keyClick(editor, sign)
        QApplication.processEvents()

    keys: list[float] = []
    while not agree(keys, A_FRAME, most=_MOST_VALUES):
        rounds = [[processor_milliseconds(partial(key, sign)) for sign in _KEYS] for _ in range(_ROUNDS)]
        keys.append(percentile([min(steps) for steps in zip(*rounds, strict=True)], 95))
    return Result(f"a key in an answer of {_CHARACTERS} characters", tuple(keys), A_FRAME, "ms")
