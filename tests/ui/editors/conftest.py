"""Shared by the tests of boxes: a box for the answer of a question, in which somebody can type."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from ui.editors.field_link import Binding
from ui.editors.text_editor import TextEditor
from workbench.model.rows import Answer
from workbench.operations.answers import write_answer

QUESTION = "kf1.q1"


@pytest.fixture
def editor(bridge, shown, qtbot):
    made = TextEditor(bridge)
    answer = bridge.document.read.answer(QUESTION)
    made.bind(Binding(Answer, answer.id, "text", write_answer, {"question": QUESTION}))
    shown(made, QLineEdit())
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made
