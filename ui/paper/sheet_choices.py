"""What question sheets are to contain: areas, questions a page, the size of the paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from ui.editors.choice_editor import ChoiceBox
from ui.editors.whole_list import TickDelegate
from ui.kit.direction import in_row, mirrored
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look.style import GAP, MARGIN
from workbench.language.i18n import Message
from workbench.reports.form_picture import PER_PAGE, PaperSize

_ID = Qt.ItemDataRole.UserRole
_LETTERS_WIDE = 30
_PAUSE_MS = 400


def usual_paper() -> PaperSize:
    """The size of paper that is usual where this computer is set up."""
    metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return PaperSize.A4 if metric else PaperSize.LETTER


class PaperChoice(ChoiceBox):
    """The size of the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(Message("Paper")))
        self.addItems([QPageSize.name(size) for size in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)])
        self.setCurrentIndex(list(PaperSize).index(usual_paper()))

    @property
    def paper(self) -> PaperSize:
        """What is chosen."""
        return list(PaperSize)[max(0, self.currentIndex())]


class SheetChoices(QWidget):
    """The choices, one below the other. ``areas`` are ids with texts, of which those in ``ticked`` are chosen at first.

    Signal ``changed``: something else is wanted, and no more has changed for a moment.
    """

    changed = Signal()

    def __init__(self, areas: Sequence[tuple[str, str]], ticked: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE + 2 * MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Preferred)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Areas")))
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill(areas, ticked)
        self.per_page = ChoiceBox(self)
        self.per_page.setAccessibleName(tr(Message("Questions on a page")))
        self.per_page.addItems([str(count) for count in PER_PAGE])
        self.per_page.setCurrentIndex(PER_PAGE.index(2))
        self.paper = PaperChoice(self)
        self.setFocusProxy(self.list)
        self.every = QListWidgetItem(tr(Message("All areas")))
        self.every.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        self.every.setCheckState(Qt.CheckState.Unchecked)
        self.list.insertItem(0, self.every)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((0, 10, MARGIN, 10) if mirrored() else (MARGIN, 10, 0, 10)))
        layout.setSpacing(GAP)
        for caption, part in (
            (Message("Areas"), self.list),
            (Message("Questions on a page"), self.per_page),
            (Message("Paper"), self.paper),
        ):
            label = QLabel(tr(caption), self)
            label.setBuddy(part)
            layout.addWidget(label)
            layout.addWidget(part, 1 if part is self.list else 0)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.changed)
        self.list.itemChanged.connect(self._on_ticked)
        self.per_page.currentIndexChanged.connect(lambda _index: self._later.start())
        self.paper.currentIndexChanged.connect(lambda _index: self._later.start())

    @property
    def areas(self) -> frozenset[str]:
        """The ids of the areas that are ticked."""
        items = (self.list.item(row) for row in range(1, self.list.count()))
        return frozenset(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def count(self) -> int:
        """How many questions are wanted on a page."""
        return PER_PAGE[max(0, self.per_page.currentIndex())]

    def _fill(self, areas: Sequence[tuple[str, str]], ticked: str) -> None:
        for row_id, text in areas:
            item = QListWidgetItem(in_row(text), self.list)
            item.setData(_ID, row_id)
            item.setToolTip(tip(text))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row_id == ticked else Qt.CheckState.Unchecked)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        with QSignalBlocker(self.list):
            if item is self.every:
                for row in range(1, self.list.count()):
                    self.list.item(row).setCheckState(item.checkState())
            every = len(self.areas) == self.list.count() - 1
            self.every.setCheckState(Qt.CheckState.Checked if every else Qt.CheckState.Unchecked)
        self._later.start()
