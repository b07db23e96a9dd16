"""Help for the stage that is shown: what the guide asks, how to go about it, and the craft that it needs (F1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.reading_view import ReadingView, heading, named, paragraphs
from ui.kit.shortcuts import Key
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.link.stages import Stage
from ui.pages.page import heading as heading_label
from workbench.checklist.help_pages import CRAFT_OF, EXAMPLE_HEADINGS, PART_HEADINGS, HelpPage, Topic, load_help
from workbench.language.i18n import Message


class HelpPanel(QWidget):
    """The help page of one stage, with its pages of craft below it. Signal ``closed``: the user closes the help."""

    closed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stage: Stage | None = None
        self._pages: dict[Topic, HelpPage | None] = {}
        self.title = heading_label(Message("Help"), 2)
        close = QPushButton(tr(Message("Close the help")), self)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        self.text = ReadingView(Message("Help with this stage"), self)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.text)

    def show_stage(self, stage: Stage, keys: Sequence[Key] = ()) -> None:
        """Shows the help of a stage, from the top; ``keys`` are those of its page."""
        if stage is self._stage:
            return
        self._stage = stage
        pages = [page for topic in _topics(stage) if (page := self._page(topic)) is not None]
        if pages:
            self.title.setText(pages[0].title)
            self.text.show_parts(part for page in pages for part in _parts(page, keys if page is pages[0] else None))
        else:
            self.title.setText(tr(Message("Help")))
            missing = paragraphs(Message("There is no help for this stage in the display language."))
            self.text.show_parts([missing, *_about_keys(keys)])
        self.text.verticalScrollBar().setValue(0)

    def _page(self, topic: Topic) -> HelpPage | None:
        if topic not in self._pages:
            pack = self._bridge.document.read.assessment().checklist
            self._pages[topic] = load_help(pack, topic, current().language)
        return self._pages[topic]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the help."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _topics(stage: Stage) -> tuple[Topic, ...]:
    topic = Topic(stage.spec.help)
    return (topic, *CRAFT_OF.get(topic, ()))


def _about_keys(keys: Sequence[Key]) -> Iterator[str]:
    if keys:
        yield heading(Message("Keys of this page"))
        yield from (named(key.keys, key.what) for key in keys)
        yield paragraphs(Message("The key ? shows all keys."))


def _parts(page: HelpPage, keys: Sequence[Key] | None) -> Iterator[str]:
    if keys is None:
        yield heading(page.title, 3)
    yield paragraphs(page.summary)
    for part in page.parts:
        yield heading(PART_HEADINGS[part.kind])
        yield paragraphs(part.text)
    for entry in page.entries:
        yield heading(entry.name)
        yield paragraphs(entry.meaning)
        yield from (named(EXAMPLE_HEADINGS[kind], text) for kind, text in entry.examples)
    yield named(Message("Source"), page.source)
    yield from _about_keys(keys or ())
