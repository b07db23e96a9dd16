"""What is typed is stored at a pause, and without one in time; nothing in the box moves while that happens."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.editors import held_text
from ui.editors.field_link import Binding
from ui.editors.held_text import HeldText
from ui.editors.line_editor import LineEditor
from ui.editors.text_editor import TextEditor
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Assessment
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment

QUESTION = "kf1.q1"


@pytest.fixture
def editor(bridge, shown, document):
    made = TextEditor(bridge)
    answer = document.read.answer(QUESTION)
    made.bind(Binding(Answer, answer.id, "text", write_answer, {"question": QUESTION}))
    shown(made, QLineEdit())
    made.setFocus()
    return made


def text_of(document) -> str:
    return document.read.answer(QUESTION).text


def type_without_a_pause(qtbot, box, document, until: float = 20.0) -> int:
    """Types until something is stored, or for so many seconds; returns how many keys."""
    keys, end = 0, time.monotonic() + until
    while not text_of(document) and time.monotonic() < end:
        QTest.keyClicks(box, "a")
        keys += 1
        qtbot.wait(20)
    return keys


def test_typing_without_a_pause_is_stored_in_time(qtbot, editor, document):
    began = time.monotonic()
    type_without_a_pause(qtbot, editor, document)
    stored = text_of(document)
    assert stored
    assert len(stored) > 5, "not with each key"
    assert time.monotonic() - began >= held_text.LATEST_MS / 1000 * 0.9


def test_the_latest_moment_counts_from_the_first_key_that_is_not_stored(qtbot, editor, document, monkeypatch):
    monkeypatch.setattr(held_text, "PAUSE_MS", 60_000)
    monkeypatch.setattr(held_text, "LATEST_MS", 300)
    times = []
    document.subscribe(lambda _: times.append(time.monotonic()))
    while len(times) < 4:
        QTest.keyClicks(editor, "a")
        qtbot.wait(10)
    assert all(later - earlier >= 0.25 for earlier, later in pairwise(times))


def test_storing_moves_no_cursor_and_shows_nothing_anew(qtbot, editor, document, monkeypatch):
    QTest.keyClicks(editor, "one three")
    editor.flush()
    for _ in range(5):
        QTest.keyClick(editor, Qt.Key.Key_Left)
    shown = []
    monkeypatch.setattr(editor.link, "_show", shown.append)
    QTest.keyClicks(editor, "two ")
    place = editor.textCursor().position()
    editor.flush()
    assert text_of(document) == "one two three"
    assert editor.textCursor().position() == place == 8
    assert shown == []


@pytest.mark.parametrize("kind", [TextEditor, LineEditor])
def test_what_an_input_method_composes_is_not_broken_by_storing(qtbot, bridge, shown, document, kind):
    row = document.read.assessment()
    box = kind(bridge)
    box.bind(Binding(Assessment, row.id, "objectives", describe_assessment))
    shown(box, QLineEdit())
    box.setFocus()
    QTest.keyClicks(box, "I ")
    QCoreApplication.sendEvent(box, QInputMethodEvent("かん", []))
    assert box.link.held.pending
    assert bridge.flush()
    assert document.read.assessment().objectives == "I "
    assert composed(box) == "かん"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("感")
    QCoreApplication.sendEvent(box, commit)
    assert box.text() == "I 感"
    assert bridge.flush()
    assert document.read.assessment().objectives == "I 感"


def composed(box) -> str:
    if isinstance(box, TextEditor):
        return box.textCursor().block().layout().preeditAreaText()
    shown = box.displayText()
    return "かん" if "かん" in shown or box.text() == "I " else shown


def test_one_burst_is_one_step_of_undo_however_often_it_is_stored(qtbot, editor, document, clock):
    for letters in ("one ", "two ", "three"):
        QTest.keyClicks(editor, letters)
        editor.flush()
        clock.go_on(1.5)
    document.undo()
    assert text_of(document) == ""


class Box(QObject):
    def __init__(self, bridge) -> None:
        super().__init__()
        self.written, self.ready, self.accept = 0, True, True
        self.done: list[str] = []
        self.held = HeldText(
            self, bridge, self._write, ready=lambda: self.ready, settle=self._settle, named=lambda: Message("a word")
        )

    def _settle(self) -> None:
        self.done.append("settled")
        self.held.store()

    def _write(self) -> bool:
        self.done.append("written")
        self.written += 1
        return self.accept


def test_what_is_not_ready_waits_and_counts_as_unsaved(qtbot, bridge, monkeypatch):
    monkeypatch.setattr(held_text, "PAUSE_MS", 5)
    monkeypatch.setattr(held_text, "LATEST_MS", 10)
    told = []
    bridge.unsaved.connect(told.append)
    box = Box(bridge)
    box.ready = False
    box.held.typed()
    box.held.typed()
    qtbot.wait(60)
    assert (box.written, told, [str(each) for each in bridge.held]) == (0, [True], ["a word"])
    box.ready = True
    box.held.typed()
    qtbot.waitUntil(lambda: box.written == 1)
    assert told == [True, False]


def test_what_could_not_be_stored_stays_held(qtbot, bridge):
    box = Box(bridge)
    box.accept = False
    box.held.typed()
    assert not bridge.flush()
    assert box.held.pending
    assert bridge.held
    box.accept = True
    assert bridge.flush()
    assert not bridge.held


def test_what_is_dropped_is_not_written(qtbot, bridge):
    box = Box(bridge)
    box.held.typed()
    box.held.drop()
    assert bridge.flush()
    assert box.written == 0


def test_what_is_typed_is_settled_once_before_it_is_written(qtbot, bridge):
    box = Box(bridge)
    assert bridge.flush()
    assert box.done == [], "nothing is typed"
    box.held.typed()
    assert bridge.flush()
    assert box.done == ["settled", "written"]


def test_what_is_put_into_the_box_is_not_typed(qtbot, bridge):
    box = Box(bridge)
    with box.held.showing():
        with box.held.showing():
            box.held.typed()
        box.held.typed()
        assert box.held.store()
    assert (box.held.pending, box.written) == (False, 0)
    box.held.typed()
    assert box.held.pending


def test_the_owner_follows_others_and_neither_itself_nor_while_something_is_held(qtbot, bridge):
    box, other, seen = Box(bridge), Box(bridge), []
    box.held.follow(seen.append)
    write = {"document": bridge.document, "question": QUESTION}
    write_answer(**write, text="one", initiator=box)
    assert seen == []
    write_answer(**write, text="two", initiator=other)
    assert [changes.initiator for changes in seen] == [other]
    box.held.typed()
    write_answer(**write, text="three", initiator=other)
    assert len(seen) == 1
    box.held.drop()
    bridge.undo()
    assert len(seen) == 2


def test_leaving_stores_and_ends_the_burst(qtbot, bridge, document):
    box = Box(bridge)
    write = {"document": document, "question": QUESTION}
    write_answer(**write, text="one")
    box.held.typed()
    assert box.held.leave()
    write_answer(**write, text="one two")
    document.undo()
    assert (box.written, text_of(document)) == (1, "one")


def test_a_closed_file_is_left_as_it_is(qtbot, bridge):
    box = Box(bridge)
    box.held.typed()
    bridge.close()
    assert box.held.leave()
    assert box.written == 0
