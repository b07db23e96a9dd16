"""What a screen reader is told beside what it reads by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from ui.frame.announcer import Announcer
from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.vocabulary import Level

K, M = Qt.Key, Qt.KeyboardModifier
ACROSS = Qt.Orientation.Horizontal


class Reader:
    """The window, and what was announced since the last look."""

    def __init__(self, window, told: list[tuple[str, bool]]) -> None:
        self.window, self._told = window, told
        self.page = window.workspace.page(Stage.ASSESSMENT)

    def press(self, key, modifier=M.NoModifier) -> list[str]:
        QTest.keyClick(self.window.focusWidget(), key, modifier)
        return self.heard()

    def heard(self) -> list[str]:
        QTest.qWait(1)
        heard = [text for text, _ in self._told]
        self._told.clear()
        return heard


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, bool]]:
    said: list[tuple[str, bool]] = []
    urgent = QAccessible.AnnouncementPoliteness.Assertive
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append((event.message(), event.politeness() == urgent))
    )
    return said


@pytest.fixture
def reader(open_window, sample_file, told, qtbot) -> Reader:
    window = open_window(sample_file, (1100, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(Stage.ASSESSMENT, "kf3.q10")
    made = Reader(window, told)
    Announcer(window)
    assert made.heard()[0] == "Assessment"
    return made


def test_the_question_that_comes_up_is_read_with_the_state_of_its_answer(reader):
    (sentence,) = reader.press(K.Key_Down, M.AltModifier)
    place = reader.window.bridge.cached_content.places["kf3.q11"][2]
    assert sentence.startswith(f"Question 3.11: {place.wording} ")
    assert "Status: " in sentence


def test_in_the_checklist_the_reader_reads_by_itself(reader):
    reader.page.checklist.tree.setFocus()
    reader.heard()
    assert reader.press(K.Key_Down) == []


@pytest.mark.parametrize(
    ("key", "modifier", "sentence"),
    [
        (K.Key_2, M.AltModifier, "Status: On paper only."),
        (K.Key_9, M.AltModifier, "High."),
        (K.Key_6, M.AltModifier, "Not rated."),
        (K.Key_F3, M.NoModifier, "Confidential."),
        (K.Key_F4, M.NoModifier, "Parked."),
    ],
)
def test_what_a_key_decides_is_said(reader, key, modifier, sentence):
    reader.page.panel.acts.prioritize(None if sentence == "High." else Level.LOW)
    reader.heard()
    assert reader.press(key, modifier) == [sentence]


def test_what_has_the_focus_is_not_said_twice(reader):
    reader.page.panel.status.setFocus()
    reader.heard()
    reader.press(K.Key_Down)
    assert reader.heard() == []


def test_undo_a_page_and_messages_are_said_and_errors_at_once(reader, told):
    reader.press(K.Key_2, M.AltModifier)
    assert reader.press(K.Key_Z, M.ControlModifier)[0].startswith("Undo: ")
    reader.window.go(Stage.PRIORITIES)
    assert reader.heard() == ["Priorities"]
    reader.window.messages.info(Message("The copy is complete."))
    reader.window.messages.error(Message("The disk is full."))
    assert told == [("The copy is complete.", False), ("The disk is full.", True)]


def test_typing_is_not_announced(reader):
    QTest.keyClicks(reader.window.focusWidget(), "The public sees results")
    assert reader.page.flush()
    assert reader.heard() == []


def test_a_rating_is_said(reader):
    reader.window.go(Stage.PRIORITIES)
    reader.heard()
    page = reader.window.workspace.page(Stage.PRIORITIES)
    page.grid.rate(None)
    reader.heard()
    page.grid.setFocus()
    assert reader.press(K.Key_H) == ["High."]


def test_a_mark_that_is_ticked_in_a_table_is_said(reader):
    reader.window.go(Stage.DOCUMENTS)
    grid = reader.window.workspace.page(Stage.DOCUMENTS).register.table.grid
    (mark,) = [
        place for place in range(grid.model().columnCount()) if grid.model().headerData(place, ACROSS) == "Confidential"
    ]
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, mark))
    reader.heard()
    assert reader.press(K.Key_Space) == ["Confidential."]
    assert reader.press(K.Key_Space) == ["No longer confidential."]


def test_nothing_is_said_while_nobody_listens(reader, monkeypatch):
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    assert reader.press(K.Key_Down, M.AltModifier) == []
