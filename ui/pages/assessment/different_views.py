"""The different views on an answer, in one line below it: that somebody disagrees is seen with what is agreed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.assessment.contribution_head import names_of
from workbench.language.i18n import Message
from workbench.model.rows import Contribution, QuestionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ContributionKind

_MOST = 300


class DifferentViews(QPushButton):
    """Shown only where somebody sees it differently, shortened to the width; a click leads to the views."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._whole = ""
        self.first = ""
        self.setProperty("role", "line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_question(self, question: QuestionId) -> None:
        """Shows who sees the answer to a question differently, and what they say."""
        read = self._bridge.document.read
        found = read.where(Contribution, question_id=question, kind=ContributionKind.DISSENT.value)
        rows = [row for row in found if not is_blank(row.text)]
        self.first = rows[0].id if rows else ""
        self.setVisible(bool(rows))
        if not rows:
            return
        names = names_of(self._bridge.document)
        said = [self._said(row, names) for row in rows]
        self._whole = "   ".join(map(in_row, said))
        self.setToolTip(tip("\n".join(said)))
        self.setAccessibleName(" ".join(said))
        self._shorten()

    @staticmethod
    def _said(row: Contribution, names: dict[str, str]) -> str:
        who = names.get(row.group_id or row.contributor_id or "")
        text = " ".join(row.text[:_MOST].split())
        if who is None:
            return tr(Message("Not named, sees it differently: “{text}”", text=text))
        return tr(Message("{name} sees it differently: “{text}”", name=who, text=text))

    def _shorten(self) -> None:
        room = max(0, self.width() - self.fontMetrics().averageCharWidth() * 3)
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(text.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """Any width will do: the text follows it."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shortens the text for the new width."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        """Shortens the text in another size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._shorten()
