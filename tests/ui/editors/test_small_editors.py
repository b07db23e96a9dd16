"""Lines, dates, numbers, choices and checks: what the user does reaches the document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.editors.check_editor import CheckEditor
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.date_editor import DateEditor, NumberEditor, QuarterEditor, TimeEditor
from ui.editors.field_link import Binding
from ui.editors.held_text import PAUSE_MS
from ui.editors.line_editor import LineEditor
from ui.editors.mark_editor import MarkEditor
from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message
from workbench.model.rows import Activity, Answer, Assessment, Session
from workbench.model.vocabulary import Confidentiality, Level, Mode
from workbench.operations.activities import add_activity, edit_activity
from workbench.operations.answers import mark_answer_confidential, set_answer_priority
from workbench.operations.assessment import describe_assessment
from workbench.operations.sessions import add_session, edit_session

pytestmark = pytest.mark.slow


def field(document, name):
    return Binding(Assessment, document.read.assessment().id, name, describe_assessment)


@pytest.fixture
def bound(bridge, shown):
    """Makes an editor, binds it, shows it beside another box and gives it the focus."""

    def make(kind, binding):
        editor = kind(bridge)
        assert editor.bind(binding)
        shown(editor, QLineEdit())
        editor.setFocus()
        return editor

    return make


def test_a_line_is_written_after_a_pause(qtbot, bound, document):
    editor = bound(LineEditor, field(document, "station"))
    editor.selectAll()
    qtbot.keyClicks(editor, "Irsel Bridge")
    qtbot.waitUntil(lambda: document.read.assessment().station == "Irsel Bridge", timeout=PAUSE_MS * 5)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_line_is_written_at_once_by_enter_and_by_leaving(qtbot, bound, document, key):
    editor = bound(LineEditor, field(document, "responsible"))
    qtbot.keyClicks(editor, "Ana")
    qtbot.keyClick(editor, key)
    assert document.read.assessment().responsible == "Ana"


def test_pasting_into_a_line_makes_it_one_line(qtbot, bound, document):
    editor = bound(LineEditor, field(document, "responsible"))
    QGuiApplication.clipboard().setText("Head\nof\x00 audit")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert document.read.assessment().responsible == "Head of audit"


def test_a_line_does_not_undo_by_itself(qtbot, bound, document):
    editor = bound(LineEditor, field(document, "responsible"))
    qtbot.keyClicks(editor, "Ana")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "Ana"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-3-2", "2026-03-02"),
        ("2026/3/2", "2026-03-02"),
        ("2026-3", "2026-03"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_dates_are_stored_as_iso(qtbot, bound, document, typed, stored):
    describe_assessment(document, start_date="2025-01-01")
    editor = bound(DateEditor, field(document, "start_date"))
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.read.assessment().start_date == stored


def test_half_a_date_is_not_written_and_nothing_is_said(qtbot, bound, document, notices):
    editor = bound(DateEditor, field(document, "start_date"))
    qtbot.keyClicks(editor, "2026-1")
    qtbot.wait(PAUSE_MS + 100)
    assert notices == []
    assert document.read.assessment().start_date == ""


def test_a_wrong_date_stays_until_it_is_right_or_taken_back(qtbot, bound, document, notices):
    editor = bound(DateEditor, field(document, "start_date"))
    qtbot.keyClicks(editor, "2026-13-40")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "2026-13-40 is not a date." in notices[-1].text
    assert editor.text() == "2026-13-40"
    assert editor.flush() is False
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == ""
    assert editor.flush() is True


@pytest.mark.parametrize(("kind", "name", "typed", "stored"), [(TimeEditor, "start_time", "9.30", "09:30")])
def test_times_are_stored_with_two_figures(qtbot, bound, document, kind, name, typed, stored):
    key = add_session(document, title="Opening")
    editor = bound(kind, Binding(Session, key, name, edit_session, {"session": key}))
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert getattr(document.get(Session, key), name) == stored


def test_quarters_are_stored_as_the_plan_wants_them(qtbot, bound, document):
    key = add_activity(document, title="Rotate")
    editor = bound(QuarterEditor, Binding(Activity, key, "start_quarter", edit_activity, {"activity": key}))
    qtbot.keyClicks(editor, "2027 q2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.get(Activity, key).start_quarter == "2027-Q2"


def test_numbers_take_figures_only_and_may_be_empty(qtbot, bound, document):
    key = add_session(document, title="Opening")
    editor = bound(NumberEditor, Binding(Session, key, "minutes", edit_session, {"session": key}))
    qtbot.keyClicks(editor, "9x0")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.get(Session, key).minutes == 90
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.get(Session, key).minutes is None


def test_a_number_that_must_be_there_is_asked_for_and_can_be_taken_back(qtbot, bound, document, notices):
    editor = bound(NumberEditor, field(document, "round"))
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.wait(PAUSE_MS + 100)
    assert notices == []
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "A number is missing." in notices[-1].text
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "1"
    assert document.read.assessment().round == 1


def answer_field(document, name, operation):
    answer = document.read.answer("kf1.q1")
    return Binding(Answer, answer.id, name, operation, {"question": "kf1.q1"})


def test_a_choice_is_written_as_soon_as_it_is_made(qtbot, bridge, shown, document):
    editor = ChoiceEditor(bridge, Level, none=Message("No priority decided"))
    editor.bind(answer_field(document, "priority", set_answer_priority))
    shown(editor)
    assert editor.currentText() == "No priority decided"
    qtbot.keyClicks(editor, "high")
    assert document.read.answer("kf1.q1").priority is Level.HIGH
    qtbot.keyClicks(editor, "no")
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert document.read.answer("kf1.q1").priority is None


def test_a_choice_that_could_not_be_written_is_told(qtbot, bridge, shown, document, notices, full_disk):
    editor = ChoiceEditor(bridge, Mode)
    editor.bind(field(document, "mode"))
    shown(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert notices[-1].text == "There is no room. Free some space."
    full_disk()
    assert editor.flush() is True
    assert document.read.assessment().mode is Mode.ON_SITE


def test_a_choice_follows_undo(qtbot, bridge, shown, document):
    editor = ChoiceEditor(bridge, Mode)
    editor.bind(field(document, "mode"))
    describe_assessment(document, mode=Mode.REMOTE)
    assert editor.value() is Mode.REMOTE
    document.undo()
    assert editor.value() is Mode.SELF_ASSESSMENT


def test_the_wheel_does_not_change_a_choice(qtbot, bridge, shown, document):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    editor = ChoiceEditor(bridge, Mode)
    editor.bind(field(document, "mode"))
    shown(editor)
    editor.setFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        editor.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 40),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, event)
    assert document.read.assessment().mode is Mode.SELF_ASSESSMENT
    assert editor.value() is Mode.SELF_ASSESSMENT


def test_renewed_choices_keep_what_is_chosen(qtbot, bridge):
    editor = ChoiceEditor(bridge, [("a", "Ana"), ("b", "Bo")], none=Message("nobody"))
    qtbot.addWidget(editor)
    editor.setCurrentIndex(2)
    editor.set_choices([("b", "Bo"), ("c", "Cem")])
    assert editor.value() == "b"
    editor.set_choices([("c", "Cem")])
    assert editor.value() is None


def test_a_check_is_written_as_soon_as_it_is_clicked(qtbot, bridge, shown, document):
    editor = CheckEditor(bridge, Message("Confidential"))
    editor.bind(answer_field(document, "confidential", mark_answer_confidential))
    shown(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert document.read.answer("kf1.q1").is_confidential is True
    assert editor.accessibleName() == "Confidential"
    document.undo()
    assert not editor.isChecked()


def test_editors_of_a_read_only_document_are_disabled(qtbot, empty_file, open_document):
    document = open_document(empty_file, read_only=True)
    bridge = DocumentBridge(document)
    choice, check, line = ChoiceEditor(bridge, Mode), CheckEditor(bridge, Message("Confidential")), LineEditor(bridge)
    for editor in (choice, check, line):
        qtbot.addWidget(editor)
    choice.bind(field(document, "mode"))
    check.bind(answer_field(document, "confidential", mark_answer_confidential))
    line.bind(field(document, "station"))
    assert not choice.isEnabled()
    assert not check.isEnabled()
    assert line.isReadOnly()
    assert line.text() == "Karsk"
    assert choice.value() is Mode.SELF_ASSESSMENT


def test_a_mark_has_a_lock_and_a_word(bridge, shown):
    editor = MarkEditor(bridge, Message("Confidential"))
    shown(editor)
    assert not editor.icon().isNull()
    assert (editor.text(), editor.property("role")) == ("Confidential", "mark")


def test_a_mark_says_why_nobody_set_it_and_is_lifted_by_a_click(qtbot, bridge, shown, document):
    mark_answer_confidential(document, question="kf1.q1", confidential=True)
    activity = add_activity(document, questions=["kf1.q1"])
    editor = MarkEditor(bridge, Message("Confidential"))
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(editor)
    layout.addWidget(editor.reason)
    shown(page)
    assert not editor.reason.isVisible()
    editor.bind(Binding(Activity, activity, "confidential", edit_activity, {"activity": activity}))
    why = "Confidential because question 1.1 is confidential. To show it all the same, clear the box."
    assert (editor.isChecked(), editor.reason.text(), editor.reason.isVisible()) == (True, why, True)
    assert editor.accessibleDescription() == why
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert document.get(Activity, activity).confidential is Confidentiality.LIFTED
    assert (editor.isChecked(), editor.reason.text()) == (False, "Not confidential, although question 1.1 is.")
    mark_answer_confidential(document, question="kf1.q1", confidential=False)
    assert (editor.isChecked(), editor.reason.text(), editor.reason.isVisible()) == (False, "", False)
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert document.get(Activity, activity).confidential is Confidentiality.MARKED
    document.undo()
    assert not editor.isChecked()
    editor.bind(None)
    assert (editor.isChecked(), editor.isEnabled(), editor.reason.isVisible()) == (False, False, False)
