"""When storing fails there is a way out; the line below tells the truth and is calm; nobody leaves without a word by accident."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.editors import held_text
from ui.frame import storing
from ui.frame.announcer import Announcer
from ui.frame.main_window import MainWindow
from ui.kit import file_choice
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.operations.answers import write_answer

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEW = "new place.integrity"


def text_of(path: Path, question: str = "kf1.q1") -> str:
    with Document.open(path, read_only=True) as document:
        return document.read.answer(question).text


@pytest.fixture
def window(open_window, empty_file) -> MainWindow:
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    made.storing._remember()
    return made


@pytest.fixture
def page(window):
    return window.workspace.page(Stage.ASSESSMENT)


@pytest.fixture
def target(tmp_path_factory, monkeypatch) -> Path:
    """Where the user chooses to save; the dialog asks nobody else."""
    path = tmp_path_factory.mktemp("elsewhere") / NEW
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: path)
    return path


def type_answer(qtbot, page, text: str, question: str = "kf1.q1") -> None:
    page.show_entry(question)
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, text)


def press(qtbot, window: MainWindow, name: str) -> None:
    button = window.bar.findChild(QPushButton, name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def question_box(window: MainWindow) -> QMessageBox:
    return window.findChild(QMessageBox, "leave-question")


def answer_question(window: MainWindow, text: str) -> None:
    box = question_box(window)
    next(button for button in box.buttons() if button.text() == text).click()


# What becomes of the file


def gone(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name("other name.integrity"))


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name(path.parent.name + " as it is called now"))


def replaced(path: Path) -> None:
    other = path.with_name("other.tmp")
    other.write_bytes(b"something else" * 1000)
    other.replace(path)


STATES = (gone, renamed, folder_renamed, replaced)


@pytest.fixture(params=[*STATES, None], ids=[*(state.__name__ for state in STATES), "pulled"])
def state(request: pytest.FixtureRequest, pull: Callable[[Path], None]) -> Callable[[Path], object]:
    return request.param or pull


def test_save_elsewhere_takes_what_is_typed_and_goes_on_there(qtbot, window, page, empty_file, target, state):
    write_answer(window.bridge.document, question="kf3.q20", text="stored before")
    state(empty_file)
    type_answer(qtbot, page, "typed after")
    assert not window.bridge.flush()
    assert window.saved_text == "Not saved yet"
    press(qtbot, window, "message-action")
    assert window.bar.text.startswith(f"You continue in {NEW}")
    assert window.windowTitle() == "new place - Integrity Workbench"
    assert window.saved_text.startswith("Saved ")
    assert page.current_question == "kf1.q1"
    assert page.panel.answer.textCursor().position() == len("typed after")
    qtbot.keyClicks(page.panel.answer, " and more")
    window.close()
    assert text_of(target) == "typed after and more"
    assert text_of(target, "kf3.q20") == "stored before"
    assert window.memory.entries[0].path == target
    assert [path.name for path in target.parent.iterdir()] == [NEW]


def test_save_a_copy_is_never_silent_when_storing_fails(qtbot, window, page, empty_file, target):
    empty_file.unlink()
    type_answer(qtbot, page, "typed after")
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL | SHIFT)
    assert window.bridge.document.path == target
    window.close()
    assert text_of(target) == "typed after"


def test_a_full_disk_has_the_same_way_out(qtbot, window, page, empty_file, target, monkeypatch):
    real = Document.change

    def full(document: Document, *arguments, **options):
        if document.path == empty_file:
            raise DiskFull(Message("There is no room."), advice=Message("Free some space."))
        return real(document, *arguments, **options)

    monkeypatch.setattr(Document, "change", full)
    type_answer(qtbot, page, "no room")
    assert not window.bridge.flush()
    assert window.bar.text == "There is no room. Free some space."
    press(qtbot, window, "message-action")
    assert window.bridge.document.read.answer("kf1.q1").text == "no room"
    window.close()
    assert text_of(target) == "no room"


def test_a_file_overwritten_by_another_program_is_not_the_end(qtbot, window, page, empty_file, target, sample_file):
    type_answer(qtbot, page, "before")
    assert window.bridge.flush()
    with sample_file.open("rb") as other, empty_file.open("r+b") as stream:
        stream.truncate(0)
        shutil.copyfileobj(other, stream)
    type_answer(qtbot, page, " and after")
    window.storing.save_elsewhere()
    window.close()
    assert text_of(target) == "before and after"


def test_no_folder_that_a_cloud_copies_is_suggested(window, page, tmp_path, monkeypatch):
    copied = tmp_path / "OneDrive" / "Documents"
    copied.mkdir(parents=True)
    suggested = []
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(copied))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(file_choice, "ask_save", lambda *asked, **_: suggested.append(asked[2]))
    window.storing.save_elsewhere()
    assert [path.parent for path in suggested] == [tmp_path]


def test_whoever_changes_their_mind_still_has_the_way_out(qtbot, window, page, empty_file, monkeypatch):
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: None)
    empty_file.unlink()
    type_answer(qtbot, page, "typed")
    assert not window.bridge.flush()
    press(qtbot, window, "message-action")
    assert "Save elsewhere…" in [button.text() for button in window.bar.findChildren(QPushButton) if button.isVisible()]
    assert page.panel.answer.text() == "typed"


def test_a_target_that_fails_too_is_told_and_another_may_be_chosen(qtbot, window, page, empty_file, tmp_path, monkeypatch):
    places = [tmp_path / "no such folder" / NEW, tmp_path / NEW]
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: places.pop(0))
    empty_file.unlink()
    type_answer(qtbot, page, "typed")
    assert not window.bridge.flush()
    press(qtbot, window, "message-action")
    assert NEW in window.bar.text
    press(qtbot, window, "message-action")
    window.close()
    assert text_of(tmp_path / NEW) == "typed"


def test_a_value_that_is_refused_stays_in_its_box_in_the_new_file(qtbot, window, empty_file, target):
    window.go(Stage.SCOPE)
    box = next(box for box in window.workspace.page(Stage.SCOPE).findChildren(held_text.QWidget) if is_date(box))
    box.setFocus()
    qtbot.keyClicks(box, "2026-99")
    empty_file.unlink()
    window.storing.save_elsewhere()
    assert window.bridge.document.path == target
    told = f"You continue in {NEW}, with everything that was saved in {empty_file.name}."  # what is gone was not "left as it was"
    assert window.bar.text.startswith(told)
    assert len(window.bar.text) > len(told)
    assert box.text() == "2026-99"
    assert window.bridge.held
    box.link.revert()


def is_date(box) -> bool:
    from ui.editors.date_editor import DateEditor

    return isinstance(box, DateEditor)


def test_a_copy_beside_a_value_that_is_refused_is_made_and_says_what_it_lacks(qtbot, window, target):
    window.go(Stage.SCOPE)
    box = next(box for box in window.workspace.page(Stage.SCOPE).findChildren(held_text.QWidget) if is_date(box))
    box.setFocus()
    qtbot.keyClicks(box, "2026-99")
    window.storing.save_copy()
    assert target.exists()
    assert "is not in it" in window.bar.text
    box.link.revert()


def test_undo_goes_on_in_the_new_file(qtbot, window, page, empty_file, target):
    write_answer(window.bridge.document, question="kf3.q20", text="before")
    empty_file.unlink()
    window.storing.save_elsewhere()
    window.undo()
    assert window.bridge.document.read.answer("kf3.q20").text == ""


# A stick that comes back


def test_a_stick_that_comes_back_is_written_to_by_itself(qtbot, window, page, empty_file, pull, monkeypatch):
    monkeypatch.setattr(storing, "_AGAIN_MS", 50)
    type_answer(qtbot, page, "before")
    assert window.bridge.flush()
    pull(empty_file)
    away = empty_file.with_name("away")
    empty_file.rename(away)
    type_answer(qtbot, page, " and while it was away")
    qtbot.waitUntil(lambda: window.saved_text == "Not saved yet", timeout=20_000)
    away.rename(empty_file)
    qtbot.waitUntil(lambda: window.bar.text == "Everything is saved again.", timeout=20_000)
    assert window.saved_text.startswith("Saved ")
    window.undo()
    assert window.bridge.document.read.answer("kf1.q1").text in ("", "before")
    window.redo()
    window.close()
    assert text_of(empty_file) == "before and while it was away"


def test_try_again_tries_at_once(qtbot, window, page, empty_file):
    away = empty_file.with_name("away")
    empty_file.rename(away)
    type_answer(qtbot, page, "typed")
    assert not window.bridge.flush()
    away.rename(empty_file)
    press(qtbot, window, "message-other")
    assert window.bridge.document.read.answer("kf1.q1").text == "typed"
    assert window.bar.text == "Everything is saved again."


def test_a_failure_that_lasts_is_told_once(qtbot, window, page, empty_file, monkeypatch):
    monkeypatch.setattr(storing, "_AGAIN_MS", 20)
    told = []
    empty_file.unlink()
    type_answer(qtbot, page, "typed")
    assert not window.bridge.flush()
    window.bar.clear()
    window.messages.told.connect(told.append)
    tries = []
    real = type(window.bridge).try_again
    monkeypatch.setattr(type(window.bridge), "try_again", lambda *a, **k: (tries.append(1), real(*a, **k))[1])
    qtbot.waitUntil(lambda: len(tries) >= 3, timeout=20_000)
    assert len({notice.text for notice in told}) == len(told) <= 2


# The line below


def test_the_line_says_at_once_that_something_waits_and_is_calm_about_it(qtbot, window, page, monkeypatch):
    announced = []
    Announcer(window)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: announced.append(event.message()))
    page.panel.answer.setFocus()
    qtbot.wait(10)
    announced.clear()
    said = []
    for _ in range(40):
        qtbot.keyClicks(page.panel.answer, "a")
        qtbot.wait(100)
        said.append(window.saved_text)
    assert set(said) == {"Not saved yet"}, "stored twice or more meanwhile, and never in two minds"
    assert announced == []
    assert window.storing.label.property("role") is None
    qtbot.waitUntil(lambda: window.saved_text.startswith("Saved "), timeout=20_000)
    assert announced == []


def test_what_is_stored_at_once_never_waits(qtbot, window, page):
    said = []
    real = window.storing.label.setText
    window.storing.label.setText = lambda text: (said.append(text), real(text))
    page.show_entry("kf1.q1")
    window.bridge.run(write_answer, question="kf1.q1", text="stored at once")
    QCoreApplication.processEvents()
    assert [text[:5] for text in said] == ["Saved"]


def test_the_line_says_so_when_something_stays_unsaved(qtbot, window, page, monkeypatch):
    announced = []
    Announcer(window)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: announced.append(event.message()))
    window.go(Stage.SCOPE)
    assert announced == ["Scope"]
    announced.clear()
    box = next(box for box in window.workspace.page(Stage.SCOPE).findChildren(held_text.QWidget) if is_date(box))
    box.setFocus()
    qtbot.keyClicks(box, "2026-1")
    qtbot.waitUntil(lambda: announced == ["Not saved yet"], timeout=storing.LATE_MS * 5)
    assert window.storing.label.property("role") == "warn"
    qtbot.keyClicks(box, "1")
    assert announced == ["Not saved yet"]
    qtbot.keyClicks(box, "-02")
    qtbot.waitUntil(lambda: window.saved_text.startswith("Saved "), timeout=20_000)
    assert announced == ["Not saved yet"]


def test_what_is_taken_back_with_escape_is_not_unsaved_any_more(qtbot, window):
    window.go(Stage.SCOPE)
    box = next(box for box in window.workspace.page(Stage.SCOPE).findChildren(held_text.QWidget) if is_date(box))
    box.setFocus()
    qtbot.keyClicks(box, "2026-1")
    qtbot.waitUntil(lambda: window.saved_text == "Not saved yet")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.saved_text == "Saved as you type")


# Leaving


def test_leaving_without_it_is_asked_and_names_what_is_lost(qtbot, window, page, empty_file, full_disk):
    type_answer(qtbot, page, "lost on purpose")
    window.close()
    assert window.isVisible()
    press(qtbot, window, "message-other")
    assert "the text typed last in question 1.1" in question_box(window).text()
    qtbot.keyClick(question_box(window), Qt.Key.Key_Return)
    assert window.isVisible()
    assert page.panel.answer.text() == "lost on purpose"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close()
    press(qtbot, window, "message-other")
    answer_question(window, "Close without saving it")
    assert not window.isVisible()
    full_disk()
    assert text_of(empty_file) == ""


def test_leaving_a_file_that_is_gone_says_that_all_of_it_goes(qtbot, window, page, empty_file):
    empty_file.unlink()
    type_answer(qtbot, page, "typed")
    window.close()
    press(qtbot, window, "message-other")
    assert "is not where it was" in question_box(window).informativeText()
    answer_question(window, "Close without saving it")
    assert not window.isVisible()


def test_leaving_offers_to_save_elsewhere_first(qtbot, window, page, empty_file, target):
    empty_file.unlink()
    type_answer(qtbot, page, "typed")
    window.close()
    assert window.isVisible()
    press(qtbot, window, "message-action")
    window.close()
    assert not window.isVisible()
    assert text_of(target) == "typed"
