"""The inside of the window for one open file: the stages at the side, the page of the chosen one beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QStyledItemDelegate, QWidget

from ui.bridge import DocumentBridge
from ui.language import tr
from ui.pages.page import Page
from ui.stages import DEPENDS_ON, PAGES, TITLES, Stage, progress
from workbench.changes import Changes
from workbench.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.pages.help_panel import HelpPanel

Index = QModelIndex | QPersistentModelIndex

_PROGRESS = Qt.ItemDataRole.UserRole + 1
_STAGE = Qt.ItemDataRole.UserRole
_PADDING = 9
_ROOM_FOR_BOTH = 150
"""Average characters: how wide the window must be for a page with its help beside it."""


class _StageDelegate(QStyledItemDelegate):
    """Paints a stage: its name, and below it how far it has come; a bar at the edge marks the chosen one.

    It asks the list, not the style, what is chosen: QStyle and all its enumerations would be loaded for that alone.
    """

    def __init__(self, stages: QListWidget) -> None:
        super().__init__(stages)
        self._list = stages

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one stage."""
        chosen = index.row() == self._list.currentRow()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        palette, rect = self._list.palette(), option.rect
        highlight = palette.color(QPalette.ColorRole.Highlight)
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Base))
            bar = QRect(rect.right() - 4 if mirrored else rect.left(), rect.top(), 5, rect.height())
            painter.fillRect(bar, highlight)
        if chosen and self._list.hasFocus():
            painter.setPen(highlight)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        area = rect.adjusted(*((8, _PADDING, -16, -_PADDING) if mirrored else (16, _PADDING, -8, -_PADDING)))
        title, small = _fonts(self._list.font(), chosen=chosen)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(title)
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignTop), index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(small)
        painter.setOpacity(0.75)
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignBottom), index.data(_PROGRESS) or "")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines and the room around them; the same for all stages."""
        title, small = (QFontMetrics(font) for font in _fonts(self._list.font(), chosen=True))
        return QSize(120, title.height() + small.height() + 2 * _PADDING)


def _fonts(base: QFont, *, chosen: bool) -> tuple[QFont, QFont]:
    title, small = QFont(base), QFont(base)
    title.setBold(chosen)
    small.setPointSize(max(8, base.pointSize() - 2))
    return title, small


class Workspace(QWidget):
    """The stages and the pages of one open file. Pages are made when they are first visited."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.pages: dict[Stage, Page] = {}
        self._stale: set[Stage] = set()
        self.stages = QListWidget(self)
        self.stages.setObjectName("stages")
        self.stages.setAccessibleName(tr(Message("Stages of the assessment")))
        self.stages.setItemDelegate(_StageDelegate(self.stages))
        self.stages.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.stages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("page-area")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stages)
        layout.addWidget(self.stack, 3)
        self._help: HelpPanel | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_stale)
        self._fill()
        self.stages.currentItemChanged.connect(self._on_chosen)
        bridge.changed.connect(self._on_changes)

    @property
    def current_stage(self) -> Stage | None:
        """The stage whose page is shown."""
        page = self.stack.currentWidget()
        return page.stage if isinstance(page, Page) else None

    def page(self, stage: Stage) -> Page:
        """The page of a stage; made now if this is the first time. Raises KeyError for a stage without a page."""
        if stage not in self.pages:
            page = PAGES[stage](self.bridge)
            page.go_to.connect(self.go)
            self.pages[stage] = page
            self.stack.addWidget(page)
        return self.pages[stage]

    def go(self, stage: Stage, key: str = "") -> bool:
        """Shows a stage, and there the row ``key`` if one is given; False when the present page could not be left."""
        if stage not in PAGES or not self._leave(stage):
            return False
        page = self.page(stage)
        self.stack.setCurrentWidget(page)
        self._mark(stage)
        page.entered()
        if key:
            page.show_row(key)
        if self._help is not None and self.help_shown:
            self._help.show_stage(stage)
        return True

    @property
    def help_shown(self) -> bool:
        """Whether the help for the stage stands beside the page, or in its place where the window is narrow."""
        return self._help is not None and not self._help.isHidden()

    def show_help(self, *, shown: bool) -> None:
        """Opens the help for the stage that is shown, or closes it and goes back to the page."""
        if shown and self._help is None:
            from ui.pages.help_panel import HelpPanel

            self._help = HelpPanel(self.bridge, self)
            self._help.closed.connect(lambda: self.show_help(shown=False))
            self.layout().addWidget(self._help)
            self.layout().setStretchFactor(self._help, 2)
        if self._help is None:
            return
        self._help.setVisible(shown)
        self._give_help_room()
        stage = self.current_stage
        if shown and stage is not None:
            self._help.show_stage(stage)
            self._help.text.setFocus()
        elif stage is not None:
            self.pages[stage].take_focus()

    def _give_help_room(self) -> None:
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _ROOM_FOR_BOTH
        self.stack.setVisible(not (self.help_shown and narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Help stands beside the page where there is room for both, else in its place."""
        super().resizeEvent(event)
        if self._help is not None:
            self._give_help_room()

    def first_stage(self) -> Stage:
        """Where to begin: the questions once work has begun, before that the description of the assessment."""
        begun = Stage.ASSESSMENT in PAGES and bool(self.bridge.content.answered)
        return Stage.ASSESSMENT if begun else next(iter(stage for stage in Stage if stage in PAGES))

    def _leave(self, stage: Stage) -> bool:
        here = self.current_stage
        return here is None or here is stage or self.pages[here].flush()

    def _fill(self) -> None:
        for stage in Stage:
            if stage in PAGES:
                item = QListWidgetItem(tr(TITLES[stage]), self.stages)
                item.setData(_STAGE, stage.value)
                self._refresh(item)
        self.stages.setFixedWidth(self._width())

    def _width(self) -> int:
        title, small = (QFontMetrics(font) for font in _fonts(self.stages.font(), chosen=True))
        widest = max((title.horizontalAdvance(tr(TITLES[stage])) for stage in PAGES), default=0)
        return max(widest, small.horizontalAdvance(tr(Message("{done} of {total}", done=999, total=999)))) + 36

    def _items(self) -> dict[Stage, QListWidgetItem]:
        items = (self.stages.item(place) for place in range(self.stages.count()))
        return {Stage(item.data(_STAGE)): item for item in items}

    def _refresh(self, item: QListWidgetItem) -> None:
        stage = Stage(item.data(_STAGE))
        said = progress(stage, self.bridge)
        text = tr(said) if said is not None else ""
        item.setData(_PROGRESS, text)
        spoken = Message("{stage}: {progress}", stage=TITLES[stage], progress=text) if text else TITLES[stage]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr(spoken))

    def _mark(self, stage: Stage) -> None:
        with QSignalBlocker(self.stages):
            self.stages.setCurrentItem(self._items()[stage])

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        here = self.current_stage
        if item is not None and not self.go(Stage(item.data(_STAGE))) and here is not None:
            self._mark(here)

    def _on_changes(self, changes: Changes) -> None:
        tables = changes.tables
        self._stale |= {stage for stage, depends in DEPENDS_ON.items() if not depends.isdisjoint(tables)}
        if self._stale:
            self._later.start()

    def _refresh_stale(self) -> None:
        items = self._items()
        for stage in self._stale & set(items):
            self._refresh(items[stage])
        self._stale.clear()
