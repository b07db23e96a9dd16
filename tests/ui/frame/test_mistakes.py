"""The program makes a mistake: one calm dialog that says what is saved, and everything else stays usable."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.app import Watch
from ui.frame.main_window import MainWindow
from ui.frame.mistakes import CALM_SECONDS, Mistakes
from ui.link.stages import Stage
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")
SECRET = "Zanzibarrow"
_SOME_PAINTINGS_MS = 20


@pytest.fixture
def window(open_window, empty_file: Path) -> MainWindow:
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, QUESTION)
    return made


@pytest.fixture
def mistakes(window: MainWindow) -> Iterator[Mistakes]:
    """What follows them, in place of the hook that makes tests fail. After its test nothing goes on failing unheard."""
    hooks = sys.excepthook, threading.excepthook
    yield Watch(window).begin()
    late: list[BaseException] = []
    sys.excepthook = lambda *mistake: late.append(mistake[1])
    QTest.qWait(_SOME_PAINTINGS_MS)
    sys.excepthook, threading.excepthook = hooks
    assert late == []


def box(window: MainWindow):
    return window.workspace.page(Stage.ASSESSMENT).panel.answer


def make(kind: type[Exception] = ValueError) -> None:
    try:
        raise kind(SECRET)
    except kind:
        sys.excepthook(*sys.exc_info())
    QCoreApplication.processEvents()


def make_another() -> None:
    make(KeyError)


def test_it_says_until_when_the_work_is_saved_and_saves_what_is_typed_first(window, mistakes, qtbot):
    box(window).setFocus()
    QTest.keyClicks(box(window), "Half a sentence")
    assert window.bridge.held
    make()
    assert not window.bridge.held
    assert window.bridge.document.read.answer(QUESTION).text == "Half a sentence"
    at = window.bridge.document.saved_at.astimezone()
    assert mistakes.dialog.said.text() == f"Your work is saved up to {at:%H:%M}."
    assert not mistakes.dialog.saves.isVisible()
    assert "test_mistakes:" in mistakes.dialog.details.toPlainText()
    qtbot.mouseClick(mistakes.dialog.go_on, Qt.MouseButton.LeftButton)
    assert mistakes.dialog is None


def test_who_is_typing_does_not_answer_it_with_the_next_words(window, mistakes, qtbot):
    box(window).setFocus()
    QTest.keyClicks(box(window), "Half a sentence")
    make()
    dialog = mistakes.dialog
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    QTest.keyClicks(dialog.focusWidget(), " and the other half of it ")
    assert mistakes.dialog is dialog
    assert dialog.isVisible()
    assert dialog.focusWidget().accessibleDescription() == dialog.said.text()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert mistakes.dialog is None


def test_nothing_that_was_written_is_in_it(window, mistakes):
    write_answer(window.bridge.document, question=QUESTION, text=f"{SECRET} did it")
    make()
    dialog = mistakes.dialog
    dialog.copies.click()
    copied = QGuiApplication.clipboard().text()
    shown = " ".join([copied, dialog.said.text(), dialog.details.toPlainText()])
    assert "ValueError" in copied
    assert SECRET not in shown
    assert str(window.bridge.document.path.parent) not in shown
    assert "/" not in dialog.details.toPlainText()
    assert "Karsk" not in shown


def test_without_a_change_or_a_file_it_claims_nothing(window, mistakes):
    assert mistakes.account().told.text.startswith("Nothing was saved since the file was opened")
    window.close_file()
    assert mistakes.account().told.text == "No file is open."
    make()
    assert not mistakes.dialog.saves.isVisible()


def test_what_cannot_be_saved_is_named_and_can_be_saved_elsewhere(window, mistakes, full_disk, monkeypatch):
    box(window).setFocus()
    QTest.keyClicks(box(window), "Half a sentence")
    make()
    dialog = mistakes.dialog
    assert "Not saved: " in dialog.said.text()
    assert "1.1" in dialog.said.text()
    assert dialog.saves.isVisible()
    assert dialog.saves.isDefault()
    asked = []
    window.bridge.way_out = lambda: asked.append("elsewhere")
    dialog.saves.click()
    QCoreApplication.processEvents()
    assert asked == ["elsewhere"]
    full_disk()


def test_an_editor_that_fails_does_not_keep_others_from_being_saved_and_is_told(window, mistakes, monkeypatch):
    box(window).setFocus()
    QTest.keyClicks(box(window), "Half a sentence")

    class Broken:
        def flush(self) -> bool:
            raise RuntimeError(SECRET)

        named = staticmethod(lambda: 1 / 0)

    broken = Broken()
    window.bridge.hold(broken, pending=True)
    make()
    assert window.bridge.document.read.answer(QUESTION).text == "Half a sentence"
    assert "Not saved: the last change" in mistakes.dialog.said.text()
    window.bridge.hold(broken, pending=False)


def test_a_file_that_has_gone_is_not_called_saved(window, mistakes):
    write_answer(window.bridge.document, question=QUESTION, text="Something")
    path = window.bridge.document.path
    away = path.rename(path.with_name("away"))
    make()
    assert "is not where it was" in mistakes.dialog.said.text()
    assert mistakes.dialog.saves.isVisible()
    away.rename(path)
    assert mistakes.account().saved


def test_mistakes_do_not_pile_up(window, mistakes):
    for _ in range(50):
        make()
        make_another()
    first = mistakes.dialog
    assert len([each for each in window.findChildren(type(first)) if each.isVisible()]) == 1
    assert first.details.toPlainText().count("Error") == 2, "each is there once"
    first.go_on.click()
    make()
    assert mistakes.dialog is None
    assert "made a mistake" in window.bar.text
    assert "test_mistakes" in window.bar.notice.details


def test_another_mistake_soon_after_is_told_in_the_bar_and_much_later_in_a_dialog(window, mistakes):
    now = [0.0]
    mistakes._clock = lambda: now[0]
    make()
    mistakes.dialog.go_on.click()
    now[0] = CALM_SECONDS - 1
    make_another()
    assert mistakes.dialog is None
    assert "KeyError" in window.bar.notice.details
    now[0] = CALM_SECONDS
    make(RuntimeError)
    assert mistakes.dialog is not None


class PaintsNothing(QWidget):
    """Fails each time it is painted, and asks at once to be painted again."""

    painted = 0

    def paintEvent(self, _event: object) -> None:
        self.painted += 1
        self.update()
        raise ZeroDivisionError(SECRET)


def test_a_mistake_at_each_painting_leaves_the_window_usable(window, mistakes, qtbot):
    broken = PaintsNothing(window)
    broken.resize(50, 50)
    broken.show()
    qtbot.waitUntil(lambda: mistakes.dialog is not None)
    mistakes.dialog.go_on.click()
    qtbot.waitUntil(lambda: "made a mistake" in window.bar.text)
    told = []
    window.messages.told.connect(told.append)
    before = broken.painted
    qtbot.waitUntil(lambda: broken.painted > before + 5)
    assert told == [], "the bar says it already"
    box(window).setFocus()
    QTest.keyClicks(box(window), "Still here")
    assert window.bridge.flush()
    assert window.bridge.document.read.answer(QUESTION).text == "Still here"
    broken.hide()


def test_a_mistake_in_a_slot_and_one_on_another_thread_are_heard(window, mistakes, qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.waitUntil(lambda: mistakes.dialog is not None)
    dialog = mistakes.dialog

    def elsewhere() -> None:
        raise LookupError(SECRET)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "LookupError" in dialog.details.toPlainText())
    assert "ZeroDivisionError" in dialog.details.toPlainText()
    assert SECRET not in dialog.details.toPlainText()


def test_if_not_even_the_dialog_can_be_shown_the_bar_tells_it(window, mistakes, monkeypatch):
    monkeypatch.setattr("ui.frame.mistake_dialog.MistakeDialog.__init__", lambda *_: 1 / 0)
    make()
    assert mistakes.dialog is None
    assert "made a mistake" in window.bar.text


def test_restart_saves_closes_and_opens_the_same_file(window, mistakes, empty_file: Path, monkeypatch, memory):
    started: list[list[str]] = []
    monkeypatch.setattr("ui.link.again.start", lambda arguments: started.append(list(arguments)))
    watch = Watch(window)
    watch._mistakes = mistakes
    box(window).setFocus()
    QTest.keyClicks(box(window), "Before")
    make()
    watch.start_again(mirrored=False)
    assert started == [], "nobody asked"
    mistakes.dialog.restarts.click()
    QCoreApplication.processEvents()
    assert not window.isVisible()
    assert window.bridge is None
    watch.start_again(mirrored=True)
    assert started == [[str(empty_file.absolute()), "--mirrored"]]
    assert memory.entry(empty_file).question == QUESTION


def test_a_text_that_cannot_be_saved_stops_the_restart(window, mistakes, full_disk):
    box(window).setFocus()
    QTest.keyClicks(box(window), "Half a sentence")
    make()
    mistakes.dialog.restarts.click()
    QCoreApplication.processEvents()
    assert window.isVisible()
    assert mistakes.again is None
    assert "The file stays open" in window.bar.text
    full_disk()


def test_a_mistake_while_saving_keeps_the_window_open_and_offers_a_way_out(window, mistakes, monkeypatch):
    monkeypatch.setattr(window.bridge, "flush", lambda: 1 / 0)
    window.close()
    QCoreApplication.processEvents()
    assert window.isVisible()
    assert mistakes.dialog is not None
    assert "The file stays open" in window.bar.text
    assert not window.storing.store_everything()
    monkeypatch.undo()
