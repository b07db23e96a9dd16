"""Two versions of a text side by side: what is different is marked and in sight, whatever their length and direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.frame.two_texts import TwoTexts
from workbench.language.i18n import Message

LONG = "The duty list is drawn up by one person. " * 1200


@pytest.fixture
def texts(shown) -> TwoTexts:
    made = TwoTexts(Message("Saved"), Message("Was just being saved when the program was stopped in the middle of work"), 3)
    window = shown(made)
    window.resize(QSize(500, 260))
    return made


def marked(box: QPlainTextEdit) -> list[str]:
    return [mark.cursor.selectedText() for mark in box.extraSelections()]


def is_in_sight(box: QPlainTextEdit) -> bool:
    return box.viewport().rect().contains(box.cursorRect().center())


def test_a_sentence_at_the_end_of_a_long_text_is_marked_and_in_sight(texts, qtbot):
    texts.show_texts(LONG, LONG + "And the sentence that was typed last.")
    assert marked(texts.first) == []
    assert marked(texts.second) == ["And the sentence that was typed last."]
    qtbot.waitUntil(lambda: is_in_sight(texts.first) and is_in_sight(texts.second))
    texts.window().resize(QSize(420, 300))
    qtbot.waitUntil(lambda: is_in_sight(texts.first) and is_in_sight(texts.second))


def test_it_is_in_sight_too_where_the_texts_are_given_before_the_boxes_are_shown(shown, qtbot):
    texts = TwoTexts(Message("Saved"), Message("Was just being saved"), 3)
    texts.show_texts(LONG, LONG + "And the sentence that was typed last.")
    shown(texts).resize(QSize(500, 260))
    qtbot.waitUntil(lambda: is_in_sight(texts.first) and is_in_sight(texts.second))


def test_a_change_in_the_middle_is_marked_in_both(texts):
    texts.show_texts("Rules were read. \U0001f6a2 Now.", "Rules are read. \U0001f6a2 Now.")
    assert (marked(texts.first), marked(texts.second)) == (["we"], ["a"])


def test_texts_with_nearly_nothing_in_common_and_equal_ones_have_no_marks(texts):
    for pair in (("One", "Two."), ("Short now.", LONG[:300] + "."), ("Same", "Same"), ("", "New"), ("", "")):
        texts.show_texts(*pair)
        assert (marked(texts.first), marked(texts.second)) == ([], []), pair
        assert (texts.first.toPlainText(), texts.second.toPlainText()) == pair


def test_an_arabic_paragraph_stands_at_the_right_in_an_english_window(texts, qtbot):
    def begins_at_the_right(box: QPlainTextEdit, block: int) -> bool:
        begin = box.cursorRect(QTextCursor(box.document().findBlockByNumber(block)))
        return begin.left() > box.viewport().width() / 2

    texts.show_texts("In English.\nهذا نص", "هذا نص آخر")
    qtbot.waitUntil(lambda: begins_at_the_right(texts.first, 1) and begins_at_the_right(texts.second, 0))
    assert not begins_at_the_right(texts.first, 0)


def test_both_boxes_begin_at_the_same_height_below_names_of_different_lengths(texts, qtbot):
    qtbot.waitUntil(lambda: texts.first.geometry().top() == texts.second.geometry().top())
    assert texts.first.height() == texts.second.height()
