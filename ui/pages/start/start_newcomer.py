"""The part of the start page for those who are new: the sample, and the user guide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.kit.shortcuts import with_key
from ui.link.keys import Act
from ui.link.language import tr
from ui.look.icons import icon
from ui.pages.page import column, heading, paragraph
from workbench.language.i18n import Message

_SAMPLE = Message(
    "The sample is a fictional border station, partly answered. You can change everything in it, "
    "and delete the file when you are done."
)


class NewcomerPart(QWidget):
    """Two buttons, with the words about them; in one line (:meth:`show_in_one_line`) where a first start needs the room."""

    def __init__(self, make_sample: Callable[[], object], open_guide: Callable[[], object]) -> None:
        super().__init__()
        self._words = [heading(Message("New here? Open the sample first."), 2), paragraph(_SAMPLE)]
        self._short = QLabel(tr(Message("New here?")))
        self._short.setProperty("role", "heading3")
        self.sample = self._button(Message("Open the sample…"), "show", make_sample, tr(_SAMPLE))
        self.guide = self._button(
            Message("Read the user guide"), "help", open_guide, with_key(Message("User guide"), Act.GUIDE)
        )
        self._short.setMinimumHeight(self.sample.sizeHint().height())  # its words stand beside those of the buttons
        row = FlowRow()
        row.add(self._short, self.sample, self.guide)
        layout = column(self)
        for words in self._words:
            layout.addWidget(words)
        layout.addWidget(row)

    def show_in_one_line(self, *, one_line: bool) -> None:
        """Shows the buttons with two words before them, or below their explanation."""
        self._short.setVisible(one_line)
        for words in self._words:
            words.setVisible(not one_line)

    def _button(self, text: Message, icon_name: str, run: Callable[[], object], hint: str) -> QPushButton:
        button = QPushButton(tr(text))
        button.setIcon(icon(icon_name))
        button.setToolTip(tip(hint))
        button.setAutoDefault(True)
        button.clicked.connect(run)
        return button
