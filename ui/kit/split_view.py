"""Tabs, and two parts above each other with a line between them that can be moved."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QTabBar, QTabWidget, QWidget

from ui.link.kept_shares import WHOLE, KeptShares
from ui.link.language import tr
from ui.look import style
from workbench.language.i18n import Message

_SHARE: Final = 0.22
SHARE: Final = "share"
"""The property of a page in tabs that wants another share of the height than the usual one, as a number below 1."""
_SPARED: Final = 10
"""How many pixels of its padding a title can spare."""


class _Titles(QTabBar):
    """Reduces the padding of the titles when that makes the arrows for scrolling unnecessary.

    Qt's bar does not scroll to the last title when the arrows cover only a few pixels of it.
    """

    _measured: tuple[list[str], int] = ([], 0)
    _width = 0

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's name
        hint, count = super().tabSizeHint(index), self.count()
        over = self._whole() - self._room()
        if 0 < over <= _SPARED * count:
            hint.setWidth(hint.width() - -(-over // count))
        return hint

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page: somebody who scrolls does not want another tab."""
        event.ignore()

    def _whole(self) -> int:
        """The width of all titles; measured once for the same words in the same size."""
        now = ([self.tabText(index) for index in range(self.count())], self.fontMetrics().height())
        if now != self._measured:
            self._measured = now
            self._width = sum(super(_Titles, self).tabSizeHint(index).width() for index in range(self.count()))
        return self._width

    def _room(self) -> int:
        around = self.parentWidget()
        return around.width() if around is not None else self.width()


class Tabs(QTabWidget):
    """Needs only the room of the tab that is shown. Titles that do not fit scroll; they are never shortened."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_make: dict[QWidget, Callable[[], QWidget]] = {}
        self.setTabBar(_Titles(self))
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.currentChanged.connect(self._make_shown)
        self.currentChanged.connect(self.updateGeometry)

    def add_late(self, title: str, make: Callable[[], QWidget]) -> None:
        """Adds a tab whose page is made when it is first shown, or asked for with :meth:`page_at`."""
        holder = QWidget()
        self._to_make[holder] = make
        self.addTab(holder, title)

    def is_made(self, index: int) -> bool:
        """Whether the page of a tab is made already."""
        return self.widget(index) not in self._to_make

    def page_at(self, index: int) -> QWidget:
        """The page of a tab, made now if this is the first time. Raises IndexError where there is no tab."""
        holder = self.widget(index)
        if holder is None:
            raise IndexError(index)
        make = self._to_make.pop(holder, None)
        if make is None:
            return holder
        page, shown, title = make(), self.currentIndex(), self.tabText(index)
        stops = _stops_in(page)
        with QSignalBlocker(self):
            self.insertTab(index, page, title)
            self.removeTab(index + 1)
            self.setCurrentIndex(shown)
        holder.deleteLater()
        for before, after in pairwise([self.tabBar(), *stops]):
            self.setTabOrder(before, after)
        return page

    def _make_shown(self, index: int) -> None:
        if index >= 0:
            self.page_at(index)

    def minimumSizeHint(self) -> QSize:
        """The titles, and below them the page that is shown."""
        titles, page = self.tabBar().minimumSizeHint(), self.currentWidget()
        inside = page.minimumSizeHint() if page is not None else QSize(0, 0)
        return QSize(max(titles.width(), inside.width()), titles.height() + inside.height() + style.RING)


def _stops_in(page: QWidget) -> list[QWidget]:
    """The widgets at which Tab stops in a page that is in no window yet, in their order."""
    stops: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def name_handles(splitter: QSplitter, name: Message) -> None:
    """Says what the lines between the parts of a splitter are for; Qt gives them no name."""
    for number in range(1, splitter.count()):
        handle: QSplitterHandle = splitter.handle(number)  # known to Python: for an unknown one, PySide makes every class
        handle.setAccessibleName(tr(name))


class SplitView(QSplitter):
    """The lower part has its share of the height, or what it needs if that is more; the upper part has the rest.

    This holds at every size of the window and of the text; where somebody has put the line is kept under ``name``. Qt's own
    splitter would keep a position into which a part once pushed it. The share is one of the height of ``around``, so that
    the line stays where it is when something above the splitter needs another height. ``wish`` tells how much more height
    than its least the upper part should have before the lower part has more than its own least.
    """

    def __init__(self, upper: QWidget, lower: QWidget, name: str, shares: KeptShares, around: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, around)
        self._name, self._shares = name, shares
        self._upper, self._lower, self._around = upper, lower, around
        self.wish: Callable[[], int] = int
        self.setChildrenCollapsible(False)
        self.addWidget(upper)
        self.addWidget(lower)
        name_handles(self, Message("Line between the answer and what belongs to it"))
        self.splitterMoved.connect(self._on_moved)
        style.follow(self.share)

    def share(self) -> None:
        """Shares the height."""
        room = max(0, self.height() - self.handleWidth())
        least = self._lower.minimumSizeHint().height()
        wished = 0 if self._shares[self._name] else self.wish()
        most = max(least, room - self._upper.minimumSizeHint().height() - wished)
        lower = min(room, most, max(least, round(self._whole * self._part)))
        if self.sizes() != [room - lower, lower]:
            self.setSizes([room - lower, lower])

    @property
    def _whole(self) -> int:
        return self._around.height() if self._around is not None else self.height()

    @property
    def _part(self) -> float:
        """The share of the lower part: where somebody has put the line, or what the page that tabs show wants."""
        kept = self._shares[self._name]
        if kept:
            return kept[-1] / WHOLE
        page = self._lower.currentWidget() if isinstance(self._lower, Tabs) else None
        wanted = page.property(SHARE) if page is not None else None
        return wanted if isinstance(wanted, float) else _SHARE

    def _on_moved(self) -> None:
        lower = self.sizes()[1]
        self._shares.note(self._name, [max(0, self._whole - lower), lower])

    def event(self, event: QEvent) -> bool:
        """Shares the height again when a part needs another."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.share()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new height."""
        super().resizeEvent(event)
        self.share()
