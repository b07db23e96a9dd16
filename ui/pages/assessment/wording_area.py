"""The wording of a question in a low window: a long one scrolls, so that lines of the answer stay in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui.editors.boxes import PlainBox
from ui.kit.split_view import SplitView
from ui.link.language import tr
from ui.pages.assessment.wording_label import WordingLabel
from workbench.language.i18n import Message

LINES: Final = 4
"""How many lines of the answer should be in sight before all of the wording is."""
_LEAST: Final = 3
"""How many lines of the wording are always in sight."""


class WordingArea(QScrollArea):
    """As high as the wording, unless the page is too low for that and :data:`LINES` of the answer below it."""

    def __init__(self, label: WordingLabel, answer: PlainBox, split: SplitView, page: QWidget) -> None:
        super().__init__(page)
        self._label, self._answer, self._split, self._page = label, answer, split, page
        self.setAccessibleName(tr(Message("Wording of the question")))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget())  # known to Python: for an unknown one, PySide makes every class of widgets
        self.setWidget(label)
        for part in (self.viewport(), label):
            part.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        split.wish = self.lines_missing
        label.said.connect(self.updateGeometry)
        for part in (page, split):
            part.installEventFilter(self)

    def lines_missing(self) -> int:
        """How much the least height of the answer lacks to the lines that should be in sight."""
        return max(0, LINES - self._answer.least_lines) * self._answer.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        """As the label: the layout asks for the height at its own width."""
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`."""
        return self._label.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """All of the wording, or what the page has room for, at least some lines."""
        whole = self._label.heightForWidth(width)
        least = min(whole, _LEAST * self._label.fontMetrics().lineSpacing())
        return max(least, min(whole, self._page.height() - self._beside()))

    def _beside(self) -> int:
        """The height that everything else on the page needs, with the lines of the answer that should be in sight."""
        inside = self._page.layout()
        if inside is None:
            return 0
        margins, width = inside.contentsMargins(), inside.contentsRect().width()
        height = margins.top() + margins.bottom() + self.lines_missing()
        for index in range(inside.count()):
            item = inside.itemAt(index)
            if item is None or item.isEmpty():
                continue
            layout = item.layout()
            height += inside.spacing() if index else 0
            if layout is None or layout.indexOf(self) < 0:
                height += item.heightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()
        return height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks for another height when the page has another, or when what stands below needs another."""
        resized = watched is self._page and event.type() == QEvent.Type.Resize
        needs = watched is self._split and event.type() == QEvent.Type.LayoutRequest
        if resized or (needs and self.heightForWidth(self.width()) != self.height()):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tab stops here only where there is something to scroll."""
        super().resizeEvent(event)
        cut = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if cut else Qt.FocusPolicy.NoFocus)
