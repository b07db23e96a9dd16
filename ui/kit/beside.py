"""Parts beside each other where there is room, and one below the other (or in its place) where there is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget


def letters_across(widget: QWidget) -> float:
    """The width of a widget in average characters of its own font: the same measure at every zoom and in every font."""
    return widget.width() / max(1, widget.fontMetrics().averageCharWidth())


class BesideOrBelow:
    """Says when the parts of a widget change from one below the other to beside each other, and back.

    ``has_room`` says whether there is room beside each other now; ``arrange`` is called with the answer whenever it has
    changed. ``beside`` says how the parts stand at first. The widget calls :meth:`follow_width` when it is resized.
    """

    def __init__(self, has_room: Callable[[], bool], arrange: Callable[[bool], object], *, beside: bool) -> None:
        self._has_room, self._arrange = has_room, arrange
        self._beside = beside

    def follow_width(self) -> None:
        """Arranges the parts for the present width of the widget."""
        beside = self._has_room()
        if beside is not self._beside:
            self._beside = beside
            self._arrange(beside)
