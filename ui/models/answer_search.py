"""Find as you type over all questions, answers and contributions: an index in memory that follows the changes."""

from __future__ import annotations

from collections.abc import Sequence

from ui.link.bridge import DocumentBridge
from ui.link.cached_content import checklist_changed
from workbench.model.changes import Changes
from workbench.model.rows import Answer, Contribution
from workbench.operations.notes import notes_of


def _fold(text: str) -> str:
    from workbench.language.folding import fold  # nobody searches at the start

    return fold(text)


class AnswerSearch:
    """Finds the questions whose number, wording, answer, causes or contributions hold every word of a query.

    Case and accents make no difference.

    Notes about no question are found by themselves.
    """

    def __init__(self, bridge: DocumentBridge) -> None:
        self._content, self._document = bridge.cached_content, bridge.document
        self._texts: dict[str, str] | None = None
        bridge.changed.connect(self.follow)

    def find(self, query: str) -> frozenset[str] | None:
        """The ids of the questions found; None for an empty query, which finds all."""
        words = _fold(query).split() if query else []
        if not words:
            return None
        texts = self._texts = self._texts or self._index()
        return frozenset(row_id for row_id, text in texts.items() if all(word in text for word in words))

    def find_notes(self, query: str) -> list[str]:
        """The ids of the notes about no question that hold every word of a query; none for an empty query."""
        words = _fold(query).split() if query else []
        if not words:
            return []
        texts = ((row.id, _fold(row.text)) for row in notes_of(self._document))
        return [row_id for row_id, text in texts if all(word in text for word in words)]

    def follow(self, changes: Changes) -> None:
        """Brings the index up to date after a change."""
        if self._texts is None:
            return
        if checklist_changed(changes):
            self._texts = None
            return
        for change in changes.of("answers"):
            if isinstance(change.after, Answer):
                self._renew(change.after.question_id)
        for change in changes.of("contributions"):
            for row in (change.before, change.after):
                if isinstance(row, Contribution) and row.question_id is not None:
                    self._renew(row.question_id)

    def _renew(self, question: str) -> None:
        if self._texts is not None and question in self._content.places:
            rows = self._document.read.where(Contribution, question_id=question)
            self._texts[question] = self._text(question, [part for row in rows for part in (row.text, row.causes)])

    def _index(self) -> dict[str, str]:
        given: dict[str, list[str]] = {}
        for row in self._document.read.every(Contribution):
            given.setdefault(row.question_id or "", []).extend((row.text, row.causes))
        return {row_id: self._text(row_id, given.get(row_id, [])) for row_id in self._content.places}

    def _text(self, row_id: str, given: Sequence[str]) -> str:
        question = self._content.places[row_id][2]
        answer = self._content.answers.get(row_id)
        parts = (question.number, question.wording, answer.text if answer else "", answer.causes if answer else "")
        return _fold("\n".join((*parts, *given)))
