"""What others may do with certain pages, each as a small protocol: nobody reaches through a page into its widgets.

A page says which of these it is itself: ``answer_desk``, ``rating_desk`` and ``report_desk`` of :class:`ui.pages.page.Page`.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from ui.editors.text_editor import TextEditor
from workbench.reports.formats import ReportFormat


class AnswerDesk(Protocol):
    """A page on which questions are answered."""

    @property
    def shown(self) -> SignalInstance:
        """Sent when another question or area is shown."""
        ...

    @property
    def answer_typed(self) -> SignalInstance:
        """Sent when the text in the answer is another."""
        ...

    @property
    def cursor_moved(self) -> SignalInstance:
        """Sent when the cursor in the answer is elsewhere."""
        ...

    @property
    def shown_id(self) -> str:
        """The id of the question or area that is shown; empty before the first."""
        ...

    def answer_editor(self, question: str) -> TextEditor | None:
        """The editor with the agreed text of a question, if that is what it holds at this very moment."""
        ...

    def go_by(self, step: int) -> None:
        """Shows the next (1) or previous (-1) question."""
        ...

    def go_to_next_unanswered(self) -> None:
        """Shows the next question without an answer, from here on and round again."""
        ...


class RatingDesk(Protocol):
    """A page on which activities are rated."""

    @property
    def cell_chosen(self) -> SignalInstance:
        """Sent with the id of an activity (or "") and a column when another cell is the current one."""
        ...

    @property
    def shown_cell(self) -> tuple[str, int]:
        """The id of the activity of the current cell (or ""), and its column."""
        ...

    def go_by(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) activity, in the same column."""
        ...


class ReportDesk(Protocol):
    """A page from which reports are written."""

    def write_as(self, report_format: ReportFormat) -> None:
        """Begins to write a report in a format."""
        ...
