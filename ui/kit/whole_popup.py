"""The open list of a drop-down box: all of its entries, each in its whole width, as far as the screen has room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox


def show_whole_list(box: QComboBox) -> None:
    """Gives the open list of a box the place that its entries need. Call it after ``showPopup``.

    Qt reckons without the border and the padding that a style sheet gives the list, and cuts its last entry; and it makes
    the list as narrow as the box.
    """
    view, frame = box.view(), box.view().window()
    if not frame.isVisible():
        return
    rows = sum(view.sizeHintForRow(row) for row in range(box.count()))
    around = frame.size() - view.viewport().size()
    wanted = QSize(max(box.width(), view.sizeHintForColumn(0) + around.width()), rows + around.height())
    frame.setGeometry(_placed(box, wanted, box.screen().availableGeometry()))
    view.scrollTo(view.currentIndex())


def _placed(box: QComboBox, wanted: QSize, room: QRect) -> QRect:
    """Below the box, or above it where there is more room; it begins where the box begins."""
    over = QRect(box.mapToGlobal(box.rect().topLeft()), box.size())
    above, below = over.top() - room.top(), room.bottom() - over.bottom()
    goes_up = wanted.height() > below and above > below
    height = min(wanted.height(), above if goes_up else below)
    width = min(wanted.width(), room.width())
    mirrored = box.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = over.right() + 1 - width if mirrored else over.left()
    left = max(room.left(), min(left, room.right() + 1 - width))
    return QRect(left, over.top() - height if goes_up else over.bottom() + 1, width, height)
