"""A window for pages to print that stand on no page of the program: a chapter, question sheets, an attendance list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from ui.kit import file_choice
from ui.link.language import tr
from ui.look import style
from ui.paper.paper_view import PaperView
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from workbench.reports.frames import Job

_SHARE = 0.94
_BESIDE = 0.45


class PaperDialog(QDialog):
    """Shows the pages of a job; they can be printed and saved.

    ``name`` is the title of the window and the name that is suggested for the file, in ``folder``. ``beside`` are choices
    that stand beside the pages. What is in the window is forgotten when it closes.
    """

    def __init__(self, name: Message, folder: Path, parent: QWidget, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._folder = name, folder
        self.setWindowTitle(tr(name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.apply(self)
        self.view = PaperView(self, back=Message("Close"), save=self._save)
        self.view.left.connect(self.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if beside is not None:
            row.addWidget(beside)
            beside.setFocus()
            self.view.takes_focus = False  # somebody chooses on while the pages are made
        row.addWidget(self.view, 1)
        window = parent.window().size()
        self.resize(QSize(round(window.width() * _SHARE), round(window.height() * _SHARE)))
        if beside is not None:
            beside.setMaximumWidth(round(self.width() * _BESIDE))  # with large letters the pages keep their room
        self.finished.connect(lambda _result: self.view.close_pages())

    def show_pages(self, job: Job[bytes]) -> None:
        """Makes the pages and shows them."""
        self.view.show_pages(job)

    def done(self, result: int) -> None:
        """Closes, and forgets the pages."""
        self.view.close_pages()
        super().done(result)

    def _save(self, pdf: bytes) -> None:
        from workbench.reports.preview import save_pages

        suggested = self._folder / f"{tr(self._name)}.pdf"
        kind = tr(Message("Pages (*.pdf)"))
        target = file_choice.ask_save(self, Message("Save the pages"), suggested, kind, may_replace=True)
        if target is None:
            return
        try:
            save_pages(pdf, target)
        except WorkbenchError as error:
            self.view.messages.error(error)
            return
        told = Message("{name} was saved in {folder}.", name=target.name, folder=str(target.parent))
        self.view.messages.info(told)
