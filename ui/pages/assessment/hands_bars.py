"""Raised hands for a question as bars: in full with words, and as a small picture beside the box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.link.language import tr
from ui.look.style import GAP, TIGHT, colours, grown
from ui.pages.page import paragraph
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.raised_hands import COUNTED
from workbench.model.vocabulary import MeasureStatus

_LEAST: Final = 90
_HIGH: Final = 12
_SMALL: Final = (40, 24)
_LETTERS: Final = 52
"""The width of the panel in average characters."""


class _Bar(QWidget):
    """One bar, from the leading side, as long as its share of the longest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_share(self, share: float) -> None:
        """Shows a share between 0 and 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Some room for the longest bar."""
        return QSize(grown(_LEAST), grown(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  it changes as a whole
        """Paints the bar on a thin ground, so that an empty one is seen too."""
        painter = QPainter(self)
        high = min(self.height(), grown(_HIGH))
        area = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.fillRect(area, QColor(colours().sunken))
        painter.fillRect(_filled(area, self._share, self.layoutDirection()), QColor(colours().accent))
        painter.end()


class SmallBars(QWidget):
    """The bars of all statuses side by side, without words, for those who know the order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Sequence[int] = (0,) * len(COUNTED)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[MeasureStatus, int]) -> None:
        """Shows the counts; hidden while nobody has raised a hand."""
        self._counts = [counts.get(status, 0) for status in COUNTED]
        self.setVisible(any(self._counts))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(grown(_SMALL[0]), grown(_SMALL[1]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  it changes as a whole
        """Paints the bars in the direction of reading, on a common line."""
        painter = QPainter(self)
        most, wide = max(*self._counts, 1), self.width() / len(COUNTED)
        for index, count in enumerate(self._counts):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            at = len(COUNTED) - 1 - index if mirrored else index
            high = max(1.0, (self.height() - 1) * count / most)
            bar = QRectF(at * wide + 1, self.height() - high, wide - 2, high)
            painter.fillRect(bar, QColor(colours().accent if count else colours().edge))
        painter.end()


class HandsPanel(QFrame):
    """All statuses with their numbers and bars, over the page while somebody types. It takes no focus and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows = {status: (QLabel(tr(label(status)), self), _Bar(self), QLabel(self)) for status in COUNTED}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        for line, parts in enumerate(self._rows.values()):
            for column, part in enumerate(parts):
                grid.addWidget(part, line, column)
        self.said = paragraph("", "help")
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(self.said)
        self.hide()

    def show_counts(self, counts: Mapping[MeasureStatus, int], current: int, said: Message | str) -> None:
        """Shows the counts; ``current`` is the place of the status whose number is being typed, from 0."""
        most = max(*counts.values(), 1)
        for place, (status, (name, bar, number)) in enumerate(self._rows.items()):
            for part in (name, number):
                font = part.font()
                font.setBold(place == current)
                part.setFont(font)
            bar.show_share(counts[status] / most)
            number.setText(str(counts[status]))
        self.said.setText(tr(said) if isinstance(said, Message) else said)

    def place_at(self, box: QWidget) -> None:
        """Puts the panel above a box, or below it where there is no room above, within its parent."""
        around = self.parentWidget()
        if around is None:
            return
        width = min(around.width(), self.fontMetrics().averageCharWidth() * _LETTERS)
        self.setFixedWidth(width)
        layout = self.layout()
        high = layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()
        corner = box.mapTo(around, QPoint(0, 0))
        left = corner.x() + box.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else corner.x()
        top = corner.y() - high - TIGHT
        if top < 0:
            top = corner.y() + box.height() + TIGHT
        self.setGeometry(max(0, min(left, around.width() - width)), top, width, high)
        self.raise_()


def _filled(area: QRectF, share: float, direction: Qt.LayoutDirection) -> QRectF:
    wide = area.width() * share
    left = area.right() - wide if direction == Qt.LayoutDirection.RightToLeft else area.left()
    return QRectF(left, area.top(), wide, area.height())
