"""A backup is copied over the open file while it is being written to: told before anybody leaves, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.frame.main_window import MainWindow
from ui.kit import file_choice
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere
from workbench.operations.answers import write_answer
from workbench.storage.connection import Connection


@pytest.fixture
def window(open_window, empty_file) -> MainWindow:
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.storing._remember()
    return made


@pytest.fixture
def target(tmp_path_factory, monkeypatch) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "new place.integrity"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: path)
    return path


@pytest.fixture
def write_into_a_mixture(window, empty_file, monkeypatch) -> Callable[[], None]:
    """Stores two answers; an older copy comes over the file just before SQLite writes the pages of the second."""
    older, real = empty_file.read_bytes(), Connection.write

    def over(connection: Connection, sql: str, parameters=()) -> int:
        if sql.startswith("UPDATE seal"):
            with empty_file.open("r+b") as stream:
                stream.truncate(0)
                stream.write(older)
        return real(connection, sql, parameters)

    def write() -> None:
        assert window.bridge.run(write_answer, question="kf5.q5", text="first " * 500)
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "write", over)
            assert window.bridge.run(write_answer, question="kf1.q1", text="second")

    return write


def test_it_is_told_as_soon_as_nobody_types_and_work_goes_on_elsewhere(qtbot, window, target, write_into_a_mixture):
    write_into_a_mixture()
    qtbot.waitUntil(lambda: isinstance(window.bridge.failure, DocumentChangedElsewhere))
    assert "Another program has changed or replaced the file" in window.bar.text
    qtbot.mouseClick(window.bar.findChild(QPushButton, "message-action"), Qt.MouseButton.LeftButton)
    assert window.bridge.document.path == target
    window.close()
    with Document.open(target) as document:
        assert document.read_only is None
        assert document.read.answer("kf5.q5").text == "first " * 500
        assert document.read.answer("kf1.q1").text == "second"


def test_nothing_says_that_it_is_stored_again_while_the_file_is_not_whole(qtbot, window, write_into_a_mixture):
    write_into_a_mixture()
    qtbot.waitUntil(lambda: window.bridge.failure is not None)
    window.storing._try_again()
    assert isinstance(window.bridge.failure, DocumentChangedElsewhere)
    assert "Everything is saved again" not in window.bar.text


def test_whoever_leaves_at_once_is_told_first(window, write_into_a_mixture):
    write_into_a_mixture()
    window.close()
    assert window.isVisible()
    assert "Another program has changed or replaced the file" in window.bar.text
    window.close_anyway()


def test_an_operation_that_was_refused_is_not_called_stored(window, empty_file):
    """Nothing waits in an editor then; the file is all that can be asked."""
    older = empty_file.read_bytes()
    assert window.bridge.run(write_answer, question="kf1.q1", text="stored")
    with empty_file.open("r+b") as stream:
        stream.write(older)
    assert not window.bridge.run(write_answer, question="kf1.q2", text="refused")
    assert not window.bridge.try_again(quietly=True)
    assert window.bridge.failure is not None
