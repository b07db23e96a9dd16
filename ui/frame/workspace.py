"""The inside of the window for one open file: the stages at the side, and the page of the current stage."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from ui.frame.stage_list import StageList
from ui.kit.beside import letters_across
from ui.kit.shortcuts import keys_of
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from ui.look import style
from ui.pages.page import Page, least_with_texts
from ui.pages.page_of_stage import make_page
from workbench.model.changes import Changes

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.frame.help_panel import HelpPanel

_ROOM_FOR_BOTH = 150
"""How wide the window must be for a page with its help beside it, in average characters."""
_STAGES_SHARE = 6.5
"""How many times as wide as the stages with their names the window must be."""


class _Ground(QWidget):
    """Holds the pages. It is never smaller than the shown page needs, so a small window scrolls instead of squeezing it.

    It has no layout, because a scroll area gives a layout with wrapped labels its preferred height, not the one it needs.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """The size that the shown page needs, with its wrapped texts, at the present width."""
        page = self._stack.currentWidget()
        if page is None:
            return QSize(0, 0)
        around = self.parentWidget()
        return least_with_texts(page.minimumSizeHint(), page.layout(), around.width() if around is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.resize(event.size())

    def event(self, event: QEvent) -> bool:
        """Tells the scroll area when the page needs another size, also when it is shown again."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.updateGeometry()
        return super().event(event)


class Workspace(QWidget):
    """The stages and the pages of one open file. Pages are made when they are first visited.

    ``resume`` has the row and the cursor to which a page leads back when it is made. Signals ``forget_wanted``,
    ``hide_now`` and ``mark_removed`` are those of the pages.
    """

    forget_wanted = Signal(str)
    hide_now = Signal()
    mark_removed = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.pages: dict[Stage, Page] = {}
        self.resume: dict[Stage, tuple[str, int]] = {}
        self._stale: set[Stage] = set()
        self._failures: set[Stage] = set()
        self.stages = StageList(self)
        self.stack = QStackedWidget()
        self.stack.setObjectName("page-area")
        self._area = QScrollArea(self)
        self._area.setObjectName("page-scroll")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setViewport(QWidget())  # known to Python: for an unknown one, PySide makes every class of widgets
        self._area.setWidget(_Ground(self.stack))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.stages)
        self._row.addWidget(self._area, 3)
        self._help: HelpPanel | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_stale)
        for item in self.stages.items_by_stage().values():
            self._refresh(item)
        style.follow(self._share_room)
        self.stages.currentItemChanged.connect(self._on_chosen)
        bridge.changed.connect(self._on_changes)
        self.page_changed.connect(self._on_page)

    @property
    def current_stage(self) -> Stage | None:
        """The stage whose page is shown."""
        page = self.current_page
        return page.stage if page is not None else None

    @property
    def current_page(self) -> Page | None:
        """The page that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def page_changed(self) -> SignalInstance:
        """Sent when another page is shown."""
        return self.stack.currentChanged

    def made_page(self, stage: Stage) -> Page | None:
        """The page of a stage, if it was visited."""
        return self.pages.get(stage)

    def page(self, stage: Stage) -> Page:
        """The page of a stage; made now if this is the first time."""
        if stage not in self.pages:
            try:
                page = make_page(stage, self.bridge)
            except Exception as error:  # noqa: BLE001  a page that cannot be made leaves the others usable
                page = self._failed(stage, error)
            self._take_in(page)
            place = self.resume.pop(stage, None)
            if place is not None:
                self._try(page, lambda: page.resume(*place))
        return self.pages[stage]

    def _take_in(self, page: Page) -> None:
        page.go_to.connect(self.go)
        page.forget_wanted.connect(self.forget_wanted)
        page.hide_now.connect(self.hide_now)
        page.mark_removed.connect(self.mark_removed)
        # in the middle of a change, others have not heard of it yet
        page.on_failure = lambda error: QTimer.singleShot(0, self, lambda: self._put_aside(page, error))
        self.pages[page.stage] = page
        self.stack.addWidget(page)

    # Pages that fail

    def _try(self, page: Page, do: Callable[[], object]) -> None:
        try:
            do()
        except Exception as error:  # noqa: BLE001  as above
            self._put_aside(page, error)

    def _failed(self, stage: Stage, error: Exception) -> Page:
        from ui.pages.failed import FailedPage

        page = FailedPage(stage, self.bridge, error, often=stage in self._failures)
        self._failures.add(stage)
        page.again.connect(self._try_again)
        return page

    def _put_aside(self, page: Page, error: Exception) -> None:
        """Shows a calm page instead of one that failed. One with a text that cannot be saved stays; the mistake is told."""
        if self.pages.get(page.stage) is not page:
            return
        if not self.bridge.store_what_can_be():
            sys.excepthook(type(error), error, error.__traceback__)
            return
        self._exchange(page, self._failed(page.stage, error))

    def _exchange(self, old: Page, new: Page) -> None:
        self._take_in(new)
        if self.stack.currentWidget() is old:
            self.stack.setCurrentWidget(new)
            self.stack.updateGeometry()
        self.stack.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _try_again(self, failed: Page) -> None:
        stage = failed.stage
        try:
            page = make_page(stage, self.bridge)
        except Exception as error:  # noqa: BLE001  as above
            page = self._failed(stage, error)
        self._exchange(failed, page)
        if self.go(stage):
            self.pages[stage].take_focus()

    def resume_point(self, stage: Stage) -> tuple[str, int]:
        """The row and the cursor of the user on a page; for a page not made yet, those when the file was last open."""
        return self.pages[stage].resume_point() if stage in self.pages else self.resume.get(stage, ("", 0))

    def go(self, stage: Stage, row_id: str = "") -> bool:
        """Shows a stage, and on it the row ``row_id`` if given. Returns False when the current page cannot be left."""
        if not self._leave(stage):
            return False
        page = self.page(stage)
        self.stack.setCurrentWidget(page)
        self.stack.updateGeometry()
        self._mark(stage)
        self._try(page, page.entered)
        if row_id:
            self._try(self.pages[stage], lambda: self.pages[stage].show_row(row_id))
        if self._help is not None and self.help_shown:
            self._help.show_stage(stage, keys_of(self.pages.get(stage)))
        return True

    @property
    def help_shown(self) -> bool:
        """Whether the help for the stage is shown, beside the page or, in a narrow window, instead of it."""
        return self._help is not None and not self._help.isHidden()

    def show_help(self, *, shown: bool) -> None:
        """Opens the help for the stage that is shown, or closes it and goes back to the page."""
        if shown and self._help is None:
            from ui.frame.help_panel import HelpPanel

            self._help = HelpPanel(self.bridge, self)
            self._help.closed.connect(lambda: self.show_help(shown=False))
            self._row.addWidget(self._help, 2)
        if self._help is None:
            return
        self._help.setVisible(shown)
        self._give_help_room()
        stage = self.current_stage
        if shown and stage is not None:
            self._help.show_stage(stage, keys_of(self.pages.get(stage)))
            self._help.text.setFocus()
        elif stage is not None:
            self.pages[stage].take_focus()

    def _give_help_room(self) -> None:
        narrow = letters_across(self) < _ROOM_FOR_BOTH
        self._area.setVisible(not (self.help_shown and narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hides the names of the stages in a narrow window, and puts help beside the page where there is room for both."""
        super().resizeEvent(event)
        self._share_room()
        if self._help is not None:
            self._give_help_room()

    def first_stage(self) -> Stage:
        """The stage to start with: Assessment once a question is answered, before that Scope."""
        return Stage.ASSESSMENT if self.bridge.cached_content.answered else Stage.SCOPE

    def _leave(self, stage: Stage) -> bool:
        here = self.current_stage
        return here is None or here is stage or self.pages[here].flush() or self.bridge.give_up()

    def expect_width(self, width: int) -> None:
        """Hides the names of the stages when they would take too much of a width.

        The window calls it before the first layout, so that the page is laid out once.
        """
        self.stages.set_compact(compact=self.stages.wide() * _STAGES_SHARE > width)

    def _share_room(self) -> None:
        self.expect_width(self.width())

    def _refresh(self, item: QListWidgetItem) -> None:
        try:
            said = self.stages.stage_at(item).spec.progress(self.bridge)
        except Exception:  # noqa: BLE001  what a page says of itself must not keep the file from being opened
            said = None
            sys.excepthook(*sys.exc_info())
        self.stages.tell(item, tr(said) if said is not None else "")

    def _mark(self, stage: Stage) -> None:
        with QSignalBlocker(self.stages):
            self.stages.setCurrentItem(self.stages.items_by_stage()[stage])

    def _on_page(self) -> None:
        """What was told about an act on the page before is over, unless a value is still refused."""
        self.bridge.messages.left.emit()
        if not self.bridge.held:
            self.bridge.messages.mended.emit()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        here = self.current_stage
        if item is not None and not self.go(self.stages.stage_at(item)) and here is not None:
            self._mark(here)

    def _on_changes(self, changes: Changes) -> None:
        tables = changes.tables
        self._stale |= {stage for stage in Stage if not stage.spec.tables.isdisjoint(tables)}
        if self._stale:
            self._later.start()

    def _refresh_stale(self) -> None:
        items = self.stages.items_by_stage()
        for stage in self._stale & set(items):
            self._refresh(items[stage])
        self._stale.clear()
