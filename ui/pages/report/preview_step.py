"""Shows the preview of a report, or of the plan, instead of the page from which it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.paper.paper_view import PaperView
    from workbench.reports.data import ReportData
    from workbench.reports.frames import Job


class PreviewStep(QObject):
    """Shows the preview instead of ``area``; afterwards ``back_to`` gets the focus.

    ``make`` makes the preview when it is first needed, and ``job`` the pages of a picture.
    """

    def __init__(
        self,
        stack: QStackedWidget | QStackedLayout,
        area: QWidget,
        make: Callable[[], PaperView],
        job: Callable[[ReportData], Job[bytes]],
        *,
        back_to: QWidget,
    ) -> None:
        super().__init__(area)
        self._stack, self._area, self._make, self._job, self._back_to = stack, area, make, job, back_to
        self._preview: PaperView | None = None

    @property
    def preview(self) -> PaperView:
        """The widget with the pages, made when it is first asked for."""
        if self._preview is None:
            self._preview = self._make()
            self._preview.left.connect(self.leave)
            self._stack.addWidget(self._preview)
        return self._preview

    def show(self, data: ReportData) -> None:
        """Shows the pages of a picture."""
        self.preview.show_pages(self._job(data))
        self._stack.setCurrentWidget(self.preview)
        self.preview.back.setFocus()

    def leave(self) -> None:
        """Goes back to the page and forgets the preview, if it is shown."""
        if self._preview is not None and self._stack.currentWidget() is self._preview:
            self._preview.close_pages()
            self._stack.setCurrentWidget(self._area)
            self._back_to.setFocus()

    def print_if_shown(self) -> bool:
        """Prints the pages that are shown. Returns whether there are any."""
        if self._preview is None or self._stack.currentWidget() is not self._preview:
            return False
        self._preview.print_pages()
        return True
