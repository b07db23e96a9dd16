"""Shows the pages of a report as they will be, without writing a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.link import background, exports
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import MARGIN, TIGHT
from ui.pages.page import paragraph
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.reports.data import ReportData
from workbench.reports.frames import Job
from workbench.reports.preview import Preview, ReportPages

_WIDEST = 1100
"""Pixels at 96 to the inch: a wider page is not easier to read."""


_BACK = Message("Close the preview")


class _Number(QSpinBox):
    """A number without arrows. With a style sheet Qt gives its text no width, so the width is set here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def changeEvent(self, event: QEvent) -> None:
        """Sets the width again after the theme or the zoom has changed."""
        super().changeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        self.lineEdit().setGeometry(self.rect().adjusted(TIGHT, 0, -TIGHT, 0))


class ReportPreview(QWidget):
    """Shows one page at a time of the PDF that the job of ``make`` makes. PgUp and PgDn turn pages, Esc goes back.

    Signal ``left``: the user goes back, or the pages could not be made.
    """

    left = Signal()

    def __init__(
        self,
        bridge: DocumentBridge,
        parent: QWidget | None = None,
        *,
        back: Message = _BACK,
        make: Callable[[ReportData], Job[bytes]] = ReportPages,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._make = bridge, make
        self._preview: Preview | None = None
        self._task: background.Task | None = None
        self._build_bar(back)
        self.picture = QLabel(self)
        self.picture.setObjectName("report-page")
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setAccessibleName(tr(Message("Page of the preview")))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a page is drawn as wide as what is left
        self.area.setWidget(self.picture)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page inside gets the focus, so that a screen reader reads it
        self.state = paragraph("", "help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        for part in (self.bar, self.state, self.area):
            layout.addWidget(part)
        layout.setStretchFactor(self.area, 1)
        self._resized = QTimer(self, singleShot=True, interval=80)
        self._resized.timeout.connect(self._draw)
        self._shortcuts()

    @property
    def busy(self) -> bool:
        """Whether the report is still being made."""
        return self._task is not None

    def show_report(self, data: ReportData) -> None:
        """Makes the pages of a picture in another process, and shows the first one."""
        self.close_report()
        self.state.setText(tr(Message("The preview is being prepared…")))
        self.state.show()
        self._task = task = exports.make(self._make(data), on_done=self._on_done, on_error=self._on_error)
        task.ended.connect(lambda: self._on_ended(task))

    def close_report(self) -> None:
        """Forgets the pages: they may be confidential."""
        if self._task is not None:
            self._task.cancel()
        self._forget()

    def turn(self, step: int) -> None:
        """Shows the page ``step`` further."""
        self.number.setValue(self.number.value() + step)

    def _build_bar(self, back: Message) -> None:
        self.bar = FlowRow(self)
        self.back = QPushButton(tr(back), self.bar)
        self.back.setToolTip(tip(tr(Message("Close the preview (Esc)"))))
        self.back.clicked.connect(self.left)
        self.previous, self.next = (QPushButton(tr(text), self.bar) for text in (Message("Previous"), Message("Next")))
        self.previous.setToolTip(tip(tr(Message("Go to the previous page (PgUp)"))))
        self.next.setToolTip(tip(tr(Message("Go to the next page (PgDn)"))))
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.number = _Number(self.bar)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # "Previous" and "Next" stand beside it
        self.number.setAccessibleName(tr(Message("Number of the page")))
        self.number.valueChanged.connect(self._draw)
        self.of = QLabel(self.bar)
        self.bar.add(self.back)
        self.bar.add_spring()
        self.bar.add(self.previous, self.number, self.of, self.next)

    def _shortcuts(self) -> None:
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.turn(step))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _forget(self) -> None:
        if self._preview is not None:
            self._preview.close()
        self._preview = None
        self.picture.clear()
        self._enable()

    def _enable(self) -> None:
        pages = self._preview.pages if self._preview is not None else 0
        for widget in (self.previous, self.number, self.of, self.next):
            widget.setVisible(pages > 0)
        self.of.setText(tr(Message("of {total}", total=pages)) if pages else "")
        self.of.setMinimumHeight(self.number.sizeHint().height())  # its text stands beside the number, not at its foot

    def _on_done(self, pdf: bytes) -> None:
        self._preview = Preview(pdf)
        self.state.hide()
        self.number.setRange(1, self._preview.pages)
        self.number.setValue(1)
        self._enable()
        self._draw()
        self.picture.setFocus()

    def _on_error(self, error: WorkbenchError) -> None:
        self._bridge.messages.error(error)
        self.left.emit()

    def _on_ended(self, task: background.Task) -> None:
        if self._task is task:
            self._task = None

    def _draw(self) -> None:
        if self._preview is None:
            return
        ratio = self.devicePixelRatioF()
        room = self.area.viewport().width() - 4
        picture = self._preview.draw(self.number.value() - 1, round(max(200, min(room, _WIDEST)) * ratio))
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_BGR888)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        said = Message("Page {number} of {total}", number=self.number.value(), total=self._preview.pages)
        self.picture.setAccessibleName(tr(said))
        self.picture.setAccessibleDescription(picture.text)
        self.area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page again for the new width."""
        super().resizeEvent(event)
        self._resized.start()
