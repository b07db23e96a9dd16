"""What other parts may do with certain pages, as small protocols: nobody reaches through a page into its widgets.

A page says itself which of these it is, or has: ``find_desk``, ``answer_desk``, ``rating_desk``, ``plan_desk`` and
``report_desk`` of :class:`ui.pages.page.Page`.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from ui.editors.text_editor import TextEditor
from workbench.model.vocabulary import Level
from workbench.reports.formats import ReportFormat


class AnswerDesk(Protocol):
    """A page on which questions are answered."""

    @property
    def shown(self) -> SignalInstance:
        """Sent when another question or area is shown."""
        ...

    @property
    def answer_typed(self) -> SignalInstance:
        """Sent when the text in the answer editor has changed."""
        ...

    @property
    def cursor_moved(self) -> SignalInstance:
        """Sent when the cursor in the answer editor has moved."""
        ...

    @property
    def shown_id(self) -> str:
        """The id of the question or area that is shown; empty before the first."""
        ...

    def answer_editor(self, question: str) -> TextEditor | None:
        """The editor with the agreed text of a question; None while it does not show that question."""
        ...

    @property
    def following(self) -> str:
        """The id of the next question; empty after the last."""
        ...

    def go_by(self, step: int) -> None:
        """Shows the next (1) or previous (-1) question."""
        ...

    def go_to_next_unanswered(self) -> None:
        """Shows the next unanswered question; after the last question it continues with the first."""
        ...


class FindDesk(Protocol):
    """The search of a page that has one of its own."""

    def find(self) -> None:
        """Leads to the search."""
        ...

    def find_next(self, step: int) -> bool:
        """Shows the next (1) or previous (-1) place of what is searched, with the focus; False if nothing is searched."""
        ...


class RatingDesk(Protocol):
    """A page on which activities are rated."""

    @property
    def cell_chosen(self) -> SignalInstance:
        """Sent with the id of an activity (or "") and a column when the current cell has changed."""
        ...

    @property
    def reordered(self) -> SignalInstance:
        """Sent when other activities are shown, or the same ones in another order."""
        ...

    @property
    def shown_cell(self) -> tuple[str, int]:
        """The id of the activity of the current cell (or ""), and its column."""
        ...

    @property
    def shown_order(self) -> list[str]:
        """The ids of the activities that are shown, from top to bottom."""
        ...

    def go_by(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) activity, in the same column."""
        ...

    def go_along(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) rating of the same activity."""
        ...

    def rate(self, level: Level | None) -> None:
        """Sets the current rating, or clears it; after a level was set, moves to the next rating."""
        ...


class PlanDesk(Protocol):
    """A page with the lines of the plan."""

    @property
    def line_chosen(self) -> SignalInstance:
        """Sent with the id of a line (or "") when the current line has changed."""
        ...

    @property
    def shown_line(self) -> str:
        """The id of the current line, or ""."""
        ...

    def go_by(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) line."""
        ...


class ReportDesk(Protocol):
    """A page from which reports are created."""

    def write_as(self, report_format: ReportFormat) -> None:
        """Starts to create a report in a format."""
        ...
