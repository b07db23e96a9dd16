"""Documents that are dragged onto a question become evidence for its answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from ui.kit.file_drops import FileDrops
from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.editors.attachment_acts import AttachmentActs
    from ui.pages.assessment.question_panel import QuestionPanel


class AnswerDrops(QObject):
    """Takes files that are dropped on the panel with the question; its texts leave them to it."""

    def __init__(self, bridge: DocumentBridge, part: QuestionPanel) -> None:
        super().__init__(part)
        self._bridge, self._part = bridge, part
        self.acts: AttachmentActs | None = None
        FileDrops(part, [part], self._dropped)

    def _dropped(self, paths: list[Path], at: QPoint) -> None:
        # what attaches is loaded with the first file that is dropped
        from ui.editors.attachment_acts import AttachmentActs

        question = self._part.question
        if question is None:
            return
        acts = self.acts = AttachmentActs(self._bridge, self._part)
        what = Message("Add as evidence: {count} document", "Add as evidence: {count} documents", count=len(paths))
        acts.offer(paths, acts.to_register(question), what, at)
