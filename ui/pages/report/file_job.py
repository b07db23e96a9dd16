"""Writes a report or a plan: asks for the file, checks it, takes the picture, reviews names, and runs another process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.kit import file_choice
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.pages.report.names_step import Review, at_once
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.vocabulary import Edition
from workbench.system.frozen import frozen
from workbench.system.places import free_name

if TYPE_CHECKING:
    from ui.link import background
    from workbench.reports.data import ReportData


@frozen(kw_only=True)
class WantedFile:
    """What is to be written.

    ``title`` and ``kind`` are for the dialog that asks where, with the suggested ``name``. ``picture`` takes the picture;
    ``write`` is called as ``write(data, target, progress=..., maker=...)`` and is one of the writers of
    :mod:`workbench.reports`.
    """

    title: Message
    kind: Message
    name: str
    edition: Edition
    picture: Callable[[], ReportData]
    write: Callable[..., Any]


def unused(folder: Path, stem: str, suffix: str) -> str:
    """A file name that nothing in a folder has: reports of two stations in one folder do not take each other's place."""
    try:
        taken = [path.name for path in folder.iterdir()]
    except OSError:
        taken = []
    return free_name(stem, taken, suffix)


class FileJob(QObject):
    """Takes the picture on this thread and writes it in another process; the window stays usable meanwhile.

    It writes one file at a time. ``review`` is the step before writing: it gets the picture, and passes on the one that may
    be written. ``not_written`` is told after :meth:`cancel`. Signals: ``began``; ``progressed`` with two numbers (done,
    total); ``done`` with the picture and the result; ``ended`` after each file, written or not.
    """

    began = Signal()
    progressed = Signal(int, int)
    done = Signal(object, object)
    ended = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget, *, not_written: Message) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent
        self._not_written = not_written
        self._task: background.Task | None = None
        self.review: Review = at_once

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def begin(self, wanted: WantedFile) -> None:
        """Asks where to write the file, and writes it. Does nothing while another file is being written."""
        if self.busy or not self._bridge.flush():
            return
        suggested = self._bridge.document.path.parent / wanted.name
        target = file_choice.ask_save(self._window, wanted.title, suggested, tr(wanted.kind), may_replace=True)
        if target is None:
            return
        data = self._checked_picture(wanted, target)
        if data is not None:
            self.review(data, partial(self._start, wanted=wanted, target=target))

    def picture(self, take: Callable[[], ReportData]) -> ReportData | None:
        """What ``take`` returns; None when the core refuses it, which the message bar then tells."""
        try:
            return take()
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return None

    def cancel(self) -> None:
        """Stops writing at once. A file that was there before stays unchanged."""
        if self._task is not None:
            self._task.cancel()

    def open(self, path: Path) -> None:
        """Lets the system open a file or a folder."""
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = Message(
                "The system was asked to open {name}. If nothing opens, no program for such files is installed here.",
                name=path.name,
            )
            self._bridge.messages.info(told, passing=True)
        else:
            self._bridge.messages.warning(
                Message("The system could not open {path}. Open it from the folder yourself.", path=str(path))
            )

    def _checked_picture(self, wanted: WantedFile, target: Path) -> ReportData | None:
        from workbench.reports.export import check_target
        from workbench.reports.names import check_file_name

        def take() -> ReportData:
            check_target(target)
            check_file_name(self._bridge.document, target, wanted.edition)
            return wanted.picture()

        return self.picture(take)

    def _start(self, data: ReportData, wanted: WantedFile, target: Path) -> None:
        from ui.link import exports

        self._task = exports.write(
            lambda progress, maker: wanted.write(data, target, progress=progress, maker=maker),
            on_done=lambda result: self.done.emit(data, result),
            on_error=self._bridge.messages.error,
            on_progress=self.progressed.emit,
            on_cancelled=lambda: self._bridge.messages.info(self._not_written),
        )
        self._task.ended.connect(self._on_ended)
        self.began.emit()

    def _on_ended(self) -> None:
        self._task = None
        self.ended.emit()
