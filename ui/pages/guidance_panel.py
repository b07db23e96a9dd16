"""The foldable panel beside a question: introduction of the list, guidance of the section, examples, terms."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from ui.bridge import DocumentBridge
from ui.language import tr
from workbench.changes import Changes
from workbench.checklist import GUIDANCE_HEADINGS, ListEntry, SectionEntry, Term
from workbench.glossary import terms_of
from workbench.i18n import Message
from workbench.vocabulary import WordingField


class GuidancePanel(QWidget):
    """Shows what helps with a section. It is filled a moment after the question, so that the question is there at once."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = bridge.content
        self._shown: tuple[str, str] | None = None
        self._html = ""
        self._wanted: tuple[ListEntry, SectionEntry | None, str] | None = None
        self._terms: dict[str, tuple[Term, ...]] = {}
        self.text = QTextBrowser(self)
        self.text.setObjectName("guidance")
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr(Message("Guidance for this section")))
        self.text.document().setDocumentMargin(14)
        self.text.document().setIndentWidth(16)
        option = self.text.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.text.document().setDefaultTextOption(option)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self._render)
        bridge.changed.connect(self._on_changes)

    def explain(self, entry: ListEntry, section: SectionEntry | None = None, question: str = "") -> None:
        """Shows what helps with a question, or with a whole list."""
        self._wanted = (entry, section, question)
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: object) -> None:
        """Fills the panel when it is unfolded."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt's event, passed on as it came
        self._later.start()

    def _on_changes(self, changes: Changes) -> None:
        if "wordings" in changes.tables:
            self._shown = None
            self._terms.clear()

    def _render(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        entry, section, question = self._wanted
        key = (section.id if section is not None else entry.id, question)
        if key == self._shown:
            return
        self._shown = key
        text = _html(entry, section, self._terms_of(section, question))
        if text != self._html:
            self._html = text
            self.text.setHtml(text)

    def _terms_of(self, section: SectionEntry | None, question: str) -> tuple[Term, ...]:
        if section is None or not question:
            return ()
        if question not in self._terms:
            wording = self._content.places[question][2].wording
            self._terms[question] = terms_of(section, wording, self._content.checklist.terms)
        return self._terms[question]


def _html(entry: ListEntry, section: SectionEntry | None, terms: tuple[Term, ...]) -> str:
    parts: list[str] = []
    if section is not None:
        for part in section.guidance:
            parts += [_heading(GUIDANCE_HEADINGS[part.field]), _paragraphs(part.text)]
        if section.examples:
            parts += [_heading(GUIDANCE_HEADINGS[WordingField.EXAMPLES]), _list(section.examples)]
    if terms:
        parts.append(_heading(Message("Words used here")))
        parts += [
            f"<p><b>{html.escape(term.term)}</b>: {html.escape(term.definition)} <i>{html.escape(term.source)}</i></p>"
            for term in terms
        ]
    if entry.introduction:
        parts += [_heading(Message("About this list")), _paragraphs(entry.introduction)]
    if not parts:
        parts.append(_paragraphs(tr(Message("There is no guidance for this section yet."))))
    return "".join(parts)


def _heading(text: Message) -> str:
    return f"<h4>{html.escape(tr(text))}</h4>"


def _paragraphs(text: str) -> str:
    """Lines that begin with a dash become a list, all others paragraphs."""
    parts, items = [], list[str]()
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith(("- ", "• ")):
            items.append(line[2:])
            continue
        if items:
            parts.append(_list(items))
            items = []
        if line:
            parts.append(f"<p>{html.escape(line)}</p>")
    if items:
        parts.append(_list(items))
    return "".join(parts)


def _list(items: list[str] | tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + "</ul>"
