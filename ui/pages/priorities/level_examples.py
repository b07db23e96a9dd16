"""What low, medium and high mean for one criterion, with an example of each from the help of the checklist."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.pages.page import paragraph
from workbench.checklist.help_pages import ExampleKind, HelpEntry, HelpPage, Topic, load_help
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.vocabulary import Criterion, Level


class LevelExamples(QWidget):
    """Three lines; hidden when the checklist has no help for the criterion."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._page: HelpPage | None = None
        self._looked = False
        self.text: QLabel = paragraph("", "help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)

    def show_criterion(self, criterion: Criterion | None) -> None:
        """Shows the examples of a criterion; hidden for None."""
        if criterion is not None and not self._looked:
            self._looked = True
            pack = self._bridge.document.read.assessment().checklist
            self._page = load_help(pack, Topic.CRITERIA, current().language)
        entry = self._page.entry(criterion.value) if self._page is not None and criterion is not None else None
        self.setVisible(entry is not None)
        if entry is not None:
            lines = (Message("{level}: {example}", level=label(kind), example=text) for kind, text in _levels(entry))
            self.text.setText("\n".join(tr(line) for line in lines))


def _levels(entry: HelpEntry) -> list[tuple[Level, str]]:
    return [(level, entry.example(ExampleKind(level.value))) for level in Level]
