"""What is missing in the report, each gap with the way to the place where it can be closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit.direction import in_row
from ui.link.language import tr
from ui.link.stages import Stage
from ui.pages.page import paragraph
from workbench.language.i18n import Message
from workbench.reports.completeness import Gap

_STAGE: Final = Qt.ItemDataRole.UserRole
_ID: Final = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN: Final = 8


class GapList(QWidget):
    """Enter, a double click or a click leads to a gap: signal ``wanted`` carries the stage and the id of the row."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = paragraph("")
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Still missing in the report")))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addWidget(self.list)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.gaps: Sequence[Gap] = ()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Shows the gaps. The current gap stays the current one if it is still there."""
        current = self.list.currentItem()
        before = current.text() if current is not None else ""
        self.gaps = gaps
        self.list.clear()
        for gap in gaps:
            stage = Stage(gap.kind.value)
            item = QListWidgetItem(in_row(tr(Message("{stage}: {what}", stage=stage.spec.title, what=gap.what))), self.list)
            item.setData(_STAGE, stage.value)
            item.setData(_ID, gap.row_id)
            if item.text() == before:
                self.list.setCurrentItem(item)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.gaps)
        some = Message(
            "{count} thing is missing. You can create the report anyway. Choose the line to go there.",
            "{count} things are missing. You can create the report anyway. Choose a line to go there.",
            count=count,
        )
        self.told.setText(tr(some if count else Message("Nothing is missing: the report is complete.")))
        self.list.setVisible(count > 0)
        row = self.list.fontMetrics().lineSpacing() + 10
        self.list.setFixedHeight(row * max(2, min(_MOST_SHOWN, count)) + 8)

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(Stage(item.data(_STAGE)), str(item.data(_ID)))
