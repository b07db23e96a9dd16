"""What a key does with the answer that is shown: judge it, prioritize it; and where the cursor was in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.link.bridge import DocumentBridge
from workbench.model.rows import QuestionId
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.operations.answers import judge_answer, set_answer_priority

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit


class AnswerActs:
    """Acts on the answer to the question that ``question`` returns; stores what is typed first."""

    def __init__(self, bridge: DocumentBridge, question: Callable[[], QuestionId | None]) -> None:
        self._bridge, self._question = bridge, question

    def judge(self, status: MeasureStatus) -> None:
        """Sets the status, as the drop-down list does."""
        self._run(judge_answer, status=status)

    def prioritize(self, level: Level | None) -> None:
        """Sets the priority, as the drop-down list does."""
        self._run(set_answer_priority, priority=level)

    def _run(self, operation: Callable[..., object], **values: object) -> None:
        question = self._question()
        if question is not None and not self._bridge.read_only and self._bridge.flush():
            self._bridge.run(operation, question=question, **values)


class Cursors:
    """Remembers where the cursor was in each answer: positions only, never a text."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._known: dict[QuestionId, int] = {}

    def leave(self, question: QuestionId | None) -> None:
        """Notes the position in the answer that is shown, before another is; the end stays the end when the text grows."""
        cursor = self._editor.textCursor()
        if question is not None and cursor.atEnd():
            self._known.pop(question, None)
        elif question is not None:
            self._known[question] = cursor.position()

    def come_back(self, question: QuestionId) -> None:
        """Puts the cursor where it was, or at the end."""
        cursor = self._editor.textCursor()
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(self._known.get(question, last), last))
        self._editor.setTextCursor(cursor)
