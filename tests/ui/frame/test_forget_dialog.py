"""The dialog says what would go before anything goes, and cannot be agreed to by accident."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.frame.forget_dialog import ForgetDialog, What
from ui.link.bridge import DocumentBridge
from workbench.model.changes import ChangeKind
from workbench.operations import answers, people

QUESTION = "kf1.q1"


@pytest.fixture
def dialog(qtbot, bridge: DocumentBridge):
    answers.write_answer(bridge.document, question=QUESTION, text="Zanzibarrow took it.")
    people.add_contributor(bridge.document, name="Ilyana Zanzibarrow")
    made = ForgetDialog(bridge, [])
    qtbot.addWidget(made)
    made.resize(560, 420)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.done(0)


def test_each_choice_says_what_would_go_and_changes_nothing(dialog: ForgetDialog, bridge: DocumentBridge):
    dialog.choose(What.QUESTION, QUESTION)
    dialog.look()
    assert "Texts to be removed: 1." in dialog.found.text()
    QTest.mouseClick(dialog.what[What.PERSON], Qt.MouseButton.LeftButton, pos=dialog.what[What.PERSON].rect().center() * 0.2)
    dialog.choose(What.PERSON)
    dialog.look()
    assert dialog.person.isEnabled()
    assert not dialog.question.isEnabled()
    assert "Rows to be removed: 1." in dialog.found.text()
    dialog.choose(What.HISTORY)
    dialog.look()
    assert "Earlier versions to be removed" in dialog.found.text()
    last = bridge.document.read.last_change()
    assert last is not None
    assert last.kind == ChangeKind.DONE
    assert bridge.document.undo_label is not None


@pytest.mark.parametrize("typed", ["2026-13", "March 2026", "03/04/2026", "3/4/26"])
def test_half_a_date_and_one_that_can_be_read_in_two_ways_forget_nothing(dialog: ForgetDialog, typed: str):
    dialog.choose(What.HISTORY)
    QTest.keyClicks(dialog.before, typed)
    dialog.look()
    assert not dialog.forget.isEnabled()
    assert dialog.found.text() == "Write a day with its month as a word: 3 March 2026."
    for whole in ("", "3 March 2026", "30/04/2026", "2026-11-21"):
        dialog.before.setText(whole)
        dialog.look()
        assert dialog.forget.isEnabled()


def test_enter_keeps_everything(dialog: ForgetDialog, qtbot):
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_the_dangerous_button_says_so_and_needs_its_own_key(dialog: ForgetDialog, qtbot):
    assert dialog.forget.property("role") == "danger"
    assert not dialog.forget.isDefault()
    dialog.look()
    dialog.forget.setFocus()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.forget, Qt.Key.Key_Space)


def test_copies_beside_the_file_and_among_the_recent_ones_are_named(qtbot, bridge: DocumentBridge, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(bridge.document.path, elsewhere / "kept.integrity")
    bridge.document.save_copy(bridge.document.path.with_name("yesterday.integrity"))
    dialog = ForgetDialog(bridge, [elsewhere / "kept.integrity"])
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "yesterday.integrity" in dialog.copies.text())
    assert str(elsewhere / "kept.integrity") in dialog.copies.text()
    assert bridge.document.path.name not in dialog.copies.text().split("\n")
    dialog.done(0)


def test_nobody_in_the_register_can_be_forgotten(qtbot, bridge: DocumentBridge):
    dialog = ForgetDialog(bridge, [])
    qtbot.addWidget(dialog)
    dialog.choose(What.PERSON)
    dialog.look()
    assert not dialog.forget.isEnabled()
    assert dialog.found.text() == "There is nobody in the register."
    dialog.done(0)


def test_who_was_removed_from_people_can_be_forgotten_too(qtbot, bridge: DocumentBridge):
    person = people.add_contributor(bridge.document, name="Ilyana Zanzibarrow")
    people.remove_contributor(bridge.document, contributor=person)
    dialog = ForgetDialog(bridge, [])
    qtbot.addWidget(dialog)
    dialog.choose(What.PERSON, person)
    dialog.look()
    assert dialog.person.currentText() == "Ilyana Zanzibarrow (removed from People)"
    assert dialog.forget.isEnabled()
    assert "Earlier versions to be removed" in dialog.found.text()
    dialog.done(0)


def test_every_control_has_a_name_and_fits_a_small_window(dialog: ForgetDialog):
    assert all(box.accessibleName() for box in (dialog.question, dialog.person, dialog.before))
    least = dialog.minimumSizeHint()
    assert least.width() <= 800
    assert dialog.layout().totalHeightForWidth(dialog.width()) <= 600
