"""The table of the plan and the details of the selected activity: beside each other where there is room, else stacked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.kit.beside import BesideOrBelow, letters_across
from ui.kit.kept_split import KeptSplit
from ui.kit.split_view import name_handles
from ui.link.kept_shares import KeptShares
from ui.look.style import GAP, TIGHT
from ui.pages.page import column, scrolling
from workbench.language.i18n import Message

_BESIDE: Final = 190
"""The width, in average characters, at which the table shows all its columns and the form its labels beside its boxes."""

LEAST_LINES: Final = 34
"""On a page lower than this, in lines of text, the table needs all room and the details are folded at first."""

_TABLE_LINES, _DETAIL_LINES = 7, 5


class PlanParts(QSplitter):
    """Two parts with a handle between them; neither can be collapsed."""

    def __init__(
        self, table: QWidget, activity: QWidget, parent: QWidget | None = None, *, shares: KeptShares | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        inside = QWidget()
        inside.setObjectName("page-area")
        layout = column(inside)
        layout.setContentsMargins(TIGHT, TIGHT, GAP, GAP)
        layout.addWidget(activity)
        layout.addStretch(1)
        self.detail = scrolling(inside)
        line = self.fontMetrics().lineSpacing()
        self.detail.setMinimumHeight(_DETAIL_LINES * line)
        table.setMinimumHeight(_TABLE_LINES * line)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GAP)
        self.addWidget(table)
        self.addWidget(self.detail)
        name_handles(self, Message("Line between the plan and the activity"))
        self._beside = BesideOrBelow(lambda: letters_across(self) >= _BESIDE, self._arrange, beside=False)
        self._kept = KeptSplit(self, "plan", shares or KeptShares())
        self._share()

    def _share(self) -> None:
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setSizes([300, 200])
        self._kept.share()

    def _arrange(self, beside: bool) -> None:  # noqa: FBT001  what BesideOrBelow tells
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self._share()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The smallest size: both parts scroll, so that the page need not."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the parts beside each other where there is room."""
        super().resizeEvent(event)
        self._beside.follow_width()
