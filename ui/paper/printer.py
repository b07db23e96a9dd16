"""The printers of the system, through the part of Qt for printing. It is imported only when somebody prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.reports.preview import Preview

_POINTS: Final = 72
_FINEST: Final = 600
"""Dots an inch: paper shows no more, and memory is limited."""
_STRIP: Final = 1200
"""A page is drawn in strips of so many dots, so that a fine printer does not need hundreds of megabytes."""


_RUNNING: Final[set[PrintRun]] = set()


def has_printers() -> bool:
    """Whether the system knows a printer. Without a printing system it knows none."""
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(pdf: bytes, name: str) -> QPrinter:
    """The printer that the user usually takes, with the size of paper of the first page; ``name`` is for its queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    preview = Preview(pdf)
    try:
        width, height = preview.size(0)
    finally:
        preview.close()
    size = QSizeF(min(width, height), max(width, height))
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    return printer


def ask(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Shows the dialog of the system. Returns whether the user wants to print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr(Message("Print")))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    wanted = bool(dialog.exec())
    dialog.deleteLater()
    return wanted


def pages_wanted(printer: QPrinter, pages: int, current: int) -> list[int]:
    """The pages (from 0) in the order in which they are to be printed, with copies that the printer does not make itself."""
    chosen = list(range(pages))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        chosen = [current - 1]
    elif printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if not ranges.isEmpty():
            chosen = [page for page in chosen if ranges.contains(page + 1)]
        elif printer.fromPage():
            chosen = chosen[printer.fromPage() - 1 : printer.toPage()]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


class PrintRun(QObject):
    """Sends pages to a printer, one at each turn of the event loop, so that the window stays usable.

    Signals: ``progressed`` with two numbers (done, total); ``ended`` with the number of pages that the printer took.
    ``cancelled`` says whether the user stopped it; without that, fewer pages than wanted mean that the printer stopped.
    """

    progressed = Signal(int, int)
    ended = Signal(int)

    def __init__(self, printer: QPrinter, pdf: bytes, pages: Sequence[int]) -> None:
        super().__init__()
        self._printer, self._pages = printer, list(pages)
        self._preview = Preview(pdf)
        self._painter = QPainter()
        self._done = 0
        self.cancelled = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._step)

    @property
    def total(self) -> int:
        """How many pages are wanted."""
        return len(self._pages)

    def start(self) -> None:
        """Begins. It goes on to its end even when the window with the pages is closed."""
        _RUNNING.add(self)
        self._next.start()

    def cancel(self) -> None:
        """Stops after the present page."""
        self.cancelled = True

    def _step(self) -> None:
        if self.cancelled or self._done == len(self._pages) or not self._print(self._pages[self._done]):
            self._end()
            return
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        self._next.start()

    def _print(self, page: int) -> bool:
        width, height = self._preview.size(page)
        landscape = width > height
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        )
        begun = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not begun or self._stopped():
            return False
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        share = min(paper.width() / width, paper.height() / height)
        left, top = (paper.width() - width * share) / 2, (paper.height() - height * share) / 2
        scale = min(share, _FINEST / _POINTS)
        rows = self._preview.rows(page, scale)
        for first in range(0, rows, _STRIP):
            drawn = self._preview.strip(page, scale, first, min(rows, first + _STRIP))
            image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
            grown = share / scale
            where = QRectF(left, top + first * grown, drawn.width * grown, drawn.height * grown)
            self._painter.drawImage(where, image)
        return not self._stopped()

    def _stopped(self) -> bool:
        return self._printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)

    def _end(self) -> None:
        if self._painter.isActive():
            if self.cancelled:
                self._printer.abort()
            if not self._painter.end() and not self.cancelled:
                self._done = 0  # the queue did not take what was drawn
        self._preview.close()
        _RUNNING.discard(self)
        self.ended.emit(self._done)
