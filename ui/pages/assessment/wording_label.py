"""The wording of a question, in which glossary terms are marked and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from ui.kit.plain_text import escaped, tip_of_term
from ui.link.language import tr
from ui.look import style
from workbench.checklist.tree import Term
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from workbench.checklist.glossary import TermFinder

_LATER_MS = 60


class WordingLabel(QLabel):
    """Shows a text at once, and marks its terms a moment later. Pointing at one, or Enter on it, explains it.

    Signal ``said``: it says something else, and may need another height.
    """

    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = ""
        self._question = ""
        self._finder: TermFinder | None = None
        self._terms: tuple[Term, ...] = ()
        self._shown: dict[str, Term] = {}
        self._heights: dict[int, int] = {}
        self.setProperty("role", "wording")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.linkHovered.connect(self._on_hovered)
        self.linkActivated.connect(self._on_activated)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._mark_if_shown)
        style.follow(self._on_look)

    @property
    def wording(self) -> str:
        """The text without the marks of its terms."""
        return self._wording

    def show_wording(self, wording: str, terms: tuple[Term, ...], question: str) -> None:
        """Shows the wording of a question; ``terms`` is the glossary."""
        if terms != self._terms:
            self._terms, self._finder = terms, None
        self._wording, self._question = wording, question
        self._shown = {}
        self.clear()  # or else the text before would be laid out once more, as a plain one
        self._say(wording, Qt.TextFormat.PlainText)
        self.setAccessibleName(wording)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Marks the terms, which waits until the label is seen."""
        super().showEvent(event)
        self._heights.clear()
        self._later.start()

    def _on_look(self) -> None:
        """Paints the terms in the colours of the new look: a text that is set keeps those in which it was."""
        if self._shown:
            self._say(self._wording, Qt.TextFormat.PlainText)
            self.mark_terms()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again in another font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()

    def sizeHint(self) -> QSize:
        """One line of any width: the layout asks for the height at its own. Qt would lay out the text at three widths."""
        return QSize(0, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """What the text needs; measured once for each width, because Qt asks five times for each question."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def _say(self, text: str, text_format: Qt.TextFormat) -> None:
        self._heights.clear()
        self.setTextFormat(text_format)
        self.setText(text)
        self.said.emit()

    def _mark_if_shown(self) -> None:
        if self.isVisible() and not self._shown:
            self.mark_terms()

    def mark_terms(self) -> None:
        """Marks the terms; the words stay the same."""
        from workbench.checklist.glossary import TermFinder

        self._finder = self._finder or TermFinder(self._terms)
        spans = self._finder.spans(self._wording, self._question)
        if not spans:
            return
        parts, offset = [], 0
        for span in spans:
            parts.append(escaped(self._wording[offset : span.start]))
            parts.append(f'<a href="{escaped(span.term.id)}">{escaped(self._wording[span.start : span.end])}</a>')
            offset = span.end
        parts.append(escaped(self._wording[offset:]))
        self._shown = {span.term.id: span.term for span in spans}
        self._say("".join(parts).replace("\n", "<br>"), Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def _on_hovered(self, term: str) -> None:
        if term in self._shown:
            QToolTip.showText(QCursor.pos(), _explained(self._shown[term]), self)
        else:
            QToolTip.hideText()

    def _on_activated(self, term: str) -> None:
        if term in self._shown:
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, _explained(self._shown[term]), self)


def _explained(term: Term) -> str:
    source = tr(Message("Source: {source}", source=term.source)) if term.source else ""
    return tip_of_term(term.term, term.definition, source)
