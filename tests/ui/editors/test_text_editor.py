"""Text editors: what is typed reaches the document, by itself and in time; undo is the document's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit

from ui.editors.field_link import Binding
from ui.editors.held_text import PAUSE_MS
from ui.editors.text_editor import TextEditor
from ui.link.bridge import DocumentBridge
from workbench.document.document import Document
from workbench.model.rows import Answer
from workbench.operations.answers import edit_answer, write_answer

pytestmark = pytest.mark.slow

QUESTION = "kf1.q1"


def answer_of(document: Document, question: str = QUESTION) -> Answer:
    found = document.read.answer(question)
    assert found is not None
    return found


def binding(document: Document, question: str = QUESTION) -> Binding:
    return Binding(Answer, answer_of(document, question).id, "text", write_answer, {"question": question})


@pytest.fixture
def editor(bridge, shown):
    made = TextEditor(bridge)
    made.bind(binding(bridge.document))
    shown(made, QLineEdit())
    made.setFocus()
    return made


def test_what_is_typed_is_written_after_a_pause(qtbot, editor, document):
    qtbot.keyClicks(editor, "We rotate officers.")
    assert answer_of(document).text == ""
    qtbot.waitUntil(lambda: answer_of(document).text == "We rotate officers.", timeout=PAUSE_MS * 5)


def test_each_key_puts_the_writing_off(qtbot, editor, document, bridge):
    written = []
    bridge.changed.connect(written.append)
    for letter in "abcdef":
        qtbot.keyClicks(editor, letter)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: answer_of(document).text == "abcdef", timeout=PAUSE_MS * 5)
    assert len(written) == 1


def test_leaving_the_box_writes_at_once(qtbot, editor, document):
    qtbot.keyClicks(editor, "Yes.")
    editor.parentWidget().findChild(QLineEdit).setFocus()
    assert answer_of(document).text == "Yes."


def test_leaving_the_box_ends_the_step_of_undo(qtbot, editor, document):
    qtbot.keyClicks(editor, "one")
    editor.parentWidget().findChild(QLineEdit).setFocus()
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " two")
    editor.flush()
    document.undo()
    assert answer_of(document).text == "one"


def test_tab_moves_the_focus(qtbot, editor, document):
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    assert editor.text() == ""


def test_paste_takes_plain_text_without_what_no_file_can_carry(qtbot, editor, document):
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold\x00\u2028line\u00a0two\r\nthree\ud800")
    QGuiApplication.clipboard().setMimeData(rich)
    editor.paste()
    assert answer_of(document).text == "bold\nline\u00a0two\nthree"


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("x" * 200_000, "Nothing was pasted: it has 200000 characters, and there is room for 99994."),
        ("x" * 99_995, "Nothing was pasted: it has 99995 characters, and there is room for 99994."),
        ("x\n" * 6_000, "Nothing was pasted: it has 6001 lines, and there is room for 4999."),
    ],
)
def test_a_paste_that_is_too_long_changes_nothing_and_says_so(qtbot, editor, document, notices, pasted, told):
    qtbot.keyClicks(editor, "Before")
    QGuiApplication.clipboard().setText(pasted)
    editor.paste()
    assert editor.text() == "Before"
    assert notices[-1].text == f"{told} It is still on the clipboard."
    assert editor.flush()
    assert answer_of(document).text == "Before"
    assert QGuiApplication.clipboard().text() == pasted


def test_as_much_is_pasted_as_there_is_room_for(editor, document, notices):
    editor.setPlainText("Before")
    editor.selectAll()
    QGuiApplication.clipboard().setText("x" * 100_000)
    editor.paste()
    assert len(answer_of(document).text) == 100_000
    assert notices == []


def test_what_is_typed_beyond_the_limit_stays_until_it_is_shortened(qtbot, editor, document, notices):
    editor.setPlainText("x" * 100_000)
    assert editor.flush()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "yz")
    assert not editor.flush()
    assert notices[-1].text.startswith("The text has 100002 characters, and there is room for 100000.")
    assert editor.text().endswith("xyz")
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.flush()
    assert len(answer_of(document).text) == 100_000


def test_a_paste_is_a_step_of_undo_of_its_own(qtbot, editor, document):
    qtbot.keyClicks(editor, "typed ")
    QGuiApplication.clipboard().setText("pasted")
    editor.paste()
    qtbot.keyClicks(editor, " more")
    editor.flush()
    document.undo()
    assert answer_of(document).text == "typed pasted"
    document.undo()
    assert answer_of(document).text == "typed "


def test_a_text_that_cannot_be_written_stays_and_the_user_is_told(qtbot, editor, document, notices, full_disk):
    qtbot.keyClicks(editor, "Do not lose me")
    assert editor.flush() is False
    assert editor.text() == "Do not lose me"
    assert notices[-1].text == "There is no room. Free some space."
    full_disk()
    assert editor.flush() is True
    assert answer_of(document).text == "Do not lose me"


def test_another_field_is_not_shown_while_a_text_is_unwritten(qtbot, editor, document, full_disk):
    qtbot.keyClicks(editor, "keep")
    assert editor.bind(binding(document, "kf1.q2")) is False
    assert editor.text() == "keep"
    full_disk()
    assert editor.bind(binding(document, "kf1.q2")) is True
    assert answer_of(document).text == "keep"
    assert answer_of(document, "kf1.q2").text == ""


def test_two_editors_of_one_row_show_the_same(qtbot, editor, bridge, document):
    other = TextEditor(bridge)
    qtbot.addWidget(other)
    other.bind(binding(document))
    qtbot.keyClicks(editor, "seen by both")
    editor.flush()
    assert other.text() == "seen by both"


def test_an_editor_skips_its_own_echo(qtbot, editor, document, monkeypatch):
    shown = []
    monkeypatch.setattr(editor.link, "_show", shown.append)
    qtbot.keyClicks(editor, "echo")
    editor.flush()
    assert shown == []


def test_a_change_elsewhere_keeps_the_cursor(qtbot, editor, document):
    write_answer(document, question=QUESTION, text="one two three")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        editor.moveCursor(QTextCursor.MoveOperation.Right)
    write_answer(document, question=QUESTION, text="one two three four 🙂")
    assert editor.text() == "one two three four 🙂"
    assert editor.textCursor().position() == 3
    editor.moveCursor(QTextCursor.MoveOperation.End)
    write_answer(document, question=QUESTION, text="🙂 one two three four 🙂")
    assert editor.textCursor().atEnd()


def test_a_change_elsewhere_does_not_cover_what_is_being_typed(qtbot, editor, document):
    qtbot.keyClicks(editor, "mine")
    write_answer(document, question=QUESTION, text="theirs")
    assert editor.text() == "mine"
    editor.flush()
    assert answer_of(document).text == "mine"


def test_showing_a_text_writes_nothing(qtbot, bridge, document):
    write_answer(document, question=QUESTION, text="there before\u00a0!")
    written = []
    bridge.changed.connect(written.append)
    editor = TextEditor(bridge)
    qtbot.addWidget(editor)
    editor.bind(binding(document))
    assert editor.text() == "there before\u00a0!"
    assert editor.flush() is True
    assert written == []


def test_undo_inside_the_box_reaches_whoever_holds_the_box(qtbot, editor, document, shown):
    """The box does not undo by itself and leaves the key to the window: see the tests of the window."""
    qtbot.keyClicks(editor, "typed")
    editor.flush()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "typed"
    assert not editor.isUndoRedoEnabled()


def test_each_paragraph_has_its_own_direction(qtbot, editor, document):
    write_answer(document, question=QUESTION, text="English\nالعربية\n12 العربية")
    block = editor.document().firstBlock()
    directions = []
    while block.isValid():
        directions.append(block.textDirection())
        block = block.next()
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert directions == [left, right, right]
    editor.setLayoutDirection(right)
    assert editor.document().firstBlock().textDirection() == left


def test_paragraphs_from_right_to_left_stand_at_the_right_edge(qtbot, editor, document):
    write_answer(document, question=QUESTION, text="English\nالعربية\nРусский")
    edges = []
    for place in (0, len("English\n"), len("English\nالعربية\n")):
        cursor = editor.textCursor()
        cursor.setPosition(place)
        editor.setTextCursor(cursor)
        editor.repaint()
        edges.append(editor.cursorRect().center().x() > editor.viewport().width() / 2)
    assert edges == [False, True, False]


def test_a_read_only_document_is_shown_and_not_edited(qtbot, empty_file, open_document):
    document = open_document(empty_file, read_only=True)
    bridge = DocumentBridge(document)
    editor = TextEditor(bridge)
    qtbot.addWidget(editor)
    editor.bind(binding(document))
    qtbot.keyClicks(editor, "no")
    assert editor.isReadOnly()
    assert editor.text() == ""
    assert editor.flush() is True


def test_several_fields_changed_at_once_reach_their_editors(qtbot, editor, bridge, document):
    causes = TextEditor(bridge)
    qtbot.addWidget(causes)
    causes.bind(Binding(Answer, answer_of(document).id, "causes", edit_answer, {"question": QUESTION}))
    edit_answer(document, question=QUESTION, text="a", causes="b")
    assert (editor.text(), causes.text()) == ("a", "b")


def test_a_row_that_is_gone_empties_its_editor(qtbot, bridge, document):
    from workbench.model.rows import Contributor
    from workbench.operations.people import add_contributor, edit_contributor, remove_contributor

    key = add_contributor(document, background="Auditor")
    editor = TextEditor(bridge)
    qtbot.addWidget(editor)
    editor.bind(Binding(Contributor, key, "background", edit_contributor, {"contributor": key}))
    assert editor.text() == "Auditor"
    remove_contributor(document, contributor=key)
    assert editor.text() == ""
    document.undo()
    assert editor.text() == "Auditor"


def test_the_wheel_is_left_to_the_page_where_nothing_can_scroll(qtbot, editor):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5),
        editor.mapToGlobal(QPointF(5, 5)),
        QPoint(0, -40),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    editor.wheelEvent(event)
    assert not event.isAccepted()


def test_the_context_menu_has_no_undo_of_its_own(qtbot, editor):
    from ui.editors.boxes import LineBox, without_own_undo

    line = LineBox()
    qtbot.addWidget(line)
    for menu in (editor.createStandardContextMenu(), line.createStandardContextMenu()):
        names = [action.objectName() for action in without_own_undo(menu).actions()]
        assert "edit-undo" not in names
        assert "edit-redo" not in names
        assert "edit-paste" in names
        assert not menu.actions()[0].isSeparator()
        menu.deleteLater()


def test_what_is_being_typed_stays_in_sight_when_a_message_takes_room(qtbot, editor):
    editor.setFixedHeight(300)
    editor.setPlainText("\n".join(f"line {number}" for number in range(12)))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.viewport().rect().contains(editor.cursorRect())
    editor.setFixedHeight(60)
    qtbot.waitUntil(lambda: editor.height() == 60)
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_who_reads_elsewhere_in_the_text_is_not_moved_by_a_message(qtbot, editor):
    editor.setFixedHeight(300)
    editor.setPlainText("\n".join(f"line {number}" for number in range(90)))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.verticalScrollBar().setValue(0)
    editor.setFixedHeight(60)
    qtbot.waitUntil(lambda: editor.height() == 60)
    assert editor.verticalScrollBar().value() == 0


APART, COMPOSED = "caf\u0065\u0301 ", "café "


def _typed_apart(qtbot, editor) -> None:
    """As some systems do it: the accent comes as a character of its own after its letter."""
    for character in APART:
        if character.isascii():
            qtbot.keyClicks(editor, character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QCoreApplication.sendEvent(editor, event)


def _pasted_apart(_qtbot, editor) -> None:
    data = QMimeData()
    data.setText(APART)
    editor.insertFromMimeData(data)


@pytest.mark.parametrize("write", [_typed_apart, _pasted_apart], ids=["typed", "pasted"])
def test_an_accent_of_its_own_is_stored_composed_and_the_cursor_stays(qtbot, editor, document, write):
    qtbot.keyClicks(editor, " and tea")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    write(qtbot, editor)
    assert editor.flush()
    assert answer_of(document).text == f"{COMPOSED} and tea"
    before = editor.textCursor().position()
    edit_answer(document, question=QUESTION, causes="Another editor of the same row.")
    assert (editor.text(), editor.textCursor().position()) == (f"{APART} and tea", before), "what is typed stays untouched"
    qtbot.keyClicks(editor, "x")
    assert editor.flush()
    assert answer_of(document).text == f"{COMPOSED}x and tea"
    document.undo()
    assert editor.text() == answer_of(document).text


def test_what_is_typed_next_stands_where_the_cursor_was_after_undo(qtbot, editor, document):
    _pasted_apart(qtbot, editor)
    assert editor.flush()
    document.end_burst()
    qtbot.keyClicks(editor, "more")
    assert editor.flush()
    document.undo()
    assert answer_of(document).text == COMPOSED
    qtbot.keyClicks(editor, "!")
    assert editor.flush()
    assert answer_of(document).text == f"{COMPOSED}!"
