"""Shows the pages of a document as they will be on paper: zoom, search, print. No file is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.kit.message_bar import MessageBar
from ui.link import background, exports
from ui.link.language import tr
from ui.link.messages import Messages
from ui.look.style import MARGIN
from ui.paper.paper_bar import FIT_PAGE, PaperBar
from ui.paper.print_job import PrintJob
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.reports.frames import Job
from workbench.reports.preview import Found, Preview

_POINT = 96 / 72
"""Pixels a point at 100 %."""
_LEAST = 200
_MARK = QColor(255, 190, 0, 110)
_HERE = QColor(255, 120, 0, 150)

BACK = Message("Close the preview")


class PaperView(QWidget):
    """Shows one page at a time of the PDF that a job makes in another process.

    PgUp and PgDn turn pages, Esc goes back, Ctrl+F searches, Ctrl+P prints. ``save`` asks where to save the pages as PDF;
    without it they cannot be saved from here. Signals: ``left`` when the user goes back; ``shown`` when the pages are there.
    """

    left = Signal()
    shown = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        back: Message = BACK,
        save: Callable[[bytes], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._pdf = b""
        self._task: background.Task | None = None
        self._found: tuple[Found, ...] = ()
        self._here = -1
        self.takes_focus = True
        self._build(back)
        self.messages = Messages(self)
        self.messages.told.connect(self.notices.tell)
        self.printing = PrintJob(self, self.messages, None if save is None else lambda: save(self._pdf))
        self.bar.print_button.clicked.connect(self.print_pages)
        if save is not None:
            self.bar.save_button.clicked.connect(lambda: save(self._pdf))
        self.bar.save_button.setVisible(save is not None)
        self._shortcuts()
        self._enable()

    def _build(self, back: Message) -> None:
        self.bar = PaperBar(back, self)
        self.back, self.number = self.bar.back, self.bar.number
        self.bar.back.clicked.connect(self.left)
        self.bar.turned.connect(self.turn)
        self.bar.number.valueChanged.connect(self._draw)
        self.bar.zoomed.connect(self._draw)
        self.bar.searched.connect(self.search)
        self.bar.step_wanted.connect(self.step_hit)
        self.notices = MessageBar(self)
        self.picture = QLabel(self)
        self.picture.setObjectName("report-page")
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setAccessibleName(tr(Message("Page of the preview")))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a page is drawn as wide as what is left
        self.area.setWidget(self.picture)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page inside gets the focus, so that a screen reader reads it
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setProperty("role", "help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        for part in (self.bar, self.notices, self.state, self.area):
            layout.addWidget(part)
        layout.setStretchFactor(self.area, 1)
        self._resized = QTimer(self, singleShot=True, interval=80)
        self._resized.timeout.connect(self._draw)

    @property
    def busy(self) -> bool:
        """Whether the pages are still being made."""
        return self._task is not None

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 while there are none."""
        return self._preview.pages if self._preview is not None else 0

    def show_pages(self, job: Job[bytes]) -> None:
        """Makes the pages of a job in another process, and shows the first one."""
        self.close_pages()
        self.state.setText(tr(Message("The pages are being prepared…")))
        self.state.show()
        self._task = task = exports.make(job, on_done=self._on_done, on_error=self._on_error)
        task.ended.connect(lambda: self._on_ended(task))

    def close_pages(self) -> None:
        """Forgets the pages: they may be confidential. What is being printed is printed to its end."""
        if self._task is not None:
            self._task.cancel()
        if self._preview is not None:
            self._preview.close()
        self._preview, self._pdf = None, b""
        self._found, self._here = (), -1
        self.bar.forget_search()
        self.picture.clear()
        self.picture.setAccessibleDescription("")
        self.notices.clear()
        self._enable()

    def turn(self, step: int) -> None:
        """Shows the page ``step`` further."""
        self.number.setValue(self.number.value() + step)

    def print_pages(self) -> None:
        """Asks the system for a printer, and prints the pages."""
        if self._preview is not None:
            self.printing.ask(self._pdf, self.number.value())

    def search(self, query: str) -> None:
        """Looks for words on all pages, marks them, and shows the first from the present page on."""
        preview, here = self._preview, self.number.value() - 1
        if preview is None:
            return
        self._found = tuple(place for page in range(preview.pages) for place in preview.find(query, page))
        self._here = next((index for index, place in enumerate(self._found) if place.page >= here), 0 if self._found else -1)
        self._show_hit()
        self.bar.tell_hits(self._here + 1, len(self._found), asked=bool(query.strip()))

    def step_hit(self, step: int) -> None:
        """Shows the next (1) or previous (-1) place that was found; after the last comes the first."""
        if self._found:
            self._here = (self._here + step) % len(self._found)
            self._show_hit()
            self.bar.tell_hits(self._here + 1, len(self._found), asked=True)

    def _shortcuts(self) -> None:
        keys = (
            (QKeySequence(Qt.Key.Key_PageUp), lambda: self.turn(-1)),
            (QKeySequence(Qt.Key.Key_PageDown), lambda: self.turn(1)),
            (QKeySequence(Qt.Key.Key_Escape), self.left.emit),
            (QKeySequence("Ctrl+F"), self.bar.take_search),
        )
        for key, run in keys:
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _enable(self) -> None:
        self.bar.show_pages(self.pages)

    def _on_done(self, pdf: bytes) -> None:
        self._pdf, self._preview = pdf, Preview(pdf)
        self.state.hide()
        self.number.setRange(1, self._preview.pages)
        self.number.setValue(1)
        self._enable()
        self._draw()
        if self.takes_focus:
            self.picture.setFocus()
        self.shown.emit()

    def _on_error(self, error: WorkbenchError) -> None:
        self.state.hide()
        self.messages.error(error)

    def _on_ended(self, task: background.Task) -> None:
        if self._task is task:
            self._task = None

    def _show_hit(self) -> None:
        if self._here >= 0 and self._found[self._here].page != self.number.value() - 1:
            self.number.setValue(self._found[self._here].page + 1)  # draws the page
        else:
            self._draw()
        if self._here >= 0 and self._found[self._here].boxes:
            left, top, _, _ = self._found[self._here].boxes[0]
            shown = self.picture.pixmap().deviceIndependentSize()
            self.area.ensureVisible(round(left * shown.width()), round(top * shown.height()), 80, 80)

    def _wide(self, preview: Preview, page: int) -> int:
        """How wide a page is to be, in pixels of the screen."""
        width, height = preview.size(page)
        room = self.area.viewport().size()
        zoom = self.bar.zoom
        if zoom == FIT_PAGE:
            return round(min(room.width() - 4, (room.height() - 6) * width / height))
        return room.width() - 4 if zoom is None else round(width * _POINT * zoom / 100)

    def _draw(self) -> None:
        if self._preview is None:
            return
        fits = self.bar.zoom is None or self.bar.zoom == FIT_PAGE
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.area.setHorizontalScrollBarPolicy(off if fits else needed)
        ratio, page = self.devicePixelRatioF(), self.number.value() - 1
        picture = self._preview.draw(page, round(max(_LEAST, self._wide(self._preview, page)) * ratio))
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_BGR888)
        pixmap = QPixmap.fromImage(image)
        self._mark(pixmap, page)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        said = Message("Page {number} of {total}", number=page + 1, total=self._preview.pages)
        self.picture.setAccessibleName(tr(said))
        self.picture.setAccessibleDescription(picture.text)
        self.area.verticalScrollBar().setValue(0)

    def _mark(self, pixmap: QPixmap, page: int) -> None:
        marked = [(index, place) for index, place in enumerate(self._found) if place.page == page]
        if not marked:
            return
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for index, place in marked:
            for left, top, right, bottom in place.boxes:
                box = QRectF(left * pixmap.width(), top * pixmap.height(), 0, 0)
                box.setRight(right * pixmap.width())
                box.setBottom(bottom * pixmap.height())
                painter.fillRect(box, _HERE if index == self._here else _MARK)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page again for the new width."""
        super().resizeEvent(event)
        self._resized.start()
