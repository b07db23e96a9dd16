"""Prints the pages of a preview: asks for the printer, shows how far it is, and says in words what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.link.messages import Messages
from workbench.errors import ReportFailed
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.paper.printer import PrintRun

_SAVE = Message("Save as PDF…")


class PrintJob(QObject):
    """Prints one document at a time.

    ``save`` asks where to save the pages, and is offered when printing is not possible; None where that is not offered.
    """

    def __init__(self, parent: QWidget, messages: Messages, save: Callable[[], None] | None) -> None:
        super().__init__(parent)
        self._window, self._messages, self._save = parent, messages, save
        self.run: PrintRun | None = None

    def ask(self, pdf: bytes, current: int) -> None:
        """Asks for a printer and prints; ``current`` is the number of the page that is shown."""
        if self.run is not None:
            return
        try:
            from ui.paper import printer as system
        except ImportError:  # the system has no part of Qt for printing
            self._tell(_no_printing())
            return
        if not system.has_printers():
            self._tell(_no_printer())
            return
        printer = system.printer_for(pdf, "Integrity Workbench")
        if not system.ask(printer, _count(pdf), self._window):
            self._messages.info(Message("Nothing was printed."), passing=True)
            return
        if not printer.isValid():
            self._tell(_gone())
            return
        pages = system.pages_wanted(printer, _count(pdf), current)
        self.run = run = system.PrintRun(printer, pdf, pages)
        run.progressed.connect(self._on_progress)
        run.ended.connect(self._on_ended)
        self._on_progress(0, run.total)
        run.start()

    def cancel(self) -> None:
        """Stops printing."""
        if self.run is not None:
            self.run.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        self._messages.info(
            Message("Pages sent to the printer: {done} of {total}.", done=done, total=total),
            action=Message("Cancel printing"),
            run=self.cancel,
        )

    def _on_ended(self, done: int) -> None:
        run, self.run = self.run, None
        if run is None:
            return
        if run.cancelled:
            self._messages.info(Message("Printing was stopped. Pages that were already sent may still come out."))
        elif done < run.total:
            self._tell(_stopped(done, run.total))
        else:
            self._messages.info(Message("Pages sent to the printer: {done}.", done=done))

    def _tell(self, error: ReportFailed) -> None:
        if self._save is None:
            self._messages.error(error)
        else:
            self._messages.error(error, action=_SAVE, run=self._save)


def _count(pdf: bytes) -> int:
    from workbench.reports.preview import Preview

    preview = Preview(pdf)
    try:
        return preview.pages
    finally:
        preview.close()


_ELSEWHERE = Message("Save the pages as PDF, and print them on another computer.")


def _no_printing() -> ReportFailed:
    return ReportFailed(
        Message("This computer has no printing system."), safe=Message("Nothing was printed."), advice=_ELSEWHERE
    )


def _no_printer() -> ReportFailed:
    return ReportFailed(
        Message("No printer is set up on this computer."), safe=Message("Nothing was printed."), advice=_ELSEWHERE
    )


def _gone() -> ReportFailed:
    return ReportFailed(
        Message("The printer does not answer."),
        safe=Message("Nothing was printed."),
        advice=Message("Check whether it is switched on and connected, choose another printer, or save the pages as PDF."),
    )


def _stopped(done: int, total: int) -> ReportFailed:
    return ReportFailed(
        Message("The printer stopped. Pages printed: {done} of {total}.", done=done, total=total),
        safe=Message("The assessment is safe."),
        advice=Message("Look at the printer, then print the pages that are missing, or save them as PDF."),
    )
