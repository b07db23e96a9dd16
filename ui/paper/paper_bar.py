"""The controls above the pages of a preview: pages, zoom, search, print, save."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpinBox, QWidget

from ui.editors.boxes import LineBox
from ui.editors.choice_editor import ChoiceBox
from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.kit.shortcuts import with_key
from ui.link.keys import Act
from ui.link.language import tr
from ui.look.style import GAP, TIGHT
from workbench.language.i18n import Message

FIT_PAGE: Final = 0
_PERCENT: Final = (50, 75, 100, 150, 200, 300)
_SEARCH_WIDTH: Final = 14
"""Letters."""


class _Number(QSpinBox):
    """A number without arrows. With a style sheet Qt gives its text no width, so the width is set here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def changeEvent(self, event: QEvent) -> None:
        """Sets the width again after the theme or the zoom has changed."""
        super().changeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        self.lineEdit().setGeometry(self.rect().adjusted(TIGHT, 0, -TIGHT, 0))


class PaperBar(FlowRow):
    """The controls; it does nothing itself.

    Signals: ``turned`` with a step of pages; ``zoomed``; ``searched`` with the words; ``step_wanted`` to the next (1) or
    previous (-1) place that was found.
    """

    turned = Signal(int)
    zoomed = Signal()
    searched = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, back: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = ""
        self.back = self._button(back, Message("Close the preview (Esc)"))
        self.print_button = self._button(Message("Print…"), None)
        self.print_button.setToolTip(tip(with_key(Message("Print these pages"), Act.PRINT)))
        self.print_button.setProperty("role", "main")
        self.save_button = self._button(Message("Save as PDF…"), Message("Save these pages in a file"))
        self.previous = self._button(Message("Previous", context="page"), Message("Go to the previous page (PgUp)"))
        self.next = self._button(Message("Next", context="page"), Message("Go to the next page (PgDn)"))
        self.previous.clicked.connect(lambda: self.turned.emit(-1))
        self.next.clicked.connect(lambda: self.turned.emit(1))
        self.number = _Number(self)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # "Previous" and "Next" stand beside it
        self.number.setAccessibleName(tr(Message("Number of the page")))
        self.of = QLabel(self)
        self._zoom = ChoiceBox(self)
        self._zoom.setAccessibleName(tr(Message("Size of the pages")))
        self._zoom.addItems([tr(Message("Fit the width")), tr(Message("Whole page"))])
        self._zoom.addItems([tr(Message("{percent} %", percent=percent)) for percent in _PERCENT])
        self._zoom.currentIndexChanged.connect(lambda _index: self.zoomed.emit())
        self.search = LineBox(self)
        self.search.setPlaceholderText(tr(Message("Find")))
        self.search.setAccessibleName(tr(Message("Find on the pages")))
        self.search.setFixedWidth(self.fontMetrics().averageCharWidth() * _SEARCH_WIDTH)
        self.search.setToolTip(tip(tr(Message("Enter: the next place; Shift+Enter: the one before"))))
        self.search.installEventFilter(self)
        self.hits = QLabel(self)
        self.add(self.back, self.print_button, self.save_button)
        self.add_spring()
        self.add(self.search, self.hits, self._zoom, self._pager())

    @property
    def zoom(self) -> int | None:
        """The size in percent, :data:`FIT_PAGE` for the whole page, None for the width."""
        index = self._zoom.currentIndex()
        return (None, FIT_PAGE, *_PERCENT)[max(0, index)]

    def set_zoom(self, zoom: int | None) -> None:
        """Chooses a size, as in :attr:`zoom`."""
        self._zoom.setCurrentIndex((None, FIT_PAGE, *_PERCENT).index(zoom))

    def show_pages(self, pages: int) -> None:
        """Shows what makes sense for so many pages."""
        for widget in (self._turning, self._zoom, self.search, self.hits):
            widget.setVisible(pages > 0)
        self.print_button.setEnabled(pages > 0)
        self.save_button.setEnabled(pages > 0)
        self.of.setText(tr(Message("of {total}", total=pages)) if pages else "")
        self.of.setMinimumHeight(self.number.sizeHint().height())  # its text stands beside the number, not at its foot
        self.hits.setMinimumHeight(self.number.sizeHint().height())

    def take_search(self) -> None:
        """Puts the focus into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def tell_hits(self, here: int, total: int, *, asked: bool) -> None:
        """Says which place of how many is shown."""
        said = Message("{here} of {total}", here=here, total=total) if total else Message("Not found")
        self.hits.setText(tr(said) if asked else "")

    def forget_search(self) -> None:
        """Empties the search: its words may be confidential."""
        self._asked = ""
        self.search.clear()
        self.hits.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search asks for it, and for the next place when it has been asked already."""
        if watched is not self.search or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.search.text() == self._asked:
            self.step_wanted.emit(-1 if back else 1)
        else:
            self._asked = self.search.text()
            self.searched.emit(self._asked)
        return True

    def _pager(self) -> QWidget:
        """What turns the pages; it stays together when the row breaks."""
        self._turning = QWidget(self)
        row = QHBoxLayout(self._turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (self.previous, self.number, self.of, self.next):
            row.addWidget(part)
        self._turning.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return self._turning

    def _button(self, text: Message, explained: Message | None) -> QPushButton:
        button = QPushButton(tr(text), self)
        if explained is not None:
            button.setToolTip(tip(tr(explained)))
        return button
