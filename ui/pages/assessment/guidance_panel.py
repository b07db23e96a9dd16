"""The foldable panel beside a question: introduction of the area, guidance of the section, examples, terms."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.reading_view import ReadingView, bullets, heading, named, paragraphs
from ui.link.bridge import DocumentBridge
from workbench.checklist.tree import GUIDANCE_HEADINGS, AreaEntry, SectionEntry, Term
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.vocabulary import WordingField


class GuidancePanel(QWidget):
    """Shows what helps with a section. It is filled a moment later, so that the question itself is shown at once."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = bridge.cached_content
        self._shown: tuple[str, str] | None = None
        self._wanted: tuple[AreaEntry, SectionEntry | None, str] | None = None
        self._terms: dict[str, tuple[Term, ...]] = {}
        self.text = ReadingView(Message("Guidance for this section"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self._render)
        bridge.changed.connect(self._on_changes)

    def explain(self, entry: AreaEntry, section: SectionEntry | None = None, question: str = "") -> None:
        """Shows what helps with a question, or with a whole area."""
        self._wanted = (entry, section, question)
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Fills the panel when it is unfolded."""
        super().showEvent(event)
        self._later.start()

    def _on_changes(self, changes: Changes) -> None:
        if "wordings" in changes.tables:
            self._shown = None
            self._terms.clear()

    def _render(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        entry, section, question = self._wanted
        subject = (section.id if section is not None else entry.id, question)
        if subject == self._shown:
            return
        self._shown = subject
        self.text.show_parts(_parts(entry, section, self._terms_of(section, question)))

    def _terms_of(self, section: SectionEntry | None, question: str) -> tuple[Term, ...]:
        if section is None or not question:
            return ()
        if question not in self._terms:
            from workbench.checklist.glossary import terms_of

            entry = self._content.places[question][2]
            self._terms[question] = terms_of(section, entry, self._content.checklist.terms)
        return self._terms[question]


def _parts(entry: AreaEntry, section: SectionEntry | None, terms: tuple[Term, ...]) -> list[str]:
    if section is None:
        return [paragraphs(Message("Select a question to see its guidance here."))]
    parts: list[str] = []
    for part in section.guidance:
        parts += [heading(GUIDANCE_HEADINGS[part.field]), paragraphs(part.text)]
    if section.examples:
        parts += [heading(GUIDANCE_HEADINGS[WordingField.EXAMPLES]), bullets(section.examples)]
    if terms:
        parts.append(heading(Message("Terms used here")))
        parts += [named(term.term, term.definition, term.source) for term in terms]
    if entry.introduction:
        parts += [heading(Message("About this area")), paragraphs(entry.introduction)]
    return parts or [paragraphs(Message("There is no guidance for this section yet."))]
