"""Find as you type over all questions and answers: an index in memory that follows the changes."""

from __future__ import annotations

from ui.link.bridge import DocumentBridge
from ui.link.cached_content import checklist_changed
from workbench.model.changes import Changes
from workbench.model.rows import Answer


class AnswerSearch:
    """Finds the questions whose number, wording, answer or causes hold every word of a query, in any case."""

    def __init__(self, bridge: DocumentBridge) -> None:
        self._content = bridge.cached_content
        self._texts: dict[str, str] | None = None
        bridge.changed.connect(self.follow)

    def find(self, query: str) -> frozenset[str] | None:
        """The ids of the questions found; None for an empty query, which finds all."""
        words = query.casefold().split()
        if not words:
            return None
        texts = self._texts = self._texts or self._index()
        return frozenset(row_id for row_id, text in texts.items() if all(word in text for word in words))

    def follow(self, changes: Changes) -> None:
        """Brings the index up to date after a change."""
        if self._texts is None:
            return
        if checklist_changed(changes):
            self._texts = None
            return
        for change in changes.of("answers"):
            if isinstance(change.after, Answer):
                self._texts[change.after.question_id] = self._text(change.after.question_id)

    def _index(self) -> dict[str, str]:
        return {row_id: self._text(row_id) for row_id in self._content.places}

    def _text(self, row_id: str) -> str:
        question = self._content.places[row_id][2]
        answer = self._content.answers.get(row_id)
        parts = (question.number, question.wording, answer.text if answer else "", answer.causes if answer else "")
        return "\n".join(parts).casefold()
