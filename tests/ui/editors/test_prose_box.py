"""A box for texts with light structure: lists continue, words become bold, a paste keeps its structure, a copy has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from tests.workbench.prose.test_from_html import CALC, WORD
from ui.editors.boxes import LineBox, PlainBox
from ui.editors.text_editor import TextEditor

pytestmark = pytest.mark.slow

QUESTION = "kf1.q1"


def put(editor, text, position=None, anchor=None):
    editor.show_signs()
    editor.setPlainText(text)
    cursor = editor.textCursor()
    cursor.setPosition(len(text) if anchor is None and position is None else anchor if anchor is not None else position)
    cursor.setPosition(len(text) if position is None else position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def formats(editor, number):
    block = editor.document().findBlockByNumber(number)
    return [
        (block.text()[found.start : found.start + found.length], found.format.fontWeight() > 500)
        for found in block.layout().formats()
    ]


def paste(editor, html="", text=""):
    given = QMimeData()
    if html:
        given.setHtml(html)
    if text:
        given.setText(text)
    QGuiApplication.clipboard().setMimeData(given)
    editor.paste()


def test_enter_continues_a_list_and_ends_it_after_an_item_without_words(qtbot, editor):
    qtbot.keyClicks(editor, "- one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- one\n- "
    qtbot.keyClicks(editor, "two")
    qtbot.keyClick(editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- one\n- two\n"
    qtbot.keyClicks(editor, "after")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- one\n- two\nafter\n"


def test_numbers_below_a_new_item_follow(qtbot, editor):
    put(editor, "1. a\n2. b\n  - c\n3. d\n\nend", position=4)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "1. a\n2. \n3. b\n  - c\n4. d\n\nend"
    assert editor.textCursor().position() == len("1. a\n2. ")


def test_an_item_without_words_comes_up_one_level_first(qtbot, editor):
    put(editor, "- a\n  - ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- a\n- "


@pytest.mark.parametrize("text", ["plain", "1999. It was", "- 5", "a - b"])
def test_enter_is_enter_elsewhere(qtbot, editor, text):
    put(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == f"{text}\n"


def test_enter_with_shift_ends_the_line_and_not_the_list(qtbot, editor):
    put(editor, "- a")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "b")
    assert editor.text() == "- a\nb"
    assert editor.document().blockCount() == 2


def test_enter_before_the_words_makes_room_above(qtbot, editor):
    put(editor, "- a", position=0)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "\n- a"


def test_lines_become_lists_and_each_is_one_step_of_undo(qtbot, editor, document):
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    editor.selectAll()
    editor.numbers()
    assert document.read.answer(QUESTION).text == "1. one\n2. two"
    editor.bullets()
    assert editor.text() == "- one\n- two"
    editor.bullets()
    editor.deeper()
    assert editor.text() == "one\ntwo"
    editor.bold()
    assert editor.text() == "**one**\n**two**"
    editor.flush()
    document.undo()
    assert editor.text() == "one\ntwo"


def test_a_star_and_a_blank_begin_a_list_and_undo_gives_them_back(qtbot, editor, document):
    qtbot.keyClicks(editor, "Rules")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "* ")
    assert editor.text() == "Rules\n- "
    assert document.read.answer(QUESTION).text == "Rules\n- "
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert editor.text() == "Rules\n- one\n- two"
    editor.flush()
    document.undo()
    assert editor.text() == "Rules\n- "
    document.undo()
    assert editor.text() == "Rules\n* "
    assert editor.textCursor().position() == len("Rules\n* ")
    qtbot.keyClicks(editor, "see the list")
    assert editor.text() == "Rules\n* see the list"


def test_a_star_begins_a_list_only_before_the_words_of_a_line(qtbot, editor):
    for text, position, typed in (("", 0, "2 * 3"), ("", 0, "** "), ("a", 0, "*"), ("*", 0, " ")):
        put(editor, text, position)
        qtbot.keyClicks(editor, typed)
        assert editor.text() == typed + text
    put(editor, "The law", 0)
    qtbot.keyClicks(editor, "* ")
    assert (editor.text(), editor.textCursor().position()) == ("- The law", 2)


def test_items_move_deeper_and_higher(editor):
    put(editor, "- a\n- b")
    editor.deeper()
    assert editor.text() == "- a\n  - b"
    editor.higher()
    editor.higher()
    assert editor.text() == "- a\n- b"


def test_bold_counts_as_qt_counts(editor):
    put(editor, "\U0001f600 word here", position=len("xx word"), anchor=len("xx "))
    editor.bold()
    assert editor.text() == "\U0001f600 **word** here"


def test_signs_are_pale_and_words_bold(qtbot, editor):
    put(editor, "- **so** it is\nplain\n| a | b |")
    qtbot.waitUntil(lambda: bool(formats(editor, 0)))
    assert formats(editor, 0) == [("- **", False), ("so", True), ("**", False)]
    assert formats(editor, 1) == []
    assert ("|", False) in formats(editor, 2)


def test_only_the_lines_that_change_are_looked_at_again(qtbot, editor):
    put(editor, "\n".join(["word " * 20, "- item", "**bold** here"] * 300), position=5)
    qtbot.waitUntil(lambda: bool(formats(editor, 1)))
    looked = []
    signs = editor.show_signs()
    whole = type(signs).highlightBlock
    try:
        type(signs).highlightBlock = lambda self, text: (looked.append(text), whole(self, text))[1]
        qtbot.keyClicks(editor, "x")
    finally:
        type(signs).highlightBlock = whole
    assert len(looked) <= 2


def test_a_text_without_signs_is_not_looked_at_until_somebody_writes_there(bridge):
    box = TextEditor(bridge)
    box.replace_text("plain words")
    assert box._signs is None
    box.replace_text("- a list")
    assert box._signs is not None


def test_a_paste_from_a_word_processor_keeps_its_structure(editor, document):
    paste(
        editor,
        WORD,
        "Rotation is in place since 2023.\n·\tEvery three years\no\tat the border\n1.\tFirst\n2.\tSecond\n\nEnd",
    )
    text = "**Rotation** is in place since 2023.\n- Every three years\n  - at the **border**\n1. First\n2. Second\n\nEnd"
    assert document.read.answer(QUESTION).text == text


def test_cells_become_rows_with_bars(editor):
    paste(editor, CALC, "Office\tStaff\tSince\nNorth\t12\ta | b\n\tnone\t")
    assert editor.text().startswith("| Office | Staff | Since |\n| --- | --- | --- |")


def test_html_alone_is_pasted_too(editor):
    assert editor.canInsertFromMimeData(mime(html="<p>only <b>this</b></p>"))
    paste(editor, "<p>only <i>this</i></p>")
    assert editor.text() == "only this"


def test_a_picture_alone_takes_nothing_away(editor):
    put(editor, "kept")
    editor.selectAll()
    paste(editor, "<img src='x.png'>")
    assert editor.text() == "kept"


def test_boxes_without_structure_take_the_words_of_html(qtbot, shown):
    plain, line = PlainBox(), LineBox()
    shown(plain, line)
    QGuiApplication.clipboard().setMimeData(mime(html="<p>two <b>bold</b></p><p>lines</p>"))
    plain.paste()
    assert plain.text() == "two bold\nlines"
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "two bold lines"


def test_a_paste_without_structure_is_the_text_as_it_is(editor):
    paste(editor, "<p>two  words</p>", "two\u00a0\u00a0words\n  indented")
    assert editor.text() == "two\u00a0\u00a0words\n  indented"


def test_html_that_says_less_than_the_text_is_not_used(editor):
    paste(editor, "<ul><li>short</li></ul>", "short and all that comes after it")
    assert editor.text() == "short and all that comes after it"


def test_the_words_alone_can_be_pasted(editor):
    QGuiApplication.clipboard().setMimeData(mime(html="<b>bold</b>", text="bold"))
    editor.paste_unstructured()
    assert editor.text() == "bold"


def test_a_list_pasted_into_an_item_takes_its_place(editor):
    put(editor, "- a\n- ")
    paste(editor, "<ul><li>b</li><li>c</li></ul>", "b\nc")
    assert editor.text() == "- a\n- b\n- c"


def test_too_long_a_paste_is_refused_before_its_html_is_read(editor, notices, monkeypatch):
    monkeypatch.setattr("workbench.prose.from_html.from_html", lambda _markup: pytest.fail("it was read"))
    paste(editor, "<p>x</p>" * 100_000, "x\n" * 100_000)
    assert editor.text() == ""
    assert notices[-1].text.startswith("Nothing was pasted: it has 200000 characters")


def test_a_copy_has_text_and_lists_and_comes_back_as_it_was(editor):
    text = "**A** b\n- c\n\n\n  - d\n| e | f |"
    put(editor, text)
    editor.selectAll()
    editor.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == text
    assert "<ul>" in copied.html()
    editor.clear()
    editor.paste()
    assert editor.text() == text


def test_in_a_file_that_is_only_read_nothing_changes(qtbot, editor):
    put(editor, "- a")
    editor.setReadOnly(True)
    editor.bold()
    editor.numbers()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "- a"


def mime(html="", text=""):
    given = QMimeData()
    given.setHtml(html)
    if text:
        given.setText(text)
    return given


def lines_of(editor, number):
    layout = editor.document().findBlockByNumber(number).layout()
    return [layout.lineAt(place) for place in range(layout.lineCount())]


@pytest.mark.parametrize("start", ["- ", "1. ", "  - "])
def test_further_lines_of_an_item_stand_below_its_words(editor, start):
    editor.resize(400, 400)
    put(editor, f"Words\n{start}{'word ' * 30}\nAnd {'word ' * 30}", position=0)
    editor.grab()
    first, *others = lines_of(editor, 1)
    indent = editor.fontMetrics().horizontalAdvance(start)
    assert others
    assert {round(line.x() - first.x()) for line in others} == {indent}
    assert len({round(line.x() + line.width()) for line in (first, *others)}) == 1, "all end at the same edge"
    assert len(lines_of(editor, 2)) > 1
    assert len({line.x() for line in lines_of(editor, 2)}) == 1, "a paragraph does not hang"


def test_an_item_hangs_from_the_other_edge_in_a_text_from_right_to_left(editor):
    put(editor, f"- {'كلمة ' * 80}")
    editor.grab()
    first, second = lines_of(editor, 0)[:2]
    assert second.x() == first.x()
    assert second.width() < first.width()


def test_an_item_hangs_while_it_is_typed_and_nothing_else_moves(qtbot, editor):
    put(editor, "- " + "word " * 40)
    qtbot.keyClicks(editor, "more words")
    first, second = lines_of(editor, 0)[:2]
    assert second.x() > first.x()
    block = editor.document().firstBlock()
    assert block.lineCount() == block.layout().lineCount()
    cursor = editor.cursorRect()
    assert editor.viewport().rect().contains(cursor)
    assert cursor.left() > second.x()


def test_a_number_that_starts_no_list_does_not_hang(editor):
    put(editor, f"12. {'word ' * 60}", position=0)
    editor.grab()
    assert len({line.x() for line in lines_of(editor, 0)}) == 1


def test_a_list_that_is_one_no_longer_hangs_no_longer(editor):
    put(editor, "- " + "word " * 60)
    editor.grab()
    editor.bullets()
    editor.grab()
    assert len({line.x() for line in lines_of(editor, 0)}) == 1
