"""What all pages of the window share: their base class, and how headings, paragraphs and layouts are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QListView, QScrollArea, QVBoxLayout, QWidget

from ui.kit.direction import leading
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.rows import Row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.pages.desks import AnswerDesk, FindDesk, PlanDesk, RatingDesk, ReportDesk


class Page(QWidget):
    """One stage of the process on the screen.

    A subclass sets ``stage``, builds itself in ``__init__`` (a page is made when it is first visited, and then kept), and
    overrides what it needs of :meth:`on_changes`, :meth:`show_row` and :meth:`entered`. Editors follow changes by
    themselves; a page only does what no editor or model does. Signal ``go_to`` asks the window for another stage, and for
    the row with that id (or "") on it; ``forget_wanted`` asks to forget for good a person, or what was written about a
    question, by id; ``hide_now`` asks to blank the projector view before something is marked confidential;
    ``mark_removed`` tells that a mark was removed, and carries what sets it again. ``on_failure`` is called with the
    exception when the page could not follow a change.
    """

    stage: Stage
    go_to = Signal(object, str)
    forget_wanted = Signal(str)
    hide_now = Signal()
    mark_removed = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.on_failure: Callable[[Exception], object] | None = None
        bridge.changed.connect(self._follow)

    def _follow(self, changes: Changes) -> None:
        try:
            self.on_changes(changes)
        except Exception as error:
            if self.on_failure is None:
                raise
            self.on_failure(error)

    def flush(self) -> bool:
        """Writes what is typed; the window calls this before it leaves the page. False: stay, the user has been told."""
        return self.bridge.flush()

    def mark(self, operation: Callable[..., object], *, marked: bool, **row: str) -> None:
        """Marks a row confidential, or removes its mark. The projector view is blank before, even if the file refuses."""
        if not marked:
            self.hide_now.emit()
        if not self.bridge.read_only and self.bridge.flush():
            done = self.bridge.run(operation, **row, confidential=not marked)
            if done and marked:
                self.mark_removed.emit(lambda: self.bridge.run(operation, **row, confidential=True))

    def on_changes(self, changes: Changes) -> None:
        """Called after each change, undo and redo, wherever it was made."""

    def show_row(self, row_id: str) -> None:
        """Leads to one row, or one field, for example from the list of gaps."""

    @property
    def shown_row(self) -> str:
        """The id of the row that is selected or shown; empty on a page without one."""
        return self.resume_point()[0]

    def show_changed(self, row_id: str, change: RowChange) -> None:  # noqa: ARG002  for pages that show parts of a row
        """Leads to what an undo or redo has changed on this page. Nothing moves if it is shown already."""
        if row_id != self.shown_row:
            self.show_row(row_id)

    def show_text(self, row_id: str, row: Row, field: str) -> None:  # noqa: ARG002  for pages that show parts of a row
        """Leads to a text: ``field`` of ``row``, which is seen where the page shows ``row_id``."""
        self.show_row(row_id)

    def resume_point(self) -> tuple[str, int]:
        """The id of the row that is shown and the position of the cursor in its text; "" and 0 on other pages."""
        return "", 0

    def resume(self, row_id: str, cursor: int) -> None:
        """Leads back to where :meth:`resume_point` was; a row that is gone changes nothing."""

    def take_focus(self) -> None:
        """Takes the focus after the user came here by a key. By default the first field of the page gets it."""
        focus_first(self)

    def entered(self) -> None:
        """Called when the page is shown again."""

    def print_page(self) -> bool:
        """Prints what the page shows in its own way. False: what it shows is a chapter of the report."""
        return False

    @property
    def find_desk(self) -> FindDesk | None:
        """The search of the page, if it has one of its own."""
        return None

    @property
    def answer_desk(self) -> AnswerDesk | None:
        """The page itself, if questions are answered on it."""
        return None

    @property
    def rating_desk(self) -> RatingDesk | None:
        """The page itself, if activities are rated on it."""
        return None

    @property
    def plan_desk(self) -> PlanDesk | None:
        """The page itself, if it shows the lines of the plan."""
        return None

    @property
    def report_desk(self) -> ReportDesk | None:
        """The page itself, if reports are created from it."""
        return None


class WrappedPart(QWidget):
    """A part with wrapped texts or rows inside a splitter or a stack.

    Splitters and stacks do not ask for the height at a width, so the smallest height of this part is the one that it needs
    at its present width. It is measured once for each width, until something inside changes, because Qt asks for it many
    times during a layout.
    """

    _least: tuple[int, QSize] | None = None

    def minimumSizeHint(self) -> QSize:
        """The size that the content needs at the present width."""
        if self._least is None or self._least[0] != self.width():
            self._least = (self.width(), least_with_texts(super().minimumSizeHint(), self.layout(), self.width()))
        return self._least[1]

    def event(self, event: QEvent) -> bool:
        """Measures again when something inside needs another size, and when shown: hidden parts have no style yet."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._least = None
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tells the layout, because another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def focus_first(part: QWidget) -> None:
    """Puts the focus into the first field of a part of the window, if it has one."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if takes and part.isAncestorOf(widget):
            widget.setFocus()
            return
        widget = widget.nextInFocusChain()


def least_with_texts(least: QSize, inside: QLayout | None, width: int) -> QSize:
    """The smallest size of a part, as high as the wrapped texts ``inside`` it need at a width.

    Before it has a width, it is as high as they need in a narrow column, which is Qt's own measure.
    """
    if inside is None or not inside.hasHeightForWidth():
        return least
    height = inside.totalMinimumHeightForWidth(max(width, least.width()))
    return QSize(least.width(), height if width > least.width() else max(least.height(), height))


def heading(text: Message | str, level: int = 1) -> QLabel:
    """A heading: level 1 for the page, 2 for a part of it."""
    label = QLabel(tr(text) if isinstance(text, Message) else text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", f"heading{level}")
    label.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
    return label


def paragraph(text: Message | str, role: str = "text") -> QLabel:
    """A paragraph of plain text; the roles are those of :mod:`ui.look.sheet`, for example help and empty."""
    label = QLabel(tr(text) if isinstance(text, Message) else text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


def scrolling(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down when the window is too low for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def wrap_rows(rows: QListView) -> None:
    """Makes a list wrap long rows at every width, so that they can be read whole."""
    rows.setWordWrap(True)
    rows.setResizeMode(QListView.ResizeMode.Adjust)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def column(widget: QWidget, margin: int = 0) -> QVBoxLayout:
    """The layout of a page or a part of it: one thing below the other, with the usual spacing."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(12)
    return layout
