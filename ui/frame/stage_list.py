"""The stages at the side of the window: icon, name and progress of each; only the icons when there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QWidget

from ui.kit.direction import in_row
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look import icons, style
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

_PROGRESS = Qt.ItemDataRole.UserRole + 1
_STAGE = Qt.ItemDataRole.UserRole
_SIGN = 18
_BAR = 4
_PADDING = 9


class StageList(QListWidget):
    """One row for each stage. ``compact``: only the icons, with the names as tooltips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self._letters: tuple[str, int] = ("", 0)
        self._wide = 0
        self.setObjectName("stages")
        self._sized = False
        self.setAccessibleName(tr(Message("Stages of the assessment")))
        self.setItemDelegate(_StageDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for stage in Stage:
            item = QListWidgetItem(tr(stage.spec.title), self)
            item.setData(_STAGE, stage.value)
        self.setFixedWidth(self.wide())
        style.follow(self._measure)

    def stage_at(self, item: QListWidgetItem) -> Stage:
        """The stage of a row."""
        return Stage(item.data(_STAGE))

    def items_by_stage(self) -> dict[Stage, QListWidgetItem]:
        """The rows by their stage."""
        return {self.stage_at(item): item for item in (self.item(row) for row in range(self.count()))}

    def tell(self, item: QListWidgetItem, progress: str) -> None:
        """Shows how far a stage has come, also to a screen reader."""
        stage = self.stage_at(item)
        item.setData(_PROGRESS, in_row(progress))
        title = stage.spec.title
        spoken = Message("{stage}: {progress}", stage=title, progress=progress) if progress else title
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr(spoken))
        item.setToolTip(tip(tr(spoken)) if self.compact else "")

    def wide(self) -> int:
        """The width with names, in pixels; measured once for each font, because every row asks for it."""
        letters = (self.font().key(), style.grown(_SIGN))
        if letters != self._letters:
            self._letters, self._wide = letters, self._measured_width()
        return self._wide

    def _measured_width(self) -> int:
        title, small = (QFontMetrics(font) for font in fonts(self.font(), chosen=True))
        widest = max((title.horizontalAdvance(tr(stage.spec.title)) for stage in Stage), default=0)
        most = small.horizontalAdvance(tr(Message("{done} of {total}", done=999, total=999)))
        return max(widest, most) + self.narrow() + 2 * style.TIGHT

    def narrow(self) -> int:
        """The width of the icons alone, in pixels."""
        return _BAR + 2 * style.GAP + style.grown(_SIGN)

    def set_compact(self, *, compact: bool) -> None:
        """Shows only the icons, or the icons with their names."""
        if compact != self.compact:
            self.compact = compact
            for item in self.items_by_stage().values():
                item.setToolTip(tip(str(item.data(Qt.ItemDataRole.AccessibleTextRole) or "")) if compact else "")
            self._measure()

    def _measure(self) -> None:
        wide = self.narrow() if self.compact else self.wide()
        if self._sized and self.sizeHintForRow(0) * self.count() > self.height():
            wide += self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(wide)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measures again, because a scroll bar needs room of its own."""
        super().resizeEvent(event)
        self._sized = True
        if event.size().height() != event.oldSize().height():
            self._measure()


class _StageDelegate(QStyledItemDelegate):
    """Paints a stage; a bar at the edge and bold text mark the current one.

    It asks the list, not the style, which stage is current: otherwise QStyle and all its enumerations would be loaded.
    """

    def __init__(self, stages: StageList) -> None:
        super().__init__(stages)
        self._list = stages

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = index.row() == self._list.currentRow()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        known, rect = style.colours(), option.rect
        painter.save()
        if chosen:
            _fill(painter, rect, known.page)
            bar = QRect(rect.right() - _BAR + 1 if mirrored else rect.left(), rect.top(), _BAR, rect.height())
            _fill(painter, bar, known.accent)
        if chosen and self._list.hasFocus():
            painter.setPen(QColor(known.ring))
            for inset in range(style.RING):
                painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        side = style.grown(_SIGN)
        title, small = fonts(self._list.font(), chosen=chosen)
        begin = _BAR + style.GAP
        left = rect.right() + 1 - begin - side if mirrored else rect.left() + begin
        line = QFontMetrics(title).height()
        top = rect.top() + _PADDING + (line - side) // 2 if not self._list.compact else rect.center().y() - side // 2
        ink = known.accent if chosen else known.muted
        icons.paint_icon(painter, QRect(left, top, side, side), Stage(index.data(_STAGE)).spec.icon, ink)
        if not self._list.compact:
            taken = begin + side + style.GAP
            area = rect.adjusted(style.TIGHT, _PADDING, -taken, -_PADDING) if mirrored else None
            area = area or rect.adjusted(taken, _PADDING, -style.TIGHT, -_PADDING)
            beginning = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            painter.setPen(QColor(known.text))
            painter.setFont(title)
            painter.drawText(area, int(beginning | Qt.AlignmentFlag.AlignTop), index.data(Qt.ItemDataRole.DisplayRole))
            painter.setFont(small)
            painter.setPen(QColor(known.muted))
            painter.drawText(area, int(beginning | Qt.AlignmentFlag.AlignBottom), index.data(_PROGRESS) or "")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines and their padding (only the icon when compact); the same for all stages."""
        if self._list.compact:
            return QSize(self._list.narrow(), style.grown(_SIGN) + 2 * _PADDING)
        title, small = (QFontMetrics(font) for font in fonts(self._list.font(), chosen=True))
        return QSize(self._list.wide(), title.height() + small.height() + 2 * _PADDING)


def _fill(painter: QPainter, area: QRect, colour: str) -> None:
    """Fills an area. ``fillRect`` would do it, but makes QGradient with its 180 ready-made ones first."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(area)
    painter.restore()


def fonts(base: QFont, *, chosen: bool) -> tuple[QFont, QFont]:
    """The fonts of the name and of the progress."""
    title, small = QFont(base), QFont(base)
    title.setBold(chosen)
    small.setPointSize(style.letters().small)
    return title, small
